"""Runs one Python peer over documents: peers.py PEER DOCS.jsonl PAIRS.tsv.

Text in, pairs at an estimated Jaccard of .8 out: runs of five words, 128 permutations. `rensa` gets its words as
the scorer folds them (entities, NFKC, quotes, case), `rensa-bare` in small letters only; `gaoya` folds for itself.
Documents are read first; the last line is `documents seconds`, CPU time.
"""
import html, json, re, sys, time, unicodedata

QUOTES = dict.fromkeys(map(ord, "\"'“”‘’«»„‚`´\u00ad\u200b\ufeff"))


def folded(text):
    text = html.unescape(html.unescape(text))
    return unicodedata.normalize("NFKC", text).translate(QUOTES).casefold()


def rensa(docs, fold=folded):
    from rensa import RMinHash, RMinHashLSH

    word = re.compile(r"\w+")
    sketches, index = [], RMinHashLSH(threshold=0.8, num_perm=128, num_bands=16)
    for k, text in enumerate(docs):
        words = word.findall(fold(text))
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update([" ".join(words[i:i + 5]) for i in range(max(1, len(words) - 4))])
        index.insert(k, sketch)
        sketches.append(sketch)
    for k, sketch in enumerate(sketches):
        for other in index.query(sketch):
            if other < k and sketch.jaccard(sketches[other]) >= 0.8:
                yield other, k


def gaoya(docs):
    from gaoya.minhash import MinHashStringIndex

    # 16 bands of 8: the split of 128 whose curve rises nearest to the threshold.
    index = MinHashStringIndex(32, 0.8, 16, 8, None, "word", True, (5, 5), "vec")
    for k, text in enumerate(docs):
        index.insert_document(k, text)
    for k, text in enumerate(docs):
        for other in index.query(text):
            if other < k:
                yield other, k


def main(peer, path, out):
    items = [json.loads(line) for line in open(path, encoding="utf-8")]
    texts = [d["text"] for d in items]
    start = time.process_time()
    pairs = list({"rensa": rensa, "rensa-bare": lambda docs: rensa(docs, str.lower), "gaoya": gaoya}[peer](texts))
    seconds = time.process_time() - start
    with open(out, "w", encoding="utf-8") as sink:
        sink.writelines(f"{items[a]['id']}\t{items[b]['id']}\n" for a, b in pairs)
    print(len(texts), f"{seconds:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
