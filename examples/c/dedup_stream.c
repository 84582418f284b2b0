/*
 * Reads texts, one a line, and says of each whether it is a copy of one of the lines before it: the number of the line
 * it copies, or "new". Only the last WINDOW lines are kept, so memory does not grow with the stream.
 *
 *   cc dedup_stream.c $(pkg-config --cflags --libs wirecopy) && ./a.out < headlines.txt
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wirecopy.h>

#define WINDOW 10000

/* The next line without its end; NULL at the end of the input. */
static char *next_line(char **line, size_t *cap, size_t *len) {
  int c;
  *len = 0;
  while ((c = getchar()) != EOF && c != '\n') {
    if (*len + 1 >= *cap) {
      *cap = *cap ? *cap * 2 : 4096;
      *line = (char *)realloc(*line, *cap);
      if (!*line) exit(1);
    }
    (*line)[(*len)++] = (char)c;
  }
  return c == EOF && !*len ? NULL : *len ? *line : (char *)"";
}

int main(int argc, char **argv) {
  static uint64_t recent[WINDOW]; /* numbers in the index of the last lines */
  char *line = NULL, key[32];
  size_t cap = 0, len, window = argc > 1 ? (size_t)atoi(argv[1]) : WINDOW;
  unsigned long long number = 0;
  wirecopy_options *o = wirecopy_options_new();
  wirecopy_index *index;
  if (window < 1 || window > WINDOW) return 2;
  wirecopy_options_set_bool(o, WIRECOPY_OPTION_PASSAGES, false); /* whole lines, not parts */
  if (wirecopy_index_new(o, &index, NULL)) return 1;
  while (next_line(&line, &cap, &len)) {
    wirecopy_str text = {NULL, 0};
    wirecopy_matches *matches;
    wirecopy_match best;
    wirecopy_error *error = NULL;
    uint64_t *slot = &recent[number % window];
    if (number++ >= window) wirecopy_index_remove(index, *slot); /* the oldest goes */
    text.ptr = line;
    text.len = len;
    if (wirecopy_index_find_text(index, text, &matches, &error)) {
      wirecopy_str why = wirecopy_error_message(error);
      printf("%llu\terror: %.*s\n", number, (int)why.len, why.ptr);
      wirecopy_error_free(error);
      *slot = UINT64_MAX;
      continue;
    }
    if (wirecopy_matches_get(matches, 0, &best, sizeof best) == WIRECOPY_STATUS_OK) {
      wirecopy_str first = wirecopy_index_key(index, best.id);
      printf("%llu\tduplicate of %.*s\t%.2f\n", number, (int)first.len, first.ptr, best.jaccard);
    } else {
      printf("%llu\tnew\n", number);
    }
    wirecopy_matches_free(matches);
    sprintf(key, "%llu", number);
    if (wirecopy_index_insert_text(index, wirecopy_cstr(key), text, slot, NULL)) return 1;
  }
  wirecopy_index_free(index);
  wirecopy_options_free(o);
  free(line);
  return 0;
}
