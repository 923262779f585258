"""What the cells of entries name: leads, deadlines and monitoring groups, whose type the layout tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bvgraph.reading.naming.sheets import Sheet
from bvgraph.records import Mention, Span


def cover(sheet: Sheet, spans: tuple[Span, ...]) -> Span:
    """One span over the parts of a value that is wrapped over cells or lines."""
    first = min(spans, key=lambda s: s.start)
    end = max(s.end for s in spans)
    return Span(first.document, first.line, first.start, end, sheet.document.text[first.start : end])


def is_person(name: str) -> bool:
    """A lead that the reading took for a person has the shape of a name: one to five words, the first with a capital."""
    parts = name.split()
    return 0 < len(parts) < 6 and name[0].isupper() and not re.search(r"[\d:;()?]", name) and not name.isupper()


def lead_mentions(sheet: Sheet, people: dict[str, str]) -> Iterator[Mention]:
    """The people among the leads of a document's entries, under the names that ``people`` resolves them to."""
    for entry in sheet.entries:
        for lead in entry.leads:
            own = tuple(s for s in lead.spans if s.document == sheet.document.id)
            if lead.kind == "person" and own and is_person(lead.name):
                yield Mention("person", people.get(lead.name, lead.name), cover(sheet, own), entry.id)


def deadline_mentions(sheet: Sheet) -> Iterator[Mention]:
    """The deadlines of a document's entries that are dates."""
    for entry in sheet.entries:
        if entry.deadline and entry.deadline.edtf:
            own = tuple(s for s in entry.deadline.spans if s.document == sheet.document.id)
            if own:
                yield Mention("date", entry.deadline.edtf, cover(sheet, own), entry.id)
