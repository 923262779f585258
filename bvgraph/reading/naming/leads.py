"""What the cells of entries name: leads, deadlines and monitoring groups, whose type the layout tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def deadline_mentions(sheet: Sheet) -> Iterator[Mention]:
    """The deadlines of a document's entries that are dates."""
    for entry in sheet.entries:
        if entry.deadline and entry.deadline.edtf:
            own = tuple(s for s in entry.deadline.spans if s.document == sheet.document.id)
            if own:
                yield Mention("date", entry.deadline.edtf, cover(sheet, own), entry.id)


def cell_mentions(sheet: Sheet) -> Iterator[Mention]:
    """Everything that cells name whose type the layout tells, under the names as printed."""
    yield from deadline_mentions(sheet)
    for entry in sheet.entries:
        for lead in entry.leads:
            yield from _lead(sheet, entry.id, lead)
        for group in entry.monitoring:
            own = tuple(s for s in group.spans if s.document == sheet.document.id)
            if own:
                yield Mention("body", singular(group.text), cover(sheet, own), entry.id)


def _lead(sheet: Sheet, entry: str, lead: Lead) -> Iterator[Mention]:
    own = tuple(s for s in lead.spans if s.document == sheet.document.id)
    if own and lead.kind in ("person", "post", "body") and (lead.kind != "person" or is_person(lead.name)):
        kinds: dict[str, Type] = {"person": "person", "post": "post", "body": "body"}
        name = singular(lead.name) if lead.kind == "body" else lead.name
        yield Mention(kinds[lead.kind], name, cover(sheet, own), entry)
