#!/usr/bin/env python3
"""Who is speaking: figures on the corpora in ../shared/eval.

    speakers.py polnear GOLD.jsonl[.gz] PRED.jsonl     source heads, direct quotes without a speaker
    speakers.py pronouns GOLD.jsonl[.gz] PRED.jsonl LABELS.tsv
    speakers.py pdnc GOLD.jsonl[.gz] PRED.jsonl        speakers by type of quote

PRED is what `wirecopy quotes --scope all --format jsonl` writes. A detected quote is one the scorer beside the
labelled sets pairs. Nothing is left out where nothing was answered: a quote or pronoun without a speaker is wrong.
"""
import collections, gzip, json, re, sys

from scorer import scorer


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def share(name, right, n, examples=()):
    print(f"{name:<52} {100 * right / max(n, 1):5.1f} % ({right} of {n})")
    for line in examples:
        print("    " + line.replace("\n", " "))


def polnear(gold_path, pred_path, examples):
    score = scorer()
    gold, pred = score.read(gold_path), {r["id"]: r for r in lines(pred_path)}
    table = score.score(gold, score.read(pred_path), True)
    for kind in ("direct", "mixed", "indirect"):
        found = table[kind]["source_of_detected"]
        print(f"{'source head right among detected, ' + kind:<52} {found['head']:5.1f} % (of {found['n']})")
    missing, n, shown = 0, 0, []
    for row in gold:
        doc = score.Doc(row["text"])
        raw = [a for a in pred[row["id"]]["attributions"] if a["kind"] != "gesture"]
        bare = [{r: score.spans(a.get(r)) for r in score.ROLES} for a in raw]
        wanted = doc.atts([{k: v for k, v in a.items() if k != "kind"} for a in row["attributions"]])
        for i, j in score.pair(wanted, doc.atts(bare)):
            if wanted[i].kind == "direct" and wanted[i].words["source"]:
                n += 1
                if not raw[j].get("speaker"):
                    missing += 1
                    at = row["attributions"][i]
                    shown.append(repr(row["text"][at["content"][0][0] - 150 : at["content"][-1][1] + 80]))
    share("direct quotes found without a speaker", missing, n, shown[:40] if examples else ())


def pronouns(gold_path, pred_path, labels, examples):
    text = {r["id"]: r["text"] for r in lines(gold_path)}
    pred = {r["id"]: r for r in lines(pred_path)}
    right, n, kinds, shown = 0, 0, collections.Counter(), []
    for line in open(labels, encoding="utf-8"):
        if line.startswith("#"):
            continue
        name, *at = line.split("\t")
        start, end, label_start, label_end = map(int, at)
        row, n = pred[name], n + 1
        meets = lambda s, a, b: s["start"] < b and a < s["end"]
        found = [
            a["speaker"]["id"]
            for a in row["attributions"]
            if a.get("speaker") and a.get("source") and any(meets(s, start, end) for s in spans(a["source"]))
        ]
        found += [e["id"] for e in row["entities"] if any(meets(m, start, end) for m in e["mentions"])]
        who = next((e for e in row["entities"] if found and e["id"] == found[0]), None)
        ok = who is not None and any(meets(m, label_start, label_end) for m in who["mentions"])
        right += ok
        kinds["right" if ok else "another" if who else "undecided"] += 1
        if not ok:
            t = text[name]
            shown.append(f"{t[label_start:label_end]} / {who and who['name']}: {t[max(0, start - 200):end]}<< {t[end:end+30]}")
    share("pronouns that are sources, right name", right, n, shown if examples else ())
    print("    " + ", ".join(f"{k} {v}" for k, v in sorted(kinds.items())))


def spans(role):
    return role.get("spans") or [role]


def fold(name):
    """a name in small letters, without article and form of address"""
    words = re.findall(r"\w+", name.lower())
    while len(words) > 1 and words[0] in {"the", "a", "an", "mr", "mrs", "miss", "ms", "dr", "m", "mme", "monsieur", "madame"}:
        words = words[1:]
    return " ".join(words)


def pdnc(gold_path, pred_path, examples):
    score = scorer()
    pred = {r["id"]: r for r in lines(pred_path)}
    right, n, shown, pairs = collections.Counter(), collections.Counter(), [], collections.Counter()
    for row in lines(gold_path):
        doc = score.Doc(row["text"])
        raw = [a for a in pred[row["id"]]["attributions"] if a["kind"] != "gesture"]
        bare = [{r: score.spans(a.get(r)) for r in score.ROLES} for a in raw]
        gold = doc.atts([{k: v for k, v in a.items() if k != "kind"} for a in row["attributions"]])
        for i, j in score.pair(gold, doc.atts(bare)):
            at = row["attributions"][i]
            names = {fold(x) for x in [at["speaker"], *row["characters"].get(at["speaker"], [])]}
            who = (raw[j].get("speaker") or {}).get("name")
            ok = who is not None and fold(who) in names
            pairs[(at["speaker"], who, ok)] += 1
            for kind in (at.get("quote_type") or "none", "all"):
                n[kind] += 1
                right[kind] += ok
            if not ok:
                shown.append(f"{at.get('quote_type')} {at['speaker']} / {who}: " + row["text"][at["content"][0][0] - 100 : at["content"][-1][1] + 60])
    for kind in ("Explicit", "Anaphoric", "Implicit", "all"):
        share(f"speaker of detected quotes, PDNC dev, {kind}", right[kind], n[kind], shown[:: max(len(shown) // 40, 1)] if examples and kind == "all" else ())
    if examples:
        for (who, said, ok), k in pairs.most_common(60):
            print(f"    {k:4} {who} / {said} {'right' if ok else ''}")


def main():
    args = [a for a in sys.argv[1:] if a != "--examples"]
    examples = len(args) < len(sys.argv) - 1
    what, rest = args[0], args[1:]
    {"polnear": polnear, "pronouns": pronouns, "pdnc": pdnc}[what](*rest, examples)


if __name__ == "__main__":
    sys.exit(main())
