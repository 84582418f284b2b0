#!/usr/bin/env python3
"""Altered copies of a labelled set, and what answers change with them.

    robustness.py alter HOW GOLD.jsonl[.gz] OUT.jsonl [--seed N]
    robustness.py compare CLEAN.jsonl ALTERED.jsonl CLEAN.pred.jsonl ALTERED.pred.jsonl

HOW is straight (curly marks made straight), crlf (line ends), nfd (composed letters taken apart) or damage (one random
mark of each article deleted, or one inserted at a random place). The labels move with the text.

`compare` prints the share of attributions that are the same, moved with the text, and how many quotations changed
outside the damaged paragraph and those its quotation may continue to or from.
"""
import argparse, gzip, json, random, re, sys, unicodedata

STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
MARK = re.compile(r"[“”\"«»„]|``|''")


def rows(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def edits(how, text, rng):
    """[(start, end, replacement)] in order"""
    if how == "straight":
        return [(i, i + 1, STRAIGHT[c]) for i, c in enumerate(text) if c in STRAIGHT]
    if how == "crlf":
        return [(i, i + 1, "\r\n") for i, c in enumerate(text) if c == "\n" and text[i - 1:i] != "\r"]
    if how == "nfd":
        return [(i, i + 1, d) for i, c in enumerate(text) if (d := unicodedata.normalize("NFD", c)) != c]
    marks = [m.span() for m in MARK.finditer(text)]
    if not marks:
        return []
    start, end = rng.choice(marks)
    if rng.random() < 0.5:
        return [(start, end, "")]
    at = rng.randrange(len(text) + 1)
    return [(at, at, text[start:end])]


class Move:
    """Offsets of a text in its altered copy; an offset inside what was deleted is the place where it was."""

    def __init__(self, edits):
        self.edits = edits

    def spans(self, spans):
        points = sorted({p for s in spans for p in s})
        place, delta, k = {}, 0, 0
        for p in points:
            while k < len(self.edits) and self.edits[k][1] <= p and self.edits[k][0] < max(p, 1):
                start, end, new = self.edits[k]
                delta += len(new) - (end - start)
                k += 1
            place[p] = p + delta
        return [[place[s], place[e]] for s, e in spans]


def alter(args):
    rng = random.Random(args.seed)
    with open(args.out, "w", encoding="utf-8") as out:
        for row in rows(args.gold):
            changes = edits(args.how, row["text"], rng)
            move = Move(changes)
            new, at = [], 0
            for start, end, words in changes:
                new += [row["text"][at:start], words]
                at = end
            row["text"] = "".join(new) + row["text"][at:]
            for a in row["attributions"]:
                for role in ("source", "cue", "content"):
                    a[role] = move.spans(a[role])
            row["edits"] = changes
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def spans(value):
    if isinstance(value, dict):
        value = value.get("pieces") or [value]
    return [[v["start"], v["end"]] for v in value or []]


def zone(text, at):
    """the paragraph at an offset, with those before and after it that a quotation may run on through: they begin with
    a mark or hold one that is not closed"""
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line), line.strip()))
        start += len(line) + 1
    here = next((k for k, l in enumerate(lines) if l[1] >= at), len(lines) - 1)
    first = last = here
    opens = lambda k: MARK.match(lines[k][2]) is not None
    while first > 0 and opens(first):
        first -= 1
    while last + 1 < len(lines) and opens(last + 1):
        last += 1
    return lines[first][0], lines[last][1]


def compare(args):
    clean, altered = rows(args.clean), rows(args.altered)
    before = {r["id"]: r["attributions"] for r in rows(args.clean_pred)}
    after = {r["id"]: r["attributions"] for r in rows(args.altered_pred)}
    same = of = outside = quotes = 0
    for row, new in zip(clean, altered, strict=True):
        move = Move([tuple(e) for e in new["edits"]])
        key = lambda a, f: (a["kind"], a.get("act"), *(str(f(spans(a[r]))) for r in ("source", "cue", "content")))
        there = {key(a, lambda s: s) for a in after[row["id"]]}
        for a in before[row["id"]]:
            of += 1
            same += key(a, move.spans) in there
        if len(new["edits"]) != 1:
            continue
        low, high = zone(row["text"], new["edits"][0][0])
        far = lambda q, low, high: q[1] < low or q[0] > high
        had = {str(move.spans([q])[0]) for a in before[row["id"]] for q in spans(a["quoted"]) if far(q, low, high)}
        (low, high), = move.spans([[low, high]])
        has = {str(q) for a in after[row["id"]] for q in spans(a["quoted"]) if far(q, low, high)}
        quotes += len(had)
        outside += len(had ^ has)
        if had ^ has:
            print(f"  {row['id']}: {sorted(had ^ has)}", file=sys.stderr)
    damaged = f"; quotations changed elsewhere {outside} of {quotes}" if quotes > 100 else ""
    print(f"same attributions {100 * same / max(of, 1):.2f} % of {of}{damaged}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("alter")
    one.add_argument("how", choices=("straight", "crlf", "nfd", "damage"))
    one.add_argument("gold")
    one.add_argument("out")
    one.add_argument("--seed", type=int, default=1)
    one.set_defaults(run=alter)
    two = commands.add_parser("compare")
    for name in ("clean", "altered", "clean_pred", "altered_pred"):
        two.add_argument(name)
    two.set_defaults(run=compare)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
