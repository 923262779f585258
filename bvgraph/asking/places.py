"""Where a person finds a quote again in a PDF, a workbook or a Word document: the file, and the page or cell in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal

from bvgraph.asking.answers import Answer, Source
from bvgraph.asking.queries import number_of, run_query, run_select, text_of
from bvgraph.graph import vocabulary as v
from bvgraph.graph.stores import Store

_PLACES: Final = f"""
    PREFIX bv: <{v.BV}>
    PREFIX dcterms: <{v.DCTERMS}>
    PREFIX oa: <{v.OA}>
    SELECT DISTINCT ?document ?line ?text ?file ?page ?cell WHERE {{{{
        VALUES (?document ?line) {{{{ {{rows}} }}}}
        GRAPH ?stated {{{{ ?source dcterms:identifier ?document ; bv:file ?file }}}}
        GRAPH ?read {{{{
            ?evidence oa:hasSource ?source ; bv:line ?line ; oa:exact ?text .
            OPTIONAL {{{{ ?evidence bv:page ?page }}}} OPTIONAL {{{{ ?evidence bv:cell ?cell }}}}
        }}}}
        FILTER (BOUND(?page) || BOUND(?cell))
    }}}} ORDER BY ?document ?line ?page ?cell"""
_ANY: Final = f"PREFIX bv: <{v.BV}> ASK {{ GRAPH ?read {{ ?evidence bv:page|bv:cell ?place }} }}"


def add_places(store: Store, answer: Answer) -> Answer:
    """Return the answer with the place of each source that has one besides its line."""
    if not answer.rows or not _has_places(store):
        return answer
    places = _find_places(store, (source for row in answer.rows for source in row.sources))
    rows = tuple(row._replace(sources=tuple(_add(source, places) for source in row.sources)) for row in answer.rows)
    return answer._replace(rows=rows)


def _has_places(store: Store) -> bool:
    return bool(run_query(store, _ANY))


def _find_places(store: Store, sources: Iterable[Source]) -> dict[tuple[str, int, str], str]:
    """The places by document, line and quote, and by document and line alone for the row as a whole."""
    wanted = {(source.document, source.line) for source in sources}
    rows = " ".join(f"({Literal(document)} {line})" for document, line in sorted(wanted))
    places: dict[tuple[str, int, str], str] = {}
    for row in run_select(store, _PLACES.format(rows=rows)):
        document, line = text_of(row, "document") or "", number_of(row, "line") or 0
        page, cell, file = number_of(row, "page"), text_of(row, "cell"), text_of(row, "file") or ""
        for quote in (text_of(row, "text") or "", ""):
            places.setdefault((document, line, quote), name_place(file, page, cell))
    return places


def _add(source: Source, places: dict[tuple[str, int, str], str]) -> Source:
    at = (source.document, source.line)
    return source._replace(place=places.get((*at, source.quote)) or places.get((*at, ""), ""))


def name_place(file: str, page: int | None, cell: str | None) -> str:
    """A place in words.

    >>> name_place("report.pdf", 12, None), name_place("tracker.xlsx", None, "Sheet1!C7")
    ('report.pdf, page 12', 'tracker.xlsx, Sheet1!C7')
    """
    return ", ".join(filter(None, (file, f"page {page}" if page else "", cell)))
