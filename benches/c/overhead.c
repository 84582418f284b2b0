/* Reads and analyzes the articles of a file, one a line, through the C API, and walks over what was found. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wirecopy.h"

int main(int argc, char **argv) {
  wirecopy_analyzer *english;
  FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
  char *input, *line, *end;
  unsigned long long articles = 0, sum = 0;
  long size;
  if (!f || fseek(f, 0, SEEK_END) || (size = ftell(f)) < 0) return 2;
  rewind(f);
  input = (char *)malloc((size_t)size + 1);
  if (!input || fread(input, 1, (size_t)size, f) != (size_t)size) return 2;
  fclose(f);
  input[size] = '\n';
  if (wirecopy_analyzer_new(wirecopy_cstr("en"), NULL, &english, NULL)) return 1;
  for (line = input; line < input + size; line = end + 1) {
    wirecopy_document *document;
    wirecopy_analysis *found;
    const wirecopy_span *spans;
    wirecopy_str text;
    size_t i, k, n, len;
    end = (char *)memchr(line, '\n', (size_t)(input + size + 1 - line));
    if (end == line) continue;
    text.ptr = line;
    text.len = (size_t)(end - line);
    if (wirecopy_document_parse(text, WIRECOPY_FORMAT_PLAIN, NULL, &document, NULL)) return 1;
    if (wirecopy_analyzer_run(english, document, &found, NULL)) return 1;
    articles++;
    n = wirecopy_analysis_attribution_count(found);
    for (i = 0; i < n; i++) {
      wirecopy_attribution a;
      wirecopy_analysis_attribution(found, i, &a, sizeof a);
      sum += a.kind + a.flags;
      sum += wirecopy_analysis_speaker_name(found, a.speaker).len;
      wirecopy_analysis_content(found, i, &spans, &len);
      for (k = 0; k < len; k++) sum += wirecopy_analysis_slice(found, spans[k]).len;
      for (k = 0; k < a.chain_len; k++) sum += wirecopy_analysis_chain_name(found, i, k).len;
    }
    wirecopy_analysis_sentences(found, &spans, &len);
    for (k = 0; k < len; k++) sum += spans[k].end;
    wirecopy_analysis_free(found);
    wirecopy_document_free(document);
  }
  wirecopy_analyzer_free(english);
  free(input);
  printf("%llu articles, %llu\n", articles, sum);
  return 0;
}
