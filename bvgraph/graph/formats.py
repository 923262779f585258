"""The graph in the formats that other programs load, by Oxigraph's writers and always in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize
from pyoxigraph import Store as Memory

from bvgraph.graph.stores import Store
from bvgraph.graph.vocabulary import PREFIXES

NAMED: Final = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
"""Formats that keep the named graphs, so that one can tell what a document states from what was derived."""

FLAT: Final = {"ntriples": RdfFormat.N_TRIPLES, "turtle": RdfFormat.TURTLE}
"""Formats that hold one graph: the union of all."""

_PREFIXED: Final = (RdfFormat.TRIG, RdfFormat.TURTLE)


def write_rdf(store: Store, name: str) -> bytes:
    """Return all of ``store`` in one of the formats ``NAMED`` and ``FLAT``; any other name raises KeyError."""
    if name in FLAT:
        return _write(_flat(store), FLAT[name])
    return _write(sorted(store, key=str if name == "nquads" else _by_graph), NAMED[name])


def rewrite(nquads: bytes, name: str) -> bytes:
    """Return canonical N-Quads, sorted and all in named graphs, in one of the formats ``NAMED`` and ``FLAT``.

    Byte for byte what ``write_rdf`` returns for a store that holds them, without sorting the terms of a whole database:
    the lines are in order already.  They were written by this program, so their IRIs are not checked again.
    """
    if name == "nquads":
        return nquads
    lines = nquads.split(b"\n")[:-1]
    if name in NAMED:
        parts = (_parse(part, RdfFormat.N_QUADS) for part in _part_graphs(lines))
        return _write(chain.from_iterable(parts), NAMED[name])
    triples = dict.fromkeys(line[: line.rindex(b" <")] for line in lines)
    ntriples = b" .\n".join([*triples, b""])
    if name == "ntriples":
        return ntriples
    return _write(_parse(ntriples, RdfFormat.N_TRIPLES), FLAT[name])


def _parse(lines: bytes, rdf_format: RdfFormat) -> Iterator[Quad]:
    return parse(lines, format=rdf_format, lenient=True)


def _part_graphs(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Return the lines of each graph, the graphs in order; a line ends with its graph, after the last " <" there is."""
    graphs: defaultdict[bytes, list[bytes]] = defaultdict(list)
    graph = b"\n"  # with which no line ends
    for line in lines:
        if not line.endswith(graph):  # neighbours are mostly of one graph
            graph = line[line.rindex(b" <") :]
        graphs[graph].append(line)
    return (b"\n".join(graphs[graph]) for graph in sorted(graphs))


def load_triples(ntriples: bytes) -> Store:
    """Return a store in memory that holds what some other program reported as N-Triples."""
    store = Memory()
    store.load(ntriples, format=RdfFormat.N_TRIPLES)
    return store


def _flat(store: Store) -> list[Triple]:
    return sorted({quad.triple for quad in store}, key=str)


def _by_graph(quad: Quad) -> tuple[str, str]:
    """Put the quads of one graph together, and in them those of one subject, as the writers need them for short files."""
    return str(quad.graph_name), str(quad.triple)


def _write(statements: Iterable[Quad] | Iterable[Triple], rdf_format: RdfFormat) -> bytes:
    """Write statements in the order given; the writer puts prefixes first, but in an order that changes with each run."""
    if rdf_format not in _PREFIXED:
        return serialize(statements, format=rdf_format) or b""
    written = serialize(statements, format=rdf_format, prefixes=dict(PREFIXES)) or b""
    *prefixes, rest = written.split(b"\n", len(PREFIXES))
    return b"\n".join([*sorted(prefixes), rest])
