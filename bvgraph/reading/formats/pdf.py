"""PDF files -> an extracted text: tables by their ruled lines, paragraphs by their lines, each with page and box.

The format: ISO 32000-2 (https://pdfa.org/resource/iso-32000-2/).  Scripts, attachments and links are left alone.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from bvgraph.errors import CorpusError
from bvgraph.reading.formats.bands import cut_bands
from bvgraph.reading.formats.colours import name_colour
from bvgraph.reading.formats.columns import Table, cut_rows
from bvgraph.reading.formats.glyphs import Glyph, join_lines, set_text, set_words
from bvgraph.reading.formats.lines import MOST_CHARACTERS, Box, Cell, Extract, Line, Lines
from bvgraph.reading.formats.pages import Sheet, write_pages
from bvgraph.reading.formats.rulings import MOST_MARKS, find_cuts, find_rules, find_tables
from bvgraph.reading.formats.strokes import strike
from bvgraph.reading.formats.trees import INSTALL

MOST_PAGES = 1500  # the longest packs of council meetings have about a thousand
LARGEST_STREAM = 200_000_000  # bytes, unpacked
_UNMAPPED = re.compile(r"\(cid:\d+\)")  # how pdfminer writes a sign of which the font does not say what it stands for
_STRIP = 20.0  # points
_STREAM = re.compile(rb"stream\r?\n")
_BROKEN = (
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, RecursionError, OverflowError, EOFError),
    *(zlib.error, struct.error, OSError, NotImplementedError),
)


def read_pdf(name: str, data: bytes, document: str) -> Extract:
    """The text of all pages, without running titles and page numbers.

    Raises CorpusError for a damaged, cut-off or protected file, for one with too many pages or streams that would unpack
    beyond measure, for pictures of pages without text, and where pdfplumber is not installed.
    """
    _check_bytes(name, data)
    lines = Lines(name, document)
    sheets, pictures, size = list[Sheet](), list[int](), 0
    for sheet, glyphs, pictured in _read_pages(name, data):
        sheets.append(sheet)
        size += glyphs
        if size > MOST_CHARACTERS:
            raise CorpusError(f"{name}: more than {MOST_CHARACTERS:,} characters; take out the pages with the plan")
        if not glyphs and pictured:
            pictures.append(sheet.number)
    if not size:
        _tell_empty(name, bool(pictures))
    write_pages(lines, sheets)
    for page in pictures:
        lines.report("scan", f"page {page} is a picture without text; run it through text recognition (OCR)", f"page {page}")
    return lines.finish()


def _tell_empty(name: str, pictured: bool) -> None:
    if pictured:
        raise CorpusError(
            f"{name}: a scan: its pages are pictures without text; run it through text recognition (OCR), for instance "
            "with ocrmypdf, and use the result"
        )
    raise CorpusError(f"{name}: there is no text in it. Is it the right file?")


def _check_bytes(name: str, data: bytes) -> None:
    """Tell a file that was cut off, and streams that would unpack beyond measure, before anything is read."""
    if b"%%EOF" not in data[-4096:]:
        raise CorpusError(f"{name}: damaged: the file is cut off before its end; get it anew from where it came")
    for m in _STREAM.finditer(data):
        if data[m.end() : m.end() + 1] in (b"\x78", b"\x58", b"\x68", b"\x48") and _unpacks_beyond(data, m.end()):
            raise CorpusError(f"{name}: a part of it would unpack to more than {LARGEST_STREAM:,} bytes; no document does")


def _unpacks_beyond(data: bytes, start: int) -> bool:
    """Count what a stream unpacks to, in bounded memory; a packed stream within the stream is followed too."""
    outer, inner = zlib.decompressobj(), zlib.decompressobj()
    count, nested = 0, None
    piece = data[start : start + 65536]
    try:
        while piece and not outer.eof:
            out = outer.decompress(piece, 1_000_000)
            nested = out[:1] == b"\x78" if nested is None and out else nested
            count += max(len(out), sum(map(len, _unpack(inner, out))) if nested else 0)
            if count > LARGEST_STREAM:
                return True
            start += 0 if outer.unconsumed_tail else 65536
            piece = outer.unconsumed_tail or data[start : start + 65536]
    except zlib.error:
        return False
    return False


def _unpack(inner: Any, piece: bytes) -> Iterator[bytes]:
    total = 0
    while piece and not inner.eof and total <= LARGEST_STREAM:
        out = inner.decompress(piece, 1_000_000)
        total += len(out)
        yield out
        piece = inner.unconsumed_tail


def _read_pages(name: str, data: bytes) -> Iterator[tuple[Sheet, int, bool]]:
    """Each page, the number of its characters, and whether there are pictures on it."""
    try:
        import pdfplumber  # noqa: PLC0415 - only who reads a PDF needs it
        from pdfminer.psexceptions import PSException  # noqa: PLC0415
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException  # noqa: PLC0415
    except ImportError as e:
        raise CorpusError(f"{name}: {INSTALL}") from e
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data), unicode_norm="NFC") as pdf:
            _check_pages(name, pdf)
            before: Table | None = None
            for page in pdf.pages:
                read = _read_page(page, before)
                before = read[0].tables[-1] if read[0].tables else None
                yield read
                page.close()
    except (PSException, PdfminerException, MalformedPDFException, *_BROKEN) as e:
        cause = e.args[0] if e.args else e
        if "Password" in type(cause).__name__ or "Password" in type(e).__name__:
            raise CorpusError(f"{name}: protected with a password; save a copy without one") from e
        raise CorpusError(
            f"{name}: damaged ({type(cause).__name__}); open it in a PDF program and print it to a new PDF"
        ) from e


def _check_pages(name: str, pdf: Any) -> None:
    """Count the pages before they are read."""
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415

    count = 0
    for _ in PDFPage.create_pages(pdf.doc):
        count += 1
        if count > MOST_PAGES:
            raise CorpusError(f"{name}: more than {MOST_PAGES:,} pages; take out the pages with the plan")
    if not count:
        raise CorpusError(f"{name}: damaged (there are no pages); open it in a PDF program and print it to a new PDF")


def _read_page(page: Any, before: Table | None) -> tuple[Sheet, int, bool]:
    glyphs = [_as_glyph(char) for char in page.chars]
    printed = [glyph for glyph in glyphs if not glyph.text.isspace()]
    sheet = Sheet(page.page_number, float(page.height))
    if not printed:
        return sheet, 0, bool(page.images)
    drawn = [*page.lines, *page.rects, *page.curves]
    marks = len(drawn)
    if marks < MOST_MARKS:
        printed = strike(printed, ((m["x0"], m["top"], m["x1"], m["bottom"]) for m in drawn))
    found, bands = find_tables(page) if marks and marks < MOST_MARKS else ([], [])
    free = printed
    for table in bands:
        if cut := _cut_bands(table, free, page, before):
            sheet.tables.append(cut)
            found = [other for other in found if not _lies_in(other.bbox, table.bbox)]
            _, free = _share_out(free, [table.bbox])
    for table in found:
        read, rest = _read_table(table, free, page)
        if read:
            free = rest
            sheet.tables.append(read)
        elif len({cell[0] for cell in table.cells}) == 1:
            sheet.cuts += find_cuts(page, table.cells)
    sheet.lines += set_words(glyph for glyph in free if not glyph.turn)
    sheet.rules = find_rules(page)
    return sheet, len(printed), bool(page.images)


def _as_glyph(char: Any) -> Glyph:
    a, b, c, d = char["matrix"][:4]
    turn = 0 if abs(a) + abs(d) >= abs(b) + abs(c) else 90 if b > 0 else 270
    size = float(char["size"]) or 1.0
    return Glyph(_UNMAPPED.sub("\ufffd", char["text"]), char["x0"], char["top"], char["x1"], char["bottom"], size, turn)


def _read_table(table: Any, free: Sequence[Glyph], page: Any) -> tuple[Table | None, list[Glyph]]:
    """A table with at least two columns and some text, and the characters that are not in it."""
    edges = sorted({cell[0] for cell in table.cells})
    held, rest = _share_out(free, table.cells)
    if len(edges) < 2 or not held:
        return None, list(free)
    if unruled := _cut_unruled(table, [glyph for part in held.values() for glyph in part], edges, page):
        return unruled, rest
    texts = {cell: _read_cell(cell, held.get(cell, ()), page) for cell in table.cells}
    if len({cell[0] for cell in held}) < 2 and not any(cell.colour for cell in texts.values()):
        return None, list(free)  # a frame around text
    tops = sorted({cell[1] for cell in table.cells})
    return Table(table.bbox, [_read_row(texts, edges, top, page.page_number) for top in tops], edges), rest


def _cut_bands(table: Any, glyphs: Sequence[Glyph], page: Any, before: Table | None) -> Table | None:
    """The rows of a table that has lines between its rows alone."""
    held, _ = _share_out(glyphs, table.cells)
    rows = [set_words(glyph for glyph in held.get(cell, ()) if not glyph.turn) for cell in sorted(table.cells, key=_get_top)]
    return cut_bands(rows, (table.bbox[0], table.bbox[2]), page.page_number, before)


def _get_top(box: Box) -> float:
    return box[1]


def _lies_in(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _cut_unruled(table: Any, glyphs: Sequence[Glyph], edges: Sequence[float], page: Any) -> Table | None:
    """The rows of a table that has lines between its columns, but beneath its head none between its rows."""
    tops = {cell[1] for cell in table.cells}
    if len(edges) < 3 or len(tops) > 2:
        return None
    lines = set_words(glyph for glyph in glyphs if not glyph.turn)
    return cut_rows(lines, edges, page.page_number, single=len(tops) == 1)


def _share_out(glyphs: Sequence[Glyph], cells: Sequence[Box]) -> tuple[dict[Box, list[Glyph]], list[Glyph]]:
    """The characters by the cell in which their middle lies, and those in none."""
    strips: dict[int, list[Box]] = {}
    for cell in cells:
        for strip in range(int(cell[1] // _STRIP), int(cell[3] // _STRIP) + 1):
            strips.setdefault(strip, []).append(cell)
    held: dict[Box, list[Glyph]] = {}
    rest = []
    for glyph in glyphs:
        x, y = glyph.middle
        near = strips.get(int(y // _STRIP), ())
        box = next((c for c in near if c[0] <= x < c[2] and c[1] <= y < c[3]), None)
        if box is None:
            rest.append(glyph)
        else:
            held.setdefault(box, []).append(glyph)
    return held, rest


def _read_row(texts: dict[Box, Cell], edges: Sequence[float], top: float, page: int) -> Line:
    """The cells of a row; one that was merged downwards says the same of each row that it reaches."""
    cells = []
    here = [box for box in texts if box[1] <= top < box[3]]
    by_edge = {box[0]: box for box in here}
    for edge in edges:
        box = by_edge.get(edge)
        cells.append(texts[box] if box else Cell())
    own = [box for box in here if box[1] == top]
    box = (here[0][0], top, max(b[2] for b in here), min(b[3] for b in own)) if own else None
    return Line([Cell(c.text, "", c.colour, c.parts) for c in cells], page, box and tuple(round(x, 1) for x in box))  # type: ignore[arg-type]


def _read_cell(box: Box, glyphs: Sequence[Glyph], page: Any) -> Cell:
    if not glyphs:
        return Cell("", "", _read_colour(box, page))
    parts = set_text(glyphs, (box[0], box[2]))
    return Cell(join_lines(parts), "", "", tuple(parts))


def _read_colour(box: Box, page: Any) -> str:
    """The colour of the smallest thing drawn in an empty cell, or beneath it."""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    drawn = []
    for mark in (*page.rects, *page.curves):
        x, y = (mark["x0"] + mark["x1"]) / 2, (mark["top"] + mark["bottom"]) / 2
        covers = mark["x0"] <= middle[0] <= mark["x1"] and mark["top"] <= middle[1] <= mark["bottom"]
        if mark.get("fill") and (covers or (box[0] < x < box[2] and box[1] < y < box[3])):
            drawn.append(((mark["x1"] - mark["x0"]) * (mark["bottom"] - mark["top"]), mark.get("non_stroking_color")))
    named = (_name_paint(paint) for _, paint in sorted(drawn, key=lambda pair: pair[0]))
    return next((name for name in named if name), "")


def _name_paint(paint: Any) -> str:
    """A colour in three parts (RGB) or four (CMYK); grey says nothing."""
    if not isinstance(paint, tuple | list) or not all(isinstance(part, int | float) for part in paint):
        return ""
    if len(paint) == 3:
        return name_colour(*(min(max(float(part), 0.0), 1.0) for part in paint))
    if len(paint) == 4:
        c, m, y, k = (min(max(float(part), 0.0), 1.0) for part in paint)
        return name_colour((1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k))
    return ""
