"""Documents that call themselves logs of actions: their tables need no heads, and their rows no values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from bvgraph.reading.blocks import Header, Row
from bvgraph.reading.contents import Content, look_at
from bvgraph.reading.deeds import says_deed, share_of_deeds
from bvgraph.reading.naming.forenames import is_forename
from bvgraph.reading.values import looks_like_leads

_CALLED = re.compile(
    r"(?!\W*\d{1,2}[.)])(?=.{1,100}$).*?\b(?:actions?\s+(?:points?\s+)?(?:log|list|sheet|tracker|register)s?|"
    r"(?:log|list|register)\s+of\s+(?:\w+\s+){0,2}actions?)"
    r"(?:\s*$|\s*[–—:,(-](?=.*\d)|\s+(?:as|at|for|from|of|on|to|v)\b|\s+\d)",
    re.IGNORECASE,
)
_TOP = 6  # lines among which a document's name stands
_CODE = re.compile(r"\(?[A-Za-z]{0,6}[\s./-]?\d[\w./()-]*\.?|\(?[A-Za-z]{1,3}[.)]")
_BETWEEN = re.compile(r"\s*[,;/&]\s*|\s+and\b\s*")
_WORD = re.compile(r"[A-Z][\w’'-]+")
_SOMEBODY = re.compile(r"([A-Z][a-z]+)\b[^.:]{0,40}? (?:to|will|would) [a-z]")
_LEAST_TITLE = 12  # characters, on average
_SHARE, _HALF, _SOME = 0.8, 0.5, 0.3  # of the texts of a column
_MOST_COLUMNS = 5


def find_name(rows: Sequence[Row]) -> int:
    """The line, one of the first, by which a document calls itself a log or list of actions; or 0."""
    top = islice((row for row in rows if row.filled), _TOP)
    return next((row.line for row in top if len(row.filled) == 1 and _CALLED.match(row.texts[row.filled[0]])), 0)


def find_list(rows: Sequence[Row]) -> int:
    """The line by which a document without any table calls itself such a log, so that each below may be an action; or 0."""
    return find_name(rows) if all(len(row.cells) < 2 for row in rows if row.filled) else 0


def tell_log(run: Sequence[Row], known: Header | None) -> Header | None:
    """The header of a table of such a document: actions, and behind them nothing but owners, dates and statuses.

    ``known`` is that of the table above, which holds where the columns are as many and none says anything else.
    """
    width = len(run[0].cells)
    if width > _MOST_COLUMNS or any(len(row.cells) != width for row in run):
        return None
    columns = [look_at([row.texts[i] for row in run]) for i in range(width)]
    title = max(range(width), key=lambda i: columns[i].length)
    titles = [row.texts[title] for row in run]
    named = sum(map(looks_like_leads, titles)) >= _HALF * len(titles) and share_of_deeds(titles) < _HALF
    if columns[title].filled < _SHARE or columns[title].length < _LEAST_TITLE or named:
        return None
    fields: list[str | None] = []
    for i, column in enumerate(columns):
        above = known.fields[i] if known and len(known.fields) == width else None
        name = "title" if i == title else _name(column, [row.texts[i] for row in run], above, front=i < title)
        if name is None or (name in fields and name != "other"):
            return None
        fields.append(name)
    values = set(fields) & {"lead", "deadline", "status"}
    told = sum(map(_charges, titles)) / len(titles) >= (_SOME if values else _HALF) or (known is not None and known.alone)
    return Header(tuple(fields), ("",) * width, lines=0, alone=True) if told else None


def _charges(text: str) -> bool:
    """Something to be done, or somebody who is to do it, be it by a forename ("Carol to develop ...")."""
    m = _SOMEBODY.match(text)
    return says_deed(text) or (m is not None and is_forename(m[1]))


def stands_for_itself(row: Row, header: Header) -> bool:
    """The row is an action; one in small letters goes on with the row above, from which a page break may have torn it."""
    return not row.texts[header.column("title") or 0][:1].islower()


def _names_owners(text: str) -> bool:
    """Names, be they forenames alone ("Jo/Lorraine")."""
    parts = [part for part in _BETWEEN.split(text) if part]
    names = [looks_like_leads(part) or is_forename(part) for part in parts]
    return any(names) and all(name or _WORD.fullmatch(part) for name, part in zip(names, parts, strict=True))


def _name(column: Content, texts: Sequence[str], above: str | None, *, front: bool) -> str | None:
    """What a column beside the actions holds; None if it is something else than logs have."""
    held = [text for text in texts if text]
    if not held:
        return above or "other"
    if front:
        return "ref" if all(map(_CODE.fullmatch, held)) else None
    shares = {"status": column.statuses, "deadline": column.dates, "lead": sum(map(_names_owners, held)) / len(held)}
    name = max(shares, key=lambda name: (shares[name], name == above))
    return name if shares[name] >= _SHARE or (name == above and shares[name]) else None
