"""A sheet of cells -> paragraphs and tables: rows that stand together are a table, a lone cell above or below it is none."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from bvgraph.reading.blocks import Clean, Row, read_header
from bvgraph.reading.formats.lines import Cell, Line, Lines, flatten
from bvgraph.reading.formats.settling import Settler

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTHS = "|".join((*month_name[1:], *month_abbr[1:]))
_UNNAMED = re.compile(rf"^(?:Sheet|Table|Page|Part) ?\d+$|\d\d|^Q ?\d\b|^(?:{_MONTHS})$", re.IGNORECASE)
_MOST_ABOVE = 15  # rows that may stand above the header row of a sheet
_MOST_ROWS, _MOST_CELLS = 5_000, 500_000  # of one table held at a time


def write_grid(lines: Lines, rows: Iterable[Line], heading: str = "") -> None:
    """Write the rows of a sheet; empty rows part its tables, the first of which stands below the heading if there is one."""
    settler, block, held = Settler(lines), list[Line](), 0
    for row in rows:
        if row.filled or any(cell.colour for cell in row.cells):
            block.append(row)
            held += len(row.cells)
        if (not row.filled and block) or len(block) >= _MOST_ROWS or held > _MOST_CELLS:
            heading = _write_block(settler, block, heading)
            block, held = [], 0
    if block:
        _write_block(settler, block, heading)


def find_parallel(sheets: Sequence[tuple[str, Iterable[Line]]]) -> set[str]:
    """The names of those sheets that have a table with the heads of another sheet's, and so part a plan by their names.

    A name that the program gave, or that is a date, names no part.
    """
    heads = {name: next((h for row in islice(rows, _MOST_ABOVE) if (h := _write_heads(row))), None) for name, rows in sheets}
    counts = Counter(heads.values())
    return {name for name, found in heads.items() if found and counts[found] > 1 and not _UNNAMED.search(name)}


def _write_heads(row: Line) -> tuple[str, ...]:
    """The heads that a row is, or none."""
    return tuple(flatten(row.cells[i].text) for i in row.filled) if _has_header([row]) else ()


def _write_block(settler: Settler, block: list[Line], heading: str) -> str:
    """Write rows that stand together: lone cells at both ends as paragraphs, what lies between them as a table.

    A lone cell right above a header row is the heading of the table, and so a part of it; but above the first table of
    all, or with a year in it, it is the title of the whole.  Returns the heading if it still has to be written.
    """
    first, last = 0, len(block)
    while first < last and _is_lone(block[first]):
        first += 1
    if 0 < first < last and settler.lines.texts and _has_header(block[first : first + 1]):
        first -= not _YEAR.search(block[first - 1].cells[0].text)
    while last > first and _is_lone(block[last - 1]) and not _goes_on(block[last - 1]):
        last -= 1
    _write_lone(settler.lines, block[:first])
    for table in _part(block[first:last]):
        width = max(row.filled[-1] + 1 for row in table if row.filled)
        for row in table:
            row.cells[:] = [*row.cells[:width], *(Cell() for _ in range(width - len(row.cells)))]
        if heading and _has_header(table[:1]):
            settler.lines.paragraph(heading, label=heading)
            heading = ""
        settler.lines.rows(settler.settle(table))
    _write_lone(settler.lines, block[last:])
    return heading


def _is_lone(row: Line) -> bool:
    """Nothing but a first cell: a title, heading or note."""
    return row.filled in ([], [0])


def _goes_on(row: Line) -> bool:
    """A lone cell that starts in small letters goes on with the row above."""
    return bool(row.filled) and row.cells[0].text.strip()[:1].islower()


def _write_lone(lines: Lines, rows: Sequence[Line]) -> None:
    for row in rows:
        for i in row.filled:
            lines.paragraph(row.cells[i].text, label=row.cells[i].label)


def _part(block: list[Line]) -> list[list[Line]]:
    """Two tables side by side, each with a header row and an empty column between them, come one after the other."""
    if not block:
        return []
    width = max(len(row.cells) for row in block)
    filled = {i for row in block for i in row.filled}
    for gap in sorted(set(range(width)) - filled):
        left = [Line(row.cells[:gap], row.page, row.box) for row in block]
        right = [Line(row.cells[gap + 1 :], row.page, row.box) for row in block]
        if _has_header(left) and _has_header(right):
            return [[r for r in left if r.filled], *_part([r for r in right if r.filled])]
    return [block]


def _has_header(rows: Sequence[Line]) -> bool:
    return any(read_header(Row(0, tuple(_as_clean(cell) for cell in row.cells))) for row in rows[:5])


def _as_clean(cell: Cell) -> Clean:
    text = flatten(cell.text)
    return Clean.supply(text) if text else Clean()
