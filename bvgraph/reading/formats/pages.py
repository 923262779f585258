"""Pages -> paragraphs and tables in reading order, without running titles and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from bvgraph.reading.blocks import read_header
from bvgraph.reading.formats.columns import Table, Words, cut_tables
from bvgraph.reading.formats.glyphs import TextLine, join_lines, join_words
from bvgraph.reading.formats.lines import Box, Cell, Line, Lines
from bvgraph.reading.formats.settling import Settler, as_row

_MARGIN = 0.12  # of a page's height: where running titles and page numbers stand
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•●▪◦■o\uf0b7–-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_NEAR = 3.0  # points
_MOST_HEADS, _LOOK = 3, 8  # rows that head a table, and rows above a page break that tell which columns are always filled


@dataclass(slots=True)
class Sheet:
    """What stands on one page: lines of words outside ruled tables, these tables, and the heights of horizontal rules."""

    number: int
    height: float
    lines: list[Words] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)


def write_pages(lines: Lines, sheets: Sequence[Sheet]) -> None:
    """Write all pages; a table at the top of a page goes on with that at the foot of the page before."""
    running = _find_running(sheets)
    flow, columns = _Flow(Settler(lines, hard=False)), None
    for sheet in sheets:
        body = [words for words in sheet.lines if not (_in_margin(words, sheet) and _key(words) in running)]
        unruled, rest, columns = cut_tables(body, sheet.rules, sheet.number, columns)
        tables = [*sheet.tables, *unruled]
        flow.write(sheet.number, [join_words(words) for words in rest], tables)


@dataclass(slots=True)
class _Flow:
    """Writes page after page; ``before`` is the table that is open at the foot of the last one, ``heads`` its first rows."""

    settler: Settler
    before: Table | None = None
    heads: list[list[Cell]] = field(default_factory=list)

    def write(self, page: int, body: list[TextLine], tables: list[Table]) -> None:
        """Write what stands on a page from top to bottom."""
        items: list[tuple[float, list[TextLine] | Table]] = [(table.box[1], table) for table in tables]
        items += [(run[0].top, run) for run in _find_runs(body, tables)]
        for _, item in sorted(items, key=lambda item: item[0]):
            if isinstance(item, Table):
                self._write_table(item, first=item is items[0][1])
            else:
                self.before = None
                for paragraph in _find_paragraphs(item):
                    box = _surround(paragraph)
                    self.settler.lines.paragraph(join_lines(line.text for line in paragraph), page=page, box=box)

    def _write_table(self, table: Table, *, first: bool) -> None:
        if self.before is not None:
            _align(table, self.before)
        if self.before is not None and first:
            self._go_on(table, self.before)
        else:
            self.heads = [list(row.cells) for row in table.rows[:_MOST_HEADS]]
        self.settler.lines.rows(self.settler.settle(table.rows))
        self.before = table

    def _go_on(self, table: Table, before: Table) -> None:
        """A table at the top of a page that repeats a part of its heads goes without, and a torn row is not painted."""
        pairs = zip(table.rows, self.heads, strict=False)
        count = sum(1 for _ in takewhile(lambda pair: _write(pair[0].cells) == _write(pair[1]), pairs))
        if len(table.rows) > count and _is_rest(table.rows[count], before.rows[count:]):
            for cell in table.rows[count].cells:
                cell.colour = ""
        if 0 < count < len(self.heads) and all(read_header(as_row(Line(cells))) for cells in self.heads[: count + 1]):
            del table.rows[:count]


def _write(cells: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in cells]


def _is_rest(row: Line, above: Sequence[Line]) -> bool:
    """The rest of a row that a page break tore: of the cells that every row above fills, most are empty or go on.

    What goes on starts in small letters.
    """
    most = max((len(line.filled) for line in above[-_LOOK:]), default=0)
    whole = [set(line.filled) for line in above[-_LOOK:] if len(line.filled) * 2 > most > 1]
    always = set.intersection(*whole) & set(range(len(row.cells))) if whole else set[int]()
    fresh = [i for i in always if row.cells[i].text and not row.cells[i].text[0].islower()]
    return len(always) > 1 and len(fresh) * 2 <= len(always) and min(always) not in fresh


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


def _find_paragraphs(run: Sequence[TextLine]) -> list[list[TextLine]]:
    """Wrapped lines together: close beneath one that reaches the right margin, in letters of its size."""
    right = max(line.x1 for line in run)
    left = min(line.x0 for line in run)
    out: list[list[TextLine]] = []
    for line in run:
        last = out[-1][-1] if out else None
        if last is not None and _is_wrapped(last, line, right, (right - left) * 0.2):
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
