#!/usr/bin/env bash
# An archive of the C library for systems without Rust, in target/c-release: shared and static library, headers, the
# files of pkg-config and CMake, examples. Linked against the symbols of glibc 2.28 by `zig cc`, which it puts into an
# environment of its own; the versions of all symbols are read from what was built.
set -euo pipefail
cd "$(dirname "$0")/.."

glibc=2.28
triple=x86_64-unknown-linux-gnu
[ "$(uname -sm)" = "Linux x86_64" ] || { echo "skipped: release archives are made on x86_64 Linux"; exit 0; }
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
out=$PWD/target/c-release
venv=target/venv-zig
[ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check ziglang==0.16.0
mkdir -p "$out"
cat >"$out/zig-cc" <<WRAPPER
#!/bin/sh
exec "$PWD/$venv/bin/python" -m ziglang cc -target x86_64-linux-gnu.$glibc "\$@"
WRAPPER
chmod +x "$out/zig-cc"

name=wirecopy-$version-$triple
rm -rf "${out:?}/$name" "$out/$name.tar.gz"
export CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER=$out/zig-cc
TARGET=$triple PREFIX=/ DESTDIR="$out/$name" scripts/install-c.sh
mkdir "$out/$name/examples"
cp examples/c/* "$out/$name/examples"
cp docs/c.md LICENSE-MIT LICENSE-APACHE "$out/$name"
sed -i 's|^prefix=.*|prefix=${pcfiledir}/../..|' "$out/$name/lib/pkgconfig/wirecopy.pc"
tar -C "$out" -czf "$out/$name.tar.gz" "$name"
scripts/glibc.sh "$out/$name/lib/libwirecopy.so" "$glibc"
echo "release-c: $out/$name.tar.gz, $(stat -c %s "$out/$name.tar.gz") bytes"
