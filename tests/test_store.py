"""The store on disk: whole or not at all, whoever is killed, reads or writes meanwhile."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from built import quads_of, write_quads
from graph_world import make_findings
from pyoxigraph import Literal, NamedNode, Quad, Store

from bvgraph.errors import StoreError, UsageError
from bvgraph.graph import writing as writing_module
from bvgraph.graph.store import DEFAULT_STORE, graph_file, locate_store, open_store, read_meta
from bvgraph.graph.vocabulary import FORMAT_VERSION

BASE = "https://nowhere.example/"
THING = NamedNode(BASE + "thing")
SAYS = NamedNode(BASE + "says")

PREAMBLE = """
import sys, time
from pathlib import Path
import bvgraph.graph.writing as writing_module

BASE = "https://nowhere.example/"
target = Path(sys.argv[1])

def wait():
    print("waiting", flush=True)
    time.sleep(600)

def lines(stop=False):
    for number in range(50):
        yield f'<{BASE}thing> <{BASE}says> "new {number:02}" <{BASE}graph> .\\n'.encode()
    if stop:
        wait()

def write(stop=False):
    with writing_module.lock_store(target):
        writing_module.write_store(lines(stop), target, BASE)
"""
STAGES = {
    "taking in the quads": "write(stop=True)",
    "before the database": """
def Store(path):
    wait()
writing_module.Store = Store
write()
""",
    "with an open database": """
real = writing_module.Store
class Store:
    def __init__(self, path):
        self.database = real(path)
    def bulk_load(self, *given, **options):
        self.database.bulk_load(*given, **options)
        wait()
writing_module.Store = Store
write()
""",
    "before the swap": """
Path.replace = lambda source, target: wait()
write()
""",
}
AFTER_THE_SWAP = """
real = Path.replace
def replace(source, target):
    real(source, target)
    wait()
Path.replace = replace
write()
"""


def say(*words: str) -> list[Quad]:
    return [Quad(THING, SAYS, Literal(word), NamedNode(BASE + "graph")) for word in words]


def said(store: Store) -> set[str]:
    return {quad.object.value for quad in store if isinstance(quad.object, Literal)}


@contextlib.contextmanager
def builder(path: Path, program: str) -> Iterator[subprocess.Popen[bytes]]:
    """A build in a process of its own, stopped at the point where ``program`` waits; killed at the end."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + program, str(path)], env=environment, stdout=subprocess.PIPE
    )
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waiting\n"
        yield process
    finally:
        watchdog.cancel()
        process.send_signal(signal.SIGKILL)
        process.communicate()


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "store"
    write_quads(say("old"), path, BASE)
    assert said(open_store(path)) == {"old"}
    assert read_meta(path).base == BASE
    assert graph_file(path).read_bytes() == hashed(path)


def hashed(path: Path) -> bytes:
    """The canonical N-Quads, once their checksum and number of lines were found to be those on record."""
    content = graph_file(path).read_bytes()
    assert hashlib.sha256(content).hexdigest() == read_meta(path).sha256
    assert content.count(b"\n") == read_meta(path).quads
    return content


def test_the_same_quads_give_the_same_bytes(tmp_path: Path) -> None:
    quads = quads_of(make_findings(), BASE)
    shuffled = [*quads, *quads[:50]]
    random.Random(1).shuffle(shuffled)  # noqa: S311 - not for secrets
    for name, order in (("a", quads), ("b", shuffled)):
        write_quads(order, tmp_path / name, BASE)
    assert hashed(tmp_path / "a") == hashed(tmp_path / "b")
    assert hashed(tmp_path / "a").decode() == "".join(f"{quad} .\n" for quad in quads)
    assert (tmp_path / "a" / "meta.json").read_bytes() == (tmp_path / "b" / "meta.json").read_bytes()


def test_the_database_holds_what_the_artefact_says(tmp_path: Path) -> None:
    write_quads(quads_of(make_findings(), BASE), tmp_path, BASE)
    assert sorted(f"{quad} ." for quad in open_store(tmp_path)) == hashed(tmp_path).decode().removesuffix("\n").split("\n")


def test_an_open_store_cannot_be_written(tmp_path: Path) -> None:
    write_quads(say("old"), tmp_path, BASE)
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(tmp_path).extend(say("new"))


def test_a_build_replaces_all(tmp_path: Path) -> None:
    for word in ("first", "second", "third"):
        write_quads(say(word), tmp_path, BASE)
        assert said(open_store(tmp_path)) == {word}
    assert sorted(child.name for child in tmp_path.glob("generation-*")) == ["generation-2", "generation-3"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_build_killed_halfway_leaves_the_previous_graph(tmp_path: Path, stage: str) -> None:
    write_quads(say("old"), tmp_path, BASE)
    with builder(tmp_path, STAGES[stage]) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert said(open_store(tmp_path)) == {"old"}
    hashed(tmp_path)
    write_quads(say("next"), tmp_path, BASE)
    assert said(open_store(tmp_path)) == {"next"}
    assert len(list(tmp_path.glob("generation-*"))) == 2


def test_a_build_killed_after_the_swap_has_done_its_work(tmp_path: Path) -> None:
    write_quads(say("old"), tmp_path, BASE)
    with builder(tmp_path, AFTER_THE_SWAP) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(said(open_store(tmp_path))) == 50
    hashed(tmp_path)


def test_a_first_build_that_is_killed_leaves_no_store(tmp_path: Path) -> None:
    with builder(tmp_path, STAGES["before the swap"]):
        pass
    with pytest.raises(StoreError, match="no store"):
        open_store(tmp_path)
    write_quads(say("next"), tmp_path, BASE)
    assert said(open_store(tmp_path)) == {"next"}


@pytest.mark.parametrize("stage", STAGES)
def test_a_reader_during_a_build_sees_the_old_graph(tmp_path: Path, stage: str) -> None:
    write_quads(say("old"), tmp_path, BASE)
    before = open_store(tmp_path)
    with builder(tmp_path, STAGES[stage]):
        assert said(open_store(tmp_path)) == said(before) == {"old"}


def test_a_reader_keeps_its_graph_when_a_build_ends(tmp_path: Path) -> None:
    write_quads(say("old"), tmp_path, BASE)
    reader = open_store(tmp_path)
    folder = tmp_path / read_meta(tmp_path).generation
    write_quads(say("new"), tmp_path, BASE)
    assert said(reader) == {"old"}
    assert said(Store.read_only(str(folder / "store"))) == {"old"}  # one that had just looked up where to read
    write_quads(say("newer"), tmp_path, BASE)
    assert said(reader) == {"old"}


def test_a_second_builder_says_so_and_stops(tmp_path: Path) -> None:
    write_quads(say("old"), tmp_path, BASE)
    with builder(tmp_path, STAGES["before the swap"]):
        with pytest.raises(StoreError, match="another build is writing"):
            write_quads(say("second"), tmp_path, BASE)
        assert said(open_store(tmp_path)) == {"old"}
    write_quads(say("later"), tmp_path, BASE)
    assert said(open_store(tmp_path)) == {"later"}


def test_a_full_disk_leaves_the_previous_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_quads(say("old"), tmp_path, BASE)

    def fail(path: Path, content: Iterable[bytes]) -> None:
        path.write_bytes(next(iter(content))[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing_module, "_write_durably", fail)
    with pytest.raises(StoreError, match="No space left"):
        write_quads(say("new"), tmp_path, BASE)
    assert said(open_store(tmp_path)) == {"old"}


def test_nothing_but_generations_is_ever_removed(tmp_path: Path) -> None:
    (tmp_path / "generation-x").mkdir()
    (tmp_path / "notes.txt").write_text("mine")
    for word in ("first", "second", "third"):
        write_quads(say(word), tmp_path, BASE)
    assert (tmp_path / "generation-x").is_dir()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for path in (tmp_path / "file", tmp_path / "file" / "store"):
        with pytest.raises(StoreError, match=r"cannot write the store .*file.*--store"):
            write_quads(say("new"), path, BASE)


@pytest.mark.parametrize("make", ["nothing", "a file", "an empty folder"])
def test_no_store(tmp_path: Path, make: str) -> None:
    path = tmp_path / "store"
    if make == "a file":
        path.write_text("no store")
    elif make == "an empty folder":
        path.mkdir()
    with pytest.raises(StoreError, match=r"there is no store at .*run: bvgraph build CORPUS"):
        open_store(path)


@pytest.mark.parametrize("version", ["0", "99"])
def test_a_store_of_another_version(tmp_path: Path, version: str) -> None:
    write_quads(say("old"), tmp_path, BASE)
    meta = json.loads((tmp_path / "meta.json").read_text())
    (tmp_path / "meta.json").write_text(json.dumps({"format": version, "unheard": meta["generation"]}))
    with pytest.raises(
        StoreError, match=f"of format {version}, .* reads format {FORMAT_VERSION}; run: bvgraph build CORPUS"
    ):
        open_store(tmp_path)
    write_quads(say("new"), tmp_path, BASE)
    assert said(open_store(tmp_path)) == {"new"}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"{}", b'{"format": "%s"}' % FORMAT_VERSION.encode()])
def test_a_store_whose_record_is_broken(tmp_path: Path, content: bytes) -> None:
    write_quads(say("old"), tmp_path, BASE)
    (tmp_path / "meta.json").write_bytes(content)
    with pytest.raises(StoreError, match=r"is broken .*meta.json.*run: bvgraph build CORPUS"):
        read_meta(tmp_path)
    write_quads(say("new"), tmp_path, BASE)
    assert said(open_store(tmp_path)) == {"new"}


@pytest.mark.parametrize("pattern", ["*.sst", "CURRENT", "MANIFEST-*"])
@pytest.mark.parametrize("damage", ["gone", "cut off", "garbled"])
def test_a_store_whose_database_is_broken(tmp_path: Path, pattern: str, damage: str) -> None:
    write_quads(quads_of(make_findings(), BASE), tmp_path, BASE)
    file = sorted((tmp_path / "generation-1" / "store").glob(pattern))[-1]
    if damage == "gone":
        file.unlink()
    elif damage == "cut off":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    else:
        file.write_bytes(b"garbled" * 99)
    with pytest.raises(StoreError, match=r"is broken .*run: bvgraph build CORPUS"):
        open_store(tmp_path)


def test_where_the_store_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BVGRAPH_STORE", raising=False)
    assert locate_store(None) == DEFAULT_STORE
    Path("bvgraph.toml").write_text('store = "from/settings"')
    assert locate_store(None) == Path("from/settings")
    monkeypatch.setenv("BVGRAPH_STORE", "from/environment")
    assert locate_store(None) == Path("from/environment")
    assert locate_store(Path("from/option")) == Path("from/option")


@pytest.mark.parametrize("content", [b"store =", b"store = 5", b'store = "\xff"'])
def test_settings_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BVGRAPH_STORE", raising=False)
    Path("bvgraph.toml").write_bytes(content)
    with pytest.raises(UsageError, match=r"bvgraph\.toml"):
        locate_store(None)


def test_settings_for_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BVGRAPH_STORE", raising=False)
    Path("bvgraph.toml").write_text('base = "https://nowhere.example/"')
    assert locate_store(None) == DEFAULT_STORE
