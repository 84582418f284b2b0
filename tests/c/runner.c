/*
 * Runs the shared vectors through the C API. `runner DIR` takes the folder that `wirecopy-vectors DIR` wrote;
 * each answer must be the bytes that the Rust library gave. Nothing is parsed: a plan is lines of key and
 * value, the answers are compared as they are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wirecopy.h"

#define MAX_INPUTS 64

typedef struct {
  char *ptr;
  size_t len;
} bytes;

typedef struct {
  wirecopy_options *options;
  uint32_t format;
  bytes content;
  const char *id;
  const char *rank;
} input;

static void die(const char *what, const char *where) {
  fprintf(stderr, "runner: %s: %s\n", where, what);
  exit(2);
}

static bytes slurp(const char *dir, const char *name, const char *file) {
  char path[4096];
  bytes out;
  FILE *f;
  size_t cap = 65536, got;
  snprintf(path, sizeof path, "%s/%s/%s", dir, name, file);
  f = fopen(path, "rb");
  if (!f) die("cannot be read", path);
  out.len = 0;
  out.ptr = (char *)malloc(cap);
  while (out.ptr && (got = fread(out.ptr + out.len, 1, cap - out.len - 1, f)) > 0) {
    out.len += got;
    if (out.len + 1 >= cap) out.ptr = (char *)realloc(out.ptr, cap *= 2);
  }
  if (!out.ptr) die("out of memory", path);
  out.ptr[out.len] = 0;
  fclose(f);
  return out;
}

static wirecopy_str str(bytes b) {
  wirecopy_str out;
  out.ptr = b.ptr;
  out.len = b.len;
  return out;
}

static void must(wirecopy_status status, const char *what, const char *name) {
  char text[128];
  if (status == WIRECOPY_STATUS_OK) return;
  snprintf(text, sizeof text, "%s gave status %u", what, (unsigned)status);
  die(text, name);
}

static uint32_t format_of(const char *value) {
  if (!strcmp(value, "plain")) return WIRECOPY_FORMAT_PLAIN;
  if (!strcmp(value, "markdown")) return WIRECOPY_FORMAT_MARKDOWN;
  if (!strcmp(value, "html")) return WIRECOPY_FORMAT_HTML;
  if (!strcmp(value, "mhtml")) return WIRECOPY_FORMAT_MHTML;
  return WIRECOPY_FORMAT_AUTO;
}

/* How copies are looked for. Whether the key is one of these. */
static int set_copies(wirecopy_options *o, const char *key, const char *value, const char *name) {
  static const struct {
    const char *key;
    char type;
    uint32_t option;
  } all[] = {
      {"scheme", 's', WIRECOPY_OPTION_SCHEME},
      {"quotes", 'b', WIRECOPY_OPTION_QUOTES},
      {"normalize", 's', WIRECOPY_OPTION_NORMALIZE},
      {"shingle", 'u', WIRECOPY_OPTION_SHINGLE},
      {"characters", 'b', WIRECOPY_OPTION_CHARACTERS},
      {"permutations", 'u', WIRECOPY_OPTION_PERMUTATIONS},
      {"bands", 's', WIRECOPY_OPTION_BANDS},
      {"containment", 'f', WIRECOPY_OPTION_CONTAINMENT},
      {"passages", 'b', WIRECOPY_OPTION_PASSAGES},
      {"passage_words", 'u', WIRECOPY_OPTION_PASSAGE_WORDS},
      {"cap", 'u', WIRECOPY_OPTION_CAP},
      {"estimate", 'b', WIRECOPY_OPTION_ESTIMATE},
      {"keep", 's', WIRECOPY_OPTION_KEEP},
      {"threads", 'u', WIRECOPY_OPTION_THREADS},
  };
  size_t i;
  for (i = 0; i < sizeof all / sizeof *all; i++) {
    if (strcmp(key, all[i].key)) continue;
    switch (all[i].type) {
      case 's':
        must(wirecopy_options_set_str(o, all[i].option, wirecopy_cstr(value)), key, name);
        break;
      case 'b':
        must(wirecopy_options_set_bool(o, all[i].option, !strcmp(value, "true")), key, name);
        break;
      case 'f':
        must(wirecopy_options_set_f64(o, all[i].option, strtod(value, NULL)), key, name);
        break;
      default:
        must(wirecopy_options_set_u64(o, all[i].option, strtoul(value, NULL, 10)), key, name);
    }
    return 1;
  }
  return 0;
}

/* The options of a call that has several inputs. */
static void set_common(wirecopy_options *o, const char *key, const char *value, const char *name) {
  if (!strcmp(key, "offsets"))
    must(wirecopy_options_set_str(o, WIRECOPY_OPTION_OFFSETS, wirecopy_cstr(value)), key, name);
  else if (!strcmp(key, "scope"))
    must(wirecopy_options_set_str(o, WIRECOPY_OPTION_SCOPE, wirecopy_cstr(value)), key, name);
  else if (!strcmp(key, "style"))
    must(wirecopy_options_set_str(o, WIRECOPY_OPTION_SPANS, wirecopy_cstr(value)), key, name);
  else if (!strcmp(key, "engine"))
    must(wirecopy_options_set_str(o, WIRECOPY_OPTION_ENGINE, wirecopy_cstr(value)), key, name);
  else if (!strcmp(key, "dial"))
    must(wirecopy_options_set_str(o, WIRECOPY_OPTION_DIAL, wirecopy_cstr(value)), key, name);
  else if (!strcmp(key, "words"))
    must(wirecopy_options_set_str(o, WIRECOPY_OPTION_WORDS, wirecopy_cstr(value)), key, name);
  else if (!strcmp(key, "aliases"))
    must(wirecopy_options_set_str(o, WIRECOPY_OPTION_ALIASES, wirecopy_cstr(value)), key, name);
  else if (!strcmp(key, "min_confidence"))
    must(wirecopy_options_set_f64(o, WIRECOPY_OPTION_MIN_CONFIDENCE, strtod(value, NULL)), key, name);
  else if (!strcmp(key, "threshold"))
    must(wirecopy_options_set_f64(o, WIRECOPY_OPTION_THRESHOLD, strtod(value, NULL)), key, name);
  else if (!set_copies(o, key, value, name))
    die("an unknown key in the plan", name);
}

static void set_input(input *in, const char *key, const char *value, const char *name) {
  uint32_t option = 0;
  if (!strcmp(key, "format")) {
    in->format = format_of(value);
    return;
  }
  if (!strcmp(key, "rank")) {
    in->rank = value;
    return;
  }
  if (!strcmp(key, "id")) in->id = value;
  if (!strcmp(key, "id")) option = WIRECOPY_OPTION_ID;
  if (!strcmp(key, "url")) option = WIRECOPY_OPTION_URL;
  if (!strcmp(key, "outlet")) option = WIRECOPY_OPTION_OUTLET;
  if (!strcmp(key, "published")) option = WIRECOPY_OPTION_PUBLISHED;
  if (!strcmp(key, "language")) option = WIRECOPY_OPTION_LANGUAGE;
  if (!strcmp(key, "title")) option = WIRECOPY_OPTION_TITLE;
  if (!strcmp(key, "favor")) option = WIRECOPY_OPTION_FAVOR;
  if (!option) die("an unknown key in the plan", name);
  must(wirecopy_options_set_str(in->options, option, wirecopy_cstr(value)), key, name);
}

static wirecopy_analysis *analyze(const wirecopy_analyzer *analyzer, const input *in, const char *name) {
  wirecopy_document *document;
  wirecopy_analysis *analysis;
  must(wirecopy_document_parse(str(in->content), in->format, in->options, &document, NULL), "parse", name);
  must(wirecopy_analyzer_run(analyzer, document, &analysis, NULL), "run", name);
  wirecopy_document_free(document);
  return analysis;
}

/* How a vector is told: what has a call of its own rather than an option. */
typedef struct {
  size_t least; /* boilerplate is learned from the inputs first */
  int quotes;   /* quotations are compared */
} told;

static wirecopy_index *filled(input *inputs, size_t n, const wirecopy_options *common, const told *how,
                              const wirecopy_analyzer *analyzer, const char *name) {
  wirecopy_index *x;
  uint64_t id;
  size_t i, added;
  must(wirecopy_index_new(common, &x, NULL), "index_new", name);
  for (i = 0; i < n; i++) {
    wirecopy_document *d;
    if (how->quotes) {
      wirecopy_analysis *a = analyze(analyzer, &inputs[i], name);
      must(wirecopy_index_insert_quotes(x, wirecopy_cstr(inputs[i].id), a, &added, NULL), "index_insert_quotes", name);
      wirecopy_analysis_free(a);
      continue;
    }
    must(wirecopy_document_parse(str(inputs[i].content), inputs[i].format, inputs[i].options, &d, NULL), "parse", name);
    must(wirecopy_index_insert(x, wirecopy_cstr(inputs[i].id), d, &id, NULL), "index_insert", name);
    if (inputs[i].rank) must(wirecopy_index_set_rank(x, id, strtol(inputs[i].rank, NULL, 10)), "index_set_rank", name);
    wirecopy_document_free(d);
  }
  return x;
}

/* Two answers, a line each, in one buffer of our own. */
static bytes dedup(input *inputs, size_t n, wirecopy_options *common, const told *how,
                   const wirecopy_analyzer *analyzer, const char *name) {
  wirecopy_index *x = filled(inputs, n, common, how, analyzer, name);
  wirecopy_buf pairs, clusters;
  bytes out;
  if (how->least) {
    wirecopy_boilerplate *b;
    must(wirecopy_boilerplate_learn(x, how->least, &b, NULL), "boilerplate_learn", name);
    must(wirecopy_options_set_boilerplate(common, b), "options_set_boilerplate", name);
    wirecopy_boilerplate_free(b);
    wirecopy_index_free(x);
    x = filled(inputs, n, common, how, analyzer, name);
  }
  must(wirecopy_index_pairs_to_json(x, common, &pairs, NULL), "index_pairs_to_json", name);
  must(wirecopy_index_clusters_to_json(x, common, &clusters, NULL), "index_clusters_to_json", name);
  wirecopy_index_free(x);
  out.len = pairs.len + 1 + clusters.len;
  out.ptr = (char *)malloc(out.len);
  if (!out.ptr) die("out of memory", name);
  memcpy(out.ptr, pairs.ptr, pairs.len);
  out.ptr[pairs.len] = '\n';
  memcpy(out.ptr + pairs.len + 1, clusters.ptr, clusters.len);
  wirecopy_buf_free(pairs);
  wirecopy_buf_free(clusters);
  return out;
}

/* The signatures of all inputs, a line each. */
static bytes signatures(input *inputs, size_t n, const wirecopy_options *common, const char *name) {
  bytes out = {NULL, 0};
  size_t i;
  for (i = 0; i < n; i++) {
    wirecopy_document *d;
    wirecopy_buf line;
    must(wirecopy_document_parse(str(inputs[i].content), inputs[i].format, inputs[i].options, &d, NULL), "parse", name);
    must(wirecopy_document_signature_to_json(d, common, &line, NULL), "document_signature_to_json", name);
    wirecopy_document_free(d);
    out.ptr = (char *)realloc(out.ptr, out.len + line.len + 1);
    if (!out.ptr) die("out of memory", name);
    if (i) out.ptr[out.len++] = '\n';
    memcpy(out.ptr + out.len, line.ptr, line.len);
    out.len += line.len;
    wirecopy_buf_free(line);
  }
  return out;
}

static wirecopy_buf answer(const char *op, input *inputs, size_t n, const wirecopy_options *common,
                           const wirecopy_analyzer *analyzer, const char *name) {
  wirecopy_buf out;
  wirecopy_analysis *analyses[MAX_INPUTS];
  size_t i;
  if (!strcmp(op, "document")) {
    wirecopy_document *document;
    must(wirecopy_document_parse(str(inputs[0].content), inputs[0].format, inputs[0].options, &document, NULL),
         "parse", name);
    must(wirecopy_document_to_json(document, common, &out, NULL), "document_to_json", name);
    wirecopy_document_free(document);
    return out;
  }
  for (i = 0; i < n; i++) analyses[i] = analyze(analyzer, &inputs[i], name);
  if (!strcmp(op, "attributions")) {
    must(wirecopy_analysis_to_json(analyses[0], common, &out, NULL), "analysis_to_json", name);
  } else if (!strcmp(op, "story")) {
    wirecopy_story *story;
    must(wirecopy_story_new((const wirecopy_analysis *const *)analyses, n, common, &story, NULL), "story_new", name);
    must(wirecopy_story_to_json(story, common, &out, NULL), "story_to_json", name);
    wirecopy_story_free(story);
  } else if (!strcmp(op, "reports")) {
    wirecopy_reports *reports;
    must(wirecopy_reports_new(analyses[0], &reports, NULL), "reports_new", name);
    must(wirecopy_reports_to_json(reports, common, &out, NULL), "reports_to_json", name);
    wirecopy_reports_free(reports);
  } else if (!strcmp(op, "speakers")) {
    wirecopy_people *people;
    must(wirecopy_speakers((const wirecopy_analysis *const *)analyses, n, common, &people, NULL), "speakers", name);
    must(wirecopy_people_to_json(people, common, &out, NULL), "people_to_json", name);
    wirecopy_people_free(people);
  } else if (!strcmp(op, "annotate")) {
    must(wirecopy_analysis_annotate(analyses[0], str(inputs[0].content), common, &out, NULL), "annotate", name);
  } else if (!strcmp(op, "verify")) {
    must(wirecopy_verify(analyses[0], (const wirecopy_analysis *const *)analyses + 1, n - 1, common, &out, NULL),
         "verify", name);
  } else {
    die("an unknown op", name);
  }
  for (i = 0; i < n; i++) wirecopy_analysis_free(analyses[i]);
  return out;
}

static int compare(const char *name, bytes expected, const char *got, size_t len) {
  if (len == expected.len && !memcmp(got, expected.ptr, len)) return 1;
  fprintf(stderr, "---- %s: the answer is not that of Rust\n  rust: %.300s\n  c:    %.*s\n", name, expected.ptr,
          (int)(len < 300 ? len : 300), got);
  return 0;
}

/* Whether the answer to a vector is the expected one. */
static int run(const char *dir, const char *name) {
  wirecopy_analyzer *analyzer;
  bytes plan = slurp(dir, name, "plan"), expected = slurp(dir, name, "answer");
  wirecopy_options *common = wirecopy_options_new();
  input inputs[MAX_INPUTS];
  size_t n = 0, i;
  told how = {0, 0};
  char *line, *next, *op = NULL;
  int same;
  for (line = plan.ptr; *line; line = next) {
    char *end = strchr(line, '\n'), *value = strchr(line, '\t');
    if (!end || !value || value > end) die("a bad line in the plan", name);
    *end = 0;
    *value++ = 0;
    next = end + 1;
    if (!strcmp(line, "op")) {
      op = value;
    } else if (!strcmp(line, "input")) {
      if (n == MAX_INPUTS) die("too many inputs", name);
      inputs[n].content = slurp(dir, name, value);
      inputs[n].format = WIRECOPY_FORMAT_AUTO;
      inputs[n].id = "";
      inputs[n].rank = NULL;
      inputs[n++].options = wirecopy_options_new();
    } else if (n == 0 && !strcmp(line, "least")) {
      how.least = strtoul(value, NULL, 10);
    } else if (n == 0) {
      if (!strcmp(line, "quotes")) how.quotes = 1;
      set_common(common, line, value, name);
    } else {
      set_input(&inputs[n - 1], line, value, name);
    }
  }
  if (!op || !n) die("no op or no input in the plan", name);
  must(wirecopy_analyzer_new(wirecopy_cstr("en"), common, &analyzer, NULL), "analyzer_new", name);
  if (!strcmp(op, "dedup")) {
    bytes both = dedup(inputs, n, common, &how, analyzer, name);
    same = compare(name, expected, both.ptr, both.len);
    free(both.ptr);
  } else if (!strcmp(op, "signatures")) {
    bytes lines = signatures(inputs, n, common, name);
    same = compare(name, expected, lines.ptr, lines.len);
    free(lines.ptr);
  } else {
    wirecopy_buf got = answer(op, inputs, n, common, analyzer, name);
    same = compare(name, expected, (const char *)got.ptr, got.len);
    wirecopy_buf_free(got);
  }
  for (i = 0; i < n; i++) {
    wirecopy_options_free(inputs[i].options);
    free(inputs[i].content.ptr);
  }
  wirecopy_analyzer_free(analyzer);
  wirecopy_options_free(common);
  free(plan.ptr);
  free(expected.ptr);
  return same;
}

int main(int argc, char **argv) {
  bytes list;
  char *name;
  unsigned passed = 0, failed = 0;
  if (argc != 2) {
    fprintf(stderr, "usage: runner DIR\n");
    return 2;
  }
  list = slurp(argv[1], ".", "list");
  for (name = strtok(list.ptr, "\n"); name; name = strtok(NULL, "\n")) {
    if (run(argv[1], name))
      passed++;
    else
      failed++;
  }
  free(list.ptr);
  printf("vectors (c): %u passed, %u failed\n", passed, failed);
  return failed || !passed ? 1 : 0;
}
