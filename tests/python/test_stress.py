"""Processes, threads and memory. Small here; `.ci/full` sets WIRECOPY_STRESS=full: 1,000 forks, a million calls."""

import gc
import multiprocessing
import os
import sys
import threading
from pathlib import Path

import pytest

import wirecopy as wc

FULL = os.environ.get("WIRECOPY_STRESS") == "full"
SAID = "“We were never asked,” said Petra Quill. “Not once.” The pumps were sold, two officials told Nordwire."


def used(texts, threads=2):
    """What is done on both sides of a fork: objects, columns with threads, copies."""
    doc = wc.parse(texts[0], format="plain")
    table = wc.quotes(texts, threads=threads)
    return doc.to_json(), table.to_pylist(), wc.dedup(texts, ids=range(len(texts))).clusters


def child(texts, wanted, queue):
    queue.put(used(texts) == wanted)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_used_with_threads_forked_and_used_in_the_child():
    texts = [SAID, SAID * 3, "No one spoke."]
    wanted = used(texts)
    for _ in range(1000 if FULL else 25):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                code = 0 if used(texts) == wanted else 2
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        assert threading.active_count() == 1 or not FULL
    assert used(texts) == wanted


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_forked_while_other_threads_work():
    texts, stop = [SAID] * 4, threading.Event()
    wanted = used(texts)

    def work():
        while not stop.is_set():
            wc.quotes(texts, threads=2)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    try:
        for _ in range(200 if FULL else 10):
            pid = os.fork()
            if pid == 0:
                os._exit(0 if used(texts) == wanted else 2)
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    finally:
        stop.set()
        for worker in workers:
            worker.join()


@pytest.mark.parametrize("how", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_processes_of_every_kind(how):
    context = multiprocessing.get_context(how)
    texts = [SAID, SAID * 3]
    wanted = used(texts)
    # A new interpreter takes a second; a fork takes none.
    for _ in range((1000 if how != "spawn" else 100) if FULL else 2):
        queue = context.SimpleQueue()
        process = context.Process(target=child, args=(texts, wanted, queue))
        process.start()
        assert queue.get() is True
        process.join()
        assert process.exitcode == 0
        process.close()
        queue.close()


@pytest.mark.parametrize("how", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_documents_go_to_processes_and_come_back(how):
    docs = [wc.parse(SAID, format="plain", id=str(n), outlet="Nordwire") for n in range(4)]
    with multiprocessing.get_context(how).Pool(2) as pool:
        assert pool.map(quoted, docs) == [d.quotes for d in docs]


def quoted(doc):
    return doc.quotes


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc")
def test_small_calls_leave_nothing_behind():
    calls = 1_000_000 if FULL else 20_000
    text = "“No,” said Ada Lund."

    def round_of(count):
        for n in range(count):
            doc = wc.parse(text, format="plain")
            if n % 50 == 0:
                doc.quotes, doc.entities, repr(doc), doc.mask(), doc == doc, hash(doc)  # noqa: B018
            if n % 500 == 0:
                wc.quotes([text], threads=1).to_pylist()
                try:
                    wc.parse(b"\xff", format="plain")
                except wc.WirecopyError:
                    pass

    round_of(calls // 10)
    gc.collect()
    before = resident()
    round_of(calls)
    gc.collect()
    assert resident() - before < 4 << 20


def test_threads_share_everything():
    doc = wc.parse(SAID * 30, format="plain")
    table = wc.quotes([SAID] * 50)
    wanted = (doc.to_json(), table.to_pylist(), wc.quotes([SAID] * 20).to_pylist())
    fresh = [wc.parse(SAID * (n % 7 + 1), format="plain") for n in range(40)]
    failures, start = [], threading.Barrier(8)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)

    def work():
        try:
            start.wait()
            for _ in range(200 if FULL else 6):
                for one in fresh:
                    assert one.quotes[0].speaker == "Petra Quill" and one.quotes[0].entity == one.quotes[0].entity
                found = (doc.to_json(), table.to_pylist(), wc.quotes([SAID] * 20, threads=2).to_pylist())
                assert found == wanted
                assert table[3:9].to_pylist() == wanted[1][3:9]
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(before)
    assert not failures
