"""Flat tables: an activity's heading row, and rows with a lead, a deadline, a status, a percentage and comments.

Every ``take`` function gets a row and says what the row was used for ("entry", "heading", "furniture", "problem"), or
None if it does not belong to the table.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from bvgraph.kinds import EntryKind
from bvgraph.reading.blocks import Clean, Header, Row
from bvgraph.reading.dates import find_dates, parse_date
from bvgraph.reading.deeds import says_deed
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.placing import place_cells
from bvgraph.reading.sections import NUMBER, heads_rows, is_section_row, take_section
from bvgraph.reading.untangling import split_list
from bvgraph.reading.values import (
    is_nothing,
    is_status,
    parse_percent,
    parse_status,
    plain,
    says_again,
    split_leads,
)
from bvgraph.reading.wraps import extend, goes_on, has_values

_PART_REF = re.compile(r"\(?([A-Za-z]{0,2}\d{1,3}[a-z]?|[A-Za-z]?[ivx]{1,4}|[a-z])[).:]\s+(?=\w)")  # "Ai)", "1a."
_REF = re.compile(r"\w*\d[\w.]*")


def take_row(row: Row, header: Header, outline: Outline, following: Row | None) -> str | None:
    """Use one row of a flat table under ``header``; ``following`` is the next row that is not empty."""
    if len(row.cells) == 1 and not heads_rows(row, following):
        return None
    if is_section_row(row, header, following):
        return take_section(row, outline)
    torn = row.line not in outline.whole and is_garbled(row, header, drawn=row.line in outline.drawn)
    if torn or _goes_on_garbled(row, outline):
        outline.garbled.append((len(outline.drafts), row))
        return "entry"
    if is_squeezed(row, header):
        return _take_squeezed(row, header, outline)
    cells = place_cells(row, header, outline)
    if (header.needs != "title" and header.needs not in cells) or (header.flat and "title" not in cells):
        return "prose"
    empty = not cells or is_nothing(cells.get("title", Clean()).text)
    return "furniture" if empty else _take_cells(row, cells, header, outline, following)


def _take_part(row: Row, cells: dict[str, Clean], part: Clean, header: Header, outline: Outline) -> str:
    """A part of an action: the action is printed in its own column, in this row or in one above."""
    whole = cells.pop("title", Clean())
    above = (draft for draft in reversed(outline.drafts) if draft.columns and not draft.partial)
    parent = next((draft for draft in above if not whole or draft.title == whole.text), None)
    m = _PART_REF.match(part.text)
    draft = Draft("action", row.line, cells | {"title": part.cut(m.end() if m else 0)}, columns=header.names, partial=True)
    draft.ref, draft.parent = part.cut(0, m.end(1) if m else 0) or cells.pop("ref", Clean()), parent
    cells.pop("ref", None)
    outline.start(draft)
    if parent is None and whole:
        draft.group, draft.parent_title = whole, whole.text
    return "entry"


def _take_cells(row: Row, cells: dict[str, Clean], header: Header, outline: Outline, following: Row | None) -> str:
    """A part of an action, a numbered heading, a row with nothing but its title, or a row with values."""
    if part := cells.pop("subtask", None):
        return _take_part(row, cells, part, header, outline)
    title = cells.get("title", Clean())
    if NUMBER.match(title.text) and not has_values(cells) and not _is_lead(cells.get("lead", Clean()).text):
        return _start_activity(row, cells, header, outline)
    unread = row.line in outline.even and len(row.filled) > 1
    if set(cells) == {"title"} and (header.alone or unread):
        return _take_values(row, cells, header, outline, following)
    lone = _is_whole(row, title, outline) and len(row.filled) == 1 and not says_deed(title.text)
    if set(cells) == {"title"} and (row.line in outline.even or lone):
        return take_section(row, outline)
    if set(cells) == {"title"} and not _is_whole(row, title, outline):
        return _take_lone(row, title, outline, following)
    return _take_values(row, cells, header, outline, following)


def _is_whole(row: Row, title: Clean, outline: Outline) -> bool:
    """A row that the file itself has as one, and whose title does not go on with the one above."""
    return row.line in outline.whole and title.text[:1].isupper()


def _is_lead(text: str) -> bool:
    """Words with capitals, as names and posts have them; a torn heading goes on in small letters."""
    words = re.findall(r"[A-Za-z][\w'’.-]+", text)
    return bool(words) and words[0][0].isupper() and sum(w[0].isupper() for w in words) * 2 > len(words)


def _start_activity(row: Row, cells: dict[str, Clean], header: Header, outline: Outline) -> str:
    """A numbered heading row; a heading torn over several cells is put together again."""
    m = NUMBER.match(cells["title"].text)
    title = cells["title"].cut(m.end() if m else 0)
    draft = outline.start(Draft("activity", row.line, ref=cells["title"].cut(0, m.end(1) if m else 0)))
    for name in [f for f in header.fields if f and f != "title" and f in cells]:
        title = _join_torn(title, cells[name], outline.vocabulary)
        draft.torn = True
    draft.cells["title"] = title
    outline.activity = draft
    return "heading"


def _join_torn(left: Clean, right: Clean, vocabulary: frozenset[str]) -> Clean:
    """Join two halves of a text that a column border cut, in a word or between two."""
    a, b = left.text, right.text
    for k in range(min(len(a), len(b), 6), 1, -1):
        if a.endswith(b[:k]):
            return left.join(right.cut(k), torn=True) if b[k : k + 1] != " " else left.join(right.cut(k))
    last, first = re.findall(r"\w+$", a), re.findall(r"^[a-z]\w*", b)
    if not last or not first:
        return left.join(right)
    whole, halves = last[0] + first[0], (last[0], first[0])
    apart = whole.casefold() not in vocabulary and all(h.casefold() in vocabulary and len(h) > 1 for h in halves)
    return left.join(right, torn=not apart)


def _take_lone(row: Row, title: Clean, outline: Outline, following: Row | None) -> str:
    """A row with nothing but its first cell: a remark, the double of another row, or the rest of the title above."""
    if re.fullmatch(r"\[.*\]", title.text):
        outline.report(row, "remark", "an editor's remark stands in place of a row")
        return "problem"
    near = following.cells[0].text if following else ""
    if fuzz.ratio(title.text, near[: len(title.text) + 8]) > 60 or title.text in [d.title for d in outline.drafts[-2:]]:
        outline.report(row, "double", "the same row, printed again and misread")
        return "problem"
    if outline.last is None:
        return "heading"
    outline.last.add("title", title)
    outline.last.lines.append(row.line)
    return "entry"


def _take_values(row: Row, cells: dict[str, Clean], header: Header, outline: Outline, following: Row | None) -> str:
    """A row with values: the rest of the row above, its double, the title it still wants, or a row of its own."""
    last = outline.last
    apart = row.line in outline.even or (outline.apart and "title" not in cells)
    apart = apart or _is_whole(row, cells.get("title", Clean()), outline)
    torn = cells.get("title", Clean()).text[:1].islower() and (last is None or set(last.cells) != {"title"})
    if last and (last.kind != "activity" or torn) and not apart and goes_on(last, cells, header):
        extend(last, cells, outline)
        last.lines.append(row.line)
        return "entry"
    listed = split_list(cells.get("title", Clean()).text)
    number = None if cells.get("ref") or listed else NUMBER.match(cells.get("title", Clean()).text)
    parent = outline.activity
    if number and (parent is None or (parent.ref and parent.kind == "activity")):
        return _start_numbered(row, cells, number, outline)
    draft = outline.start(Draft(_find_kind(cells, header, parent, following), row.line, parent=parent, columns=header.names))
    draft.ref = cells.pop("ref", Clean())
    _repeat(cells, last)
    title = cells.pop("title", Clean())
    draft.cells = cells | {"title": title.cut(number.end()) if number else title}
    _carry(draft, last, header)
    if draft.kind == "activity":
        outline.activity, draft.parent = draft, None
    return "entry"


def _start_numbered(row: Row, cells: dict[str, Clean], number: re.Match[str], outline: Outline) -> str:
    """A numbered heading that carries values of its own."""
    title = cells.pop("title")
    draft = outline.start(Draft("activity", row.line, cells, ref=title.cut(0, number.end(1))))
    draft.area = cells.pop("area", draft.area)
    draft.add("title", title.cut(number.end()))
    outline.activity = draft
    return "entry"


def _is_part(ref: str, whole: str) -> bool:
    """Whether the reference names a part of the other one, as 4.1, 4(a) and 4a do of 4."""
    return bool(re.match(rf"{re.escape(whole)}(?:\.|\(|[a-z]\b)", ref))


def _find_kind(cells: dict[str, Clean], header: Header, parent: Draft | None, following: Row | None) -> EntryKind:
    """A row beneath an activity is a milestone; a row with a reference, or beneath a recommendation, an action.

    A reference that goes on in that of the next row ("R4", "R4.1") heads the rows that follow.
    """
    ref = cells.get("ref", Clean()).text
    heads = ref and following is not None and any(_is_part(t, ref.rstrip(".")) for t in following.texts[:2])
    if set(cells) <= {"ref", "title", "area", "lead"} and heads:
        return "recommendation" if re.match(r"[A-Z]+\d", ref) else "activity"
    if plain(header.heads[header.column("title") or 0]).startswith("recommendation"):
        return "recommendation"
    return "milestone" if parent and parent.kind == "activity" and not ref else "action"


def _repeat(cells: dict[str, Clean], last: Draft | None) -> None:
    """Who leads, or when it is due, where the cell says that it is the same as in the row above."""
    for name in ("lead", "deadline"):
        if last is not None and last.get(name) and says_again(cells.get(name, Clean()).text):
            cells[name] = last.get(name)


def _carry(draft: Draft, last: Draft | None, header: Header) -> None:
    """Area and group of a row; printed once for several rows, they hold until the next."""
    for name in ("area", "group"):
        cell = draft.cells.pop(name, Clean())
        if not cell and name in header.names and last is not None:
            cell = last.area if name == "area" else last.group
        if cell and name == "area":
            draft.area = cell
        elif cell:
            draft.group, draft.parent_title = cell, cell.text


def is_garbled(row: Row, header: Header, *, drawn: bool = False) -> bool:
    """Several rows run into one: a cell in the place of the dates holds more of them than one deadline can.

    In a row whose place on the page is known, as ``drawn``, an action may have several dates, but not several references
    or statuses, nor an owner for each date.
    """
    column = header.column("deadline")
    if column is None or (drawn and not _holds_several(row, header)):
        return False
    tight = ("title", "lead", "deadline", None)
    near = [c.text for f, c in zip(header.fields[1 : column + 1], row.cells[1:], strict=False) if f in tight]
    squeezed = len(row.cells) < len(header.fields) and bool(re.match(r"\S+ \S+", near[0] if near else ""))
    many = any(len(find_dates(t)) > 1 and parse_date(t) is None for t in near)
    torn_off = (
        squeezed and len(row.cells[0].text) > 60 and not any(parse_status(t) for t in row.texts[1:]) and len(row.filled) > 2
    )
    return many or (torn_off and not any(parse_percent(t) is not None for t in row.texts[2:]))


def _holds_several(row: Row, header: Header) -> bool:
    """The cell of the reference, the status or the percentage holds that of more rows, or each date has an owner."""
    cells = {name: cell.text for name, cell in zip(header.fields, row.cells, strict=False) if name}
    tests = ((_REF.fullmatch, "ref"), (is_status, "status"), (parse_percent, "percent"))
    parts = ((test, cells.get(name, "").split()) for test, name in tests)
    dates = len(find_dates(cells.get("deadline", "")))
    if dates > 1 and len(split_leads(cells.get("lead", ""))) == dates:
        return True
    return any(len(words) > 1 and all(map(test, words)) for test, words in parts)


def _goes_on_garbled(row: Row, outline: Outline) -> bool:
    """A row without a title right after a garbled one belongs to it."""
    return bool(outline.garbled) and outline.garbled[-1][0] == len(outline.drafts) and not row.cells[0] and bool(row.filled)


def is_squeezed(row: Row, header: Header) -> bool:
    """A cell is lost where title, lead and deadline meet: the cell under "lead" ends with the date."""
    lead, deadline = header.column("lead"), header.column("deadline")
    if lead is None or deadline != lead + 1 or len(row.cells) != len(header.fields) - 1:
        return False
    dates = find_dates(row.cells[lead].text)
    return len(dates) == 1 and dates[0][1] == len(row.cells[lead].text)


def _take_squeezed(row: Row, header: Header, outline: Outline) -> str:
    """Keep the squeezed cell with its deadline cut off; whose name is torn in it shows when all leads are known."""
    lead = header.column("lead") or 1
    start, end, _ = find_dates(row.cells[lead].text)[0]
    cells = {f: c for f, c in zip(header.fields[lead + 2 :], row.cells[lead + 1 :], strict=False) if f and c}
    cells |= {"title": row.cells[0], "lead": row.cells[lead].cut(0, start), "deadline": row.cells[lead].cut(start, end)}
    kind: EntryKind = "milestone" if outline.activity else "action"
    outline.start(Draft(kind, row.line, {f: c for f, c in cells.items() if c}, parent=outline.activity, squeezed=True))
    return "entry"
