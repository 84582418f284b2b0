/*
 * Who said what in a file: one line a quote. A page, Markdown or plain text.
 *
 *   cc quotes.c $(pkg-config --cflags --libs wirecopy) && ./a.out article.html
 */
#include <stdio.h>
#include <wirecopy.h>

static int failed(const char *what, wirecopy_error *error) {
  wirecopy_str why = wirecopy_error_message(error);
  fprintf(stderr, "quotes: %s: %.*s\n", what, (int)why.len, why.ptr);
  wirecopy_error_free(error);
  return 1;
}

static void print(wirecopy_str text) {
  size_t i;
  for (i = 0; i < text.len; i++) putchar(text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
}

int main(int argc, char **argv) {
  wirecopy_document *document;
  wirecopy_analyzer *english;
  wirecopy_analysis *found;
  wirecopy_error *error = NULL;
  size_t i, k, n;
  if (argc != 2) {
    fprintf(stderr, "usage: quotes FILE\n");
    return 2;
  }
  if (wirecopy_abi_version() != WIRECOPY_ABI_VERSION) {
    fprintf(stderr, "quotes: the library is not the one of the header\n");
    return 1;
  }
  if (wirecopy_document_read_file(wirecopy_cstr(argv[1]), WIRECOPY_FORMAT_AUTO, NULL, &document, &error))
    return failed(argv[1], error);
  if (wirecopy_analyzer_new(wirecopy_cstr("en"), NULL, &english, &error)) return failed("English", error);
  if (wirecopy_analyzer_run(english, document, &found, &error)) return failed(argv[1], error);

  n = wirecopy_analysis_attribution_count(found);
  for (i = 0; i < n; i++) {
    wirecopy_attribution a;
    const wirecopy_span *pieces;
    size_t len;
    wirecopy_str who;
    wirecopy_analysis_attribution(found, i, &a, sizeof a);
    if (!a.speech) continue;
    who = wirecopy_analysis_speaker_name(found, a.speaker);
    print(wirecopy_name(WIRECOPY_NAMES_KIND, a.kind));
    printf(" | %s", who.len ? "" : "nobody named");
    print(who);
    for (k = 0; k + 1 < a.chain_len; k++) { /* who passed it on */
      printf(k ? ", " : " via ");
      print(wirecopy_analysis_chain_name(found, i, k));
    }
    printf(" | ");
    if (a.kind == WIRECOPY_KIND_GESTURE) print(wirecopy_name(WIRECOPY_NAMES_ACT, a.act));
    wirecopy_analysis_content(found, i, &pieces, &len);
    for (k = 0; k < len; k++) {
      if (k) printf(" ... ");
      print(wirecopy_analysis_slice(found, pieces[k]));
    }
    putchar('\n');
  }
  wirecopy_analysis_free(found);
  wirecopy_analyzer_free(english);
  wirecopy_document_free(document);
  return 0;
}
