"""The shared vectors: `to_json` must give the bytes that Rust gave, and the objects must say the same.

`make vectors` writes them, with the answers of the Rust library, to target/vectors.
"""

import json
from pathlib import Path

import pytest

import wirecopy as wc

VECTORS = Path(__file__).resolve().parents[2] / "target/vectors"
FIND = ("engine", "dial", "words")
PARSE = ("id", "format", "url", "outlet", "published", "language", "title", "favor")


def names():
    listed = VECTORS / "list"
    if not listed.exists():
        pytest.fail(f"no vectors in {VECTORS}: run `make vectors`", pytrace=False)
    found = listed.read_text(encoding="utf-8").split("\n")[:-1]
    if not found:
        pytest.fail(f"{listed} names no vectors", pytrace=False)
    return found


def read(name):
    """What is asked for, and the documents of a vector."""
    asked, inputs = {}, []
    for line in (VECTORS / name / "plan").read_text(encoding="utf-8").split("\n")[:-1]:
        key, value = line.split("\t")
        if key == "input":
            inputs.append({"content": (VECTORS / name / value).read_bytes()})
        else:
            (inputs[-1] if inputs else asked)[key] = value
    documents = []
    asked["ranks"] = [given.pop("rank", None) for given in inputs]
    for given in inputs:
        content = given.pop("content")
        assert set(given) <= set(PARSE)
        documents.append(wc.parse(content, **given, **{key: asked[key] for key in FIND if key in asked}))
    answer = (VECTORS / name / "answer").read_bytes()
    asked["content"] = [(VECTORS / name / f"{k}.in").read_bytes() for k in range(len(inputs))]
    return asked, documents, answer


SAY = {"true": True, "false": False}
NUMBERS = {"threshold": float, "containment": float}
COPIES = (
    "threshold", "normalize", "scheme", "shingle", "characters", "permutations", "bands", "containment", "passages",
    "passage_words", "cap", "estimate", "keep", "threads", "quotes",
)  # fmt: skip


def copies_settings(asked):
    """Keyword arguments of `dedup`. It looks for no partial copies with "basic", as Rust does not: so it is always said."""
    out = {"passages": "scheme" not in asked}
    for key in COPIES:
        value = asked.get(key)
        if value is None:
            continue
        if value in SAY:
            out[key] = SAY[value]
        elif key == "bands":
            out[key] = tuple(int(n) for n in value.split("x"))
        elif key in NUMBERS:
            out[key] = NUMBERS[key](value)
        else:
            out[key] = int(value) if value.isdigit() else value
    return out


def signature_line(row):
    told = {"id": row["document"], **{key: row[key] for key in ("words", "exact", "simhash")}, "values": row["values"]}
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False)


def ask(asked, documents):
    shape = {key: asked[key] for key in ("offsets", "scope", "style") if key in asked}
    if "min_confidence" in asked:
        shape["min_confidence"] = float(asked["min_confidence"])
    offsets = {key: value for key, value in shape.items() if key == "offsets"}
    match asked["op"]:
        case "document" | "attributions" | "reports" as op:
            (document,) = documents
            return document.to_json(op, **shape)
        case "dedup":
            settings = copies_settings(asked)
            table = None
            if "least" in asked:
                table = wc.dedup(documents, **settings).boilerplate(int(asked["least"]))
            ranks = [int(rank) if rank else None for rank in asked["ranks"]] if any(asked["ranks"]) else None
            copies = wc.dedup(documents, **settings, boilerplate=table, ranks=ranks)
            return copies.to_json("pairs", **offsets) + "\n" + copies.to_json("clusters", **offsets)
        case "signatures":
            settings = copies_settings(asked)
            del settings["passages"]
            return "\n".join(signature_line(row) for row in wc.signatures(documents, **settings))
        case "speakers":
            pairs = [pair.split("#")[0].split("=") for pair in asked.get("aliases", "").split(";") if pair.strip()]
            aliases = [(other.strip(), name.strip()) for other, name in pairs]
            return wc.speakers(documents, aliases=aliases).to_json(**offsets)
        case "story":
            return wc.story(documents).to_json(**offsets)
        case "verify":
            return wc.verify(documents[0], documents[1:]).to_json(**offsets)
        case "annotate":
            (document,), (content,) = documents, asked["content"]
            return document.annotate(content, **{k: v for k, v in shape.items() if k == "scope"}).decode()
        case op:
            pytest.fail(f"an op that Python does not know: {op}")


@pytest.mark.parametrize("name", names())
def test_the_json_is_that_of_rust(name):
    asked, documents, answer = read(name)
    assert ask(asked, documents).encode() == answer


@pytest.mark.parametrize("name", names())
def test_the_objects_say_what_the_json_says(name):
    _, documents, _ = read(name)
    for document in documents:
        check_offsets(document)
        told = json.loads(document.to_json("attributions", scope="all"))["attributions"]
        found = document.all_attributions
        assert [a.id for a in found] == [t["id"] for t in told]
        for a, t in zip(found, told, strict=True):
            assert a.kind == t["kind"] and a.flags == t["flags"] and a.depth == t["depth"]
            assert a.confidence == t["confidence"] and a.act == t.get("act")
            assert a.verifiability == t.get("verifiability")
            assert a.speaker == (t["speaker"] and t["speaker"]["name"])
            assert [(p.start, p.end) for p in a.pieces] == [(s["start"], s["end"]) for s in t["content"]]
            assert (a.cue and (a.cue.start, a.cue.act)) == (t["cue"] and (t["cue"]["start"], t["cue"]["class"]))
            assert (a.source and a.source.type) == (t["source"] and t["source"]["type"])
            assert [(n.name, n.role, n.inferred) for n in a.chain] == [
                (n["name"], n["role"], n["inferred"]) for n in t["chain"]
            ]


@pytest.mark.parametrize("name", names())
def test_the_tables_say_what_the_json_says(name):
    asked, documents, _ = read(name)
    if asked["op"] != "reports":
        return
    (document,) = documents
    told = json.loads(document.to_json("reports"))
    rows = document.sources()
    assert [(r["entity"], r["words"], r["verifiability"]) for r in rows] == [
        (s["entity"]["id"], s["words"], s["verifiability"]) for s in told["sources"]
    ]
    for row in document.anonymous_audit():
        for ground in ("basis", "reason"):
            words, start, end = (row[f"{ground}_{part}"] for part in ("text", "start", "end"))
            assert (words is None) == (start is None) and (words is None or document.text[start:end] == words)
    for row, reply in zip(document.right_of_reply(), told["right_of_reply"], strict=True):
        assert row["given"] == reply["given"] and row["accused"] == reply["accused"]["name"]
        extent = document.text[row["start"] : row["end"]]
        assert all(piece in extent for piece in row["accusation"].split(" … "))


def check_offsets(document):
    """Everything that has offsets slices the text to what it says."""
    for part in document.blocks:
        assert document.text[part.start : part.end] == part.text
    for a in document.all_attributions:
        pieces = a.pieces + a.quoted_pieces
        pieces += [p for n in a.chain for p in (n.mention, n.cue) if p]
        for part in filter(None, (a.cue, a.source)):
            pieces += [*part.pieces, part.head]
            assert part.text == " … ".join(p.text for p in part.pieces)
            assert part.start == part.pieces[0].start and part.end == part.pieces[-1].end
        for piece in pieces:
            assert document.text[piece.start : piece.end] == piece.text
        assert a.text == " … ".join(p.text for p in a.pieces)
        assert document.text[a.start : a.end] == a.extent_text
    for entity in document.entities:
        for piece in [*entity.mentions, *filter(None, (entity.basis, entity.reason))]:
            assert document.text[piece.start : piece.end] == piece.text
