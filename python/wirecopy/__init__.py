"""Who said what, and who copied whom: quotes, sources, copies and stories from news text.

>>> import wirecopy as wc
>>> doc = wc.parse("“We were never asked,” said Petra Quill, mayor of Port Vellin.", format="plain")
>>> doc.text[:21]
'“We were never asked,'
"""

from wirecopy._native import (
    Attribution,
    Block,
    Boilerplate,
    ChainNode,
    Copies,
    Cue,
    Document,
    Entity,
    Pair,
    Piece,
    Source,
    Story,
    Tokens,
    Verification,
    WirecopyError,
    __version__,
    parse,
    story,
    strip,
    verify,
)
from wirecopy.display import render
from wirecopy.many import attributions, boilerplate, dedup, parse_many, quotes, signatures
from wirecopy.pages import Pages, read
from wirecopy.people import Speakers, speakers
from wirecopy.table import Table

Quote = Attribution
"""An attribution of `Document.quotes`: one that has words inside quotation marks."""

__all__ = [
    "Attribution",
    "Block",
    "Boilerplate",
    "ChainNode",
    "Copies",
    "Cue",
    "Document",
    "Entity",
    "Pages",
    "Pair",
    "Piece",
    "Quote",
    "Source",
    "Speakers",
    "Story",
    "Table",
    "Tokens",
    "Verification",
    "WirecopyError",
    "__version__",
    "attributions",
    "boilerplate",
    "dedup",
    "parse",
    "parse_many",
    "quotes",
    "read",
    "render",
    "signatures",
    "speakers",
    "story",
    "strip",
    "verify",
]
