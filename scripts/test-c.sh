#!/usr/bin/env bash
# Builds the C library and runs tests/c against it: as C99, C11, C17 and C++17, under ASan and valgrind; calls in random order; threads;
# an old program with the library of today; the examples against what is installed. Needs target/vectors, which
# `make vectors` writes. FULL=1 runs the vectors, too, under ASan and valgrind, and 100,000 random calls.
# PROFILE=release tests the library that `make install-c` installs.
set -euo pipefail
cd "$(dirname "$0")/.."

profile=${PROFILE:-debug}
full=${FULL:-0}
# The same set of packages as `make test` builds, so nothing is built twice.
case $profile in
  debug) "${CARGO:-cargo}" build --quiet --workspace --exclude wirecopy-python ;;
  release) "${CARGO:-cargo}" build --quiet --release -p wirecopy-capi ;;
esac
out=target/c-tests
lib=target/$profile/libwirecopy_capi.a
pack=crates/wirecopy-lang-en/data/en.pack
article=examples/port-vellin/harbour-courier.txt
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

skip() { echo "$1: SKIPPED, $2"; skipped=$((skipped + 1)); }

args() { # what a test program is given
  case $1 in
    parts) echo "$pack $article" ;;
    runner) echo target/vectors ;;
    random) if [ "$2" = plain ] && [ "$full" = 1 ]; then echo 100000; else echo "${RANDOM_CALLS:-1500}"; fi ;;
    threads) echo "${ROUNDS:-2}" ;;
  esac
}

# gcc, and clang where there is one.
compilers=(gcc)
command -v clang >/dev/null && compilers+=(clang)
for cc in "${compilers[@]}"; do
  for std in c99 c11 c17; do
    compile "api-$std" "$cc" "-std=$std" -- tests/c/api.c
    run "$cc $std" "$out/api-$std"
    compile "parts-$std" "$cc" "-std=$std" -- tests/c/parts.c
    # shellcheck disable=SC2046 # arguments are words
    run "$cc $std" "$out/parts-$std" $(args parts)
  done
  compile api-cpp "${cc/%gcc/g++}" -std=c++17 -x c++ -- tests/c/api.c
  run "$cc c++17" "$out/api-cpp"
done
compile wrapper g++ -std=c++17 -x c++ -- tests/c/wrapper.cpp
run c++17 "$out/wrapper"
for what in runner random threads; do
  compile "$what" gcc -std=c99 -- "tests/c/$what.c"
  # shellcheck disable=SC2046
  run c99 "$out/$what" $(args $what plain)
done

under_asan=(api parts random); under_valgrind=(api parts random)
[ "$full" = 1 ] && under_asan+=(runner) && under_valgrind+=(runner)

for what in "${under_asan[@]}"; do
  compile "$what-asan" gcc -std=c99 -fsanitize=address,undefined -fno-sanitize-recover=undefined -- "tests/c/$what.c"
  # shellcheck disable=SC2046
  run "asan, ubsan" env ASAN_OPTIONS=detect_leaks=1 "$out/$what-asan" $(args "$what" asan)
done
compile wrapper-asan g++ -std=c++17 -x c++ -fsanitize=address,undefined -- tests/c/wrapper.cpp
run "asan, ubsan" "$out/wrapper-asan"

if ! command -v valgrind >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  (apt-get -qq update && apt-get -qq install -y valgrind) >"$out/apt.log" 2>&1 || tail -3 "$out/apt.log"
fi
if command -v valgrind >/dev/null; then
  for what in "${under_valgrind[@]}"; do
    compile "$what-c99" gcc -std=c99 -- "tests/c/$what.c"
    # "Possibly lost" are the tables of the language pack, loaded once and kept: Rust's hash maps point into the
    # middle of their memory.
    # shellcheck disable=SC2046
    RANDOM_CALLS=300 run valgrind valgrind --quiet --leak-check=full --show-leak-kinds=definite,indirect \
      --errors-for-leak-kinds=definite,indirect --error-exitcode=9 "$out/$what-c99" $(RANDOM_CALLS=300 args "$what" valgrind)
  done
  # Not helgrind: it knows the locks of pthread alone, not the atomics that Rust's are made of.
  run valgrind valgrind --quiet --error-exitcode=9 "$out/threads" 1
else
  skip valgrind "not installed and not installable here; ASan alone counts"
fi

# What is installed: the README's example and those of examples/c, as a user would build them, outside the tree.
installed=$PWD/$out/installed
rm -rf "$installed"
PREFIX="$installed" PROFILE=$profile scripts/install-c.sh >"$out/install.log"
exported=$(nm -D --defined-only "$installed/lib/libwirecopy.so" | awk '$2 ~ /[A-Z]/ && $3 !~ /^wirecopy_/ {print $3}')
[ -z "$exported" ] || { echo "symbols that are not wirecopy_*: $exported" >&2; exit 1; }
declared=$(grep -oE '\bwirecopy_[a-z0-9_]+\(' include/wirecopy.h | tr -d '(' | sort -u | grep -v '^wirecopy_cstr$')
missing=$(comm -23 <(echo "$declared") <(nm -D --defined-only "$installed/lib/libwirecopy.so" | awk '{print $3}' | sort -u))
[ -z "$missing" ] || { echo "declared and not exported: $missing" >&2; exit 1; }
soname=$(objdump -p "$installed/lib/libwirecopy.so" | awk '/SONAME/ {print $2}')
[ "$soname" = libwirecopy.so.1 ] || { echo "the soname is $soname" >&2; exit 1; }
run symbols echo "$(echo "$declared" | wc -l) functions, all exported, nothing else; soname $soname"

# A program of old, built with the header of old.
gcc -std=c99 -Itests/c/frozen tests/c/frozen/api.c -o "$out/frozen" -L"$installed/lib" -lwirecopy
run "old program" env LD_LIBRARY_PATH="$installed/lib" "$out/frozen"

outside=$(mktemp -d)
trap 'rm -rf "$outside"' EXIT
cp examples/c/* "$outside"
awk '/^```c$/ {on = 1; next} /^```$/ {on = 0} on' README.md >"$outside/readme.c"
[ -s "$outside/readme.c" ] || { echo "the README has no C block" >&2; exit 1; }
check_examples() { # FOLDER: what the examples print
  local here=$1 said
  export LD_LIBRARY_PATH=$installed/lib
  said=$("$here/readme")
  [ "$said" = 'Petra Quill: "We were never asked,"' ] || { echo "the README's C block printed: $said" >&2; return 1; }
  "$here/quotes" "$article" | grep -q '^direct | .* | ' || { echo "quotes found none" >&2; return 1; }
  said=$(printf '%s\n' 'The pumps were sold in August, the ministry said on Monday.' 'Nothing like it at all.' \
    'The pumps were sold in August, the ministry said on Monday' | "$here/dedup_stream" | cut -f2 | tr '\n' ,)
  [ "$said" = 'new,new,duplicate of 1,' ] || { echo "dedup_stream printed: $said" >&2; return 1; }
  said=$(printf '%s\n' 'The pumps were sold in August, the ministry said on Monday.' 'Nothing like it at all.' \
    'The pumps were sold in August, the ministry said on Monday' | "$here/dedup_stream" 1 | cut -f2 | tr '\n' ,)
  [ "$said" = 'new,new,new,' ] || { echo "dedup_stream with a window of one line printed: $said" >&2; return 1; }
  said=$("$here/verify" examples/draft.md examples/port-vellin/* | cut -f1 | sort | uniq -c) && true
  case $said in *verbatim*) ;; *) echo "verify printed: $said" >&2; return 1 ;; esac
  said=$("$here/story" examples/port-vellin/*)
  case $said in *'5 articles on the event, 0 on something else'*) ;; *) echo "story printed: $said" >&2; return 1 ;; esac
  echo "README, quotes, dedup_stream, verify, story: as they should"
}
if command -v pkg-config >/dev/null; then
  export PKG_CONFIG_PATH="$installed/lib/pkgconfig"
  for source in "$outside"/*.c; do
    # shellcheck disable=SC2046
    gcc -std=c99 -Wall -Wextra -Werror "$source" -o "${source%.c}" $(pkg-config --cflags --libs wirecopy)
  done
  # shellcheck disable=SC2046
  g++ -std=c++17 -Wall -Wextra -Werror "$outside/story.cpp" -o "$outside/story" $(pkg-config --cflags --libs wirecopy)
  run "pkg-config" check_examples "$outside"
else
  skip pkg-config "not installed"
fi

cmake=$(command -v cmake || true)
if [ -z "$cmake" ] && [ "$full" = 1 ]; then
  [ -x target/venv-cmake/bin/cmake ] ||
    { "${PYTHON:-python3}" -m venv target/venv-cmake && target/venv-cmake/bin/pip install --quiet --disable-pip-version-check cmake; }
  cmake=$PWD/target/venv-cmake/bin/cmake
fi
if [ -n "$cmake" ]; then
  mkdir "$outside/cmake"
  cat >"$outside/cmake/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.10)
project(outside C CXX)
set(CMAKE_C_STANDARD 99)
set(CMAKE_CXX_STANDARD 17)
find_package(wirecopy 0.1 REQUIRED)
foreach(name readme quotes dedup_stream verify)
  add_executable(${name} ../${name}.c)
  target_link_libraries(${name} wirecopy::wirecopy)
endforeach()
add_executable(story ../story.cpp)
target_link_libraries(story wirecopy::static)
find_package(wirecopy 99 QUIET)
if(wirecopy_FOUND)
  message(FATAL_ERROR "a version that is not there was found")
endif()
CMAKE
  build() {
    "$cmake" -S "$outside/cmake" -B "$outside/cmake/build" -DCMAKE_PREFIX_PATH="$installed" -DCMAKE_MAKE_PROGRAM=make \
      >"$out/cmake.log" && "$cmake" --build "$outside/cmake/build" >>"$out/cmake.log" || { tail -20 "$out/cmake.log"; return 1; }
    check_examples "$outside/cmake/build"
  }
  run "find_package" build
else
  skip find_package "cmake is not installed (FULL=1 gets it from PyPI)"
fi

PREFIX="$installed" UNINSTALL=1 scripts/install-c.sh >/dev/null
left=$(find "$installed" -type f -o -type l 2>/dev/null)
[ -z "$left" ] || { echo "left after uninstalling: $left" >&2; exit 1; }
echo "c tests: $passed runs passed, $skipped skipped"
