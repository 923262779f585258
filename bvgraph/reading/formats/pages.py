"""Pages -> paragraphs and tables in reading order, without running titles and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from bvgraph.reading.blocks import read_header
from bvgraph.reading.formats.columns import Table, Words, cut_labels, cut_tables
from bvgraph.reading.formats.glyphs import TextLine, join_lines, join_words
from bvgraph.reading.formats.lines import Box, Cell, Line, Lines
from bvgraph.reading.formats.settling import Settler, as_row

_MARGIN = 0.12  # of a page's height: where running titles and page numbers stand
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•●▪◦■o\uf000-\uf0ff–-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_NEAR = 3.0  # points
_MOST_HEADS, _LOOK = 3, 8  # rows that head a table, and rows above a page break that tell which columns are always filled
_HALF = 0.5
_ENDS = (".", "!", "?", ":", ";")


@dataclass(slots=True)
class Sheet:
    """What stands on one page: lines of words outside ruled tables, these tables, and the heights of horizontal rules.

    ``cuts`` are those of the rules that part the cells of tables with a single column.
    """

    number: int
    height: float
    lines: list[Words] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    cuts: list[float] = field(default_factory=list)


def write_pages(lines: Lines, sheets: Sequence[Sheet]) -> None:
    """Write all pages; a table at the top of a page goes on with that at the foot of the page before."""
    running = _find_running(sheets)
    flow, columns = _Flow(Settler(lines, hard=False)), None
    for sheet in sheets:
        body = [words for words in sheet.lines if not (_in_margin(words, sheet) and _key(words) in running)]
        unruled, rest, columns = cut_tables(body, sheet.rules, sheet.number, columns)
        cards, rest = cut_labels(rest, sheet.number)
        tables = [*sheet.tables, *unruled, *cards]
        flow.write(sheet, [join_words(words) for words in rest], tables)


@dataclass(slots=True)
class _Flow:
    """Writes page after page; ``before`` is the table open at the foot of the last one, with its first rows and the last."""

    settler: Settler
    before: Table | None = None
    heads: list[list[Cell]] = field(default_factory=list)
    last: Line | None = None

    def write(self, sheet: Sheet, body: list[TextLine], tables: list[Table]) -> None:
        """Write what stands on a page from top to bottom."""
        items: list[tuple[float, list[TextLine] | Table]] = [(table.box[1], table) for table in tables]
        items += [(run[0].top, run) for run in _find_runs(body, tables)]
        for _, item in sorted(items, key=lambda item: item[0]):
            if isinstance(item, Table):
                self._write_table(item, first=item is items[0][1])
            else:
                self.before = None
                for paragraph in _find_paragraphs(item, sheet.cuts):
                    text, box = join_lines(line.text for line in paragraph), _surround(paragraph)
                    self.settler.lines.paragraph(text, page=sheet.number, box=box)

    def _write_table(self, table: Table, *, first: bool) -> None:
        if self.before is not None:
            _align(table, self.before)
        if self.before is not None and first:
            self._go_on(table, self.before)
        else:
            self.heads = [list(row.cells) for row in table.rows[:_MOST_HEADS]]
        settled = self.settler.settle(table.rows)
        self.settler.lines.rows(settled)
        self.before, self.last = table, settled[-1] if settled else self.last

    def _go_on(self, table: Table, before: Table) -> None:
        """A table at the top of a page that repeats a part of its heads goes without, and a torn row is not painted."""
        pairs = zip(table.rows, self.heads, strict=False)
        count = sum(1 for _ in takewhile(lambda pair: _write(pair[0].cells) == _write(pair[1]), pairs))
        fresh = _count_fresh(table.rows[count], before.rows[count:]) if len(table.rows) > count else 1.0
        if fresh <= _HALF:
            rest = table.rows[count]
            for cell in rest.cells:
                cell.colour = ""
            if self.last and _goes_on(self.last, rest, sure=fresh < _HALF):
                _join(self.last, rest)
                self.settler.lines.amend(self.last)
                del table.rows[count]
        if 0 < count < len(self.heads) and all(read_header(as_row(Line(cells))) for cells in self.heads[: count + 1]):
            del table.rows[:count]


def _write(cells: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in cells]


def _count_fresh(row: Line, above: Sequence[Line]) -> float:
    """Which share of the cells that every row above fills begin something new in a row: few in the rest of a torn one.

    What goes on starts in small letters.
    """
    most = max((len(line.filled) for line in above[-_LOOK:]), default=0)
    whole = [set(line.filled) for line in above[-_LOOK:] if len(line.filled) * 2 > most > 1]
    always = set.intersection(*whole) & set(range(len(row.cells))) if whole else set[int]()
    fresh = [i for i in always if row.cells[i].text and not row.cells[i].text[0].islower()]
    return len(fresh) / len(always) if len(always) > 1 and min(always) not in fresh else 1.0


def _goes_on(above: Line, rest: Line, *, sure: bool) -> bool:
    """A cell that breaks off in the row above goes on in small letters; if it is ``sure`` otherwise, all cells break off."""
    if len(above.cells) != len(rest.cells) or read_header(as_row(above)) or read_header(as_row(rest)):
        return False
    both = ((a.text, b.text) for a, b in zip(above.cells, rest.cells, strict=True))
    pairs = [(a, b) for a, b in both if a and b and a != b]
    broken = [b for a, b in pairs if a[0].isupper() and not a.endswith(_ENDS)]
    return any(b[0].islower() for b in broken) or (sure and 0 < len(pairs) == len(broken))


def _join(above: Line, rest: Line) -> None:
    """Put what goes on in the cells of the row that a page break tore."""
    for cell, more in zip(above.cells, rest.cells, strict=True):
        if more.text and more.text != cell.text:
            cell.text = f"{cell.text} {more.text}".strip()
            cell.parts += more.parts


def _key(words: Words) -> str:
    """What a running title has in common on all pages: the words without the numbers."""
    text = join_words(words).text
    return "#" if _PAGE_NUMBER.fullmatch(text.strip()) else re.sub(r"\d+", "#", text.casefold())


def _in_margin(words: Words, sheet: Sheet) -> bool:
    return words[0].bottom < sheet.height * _MARGIN or words[0].top > sheet.height * (1 - _MARGIN)


def _find_running(sheets: Sequence[Sheet]) -> frozenset[str]:
    """Lines in the margins that most pages, or three in a row and more, print alike; page numbers always."""
    keys = Counter(key for sheet in sheets for key in {_key(words) for words in sheet.lines if _in_margin(words, sheet)})
    least = max(2, min(len(sheets) * 0.5, 5))
    return frozenset({"#", *(key for key, count in keys.items() if count >= least)})


def _find_runs(body: Sequence[TextLine], tables: Sequence[Table]) -> list[list[TextLine]]:
    """Lines by what lies between them: a table that starts between two lines parts them."""
    runs: list[list[TextLine]] = []
    for line in sorted(body, key=lambda line: (line.top, line.x0)):
        apart = runs and any(runs[-1][-1].top < table.box[1] <= line.top for table in tables)
        if not runs or apart:
            runs.append([])
        runs[-1].append(line)
    return runs


def _find_paragraphs(run: Sequence[TextLine], cuts: Sequence[float]) -> list[list[TextLine]]:
    """Wrapped lines together: close beneath one that reaches the right margin, in letters of its size, no cut between."""
    right = max(line.x1 for line in run)
    left = min(line.x0 for line in run)
    out: list[list[TextLine]] = []
    for line in run:
        last = out[-1][-1] if out else None
        parted = last is not None and any(last.top + last.bottom < 2 * cut < line.top + line.bottom for cut in cuts)
        if last is not None and not parted and _is_wrapped(last, line, right, (right - left) * 0.2):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _is_wrapped(last: TextLine, line: TextLine, right: float, slack: float) -> bool:
    close = 0 < line.top - last.top < 1.6 * last.size
    alike = abs(line.size - last.size) < 0.5 and not _BULLET.match(line.text)
    return close and alike and last.x1 > right - slack


def _surround(paragraph: Sequence[TextLine]) -> Box:
    return (
        round(min(line.x0 for line in paragraph), 1),
        round(min(line.top for line in paragraph), 1),
        round(max(line.x1 for line in paragraph), 1),
        round(max(line.bottom for line in paragraph), 1),
    )


def _align(table: Table, before: Table) -> None:
    """Put the cells under the columns of the table before, of which some may be merged away on this page."""
    same = abs(table.box[0] - before.box[0]) < _NEAR and abs(table.box[2] - before.box[2]) < _NEAR
    if not same or len(table.edges) >= len(before.edges):
        return
    at = [next((i for i, edge in enumerate(before.edges) if abs(edge - mine) < _NEAR), None) for mine in table.edges]
    if None in at:
        return
    for row in table.rows:
        cells = dict(zip(at, row.cells, strict=True))
        row.cells = [cells.get(i) or type(row.cells[0])() for i in range(len(before.edges))]
    table.edges = before.edges
