"""A document as rows of cells whose text is clean and still knows where in the file every part of it stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from bvgraph.reading.values import is_mark, parse_status, plain
from bvgraph.records import Passage, Span

# Markup that performance systems leave in their exports.  Only known tags count: "<new action>" is printed text.
_TAG = r"</?(?:p|i|b|u|ul|ol|li|br|em|strong|span|div|input)\b[^<>]*>"
_GAP = re.compile(rf"\s*(?:{_TAG}\s*)+|\s{{2,}}|[^\S ]|\u200b|\ufeff", re.IGNORECASE)
_INPUT = re.compile(r"<input\b[^<>]*?\bvalue=\"([^\"]*)\"[^<>]*>", re.IGNORECASE)
_HEADERS: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("data/headers.toml").read_text("utf-8"))
_FIELD_OF = {word.replace(" ", ""): name for name, words in _HEADERS.items() for word in words}
_RULE = re.compile(r"[\s\-–_=|+:]{4,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of clean text that stands in the file at ``start``; ``line`` counts from 1.  A joint has line 0."""

    text: str
    start: int
    line: int


JOINT = Piece(" ", -1, 0)


@dataclass(frozen=True, slots=True)
class Clean:
    """Clean text made of pieces of the file; what is cut or joined from it keeps its places."""

    pieces: tuple[Piece, ...] = ()

    @classmethod
    def supply(cls, text: str) -> Clean:
        """Text that is printed nowhere at hand; it has no place."""
        return cls((Piece(text, -1, 0),))

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces)

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def cut(self, start: int, end: int | None = None) -> Clean:
        """The part from ``start`` to ``end`` (offsets in ``text``), white space trimmed."""
        text = self.text
        end = len(text) if end is None else end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        out, at = [], 0
        for p in self.pieces:
            a, b = max(start - at, 0), min(end - at, len(p.text))
            if a < b:
                out.append(JOINT if p is JOINT else Piece(p.text[a:b], p.start + a, p.line))
            at += len(p.text)
        return Clean(tuple(out))

    def join(self, other: Clean, *, torn: bool = False) -> Clean:
        """This text, then ``other``; ``torn`` halves of a word are joined without a space."""
        if not self or not other:
            return self or other
        return Clean((*self.pieces, *(() if torn else (JOINT,)), *other.pieces))

    def spans(self, page: Page) -> tuple[Span, ...]:
        """Where the text stands in the file: one span a line, from its first to its last character there."""
        lines: dict[int, tuple[int, int]] = {}
        for p in self.pieces:
            if p.line:
                a, b = lines.get(p.line, (p.start, p.start))
                lines[p.line] = (min(a, p.start), max(b, p.start + len(p.text)))
        return tuple(Span(page.id, n, a, b, page.text[a:b]) for n, (a, b) in sorted(lines.items()))

    def passage(self, page: Page) -> Passage | None:
        return Passage(self.text, self.spans(page)) if self else None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a document; a line without a tab is a row of one cell."""

    line: int
    cells: tuple[Clean, ...]

    @property
    def texts(self) -> list[str]:
        return [c.text for c in self.cells]

    @property
    def filled(self) -> list[int]:
        """The cells that hold anything."""
        return [i for i, c in enumerate(self.cells) if c]


@dataclass(frozen=True, slots=True)
class Page:
    """A document's text and its rows."""

    id: str
    text: str
    rows: tuple[Row, ...]


def read_page(document: str, text: str) -> Page:
    """Split ``text`` into rows at line ends and into cells at tabs."""
    rows, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        rows.append(Row(number, tuple(_read_cells(line.rstrip("\r"), start, number))))
        start += len(line) + 1
    return Page(document, text, tuple(rows))


def _read_cells(line: str, start: int, number: int) -> list[Clean]:
    cells = []
    for raw in line.split("\t"):
        cells.append(_clean(raw, start, number))
        start += len(raw) + 1
    return cells


def _clean(raw: str, start: int, line: int) -> Clean:
    """Drop known markup, collapse white space, and take the value out of a form field."""
    if m := _INPUT.search(raw):
        return Clean((Piece(m[1], start + m.start(1), line),)) if m[1] else Clean()
    pieces: list[Piece] = []
    at = 0
    for gap in [*_GAP.finditer(raw), None]:
        end = gap.start() if gap else len(raw)
        if end > at:
            pieces += [JOINT] * bool(pieces) + [Piece(raw[at:end], start + at, line)]
        at = gap.end() if gap else end
    whole = Clean(tuple(pieces))
    return whole.cut(0)


@lru_cache(maxsize=4096)
def name_field(text: str) -> str | None:
    """The field that a column head or label names; brackets, white space inside words and words in front are forgiven."""
    words = plain(re.sub(r"\[[^\]]*\]|\([^)]*\)", "", text)).split()
    for skip in range(min(len(words), 4)):
        if found := _FIELD_OF.get("".join(words[skip:])):
            return found if skip == 0 or found not in ("ref", "title", "area", "percent") else None
    return None


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a table's columns, in order (None: a column without a head), and the heads as printed."""

    fields: tuple[str | None, ...]
    heads: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(f for f in self.fields if f)

    def column(self, name: str) -> int | None:
        return self.fields.index(name) if name in self.fields else None


def read_header(row: Row, after: Row | None = None) -> Header | None:
    """The header that a row is, or that it is together with a lone head on the next row; None if it is none.

    A header names the title column and at least one other, and has no cell that is no head.  A single cell may hold
    all the heads of a small table ("Action / Recommendation Lead").
    """
    if split := _split_header(row):
        return split
    fields = [name_field(c.text) if c else None for c in row.cells]
    if not row.filled or any(f is None for f, c in zip(fields, row.cells, strict=True) if c):
        return None
    names = {f for f in fields if f}
    if len(row.filled) == 1 and names == {"title"} and after and [name_field(c.text) for c in after.cells if c] == ["lead"]:
        return Header(("title", "lead"), tuple(row.texts))
    if "title" in names and len(names) > 1:
        return Header(tuple(fields), tuple(row.texts))
    return None


def _split_header(row: Row) -> Header | None:
    """A line without tabs that is two heads one after the other, the first of them a title."""
    if len(row.filled) != 1:
        return None
    words = row.cells[row.filled[0]].text.split()
    for cut in range(1, len(words)):
        heads = " ".join(words[:cut]), " ".join(words[cut:])
        if len(words) < 8 and (name_field(heads[0]), name_field(heads[1])) == ("title", "lead"):
            return Header(("title", "lead"), heads)
    return None


def is_rule(row: Row) -> bool:
    """A line drawn with dashes."""
    return all(not c or _RULE.fullmatch(c.text + "    ") for c in row.cells) and any("--" in t or "__" in t for t in row.texts)


def is_noise(text: str, *, number: bool = False) -> bool:
    """A cell in which scanning left specks: no run of two letters, no date and, unless ``number``, no bare number."""
    if is_mark(text) or parse_status(text) or re.search(r"[A-Za-z]{2}|\d\s?%|\d[./-]\d+[./-]\d", text):
        return False
    return not (number and re.match(r"\d{1,3}(?!\d|/$)|\d{5}$", text))
