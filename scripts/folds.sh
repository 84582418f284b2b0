#!/usr/bin/env bash
# Attributions on texts that were not learned from, within PolNeAR train: five times the table of cues and the network
# are learned from four fifths of the articles and measured on the rest; beside that, PolNeAR dev with the pack that is
# compiled in. ROUNDS=N learns in so many rounds, and dev is then measured with a pack of as many, too. A pack in
# target/folds is kept and measured again; remove the folder to learn anew.
set -euo pipefail
cd "$(dirname "$0")/.."
corpora=../shared/eval/quotes
if [ ! -e "$corpora/polnear-train.jsonl.gz" ]; then
  echo "skipped: $corpora/polnear-train.jsonl.gz is not beside the repository"
  exit 0
fi
cargo build --quiet --release -p wirecopy-cli -p wirecopy-train
out=target/folds${ROUNDS:+-$ROUNDS}
mkdir -p "$out"
python3 scripts/folds.py split "$corpora/polnear-train.jsonl.gz" 5 "$out"

learn() {
  if [ ! -e "$2" ]; then
    target/release/wirecopy-train part --corpora "$corpora" --articles "$1" --out "$2.new" ${ROUNDS:+--rounds "$ROUNDS"}
    mv "$2.new" "$2"
  fi
}
# With --pack FILE, or the pack compiled in.
quotes() {
  target/release/wirecopy quotes "$1" --id-field id --text-field text --scope all --style polnear --format jsonl \
    "${@:3}" >"$2"
}

held=() pred=() rows=()
for n in 1 2 3 4 5; do
  learn "$out/$n.learn.jsonl" "$out/$n.pack"
  quotes "$out/$n.held.jsonl" "$out/$n.pred.jsonl" --pack "$out/$n.pack"
  held+=("$out/$n.held.jsonl") pred+=("$out/$n.pred.jsonl")
  rows+=("fold $n=$out/$n.held.jsonl=$out/$n.pred.jsonl")
done
zcat "$corpora/polnear-dev.jsonl.gz" >"$out/dev.jsonl"
quotes "$out/dev.jsonl" "$out/dev.pred.jsonl"
dev=("dev=$out/dev.jsonl=$out/dev.pred.jsonl")
if [ -n "${ROUNDS:-}" ]; then
  learn "$corpora/polnear-train.jsonl.gz" "$out/train.pack"
  quotes "$out/dev.jsonl" "$out/dev-$ROUNDS.pred.jsonl" --pack "$out/train.pack"
  dev+=("dev, $ROUNDS rounds=$out/dev.jsonl=$out/dev-$ROUNDS.pred.jsonl")
fi
IFS=,
python3 scripts/folds.py table "five=${held[*]}=${pred[*]}" "${dev[@]}"
echo
python3 scripts/folds.py table "${rows[@]}"
