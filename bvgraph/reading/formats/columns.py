"""Tables without ruled columns: a header row tells where their columns stand, gaps or rules where their rows end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bvgraph.reading.blocks import Clean, Row, name_field, read_header
from bvgraph.reading.dates import parse_date
from bvgraph.reading.formats.glyphs import TextLine, join_lines, join_words, set_segments
from bvgraph.reading.formats.lines import Box, Cell, Line
from bvgraph.reading.values import is_status

Words = Sequence[TextLine]

_FEWEST = 3  # columns; two words with a gap between them head no table
_APART = 1.25  # times the usual distance of lines: where rows of a table without rules end
_FAR = 4.0  # times the size of the letters: beyond that the table has ended
_NUMBER = re.compile(r"\(?(?:[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-z]|[ivx]{1,4})[.):]{0,2}")
_LEAST_LABELS, _PAIR = 2, 2  # lines of a card; cells of a label and its value
_LOOK = 60  # lines below a header by which its columns are told apart


@dataclass(slots=True)
class Table:
    """A table on a page: its rows, and the left edges of its columns."""

    box: Box
    rows: list[Line]
    edges: list[float]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a header row sets: their fields, and where one ends and the next begins."""

    fields: tuple[str | None, ...]
    bounds: tuple[float, ...]
    left: float


def cut_tables(
    lines: Sequence[Words], rules: Sequence[float], page: int, before: Columns | None
) -> tuple[list[Table], list[Words], Columns | None]:
    """Cut the tables out of the lines of a page.

    ``rules`` are the heights of horizontal lines, ``before`` the columns of a table that the page before left open.
    Returns the tables, the lines that stand in none, and the columns of the table that is open at the foot.
    """
    tables: list[Table] = []
    rest: list[Words] = []
    at, columns = 0, before
    while at < len(lines):
        found = _read_heads(lines, at)
        heads = 0
        if found:
            heads, columns = found
        elif columns is None or rest or tables:
            rest.append(lines[at])
            at, columns = at + 1, None
            continue
        body = _take_body(lines[at + heads :], columns) if columns else []
        if columns and (body or heads):
            tables.append(_make_table((lines[at : at + heads], body), rules, columns, page))
        at += heads + len(body)
        if not heads and not body:
            rest.append(lines[at])
            at, columns = at + 1, None
    return tables, rest, columns


def cut_rows(lines: Sequence[Words], edges: Sequence[float], page: int, *, single: bool) -> Table | None:
    """The table whose columns have these left edges, and whose rows no lines part; None where it is none of several rows.

    ``single`` says that not even its head is parted from what stands below.  Where it is, each row must have a title and
    a date or status of its own: else a long row would be cut where its lines end.
    """
    blank = Columns((None,) * len(edges), tuple(edges[1:]), edges[0])
    for count in (3, 2, 1):
        if count >= len(lines):
            continue
        heads = [cell.text for cell in make_row(lines[:count], blank, page).cells]
        header = read_header(Row(0, tuple(Clean.supply(text) if text else Clean() for text in heads)))
        if header and header.lines == 1 and (count == 1 or all(name_field(text) for text in heads if text)):
            columns = Columns(header.fields, blank.bounds, blank.left)
            table = _make_table((lines[:count], lines[count:]), (), columns, page)
            return table if single or (len(table.rows) > 2 and _are_whole(table.rows[1:], columns)) else None
    return None


def _are_whole(rows: Sequence[Line], columns: Columns) -> bool:
    names = [dict(zip(columns.fields, (cell.text for cell in row.cells), strict=False)) for row in rows]
    return all(
        named.get("title") and (parse_date(named.get("deadline") or "") or is_status(named.get("status") or ""))
        for named in names
    )


def _read_heads(lines: Sequence[Words], at: int) -> tuple[int, Columns] | None:
    """The header that starts here, over up to three lines, with the number of its lines."""
    for count in (3, 2, 1):
        group = lines[at : at + count]
        if len(group) < count or any(b[0].top - a[0].top > 1.8 * b[0].size for a, b in itertools.pairwise(group)):
            continue
        heads = stack([segment for words in group for segment in set_segments(words)])
        texts = [head.text for head in heads]
        header = read_header(Row(0, tuple(Clean.supply(text) for text in texts))) if len(heads) >= _FEWEST else None
        if header and header.lines == 1 and len(header.fields) == len(heads) and (count == 1 or all(map(name_field, texts))):
            below = lines[at + count : at + count + _LOOK]
            columns = Columns(header.fields, _find_bounds(heads, below), heads[0].x0)
            return count, _put_numbers(columns, below)
    return None


def _put_numbers(columns: Columns, below: Sequence[Words]) -> Columns:
    """The columns with one in front that has no head, if the numbers of the rows stand there and nothing else by itself."""
    front = [words[0] for words in below if len(words) > 1 and words[0].x1 < columns.left <= words[1].x0 + 1]
    if len(front) < _FEWEST or not all(_NUMBER.fullmatch(word.text) for word in front):
        return columns
    bound = (max(word.x1 for word in front) + columns.left) / 2
    return Columns((None, *columns.fields), (bound, *columns.bounds), min(word.x0 for word in front))


def stack(segments: Sequence[TextLine]) -> list[TextLine]:
    """Segments that stand above one another are one head."""
    heads: list[list[TextLine]] = []
    for segment in sorted(segments, key=lambda s: s.x0):
        if heads and segment.x0 < max(s.x1 for s in heads[-1]):
            heads[-1].append(segment)
        else:
            heads.append([segment])
    return [join_words(sorted(head, key=lambda s: s.top)) for head in heads]


def _find_bounds(heads: Sequence[TextLine], below: Sequence[Words]) -> tuple[float, ...]:
    """Where, between two heads, the fewest words below are cut: in the middle of the widest such gap."""
    spans = [(word.x0, word.x1) for words in below for word in words]
    bounds = []
    for a, b in itertools.pairwise(heads):
        places = [a.x1 + (b.x0 - a.x1) * i / 40 for i in range(41)]
        left, right = (a.x0 + a.x1) / 2, (b.x0 + b.x1) / 2
        places += [left + (right - left) * i / 60 for i in range(61)]
        costs = {x: sum(x0 - 0.5 < x < x1 + 0.5 for x0, x1 in spans) for x in sorted(places)}
        bounds.append(_widest(costs))
    return tuple(bounds)


def _widest(costs: dict[float, int]) -> float:
    least = min(costs.values())
    runs: list[list[float]] = [[]]
    for x, cost in costs.items():
        if cost == least:
            runs[-1].append(x)
        elif runs[-1]:
            runs.append([])
    best = max((run for run in runs if run), key=lambda run: run[-1] - run[0])
    return (best[0] + best[-1]) / 2


def _take_body(lines: Sequence[Words], columns: Columns) -> list[Words]:
    """The lines that stand in the columns; a single line across them is the heading of the rows below it."""
    body: list[Words] = []
    for i, words in enumerate(lines):
        last = body[-1] if body else None
        if last and words[0].top - last[0].top > _FAR * max(words[0].size, last[0].size):
            break
        if _read_heads(lines, i):
            break
        if _runs_across(words, columns):
            following = lines[i + 1] if i + 1 < len(lines) else None
            if following is None or _runs_across(following, columns) or len(_fill(following, columns)) < 2:
                break
        body.append(words)
    while body and _runs_across(body[-1], columns):
        body.pop()
    filled = [len(_fill(words, columns)) for words in body]
    return body if any(n > 1 for n in filled) else []


def _runs_across(words: Words, columns: Columns) -> bool:
    """Text that goes on over the border of two columns, as prose does."""
    if words[0].x0 < columns.left - 3 * words[0].size:
        return True
    crossed = 0
    for bound in columns.bounds:
        left = max((w.x1 for w in words if w.x0 < bound), default=None)
        right = min((w.x0 for w in words if w.x0 >= bound), default=None)
        if left is not None and (left > bound + 1 or (right is not None and right - left < 0.5 * words[0].size)):
            crossed += 1
    return crossed > 1 or (crossed == 1 and len(_fill(words, columns)) < 3)


def _fill(words: Words, columns: Columns) -> dict[int, list[TextLine]]:
    """The words of a line by column."""
    out: dict[int, list[TextLine]] = {}
    for word in words:
        middle = (word.x0 + word.x1) / 2
        out.setdefault(sum(middle > bound for bound in columns.bounds), []).append(word)
    return out


def _make_table(
    parts: tuple[Sequence[Words], Sequence[Words]], rules: Sequence[float], columns: Columns, page: int
) -> Table:
    heads, body = parts
    rows = [make_row(heads, columns, page)] if heads else []
    rows += [make_row(group, columns, page) for group in _group_rows(body, rules, columns)]
    words = [word for part in parts for line in part for word in line]
    whole = join_words(words)
    return Table(whole.box, rows, [columns.left, *columns.bounds])


def make_row(lines: Sequence[Words], columns: Columns, page: int) -> Line:
    """The row of these lines, each of its words in its column; a single line across columns is in the first cell."""
    cells: list[list[str]] = [[] for _ in range(len(columns.bounds) + 1)]
    for words in lines:
        if len(lines) == 1 and _runs_across(words, columns):
            cells[0].append(join_words(words).text)
            continue
        for i, part in _fill(words, columns).items():
            cells[i].append(join_words(part).text)
    left, top, right, bottom = join_words([word for words in lines for word in words]).box
    box = (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
    return Line([Cell(join_lines(parts), parts=tuple(parts)) for parts in cells], page, box)


def _group_rows(body: Sequence[Words], rules: Sequence[float], columns: Columns) -> list[list[Words]]:
    """Lines by row: parted by rules, else by wider gaps, else by where a new date, status or reference stands."""
    starts = [0]
    gaps = [b[0].top - a[0].top for a, b in itertools.pairwise(body)]
    ruled = [any(a[0].top < rule <= b[0].top + 1 for rule in rules) for a, b in itertools.pairwise(body)]
    usual = min(gaps, default=0.0)
    wide = [gap > _APART * max(usual, body[0][0].size) for gap in gaps] if body else []
    if any(ruled):
        starts += [i + 1 for i, r in enumerate(ruled) if r]
    elif any(wide) and median(gaps) < max(gaps):
        starts += [i + 1 for i, w in enumerate(wide) if w]
    else:
        starts += [i for i, words in enumerate(body) if i and _starts_row(words, columns)]
    for i, words in enumerate(body):
        if _runs_across(words, columns):
            starts += [i, i + 1]
    ends = sorted({*starts, len(body)})
    return [list(body[a:b]) for a, b in itertools.pairwise(ends) if b > a]


def _starts_row(words: Words, columns: Columns) -> bool:
    """A line with a value of its own in a column of values, or else with a capital at the left and something beside it."""
    filled = {i: join_words(part).text for i, part in _fill(words, columns).items()}
    named = {columns.fields[i]: text for i, text in filled.items() if i < len(columns.fields)}
    if "ref" in columns.fields:
        return "ref" in named
    if "deadline" in named or "status" in named:
        return bool(parse_date(named.get("deadline", "")) or is_status(named.get("status", "")))
    valued = {"deadline", "status"} & set(columns.fields)
    return not valued and len(filled) > 1 and bool(re.match(r"[A-Z0-9]", filled.get(0, "")))


def cut_labels(lines: Sequence[Words], page: int) -> tuple[list[Table], list[Words]]:
    """Cut cards out of the lines of a page: labels with their values a gap behind them, two in a line at most.

    The line above the first label belongs to the card, if it has a gap too (a number and the title).  Returns the cards and
    the lines that stand in none.
    """
    tables: list[Table] = []
    rest: list[Words] = []
    for labelled, group in itertools.groupby(lines, key=_is_labelled):
        held = list(group)
        if not labelled or len(held) < _LEAST_LABELS:
            rest += held
            continue
        if rest and len(set_segments(rest[-1])) == _PAIR and held[0][0].top - rest[-1][0].top < _FAR * held[0][0].size:
            held.insert(0, rest.pop())
        rows = [_write_segments(words, page) for words in held]
        tables.append(Table(join_words([word for words in held for word in words]).box, rows, [held[0][0].x0]))
    return tables, rest


def _is_labelled(words: Words) -> bool:
    segments = [segment.text for segment in set_segments(words)]
    return len(segments) in (_PAIR, 2 * _PAIR) and all(name_field(text.rstrip(":")) for text in segments[::2])


def _write_segments(words: Words, page: int) -> Line:
    segments = set_segments(words)
    left, top, right, bottom = join_words(list(words)).box
    box = (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
    return Line([Cell(segment.text, parts=(segment.text,)) for segment in segments], page, box)
