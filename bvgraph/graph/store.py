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

import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

from pyoxigraph import Store

from bvgraph.errors import StoreError, UsageError
from bvgraph.graph import stores
from bvgraph.graph.addresses import Address, is_address, read_address
from bvgraph.graph.vocabulary import FORMAT_VERSION

DEFAULT_STORE: Final = Path(".bvgraph")
ENVIRONMENT_VARIABLE: Final = "BVGRAPH_STORE"
SETTINGS_FILE: Final = Path("bvgraph.toml")
REBUILD: Final = "run: bvgraph build CORPUS"


class Meta(NamedTuple):
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
