/*
 * Checks the quotes of a draft against the articles it is made from.
 *
 *   cc verify.c $(pkg-config --cflags --libs wirecopy) && ./a.out draft.md article.html article.txt …
 *
 * Ends with 1 when a quote is edited, of another speaker or not found.
 */
#include <stdio.h>
#include <stdlib.h>
#include <wirecopy.h>

static wirecopy_analysis *read_article(const wirecopy_analyzer *english, const char *path) {
  wirecopy_document *document;
  wirecopy_analysis *found = NULL;
  wirecopy_error *error = NULL;
  if (wirecopy_document_read_file(wirecopy_cstr(path), WIRECOPY_FORMAT_AUTO, NULL, &document, &error) ==
      WIRECOPY_STATUS_OK) {
    wirecopy_analyzer_run(english, document, &found, &error);
    wirecopy_document_free(document);
  }
  if (!found) {
    wirecopy_str why = wirecopy_error_message(error);
    fprintf(stderr, "verify: %s: %.*s\n", path, (int)why.len, why.ptr);
    wirecopy_error_free(error);
    exit(2);
  }
  return found;
}

int main(int argc, char **argv) {
  wirecopy_analyzer *english;
  wirecopy_analysis **all;
  wirecopy_verification *checked;
  size_t i, n, wrong = 0;
  int k;
  if (argc < 3) {
    fprintf(stderr, "usage: verify DRAFT ARTICLE...\n");
    return 2;
  }
  all = (wirecopy_analysis **)malloc((size_t)argc * sizeof *all);
  if (!all || wirecopy_analyzer_new(wirecopy_cstr("en"), NULL, &english, NULL)) return 2;
  for (k = 1; k < argc; k++) all[k] = read_article(english, argv[k]);
  if (wirecopy_verification_new(all[1], (const wirecopy_analysis *const *)all + 2, (size_t)argc - 2, NULL, &checked,
                                NULL))
    return 2;

  n = wirecopy_verification_count(checked);
  for (i = 0; i < n; i++) {
    wirecopy_checked quote;
    wirecopy_found there;
    wirecopy_str words, outcome;
    wirecopy_verification_quote(checked, i, &quote, sizeof quote);
    words = wirecopy_analysis_slice(all[1], quote.span);
    outcome = wirecopy_name(WIRECOPY_NAMES_OUTCOME, quote.outcome);
    printf("%.*s\t%.*s\n", (int)outcome.len, outcome.ptr, (int)words.len, words.ptr);
    if (quote.outcome != WIRECOPY_OUTCOME_VERBATIM) wrong++;
    if (wirecopy_verification_match(checked, i, 0, &there, sizeof there) == WIRECOPY_STATUS_OK) {
      wirecopy_str who = wirecopy_verification_speaker(checked, i, 0);
      words = wirecopy_analysis_slice(all[2 + there.article], there.span);
      printf("\t%s: %.*s%s%.*s\n", argv[2 + there.article], (int)who.len, who.ptr, who.len ? ": " : "",
             (int)words.len, words.ptr);
    }
  }
  wirecopy_verification_free(checked);
  for (k = 1; k < argc; k++) wirecopy_analysis_free(all[k]);
  free(all);
  wirecopy_analyzer_free(english);
  return wrong ? 1 : 0;
}
