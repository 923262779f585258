"""Slips that the text of a row tells of, each with the sentence that does: title, comment, plans, status, two deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bvgraph.linking.sentences import quote, split_sentences
from bvgraph.linking.telling import Field, Row, Told, count_days_between, read_told
from bvgraph.reading.naming.calendar import Calendar
from bvgraph.records import Action, Document, Entry, Passage, Reading, Slip, Span


@dataclass(frozen=True, slots=True)
class _Statement:
    """A slip as one sentence of an entry tells of it."""

    told: Told
    says: str
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """The sentence as it would stand if it were printed again."""
        return " ".join(self.says.casefold().split())


def find_narrated(readings: Sequence[Reading], actions: Sequence[Action]) -> list[Slip]:
    """Return a slip for each sentence that tells of one; what the entry before says in the same words is not new."""
    calendars = {r.document.id: (r.document, Calendar.of(r.document)) for r in readings}
    entries = {e.id: e for r in readings for e in r.entries}
    statements = {key: list(_read_entry(entry, *calendars[entry.document])) for key, entry in entries.items()}
    out = []
    for action in actions:
        for before, key in pairwise([None, *action.entries]):
            known = {s.words for s in statements[before]} if before else set()
            for s in statements[key or ""]:
                if s.words not in known:
                    told = s.told
                    out.append(
                        Slip("narrated", action.id, key or "", before, False, told.old, told.new, told.days, s.says, s.spans)
                    )
    return out


def _read_entry(entry: Entry, document: Document, calendar: Calendar) -> Iterator[_Statement]:
    due = entry.deadline.edtf if entry.deadline and entry.deadline.due_by else None
    row = Row(due, entry.closed, calendar)
    status = Passage(entry.status.text, entry.status.spans) if entry.status else None
    fields: tuple[tuple[Field, Passage | None], ...] = (
        ("title", entry.title),
        ("comment", entry.comment),
        ("planned", entry.planned),
        ("status", status),
    )
    for field, passage in fields:
        if passage is not None:
            yield from _read_passage(field, passage, row, document)
    yield from _read_deadlines(entry)


def _read_passage(field: Field, passage: Passage, row: Row, document: Document) -> Iterator[_Statement]:
    for start, end in split_sentences(passage.text):
        told = read_told(passage.text[start:end], field, row)
        if told is not None:
            yield _Statement(told, passage.text[start:end], quote(passage, start, end, document))


def _read_deadlines(entry: Entry) -> Iterator[_Statement]:
    """Two deadlines in one row, the original and the revised: the row itself tells that the date moved, and how far."""
    old, new = entry.original, entry.deadline
    if old is None or new is None or old.edtf is None or new.edtf is None:
        return
    days = count_days_between(old.edtf, new.edtf)
    if days > 0:
        spans = new.spans if old.text in new.text else (*old.spans, *new.spans)
        yield _Statement(Told(old.edtf, new.edtf, days), " ".join(s.text for s in spans), spans)
