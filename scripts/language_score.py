"""Scores `wirecopy tokens --format conllu` against treebanks and PolNeAR's silver layers.

    language_score.py texts GOLD... > TEXTS.jsonl     the texts to run the command on
    language_score.py score GOLD... --pred OUT.conllu [--json]

CoNLL-U gold: a document's text is its `# text` lines, joined by a space, by an empty line at `newpar`. PolNeAR gold
(`*.conll.gz`, with `*.jsonl.gz` beside it) has offsets of its own. Tokens are compared by their spans. A word of a
multi-word token that is no part of the surface ("wanna" as "want to") takes the surface's span.

tokens      F1 of spans
sentences   F1 of spans, and of ends alone
penn, upos, lemma   share of right ones among tokens with equal spans; "to as IN": TO and IN count as one tag, since
            CoreNLP tags the preposition "to" TO and the treebanks IN
UAS, LAS    F1 over all words, as in the CoNLL 2018 task: the head's span must be right, relations without subtypes.
            From raw text: own tokens, sentences and tags.
names       F1; GUM: the proper-noun run around the head of a person, organization or place whose head is a proper
            noun (`exact`: the same span and kind; `head`: a name of that kind that holds the head);
            PolNeAR: runs of PERSON, ORGANIZATION, LOCATION, MISC (`exact`)
"""

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict

PROSE = {"academic", "bio", "essay", "fiction", "interview", "letter", "news", "textbook", "voyage", "whow"}
KINDS = {"person": "PERSON", "organization": "ORGANIZATION", "place": "LOCATION"}


def lines_of(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as f:
        yield from (line.rstrip("\n") for line in f)


class Doc:
    def __init__(self, ident, silver=False):
        self.id, self.silver = ident, silver
        self.text, self.words, self.sentences, self.names = "", [], [], []
        self.heads_of_names = {}


def conllu(path):
    """Documents of a treebank."""
    doc, mentions, rows, ranges, text, par = None, [], [], [], "", False

    def close():
        nonlocal rows, ranges, text, par
        if rows:
            add_sentence(doc, rows, ranges, text, par, mentions)
        rows, ranges, text, par = [], [], "", False

    for line in lines_of(path):
        if line.startswith("# newdoc"):
            close()
            if doc:
                name_spans(doc, mentions)
                yield doc
            doc, mentions = Doc(line.split("=", 1)[1].strip()), []
        elif line.startswith("# newpar") and not line.startswith("# newpar_"):
            par = True
        elif line.startswith("# text ="):
            text = line.split("=", 1)[1].strip()
        elif not line:
            close()
        elif not line.startswith("#"):
            c = line.split("\t")
            if "-" in c[0]:
                first, last = map(int, c[0].split("-"))
                ranges.append((first, last, c[1]))
            elif "." not in c[0]:
                rows.append(c)
    close()
    if doc:
        name_spans(doc, mentions)
        yield doc


def add_sentence(doc, rows, ranges, text, par, mentions):
    start = len(doc.text)
    if doc.text:
        doc.text += "\n\n" if par else " "
        start = len(doc.text)
    doc.text += text
    first = len(doc.words)
    surface = {a: (b, form) for a, b, form in ranges}
    at, k, open_until, parts = 0, 0, 0, []
    spans = []
    while k < len(rows):
        number = int(rows[k][0])
        count, form = 1, rows[k][1]
        if number in surface:
            last, form = surface[number]
            count = last - number + 1
        at = text.index(form, at)
        words = [rows[k + j][1] for j in range(count)]
        if count == 1:
            spans.append((at, at + len(form)))
        elif "".join(words) == form:
            inner = at
            for w in words:
                spans.append((inner, inner + len(w)))
                inner += len(w)
        else:
            spans += [(at, at + len(form))] * count
        at += len(form)
        k += count
    for row, (a, b) in zip(rows, spans):
        head = int(row[6])
        doc.words.append({
            "span": (start + a, start + b), "form": row[1], "lemma": row[2], "upos": row[3], "penn": row[4],
            "head": None if head == 0 else first + head - 1, "rel": row[7], "misc": row[9]})
        found = re.search(r"Entity=([^|]*)", row[9])
        if found:
            mentions.append((len(doc.words) - 1, found.group(1)))
    doc.sentences.append((doc.words[first]["span"][0], doc.words[-1]["span"][1]))


def name_spans(doc, marks):
    """Reads GUM's entity brackets and keeps the names."""
    open_, spans = defaultdict(list), []
    for at, text in marks:
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", text):
            if piece.startswith("("):
                fields = piece.strip("()").split("-")
                ident, kind = fields[0], fields[1] if len(fields) > 1 else ""
                if piece.endswith(")"):
                    spans.append((at, at, kind))
                else:
                    open_[ident].append((at, kind))
            else:
                ident = piece.rstrip(")").split("-")[0]
                if open_[ident]:
                    first, kind = open_[ident].pop()
                    spans.append((first, at, kind))
    runs = {}
    for first, last, kind in spans:
        if kind not in KINDS:
            continue
        inside = range(first, last + 1)
        tops = [k for k in inside if doc.words[k]["head"] is None or doc.words[k]["head"] not in inside]
        if not tops or doc.words[tops[0]]["upos"] != "PROPN":
            continue
        head, words = tops[0], doc.words

        def proper(k):
            return first <= k <= last and words[k]["penn"] in ("NNP", "NNPS")

        a = b = head
        link = ("of", "the", "and", "&", "-", "’s", "'s", "de", "for")
        while True:
            if proper(a - 1):
                a -= 1
            elif a - 2 >= first and words[a - 1]["form"] in ("-", "&", "’s", "'s") and proper(a - 2):
                a -= 2
            else:
                break
        while True:
            if proper(b + 1):
                b += 1
            elif words[b + 1]["form"] in ("-", "&", "of") and proper(b + 2) if b + 2 <= last else False:
                b += 2
            elif b + 3 <= last and words[b + 1]["form"] == "of" and words[b + 2]["form"] == "the" and proper(b + 3):
                b += 3
            else:
                break
        while a < head and words[a]["form"] in link:
            a += 1
        runs.setdefault((a, b), (KINDS[kind], head))
    kept = [(a, b) for a, b in runs if not any((c, d) != (a, b) and c <= a and b <= d for c, d in runs)]
    for a, b in sorted(kept):
        kind, head = runs[a, b]
        span = (doc.words[a]["span"][0], doc.words[b]["span"][1])
        doc.names.append((span, kind))
        doc.heads_of_names[span] = doc.words[head]["span"]


def polnear(path):
    texts = {}
    for line in lines_of(path.replace(".conll", ".jsonl")):
        row = json.loads(line)
        texts[row["id"]] = row["text"]
    doc, rows = None, []

    def close():
        nonlocal rows
        if rows:
            first = len(doc.words)
            previous = "O"
            for c in rows:
                head = int(c[6])
                span = (int(c[1]), int(c[2]))
                doc.words.append({
                    "span": span, "form": c[0], "lemma": c[3], "upos": None, "penn": c[4],
                    "head": None if head == 0 else first + head - 1, "rel": c[7], "misc": ""})
                kind = c[5] if c[5] in ("PERSON", "ORGANIZATION", "LOCATION", "MISC") else "O"
                if kind != "O":
                    if kind == previous:
                        (a, _), _ = doc.names.pop()
                        doc.names.append(((a, span[1]), kind))
                    else:
                        doc.names.append((span, kind))
                previous = kind
            doc.sentences.append((doc.words[first]["span"][0], doc.words[-1]["span"][1]))
        rows = []

    for line in lines_of(path):
        if line.startswith("# id ="):
            close()
            if doc:
                yield doc
            doc = Doc(line.split("=", 1)[1].strip(), silver=True)
            doc.text = texts[doc.id]
        elif not line:
            close()
        elif "\t" in line:
            rows.append(line.split("\t"))
    close()
    if doc:
        yield doc


def gold_of(paths):
    out = []
    for path in paths:
        kind = "PolNeAR dev" if ".conll." in path else "GUM dev" if "gum" in path else "EWT dev"
        for doc in (polnear if ".conll." in path else conllu)(path):
            doc.set = kind
            out.append(doc)
    return out


def predicted(path):
    docs, doc, rows = {}, None, []

    def close():
        nonlocal rows
        if not rows:
            return
        first = len(doc.words)
        for c in rows:
            misc = dict(pair.split("=", 1) for pair in c[9].split("|") if "=" in pair)
            head = int(c[6]) if c[6] != "_" else 0
            span = (int(misc["start"]), int(misc["end"]))
            doc.words.append({"span": span, "form": c[1], "lemma": c[2], "upos": c[3], "penn": c[4],
                              "head": None if head == 0 else first + head - 1, "rel": c[7], "misc": ""})
            ner = misc.get("NER", "O")
            if ner.startswith("I-") and doc.names and doc.names[-1][1] == ner[2:]:
                (a, _), kind = doc.names.pop()
                doc.names.append(((a, span[1]), kind))
            elif ner != "O":
                doc.names.append((span, ner[2:]))
        doc.sentences.append((doc.words[first]["span"][0], doc.words[-1]["span"][1]))
        rows = []

    for line in lines_of(path):
        if line.startswith("# newdoc id ="):
            close()
            doc = docs[line.split("=", 1)[1].strip()] = Doc("")
        elif not line:
            close()
        elif not line.startswith("#"):
            c = line.split("\t")
            if "-" not in c[0] and "." not in c[0]:
                rows.append(c)
    close()
    return docs


class Count:
    def __init__(self):
        self.right = self.gold = self.found = 0

    def add(self, right, gold, found):
        self.right, self.gold, self.found = self.right + right, self.gold + gold, self.found + found

    def f1(self):
        return 200.0 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def score(gold, pred):
    groups = defaultdict(lambda: defaultdict(Count))
    for doc in gold:
        found = pred.get(doc.id) or Doc("")
        genre = doc.id.split("_")[1] if doc.id.startswith("GUM_") else ""
        names = [doc.set]
        if doc.set != "PolNeAR dev":
            names.append("GUM+EWT dev")
        if genre in PROSE:
            names.append("GUM dev, prose")
        if genre in ("news", "interview"):
            names.append("GUM dev, news and interview")
        counts = compare(doc, found)
        for name in names:
            for what, (right, g, f) in counts.items():
                groups[name][what].add(right, g, f)
    return groups


def compare(doc, found):
    out = {}
    where = {}
    for k, w in enumerate(found.words):
        where.setdefault(w["span"], k)
    spans, own = {w["span"] for w in doc.words}, set(where)
    out["tokens"] = (len(spans & own), len(spans), len(own))
    s, t = set(doc.sentences), set(found.sentences)
    out["sentences"] = (len(s & t), len(s), len(t))
    s, t = {b for _, b in s}, {b for _, b in t}
    out["ends"] = (len(s & t), len(s), len(t))
    equal = [(w, found.words[where[w["span"]]]) for w in doc.words if w["span"] in where]
    n = len(equal)
    out["penn"] = (sum(g["penn"] == p["penn"] for g, p in equal), n, n)
    either = {"TO", "IN"}
    same = sum(g["penn"] == p["penn"] or {g["penn"], p["penn"]} == either for g, p in equal)
    out["penn, to as IN"] = (same, n, n)
    out["lemma"] = (sum(g["lemma"].lower() == p["lemma"].lower() for g, p in equal), n, n)
    if not doc.silver:
        out["upos"] = (sum(g["upos"] == p["upos"] for g, p in equal), n, n)

        def head(words, w):
            return None if w["head"] is None else words[w["head"]]["span"]

        def base(rel):
            return rel.split(":")[0]

        uas = [(g, p) for g, p in equal if head(doc.words, g) == head(found.words, p)]
        las = sum(base(g["rel"]) == base(p["rel"]) for g, p in uas)
        full = sum(g["rel"] == p["rel"] for g, p in uas)
        both = (len(doc.words), len(found.words))
        out["UAS"], out["LAS"], out["LAS, subtypes"] = (len(uas), *both), (las, *both), (full, *both)
    if doc.set == "GUM dev":
        ours = [n for n in found.names if n[1] != "MISC"]
        exact = len(set(doc.names) & set(ours))
        out["names, exact"] = (exact, len(doc.names), len(ours))
        held = 0
        for span, kind in doc.names:
            a, b = doc.heads_of_names[span]
            held += any(s <= a and b <= e and k == kind for (s, e), k in ours)
        out["names, head"] = (held, len(doc.names), len(ours))
    elif doc.silver:
        exact = len(set(doc.names) & set(found.names))
        out["names, exact"] = (exact, len(doc.names), len(found.names))
        for kind in ("PERSON", "ORGANIZATION", "LOCATION", "MISC"):
            a, b = {n for n in doc.names if n[1] == kind}, {n for n in found.names if n[1] == kind}
            out[f"names, {kind}"] = (len(a & b), len(a), len(b))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["texts", "score"])
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--pred")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    gold = gold_of(args.gold)
    if args.what == "texts":
        for doc in gold:
            print(json.dumps({"id": doc.id, "text": doc.text}))
        return
    groups = score(gold, predicted(args.pred))
    table = {g: {w: round(c.f1(), 2) for w, c in rows.items()} for g, rows in groups.items()}
    if args.json:
        print(json.dumps(table))
        return
    for group, rows in table.items():
        print(group)
        for what, f1 in rows.items():
            print(f"  {what:<20} {f1:6.2f}")


if __name__ == "__main__":
    sys.exit(main())
