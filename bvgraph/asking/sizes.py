"""How large a slip is: "by a year or more", "by more than six months", as days.

A month has 28 to 31 days, so "six months or more" begins with the shortest six months that there are, and "more than six
months" after the longest.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal

from bvgraph.asking.parsing import Part
from bvgraph.asking.selections import Fact
from bvgraph.graph import vocabulary as v

_MONTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS: Final = {"day": 1, "week": 7}
_IN_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def read_size(part: Part) -> tuple[Fact, ...]:
    """Return the facts that narrow a slip to the size that a part of the grammar gives."""
    bound = next(child.symbol for child in part.parts if child.symbol.startswith(("bound.", "limit."))).partition(".")[2]
    symbols = {child.symbol for child in part.parts}
    bound = "least" if "OR-MORE" in symbols else "most" if "OR-LESS" in symbols else bound
    duration = next(child for child in part.parts if child.symbol.startswith("duration."))
    count, unit = _measure(duration)
    shortest, longest = reckon_days(count, unit)
    said = f"{count:g} {unit}{'' if count == 1 else 's'}"
    if bound == "more":
        return (_fact("over", longest, f"by more than {said}"),)
    if bound == "less":
        return (_fact("under", shortest, f"by less than {said}"),)
    if bound == "most":
        return (_fact("most", longest, f"by at most {said}"),)
    if bound == "least":
        return (_fact("least", shortest, f"by at least {said}"),)
    return _fact("least", shortest, f"by {said}"), _fact("most", longest, "")


def reckon_days(count: float, unit: str) -> tuple[int, int]:
    """Return how many days so many weeks, months or years have at least and at most.

    >>> reckon_days(6, "month"), reckon_days(1, "year"), reckon_days(2, "week")
    ((181, 184), (365, 366), (14, 14))
    """
    if unit in _DAYS:
        return int(count * _DAYS[unit]), int(count * _DAYS[unit])
    months = round(count * _IN_MONTHS[unit])
    years, rest = divmod(months, 12)
    spans = [_add_days(start, rest, leap) for start in range(12) for leap in (0, 1)]
    return years * 365 + years // 4 + min(spans), years * 365 + -(-years // 4) + max(spans)


def _add_days(start: int, months: int, leap: int) -> int:
    """Return the days of ``months`` from the month ``start`` on, with the day that a leap year adds to its second month."""
    return sum(_MONTHS[(start + month) % 12] + leap * ((start + month) % 12 == 1) for month in range(months))


def _measure(duration: Part) -> tuple[float, str]:
    unit = next(child.symbol for child in duration.parts if child.symbol.startswith("unit.")).removeprefix("unit.")
    if duration.symbol == "duration.half":
        return 0.5, unit
    count = next((child.value for child in duration.parts if child.symbol == "number"), 1)
    return float(count) if isinstance(count, int) else 1.0, unit


def _fact(how: str, days: int, says: str) -> Fact:
    return Fact(f"slip-{how}", (Literal(str(days), datatype=v.XSD_INTEGER),), says)
