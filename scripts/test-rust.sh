#!/usr/bin/env bash
# Runs all Rust tests with the packages given (`--workspace --exclude …`), shows what they say of themselves
# (lines that begin with vectors, hostile, fuzz, accuracy, seeds or skipped) and adds up their results.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo=${CARGO:-cargo}
mkdir -p target
log=target/test-rust.log
code=0
"$cargo" test "$@" -- --show-output >"$log" 2>&1 || code=$?
if [ "$code" != 0 ]; then
  grep -vE '^test .* \.\.\. ok$|^ +Compiling |^ +Download' "$log" | tail -150
  echo "rust tests: FAILED (all of it is in $log)"
  exit "$code"
fi
grep -E '^(vectors|hostile|fuzz|accuracy|seeds|skipped|expected failure)\b' "$log" | sort -u || true
awk '/^test result: /{p += $4; f += $6; i += $8} END {
  if (p == 0) { print "rust tests: none ran"; exit 1 }
  printf "rust tests: %d passed, %d failed, %d ignored\n", p, f, i }' "$log"
