"""Headings inside a table: of an activity, of a part of the plan, and "Key Milestones" between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bvgraph.reading.blocks import Clean, Header, Row, is_noise, name_field
from bvgraph.reading.calendars import is_date
from bvgraph.reading.drafts import Outline
from bvgraph.reading.values import read_status
from bvgraph.reading.wordings import name_head

NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_LED = re.compile(
    r"\s*[,;:(\[–-]\s*(?:(?:(?:exec(?:utive)?|responsible|senior|project|lead) )?(?:leads?|owners?|sro)"
    r"(?: officers?| directors?)?|led by|owned by|responsible)\b\s*[:–-]?\s*(?P<lead>[A-Z][^()\[\]]*?)\s*[)\]]?$",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"(?:recently |previously |actions? |items? )*(closed|completed?)(?: (?:action|item|recommendation|milestone)s?)?\b"
    r"(?! by| in )",
    re.IGNORECASE,
)
_LONGEST_HEAD = 4  # words
_TOLD = ("lead", "deadline", "revised", "status", "percent", "comment", "ref")
_LEAST_TOLD, _LEAST_PARTS = 2, 2
_HEAD = re.compile(r"\w+(?: \w+){0,2}:")  # "Meeting dates:"
_ASKS = re.compile(r"(?:who|whose|which|what) (?:\w+ ){2,}.*\?$", re.IGNORECASE)  # "Who is responsible for it?"
SUBHEAD = re.compile(r"\bkey (?:milestones|actions|tasks|deliverables)\b:?", re.IGNORECASE)


def heads_rows(row: Row, following: Row | None) -> bool:
    """A numbered line without tabs right above a row of the table: the heading of an activity."""
    below = following is not None and (len(following.cells) > 1 or is_subhead(following))
    return below and bool(NUMBER.match(row.texts[0]))


def is_section_row(row: Row, header: Header, following: Row | None) -> bool:
    """The heading of a part of the table: "Theme 2: Finance", or a lone text where references stand."""
    if not row.filled or any(not is_noise(row.texts[i]) for i in row.filled[1:]):
        return False
    text = row.texts[row.filled[0]]
    if is_section(text):
        return True
    above = header.fields[: row.filled[0] + 1][-1:]
    under_ref = (above == ("ref",) or (above == ("deadline",) and not is_date(text))) and len(row.cells) > 1
    words = under_ref and len(text) > 3 and bool(re.match(r"[A-Z][a-z]|\d+[.)]?\s+[A-Z]", text))
    return words and following is not None and len(following.filled) > 1


def is_section(text: str) -> bool:
    """A word for a part of a plan, a number, and its name: "Theme 1: Housing", "Priority area 3 - Staff"."""
    m = re.match(r"((?:[A-Z][a-z]+ ?){1,3}) ?(?:\d{1,2}|[A-Z]|[IVX]+)\s?[:.–-]\s*[A-Z]", text)
    return (
        bool(m)
        and len(text) <= 120
        and name_head(m[1].strip() if m else "") in ("area", "title", "other")
        and not is_numbered_rec(text)
    )


def find_parts(body: Sequence[Row], header: Header) -> dict[int, int]:
    """The rows of a table that head parts of it ("Design"), by line, and the column of what they say.

    The first row is one; they hold a title and no owner, day or status, which all other rows hold two of at least; and
    such a row stands below each.
    """
    at = header.column("title")
    beside = [i for i, name in enumerate(header.fields) if name in _TOLD]
    rows = [row for row in body if at is not None and at < len(row.texts) and row.texts[at]]
    told = [sum(i in row.filled for i in beside) for row in rows]
    while told and not told[-1]:
        told.pop()
    heads = [i for i, n in enumerate(told) if not n]
    apart = len(heads) >= _LEAST_PARTS and heads[0] == 0 and all(b - a > 1 for a, b in pairwise(heads))
    full = all(n >= _LEAST_TOLD for n in told if n)
    return {rows[i].line: at for i in heads} if at is not None and apart and full else {}


def take_section(row: Row, outline: Outline, at: int | None = None) -> str:
    """Open the area that the heading names, which is the first text of the row or the one in that column."""
    open_area(row.cells[row.filled[0] if at is None else at], outline)
    return "heading"


def open_area(heading: Clean, outline: Outline) -> None:
    """Open the area that a heading names, and keep the lead that it may name too ("Address data, lead HS/BB")."""
    m = _LED.search(heading.text)
    outline.area = heading.cut(0, m.start()) if m else heading
    outline.lead = heading.cut(m.start("lead"), m.end("lead")) if m else Clean()
    closed = _CLOSED.match(heading.text)
    outline.state = heading.cut(*closed.span(1)) if closed else Clean()
    outline.activity = None


def is_numbered_rec(text: str) -> bool:
    """Something to deliver, not a part of the plan: "Recommendation 3: ...", "Action 2 - ..."."""
    return bool(re.match(r"(?:Recommendation|Action|Milestone|Task|Activity)s?\b", text, re.IGNORECASE))


def is_subhead(row: Row) -> bool:
    """A row that holds nothing but "Key Milestones" or the like."""
    texts = [t for t in row.texts if t and not is_noise(t)]
    return len(texts) == 1 and (
        bool(SUBHEAD.fullmatch(texts[0]))
        or (name_field(texts[0]) == "title" and len(row.cells) > 1 and not texts[0][0].islower())
    )


def explains_columns(row: Row, header: Header) -> bool:
    """Where owners, dates and statuses stand in other rows this one has heads of columns, or asks who is responsible."""
    if len(row.filled) > 1 and all(_HEAD.fullmatch(row.texts[i]) for i in row.filled):
        return True
    held = {name: row.texts[i] for name, i in header.beside.items() if i < len(row.texts) and row.texts[i]}
    if _ASKS.match(held.get("lead", "")):
        return True
    at = header.column("title")
    short = at is not None and at < len(row.texts) and len(row.texts[at].split()) <= _LONGEST_HEAD
    return short and len(held) > 1 and all(name_head(t) and read_status(t) is None for t in held.values())
