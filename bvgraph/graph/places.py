"""Where in the original file a line of an extracted text stands: page and cell, beside the line that is stated anyway."""

from __future__ import annotations

from pyoxigraph import NamedNode

from bvgraph.graph import vocabulary as v
from bvgraph.graph.statements import Sheet, Value, integer, text


def find_place(
    sheet: Sheet, document: str, line: int, start: int | None = None
) -> tuple[tuple[NamedNode, Value | None], ...]:
    """Return page and cell of a line of a document, or of the character at the offset ``start`` of its text, as facts.

    A text file has no places but its lines: there are no facts about it.
    """
    held = sheet.documents.get(document)
    place = held.find_place(line) if held else None
    if held is None or place is None:
        return ()
    return (v.PAGE, integer(place.page)), (v.CELL, text(held.find_cell(line, start)))
