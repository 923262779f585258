"""Dates in running text -> EDTF: a grammar of days, months, years, seasons, quarters and the ranges made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bvgraph.reading.dates import MONTHS, SEASONS, bounds, parse_date
from bvgraph.reading.naming.calendar import Calendar
from bvgraph.reading.naming.lexicon import any_of, load, words
from bvgraph.reading.naming.sheets import Found

_LONG = [m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july")]
_FEASTS = {str(k): int(str(v)) for k, v in dict(load("dates")["feasts"]).items()}  # type: ignore[call-overload]
_M = rf"(?:(?i:{any_of(list(MONTHS))})(?![a-z]))(?:\.(?= ?\d))?"
_Y = r"(?:(?:19|20)\d\d(?!\d|[.,]\d|%))"
_YY = r"(?:['’]?\d\d(?![\d%]|[./]\d|(?:st|nd|rd|th)\b))"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?: ?(?:st|nd|rd|th)\b)?"
_DASH = r" ?[-–—] ?"
_EDGE = r"(?<![\w£$€./-])"
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


_FUTURE = re.compile(r"\b(?:will|to be|due|scheduled|expected|planned|planning|aim|target|proposed|until|ready|by the end|by end)\b", re.IGNORECASE)
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
    """ "22nd and 23rd July" are two days, "22 - 24 July" is a range."""
    month = _month(m["m"])
    ends = [
        _valid(f"{_year(m['y'])}-{month:02d}-{_day(d):02d}") if m["y"] else calendar.settle_month(month, _day(d))
        for d in (m["d"], m["d2"])
    ]
    if None in ends:
        return None
    return f"{ends[0]}/{ends[1]}" if re.search(r"[-–—]|to", m["j"]) else f"{{{ends[0]},{ends[1]}}}"


def _month_year(m: re.Match[str], calendar: Calendar) -> str | None:
    year = _year(m["y"])
    return f"{year}-{_month(m['m']):02d}" if len(m["y"]) == 4 or calendar.is_near(year) else None


def _months_year(m: re.Match[str], _: Calendar) -> str | None:
    """ "May and June 2015", "Dec 2019/Jan 2020": from the first month to the last."""
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
    year = m.groupdict().get("y")
    return f"{year}-{season}" if year else calendar.settle_season(season)


def _quarter(m: re.Match[str], calendar: Calendar) -> str | None:
    year = _year(m["y"]) if m["y"] else None
    return calendar.settle_quarter(int(m["q"]), year)


def _years(m: re.Match[str], calendar: Calendar) -> str | None:
    """ "2017-18" is a financial year, "2016-18" runs from one year to another; two digits must be near the document's."""
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


def _in_full(pattern: str) -> re.Pattern[str]:
    return re.compile(_EDGE + pattern)


# In this order, the first that matches at a place wins; what is longer stands before what it contains.
_GRAMMAR: list[tuple[re.Pattern[str], Reader]] = [
    (_in_full(rf"(?P<d>{_D})(?P<j> ?(?:and|&|to|[-–—/]) ?)(?P<d2>{_D})(?: of)? (?P<m>{_M})(?: (?P<y>{_Y}))?"), _days_month),
    (_in_full(rf"(?P<d>{_D})(?: of)?[ -]?(?P<m>{_M})(?:,? ?|-)(?P<y>{_Y})"), _day_month_year),
    (_in_full(rf"(?P<d>{_D})[ -](?P<m>{_M})[ -]?(?P<y>{_YY})"), _day_month_year),
    (_in_full(rf"(?P<m>{_M}) (?P<d>{_D}),? (?P<y>{_Y})"), _day_month_year),
    (
        _in_full(rf"(?P<m>{_M})(?: (?P<y>{_Y}))?(?: ?(?:and|&|to|until|[-–—/]) ?)(?P<m2>{_M})[ -](?P<y2>{_Y}|{_YY})"),
        _months_year,
    ),
    (_in_full(rf"(?P<m>{_M})(?: ?[-–—/] ?)(?P<m2>{_M})(?=\W)"), _months),
    (_in_full(rf"(?P<d>{_D})(?: of)? (?P<m>{_M})(?!\w)"), _day_month),
    (_in_full(rf"{_PRE}(?P<m>{_M}),?(?: of)?[ -]?(?P<y>{_Y})"), _month_year),
    (_in_full(rf"{_PRE}(?P<m>{_M})[ -]20-(?P<y>\d\d)(?!\d)"), _month_year),
    (_in_full(rf"{_PRE}(?P<m>{_M})[ -]?(?P<y>{_YY})(?!\w)"), _month_year),
    (_in_full(rf"(?P<m>{_M}) (?P<d>{_D})(?![\w%])"), _day_month),
    (_in_full(rf"{_PRE}(?P<m>{any_of([n.title() for n in _LONG])})(?!\w)"), _bare_month),
    (_in_full(r"(?P<d>\d{1,2}) ?(?P<s>[/.-]) ?(?P<m>\d{1,2}) ?(?P=s) ?(?P<y>(?:20)?\d\d)(?![\d%/])"), _numeric),
    (_in_full(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"), _numeric),
    (re.compile(rf"(?<=[A-Za-z] )(?P<d>[0-3]\d)\.(?P<m>[01]\d)(?![\d%]|\.\d| ?(?:am|pm|hrs|m\b|k\b))"), _point),
    (
        _in_full(
            rf"(?i:(?:end|start)(?: of)? )?(?i:q(?:uarter|tr)?|qtr) ?(?P<q>[1-4])(?!\d)"
            rf"(?:(?:,| of| in)? ?(?i:fy |financial year |the )*(?P<y>20\d\d|\d\d)[/-](?:20)?\d\d(?!\d))?"
        ),
        _quarter,
    ),
    (_in_full(rf"(?i:early |mid[- ]|late )?(?P<s>(?i:{any_of(list(SEASONS))})),?(?: of)? (?P<y>{_Y})"), _season),
    (
        re.compile(r"(?i:financial year|municipal year|(?<!\w)fy) ?(?P<y>20\d\d|\d\d) ?[-–/] ?(?P<y2>(?:20)?\d\d)(?![\d%])"),
        _years,
    ),
    (_in_full(r"(?P<y>20\d\d) ?[-–/] ?(?P<y2>20\d\d)(?![\d%])"), _years),
    (_in_full(r"(?P<y>20\d\d) ?[-–/] ?(?P<y2>\d\d)(?![\d%/-]|\.\d)"), _years),
    (_in_full(r"(?P<y>\d\d)[-–/](?P<y2>\d\d)(?![\d%/-]|\.\d| ?x )"), _years),
    (_in_full(rf"(?P<y>{_Y}) ?(?:&|and) ?(?P<y2>{_Y})"), _two_years),
    (_in_full(rf"(?P<y>{_Y})(?![\w/-]*\d)"), _one_year),
    (
        re.compile(
            rf"(?<!\w)(?:(?i:{any_of(words('dates', 'before_season'))})) (?P<s>{any_of(list(SEASONS))})(?!\w| ?(?:term|school|clean))"
        ),
        _season,
    ),
    (re.compile(rf"(?<!\w)(?P<f>(?:{any_of([f.title() for f in _FEASTS])}))(?! (?:Day|Eve)|\w|'s)"), _feast),
]


# A whole cell that may be a date in a form of its own, or misread by scanning ("Jui-17").
_CELL = re.compile(r"(?<=[\t\n])(?P<c>[A-Z][A-Za-z]{2,8}[ -]\d\d(?:\d\d)?)(?=[\t\n])")


def find_dates(text: str, calendar: Calendar) -> Iterator[Found]:
    """All that reads as a date, overlapping ones too: which of them stand is settled together with all else found."""
    for order, (pattern, read) in enumerate(_GRAMMAR):
        for m in pattern.finditer(text):
            if edtf := read(m, calendar):
                yield Found(m.start(), m.end(), "date", edtf, 30 + order)
    for m in _CELL.finditer(text):
        if date := parse_date(m["c"]):
            yield Found(m.start("c"), m.end("c"), "date", date.edtf, 29)
