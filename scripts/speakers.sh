#!/usr/bin/env bash
# Who is speaking: every figure of it, by one command. Corpora are read from ../shared/eval.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo test --quiet --release -p wirecopy-tests --test gold -- --nocapture | grep '^accuracy:'

eval_dir=../shared/eval/quotes
if [ ! -d "$eval_dir" ]; then
  echo "skipped: ../shared/eval is not beside the repository"
  exit 0
fi
cargo build --quiet --release -p wirecopy-cli
out=target/speakers
mkdir -p "$out"
for set in polnear pdnc; do
  zcat "$eval_dir/$set-dev.jsonl.gz" >"$out/$set.jsonl"
  target/release/wirecopy quotes "$out/$set.jsonl" --id-field id --text-field text --scope all --format jsonl >"$out/$set.pred.jsonl"
done
python3 scripts/speakers.py polnear "$eval_dir/polnear-dev.jsonl.gz" "$out/polnear.pred.jsonl"
python3 scripts/speakers.py pronouns "$eval_dir/polnear-dev.jsonl.gz" "$out/polnear.pred.jsonl" tests/gold/pronouns.tsv
python3 scripts/speakers.py pdnc "$eval_dir/pdnc-dev.jsonl.gz" "$out/pdnc.pred.jsonl"

echo "== time that entities, chains and gestures add to attribution"
cargo test --quiet --release -p wirecopy --lib time_added -- --ignored --nocapture | grep '^accuracy:'
