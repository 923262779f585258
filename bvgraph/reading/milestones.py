"""Tables of milestones by their own name: what is to be reached under "Name" or under no head, and a column of days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bvgraph.reading.blocks import Header, Row
from bvgraph.reading.calendars import is_date
from bvgraph.reading.columns import Told, find_runs
from bvgraph.reading.dates import parse_date
from bvgraph.reading.recasting import find_even
from bvgraph.reading.values import looks_like_leads
from bvgraph.reading.wordings import name_head

_CALLED = re.compile(r"(?<![a-z])(?:milestones?|deliverables?)(?![a-z])", re.IGNORECASE)
_NAMES = ("name", "title", "short name", "what", "description", "")  # heads under which milestones stand
_LONGEST = 100  # characters of the name of a document or table
_LEAST_ROWS = 3
_LEAST_TITLE = 8  # characters, on average
_SHARE = 0.8  # of the cells of a column
_HALF = 0.5  # of the rows must have a day, and of the names some may look like people
_MOST_YEARS = 10  # over which a plan goes; a history goes over more
_LAST_WORDS = 3  # that may be the day: "Spring fair May 2031"


def tell_milestones(rows: Sequence[Row], title: str, told: Told) -> None:
    """Put the headers of tables of milestones among what the columns tell; ``title`` is that of the document."""
    called = _says_milestones(title)
    for run, name in _find_runs(rows):
        header = read_milestones(run) if called or _says_milestones(name) else None
        if header:
            first, body = run[0].line, run[1:]
            told.headers[first] = told.recast[first] = header
            whole = not any(row.texts[header.column("title") or 0][:1].islower() for row in body)
            told.even.update((row.line for row in body) if whole else find_even(body, header))
            told.foreign.difference_update(row.line for row in run)


def read_milestones(run: Sequence[Row]) -> Header | None:
    """The header of such a table: the first row heads what is to be reached and one column of days."""
    heads, body = [text.casefold() for text in run[0].texts], run[1:]
    if len(body) < _LEAST_ROWS or any(len(row.cells) != len(heads) for row in body):
        return None
    columns = [[row.texts[i] for row in body if row.texts[i]] for i in range(len(heads))]
    dated = [i for i, held in enumerate(columns) if len(held) >= _HALF * len(body) and _are_days(held)]
    if len(dated) != 1 or not (name_head(heads[dated[0]]) == "deadline" or _says_milestones(heads[dated[0]])):
        return None
    able = [i for i in range(len(heads)) if heads[i] in _NAMES and _are_named(columns[i], len(body))]
    at = min(able, key=lambda i: _NAMES.index(heads[i]), default=None)
    if at is None:
        return None
    names = {at: "title", dated[0]: "deadline"} | {i: "planned" for i in able if i != at}
    fields = [names.get(i) or (_name_beside(head) if head else None) for i, head in enumerate(heads)]
    return Header(tuple(fields), tuple(run[0].texts))


def _find_runs(rows: Sequence[Row]) -> Iterator[tuple[list[Row], str]]:
    """The tables of a document, each with the line above it."""
    names, above = dict[int, str](), ""
    for row in rows:
        if row.filled:
            names[row.line], above = above, row.texts[0] if len(row.cells) == 1 else ""
    return ((run, names.get(run[0].line, "")) for run in find_runs(rows))


def _says_milestones(text: str) -> bool:
    return len(text) <= _LONGEST and not text.endswith((".", ";")) and _CALLED.search(text) is not None


def _are_days(texts: Sequence[str]) -> bool:
    """Days and nothing else, or what is to happen on one; over no more years than a plan goes."""
    days = [day for text in texts if (day := _find_day(text))]
    years = sorted(int(year) for day in days if (parsed := parse_date(day)) and (year := str(parsed.edtf)[:4]).isdigit())
    return len(days) >= _SHARE * len(texts) and bool(years) and years[-1] - years[0] <= _MOST_YEARS


def _find_day(text: str) -> str:
    words = text.split()
    parts = (text, *(" ".join(words[-count:]) for count in range(min(_LAST_WORDS, len(words)), 0, -1)))
    return next((part for part in parts if is_date(part)), "")


def _are_named(texts: Sequence[str], rows: int) -> bool:
    """Nearly every row has one, each says something else, and most are nobody's name."""
    enough = len(texts) >= _SHARE * rows and sum(map(len, texts)) >= _LEAST_TITLE * len(texts)
    return enough and len(set(texts)) > _HALF * len(texts) and sum(map(looks_like_leads, texts)) <= _HALF * len(texts)


def _name_beside(head: str) -> str:
    """The field of another column, if what it holds is of the milestone ("Owner", "Status")."""
    found = name_head(head)
    return found if found in ("ref", "lead", "status", "percent", "comment", "area") and "name" not in head else "other"
