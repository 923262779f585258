"""A document as rows of cells whose text is clean and still knows where in the file every part of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import zip_longest

from bvgraph.reading.settings import remembered
from bvgraph.reading.values import is_mark, parse_status
from bvgraph.reading.wordings import (
    LONGEST_LABEL,
    PERIOD,
    REMARK,
    find_label,
    gives_way,
    guess_head,
    is_doubtful,
    is_weak,
    is_wider,
    name_head,
    names_first,
    names_period,
    tells_since,
)
from bvgraph.reading.wordings import name_field as name_field  # noqa: PLC0414 - other readers take it with the header
from bvgraph.records import Passage, Span

_BESIDE = frozenset(("other", "raised"))  # columns that make no header
_VALUES = frozenset(("lead", "deadline", "status", "percent", "comment", "done"))
_LONGEST_HEAD = 50  # characters of a column head that the vocabulary does not know
_EXPORTED = re.compile(r"[a-z]+(?:[_ ][a-z]+|[A-Z][a-z]*)*")
_SMALL = re.compile(r"[a-z]+(?: [a-z]+){0,2}")
_LEAST_VALUES = 3  # fields that heads must name, among which one may be set in small letters
_LEAST_ALIKE = 3  # heads that two tables share of which one left some blank
_LEAST_AMONG = 4  # fields that heads among other cells must name
_UNIT = re.compile(r"[(\s]*[£$€]\s?(?:0{3}s?|[mk]\b)?\)?$")  # "Saving £000"
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


def join_all(parts: Iterable[Clean]) -> Clean:
    """All parts, with a space between two of them."""
    held = [part.pieces for part in parts if part]
    return Clean(tuple(piece for i, pieces in enumerate(held) for piece in ((JOINT, *pieces) if i else pieces)))


def list_all(parts: Iterable[Clean]) -> Clean:
    """All parts that hold anything, with a semicolon between two of them."""
    mark = Clean.supply("; ")
    held = [part for part in parts if part]
    return reduce(lambda one, more: one.join(mark, torn=True).join(more, torn=True), held or [Clean()])


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One line of a document; a line without a tab is a row of one cell.  A row equals no row but itself.

    ``texts`` has the text of each cell, ``filled`` the cells that hold anything; ``last`` is the last line of a row that
    runs over several.
    """

    line: int
    cells: tuple[Clean, ...]
    last: int = 0
    texts: list[str] = field(init=False, repr=False)
    filled: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "last", self.last or self.line)
        object.__setattr__(self, "texts", [c.text for c in self.cells])
        object.__setattr__(self, "filled", [i for i, c in enumerate(self.cells) if c.pieces])


def reach(marks: Sequence[re.Match[str]], length: int) -> Iterator[tuple[re.Match[str], int]]:
    """Yield marks in a text of that length with where what belongs to each ends: at the next one, or with the text."""
    for mark, after in zip_longest(marks, marks[1:]):
        yield mark, after.start() if after else length


def cut_between(text: Clean, marks: Sequence[re.Match[str]]) -> list[Clean]:
    """The parts of a text in front of, between and behind marks in it."""
    starts, ends = [0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(text.text)]
    return [text.cut(start, end) for start, end in zip(starts, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class Page:
    """A document's text and its rows."""

    id: str
    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a table's columns, in order (None: a column without a head), and the heads as printed.

    ``group`` is the field of a column that holds what the rows are part of, ``other`` of one that belongs to no field;
    ``lines`` is the number of lines over which the heads are printed; a row without a cell under ``needs`` is no action.
    ``flat`` is a table of titles and leads that is no block: each of its rows stands for itself.  Where ``alone`` is set
    an action needs nothing beside its title.
    """

    fields: tuple[str | None, ...]
    heads: tuple[str, ...]
    lines: int = 1
    needs: str = "title"
    flat: bool = False
    alone: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(f for f in self.fields if f)

    @property
    def heads_block(self) -> bool:
        """A header of title and lead alone heads a block: an action, and the rows of another table beneath it."""
        return self.names == {"title", "lead"} and not self.flat

    @property
    def beside(self) -> dict[str, int]:
        """The columns that say who does it, by when and how far it is, by field."""
        return {name: i for i, name in enumerate(self.fields) if name in ("lead", "deadline", "status")}

    def goes_on(self, row: Row) -> bool:
        """A second row of heads: where some are divided beneath, the others are printed again, or merged with them."""
        pairs = [pair for pair in zip(self.heads, row.texts, strict=False) if pair[1]]
        return len(row.texts) == len(self.heads) and sum(bool(a) and a == b for a, b in pairs) * 2 >= max(len(pairs), 4)

    def rename(self, at: int | None, name: str) -> Header:
        """The header with another field in one column; as it is where there is no such column."""
        return replace(self, fields=tuple(name if i == at else f for i, f in enumerate(self.fields)))

    def inherit(self, above: Header | None) -> Header:
        """The header with the fields of the one above where its own heads were left blank, if all others are the same."""
        if above is None:
            return self
        pairs = [*zip(self.fields, above.fields, self.heads, above.heads, strict=False)]
        alike = [mine == theirs or head == other for mine, theirs, head, other in pairs if head and other]
        if len(alike) < _LEAST_ALIKE or not all(alike):
            return self
        fields = [theirs if not head and theirs not in self.fields else mine for mine, theirs, head, _ in pairs]
        return replace(self, fields=(*fields, *self.fields[len(pairs) :]))

    def column(self, name: str) -> int | None:
        """The first column of the field."""
        return self.fields.index(name) if name in self.fields else None


@remembered
def read_header(row: Row, after: Row | None = None) -> Header | None:
    """The header that a row is, or that it is together with the next row; None if it is none.

    A header names the title column and at least one other.  Every cell of it is a head that the vocabulary knows; where
    it names three columns or more, up to half of its cells may be short words of another meaning.  A single cell may
    hold all the heads of a small table ("Action / Recommendation Lead").
    """
    if not row.filled:
        return None
    if len(row.filled) == 1 and len(row.texts[row.filled[0]]) > LONGEST_LABEL:
        return None
    if split := _split_header(row):
        return split
    if len(row.filled) == 1 and name_head(row.texts[row.filled[0]]) == "title" and after:
        lone = [name_head(c.text) for c in after.cells if c] == ["lead"]
        return Header(("title", "lead"), tuple(row.texts), lines=2) if lone else None
    texts = row.texts
    within = max(map(len, texts)) <= LONGEST_LABEL
    return (within and (_read_two_lines(row, after) or settle_header(texts))) or _read_among(texts)


def _read_among(texts: Sequence[str]) -> Header | None:
    """Heads among cells that are none: a text that explains the form, the letters of days of a calendar beside the table.

    Four fields at least; of the other heads no more than half as many may be unknown, beside a plain one of actions.
    """
    heads = [text if 1 < len(text) <= LONGEST_LABEL else "" for text in texts]
    header = settle_header(heads) if heads != list(texts) else None
    if header is None or len(header.names - {"other"}) < _LEAST_AMONG:
        return None
    known = [name_head(head) for head in heads if head]
    if known.count(None) * (2 if "title" in known else len(known)) > len(known) - known.count(None):
        return None
    fields = ["other" if text and not head else field for text, head, field in zip(texts, heads, header.fields, strict=True)]
    return replace(header, fields=tuple(fields))


def _read_two_lines(row: Row, after: Row | None) -> Header | None:
    """Heads that are wrapped over two lines ("Target" above "date"): together they say more than either alone."""
    if after is None or len(row.cells) != len(after.cells) or len(after.filled) < 2 or len(row.cells) < 3 or is_rule(after):
        return None
    heads = [f"{a} {b}".strip() for a, b in zip(row.texts, after.texts, strict=True)]
    known = [name_head(h) for h in heads]
    if None in [k for k, h in zip(known, heads, strict=True) if h] or not row.filled:
        return None
    header = settle_header(heads, lines=2)
    lower = settle_header(after.texts)
    more = len(header.names) - len(lower.names) if header and lower else 1
    return header if more > 0 or (more == 0 and len(row.filled) > 1 and may_be_heads([t for t in row.texts if t])) else None


def settle_header(heads: Sequence[str], lines: int = 1, title: int | None = None) -> Header | None:
    """The header that these heads are; ``title`` is the column that holds the titles whatever its head says."""
    fields = ["other" if names_period(h) else name_head(h) if h else None for h in heads]
    if title is not None:
        fields[title] = "title"
    if any(f == "title" and not tells_since(h) and not is_doubtful(h) for h, f in zip(heads, fields, strict=True)):
        fields = ["comment" if tells_since(h) else f for h, f in zip(heads, fields, strict=True)]
    names = {f for f in fields if f} - _BESIDE
    unknown = [h for h, f in zip(heads, fields, strict=True) if h and f is None]
    longest = LONGEST_LABEL if len(names) > 2 and sum(guess_head(h) is None for h in unknown) < 2 else _LONGEST_HEAD
    plain = [h for h in unknown if len(names) < _LEAST_VALUES or not _SMALL.fullmatch(h)]
    fit = are_exported(heads) or may_be_heads(plain, longest)
    if unknown and fit:
        guessed = [f or guess_head(h) for h, f in zip(heads, fields, strict=True)]
        fields, names = guessed, {f for f in guessed if f} - _BESIDE
        unknown = [h for h, f in zip(heads, fields, strict=True) if h and f is None]
    if unknown and not _is_sure(heads):
        return None
    clear = len(names) > 2 or not names.isdisjoint(_VALUES)
    sure = any(name_head(h) == "title" and not is_weak(h) and not is_wider(h) for h in heads)
    enough = not unknown or (fit and clear and len(names) + sure >= len(unknown))
    if "title" not in names or len(names) < 2 or not enough:
        return None
    header = Header(tuple(_settle_fields(heads, fields)), tuple(heads), lines)
    doubtful = is_doubtful(heads[header.column("title") or 0]) and title is None
    return None if doubtful and len(header.names & _VALUES) < 2 else header


def _is_sure(heads: Sequence[str]) -> bool:
    """Among words that are not known a title is one by its own words, or two other heads are."""
    known = {name_head(h) for h in heads if h} - {None}
    return "title" in known or len(known - _BESIDE) > 1


def may_be_heads(texts: Sequence[str], longest: int = _LONGEST_HEAD) -> bool:
    """Words that could head columns of any meaning, remarks in brackets apart."""
    return all(
        re.match(r"[A-Z#(]|[a-z]+(?:_[a-z]|[A-Z])", t)
        and len(REMARK.sub("", t)) <= longest
        and not re.search(r"\d\d|[.;!]", PERIOD.sub("", REMARK.sub("", _UNIT.sub("", t.rstrip(".")))))
        for t in texts
    )


def are_exported(heads: Sequence[str]) -> bool:
    """The names of columns as programs write them into tables: all in small letters ("due_date", "assignedTo")."""
    return all(len(head) <= _LONGEST_HEAD and _EXPORTED.fullmatch(head) for head in heads if head)


def _settle_fields(heads: Sequence[str], fields: list[str | None]) -> list[str | None]:
    """One column a field: of several titles the first that is no wider word, of others the one that is first in rank."""
    out: list[str | None] = ["other" if h and f is None else f for h, f in zip(heads, fields, strict=True)]
    for i in range(2, len(heads)):
        if heads[i] and not heads[i - 1] and heads[i] in heads[:i]:  # a list of what the cells may say, beside the table
            out[i] = "other"
    titles = [i for i, f in enumerate(fields) if f == "title"]
    own = min(titles, key=lambda i: (*_rank_title(heads[i]), i))
    for i in titles:
        if i != own:
            out[i] = "group" if is_wider(heads[i]) else "planned"
    for i, f in enumerate(out[:own]):
        if f == "deadline" and heads[i].casefold() == "date":  # the day of the meeting, if it stands before the action
            out[i] = "other"
    _settle_deadlines(heads, out)
    for name in ("ref", "lead", "area"):
        _settle_rank(heads, out, name)
    return out


def _rank_title(head: str) -> tuple[bool, ...]:
    """How far a head is from naming the action itself, where several could."""
    return is_wider(head), is_doubtful(head) and not gives_way(head), gives_way(head), name_head(head) != "title"


def _settle_deadlines(heads: Sequence[str], out: list[str | None]) -> None:
    """A revised deadline alone is the deadline; of two deadlines the first one set is the one that the other revises."""
    dates = [i for i, f in enumerate(out) if f == "deadline"]
    first = [i for i in dates if names_first(heads[i])]
    if not dates:
        out[:] = ["deadline" if f == "revised" else f for f in out]
    elif first and "revised" not in out:
        later = [i for i in dates if i not in first]
        if later:
            out[min(later, key=lambda i: (gives_way(heads[i]), i))] = "revised"
    _settle_rank(heads, out, "deadline")


def _settle_rank(heads: Sequence[str], out: list[str | None], name: str) -> None:
    """Of several columns of a field the heads that give way belong to no field, if one does not."""
    same = [i for i, f in enumerate(out) if f == name]
    if any(not gives_way(heads[i]) for i in same):
        for i in same:
            out[i] = "other" if gives_way(heads[i]) else name


def _split_header(row: Row) -> Header | None:
    """A line without tabs that is two heads one after the other, the first of them a title."""
    if len(row.filled) != 1:
        return None
    words = row.cells[row.filled[0]].text.split(maxsplit=8)
    for cut in range(1, len(words) if len(words) < 8 else 0):
        heads = " ".join(words[:cut]), " ".join(words[cut:])
        if [find_label(h) for h in heads] == ["title", "lead"]:
            return Header(("title", "lead"), heads)
    return None


def is_rule(row: Row) -> bool:
    """A line drawn with dashes."""
    return all(not c or _RULE.fullmatch(c.text + "    ") for c in row.cells) and any(
        "--" in t or "__" in t for t in row.texts
    )


def is_noise(text: str, *, number: bool = False) -> bool:
    """A cell in which scanning left specks: no run of two letters, no date and, unless ``number``, no bare number."""
    if (
        is_mark(text)
        or parse_status(text)
        or re.search(r"[A-Za-z]{2}|[A-Z]\.\s?[A-Z]|\d\s?%|\d[./-]\d+[./-]\d|[£$€]\s?\d", text)
    ):
        return False
    return not (number and re.match(r"\d{1,3}(?!\d|/$)|\d{5}$", text))
