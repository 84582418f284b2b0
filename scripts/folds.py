#!/usr/bin/env python3
"""Articles in folds, and the figures of attributions, a line for each set.

    folds.py split GOLD.jsonl[.gz] FOLDS FOLDER      writes FOLDER/N.learn.jsonl and N.held.jsonl; an article's fold is
                                                     told by its id alone (SHA-256)
    folds.py table NAME=GOLD=PRED [NAME=GOLD=PRED …] the first GOLD and PRED may name several files, joined by commas
"""
import gzip, hashlib, os, sys

from scorer import scorer


def split(gold, folds, folder):
    with (gzip.open if gold.endswith(".gz") else open)(gold, "rt", encoding="utf-8") as file:
        lines = [line for line in file if line.strip()]
    score = scorer()
    ids = [row["id"] for row in score.read(gold)]
    fold = [int(hashlib.sha256(id.encode()).hexdigest(), 16) % folds for id in ids]
    for n in range(folds):
        for name, held in (("learn", False), ("held", True)):
            with open(os.path.join(folder, f"{n + 1}.{name}.jsonl"), "w", encoding="utf-8") as out:
                out.writelines(line for line, of in zip(lines, fold) if (of == n) == held)
    print("articles by fold: " + ", ".join(str(fold.count(n)) for n in range(folds)))


ROWS = (
    ("detection", lambda r: r["all"]["detection"]),
    ("joint", lambda r: r["all"]["joint"]),
    ("source", lambda r: r["all"]["exact_frag"]["source"]),
    ("cue", lambda r: r["all"]["exact_frag"]["cue"]),
    ("content", lambda r: r["all"]["exact_frag"]["content"]),
    ("triple", lambda r: r["all"]["exact_words"]["triple"]),
    *((f"{kind} {what}", lambda r, kind=kind, what=what: r[kind][what])
      for kind in ("direct", "mixed", "indirect") for what in ("detection", "joint")),
)


def table(sets):
    score = scorer()
    names, results = [], []
    for entry in sets:
        name, gold, pred = entry.split("=")
        read = lambda paths: [row for path in paths.split(",") for row in score.read(path)]
        articles = read(gold)
        names.append(f"{name} ({len(articles)} articles)")
        results.append(score.score(articles, read(pred), by_kind=True))
    print(f"{'F1':<20}" + "".join(f"{name:>24}" for name in names))
    for row, of in ROWS:
        print(f"{row:<20}" + "".join(f"{of(r)[2]:24.1f}" for r in results))
    print(f"{'stated kind agrees':<20}" + "".join(f"{r['all']['stated_kind_agreement']:24.1f}" for r in results))


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "split":
        return split(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    if len(sys.argv) > 2 and sys.argv[1] == "table":
        return table(sys.argv[2:])
    return __doc__


if __name__ == "__main__":
    sys.exit(main())
