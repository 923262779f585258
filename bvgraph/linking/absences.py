"""What is gone from the next print of its plan, and what was copied into it unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from bvgraph.linking.clusters import order_prints
from bvgraph.records import Action, Change, Copy, Entry, Reading, Slip

LEAST_SHARE = 0.5  # of the open rows: a later print that has fewer of them reports by exception and is no reprint


def find_dropped(readings: Sequence[Reading], actions: Sequence[Action], changes: Iterable[Change]) -> list[Slip]:
    """Return the rows that the next print of their plan has no more (``changes``) although they were not closed.

    Only a later print that is a whole reprint tells that a row was dropped: it has half of the rows that were open, and
    one that stood beside the row, under the same heading or else in the same area.  A heading is there while a row
    beneath it is.
    """
    action_of = {key: action.id for action in actions for key in action.entries}
    gone = {(key, change.document_after) for change in changes if change.kind == "gone" for key in change.entries_before}
    slips = []
    for prints in order_prints(readings):
        for before, after in pairwise(prints):
            later = after.document.id
            missed = _find_missed(before.entries, after.entries, action_of)
            slips += [_drop(e, action_of[e.id], later) for e in missed if (e.id, later) in gone]
    return slips


def _drop(entry: Entry, action: str, document: str) -> Slip:
    due = entry.deadline.edtf if entry.deadline else None
    return Slip("dropped", action, entry.id, None, False, due, None, None, gone_from=document)


def _find_missed(before: Sequence[Entry], after: Sequence[Entry], action_of: Mapping[str, str]) -> Iterator[Entry]:
    still = {action_of[e.id] for e in after}
    kept = [e for e in before if action_of[e.id] in still]
    heads = {e.parent for e in before}
    rows = [e for e in before if not e.closed]
    leaves = [action_of[e.id] in still for e in rows if e.id not in heads]
    if sum(leaves) < LEAST_SHARE * len(leaves):
        return
    living, places = {e.parent for e in kept}, {_place(e) for e in kept}
    for entry in rows:
        if action_of[entry.id] not in still and entry.id not in living and _place(entry) in places:
            yield entry


def _place(entry: Entry) -> tuple[str, str]:
    """What a row stands under: its heading, else its area, else the document as a whole."""
    if entry.parent or entry.parent_title:
        return "heading", entry.parent or entry.parent_title or ""
    return "area", entry.area.text.casefold() if entry.area else ""


def find_copies(readings: Sequence[Reading], actions: Sequence[Action]) -> list[Copy]:
    """Return the entries whose comment stands word for word in the entry before: it says nothing new."""
    comments = {e.id: _words(e.comment.text) for r in readings for e in r.entries if e.comment}
    return [
        Copy(before, after)
        for action in actions
        for before, after in pairwise(action.entries)
        if comments.get(after) and comments.get(before) == comments[after]
    ]


def _words(text: str) -> str:
    return " ".join(text.split())
