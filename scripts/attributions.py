#!/usr/bin/env python3
"""Figures of attributions: tables, intervals, calibration, and what is wrong by class.

    attributions.py GOLD.jsonl[.gz] PRED.jsonl [--draws 1000] [--errors N] [--examples]

Tables by publisher, by kind and by the marks an article uses; 95 % intervals by drawing articles anew; how often what
is said with a confidence is right (expected calibration error, ten bins of equal width); the largest classes of error.
The scorer is score.py beside the labelled sets.
"""
import argparse, collections, random, re, sys

from scorer import scorer


class Article:
    """The labels and the answers of an article, paired."""

    def __init__(self, score, gold, pred):
        self.row, self.raw, doc = gold, pred, score.Doc(gold["text"])
        bare = lambda rows: [{k: v for k, v in a.items() if k != "kind"} for a in rows]
        self.gold, self.pred = doc.atts(bare(gold["attributions"])), doc.atts(bare(pred))
        self.of_pred = {j: i for i, j in score.pair(self.gold, self.pred)}
        self.of_gold = {i: j for j, i in self.of_pred.items()}
        self.score = score

    def source_right(self, i, j):
        g, p = self.gold[i].words["source"], self.pred[j].words["source"]
        return self.score.jac(g, p) >= 0.5 if g else not p

    def counts(self, kind=None):
        """gold, predicted, detected (by gold, by prediction), joint (the same)"""
        of = lambda a: kind is None or a.kind == kind
        out = [sum(map(of, self.gold)), sum(map(of, self.pred)), 0, 0, 0, 0]
        for j, i in self.of_pred.items():
            right = self.source_right(i, j)
            for k, a in enumerate((self.gold[i], self.pred[j])):
                out[2 + k] += of(a)
                out[4 + k] += of(a) and right
        return out


def f1(counts):
    gold, pred, dg, dp, jg, jp = counts
    one = lambda g, p: 200 * (g / max(gold, 1)) * (p / max(pred, 1)) / max(g / max(gold, 1) + p / max(pred, 1), 1e-9)
    return one(dg, dp), one(jg, jp)


def total(articles, kind=None):
    return [sum(column) for column in zip(*(a.counts(kind) for a in articles))] or [0] * 6


def marks(text):
    families = {"curly": "“”", "straight": '"', "two ticks": None}
    n = {name: len(re.findall("''", text)) if c is None else sum(map(text.count, c)) for name, c in families.items()}
    most = max(n, key=n.get)
    if not n[most]:
        return "none"
    return "mixed" if sorted(n.values())[-2] > n[most] / 5 else most


def table(name, groups):
    print(f"\n{name:<24} articles     gold   detection F1   joint F1")
    for key, (articles, kind) in groups:
        counts = total(articles, kind)
        print(f"{key:<24} {len(articles):8} {counts[0]:8} {f1(counts)[0]:14.1f} {f1(counts)[1]:10.1f}")


def intervals(articles, draws):
    rng = random.Random(1)
    print(f"\n95 % intervals, {draws} draws of articles")
    for kind in (None, "direct", "mixed", "indirect"):
        rows = [a.counts(kind) for a in articles]
        drawn = []
        for _ in range(draws):
            drawn.append(f1([sum(c) for c in zip(*rng.choices(rows, k=len(rows)))]))
        for k, name in enumerate(("detection", "joint")):
            values = sorted(d[k] for d in drawn)
            low, high = values[int(0.025 * draws)], values[int(0.975 * draws) - 1]
            print(f"  {kind or 'all':<9} {name:<10} {f1([sum(c) for c in zip(*rows)])[k]:5.1f}  ({low:.1f} to {high:.1f})")


def calibration(articles):
    said = collections.defaultdict(list)
    by_rule = collections.defaultdict(lambda: [0, 0.0, 0])
    for a in articles:
        for j, raw in enumerate(a.raw):
            i = a.of_pred.get(j)
            sure, rule = raw["confidence"], (raw.get("evidence") or ["none"])[0]
            right = i is not None
            said["content"].append((sure["content"], right))
            counts = by_rule[rule]
            counts[0] += 1
            counts[1] += sure["content"]
            counts[2] += right
            if right and raw.get("cue"):
                said["cue"].append((sure["cue"], bool(a.gold[i].words["cue"] & a.pred[j].words["cue"])))
            if right and raw.get("source"):
                said["source"].append((sure["source"], a.source_right(i, j)))
    print("\ncalibration: content is right when detected, cue when it shares a word, source by half its words")
    for role, pairs in said.items():
        bins = collections.defaultdict(lambda: [0, 0.0, 0])
        for sure, right in pairs:
            b = bins[min(int(sure * 10), 9)]
            b[0] += 1
            b[1] += sure
            b[2] += right
        ece = sum(abs(s - r) for _, s, r in bins.values()) / len(pairs)
        shown = "  ".join(f"{s / n:.2f}→{r / n:.2f} ({n})" for _, (n, s, r) in sorted(bins.items()))
        print(f"  {role:<8} expected calibration error {100 * ece:.1f} %   said→right (number): {shown}")
    print("  content by rule: " + ", ".join(
        f"{rule} {s / n:.2f}→{r / n:.2f} ({n})" for rule, (n, s, r) in sorted(by_rule.items(), key=lambda x: -x[1][0])[:24]
    ))


def errors(articles, most, examples):
    found = collections.defaultdict(list)
    for a in articles:
        text = a.row["text"]
        words = lambda x, role: " … ".join(text[s:e] for s, e in a.score.spans(x.get(role)))
        told = lambda x: f"[{words(x, 'source')}] <{words(x, 'cue')}> {words(x, 'content')[:150]!r}"
        for j, p in enumerate(a.pred):
            i, raw = a.of_pred.get(j), a.raw[j]
            if i is None:
                near = [k for k, g in enumerate(a.gold) if g.words["content"] & p.words["content"]]
                if raw.get("nested_in"):
                    what = "nested in another"
                elif "continuation" in raw["flags"]:
                    what = "continuation apart"
                elif not near:
                    what = "not labelled"
                elif any(k in a.of_gold for k in near):
                    what = "part of one that is found"
                else:
                    what = "other extent"
                found[f"{p.kind}: found, {what}"].append(told(raw))
            elif not a.source_right(i, j):
                g, s = a.gold[i].words["source"], p.words["source"]
                what = "none expected" if not g else "none found" if not s else "overlaps" if g & s else "another"
                found[f"{p.kind}: source, {what}"].append(told(raw) + "  wanted " + words(a.row["attributions"][i], "source"))
        for i, g in enumerate(a.gold):
            if i not in a.of_gold:
                near = any(p.words["content"] & g.words["content"] for p in a.pred)
                cue = any(p.words["cue"] & g.words["cue"] for p in a.pred)
                what = "other extent" if near and cue else "cue not found, words are another's" if near else "nothing there"
                what = "cue found, other content" if cue and not near else what
                found[f"{g.kind}: missed, {what}"].append(told(a.row["attributions"][i]))
    print(f"\nthe {most} largest classes of error")
    for name, lines in sorted(found.items(), key=lambda x: -len(x[1]))[:most]:
        print(f"  {len(lines):5}  {name}")
        for line in lines[:: max(len(lines) // 5, 1)][: 5 if examples else 0]:
            print("           " + line.replace("\n", " "))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("pred")
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--errors", type=int, default=10)
    parser.add_argument("--examples", action="store_true")
    args = parser.parse_args()
    score = scorer()
    pred = {row["id"]: row["attributions"] for row in score.read(args.pred)}
    articles = [Article(score, row, pred.get(row["id"], [])) for row in score.read(args.gold)]
    groups = lambda of: sorted((key, ([a for a in articles if of(a) == key], None)) for key in {of(a) for a in articles})
    table("publisher", groups(lambda a: str(a.row.get("publisher"))))
    table("kind", [(k, (articles, k)) for k in ("direct", "mixed", "indirect")])
    table("marks", groups(lambda a: marks(a.row["text"])))
    intervals(articles, args.draws)
    calibration(articles)
    errors(articles, args.errors, args.examples)


if __name__ == "__main__":
    sys.exit(main())
