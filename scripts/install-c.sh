#!/usr/bin/env bash
# Installs the C library: headers, shared and static library, wirecopy.pc for pkg-config, a package for CMake.
#   PREFIX=/usr/local DESTDIR= LIBDIR=lib PROFILE=release MINIMAL=0 scripts/install-c.sh
#   UNINSTALL=1 … takes the same files away again.
# MINIMAL=1: copies alone, no HTML, no Markdown, no models.
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=${PREFIX:-/usr/local}
libdir=${LIBDIR:-lib}
profile=${PROFILE:-release}
root=${DESTDIR:-}$prefix
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
abi=$(sed -n 's/^#define WIRECOPY_ABI_VERSION //p' include/wirecopy.h)
cmake=$libdir/cmake/wirecopy

if [ "${UNINSTALL:-0}" = 1 ]; then
  rm -f "$root/include/wirecopy.h" "$root/include/wirecopy.hpp" "$root/$libdir/libwirecopy.a" \
    "$root/$libdir/libwirecopy.so.$version" "$root/$libdir/libwirecopy.so.$abi" "$root/$libdir/libwirecopy.so" \
    "$root/$libdir/pkgconfig/wirecopy.pc" "$root/$cmake/wirecopy-config.cmake" "$root/$cmake/wirecopy-config-version.cmake"
  for folder in "$root/$cmake" "$root/$libdir/cmake" "$root/$libdir/pkgconfig" "$root/$libdir" "$root/include"; do
    rmdir "$folder" 2>/dev/null || true # what others have put there stays
  done
  echo "uninstalled wirecopy $version (C ABI $abi) below $root"
  exit 0
fi

features=()
[ "${MINIMAL:-0}" = 1 ] && features=(--no-default-features)
case $profile in
  release) "${CARGO:-cargo}" build --quiet --release -p wirecopy-capi "${features[@]}" ${TARGET:+--target "$TARGET"} ;;
  debug) ;; # what the tests have built
  *) echo "install-c: PROFILE is release or debug" >&2; exit 2 ;;
esac
built=target/${TARGET:+$TARGET/}$profile

install -d "$root/include" "$root/$libdir/pkgconfig" "$root/$cmake"
install -m 644 include/wirecopy.h include/wirecopy.hpp "$root/include"
install -m 644 "$built/libwirecopy_capi.a" "$root/$libdir/libwirecopy.a"
# Its soname is libwirecopy.so.$abi, set in bindings/c/build.rs.
install -m 755 "$built/libwirecopy_capi.so" "$root/$libdir/libwirecopy.so.$version"
if [ "$profile" = release ] && command -v "${STRIP:-strip}" >/dev/null; then
  "${STRIP:-strip}" --strip-unneeded "$root/$libdir/libwirecopy.so.$version"
  "${STRIP:-strip}" --strip-debug "$root/$libdir/libwirecopy.a"
fi
ln -sf "libwirecopy.so.$version" "$root/$libdir/libwirecopy.so.$abi"
ln -sf "libwirecopy.so.$abi" "$root/$libdir/libwirecopy.so"

cat >"$root/$libdir/pkgconfig/wirecopy.pc" <<PC
prefix=$prefix
libdir=\${prefix}/$libdir
includedir=\${prefix}/include

Name: wirecopy
Description: Who said what, and who copied whom: quotes, sources, copies and stories from news text
Version: $version
Libs: -L\${libdir} -lwirecopy
Libs.private: -lpthread -ldl -lm
Cflags: -I\${includedir}
PC

# The folder of this file tells where the rest is, so the tree may be moved.
up=$(printf '%s/cmake/wirecopy' "$libdir" | sed 's|[^/]*|..|g')
cat >"$root/$cmake/wirecopy-config.cmake" <<CMAKE
get_filename_component(_wirecopy_root "\${CMAKE_CURRENT_LIST_DIR}/$up" ABSOLUTE)
if(NOT TARGET wirecopy::wirecopy)
  add_library(wirecopy::wirecopy SHARED IMPORTED)
  set_target_properties(wirecopy::wirecopy PROPERTIES
    IMPORTED_LOCATION "\${_wirecopy_root}/$libdir/libwirecopy.so.$abi"
    IMPORTED_SONAME "libwirecopy.so.$abi"
    INTERFACE_INCLUDE_DIRECTORIES "\${_wirecopy_root}/include")
  add_library(wirecopy::static STATIC IMPORTED)
  set_target_properties(wirecopy::static PROPERTIES
    IMPORTED_LOCATION "\${_wirecopy_root}/$libdir/libwirecopy.a"
    INTERFACE_INCLUDE_DIRECTORIES "\${_wirecopy_root}/include"
    INTERFACE_LINK_LIBRARIES "pthread;dl;m")
endif()
set(wirecopy_FOUND TRUE)
CMAKE
cat >"$root/$cmake/wirecopy-config-version.cmake" <<CMAKE
set(PACKAGE_VERSION "$version")
# The same first number (the first two while it is 0), and not older.
string(REGEX MATCH "^(0[.][0-9]+|[1-9][0-9]*)" _wirecopy_line "\${PACKAGE_VERSION}")
string(REGEX MATCH "^(0[.][0-9]+|[1-9][0-9]*)" _wirecopy_asked "\${PACKAGE_FIND_VERSION}")
if(_wirecopy_line STREQUAL _wirecopy_asked AND NOT PACKAGE_VERSION VERSION_LESS PACKAGE_FIND_VERSION)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
  if(PACKAGE_VERSION VERSION_EQUAL PACKAGE_FIND_VERSION)
    set(PACKAGE_VERSION_EXACT TRUE)
  endif()
endif()
CMAKE
echo "installed wirecopy $version (C ABI $abi) below $root"
