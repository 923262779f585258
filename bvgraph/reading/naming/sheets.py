"""A document as one running text for the finders: cells cleaned, wrapped lines joined, and the way back to the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from bvgraph.kinds import MentionType
from bvgraph.reading.blocks import Clean, Row
from bvgraph.reading.pages import read_page
from bvgraph.records import Document, Entry, Passage, Reading, Span

Type = MentionType
CELL, LINE = "\t", "\n"
_ENDED = re.compile(r"[.:;!?•]\W*$")
_WRAPPED = 0.6  # a line that goes on in the next one is not much shorter than that
_ITEM = re.compile(r"[•*○–\-\uf0b7\uf0a7]|\(?\w{1,2}[.)] ")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a sheet's text that names something; ``rank`` decides between overlapping ones, the lower the better."""

    start: int
    end: int
    type: Type
    canonical: str | None
    rank: int = 5


@dataclass(slots=True)
class Sheet:
    """The text of a document with white space collapsed and known markup gone; cells end at tabs, lines at line ends."""

    document: Document
    entries: tuple[Entry, ...]
    text: str = ""
    _at: list[int] = field(default_factory=list)
    _file: list[int] = field(default_factory=list)
    _line: list[int] = field(default_factory=list)

    def locate(self, start: int, end: int) -> Span:
        """The place in the file of a stretch of the text, from its first to its last character."""
        first, last = bisect_right(self._at, start) - 1, bisect_right(self._at, end - 1) - 1
        a = self._file[first] + start - self._at[first]
        b = self._file[last] + end - self._at[last]
        a, b = (a, b) if a < b else (b - 1, a + 1)
        return Span(self.document.id, self._line[first], a, b, self.document.text[a:b])


@dataclass(slots=True)
class _Writer:
    sheet: Sheet
    parts: list[str] = field(default_factory=list)
    length: int = 0

    def write(self, cell: Clean, before: str) -> None:
        self._put(before)
        for piece in cell.pieces:
            if piece.line:
                self.sheet._at.append(self.length)
                self.sheet._file.append(piece.start)
                self.sheet._line.append(piece.line)
            self._put(piece.text)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def write_sheet(reading: Reading) -> Sheet:
    """The running text of a document: first what entries hold over several lines, each value in one go, then the rest."""
    document = reading.document
    sheet = Sheet(document, reading.entries)
    writer = _Writer(sheet)
    rows = read_page(document.id, document.text).rows
    used: set[int] = set()
    for entry in reading.entries:
        for passage in _wrapped(entry):
            _write_passage(writer, passage, rows, used)
    before: Row | None = None
    for row in rows:
        for i, cell in enumerate(row.cells):
            if cell and cell.pieces[0].start not in used:
                writer.write(cell, CELL if i else _joint(before, row))
        before = row
    sheet.text = "".join(writer.parts)
    return sheet


def _wrapped(entry: Entry) -> Iterator[Passage]:
    for passage in (entry.title, entry.comment, entry.planned):
        if passage and len(passage.spans) > 1 and all(s.document == entry.document for s in passage.spans):
            yield passage


def _write_passage(writer: _Writer, passage: Passage, rows: tuple[Row, ...], used: set[int]) -> None:
    """A value that runs over several lines, joined where a line does not end a sentence."""
    before, rest = LINE, []
    for span in passage.spans:
        for cell in rows[span.line - 1].cells:
            if cell and span.start <= cell.pieces[0].start < span.end and cell.pieces[0].start not in used:
                used.add(cell.pieces[0].start)
                cut = _reach(cell, span.end)
                writer.write(cell.cut(0, cut), before)
                rest.append(cell.cut(cut))
                before = LINE if _ENDED.search(cell.text) else " "
    for cell in rest:
        if cell:
            writer.write(cell, CELL)


def _reach(cell: Clean, end: int) -> int:
    """How much of a cell's text stands before the place ``end`` in the file."""
    at = 0
    for piece in cell.pieces:
        if piece.line and piece.start + len(piece.text) > end:
            return at + max(end - piece.start, 0)
        at += len(piece.text)
    return at


def _joint(before: Row | None, row: Row) -> str:
    """A line that goes on with the one before is joined to it by a space."""
    if before is None or len(before.cells) > 1 or len(row.cells) > 1 or not before.filled:
        return LINE
    first, second = before.cells[0].text, row.cells[0].text
    broken = len(first) > _WRAPPED * len(second) or second[:1].islower()
    return LINE if not broken or _ENDED.search(first) or _ITEM.match(second) else " "
