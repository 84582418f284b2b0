#!/usr/bin/env bash
# How cost grows with hostile texts: instructions a byte at 16, 64 and 256 KB (callgrind; largest to smallest at most
# 1.1) and processor time a byte at 1 and at 10 or 50 MB (at most 2). Fails when one grows faster; needs valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -n "${BUILT:-}" ] || cargo build --quiet --release -p wirecopy-cli
wirecopy=target/release/wirecopy
out=target/linear
mkdir -p "$out"
failed=0

text() { # PIECE BYTES: the piece over and over
  python3 -c 'import sys; p, n = sys.argv[1], int(sys.argv[2]); sys.stdout.write((p * (n // len(p.encode()) + 1))[:n])' "$1" "$2"
}
instructions() { # FILE COMMAND...: instructions of a run over it
  local file=$1; shift
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$wirecopy" "$@" --threads 1 --input-format plain "$file" 2>&1 >/dev/null |
    sed -n 's/.*Collected : *//p'
}
seconds() { # FILE COMMAND...: processor time of a run over it, in microseconds, the best of two
  python3 - "$wirecopy" "$@" <<'PY'
import resource, subprocess, sys
tool, file, *command = sys.argv[1:]
best, before = float("inf"), 0
for _ in range(2):
    subprocess.run([tool, *command, "--threads", "1", "--input-format", "plain", file], stdout=subprocess.DEVNULL, check=True)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = now.ru_utime + now.ru_stime
    best, before = min(best, total - before), total
print(round(best * 1e6))
PY
}
judge() { # NAME LIMIT COSTS...
  python3 - "$@" <<'PY'
import sys
name, limit, *costs = sys.argv[1:]
costs = [float(c) for c in costs]
growth = max(costs) / min(costs)
ok = growth <= float(limit)
print(f"{name:34} " + " ".join(f"{c:10.1f}" for c in costs) + f"   {growth:.2f}{'' if ok else '  MORE THAN ' + limit}")
sys.exit(not ok)
PY
}

printf "word" >"$out/empty.txt"
for command in "tokens --format conllu" "quotes --scope all --format jsonl"; do
  echo "instructions a byte of $command, less those of one word, at 16, 64 and 256 KB"
  base=$(instructions "$out/empty.txt" $command)
  for piece in "word " '"' '(' 'a ' '.”' '1-1/' '“a” '; do
    costs=()
    for size in 16384 65536 262144; do
      text "$piece" $size >"$out/t.txt"
      costs+=("$(python3 -c 'import sys; a, b, n = map(int, sys.argv[1:]); print((a - b) / n)' "$(instructions "$out/t.txt" $command)" "$base" $size)")
    done
    judge "$piece" 1.1 "${costs[@]}" || failed=1
  done
done

time_of() { # NAME COMMAND PIECE SIZES...
  local name=$1 command=$2 piece=$3 costs=() size; shift 3
  for size in "$@"; do
    text "$piece" "$size" >"$out/t.txt"
    costs+=("$(python3 -c 'import sys; print(1e3 * int(sys.argv[1]) / int(sys.argv[2]))' "$(seconds "$out/t.txt" $command)" "$size")")
  done
  judge "$name" 2 "${costs[@]}" || failed=1
}
echo "nanoseconds a byte at 1 MB and more"
time_of "one line, tokens, to 50 MB" "tokens --layer tokens" "word " 1000000 50000000
time_of "one line, syntax, to 10 MB" "tokens" "word " 1000000 10000000
time_of "quote marks, tokens, to 50 MB" "tokens --layer tokens" '"' 1000000 50000000
time_of "one letter, tokens, to 50 MB" "tokens --layer tokens" "a " 1000000 50000000
time_of "parentheses, syntax, to 10 MB" "tokens" "(" 1000000 10000000
rm -f "$out/t.txt"
exit $failed
