#!/usr/bin/env python3
"""Ours and the peers over the HTML development sets, one table: accuracy by the sets' own scorer, CPU time.

    python3 benches/html/run.py [--sets zyte-dev,fundus-dev,trafilatura-dev] [--engines wirecopy,...] [--boot 1000]

Installs the peers (pinned) into target/bench/html on first use. Needs ../shared/eval/html; says so when absent.
"""
import argparse, json, random, subprocess, sys, venv

from sets import EVAL, ROOT, scorer

WORK = ROOT / "target/bench/html"
PINNED = ["trafilatura==2.3.1", "readability-lxml==0.9", "resiliparse==2.0.1"]
RUST = ["wirecopy", "dom_smoothie", "rs-trafilatura", "trafilatura-rs"]
PYTHON = ["trafilatura-fast", "trafilatura", "readability-lxml", "resiliparse"]


def prepare(engines):
    binary = None
    if set(engines) & set(RUST):
        manifest = ROOT / "benches/html/engines/Cargo.toml"
        subprocess.run(["cargo", "build", "--release", "-q", "--manifest-path", manifest, "--target-dir",
                        ROOT / "target/bench/engines"], check=True)
        binary = ROOT / "target/bench/engines/release/html-engines"
    python = WORK / "venv/bin/python"
    if set(engines) & set(PYTHON) and not python.exists():
        venv.create(WORK / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-U", "pip"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PINNED], check=True)
    return binary, python


def bootstrap(score, rows, ours, theirs, draws):
    """share of draws, pages drawn anew, in which our mean over the sets is ahead of theirs"""
    rng, ahead = random.Random(7), 0
    for _ in range(draws):
        total = 0.0
        for name in rows[ours]:
            keys = sorted(rows[ours][name][1])
            pick = [keys[rng.randrange(len(keys))] for _ in keys]
            total += figure(rows[ours][name][1], pick) - figure(rows[theirs][name][1], pick)
        ahead += total > 0
    return ahead / draws


def figure(per, pick):
    """mean page F1, or segments F1 where the set has segments"""
    if "missing" in next(iter(per.values())):
        fn = sum(len(per[k]["missing"]) for k in pick)
        fp = sum(len(per[k]["leaked"]) for k in pick)
        tp = sum(per[k]["hits"] for k in pick)
        return 2 * tp / (2 * tp + fp + fn) if tp else 0.0
    return sum(per[k]["f1"] for k in pick) / len(pick)


def by_language(ground, per):
    """mean page F1 for every language with ten pages"""
    pages = {}
    for key, item in ground.items():
        if item.get("lang"):
            pages.setdefault(item["lang"].split("-")[0], []).append(key)
    for language, keys in sorted(pages.items()):
        per_page = [(engine, pp) for engine, pp in per.items() if "f1" in next(iter(pp.values()))]
        if len(keys) >= 10 and per_page:
            cells = (f"{engine} {sum(pp[k]['f1'] for k in keys) / len(keys):.3f}" for engine, pp in per_page)
            print(f"  {language}, {len(keys)} pages, mean F1: " + "  ".join(cells))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sets", default="zyte-dev,trafilatura-dev,fundus-dev,htmldate-dev,wcxb-dev,readability-dev")
    ap.add_argument("--engines", default=",".join(RUST + PYTHON))
    ap.add_argument("--boot", type=int, default=1000)
    args = ap.parse_args()
    score = scorer()
    if score is None:
        return None
    engines, sets = args.engines.split(","), args.sets.split(",")
    binary, python = prepare(engines)
    rows = {e: {} for e in engines}
    for name in sets:
        ground = score.load(str(EVAL / name / "ground.json"))
        print(f"\n{name}: {len(ground)} pages")
        for engine in engines:
            out = WORK / name / f"{engine}.jsonl"
            out.parent.mkdir(parents=True, exist_ok=True)
            runner = [binary] if engine in RUST else [python, ROOT / "benches/html/peers.py"]
            done = subprocess.run([*runner, engine, EVAL / name, out], capture_output=True, text=True)
            if done.returncode:
                print(f"  {engine:18s} failed: {done.stderr.strip().splitlines()[-1:]}")
                continue
            size, seconds = done.stdout.split()[-2:]
            pred = score.load_pred(str(out))
            text, per = score.text_scores(ground, pred)
            meta, _ = score.meta_scores(ground, pred)
            for k, p in per.items():
                if "missing" in p:
                    p["hits"] = len(ground[k].get("with", [])) - len(p["missing"])
            if per:
                rows[engine][name] = (text, per)
            cells = [f"{int(size) / 1e6 / float(seconds):6.1f} MB/s"]
            if s := text.get("shingles"):
                cells.append(f"F1 {s['f1']:.3f} exact {s['exact']:.2f}")
            if s := text.get("segments"):
                cells.append(f"segments {s['f1']:.3f}")
            for field in ("title_loose", "authors", "date", "date_1day", "site_loose", "lang"):
                if field in meta:
                    cells.append(f"{field} {meta[field]['accuracy']:.3f}")
            print(f"  {engine:18s} " + "  ".join(cells), flush=True)
        by_language(ground, {e: rows[e][name][1] for e in engines if name in rows[e]})
    three = {"zyte-dev", "trafilatura-dev", "fundus-dev"}
    if "wirecopy" in engines and three <= set(sets):
        rows = {e: {n: r for n, r in by.items() if n in three} for e, by in rows.items()}
        print("\nours ahead over zyte + segments + fundus, share of paired draws:")
        for engine in engines:
            if engine != "wirecopy" and three <= set(rows[engine]):
                print(f"  {engine:18s} {bootstrap(score, rows, 'wirecopy', engine, args.boot):.3f}")


if __name__ == "__main__":
    sys.exit(main())
