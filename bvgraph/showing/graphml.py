"""The graph as GraphML (http://graphml.graphdrawing.org/specification.html), for programs that lay out networks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from bvgraph.asking.queries import run_select, text_of
from bvgraph.graph.vocabulary import BV, DCTERMS, FOAF, PROV, SKOS
from bvgraph.showing.cleaning import clean

if TYPE_CHECKING:
    from bvgraph.graph.stores import Store

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


def render_graphml(store: Store) -> str:
    """Return actions, entries and leads as nodes, which are numbered; their IRIs are attributes."""
    return "".join(_graphml(store))


def _graphml(store: Store) -> Iterator[str]:
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
