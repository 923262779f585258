"""Where in the original file a line of an extracted text stands: page and cell, beside the line that is stated anyway."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from bvgraph.graph import vocabulary as v
from bvgraph.graph.identifiers import Identifiers
from bvgraph.graph.statements import Sheet, integer, text
from bvgraph.records import Document

_ASKED: Final = {v.OA_HAS_SOURCE: "document", v.STATED_IN: "document", v.LINE: "line", v.OA_START: "start"}


def state_places(sheet: Sheet, documents: Iterable[Document], names: Identifiers) -> None:
    """State page and cell of all on ``sheet`` that has a line in a document whose places are known.

    A text file has no places: nothing is stated of what was read from one.
    """
    placed = {names.document(document.id).value: document for document in documents if document.places}
    if not placed:
        return
    said: dict[NamedNode, dict[str, str]] = {}
    for quad in sheet.quads:
        subject, value = quad.subject, quad.object
        if quad.predicate in _ASKED and isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            said.setdefault(subject, {})[_ASKED[quad.predicate]] = value.value
    for subject, facts in said.items():
        document = placed.get(facts.get("document", ""))
        if document is not None and "line" in facts:
            _state_place(sheet, subject, document, facts)


def _state_place(sheet: Sheet, subject: NamedNode, document: Document, facts: Mapping[str, str]) -> None:
    line, start = int(facts["line"]), facts.get("start")
    place = document.find_place(line)
    sheet.state(subject, v.PAGE, integer(place.page if place else None))
    sheet.state(subject, v.CELL, text(document.find_cell(line, int(start) if start else None)))
