/*
 * What api.c does not show: parts of documents and analyses, names, signatures, matches, removal, the check of a draft,
 * limits, stops, batches, packs, files, fork(), structs of other sizes, NULL for all of it, and every status.
 */
#if !defined(_WIN32)
#define _POSIX_C_SOURCE 200809L
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if !defined(_WIN32)
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include "wirecopy.h"

static unsigned checks, failures;
static unsigned char produced[64];

#define CHECK(what)                                                \
  do {                                                             \
    checks++;                                                      \
    if (!(what)) {                                                 \
      failures++;                                                  \
      fprintf(stderr, "parts.c:%d: not so: %s\n", __LINE__, #what); \
    }                                                              \
  } while (0)

/* A call gives a status. */
#define GIVES(name, call)                                                                                       \
  do {                                                                                                          \
    wirecopy_status got_ = (call);                                                                              \
    checks++;                                                                                                   \
    if (got_ < sizeof produced) produced[got_] = 1;                                                             \
    if (got_ != WIRECOPY_STATUS_##name) {                                                                       \
      failures++;                                                                                               \
      fprintf(stderr, "parts.c:%d: %u and not %u: %s\n", __LINE__, (unsigned)got_, WIRECOPY_STATUS_##name, #call); \
    }                                                                                                           \
  } while (0)

static int is(wirecopy_str found, const char *expected) {
  return found.len == strlen(expected) && (!found.len || !memcmp(found.ptr, expected, found.len));
}

static const char *const TEXT =
    "Pumps sold\n\nBy Ada Lund\n\n"
    "\xe2\x80\x9cWe were never asked,\xe2\x80\x9d said Petra Quill, mayor of Port Vellin. \xe2\x80\x9cNot once.\xe2\x80\x9d\n\n"
    "The pumps were sold in August, Nordwire reported, citing three people close to the deal.\n\n"
    "A spokesman for the river board declined to comment.\n";

static const char *const PAGE =
    "<html><head><title>Pumps sold</title></head><body><article><p>\xe2\x80\x9cWe were never asked,\xe2\x80\x9d said "
    "<b>Petra Quill</b>, mayor of Port Vellin.</p></article></body></html>";

static wirecopy_str bytes_of(wirecopy_buf buf) {
  wirecopy_str out;
  out.ptr = (const char *)buf.ptr;
  out.len = buf.len;
  return out;
}

static void names(void) {
  CHECK(is(wirecopy_name(WIRECOPY_NAMES_KIND, WIRECOPY_KIND_DIRECT), "direct"));
  CHECK(is(wirecopy_name(WIRECOPY_NAMES_STATUS, WIRECOPY_STATUS_TOO_LARGE), "too_large"));
  CHECK(is(wirecopy_name(WIRECOPY_NAMES_SOURCE, WIRECOPY_SOURCE_MEDIA_OUTLET), "media_outlet"));
  CHECK(is(wirecopy_name(WIRECOPY_NAMES_FLAG, WIRECOPY_FLAG_EDITED), "edited"));
  CHECK(wirecopy_name(WIRECOPY_NAMES_FLAG, 3).len == 0);
  CHECK(wirecopy_name(WIRECOPY_NAMES_KIND, WIRECOPY_NONE).len == 0);
  CHECK(wirecopy_name(WIRECOPY_NONE, 0).len == 0);
}

static void documents(void) {
  wirecopy_document *d = NULL, *page = NULL;
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_block block;
  wirecopy_span span, ranges[8];
  size_t i, n = 99;
  GIVES(OK, wirecopy_options_set_str(o, WIRECOPY_OPTION_OUTLET, wirecopy_cstr("The Harbour Courier")));
  GIVES(OK, wirecopy_options_set_str(o, WIRECOPY_OPTION_PUBLISHED, wirecopy_cstr("2025-03-04")));
  GIVES(OK, wirecopy_options_set_str(o, WIRECOPY_OPTION_ID, wirecopy_cstr("a1")));
  GIVES(OK, wirecopy_document_parse(wirecopy_cstr(TEXT), WIRECOPY_FORMAT_PLAIN, o, &d, NULL));
  CHECK(is(wirecopy_document_field(d, WIRECOPY_FIELD_TITLE), "Pumps sold"));
  CHECK(is(wirecopy_document_field(d, WIRECOPY_FIELD_OUTLET), "The Harbour Courier"));
  CHECK(is(wirecopy_document_field(d, WIRECOPY_FIELD_PUBLISHED), "2025-03-04"));
  CHECK(is(wirecopy_document_field(d, WIRECOPY_FIELD_ID), "a1"));
  CHECK(wirecopy_document_field(d, WIRECOPY_FIELD_SHA256).len == 64);
  CHECK(wirecopy_document_field(d, WIRECOPY_FIELD_URL).len == 0 && wirecopy_document_field(d, 999).len == 0);
  CHECK(wirecopy_document_author_count(d) == 1 && is(wirecopy_document_author(d, 0), "Ada Lund"));
  CHECK(wirecopy_document_author(d, 1).len == 0);
  CHECK(wirecopy_document_format(d) == WIRECOPY_FORMAT_PLAIN && wirecopy_document_is_article(d));
  n = wirecopy_document_block_count(d);
  CHECK(n == 5);
  for (i = 0; i < n; i++) {
    GIVES(OK, wirecopy_document_block(d, i, &block, sizeof block));
    CHECK(wirecopy_document_slice(d, block.span).len > 0);
    CHECK((i == 0) == (block.kind == WIRECOPY_BLOCK_TITLE));
  }
  GIVES(OUT_OF_RANGE, wirecopy_document_block(d, n, &block, sizeof block));
  GIVES(OK, wirecopy_document_parse(wirecopy_cstr(PAGE), WIRECOPY_FORMAT_HTML, NULL, &page, NULL));
  span.start = 0;
  span.end = (uint32_t)wirecopy_document_text(page).len;
  GIVES(OK, wirecopy_document_input_ranges(page, span, ranges, 8, &n));
  CHECK(n >= 2 && n <= 8);
  for (i = 0; i < n; i++) CHECK(ranges[i].start < ranges[i].end && ranges[i].end <= strlen(PAGE));
  i = n;
  ranges[1].start = 77;
  GIVES(OK, wirecopy_document_input_ranges(page, span, ranges, 1, &n));
  CHECK(n == i && ranges[1].start == 77);
  GIVES(OK, wirecopy_document_input_ranges(page, span, NULL, 0, &n));
  GIVES(NULL, wirecopy_document_input_ranges(page, span, NULL, 1, &n));
  span.end++;
  GIVES(INVALID_SPAN, wirecopy_document_input_ranges(page, span, ranges, 8, &n));
  wirecopy_document_free(page);
  wirecopy_document_free(d);
  wirecopy_options_free(o);
}

static void analyses(void) {
  wirecopy_analysis *a = NULL;
  wirecopy_document *d = NULL;
  wirecopy_attribution x;
  wirecopy_chain_node node;
  wirecopy_entity e;
  const wirecopy_span *spans;
  size_t i, n, len, gestures = 0, chains = 0, several = 0, mentions = 0;
  struct {
    wirecopy_attribution a;
    uint32_t later[4];
  } newer;
  GIVES(OK, wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &a, NULL));
  n = wirecopy_analysis_attribution_count(a);
  CHECK(n >= 3);
  for (i = 0; i < n; i++) {
    GIVES(OK, wirecopy_analysis_attribution(a, i, &x, sizeof x));
    CHECK(wirecopy_name(WIRECOPY_NAMES_PRESENTATION, x.presentation).len > 0);
    CHECK(x.zone == WIRECOPY_BLOCK_PARAGRAPH);
    GIVES(OK, wirecopy_analysis_content(a, i, &spans, &len));
    several += len > 1;
    GIVES(OK, wirecopy_analysis_quoted(a, i, &spans, &len));
    CHECK((len > 0) == (x.kind == WIRECOPY_KIND_DIRECT || x.kind == WIRECOPY_KIND_MIXED));
    GIVES(OK, wirecopy_analysis_cue_words(a, i, &spans, &len));
    CHECK((len > 0) == (x.cue_class != WIRECOPY_NONE) && (len > 0) == (x.cue_head.start != WIRECOPY_NONE));
    CHECK((len > 0) == (wirecopy_analysis_lemma(a, i).len > 0));
    GIVES(OK, wirecopy_analysis_source_words(a, i, &spans, &len));
    CHECK((len > 0) == (x.source_type != WIRECOPY_NONE) && (len > 0) == (x.anonymity != WIRECOPY_NONE));
    CHECK(wirecopy_analysis_medium(a, i).len < 40);
    if (x.kind == WIRECOPY_KIND_GESTURE) {
      gestures++;
      CHECK(x.act == WIRECOPY_ACT_REFUSAL_TO_COMMENT);
    } else {
      CHECK(x.act == WIRECOPY_NONE);
    }
    for (len = 0; len < x.chain_len; len++) {
      GIVES(OK, wirecopy_analysis_chain_node(a, i, len, &node, sizeof node));
      CHECK(wirecopy_analysis_chain_name(a, i, len).len > 0);
      CHECK(node.role == (len + 1 < x.chain_len ? WIRECOPY_CHAIN_CONDUIT : WIRECOPY_CHAIN_UTTERER));
    }
    if (x.chain_len == 2) {
      chains++;
      CHECK(is(wirecopy_analysis_chain_name(a, i, 0), "Nordwire"));
      CHECK(x.source_type == WIRECOPY_SOURCE_MEDIA_OUTLET && x.count_min == WIRECOPY_NONE);
      GIVES(OK, wirecopy_analysis_chain_node(a, i, 1, &node, sizeof node));
      GIVES(OK, wirecopy_analysis_entity(a, node.entity, &e, sizeof e));
      CHECK(e.count_min == 3 && e.count_max == 3 && e.anonymity == WIRECOPY_ANONYMITY_DESCRIBED);
    }
    GIVES(OUT_OF_RANGE, wirecopy_analysis_chain_node(a, i, x.chain_len, &node, sizeof node));
    CHECK(wirecopy_analysis_chain_name(a, i, x.chain_len).len == 0);
  }
  CHECK(gestures == 1 && chains == 1 && several == 1);
  n = wirecopy_analysis_entity_count(a);
  CHECK(n >= 3);
  for (i = 0; i < n; i++) {
    GIVES(OK, wirecopy_analysis_entity(a, i, &e, sizeof e));
    CHECK(wirecopy_analysis_speaker_name(a, (uint32_t)i).len > 0);
    CHECK(wirecopy_name(WIRECOPY_NAMES_SOURCE, e.source_type).len > 0);
    GIVES(OK, wirecopy_analysis_mentions(a, i, &spans, &len));
    CHECK(len == e.mentions);
    mentions += len;
    if (is(wirecopy_analysis_speaker_name(a, (uint32_t)i), "Petra Quill")) {
      CHECK(e.source_type == WIRECOPY_SOURCE_PERSON && e.anonymity == WIRECOPY_ANONYMITY_NAMED);
      CHECK(is(wirecopy_analysis_slice(a, e.role), "mayor of Port Vellin"));
    }
  }
  CHECK(mentions >= 3);
  GIVES(OUT_OF_RANGE, wirecopy_analysis_entity(a, n, &e, sizeof e));
  GIVES(OUT_OF_RANGE, wirecopy_analysis_mentions(a, n, &spans, &len));
  GIVES(OUT_OF_RANGE, wirecopy_analysis_quoted(a, 99, &spans, &len));
  CHECK(wirecopy_analysis_lemma(a, 99).len == 0 && wirecopy_analysis_medium(a, 99).len == 0);
  /* Structs of another size: what the caller does not know is not written, what the library does not know is 0. */
  memset(&x, 0x55, sizeof x);
  GIVES(OK, wirecopy_analysis_attribution(a, 0, &x, 8));
  CHECK(x.extent.end != 0x55555555 && x.cue.start == 0x55555555);
  memset(&newer, 0x55, sizeof newer);
  GIVES(OK, wirecopy_analysis_attribution(a, 0, &newer.a, sizeof newer));
  CHECK(newer.a.zone == WIRECOPY_BLOCK_PARAGRAPH && newer.later[0] == 0 && newer.later[3] == 0);
  GIVES(OK, wirecopy_analysis_attribution(a, 0, &x, 0));
  GIVES(OK, wirecopy_analysis_document(a, &d));
  wirecopy_analysis_free(a);
  CHECK(is(wirecopy_document_title(d), "Pumps sold")); /* it lives on */
  wirecopy_document_free(d);
}

static void signatures(void) {
  wirecopy_signature *a = NULL, *b = NULL, *c = NULL;
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_buf buf, again;
  double like = 7;
  GIVES(OK, wirecopy_signature_new(wirecopy_cstr("The harbour wall will hold until spring, she said on Monday."),
                                   NULL, &a, NULL));
  GIVES(OK, wirecopy_signature_to_bytes(a, &buf));
  GIVES(OK, wirecopy_signature_from_bytes(bytes_of(buf), &b, NULL));
  GIVES(OK, wirecopy_signature_to_bytes(b, &again));
  CHECK(buf.len == again.len && !memcmp(buf.ptr, again.ptr, buf.len));
  CHECK(wirecopy_signature_words(b) == 11 && wirecopy_signature_same(a, b));
  GIVES(OK, wirecopy_signature_similarity(a, b, &like));
  CHECK(like == 1.0);
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_PERMUTATIONS, 64));
  GIVES(OK, wirecopy_signature_new(wirecopy_cstr("Another text altogether."), o, &c, NULL));
  GIVES(INVALID_OPTION, wirecopy_signature_similarity(a, c, &like));
  CHECK(!wirecopy_signature_same(a, c) && like == 1.0);
  wirecopy_signature_free(c);
  c = NULL;
  buf.ptr[4] = 9; /* the number of the scheme */
  GIVES(SCHEMA_VERSION, wirecopy_signature_from_bytes(bytes_of(buf), &c, NULL));
  buf.ptr[0] = 'X';
  GIVES(CORRUPT_INDEX, wirecopy_signature_from_bytes(bytes_of(buf), &c, NULL));
  GIVES(INVALID_UTF8, wirecopy_signature_new(wirecopy_cstr("\xff"), NULL, &c, NULL));
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_SHINGLE, 99));
  GIVES(INVALID_OPTION, wirecopy_signature_new(wirecopy_cstr("a"), o, &c, NULL));
  CHECK(c == NULL);
  wirecopy_buf_free(buf);
  wirecopy_buf_free(again);
  {
    uint64_t one = 0, two = 0;
    wirecopy_options *p = wirecopy_options_new();
    GIVES(OK, wirecopy_simhash(wirecopy_cstr("The harbour wall will hold until spring."), NULL, &one, NULL));
    GIVES(OK, wirecopy_simhash(wirecopy_cstr("The harbor wall “will hold” until spring"), NULL, &two, NULL));
    CHECK(one && one == two);
    GIVES(NULL, wirecopy_simhash(wirecopy_cstr("a"), NULL, NULL, NULL));
    GIVES(INVALID_OPTION, wirecopy_options_set_str(p, WIRECOPY_OPTION_SCHEME, wirecopy_cstr("nobody2020")));
    GIVES(INVALID_OPTION, wirecopy_options_set_str(p, WIRECOPY_OPTION_BANDS, wirecopy_cstr("14")));
    GIVES(INVALID_OPTION, wirecopy_options_set_str(p, WIRECOPY_OPTION_KEEP, wirecopy_cstr("newest")));
    GIVES(OK, wirecopy_options_set_bool(p, WIRECOPY_OPTION_CHARACTERS, true));
    GIVES(INVALID_OPTION, wirecopy_simhash(wirecopy_cstr("a"), p, &one, NULL));
    GIVES(OK, wirecopy_options_set_str(p, WIRECOPY_OPTION_SCHEME, wirecopy_cstr("slimpajama")));
    GIVES(OK, wirecopy_simhash(wirecopy_cstr("a"), p, &one, NULL));
    wirecopy_options_free(p);
  }
  wirecopy_signature_free(a);
  wirecopy_signature_free(b);
  wirecopy_options_free(o);
}

/* Texts that share a last sentence, and what is known of their order. */
static void boilerplate(void) {
  static const char *const news[] = {"The ferry was late again, the harbour master said.",
                                     "Nobody counted the lanterns on the old wall.",
                                     "A choir of forty sang in Estmark on Sunday evening.",
                                     "School starts a week later than the board had planned."};
  wirecopy_index *x = NULL;
  wirecopy_boilerplate *b = NULL, *again = NULL;
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_clusters *c = NULL;
  wirecopy_analysis *a = NULL;
  wirecopy_buf buf;
  char text[256];
  uint64_t id, first = 0;
  size_t i, added = 9;
  GIVES(OK, wirecopy_index_new(NULL, &x, NULL));
  for (i = 0; i < 4; i++) {
    snprintf(text, sizeof text, "%s Sign up to our newsletter for more stories like this.", news[i]);
    GIVES(OK, wirecopy_index_insert_text(x, wirecopy_cstr(news[i]), wirecopy_cstr(text), &id, NULL));
  }
  GIVES(OK, wirecopy_boilerplate_learn(x, 4, &b, NULL));
  CHECK(wirecopy_boilerplate_count(b) > 0 && wirecopy_boilerplate_name(b).len == 32);
  GIVES(OK, wirecopy_boilerplate_to_bytes(b, &buf));
  GIVES(OK, wirecopy_boilerplate_from_bytes(bytes_of(buf), &again, NULL));
  CHECK(wirecopy_boilerplate_count(again) == wirecopy_boilerplate_count(b));
  GIVES(OK, wirecopy_options_set_boilerplate(o, again));
  wirecopy_boilerplate_free(again);
  again = NULL;
  buf.ptr[4] = 9; /* the version */
  GIVES(SCHEMA_VERSION, wirecopy_boilerplate_from_bytes(bytes_of(buf), &again, NULL));
  GIVES(CORRUPT_INDEX, wirecopy_boilerplate_from_bytes(wirecopy_cstr("WCBP"), &again, NULL));
  wirecopy_buf_free(buf);
  wirecopy_index_free(x);
  GIVES(OK, wirecopy_options_set_str(o, WIRECOPY_OPTION_KEEP, wirecopy_cstr("earliest")));
  GIVES(OK, wirecopy_index_new(o, &x, NULL));
  for (i = 0; i < 2; i++) {
    GIVES(OK, wirecopy_index_insert_text(x, wirecopy_cstr(news[i]), wirecopy_cstr(TEXT), &id, NULL));
    GIVES(OK, wirecopy_index_set_time(x, id, 1000 - (int64_t)i));
    GIVES(OK, wirecopy_index_set_rank(x, id, (int64_t)i));
  }
  GIVES(OUT_OF_RANGE, wirecopy_index_set_time(x, 99, 0));
  GIVES(OUT_OF_RANGE, wirecopy_index_set_rank(x, 99, 0));
  GIVES(OK, wirecopy_index_clusters(x, &c, NULL));
  GIVES(OK, wirecopy_clusters_representative(c, 0, &first));
  CHECK(wirecopy_clusters_count(c) == 1 && first == id);
  GIVES(OK, wirecopy_index_clusters_to_json(x, o, &buf, NULL));
  CHECK(strstr((const char *)buf.ptr, "\"boilerplate\":\"") != NULL);
  wirecopy_buf_free(buf);
  wirecopy_clusters_free(c);
  wirecopy_index_free(x);
  GIVES(OK, wirecopy_options_set_boilerplate(o, NULL));
  GIVES(OK, wirecopy_options_set_bool(o, WIRECOPY_OPTION_QUOTES, true));
  GIVES(OK, wirecopy_index_new(o, &x, NULL));
  GIVES(OK, wirecopy_analyze(wirecopy_cstr("“We were never asked about the sale of the pumps,” said Petra Quill."), NULL,
                             &a, NULL));
  GIVES(OK, wirecopy_index_insert_quotes(x, wirecopy_cstr("a"), a, &added, NULL));
  CHECK(added == 1 && wirecopy_index_count(x) == 1);
  GIVES(INVALID_OPTION, wirecopy_index_insert_quotes(x, wirecopy_cstr("a"), a, &added, NULL));
  GIVES(NULL, wirecopy_index_insert_quotes(x, wirecopy_cstr("a"), NULL, &added, NULL));
  GIVES(NULL, wirecopy_index_insert_quotes(NULL, wirecopy_cstr("a"), a, &added, NULL));
  GIVES(NULL, wirecopy_index_set_time(NULL, 0, 0));
  GIVES(NULL, wirecopy_index_set_rank(NULL, 0, 0));
  GIVES(NULL, wirecopy_boilerplate_learn(NULL, 2, &again, NULL));
  GIVES(NULL, wirecopy_boilerplate_to_bytes(NULL, &buf));
  GIVES(NULL, wirecopy_options_set_boilerplate(NULL, b));
  CHECK(wirecopy_boilerplate_count(NULL) == 0 && wirecopy_boilerplate_name(NULL).len == 0);
  wirecopy_analysis_free(a);
  wirecopy_index_free(x);
  wirecopy_boilerplate_free(b);
  wirecopy_boilerplate_free(NULL);
  wirecopy_options_free(o);
}

static void copies(void) {
  wirecopy_index *x = NULL;
  wirecopy_matches *m = NULL;
  wirecopy_clusters *c = NULL;
  wirecopy_document *d = NULL;
  wirecopy_match best;
  const wirecopy_passage *passages;
  uint64_t one, two, three, id;
  size_t n, i;
  GIVES(OK, wirecopy_index_new(NULL, &x, NULL));
  GIVES(OK, wirecopy_index_insert_text(x, wirecopy_cstr("one"), wirecopy_cstr(TEXT), &one, NULL));
  GIVES(OK, wirecopy_index_insert_text(x, wirecopy_cstr("two"), wirecopy_cstr(TEXT), &two, NULL));
  GIVES(OK, wirecopy_index_insert_text(x, wirecopy_cstr("three"), wirecopy_cstr("Nothing like it."), &three, NULL));
  GIVES(OK, wirecopy_index_id(x, wirecopy_cstr("two"), &id));
  CHECK(id == two);
  GIVES(OUT_OF_RANGE, wirecopy_index_id(x, wirecopy_cstr("four"), &id));
  GIVES(OK, wirecopy_index_find_text(x, wirecopy_cstr(TEXT), &m, NULL));
  CHECK(wirecopy_matches_count(m) == 2);
  GIVES(OK, wirecopy_matches_get(m, 0, &best, sizeof best));
  CHECK(best.kind == WIRECOPY_COPY_EXACT && best.jaccard == 1.0 && best.id == one);
  GIVES(OK, wirecopy_matches_passages(m, 0, &passages, &n));
  CHECK(n == best.passages && n == 1 && passages[0].a.start == passages[0].b.start);
  GIVES(OUT_OF_RANGE, wirecopy_matches_get(m, 2, &best, sizeof best));
  GIVES(OUT_OF_RANGE, wirecopy_matches_passages(m, 2, &passages, &n));
  wirecopy_matches_free(m);
  GIVES(OK, wirecopy_document_parse(wirecopy_cstr(TEXT), WIRECOPY_FORMAT_PLAIN, NULL, &d, NULL));
  GIVES(OK, wirecopy_index_find(x, d, &m, NULL));
  CHECK(wirecopy_matches_count(m) == 2);
  wirecopy_matches_free(m);
  GIVES(OK, wirecopy_index_clusters(x, &c, NULL));
  GIVES(OK, wirecopy_clusters_find(c, two, &i));
  GIVES(OK, wirecopy_clusters_representative(c, i, &id));
  CHECK(id == one);
  GIVES(OUT_OF_RANGE, wirecopy_clusters_find(c, 99, &i));
  GIVES(OUT_OF_RANGE, wirecopy_clusters_representative(c, 99, &id));
  wirecopy_clusters_free(c);
  GIVES(OK, wirecopy_index_remove(x, one));
  GIVES(OUT_OF_RANGE, wirecopy_index_remove(x, one));
  GIVES(OUT_OF_RANGE, wirecopy_index_remove(x, UINT64_MAX));
  CHECK(wirecopy_index_count(x) == 2 && wirecopy_index_key(x, one).len == 0);
  GIVES(OK, wirecopy_index_find(x, d, &m, NULL));
  CHECK(wirecopy_matches_count(m) == 1);
  wirecopy_matches_free(m);
  GIVES(OK, wirecopy_index_insert(x, wirecopy_cstr("one"), d, &id, NULL));
  CHECK(wirecopy_index_count(x) == 3 && id == one);
  GIVES(INVALID_UTF8, wirecopy_index_find_text(x, wirecopy_cstr("\xff"), &m, NULL));
  wirecopy_document_free(d);
  wirecopy_index_free(x);
}

static void drafts(void) {
  wirecopy_analysis *draft = NULL, *article = NULL;
  wirecopy_verification *v = NULL;
  wirecopy_story *s = NULL;
  wirecopy_story_summary sum;
  wirecopy_checked quote;
  wirecopy_found there;
  wirecopy_buf json, other;
  const wirecopy_analysis *both[2];
  GIVES(OK, wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &article, NULL));
  GIVES(OK, wirecopy_analyze(wirecopy_cstr("\xe2\x80\x9cWe were never asked,\xe2\x80\x9d said Petra Quill.\n\n"
                                           "\xe2\x80\x9cThe wall is made of sand,\xe2\x80\x9d said Owen Marsh."),
                             NULL, &draft, NULL));
  both[0] = article;
  both[1] = draft;
  GIVES(OK, wirecopy_verification_new(draft, both, 1, NULL, &v, NULL));
  CHECK(wirecopy_verification_count(v) == 2);
  GIVES(OK, wirecopy_verification_quote(v, 0, &quote, sizeof quote));
  CHECK(quote.outcome == WIRECOPY_OUTCOME_VERBATIM && quote.matches == 1);
  GIVES(OK, wirecopy_verification_match(v, 0, 0, &there, sizeof there));
  CHECK(there.article == 0 && there.same == 1 && there.attribution == 0);
  CHECK(is(wirecopy_verification_speaker(v, 0, 0), "Petra Quill"));
  GIVES(OK, wirecopy_verification_quote(v, 1, &quote, sizeof quote));
  CHECK(quote.outcome == WIRECOPY_OUTCOME_NOT_FOUND && quote.matches == 0);
  GIVES(OUT_OF_RANGE, wirecopy_verification_match(v, 1, 0, &there, sizeof there));
  GIVES(OUT_OF_RANGE, wirecopy_verification_match(v, 2, 0, &there, sizeof there));
  GIVES(OUT_OF_RANGE, wirecopy_verification_quote(v, 2, &quote, sizeof quote));
  CHECK(wirecopy_verification_speaker(v, 1, 0).len == 0 && wirecopy_verification_speaker(v, 9, 9).len == 0);
  GIVES(OK, wirecopy_verification_to_json(v, NULL, &json, NULL));
  GIVES(OK, wirecopy_verify(draft, both, 1, NULL, &other, NULL));
  CHECK(json.len == other.len && !memcmp(json.ptr, other.ptr, json.len));
  wirecopy_buf_free(json);
  wirecopy_buf_free(other);
  GIVES(OK, wirecopy_story_new(both, 2, NULL, &s, NULL));
  GIVES(OK, wirecopy_story_summarize(s, &sum, sizeof sum));
  CHECK(sum.articles + sum.apart == 2 && sum.articles >= 1 && sum.reports_min <= sum.reports_max);
  wirecopy_story_free(s);
  s = NULL;
  GIVES(NO_CONTENT, wirecopy_story_new(both, 0, NULL, &s, NULL));
  wirecopy_verification_free(v);
  wirecopy_analysis_free(draft);
  wirecopy_analysis_free(article);
}

static const char *const AUDIT =
    "\xe2\x80\x9cThe gate was left open,\xe2\x80\x9d said an engineer briefed on the inquiry, who asked not to be named "
    "because she feared losing her job. Mayor Owen Tarrant said that it was shut.\n\n"
    "Petra Quill accused Brantholm Energy of hiding the leak. Brantholm Energy declined to comment on Sunday.";

static void reported(void) {
  wirecopy_analysis *a = NULL;
  wirecopy_reports *r = NULL;
  wirecopy_source_report s;
  wirecopy_reply reply;
  wirecopy_attribution x;
  wirecopy_entity e;
  wirecopy_span left[8];
  wirecopy_buf masked;
  const uint32_t *list;
  size_t i, n;
  GIVES(OK, wirecopy_analyze(wirecopy_cstr(AUDIT), NULL, &a, NULL));
  GIVES(OK, wirecopy_reports_new(a, &r, NULL));
  CHECK(wirecopy_reports_source_count(r) == 4);
  GIVES(OK, wirecopy_reports_source(r, 0, &s, sizeof s));
  CHECK(s.unnamed == 1 && s.anonymity == WIRECOPY_ANONYMITY_CONDITION && s.words == 5 && s.quoted == 1.0f);
  CHECK(s.basis == WIRECOPY_BASIS_BRIEFED && s.reason == WIRECOPY_REASON_REPRISAL);
  CHECK(is(wirecopy_analysis_slice(a, s.basis_words), "briefed on the inquiry") && s.reason_words.end > s.basis_words.end);
  CHECK(s.verifiability == WIRECOPY_VERIFIABILITY_V1);
  GIVES(OK, wirecopy_analysis_entity(a, s.entity, &e, sizeof e));
  CHECK(e.basis_kind == WIRECOPY_BASIS_BRIEFED && e.reason_kind == WIRECOPY_REASON_REPRISAL);
  GIVES(OK, wirecopy_reports_said(r, 0, &list, &n));
  CHECK(n == s.attributions && n == 1 && list[0] == 0);
  GIVES(OK, wirecopy_analysis_attribution(a, list[0], &x, sizeof x));
  CHECK(x.verifiability == WIRECOPY_VERIFIABILITY_V1 && x.speaker == s.entity);
  GIVES(OK, wirecopy_reports_source(r, 1, &s, sizeof s));
  CHECK(s.unnamed == 0 && s.basis == WIRECOPY_NONE && s.basis_words.start == WIRECOPY_NONE);
  CHECK(s.position > 0.0f && s.position < 1.0f && s.verifiability == WIRECOPY_VERIFIABILITY_V4);
  GIVES(OUT_OF_RANGE, wirecopy_reports_source(r, 4, &s, sizeof s));
  GIVES(OUT_OF_RANGE, wirecopy_reports_said(r, 4, &list, &n));
  CHECK(wirecopy_reports_reply_count(r) == 1);
  GIVES(OK, wirecopy_reports_reply(r, 0, &reply, sizeof reply));
  CHECK(reply.given == 1 && reply.asked == 1 && reply.answers == 0);
  CHECK(is(wirecopy_analysis_slice(a, reply.named), "Brantholm Energy"));
  CHECK(is(wirecopy_analysis_speaker_name(a, reply.accused), "Brantholm Energy"));
  GIVES(OK, wirecopy_reports_asked(r, 0, &list, &n));
  CHECK(n == 1);
  GIVES(OK, wirecopy_analysis_attribution(a, list[0], &x, sizeof x));
  CHECK(x.act == WIRECOPY_ACT_REFUSAL_TO_COMMENT);
  GIVES(OK, wirecopy_reports_answers(r, 0, &list, &n));
  CHECK(n == 0);
  GIVES(OUT_OF_RANGE, wirecopy_reports_reply(r, 1, &reply, sizeof reply));
  GIVES(OUT_OF_RANGE, wirecopy_reports_asked(r, 1, &list, &n));
  GIVES(OUT_OF_RANGE, wirecopy_reports_answers(r, 1, &list, &n));
  GIVES(OK, wirecopy_analysis_mask(a, WIRECOPY_MASK_QUOTED, &masked, NULL));
  CHECK(masked.len == strlen(AUDIT) && masked.ptr[0] == ' ' && !memcmp(masked.ptr + 29, " said an", 8));
  wirecopy_buf_free(masked);
  GIVES(OK, wirecopy_analysis_mask(a, 0, &masked, NULL));
  CHECK(is(bytes_of(masked), AUDIT));
  wirecopy_buf_free(masked);
  GIVES(INVALID_OPTION, wirecopy_analysis_mask(a, 1u << 20, &masked, NULL));
  GIVES(OK, wirecopy_analysis_narration(a, WIRECOPY_MASK_QUOTED, left, 8, &n));
  CHECK(n == 2 && left[0].start == 29);
  for (i = 0; i < n; i++) CHECK(wirecopy_analysis_slice(a, left[i]).len > 0);
  left[1].start = 77;
  GIVES(OK, wirecopy_analysis_narration(a, WIRECOPY_MASK_QUOTED | WIRECOPY_MASK_NAME, left, 1, &n));
  CHECK(n > 2 && left[1].start == 77);
  GIVES(OK, wirecopy_analysis_narration(a, WIRECOPY_MASK_CONTENT, NULL, 0, &n));
  GIVES(NULL, wirecopy_analysis_narration(a, WIRECOPY_MASK_CONTENT, NULL, 1, &n));
  GIVES(INVALID_OPTION, wirecopy_analysis_narration(a, 1u << 20, NULL, 0, &n));
  wirecopy_analysis_free(a);
  GIVES(OK, wirecopy_reports_to_json(r, NULL, &masked, NULL)); /* they live on */
  CHECK(masked.len > 100);
  wirecopy_buf_free(masked);
  wirecopy_reports_free(r);
}

static void gathered(void) {
  wirecopy_options *o = wirecopy_options_new();
  const wirecopy_analysis *both[2];
  wirecopy_analysis *a = NULL, *b = NULL;
  wirecopy_people *p = NULL;
  wirecopy_person one;
  wirecopy_merge merge;
  const wirecopy_place *places;
  const uint32_t *maybe;
  wirecopy_buf json;
  size_t n;
  GIVES(OK, wirecopy_analyze(wirecopy_cstr("\"Enough,\" said Foreign Minister Ebrahim Karzani.\n\n"
                                           "\"No,\" said Paul Harte, a plumber."), NULL, &a, NULL));
  GIVES(OK, wirecopy_analyze(wirecopy_cstr("\"We will vote,\" said Ibrahim Karzani, the foreign minister.\n\n"
                                           "\"Yes,\" said Paul Harte, the defence secretary."), NULL, &b, NULL));
  both[0] = a;
  both[1] = b;
  GIVES(OK, wirecopy_speakers(both, 2, NULL, &p, NULL));
  CHECK(wirecopy_people_count(p) == 3 && is(wirecopy_people_name(p, 0), "Ebrahim Karzani"));
  GIVES(OK, wirecopy_people_person(p, 0, &one, sizeof one));
  CHECK(one.bearers == 2 && one.merges == 1 && one.said == 2 && one.maybe == 0);
  GIVES(OK, wirecopy_people_merge(p, 0, 0, &merge, sizeof merge));
  CHECK(merge.reason == WIRECOPY_MERGE_TRANSLITERATION && merge.a.article == 0 && merge.b.article == 1);
  CHECK(merge.score > 0.5f && merge.score < 1.0f);
  GIVES(OUT_OF_RANGE, wirecopy_people_merge(p, 0, 1, &merge, sizeof merge));
  GIVES(OK, wirecopy_people_bearers(p, 0, &places, &n));
  CHECK(n == 2 && is(wirecopy_analysis_speaker_name(b, places[1].number), "Ibrahim Karzani"));
  GIVES(OK, wirecopy_people_said(p, 0, &places, &n));
  CHECK(n == 2 && places[0].article + places[1].article == 1);
  GIVES(OK, wirecopy_people_maybe(p, 1, &maybe, &n));
  CHECK(n == 1 && maybe[0] == 2);
  GIVES(OUT_OF_RANGE, wirecopy_people_person(p, 3, &one, sizeof one));
  GIVES(OUT_OF_RANGE, wirecopy_people_merge(p, 3, 0, &merge, sizeof merge));
  GIVES(OUT_OF_RANGE, wirecopy_people_bearers(p, 3, &places, &n));
  GIVES(OUT_OF_RANGE, wirecopy_people_said(p, 3, &places, &n));
  GIVES(OUT_OF_RANGE, wirecopy_people_maybe(p, 3, &maybe, &n));
  CHECK(wirecopy_people_name(p, 3).len == 0);
  wirecopy_people_free(p);
  p = NULL;
  GIVES(INVALID_OPTION, wirecopy_options_set_str(o, WIRECOPY_OPTION_ALIASES, wirecopy_cstr("Paul Harte")));
  GIVES(OK, wirecopy_options_set_str(o, WIRECOPY_OPTION_ALIASES, wirecopy_cstr("Paul Harte = Paul Harte")));
  GIVES(OK, wirecopy_speakers(both, 2, o, &p, NULL));
  CHECK(wirecopy_people_count(p) == 2);
  wirecopy_analysis_free(a);
  wirecopy_analysis_free(b);
  GIVES(OK, wirecopy_people_merge(p, 1, 0, &merge, sizeof merge)); /* they live on */
  CHECK(merge.reason == WIRECOPY_MERGE_ALIAS && is(wirecopy_name(WIRECOPY_NAMES_MERGE, merge.reason), "alias"));
  GIVES(OK, wirecopy_people_to_json(p, o, &json, NULL));
  CHECK(json.len > 100);
  wirecopy_buf_free(json);
  wirecopy_people_free(p);
  p = NULL;
  GIVES(OK, wirecopy_speakers(NULL, 0, NULL, &p, NULL));
  CHECK(wirecopy_people_count(p) == 0);
  wirecopy_people_free(p);
  p = NULL;
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_MILLIS, 0));
  GIVES(CANCELLED, wirecopy_speakers(NULL, 0, o, &p, NULL));
  CHECK(p == NULL);
  wirecopy_options_free(o);
}

static void limits(void) {
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_cancel *c = wirecopy_cancel_new();
  wirecopy_document *d = NULL;
  wirecopy_analyzer *z = NULL;
  wirecopy_analysis *a = NULL, *many[3];
  wirecopy_error *error = NULL;
  wirecopy_status statuses[3];
  wirecopy_str texts[3];
  size_t i;
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_BYTES, 10));
  GIVES(TOO_LARGE, wirecopy_analyze(wirecopy_cstr(TEXT), o, &a, NULL));
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_BYTES, 1 << 20));
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_MEMORY, 2000));
  GIVES(TOO_LARGE, wirecopy_analyze(wirecopy_cstr(TEXT), o, &a, &error));
  CHECK(wirecopy_error_status(error) == WIRECOPY_STATUS_TOO_LARGE && wirecopy_error_message(error).len > 20);
  wirecopy_error_free(error);
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_MEMORY, 1 << 30));
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_DEPTH, 3));
  GIVES(TOO_DEEP, wirecopy_document_parse(wirecopy_cstr("<div><div><div><div><div><div>deep"), WIRECOPY_FORMAT_HTML, o,
                                          &d, NULL));
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_DEPTH, 1000));
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_NODES, 2));
  GIVES(TOO_MANY_NODES, wirecopy_document_parse(wirecopy_cstr(PAGE), WIRECOPY_FORMAT_HTML, o, &d, NULL));
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_NODES, 1 << 20));
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_MILLIS, 0));
  GIVES(CANCELLED, wirecopy_analyze(wirecopy_cstr(TEXT), o, &a, NULL));
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_MILLIS, 600000));
  CHECK(!wirecopy_cancel_is_stopped(c));
  GIVES(OK, wirecopy_options_set_cancel(o, c));
  GIVES(OK, wirecopy_analyzer_new(wirecopy_cstr(""), o, &z, NULL));
  texts[0] = wirecopy_cstr(TEXT);
  texts[1] = wirecopy_cstr("\xff");
  texts[2] = wirecopy_cstr("");
  GIVES(OK, wirecopy_analyzer_run_batch(z, texts, 3, o, many, statuses, NULL));
  CHECK(statuses[0] == WIRECOPY_STATUS_OK && many[0] && wirecopy_analysis_attribution_count(many[0]) >= 3);
  CHECK(statuses[1] == WIRECOPY_STATUS_INVALID_UTF8 && !many[1]);
  CHECK(statuses[2] == WIRECOPY_STATUS_OK && many[2] && wirecopy_analysis_attribution_count(many[2]) == 0);
  for (i = 0; i < 3; i++) wirecopy_analysis_free(many[i]);
  GIVES(OK, wirecopy_analyzer_run_batch(z, texts, 1, NULL, many, NULL, NULL));
  wirecopy_analysis_free(many[0]);
  GIVES(OK, wirecopy_analyzer_run_batch(z, NULL, 0, NULL, NULL, NULL, NULL));
  GIVES(OK, wirecopy_document_parse(texts[0], WIRECOPY_FORMAT_PLAIN, o, &d, NULL));
  wirecopy_cancel_stop(c);
  wirecopy_cancel_stop(c);
  CHECK(wirecopy_cancel_is_stopped(c));
  GIVES(CANCELLED, wirecopy_analyzer_run_batch(z, texts, 3, o, many, statuses, NULL));
  for (i = 0; i < 3; i++) CHECK(!many[i] && statuses[i] == WIRECOPY_STATUS_CANCELLED);
  GIVES(CANCELLED, wirecopy_analyzer_run(z, d, &a, NULL));
  wirecopy_cancel_free(c); /* the options still hold it */
  GIVES(CANCELLED, wirecopy_analyze(wirecopy_cstr(TEXT), o, &a, NULL));
  GIVES(OK, wirecopy_options_set_cancel(o, NULL));
  CHECK(a == NULL);
  GIVES(OK, wirecopy_analyze(wirecopy_cstr(TEXT), o, &a, NULL));
  wirecopy_analysis_free(a);
  wirecopy_document_free(d);
  wirecopy_analyzer_free(z);
  wirecopy_options_free(o);
}

static void others(const char *pack_path, const char *file) {
  wirecopy_analyzer *z = NULL;
  wirecopy_document *d = NULL;
  wirecopy_analysis *a = NULL, *b = NULL;
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_buf page, again;
  char *pack;
  FILE *f;
  wirecopy_str bytes;
  size_t i;
  GIVES(IO, wirecopy_document_read_file(wirecopy_cstr("/there/is/no/such.file"), WIRECOPY_FORMAT_AUTO, NULL, &d, NULL));
  GIVES(OK, wirecopy_document_read_file(wirecopy_cstr(file), WIRECOPY_FORMAT_PLAIN, NULL, &d, NULL));
  CHECK(wirecopy_document_text(d).len > 100);
  wirecopy_document_free(d);
  d = NULL;
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_BYTES, 10));
  GIVES(TOO_LARGE, wirecopy_document_read_file(wirecopy_cstr(file), WIRECOPY_FORMAT_PLAIN, o, &d, NULL));
  CHECK(d == NULL);
  GIVES(UNSUPPORTED_LANGUAGE, wirecopy_analyzer_new(wirecopy_cstr("tlh"), NULL, &z, NULL));
  /* A pack of the caller's own. */
  f = fopen(pack_path, "rb");
  CHECK(f != NULL);
  if (!f) return;
  fseek(f, 0, SEEK_END);
  bytes.len = (size_t)ftell(f);
  rewind(f);
  pack = (char *)malloc(bytes.len);
  CHECK(pack && fread(pack, 1, bytes.len, f) == bytes.len);
  fclose(f);
  bytes.ptr = pack;
  for (i = 0; i < 3; i++) { /* kept once */
    GIVES(OK, wirecopy_analyzer_from_pack(bytes, NULL, &z, NULL));
    GIVES(OK, wirecopy_document_parse(wirecopy_cstr(TEXT), WIRECOPY_FORMAT_PLAIN, NULL, &d, NULL));
    GIVES(OK, wirecopy_analyzer_run(z, d, &a, NULL));
    GIVES(OK, wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &b, NULL));
    GIVES(OK, wirecopy_analysis_to_json(a, NULL, &page, NULL));
    GIVES(OK, wirecopy_analysis_to_json(b, NULL, &again, NULL));
    CHECK(page.len == again.len && !memcmp(page.ptr, again.ptr, page.len));
    wirecopy_buf_free(page);
    wirecopy_buf_free(again);
    wirecopy_analysis_free(a);
    wirecopy_analysis_free(b);
    wirecopy_document_free(d);
    wirecopy_analyzer_free(z);
  }
  z = NULL;
  pack[bytes.len - 1] ^= 1;
  GIVES(CORRUPT_MODEL, wirecopy_analyzer_from_pack(bytes, NULL, &z, NULL));
  pack[8] = 77; /* the version */
  GIVES(MODEL_VERSION, wirecopy_analyzer_from_pack(bytes, NULL, &z, NULL));
  free(pack);
  CHECK(z == NULL);
  /* Statuses of the way back into a page. */
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_BYTES, 1 << 20));
  GIVES(OK, wirecopy_options_set_u64(o, WIRECOPY_OPTION_FORMAT, WIRECOPY_FORMAT_HTML));
  GIVES(OK, wirecopy_analyze(wirecopy_cstr(PAGE), o, &a, NULL));
  GIVES(OK, wirecopy_analysis_annotate(a, wirecopy_cstr(PAGE), NULL, &page, NULL));
  wirecopy_analysis_free(a);
  GIVES(OK, wirecopy_analyze(bytes_of(page), o, &a, NULL));
  GIVES(MALFORMED, wirecopy_analysis_annotate(a, bytes_of(page), NULL, &again, NULL));
  wirecopy_analysis_free(a);
  wirecopy_buf_free(page);
  GIVES(OK, wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &a, NULL));
  GIVES(UNSUPPORTED_FORMAT, wirecopy_analysis_annotate(a, wirecopy_cstr(TEXT), NULL, &again, NULL));
  wirecopy_analysis_free(a);
  wirecopy_options_free(o);
}

/* Every new function with NULL wherever a pointer goes. */
static void nulls(void) {
  wirecopy_people *people = NULL;
  wirecopy_reports *reports = NULL;
  const wirecopy_place *places;
  const uint32_t *list;
  const wirecopy_analysis *one;
  wirecopy_analysis *a = NULL;
  wirecopy_document *d = NULL;
  wirecopy_analyzer *z = NULL;
  wirecopy_index *x = NULL;
  wirecopy_signature *s = NULL;
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_matches *m = NULL;
  wirecopy_verification *v = NULL;
  wirecopy_clusters *c = NULL;
  wirecopy_str bad, text = wirecopy_cstr("a");
  wirecopy_span span;
  const wirecopy_span *spans;
  const wirecopy_passage *passages;
  wirecopy_buf buf;
  double like;
  uint64_t id;
  size_t n;
  bad.ptr = NULL;
  bad.len = 3;
  span.start = span.end = 0;
  GIVES(OK, wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &a, NULL));
  GIVES(OK, wirecopy_analysis_document(a, &d));
  GIVES(OK, wirecopy_analyzer_new(wirecopy_cstr(""), NULL, &z, NULL));
  GIVES(OK, wirecopy_index_new(NULL, &x, NULL));
  GIVES(OK, wirecopy_index_insert(x, text, d, &id, NULL));
  GIVES(OK, wirecopy_index_find(x, d, &m, NULL));
  GIVES(OK, wirecopy_index_clusters(x, &c, NULL));
  GIVES(OK, wirecopy_signature_new(text, NULL, &s, NULL));
  CHECK(wirecopy_document_field(NULL, 0).len == 0 && wirecopy_document_author_count(NULL) == 0);
  CHECK(wirecopy_document_author(NULL, 0).len == 0 && wirecopy_document_format(NULL) == WIRECOPY_NONE);
  CHECK(!wirecopy_document_is_article(NULL) && wirecopy_document_block_count(NULL) == 0);
  GIVES(NULL, wirecopy_document_block(NULL, 0, NULL, 0));
  GIVES(NULL, wirecopy_document_block(d, 0, NULL, 8));
  GIVES(NULL, wirecopy_document_input_ranges(NULL, span, NULL, 0, &n));
  GIVES(NULL, wirecopy_document_input_ranges(d, span, NULL, 0, NULL));
  GIVES(NULL, wirecopy_document_read_file(bad, 0, NULL, &d, NULL));
  GIVES(NULL, wirecopy_document_read_file(text, 0, NULL, NULL, NULL));
  GIVES(NULL, wirecopy_analyzer_from_pack(bad, NULL, &z, NULL));
  GIVES(NULL, wirecopy_analyzer_from_pack(text, NULL, NULL, NULL));
  GIVES(NULL, wirecopy_analyzer_run(z, NULL, &a, NULL));
  GIVES(NULL, wirecopy_analyzer_run(z, d, NULL, NULL));
  GIVES(NULL, wirecopy_analyzer_run_batch(NULL, &text, 1, NULL, &a, NULL, NULL));
  GIVES(NULL, wirecopy_analyzer_run_batch(z, NULL, 1, NULL, &a, NULL, NULL));
  GIVES(NULL, wirecopy_analyzer_run_batch(z, &text, 1, NULL, NULL, NULL, NULL));
  GIVES(NULL, wirecopy_analyzer_run_batch(z, &bad, 1, NULL, &a, NULL, NULL));
  GIVES(NULL, wirecopy_analysis_document(NULL, &d));
  GIVES(NULL, wirecopy_analysis_document(a, NULL));
  GIVES(NULL, wirecopy_analysis_attribution(a, 0, NULL, 8));
  GIVES(NULL, wirecopy_analysis_quoted(NULL, 0, &spans, &n));
  GIVES(NULL, wirecopy_analysis_quoted(a, 0, NULL, &n));
  GIVES(NULL, wirecopy_analysis_cue_words(NULL, 0, &spans, &n));
  GIVES(NULL, wirecopy_analysis_cue_words(a, 0, &spans, NULL));
  GIVES(NULL, wirecopy_analysis_source_words(NULL, 0, &spans, &n));
  GIVES(NULL, wirecopy_analysis_source_words(a, 0, NULL, NULL));
  GIVES(NULL, wirecopy_analysis_mentions(NULL, 0, &spans, &n));
  GIVES(NULL, wirecopy_analysis_mentions(a, 0, NULL, &n));
  GIVES(NULL, wirecopy_analysis_chain_node(NULL, 0, 0, NULL, 0));
  GIVES(NULL, wirecopy_analysis_chain_node(a, 0, 0, NULL, 8));
  GIVES(NULL, wirecopy_analysis_entity(NULL, 0, NULL, 0));
  GIVES(NULL, wirecopy_analysis_entity(a, 0, NULL, 8));
  CHECK(wirecopy_analysis_entity_count(NULL) == 0 && wirecopy_analysis_chain_name(NULL, 0, 0).len == 0);
  CHECK(wirecopy_analysis_lemma(NULL, 0).len == 0 && wirecopy_analysis_medium(NULL, 0).len == 0);
  GIVES(NULL, wirecopy_signature_new(bad, NULL, &s, NULL));
  GIVES(NULL, wirecopy_signature_new(text, NULL, NULL, NULL));
  GIVES(NULL, wirecopy_signature_from_bytes(bad, &s, NULL));
  GIVES(NULL, wirecopy_signature_from_bytes(text, NULL, NULL));
  GIVES(NULL, wirecopy_signature_to_bytes(NULL, &buf));
  GIVES(NULL, wirecopy_signature_to_bytes(s, NULL));
  GIVES(NULL, wirecopy_signature_similarity(NULL, s, &like));
  GIVES(NULL, wirecopy_signature_similarity(s, NULL, &like));
  GIVES(NULL, wirecopy_signature_similarity(s, s, NULL));
  CHECK(wirecopy_signature_words(NULL) == 0 && !wirecopy_signature_same(NULL, s) && !wirecopy_signature_same(s, NULL));
  GIVES(NULL, wirecopy_index_find(NULL, d, &m, NULL));
  GIVES(NULL, wirecopy_index_find(x, NULL, &m, NULL));
  GIVES(NULL, wirecopy_index_find(x, d, NULL, NULL));
  GIVES(NULL, wirecopy_index_find_text(NULL, text, &m, NULL));
  GIVES(NULL, wirecopy_index_find_text(x, bad, &m, NULL));
  GIVES(NULL, wirecopy_index_find_text(x, text, NULL, NULL));
  GIVES(NULL, wirecopy_index_remove(NULL, 0));
  GIVES(NULL, wirecopy_index_id(NULL, text, &id));
  GIVES(NULL, wirecopy_index_id(x, bad, &id));
  GIVES(NULL, wirecopy_index_id(x, text, NULL));
  GIVES(NULL, wirecopy_matches_get(NULL, 0, NULL, 0));
  GIVES(NULL, wirecopy_matches_get(m, 0, NULL, 8));
  GIVES(NULL, wirecopy_matches_passages(NULL, 0, &passages, &n));
  GIVES(NULL, wirecopy_matches_passages(m, 0, NULL, &n));
  CHECK(wirecopy_matches_count(NULL) == 0);
  GIVES(NULL, wirecopy_clusters_find(NULL, 0, &n));
  GIVES(NULL, wirecopy_clusters_find(c, 0, NULL));
  GIVES(NULL, wirecopy_clusters_representative(NULL, 0, &id));
  GIVES(NULL, wirecopy_clusters_representative(c, 0, NULL));
  GIVES(NULL, wirecopy_story_summarize(NULL, NULL, 0));
  GIVES(NULL, wirecopy_verification_new(NULL, NULL, 0, NULL, &v, NULL));
  GIVES(NULL, wirecopy_verification_new(a, NULL, 1, NULL, &v, NULL));
  GIVES(NULL, wirecopy_verification_new(a, NULL, 0, NULL, NULL, NULL));
  GIVES(NULL, wirecopy_verification_quote(NULL, 0, NULL, 0));
  GIVES(NULL, wirecopy_verification_match(NULL, 0, 0, NULL, 0));
  GIVES(NULL, wirecopy_verification_to_json(NULL, NULL, &buf, NULL));
  CHECK(wirecopy_verification_count(NULL) == 0 && wirecopy_verification_speaker(NULL, 0, 0).len == 0);
  GIVES(NULL, wirecopy_speakers(NULL, 1, NULL, &people, NULL));
  GIVES(NULL, wirecopy_speakers(NULL, 0, NULL, NULL, NULL));
  GIVES(NULL, wirecopy_people_person(NULL, 0, NULL, 0));
  GIVES(NULL, wirecopy_people_merge(NULL, 0, 0, NULL, 0));
  GIVES(NULL, wirecopy_people_bearers(NULL, 0, &places, &n));
  GIVES(NULL, wirecopy_people_said(NULL, 0, &places, &n));
  GIVES(NULL, wirecopy_people_maybe(NULL, 0, &list, &n));
  GIVES(NULL, wirecopy_people_to_json(NULL, NULL, &buf, NULL));
  CHECK(wirecopy_people_count(NULL) == 0 && wirecopy_people_name(NULL, 0).len == 0);
  one = a;
  GIVES(OK, wirecopy_speakers(&one, 1, NULL, &people, NULL));
  GIVES(NULL, wirecopy_people_person(people, 0, NULL, 8));
  GIVES(NULL, wirecopy_people_bearers(people, 0, NULL, &n));
  GIVES(NULL, wirecopy_people_said(people, 0, &places, NULL));
  GIVES(NULL, wirecopy_people_maybe(people, 0, NULL, NULL));
  GIVES(NULL, wirecopy_people_to_json(people, NULL, NULL, NULL));
  GIVES(NULL, wirecopy_reports_new(NULL, &reports, NULL));
  GIVES(NULL, wirecopy_reports_new(a, NULL, NULL));
  GIVES(NULL, wirecopy_reports_source(NULL, 0, NULL, 0));
  GIVES(NULL, wirecopy_reports_reply(NULL, 0, NULL, 0));
  GIVES(NULL, wirecopy_reports_said(NULL, 0, &list, &n));
  GIVES(NULL, wirecopy_reports_asked(NULL, 0, &list, &n));
  GIVES(NULL, wirecopy_reports_answers(NULL, 0, &list, &n));
  GIVES(NULL, wirecopy_reports_to_json(NULL, NULL, &buf, NULL));
  CHECK(wirecopy_reports_source_count(NULL) == 0 && wirecopy_reports_reply_count(NULL) == 0);
  GIVES(OK, wirecopy_reports_new(a, &reports, NULL));
  GIVES(NULL, wirecopy_reports_source(reports, 0, NULL, 8));
  GIVES(NULL, wirecopy_reports_said(reports, 0, NULL, &n));
  GIVES(NULL, wirecopy_reports_said(reports, 0, &list, NULL));
  GIVES(NULL, wirecopy_reports_to_json(reports, NULL, NULL, NULL));
  GIVES(NULL, wirecopy_analysis_mask(NULL, 0, &buf, NULL));
  GIVES(NULL, wirecopy_analysis_mask(a, 0, NULL, NULL));
  GIVES(NULL, wirecopy_analysis_narration(NULL, 0, NULL, 0, &n));
  GIVES(NULL, wirecopy_analysis_narration(a, 0, NULL, 0, NULL));
  wirecopy_people_free(people);
  wirecopy_reports_free(reports);
  wirecopy_people_free(NULL);
  wirecopy_reports_free(NULL);
  GIVES(NULL, wirecopy_options_set_cancel(NULL, NULL));
  CHECK(!wirecopy_cancel_is_stopped(NULL));
  wirecopy_cancel_stop(NULL);
  wirecopy_cancel_free(NULL);
  wirecopy_matches_free(NULL);
  wirecopy_signature_free(NULL);
  wirecopy_verification_free(NULL);
  wirecopy_matches_free(m);
  wirecopy_clusters_free(c);
  wirecopy_signature_free(s);
  wirecopy_index_free(x);
  wirecopy_analyzer_free(z);
  wirecopy_document_free(d);
  wirecopy_analysis_free(a);
  wirecopy_options_free(o);
}

#if !defined(_WIN32)
static const int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGPIPE, SIGINT, SIGTERM, SIGCHLD};
static void (*handlers[sizeof signals / sizeof *signals])(int);
#endif

/* The signal handlers before the library is called: a parent may have set some to be ignored. */
static void remember_handlers(void) {
#if !defined(_WIN32)
  size_t i;
  for (i = 0; i < sizeof signals / sizeof *signals; i++) {
    struct sigaction action;
    CHECK(sigaction(signals[i], NULL, &action) == 0);
    handlers[i] = action.sa_handler;
  }
#endif
}

/* A process that has used the library forks, and the child uses it; signal handlers are as they were. */
static void processes(void) {
#if !defined(_WIN32)
  size_t i;
  int status = 1;
  pid_t child;
  for (i = 0; i < sizeof signals / sizeof *signals; i++) {
    struct sigaction action;
    CHECK(sigaction(signals[i], NULL, &action) == 0);
    CHECK(action.sa_handler == handlers[i]);
  }
  fflush(NULL);
  child = fork();
  if (child == 0) {
    wirecopy_analysis *a = NULL;
    int ok = wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &a, NULL) == WIRECOPY_STATUS_OK &&
             wirecopy_analysis_attribution_count(a) >= 3;
    wirecopy_analysis_free(a);
    _exit(ok ? 0 : 1);
  }
  CHECK(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
#endif
}

int main(int argc, char **argv) {
  static const unsigned all[] = {0, 1, 3, 10, 11, 12, 13, 14, 15, 20, 21, 22, 30, 31, 32, 40, 41, 50, 60};
  unsigned i, missing = 0;
  if (argc != 3) {
    fprintf(stderr, "usage: parts PACK FILE\n");
    return 2;
  }
  remember_handlers();
  names();
  documents();
  analyses();
  signatures();
  copies();
  boilerplate();
  drafts();
  reported();
  gathered();
  limits();
  others(argv[1], argv[2]);
  nulls();
  processes();
  /* WIRECOPY_STATUS_PANIC needs a bug: bindings/c/src/guard.rs has one of its own. */
  for (i = 0; i < sizeof all / sizeof *all; i++) {
    if (produced[all[i]]) continue;
    missing++;
    fprintf(stderr, "parts.c: status %u was never given\n", all[i]);
  }
  printf("parts (c): %u checks, %u failed; %u statuses given, %u missing\n", checks, failures,
         (unsigned)(sizeof all / sizeof *all) - missing, missing);
  return failures || missing ? 1 : 0;
}
