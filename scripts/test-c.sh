#!/usr/bin/env bash
# Builds the C library and runs tests/c against it: as C99, C11, C17 and C++17, under ASan and under valgrind.
# Needs target/vectors, which `make vectors` writes. FULL=1 runs the vectors, too, under ASan and valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet -p wirecopy-capi
out=target/c-tests
lib=target/debug/libwirecopy_capi.a
mkdir -p "$out"
strict=(-Wall -Wextra -Werror -pedantic -g -Iinclude)
libs=(-x none "$lib" -lpthread -ldl -lm)
passed=0 skipped=0

compile() { # NAME COMPILER... -- SOURCE
  local name=$1; shift
  local tool=()
  while [ "$1" != -- ]; do tool+=("$1"); shift; done
  "${tool[@]}" "${strict[@]}" "$2" -o "$out/$name" "${libs[@]}"
}

run() { # LABEL COMMAND...
  local label=$1; shift
  printf '%-22s ' "$label"
  "$@"
  passed=$((passed + 1))
}

for std in c99 c11 c17; do
  compile "api-$std" gcc "-std=$std" -- tests/c/api.c
  run "$std" "$out/api-$std"
done
compile api-cpp g++ -std=c++17 -x c++ -- tests/c/api.c
run c++17 "$out/api-cpp"
compile runner gcc -std=c99 -- tests/c/runner.c
run c99 "$out/runner" target/vectors

under_asan=(api); under_valgrind=(api)
[ "${FULL:-0}" = 1 ] && under_asan+=(runner) && under_valgrind+=(runner)

for what in "${under_asan[@]}"; do
  compile "$what-asan" gcc -std=c99 -fsanitize=address,undefined -fno-sanitize-recover=undefined -- "tests/c/$what.c"
  run "asan, ubsan" env ASAN_OPTIONS=detect_leaks=1 "$out/$what-asan" $([ "$what" = runner ] && echo target/vectors)
done

if ! command -v valgrind >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  (apt-get -qq update && apt-get -qq install -y valgrind) >"$out/apt.log" 2>&1 || tail -3 "$out/apt.log"
fi
if command -v valgrind >/dev/null; then
  compile runner-c99 gcc -std=c99 -- tests/c/runner.c
  for what in "${under_valgrind[@]}"; do
    run valgrind valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite,indirect,possible \
      --error-exitcode=9 "$out/$what-c99" $([ "$what" = runner ] && echo target/vectors)
  done
else
  echo "valgrind: SKIPPED, not installed and not installable here; ASan alone counts"
  skipped=1
fi
echo "c tests: $passed runs passed, $skipped skipped"
