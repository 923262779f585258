"""A document's text -> rows of clean cells: split at tabs, at bars, or where a header says that columns begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bvgraph.reading.blocks import JOINT, Clean, Page, Piece, Row, name_field, settle_header
from bvgraph.reading.wordings import name_head

# Markup that performance systems leave in their exports.  Only known tags count: "<new action>" is printed text.
_TAG = r"</?(?:p|i|b|u|ul|ol|li|br|em|strong|span|div|input)\b[^<>]*>"
_GAP = re.compile(rf"\s*(?:{_TAG}\s*)+|\s{{2,}}|[^\S ]|\u200b|\ufeff", re.IGNORECASE)
_NEAR = 2  # letters between the beginning of a column and of a text in it
_LEAST_WIDE = 2  # fields of heads over two lines, at least one more
_NUMBER = re.compile(r"\(?(?:[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-z]|[ivx]{1,4})[.):]?")
_HASHES = re.compile(r"\s*#{1,6}\s+")  # before a heading in Markdown
_INPUT = re.compile(r"<input\b[^<>]*?\bvalue=\"([^\"]*)\"[^<>]*>", re.IGNORECASE)


def find_printed(text: str) -> list[int]:
    """The offsets of the characters in a stretch of a file that are neither white space nor known markup."""
    gaps = {i for m in _GAP.finditer(text) for i in range(*m.span())}
    return [i for i, character in enumerate(text) if i not in gaps and not character.isspace()]


@lru_cache(maxsize=8)  # each document is looked at for its rows, for its names, and for what it says of all its rows
def read_page(document: str, text: str) -> Page:
    """Split ``text`` into rows at line ends and into cells at tabs; a tab that ends every line is no cell border.

    A text without tabs may border its cells with bars, or set them in columns of spaces below a header.
    """
    lines = [line.rstrip("\r") for line in text.split("\n")]
    ended = all(line.rstrip(" ").endswith("\t") for line in lines if line.strip())
    border = "\t" if "\t" in text or not _is_barred(lines) else "|"
    rows, start, columns = [], 0, _Columns()
    for number, (line, whole) in enumerate(zip(lines, text.split("\n"), strict=True), 1):
        if "\t" not in text and border == "\t":
            after = lines[number] if number < len(lines) else ""
            cells = columns.split(line, after, (start, number))
        else:
            cells = _read_cells(_strip_border(line, border, ended), start, number, border)
        rows.append(Row(number, tuple(cells)))
        start += len(whole) + 1
    return Page(document, text, tuple(rows))


def _is_barred(lines: list[str]) -> bool:
    """At least two lines begin and end with a bar."""
    return sum(line.strip().startswith("|") and line.strip().endswith("|") and line.count("|") > 2 for line in lines) > 1


def _strip_border(line: str, border: str, ended: bool) -> str:
    """The line without the border that every line ends with, and a first one blanked out."""
    if border == "|":
        line = line.rstrip()
        return re.sub(r"^(\s*)\|", r"\1 ", line.removesuffix("|"))
    return line.rstrip(" ").removesuffix("\t") if ended else line


def _read_cells(line: str, start: int, number: int, border: str = "\t") -> list[Clean]:
    cells = []
    for raw in line.split(border):
        cells.append(_clean(raw, start, number))
        start += len(raw) + 1
    return cells


@dataclass(slots=True)
class _Columns:
    """Cells of a table that is set with spaces: a header tells where its columns begin.

    ``wide`` tells that heads are wrapped over this line and the next, which goes into the columns of this one.
    """

    begin: list[int] = field(default_factory=list)
    below: bool = False
    wide: bool = False

    def split(self, line: str, after: str, place: tuple[int, int]) -> list[Clean]:
        """The cells of a line, of which ``place`` is the offset and the number; ``after`` is the next line."""
        start, number = place
        parts = _find_parts(line)
        cells = [_clean(line[a:b], start + a, number) for a, b in parts]
        if self.wide:
            self.wide = False
        elif self._take_heads(parts, line, after):
            return self._place(parts, cells)
        alone = len(parts) < 2 and (not self.below or not parts or parts[0][0] < 1)
        if not self.below and len(parts) > 2 and not self._fits(parts):
            self.begin = []
        self.below = self.below and bool(parts)
        if not self.begin or alone:
            return [_clean(line, start, number)]
        self.below = True
        return self._place(parts, cells)

    def _place(self, parts: Sequence[tuple[int, int]], cells: Sequence[Clean]) -> list[Clean]:
        placed = [Clean() for _ in self.begin]
        for (a, _), cell in zip(parts, cells, strict=True):
            at = max((i for i, x in enumerate(self.begin) if x <= a + 2), default=0)
            placed[at] = placed[at].join(cell)
        return placed

    def _fits(self, parts: Sequence[tuple[int, int]]) -> bool:
        """Half of the parts begin where columns do: figures to the right of a column may not."""
        near = sum(any(abs(a - x) <= _NEAR for x in self.begin) for a, _ in parts)
        return near * 2 >= len(parts)

    def _take_heads(self, parts: Sequence[tuple[int, int]], line: str, after: str) -> bool:
        """The line has heads, or begins those that the next line goes on with; the numbers of rows may stand in front."""
        texts = [line[a:b] for a, b in parts]
        heads = [name_field(text) for text in texts]
        known = len(parts) > 2 and "title" in heads and heads.count(None) * 2 <= len(heads)
        self.wide = not known and len(parts) > 2 and _go_on(parts, texts, after)
        if known or self.wide:
            self.begin = [a for a, _ in parts]
            first = after[: self.begin[0]].strip()
            if self.begin[0] > _NEAR and _NUMBER.fullmatch(first):
                self.begin.insert(0, 0)
            self.below = True
        return known or self.wide


def _find_parts(line: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\S+(?: \S+)*", line)]


def _go_on(parts: Sequence[tuple[int, int]], texts: Sequence[str], after: str) -> bool:
    """The parts of the next line stand below parts of this one, and together they are the heads of a table of actions."""
    below = {a: after[a:b] for a, b in _find_parts(after)}
    begin = [a for a, _ in parts]
    if not below or not all(a in begin for a in below) or any(map(str.isdigit, after[: begin[0] + 1])):
        return False
    joined = [f"{text} {below.get(a, '')}".strip() for a, text in zip(begin, texts, strict=True)]
    header = settle_header(joined)
    more = sum(name_head(text) is not None for text in joined) > sum(name_head(text) is not None for text in texts)
    return more and header is not None and len(header.names - {"other"}) > _LEAST_WIDE


def _clean(raw: str, start: int, line: int) -> Clean:
    """Drop known markup, collapse white space, and take the value out of a form field."""
    if m := _INPUT.search(raw):
        return Clean((Piece(m[1], start + m.start(1), line),)) if m[1] else Clean()
    pieces: list[Piece] = []
    at = m.end() if (m := _HASHES.match(raw)) else 0
    for gap in [*_GAP.finditer(raw, at), None]:
        end = gap.start() if gap else len(raw)
        if end > at:
            pieces += [JOINT] * bool(pieces) + [Piece(raw[at:end], start + at, line)]
        at = gap.end() if gap else end
    whole = Clean(tuple(pieces))
    return whole.cut(0)
