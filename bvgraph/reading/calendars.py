"""How one document prints its dates: which of day and month comes first, and the year that it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bvgraph.reading.dates import COUNTS, MONTHS, TOWARDS, Parsed, parse_date, parse_yearless
from bvgraph.reading.deeds import says_deed
from bvgraph.reading.edtf import bounds

Order = Literal["day", "month", "unsure"]

_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})(?=\2(?:20)?\d\d(?!\d|[./-]\d))")
_IN_TEXT = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})(?=\2(?:19|20)\d\d(?!\d|[./-]\d))")
_BY = re.compile(r"\s(?:by|before|until|no later than|due)\s+(?=[^,;:]{3,40}$)", re.IGNORECASE)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?(?:{'|'.join(sorted((m.title() for m in MONTHS), key=len, reverse=True))})\b"
    r"(?: (?:19|20)\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)
_ABOUT = (
    r"(?:(?:the|end|of|on|early|mid|late|beginning|start|(?i:noon|midday)|close|play|business|[A-Z][a-z]+day,?)[ -]+){0,4}"
)
_NOT_OF = r"(?<!genda )(?<!date )(?<!poll )(?<!venue )"  # what is of a meeting, not due before it
_EVENT = (  # "before the next meeting", "within the next two weeks"
    rf"{_NOT_OF}\b(?:(?i:{TOWARDS})\s+(?:the |our )?next\s+(?:[\w’'-]+\s+){{0,5}}?meetings?\b|"
    rf"(?i:within|in)\s+(?:{COUNTS}|\d{{1,2}})\s+(?:day|week|month)s?\b['’]?(?:\s+time)?)"
)
_DATED = re.compile(
    rf"(?:\b(?:by|before|until|no later than|due|deadline)\s+|{_EVENT}\s+(?:on |in |\())"
    rf"(?P<when>{_ABOUT}(?:{_DAY}))(?!\w)(?P<name>\s[A-Z])?"
)
_VAGUE = re.compile(
    rf"{_EVENT}(?:\s+of the(?:\s+[A-Z][\w’'-]*)+)?|\b[Bb]y (?:the )?end of (?:the|this) (?:week|month|term|year)\b|"
    r"\b(?:as soon as (?:possible|practicable)|(?:asap|ASAP)\b)"
)
_CLOSE = re.compile(  # "Reply to the county – 21 March 2013", "Define the dates. May 8, 2019"
    rf"(?:[.;:]|\s[-–—])\s+\(?(?P<when>{_ABOUT}(?:[A-Z][a-z]{{2,8}} \d{{1,2}},? \d{{4}}|{_DAY}|\d{{4}}-\d\d-\d\d))"
    r"(?: \([a-z ]+\))?[.)]*$"
)
_OF_PAST = re.compile(  # what has a day of its own
    r"\b(?:minutes|meeting|notes?|letter|version|report|policy|lease|contract|agreement|edition)\b[^.;:]*$|"
    r"\b(?:dated|since|from|on|begins|starts|ended)\W*$"
)
_MONTH_END = re.compile(r"(?:by )?(?:the )?end of (?:the|this) month", re.IGNORECASE)
_SHORT = re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})(?![\d./])")  # no year
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d\d)")
_LEAST_MONTHS = 6  # cells that hold a month and a year in figures
_MOST_YEARS = 6  # over which these go
_NAMED = re.compile(rf"\b({'|'.join(sorted((m.title() for m in MONTHS), key=len, reverse=True))}) (\d{{1,2}})\b(?!,? ?\d)")
_WITH_YEAR = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)? )?\b[A-Z][a-z]{2,8} (?:\d{1,2}(?:st|nd|rd|th)?,? )?\d{4}\b|"
    r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b"
)
_PAST = re.compile(r"\b(?:that|which|who|whose|what|why|was|were|failed to|due to be)\b")  # it is of something else
_SERIAL = re.compile(r"4\d{4}")  # 2009 to 2036
# Day 0: https://docs.oasis-open.org/office/OpenDocument/v1.3/OpenDocument-v1.3-part4-formula.html
_SERIAL_ZERO = date(1899, 12, 30)
_LONGEST_PLAN = 3653  # days
_LEAST_SERIALS = 3  # date cells that hold a number of days and nothing else
_TWO_MONTHS = re.compile(  # "Nov/Dec"
    r"({0})\.?\s*(?:(?P<ranged>[–-]|to)|[/,&]|and|or)\s*(?P<last>{0})".format(
        "|".join(sorted(MONTHS, key=len, reverse=True))
    ),
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?<=\d)\s*\([^()]*\)$")  # "3 May 2031 (in four days)"
_DECEMBER = 12
_START = 3000  # characters in which a document says what it is
_AHEAD = 6  # months ahead of the document in which a date without a year is the next one of that name
_BEHIND = 2  # months before it, for what was due lately
_AFTER_RAISED = 9  # months after the day on which an action was raised


def find_order(cells: Iterable[str], text: str) -> Order:
    """Which comes first in dates of numbers: told by those of which one number is no month.

    ``cells`` are the date cells of the document, ``text`` is all of it.  The day, as in Britain, where nothing tells;
    unsure where some dates can only be read the one way and some only the other.
    """
    pairs = [m.groups() for cell in cells for m in _NUMERIC.finditer(cell)]
    pairs += [m.groups() for m in _IN_TEXT.finditer(text)]
    british = any(int(a) > 12 >= int(b) for a, _, b in pairs)
    american = any(int(b) > 12 >= int(a) for a, _, b in pairs)
    return "unsure" if british and american else "month" if american else "day"


def prints_months(cells: Iterable[str]) -> bool:
    """The figures in date cells are a month and a year ("03/24"): the second are never a month, and all near one another."""
    pairs = [(int(m[1]), int(m[2])) for cell in cells if (m := _MONTH_YEAR.fullmatch(cell))]
    years = [year for _, year in pairs]
    near = len(pairs) >= _LEAST_MONTHS and max(years) - min(years) <= _MOST_YEARS and min(years) > _DECEMBER
    return near and all(1 <= month <= _DECEMBER for month, _ in pairs)


def prints_days(cells: Iterable[str]) -> bool:
    """Whether numbers behind months are days ("Oct 15"), as they are where one of them can be no year ("Oct 1")."""
    numbers = [m[2] for cell in cells for m in _NAMED.finditer(cell)]
    return any(len(n) == 1 for n in numbers) and all(int(n) <= 31 for n in numbers)


def prints_serials(cells: Iterable[str]) -> bool:
    """Date cells hold the numbers under which a spreadsheet keeps its days ("44440"): no date is printed otherwise."""
    filled = [cell for cell in cells if any(map(str.isdigit, cell))]
    if len(filled) < _LEAST_SERIALS or not all(map(_SERIAL.fullmatch, filled)):
        return False
    days = [*map(int, filled)]
    return max(days) - min(days) <= _LONGEST_PLAN and any(day % 100 for day in days)  # or they count something else


def find_day(title: str, text: str) -> str:
    """The day for which a text speaks by itself, in EDTF: the last in its title, or before its first table; or empty."""
    for part in (title, re.split(r"(?<=\S)\t", text[:_START], maxsplit=1)[0]):
        found = (parse_date(m[0]) for m in _WITH_YEAR.finditer(part))
        days = [read.edtf for read in found if read and read.due_by and "/" not in read.edtf]
        if days:
            return max(days)
    return ""


def find_year(text: str) -> str:
    """The year of which a text speaks by its first line, if it is a single one ("Work plan 2031")."""
    top = next((line for line in text.splitlines() if line.strip()), "")
    years = {*re.findall(r"\b20\d\d\b(?![-/–]\d)", top)}
    return years.pop() if len(years) == 1 else ""


def is_date(text: str) -> bool:
    """A whole date, with its year or without."""
    return parse_date(text) is not None or parse_yearless(text) is not None


def find_due(text: str) -> tuple[int, int] | None:
    """Where a sentence ends with the day by which it is to be done ("... by 31 October 2022")."""
    for m in _BY.finditer(text):
        if is_date(text[m.end() :].rstrip(". ")):
            return m.end(), len(text.rstrip(". "))
    return None


def find_close(text: str) -> tuple[int, int] | None:
    """Where a day or a month stands behind a sentence that says what is to be done ("Reply to the county – 21 March")."""
    m = _CLOSE.search(text)
    if m is None or not is_date(m["when"]) or _OF_PAST.search(text, 0, m.start()):
        return None
    return m.span("when") if any(map(says_deed, re.split(r"[.:]\s+", text))) else None


def find_when(text: str) -> tuple[int, int] | None:
    """Where a sentence says by when it is to be done: a day, at its end or within, or else words that name none."""
    if at := find_due(text) or find_close(text):
        return at
    found = [m for m in _DATED.finditer(text) if is_date(m["when"]) and not _PAST.search(text, 0, m.start())]
    days = [m.span("when") for m in found if not m["name"] or m["when"][0].isdigit()]  # no "May Smith"
    if days:
        return days[-1]
    m = _VAGUE.search(text)
    return m.span() if m and not _PAST.search(text, 0, m.start()) else None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Reads the dates of one document; ``as_of`` is the day for which it speaks, in EDTF.

    ``months`` tells that two figures are a month and a year, ``days`` that a number behind a month is a day, ``serials``
    that a number is a day as spreadsheets count them; ``year`` is that of which the document speaks, for want of a day.
    """

    order: Order
    as_of: str
    months: bool = False
    days: bool = False
    serials: bool = False
    year: str = ""

    def read(self, text: str, raised: str = "") -> Parsed | None:
        """The date that a cell holds or, behind "by", ends with; a missing year is told by the day it was ``raised``."""
        text = self._spell(text)
        if self.order != "day" and (m := _NUMERIC.search(text)):
            if self.order == "unsure" and self.is_doubtful(text):
                return None
            if self.order == "month" and int(m[1]) <= 12:
                text = _NUMERIC.sub(lambda m: f"{m[3]}{m[2]}{m[1]}", text)
        if self.order == "month" and (m := _SHORT.search(text)) and int(m[1]) <= 12:
            text = _SHORT.sub(lambda m: f"{m[2]}/{m[1]}", text)
        found = parse_date(text)
        if not found and (m := _TWO_MONTHS.fullmatch(text)):
            return self._complete_both(
                MONTHS[m[1].casefold()], MONTHS[m["last"].casefold()], raised, ranged=bool(m["ranged"])
            )
        yearless = None if found else parse_yearless(text)
        if found or yearless:
            return self._complete(*yearless, raised) if yearless else found
        return self._read_around(text, raised)

    def _read_around(self, text: str, raised: str) -> Parsed | None:
        """The date behind "by" or before a remark, or the end of this month."""
        if at := find_due(text):
            return self.read(text[slice(*at)], raised)
        if _MONTH_END.fullmatch(text):
            return self._end_month(raised)
        aside = _BESIDE.search(text)
        return self.read(text[: aside.start()], raised) if aside else None

    def _spell(self, text: str) -> str:
        """The text with its dates of two figures, or of a month and a number, as dates that leave no doubt."""
        if self.months and (m := _MONTH_YEAR.fullmatch(text)):
            return f"20{m[2]}-{int(m[1]):02d}"
        if self.serials and _SERIAL.fullmatch(text):
            return (_SERIAL_ZERO + timedelta(days=int(text))).isoformat()
        return _NAMED.sub(r"\2 \1", text) if self.days else text

    def is_doubtful(self, text: str) -> bool:
        """A date of numbers that could be read either way, in a document that prints dates both ways."""
        pairs = [(int(m[1]), int(m[3])) for m in _NUMERIC.finditer(text)]
        return self.order == "unsure" and any(a != b and a <= 12 and b <= 12 for a, b in pairs)

    def _end_month(self, raised: str) -> Parsed | None:
        """The month in which an action was raised, or else that of the document."""
        since = self.read(raised) if raised else None
        m = re.match(r"\d{4}-(?:0\d|1[0-2])", since.edtf if since else self.as_of)
        return Parsed(m[0], bounds(m[0])[1]) if m else None

    def _complete_both(self, first: int, last: int, raised: str, *, ranged: bool) -> Parsed | None:
        """From one month to another one behind it; the two alone, unless they are ``ranged`` or one follows the other."""
        start = self._complete(first, None, raised)
        if start is None or first == last:
            return start
        end = f"{int(start.edtf[:4]) + (last < first)}-{last:02d}"
        edtf = f"{start.edtf}/{end}" if ranged or (last - first) % _DECEMBER == 1 else f"{{{start.edtf},{end}}}"
        return Parsed(edtf, bounds(edtf)[1])

    def _complete(self, month: int, day: int | None, raised: str) -> Parsed | None:
        """The date of that month that is near enough to leave no doubt about its year."""
        since = self.read(raised) if raised else None
        near = since.edtf if since else self.as_of
        if not near and self.year:
            edtf = f"{self.year}-{month:02d}" + (f"-{day:02d}" if day else "")
            return Parsed(edtf, bounds(edtf)[1])
        if not re.match(r"\d{4}-(?:0\d|1[0-2])", near):
            return None
        year, now = int(near[:4]), int(near[5:7])
        ahead = (month - now) % 12
        if ahead > (_AFTER_RAISED if since else _AHEAD):
            ahead -= 12
        if ahead < (0 if since else -_BEHIND):
            return None
        year += (now - 1 + ahead) // 12
        edtf = f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
        return Parsed(edtf, bounds(edtf)[1])
