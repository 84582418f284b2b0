#!/usr/bin/env bash
# Measures the command on the corpora in ../shared/eval and prints the figures.
set -euo pipefail
cd "$(dirname "$0")/.."

eval_dir=../shared/eval
if [ ! -d "$eval_dir" ]; then
  echo "skipped: ../shared/eval is not beside the repository"
  exit 0
fi
cargo build --quiet --release -p wirecopy-cli
wirecopy=target/release/wirecopy
out=target/accuracy
mkdir -p "$out"

echo "== quotes: PolNeAR dev, --scope all"
zcat "$eval_dir/quotes/polnear-dev.jsonl.gz" >"$out/polnear.jsonl"
"$wirecopy" quotes "$out/polnear.jsonl" --id-field id --text-field text --scope all --format jsonl >"$out/polnear.pred.jsonl"
python3 "$eval_dir/quotes/score.py" "$eval_dir/quotes/polnear-dev.jsonl.gz" "$out/polnear.pred.jsonl" --by-kind

echo "== quotes: the same in the corpus' style, by publisher, kind, marks; intervals, confidences, classes of error"
"$wirecopy" quotes "$out/polnear.jsonl" --id-field id --text-field text --scope all --style polnear --format jsonl \
  >"$out/polnear.style.jsonl"
python3 scripts/attributions.py "$eval_dir/quotes/polnear-dev.jsonl.gz" "$out/polnear.style.jsonl"

for set in riqua pdnc; do
  echo "== quotes of fiction: $set dev, direct"
  zcat "$eval_dir/quotes/$set-dev.jsonl.gz" >"$out/$set.jsonl"
  "$wirecopy" quotes "$out/$set.jsonl" --id-field id --text-field text --scope all --format jsonl >"$out/$set.pred.jsonl"
  python3 "$eval_dir/quotes/score.py" "$out/$set.jsonl" "$out/$set.pred.jsonl" --by-kind |
    sed -n '/^== direct/,/^== mixed/p' | grep -E 'frag content|detection'
done
echo "== the same of pdnc dev, in the corpus' style"
"$wirecopy" quotes "$out/pdnc.jsonl" --id-field id --text-field text --scope all --style pdnc --format jsonl >"$out/pdnc.style.jsonl"
python3 "$eval_dir/quotes/score.py" "$out/pdnc.jsonl" "$out/pdnc.style.jsonl" --by-kind |
  sed -n '/^== direct/,/^== mixed/p' | grep -E 'frag content|detection'

echo "== quotes: altered texts"
scripts/robustness.sh

python3 scripts/copies.py

for set in zyte-dev fundus-dev readability-dev trafilatura-dev; do
  echo "== pages: $set"
  python3 - "$eval_dir/html/$set" >"$out/$set.manifest" <<'PY'
import json, os, sys
folder = os.path.abspath(sys.argv[1])
for id, item in json.load(open(os.path.join(folder, "ground.json")))["items"].items():
    line = {"id": id, "path": os.path.normpath(os.path.join(folder, item["file"]))}
    if item.get("url"):
        line["url"] = item["url"]
    print(json.dumps(line))
PY
  "$wirecopy" parse --manifest "$out/$set.manifest" --input-format html --format jsonl >"$out/$set.pred.jsonl" || true
  python3 "$eval_dir/html/score.py" text "$eval_dir/html/$set/ground.json" "$out/$set.pred.jsonl"
done
