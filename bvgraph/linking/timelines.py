"""What happened to an action from one entry to the next: slips and hand-overs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from bvgraph.reading.edtf import bounds
from bvgraph.records import Action, Document, Entry, HandOver, Reading, Slip


def find_slips(readings: Sequence[Reading], actions: Sequence[Action]) -> list[Slip]:
    """Every slip of every action, by action and entry: declared, lapsed and dropped at one entry, moved between two."""
    documents = {r.document.id: r.document for r in readings}
    entries = {e.id: e for r in readings for e in r.entries}
    return [slip for action in actions for slip in _follow(action, [entries[k] for k in action.entries], documents)]


def _follow(action: Action, entries: Sequence[Entry], documents: Mapping[str, Document]) -> Iterator[Slip]:
    for before, entry in zip([None, *entries], entries, strict=False):
        yield from _judge_entry(action, entry, before, documents[entry.document])
    for earlier, later in pairwise([e for e in entries if e.deadline and e.deadline.due_by]):
        if slip := _judge_move(action, earlier, later):
            yield slip


def _judge_entry(action: Action, entry: Entry, before: Entry | None, document: Document) -> Iterator[Slip]:
    status = entry.status.value if entry.status else None
    due = entry.deadline.edtf if entry.deadline else None
    last = before.id if before else None
    if status in ("overdue", "delayed", "at-risk"):
        yield Slip("declared", action.id, entry.id, last, False, due, None, None)
    if days := count_days_lapsed(entry, document):
        yield Slip("lapsed", action.id, entry.id, last, status == "on-track", due, None, days)
    if status == "not-applicable":
        yield Slip("dropped", action.id, entry.id, last, False, due, None, None)


def count_days_lapsed(entry: Entry, document: Document) -> int:
    """Days from the deadline's last day to the document's own, 0 if it has not lapsed.

    A plan sets deadlines and reports on none: unless its row has a status or a percentage, nothing lapses in it.
    """
    reports = document.kind != "plan" or entry.status is not None or entry.percent is not None
    as_of = bounds(document.as_of)[0] if document.as_of else None
    due = entry.deadline.due_by if entry.deadline else None
    if entry.closed or not reports or due is None or as_of is None:
        return 0
    return max((as_of - due).days, 0)


def _judge_move(action: Action, before: Entry, after: Entry) -> Slip | None:
    if not (before.deadline and after.deadline and before.deadline.due_by and after.deadline.due_by):
        return None
    if before.closed:  # what was finished and is taken up again got a new deadline, not a later one
        return None
    moved = after.deadline.due_by - before.deadline.due_by
    if moved <= dt.timedelta(0):
        return None
    return Slip("moved", action.id, after.id, before.id, False, before.deadline.edtf, after.deadline.edtf, moved.days)


def find_handovers(readings: Sequence[Reading], actions: Sequence[Action]) -> list[HandOver]:
    """Between two entries of an action that both name leads: who left and who joined."""
    entries = {e.id: e for r in readings for e in r.entries}
    names = {e.id: [r.identify(x.kind, x.name) for x in e.leads] for r in readings for e in r.entries}
    out = []
    for action in actions:
        for before, after in pairwise([entries[k] for k in action.entries if entries[k].leads]):
            old, new = names[before.id], names[after.id]
            leavers = tuple(n for n in old if not any(is_same_name(n, m) for m in new))
            joiners = tuple(n for n in new if not any(is_same_name(n, m) for m in old))
            if leavers or joiners:
                out.append(HandOver(action.id, before.id, after.id, leavers, joiners))
    return out


def is_same_name(a: str, b: str) -> bool:
    """The same name, or one cut short at its end, or with one letter misread."""
    a, b = a.casefold(), b.casefold()
    return a == b or a.startswith(b + " ") or b.startswith(a + " ") or (len(a) == len(b) and fuzz.ratio(a, b) > 90)
