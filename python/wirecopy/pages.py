"""Reading documents from files: one, several, a folder, or lines of JSON."""

from __future__ import annotations

import glob
import gzip
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, overload

from wirecopy import many, reports
from wirecopy._native import Document, Story, WirecopyError, parse, story
from wirecopy.people import Speakers
from wirecopy.progress import Told
from wirecopy.table import Table

FORMATS = {".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown", ".markdown": "markdown", ".txt": "plain",
           ".mhtml": "mhtml", ".mht": "mhtml"}  # fmt: skip
"""How the files of a folder are read, by the end of their names (`.gz` may follow); others are left alone."""

LINES = (".jsonl", ".ndjson")

COMPANIONS = (
    "_files", ".files", "-files", "-Dateien", "_fichiers", "_bestanden", "_file", "_archivos", "-filer",
    "_tiedostot", "_pliki", "_soubory", "_elemei", "_ficheiros", "_arquivos", "_dosyalar", "_datoteke", "_fitxers",
    "_failid", "_fails", "_bylos", "_fajlovi", "_fitxategiak",
)  # fmt: skip
"""What browsers add to a page's name for the folder of its pictures and scripts, as in the command's table."""

class Pages(Sequence[Document]):
    """Documents in the order they were read, and what could not be read.

    `errors` holds a pair of name and exception for each input that failed; the others are there all the same. The
    tables go to pandas, polars, Arrow and CSV.
    """

    def __init__(self, documents: Sequence[Document], errors: Sequence[tuple[str, Exception]] = ()) -> None:
        self._documents = tuple(documents)
        self.errors = tuple(errors)

    def __len__(self) -> int:
        return len(self._documents)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> Pages: ...
    def __getitem__(self, index: int | slice) -> Document | Pages:
        if isinstance(index, slice):
            return Pages(self._documents[index], self.errors)
        return self._documents[index]

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pages):
            return NotImplemented
        return self._documents == other._documents and self._failures() == other._failures()

    def __hash__(self) -> int:
        return hash((self._documents, self._failures()))

    def _failures(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, str(error)) for name, error in self.errors)

    def __reduce__(self) -> tuple[Any, ...]:
        return Pages, (self._documents, tuple((name, _plain(error)) for name, error in self.errors))

    def quotes(self, *, threads: int | None = 1, progress: bool | Told = False) -> Table:
        """A row for each attribution with words inside quotation marks; offsets are code points.

        The columns, `threads` and `progress` are those of `wirecopy.quotes`.

        >>> pages = Pages([parse("“Not once,” said Petra Quill.", format="plain", id="a1")])
        >>> pages.quotes()[0]["speaker"]
        'Petra Quill'
        """
        return many.quotes(self._documents, threads=threads, progress=progress)

    def attributions(self, *, threads: int | None = 1, progress: bool | Told = False) -> Table:
        """A row for each attribution, with quotation marks or without."""
        return many.attributions(self._documents, threads=threads, progress=progress)

    def speakers(self, *, aliases: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> Speakers:
        """The same people across the documents, a row for each: see `wirecopy.speakers`."""
        return Speakers(self._documents, aliases)

    def sources(self) -> Table:
        """A row for each source of each document: the columns of `Document.sources`, after the document's.

        >>> pages = Pages([parse("Two officials said that it leaks.", format="plain", id="a1", outlet="The Harbour Courier")])
        >>> [(r["outlet"], r["source"], r["words"]) for r in pages.sources()]
        [('The Harbour Courier', 'two officials', 3)]
        """
        return reports.all_sources(self._documents)

    def anonymous_audit(self) -> Table:
        """A row for each unnamed source of each document: the columns of `Document.anonymous_audit`."""
        return reports.all_anonymous(self._documents)

    def right_of_reply(self) -> Table:
        """A row for each accusation in each document: the columns of `Document.right_of_reply`."""
        return reports.all_replies(self._documents)

    def story(self) -> Story:
        """The documents compared, as articles on one event."""
        return story(list(self._documents))

    def __repr__(self) -> str:
        failed = f", {len(self.errors)} not read" if self.errors else ""
        return f"<Pages: {len(self)} documents{failed}>"

    def _repr_html_(self) -> str:
        from wirecopy.display import pages

        return pages(self)


def read(source: str | os.PathLike[str], *, format: str = "auto", **known: str) -> Pages:
    """Reads a file, a folder (with the folders in it), or all files that match a pattern.

    The id of a document is its file's name without `.gz` and one known ending; when two would be the same,
    both keep their path below the folder. Folders that a browser saved beside a page (`wall_files` beside
    `wall.html`) and hidden files are passed over. Files of JSON lines hold a document a line (`id`, `text` or `html`,
    and if known `url`, `outlet`, `date`, `language`, `title`). `format` and what else is given (`outlet=…`)
    holds for all. A document that cannot be read is in `Pages.errors`. Raises FileNotFoundError when there is
    no such file.
    """
    paths, base = _paths(source)
    documents: list[Document] = []
    errors: list[tuple[str, Exception]] = []
    ids = _ids(paths, base)
    for path in paths:
        ending = _ending(path)
        try:
            content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            if ending in LINES:
                _lines(path, content, format, known, documents, errors)
                continue
            how = format if format != "auto" else FORMATS.get(ending, "auto")
            documents.append(parse(content, format=how, **{"id": ids[path], **known}))
        except (OSError, EOFError, WirecopyError) as error:
            errors.append((str(path), error))
    return Pages(documents, errors)


def _plain(error: Exception) -> Exception:
    """The error as it can be pickled: of its kind, with its words."""
    try:
        return type(error)(str(error))
    except TypeError:
        return ValueError(str(error))


def _ending(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return os.path.splitext(name)[1]


def _paths(source: str | os.PathLike[str]) -> tuple[list[Path], Path]:
    """The files meant, and the folder that ids are relative to."""
    path = Path(source)
    if path.is_dir():
        return sorted(_walk(path)), path
    if path.exists():
        return [path], path.parent
    paths = sorted(Path(name) for name in glob.glob(os.fspath(source), recursive=True))
    paths = [p for p in paths if p.is_file()]
    if not paths:
        raise FileNotFoundError(f"no such file, folder or pattern: {os.fspath(source)}")
    return paths, Path(os.path.commonpath([p.parent for p in paths]))


def _walk(folder: Path) -> Iterator[Path]:
    """The documents under a folder; hidden files, links to folders and companions of pages are left out."""
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink() and not _belongs_to_a_page(path):
                yield from _walk(path)
        elif path.is_file() and (_ending(path) in FORMATS or _ending(path) in LINES):
            yield path


def _belongs_to_a_page(folder: Path) -> bool:
    stems = (folder.name.removesuffix(ending) for ending in COMPANIONS if folder.name.endswith(ending))
    return any(
        stem and folder.with_name(stem + ending).is_file()
        for stem in stems
        for ending in (".html", ".htm", ".xhtml")
    )


def _ids(paths: Sequence[Path], base: Path) -> dict[Path, str]:
    def short(path: Path) -> str:
        name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
        stem, ending = os.path.splitext(name)
        return stem if ending.lower() in FORMATS else name

    times = Counter(short(path) for path in paths)
    return {p: short(p) if times[short(p)] == 1 else p.relative_to(base).as_posix() for p in paths}


def _lines(
    path: Path,
    content: bytes,
    format: str,
    known: dict[str, str],
    documents: list[Document],
    errors: list[tuple[str, Exception]],
) -> None:
    """Reads a document a line. A field `text` is plain unless `format` says so; `html` is HTML."""
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            fields: Any = json.loads(line)
            if not isinstance(fields, dict):
                raise ValueError("the line is no JSON object")
            text, how = fields.get("text"), "plain" if format == "auto" else format
            if text is None:
                text, how = fields.get("html"), "html"
            if not isinstance(text, str):
                raise ValueError('the line has no "text" or "html"')
            names = {"id": "id", "url": "url", "outlet": "outlet", "date": "published", "published": "published",
                     "language": "language", "lang": "language", "title": "title"}  # fmt: skip
            given = {new: str(fields[old]) for old, new in names.items() if fields.get(old) not in (None, "")}
            documents.append(parse(text, format=how, **{**given, **known}))
        except ValueError as error:
            errors.append((f"{path}:{number}", error))
