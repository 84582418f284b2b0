#!/usr/bin/env bash
# Builds the C library and runs tests/c against it: as C99, C11, C17 and C++17, under ASan and under valgrind.
# Needs target/vectors, which `make vectors` writes. FULL=1 runs the vectors, too, under ASan and valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."

# The same set of packages as `make test` builds, so nothing is built twice.
"${CARGO:-cargo}" build --quiet --workspace --exclude wirecopy-python
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
    # "Possibly lost" are the tables of the language pack, loaded once and kept: Rust's hash maps point into the
    # middle of their memory.
    run valgrind valgrind --quiet --leak-check=full --show-leak-kinds=definite,indirect \
      --errors-for-leak-kinds=definite,indirect --error-exitcode=9 "$out/$what-c99" $([ "$what" = runner ] && echo target/vectors)
  done
else
  echo "valgrind: SKIPPED, not installed and not installable here; ASan alone counts"
  skipped=1
fi
# The README's example, and the examples, as a user would build them: through pkg-config, against what is installed.
if command -v pkg-config >/dev/null; then
  rm -rf "$out/installed"
  PREFIX="$PWD/$out/installed" PROFILE=debug scripts/install-c.sh >"$out/install.log"
  awk '/^```c$/ {on = 1; next} /^```$/ {on = 0} on' README.md >"$out/readme.c"
  [ -s "$out/readme.c" ] || { echo "the README has no C block" >&2; exit 1; }
  export PKG_CONFIG_PATH="$out/installed/lib/pkgconfig"
  gcc -std=c99 -Wall -Wextra -Werror "$out/readme.c" -o "$out/readme" $(pkg-config --cflags --libs wirecopy)
  readme() {
    local said; said=$(LD_LIBRARY_PATH="$out/installed/lib" "$out/readme")
    [ "$said" = 'Petra Quill: "We were never asked,"' ] || { echo "the README's C block printed: $said" >&2; return 1; }
    echo "prints: $said"
  }
  run "README, pkg-config" readme
  exported=$(nm -D --defined-only "$out/installed/lib/libwirecopy.so" | awk '$2 ~ /[A-Z]/ && $3 !~ /^wirecopy_/ {print $3}')
  [ -z "$exported" ] || { echo "symbols that are not wirecopy_*: $exported" >&2; exit 1; }
else
  echo "pkg-config: SKIPPED, not installed"
  skipped=$((skipped + 1))
fi
echo "c tests: $passed runs passed, $skipped skipped"
