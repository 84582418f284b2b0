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


def generated(docs, seed):
    name = WORK / f"copies{docs}-{seed}"
    if not Path(f"{name}.clusters.jsonl").exists():
        subprocess.run([sys.executable, EVAL / "dedup/generate.py", "--articles", EVAL / "quotes/polnear-train.jsonl.gz",
                        "--docs", str(docs), "--seed", str(seed), "--out", name], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(f"== {docs} generated documents, seed {seed}")
    for threshold in ("0.8", "0.7"):
        pairs, _ = dedup(f"{name}.docs.jsonl", "--normalize", "basic", "--threshold", threshold)
        told = score(name, "--pred", pairs, "--key", "jaccard_norm", "--threshold", threshold)["pairs"]
        print(f"  strict, Jaccard {threshold}: P {told['precision']:.4f} R {told['recall']:.4f}")
    pairs, clusters = dedup(f"{name}.docs.jsonl")
    told = score(name, "--pred", pairs, "--clusters", f"{name}.clusters.jsonl", "--pred-clusters", clusters)
    p = told["pairs"]
    print(f"  as it comes: P of any copy {p['precision_any_copy']:.4f}, R at Jaccard .8 {p['recall']:.4f}; wrong: "
          f"hardneg {p['fp_hardneg']}, template {p['fp_template']}, unrelated {p['fp_unrelated']}")
    share = lambda rel: f"{rel} {told['relations'][rel]['reported_share']:.3f}"
    print("  found: " + ", ".join(map(share, told["relations"])))
    print(f"  passages: char_f1 {told['spans']['char_f1']:.4f}, located {told['spans']['located_f50']:.4f}")
    close = told["clusters_close"]
    print(f"  clusters_close: ARI {close['ari']:.4f}, the largest {close['largest_pred']} ({close['largest_gold']})")


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
    for seed in args.seeds.split(","):
        generated(args.docs, int(seed))
    items()


if __name__ == "__main__":
    main()
