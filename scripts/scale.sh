#!/usr/bin/env bash
# Copies among many documents: peak memory under 1.5 GB, and time for each document within 1.5 times that of 10,000.
#   scripts/scale.sh [DOCUMENTS] [estimate]     default 300000, all shingles kept; 1000000 estimate: signatures only
set -euo pipefail
cd "$(dirname "$0")/.."
n=${1:-300000} kept=${2:-}
cargo build --release --quiet --manifest-path benches/copies/engines/Cargo.toml --target-dir target/bench/engines
engine=target/bench/engines/release/copies-engines
small=$("$engine" scale 10000 $kept)
large=$("$engine" scale "$n" $kept)
printf '%s\n%s\n' "$small" "$large" | awk '
  { per[NR] = $3 / $1 * 1e6; printf "%d documents: %d pairs, %.1f us of CPU a document, peak %d MB\n", $1, $2, per[NR], $4; peak = $4 }
  END { printf "time for each document: %.2f times\n", per[2] / per[1]; exit !(peak < 1500 && per[2] <= 1.5 * per[1]) }'
