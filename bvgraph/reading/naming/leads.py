"""What the cells of entries name: leads, deadlines and monitoring groups, whose type the layout tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bvgraph.reading.naming.bodies import singular
from bvgraph.reading.naming.sheets import Sheet, Type
from bvgraph.records import Lead, Mention, Span


def cover(sheet: Sheet, spans: tuple[Span, ...]) -> Span:
    """One span over the parts of a value that is wrapped over cells or lines."""
    first = min(spans, key=lambda s: s.start)
    end = max(s.end for s in spans)
    return Span(first.document, first.line, first.start, end, sheet.document.text[first.start : end])


def is_person(name: str) -> bool:
    """A lead that the reading took for a person has the shape of a name: one to five words, the first with a capital."""
    parts = name.split()
    return 0 < len(parts) < 6 and name[0].isupper() and not re.search(r"[\d:;()?]", name) and not name.isupper()


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell names, its type told by the layout; ``parts`` are the lines that it was put together from."""

    mention: Mention
    parts: tuple[Span, ...]


def cell_mentions(sheet: Sheet) -> Iterator[Cell]:
    """Everything that cells of entries name, under the names as printed; deadlines as EDTF."""
    for entry in sheet.entries:
        named: list[tuple[Type, str, str, tuple[Span, ...]]] = []
        if entry.deadline and entry.deadline.edtf:
            named.append(("date", entry.deadline.edtf, entry.deadline.text, entry.deadline.spans))
        named += [(*read, lead.name, lead.spans) for lead in entry.leads if (read := read_lead(lead))]
        named += [("body", singular(group.text), group.text, group.spans) for group in entry.monitoring]
        for kind, name, printed, spans in named:
            parts = tuple(s for s in spans if s.document == sheet.document.id)
            if parts:
                yield Cell(Mention(kind, name, cover(sheet, parts), entry.id, printed), parts)


def read_lead(lead: Lead) -> tuple[Type, str] | None:
    """The type and the name of a person, body or post that leads; None for a team, or where no name can be told."""
    if lead.kind == "person":
        return ("person", lead.name) if is_person(lead.name) else None
    if lead.kind == "body":
        return "body", singular(lead.name)
    return ("post", lead.name) if lead.kind == "post" else None
