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
        named: list[tuple[Type, str, tuple[Span, ...]]] = []
        if entry.deadline and entry.deadline.edtf:
            named.append(("date", entry.deadline.edtf, entry.deadline.spans))
        named += [lead for held in entry.leads if (lead := _read_lead(held))]
        named += [("body", singular(group.text), group.spans) for group in entry.monitoring]
        for kind, name, spans in named:
            parts = tuple(s for s in spans if s.document == sheet.document.id)
            if parts:
                yield Cell(Mention(kind, name, cover(sheet, parts), entry.id), parts)


def _read_lead(lead: Lead) -> tuple[Type, str, tuple[Span, ...]] | None:
    if lead.kind == "person":
        return ("person", lead.name, lead.spans) if is_person(lead.name) else None
    if lead.kind == "body":
        return "body", singular(lead.name), lead.spans
    return ("post", lead.name, lead.spans) if lead.kind == "post" else None
