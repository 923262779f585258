"""Rows of tables that break off within a cell whose text was wrapped: the next line goes on with the cell, and the row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bvgraph.reading.blocks import Clean, Header, Row, is_rule, join_all, read_header, settle_header
from bvgraph.reading.dates import parse_date
from bvgraph.reading.stacks import OPEN, REFERENCE, fits
from bvgraph.reading.wordings import LONGEST_LABEL, name_head

_LEAST_WIDTH = 4  # columns
_MOST_LINES = 8  # of a row
_LEAST_ON = 2  # lines that go on with the one above
_LEAST_APART, _MOST = 2, 0.8  # rows with empty lines between them; share of them that have a date or a status
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]")


def mend_seams(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those in one that only together have as many cells as the heads above, and values where these ask."""
    out: list[Row] = []
    header: Header | None = None
    at = 0
    while at < len(rows):
        header = _find_header(rows[at]) or header
        whole = _join_rows(rows[at : at + _MOST_LINES], header) if header and len(header.fields) >= _LEAST_WIDTH else None
        out.append(whole[0] if whole else rows[at])
        at += whole[1] if whole else 1
    return out


def _find_header(row: Row) -> Header | None:
    """The header that a row is; nothing is asked of rows of which less than two cells are heads."""
    known = 0
    for text in row.texts if len(row.cells) > 1 else ():
        known += len(text) <= LONGEST_LABEL and name_head(text) is not None
    return read_header(row) if known > 1 else None


def _join_rows(rows: Sequence[Row], header: Header) -> tuple[Row, int] | None:
    """The first row with those right below that complete it, and how many these are; None where they do not."""
    first, cells = rows[0], list(rows[0].cells)
    if not 1 < len(cells) < len(header.fields) or not first.filled:
        return None
    numbered = _begins(first, header)
    for n, row in enumerate(rows[1:], 1):
        if row.line != rows[n - 1].last + 1 or not row.cells[0] or _begins(row, header):
            return None
        if not (numbered or row.texts[0][0].islower() or OPEN.search(cells[-1].text)):
            return None
        cells[-1:] = [cells[-1].join(row.cells[0]), *row.cells[1:]]
        if len(cells) >= len(header.fields):
            good = len(cells) == len(header.fields) and _fits_better(cells, rows[: n + 1], header)
            return (replace(first, cells=tuple(cells), last=row.last), n + 1) if good else None
    return None


def _begins(row: Row, header: Header) -> bool:
    """A row of its own: it has a reference where the table has them."""
    return header.fields[0] == "ref" and len(row.cells) > 1 and REFERENCE.fullmatch(row.texts[0]) is not None


def _fits_better(cells: Sequence[Clean], parts: Sequence[Row], header: Header) -> bool:
    """Together the cells are of their columns' types more than the parts by themselves."""
    return _count(cells, header) > max(0, *(_count(part.cells, header) for part in parts))


def _count(cells: Sequence[Clean], header: Header) -> int:
    return sum(fits(field, cell.text) for field, cell in zip(header.fields, cells, strict=False))


def join_wrapped(rows: Sequence[Row], *, parted: bool) -> list[Row]:
    """The rows, with those lines of a table in one that are those of wrapped cells.

    A row begins with its reference, where rows have some.  Else a line goes on with the one above if it has no date or
    status of its own, and its title begins with a small letter, or is none, or had no room above.  Where lines are
    ``parted`` by tabs or bars, which rows, headings and specks are too, more must speak for it.
    """
    groups: list[tuple[Header | None, list[Row]]] = []
    header: Header | None = None
    for group in _group_lines(rows):
        own = _find_header(group[0])
        count = 0 if own is None else 1 + (not parted and _goes_on_with_heads(group))
        heads, body = ([_join_lines(group[:count])] if count else []), group[count:]
        header = (settle_header(heads[0].texts) or own) if heads else header
        groups += [(None, heads)] if heads else []
        even = header is not None and {len(row.cells) for row in body} == {len(header.fields)}
        groups.append((header if even else None, body))
    apart = _find_apart(groups)
    out: list[Row] = []
    for header, body in groups:
        if header is None or (parted and not _is_wrapped(body, header)):
            out += body
        else:
            lone = header.heads in apart and any(_has_anchor(line, header) for line in body)
            parts = [body] if lone else _part_rows(body, header)
            out += [_join_lines(part) for part in parts]
    return out


def _goes_on_with_heads(group: Sequence[Row]) -> bool:
    """The second line goes on with the heads: small letters, dates or heads below several of them."""
    first, *below = group[:2]
    on = [text for row in below for text in row.texts if text and len(row.cells) == len(first.cells)]
    return len(on) > 1 and all(text[0].islower() or parse_date(text) or name_head(text) for text in on)


def _find_apart(groups: Sequence[tuple[Header | None, Sequence[Row]]]) -> set[tuple[str, ...]]:
    """The heads of tables whose rows stand apart from one another, each with one line that has a date or a status."""
    counts: dict[tuple[str, ...], list[int]] = {}
    for header, body in groups:
        if header and body:
            counts.setdefault(header.heads, []).append(sum(_has_anchor(line, header) for line in body))
    return {
        heads for heads, found in counts.items() if max(found) == 1 and sum(found) >= max(_LEAST_APART, _MOST * len(found))
    }


def _group_lines(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of several cells that stand right below one another, and every other row by itself."""
    groups: list[list[Row]] = []
    for row in rows:
        near = groups and len(row.cells) > 1 == (len(groups[-1][-1].cells) > 1) and row.line == groups[-1][-1].last + 1
        if near and _find_header(row) is None and len(row.cells) == len(groups[-1][-1].cells):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _part_rows(lines: Sequence[Row], header: Header) -> list[list[Row]]:
    """The lines by the row that they make up."""
    at, ref = header.column("title") or 0, header.column("ref")
    numbered = ref is not None and any(line.texts[ref] for line in lines)
    width = _measure([line.texts[at] for line in lines])
    parts: list[list[Row]] = []
    for line in lines:
        above = parts[-1][-1].texts[at] if parts else ""
        begins = bool(ref is not None and line.texts[ref]) if numbered else _begins_row(line, above, header, width)
        if not parts or begins or is_rule(line) or _heads(parts[-1][-1], header):
            parts.append([])
        parts[-1].append(line)
    return parts


def _begins_row(line: Row, above: str, header: Header, width: int) -> bool:
    """The line has a title of its own: with a date or a status, or for which the line above had room."""
    title = line.texts[header.column("title") or 0]
    if not title or title[0].islower():
        return False
    room = not width or len(above) + 1 + len(title.split(maxsplit=1)[0]) < width
    return _has_anchor(line, header) or room


def _measure(titles: Sequence[str]) -> int:
    """The width of the column in letters: that of the longest line which goes on in small letters; 0 if none does."""
    return max((len(title) for title, after in pairwise(titles) if after[:1].islower()), default=0)


def _is_wrapped(lines: Sequence[Row], header: Header) -> bool:
    """Lines parted by tabs or bars, which could be rows, headings and specks: some go on in small letters, or say no title.

    Each line with a date or a status begins with a capital, and none but these has a number in front of its title.
    """
    at = header.column("title") or 0
    sure = [line.texts[at] for line in lines if _has_anchor(line, header)]
    others = [line for line in lines if not _has_anchor(line, header)]
    rest = [line.texts[at] for line in others]
    small = sum(title[:1].islower() for title in rest)
    on = small + sum(not title for title in rest)
    headed = any(_NUMBERED.match(title) for title in rest) or any(_heads(line, header) for line in others)
    return small >= _LEAST_ON and on * 3 >= len(rest) and not headed and all(title[:1].isupper() for title in sure)


def _heads(line: Row, header: Header) -> bool:
    """A text and nothing else, where the references stand: the heading of the rows below."""
    ref = header.column("ref")
    return ref is not None and line.filled == [ref] and REFERENCE.fullmatch(line.texts[ref]) is None


def _has_anchor(line: Row, header: Header) -> bool:
    """A date or a status stands where the table has them."""
    pairs = zip(header.fields, line.texts, strict=True)
    return any(field in ("deadline", "status", "percent") and fits(field, text) > 0 for field, text in pairs)


def _join_lines(lines: Sequence[Row]) -> Row:
    cells = tuple(join_all(cells) for cells in zip(*(line.cells for line in lines), strict=True))
    return replace(lines[0], cells=cells, last=lines[-1].last)
