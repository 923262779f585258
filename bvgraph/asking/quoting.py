"""Solutions of named queries by what they are about, and the quotes that entries, slips and contradictions rest on.

Quotes are asked for by name, so many at a time, whatever else the graph holds.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from pyoxigraph import NamedNode, QuerySolution

from bvgraph.asking.queries import Bindings, bind, find_named_query, node_of, run_select, text_of
from bvgraph.graph.stores import Store

MANY: Final = 400
"""So many rows at most are named in one query for their quotes: more are asked for so many at a time."""

Quotes: TypeAlias = Mapping[str, "tuple[Quote, ...]"]
"""Quotes by the IRI of the entry that they are evidence for."""


class Quote(NamedTuple):
    """The exact text at a place; ``field`` is what it is evidence for (title, lead, ...), ``value`` what it says."""

    document: str
    line: int
    start: int
    end: int
    text: str
    field: str
    value: str


def load_quotes(store: Store, entries: Sequence[NamedNode]) -> tuple[dict[str, tuple[Quote, ...]], tuple[str, ...]]:
    """Return the quotes of ``entries`` by the IRI of the entry, in the order of the text, and the queries that ran."""
    groups, texts = _run_for(store, "evidence", "entry", entries)
    return {iri: tuple(map(_quote, rows)) for iri, rows in groups.items()}, texts


def load_told(store: Store, about: Sequence[NamedNode]) -> tuple[dict[str, tuple[Quote, ...]], tuple[str, ...]]:
    """Return the words that slips and contradictions were read from, by the IRI of these, and the queries that ran."""
    groups, texts = _run_for(store, "told", "about", about)
    return {iri: tuple(_quote(row, "says") for row in rows) for iri, rows in groups.items()}, texts


def _run_for(
    store: Store, query: str, key: str, wanted: Sequence[NamedNode]
) -> tuple[dict[str, list[QuerySolution]], tuple[str, ...]]:
    """Return the solutions of a named query for values of its parameter ``key``, by these, and the texts that ran."""
    iris = list(dict.fromkeys(wanted))
    groups: dict[str, list[QuerySolution]] = {}
    texts = []
    for start in range(0, len(iris), MANY):
        text, found = run_grouped(store, query, {key: iris[start : start + MANY]}, key)
        groups |= {node_of(rows[0], key).value: rows for rows in found}
        texts.append(text)
    return groups, tuple(texts)


def run_grouped(store: Store, query: str, bindings: Bindings, key: str) -> tuple[str, list[list[QuerySolution]]]:
    """Return the text of a named query, and its solutions by the variable ``key``, in the order of their first ones."""
    text = bind(find_named_query(query), bindings)
    groups: dict[str, list[QuerySolution]] = {}
    for solution in run_select(store, text):
        groups.setdefault(node_of(solution, key).value, []).append(solution)
    return text, list(groups.values())


def required(row: QuerySolution, variable: str) -> str:
    """Return a value that the query binds in every row; raises ValueError where it does not."""
    value = text_of(row, variable)
    if value is None:
        raise ValueError(f"?{variable} is not bound: the query is not what the program was written for")
    return value


def _quote(row: QuerySolution, field: str = "") -> Quote:
    document, text, value = (required(row, name) for name in ("document", "text", "value"))
    field = field or required(row, "field")
    line, start, end = (int(required(row, name)) for name in ("line", "start", "end"))
    return Quote(document, line, start, end, text, field, value)
