#!/usr/bin/env bash
# Instructions of the same work through C and in Rust, counted by callgrind: the ratio must be at most 1.02.
# The articles are the first 200 of ../shared/eval/quotes/polnear-dev and others there, else those of examples/ many times.
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v valgrind >/dev/null || { echo "skipped: valgrind is not installed"; exit 0; }
count=${ARTICLES:-200}
out=target/overhead
mkdir -p "$out"
"${PYTHON:-python3}" - "$count" "$out/articles.txt" <<'PY'
import glob, gzip, json, sys

count, path = int(sys.argv[1]), sys.argv[2]
texts = []
for name in ("polnear-dev", "riqua-dev", "parc-dev"):
    for file in glob.glob(f"../shared/eval/quotes/{name}.jsonl.gz"):
        texts += [json.loads(line)["text"] for line in gzip.open(file, "rt", encoding="utf-8")]
if not texts:
    texts = [open(f, encoding="utf-8").read() for f in sorted(glob.glob("examples/port-vellin/*"))]
# An article a line; some are cut so that all are of the size of an article.
texts = [" ".join(t.split())[:6000] for t in texts]
while len(texts) < count:
    texts += texts
with open(path, "w", encoding="utf-8") as out:
    out.writelines(t + "\n" for t in texts[:count])
PY
"${CARGO:-cargo}" build --quiet --release -p wirecopy --example overhead
"${CARGO:-cargo}" build --quiet --release -p wirecopy-capi
gcc -std=c99 -O2 -Wall -Wextra -Werror -Iinclude benches/c/overhead.c -o "$out/through-c" \
  target/release/libwirecopy_capi.a -lpthread -ldl -lm
counted() { # NAME COMMAND...
  local name=$1; shift
  valgrind --tool=callgrind --callgrind-out-file="$out/$name.callgrind" "$@" 2>"$out/$name.log" >"$out/$name.out"
  sed -n 's/^summary: //p' "$out/$name.callgrind"
}
rust=$(counted rust target/release/examples/overhead "$out/articles.txt")
c=$(counted c "$out/through-c" "$out/articles.txt")
cmp "$out/rust.out" "$out/c.out" || { echo "overhead: the two did not find the same" >&2; exit 1; }
awk -v c="$c" -v rust="$rust" -v what="$(cat "$out/c.out")" 'BEGIN {
  printf "overhead: %s: %.4f of the instructions of Rust (%d to %d)\n", what, c / rust, c, rust
  exit c / rust > 1.02 }'
