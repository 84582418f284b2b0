/* The library without HTML, Markdown and models: copies are found, all else gives a status. */
#include <stdio.h>
#include <string.h>

#include "wirecopy.h"

static int failures;

#define CHECK(what)                                                    \
  do {                                                                 \
    if (!(what)) {                                                     \
      failures++;                                                      \
      fprintf(stderr, "minimal.c:%d: not so: %s\n", __LINE__, #what);  \
    }                                                                  \
  } while (0)

int main(void) {
  static const char *const text = "The harbour wall at Port Vellin will hold until spring, the minister said on Monday.";
  wirecopy_index *x = NULL;
  wirecopy_matches *m = NULL;
  wirecopy_signature *s = NULL;
  wirecopy_analysis *a = NULL;
  wirecopy_analyzer *z = NULL;
  wirecopy_document *d = NULL;
  wirecopy_story *story = NULL;
  wirecopy_buf json;
  uint64_t id;
  CHECK(wirecopy_abi_version() == WIRECOPY_ABI_VERSION);
  CHECK(wirecopy_index_new(NULL, &x, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_index_insert_text(x, wirecopy_cstr("a"), wirecopy_cstr(text), &id, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_index_find_text(x, wirecopy_cstr(text), &m, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_matches_count(m) == 1);
  CHECK(wirecopy_index_clusters_to_json(x, NULL, &json, NULL) == WIRECOPY_STATUS_OK && json.len > 100);
  wirecopy_buf_free(json);
  CHECK(wirecopy_signature_new(wirecopy_cstr(text), NULL, &s, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_analyze(wirecopy_cstr(text), NULL, &a, NULL) == WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE);
  CHECK(wirecopy_analyzer_new(wirecopy_cstr("en"), NULL, &z, NULL) == WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE);
  CHECK(wirecopy_document_parse(wirecopy_cstr("<p>a"), WIRECOPY_FORMAT_HTML, NULL, &d, NULL) ==
        WIRECOPY_STATUS_UNSUPPORTED_FORMAT);
  CHECK(wirecopy_story_new(NULL, 0, NULL, &story, NULL) == WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE);
  CHECK(!a && !z && !d && !story);
  CHECK(wirecopy_document_parse(wirecopy_cstr(text), WIRECOPY_FORMAT_PLAIN, NULL, &d, NULL) == WIRECOPY_STATUS_OK);
  CHECK(wirecopy_document_text(d).len == strlen(text));
  wirecopy_document_free(d);
  wirecopy_signature_free(s);
  wirecopy_matches_free(m);
  wirecopy_index_free(x);
  printf("minimal (c): %d failed\n", failures);
  return failures != 0;
}
