"""A document as rows of cells whose text is clean and still knows where in the file every part of it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from importlib.resources import files

from bvgraph.reading.settings import settles_columns
from bvgraph.reading.values import is_mark, parse_status, plain
from bvgraph.records import Passage, Span

# Markup that performance systems leave in their exports.  Only known tags count: "<new action>" is printed text.
_TAG = r"</?(?:p|i|b|u|ul|ol|li|br|em|strong|span|div|input)\b[^<>]*>"
_GAP = re.compile(rf"\s*(?:{_TAG}\s*)+|\s{{2,}}|[^\S ]|\u200b|\ufeff", re.IGNORECASE)
_INPUT = re.compile(r"<input\b[^<>]*?\bvalue=\"([^\"]*)\"[^<>]*>", re.IGNORECASE)
_HEADERS: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("data/headers.toml").read_text("utf-8"))
_WIDER = frozenset(_HEADERS.pop("wider"))
_FIELD_OF = {word.replace(" ", ""): "title" for word in _WIDER} | {
    word.replace(" ", ""): name for name, words in _HEADERS.items() for word in words
}
_ALONE = ("ref", "title", "area", "percent", "other")  # fields whose heads take no words in front
_LINKS = frozenset(("to", "for", "of", "against", "required", "needed", "proposed", "taken"))  # "Timescale for delivery"
_LONGEST_LABEL = 100  # characters of a head or label with remarks in brackets
_LONGEST_HEAD = 45  # characters of a column head that the vocabulary does not know
_PERIOD = (
    re.compile(  # the period that a head names behind its words: "Progress this quarter", "RAG Q2", "Status October 2022"
        r"(?<=\w)[\s–-]+(?:this (?:quarter|month|period|year)|as (?:at|of)\b.*|since .*|(?:q|quarter )[1-4]\b.*|"
        r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?(?:20)?\d\d)$",
        re.IGNORECASE,
    )
)
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
        """The text of all pieces."""
        return self.pieces[0].text if len(self.pieces) == 1 else "".join([p.text for p in self.pieces])

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
        """The text, then ``other``; ``torn`` halves of a word are joined without a space."""
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
        """The text with its spans; None if there is none."""
        return Passage(self.text, self.spans(page)) if self else None


def find_printed(text: str) -> list[int]:
    """The offsets of the characters in a stretch of a file that are neither white space nor known markup."""
    gaps = {i for m in _GAP.finditer(text) for i in range(*m.span())}
    return [i for i, character in enumerate(text) if i not in gaps and not character.isspace()]


def join_all(parts: Iterable[Clean]) -> Clean:
    """All parts, with a space between two of them."""
    return reduce(Clean.join, parts, Clean())


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a document; a line without a tab is a row of one cell."""

    line: int
    cells: tuple[Clean, ...]

    @property
    def texts(self) -> list[str]:
        """The text of each cell."""
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
    """Split ``text`` into rows at line ends and into cells at tabs; a tab that ends every line is no cell border.

    A text without tabs may border its cells with bars, or set them in columns of spaces below a header.
    """
    lines = [line.rstrip("\r") for line in text.split("\n")]
    ended = all(line.rstrip(" ").endswith("\t") for line in lines if line.strip())
    border = "\t" if "\t" in text or not _is_barred(lines) else "|"
    rows, start, columns = [], 0, _Columns()
    for number, (line, whole) in enumerate(zip(lines, text.split("\n"), strict=True), 1):
        if "\t" not in text and border == "\t":
            cells = columns.split(line, start, number)
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
    """Cells of a table that is set with spaces: a header tells where its columns begin."""

    begin: list[int] = field(default_factory=list)
    below: bool = False

    def split(self, line: str, start: int, number: int) -> list[Clean]:
        parts = [(m.start(), m.end()) for m in re.finditer(r"\S+(?: \S+)*", line)]
        cells = [_clean(line[a:b], start + a, number) for a, b in parts]
        heads = [name_field(c.text) for c in cells]
        if len(parts) > 2 and "title" in heads and heads.count(None) * 2 <= len(heads):
            self.begin, self.below = [a for a, _ in parts], True
            return cells
        alone = len(parts) < 2 and (not self.below or not parts or parts[0][0] < 1)
        self.below = self.below and bool(parts)
        if not self.begin or alone:
            return [_clean(line, start, number)]
        self.below = True
        placed = [Clean() for _ in self.begin]
        for (a, _), cell in zip(parts, cells, strict=True):
            at = max((i for i, x in enumerate(self.begin) if x <= a + 2), default=0)
            placed[at] = placed[at].join(cell)
        return placed


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


@settles_columns
@lru_cache(maxsize=4096)
def name_field(text: str) -> str | None:
    """The field that a column head or label names; brackets, white space inside words and words in front are forgiven."""
    if len(text) > _LONGEST_LABEL:
        return None
    if text.strip() == "%":
        return "percent"
    words = plain(_PERIOD.sub("", re.sub(r"\[[^\]]*\]|\([^)]*\)", "", text))).split()
    for skip in range(min(len(words), 4)):
        if found := _FIELD_OF.get("".join(words[skip:])):
            return found if skip == 0 or (found not in _ALONE and words[skip:] != ["date"]) else None
    link = next((i for i, word in enumerate(words[:4]) if word in _LINKS), 0)
    return _FIELD_OF.get("".join(words[:link])) if len(words) < 8 else None


def is_wider(head: str) -> bool:
    """A head that names what an action is part of, when the action has a column of its own."""
    return plain(head) in _WIDER


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a table's columns, in order (None: a column without a head), and the heads as printed.

    ``group`` is the field of a column that holds what the rows are part of, ``other`` of one that belongs to no field;
    ``lines`` is the number of lines over which the heads are printed.
    """

    fields: tuple[str | None, ...]
    heads: tuple[str, ...]
    lines: int = 1

    @property
    def names(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(f for f in self.fields if f)

    def column(self, name: str) -> int | None:
        """The first column of the field."""
        return self.fields.index(name) if name in self.fields else None


def read_header(row: Row, after: Row | None = None) -> Header | None:
    """The header that a row is, or that it is together with the next row; None if it is none.

    A header names the title column and at least one other.  Every cell of it is a head that the vocabulary knows; where
    it names three columns or more, up to half of its cells may be short words of another meaning.  A single cell may
    hold all the heads of a small table ("Action / Recommendation Lead").
    """
    if not row.filled:
        return None
    if split := _split_header(row):
        return split
    fields = [name_field(c.text) if c else None for c in row.cells]
    if len(row.filled) == 1 and {f for f in fields if f} == {"title"} and after:
        lone = [name_field(c.text) for c in after.cells if c] == ["lead"]
        return Header(("title", "lead"), tuple(row.texts), lines=2) if lone else None
    return _read_two_lines(row, after) or _settle_header(row.texts)


def _read_two_lines(row: Row, after: Row | None) -> Header | None:
    """Heads that are wrapped over two lines ("Target" above "date"): together they say more than either alone."""
    if after is None or len(row.cells) != len(after.cells) or len(after.filled) < 2 or len(row.cells) < 3:
        return None
    heads = [f"{a} {b}".strip() for a, b in zip(row.texts, after.texts, strict=True)]
    known = [name_field(h) for h in heads]
    if None in [k for k, h in zip(known, heads, strict=True) if h] or not row.filled:
        return None
    header = _settle_header(heads, lines=2)
    lower = _settle_header(after.texts)
    return header if header and (lower is None or len(header.names) > len(lower.names)) else None


def _settle_header(heads: list[str], lines: int = 1) -> Header | None:
    fields = [name_field(h) if h else None for h in heads]
    names = {f for f in fields if f} - {"other"}
    unknown = [h for h, f in zip(heads, fields, strict=True) if h and f is None]
    if "title" not in names or len(names) < 2 or (unknown and not _may_be_heads(unknown, len(names))):
        return None
    return Header(tuple(_settle_fields(heads, fields)), tuple(heads), lines)


def _may_be_heads(unknown: list[str], known: int) -> bool:
    """Words that could head columns of another meaning, among enough heads that are known."""
    words = all(re.match(r"[A-Z]", u) and len(u) <= _LONGEST_HEAD and not re.search(r"\d\d|[.;!?]", u) for u in unknown)
    return words and known > 2 and len(unknown) <= known


def _settle_fields(heads: list[str], fields: list[str | None]) -> list[str | None]:
    """One title column: of several, the first that is no wider word; a revised deadline alone is the deadline."""
    titles = [i for i, f in enumerate(fields) if f == "title"]
    own = next((i for i in titles if not is_wider(heads[i])), titles[0])
    out: list[str | None] = ["other" if h and f is None else f for h, f in zip(heads, fields, strict=True)]
    for i in titles:
        if i != own:
            out[i] = "group" if is_wider(heads[i]) else "planned"
    if "deadline" not in out:
        out = ["deadline" if f == "revised" else f for f in out]
    return out


def _split_header(row: Row) -> Header | None:
    """A line without tabs that is two heads one after the other, the first of them a title."""
    if len(row.filled) != 1:
        return None
    words = row.cells[row.filled[0]].text.split(maxsplit=8)
    for cut in range(1, len(words) if len(words) < 8 else 0):
        heads = " ".join(words[:cut]), " ".join(words[cut:])
        if [_FIELD_OF.get(plain(h).replace(" ", "")) for h in heads] == ["title", "lead"]:
            return Header(("title", "lead"), heads)
    return None


def is_rule(row: Row) -> bool:
    """A line drawn with dashes."""
    return all(not c or _RULE.fullmatch(c.text + "    ") for c in row.cells) and any(
        "--" in t or "__" in t for t in row.texts
    )


def is_noise(text: str, *, number: bool = False) -> bool:
    """A cell in which scanning left specks: no run of two letters, no date and, unless ``number``, no bare number."""
    if is_mark(text) or parse_status(text) or re.search(r"[A-Za-z]{2}|\d\s?%|\d[./-]\d+[./-]\d", text):
        return False
    return not (number and re.match(r"\d{1,3}(?!\d|/$)|\d{5}$", text))
