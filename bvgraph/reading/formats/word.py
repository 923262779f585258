"""Word documents (.docx, .docm) -> an extracted text: paragraphs, and tables row by row, with tracked changes accepted.

The format: ECMA-376 part 1, WordprocessingML
(https://ecma-international.org/publications-and-standards/standards/ecma-376/).  Macros, embedded objects and links are
left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bvgraph.reading.formats.archives import open_archive
from bvgraph.reading.formats.bulleting import Bulleting
from bvgraph.reading.formats.colours import name_hex
from bvgraph.reading.formats.lines import BULLET, Cell, Extract, Line, Lines
from bvgraph.reading.formats.numbering import Numbering, read_numbering
from bvgraph.reading.formats.settling import Settler
from bvgraph.reading.formats.struck import mark_struck
from bvgraph.reading.formats.trees import Element, attribute, children, local, parse_xml

_THROUGH = frozenset(("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo"))
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LISTS = ("word/numbering.xml", "word/styles.xml")
_OFF = ("0", "false", "off")
_DEEPEST, _WIDEST = 20, 60  # tables within tables, columns of one cell


def read_word(name: str, data: bytes, document: str) -> Extract:
    """The text of the main part; headers, footers and notes are left out.

    Raises CorpusError for a damaged file or one that would unpack beyond measure, or where lxml is not installed.
    """
    archive = open_archive(name, data)
    part = next((n for n in archive.names if n.startswith("word/document") and n.endswith(".xml")), "word/document.xml")
    root = parse_xml(name, archive.read(part))
    lines = Lines(name, document)
    parts = (parse_xml(name, archive.read(part)) if part in archive.names else None for part in _LISTS)
    writer = _Writer(lines, Settler(lines), read_numbering(*parts))
    for body in children(root, "body"):
        writer.write(body)
    return lines.finish()


@dataclass(slots=True)
class _Writer:
    """Writes blocks in their order; ``tables`` counts those that were begun."""

    lines: Lines
    settler: Settler
    numbering: Numbering
    bulleting: Bulleting = field(default_factory=Bulleting)
    tables: int = 0
    depth: int = 0

    def write(self, blocks: Element) -> None:
        """Write the paragraphs and tables beneath an element."""
        for block in _find_blocks(blocks):
            if local(block) == "p":
                point = self.numbering.has_bullet(next(children(block, "pPr"), None))
                for part in self.bulleting.mark(_read_paragraph(block, self.numbering), point=point).split("\n"):
                    self.lines.paragraph(part)
                for box in _find_boxes(block):
                    self.write(box)
            elif self.depth < _DEEPEST:
                self._write_table(block)

    def _write_table(self, table: Element) -> None:
        """Write a table; tables inside its cells come right behind it."""
        self.tables += 1
        number, inner = self.tables, list[Element]()
        rows = [
            _read_row(row, f"table {number}, row {at}", inner, self.numbering) for at, row in enumerate(_find_rows(table), 1)
        ]
        settled = _repeat_merged(rows)
        self.lines.rows(self.settler.settle(settled))
        self.depth += 1
        for one in inner:
            self._write_table(one) if self.depth < _DEEPEST else None
        self.depth -= 1


@dataclass(slots=True)
class _RawRow:
    """A row with its cells in their grid columns, and the columns in which a cell of the row above goes on."""

    cells: list[Cell] = field(default_factory=list)
    below: list[int] = field(default_factory=list)


def _find_blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables, those inside content controls and insertions among them."""
    for child in parent:
        kind = local(child)
        if kind in ("p", "tbl"):
            yield child
        elif kind in _THROUGH:
            yield from _find_blocks(child)


def _find_boxes(element: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, each once: the fallback for old programs is another copy."""
    for child in element:
        if local(child) == "txbxContent":
            yield child
        elif local(child) != "Fallback":
            yield from _find_boxes(child)


def _find_rows(table: Element) -> Iterator[Element]:
    for child in table:
        if local(child) == "tr" and not _is_deleted(child):
            yield child
        elif local(child) in _THROUGH:
            yield from _find_rows(child)


def _is_deleted(row: Element) -> bool:
    return any(local(mark) == "del" for properties in children(row, "trPr") for mark in properties)


def _read_row(row: Element, where: str, inner: list[Element], numbering: Numbering) -> _RawRow:
    """The cells of a row; tables found in them are added to ``inner``."""
    out = _RawRow()
    skipped = sum(_read_number(p, "gridBefore") for p in children(row, "trPr"))
    out.cells += [Cell() for _ in range(skipped)]
    for at, cell in enumerate(_find_cells(row), 1):
        properties = next(children(cell, "tcPr"), None)
        blocks = list(_find_blocks(cell))
        inner += [block for block in blocks if local(block) == "tbl"]
        paragraphs = [block for block in blocks if local(block) == "p"]
        parts = [line for part in _read_list(paragraphs, numbering) for line in part.split("\n") if line.strip()]
        colour = "" if properties is None else _read_colour(properties)
        if properties is not None and _goes_on(properties):
            out.below.append(len(out.cells))
        out.cells.append(Cell(" ".join(parts), f"{where}, cell {at}", colour, tuple(parts)))
        span = 1 if properties is None else max(_read_number(properties, "gridSpan"), 1)
        out.cells += [Cell() for _ in range(min(span, _WIDEST) - 1)]
    return out


def _find_cells(row: Element) -> Iterator[Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in _THROUGH:
            yield from _find_cells(child)


def _read_number(properties: Element, name: str) -> int:
    value = next((attribute(one, "val") for one in children(properties, name)), "")
    return int(value) if value.isdigit() else 0


def _goes_on(properties: Element) -> bool:
    """The cell goes on with the one above it."""
    return any(attribute(merge, "val") in ("", "continue") for merge in children(properties, "vMerge"))


def _read_colour(properties: Element) -> str:
    return next((name_hex(attribute(shade, "fill")) for shade in children(properties, "shd")), "")


def _repeat_merged(rows: Sequence[_RawRow]) -> list[Line]:
    """A cell merged over rows says the same of each of them, so each of them gets it, with the place of the first."""
    out: list[Line] = []
    for row in rows:
        for i in row.below:
            if out and i < len(out[-1].cells) and not row.cells[i].text:
                above = out[-1].cells[i]
                row.cells[i] = Cell(above.text, above.label, above.colour, above.parts)
        out.append(Line(row.cells))
    return out


def _read_list(paragraphs: Sequence[Element], numbering: Numbering) -> Iterator[str]:
    """The paragraphs of a cell; where several are items of lists with bullets, each with a bullet."""
    marked = [numbering.has_bullet(next(children(p, "pPr"), None)) for p in paragraphs]
    for paragraph, bulleted in zip(paragraphs, marked, strict=True):
        text = _read_paragraph(paragraph, numbering)
        yield BULLET + text if text and bulleted and sum(marked) > 1 else text


def _read_paragraph(paragraph: Element, numbering: Numbering) -> str:
    number = numbering.number(next(children(paragraph, "pPr"), None))
    return f"{number} {mark_struck(_find_runs(paragraph))}".strip()


def _find_runs(parent: Element) -> Iterator[tuple[str, bool]]:
    """The runs that stand when all changes are accepted, each with whether it is struck out."""
    for child in parent:
        kind = local(child)
        if kind == "r":
            yield from _read_run(child)
        elif kind in _THROUGH:
            yield from _find_runs(child)
        elif kind == "AlternateContent":
            yield from (run for choice in children(child, "Choice") for run in _find_runs(choice))


def _read_run(run: Element) -> Iterator[tuple[str, bool]]:
    styles = [style for properties in children(run, "rPr") for style in properties if attribute(style, "val") not in _OFF]
    kinds = {local(style) for style in styles}
    if "vanish" in kinds:
        return
    struck = bool(kinds & {"strike", "dstrike"})
    for child in run:
        kind = local(child)
        if kind == "t":
            yield child.text or "", struck
        elif kind in _BREAKS:
            yield _BREAKS[kind], struck
        elif kind == "sym":
            yield _read_symbol(child), struck


def _read_symbol(symbol: Element) -> str:
    """A sign of a symbol font; ticks and crosses of Wingdings are those that trackers use."""
    code = attribute(symbol, "char").casefold()[-2:]
    wingdings = {"fc": "✓", "fe": "☑", "fb": "✗", "fd": "☒", "a7": "■", "6c": "●", "6e": "■"}
    return wingdings.get(code, "") if attribute(symbol, "font").casefold().startswith("wingdings") else ""
