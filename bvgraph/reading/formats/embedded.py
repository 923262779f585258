"""Tables written in HTML inside Markdown, as tools leave them whose cells hold more than one paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bvgraph.reading.formats.cells import is_one_column, read_rows, read_text
from bvgraph.reading.formats.lines import Cell, Line
from bvgraph.reading.formats.trees import children, local, parse_html

_TABLE = re.compile(r"<(?P<end>/?)table\b[^<>]*>", re.IGNORECASE)
_INDENT = re.compile(r"^[ \t]+(?=<)", re.MULTILINE)  # which behind an empty line would make code of a tag


def take_tables(
    name: str, source: str, starts: Iterable[int], render: Callable[[str], str]
) -> tuple[str, list[list[tuple[int, Line]]]]:
    """Return the text with empty lines where such tables stood, and each table's rows with their lines, counted from 0.

    ``starts`` are the lines on which they may begin, ``render`` makes HTML of Markdown.  A table that is set on fewer
    lines than it has rows moves what stands behind it down.
    """
    lines, out, tables = source.split("\n"), list[str](), list[list[tuple[int, Line]]]()
    at = 0
    for start in starts:
        first = _TABLE.search(lines[start])
        end = _find_end(lines, start)
        if first is None or end is None:
            break  # never closed: what else there is may be part of it
        if start < at:
            continue
        last, stop = end
        before = lines[start][: first.start()]
        within = "\n".join([*lines[start:last], lines[last][:stop]])[first.start() :]
        rows = _read(name, render(_INDENT.sub("", within)))
        if not rows:
            continue
        out += [*lines[at:start], *([before] if before.strip() else [])]
        tables.append([(len(out) + i, row) for i, row in enumerate(rows)])
        out += [""] * max(len(rows), last - start)
        at = last
        lines[last] = lines[last][stop:]
    return "\n".join([*out, *lines[at:]]), tables


def may_hold_table(line: str) -> bool:
    """Tell whether a table begins or ends on a line of HTML."""
    return bool(_TABLE.search(line))


def _find_end(lines: list[str], start: int) -> tuple[int, int] | None:
    """Return the line, and the place on it, behind the end of the first table that begins on a line."""
    depth = 0
    for i in range(start, len(lines)):
        for tag in _TABLE.finditer(lines[i]):
            depth += -1 if tag["end"] else 1
            if depth <= 0:
                return i, tag.end()
    return None


def _read(name: str, page: str) -> list[Line]:
    """Return what heads a table, its rows, and those of tables in its cells; none of one that only places a column."""
    tables = [one for one in parse_html(name, page).iter() if local(one) == "table"]
    if not tables or is_one_column(tables[0]):
        return []
    captions = [Line([Cell(read_text(one))]) for table in tables for one in children(table, "caption")]
    return [row for row in (*captions, *(row for table in tables for row in read_rows(table, ""))) if row.filled]
