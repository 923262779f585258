"""A matrix: each area and each recommendation against each document, by rows and by how many of these are closed."""

import re
from typing import NamedTuple

from bvgraph.asking.names import tell_apart
from bvgraph.asking.queries import find_named_query, number_of, run_select, text_of
from bvgraph.graph.stores import Store


class Covered(NamedTuple):
    """How many rows there are, and how many of them are closed."""

    rows: int
    closed: int


class CoverageRow(NamedTuple):
    """An area or a recommendation; ``documents`` has every document of the corpus, in their order, None without a row."""

    kind: str
    ref: str | None
    name: str
    documents: dict[str, Covered | None]


def cover_documents(store: Store) -> tuple[CoverageRow, ...]:
    """Return the areas by name, then the recommendations by reference.

    A recommendation covers the rows of other documents that its actions go on from.  What several councils name alike is
    told apart by the council.
    """
    rows = list(run_select(store, find_named_query("documents").text))
    days = sorted((text_of(row, "asOf") or "9999", text_of(row, "document") or "") for row in rows)
    publishers = {text_of(row, "document"): text_of(row, "publisher") or "" for row in rows}
    found: dict[str, CoverageRow] = {}
    for row in run_select(store, find_named_query("coverage").text):
        kind, ref, name = text_of(row, "kind") or "", text_of(row, "ref"), text_of(row, "name") or ""
        empty: dict[str, Covered | None] = dict.fromkeys(document for _, document in days)
        line = found.setdefault(text_of(row, "subject") or "", CoverageRow(kind, ref, name, empty))
        line.documents[text_of(row, "document") or ""] = Covered(number_of(row, "rows") or 0, number_of(row, "closed") or 0)
    whose = [next(publishers[name] for name, covered in line.documents.items() if covered) for line in found.values()]
    labels = tell_apart([(line.name, publisher) for line, publisher in zip(found.values(), whose, strict=True)])
    named = (line._replace(name=label) for line, label in zip(found.values(), labels, strict=True))
    return tuple(sorted(named, key=lambda line: (line.kind, _number(line.ref), line.name)))


def _number(ref: str | None) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", ref or "")))
