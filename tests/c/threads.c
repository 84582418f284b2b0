/*
 * Several threads at once: one analyzer, document, analysis, signature and index shared, another thread that stops calls,
 * the first use of a pack in all threads together. Run under helgrind or TSan. `threads [ROUNDS]`.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wirecopy.h"

#define THREADS 4

static const char *const TEXT =
    "\xe2\x80\x9cWe were never asked,\xe2\x80\x9d said Petra Quill, mayor of Port Vellin. \xe2\x80\x9cNot once.\xe2\x80\x9d\n\n"
    "The pumps were sold in August, Nordwire reported, citing three people close to the deal.";

static wirecopy_analyzer *analyzer;
static wirecopy_document *document;
static wirecopy_analysis *shared;
static wirecopy_index *library;
static wirecopy_cancel *cancel;
static wirecopy_buf expected;
static unsigned long rounds = 3;
static int failed[THREADS];

#define MUST(what)                                                        \
  do {                                                                    \
    if (!(what)) {                                                        \
      fprintf(stderr, "threads.c:%d: not so: %s\n", __LINE__, #what);     \
      failed[number] = 1;                                                 \
      return NULL;                                                        \
    }                                                                     \
  } while (0)

/* The first calls of the process. */
static void *first(void *which) {
  int number = (int)(size_t)which;
  wirecopy_analysis *a = NULL;
  MUST(wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &a, NULL) == WIRECOPY_STATUS_OK);
  MUST(wirecopy_analysis_attribution_count(a) >= 2);
  wirecopy_analysis_free(a);
  return NULL;
}

static void *work(void *which) {
  int number = (int)(size_t)which;
  unsigned long k;
  for (k = 0; k < rounds; k++) {
    wirecopy_analysis *a = NULL;
    wirecopy_matches *m = NULL;
    wirecopy_buf json;
    const wirecopy_span *spans;
    size_t n;
    uint32_t at = 3, chars;
    MUST(wirecopy_analyzer_run(analyzer, document, &a, NULL) == WIRECOPY_STATUS_OK);
    MUST(wirecopy_analysis_to_json(a, NULL, &json, NULL) == WIRECOPY_STATUS_OK);
    MUST(json.len == expected.len && !memcmp(json.ptr, expected.ptr, json.len));
    wirecopy_buf_free(json);
    wirecopy_analysis_free(a);
    /* What is made on first use is made once, whoever comes first. */
    MUST(wirecopy_analysis_content(shared, 0, &spans, &n) == WIRECOPY_STATUS_OK && n > 0);
    MUST(wirecopy_analysis_sentences(shared, &spans, &n) == WIRECOPY_STATUS_OK && n > 0);
    MUST(wirecopy_analysis_to_json(shared, NULL, &json, NULL) == WIRECOPY_STATUS_OK);
    wirecopy_buf_free(json);
    MUST(wirecopy_document_convert_offsets(document, WIRECOPY_UNIT_CHARS, &at, 1, &chars) == WIRECOPY_STATUS_OK);
    MUST(wirecopy_document_field(document, WIRECOPY_FIELD_SHA256).len == 64);
    MUST(wirecopy_index_find(library, document, &m, NULL) == WIRECOPY_STATUS_OK && wirecopy_matches_count(m) == 1);
    wirecopy_matches_free(m);
    MUST(wirecopy_index_clusters_to_json(library, NULL, &json, NULL) == WIRECOPY_STATUS_OK);
    wirecopy_buf_free(json);
    if (k == rounds / 2 && number == 0) wirecopy_cancel_stop(cancel);
  }
  return NULL;
}

/* Works until another thread stops it. */
static void *until_stopped(void *which) {
  int number = (int)(size_t)which;
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_status status;
  MUST(wirecopy_options_set_cancel(o, cancel) == WIRECOPY_STATUS_OK);
  do {
    wirecopy_document *d = NULL;
    status = wirecopy_document_parse(wirecopy_cstr(TEXT), WIRECOPY_FORMAT_PLAIN, o, &d, NULL);
    wirecopy_document_free(d);
  } while (status == WIRECOPY_STATUS_OK);
  wirecopy_options_free(o);
  MUST(status == WIRECOPY_STATUS_CANCELLED);
  return NULL;
}

static int together(void *(*run)(void *), void *(*last)(void *)) {
  pthread_t threads[THREADS];
  size_t i;
  int bad = 0;
  for (i = 0; i < THREADS; i++)
    if (pthread_create(&threads[i], NULL, i + 1 == THREADS ? last : run, (void *)i)) return 1;
  for (i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  for (i = 0; i < THREADS; i++) bad |= failed[i];
  return bad;
}

int main(int argc, char **argv) {
  uint64_t id;
  int bad;
  if (argc > 1) rounds = strtoul(argv[1], NULL, 10);
  bad = together(first, first);
  if (wirecopy_analyzer_new(wirecopy_cstr("en"), NULL, &analyzer, NULL)) return 1;
  if (wirecopy_document_parse(wirecopy_cstr(TEXT), WIRECOPY_FORMAT_PLAIN, NULL, &document, NULL)) return 1;
  if (wirecopy_analyze(wirecopy_cstr(TEXT), NULL, &shared, NULL)) return 1;
  if (wirecopy_analysis_to_json(shared, NULL, &expected, NULL)) return 1;
  wirecopy_analysis_free(shared);
  wirecopy_document_free(document);
  /* Fresh ones, so that nothing was made yet. */
  if (wirecopy_document_parse(wirecopy_cstr(TEXT), WIRECOPY_FORMAT_PLAIN, NULL, &document, NULL)) return 1;
  if (wirecopy_analyzer_run(analyzer, document, &shared, NULL)) return 1;
  if (wirecopy_index_new(NULL, &library, NULL)) return 1;
  if (wirecopy_index_insert(library, wirecopy_cstr("a"), document, &id, NULL)) return 1;
  cancel = wirecopy_cancel_new();
  bad |= together(work, until_stopped);
  wirecopy_cancel_free(cancel);
  wirecopy_index_free(library);
  wirecopy_analysis_free(shared);
  wirecopy_document_free(document);
  wirecopy_analyzer_free(analyzer);
  wirecopy_buf_free(expected);
  printf("threads (c): %d threads, %lu rounds, %s\n", THREADS, rounds, bad ? "FAILED" : "passed");
  return bad;
}
