"""What is recognised in one document: its tables, what their columns are taken for, its status words and dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from bvgraph.reading.blocks import Header, Row, name_field
from bvgraph.reading.corpus import describe_file
from bvgraph.reading.entries import read_document, trace_headers
from bvgraph.reading.pages import read_page
from bvgraph.reading.values import is_mark, is_status
from bvgraph.records import Document, Problem, Reading

_MOST_HEADS = 40  # characters of a cell that could be a head


@dataclass(frozen=True, slots=True)
class TableSeen:
    """A table: where it starts, its column heads with the field each is taken for, and how many rows follow.

    ``known`` is False where no row of it was recognised as a header; the heads are then those of its first row.
    """

    line: int
    known: bool
    columns: tuple[tuple[str, str | None], ...]
    rows: int


@dataclass(frozen=True, slots=True)
class WordSeen:
    """A status or deadline as printed, what it was read as (None: nothing), and how often it stands there."""

    printed: str
    value: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that was recognised in a document, and what was not."""

    document: Document
    reading: Reading
    tables: tuple[TableSeen, ...]
    statuses: tuple[WordSeen, ...]
    undated: tuple[WordSeen, ...]
    month_first: bool
    problems: tuple[Problem, ...]


def inspect_file(path: Path) -> Inspection:
    """Read a file as a build would; raises CorpusError where it cannot be read."""
    document, found = describe_file(path)
    return inspect_document(document, [p for p in found if p.kind != "manifest"])


def inspect_document(document: Document, problems: Sequence[Problem] = ()) -> Inspection:
    """Say what is recognised in a document; ``problems`` are those of taking the text out of its file."""
    reading = read_document(document)
    deadlines = [e.deadline for e in reading.entries if e.deadline]
    statuses = Counter((e.status.text, e.status.value) for e in reading.entries if e.status)
    undated = Counter(d.text for d in deadlines if d.edtf is None)
    return Inspection(
        document,
        reading,
        tuple(find_tables(document)),
        tuple(WordSeen(text, value, n) for (text, value), n in sorted(statuses.items(), key=lambda item: -item[1])),
        tuple(WordSeen(text, None, n) for text, n in undated.most_common()),
        _has_month_first([d.text for d in deadlines]),
        tuple(sorted([*problems, *reading.problems])),
    )


def find_tables(document: Document) -> list[TableSeen]:
    """The tables of a document: rows of several cells that stand together, each under the header that it was read under."""
    under, uses = trace_headers(document)
    tables: list[TableSeen] = []
    start: tuple[Row, Header | None] | None = None
    count = 0
    for row in (row for row in read_page(document.id, document.text).rows if row.filled):
        header = under.get(row.line)
        heads = header is not None and uses[row.line] == "furniture"
        unread = header is None and len(row.filled) > 1 and uses.get(row.line) in ("prose", "problem")
        goes_on = start is not None and header == start[1] and not heads and (unread or header is not None)
        if start is not None and not goes_on:
            tables.append(_see(start, count))
            start = None
        if goes_on:
            count += 1
        elif header or unread:
            start, count = (row, header), int(header is not None and not heads)
    return [*tables, _see(start, count)] if start else tables


def _see(start: tuple[Row, Header | None], count: int) -> TableSeen:
    row, header = start
    if header:
        columns = tuple((head or "", _named(field)) for head, field in zip_longest(header.heads, header.fields))
        return TableSeen(row.line, True, columns, count)
    return TableSeen(row.line, False, tuple((text, _named(name_field(text))) for text in row.texts), count)


def _named(field: str | None) -> str | None:
    """The field as the manifest names it; a group is a title of a wider meaning."""
    return "title" if field == "group" else None if field == "other" else field


def is_unknown(word: WordSeen) -> bool:
    """A status that was not understood, and is no mark either."""
    return word.value is None and not is_status(word.printed) and not is_mark(word.printed)


def suggest_columns(inspection: Inspection) -> dict[str, str]:
    """For each head of the document the field that it is taken for, or ``other`` where it is not read."""
    heads: dict[str, str] = {}
    for table in inspection.tables:
        if table.known or any(field == "title" for _, field in table.columns):
            for head, field in table.columns:
                if head and len(head) <= _MOST_HEADS:
                    heads.setdefault(head, field or "other")
    return heads


def _has_month_first(texts: Sequence[str]) -> bool:
    """Dates in figures that can only be read with the month first, and none that can only be read otherwise."""
    parts = [text.replace(".", "/").replace("-", "/").split("/") for text in texts]
    numbers = [(int(p[0]), int(p[1])) for p in parts if len(p) == 3 and all(x.strip().isdigit() for x in p)]
    return any(b > 12 for _, b in numbers) and not any(12 < a < 32 for a, _ in numbers)
