#!/usr/bin/env bash
# Makes a Debian package of the C library, headers and all, in target/deb, without debhelper; then installs it into a
# folder of its own (no root needed) and runs a program that was built against what is there.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v dpkg-deb >/dev/null || { echo "skipped: dpkg-deb is not installed"; exit 0; }
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
abi=$(sed -n 's/^#define WIRECOPY_ABI_VERSION //p' include/wirecopy.h)
arch=$(dpkg --print-architecture)
multiarch=$(gcc -print-multiarch)
tree=target/deb/tree
rm -rf target/deb
PREFIX=/usr DESTDIR="$PWD/$tree" LIBDIR="lib/$multiarch" scripts/install-c.sh

doc=$tree/usr/share/doc/libwirecopy-dev
install -d "$tree/DEBIAN" "$doc/examples"
install -m 644 examples/c/* "$doc/examples"
install -m 644 docs/c.md "$doc"
cat LICENSE-MIT LICENSE-APACHE >"$doc/copyright"
needs=$(objdump -T "$tree/usr/lib/$multiarch/libwirecopy.so.$abi" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -V | tail -1)
cat >"$tree/DEBIAN/control" <<CONTROL
Package: libwirecopy-dev
Version: $version
Architecture: $arch
Maintainer: The wirecopy developers <wirecopy@localhost>
Section: libdevel
Priority: optional
Provides: libwirecopy$abi
Depends: libc6 (>= $needs), libgcc-s1
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Description: Who said what, and who copied whom: quotes, sources, copies, stories
 The C library of wirecopy: finds quotes and their sources in news text, copies
 among articles, and compares articles on one event.
CONTROL
printf 'activate-noawait ldconfig\n' >"$tree/DEBIAN/triggers"
package=target/deb/libwirecopy-dev_${version}_$arch.deb
dpkg-deb --root-owner-group -Zgzip --build "$tree" "$package" >/dev/null

# Installed for real into a folder: dpkg keeps its own books there.
there=$PWD/target/deb/installed
mkdir -p "$there/var/lib/dpkg/info" "$there/var/lib/dpkg/updates"
: >"$there/var/lib/dpkg/status"
if dpkg --root="$there" --force-not-root --force-depends --log=/dev/null --install "$package" >target/deb/dpkg.log 2>&1; then
  how="dpkg --root"
else
  tail -3 target/deb/dpkg.log
  dpkg-deb -x "$package" "$there"
  how="dpkg-deb -x"
fi
export PKG_CONFIG_LIBDIR=$there/usr/lib/$multiarch/pkgconfig PKG_CONFIG_SYSROOT_DIR=$there
# shellcheck disable=SC2046 # flags are words
gcc -std=c99 -Wall -Wextra -Werror examples/c/quotes.c -o target/deb/quotes $(pkg-config --cflags --libs wirecopy)
said=$(LD_LIBRARY_PATH="$there/usr/lib/$multiarch" target/deb/quotes examples/port-vellin/harbour-courier.txt)
case $said in
  *'direct | '*) ;;
  *) echo "deb: the installed library said: $said" >&2; exit 1 ;;
esac
echo "deb: $package, $(stat -c %s "$package") bytes, libc6 (>= $needs); installed by $how, quotes.c found $(printf '%s\n' "$said" | wc -l) attributions"
