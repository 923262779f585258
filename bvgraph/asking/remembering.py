"""The lexicon of a graph on a server: put together once, then kept on this machine for as long as the graph is the same."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from bvgraph import __version__
from bvgraph.asking.lexicon import FORMAT, Lexicon, compile_lexicon, load_lexicon, pack_lexicon, unpack_lexicon
from bvgraph.graph.addresses import Address
from bvgraph.graph.stores import Store


def find_lexicon(store: Store, place: Path | Address) -> Lexicon:
    """Return the lexicon of the store at ``place``: from the file beside a graph on this machine, else as remembered."""
    if isinstance(place, Path):
        return load_lexicon(store, place)
    checksum = getattr(store, "checksum", None)
    if checksum is None:
        return compile_lexicon(store)
    from bvgraph.keeping import digest  # noqa: PLC0415 - who has a store on this machine need not wait for it

    key = [__version__, FORMAT, checksum]
    file = locate_cache() / f"lexicon-{digest(place.url)[:16]}.json"
    lexicon = _recall(file, key)
    if lexicon is None:
        lexicon = compile_lexicon(store)
        _remember(file, key, lexicon)
    return lexicon


def locate_cache() -> Path:
    """Return where things are kept that can be made again, as the XDG base directory specification has it."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "bvgraph"


def _recall(file: Path, key: list[object]) -> Lexicon | None:
    """Return what is on file, or None where there is nothing, or what belongs to another graph or another version."""
    try:
        held = json.loads(file.read_bytes())
        return unpack_lexicon(held["lexicon"]) if held["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _remember(file: Path, key: list[object], lexicon: Lexicon) -> None:
    """Keep a lexicon, whole or not at all; where that cannot be done, it is put together again next time."""
    content = json.dumps({"key": key, "lexicon": pack_lexicon(lexicon)}, ensure_ascii=False)
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = file.with_suffix(f".{os.getpid()}.new")
        new.write_text(content, "utf-8")
        new.replace(file)
