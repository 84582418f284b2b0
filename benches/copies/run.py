#!/usr/bin/env python3
"""Ours and the peers over generated documents, side by side in one run: speed as a ratio, precision and recall.

    python3 benches/copies/run.py [--docs 10000] [--seed 1] [--rounds 3] [--engines wirecopy,...]

Text in, pairs out, one thread unless the name says otherwise. The engines take turns; of each the fastest round
counts, in CPU time, so that other work on the machine weighs little. `parts` is what a plain pipeline takes to cut
and hash words and to sketch them, without finding anything. Installs the peers (pinned) into target/bench/copies
on first use. Needs ../shared/eval/dedup; says so when absent.
"""
import argparse, json, subprocess, sys, venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EVAL = ROOT.parent / "shared/eval"
WORK = ROOT / "target/bench/copies"
PINNED = ["rensa==0.5.0", "gaoya==0.2.2"]
RUST = ["wirecopy", "wirecopy-near", "wirecopy-estimate", "wirecopy-2-threads", "parts", "gaoya-crate"]
PYTHON = ["rensa", "rensa-bare", "gaoya"]


def prepare(engines):
    manifest = ROOT / "benches/copies/engines/Cargo.toml"
    subprocess.run(["cargo", "build", "--release", "-q", "--manifest-path", manifest, "--target-dir",
                    ROOT / "target/bench/engines"], check=True)
    python = WORK / "venv/bin/python"
    if set(engines) & set(PYTHON) and not python.exists():
        venv.create(WORK / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PINNED], check=True)
    return ROOT / "target/bench/engines/release/copies-engines", python


def documents(count, seed):
    name = WORK / f"docs{count}-{seed}"
    if not Path(f"{name}.clusters.jsonl").exists():
        subprocess.run([sys.executable, EVAL / "dedup/generate.py", "--articles",
                        EVAL / "quotes/polnear-train.jsonl.gz", "--docs", str(count), "--seed", str(seed),
                        "--out", name], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return name


def score(name, pairs):
    command = [sys.executable, EVAL / "dedup/score.py", "--json", "--key", "jaccard_norm", "--truth",
               f"{name}.pairs.jsonl", "--docs", f"{name}.docs.jsonl", "--pred", pairs]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told["pairs"]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--docs", type=int, default=10000)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--engines", default=",".join(RUST + PYTHON))
    args = ap.parse_args()
    if not (EVAL / "dedup").is_dir():
        print("skipped: ../shared/eval/dedup is not beside the repository")
        return
    engines = args.engines.split(",")
    WORK.mkdir(parents=True, exist_ok=True)
    rust, python = prepare(engines)
    name = documents(args.docs, args.seed)
    docs, cpu, wall = f"{name}.docs.jsonl", {}, {}
    for _ in range(args.rounds):
        for engine in engines:
            pairs = WORK / f"{engine}.tsv"
            if engine in PYTHON:
                command = [python, ROOT / "benches/copies/peers.py", engine, docs, pairs]
            else:
                bare = engine.removesuffix("-2-threads")
                command = [rust, bare, docs, pairs, "1" if bare == engine else "2"]
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            cpu[engine] = min(cpu.get(engine, 1e9), float(out[1]))
            if len(out) > 2:
                wall[engine] = min(wall.get(engine, 1e9), float(out[2]))
    print(f"{args.docs} documents, seed {args.seed}, the fastest of {args.rounds} rounds; P and R at Jaccard .8")
    print(f"{'engine':20} {'docs/s of CPU':>13} {'ours is':>8} {'P':>7} {'R':>7} {'P, any copy':>12}")
    for engine in engines:
        ratio = f"{cpu[engine] / cpu['wirecopy']:7.2f}x" if "wirecopy" in cpu else ""
        figures = ""
        if engine != "parts":
            told = score(name, WORK / f"{engine}.tsv")
            figures = f"{told['precision']:7.3f} {told['recall']:7.3f} {told['precision_any_copy']:12.4f}"
        print(f"{engine:20} {args.docs / cpu[engine]:13.0f} {ratio:>8} {figures}")
    if {"wirecopy", "wirecopy-2-threads"} <= set(wall):
        gain = wall["wirecopy"] / wall["wirecopy-2-threads"]
        print(f"two threads: {gain:.2f}x by the clock (of an idle machine), "
              f"{cpu['wirecopy-2-threads'] / cpu['wirecopy']:.2f}x the CPU time")


if __name__ == "__main__":
    main()
