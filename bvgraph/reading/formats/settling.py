"""Tables as people set them -> tables that say in words what a colour, a tick or a hard line end says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bvgraph.reading.blocks import Clean, Header, Row, name_field, read_header
from bvgraph.reading.formats.lines import BULLET, Cell, Line, Lines, flatten
from bvgraph.reading.formats.parting import part_row
from bvgraph.reading.rosters import cut_aside
from bvgraph.reading.values import classify_lead, is_status

_TICKS = frozenset("✓✔☑☒⬛■●•√xX✗✘×yYü") | {"yes", "Yes", "YES"}
_OPEN = frozenset(("of", "for", "and", "&", "the", "to", "in", "-", "–", "with"))
_SHORT = re.compile(r"[A-Z]{2,5}|All")
_NAMES = ("lead", "monitoring")


@dataclass(slots=True)
class Settler:
    """Settles the tables of one document; a table without a header row goes on with that of the table before it.

    ``hard`` says that the parts of a cell are lines that were ended on purpose, not wrapped ones, ``parting`` that a row
    may become several, as it may not where lines are counted as in the file.
    """

    lines: Lines
    hard: bool = True
    parting: bool = True
    header: Header | None = None

    def settle(self, rows: Sequence[Line]) -> list[Line]:
        """Put words in place of colours and ticks, and set names apart that stand on lines of their own.

        Returns the rows; one that lists several actions, each with an owner or a date of its own, has become as many.
        """
        _merge_ticks(rows)
        out: list[Line] = []
        for row in rows:
            found = read_header(as_row(row))
            self.header = header = found or self.header
            if found or header is None:
                out.append(row)
                continue
            parted = part_row(row, header, hard=self.hard) if self.parting else [row]
            for one in parted:
                self._settle_row(one, header)
            out += parted
        return out

    def _settle_row(self, row: Line, header: Header) -> None:
        for cell, name in zip(row.cells, header.fields, strict=False):
            if name == "status" and not cell.text and cell.colour and not _is_painted(row, cell.colour, header):
                cell.text = cell.colour
                self.lines.report("colour", "a status that is printed as a colour only", cell.label)
            elif name in _NAMES and len(cell.parts) > 1:
                cell.text = join_names(cell.parts, hard=self.hard)


def _is_painted(row: Line, colour: str, header: Header) -> bool:
    """The ground of most of the row has that colour, which so is no state of its own; or the row names no action."""
    under = [row.cells[i] for i, name in enumerate(header.fields) if name and i < len(row.cells) and row.cells[i].text]
    at = header.column("title")
    named = at is not None and at < len(row.cells) and bool(row.cells[at].text)
    return not named or (len(under) > 1 and sum(cell.colour == colour for cell in under) * 2 > len(under))


def as_row(line: Line) -> Row:
    """The row as it will be read from the text."""
    return Row(0, tuple(Clean.supply(t) if (t := flatten(cell.text)) else Clean() for cell in line.cells))


def join_names(parts: Sequence[str], *, hard: bool = True) -> str:
    """The lines of a cell that names people: with a semicolon between two of them where each line is a name by itself.

    ``hard`` says that whoever typed them ended the lines; wrapped lines part persons only.

    >>> join_names(["Ann Ode", "Ben Roe"]), join_names(["Head of", "Roads"])
    ('Ann Ode; Ben Roe', 'Head of Roads')
    >>> join_names(["Head of Roads", "Chief Executive"]), join_names(["Head of Roads", "Chief Executive"], hard=False)
    ('Head of Roads; Chief Executive', 'Head of Roads Chief Executive')
    """
    whole = [flatten(part).removeprefix(BULLET).rstrip(" ,;/") for part in parts if part.strip()]
    whole = whole if hard else _pair(whole)
    bare = [cut_aside(part) for part in whole]
    offices = hard and all(_is_office(part) or _SHORT.fullmatch(part) for part in bare)
    persons = all(_is_person(part) or (hard and _SHORT.fullmatch(part)) for part in bare)
    if len(whole) > 1 and (offices or persons):
        return "; ".join(whole)
    return " ".join(flatten(part) for part in parts if part.strip())


def _pair(lines: Sequence[str]) -> list[str]:
    """In a narrow column a name is wrapped too: two lines of a single word each, one after the other, are one name."""
    out: list[str] = []
    open_name = False
    for line in lines:
        single = " " not in line and line[:1].isupper()
        if single and open_name:
            out[-1] += f" {line}"
        else:
            out.append(line)
        open_name = single and not open_name
    return out


def _is_person(text: str) -> bool:
    """Two words or three with capitals that no post, team or body is called by."""
    named = re.fullmatch(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]+){1,2}", text)
    return bool(named) and classify_lead(text) == "person"


def _is_office(text: str) -> bool:
    """Two words or more that name a post, a team or a body, and do not ask for another."""
    words = text.split()
    whole = len(words) > 1 and words[-1].casefold() not in _OPEN and text[:1].isupper()
    return whole and classify_lead(text) in ("post", "team", "body")


def _merge_ticks(rows: Sequence[Line]) -> None:
    """Columns headed by statuses, of which each row ticks one, become one column that says it."""
    for at, row in enumerate(rows):
        if not (columns := _status_columns(row)):
            continue
        below = [r for r in rows[at + 1 :] if len(r.cells) > max(columns, default=0)]
        marked = [[r.cells[i] for i in columns if r.cells[i].text] for r in below]
        if any(marked) and all(len(m) < 2 and all(c.text.strip() in _TICKS for c in m) for m in marked):
            heads = [row.cells[i].text for i in columns]
            for r in below:
                _say(r, columns, heads)
            _say_head(row, columns)


def _status_columns(row: Line) -> list[int]:
    """The columns of a header row whose heads are statuses, if they are several in a row."""
    if not any(name_field(flatten(cell.text)) == "title" for cell in row.cells if cell.text):
        return []
    found = [i for i, cell in enumerate(row.cells) if cell.text and is_status(flatten(cell.text))]
    return found if len(found) > 1 and found[-1] - found[0] == len(found) - 1 else []


def _say(row: Line, columns: Sequence[int], heads: Sequence[str]) -> None:
    ticked = next((i for i in columns if row.cells[i].text), None)
    if ticked is not None:
        label = row.cells[ticked].label
        row.cells[ticked] = Cell()
        row.cells[columns[0]] = Cell(heads[columns.index(ticked)], label)


def _say_head(row: Line, columns: Sequence[int]) -> None:
    row.cells[columns[0]] = Cell("Status", row.cells[columns[0]].label)
    for i in columns[1:]:
        row.cells[i] = Cell("", row.cells[i].label)
