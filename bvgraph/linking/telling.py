"""What one sentence tells of a slip: whether there is one, the old and the new date, and the days between them.

The words are those of ``data/slips.toml``.  A cue counts unless the clause in front of it negates it, speaks of what might
be, or the sentence says that the delay was made good.  Of a row that is complete only lateness of delivery itself counts
("completed three months later than planned"): a delay that was overcome is history, delivery after the date is not.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple, TypeAlias, cast

from bvgraph.reading.edtf import bounds
from bvgraph.reading.naming.calendar import Calendar
from bvgraph.reading.naming.dates import find_dates
from bvgraph.reading.naming.settling import settle

Field: TypeAlias = Literal["title", "comment", "planned", "status"]

_MARK: Final = "\ue000"
"""Stands for every character of a date, so that a pattern can ask for a date and offsets stay what they are."""
_CLAUSE: Final = re.compile(r"[,;:()•]|\s[-–—]\s|\b(?:and|but|however|although|though|while|whilst|because|which)\b")
_LONGEST: Final = 1200
_EARLIER: Final = 100  # days by which an earlier month has to be nearer to the deadline than a later one


class Told(NamedTuple):
    """A slip that a sentence tells of: dates in EDTF and days, each None where it is not told."""

    old: str | None
    new: str | None
    days: int | None


class Row(NamedTuple):
    """What is known of the row that the sentence stands in: its deadline in EDTF, and whether nothing is left to do."""

    due: str | None
    closed: bool
    calendar: Calendar


class _Cue(NamedTuple):
    pattern: re.Pattern[str]
    needs: str
    late: bool
    noun: bool
    change: bool


class _Date(NamedTuple):
    """A date in a sentence; ``whole`` if its year is printed."""

    start: int
    end: int
    edtf: str
    whole: bool


class _Dates(NamedTuple):
    """The sentence with its dates masked; which of them is the old one and which the new one, and what else there is."""

    masked: str
    old: str | None
    new: str | None
    other: str | None


def read_told(sentence: str, field: Field, row: Row) -> Told | None:
    """Return the slip that ``sentence`` tells of, None if it tells of none."""
    if len(sentence) > _LONGEST or not _search("stems", "any").search(sentence):
        return None
    dates = _read_dates(sentence, row)
    cues = _find_cues(dates.masked)
    found = [(cue.needs in ("both", "pair"), told) for cue, start in cues if (told := _weigh(dates, cue, start, field, row))]
    fullest = max(found, key=lambda pair: (pair[0], pair[1].new is not None, pair[1].days is not None), default=None)
    return fullest[1] if fullest else None


def _weigh(dates: _Dates, cue: _Cue, start: int, field: Field, row: Row) -> Told | None:
    """Return the slip that one cue tells of, None if it is no news of this row, is taken back, or lacks a date it needs."""
    if (row.closed and not cue.late) or (cue.noun and field == "planned"):
        return None
    if (not cue.late and _is_made_good(dates.masked[start:])) or _is_taken_back(dates.masked, start):
        return None
    told = _date_slip(dates, cue, row)
    return told if told and (field not in ("title", "status") or any(told)) else None


@cache
def _load() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("data/slips.toml").read_text("utf-8"))


def _fill(pattern: str) -> str:
    """Put in the parts that a pattern names."""
    parts = {**_load()["parts"], "date": f"{_MARK}+", "mark": _MARK}
    while (filled := re.sub(r"(?<!\?P)<(\w+)>", lambda m: parts[m[1]], pattern)) != pattern:
        pattern = filled
    return pattern


@cache
def _search(table: str, name: str) -> re.Pattern[str]:
    flags = 0 if name.endswith("_cased") else re.IGNORECASE
    return re.compile(_fill(_load()[table][name]), flags)


@cache
def _cues() -> tuple[_Cue, ...]:
    listed = cast(list[dict[str, str]], _load()["cues"])
    return tuple(
        _Cue(
            re.compile(_fill(cue["pattern"]), re.IGNORECASE),
            cue.get("needs", ""),
            bool(cue.get("late")),
            bool(cue.get("noun")),
            bool(cue.get("change")),
        )
        for cue in listed
    )


_PARTICIPLE: Final = _Cue(re.compile(""), "", late=False, noun=False, change=False)


def _find_cues(text: str) -> Iterator[tuple[_Cue, int]]:
    """Yield what may tell of a slip, with the place where it starts."""
    for m in re.finditer(rf"\b{_search('participles', 'words').pattern}\b", text, re.IGNORECASE):
        before, after = text[: m.start()], text[m.end() :]
        verb = _search("participles", "before").search(before)
        bare = _search("participles", "after").search(after) and not _search("participles", "not_after").search(before)
        if (verb or bare) and not _search("participles", "others").search(before[: verb.start()] if verb else before):
            yield _PARTICIPLE, m.start()
    for cue in _cues():
        for m in cue.pattern.finditer(text):
            yield cue, m.start()


def _is_made_good(rest: str) -> bool:
    """The sentence goes on to say that the delay is over, and not only what has to be so before it is."""
    return bool(_search("guards", "resolved").search(_search("guards", "awaited").sub("", rest)))


def _is_taken_back(text: str, start: int) -> bool:
    """The clause in front of the cue negates it, or speaks of what might be and was not decided."""
    before = text[:start]
    first = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    if _search("guards", "negated").search(before[first:]):
        return True
    might, when = _search("guards", "hypothetical"), _search("guards", "hypothetical_cased")
    end = m.start() if (m := _CLAUSE.search(text, start)) else len(text)
    doubted = any(m.end() <= start for m in might.finditer(text, first)) or when.search(text[first:end])
    return bool(doubted) and not _search("guards", "decided").search(before)


def _read_dates(sentence: str, row: Row) -> _Dates:
    found = list(_find_dates(sentence, row.calendar))
    masked = list(sentence)
    for date in found:
        masked[date.start : date.end] = _MARK * (date.end - date.start)
    text = "".join(masked)
    old = next((d for d in found if _search("dates", "old").search(text[: d.start])), None)
    others = [d for d in found if d is not old]
    new = next((d for d in others if _search("dates", "new").search(text[: d.start])), None)
    new = new or next((d for d in others if _search("dates", "expected").search(text[: d.start])), None)
    other = next(iter(others), None)
    return _Dates(
        text, old.edtf if old else None, _settle_year(new, row) if new else None, _settle_year(other, row) if other else None
    )


def _settle_year(new: _Date, row: Row) -> str:
    """A month or season alone is the one nearest to the row's deadline; a later one, where both are about as near."""
    due = _last(row.due) if row.due else None
    if new.whole or due is None or not re.fullmatch(r"\d{4}-\d\d", new.edtf):
        return new.edtf
    years = [f"{year}{new.edtf[4:]}" for year in range(due.year - 1, due.year + 3)]
    away = {edtf: ((_last(edtf) or due) - due).days for edtf in years}
    return min(years, key=lambda edtf: abs(away[edtf]) + (_EARLIER if away[edtf] < 0 else 0))


def _find_dates(sentence: str, calendar: Calendar) -> Iterator[_Date]:
    """Yield the dates of a sentence; "from May to July" is a move from one to the other here, and no range."""
    for found in settle(find_dates(sentence, calendar)):
        text = sentence[found.start : found.end]
        joint = re.search(r" to ", text) if re.search(r"\bfrom (?:\w+ )?$", sentence[: found.start]) else None
        ends = [(0, joint.start()), (joint.end(), len(text))] if joint else [(0, len(text))]
        for a, b in ends:
            parts = settle(find_dates(text[a:b], calendar)) if joint else [found]
            for part in parts:
                if part.canonical is not None:
                    start = found.start + a + part.start if joint else part.start
                    end = start + part.end - part.start
                    yield _Date(start, end, part.canonical, bool(re.search(r"\d\d$", sentence[start:end])))


def _date_slip(dates: _Dates, cue: _Cue, row: Row) -> Told | None:
    """Return the dates of a slip; None where the cue asks for dates that are not there, or the date came nearer."""
    old, new = dates.old, dates.new or (dates.other if cue.needs == "pair" else None)
    if old is None and new is not None and row.due is not None and count_days_between(row.due, new) > 0:
        old = row.due
    if new is None and old is not None and row.due is not None and count_days_between(old, row.due) > 0:
        new = row.due
    days = count_days_between(old, new) if old and new else None
    if days is not None and days <= 0:
        return None
    if days is None and cue.change and old is not None:
        return None
    if cue.needs in ("both", "pair", "later") and days is None:
        return None
    length = _count_days(dates.masked) if days is None else days
    if cue.needs == "date" and new is None and length is None:
        return None
    return Told(old, new, length)


def count_days_between(old: str, new: str) -> int:
    """Days between the last days of two dates, 0 where one has none."""
    first, last = _last(old), _last(new)
    return (last - first).days if first and last else 0


def _last(edtf: str) -> dt.date | None:
    return bounds(edtf)[1]


def _count_days(text: str) -> int | None:
    """The days of the duration by which something is said to be late."""
    m = _search("dates", "length").search(text)
    if m is None:
        return None
    words = re.split(r"[ -]", next(part for part in m.groupdict().values() if part).casefold())
    number = int(words[0]) if words[0].isdigit() else cast(dict[str, int], _load()["numbers"])[words[0]]
    unit = words[-1].rstrip("s") if words[-1] != "days" else "day"
    return round(number * cast(dict[str, float], _load()["units"])[unit])
