"""OpenDocument texts and spreadsheets (.odt, .ods) -> an extracted text, with tracked changes accepted.

The format: OASIS OpenDocument 1.3
(https://docs.oasis-open.org/office/OpenDocument/v1.3/OpenDocument-v1.3-part3-schema.html).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bvgraph.errors import CorpusError
from bvgraph.reading.dates import parse_date
from bvgraph.reading.formats.archives import Archive, open_archive
from bvgraph.reading.formats.bulleting import Bulleting
from bvgraph.reading.formats.colours import name_hex
from bvgraph.reading.formats.grids import find_parallel, write_grid
from bvgraph.reading.formats.lines import Cell, Extract, Line, Lines
from bvgraph.reading.formats.listing import number_lists
from bvgraph.reading.formats.plain import letters
from bvgraph.reading.formats.settling import Settler
from bvgraph.reading.formats.struck import mark_struck
from bvgraph.reading.formats.trees import Element, attribute, children, local, parse_xml

_PARAGRAPHS = ("p", "h")
_APART = frozenset(
    ("tracked-changes", "note", "annotation", "annotation-end", "frame", "forms", "ruby-text", "sequence-decls")
)
_GROUPS = frozenset(("table-row-group", "table-rows", "table-header-rows"))
_CELLS = ("table-cell", "covered-table-cell")
_MOST_ACROSS, _MOST_DOWN = 256, 200  # cells and filled rows that are repeated


@dataclass(slots=True)
class _Styles:
    """What the automatic styles of a document say: who is struck out, who is painted how, which tables are hidden."""

    struck: set[str] = field(default_factory=set)
    colours: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    roots: list[Element] = field(default_factory=list)


def read_text(name: str, data: bytes, document: str) -> Extract:
    """The text of an .odt file; notes, comments and frames are left out.

    Raises CorpusError for a damaged or protected file or one that would unpack beyond measure, or where lxml is missing.
    """
    root, styles = _open(name, data)
    points = number_lists(root, styles.roots)
    lines = Lines(name, document)
    writer = _Writer(lines, Settler(lines), styles, points)
    for body in _find_bodies(root, "text"):
        writer.write(body)
    return lines.finish()


def read_spreadsheet(name: str, data: bytes, document: str) -> Extract:
    """The text of all sheets of an .ods file that are not hidden; raises CorpusError as read_text does."""
    root, styles = _open(name, data)
    lines = Lines(name, document)
    for body in _find_bodies(root, "spreadsheet"):
        tables = [t for t in children(body, "table") if attribute(t, "style-name") not in styles.hidden]
        parallel = find_parallel([(attribute(t, "name"), _read_rows(t, styles, "")) for t in tables])
        for table in children(body, "table"):
            title = attribute(table, "name")
            if attribute(table, "style-name") in styles.hidden:
                lines.report("hidden", f'the sheet "{title}" is hidden; it is not read', title)
                continue
            _report_hidden(lines, table, title)
            write_grid(lines, _read_rows(table, styles, f"{title}!"), title if title in parallel else "")
            lines.gap()
    return lines.finish()


def _open(name: str, data: bytes) -> tuple[Element, _Styles]:
    archive = open_archive(name, data)
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise CorpusError(f"{name}: protected with a password; save a copy without one")
    root = parse_xml(name, archive.read("content.xml"))
    return root, _read_styles(archive, root)


def _read_styles(archive: Archive, root: Element) -> _Styles:
    out = _Styles()
    out.roots = roots = [root]
    if "styles.xml" in archive.names:
        roots.append(parse_xml(archive.name, archive.read("styles.xml")))
    for style in (style for one in roots for style in one.iter() if local(style) == "style"):
        for properties in style:
            _take_style(out, attribute(style, "name"), properties)
    return out


def _take_style(out: _Styles, name: str, properties: Element) -> None:
    line = attribute(properties, "text-line-through-style") or attribute(properties, "text-line-through-type")
    if line not in ("", "none"):
        out.struck.add(name)
    if local(properties) == "table-cell-properties" and attribute(properties, "background-color").startswith("#"):
        out.colours[name] = name_hex(attribute(properties, "background-color"))
    if local(properties) == "table-properties" and attribute(properties, "display") == "false":
        out.hidden.add(name)


def _find_bodies(root: Element, kind: str) -> Iterator[Element]:
    return (inner for body in children(root, "body") for inner in children(body, kind))


@dataclass(slots=True)
class _Writer:
    """Writes the blocks of a text in their order; ``points`` have bullets, ``tables`` counts those that were begun."""

    lines: Lines
    settler: Settler
    styles: _Styles
    points: frozenset[Element]
    bulleting: Bulleting = field(default_factory=Bulleting)
    tables: int = 0

    def write(self, parent: Element) -> None:
        """Write the paragraphs and tables beneath an element."""
        for child in parent:
            kind = local(child)
            if kind in _PARAGRAPHS:
                text = self.bulleting.mark(_read_paragraph(child, self.styles), point=child in self.points)
                for part in text.split("\n"):
                    self.lines.paragraph(part)
            if kind in (*_PARAGRAPHS, "frame"):
                for box in _find_boxes(child):
                    self.write(box)
            elif kind == "table":
                self._write_table(child)
            elif kind not in _APART:
                self.write(child)

    def _write_table(self, table: Element) -> None:
        """Write a table; tables inside its cells come right behind it."""
        self.tables += 1
        rows = list(_read_rows(table, self.styles, f"table {self.tables}, "))
        self.lines.rows(self.settler.settle(rows))
        for row in _find_rows(table):
            for cell in children(row, *_CELLS):
                for inner in children(cell, "table"):
                    self._write_table(inner)


def _find_boxes(element: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph; a table that floats stands in one."""
    for child in element:
        if local(child) == "text-box":
            yield child
        else:
            yield from _find_boxes(child)


def _find_rows(table: Element) -> Iterator[Element]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in _GROUPS:
            yield from _find_rows(child)


def _report_hidden(lines: Lines, table: Element, title: str) -> None:
    hidden = [row for row in _find_rows(table) if attribute(row, "visibility") in ("collapse", "filter")]
    if hidden:
        lines.report("hidden", f'{len(hidden)} rows are hidden in the sheet "{title}", and read all the same', title)


def _read_rows(table: Element, styles: _Styles, where: str) -> Iterator[Line]:
    """The rows with their cells in their columns; a cell merged over rows says the same of each."""
    below: dict[int, tuple[int, Cell]] = {}
    number = 1
    for row in _find_rows(table):
        repeated = _number(row, "number-rows-repeated")
        for at in range(number, number + min(repeated, _MOST_DOWN)):
            line = Line(_read_cells(row, styles, (where, at), below))
            yield line
            if not line.filled and not below:
                break
        number += repeated


def _read_cells(row: Element, styles: _Styles, where: tuple[str, int], below: dict[int, tuple[int, Cell]]) -> list[Cell]:
    cells: list[Cell] = []
    for cell in children(row, *_CELLS):
        for _ in range(min(_number(cell, "number-columns-repeated"), _MOST_ACROSS)):
            at = len(cells)
            if local(cell) == "covered-table-cell":
                cells.append(_take_above(below, at))
                continue
            below.pop(at, None)
            cells.append(_read_cell(cell, styles, _name_place(where, at + 1)))
            if (rows := _number(cell, "number-rows-spanned")) > 1:
                below[at] = (rows - 1, cells[-1])
    while cells and not cells[-1].text and not cells[-1].colour and len(cells) > 50:
        cells.pop()
    return cells


def _take_above(below: dict[int, tuple[int, Cell]], at: int) -> Cell:
    if at not in below:
        return Cell()
    rows, cell = below.pop(at)
    if rows > 1:
        below[at] = (rows - 1, cell)
    return Cell(cell.text, cell.label, cell.colour, cell.parts)


def _name_place(where: tuple[str, int], column: int) -> str:
    title, row = where
    return f"{title}{letters(column)}{row}" if title.endswith("!") else f"{title}row {row}, cell {column}"


def _number(element: Element, name: str) -> int:
    value = attribute(element, name)
    return max(int(value), 1) if value.isdigit() else 1


def _read_cell(cell: Element, styles: _Styles, label: str) -> Cell:
    parts = [line for p in _find_paragraphs(cell) for line in _read_paragraph(p, styles).split("\n") if line.strip()]
    colour = styles.colours.get(attribute(cell, "style-name"), "")
    day = attribute(cell, "date-value")[:10]
    if day and parts and not _agrees(" ".join(parts), day):
        parts = [day]
    return Cell(" ".join(parts), label, colour, tuple(parts))


def _agrees(shown: str, day: str) -> bool:
    """A date that is read as the one which the cell holds, or as its month or year."""
    read = parse_date(shown)
    return read is not None and day.startswith(read.edtf)


def _find_paragraphs(cell: Element) -> Iterator[Element]:
    for child in cell:
        if local(child) in _PARAGRAPHS:
            yield child
        elif local(child) not in _APART and local(child) != "table":
            yield from _find_paragraphs(child)


def _read_paragraph(paragraph: Element, styles: _Styles) -> str:
    return mark_struck(_find_runs(paragraph, styles, struck=attribute(paragraph, "style-name") in styles.struck))


def _find_runs(element: Element, styles: _Styles, *, struck: bool) -> Iterator[tuple[str, bool]]:
    if element.text:
        yield element.text, struck
    for child in element:
        kind = local(child)
        if kind in ("s", "tab"):
            yield " ", struck
        elif kind == "line-break":
            yield "\n", struck
        elif kind and kind not in _APART:
            yield from _find_runs(child, styles, struck=struck or attribute(child, "style-name") in styles.struck)
        if child.tail:
            yield child.tail, struck
