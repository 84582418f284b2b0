/*
 * The C API used as it should be, and misused: values, lifetimes, NULLs, errors.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wirecopy.h"
#include "wirecopy.h" /* twice is once */

static unsigned checks, failures;

#define CHECK(what)                                              \
  do {                                                           \
    checks++;                                                    \
    if (!(what)) {                                               \
      failures++;                                                \
      fprintf(stderr, "api.c:%d: not so: %s\n", __LINE__, #what); \
    }                                                            \
  } while (0)

static int is(wirecopy_str found, const char *expected) {
  return found.len == strlen(expected) && (!found.len || !memcmp(found.ptr, expected, found.len));
}

static int starts(wirecopy_buf found, const char *expected) {
  return found.len >= strlen(expected) && !memcmp(found.ptr, expected, strlen(expected));
}

static const char *const TEXT =
    "Pumps sold\n\n\xe2\x80\x9cWe were never asked,\xe2\x80\x9d said Petra Quill, mayor of Port Vellin.\n";

static const char *const PAGE =
    "<p>\xe2\x80\x9cWe were never asked,\xe2\x80\x9d said <b>Petra Quill</b>, mayor of Port Vellin.</p>";

static void pages(void) {
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_analysis *a = NULL;
  wirecopy_error *error = NULL;
  wirecopy_buf page, back;
  wirecopy_str marked;
  CHECK(wirecopy_options_set_u64(o, WIRECOPY_OPTION_FORMAT, WIRECOPY_FORMAT_HTML) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_options_set_bool(o, WIRECOPY_OPTION_STYLE, true) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analyze(wirecopy_cstr(PAGE), o, &a, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analysis_annotate(a, wirecopy_cstr(PAGE), o, &page, &error) == WIRECOPY_STATUS_OK);
  CHECK(starts(page, "<p><style data-wirecopy"));
  marked.ptr = (const char *)page.ptr;
  marked.len = page.len;
  CHECK(wirecopy_strip(marked, &back) == WIRECOPY_STATUS_OK);
  CHECK(back.len == strlen(PAGE) && starts(back, PAGE));
  wirecopy_buf_free(back);
  wirecopy_buf_free(page);
  CHECK(wirecopy_analysis_annotate(a, wirecopy_cstr(PAGE), NULL, &page, NULL) == WIRECOPY_STATUS_OK);
  CHECK(starts(page, "<p><mark data-wirecopy=\"content:a0\">"));
  wirecopy_buf_free(page);
  CHECK(wirecopy_analysis_annotate(a, wirecopy_cstr(TEXT), o, &page, NULL) == WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_analysis_annotate(NULL, wirecopy_cstr(PAGE), o, &page, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analysis_annotate(a, wirecopy_cstr(PAGE), o, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_strip(wirecopy_cstr(PAGE), NULL) == WIRECOPY_STATUS_NULL);
  wirecopy_analysis_free(a);
  a = NULL;
  CHECK(wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &a, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analysis_annotate(a, wirecopy_cstr(TEXT), o, &page, NULL) == WIRECOPY_STATUS_UNSUPPORTED_FORMAT);
  wirecopy_analysis_free(a);
  a = NULL;
  CHECK(wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_NODES, 2) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analyze(wirecopy_cstr(PAGE), o, &a, NULL) == WIRECOPY_STATUS_TOO_MANY_NODES);
  wirecopy_options_free(o);
}

static void library(void) {
  CHECK(wirecopy_abi_version() == WIRECOPY_ABI_VERSION);
  CHECK(wirecopy_version().len >= 5);
  CHECK(wirecopy_cstr(NULL).len == 0);
  CHECK(sizeof(wirecopy_span) == 8);
}

static void documents(void) {
  wirecopy_document *d = NULL;
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_error *error = NULL;
  wirecopy_buf json;
  wirecopy_span span;
  uint32_t at[3], out[3];
  CHECK(wirecopy_options_set_str(o, WIRECOPY_OPTION_ID, wirecopy_cstr("a1")) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_options_set_str(o, WIRECOPY_OPTION_OFFSETS, wirecopy_cstr("bytes")) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_document_parse(wirecopy_cstr(TEXT), WIRECOPY_FORMAT_PLAIN, o, &d, &error) == WIRECOPY_STATUS_OK);
  CHECK(error == NULL);
  CHECK(is(wirecopy_document_text(d), TEXT));
  CHECK(is(wirecopy_document_title(d), "Pumps sold"));
  span.start = 0;
  span.end = 5;
  CHECK(is(wirecopy_document_slice(d, span), "Pumps"));
  span.end = 13; /* inside the first quotation mark */
  CHECK(wirecopy_document_slice(d, span).len == 0);
  span.end = 4000;
  CHECK(wirecopy_document_slice(d, span).len == 0);
  span.start = 6;
  span.end = 5;
  CHECK(wirecopy_document_slice(d, span).len == 0);
  at[0] = 0;
  at[1] = 15;
  at[2] = (uint32_t)strlen(TEXT);
  out[0] = 77;
  CHECK(wirecopy_document_convert_offsets(d, WIRECOPY_UNIT_CHARS, at, 3, out) == WIRECOPY_STATUS_OK);
  CHECK(out[0] == 0 && out[1] == 13 && out[2] == at[2] - 4);
  out[0] = 77;
  at[1] = 13;
  CHECK(wirecopy_document_convert_offsets(d, WIRECOPY_UNIT_CHARS, at, 3, out) == WIRECOPY_STATUS_INVALID_SPAN);
  at[1] = 4000;
  CHECK(wirecopy_document_convert_offsets(d, WIRECOPY_UNIT_UTF16, at, 3, out) == WIRECOPY_STATUS_INVALID_SPAN);
  CHECK(wirecopy_document_convert_offsets(d, 9, at, 1, out) == WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_document_convert_offsets(d, WIRECOPY_UNIT_BYTES, NULL, 1, out) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_document_convert_offsets(d, WIRECOPY_UNIT_BYTES, at, 1, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_document_convert_offsets(d, WIRECOPY_UNIT_BYTES, NULL, 0, NULL) == WIRECOPY_STATUS_OK);
  CHECK(out[0] == 77);
  CHECK(wirecopy_document_to_json(d, o, &json, NULL) == WIRECOPY_STATUS_OK);
  CHECK(starts(json, "{\"schema\":\"wirecopy.document/1\",\"offsets\":\"bytes\",\"id\":\"a1\""));
  wirecopy_buf_free(json);
  wirecopy_options_free(o);
  wirecopy_document_free(d);
}

static void empty_and_nul(void) {
  wirecopy_document *d = NULL;
  wirecopy_str empty, nul;
  empty.ptr = NULL;
  empty.len = 0;
  CHECK(wirecopy_document_parse(empty, WIRECOPY_FORMAT_PLAIN, NULL, &d, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_document_text(d).len == 0);
  wirecopy_document_free(d);
  nul.ptr = "a\0b.";
  nul.len = 4;
  CHECK(wirecopy_document_parse(nul, WIRECOPY_FORMAT_PLAIN, NULL, &d, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_document_text(d).len == 4);
  wirecopy_document_free(d);
}

/* What is handed out lives as long as its owner, and no other object need live. */
static void analyses(void) {
  wirecopy_document *d = NULL;
  wirecopy_analyzer *z = NULL;
  wirecopy_analysis *a = NULL, *b = NULL;
  wirecopy_attribution x;
  const wirecopy_span *spans = NULL;
  size_t n = 0, i;
  wirecopy_buf one, two;
  unsigned char small[12], large[sizeof(wirecopy_attribution) + 16];
  CHECK(wirecopy_document_parse(wirecopy_cstr(TEXT), WIRECOPY_FORMAT_PLAIN, NULL, &d, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analyzer_new(wirecopy_cstr("en-GB"), NULL, &z, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analyzer_run(z, d, &a, NULL) == WIRECOPY_STATUS_OK);
  wirecopy_document_free(d);
  wirecopy_analyzer_free(z);
  CHECK(is(wirecopy_analysis_text(a), TEXT));
  CHECK(wirecopy_analysis_sentence_count(a) > 0);
  CHECK(wirecopy_analysis_sentences(a, &spans, &n) == WIRECOPY_STATUS_OK);
  CHECK(n == wirecopy_analysis_sentence_count(a));
  for (i = 0; i < n; i++) CHECK(wirecopy_analysis_slice(a, spans[i]).len == spans[i].end - spans[i].start);
  n = wirecopy_analysis_attribution_count(a);
  CHECK(n == 1);
  if (n) {
    CHECK(wirecopy_analysis_attribution(a, 0, &x, sizeof x) == WIRECOPY_STATUS_OK);
    CHECK(x.kind == WIRECOPY_KIND_DIRECT);
    CHECK(is(wirecopy_analysis_slice(a, x.cue), "said"));
    CHECK(is(wirecopy_analysis_speaker_name(a, x.speaker), "Petra Quill"));
    CHECK(x.confidence_content > 0 && x.confidence_content <= 1);
    CHECK(wirecopy_analysis_content(a, 0, &spans, &n) == WIRECOPY_STATUS_OK);
    CHECK(n == 1);
    CHECK(is(wirecopy_analysis_slice(a, spans[0]), "\xe2\x80\x9cWe were never asked,\xe2\x80\x9d"));
    /* an older program knows less, a newer one more */
    memset(small, 0x5a, sizeof small);
    CHECK(wirecopy_analysis_attribution(a, 0, (wirecopy_attribution *)(void *)small, 8) == WIRECOPY_STATUS_OK);
    CHECK(!memcmp(small, &x, 8) && small[8] == 0x5a);
    memset(large, 0x5a, sizeof large);
    CHECK(wirecopy_analysis_attribution(a, 0, (wirecopy_attribution *)(void *)large, sizeof large) ==
          WIRECOPY_STATUS_OK);
    CHECK(!memcmp(large, &x, sizeof x)); /* a newer library knows what is beyond */
  }
  CHECK(wirecopy_analysis_attribution(a, 100, &x, sizeof x) == WIRECOPY_STATUS_OUT_OF_RANGE);
  CHECK(wirecopy_analysis_content(a, 100, &spans, &n) == WIRECOPY_STATUS_OUT_OF_RANGE);
  CHECK(wirecopy_analysis_speaker_name(a, WIRECOPY_NONE).len == 0);
  CHECK(wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &b, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analysis_to_json(a, NULL, &one, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analysis_to_json(b, NULL, &two, NULL) == WIRECOPY_STATUS_OK);
  CHECK(starts(one, "{\"schema\":\"wirecopy.attributions/1\",\"offsets\":\"chars\""));
  CHECK(one.len == two.len && !memcmp(one.ptr, two.ptr, one.len));
  wirecopy_buf_free(one);
  wirecopy_buf_free(two);
  wirecopy_analysis_free(a);
  wirecopy_analysis_free(b);
}

static void stories(void) {
  wirecopy_analysis *a = NULL, *list[2];
  wirecopy_story *story = NULL;
  wirecopy_error *error = NULL;
  wirecopy_buf json;
  CHECK(wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &a, NULL) == WIRECOPY_STATUS_OK);
  list[0] = list[1] = a;
  CHECK(wirecopy_story_new((const wirecopy_analysis *const *)list, 2, NULL, &story, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_verify(a, (const wirecopy_analysis *const *)list, 2, NULL, &json, NULL) == WIRECOPY_STATUS_OK);
  CHECK(starts(json, "{\"schema\":\"wirecopy.verification/1\""));
  wirecopy_buf_free(json);
  wirecopy_analysis_free(a);
  CHECK(wirecopy_story_to_json(story, NULL, &json, NULL) == WIRECOPY_STATUS_OK);
  CHECK(starts(json, "{\"schema\":\"wirecopy.story/1\""));
  wirecopy_buf_free(json);
  wirecopy_story_free(story);
  story = NULL;
  CHECK(wirecopy_story_new(NULL, 0, NULL, &story, &error) == WIRECOPY_STATUS_NO_CONTENT);
  CHECK(story == NULL && error != NULL);
  wirecopy_error_free(error);
  list[1] = NULL;
  list[0] = NULL;
  CHECK(wirecopy_story_new((const wirecopy_analysis *const *)list, 2, NULL, &story, NULL) == WIRECOPY_STATUS_NULL);
}

static void copies(void) {
  wirecopy_index *x = NULL;
  wirecopy_clusters *c = NULL;
  wirecopy_document *d = NULL;
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_buf json;
  const uint64_t *ids = NULL;
  uint64_t id = 99;
  size_t n = 0;
  CHECK(wirecopy_options_set_f64(o, WIRECOPY_OPTION_THRESHOLD, 0.5) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_options_set_bool(o, WIRECOPY_OPTION_PASSAGES, false) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_options_set_u64(o, WIRECOPY_OPTION_SHINGLE, 3) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_options_set_str(o, WIRECOPY_OPTION_NORMALIZE, wirecopy_cstr("basic")) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_options_set_str(o, WIRECOPY_OPTION_NORMALIZE, wirecopy_cstr("none")) ==
        WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_index_new(o, &x, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_document_parse(wirecopy_cstr(TEXT), WIRECOPY_FORMAT_PLAIN, NULL, &d, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_index_insert(x, wirecopy_cstr("a"), d, &id, NULL) == WIRECOPY_STATUS_OK && id == 0);
  CHECK(wirecopy_index_insert(x, wirecopy_cstr("a"), d, &id, NULL) == WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_index_insert_text(x, wirecopy_cstr("b"), wirecopy_cstr(TEXT), &id, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_index_insert_text(x, wirecopy_cstr("c"), wirecopy_cstr("The wall will hold until spring, she said."),
                                   &id, NULL) == WIRECOPY_STATUS_OK && id == 2);
  CHECK(wirecopy_index_count(x) == 3 && is(wirecopy_index_key(x, 1), "b") && wirecopy_index_key(x, 9).len == 0);
  CHECK(wirecopy_index_query(x, d, o, &json, NULL) == WIRECOPY_STATUS_OK);
  CHECK(starts(json, "{\"schema\":\"wirecopy.matches/1\""));
  wirecopy_buf_free(json);
  CHECK(wirecopy_index_pairs_to_json(x, o, &json, NULL) == WIRECOPY_STATUS_OK);
  CHECK(starts(json, "{\"schema\":\"wirecopy.pairs/1\""));
  wirecopy_buf_free(json);
  CHECK(wirecopy_index_clusters_to_json(x, NULL, &json, NULL) == WIRECOPY_STATUS_OK);
  CHECK(starts(json, "{\"schema\":\"wirecopy.clusters/1\""));
  wirecopy_buf_free(json);
  CHECK(wirecopy_index_clusters(x, &c, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_index_insert(x, wirecopy_cstr("z"), NULL, &id, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_insert(x, wirecopy_cstr("z"), d, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_insert_text(x, wirecopy_cstr("z"), wirecopy_cstr("a"), NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_query(x, NULL, NULL, &json, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_query(x, d, NULL, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_count(x) == 3);
  wirecopy_index_free(x);
  CHECK(wirecopy_clusters_count(c) == 2);
  CHECK(wirecopy_clusters_members(c, 0, &ids, &n) == WIRECOPY_STATUS_OK && n == 2 && ids[0] == 0 && ids[1] == 1);
  CHECK(wirecopy_clusters_members(c, 2, &ids, &n) == WIRECOPY_STATUS_OUT_OF_RANGE);
  CHECK(wirecopy_clusters_members(c, 0, NULL, &n) == WIRECOPY_STATUS_NULL);
  wirecopy_clusters_free(c);
  x = NULL;
  CHECK(wirecopy_options_set_f64(o, WIRECOPY_OPTION_THRESHOLD, 7) == WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_options_set_f64(o, WIRECOPY_OPTION_ID, 1) == WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_index_new(o, &x, NULL) == WIRECOPY_STATUS_INVALID_OPTION && x == NULL);
  wirecopy_options_free(o);
  wirecopy_document_free(d);
}

static void errors(void) {
  wirecopy_document *d = NULL;
  wirecopy_analyzer *z = NULL;
  wirecopy_analysis *a = NULL;
  wirecopy_error *error = NULL;
  wirecopy_options *o = wirecopy_options_new();
  CHECK(wirecopy_document_parse(wirecopy_cstr("ab\xff"), WIRECOPY_FORMAT_PLAIN, NULL, &d, &error) ==
        WIRECOPY_STATUS_INVALID_UTF8);
  CHECK(d == NULL); /* outputs are written only on success */
  CHECK(wirecopy_error_status(error) == WIRECOPY_STATUS_INVALID_UTF8);
  CHECK(wirecopy_error_message(error).len > 0);
  wirecopy_error_free(error);
  error = NULL;
  CHECK(wirecopy_analyzer_new(wirecopy_cstr("tlh"), NULL, &z, &error) == WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE);
  CHECK(z == NULL && wirecopy_error_status(error) == WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE);
  wirecopy_error_free(error);
  CHECK(wirecopy_document_parse(wirecopy_cstr("a"), 99, NULL, &d, NULL) == WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_BYTES, 2) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_document_parse(wirecopy_cstr("abc"), WIRECOPY_FORMAT_PLAIN, o, &d, NULL) ==
        WIRECOPY_STATUS_TOO_LARGE);
  CHECK(wirecopy_options_set_str(o, WIRECOPY_OPTION_PUBLISHED, wirecopy_cstr("soon")) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_document_parse(wirecopy_cstr("a"), WIRECOPY_FORMAT_PLAIN, o, &d, NULL) ==
        WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_options_set_str(o, WIRECOPY_OPTION_TITLE, wirecopy_cstr("\xff")) == WIRECOPY_STATUS_INVALID_UTF8);
  CHECK(wirecopy_options_set_str(o, WIRECOPY_OPTION_FORMAT, wirecopy_cstr("pdf")) ==
        WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_options_set_str(o, 999, wirecopy_cstr("x")) == WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_options_set_u64(o, WIRECOPY_OPTION_TITLE, 1) == WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_options_set_u64(o, WIRECOPY_OPTION_SCOPE, 7) == WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(wirecopy_options_set_bool(o, WIRECOPY_OPTION_TITLE, true) == WIRECOPY_STATUS_INVALID_OPTION);
  wirecopy_options_free(o);
  o = wirecopy_options_new();
  CHECK(wirecopy_options_set_str(o, WIRECOPY_OPTION_LANGUAGE, wirecopy_cstr("tlh")) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analyze(wirecopy_cstr("a"), o, &a, NULL) == WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE);
  wirecopy_options_free(o);
}

/* Every function with NULL wherever a pointer goes. */
static void nulls(void) {
  wirecopy_document *d = NULL;
  wirecopy_analyzer *z = NULL;
  wirecopy_analysis *a = NULL;
  wirecopy_error *error = NULL;
  wirecopy_attribution x;
  wirecopy_buf buf;
  wirecopy_span span;
  wirecopy_str bad;
  const wirecopy_span *spans;
  const wirecopy_analysis *const *none = NULL;
  uint32_t number = 0;
  size_t n;
  span.start = span.end = 0;
  bad.ptr = NULL;
  bad.len = 3;
  buf.ptr = NULL;
  buf.len = buf.cap = 0;
  CHECK(wirecopy_error_status(NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_error_message(NULL).len == 0);
  CHECK(wirecopy_options_set_bool(NULL, 1, true) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_options_set_u64(NULL, 1, 1) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_options_set_str(NULL, 2, wirecopy_cstr("x")) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_document_parse(bad, WIRECOPY_FORMAT_PLAIN, NULL, &d, &error) == WIRECOPY_STATUS_NULL);
  CHECK(is(wirecopy_error_message(error), "`input` is NULL"));
  wirecopy_error_free(error);
  CHECK(wirecopy_document_parse(wirecopy_cstr("a"), WIRECOPY_FORMAT_PLAIN, NULL, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_document_text(NULL).len == 0 && wirecopy_document_title(NULL).len == 0);
  CHECK(wirecopy_document_slice(NULL, span).len == 0);
  CHECK(wirecopy_document_convert_offsets(NULL, 0, &number, 1, &number) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_document_to_json(NULL, NULL, &buf, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analyze(bad, NULL, &a, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analyze(wirecopy_cstr("a"), NULL, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analyzer_new(bad, NULL, &z, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analyzer_new(wirecopy_cstr("en"), NULL, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analyzer_run(NULL, NULL, &a, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analysis_text(NULL).len == 0 && wirecopy_analysis_slice(NULL, span).len == 0);
  CHECK(wirecopy_analysis_sentence_count(NULL) == 0 && wirecopy_analysis_attribution_count(NULL) == 0);
  CHECK(wirecopy_analysis_sentences(NULL, &spans, &n) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analysis_attribution(NULL, 0, &x, sizeof x) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analysis_content(NULL, 0, &spans, &n) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analysis_speaker_name(NULL, 0).len == 0);
  CHECK(wirecopy_analysis_to_json(NULL, NULL, &buf, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_options_set_f64(NULL, WIRECOPY_OPTION_THRESHOLD, 0.5) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_new(NULL, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_insert(NULL, wirecopy_cstr("a"), NULL, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_insert_text(NULL, wirecopy_cstr("a"), bad, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_count(NULL) == 0 && wirecopy_index_key(NULL, 0).len == 0);
  CHECK(wirecopy_index_query(NULL, NULL, NULL, &buf, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_pairs_to_json(NULL, NULL, &buf, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_clusters_to_json(NULL, NULL, &buf, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_index_clusters(NULL, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_clusters_count(NULL) == 0);
  CHECK(wirecopy_clusters_members(NULL, 0, NULL, &n) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_story_to_json(NULL, NULL, &buf, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_verify(NULL, none, 0, NULL, &buf, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &a, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analyzer_run(NULL, NULL, &a, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analysis_sentences(a, NULL, &n) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analysis_sentences(a, &spans, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analysis_content(a, 0, NULL, &n) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analysis_content(a, 0, &spans, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_analysis_to_json(a, NULL, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_verify(a, none, 1, NULL, &buf, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_verify(a, none, 0, NULL, NULL, NULL) == WIRECOPY_STATUS_NULL);
  CHECK(wirecopy_story_new(none, 1, NULL, NULL, NULL) == WIRECOPY_STATUS_NULL);
  wirecopy_analysis_free(a);
  wirecopy_error_free(NULL);
  wirecopy_options_free(NULL);
  wirecopy_document_free(NULL);
  wirecopy_analyzer_free(NULL);
  wirecopy_analysis_free(NULL);
  wirecopy_story_free(NULL);
  wirecopy_index_free(NULL);
  wirecopy_clusters_free(NULL);
  wirecopy_buf_free(buf);
}

int main(void) {
  library();
  documents();
  empty_and_nul();
  analyses();
  pages();
  stories();
  copies();
  errors();
  nulls();
  printf("api (c): %u checks, %u failed\n", checks, failures);
  return failures ? 1 : 0;
}
