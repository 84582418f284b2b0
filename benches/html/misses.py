#!/usr/bin/env python3
"""Metadata of the HTML development sets: accuracy by field, and the misses of one field.

    cargo build --release -p wirecopy-cli
    python3 benches/html/misses.py [--sets fundus-dev,htmldate-dev] [--field authors]

Reads the pages with target/release/wirecopy and scores them with the sets' own scorer. With --field, prints for
each miss what was expected, what was read and where that came from. Needs ../shared/eval/html.
"""
import argparse, json, subprocess, sys, tempfile
from collections import Counter

from sets import EVAL, ROOT, scorer

OURS = {"title": "title", "title_loose": "title", "authors": "authors", "date": "published", "date_1day": "published",
        "site": "outlet", "site_loose": "outlet", "lang": "language", "description": "description"}


def parse(folder, ground):
    """the answers of the command, by id; values of fields as the scorer wants them"""
    with tempfile.NamedTemporaryFile("w", suffix=".manifest") as manifest:
        for key, item in ground.items():
            line = {"id": key, "path": str((folder / item["file"]).resolve())}
            if item.get("url"):
                line["url"] = item["url"]
            manifest.write(json.dumps(line) + "\n")
        manifest.flush()
        done = subprocess.run([ROOT / "target/release/wirecopy", "parse", "--manifest", manifest.name,
                               "--input-format", "html", "--format", "jsonl"], capture_output=True, text=True)
    return {d["id"]: d for d in map(json.loads, filter(str.strip, done.stdout.splitlines()))}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sets", default="fundus-dev,htmldate-dev,trafilatura-dev,readability-dev,wcxb-dev")
    ap.add_argument("--field", choices=sorted(OURS))
    args = ap.parse_args()
    score = scorer()
    if score is None:
        return None
    for name in args.sets.split(","):
        folder = EVAL / name
        ground = score.load(str(folder / "ground.json"))
        answers = parse(folder, ground)
        plain = {}
        for key, d in answers.items():
            plain[key] = score.plain(d)
            if isinstance(d.get("description"), dict):
                plain[key]["description"] = d["description"]["value"]
        table, misses = score.meta_scores(ground, plain)
        print(f"{name}: {len(ground)} pages")
        for field, row in table.items():
            if "accuracy" in row:
                print(f"  {field:12s} {row['accuracy']:.3f}  of {row['expected']}, given {row['given']}")
        if args.field:
            came = Counter()
            for key, want, got in misses.get(args.field, []):
                given = (answers.get(key) or {}).get(OURS[args.field])
                given = given[0] if isinstance(given, list) and given else given
                origin = given.get("provenance") if isinstance(given, dict) else "nothing"
                came[origin] += 1
                print(f"    {key}\n      expected {want}\n      read     {got} ({origin})")
            print("  misses by origin:", dict(came.most_common()))


if __name__ == "__main__":
    sys.exit(main())
