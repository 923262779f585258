"""Plans of actions without tables: the points of their lists that tell somebody to do something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from bvgraph.reading.blocks import Row
from bvgraph.reading.deeds import says_deed

_TOP = 3  # lines among which a document's own name stands
_CALLED = re.compile(
    r"(?!(?:item|subject|re|appendix|annex|agenda|minutes)\b)(?:[^.:;|]{0,80}\s)?"
    r"(?:action|work|implementation|delivery|improvement) ?(?:plan|programme)\b"
    r"(?:\W{1,3}(?:\d|for\b|from\b|to\b|of\b|draft\b|update\b|year\b|final\b|fy).{0,60})?",
    re.IGNORECASE,
)
_BESIDE = re.compile(  # of a document that speaks of plans, or that others are to fill in
    r"&|\b(?:and|with|update|template|guidance|guide|example|sample|exercise|meeting|notes?|review)\b", re.IGNORECASE
)
_POINT = re.compile(
    r"(?:(?P<bullet>[•●▪◦○■*–-]|\[[ xX]\]|☐)|(?P<letter>\(?[a-z]\))|(?P<number>\d{1,2}(?:\.\d{1,2}|[a-z])[.):]?))\s+(?=\S)"
)
_AIMS = re.compile(  # beneath which verbs say what is wished for, or what is so
    r"\b(?:aims?|objectives?|goals?|outcomes?|principles|values|vision|mission|benefits?|purpose|background|success|"
    r"criteria|risks?|evidence|achieve(?:d|ments?)|completed|done|scope|roles?|responsib\w+|duties|powers|terms|"
    r"messages|how to|template|examples?|questions?|resources|links|references|contacts?)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:[\d.]+ )?(?:(?:how|what|ways) (?:else )?you can\b.*|"
    r"what (?:we|you|people) (?:have |also )?(?:heard|said|told|asked)\b.*|"
    r"(?:your )?feedback(?: received| so far)?)",
    re.IGNORECASE,
)
_OURS = re.compile(r"\bactions?\b|\bwe(?: will|['’]ll| did| are| have done)\b", re.IGNORECASE)
_MOST = 0.8  # of the points of a list
_HALF = 0.5  # of all points of a document
_LONGEST_HEAD = 160  # characters
_LEAST = 3  # of them in a document


def names_plan_of_actions(lines: Iterable[str]) -> bool:
    """One of the first lines is the name of a plan of actions ("Pier Action Plan 2031"), and says no more."""
    top = islice((line.strip("# ") for line in lines if line.strip("# ")), _TOP)
    return any(_CALLED.fullmatch(line) and not _BESIDE.search(line) for line in top)


def find_told(rows: Sequence[Row]) -> frozenset[int]:
    """The lines of the points that are actions of a document that is nothing but such a plan in lists."""
    held = [row for row in rows if row.filled]
    if any(len(row.cells) > 1 for row in held) or not names_plan_of_actions(row.texts[0] for row in held):
        return frozenset()
    lists = [*_part(held)]
    told = [[row.line for row in points if says_deed(row.texts[0])] for _, points in lists]
    count = sum(map(len, told))
    if count < _LEAST or count < _HALF * sum(len(points) for _, points in lists):
        return frozenset()
    good = (
        lines
        for (head, points), lines in zip(lists, told, strict=True)
        if len(lines) >= _MOST * len(points)
        and not (len(head) <= _LONGEST_HEAD and (_AIMS.search(head) or speaks_of_others(head)))
    )
    return frozenset(line for lines in good for line in lines)


def speaks_of_others(head: str) -> bool:
    """The heading of what others may do or have said, which is nobody's action ("How you can help", "What we heard")."""
    return _OTHERS.fullmatch(head.rstrip(":")) is not None and not _OURS.search(head)


def _part(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The lists of a text, of points with marks of one kind, each with the line above it."""
    head = ""
    for kind, run in groupby(rows, lambda row: m.lastgroup if (m := _POINT.match(row.texts[0])) else None):
        held = [*run]
        if kind:
            yield head, held
        head = held[-1].texts[0]
