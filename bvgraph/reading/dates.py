"""Dates as plans print them -> EDTF, by a small grammar over month names, day numbers and years.

EDTF is ISO 8601-2 (https://www.loc.gov/standards/datetime/).  A financial quarter is given as its months, because
EDTF's own quarters (33-36) are those of the calendar.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bvgraph.reading.edtf import bounds

_DATA = tomllib.loads(files(__package__).joinpath("data/dates.toml").read_text("utf-8"))
MONTHS: dict[str, int] = _DATA["months"]
SEASONS: dict[str, int] = _DATA["seasons"]
_BEFORE = tuple(sorted(_DATA["words"]["before"], key=len, reverse=True))
_AFTER = tuple(sorted(_DATA["words"]["after"], key=len, reverse=True))
_VAGUE = frozenset(_DATA["words"]["vague"])
_ONWARDS = tuple(sorted(_DATA["words"]["onwards"], key=len, reverse=True))

TOWARDS = "|".join(sorted(_DATA["words"]["towards"], key=len, reverse=True))
COUNTS = "|".join(sorted(_DATA["words"]["counts"], key=len, reverse=True))
_REVISED = re.compile(
    rf"[\s(;,–-]*(?:\b(?:{'|'.join(sorted(_DATA['words']['revised'], key=len, reverse=True))})\b|~~)[\s:]*", re.IGNORECASE
)

LONGEST = 120  # characters of a cell that can be a date with words around it
_DASHES = str.maketrans("‐‑−", "---")  # hyphens and the sign for minus, as word processors print them
_CLOCK = re.compile(r"(?<=\d)[T ](?:00:00|\d\d:\d\d:\d\d)(?::00)?(?:\.\d+)?Z?$")  # as spreadsheets print a day
_TIME = re.compile(  # "31 July 2018 at 6 pm", "31/07/2018 | 18:00"
    r"(?<=[\da-z])[\s,|]+(?:at\s+|@\s*)?(?:\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|noon)|\d{1,2}:\d\d(?::\d\d)?(?:\s*(?:hrs|h|UTC|GMT|BST))?)$",
    re.IGNORECASE,
)
_REMARK = re.compile(  # "(tbc)" behind a date, or "(was May 2018)"
    r"\s*\((?:[^\d()]*|(?:was|previously|originally|formerly|before|ahead of|(?:changed|extended|moved) from)\b[^()]*)\)$",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"^(mid|early|late|end)-(?=[A-Za-z])", re.IGNORECASE)  # "mid-June"
_WEEKDAY = re.compile(r"^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,?\s+(?=\d)", re.IGNORECASE)
_MONTH = r"(?P<{0}>[A-Za-z]{{3,9}})\.?"
_YEAR = r"(?:'|’)?(?P<{0}>(?:19|20)\d\d|\d\d)"
_SEP = r"[\s\-–/.,]*"
_ONE = {
    "iso": re.compile(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?"),
    "numeric": re.compile(r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>(?:20)?\d\d)"),
    "month_of_year": re.compile(r"(?P<m>\d{1,2})[/-](?P<y>20\d\d)"),
    "day_first": re.compile(
        rf"(?P<d>\d{{1,2}})\s*(?:st|nd|rd|th)?(?:\s+of)?{_SEP}{_MONTH.format('m')}{_SEP}{_YEAR.format('y')}"
    ),
    "month_first": re.compile(rf"{_MONTH.format('m')}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)"),
    "month": re.compile(rf"{_MONTH.format('m')}{_SEP}{_YEAR.format('y')}"),
    "quarter": re.compile(
        r"(?:qtr|quarter|q)\s*(?P<q>[1-4])(?:\s+of)?[\s,(]*(?P<y>(?:20)?\d\d)\s*[/-]\s*(?P<y2>\d\d(?:\d\d)?)\)?",
        re.IGNORECASE,
    ),
    "year_quarter": re.compile(
        r"(?P<y>20\d\d)\s*[/-]\s*(?P<y2>\d\d(?:\d\d)?)[\s,:-]+(?:qtr|quarter|q)\s*(?P<q>[1-4])", re.IGNORECASE
    ),
    "financial": re.compile(r"(?P<y>20\d\d)\s*[/-]\s*(?P<y2>\d\d(?:\d\d)?)"),
    "year": re.compile(r"(?P<y>20\d\d)"),
}
_YEARLESS = (
    re.compile(rf"(?P<d>\d{{1,2}})\s*(?:st|nd|rd|th)?(?:\s+of)?[\s-]*{_MONTH.format('m')}"),
    re.compile(rf"{_MONTH.format('m')}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"),
    re.compile(_MONTH.format("m")),
)
_DAY_MONTH = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})")  # the month first where it can only be so
_MONTH_RANGE = re.compile(rf"{_MONTH.format('m')}\s*(?:-|–|/|to)\s*{_MONTH.format('m2')}{_SEP}{_YEAR.format('y')}")
_DAY_RANGE = re.compile(  # "3-6 October 2025", "Oct 3–6, 2025"
    rf"(?:(?P<d>\d{{1,2}})\s*(?:[-–]|to\b)\s*(?P<d2>\d{{1,2}})\s+{_MONTH.format('m')}|"
    rf"{_MONTH.format('n')}\s+(?P<e>\d{{1,2}})\s*(?:[-–]|to\b)\s*(?P<e2>\d{{1,2}})),?\s+(?P<y>(?:19|20)\d\d)"
)
_PAIR = re.compile(r"\s*(?:-|–|/|\bto\b|&|\band\b|,|;)\s*")


class Parsed(NamedTuple):
    """A date: its EDTF form, and its last day where it has one."""

    edtf: str
    due_by: dt.date | None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


@lru_cache(maxsize=1024)
def _month(word: str) -> int | None:
    """The month that a word names; one letter may be misread, as scanning does ("Jui")."""
    word = word.casefold().rstrip(".")
    if word in MONTHS:
        return MONTHS[word]
    near = {
        n
        for name, n in MONTHS.items()
        if len(name) == len(word) and sum(a != b for a, b in zip(name, word, strict=True)) == 1
    }
    return near.pop() if len(near) == 1 else None


def _ymd(year: int, month: int | None, day: str | None) -> str | None:
    if month is None or not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{int(day):02d}" if 1 <= int(day) <= calendar.monthrange(year, month)[1] else None


def _quarter(year: int, quarter: int) -> str:
    first = quarter * 3 + 1
    year, first = (year + 1, 1) if first > 12 else (year, first)
    return f"{year}-{first:02d}/{year}-{first + 2:02d}"


def _follows(first: str, second: str) -> bool:
    """A financial year: "2018/19" and "2018-2019" name one, "2018/06" does not."""
    return _year(second) == _year(first) + 1


def _parse_one(text: str) -> str | None:
    """One date without words around it -> EDTF."""
    for name, pattern in _ONE.items():
        if m := pattern.fullmatch(text):
            found = _read_match(name, m)
            if found:
                return found
    season = re.fullmatch(r"(?P<s>[a-z]+)\s+(?:term\s+)?(?P<y>20\d\d)", text.casefold())
    if season and season["s"] in SEASONS:
        return f"{season['y']}-{SEASONS[season['s']]}"
    return None


def _read_match(name: str, m: re.Match[str]) -> str | None:
    if name in ("iso", "numeric"):
        swapped = name == "numeric" and int(m["m"]) > 12 >= int(m["d"])  # "05/27/2016" has the month first
        return _ymd(_year(m["y"]), *((int(m["d"]), m["m"]) if swapped else (int(m["m"]), m["d"])))
    if name in ("day_first", "month_first"):
        return _ymd(_year(m["y"]), _month(m["m"]), m["d"])
    if name in ("month", "month_of_year"):
        return _ymd(_year(m["y"]), _month(m["m"]) if name == "month" else int(m["m"]), None)
    if name in ("quarter", "year_quarter", "financial") and not _follows(m["y"], m["y2"]):
        return None
    if name in ("quarter", "year_quarter"):
        return _quarter(_year(m["y"]), int(m["q"]))
    return f"{m['y']}-04/{int(m['y']) + 1}-03" if name == "financial" else m["y"]


def _strip_words(text: str) -> str:
    """Take list letters, weekdays, "by", "end of" and the like from the front, "meeting" and the like from the end."""
    text = _CLOCK.sub("", _TIME.sub("", text))
    text = _HYPHEN.sub(r"\1 ", re.sub(r"^\(?[a-z]\)\s*", "", text, flags=re.IGNORECASE))
    while word := next((w for w in _AFTER if text.casefold().endswith(" " + w)), None):
        text = text[: -len(word)].rstrip(" ,-–")
    while word := next((w for w in _BEFORE if text.casefold().startswith(w + " ")), None):
        text = text[len(word) :].lstrip()
    return _WEEKDAY.sub("", text)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Parsed | None:
    """Read a whole cell as a date, range, set or open end; None where it is none ("On-going", "Quarterly")."""
    if len(text) > LONGEST:
        return None
    text = _strip_words(_REMARK.sub("", " ".join(text.translate(_DASHES).split()).strip(" .:;,~*")))
    for word in _ONWARDS:
        if text.casefold().endswith(" " + word) and (one := _parse_one(text[: -len(word)].rstrip(" ,"))):
            return Parsed(f"{one.split('/')[0]}/..", None)
    if one := _parse_one(text):
        return Parsed(one, bounds(one)[1])
    return _parse_days(text) or _parse_months(text) or _parse_pair(text) or _parse_list(text) or _parse_revised(text)


def is_vague(text: str) -> bool:
    """What stands in the place of a date and names none ("ASAP", "Monthly", "Next meeting")."""
    return text.casefold().strip(" .*").removeprefix("by ").removeprefix("the ") in _VAGUE


@lru_cache(maxsize=1024)
def parse_yearless(text: str) -> tuple[int, int | None] | None:
    """Month and day of a date that is printed without its year ("30 September", "w/e 3 May", "14/8"); None else."""
    text = (
        _strip_words(_REMARK.sub("", " ".join(text.translate(_DASHES).split()).strip(" .:;,")))
        if len(text) <= LONGEST
        else ""
    )
    for pattern in _YEARLESS:
        m = pattern.fullmatch(text)
        month = MONTHS.get(m["m"].casefold()) if m else None
        if m and month:
            day = m.groupdict().get("d")
            return (month, int(day) if day else None) if _ymd(2000, month, day) else None
    if m := _DAY_MONTH.fullmatch(text):
        swapped = int(m["m"]) > 12
        month, day = (int(m["d"]), m["m"]) if swapped else (int(m["m"]), m["d"])
        return (month, int(day)) if _ymd(2000, month, day) else None
    return None


def _parse_months(text: str) -> Parsed | None:
    """Two months of one year, or the first in the year before ("Mar-Apr 17", "Dec-Jan 18")."""
    m = _MONTH_RANGE.fullmatch(text)
    first, last = (_month(m["m"]), _month(m["m2"])) if m else (None, None)
    if m is None or first is None or last is None:
        return None
    year = _year(m["y"])
    edtf = f"{year - (first > last)}-{first:02d}/{year}-{last:02d}"
    return Parsed(edtf, bounds(edtf)[1])


def _parse_days(text: str) -> Parsed | None:
    """Two days of one month ("3-6 October 2025")."""
    m = _DAY_RANGE.fullmatch(text)
    month = _month(m["m"] or m["n"]) if m else None
    first, last = (_ymd(int(m["y"]), month, m[d] or m[e]) for d, e in (("d", "e"), ("d2", "e2"))) if m else (None, None)
    edtf = f"{first}/{last}"
    return Parsed(edtf, bounds(edtf)[1]) if first and last and first < last else None


def _parse_pair(text: str) -> Parsed | None:
    """Two dates: "Apr 17 - Mar 18" is a range, "Apr 17 & Oct 17" a set."""
    for m in _PAIR.finditer(text):
        first, last = _parse_one(text[: m.start()]), _parse_one(text[m.end() :])
        if first and last and "/" not in first + last:
            ranged = m[0].strip() in ("-", "–", "/", "to")
            edtf = f"{first}/{last}" if ranged else f"{{{first},{last}}}"
            return Parsed(edtf, bounds(edtf)[1])
    return None


def _parse_list(text: str) -> Parsed | None:
    """Three dates or more are a set: "Apr 17, Jul 17 and Oct 17"."""
    dates = [_parse_one(part) for part in re.split(r"\s*(?:,|;|&|\band\b)\s*", text) if part]
    if len(dates) < 3 or not all(d and "/" not in d for d in dates):
        return None
    edtf = f"{{{','.join(str(d) for d in dates)}}}"
    return Parsed(edtf, bounds(edtf)[1])


def _parse_revised(text: str) -> Parsed | None:
    """A revised date counts: "31/03/2022 (revised to 30/09/2022)"."""
    parts = [part.strip(" ():.,;") for part in _REVISED.split(text)]
    dates = [_parse_one(_strip_words(part)) for part in parts if part]
    last = dates[-1] if len(dates) == 2 else None
    return Parsed(last, bounds(last)[1]) if last and dates[0] else None


def cut_original(text: str) -> int | None:
    """Where the first date ends in a cell that prints its revision too ("31/03/2022 (revised to 30/09/2022)")."""
    for m in _REVISED.finditer(text):
        first, whole = parse_date(text[: m.start()]), parse_date(text)
        if first and whole and first != whole:
            return m.start()
    return None


_SOME_DATE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?[ \-])?\b[A-Z][a-z]{2,8}[ \-]\d\d(?:\d\d)?\b|\b\d{1,2}[./]\d{1,2}[./]\d\d(?:\d\d)?\b"
)


def find_dates(text: str) -> list[tuple[int, int, Parsed]]:
    """The single dates that stand in a longer cell, as (start, end, date) in order."""
    found = ((m.start(), m.end(), parse_date(m[0])) for m in _SOME_DATE.finditer(text))
    return [(a, b, date) for a, b, date in found if date is not None]
