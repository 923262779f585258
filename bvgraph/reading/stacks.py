"""Tables printed with one cell below the other, as a PDF gives them to readers that know no columns: as rows again.

The heads stand one below the other, and beneath them the cells of each row, each on one line or more.  Which lines make up
a cell is what fits the columns best: dates under the deadline, owners under the lead, and no break within a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bvgraph.reading.blocks import Header, Row, join_all, may_be_heads, settle_header
from bvgraph.reading.calendars import is_date
from bvgraph.reading.dates import is_vague
from bvgraph.reading.prose import PAGE
from bvgraph.reading.values import (
    LONGEST_LEADS,
    classify_lead,
    is_degree,
    is_mark,
    is_no_name,
    is_status,
    looks_like_leads,
    names_holder,
    parse_percent,
    split_leads,
)
from bvgraph.reading.wordings import name_head

_LEAST_HEADS, _MOST_HEADS = 4, 14
_LEAST_KNOWN = 3  # lines that are heads by themselves
_MOST_HEAD_LINES, _LONGEST, _MOST_WORDS = 3, 60, 4  # lines and letters of a head; words of one that is not known
_LEAST_ANCHORS = 2  # columns whose values tell what they are
_LONGEST_TABLE = 4000  # lines
_MOST_LINES = 60  # of a cell of text
_MOST_VALUE_LINES = 4  # of any other cell
_LEAST_WRAPPED, _MOST = 3, 80  # cells of several lines; per cent of them that are no wider than the column
REFERENCE = re.compile(r"(?=.*\d)[\w./()-]{1,14}\.?|[A-Z]{1,4}|\(?[a-z]{1,3}\)")
_LETTER = re.compile(r"[A-Z]{1,2}|N/A")
_BLANK = re.compile(r"[-–—]|n/?a", re.IGNORECASE)
OPEN = re.compile(r"(?:\b(?:to|the|an?|of|and|or|for|with|in|on|at|by|from|its|their|our)|[,;/&–-])$")
_LONGEST_NAME = 3  # words of a person's
_IMPOSSIBLE = -1e6
_LOST, _REACH = 50.0, 4  # how much worse than at its best a cut may become; lines that are looked at for one that is not
_OFF = -4.0  # a value that is none of its column


def _fits_ref(text: str) -> float:
    return 2.0 if REFERENCE.fullmatch(text) else _IMPOSSIBLE


def _fits_date(text: str) -> float:
    return 3.0 if is_date(text) or is_vague(text) else 1.0 if _BLANK.fullmatch(text) else _OFF


def _fits_status(text: str) -> float:
    return 3.0 if is_status(text) or is_mark(text) else 2.0 if _LETTER.fullmatch(text) else _OFF


def _fits_percent(text: str) -> float:
    return 3.0 if parse_percent(text) is not None else _OFF


def _fits_lead(text: str) -> float:
    """Posts and bodies more than what may be a person's name, and that more than a run of capitalised words."""
    names = [text[a:b] for a, b in split_leads(text)]
    if not names or len(text) > LONGEST_LEADS:
        return 1.0 if is_no_name(text) else _OFF
    kinds = {classify_lead(name) for name in names}
    if not all(classify_lead(name) == "post" or looks_like_leads(name) for name in names):
        return _OFF
    loose = is_degree(text) or any(classify_lead(name) == "person" and len(name.split()) > _LONGEST_NAME for name in names)
    return 0.5 if loose else 2.0 if "person" in kinds else 2.3


_VALUES: Mapping[str, Callable[[str], float]] = {
    "ref": _fits_ref,
    "deadline": _fits_date,
    "revised": _fits_date,
    "raised": _fits_date,
    "status": _fits_status,
    "percent": _fits_percent,
    "lead": _fits_lead,
}
_ANCHORS = frozenset(_VALUES) - {"ref", "raised"}
_NEEDED: Mapping[str, float] = {"title": _IMPOSSIBLE, "ref": -6.0}


def fits(field: str | None, text: str) -> int:
    """Tell whether a text could be a value of a field: 1, or -1; 0 where the field may hold any text, or there is none."""
    test = _VALUES.get(field or "")
    return 0 if test is None or not text else 1 if test(text) > 0 else -1


@dataclass(frozen=True, slots=True)
class _Stack:
    """Heads one below the other on the rows from ``start`` to ``end``, and what they are."""

    start: int
    end: int
    header: Header
    row: Row


def unstack(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those of such tables as rows of as many cells as there are heads, and a row of the heads.

    Cells may also stand apart from one another, each a paragraph.
    """
    if stacks := [*_find_stacks(rows)]:
        return _spread(rows, stacks)
    if (
        sum(len(row.cells) == 1 and len(row.texts[0]) <= _LONGEST and bool(name_head(row.texts[0])) for row in rows)
        < _LEAST_KNOWN
    ):
        return [*rows]
    paragraphs = _join_paragraphs(rows)
    stacks = [*_find_stacks(paragraphs)]
    return _spread(paragraphs, stacks) if stacks else [*rows]


def _join_paragraphs(rows: Sequence[Row]) -> list[Row]:
    """Lines that stand right below one another as one row; no row for an empty line."""
    groups: list[list[Row]] = []
    for row in rows:
        near = groups and len(row.cells) == len(groups[-1][-1].cells) == 1 and row.line == groups[-1][-1].last + 1
        if near and row.filled:
            groups[-1].append(row)
        elif row.filled:
            groups.append([row])
    return [replace(g[0], cells=(join_all(r.cells[0] for r in g),), last=g[-1].last) if len(g) > 1 else g[0] for g in groups]


def _spread(rows: Sequence[Row], stacks: Sequence[_Stack]) -> list[Row]:
    furniture = _find_furniture(rows, [s.start for s in stacks])
    out: list[Row] = []
    at = 0
    for stack, after in zip(stacks, [*(s.start for s in stacks[1:]), len(rows)], strict=True):
        lines, end = _take_body(rows, stack, after, furniture)
        cut = _cut_rows([row.texts[0] for row in lines], stack.header)
        out += [*rows[at : stack.start], stack.row, *(_join(lines, spans) for spans in cut)]
        used = max((b for spans in cut for _, b in spans), default=0)
        at = rows.index(lines[used]) if used < len(lines) else end
    return [*out, *rows[at:]]


def _find_stacks(rows: Sequence[Row]) -> Iterator[_Stack]:
    """Heads that stand one below the other, each on a line or wrapped over a few."""
    at = 0
    while at < len(rows):
        found = _read_heads(rows, at) if len(rows[at].filled) == 1 and len(rows[at].cells) == 1 else None
        if found:
            yield found
        at = found.end if found else at + 1


def _read_heads(rows: Sequence[Row], at: int) -> _Stack | None:
    """The heads that begin at a row: all of them known but few, the first and the last of them for certain."""
    if not _may_begin(rows, at):
        return None
    spans: list[tuple[int, int]] = []
    heads: list[str] = []
    known, i = 0, at
    for _ in range(_MOST_HEADS):
        size = _measure_head(rows, i)
        text = _join_texts(rows, i, i + (size or 1))
        if not text or text in heads or not (size or _may_head(text)):
            break
        spans.append((i, i + (size or 1)))
        heads.append(text)
        i += size or 1
        known = len(spans) if size else known
    spans, heads = spans[:known], heads[:known]
    strange = sum(name_head(head) is None for head in heads)
    if len(heads) < _LEAST_HEADS or strange * 3 > len(heads):
        return None
    header = settle_header(heads)
    if header is None or len(header.names & _ANCHORS) < _LEAST_ANCHORS:
        return None
    cells = tuple(join_all(row.cells[0] for row in rows[a:b]) for a, b in spans)
    last = rows[spans[-1][1] - 1].line
    return _Stack(at, spans[-1][1], header, Row(rows[at].line, cells, last))


def _may_head(text: str) -> bool:
    """A few words that could head a column, and are no value of one."""
    return may_be_heads([text]) and len(text.split()) <= _MOST_WORDS and not (is_date(text) or is_status(text))


def _may_begin(rows: Sequence[Row], at: int) -> bool:
    """A known head, with another one right below or below its second line."""
    size = _measure_head(rows, at)
    return bool(size) and _measure_head(rows, at + size) > 0


def _join_texts(rows: Sequence[Row], start: int, end: int) -> str:
    """The texts of rows that stand right below one another, in one; empty where one is no lone cell."""
    part = rows[start:end]
    whole = len(part) == end - start and all(len(row.cells) == len(row.filled) == 1 for row in part)
    near = all(after.line == row.last + 1 for row, after in pairwise(part))
    return " ".join(row.texts[0] for row in part) if whole and near else ""


def _measure_head(rows: Sequence[Row], at: int) -> int:
    """How many rows the known head that begins here takes: lines in small letters go on with the one above; 0 if none.

    So does a line that would name the same field once more ("Target" over "Date").
    """
    for n in range(1, _MOST_HEAD_LINES + 1):
        head, more = _join_texts(rows, at, at + n), _join_texts(rows, at + n, at + n + 1)
        if not head or len(head) > _LONGEST or re.search(r"\d", head):
            return 0
        field = name_head(head)
        if field and is_status(more or head):
            return 0
        lone = " " not in head and " " not in more
        if field and not (more[:1].islower() or (lone and name_head(f"{head} {more}") == field == name_head(more))):
            return n
        if not (more[:1].islower() or lone):
            return 0
    return 0


def _mask(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def _find_furniture(rows: Sequence[Row], starts: Sequence[int]) -> frozenset[str]:
    """What ends pages: the last lines above heads that are printed again, or above a gap, if such lines recur."""
    ends = {at for at in starts if at} | {i for i, row in enumerate(rows) if not row.filled} | {len(rows)}
    tails: Counter[str] = Counter()
    for end in ends:
        tails.update({_mask(row.texts[0]) for row in rows[max(end - 2, 0) : end] if len(row.filled) == len(row.cells) == 1})
    return frozenset(text for text, times in tails.items() if times > 1 or (PAGE.fullmatch(text) and "of" in text))


def _take_body(rows: Sequence[Row], stack: _Stack, end: int, furniture: frozenset[str]) -> tuple[list[Row], int]:
    """The lines that may be cells beneath the heads, without those that end pages, and where they end.

    Beneath a gap lines go on with the table if they begin with a reference as its rows do.
    """
    lines: list[Row] = []
    numbered = stack.header.fields[0] == "ref"
    at = stack.end
    while at < min(end, stack.end + _LONGEST_TABLE):
        row = rows[at]
        if not row.filled:
            below = (rows[i] for i in range(at, end))
            later = next((r for r in below if r.filled and _mask(r.texts[0]) not in furniture), None)
            _drop_tail(lines, furniture)
            if not (numbered and later and len(later.cells) == 1 and REFERENCE.fullmatch(later.texts[0])):
                break
        elif len(row.cells) > 1:
            break
        else:
            lines.append(row)
        at += 1
    _drop_tail(lines, furniture)
    return lines, at


def _drop_tail(lines: list[Row], furniture: frozenset[str]) -> None:
    while lines and _mask(lines[-1].texts[0]) in furniture and (PAGE.fullmatch(lines[-1].texts[0]) or len(lines) > 1):
        if is_status(lines[-1].texts[0]) or _LETTER.fullmatch(lines[-1].texts[0]):
            return
        lines.pop()


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a stack: its field, its width in letters (0: not known), and the share of rows that fill it."""

    field: str
    width: int = 0
    filled: float = 0.5

    @property
    def empty(self) -> float:
        """How well a cell fits that holds nothing."""
        if self.field in _NEEDED:
            return _NEEDED[self.field]
        return -0.5 - 2.5 * self.filled**2 if self.field in _VALUES else -0.6 * self.filled


def _cut_rows(lines: Sequence[str], header: Header) -> list[list[tuple[int, int]]]:
    """The rows that lines make up beneath a header: for each the lines of every cell, from one up to another.

    They are cut twice: the first time tells how wide the columns are, and how often they hold something.
    """
    columns = [_Column(field or "other") for field in header.fields]
    rows = _cut(lines, columns)
    return _cut(lines, [_learn(column, lines, [row[i] for row in rows]) for i, column in enumerate(columns)]) if rows else []


def _learn(column: _Column, lines: Sequence[str], cells: Sequence[tuple[int, int]]) -> _Column:
    """The column as its cells show it to be."""
    widths = sorted(max(map(len, lines[a:b])) for a, b in cells if b - a > 1)
    width = widths[len(widths) * _MOST // 100] if len(widths) >= _LEAST_WRAPPED else 0
    return _Column(column.field, width, sum(b > a for a, b in cells) / len(cells))


def _cut(lines: Sequence[str], columns: Sequence[_Column]) -> list[list[tuple[int, int]]]:
    """The best of all ways to cut lines into cells, row by row (dynamic programming over lines and columns).

    Lines at the end that fit no row are left over.
    """
    best: list[list[_State]] = [[(_IMPOSSIBLE, (0, 0))] * (len(columns) + 1) for _ in range(len(lines) + 1)]
    best[0][0] = (0.0, (0, 0))
    top = 0.0
    for i in range(len(lines) + 1):
        _leave_empty(best[i], i, columns)
        top = max(top, best[i][-1][0]) if i else top
        if max(score for states in best[i : i + _REACH] for score, _ in states) < top - _LOST:
            break  # no table any more: no way through these lines makes up for what they cost
        for at, column in enumerate(columns):
            so_far = best[i][at][0]
            if so_far > _IMPOSSIBLE / 2:
                for j, score in _rate_cells(lines, i, column):
                    _offer(best[j], at + 1, so_far + score, (i, at))
    end = max(range(len(lines) + 1), key=lambda i: best[i][-1][0] if i else 0.0)
    return _trace(best, end, len(columns))


_State = tuple[float, tuple[int, int]]


def _offer(states: list[_State], column: int, score: float, before: tuple[int, int]) -> None:
    if score > states[column][0]:
        states[column] = (score, before)


def _leave_empty(states: list[_State], line: int, columns: Sequence[_Column]) -> None:
    """Cells that hold nothing at a line, up to the end of the row, and from there those at the beginning of the next."""
    for _ in range(2):
        for at, column in enumerate(columns):
            _offer(states, at + 1, states[at][0] + column.empty, (line, at))
        _offer(states, 0, states[-1][0], (line, len(columns)))


def _trace(best: Sequence[Sequence[_State]], end: int, width: int) -> list[list[tuple[int, int]]]:
    """The cells of every row on the best way to a line."""
    rows: list[list[tuple[int, int]]] = []
    i, column = end, width
    cells: list[tuple[int, int]] = []
    while i or column:
        before, left = best[i][column][1]
        if column:
            cells.append((before, i))
        i, column = before, left
        if column in (0, width) and cells and len(cells) == width:
            rows.append(cells[::-1])
            cells = []
    return rows[::-1]


def _rate_cells(lines: Sequence[str], start: int, column: _Column) -> Iterator[tuple[int, float]]:
    """For every cell that could begin at a line, the line behind it and how well it fits the column."""
    test, breaks = _VALUES.get(column.field), 0.0
    for j in range(start + 1, min(start + (_MOST_VALUE_LINES if test else _MOST_LINES), len(lines)) + 1):
        if j > start + 1:
            breaks += _rate_break(lines[j - 2], lines[j - 1], column)
        yield j, breaks + (test(" ".join(lines[start:j])) if test else _rate_text(column, lines[start:j]))


def _rate_text(column: _Column, lines: Sequence[str]) -> float:
    first, last, title = lines[0], lines[-1], column.field == "title"
    if len(lines) == 1 and column.field in ("area", "other") and is_degree(first):
        return 2.0
    if title and len(lines) == 1 and (is_status(first) or is_date(first)):
        return _OFF
    if title and (";" in first or (len(lines) == 1 and " " not in first)):
        return -0.4
    if not (first[0].isupper() or first[0].isdigit()):
        return -3.0
    ends = 0.5 if column.field == "comment" and last[-1] in ".!?" else 0.0
    return (0.6 if title else 0.6 * column.filled - 0.3) + ends - (2.0 if OPEN.search(last) else 0.0)


def _rate_break(line: str, after: str, column: _Column) -> float:
    """How well a line goes on with the one above: the next word had no room there, or a sentence is not over."""
    goes_on = after[0].islower() or OPEN.search(line)
    room = len(line) + 1 + len(after.split(maxsplit=1)[0]) <= (column.width - 1 if column.width else len(after))
    wide = column.width and max(len(line), len(after)) > column.width + 2
    over = column.field == "title" and (
        line[-1] in ".!?" or (not goes_on and classify_lead(after) == "post" and names_holder(after))
    )
    return (0.0 if goes_on else -0.3) - (1.5 if room else 0.0) - (1.0 if wide else 0.0) - (1.0 if over else 0.0)


def _join(lines: Sequence[Row], spans: Sequence[tuple[int, int]]) -> Row:
    """One row of cells."""
    cells = tuple(join_all(line.cells[0] for line in lines[a:b]) for a, b in spans)
    return replace(lines[spans[0][0]], cells=cells, last=lines[spans[-1][1] - 1].line)
