"""Cells that say more than one thing: a status in a comment, a date beside a status, an owner in a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bvgraph.reading.blocks import Clean, reach
from bvgraph.reading.calendars import find_when, is_date
from bvgraph.reading.customs import Customs
from bvgraph.reading.deeds import says_deed
from bvgraph.reading.drafts import Draft
from bvgraph.reading.owners import find_holder
from bvgraph.reading.rosters import cut_aside
from bvgraph.reading.values import (
    find_state,
    find_status,
    is_mark,
    is_status,
    looks_like_leads,
    plain,
    read_status,
)

_BULLET = re.compile(r"(?:^|(?<=\s))([•●▪◦‣∙·*–-])\s+(?=\w)")
_COUNTED = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\w{2})")
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SEPARATOR = re.compile(r"\s*(?:[-–—:;,/]|\.\s|\()\s*|\s+")
_WHO_WHEN = re.compile(r"\s*[,;:/–-]\s*|\s+by\s+")
_CLOSED = ("complete", "not-applicable")
_LABEL = re.compile(
    r"\s*[(\[]?\b(?:(?P<state>Status)|(?:Progress )?Update(?: [a-z]+){0,3}|Progress update|Current position)\s*:\s*(?=\w)"
)
_SHARE = re.compile(  # "In progress (40%)", "In progress - 40% complete"
    r"\s*[(–-]\s*(?P<share>\d{1,3} ?%)(?: (?:complete|done|completed))?\s*(?:\)|$|\.(?:\s|$))"
)
_YES = frozenset(("yes", "y", "x", "done", "true"))
_NO = frozenset(("no", "n", "false"))
_LEAST_WORDS = 3  # of a status cell that says more than the status


def untangle(drafts: Sequence[Draft], customs: Customs) -> list[Draft]:
    """The drafts with a value a field; a row of a table whose title lists several actions becomes as many."""
    out = []
    for draft in drafts:
        if draft.columns and draft.title:
            _take_promise(draft)
            _cut_label(draft)
            _part_deadline(draft)
            _part_who(draft)
            _part_status(draft)
            _find_status(draft)
            for part in _split(draft):
                _part_deadline(part)
                _read_title(part, customs)
                out.append(part)
        else:
            out.append(draft)
    return out


def _take_promise(draft: Draft) -> None:
    """A remark that says by when."""
    if cell := draft.cells.pop("promise", None):
        draft.cells["comment"] = cell
        if at := (0, len(cell.text)) if is_date(cell.text) else find_when(cell.text):
            draft.cells["deadline"] = cell.cut(*at)


def _cut_label(draft: Draft) -> None:
    """A title that ends with its status or what was done, behind a label ("... Status: in progress", "... Update: ...")."""
    title = draft.get("title")
    if (m := _LABEL.search(title.text)) and m.start():
        rest = title.cut(m.end())
        name = "status" if m["state"] or is_status(rest.text) else "comment"
        before = title.text[: m.start()].rstrip()
        if not draft.get(name) and (name == "status" or before.endswith((".", "!", "?")) or says_deed(before)):
            draft.cells["title"], draft.cells[name] = title.cut(0, m.start()), rest


def _part_deadline(draft: Draft) -> None:
    """A deadline cell that says too how far the action is: "31 March 2021 - complete", "Complete"."""
    cell = draft.get("deadline")
    if not cell or draft.get("status"):
        return
    at = find_status(cell.text)
    if parted := _part(cell):
        draft.cells["deadline"], draft.cells["status"] = parted
    elif at and at[0] == 0 and at[1] < len(cell.text) and is_date(cell.text):
        draft.cells["status"] = cell.cut(*at)
    elif read_status(cell.text) in _CLOSED and not is_date(cell.text) and "status" not in draft.columns:
        draft.cells["status"] = draft.cells.pop("deadline")


def _part(cell: Clean) -> tuple[Clean, Clean] | None:
    """The date and the status of a cell that holds both and nothing else, the date first."""
    if is_date(cell.text) and not cell.text.endswith(")"):
        return None
    for m in _SEPARATOR.finditer(cell.text):
        status = cell.text[m.end() :].rstrip(" ).")
        if is_status(status) and is_date(cut_aside(cell.text[: m.start()])):
            return cell.cut(0, m.start()), cell.cut(m.end(), m.end() + len(status))
    return None


def _part_who(draft: Draft) -> None:
    """A cell that says who and when ("Finance Manager, 30 September 2021"), where the other of the two has no cell."""
    for name, other in (("deadline", "lead"), ("lead", "deadline")):
        cell = draft.get(name)
        if not cell or draft.get(other) or is_date(cell.text):
            continue
        for m in _WHO_WHEN.finditer(cell.text):
            if is_date(cell.text[m.end() :]) and looks_like_leads(cell.text[: m.start()]):
                draft.cells["lead"], draft.cells["deadline"] = cell.cut(0, m.start()), cell.cut(m.end())
                return


def _part_status(draft: Draft) -> None:
    """A status cell that begins with the deadline, where no other column has it, or goes on with what was done."""
    cell = draft.get("status")
    if not cell:
        return
    parted = _part(cell) if not draft.get("deadline") else None
    if parted:
        draft.cells["deadline"], draft.cells["status"] = parted
        return
    at = find_state(cell.text)
    if at:
        _take_share(draft, cell, at[1])
    more = at is not None and len(plain(cell.text[at[1] :]).split()) >= _LEAST_WORDS
    if at and at[0] == 0 and more and not draft.get("comment"):
        draft.cells["status"], draft.cells["comment"] = cell.cut(*at), cell


def _find_status(draft: Draft) -> None:
    """The status that the comment says, or that a date or a tick says under "Date completed"."""
    if draft.get("status"):
        return
    if done := draft.get("done"):
        if says_done(done.text):
            draft.cells["status"], draft.done = done, True
        elif is_status(done.text):
            draft.cells["status"] = done
    if draft.heading_state and not draft.get("status"):
        draft.cells["status"] = draft.heading_state
    comment = draft.get("comment")
    if comment and not draft.get("status") and "status" not in draft.columns and (at := find_state(comment.text)):
        draft.cells["status"] = comment.cut(*at)
        _take_share(draft, comment, at[1])


def _take_share(draft: Draft, cell: Clean, start: int) -> None:
    """The percentage that stands behind a status ("In progress (40%)")."""
    if not draft.get("percent") and (m := _SHARE.match(cell.text, start)):
        draft.cells["percent"] = cell.cut(*m.span("share"))


def says_done(text: str) -> bool | None:
    """What a cell under "Completed" says: a date, a tick or a yes that the row is done, a no that it is not; None else."""
    if is_date(text) or is_mark(text):
        return True
    return plain(text) in _YES if plain(text) in _YES | _NO else None


def _read_title(draft: Draft, customs: Customs) -> None:
    """The deadline and the owner that the title names, where they have no column; or the owner that the heading names."""
    title = draft.get("title")
    if "deadline" not in draft.columns and not draft.get("deadline") and (at := find_when(title.text)):
        draft.cells["deadline"] = title.cut(*at)
    if draft.get("lead") or "lead" in draft.columns:
        return
    if who := find_holder(title.text, customs.roster, marked=bool(draft.columns)):
        draft.cells["lead"] = title.cut(*who)
    elif draft.heading_lead:
        draft.cells["lead"] = draft.heading_lead


def split_list(text: str, least: int = 2) -> list[tuple[int, int]]:
    """Where the points of a cell stand that lists them, with bullets or counted from the first on; empty if it does not.

    Each has ``least`` words or more.
    """
    bullets = list(_BULLET.finditer(text))
    listed = bool(bullets) and bullets[0].start() == 0
    marks = [m for m in bullets if m[1] == bullets[0][1]] if listed else _find_counted(text)
    if len(marks) < 2 or marks[0].start() > 0:
        return []
    parts = [(m.end(), end) for m, end in reach(marks, len(text))]
    return parts if all(len(text[a:b].split()) >= least for a, b in parts) else []


def _find_counted(text: str) -> list[re.Match[str]]:
    """Marks that count without a gap: "1. ... 2. ...", "a) ... b) ...", "i. ... ii. ..."."""
    found = list(_COUNTED.finditer(text))
    if not found or found[0].start() > 0:
        return []
    first = found[0][1]
    order = [str(n) for n in range(1, 30)] if first.isdigit() else list(_NUMERALS if first == "i" else "abcdefghijklmnop")
    marks: list[re.Match[str]] = []
    for m in found:
        if len(marks) < len(order) and m[1] == order[len(marks)]:
            marks.append(m)
    return marks


def _split(draft: Draft) -> Iterator[Draft]:
    """One draft for each action that the title lists; other cells that list as many are split alike."""
    title = draft.get("title")
    parts = split_list(title.text)
    if not parts:
        yield draft
        return
    for n, (start, end) in enumerate(parts):
        cells = {}
        for name, cell in draft.cells.items():
            own = split_list(cell.text, least=1) if name != "title" else []
            cells[name] = cell.cut(*own[n]) if len(own) == len(parts) else cell
        cut = title.cut(start, end)
        line = next((p.line for p in cut.pieces if p.line), draft.line)
        yield replace(draft, cells=cells | {"title": cut}, line=line, lines=list(draft.lines), repairs=list(draft.repairs))
