"""The normal form that every format is brought into: a line for a paragraph, a line for a table row, tabs between cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bvgraph.errors import CorpusError
from bvgraph.originals import Place
from bvgraph.records import Problem

Box = tuple[float, float, float, float]

MOST_CHARACTERS = 20_000_000  # of an extracted text; the longest council packs have two million
MOST_LINES = 400_000  # likewise; they have forty thousand
_MOST_PROBLEMS = 20  # of one kind in one document; more would bury the others


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader of a file format took out of a file.

    ``text`` has one line for each paragraph and each table row, whose cells are set apart by tabs, or is the text of the
    file itself; ``places`` has one place for each line of it, or none for a text file.
    """

    text: str = field(repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()


BULLET: Final = "• "
"""What stands before each of several items that a cell lists with bullets of whatever shape."""


@dataclass(slots=True)
class Cell:
    """A cell of a table: its text, its place, and the name of its ground's colour if that is a status colour.

    ``parts`` are the paragraphs or hard lines of the text, where the format tells them from wrapped lines.
    """

    text: str = ""
    label: str = ""
    colour: str = ""
    parts: tuple[str, ...] = ()


@dataclass(slots=True)
class Line:
    """A row of a table on its way to becoming a line: its cells, its page, and its box on the page."""

    cells: list[Cell]
    page: int | None = None
    box: Box | None = None

    @property
    def filled(self) -> list[int]:
        """The cells that hold any text."""
        return [i for i, cell in enumerate(self.cells) if cell.text]


_SIGNS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0fb": "✗", "\uf0fe": "☑"})
# Where fonts of signs (Symbol, Wingdings) have their bullets and ticks among the characters that Unicode leaves open


_UNKNOWN_BULLET = re.compile(r"^\s*\ufffd(?=\s)")  # a sign by itself in front of a line


def flatten(text: str) -> str:
    """The text on one line: tabs, line ends and control characters become spaces, of which no two stand together."""
    text = _UNKNOWN_BULLET.sub("•", text.translate(_SIGNS))
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


@dataclass(slots=True)
class Lines:
    """An extracted text that grows line by line; ``name`` is the file's, for messages."""

    name: str
    document: str
    texts: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    size: int = 0

    @property
    def next(self) -> int:
        """The number of the line that is written next."""
        return len(self.texts) + 1

    def paragraph(self, text: str, *, page: int | None = None, label: str = "", box: Box | None = None) -> None:
        """Write a paragraph or heading as one line; one without text leaves no line."""
        if flat := flatten(text):
            self._write(flat, Place(self.next, page, (label,) if label else (), box))

    def row(self, line: Line) -> None:
        """Write a table row as one line; a row without any text leaves no line."""
        if line.filled:
            labels = tuple(cell.label for cell in line.cells)
            text = "\t".join(flatten(cell.text) for cell in line.cells)
            self._write(text, Place(self.next, line.page, labels if any(labels) else (), line.box))

    def amend(self, line: Line) -> None:
        """Write the row that was written last anew, of which more stands on the next page."""
        while not self.texts[-1]:
            self.texts.pop()
            self.places.pop()
        self.size -= len(self.texts.pop()) + 1
        self.places.pop()
        self.row(line)

    def rows(self, lines: Sequence[Line]) -> None:
        """Write a table, with an empty line before and behind it."""
        self.gap()
        for line in lines:
            self.row(line)
        self.gap()

    def gap(self) -> None:
        """Write an empty line, unless one stands there or nothing does."""
        if self.texts and self.texts[-1]:
            self._write("", Place(self.next))

    def report(self, kind: str, message: str, text: str = "") -> None:
        """Note something that could not be taken over as it is; of one kind only the first ones are kept."""
        if sum(p.kind == kind for p in self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(self.document, max(len(self.texts), 1), kind, message, text[:200]))

    def finish(self) -> Extract:
        """The extracted text with the place of every line.  Raises CorpusError where there is none."""
        while self.texts and not self.texts[-1]:
            self.texts.pop()
            self.places.pop()
        if not self.texts:
            raise CorpusError(f"{self.name}: there is no text in it. Is it the right file?")
        return Extract("\n".join(self.texts) + "\n", (*self.places, Place(len(self.texts) + 1)), tuple(self.problems))

    def _write(self, text: str, place: Place) -> None:
        self.size += len(text) + 1
        if self.size > MOST_CHARACTERS or len(self.texts) >= MOST_LINES:
            what = f"{MOST_CHARACTERS:,} characters or {MOST_LINES:,} lines"
            raise CorpusError(f"{self.name}: more than {what} of text; take out the part with the plan")
        self.texts.append(text)
        self.places.append(place)
