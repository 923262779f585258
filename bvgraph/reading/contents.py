"""Tables of actions told by what their columns hold, whatever their heads say: deeds, and who or when beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bvgraph.reading.blocks import Header, Row, are_exported, may_be_heads
from bvgraph.reading.calendars import is_date
from bvgraph.reading.dates import is_vague, parse_date
from bvgraph.reading.deeds import share_of_deeds
from bvgraph.reading.untangling import says_done
from bvgraph.reading.values import (
    begins_with_status,
    is_degree,
    is_no_name,
    is_nothing,
    is_status,
    looks_like_leads,
    read_status,
)
from bvgraph.reading.wordings import gives_way, guess_head, is_past, is_weak, is_wider, name_head

_LEAST_DEEDS = 0.6  # of the texts in the column of the actions
_FEW_DEEDS = 0.2
_SHARE = 0.8
_HALF = 0.5  # of the names under a head that is called after owners
MANY = 0.6  # of a column's cells that begin with a status, or are dates
_LEAST_TITLE = 12  # characters of a title, on average
_LEAST_TEXT = 16  # characters of what was said of it
_SPARSE = 0.7  # of the rows, below which a second date is one that revises the first
_AROUND = timedelta(days=60)  # before the document's day
_INITIALS = re.compile(r"(?:[A-Z][a-z]{0,2}){2,5}(?:[-–/][A-Z][A-Za-z]{0,4})*")  # "DoF", "NED-WT"
_CAPITALS = re.compile(r"[A-Z]{2,4}")
_CHARGED = re.compile(r"[A-Z][^.:;()]{0,40}? (?:to|will) (?!the\b|be\b)[a-z]+ [\w&]")  # "HS to tell the county"
_NO_STATUS = ("previous", "last", "risk", "direction", "due", "deadline")
_FIRST = re.compile(r"\w")
_YEAR = re.compile(r"^.{0,24}\b20\d\d$")  # "Michaelmas 2019"
_WORD = re.compile(r"[A-Z][a-zé'’-]{2,}")
_TELLING = ("lead", "deadline", "status", "done")
_NO_TITLES = frozenset(("ref", "comment", "raised", "revised", "monitoring", "percent", "done"))
_KEPT = frozenset(("ref", "area", "comment", "raised", "revised", "planned", "monitoring", "percent", "done"))


@dataclass(frozen=True, slots=True)
class Content:
    """What the cells of one column hold: the share of these that are filled, and of the filled ones that are of a type.

    ``times`` are dates and words that stand for them ("ASAP").
    """

    filled: float
    length: float
    deeds: float
    dates: float
    times: float
    statuses: float
    answers: float
    names: float
    words: float
    latest: str
    coded: bool

    @property
    def tells_state(self) -> bool:
        """How far the actions are, in words that do not say when they are due as well ("Ongoing")."""
        return self.statuses >= _SHARE > self.times


def look_at(texts: Sequence[str]) -> Content:
    """What the cells of one column hold."""
    held = [t for t in texts if t]
    n = len(held) or 1
    when = [is_date(t) for t in held]
    loose = sum(w or is_vague(t) or bool(_YEAR.search(t)) for w, t in zip(when, held, strict=True))
    return Content(
        len(held) / (len(texts) or 1),
        sum(map(len, held)) / n,
        share_of_deeds(held),
        sum(when) / n if loose >= _SHARE * n else 0.0,
        loose / n,
        sum(_begins_with_status(t) for t in held) / n,
        sum(says_done(t) is not None and not is_date(t) for t in held) / n,
        sum(_is_name(t) or is_no_name(t) for t in held) / n if any(map(_is_name, held)) else 0.0,
        sum(bool(_WORD.fullmatch(t)) and not is_status(t) and not is_degree(t) for t in held) / n,
        max((p.due_by.isoformat() if p.due_by else "" for t in held if (p := parse_date(t))), default=""),
        says_one_code(texts),
    )


def says_one_code(texts: Sequence[str]) -> bool:
    """The same capitals in every cell that is filled, and cells that are empty, or "All": what the rows are about."""
    held = {text for text in texts if text}
    return {text.casefold() for text in held} == {"all"} or (
        len(held) == 1 and "" in texts and _CAPITALS.fullmatch(held.pop()) is not None
    )


def _begins_with_status(text: str) -> bool:
    return is_status(text) or begins_with_status(text)


def _is_name(text: str) -> bool:
    first, *rest = re.split(r"\s*[,;/&]\s*", text)
    if rest and looks_like_leads(first) and all(r[:1].isupper() for r in rest):
        return True
    return looks_like_leads(text) or bool(_INITIALS.fullmatch(text) and not is_status(text))


def tell_by_contents(run: Sequence[Row], as_of: str) -> Header | None:
    """The header of a table that has a column of deeds, and two of owners, dates and statuses beside it; else None."""
    width = len(run[0].cells)
    if width < 3 or any(len(row.cells) > width for row in run):
        return None
    words = [t.rstrip(".:?") for t in run[0].texts if _FIRST.match(t)]
    headed = len(run[0].filled) >= width - 1 and (may_be_heads(words) or are_exported(words))
    heads = run[0].texts if headed else [""] * width
    if not headed and not any(is_date(t) or is_status(t) for t in run[0].texts):
        return None
    body = run[1:] if headed else run
    if len(body) < 2 - headed:
        return None
    columns = [look_at([r.texts[i] if i < len(r.cells) else "" for r in body]) for i in range(width)]
    known = [_call(h, c) for h, c in zip(heads, columns, strict=True)]
    charged = {"lead", "deadline"} <= set(known)
    title = _find_title(columns, ["done" if is_past(h) and not charged else f for h, f in zip(heads, known, strict=True)])
    if title is None:
        return None
    known = [
        "raised" if h.casefold() == "date" and i < title else f for i, (h, f) in enumerate(zip(heads, known, strict=True))
    ]
    fields = _name_columns(columns, known, title, as_of)
    if len({f for f in fields if f in _TELLING}) < 2:
        return None
    return Header(tuple(fields), tuple(heads), lines=int(headed))


def _call(head: str, column: Content) -> str | None:
    """The field that the head names or, unless what stands under it is of another kind, that a word of it tells."""
    if not head:
        return None
    guess = name_head(head) or guess_head(head)
    other = guess in ("raised", "done", "deadline", "revised") and not column.dates and not column.answers
    return None if other and (column.names >= _SHARE or column.deeds >= _LEAST_DEEDS) else guess


def _find_title(columns: Sequence[Content], known: Sequence[str | None]) -> int | None:
    """The column of deeds: one that is called so, else the one with the most of them."""
    able = [
        i
        for i, (c, f) in enumerate(zip(columns, known, strict=True))
        if c.deeds >= _LEAST_DEEDS and c.length >= _LEAST_TITLE and c.filled >= _SHARE and f not in _NO_TITLES
    ]
    return max(able, key=lambda i: (known[i] == "title", columns[i].deeds, columns[i].length), default=None)


def _name_columns(columns: Sequence[Content], known: Sequence[str | None], title: int, as_of: str) -> list[str]:
    """The fields of all columns: as they are called, where what they hold does not contradict it, else by what they hold."""
    fields = [f if f in _KEPT and f else "other" for f in known]
    free = [i for i, f in enumerate(known) if f not in _KEPT and f != "other" and i != title]
    fields[title] = "title"
    dated = [i for i in free if columns[i].dates >= MANY or (known[i] == "deadline" and not columns[i].tells_state)]
    _put_dates(columns, known, fields, dated, as_of)
    free = [i for i in free if fields[i] == "other" and not columns[i].dates]
    single = sum(column.answers >= _SHARE for column in columns) == 1  # ticks in several columns say what, not whether
    _put(fields, "done", [i for i in free if columns[i].answers >= _SHARE and (known[i] or single)], known)
    free = [i for i in free if fields[i] == "other"]
    _put(fields, "status", [i for i in free if columns[i].statuses >= MANY], known)
    able = [i for i in free if known[i] or not columns[i].coded]
    named = [i for i in able if columns[i].names >= (_SHARE if known[i] != "lead" else _HALF)]
    named = sorted(named, key=lambda i: i < title)
    named += [i for i in able if i > title and columns[i].words >= MANY and columns[i].words + columns[i].names >= _SHARE]
    _put(fields, "lead", [i for i in named if fields[i] == "other"], known)
    said = [i for i in free if fields[i] == "other" and i > title and columns[i].length >= _LEAST_TEXT and not known[i]]
    if "comment" not in fields:
        _put(fields, "comment", said, known)
    return fields


def _put(fields: list[str], name: str, able: Sequence[int], known: Sequence[str | None]) -> None:
    """Give the name to the first column that is able, or to the one that is called so."""
    if name not in fields and able:
        fields[next((i for i in able if known[i] == name), able[0])] = name


def _put_dates(
    columns: Sequence[Content], known: Sequence[str | None], fields: list[str], dated: list[int], as_of: str
) -> None:
    """The deadline is the column that is called so, or the only one whose dates go on to about the document's day."""
    called = [i for i in dated if known[i] == "deadline"]
    since = _day_around(as_of)
    able = called[:1] or [i for i in dated if not columns[i].latest or columns[i].latest >= since]
    if len(able) == 2 and columns[able[1]].filled < _SPARSE <= columns[able[0]].filled:
        fields[able.pop()] = "revised"
    if len(able) > 1 and sum(i > fields.index("title") for i in able) == 1:
        able = [i for i in able if i > fields.index("title")]
    if len(able) == 1:
        fields[able[0]] = "deadline"


def _day_around(as_of: str) -> str:
    if not as_of:
        return ""
    parts = [int(p) for p in as_of.split("-")]
    return (date(*[*parts, 1, 1][:3]) - _AROUND).isoformat()


def put_deeds(header: Header, body: Sequence[Row]) -> Header:
    """The header with its title where the deeds stand: what is called so says none, and another column plainly does.

    Where names or dates stand under the head of the title ("Action on", "Aim for"), they are the owners or deadlines.
    """
    at = header.column("title")
    if at is None or len(body) < 2:
        return header
    texts = [r.texts[at] for r in body]
    if share_of_deeds(texts) > _FEW_DEEDS:
        return header
    called = look_at(texts)
    held = "lead" if called.names + called.words >= _SHARE else "deadline" if called.dates >= MANY else None
    loose = held or is_weak(header.heads[at]) or is_wider(header.heads[at])
    if not loose or held in header.names:
        return header
    columns = {i: look_at([r.texts[i] for r in body]) for i in range(len(header.fields)) if _is_open(header, i, held)}
    able = [i for i, c in columns.items() if c.deeds >= _LEAST_DEEDS and c.length >= _LEAST_TITLE and c.filled >= _SHARE]
    if len(able) != 1:
        return header
    fields = list(header.fields)
    needs = held if held and fields[able[0]] == "comment" else header.needs
    fields[at], fields[able[0]] = held or "group", "title"
    return replace(header, fields=tuple(fields), needs=needs)


def charge_deeds(header: Header, body: Sequence[Row]) -> Header:
    """The header with its title where owners are said to stand, if what stands there is what they are to do.

    What is called the action beside it ("Notes and action items") says what was discussed.
    """
    at, title = header.column("lead"), header.column("title")
    if at is None or title is None:
        return header
    held = [text for row in body if (text := row.texts[at]) and not is_nothing(text)]
    if not held or sum(map(charges, held)) * 2 <= len(held) or any(map(looks_like_leads, held)):
        return header
    names = {at: "title", title: "comment"}
    return replace(header, fields=tuple(names.get(i, f) for i, f in enumerate(header.fields)), flat=True)


def charges(text: str) -> bool:
    """The text says who is to do what ("HS to tell the county")."""
    return _CHARGED.match(text) is not None


def _is_open(header: Header, at: int, held: str | None) -> bool:
    """A column that could be of deeds: under a head that is not known, or of remarks if the title's holds ``held``."""
    head, field = header.heads[at], header.fields[at]
    unknown = field == "other" and bool(head) and not is_past(head) and name_head(head) is None and guess_head(head) is None
    return unknown or (held is not None and field == "comment")


def name_rest(header: Header, body: Sequence[Row], as_of: str) -> Header:
    """The header of a table of deeds, with the owners, dates and statuses that columns under unknown heads hold."""
    at = header.column("title")
    if at is None or len(body) < 2 or share_of_deeds([r.texts[at] for r in body]) < _LEAST_DEEDS:
        return header
    names = [name_head(h) or guess_head(h) for h in header.heads]
    free = [i for i, f in enumerate(header.fields) if f == "other" and header.heads[i] and names[i] is None]
    if not free and "group" not in header.names:
        return header
    columns = [look_at([r.texts[i] for r in body]) for i in range(len(header.fields))]
    free += [i for i, f in enumerate(header.fields) if f == "group" and columns[i].dates >= MANY]
    free = [i for i in free if not _answers(header.heads[i], columns[i])]
    known: list[str | None] = [None if i in free else f or "other" for i, f in enumerate(header.fields)]
    above = next((i for i, f in enumerate(header.fields) if f == "lead" and gives_way(header.heads[i])), None)
    if above is not None:
        known[above] = "other"
    told = _name_columns(columns, known, at, as_of)
    lent = {"lead"} if above is not None and "lead" in told else set()
    fields = [
        "other" if lent and i == above else t if i in free and t in _TELLING and (t in lent or t not in header.names) else f
        for i, (t, f) in enumerate(zip(told, header.fields, strict=True))
    ]
    return header if fields == list(header.fields) else replace(header, fields=tuple(fields))


def _answers(head: str, column: Content) -> bool:
    """Answers to a question that asks something else than whether the action is done ("Is money needed?": "No")."""
    return head.endswith("?") and column.answers >= _SHARE


def _may_be_status(head: str) -> bool:
    """A head of dates or of nothing in particular ("Confidence"); of what was, or of a risk, it is none of the action's."""
    words = set(head.casefold().split())
    return name_head(head) in ("deadline", "done", "other") and words.isdisjoint(_NO_STATUS)


def settle_called(header: Header, body: Sequence[Row]) -> Header:
    """A column that is called after dates and holds statuses ("Completion": "Limited"), where no other has them."""
    if "status" in header.names or len(body) < 2:
        return header
    for i, head in enumerate(header.heads):
        if head and header.fields[i] in ("deadline", "other") and _may_be_status(head):
            column = look_at([r.texts[i] for r in body])
            known = name_head(head) != "other" or all(read_status(r.texts[i]) for r in body if r.texts[i])
            if known and column.statuses >= _SHARE and not column.dates and column.filled >= MANY and not column.answers:
                return header.rename(i, "status")
    return header
