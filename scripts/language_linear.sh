#!/usr/bin/env bash
# How the language layer's cost grows with hostile texts: instructions a byte at 16, 64 and 256 KB (callgrind), wall
# time a byte at 1 and 50 MB. `wirecopy tokens --layer tokens|syntax`; needs valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -n "${BUILT:-}" ] || cargo build --quiet --release -p wirecopy-cli
wirecopy=target/release/wirecopy
out=target/linear
mkdir -p "$out"

text() { # PIECE BYTES: the piece over and over
  python3 -c 'import sys; p, n = sys.argv[1], int(sys.argv[2]); sys.stdout.write((p * (n // len(p.encode()) + 1))[:n])' "$1" "$2"
}
instructions() { # FILE: instructions of a run over it
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$wirecopy" tokens --threads 1 --input-format plain "$1" 2>&1 >/dev/null |
    sed -n 's/.*Collected : *//p'
}

echo "instructions a byte, less those of one word, at 16, 64 and 256 KB"
printf "word" >"$out/empty.txt"
base=$(instructions "$out/empty.txt")
for piece in "word " '"' '(' 'a ' '.”' '1-1/'; do
  line="$(printf '%-8q' "$piece")"
  for size in 16384 65536 262144; do
    text "$piece" $size >"$out/t.txt"
    line+=" $((($(instructions "$out/t.txt") - base) / size))"
  done
  echo "$line"
done

echo "wall nanoseconds a byte at 1 and 50 MB, layer tokens"
for piece in "word " '"' 'a '; do
  line="$(printf '%-8q' "$piece")"
  for size in 1000000 50000000; do
    text "$piece" $size >"$out/t.txt"
    line+=" $(python3 - "$wirecopy" "$out/t.txt" $size <<'PY'
import subprocess, sys, time
began = time.time()
subprocess.run([sys.argv[1], "tokens", "--layer", "tokens", "--threads", "1", "--input-format", "plain", sys.argv[2]],
               stdout=subprocess.DEVNULL, check=True)
print(round((time.time() - began) * 1e9 / int(sys.argv[3])))
PY
)"
  done
  echo "$line"
done
rm -f "$out/t.txt"
