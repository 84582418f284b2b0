"""Many documents: what comes in, what goes out, errors, threads, progress, Ctrl-C."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest

import wirecopy as wc

SAID = "“We were never asked,” said Petra Quill."


def test_the_columns_say_what_the_objects_say(text):
    texts = [text, SAID, "No one spoke."]
    for table, name in ((wc.quotes(texts), "quotes"), (wc.attributions(texts), "attributions")):
        rows = iter(table)
        for n, one in enumerate(texts):
            doc = wc.parse(one)
            for a in getattr(doc, name):
                row = next(rows)
                assert (row["row"], row["document"], row["kind"]) == (n, str(n), a.kind)
                assert (row["speaker"], row["quote"], row["quoted"]) == (a.speaker, a.text, a.quoted)
                assert (row["start"], row["end"]) == (a.start, a.end)
                assert row["role"] == (a.entity.role if a.entity else None) and row["error"] is None
        assert next(rows, None) is None


@pytest.mark.parametrize("threads", [1, 2, 7, None])
def test_the_number_of_threads_changes_nothing(threads, text):
    texts = [text * (n % 5) + SAID for n in range(200)]
    assert wc.quotes(texts, threads=threads) == wc.quotes(texts, threads=3)
    assert wc.parse_many(texts, threads=threads) == wc.parse_many(texts, threads=2)
    with pytest.raises(ValueError, match="at least 1"):
        wc.quotes(texts, threads=0)


def test_one_bad_text_is_a_row(text):
    import pandas

    texts = [SAID, None, b"ab\xff", "\ud800", float("nan"), pandas.NA, wc.parse(text, language="de", id="d"), SAID]
    table = wc.quotes(texts, format="plain")
    assert [(r["row"], r["error"] is None) for r in table] == [(0, True), *((n, False) for n in range(1, 7)), (7, True)]
    errors = table.column("error")
    assert errors[1] == errors[4] == errors[5] == "no text"
    assert "not UTF-8" in errors[2] and "surrogates" in errors[3] and "language pack" in errors[6]
    assert [bool(e) for e in wc.parse_many(texts, format="plain").column("error")][:6] == [False, True, True, True, True, True]
    assert [bool(e) for e in wc.signatures(texts).column("error")][:4] == [False, True, True, True]
    copies = wc.dedup([SAID, None, b"ab\xff", SAID])
    assert [id for id, _ in copies.errors] == ["1", "2"] and copies.clusters == [["0", "3"]]


def test_what_is_no_list_of_texts():
    for wrong in (SAID, b"ab", 7):
        with pytest.raises(TypeError):
            wc.quotes(wrong)
    for function in (wc.quotes, wc.parse_many, wc.signatures, wc.dedup):
        with pytest.raises(TypeError, match="str, bytes or Document"):
            function([SAID, 7])
        with pytest.raises(ValueError, match="as many ids"):
            function([SAID], ids=["a", "b"])
        with pytest.raises(ValueError, match="as many ids"):
            function(iter([SAID]), ids=["a", "b"])
    with pytest.raises(wc.WirecopyError):
        wc.quotes([SAID], format="pdf")
    with pytest.raises(wc.WirecopyError):
        wc.quotes([SAID], words="verb")
    with pytest.raises(wc.WirecopyError):
        wc.signatures([SAID], permutations=1)


def test_an_error_while_walking_ends_the_call():
    def texts():
        yield SAID
        raise KeyError("gone")

    before = threading.active_count()
    for function in (wc.quotes, wc.parse_many, wc.signatures, wc.dedup):
        with pytest.raises(KeyError, match="gone"):
            function(texts())
    assert threading.active_count() == before


def columns():
    import pandas
    import polars
    import pyarrow

    texts = [SAID, None, "x" * 40, "", "é" * 20]
    arrow = pyarrow.array(texts)
    yield "pandas", pandas.Series(texts)
    yield "pandas objects", pandas.Series(texts, dtype=object)
    yield "pandas category", pandas.Series(texts, dtype="category")
    yield "pandas arrow", pandas.Series(texts, dtype=pandas.ArrowDtype(pyarrow.string()))
    yield "polars", polars.Series(texts)
    yield "polars chunks", polars.concat([polars.Series(texts[:2]), polars.Series(texts[2:])], rechunk=False)
    yield "polars category", polars.Series(texts, dtype=polars.Categorical)
    yield "array", arrow
    yield "large", arrow.cast(pyarrow.large_string())
    yield "view", arrow.cast(pyarrow.string_view())
    yield "dictionary", arrow.dictionary_encode()
    yield "binary", arrow.cast(pyarrow.binary())
    yield "chunked", pyarrow.chunked_array([texts[:2], texts[2:]])
    yield "sliced", pyarrow.array(["other", *texts, "other"]).slice(1, 5)
    yield "sliced view", pyarrow.array(["other", *texts, "other"]).cast(pyarrow.string_view()).slice(1, 5)
    yield "iterator", iter(texts)


def test_every_kind_of_column_gives_the_same():
    wanted = wc.parse_many([SAID, None, "x" * 40, "", "é" * 20], format="plain")
    for name, column in columns():
        assert wc.parse_many(column, format="plain") == wanted, name
    for name, column in columns():
        assert wc.quotes(column, format="plain").column("speaker")[0] == "Petra Quill", name
    for name, column in columns():
        assert wc.dedup(column).errors == [("1", "no text")], name


def test_a_table_is_no_column():
    import polars

    with pytest.raises(TypeError, match="give one column"):
        wc.quotes(polars.DataFrame({"text": [SAID], "id": ["a"]}))
    with pytest.raises(TypeError, match="strings or bytes"):
        wc.quotes(polars.Series([1, 2]))


def test_names_for_the_rows():
    import polars

    assert wc.quotes([SAID, SAID], ids=polars.Series(["x", "y"])).column("document") == ["x", "y"]
    assert wc.quotes([SAID, SAID], ids=[7, 8]).column("document") == ["7", "8"]
    assert wc.quotes([wc.parse(SAID, id="own"), SAID]).column("document") == ["own", "1"]


def test_where_columns_go(text):
    import pandas
    import polars
    import pyarrow

    tables = [wc.quotes([text, None]), wc.signatures([text, None]), wc.parse_many([text, None]), wc.dedup([text, text]),
              wc.dedup([text, text]).groups(), wc.Pages([wc.parse(text)]).speakers(), wc.quotes([])]  # fmt: skip
    for table in tables:
        rows = table.to_pylist()
        assert pyarrow.table(table).to_pylist() == rows
        assert table.to_polars().to_dicts() == rows
        assert isinstance(table.to_polars(), polars.DataFrame)
        frame = table.to_pandas()
        assert isinstance(frame, pandas.DataFrame) and len(frame) == len(rows)
        assert [None if pandas.isna(v) else v for v in frame[frame.columns[0]]] == [r[frame.columns[0]] for r in rows]
    assert wc.quotes([text] * 9000, engine="rules").to_polars().height == 9000 * len(wc.parse(text, engine="rules").quotes)


@pytest.mark.parametrize("call", [wc.quotes, wc.parse_many, wc.signatures])
def test_no_rows_have_the_same_columns(call, text):
    empty, full = call([]).to_polars(), call([text]).to_polars()
    assert empty.schema == full.schema and empty.height == 0


def test_a_stream_is_used_once_and_let_go_unused():
    import pyarrow

    table = wc.quotes([SAID])
    table.__arrow_c_stream__()
    table.__arrow_c_schema__()
    assert pyarrow.schema(table).names == list(table.columns)
    reader = pyarrow.RecordBatchReader.from_stream(table)
    kept = reader.read_all()
    del table, reader
    assert kept.column("speaker").to_pylist() == ["Petra Quill"]


def test_progress_is_told(capsys):
    told = []
    wc.quotes([SAID] * 300, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (300, 300) and told == sorted(told)
    wc.quotes(iter([SAID] * 3), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, None)
    wc.quotes([SAID] * 3, progress=True)
    assert capsys.readouterr().err.endswith(" a second\n")

    def stop(done, total):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        wc.quotes([SAID] * 3, progress=stop)


def test_other_threads_run_meanwhile(text):
    ticks, ended = [], threading.Event()

    def tick():
        while not ended.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    watcher = threading.Thread(target=tick)
    watcher.start()
    started = time.monotonic()
    wc.quotes([text * 20] * 40, threads=1)
    during = [t for t in ticks if started < t < time.monotonic()]
    ended.set()
    watcher.join()
    assert len(during) > 3


CALLS = {
    "quotes": "wc.quotes(itertools.repeat(text))",
    "one long text": "wc.quotes([text * 3000], threads=1)",
    "parse_many": "wc.parse_many(itertools.repeat(text))",
    "signatures": "wc.signatures(itertools.repeat(text))",
    "dedup": "wc.dedup(text + str(n) for n in itertools.count())",
}


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("call", CALLS)
def test_ctrl_c_is_heard(call, text):
    code = f"""
        import itertools, time, wirecopy as wc
        text = {text!r}
        wc.quotes([text])
        print("ready", flush=True)
        try:
            {CALLS[call]}
        except KeyboardInterrupt:
            print("ended", time.monotonic(), flush=True)
    """
    child = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.4)
    sent = time.monotonic()
    child.send_signal(signal.SIGINT)
    word, ended = child.stdout.readline().split()
    assert word == "ended" and float(ended) - sent < (0.2 if load() < 2 else 2)
    child.kill()
    child.wait()
    child.stdout.close()


def load():
    """Programs that want a processor, for each there is: on a busy machine a promise in seconds cannot be tested."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)
