"""Excel workbooks (.xlsx, .xlsm) -> an extracted text: what the cells show, and where each of them stands.

The format: ECMA-376 part 1, SpreadsheetML
(https://ecma-international.org/publications-and-standards/standards/ecma-376/).  Formulas are not worked out: the value
that the last program left in the file counts.  Macros and links to other files are left alone.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bvgraph.errors import CorpusError
from bvgraph.reading.formats.archives import Archive, open_archive
from bvgraph.reading.formats.colours import name_hex
from bvgraph.reading.formats.grids import find_parallel, write_grid
from bvgraph.reading.formats.lines import Cell, Extract, Line, Lines
from bvgraph.reading.formats.plain import letters
from bvgraph.reading.formats.struck import mark_struck
from bvgraph.reading.formats.trees import INSTALL, attribute, drop_elements, scan_xml

MOST_CELLS = 1_000_000  # that hold anything; the largest trackers have some ten thousand
_STYLES = "xl/styles.xml"
_MOST_MERGED = 1000  # rows of one cell
_BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, zipfile.BadZipFile, zlib.error, EOFError, OSError)
_UNSHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')  # parts of a number format that show no part of a value


@dataclass(slots=True)
class _Layout:
    """What the values of a sheet do not tell: what is hidden, and formulas without a value.

    ``merged`` has for a row the columns in which the cell above goes on.
    """

    merged: dict[int, list[int]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    unsolved: list[str] = field(default_factory=list)


def read_workbook(name: str, data: bytes, document: str) -> Extract:
    """The text of all sheets that are not hidden, sheet after sheet; what is hidden is among the problems.

    Raises CorpusError for a damaged file, one that would unpack beyond measure, or where openpyxl is not installed.
    """
    archive = open_archive(name, data)
    for member in archive.names:
        if member.casefold().endswith((".xml", ".rels")):
            archive.read(member)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that are not read
        return _read_book(_open(archive, data), archive, Lines(name, document))


def _read_book(book: Any, archive: Archive, lines: Lines) -> Extract:
    theme, count = _read_theme(archive), 0
    try:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        parallel = find_parallel([(s.title, _read_rows(s, _Layout(), ())) for s in shown]) if len(shown) > 1 else set()
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                lines.report("hidden", f'the sheet "{sheet.title}" is hidden; it is not read', sheet.title)
                continue
            layout = _read_layout(archive, sheet)
            _report_layout(lines, sheet.title, layout)
            rows = _count(archive.name, _read_rows(sheet, layout, theme), count)
            write_grid(lines, rows, sheet.title if sheet.title in parallel else "")
            lines.gap()
    except (*_BROKEN, SyntaxError) as e:
        raise CorpusError(f"{archive.name}: damaged ({e}); open it in the program that made it and save it anew") from e
    finally:
        book.close()
    return lines.finish()


def _open(archive: Archive, data: bytes) -> Any:
    try:
        import openpyxl  # noqa: PLC0415 - only who reads a workbook needs it
    except ImportError as e:
        raise CorpusError(f"{archive.name}: {INSTALL}") from e
    load = partial(openpyxl.load_workbook, read_only=True, data_only=True, rich_text=True, keep_links=False)
    try:
        try:
            return load(io.BytesIO(data))
        except TypeError:  # what other programs add to styles, by 18.2.10 of the format, openpyxl takes for arguments
            return load(io.BytesIO(archive.rewrite(_STYLES, drop_elements(archive.name, archive.read(_STYLES), "extLst"))))
    except (*_BROKEN, SyntaxError) as e:
        raise CorpusError(f"{archive.name}: damaged ({e}); open it in the program that made it and save it anew") from e


def _count(name: str, rows: Iterator[Line], count: int) -> Iterator[Line]:
    """The rows, as long as a plan can have so many."""
    for row in rows:
        count += len(row.filled)
        if count > MOST_CELLS:
            raise CorpusError(f"{name}: more than {MOST_CELLS:,} cells with text; take out the sheet with the plan")
        yield row


def _read_layout(archive: Archive, sheet: Any) -> _Layout:
    layout = _Layout()
    member = str(sheet._worksheet_path).lstrip("/")
    for element in scan_xml(archive.name, archive.read(member), "mergeCell", "row", "col", "f"):
        kind = str(element.tag).rpartition("}")[2]
        if kind == "mergeCell":
            _take_merge(layout, attribute(element, "ref"))
        elif kind == "f":
            _take_formula(layout, element)
        elif attribute(element, "hidden") in ("1", "true"):
            _take_hidden(layout, kind, element)
    return layout


def _take_merge(layout: _Layout, ref: str) -> None:
    """Cells merged downwards repeat the first one's value in each of its rows; those to its right stay empty."""
    m = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", ref)
    if m:
        for row in range(int(m[2]) + 1, min(int(m[4]), int(m[2]) + _MOST_MERGED) + 1):
            layout.merged.setdefault(row, []).append(_number(m[1]))


def _take_formula(layout: _Layout, element: Any) -> None:
    value = element.getnext()
    if value is None or not value.text:
        layout.unsolved.append(attribute(element.getparent(), "r"))


def _take_hidden(layout: _Layout, kind: str, element: Any) -> None:
    if kind == "row":
        layout.hidden_rows.append(int(attribute(element, "r") or 0))
    else:
        layout.hidden_columns.append(letters(int(attribute(element, "min") or 1)))


def _report_layout(lines: Lines, sheet: str, layout: _Layout) -> None:
    hidden = [f"row {n}" for n in layout.hidden_rows] + [f"column {c}" for c in layout.hidden_columns]
    if hidden:
        what = ", ".join(hidden[:10]) + (f" and {len(hidden) - 10} more" if len(hidden) > 10 else "")
        lines.report("hidden", f'hidden in the sheet "{sheet}", and read all the same: {what}', sheet)
    for cell in layout.unsolved:
        message = "a formula whose value is not in the file; open it in the program that made it and save it anew"
        lines.report("formula", message, f"{sheet}!{cell}")


def _read_rows(sheet: Any, layout: _Layout, theme: Sequence[str]) -> Iterator[Line]:
    sheet.reset_dimensions()  # what the file says of its own size may be far off
    above: dict[int, Cell] = {}
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_read_cell(f"{sheet.title}!{letters(i)}{number}", cell, theme) for i, cell in enumerate(row, 1)]
        for i in layout.merged.get(number, ()):
            cells += [Cell() for _ in range(i - len(cells))]
            cells[i - 1] = above.get(i, cells[i - 1])
        while cells and not cells[-1].text and not cells[-1].colour:
            cells.pop()
        above = dict(enumerate(cells, 1))
        yield Line(cells)


def _read_cell(label: str, cell: Any, theme: Sequence[str]) -> Cell:
    if cell.value is None and not getattr(cell, "has_style", False):
        return Cell()
    if cell.value is None:
        return Cell("", label, _read_colour(cell, theme))
    struck = bool(cell.has_style and cell.font is not None and cell.font.strike)
    if isinstance(cell.value, list):  # pieces of text in letters of several kinds
        runs = [(str(part), bool(getattr(part, "font", None) and part.font.strike)) for part in cell.value]
    else:
        runs = [(show_value(cell.value, cell.number_format or "General"), struck)]
    text = mark_struck(runs)
    return Cell(text, label, _read_colour(cell, theme) if cell.has_style else "", tuple(text.split("\n")))


def _read_colour(cell: Any, theme: Sequence[str]) -> str:
    """The colour of a cell's ground: in figures, of the workbook's theme, or of the old palette."""
    from openpyxl.styles.colors import COLOR_INDEX  # noqa: PLC0415

    fill = cell.fill
    if fill is None or fill.fill_type != "solid" or fill.fgColor is None:
        return ""
    kind, value = fill.fgColor.type, fill.fgColor.value
    palette = {"theme": theme, "indexed": COLOR_INDEX}.get(kind, ())
    if palette and isinstance(value, int):
        return name_hex(palette[value]) if value < len(palette) else ""
    return name_hex(str(value)) if kind == "rgb" else ""


def _read_theme(archive: Archive) -> list[str]:
    """The colours of the theme in the order in which cells count them: the first two pairs are swapped."""
    part = "xl/theme/theme1.xml"
    if part not in archive.names:
        return []
    schemes = scan_xml(archive.name, archive.read(part), "clrScheme")
    colours = [attribute(c, "lastClr") or attribute(c, "val") for scheme in schemes for one in scheme for c in one]
    return [*colours[1::-1], *colours[3:1:-1], *colours[4:]]


def show_value(value: object, number_format: str) -> str:
    """A value as its cell shows it, but dates in ISO 8601: with no more parts than the number format shows.

    >>> show_value(dt.datetime(2018, 5, 1), "mmm-yy"), show_value(0.8, "0%"), show_value(3.0, "General")
    ('2018-05', '80%', '3')
    """
    if isinstance(value, dt.datetime | dt.date):
        return _show_date(value, number_format)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        if "%" in _UNSHOWN.sub("", number_format):
            return f"{round(value * 100, 2):.10g}%"
        return f"{value:.10g}"
    return str(value)


def _show_date(value: dt.date, number_format: str) -> str:
    shown = _UNSHOWN.sub("", number_format).casefold()
    if "d" not in shown and "m" in shown and "y" in shown:
        return f"{value:%Y-%m}"
    if "d" not in shown and "m" not in shown and "y" in shown:
        return f"{value:%Y}"
    timed = isinstance(value, dt.datetime) and value.time() != dt.time() and "h" in shown
    return value.isoformat(" ", "minutes") if timed and isinstance(value, dt.datetime) else f"{value:%Y-%m-%d}"


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
