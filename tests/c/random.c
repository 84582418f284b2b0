/*
 * Calls in random order on random objects, among them NULL, objects of other calls and broken text. Nothing may crash,
 * leak (under ASan or valgrind) or give a status that is none. `random [CALLS] [SEED]`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wirecopy.h"

#define SLOTS 5

static uint64_t state = 1;
static unsigned long given[64];

static uint32_t draw(uint32_t below) { /* xorshift64* */
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (uint32_t)((state * 2685821657736338717ull) >> 33) % below;
}

static const char *const TEXTS[] = {
    "",
    "a",
    "\xff\xfe broken",
    "\xe2\x80\x9cWe were never asked,\xe2\x80\x9d said Petra Quill. \xe2\x80\x9cNot once.\xe2\x80\x9d",
    "The pumps were sold in August, Nordwire reported, citing three people close to the deal.",
    "<html><body><article><h1>Pumps</h1><p>\"We were never asked,\" <b>Quill</b> said.</p></article></body></html>",
    "# Pumps sold\n\nBy Ada Lund\n\nA spokesman declined to comment.\n\n> quoted\n\n- item",
    "<div><div><div><div><div><div><div><p>deep &amp; deeper",
    "2025-03-04",
    "html",
    "bytes",
    "verb opine\nalias the Ferry = Janek Moor",
    "Quill = Petra Quill; Ada Lund = Ada Moor",
};

static wirecopy_document *documents[SLOTS];
static wirecopy_analysis *analyses[SLOTS];
static wirecopy_analyzer *analyzers[SLOTS];
static wirecopy_options *options[SLOTS];
static wirecopy_index *indexes[SLOTS];
static wirecopy_matches *matches[SLOTS];
static wirecopy_clusters *clusters[SLOTS];
static wirecopy_signature *signatures[SLOTS];
static wirecopy_story *stories[SLOTS];
static wirecopy_verification *verifications[SLOTS];
static wirecopy_people *peoples[SLOTS];
static wirecopy_reports *reports[SLOTS];
static wirecopy_cancel *cancels[SLOTS];

#define ANY(pool) (pool)[draw(SLOTS)]

static wirecopy_str text(void) {
  static char junk[64];
  wirecopy_str out;
  size_t i;
  switch (draw(12)) {
    case 0:
      out.ptr = NULL;
      out.len = draw(3);
      return out;
    case 1:
      for (i = 0; i < sizeof junk; i++) junk[i] = (char)draw(256);
      out.ptr = junk;
      out.len = draw(sizeof junk);
      return out;
    case 2:
      out = wirecopy_cstr(TEXTS[draw(sizeof TEXTS / sizeof *TEXTS)]);
      out.len = out.len ? draw((uint32_t)out.len) : 0;
      return out;
    default:
      return wirecopy_cstr(TEXTS[draw(sizeof TEXTS / sizeof *TEXTS)]);
  }
}

static void note(wirecopy_status status, wirecopy_error *error) {
  if (status >= 64 || wirecopy_name(WIRECOPY_NAMES_STATUS, status).len == 0) {
    fprintf(stderr, "random: a status that is none: %u\n", (unsigned)status);
    exit(1);
  }
  if (status == WIRECOPY_STATUS_PANIC) {
    fprintf(stderr, "random: a panic\n");
    exit(1);
  }
  if ((error != NULL) && (status == WIRECOPY_STATUS_OK || wirecopy_error_status(error) != status)) {
    fprintf(stderr, "random: an error that does not fit its status\n");
    exit(1);
  }
  given[status]++;
  wirecopy_error_free(error);
}

/* Frees what a slot holds and puts what `call` makes there. */
#define MAKE(pool, type, call)          \
  do {                                  \
    wirecopy_##type *out = NULL;        \
    wirecopy_error *error = NULL;       \
    uint32_t slot = draw(SLOTS);        \
    wirecopy_status status = (call);    \
    if ((status == 0) != (out != NULL)) { \
      fprintf(stderr, "random: an object without OK, or none with it: %s\n", #call); \
      exit(1);                          \
    }                                   \
    note(status, error);                \
    wirecopy_##type##_free(pool[slot]); \
    pool[slot] = out;                   \
  } while (0)

#define JSON(call)                                   \
  do {                                               \
    wirecopy_buf buf = {NULL, 0, 0};                 \
    wirecopy_error *error = NULL;                    \
    wirecopy_status status = (call);                 \
    note(status, error);                             \
    if (status == WIRECOPY_STATUS_OK) wirecopy_buf_free(buf); \
  } while (0)

static void look_at_analysis(void) {
  const wirecopy_analysis *a = ANY(analyses);
  const wirecopy_span *spans = NULL;
  wirecopy_attribution x;
  wirecopy_chain_node node;
  wirecopy_entity e;
  wirecopy_span span;
  size_t len = 0, i = draw(4), k;
  uint64_t sum = 0;
  span.start = draw(100);
  span.end = draw(100);
  sum += wirecopy_analysis_slice(a, span).len + wirecopy_analysis_text(a).len;
  note(wirecopy_analysis_attribution(a, i, &x, draw(sizeof x + 1)), NULL);
  note(wirecopy_analysis_chain_node(a, i, draw(3), &node, sizeof node), NULL);
  note(wirecopy_analysis_entity(a, i, &e, sizeof e), NULL);
  sum += wirecopy_analysis_chain_name(a, i, draw(3)).len + wirecopy_analysis_lemma(a, i).len;
  sum += wirecopy_analysis_medium(a, i).len + wirecopy_analysis_speaker_name(a, draw(6)).len;
#define LIST(f)                                        \
  do {                                                 \
    wirecopy_status status = f(a, i, &spans, &len);    \
    note(status, NULL);                                \
    if (status == WIRECOPY_STATUS_OK)                  \
      for (k = 0; k < len; k++) sum += spans[k].end;   \
  } while (0)
  LIST(wirecopy_analysis_content);
  LIST(wirecopy_analysis_quoted);
  LIST(wirecopy_analysis_cue_words);
  LIST(wirecopy_analysis_source_words);
  LIST(wirecopy_analysis_mentions);
  if (sum == 1) putchar(' ');
}

static void look_at_document(void) {
  const wirecopy_document *d = ANY(documents);
  wirecopy_block block;
  wirecopy_span span, ranges[4];
  uint32_t at[3], out[3];
  size_t n;
  span.start = draw(100);
  span.end = draw(100);
  at[0] = draw(100);
  at[1] = draw(100);
  at[2] = 0;
  wirecopy_document_field(d, draw(20));
  wirecopy_document_author(d, draw(2));
  wirecopy_document_slice(d, span);
  note(wirecopy_document_block(d, draw(5), &block, sizeof block), NULL);
  note(wirecopy_document_input_ranges(d, span, ranges, draw(5), &n), NULL);
  note(wirecopy_document_convert_offsets(d, draw(5), at, draw(4), out), NULL);
}

static void look_at_copies(void) {
  const wirecopy_index *x = ANY(indexes);
  const wirecopy_clusters *c = ANY(clusters);
  const wirecopy_matches *m = ANY(matches);
  const uint64_t *ids;
  const wirecopy_passage *passages;
  wirecopy_match match;
  uint64_t id;
  size_t n;
  wirecopy_index_key(x, draw(6));
  note(wirecopy_index_id(x, text(), &id), NULL);
  note(wirecopy_clusters_members(c, draw(4), &ids, &n), NULL);
  note(wirecopy_clusters_find(c, draw(6), &n), NULL);
  note(wirecopy_clusters_representative(c, draw(4), &id), NULL);
  note(wirecopy_matches_get(m, draw(3), &match, sizeof match), NULL);
  note(wirecopy_matches_passages(m, draw(3), &passages, &n), NULL);
}

static void look_at_drafts(void) {
  const wirecopy_verification *v = ANY(verifications);
  wirecopy_checked quote;
  wirecopy_found found;
  wirecopy_story_summary sum;
  note(wirecopy_verification_quote(v, draw(3), &quote, sizeof quote), NULL);
  note(wirecopy_verification_match(v, draw(3), draw(2), &found, sizeof found), NULL);
  wirecopy_verification_speaker(v, draw(3), draw(2));
  note(wirecopy_story_summarize(ANY(stories), &sum, sizeof sum), NULL);
}

static void look_at_people(void) {
  const wirecopy_people *p = ANY(peoples);
  const wirecopy_reports *r = ANY(reports);
  const wirecopy_analysis *a = ANY(analyses);
  wirecopy_span left[4];
  wirecopy_person person;
  wirecopy_merge merge;
  wirecopy_source_report source;
  wirecopy_reply reply;
  const wirecopy_place *places;
  const uint32_t *list;
  size_t n, i = draw(4);
  wirecopy_people_name(p, i);
  note(wirecopy_people_person(p, i, &person, draw(sizeof person + 1)), NULL);
  note(wirecopy_people_merge(p, i, draw(2), &merge, sizeof merge), NULL);
  note(wirecopy_people_bearers(p, i, &places, &n), NULL);
  note(wirecopy_people_said(p, i, &places, &n), NULL);
  note(wirecopy_people_maybe(p, i, &list, &n), NULL);
  note(wirecopy_reports_source(r, i, &source, draw(sizeof source + 1)), NULL);
  note(wirecopy_reports_reply(r, draw(2), &reply, sizeof reply), NULL);
  note(wirecopy_reports_said(r, i, &list, &n), NULL);
  note(wirecopy_reports_asked(r, draw(2), &list, &n), NULL);
  note(wirecopy_reports_answers(r, draw(2), &list, &n), NULL);
  note(wirecopy_analysis_narration(a, draw(300), left, draw(5), &n), NULL);
}

static void set_options(void) {
  wirecopy_options *o = ANY(options);
  uint32_t key = draw(50);
  switch (draw(5)) {
    case 0: note(wirecopy_options_set_bool(o, key, draw(2) != 0), NULL); break;
    case 1: note(wirecopy_options_set_u64(o, key, draw(3) ? draw(40) : (uint64_t)draw(1u << 30) << 20), NULL); break;
    case 2: note(wirecopy_options_set_f64(o, key, draw(15) / 10.0), NULL); break;
    case 3: note(wirecopy_options_set_str(o, key, text()), NULL); break;
    default: note(wirecopy_options_set_cancel(o, ANY(cancels)), NULL);
  }
}

static void batch(void) {
  wirecopy_str texts[3];
  wirecopy_analysis *out[3] = {NULL, NULL, NULL};
  wirecopy_status statuses[3] = {0, 0, 0}, status;
  wirecopy_error *error = NULL;
  size_t i;
  for (i = 0; i < 3; i++) texts[i] = text();
  status = wirecopy_analyzer_run_batch(ANY(analyzers), texts, draw(4), ANY(options), out, statuses, &error);
  note(status, error);
  for (i = 0; i < 3; i++) {
    if ((out[i] != NULL) && statuses[i] != WIRECOPY_STATUS_OK) exit(1);
    wirecopy_analysis_free(out[i]);
  }
}

static void one_call(void) {
  const wirecopy_analysis *list[3];
  uint64_t id;
  uint32_t i;
  for (i = 0; i < 3; i++) list[i] = ANY(analyses);
  switch (draw(35)) {
    case 32: MAKE(peoples, people, wirecopy_speakers(list, draw(4), ANY(options), &out, &error)); break;
    case 33: MAKE(reports, reports, wirecopy_reports_new(ANY(analyses), &out, &error)); break;
    case 34:
      look_at_people();
      JSON(wirecopy_people_to_json(ANY(peoples), ANY(options), &buf, &error));
      JSON(wirecopy_reports_to_json(ANY(reports), ANY(options), &buf, &error));
      JSON(wirecopy_analysis_mask(ANY(analyses), draw(300), &buf, &error));
      break;
    case 0: i = draw(SLOTS); wirecopy_options_free(options[i]); options[i] = draw(4) ? wirecopy_options_new() : NULL; break;
    case 1: case 2: set_options(); break;
    case 3: case 4: MAKE(documents, document, wirecopy_document_parse(text(), draw(6), ANY(options), &out, &error)); break;
    case 5: MAKE(documents, document, wirecopy_analysis_document(ANY(analyses), &out)); break;
    case 6: MAKE(analyzers, analyzer, wirecopy_analyzer_new(draw(3) ? wirecopy_cstr("en") : text(), ANY(options), &out, &error)); break;
    case 7: MAKE(analyses, analysis, wirecopy_analyze(text(), ANY(options), &out, &error)); break;
    case 8: MAKE(analyses, analysis, wirecopy_analyzer_run(ANY(analyzers), ANY(documents), &out, &error)); break;
    case 9: MAKE(indexes, index, wirecopy_index_new(ANY(options), &out, &error)); break;
    case 10: { wirecopy_error *e = NULL; wirecopy_status s = wirecopy_index_insert(ANY(indexes), text(), ANY(documents), &id, &e); note(s, e); break; }
    case 11: case 12: { wirecopy_error *e = NULL; wirecopy_status s = wirecopy_index_insert_text(ANY(indexes), text(), text(), &id, &e); note(s, e); break; }
    case 13: note(wirecopy_index_remove(ANY(indexes), draw(8)), NULL); break;
    case 14: MAKE(matches, matches, wirecopy_index_find(ANY(indexes), ANY(documents), &out, &error)); break;
    case 15: MAKE(matches, matches, wirecopy_index_find_text(ANY(indexes), text(), &out, &error)); break;
    case 16: MAKE(clusters, clusters, wirecopy_index_clusters(ANY(indexes), &out, &error)); break;
    case 17: MAKE(signatures, signature, wirecopy_signature_new(text(), ANY(options), &out, &error)); break;
    case 18: MAKE(signatures, signature, wirecopy_signature_from_bytes(text(), &out, &error)); break;
    case 19: { double like; note(wirecopy_signature_similarity(ANY(signatures), ANY(signatures), &like), NULL); break; }
    case 20: MAKE(stories, story, wirecopy_story_new(list, draw(4), ANY(options), &out, &error)); break;
    case 21: MAKE(verifications, verification, wirecopy_verification_new(ANY(analyses), list, draw(4), ANY(options), &out, &error)); break;
    case 22: i = draw(SLOTS); wirecopy_cancel_free(cancels[i]); cancels[i] = draw(3) ? wirecopy_cancel_new() : NULL; break;
    case 23: if (!draw(4)) wirecopy_cancel_stop(ANY(cancels)); break;
    case 24: look_at_analysis(); break;
    case 25: look_at_document(); break;
    case 26: look_at_copies(); break;
    case 27: look_at_drafts(); break;
    case 28: batch(); break;
    case 29:
      JSON(wirecopy_document_to_json(ANY(documents), ANY(options), &buf, &error));
      JSON(wirecopy_analysis_to_json(ANY(analyses), ANY(options), &buf, &error));
      break;
    case 30:
      JSON(wirecopy_index_query(ANY(indexes), ANY(documents), ANY(options), &buf, &error));
      JSON(wirecopy_index_pairs_to_json(ANY(indexes), ANY(options), &buf, &error));
      JSON(wirecopy_index_clusters_to_json(ANY(indexes), ANY(options), &buf, &error));
      break;
    default:
      JSON(wirecopy_story_to_json(ANY(stories), ANY(options), &buf, &error));
      JSON(wirecopy_verification_to_json(ANY(verifications), ANY(options), &buf, &error));
      JSON(wirecopy_analysis_annotate(ANY(analyses), text(), ANY(options), &buf, &error));
  }
}

int main(int argc, char **argv) {
  unsigned long calls = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000, k;
  unsigned i, kinds = 0;
  state = (argc > 2 ? strtoul(argv[2], NULL, 10) : 1) * 2654435761u + 1;
  for (i = 0; i < SLOTS - 1; i++) options[i] = wirecopy_options_new();
  for (k = 0; k < calls; k++) one_call();
  for (i = 0; i < SLOTS; i++) {
    wirecopy_document_free(documents[i]);
    wirecopy_analysis_free(analyses[i]);
    wirecopy_analyzer_free(analyzers[i]);
    wirecopy_options_free(options[i]);
    wirecopy_index_free(indexes[i]);
    wirecopy_matches_free(matches[i]);
    wirecopy_clusters_free(clusters[i]);
    wirecopy_signature_free(signatures[i]);
    wirecopy_story_free(stories[i]);
    wirecopy_verification_free(verifications[i]);
    wirecopy_people_free(peoples[i]);
    wirecopy_reports_free(reports[i]);
    wirecopy_cancel_free(cancels[i]);
  }
  for (i = 0; i < 64; i++) kinds += given[i] > 0;
  printf("random (c): %lu calls, %lu OK, %u statuses\n", calls, given[0], kinds);
  return given[0] > calls / 20 && kinds >= 5 ? 0 : 1;
}
