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
from bvgraph.reading.formats.cells import (
    INLINE,
    STRUCK,
    UNSEEN,
    find_rows,
    is_hidden,
    is_one_column,
    put_in_front,
    read_mark,
    read_rows,
    read_text,
    unwrap,
)
from bvgraph.reading.formats.lines import Extract, Lines, flatten
from bvgraph.reading.formats.numbering import FIGURES, write_number
from bvgraph.reading.formats.plain import decode_text, join_wrapped
from bvgraph.reading.formats.settling import Settler
from bvgraph.reading.formats.struck import mark_struck
from bvgraph.reading.formats.trees import Element, attribute, children, local, parse_html

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


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
    """Writes blocks in their order; ``runs`` is the paragraph at hand, with whether each run is struck out.

    ``kept`` tells that the paragraph keeps the lines of the source (<pre>).
    """

    lines: Lines
    settler: Settler
    bulleting: Bulleting = field(default_factory=Bulleting)
    tables: int = 0
    point: bool = False
    kept: bool = False
    runs: list[tuple[str, bool]] = field(default_factory=list)

    def walk(self, element: Element, *, struck: bool = False, listed: bool = False) -> None:
        """Write what an element holds; a block ends the paragraph before it.  ``listed`` are the items with bullets."""
        kind = local(element)
        if kind in UNSEEN or is_hidden(element):
            return
        if kind == "table" and not _lays_out(element):
            self.flush()
            self._write_table(element)
            return
        struck = struck or kind in STRUCK
        if kind not in INLINE:
            self.flush()
            self.point = (self.point and kind in ("p", "div")) or (listed and kind == "li")
        self.kept = self.kept or kind == "pre"
        self.runs += [(self._read(text), struck) for text in (element.text, read_mark(element)) if text]
        for child in element:
            self.walk(child, struck=struck, listed=kind == "ul")
            if child.tail:
                self.runs.append((self._read(child.tail), struck))
        if kind not in INLINE:
            self.flush()
        self.kept = self.kept and kind != "pre"

    def _read(self, text: str) -> str:
        return text if self.kept else unwrap(text)

    def flush(self) -> None:
        """Write the paragraph at hand."""
        runs, self.runs = self.runs, []
        text = mark_struck(runs)
        text = join_wrapped(text) if self.kept else text
        for part in self.bulleting.mark(text, point=self.point).split("\n"):
            self.lines.paragraph(part)
        self.point = self.point and not text.strip()

    def _write_table(self, table: Element) -> None:
        self.tables += 1
        rows = read_rows(table, f"table {self.tables}")
        for caption in children(table, "caption"):
            self.lines.paragraph(read_text(caption))
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
        if read_text(item).strip():
            put_in_front(item, f"{write_number(number, kind)}. ")
        number += 1


def _read_ordinal(text: str) -> int:
    """The number that an attribute gives; none that a list of a plan could reach is 0."""
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else 0


def _lays_out(table: Element) -> bool:
    """A table that holds tables and has no header row, or has a single column, only places what stands in it."""
    if not _is_headed(table) and any(local(inner) == "table" for child in table for inner in child.iter()):
        return True
    return is_one_column(table)


def _is_headed(table: Element) -> bool:
    """One of the first rows is a header row."""
    for row in islice(find_rows(table), 3):
        texts = [flatten(read_text(cell)) for cell in row if local(cell) in ("td", "th")]
        if read_header(Row(0, tuple(Clean.supply(text) if text else Clean() for text in texts))):
            return True
    return False


def _find_inner(element: Element) -> Iterator[Element]:
    """The tables inside the cells of a table, without those inside them in turn."""
    for child in element:
        if local(child) == "table":
            yield child
        else:
            yield from _find_inner(child)
