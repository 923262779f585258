"""Cells that say more than one thing: a status in a comment, a date beside a status, an owner in a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bvgraph.reading.blocks import Clean, reach
from bvgraph.reading.calendars import find_due, is_date
from bvgraph.reading.customs import Customs
from bvgraph.reading.deeds import begins_with_deed, says_deed_of
from bvgraph.reading.drafts import Draft
from bvgraph.reading.rosters import Roster, cut_aside, split_names
from bvgraph.reading.values import (
    classify_lead,
    find_status,
    is_mark,
    is_status,
    looks_like_leads,
    names_holder,
    plain,
    read_status,
)

_BULLET = re.compile(r"(?:^|(?<=\s))([•●▪◦‣∙·*–-])\s+(?=\w)")
_COUNTED = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\w{2})")
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ACRONYM = r"[A-Z][A-Za-z&]{0,4}[A-Z][a-z]{0,2}"  # "HS", "MoT", "RMs"
_WHO = re.compile(
    r"(?:\(?[a-z\d]{1,2}\) )?"
    r"(?:(?:For|On|Re|Regarding|Following|After|In|At|By|Upon|Once|When|Before|Subject to|Prior to) [^,;:]{2,60}, )?"
    r"(?:[Ff]or )?(?P<who>(?:[A-Z]|all\b|everyone\b)(?:[^,.:;()]|\([^()]{1,60}\)){0,70}?)\s+"
    r"(?:to|will|would|should|shall|must|needs? to|is to|are to|(?:has |have )?(?:agreed|committed|undertaken|offered) to|"
    r"(?:was|were|is|are) (?:asked|tasked) (?:to|with))\s+"
    r"(?!be (?:\w+(?:ed|en)|sent|made|put|told|held|done|built|brought|found|kept|paid|read|sought|set|run)\b)(?=[a-z])"
)
_WHO_DOES = re.compile(r"(?P<who>[A-Z][\w'’-]*(?:(?:\s*[,/&]\s*|\s+and\s+|\s)[A-Z][\w'’-]*){0,4})\s+(?P<deed>[a-z].*)")
_DID = re.compile(r"\b[a-z]+ed\b")  # "The Clerk asked the Mayor to ..."
_HELPED = re.compile(r"\s+with\s")  # "Clerk with help from the Mayor"
_NOBODY = re.compile(r"(?:Which|What|Who|Where|It|There|This|That|These|Those|They|We|He|She) ?\b")
_WHO_BEHIND = re.compile(
    r"\s*[(\[]\s*(?:action|lead|owner)?\s*[:–-]?\s*(?P<who>[A-Z]{2,4}(?:\s*[/,&]\s*[A-Z]{2,4})*)\s*[)\]]\.?$"
)
_SEPARATOR = re.compile(r"\s*(?:[-–—:;,/]|\.\s|\()\s*|\s+")
_WHO_WHEN = re.compile(r"\s*[,;:/–-]\s*|\s+by\s+")
_CLOSED = ("complete", "not-applicable")
_LABEL = re.compile(r"\s*[(\[]?\bStatus\s*:\s*(?=\w)")
_YES = frozenset(("yes", "y", "x", "done", "true"))
_NO = frozenset(("no", "n", "false"))
_LONGEST_OWNER = 60  # characters
_LEAST_WORDS = 3  # of a status cell that says more than the status


def untangle(drafts: Sequence[Draft], customs: Customs) -> list[Draft]:
    """The drafts with a value a field; a row of a table whose title lists several actions becomes as many."""
    out = []
    for draft in drafts:
        if draft.columns and draft.title:
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


def _cut_label(draft: Draft) -> None:
    """A title that ends with its status behind a label ("... Status: in progress")."""
    title = draft.get("title")
    m = _LABEL.search(title.text)
    if m and m.start() and not draft.get("status"):
        draft.cells["title"], draft.cells["status"] = title.cut(0, m.start()), title.cut(m.end())


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
    at = find_status(cell.text)
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
    if comment and not draft.get("status") and "status" not in draft.columns and (at := find_status(comment.text)):
        draft.cells["status"] = comment.cut(*at)


def says_done(text: str) -> bool | None:
    """What a cell under "Completed" says: a date, a tick or a yes that the row is done, a no that it is not; None else."""
    if is_date(text) or is_mark(text):
        return True
    return plain(text) in _YES if plain(text) in _YES | _NO else None


def _read_title(draft: Draft, customs: Customs) -> None:
    """The deadline and the owner that the title names, where they have no column; or the owner that the heading names."""
    title = draft.get("title")
    if "deadline" not in draft.columns and not draft.get("deadline") and (at := find_due(title.text)):
        draft.cells["deadline"] = title.cut(*at)
    if draft.get("lead") or "lead" in draft.columns:
        return
    if who := find_holder(title.text, customs.roster):
        draft.cells["lead"] = title.cut(*who)
    elif draft.heading_lead:
        draft.cells["lead"] = draft.heading_lead


def find_holder(text: str, roster: Roster, *, marked: bool = False) -> tuple[int, int] | None:
    """Where a sentence names who does it: "HS to write ...", "The Clerk will ...", "... (HS)".

    In one that is ``marked`` as an action whatever capitals stand before "to" are somebody's.
    """
    text = text[:1].upper() + text[1:]
    m = _WHO.match(text)
    if m:
        start = m.start("who") + (4 if m["who"].startswith("The ") else 0)
        who = cut_aside(_HELPED.split(text[start : m.end("who")])[0])
        who = who[:1].upper() + who[1:]
        if begins_with_deed(who) or _NOBODY.match(who) or _DID.search(who) or len(who) > _LONGEST_OWNER:
            return None
        initials = _ACRONYM if marked or says_deed_of(text[m.end() :]) else ""
        names = [who] if _is_some(who) else [cut_aside(part) for part in split_names(who)]
        parts = [name[:1].upper() + name[1:] if classify_lead(name) == "post" else name for name in names]  # "Clerk/chair"
        held = (_is_holder(part, roster) or re.fullmatch(initials, part) for part in parts)
        if all(_is_some(part) or looks_like_leads(part) or roster.calls(part) for part in parts) and all(held):
            return start, start + len(who)
    m = _WHO_DOES.match(text)
    if m and says_deed_of(m["deed"]) and all(_acts(part, roster) for part in split_names(m["who"])):
        return m.span("who")
    m = _WHO_BEHIND.search(text)
    known = m and all(roster.resolve(part) for part in re.findall(r"[A-Z]{2,4}", m["who"]))
    return m.span("who") if m and known else None


def _acts(part: str, roster: Roster) -> bool:
    """A holder who is no mere run of capitalised words ("Access Road update the map" says nothing of who)."""
    return classify_lead(part) in ("post", "body", "team") or roster.lists(part) or roster.calls(part.split(maxsplit=1)[0])


def _is_some(who: str) -> bool:
    """A group that has no name yet ("A task and finish group")."""
    return re.match(r"An? [a-z]", who) is not None and classify_lead(who) in ("body", "team")


def _is_holder(part: str, roster: Roster) -> bool:
    if part.startswith(("A ", "An ")):
        return _is_some(part)
    return names_holder(part) or roster.calls(part) or roster.resolve(part) is not None


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
