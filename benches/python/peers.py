#!/usr/bin/env python3
"""Ours and other packages on the same documents in one run: CPU time of one process, the best of the rounds in turns.

    python3 benches/python/peers.py [--count 2000] [--rounds 3]

Run it with the Python that `run.py` made (target/bench/python/venv), after
`pip install` of what PINNED names. What each is asked for:

* copies: all pairs with a Jaccard of about .8 of word 5-grams. rensa and datasketch sketch (128 permutations) and look
  candidates up; wirecopy verifies each pair and finds shared passages besides.
* pages: the text of an article out of its HTML.
* quotes: direct quotations with speaker and cue. textacy gets the parse for nothing: tokens, tags and heads that
  wirecopy found are put into a spaCy `Doc` before the clock starts; wirecopy's time has all in it, from the text on.
"""

import argparse
import gzip
import json
import re
import time
from pathlib import Path

import wirecopy as wc

PINNED = ["rensa==0.5.0", "datasketch==2.0.0", "trafilatura==2.3.1", "lxml_html_clean", "textacy==0.13.0"]
ROOT = Path(__file__).resolve().parents[2]
WORD = re.compile(r"\w+")


def clocked(rounds, **runs):
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, run in runs.items():
            began = time.process_time()
            run()
            best[name] = min(best[name], time.process_time() - began)
    return best


def told(what, best, ours, amount, unit):
    print(f"== {what}")
    for name, taken in sorted(best.items(), key=lambda item: item[1]):
        print(f"{name:32} {taken:8.2f} s {amount / taken:10.1f} {unit}/s {taken / best[ours]:8.2f} times wirecopy's time")


def copies(texts, rounds):
    import datasketch
    import rensa

    def grams(text):
        words = WORD.findall(text.lower())
        return [" ".join(words[k : k + 5]) for k in range(max(len(words) - 4, 1))]

    def with_rensa():
        lsh = rensa.RMinHashLSH(threshold=0.8, num_perm=128, num_bands=16)
        sketches = []
        for n, text in enumerate(texts):
            sketch = rensa.RMinHash(num_perm=128, seed=1)
            sketch.update(grams(text))
            lsh.insert(n, sketch)
            sketches.append(sketch)
        pairs = [(n, m) for n, s in enumerate(sketches) for m in lsh.query(s) if m > n and s.jaccard(sketches[m]) >= 0.8]
        counts["rensa"] = len(pairs)

    def with_datasketch():
        lsh = datasketch.MinHashLSH(threshold=0.8, num_perm=128)
        sketches = []
        for n, text in enumerate(texts):
            sketch = datasketch.MinHash(num_perm=128)
            sketch.update_batch([g.encode() for g in grams(text)])
            lsh.insert(n, sketch)
            sketches.append(sketch)
        pairs = [(n, m) for n, s in enumerate(sketches) for m in lsh.query(s) if m > n and s.jaccard(sketches[m]) >= 0.8]
        counts["datasketch"] = len(pairs)

    def ours():
        counts["wirecopy"] = sum(p.score >= 0.8 for p in wc.dedup(texts).pairs)

    counts = {}
    size = sum(len(t.encode()) for t in texts) / 1e6
    best = clocked(rounds, wirecopy=ours, rensa=with_rensa, datasketch=with_datasketch)
    told(f"copies: {len(texts)} documents, {size:.0f} MB; pairs of .8 and more: {counts}", best, "wirecopy", size, "MB")


def pages(folder, rounds):
    import trafilatura

    found = [p.read_bytes() for p in sorted(folder.rglob("*")) if p.suffix in (".html", ".htm")]
    found += [gzip.decompress(p.read_bytes()) for p in sorted(folder.rglob("*.html.gz"))]
    found = found[:100]
    size = sum(map(len, found)) / 1e6
    best = clocked(
        rounds,
        wirecopy=lambda: [wc.parse(p, format="html").body for p in found],
        trafilatura=lambda: [trafilatura.extract(p) for p in found],
        trafilatura_fast=lambda: [trafilatura.extract(p, fast=True) for p in found],
    )
    told(f"pages: {len(found)} pages, {size:.1f} MB of HTML", best, "wirecopy", size, "MB")


def quotes(texts, rounds):
    import spacy
    from textacy.extract import direct_quotations

    nlp = spacy.blank("en")
    docs = []
    for text in texts:
        tokens = wc.parse(text, format="plain").tokens()
        upos, penn, names = tokens.upos_names(), tokens.penn_names(), tokens.relation_names()
        # spaCy's English models name some relations otherwise; these are what textacy's rules look at.
        english = {"obj": "dobj", "nsubj:pass": "nsubjpass", "root": "ROOT"}
        ends = [*tokens.start[1:], len(text)]
        docs.append(
            spacy.tokens.Doc(
                nlp.vocab,
                words=tokens.forms(),
                spaces=[text[e:s] == " " for e, s in zip(tokens.end, ends)],
                lemmas=tokens.lemmas(),
                pos=[upos[k] for k in tokens.upos],
                tags=[penn[k] for k in tokens.penn],
                heads=[k if h < 0 else h for k, h in enumerate(tokens.head)],
                deps=[english.get(names[k], names[k]) for k in tokens.relation],
            )
        )
    counts = {}

    def with_textacy():
        counts["textacy"] = sum(len(list(direct_quotations(doc))) for doc in docs)

    def ours(engine):
        return lambda: counts.__setitem__(engine, len(wc.quotes(texts, format="plain", engine=engine, threads=1)))

    size = sum(len(t.encode()) for t in texts) / 1e6
    best = clocked(rounds, **{"wirecopy": ours("model"), "wirecopy, rules": ours("rules"), "textacy, parse given": with_textacy})
    told(f"quotes: {len(texts)} articles, {size:.1f} MB; found: {counts}", best, "wirecopy", size, "MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["copies", "pages", "quotes"])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    from articles import article

    articles = [article(n) for n in range(min(args.count, 200))]
    generated = ROOT / f"target/bench/python/generated-{args.count}.docs.jsonl"
    if "copies" in args.what:
        if generated.exists():
            texts = [json.loads(line)["text"] for line in generated.open(encoding="utf-8")]
        else:
            print(f"skipped: no {generated.name}, which run.py makes; invented articles, each twice")
            texts = [article(n // 2) for n in range(args.count)]
        copies(texts, args.rounds)
    if "pages" in args.what:
        folder = ROOT.parent / "shared/eval/html/fundus-dev"
        if folder.exists():
            pages(folder, args.rounds)
        else:
            print("skipped: the pages of ../shared/eval/html are not there")
    if "quotes" in args.what:
        quotes(articles, args.rounds)


if __name__ == "__main__":
    main()
