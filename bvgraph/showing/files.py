"""Exports: the whole graph as a file in the format that the next program reads, byte for byte the same each time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from bvgraph.asking.listing import list_entries
from bvgraph.asking.queries import run_select, text_of
from bvgraph.errors import StoreError, UsageError
from bvgraph.graph.formats import FLAT, NAMED, rewrite, write_rdf
from bvgraph.graph.store import REBUILD
from bvgraph.graph.vocabulary import BV, DCTERMS, FOAF, PROV, SKOS
from bvgraph.showing.cleaning import clean
from bvgraph.showing.rows import ENTRIES, write_flat

if TYPE_CHECKING:
    from bvgraph.graph.stores import Store

EXPORT_FORMATS: Final = ("nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "csv")

_PREFIXES: Final = f"""
    PREFIX bv: <{BV}>
    PREFIX dcterms: <{DCTERMS}>
    PREFIX foaf: <{FOAF}>
    PREFIX prov: <{PROV}>
    PREFIX skos: <{SKOS}>"""

_NODES: Final = f"""{_PREFIXES}
    SELECT DISTINCT ?node ?kind ?label ?document ?line WHERE {{
        {{
            GRAPH ?stated {{
                ?node a bv:Entry ; dcterms:title ?label ; bv:line ?line ; bv:statedIn/dcterms:identifier ?document .
            }}
            BIND ("entry" AS ?kind)
        }} UNION {{
            GRAPH ?derived {{ ?node a bv:Action ; dcterms:title ?label }}
            BIND ("action" AS ?kind)
        }} UNION {{
            GRAPH ?stated {{ ?entry bv:lead ?node }}
            GRAPH ?known {{ ?node foaf:name|skos:prefLabel ?label }}
            BIND ("lead" AS ?kind)
        }}
    }} ORDER BY ?node"""

_EDGES: Final = f"""{_PREFIXES}
    SELECT DISTINCT ?source ?relation ?target WHERE {{
        VALUES (?property ?relation) {{
            (prov:specializationOf "states") (prov:wasRevisionOf "revises") (bv:lead "led by") (bv:under "under")
            (dcterms:isPartOf "part of")
        }}
        GRAPH ?graph {{ ?source ?property ?target }}
    }} ORDER BY ?source ?relation ?target"""

_KEYS: Final = {
    "iri": ("node", "string"),
    "kind": ("node", "string"),
    "label": ("node", "string"),
    "document": ("node", "string"),
    "line": ("node", "int"),
    "relation": ("edge", "string"),
}
"""The attributes that the GraphML declares: of what, and of which type."""

_NOT_IN_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")


def write_export(store: Store, export_format: str, target: BinaryIO | Path, graph: Path | None = None) -> None:
    """Write all of ``store`` to ``target`` in one of ``EXPORT_FORMATS``.

    ``nquads``, ``trig`` and ``jsonld`` keep the named graphs, ``turtle`` and ``ntriples`` hold the union of them;
    ``graphml`` has actions, entries and leads as nodes, ``csv`` a line for each entry.  ``graph`` is the file with the
    canonical N-Quads of the store, where there is one, from which RDF is written faster.  Raises UsageError for another
    format, or a file that cannot be written, and StoreError when ``graph`` cannot be read.
    """
    if export_format not in EXPORT_FORMATS:
        raise UsageError(f"there is no export format {export_format!r}; there are {', '.join(EXPORT_FORMATS)}")
    content = _render(store, export_format, graph)
    if not isinstance(target, Path):
        target.write(content)
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}; name another file with -o") from error


def _render(store: Store, export_format: str, graph: Path | None) -> bytes:
    if export_format in NAMED or export_format in FLAT:
        return write_rdf(store, export_format) if graph is None else rewrite(_read(graph), export_format)
    return _render_csv(store) if export_format == "csv" else "".join(_graphml(store)).encode()


def _read(graph: Path) -> bytes:
    try:
        return graph.read_bytes()
    except OSError as error:
        raise StoreError(f"{graph} cannot be read ({error.strerror}); {REBUILD}") from error


def _render_csv(store: Store) -> bytes:
    """Return the entries as CSV, one line each; no cell is a formula to a spreadsheet."""
    out = io.StringIO()
    write_flat(list_entries(store, {}).rows, ENTRIES, out, "csv")
    return out.getvalue().encode()


def _graphml(store: Store) -> Iterator[str]:
    """Yield GraphML (http://graphml.graphdrawing.org/specification.html); nodes are numbered, IRIs are attributes."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for key, (holder, kind) in _KEYS.items():
        yield f'  <key id="{key}" for="{holder}" attr.name="{key}" attr.type="{kind}"/>\n'
    yield '  <graph id="bvgraph" edgedefault="directed">\n'
    numbers: dict[str, int] = {}
    for row in run_select(store, _NODES):
        iri = text_of(row, "node") or ""
        if iri not in numbers:  # a name of two forms has two labels; the first will do
            numbers[iri] = len(numbers)
            attributes = ((key, text_of(row, key)) for key in ("kind", "label", "document", "line"))
            yield f'    <node id="n{numbers[iri]}">{_data([("iri", iri), *attributes])}</node>\n'
    for row in run_select(store, _EDGES):
        source, target = (numbers.get(text_of(row, end) or "") for end in ("source", "target"))
        if source is not None and target is not None:
            data = _data([("relation", text_of(row, "relation"))])
            yield f'    <edge source="n{source}" target="n{target}">{data}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _data(attributes: Iterable[tuple[str, str | None]]) -> str:
    return "".join(
        f"<data key={quoteattr(key)}>{escape(_NOT_IN_XML.sub('', clean(value)))}</data>"
        for key, value in attributes
        if value is not None
    )
