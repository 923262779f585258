"""Exports: the whole graph as a file in the format that the next program reads, byte for byte the same each time."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from bvgraph.errors import StoreError, UsageError
from bvgraph.graph.formats import FLAT, NAMED, rewrite, write_rdf
from bvgraph.graph.store import REBUILD

if TYPE_CHECKING:
    from bvgraph.graph.stores import Store

EXPORT_FORMATS: Final = ("nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "csv")


def write_export(
    find_store: Callable[[], Store], export_format: str, target: BinaryIO | Path, graph: Path | None = None
) -> None:
    """Write all of a store to ``target`` in one of ``EXPORT_FORMATS``; only if needed is it found, that is opened.

    ``nquads``, ``trig`` and ``jsonld`` keep the named graphs, ``turtle`` and ``ntriples`` hold the union of them;
    ``graphml`` has actions, entries and leads as nodes, ``csv`` a line for each entry.  ``graph`` is the file with the
    canonical N-Quads of the store, where there is one, from which RDF is written faster.  Raises UsageError for another
    format, or a file that cannot be written, and StoreError when ``graph`` cannot be read.
    """
    if export_format not in EXPORT_FORMATS:
        raise UsageError(f"there is no export format {export_format!r}; there are {', '.join(EXPORT_FORMATS)}")
    content = _render(find_store, export_format, graph)
    if not isinstance(target, Path):
        target.write(content)
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}; name another file with -o") from error


def _render(find_store: Callable[[], Store], export_format: str, graph: Path | None) -> bytes:
    if export_format in NAMED or export_format in FLAT:
        return write_rdf(find_store(), export_format) if graph is None else rewrite(_read(graph), export_format)
    if export_format == "csv":
        return _render_csv(find_store()).encode()
    from bvgraph.showing.graphml import render_graphml  # noqa: PLC0415 - RDF is written without asking the graph

    return render_graphml(find_store()).encode()


def _read(graph: Path) -> bytes:
    try:
        return graph.read_bytes()
    except OSError as error:
        raise StoreError(f"{graph} cannot be read ({error.strerror}); {REBUILD}") from error


def _render_csv(store: Store) -> str:
    """Return the entries as CSV, one line each; no cell is a formula to a spreadsheet."""
    from bvgraph.asking.listing import list_entries  # noqa: PLC0415 - likewise
    from bvgraph.showing.rows import ENTRIES, write_flat  # noqa: PLC0415 - likewise

    out = io.StringIO()
    write_flat(list_entries(store, {}).rows, ENTRIES, out, "csv")
    return out.getvalue()
