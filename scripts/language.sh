#!/usr/bin/env bash
# Measures the language layer on the treebanks and silver layers in ../shared/eval: `wirecopy tokens --format conllu`
# over their raw text, scored by language_score.py; then speed, first call and memory. PACK=FILE measures that pack.
set -euo pipefail
cd "$(dirname "$0")/.."

quotes=../shared/eval/quotes
if [ ! -d "$quotes" ]; then
  echo "skipped: ../shared/eval is not beside the repository"
  exit 0
fi
cargo build --quiet --release -p wirecopy-cli
out=target/language
mkdir -p "$out"
gold=("$quotes/gum-dev.conllu.gz" "$quotes/ewt-dev.conllu.gz" "$quotes/polnear-dev.conll.gz")
python3 scripts/language_score.py texts "${gold[@]}" >"$out/texts.jsonl"
target/release/wirecopy tokens "$out/texts.jsonl" --id-field id --text-field text --format conllu \
  ${PACK:+--pack "$PACK"} >"$out/pred.conllu"
python3 scripts/language_score.py score "${gold[@]}" --pred "$out/pred.conllu" "$@"
