"""Web pages -> an extracted text: what a browser would show, tables row by row.

The format: https://html.spec.whatwg.org/.  Nothing that a page refers to is fetched, no script runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from bvgraph.errors import CorpusError
from bvgraph.reading.blocks import Clean, Row, read_header
from bvgraph.reading.formats.bulleting import Bulleting
from bvgraph.reading.formats.colours import name_hex
from bvgraph.reading.formats.lines import BULLET, Cell, Extract, Line, Lines, flatten
from bvgraph.reading.formats.numbering import FIGURES, write_number
from bvgraph.reading.formats.plain import decode_text
from bvgraph.reading.formats.settling import Settler
from bvgraph.reading.formats.struck import mark_struck
from bvgraph.reading.formats.trees import Element, attribute, children, local, parse_html

_UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "svg",
        "math",
        "iframe",
        "object",
        "video",
        "audio",
        "select",
        "datalist",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "ruby",
        "rp",
        "rt",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "del",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_STRUCK = frozenset(("s", "del", "strike"))
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_COLOUR = re.compile(r"background(?:-color)?\s*:[^;]*?(#[0-9a-fA-F]{3,6}\b|\b(?:red|orange|yellow|green|lime|blue)\b)")
_NAMED = {"red": "Red", "orange": "Amber", "amber": "Amber", "yellow": "Amber", "green": "Green", "lime": "Green"} | {
    "blue": "Blue"
}
_MOST_SPAN = 60  # columns or rows; the widest trackers have thirty columns


def read_page(name: str, data: bytes, document: str) -> Extract:
    """The text of a page's body; navigation, scripts and hidden parts are left out.

    Raises CorpusError where the page is empty or its encoding unknown, or lxml is not installed.
    """
    lines = Lines(name, document)
    root = parse_html(name, _decode(name, data, lines))
    for listed in (one for one in root.iter() if local(one) == "ol"):
        _number_items(listed)
    writer = _Writer(lines, Settler(lines))
    writer.walk(root)
    writer.flush()
    return lines.finish()


def _decode(name: str, data: bytes, lines: Lines) -> str:
    declared = _CHARSET.search(data[:4096])
    encoding = declared[1].decode("ascii").casefold() if declared else "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    if encoding not in ("utf-8", "utf8"):
        try:
            return data.decode("cp1252" if encoding in ("iso-8859-1", "latin1", "latin-1") else encoding, "replace")
        except LookupError as e:
            raise CorpusError(f"{name}: the page says that its encoding is {encoding!r}, which is unknown") from e
    try:
        text, encoding = decode_text(data)
    except ValueError as e:
        raise CorpusError(f"{name}: not a web page in UTF-8 or Windows-1252; save it anew from the browser") from e
    if encoding != "utf-8":
        lines.report("encoding", "not UTF-8; read as Windows-1252", name)
    return text


@dataclass(slots=True)
class _Writer:
    """Writes blocks in their order; ``runs`` is the paragraph at hand, with whether each run is struck out."""

    lines: Lines
    settler: Settler
    bulleting: Bulleting = field(default_factory=Bulleting)
    tables: int = 0
    point: bool = False
    runs: list[tuple[str, bool]] = field(default_factory=list)

    def walk(self, element: Element, *, struck: bool = False, listed: bool = False) -> None:
        """Write what an element holds; a block ends the paragraph before it.  ``listed`` are the items with bullets."""
        kind = local(element)
        if kind in _UNSEEN or _is_hidden(element):
            return
        if kind == "table" and not _lays_out(element):
            self.flush()
            self._write_table(element)
            return
        struck = struck or kind in _STRUCK
        if kind not in _INLINE:
            self.flush()
            self.point = (self.point and kind in ("p", "div")) or (listed and kind == "li")
        self.runs += [(_unwrap(text), struck) for text in (element.text, _read_mark(element)) if text]
        for child in element:
            self.walk(child, struck=struck, listed=kind == "ul")
            if child.tail:
                self.runs.append((_unwrap(child.tail), struck))
        if kind not in _INLINE:
            self.flush()

    def flush(self) -> None:
        """Write the paragraph at hand."""
        runs, self.runs = self.runs, []
        text = mark_struck(runs)
        for part in self.bulleting.mark(text, point=self.point).split("\n"):
            self.lines.paragraph(part)
        self.point = self.point and not text.strip()

    def _write_table(self, table: Element) -> None:
        self.tables += 1
        for listed in (one for one in table.iter() if local(one) == "ul"):
            _mark_items(listed)
        rows = _read_rows(table, f"table {self.tables}")
        for caption in (child for child in table if local(child) == "caption"):
            self.lines.paragraph(_read_text(caption))
        self.lines.rows(self.settler.settle(rows))
        for inner in _find_inner(table):
            self._write_table(inner)


def _number_items(listed: Element) -> None:
    """Put the number before each item of a list, which a browser shows and no text has.

    How it is counted: https://html.spec.whatwg.org/multipage/grouping-content.html#ordinal-value.
    """
    if "reversed" in listed.attrib or "list-style:none" in attribute(listed, "style").replace(" ", ""):
        return
    number = _read_ordinal(attribute(listed, "start")) or 1
    kind = FIGURES.get(attribute(listed, "type"), "decimal")
    for item in children(listed, "li"):
        number = _read_ordinal(attribute(item, "value")) or number
        if _read_text(item).strip():
            _prefix(item, f"{write_number(number, kind)}. ")
        number += 1


def _read_ordinal(text: str) -> int:
    """The number that an attribute gives; none that a list of a plan could reach is 0."""
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else 0


def _mark_items(listed: Element) -> None:
    """Put a bullet before the items of a list in a cell, if it is several."""
    items = list(children(listed, "li"))
    for item in items if len(items) > 1 else ():
        _prefix(item, BULLET)


def _prefix(item: Element, mark: str) -> None:
    """Put a mark before the first text of an item."""
    first = next(iter(item), None)
    if not (item.text or "").strip() and first is not None and local(first) not in (*_INLINE, "ol", "ul", "table"):
        item = first
    text = (item.text or "").lstrip()
    item.text = text if text.startswith(mark) else mark + text  # a table in a table is come to twice


def _lays_out(table: Element) -> bool:
    """A table that holds tables and has no header row, or has a single column, only places what stands in it."""
    if not _is_headed(table) and any(local(inner) == "table" for child in table for inner in child.iter()):
        return True
    return all(sum(local(cell) in ("td", "th") for cell in row) < 2 for row in _find_rows(table))


def _is_headed(table: Element) -> bool:
    """One of the first rows is a header row."""
    for row in islice(_find_rows(table), 3):
        texts = [flatten(_read_text(cell)) for cell in row if local(cell) in ("td", "th")]
        if read_header(Row(0, tuple(Clean.supply(text) if text else Clean() for text in texts))):
            return True
    return False


def _find_rows(table: Element) -> Iterator[Element]:
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in ("thead", "tbody", "tfoot"):
            yield from _find_rows(child)


def _find_inner(element: Element) -> Iterator[Element]:
    """The tables inside the cells of a table, without those inside them in turn."""
    for child in element:
        if local(child) == "table":
            yield child
        else:
            yield from _find_inner(child)


def _is_hidden(element: Element) -> bool:
    style = attribute(element, "style").replace(" ", "").casefold()
    hidden = "display:none" in style or "visibility:hidden" in style or "hidden" in element.attrib
    return hidden or attribute(element, "type").casefold() == "hidden"


def _read_mark(element: Element) -> str:
    """What an element shows that holds no text: a line end, the words for a picture, the value of a form field."""
    kind = local(element)
    if kind == "br":
        return "\n"
    if kind == "img":
        return attribute(element, "alt")
    if kind == "input":
        ticked = attribute(element, "type").casefold() in ("checkbox", "radio")
        return ("☒" if "checked" in element.attrib else "") if ticked else attribute(element, "value")
    return ""


def _read_rows(table: Element, where: str) -> list[Line]:
    """The rows with their cells in the columns in which a browser puts them; a cell over rows says the same of each."""
    out: list[Line] = []
    below: dict[int, tuple[int, Cell]] = {}
    for at, row in enumerate((r for r in _find_rows(table) if not _is_hidden(r)), 1):
        cells: list[Cell] = []
        for number, cell in enumerate((c for c in row if local(c) in ("td", "th")), 1):
            _fill_from_above(cells, below)
            read = _read_cell(cell, f"{where}, row {at}, cell {number}")
            if (rows := _span(cell, "rowspan")) > 1:
                below[len(cells)] = (rows - 1, read)
            cells += [read, *(Cell() for _ in range(_span(cell, "colspan") - 1))]
            if len(cells) > _MOST_SPAN:
                break
        _fill_from_above(cells, below)
        out.append(Line(cells))
    return out


def _fill_from_above(cells: list[Cell], below: dict[int, tuple[int, Cell]]) -> None:
    while len(cells) in below:
        rows, cell = below.pop(len(cells))
        if rows > 1:
            below[len(cells)] = (rows - 1, cell)
        cells.append(Cell(cell.text, cell.label, cell.colour, cell.parts))


def _span(cell: Element, name: str) -> int:
    value = attribute(cell, name)
    return min(max(int(value), 1), _MOST_SPAN) if value.isdigit() else 1


def _read_cell(cell: Element, label: str) -> Cell:
    text = _read_text(cell)
    parts = tuple(part for part in text.split("\n") if part.strip())
    return Cell(" ".join(parts), label, _read_colour(cell), parts)


def _read_text(element: Element) -> str:
    return mark_struck(_find_runs(element, struck=False))


def _find_runs(element: Element, *, struck: bool) -> Iterator[tuple[str, bool]]:
    kind = local(element)
    if kind in _UNSEEN or kind == "table" or _is_hidden(element):
        return
    struck = struck or kind in _STRUCK
    block = kind not in _INLINE and kind not in ("td", "th", "br")
    yield from ((_unwrap(text), struck) for text in ("\n" if block else "", element.text) if text)
    yield _read_mark(element), struck
    for child in element:
        yield from _find_runs(child, struck=struck)
        if child.tail:
            yield _unwrap(child.tail), struck
    if block:
        yield "\n", struck


def _unwrap(text: str) -> str:
    """Line ends in the source of a page are spaces to who reads it."""
    return text if text == "\n" else re.sub(r"\s+", " ", text)


def _read_colour(cell: Element) -> str:
    code = attribute(cell, "bgcolor").casefold()
    if not code and (m := _COLOUR.search(attribute(cell, "style").casefold())):
        code = m[1]
    return _NAMED.get(code, "") or (name_hex(code) if code.startswith("#") else _name_by_class(attribute(cell, "class")))


def _name_by_class(names: str) -> str:
    """A class that names the colour ("rag-green")."""
    words = re.findall(r"[a-z]+", names.casefold())
    return next((_NAMED[word] for word in words if word in _NAMED), "")
