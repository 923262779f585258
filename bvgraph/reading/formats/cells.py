"""Tables of web pages -> rows of cells, each in the columns in which a browser puts it.

The format: https://html.spec.whatwg.org/multipage/tables.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bvgraph.reading.formats.colours import name_hex
from bvgraph.reading.formats.lines import BULLET, Cell, Line
from bvgraph.reading.formats.struck import mark_struck
from bvgraph.reading.formats.trees import Element, attribute, children, local

UNSEEN: Final = frozenset(
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
INLINE: Final = frozenset(
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
STRUCK: Final = frozenset(("s", "del", "strike"))
_COLOUR = re.compile(r"background(?:-color)?\s*:[^;]*?(#[0-9a-fA-F]{3,6}\b|\b(?:red|orange|yellow|green|lime|blue)\b)")
_NAMED = {"red": "Red", "orange": "Amber", "amber": "Amber", "yellow": "Amber", "green": "Green", "lime": "Green"} | {
    "blue": "Blue"
}
_MOST_SPAN = 60  # columns or rows; the widest trackers have thirty columns


def read_rows(table: Element, where: str) -> list[Line]:
    """The rows with their cells in the columns in which a browser puts them; a cell over rows says the same of each."""
    for listed in (one for one in table.iter() if local(one) == "ul"):
        _mark_items(listed)
    out: list[Line] = []
    below: dict[int, tuple[int, Cell]] = {}
    for at, row in enumerate((r for r in find_rows(table) if not is_hidden(r)), 1):
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


def find_rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables in its cells."""
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in ("thead", "tbody", "tfoot"):
            yield from find_rows(child)


def is_one_column(table: Element) -> bool:
    """Tell whether no row has more than one cell: such a table only places what stands in it."""
    return all(sum(local(cell) in ("td", "th") for cell in row) < 2 for row in find_rows(table))


def is_hidden(element: Element) -> bool:
    """Tell whether a browser would not show the element."""
    style = attribute(element, "style").replace(" ", "").casefold()
    hidden = "display:none" in style or "visibility:hidden" in style or "hidden" in element.attrib
    return hidden or attribute(element, "type").casefold() == "hidden"


def read_mark(element: Element) -> str:
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
    text = read_text(cell)
    parts = tuple(part for part in text.split("\n") if part.strip())
    return Cell(" ".join(parts), label, _read_colour(cell), parts)


def read_text(element: Element) -> str:
    """What an element shows, with line ends between its blocks."""
    return mark_struck(_find_runs(element, struck=False))


def _find_runs(element: Element, *, struck: bool) -> Iterator[tuple[str, bool]]:
    kind = local(element)
    if kind in UNSEEN or kind == "table" or is_hidden(element):
        return
    struck = struck or kind in STRUCK
    block = kind not in INLINE and kind not in ("td", "th", "br")
    yield from ((unwrap(text), struck) for text in ("\n" if block else "", element.text) if text)
    yield read_mark(element), struck
    for child in element:
        yield from _find_runs(child, struck=struck)
        if child.tail:
            yield unwrap(child.tail), struck
    if block:
        yield "\n", struck


def unwrap(text: str) -> str:
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


def _mark_items(listed: Element) -> None:
    """Put a bullet before the items of a list in a cell, if it is several."""
    items = list(children(listed, "li"))
    for item in items if len(items) > 1 else ():
        put_in_front(item, BULLET)


def put_in_front(item: Element, mark: str) -> None:
    """Put a mark before the first text of an item."""
    first = next(iter(item), None)
    if not (item.text or "").strip() and first is not None and local(first) not in (*INLINE, "ol", "ul", "table"):
        item = first
    text = (item.text or "").lstrip()
    item.text = text if text.startswith(mark) else mark + text  # a table in a table is come to twice
