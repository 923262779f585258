"""The store on disk: canonical N-Quads, which are the artefact, beside an Oxigraph database, which is a cache of them.

A store is a folder::

    lock             held by the one build that may write
    meta.json        which generation is current, its format version, base and checksum
    generation-7/    graph.nq and store/, never touched once meta.json names them
    kept/            what the last build found out about single documents (see accounts.py); nothing reads it but builds

A build writes a generation of its own and ends by replacing ``meta.json``, which is atomic: killed before, it leaves the
previous graph current, killed after, the new one.  The generation before the current one stays until the next build, for
readers that are just opening it; what a killed build left behind goes then too.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pyoxigraph import RdfFormat, Store

from bvgraph.errors import StoreError, UsageError
from bvgraph.graph import stores
from bvgraph.graph.addresses import Address, is_address, read_address
from bvgraph.graph.vocabulary import FORMAT_VERSION

DEFAULT_STORE: Final = Path(".bvgraph")
ENVIRONMENT_VARIABLE: Final = "BVGRAPH_STORE"
SETTINGS_FILE: Final = Path("bvgraph.toml")
REBUILD: Final = "run: bvgraph build CORPUS"

_BATCH: Final = 20_000  # lines written at a time: some megabytes
_LOAD: Final = 400_000  # lines loaded at a time: half a gigabyte of memory
_GENERATION: Final = re.compile(r"generation-([1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Meta:
    """What ``meta.json`` says of the current generation; ``sha256`` is that of its ``graph.nq``, ``quads`` its lines."""

    format: str
    generation: str
    base: str
    sha256: str
    quads: int


def locate_store(option: Path | str | None) -> Path | Address:
    """Return where the store is: the option, else ``BVGRAPH_STORE``, else ``bvgraph.toml`` here, else ``.bvgraph``.

    Each is a folder or an address.  Raises UsageError when ``bvgraph.toml`` is not TOML or its key ``store`` is not text,
    and for an address that may not be used; see ``read_address``.
    """
    named = str(option) if option is not None else os.environ.get(ENVIRONMENT_VARIABLE)
    if named and not is_address(named):
        return Path(named)
    settings = _read_settings(SETTINGS_FILE) if SETTINGS_FILE.is_file() else {}
    store = named or settings.get("store", str(DEFAULT_STORE))
    if not isinstance(store, str):
        raise UsageError(f'{SETTINGS_FILE}: store has to be a path in quotes, as in store = "{DEFAULT_STORE}"')
    if not is_address(store):
        return Path(store)
    remote = settings.get("remote", {})
    if not isinstance(remote, dict):
        raise UsageError(f"{SETTINGS_FILE}: remote has to be a table, [remote]")
    return read_address(store, remote, trusted=bool(named))


def locate_folder(option: Path | None) -> Path:
    """Return the folder of a store on this machine: the option, else what ``locate_store`` finds, else ``.bvgraph``."""
    if option is not None:
        return option
    found = locate_store(None)
    return found if isinstance(found, Path) else DEFAULT_STORE


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
        _write_durably(path / "meta.json.new", [json.dumps(asdict(meta), indent=2).encode() + b"\n"])
        (path / "meta.json.new").replace(path / "meta.json")


def open_store(place: Path | Address) -> stores.Store:
    """Open the current graph for reading: in a folder, where a build that goes on meanwhile does not show, or on a server.

    Raises StoreError, with what to do, when there is no store, or one of another version, or a broken one.
    """
    if isinstance(place, Path):
        return open_folder(place)
    need_httpx()
    from bvgraph.graph.served import RemoteStore  # noqa: PLC0415 - only those whose store is elsewhere need HTTP

    return RemoteStore(place)


def need_httpx() -> None:
    """Raise StoreError, with what to install, where the library is missing that talks to servers."""
    if find_spec("httpx") is None:
        raise StoreError("a store on a server needs httpx; run: pip install httpx")


def open_folder(path: Path) -> Store:
    """Open the current graph of a store on this machine; raises StoreError as ``open_store`` does."""
    meta = read_meta(path)
    try:
        store = Store.read_only(str(path / meta.generation / "store"))
    except (OSError, RuntimeError) as error:  # the latter is what pyoxigraph makes of RocksDB's "Corruption"
        raise _broken(path, str(error)) from error
    if meta.quads and not store:  # RocksDB takes a manifest that was cut off for that of an empty database
        raise _broken(path, "its database is empty")
    return store


def read_base(path: Path) -> str:
    """Return the base IRI that the store was built with; raises StoreError as ``open_store`` does."""
    return read_meta(path).base


def graph_file(path: Path) -> Path:
    """Return the canonical N-Quads of the current graph; raises StoreError as ``open_store`` does."""
    return path / read_meta(path).generation / "graph.nq"


def read_meta(path: Path) -> Meta:
    """Return what is on record about the current graph; raises StoreError as ``open_store`` does."""
    try:
        fields = json.loads((path / "meta.json").read_bytes())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(f"there is no store at {path}; {REBUILD}, or name another folder with --store") from error
    except (OSError, ValueError) as error:
        raise _broken(path, f"meta.json: {error}") from error
    version = fields.get("format") if isinstance(fields, dict) else None
    if version is not None and version != FORMAT_VERSION:
        raise StoreError(
            f"the store {path} is of format {version}, this version of bvgraph reads format {FORMAT_VERSION}; {REBUILD}"
        )
    kinds = {"format": str, "generation": str, "base": str, "sha256": str, "quads": int}
    wrong = [name for name, kind in kinds.items() if version is None or not isinstance(fields.get(name), kind)]
    if wrong:
        raise _broken(path, "meta.json lacks " + ", ".join(wrong))
    return Meta(*(fields[name] for name in kinds))


def _read_settings(settings: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - only those who keep such a file pay for it

    try:
        return tomllib.loads(settings.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UsageError(f"{settings} is not TOML: {error}") from error


def _broken(path: Path, reason: str) -> StoreError:
    return StoreError(f"the store {path} is broken ({reason}); {REBUILD}")


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

    Some lines at a time: a load holds all that it is given in memory, several times over.
    """
    database = Store(generation / "store")
    with (generation / "graph.nq").open("rb") as lines:
        while some := b"".join(islice(lines, _LOAD)):
            database.bulk_load(some, format=RdfFormat.N_QUADS, lenient=True)  # our own: valid as it is
    database.flush()


def _write_durably(path: Path, content: Iterable[bytes]) -> None:
    """Write a file and wait for the disk, so that after a power cut no name points to what was never written."""
    with path.open("wb") as file:
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())
