"""Dates in running text -> EDTF: a grammar of days, months, years, seasons, quarters and the ranges made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bvgraph.reading.dates import MONTHS, SEASONS, parse_date
from bvgraph.reading.edtf import bounds
from bvgraph.reading.naming.calendar import Calendar
from bvgraph.reading.naming.lexicon import any_of, numbers, words
from bvgraph.reading.naming.sheets import Found

_LONG = [m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july")]
_BEFORE_SEASON = tuple(words("dates", "before_season"))
_FEASTS = numbers("dates", "feasts")
_M = rf"(?:(?i:{any_of(list(MONTHS))})(?![a-z]))(?:\.(?= ?\d))?"
_Y = r"(?:(?:19|20)\d\d(?!\d|[.,]\d|%))"
_YY = r"(?:['’]?\d\d(?![\d%]|[./]\d|(?:st|nd|rd|th)\b))"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?: ?(?:st|nd|rd|th)\b)?"
_DASH = r" ?[-–—] ?"
_PRE = r"(?:(?:end|start|beginning)(?: of)? |(?:early|mid|late)[- ]{1,2})?"

Reader = Callable[[re.Match[str], Calendar], str | None]


def _month(word: str) -> int:
    return MONTHS[word.casefold().rstrip(".")]


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _year(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _valid(edtf: str) -> str | None:
    """The string, None where a part of it is no day of the calendar."""
    try:
        bounds(edtf)
    except ValueError:
        return None
    return edtf


_FUTURE = re.compile(
    r"\b(?:will|to be|due|scheduled|expected|planned|planning|aim|target|proposed|until|ready|by the end|by end)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|held|met|took|went|began|has been|have been|since|last|[a-z]{3,}ed)\b", re.IGNORECASE)


def tense_of(m: re.Match[str]) -> int:
    """What the sentence around a date speaks of: 1 what is to come, -1 what has been, 0 if nothing tells."""
    before = re.split(r"[.;\n\t]", m.string[max(0, m.start() - 80) : m.start()])[-1]
    after = re.split(r"[.;\n\t]", m.string[m.end() : m.end() + 50])[0]
    if _FUTURE.search(before):
        return 1
    return -1 if _PAST.search(before) or _PAST.search(after) else 0


def _day_month_year(m: re.Match[str], _: Calendar) -> str | None:
    return _valid(f"{_year(m['y'])}-{_month(m['m']):02d}-{_day(m['d']):02d}")


def _day_month(m: re.Match[str], calendar: Calendar) -> str | None:
    return calendar.settle_month(_month(m["m"]), _day(m["d"]), tense_of(m))


def _days_month(m: re.Match[str], calendar: Calendar) -> str | None:
    """Two days ("22nd and 23rd July"), or a range ("22 - 24 July", "between 22 and 24 July")."""
    month = _month(m["m"])
    ends = [
        _valid(f"{_year(m['y'])}-{month:02d}-{_day(d):02d}") if m["y"] else calendar.settle_month(month, _day(d))
        for d in (m["d"], m["d2"])
    ]
    if None in ends:
        return None
    between = m.string[max(0, m.start() - 12) : m.start()].casefold().endswith(("between ", "between the "))
    return f"{ends[0]}/{ends[1]}" if between or re.search(r"[-–—]|to", m["j"]) else f"{{{ends[0]},{ends[1]}}}"


def _month_year(m: re.Match[str], calendar: Calendar) -> str | None:
    year = _year(m["y"])
    return f"{year}-{_month(m['m']):02d}" if len(m["y"]) == 4 or calendar.is_near(year) else None


def _months_year(m: re.Match[str], _: Calendar) -> str | None:
    """From the first month to the last ("May and June 2015", "Dec 2019/Jan 2020")."""
    if m["y"] and " and " in m[0]:
        return None
    year, first, last = _year(m["y2"]), _month(m["m"]), _month(m["m2"])
    start = _year(m["y"]) if m["y"] else year - (first > last)
    return f"{start}-{first:02d}/{year}-{last:02d}"


def _months(m: re.Match[str], calendar: Calendar) -> str | None:
    ends = calendar.settle_month(_month(m["m"])), calendar.settle_month(_month(m["m2"]))
    return f"{ends[0]}/{ends[1]}" if ends[0] and ends[1] and ends[0] < ends[1] else None


def _bare_month(m: re.Match[str], calendar: Calendar) -> str | None:
    """A month alone; "May" and "March" are verbs too, so they need a word for time in front, or a name after them."""
    if m["m"].casefold() in ("may", "march"):
        before = re.search(r"(\w+)[ -]*\Z", m.string[max(0, m.start("m") - 20) : m.start("m")])
        timed = before is not None and before[1].casefold() in words("dates", "before_month")
        if not timed and not (m["m"] == "March" and re.match(r" [A-Z]", m.string[m.end() : m.end() + 2])):
            return None
    return calendar.settle_month(_month(m["m"]), tense=tense_of(m))


def _numeric(m: re.Match[str], calendar: Calendar) -> str | None:
    date = parse_date(m[0].replace(" ", ""))
    return date.edtf if date and (len(m["y"]) == 4 or calendar.is_near(_year(m["y"]))) else None


def _point(m: re.Match[str], calendar: Calendar) -> str | None:
    return calendar.settle_month(int(m["m"]), int(m["d"])) if 1 <= int(m["m"]) <= 12 else None


def _season(m: re.Match[str], calendar: Calendar) -> str | None:
    season = SEASONS[m["s"].casefold()]
    if m["y"]:
        return f"{m['y']}-{season}"
    before = re.search(r"(?:^|\W)((?:[A-Za-z]+ )?[A-Za-z]+) \Z", m.string[max(0, m.start("s") - 24) : m.start("s")])
    heard = before and any(before[1].casefold().endswith(w) for w in _BEFORE_SEASON)
    return calendar.settle_season(season) if heard else None


def _quarter(m: re.Match[str], calendar: Calendar) -> str | None:
    year = _year(m["y"]) if m["y"] else None
    return calendar.settle_quarter(int(m["q"]), year)


def _years(m: re.Match[str], calendar: Calendar) -> str | None:
    """A financial year ("2017-18"), or from one year to another ("2016-18"); two digits must be near the document's."""
    first, last = _year(m["y"]), _year(m["y2"])
    if len(m["y"]) == 2 and (last != first + 1 or not calendar.is_near(first)):
        return None
    if last == first + 1:
        return f"{first}-04/{last}-03"
    return f"{first}/{last}" if first < last <= first + 10 else None


def _two_years(m: re.Match[str], _: Calendar) -> str | None:
    return f"{{{m['y']},{m['y2']}}}" if int(m["y"]) < int(m["y2"]) else None


def _one_year(m: re.Match[str], calendar: Calendar) -> str | None:
    return m["y"] if calendar.now is None or abs(int(m["y"]) - calendar.now.year) <= 30 else None


def _feast(m: re.Match[str], calendar: Calendar) -> str | None:
    return calendar.settle_month(_FEASTS[m["f"].casefold()])


def _grammar(*rules: tuple[str, Reader]) -> list[tuple[re.Pattern[str], Reader]]:
    return [(re.compile(pattern), read) for pattern, read in rules]


_QUARTER_YEAR = r"(?:(?:,| of| in)? ?(?i:fy |financial year |the )*(?P<y>20\d\d|\d\d)[/-](?:20)?\d\d(?!\d))?"

# What begins with a digit, and what begins with a letter.  Of those that fit, the longest stands, then the first here.
_DIGITS = _grammar(
    (rf"(?P<d>{_D})(?P<j> ?(?:and|&|to|[-–—/]) ?)(?P<d2>{_D})(?: of)? (?P<m>{_M})(?: (?P<y>{_Y}))?", _days_month),
    (rf"(?P<d>{_D})(?: of)?[ -]?(?P<m>{_M})(?:,? ?|-)(?P<y>{_Y})", _day_month_year),
    (rf"(?P<d>{_D})[ -](?P<m>{_M})[ -]?(?P<y>{_YY})", _day_month_year),
    (rf"(?P<d>{_D})(?: of)? (?P<m>{_M})(?!\w)", _day_month),
    (r"(?P<d>\d{1,2}) ?(?P<s>[/.-]) ?(?P<m>\d{1,2}) ?(?P=s) ?(?P<y>(?:20)?\d\d)(?![\d%/])", _numeric),
    (r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _numeric),
    (r"(?<=[A-Za-z] )(?P<d>[0-3]\d)\.(?P<m>[01]\d)(?![\d%]|\.\d| ?(?:am|pm|hrs|m\b|k\b))", _point),
    (r"(?P<y>20\d\d) ?[-–/] ?(?P<y2>20\d\d)(?![\d%])", _years),
    (r"(?P<y>20\d\d) ?[-–/] ?(?P<y2>\d\d)(?![\d%/-]|\.\d)", _years),
    (r"(?P<y>\d\d)[-–/](?P<y2>\d\d)(?![\d%/-]|\.\d| ?x )", _years),
    (rf"(?P<y>{_Y}) ?(?:&|and) ?(?P<y2>{_Y})", _two_years),
    (rf"(?P<y>{_Y})(?![\w/-]*\d)", _one_year),
)
_LETTERS = _grammar(
    (rf"(?P<m>{_M}) (?P<d>{_D}),? (?P<y>{_Y})", _day_month_year),
    (rf"(?P<m>{_M})(?: (?P<y>{_Y}))?(?: ?(?:and|&|to|until|[-–—/]) ?)(?P<m2>{_M})[ -](?P<y2>{_Y}|{_YY})", _months_year),
    (rf"(?P<m>{_M})(?: ?[-–—/] ?)(?P<m2>{_M})(?=\W)", _months),
    (rf"{_PRE}(?P<m>{_M}),?(?: of)?[ -]?(?P<y>{_Y})", _month_year),
    (rf"{_PRE}(?P<m>{_M})[ -]20-(?P<y>\d\d)(?!\d)", _month_year),
    (rf"{_PRE}(?P<m>{_M})[ -]?(?P<y>{_YY})(?!\w)", _month_year),
    (rf"(?P<m>{_M}) (?P<d>{_D})(?![\w%])", _day_month),
    (rf"{_PRE}(?P<m>{any_of([n.title() for n in _LONG])})(?!\w)", _bare_month),
    (rf"(?i:(?:end|start)(?: of)? )?(?i:quarter|qtr|q) ?(?P<q>[1-4])(?!\d){_QUARTER_YEAR}", _quarter),
    (rf"(?i:early |mid[- ]|late )?(?P<s>(?i:{any_of(list(SEASONS))}))(?!\w)(?:,?(?: of)? (?P<y>{_Y}))?", _season),
    (r"(?i:financial year|municipal year|fy) ?(?P<y>20\d\d|\d\d) ?[-–/] ?(?P<y2>(?:20)?\d\d)(?![\d%])", _years),
    (rf"(?P<f>{any_of([f.title() for f in _FEASTS])})(?! (?:Day|Eve)|\w|'s)", _feast),
)
_STARTS = [
    *MONTHS,
    *SEASONS,
    *_FEASTS,
    "end",
    "start",
    "beginning",
    "early",
    "mid",
    "late",
    "quarter",
    "qtr",
    "q",
    "financial",
    "municipal",
    "fy",
]
_ANCHOR = re.compile(rf"(?<![\w£$€./-])(?:(?P<d>\d)|(?i:{any_of(_STARTS)}))")

# A whole cell that may be a date in a form of its own, or misread by scanning.
_CELL = re.compile(r"(?<=[\t\n])(?P<c>[A-Z][A-Za-z]{2,8}[ -]\d\d(?:\d\d)?)(?=[\t\n])")


def find_dates(text: str, calendar: Calendar) -> Iterator[Found]:
    """All that reads as a date, overlapping ones too: which of them stand is settled together with all else found."""
    for anchor in _ANCHOR.finditer(text):
        for order, (pattern, read) in enumerate(_DIGITS if anchor["d"] else _LETTERS):
            if (m := pattern.match(text, anchor.start())) and (edtf := read(m, calendar)):
                yield Found(m.start(), m.end(), "date", edtf, 30 + order)
    for m in _CELL.finditer(text):
        if date := parse_date(m["c"]):
            yield Found(m.start("c"), m.end("c"), "date", date.edtf, 29)
