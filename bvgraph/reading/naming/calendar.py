"""The time for which a document speaks, and what a month, day, season or quarter without a year means in it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from bvgraph.reading.edtf import bounds
from bvgraph.records import Document


@dataclass(frozen=True, slots=True)
class Calendar:
    """``now`` is the day for which the document speaks; ``first`` to ``last`` is the period that it covers, if known."""

    now: dt.date | None
    first: dt.date | None
    last: dt.date | None

    @classmethod
    def of(cls, document: Document) -> Calendar:
        """As the manifest has it; without one, by the period that the title names, or the year that the text names most."""
        first, last = bounds(document.period) if document.period else (None, None)
        now = bounds(document.as_of)[1] if document.as_of else None
        years = Counter(re.findall(r"(?<![\d£,.])20\d\d(?!\d)", document.text)) if not (now or last) else Counter()
        if years:
            return cls(dt.date(int(max(years, key=lambda y: (years[y], y))), 7, 1), None, None)
        return cls(now or last, first, last)

    def settle_month(self, month: int, day: int | None = None, tense: int = 0) -> str | None:
        """EDTF of a month or day without a year: the one in the document's period, else the one nearest to its day.

        ``tense`` is 1 where the sentence speaks of what is to come, -1 where of what has been.
        """
        if self.now is None:
            return None
        days = [d for y in range(self.now.year - 1, self.now.year + 2) if (d := _day(y, month, day or 15))]
        within = [d for d in days if self.first and self.last and self.first <= d <= self.last]
        if not days:
            return None
        now = _of(self.now)
        told = [d for d in days if tense and (d - now).days * tense >= 0]
        best = min(within or told or days, key=lambda d: abs((d - now).days))
        return best.isoformat() if day else f"{best.year}-{best.month:02d}"

    def settle_season(self, season: int) -> str | None:
        """EDTF of a season without a year: the one nearest to the document's day."""
        if self.now is None:
            return None
        years = range(self.now.year - 1, self.now.year + 2)
        middle = {y: _day(y, (season - 20) * 3 + 1, 15) or _of(self.now) for y in years}
        return f"{min(middle, key=lambda y: abs((middle[y] - _of(self.now)).days))}-{season}"

    def settle_quarter(self, quarter: int, year: int | None = None) -> str | None:
        """EDTF of a quarter of a financial year, that of the document unless ``year`` says in which April it began."""
        if year is None:
            day = self.first if self.first and self.last and (self.last - self.first).days < 370 else self.now
            if day is None:
                return None
            year = day.year - (day.month < 4)
        month = quarter * 3 + 1
        year, month = (year + 1, 1) if month > 12 else (year, month)
        return f"{year}-{month:02d}/{year}-{month + 2:02d}"

    def is_near(self, year: int) -> bool:
        """A year that such a document may well speak of; two printed digits are a year only then."""
        return self.now is not None and -5 <= year - self.now.year <= 5


def _of(day: dt.date | None) -> dt.date:
    return day or dt.date.min


def _day(year: int, month: int, day: int) -> dt.date | None:
    """The day, None where there is no such day."""
    month_length = calendar.monthrange(year, (month - 1) % 12 + 1)[1]
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, day) if 1 <= day <= month_length else None
