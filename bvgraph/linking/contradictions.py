"""What does not go together: in one row, between two prints of it, under its heading, or with what is said of all rows.

A contradiction is no slip: it tells that one of two printed things is wrong, not which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from bvgraph.linking.overall import Overall, find_overall
from bvgraph.linking.timelines import count_days_lapsed
from bvgraph.records import Action, Contradiction, Document, Entry, Reading

_BEHIND: Final = ("overdue", "delayed", "at-risk")
_OPEN: Final = ("on-track", "ongoing", *_BEHIND)


def find_contradictions(readings: Sequence[Reading], actions: Sequence[Action]) -> list[Contradiction]:
    """Return all contradictions, by action and entry."""
    documents = {r.document.id: r.document for r in readings}
    entries = {e.id: e for r in readings for e in r.entries}
    action_of = {key: action.id for action in actions for key in action.entries}
    out: list[Contradiction] = []
    for action in actions:
        rows = [entries[key] for key in action.entries]
        for entry in rows:
            out += _check_entry(action.id, entry, documents[entry.document])
            if entry.parent in entries:
                out += _check_heading(action_of[entry.parent], entries[entry.parent], entry)
        for before, after in pairwise(rows):
            if documents[before.document].plan == documents[after.document].plan:
                out += _check_pair(action.id, before, after)
    for reading in readings:
        out += _check_overall(list(find_overall(reading)), action_of)
    return out


def _state(entry: Entry) -> str | None:
    return entry.status.value if entry.status else None


def _printed(entry: Entry) -> str:
    """The status as printed, else the percentage."""
    if entry.status and entry.status.value:
        return f'"{entry.status.text}"'
    return f"{entry.percent.value} per cent" if entry.percent else "open"


def _check_entry(action: str, entry: Entry, document: Document) -> Iterator[Contradiction]:
    state, percent = _state(entry), entry.percent.value if entry.percent else None
    if state == "complete" and percent is not None and percent < 100:
        yield Contradiction("incomplete", action, entry.id, None, f"printed as {_printed(entry)} at {percent} per cent")
    if state in _OPEN and percent == 100:
        yield Contradiction("unfinished", action, entry.id, None, f"at 100 per cent, but printed as {_printed(entry)}")
    days = count_days_lapsed(entry, document)
    if state == "on-track" and days and entry.deadline:
        message = f"printed as {_printed(entry)} {days} days after its deadline, {entry.deadline.text}"
        yield Contradiction("past-due", action, entry.id, None, message)


def _check_pair(action: str, before: Entry, after: Entry) -> Iterator[Contradiction]:
    """Within one plan only: the next plan sets new tasks under old titles, and starts to count again."""
    if before.percent and after.percent and after.percent.value < before.percent.value:
        message = f"per cent complete fell from {before.percent.value} to {after.percent.value}"
        yield Contradiction("percent-fell", action, after.id, before.id, message)
    if _state(before) == "complete" and _state(after) in _OPEN:
        message = f"printed as {_printed(before)} before, as {_printed(after)} now"
        yield Contradiction("reopened", action, after.id, before.id, message)


def _check_heading(action: str, heading: Entry, row: Entry) -> Iterator[Contradiction]:
    """A heading that is better than a row beneath it: complete over an open row, or on track over one that is behind."""
    open_row = not row.closed and (_state(row) in _OPEN or row.percent is not None)
    done = _state(heading) == "complete" or (heading.closed and _state(heading) is None)
    if (done and open_row) or (_state(heading) == "on-track" and _state(row) in _BEHIND):
        message = f"printed as {_printed(heading)}, while a row beneath it is printed as {_printed(row)}"
        yield Contradiction("heading", action, heading.id, row.id, message)


def _check_overall(statements: Sequence[Overall], action_of: Mapping[str, str]) -> Iterator[Contradiction]:
    """Yield one for each row that speaks against statements about all rows, with all of these."""
    against: dict[str, list[Overall]] = defaultdict(list)
    rows: dict[str, Entry] = {}
    for statement in statements:
        for row in statement.entries:
            if _speaks_against(row, statement):
                against[row.id].append(statement)
                rows[row.id] = row
    for key, found in against.items():
        says = " … ".join(dict.fromkeys(s.says for s in found))
        message = f'printed as {_printed(rows[key])}, while of all rows it is said: "{says}"'
        spans = tuple(dict.fromkeys(s.span for s in found))
        yield Contradiction("overall", action_of[key], key, None, message, says, spans)


def _speaks_against(row: Entry, statement: Overall) -> bool:
    if statement.claimed == "on-track":
        return _state(row) in _BEHIND
    return not row.closed and (_state(row) in _OPEN or row.percent is not None)
