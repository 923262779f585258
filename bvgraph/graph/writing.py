"""Writing a store, whole or not at all, whoever is killed, reads or writes meanwhile; see ``store`` for what there is."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from bvgraph.errors import StoreError
from bvgraph.graph.store import Meta, read_meta
from bvgraph.graph.vocabulary import FORMAT_VERSION

_BATCH: Final = 20_000  # lines written at a time: some megabytes
_LOAD: Final = 400_000  # lines loaded at a time: half a gigabyte of memory
_LOADERS: Final = 2  # threads that load, each on a core of its own; more gain nothing
_GENERATION: Final = re.compile(r"generation-([1-9][0-9]*)")


@contextmanager
def lock_store(path: Path) -> Iterator[None]:
    """Hold the right to write to the store at ``path``; the system takes it back from a process that dies, however it dies.

    Raises StoreError when another build is writing there, or when the folder cannot be written.
    """
    import fcntl  # noqa: PLC0415 - where there is none, reading still works

    with _tell_errors(path):
        path.mkdir(parents=True, exist_ok=True)
        lock = (path / "lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                f"another build is writing to {path}; wait for it, or name another folder with --store"
            ) from error
        yield


def write_store(lines: Iterable[bytes], path: Path, base: str) -> None:
    """Make ``lines`` of N-Quads, in order and each once, the content of the store at ``path``, whole or not at all.

    Whoever calls this holds the lock.  Raises StoreError when the folder cannot be written; the graph that was there is
    then still the current one.
    """
    with _tell_errors(path):
        generation = _begin_generation(path)
        checksum, count = _write_lines(lines, generation / "graph.nq")
        _load_database(generation)
        meta = Meta(FORMAT_VERSION, generation.name, base, checksum, count)
        _write_durably(path / "meta.json.new", [json.dumps(meta._asdict(), indent=2).encode() + b"\n"])
        (path / "meta.json.new").replace(path / "meta.json")


@contextmanager
def _tell_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"cannot write the store {path}: {error}; free the folder, or name another with --store") from error


def _begin_generation(path: Path) -> Path:
    """Make the folder of the next generation; all but the current one are left-overs and go."""
    try:
        current = read_meta(path).generation
    except StoreError:  # nothing there that could be read: nothing there to keep
        current = ""
    found = {child.name: int(match[1]) for child in path.iterdir() if (match := _GENERATION.fullmatch(child.name))}
    for name in found.keys() - {current}:
        shutil.rmtree(path / name)
    generation = path / f"generation-{max(found.values(), default=0) + 1}"
    generation.mkdir()
    return generation


def _write_lines(lines: Iterable[bytes], path: Path) -> tuple[str, int]:
    """Write the N-Quads and return their SHA-256 and number."""
    checksum, count = hashlib.sha256(), 0

    def take() -> Iterator[bytes]:
        nonlocal count
        for batch in iter(lambda: list(islice(lines, _BATCH)), []):
            content = b"".join(batch)
            checksum.update(content)
            count += len(batch)
            yield content

    lines = iter(lines)
    _write_durably(path, take())
    return checksum.hexdigest(), count


def _load_database(generation: Path) -> None:
    """Load the database from the N-Quads; it is closed when this returns, so that readers may open it.

    Some lines at a time: a load holds all that it is given in memory, several times over.  Two are loaded at once.
    """
    database = Store(generation / "store")
    load = partial(database.bulk_load, format=RdfFormat.N_QUADS, lenient=True)  # our own: valid as it is
    with (generation / "graph.nq").open("rb") as lines, ThreadPoolExecutor(_LOADERS) as loaders:
        while some := list(islice(lines, _LOAD)):
            half = max(_BATCH, -(-len(some) // _LOADERS))
            list(loaders.map(load, (b"".join(some[at : at + half]) for at in range(0, len(some), half))))
    database.flush()


def _write_durably(path: Path, content: Iterable[bytes]) -> None:
    """Write a file and wait for the disk, so that after a power cut no name points to what was never written."""
    with path.open("wb") as file:
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())
