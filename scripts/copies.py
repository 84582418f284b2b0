#!/usr/bin/env python3
"""Copies: every figure of accuracy in one run, for generated documents of some seeds and for short feed items.

    python3 scripts/copies.py [--docs 10000] [--seeds 1,7,11]

Needs target/release/wirecopy and ../shared/eval; says so when absent. Speed: benches/copies/run.py.
"""
import argparse, gzip, itertools, json, subprocess, sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EVAL = ROOT.parent / "shared/eval"
WORK = ROOT / "target/accuracy"
COMMAND = ROOT / "target/release/wirecopy"


def dedup(docs, *options):
    pairs, clusters = WORK / "pairs.jsonl", WORK / "clusters.jsonl"
    subprocess.run([COMMAND, "dedup", docs, "--id-field", "id", "--text-field", "text", "--pairs", pairs,
                    "--clusters", clusters, *options], check=True, stdout=subprocess.DEVNULL)
    return pairs, clusters


def score(name, *more):
    told = subprocess.run([sys.executable, EVAL / "dedup/score.py", "--json", "--truth", f"{name}.pairs.jsonl", "--docs",
                           f"{name}.docs.jsonl", *more], check=True, capture_output=True, text=True).stdout
    return json.loads(told)


# What is printed of each seed: a name, the least (or, of wrong pairs, the most) it must be, and how it is taken from the answers.
ROWS = [
    ("strict .8: P", 0.995, lambda a: a["0.8"]["precision"]),
    ("strict .8: R", 0.99, lambda a: a["0.8"]["recall"]),
    ("strict .7: P", 0.99, lambda a: a["0.7"]["precision"]),
    ("strict .7: R", 0.97, lambda a: a["0.7"]["recall"]),
    ("P of any copy", 0.995, lambda a: a["pairs"]["precision_any_copy"]),
    ("R at Jaccard .8", 0.99, lambda a: a["pairs"]["recall"]),
    ("wrong: hardneg, template", -5, lambda a: a["pairs"]["fp_hardneg"] + a["pairs"]["fp_template"]),
    ("found: truncate", 0.97, lambda a: a["relations"]["truncate"]["reported_share"]),
    ("found: reorder", 0.97, lambda a: a["relations"]["reorder"]["reported_share"]),
    ("found: sentdrop", 0.97, lambda a: a["relations"]["sentdrop"]["reported_share"]),
    ("found: passage", 0.95, lambda a: a["relations"]["passage"]["reported_share"]),
    ("found: passage_sibling", 0.95, lambda a: a["relations"]["passage_sibling"]["reported_share"]),
    ("passages: char_f1", 0.93, lambda a: a["spans"]["char_f1"]),
    ("clusters_close: ARI", 0.97, lambda a: a["clusters_close"]["ari"]),
]


def generated(docs, seed):
    name = WORK / f"copies{docs}-{seed}"
    if not Path(f"{name}.clusters.jsonl").exists():
        subprocess.run([sys.executable, EVAL / "dedup/generate.py", "--articles", EVAL / "quotes/polnear-train.jsonl.gz",
                        "--docs", str(docs), "--seed", str(seed), "--out", name], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    strict = {}
    for threshold in ("0.8", "0.7"):
        pairs, _ = dedup(f"{name}.docs.jsonl", "--normalize", "basic", "--threshold", threshold)
        strict[threshold] = score(name, "--pred", pairs, "--key", "jaccard_norm", "--threshold", threshold)["pairs"]
    pairs, clusters = dedup(f"{name}.docs.jsonl")
    told = score(name, "--pred", pairs, "--clusters", f"{name}.clusters.jsonl", "--pred-clusters", clusters) | strict
    print(f"seed {seed}: all relations found: "
          + ", ".join(f"{rel} {r['reported_share']:.3f}" for rel, r in told["relations"].items()))
    return told


def table(docs, answers):
    print(f"== {docs} generated documents; * is short of the must")
    print(f"{'':26} {'must':>7}" + "".join(f"{seed:>9}" for seed in answers))
    for name, must, of in ROWS:
        line = f"{name:26} {f'<= {-must}' if must < 0 else must:>7}"
        for told in answers.values():
            x = of(told)
            short = x > -must if must < 0 else x < must
            line += (f"{x:8d}" if must < 0 else f"{x:8.4f}") + ("*" if short else " ")
        print(line.rstrip())


def items():
    docs = WORK / "scoop.jsonl"
    docs.write_bytes(gzip.open(EVAL / "dedup/scoop-dev.jsonl.gz").read())
    lines = [json.loads(line) for line in docs.open()]
    pairs, _ = dedup(docs)
    ours = {tuple(sorted((p["a"], p["b"]))) for p in map(json.loads, pairs.open())}
    gold = {tuple(sorted((a["id"], b["id"]))) for a, b in itertools.combinations(lines, 2) if a["cluster"] == b["cluster"]}
    both = len(gold & ours)
    print(f"== short items, scoop-dev: pairs F1 {2 * both / (len(gold) + len(ours)):.4f} "
          f"({len(gold)} true, {len(ours)} reported, {both} of them true)")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--docs", type=int, default=10000)
    ap.add_argument("--seeds", default="1")
    args = ap.parse_args()
    if not (EVAL / "dedup").is_dir():
        print("skipped: ../shared/eval/dedup is not beside the repository")
        return
    WORK.mkdir(parents=True, exist_ok=True)
    table(args.docs, {seed: generated(args.docs, int(seed)) for seed in args.seeds.split(",")})
    items()


if __name__ == "__main__":
    main()
