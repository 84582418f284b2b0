#!/usr/bin/env python3
"""What the Python package adds to the core: time, threads, memory, import; each measure in a process of its own.

    python3 benches/python/run.py [--count 10000] [--rounds 3] [quotes dedup memory import]

Builds the release wheel into target/bench/python, the core's own programs beside it. Articles are invented
(articles.py); for dedup they are the generated documents of ../shared/eval/dedup where those are. Every ratio is of
CPU or wall time taken in turns, the best of the rounds, so that a busy machine weighs on both sides alike.
"""

import argparse
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target/bench/python"
PYTHON = WORK / "venv/bin/python"

QUOTES = """
import json, sys, time, resource
import wirecopy as wc
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
wc.quotes(texts[:20], threads=1)
size = sum(len(t.encode()) for t in texts)
cpu, wall = time.process_time(), time.perf_counter()
table = wc.quotes(texts, format="plain", threads=int(sys.argv[2]))
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
print(json.dumps({"rows": len(table), "bytes": size, "cpu": cpu, "wall": wall}))
"""

MEMORY = """
import gc, json, sys
import wirecopy as wc
def kib(name):
    return next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith(name))
wc.quotes(["“Not once,” said Petra Quill."] * 50, threads=2)  # what is loaded once: the language pack
bare = kib("VmRSS")
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
gc.collect()
size = sum(len(t.encode()) for t in texts) / 1024
held = kib("VmRSS")
open("/proc/self/clear_refs", "w").write("5")
table = wc.quotes(texts, format="plain", threads=2)
peak = kib("VmHWM")
print(json.dumps({"text_mb": size / 1024, "texts_held_mb": (held - bare) / 1024, "call_adds_mb": (peak - held) / 1024,
                  "call_adds": (peak - held) / size, "peak": (peak - bare) / size}))
"""

DEDUP = """
import json, sys, time
import wirecopy as wc
texts, ids = [], []
cpu, wall = time.process_time(), time.perf_counter()
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line)
    texts.append(row["text"]); ids.append(row["id"])
found = wc.dedup(texts, ids=ids)
open(sys.argv[2], "w").write(found.to_json("pairs"))
print(json.dumps({"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "pairs": len(found.pairs)}))
"""

IMPORT = """
import time
began = time.perf_counter()
import wirecopy
print(time.perf_counter() - began)
"""


def prepare():
    subprocess.run(["cargo", "build", "--release", "-q", "-p", "wirecopy-cli"], cwd=ROOT, check=True)
    subprocess.run(["cargo", "build", "--release", "-q", "-p", "wirecopy", "--example", "quotes_speed"], cwd=ROOT, check=True)
    if not PYTHON.exists():
        venv.create(WORK / "venv", with_pip=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "-q", "maturin==1.16.0"], check=True)
    built = [WORK / "venv/bin/maturin", "build", "-q", "--release", "--strip", "--target-dir", "target/maturin", "--out", WORK / "dist"]
    subprocess.run(built, cwd=ROOT, check=True)
    (wheel,) = (WORK / "dist").glob("*.whl")
    subprocess.run([PYTHON, "-m", "pip", "install", "-q", "--force-reinstall", wheel], check=True)
    print(f"wheel: {wheel.stat().st_size / 1e6:.1f} MB")


def python(code, *args):
    out = subprocess.run([PYTHON, "-c", code, *map(str, args)], cwd=WORK, check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


def core(path, threads=1):
    program = ROOT / "target/release/examples/quotes_speed"
    return json.loads(subprocess.run([program, path], check=True, capture_output=True, text=True).stdout)


def best(rounds, *runs):
    """The best of some rounds of several runs, taken in turns; by CPU time, and the wall time of it."""
    taken = [[run() for run in runs] for _ in range(rounds)]
    return [{k: min(t[n][k] for t in taken) if k in ("cpu", "wall") else taken[0][n][k] for k in taken[0][n]}
            for n in range(len(runs))]  # fmt: skip


def quotes(path, rounds):
    ours, one, two = best(rounds, lambda: core(path), lambda: python(QUOTES, path, 1), lambda: python(QUOTES, path, 2))
    assert ours["rows"] == one["rows"] == two["rows"], "not the same rows"
    mb = one["bytes"] / 1e6
    print(f"quotes: {mb:.0f} MB, {one['rows']} rows; core {mb / ours['cpu']:.2f} MB/s of CPU, "
          f"wc.quotes on one thread {mb / one['cpu']:.2f}: {ours['cpu'] / one['cpu']:.3f} of the core")  # fmt: skip
    print(f"quotes: two threads {one['wall'] / two['wall']:.2f} times as fast as one (wall), CPU time {two['cpu'] / one['cpu']:.2f} times; "
          f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")  # fmt: skip


def memory(path):
    m = python(MEMORY, path)
    print(f"memory: {m['text_mb']:.0f} MB of UTF-8, which the list of str holds in {m['texts_held_mb']:.0f} MB; the call adds "
          f"{m['call_adds_mb']:.0f} MB: {m['call_adds']:.2f} times the text")  # fmt: skip


def dedup(path, rounds):
    command = [ROOT / "target/release/wirecopy", "dedup", path, "--id-field", "id", "--text-field", "text", "--format", "json"]

    def line():
        before = os.times()
        with open(WORK / "cli.json", "w") as out:
            subprocess.run(command, check=True, stdout=out)
        after = os.times()
        return {"cpu": after.children_user + after.children_system - before.children_user - before.children_system}

    theirs, ours = best(rounds, line, lambda: python(DEDUP, path, WORK / "ours.json"))
    print(f"dedup: command line {theirs['cpu']:.2f} s of CPU, wc.dedup {ours['cpu']:.2f} s with reading and JSON: "
          f"{ours['cpu'] / theirs['cpu']:.2f} times; {ours['pairs']} pairs")  # fmt: skip


def imports(rounds):
    taken = sorted(float(python(IMPORT)) for _ in range(max(rounds, 5)))
    print(f"import: {taken[0] * 1e3:.0f} ms at best, {taken[len(taken) // 2] * 1e3:.0f} ms in the middle")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["quotes", "memory", "dedup", "import"])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-build", action="store_true", help="what is in target/bench/python is fresh")
    args = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    if not args.no_build:
        prepare()
    path = WORK / f"articles-{args.count}.jsonl"
    if not path.exists():
        subprocess.run([sys.executable, ROOT / "benches/python/articles.py", str(args.count), path], check=True)
    if "quotes" in args.what:
        quotes(path, args.rounds)
    if "memory" in args.what:
        memory(path)
    if "dedup" in args.what:
        generated = WORK / f"generated-{args.count}.docs.jsonl"
        source = ROOT.parent / "shared/eval"
        if (source / "dedup/generate.py").exists():
            if not generated.exists():
                make = [sys.executable, source / "dedup/generate.py", "--articles", source / "quotes/polnear-train.jsonl.gz",
                        "--docs", str(args.count), "--seed", "1", "--out", WORK / f"generated-{args.count}"]  # fmt: skip
                subprocess.run(make, check=True)
        else:
            print("skipped: the generated documents of ../shared/eval/dedup are not there; invented articles instead")
            generated = path
        dedup(generated, args.rounds)
    if "import" in args.what:
        imports(args.rounds)


if __name__ == "__main__":
    main()
