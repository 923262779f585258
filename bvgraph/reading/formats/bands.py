"""Tables that have lines between their rows alone: gaps that go through all rows, and part the heads, are their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bvgraph.reading.formats.columns import Columns, Table, Words, make_row, stack
from bvgraph.reading.formats.glyphs import TextLine, set_segments

_FEWEST = 3  # columns, and rows with the heads
_HALF = 0.5  # of the size of the letters: a narrower gap is one between two words
_NEAR = 3.0  # points
_SHARE = 0.8
_CODE = re.compile(r"[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?[.)]?")


def cut_bands(rows: Sequence[Sequence[Words]], sides: tuple[float, float], page: int, before: Table | None) -> Table | None:
    """The table that lies between these ``sides``, of the lines of words in each of its rows; None where gaps tell none.

    It may go on with the columns of the one ``before``, that has the same sides.
    """
    rows = [lines for lines in rows if lines]
    if not rows:
        return None
    inner = [lines for lines in rows if not _is_across(lines)]
    bounds = _take_bounds(rows, before.edges[1:]) if before and _has_sides(before, sides) else []
    if not bounds and len(inner) >= _FEWEST:
        bounds = _part_heads(inner, _find_gaps([word for lines in inner for line in lines for word in line]))
    if len(bounds) < _FEWEST - 1:
        return None
    columns = Columns((None,) * (len(bounds) + 1), tuple(bounds), sides[0])
    lines = [make_row(lines, columns, page) for lines in rows]
    if sum(len(line.filled) > 1 for line in lines) < _SHARE * len(inner):
        return None
    boxes = [line.box for line in lines if line.box]
    box = (sides[0], min(box[1] for box in boxes), sides[1], max(box[3] for box in boxes))
    return Table(box, lines, [sides[0], *bounds])


def _is_across(lines: Sequence[Words]) -> bool:
    """A row of one line without gaps, as headings between rows are."""
    return len(lines) == 1 and len(set_segments(lines[0])) == 1


def _has_sides(table: Table, sides: tuple[float, float]) -> bool:
    return abs(table.box[0] - sides[0]) < _NEAR and abs(table.box[2] - sides[1]) < _NEAR


def _take_bounds(rows: Sequence[Sequence[Words]], bounds: Sequence[float]) -> list[float]:
    """The columns of the page before, if they part the words of a row here, or the rest of one, and cut none."""
    parted = [lines for lines in rows if not _is_across(lines)] or [
        lines for lines in rows[:1] if bounds and lines[0][0].x0 > bounds[0]
    ]
    words = [word for lines in parted for line in lines for word in line]
    return [] if not words or any(w.x0 < bound < w.x1 for w in words for bound in bounds) else list(bounds)


def _find_gaps(words: Sequence[TextLine]) -> list[tuple[float, float]]:
    """From where to where no word stands in any row."""
    gaps: list[tuple[float, float]] = []
    end = min((word.x0 for word in words), default=0.0)
    for word in sorted(words, key=lambda word: word.x0):
        if word.x0 - end > _HALF * word.size:
            gaps.append((end, word.x0))
        end = max(end, word.x1)
    return gaps


def _part_heads(rows: Sequence[Sequence[Words]], gaps: Sequence[tuple[float, float]]) -> list[float]:
    """Where the columns end: at the widest gap between two heads, each of which has one; none where some have none.

    The numbers of the rows may stand in front without a head.
    """
    heads = stack([segment for line in rows[0] for segment in set_segments(line)])
    bounds: list[float] = []
    for a, b in pairwise(heads):
        between = [gap for gap in gaps if gap[1] > a.x1 and gap[0] < b.x0]
        if not between:
            return []
        left, right = max(between, key=lambda gap: gap[1] - gap[0])
        bounds.append((left + right) / 2)
    front = [gap for gap in gaps if gap[1] <= heads[0].x0 + _NEAR]
    for left, right in front[:1] if len(heads) >= _FEWEST - 1 else []:
        texts = [word.text for lines in rows[1:] for word in lines[0] if word.x1 <= left + _NEAR]
        if len(texts) >= _SHARE * (len(rows) - 1) and all(map(_CODE.fullmatch, texts)):
            bounds.insert(0, (left + right) / 2)
    return bounds
