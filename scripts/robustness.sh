#!/usr/bin/env bash
# Measures what answers on PolNeAR dev change when marks are made straight, line ends, composed letters, one mark.
set -euo pipefail
cd "$(dirname "$0")/.."
gold=../shared/eval/quotes/polnear-dev.jsonl.gz
if [ ! -e "$gold" ]; then
  echo "skipped: $gold is not beside the repository"
  exit 0
fi
cargo build --quiet --release -p wirecopy-cli
out=target/accuracy
mkdir -p "$out"
quotes() { target/release/wirecopy quotes "$1" --id-field id --text-field text --scope all --format jsonl >"$2"; }
zcat "$gold" >"$out/clean.jsonl"
quotes "$out/clean.jsonl" "$out/clean.pred.jsonl"
f1() { python3 ../shared/eval/quotes/score.py "$1" "$2" | sed -n 's/^ *detection .*F1 */detection F1 /p'; }
echo "clean: $(f1 "$out/clean.jsonl" "$out/clean.pred.jsonl")"
for how in straight crlf nfd "damage --seed 1" "damage --seed 2" "damage --seed 3"; do
  # shellcheck disable=SC2086
  python3 scripts/robustness.py alter ${how%% *} "$gold" "$out/altered.jsonl" ${how#"${how%% *}"}
  quotes "$out/altered.jsonl" "$out/altered.pred.jsonl"
  echo "$how: $(f1 "$out/altered.jsonl" "$out/altered.pred.jsonl");" \
    "$(python3 scripts/robustness.py compare "$out/clean.jsonl" "$out/altered.jsonl" "$out/clean.pred.jsonl" "$out/altered.pred.jsonl")"
done
