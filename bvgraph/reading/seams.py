"""Rows of tables that break off within a cell whose text was wrapped: the next line goes on with the cell, and the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bvgraph.reading.blocks import Clean, Header, Row, read_header
from bvgraph.reading.stacks import REFERENCE, fits

_LEAST_WIDTH = 4  # columns
_MOST_LINES = 8  # of a row


def mend_seams(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those in one that only together have as many cells as the heads above, and values where these ask."""
    out: list[Row] = []
    header: Header | None = None
    at = 0
    while at < len(rows):
        header = (read_header(rows[at]) if len(rows[at].cells) > 1 else None) or header
        whole = _join_rows(rows[at : at + _MOST_LINES], header) if header and len(header.fields) >= _LEAST_WIDTH else None
        out.append(whole[0] if whole else rows[at])
        at += whole[1] if whole else 1
    return out


def _join_rows(rows: Sequence[Row], header: Header) -> tuple[Row, int] | None:
    """The first row with those right below that complete it, and how many these are; None where they do not."""
    first, cells = rows[0], list(rows[0].cells)
    if not 1 < len(cells) < len(header.fields) or not first.filled:
        return None
    for n, row in enumerate(rows[1:], 1):
        if row.line != rows[n - 1].last + 1 or not row.cells[0] or _begins(row, header):
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
