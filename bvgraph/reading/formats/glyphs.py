"""Characters with their places on a page -> words, lines, and segments of lines where wide gaps part them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bvgraph.reading.dates import MONTHS
from bvgraph.reading.formats.lines import Box
from bvgraph.reading.formats.struck import mark_struck
from bvgraph.reading.values import HOLDERS, STATUS_WORDS, plain

_SPACE, _GAP = 0.2, 0.9  # of the size of the letters: gaps that part words, and columns
_HYPHEN = re.compile(r"[^\W_]-$")
_ROOM = 0.85  # of a letter's height: less is no room for another letter
_NO_WORD = re.compile(r"[b-hj-np-z]")  # in English, as a small letter by itself
_DATED = re.compile(r"(?:\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}-\d{2}-\d{2})(?=[A-Z][a-z])")  # run into the cell beside it


@dataclass(frozen=True, slots=True)
class _Printed:
    """What is printed on a page, and where, measured from the upper left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Glyph(_Printed):
    """A character; ``turn`` is 90 where the text runs up, 270 down, ``struck`` that a line is drawn through it."""

    turn: int = 0
    struck: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class TextLine(_Printed):
    """A line of words, or the segment of one between two wide gaps."""

    struck: bool = False

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.x0, self.top, self.x1, self.bottom


def set_words(glyphs: Iterable[Glyph]) -> list[list[TextLine]]:
    """The lines, each as its words."""
    return [[_join(part, struck=part[0].struck) for run in _split(row) for part in _cut_date(run)] for row in _group(glyphs)]


def join_words(words: Sequence[TextLine]) -> TextLine:
    """Words that stand on one line as one piece of text."""
    return _join(words, " ")


def set_segments(words: Sequence[TextLine]) -> list[TextLine]:
    """The segments into which wide gaps part a line."""
    parts = [[words[0]]]
    for a, b in pairwise(words):
        if b.x0 - a.x1 > _GAP * max(a.size, b.size):
            parts.append([])
        parts[-1].append(b)
    return [join_words(part) for part in parts]


def set_text(glyphs: Sequence[Glyph], sides: tuple[float, float] | None = None) -> list[str]:
    """The lines of a cell, whichever way most of its characters are turned; one line where words in it are struck out.

    A word that was broken without a hyphen, since it is longer than the cell is wide from one of its ``sides`` to the
    other, is one again.
    """
    turned = sum(glyph.turn != 0 for glyph in glyphs)
    if turned * 2 > len(glyphs):
        glyphs, sides = [_turn(glyph) for glyph in glyphs if glyph.turn], None
    lines = set_words(glyphs)
    words = [word for line in lines for word in line]
    if any(word.struck for word in words) and not all(word.struck for word in words):
        return [" ".join(mark_struck((f"{word.text} ", word.struck) for word in words).split())]
    return _mend([join_words(line) for line in lines], sides)


def _mend(lines: Sequence[TextLine], sides: tuple[float, float] | None) -> list[str]:
    """The texts of lines; a lone word that fills its line goes on with the next one where both make one word."""
    out: list[str] = []
    full = False
    for line in lines:
        rest = line.text.split(maxsplit=1)[0]
        if full and _is_broken(out[-1], rest):
            out[-1] += line.text
        else:
            out.append(line.text)
        indent = line.x0 - sides[0] if sides else 0.0
        lone = line.text.replace("/", "").isalpha()
        full = sides is not None and lone and sides[1] - line.x1 < indent + _ROOM * line.size
    return out


def _is_broken(first: str, rest: str) -> bool:
    """Only both together are a status, a month or what holders are called; or a single letter that is no word is left."""
    whole, apart = plain(first + rest), plain(f"{first} {rest}")
    known = whole in STATUS_WORDS or whole in HOLDERS or whole in MONTHS
    return _NO_WORD.fullmatch(rest) is not None or (known and apart not in STATUS_WORDS)


def join_lines(texts: Iterable[str]) -> str:
    """Wrapped lines as one text; a line that ends with a hyphen goes on without a space.

    >>> join_lines(["a non-", "Council", "body -", "see"])
    'a non-Council body - see'
    """
    out = ""
    for text in texts:
        out += text if not out or _HYPHEN.search(out) else f" {text}"
    return out


def _turn(glyph: Glyph) -> Glyph:
    """The character as it stands when the page is turned so that the text is upright."""
    if glyph.turn == 90:
        box = (-glyph.bottom, glyph.x0, -glyph.top, glyph.x1)
    else:
        box = (glyph.top, -glyph.x1, glyph.bottom, -glyph.x0)
    return Glyph(glyph.text, *box, glyph.size)


def _group(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters by line, each line from left to right; spaces are told by the gaps."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: g.middle[1]):
        if rows and glyph.middle[1] - middle < 0.5 * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            middle = glyph.middle[1]
    return [_drop_doubles(sorted(row, key=lambda g: g.x0)) for row in rows]


def _drop_doubles(row: list[Glyph]) -> list[Glyph]:
    """Bold type that is made by printing a letter twice is one letter."""
    out: list[Glyph] = []
    for glyph in row:
        if not any(g.text == glyph.text and abs(g.x0 - glyph.x0) < 0.1 * glyph.size for g in out[-2:]):
            out.append(glyph)
    return out


def _split(row: Sequence[Glyph]) -> list[list[Glyph]]:
    parts = [[row[0]]]
    for a, b in pairwise(row):
        if b.x0 - a.x1 > _SPACE * min(a.size, b.size) or a.struck != b.struck:
            parts.append([])
        parts[-1].append(b)
    return parts


def _cut_date(row: Sequence[Glyph]) -> list[Sequence[Glyph]]:
    """A date set to the right of its column touches the word at the left of the next one: it ends with its figures."""
    found = _DATED.match("".join(glyph.text for glyph in row)) if len(row) > 8 and row[0].text.isdigit() else None
    return [row[: found.end()], row[found.end() :]] if found and all(len(g.text) == 1 for g in row) else [row]


def _join(parts: Sequence[_Printed], glue: str = "", struck: bool = False) -> TextLine:
    return TextLine(
        glue.join(part.text for part in parts),
        min(part.x0 for part in parts),
        min(part.top for part in parts),
        max(part.x1 for part in parts),
        max(part.bottom for part in parts),
        max(part.size for part in parts),
        struck,
    )
