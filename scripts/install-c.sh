#!/usr/bin/env bash
# Installs the C library: header, static and shared library, wirecopy.pc for pkg-config.
#   PREFIX=/usr/local DESTDIR= PROFILE=release scripts/install-c.sh
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=${PREFIX:-/usr/local}
profile=${PROFILE:-release}
root=${DESTDIR:-}$prefix
case $profile in
  release) cargo build --quiet --release -p wirecopy-capi; built=target/release ;;
  debug) built=target/debug ;; # what the tests have built
  *) echo "install-c: PROFILE is release or debug" >&2; exit 2 ;;
esac
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
abi=$(sed -n 's/^#define WIRECOPY_ABI_VERSION //p' include/wirecopy.h)

install -d "$root/include" "$root/lib/pkgconfig"
install -m 644 include/wirecopy.h "$root/include/wirecopy.h"
install -m 644 "$built/libwirecopy_capi.a" "$root/lib/libwirecopy.a"
# Its soname is libwirecopy.so.$abi, set in bindings/c/build.rs.
install -m 755 "$built/libwirecopy_capi.so" "$root/lib/libwirecopy.so.$version"
ln -sf "libwirecopy.so.$version" "$root/lib/libwirecopy.so.$abi"
ln -sf "libwirecopy.so.$abi" "$root/lib/libwirecopy.so"
cat >"$root/lib/pkgconfig/wirecopy.pc" <<PC
prefix=$prefix
libdir=\${prefix}/lib
includedir=\${prefix}/include

Name: wirecopy
Description: Who said what, and who copied whom: quotes, sources, copies and stories from news text
Version: $version
Libs: -L\${libdir} -lwirecopy
Libs.private: -lpthread -ldl -lm
Cflags: -I\${includedir}
PC
echo "installed wirecopy $version (C ABI $abi) below $root"
