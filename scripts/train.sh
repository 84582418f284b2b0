#!/usr/bin/env bash
# Learns the English pack again, from the corpora in ../shared/eval/quotes; `docs/model-card.md` says what and how.
set -euo pipefail
cd "$(dirname "$0")/.."
vectors=$(scripts/vectors.sh)
cargo run --release -p wirecopy-train -- full --corpora ../shared/eval/quotes --vectors "$vectors"
