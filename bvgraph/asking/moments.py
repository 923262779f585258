"""Dates in questions: days, months, quarters, years and financial years, as EDTF with their first and last day."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bvgraph.asking.tokens import Token
from bvgraph.reading.dates import MONTHS, SEASONS, parse_date
from bvgraph.reading.edtf import bounds

_LONGEST: Final = 6
_SMALL: Final = frozenset(("of", "the", "quarter", "qtr", "q1", "q2", "q3", "q4"))


class Moment(NamedTuple):
    """A date as asked: its EDTF form, its first and its last day."""

    asked: str
    edtf: str
    first: dt.date
    last: dt.date


def find_dates(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, Moment]]:
    """Yield every stretch of words that is a date, by where it begins and ends."""
    for start in range(len(tokens)):
        yield from _find_month(text, tokens, start)
        yield from _find_quarter(text, tokens, start)
        for end in range(start + 1, min(start + _LONGEST, len(tokens)) + 1):
            if not _is_datelike(tokens[end - 1].word):
                break
            asked = text[tokens[start].start : tokens[end - 1].end]
            parsed = parse_date(re.sub(r"\bthe\b|\bof\b", " ", asked))
            first, last = bounds(parsed.edtf) if parsed else (None, None)
            if parsed and first and last and re.search(r"\d", asked):
                yield start, end, Moment(asked, parsed.edtf, first, last)


def _find_month(text: str, tokens: Sequence[Token], start: int) -> Iterator[tuple[int, int, Moment]]:
    """Yield a month whose year is said with the next one: "between April and June 2017"."""
    month, joint, other, year = ([token.word for token in tokens[start : start + 4]] + [""] * 4)[:4]
    if month in MONTHS and joint in ("and", "to", "or") and other in MONTHS and re.fullmatch(r"20\d\d", year):
        edtf = f"{year}-{MONTHS[month]:02d}"
        first, last = bounds(edtf)
        if first and last:
            yield start, start + 1, Moment(text[tokens[start].start : tokens[start].end], edtf, first, last)


def _find_quarter(text: str, tokens: Sequence[Token], start: int) -> Iterator[tuple[int, int, Moment]]:
    """Yield "Q2 2017", which has no EDTF form: it may be one of the calendar's or of a financial year."""
    quarter, year = ([token.word for token in tokens[start : start + 2]] + [""] * 2)[:2]
    if re.fullmatch(r"q[1-4]", quarter) and re.fullmatch(r"20\d\d", year):
        month = 3 * int(quarter[1]) - 2
        first, last = dt.date(int(year), month, 1), bounds(f"{year}-{month + 2:02d}")[1]
        if last is not None:
            yield start, start + 2, Moment(text[tokens[start].start : tokens[start + 1].end], "", first, last)


def _is_datelike(word: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:st|nd|rd|th)?", word)) or word in MONTHS or word in SEASONS or word in _SMALL
