"""Rows whose cells list several actions, line by line, with an owner or a date for each -> a row for each action."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from bvgraph.reading.blocks import Header
from bvgraph.reading.calendars import is_date
from bvgraph.reading.dates import is_vague
from bvgraph.reading.formats.lines import BULLET, Cell, Line, flatten
from bvgraph.reading.values import begins_with_status, is_status, looks_like_leads, parse_percent

_COUNTED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")
_VALUES: Final[dict[str, Callable[[str], bool]]] = {
    "lead": lambda item: looks_like_leads(item.removeprefix(BULLET)),
    "deadline": lambda item: is_date(item.removeprefix(BULLET)) or is_vague(item),
    "status": lambda item: is_status(item.removeprefix(BULLET)),
    "comment": lambda item: begins_with_status(item.removeprefix(BULLET)),
    "percent": lambda item: parse_percent(item) is not None,
}


def part_row(row: Line, header: Header, *, hard: bool = True) -> list[Line]:
    """The row, or one for each action if its title lists several and another cell has a value for each of them.

    A cell that does not list as many says the same of each, as one merged over rows does.  ``hard`` says that the lines of
    a cell were ended on purpose; else they are wrapped, and only marks tell where the next point of a list begins.
    """
    at = header.column("title")
    if at is None or at >= len(row.cells):
        return [row]
    listed = [_find_items(cell, hard=hard) for cell in row.cells]
    count = len(listed[at])
    if count < 2 or not all(map(_is_point, listed[at])):
        return [row]
    alike = [items if len(items) == count else [] for items in listed]
    if not any(_holds(name, items) for name, items in zip(header.fields, alike, strict=False)):
        return [row]
    return [
        Line([_take(cell, items, n) for cell, items in zip(row.cells, alike, strict=True)], row.page, row.box)
        for n in range(count)
    ]


def _holds(name: str | None, items: Sequence[str]) -> bool:
    """The items are values of the field."""
    return bool(items) and name in _VALUES and all(map(_VALUES[name], items))


def _find_items(cell: Cell, *, hard: bool) -> list[str]:
    """The lines of a cell, or the points of a list if wrapped lines begin with its marks."""
    out: list[str] = []
    lines = [flat for part in cell.parts if (flat := flatten(part))]
    wrapped = not hard and bool(lines) and _is_point(lines[0])
    for line in lines:
        if wrapped and not _is_point(line):
            out[-1] += f" {line}"
        else:
            out.append(line)
    return out


def _is_point(text: str) -> bool:
    return text.startswith(BULLET) or bool(_COUNTED.match(text))


def _take(cell: Cell, items: Sequence[str], number: int) -> Cell:
    """The item of that number without its bullet, or all that the cell says."""
    if not items:
        return Cell(cell.text, cell.label, cell.colour, cell.parts)
    text = items[number].removeprefix(BULLET)
    return Cell(text, cell.label, cell.colour, (text,))
