"""Lines and areas drawn on the page of a PDF -> where its tables are.

How edges become tables: https://github.com/jsvine/pdfplumber#extracting-tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bvgraph.reading.formats.lines import Box

MOST_MARKS = 10_000  # lines and boxes drawn on a page; maps and plans have more, tables never
_WIDEST_LINE = 3.0  # points


def find_tables(page: Any) -> tuple[list[Any], list[Any]]:
    """The tables of a page, the innermost first, without what is only painted or marked in their cells; and its bands.

    These are tables that have lines between rows but none between columns.
    """
    grounds = [mark for mark in (*page.rects, *page.curves) if _is_ground(mark)]
    lined = _find(page.filter(lambda mark: not _is_ground(mark))) if grounds else []
    found = _find(_leave_grounds(page, grounds, lined))
    return _leave_marks(found), [table for table in (lined if grounds else found) if len({c[0] for c in table.cells}) == 1]


def _find(page: Any) -> list[Any]:
    found: list[Any] = page.find_tables({"explicit_horizontal_lines": _close_open(page)})
    return found


def _leave_grounds(page: Any, grounds: Sequence[Any], lined: Sequence[Any]) -> Any:
    """The page without the grounds painted in single cells of ruled tables: one may be in pieces, a line of text each.

    Grounds that go over half of the table and more, at one height, may be what tells its rows apart, and stay.
    """
    if not grounds:
        return page
    single: set[tuple[float, ...]] = set()
    for table in lined:
        bands: dict[tuple[int, int], list[Any]] = {}
        for mark in grounds:
            if _lies_in(mark, table.bbox):
                bands.setdefault((round(mark["top"]), round(mark["bottom"])), []).append(mark)
        half = (table.bbox[2] - table.bbox[0]) / 2
        narrow = (marks for marks in bands.values() if sum(mark["width"] for mark in marks) < half)
        single.update(_place(mark) for marks in narrow for mark in marks)
    return page.filter(lambda mark: not (_is_ground(mark) and _place(mark) in single))


def _place(mark: Any) -> tuple[float, ...]:
    return mark["x0"], mark["top"], mark["x1"], mark["bottom"]


def _is_ground(mark: Any) -> bool:
    """A painted area without a line around it, too wide and high to be a line itself."""
    painted = mark["object_type"] in ("rect", "curve") and bool(mark.get("fill")) and not mark.get("stroke")
    return painted and bool(min(mark["width"], mark["height"]) >= _WIDEST_LINE)


def _lies_in(mark: Any, box: Box) -> bool:
    x, y = (mark["x0"] + mark["x1"]) / 2, (mark["top"] + mark["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _leave_marks(tables: Sequence[Any]) -> list[Any]:
    """The tables without those that are words marked in colour inside a cell of another; the innermost come first."""
    sizes = {id(t): (t.bbox[2] - t.bbox[0]) * (t.bbox[3] - t.bbox[1]) for t in tables}
    cells = [(cell, id(table)) for table in tables if len(table.cells) > 3 for cell in table.cells]
    out = []
    for table in sorted(tables, key=lambda t: sizes[id(t)]):
        x0, top, x1, bottom = table.bbox
        within = any(
            owner != id(table) and c[0] <= x0 and c[1] <= top and x1 <= c[2] and bottom <= c[3] for c, owner in cells
        )
        if not within or len({cell[1] for cell in table.cells}) > 1:
            out.append(table)
    return out


def find_rules(page: Any) -> list[float]:
    """The heights at which lines are drawn over at least a third of the page, be they of one piece or of many."""
    lengths: dict[int, float] = {}
    for edge in page.horizontal_edges[:MOST_MARKS]:
        lengths[round(edge["top"])] = lengths.get(round(edge["top"]), 0.0) + edge["x1"] - edge["x0"]
    return sorted(float(y) for y, length in lengths.items() if length > page.width / 3)


def find_cuts(page: Any, cells: Sequence[Box]) -> list[float]:
    """The heights of the lines that part the cells of a single column; a ground behind each line of a text has none."""
    drawn = {round(mark["top"]) for mark in (*page.lines, *page.rects) if mark["height"] < _WIDEST_LINE}
    return [top for _, top, _, _ in cells if any(abs(top - y) < _WIDEST_LINE for y in drawn)]


def _close_open(page: Any) -> list[dict[str, Any]]:
    """Lines that close a table which a page break left open: where three upright lines end and none crosses them."""
    ends: dict[int, list[Any]] = {}
    for edge in page.vertical_edges:
        for y in (edge["top"], edge["bottom"]):
            ends.setdefault(round(y / 2), []).append((edge["x0"], y))
    drawn = {round(edge["top"] / 2) + shift for edge in page.horizontal_edges for shift in (-1, 0, 1)}
    out = []
    for key, points in ends.items():
        places = sorted({round(x) for x, _ in points})
        if key not in drawn and len(places) > 2:
            y = points[0][1]
            across = {"x0": places[0] - 1, "x1": places[-1] + 1, "width": places[-1] - places[0] + 2}
            out.append({"object_type": "line", "top": y, "bottom": y, "doctop": y, "height": 0, **across})
    return out
