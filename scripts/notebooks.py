#!/usr/bin/env python3
"""Runs the notebooks of examples/notebooks and keeps their output.

With --check, only says whether what is kept is fresh, and fails when it is not; with --try, fails only when a notebook
does not run: an answer that has become better does not stop other work.

Needs nbclient and ipykernel, which `make venv` installs, and wirecopy in the same environment.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent.parent / "examples/notebooks"


def run(path):
    """The notebook with fresh output; nothing in it depends on the hour or the machine."""
    book = nbformat.read(path, as_version=4)
    NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    for cell in book.cells:
        cell.metadata.pop("execution", None)
    book.metadata["language_info"] = {"name": "python"}
    return book


def shown(book):
    """What a reader sees of each cell."""
    cells = []
    for cell in book.cells:
        outputs = [o.get("text") or dict(o.get("data", {})) for o in cell.get("outputs", [])]
        cells.append((cell.source, outputs))
    return cells


def main():
    stale = []
    books = sorted(FOLDER.glob("*.ipynb"))
    for path in books:
        kept, fresh = nbformat.read(path, as_version=4), run(path)
        if {"--check", "--try"} & set(sys.argv[1:]):
            if shown(kept) != shown(fresh):
                stale.append(path.name)
        else:
            nbformat.write(fresh, path)
            print(f"ran {path.name}")
    if stale:
        print(f"stale: {', '.join(stale)}; run `make notebooks`", file=sys.stderr)
        return 2 if "--check" in sys.argv[1:] else 0
    print(f"{len(books)} notebooks ran")
    return 0 if books else 1


if __name__ == "__main__":
    sys.exit(main())
