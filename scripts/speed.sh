#!/usr/bin/env bash
# How fast texts are read, on one core: each layer of the language layer and attributions, the first call and its
# memory; on PolNeAR dev where ../shared is, else on invented articles.
set -euo pipefail
cd "$(dirname "$0")/.."

gold=../shared/eval/quotes/polnear-dev.jsonl.gz
texts=()
if [ -f "$gold" ]; then
  mkdir -p target/speed
  zcat "$gold" >target/speed/polnear.jsonl
  texts=(target/speed/polnear.jsonl)
fi
cargo run --quiet --release -p wirecopy --example speed -- "${texts[@]}"
