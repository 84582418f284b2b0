#!/usr/bin/env bash
# Runs the fuzz targets on stable Rust: scripts/fuzz.sh SECONDS [TARGET...], each target for so long; all of them
# without a name. What libFuzzer adds to the corpus and what it finds stay in target/fuzz; a finding, made small
# (`-minimize_crash=1`), belongs into fuzz/regressions/TARGET, which `make test` runs again.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:?seconds for each target}; shift
if [ $# = 0 ]; then
  set -- fuzz/fuzz_targets/*.rs
  set -- "${@##*/}"
  set -- "${@%.rs}"
fi

# Code is instrumented as cargo-fuzz does it, without the sanitizers of nightly Rust: the core has `unsafe` in
# one file of vector instructions alone.
# With a target given, build scripts are not instrumented.
host=$(rustc -vV | sed -n 's/^host: //p')
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-pc-table
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-trace-compares"
RUSTFLAGS="$coverage --cfg fuzzing" ${CARGO:-cargo} build --quiet --release --locked --manifest-path fuzz/Cargo.toml \
  --target "$host" --target-dir target/fuzz

code=0
for name in "$@"; do
  grown=target/fuzz/corpus/$name found=target/fuzz/found
  mkdir -p "$grown" "$found" "fuzz/regressions/$name"
  log=target/fuzz/$name.log
  if "target/fuzz/$host/release/$name" "$grown" "fuzz/corpus/$name" "fuzz/regressions/$name" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -max_len=4096 -dict=fuzz/pages.dict \
    -artifact_prefix="$found/$name-" >"$log" 2>&1; then
    echo "fuzz: $name: $(tail -1 "$log")"
  else
    code=1
    echo "fuzz: $name: FAILED ($log)"
    grep -aE 'panicked|ERROR|SUMMARY|Test unit written' -A2 "$log" | head -20
  fi
done
exit $code
