"""Runs one Python extractor over one page set: peers.py ENGINE SET_FOLDER OUT.jsonl.

Pages are read and unpacked first; only the extraction is timed, in CPU time of the process. The last line on
standard output is `bytes seconds`.
"""
import gzip, json, sys, time
from pathlib import Path


def trafilatura(fast):
    from trafilatura import bare_extraction

    def run(page, url):
        d = bare_extraction(page, url=url, fast=fast, include_comments=False, with_metadata=True)
        if d is None:
            return {}
        return {"text": d.text, "title": d.title, "author": d.author, "date": d.date, "site": d.sitename,
                "lang": d.language, "description": d.description}
    return run


def readability():
    from lxml.html import fromstring
    from readability import Document

    def run(page, url):
        d = Document(page.decode("utf-8", "replace"))
        return {"text": fromstring(d.summary()).text_content(), "title": d.short_title()}
    return run


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def run(page, url):
        return {"text": extract_plain_text(bytes_to_str(page, detect_encoding(page)), main_content=True)}
    return run


ENGINES = {"trafilatura": lambda: trafilatura(False), "trafilatura-fast": lambda: trafilatura(True),
           "readability-lxml": readability, "resiliparse": resiliparse}


def main(engine, folder, out):
    run, folder = ENGINES[engine](), Path(folder)
    items = json.loads((folder / "ground.json").read_text())["items"]
    pages = [(k, gzip.open(folder / g["file"]).read(), g.get("url")) for k, g in items.items()]
    total = 0.0
    with open(out, "w", encoding="utf-8") as sink:
        for k, page, url in pages:
            start = time.process_time()
            try:
                answer = run(page, url)
            except Exception:                                  # a page that breaks an engine counts as empty
                answer = {}
            total += time.process_time() - start
            sink.write(json.dumps({"id": k, **answer}, ensure_ascii=False) + "\n")
    print(sum(len(p) for _, p, _ in pages), f"{total:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
