"""Plain text, and tables as text (.csv, .tsv) -> an extracted text.

Tables as text: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), with commas, semicolons, bars or tabs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from bvgraph.errors import CorpusError
from bvgraph.reading.formats.grids import write_grid
from bvgraph.reading.formats.lines import Cell, Extract, Line, Lines
from bvgraph.records import Problem

LONGEST_LINE = 1_000_000  # characters; the longest cell of a published plan has a few thousand
_SAMPLE = 20_000  # characters in which the separator is looked for
_MOST_COLUMNS = 500
_WRAPPED = 30  # characters of a line, from which on the next one may go on with it
_BEGINS = re.compile(r"\s*(?:[-–*•]|\(?\w{1,3}[.)])\s|\s*[A-Z][\w -]{0,30}:\s")  # a point, or a label


def decode_text(data: bytes) -> tuple[str, str]:
    """Decode UTF-8 (with or without byte order mark), else Windows-1252; returns text and encoding.

    Detectors are not asked: they turn pound signs into letters.  Raises ValueError if it is neither, or no text.
    """
    if b"\0" in data:
        raise ValueError("a binary file")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252"), "cp1252"


def join_wrapped(text: str) -> str:
    """Text set in lines of one width, as mails are: its paragraphs, points and labels, each on a line of its own."""
    lines = text.expandtabs().split("\n")
    out: list[str] = []
    for i, line in enumerate(lines):
        above = lines[i - 1] if i else ""
        if line.strip() and above.strip() and len(above) >= _WRAPPED and not _BEGINS.match(line):
            out[-1] += " " + line.strip()
        else:
            out.append(line.strip())
    return "\n".join(out)


def decode_file(name: str, data: bytes, document: str) -> tuple[str, list[Problem]]:
    """The text of a file, and what had to be guessed.  Raises CorpusError where it is no text, or no lines can be told."""
    try:
        text, encoding = decode_text(data)
    except ValueError as e:
        raise CorpusError(
            f"{name}: not a text file in UTF-8 or Windows-1252. Take the text out of a PDF or Word file first"
        ) from e
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise CorpusError(
                f"{name}: line {number} has {len(line):,} characters, more than any plan prints; are its line ends lost?"
            )
    problems = [] if encoding == "utf-8" else [Problem(document, 1, "encoding", "not UTF-8; read as Windows-1252", name)]
    return text, problems


def read_plain(name: str, data: bytes, document: str) -> Extract:
    """A text file is its own text.  Raises CorpusError as decode_file does."""
    text, problems = decode_file(name, data, document)
    return Extract(text, (), tuple(problems))


def read_separated(name: str, data: bytes, document: str) -> Extract:
    """The rows of a table as text, in which a quoted cell may run over lines; cells go by their names in spreadsheets.

    Raises CorpusError as decode_file does, and where quotes are not closed or a cell has no end.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # as spreadsheets save "Unicode text"
        data = data.decode("utf-16", "replace").encode()
    text, problems = decode_file(name, data, document)
    lines = Lines(name, document)
    lines.problems += problems
    text = text.lstrip("\ufeff")
    try:
        write_grid(lines, _read_rows(name, text, _find_separator(name, text)))
    except csv.Error as e:
        raise CorpusError(f"{name}: not a table as text ({e}); are its quotes closed?") from e
    return lines.finish()


def _find_separator(name: str, text: str) -> str:
    """The sign that stands in most lines outside quotes; that of the suffix where none does."""
    if name.casefold().endswith(".tsv"):
        return "\t"
    bare = "".join(part for i, part in enumerate(text[:_SAMPLE].split('"')) if i % 2 == 0)
    rows = [line for line in bare.splitlines() if line.strip()]
    return max(",;\t|", key=lambda sign: sum(sign in row for row in rows))


def _read_rows(name: str, text: str, separator: str) -> Iterator[Line]:
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
        if len(row) > _MOST_COLUMNS:
            raise CorpusError(f"{name}: row {number} has {len(row):,} columns; are its line ends lost?")
        cells = [Cell(cell, f"{letters(i)}{number}", "", tuple(cell.split("\n"))) for i, cell in enumerate(row, 1)]
        yield Line(cells)


def letters(column: int) -> str:
    """The letters by which spreadsheets name a column, counted from 1.

    >>> letters(3), letters(28)
    ('C', 'AB')
    """
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
