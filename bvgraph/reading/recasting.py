"""What the cells of a table tell of its columns where the words of its header do not: the header, cast anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bvgraph.reading.blocks import Header, Row
from bvgraph.reading.contents import (
    charge_deeds,
    look_at,
    name_rest,
    put_deeds,
    says_one_code,
    settle_called,
)
from bvgraph.reading.dates import parse_date
from bvgraph.reading.naming.forenames import is_forename
from bvgraph.reading.registers import is_register, keeps_hours, parts_duties
from bvgraph.reading.titling import put_name, put_numbers, settle_days, settle_parts, settle_promises
from bvgraph.reading.untangling import says_done
from bvgraph.reading.values import classify_lead, is_status, looks_like_leads, parse_percent, says_progress
from bvgraph.reading.wordings import (
    guess_head,
    is_agenda_word,
    is_registered,
    is_weak,
    name_head,
    names_period,
    numbers_actions,
)

SHARE = 0.8  # of a column's cells that are of its type
LEAST_TITLE = 12  # characters of a title, on average
VALUES = ("lead", "deadline", "status")
DATED = ("deadline", "revised", "status")
_MOST_STATUSES, _LONGEST_STATUS = 8, 30  # different ones in a column; characters
_LEAST_POSTS, _POSTS, _LONGEST_POST = 3, 0.4, 50  # different owners; share of posts among them; characters
CODE = re.compile(r"[A-Za-z]{0,6}[\s./-]?\d[\w./()-]*\.?|[A-Z][a-z]{0,3}|\(?[a-z]{1,3}\)|[A-Z]\d*[a-z]*")
_NUMBER = re.compile(r"[A-Z]{0,4}\d{1,4}(?:\.\d{1,3})*[a-z]?[.)]?")
_INITIALS = re.compile(r"[A-Z]{2,4}")  # those of Ian Price too, which elsewhere say "in progress"
_SORT = re.compile(r"[A-Z]\w*")  # "P1", "Prevent"
_SORTS = ("other", "area", "percent")
_BESIDE = ("other", "planned", "group", "ref", "area")  # columns that may hold what was said


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells of a column are: how many hold anything, and which share of these is of a type."""

    filled: int
    length: float
    dates: float
    statuses: float
    names: float
    codes: float


def describe(texts: Sequence[str]) -> Column:
    """Count of what the cells of one column hold."""
    held = [t for t in texts if t]
    n = len(held) or 1

    def share(test: list[bool]) -> float:
        return sum(test) / n

    return Column(
        len(held),
        _measure(held),
        share([parse_date(t) is not None for t in held]),
        share([is_status(t) for t in held]),
        share([looks_like_leads(t) for t in held]),
        share([bool(CODE.fullmatch(t)) for t in held]),
    )


def recast(header: Header, body: Sequence[Row], as_of: str = "") -> Header:
    """The header, flat if it heads no block, with what the columns tell of heads that no vocabulary knows."""
    if len(body) > 1 and header.names == {"title", "lead"} and find_even(body, header):
        return replace(header, flat=True)
    at = header.column("title")
    if at is None or not body or any(len(row.cells) != len(header.fields) for row in body):
        return header
    if "lead" not in header.names and (named := put_lead(header, body, at)):
        return named
    titles = [row.texts[at] for row in body if row.texts[at]]
    timed = titles and sum(map(is_agenda_word, titles)) >= SHARE * len(titles)
    if timed or keeps_hours(header, body) or parts_duties(body):
        return replace(header, needs="nothing")
    header = put_name(_settle_response(put_numbers(header, body), body), body)
    header = settle_days(settle_parts(header, body), body)
    header = settle_called(_settle_progress(_settle_date(charge_deeds(header, body)), body), body)
    header = settle_promises(name_rest(put_deeds(_name_unknown(header, body), body), body, as_of), body)
    head = header.heads[header.column("title") or 0]
    weak = is_weak(head) and not any(map(numbers_actions, header.heads))
    listed = is_registered(head, header.heads) or (weak and is_register(header, body))
    return replace(header, needs="nothing") if listed else header


def _settle_date(header: Header) -> Header:
    """A bare "Date" right behind the status says since when it is so, where another column has dates too."""
    at = header.column("deadline")
    behind = at and header.fields[at - 1] == "status" and header.heads[at].casefold() == "date"
    if not behind or "raised" not in header.names:
        return header
    return header.rename(at, "other")


def _settle_progress(header: Header, body: Sequence[Row]) -> Header:
    """Words under "Progress": yes or no that it is done, or statuses if they are few and short, or else comments.

    They are comments where no owners or dates stand beside.  What is called a status beside such a column is a comment,
    if it holds none.
    """
    at = header.column("percent")
    held = [row.texts[at] for row in body if row.texts[at]] if at is not None else []
    if held and all(says_done(t) is not None for t in held):
        return header.rename(at, "done")
    worded = sum(parse_percent(t) is None for t in held)
    if not worded or worded < SHARE * len(held):
        return header
    few = len(set(held)) <= _MOST_STATUSES and len(set(held)) < len(held) and max(map(len, held)) <= _LONGEST_STATUS
    other = header.column("status")
    said = [row.texts[other] for row in body if row.texts[other]] if other is not None else []
    if few and any(map(is_status, held)) and sum(map(is_status, said)) * 2 <= len(said):
        return header.rename(other, "comment").rename(at, "status")
    return header if header.names & {"comment", "lead", "deadline"} else header.rename(at, "comment")


def _settle_response(header: Header, body: Sequence[Row]) -> Header:
    """What is called a response, if some say no more than how far it is ("Agreed" does not) and no other column does."""
    at = header.column("planned")
    if at is None or header.names & {"status", "comment"} or not any(says_progress(row.texts[at]) for row in body):
        return header
    return header.rename(at, "comment")


def put_lead(header: Header, body: Sequence[Row], at: int) -> Header | None:
    """Names under "Action": the owners of what is said in the column with the longest text."""
    others = [i for i, f in enumerate(header.fields) if i != at and f in _BESIDE]
    lengths = {i: _measure([row.texts[i] for row in body]) for i in others}
    said = max(others, key=lambda i: lengths[i], default=None)
    held = [row.texts[at] for row in body if row.texts[at]]
    named = sum(looks_like_leads(t) or bool(_INITIALS.fullmatch(t)) for t in held)
    if said is None or sum(bool(row.texts[at] and row.texts[said]) for row in body) * 2 < len(held):
        return None
    called = header.heads[at].casefold().endswith("name")  # "Action name", and nobody's
    if not held or called or named < SHARE * len(held) or lengths[said] < LEAST_TITLE * 2:
        return None
    fields = list(header.fields)
    fields[at], fields[said] = "lead", "title"
    return replace(header, fields=tuple(fields), needs="lead", flat=True)


def _measure(texts: Sequence[str]) -> float:
    """The characters of a text, on average; empty ones do not count."""
    held = [t for t in texts if t]
    return sum(map(len, held)) / (len(held) or 1)


def _name_unknown(header: Header, body: Sequence[Row]) -> Header:
    """A column under a head that is not known, or none, if it holds statuses or owners and no other does."""
    fields = list(header.fields)
    for i, (name, head) in enumerate(zip(header.fields, header.heads, strict=True)):
        if i == 0 and not (name or head) and "ref" not in fields and _holds_numbers([row.texts[0] for row in body]):
            fields[0] = "ref"
            continue
        if i == 0 and not (name or head) and _holds_parts(header, body) and not _owns(header, [r.texts[0] for r in body]):
            fields[0] = "other" if header.names & {"area", "group"} else "area"
            continue
        bare = name is None and not header.names.isdisjoint(DATED)
        if not (bare or name == "other") or (head and (name_head(head) or guess_head(head))):
            continue
        texts = [row.texts[i] for row in body]
        column = describe(texts)
        if body and all(says_done(t) is not None for r in body if (t := r.texts[i])):
            continue
        people = sum(map(is_forename, texts)) * 2 > column.filled
        named = ((bare or people) and _holds_names(texts)) or (column.names >= SHARE and not says_one_code(texts))
        held = "status" if column.statuses >= SHARE else "lead" if named else None
        posts = name == "other" and _holds_posts(texts)
        again = held == "status" and names_period(head)  # of several days the last one counts
        if held and (again or held not in fields) and column.filled * 2 >= len(body) > 1:
            fields[i] = held
        elif posts and "lead" not in fields:
            fields[i] = "lead"
    return header if fields == list(header.fields) else replace(header, fields=tuple(fields))


def _holds_parts(header: Header, body: Sequence[Row]) -> bool:
    """The first column, which has no head, says here and there what the rows from there on are part of."""
    at = header.column("title")
    held = [row for row in body if row.texts[0]]
    return bool(held) and all(at and row.texts[at] and not CODE.fullmatch(row.texts[0]) for row in held)


def _owns(header: Header, texts: Sequence[str]) -> bool:
    """Names fill a column where no other has the owners."""
    return "lead" not in header.names and all(texts) and _holds_names(texts)


def _holds_numbers(texts: Sequence[str]) -> bool:
    """Each row has a number of its own; one that goes on with the row above has none."""
    held = [t for t in texts if t]
    years = all(re.fullmatch(r"(?:19|20)\d\d", t) for t in held)
    return not years and len(held) * 2 > len(texts) and len(set(held)) == len(held) and all(map(_NUMBER.fullmatch, held))


def _holds_names(texts: Sequence[str]) -> bool:
    """Owners, be they called by their forenames; what has figures in it is no name."""
    content = look_at(texts)
    return content.names + content.words >= SHARE and not any(re.search(r"\d", text) for text in texts)


def _holds_posts(texts: Sequence[str]) -> bool:
    """Posts in good part, and else bodies, teams or capitals: nothing but owners stands in few rows like these."""
    held = [t for t in texts if t]
    posts = sum(classify_lead(t) == "post" for t in held)
    plain = all(len(t) <= _LONGEST_POST and t[0].isupper() and not re.search(r"[\d.?]", t) for t in held)
    return plain and len(set(held)) >= _LEAST_POSTS <= posts and posts >= _POSTS * len(held)


def find_even(body: Sequence[Row], header: Header) -> set[int]:
    """The lines of a table whose rows are whole: as many cells as heads, a title, and values beside it; headings apart."""
    at = header.column("title")
    beside = [i for i, f in enumerate(header.fields) if f in VALUES]
    rows = [r for r in body if len(r.filled) > 1]
    torn = any(len(r.filled) == 1 and not re.match(r"[A-Z][A-Za-z]{3}", r.texts[0]) for r in body)
    if at is None or not beside or torn or any(len(r.cells) != len(header.fields) or not r.cells[at] for r in rows):
        return set()
    small = {r.texts[at][0].islower() for r in rows}
    filled = all(sum(bool(r.cells[i]) for r in rows) >= SHARE * len(rows) for i in beside)
    whole = (filled and len(small) == 1) or any(_sorts(rows, i) for i, f in enumerate(header.fields) if f in _SORTS)
    return {r.line for r in body} if whole else set()


def _sorts(rows: Sequence[Row], at: int) -> bool:
    """A column puts every row into one of a few sorts, in one word each: a row that goes on with another has none."""
    held = [r.texts[at] for r in rows]
    return len(set(held)) * 2 < len(held) and all(map(_SORT.fullmatch, held))
