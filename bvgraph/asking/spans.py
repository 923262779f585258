"""Spans of time: from the words of a question to their first and last day, and to what is due or dated between these."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from bvgraph.asking.items import Timed
from bvgraph.asking.parsing import Part
from bvgraph.asking.refusing import refuse_quarter
from bvgraph.asking.selections import Condition, Every, Fact
from bvgraph.graph import vocabulary as v

if TYPE_CHECKING:
    from bvgraph.asking.moments import Moment

_DAY: Final = dt.timedelta(days=1)


def read_time(part: Part) -> Timed:
    """Return the span of time that a part of the grammar's ``when`` stands for."""
    form = part.symbol.rpartition(".")[2]
    moments: list[Moment] = [child.value for child in part.parts if child.symbol == "date"]  # type: ignore[misc]
    unclear = next((moment for moment in moments if not moment.edtf), None)
    if unclear is not None:
        raise refuse_quarter(unclear.asked, unclear.first)
    first, last = min(m.first for m in moments), max(m.last for m in moments)
    asked = " and ".join(moment.asked.removeprefix("of ").removeprefix("the ") for moment in moments)
    edtf = moments[0].edtf if len(moments) == 1 else ""
    if form == "before":
        end = last if any(child.symbol == "END-OF" for child in part.parts) else first
        return Timed(form, None, end - _DAY, f"before {asked}", edtf)
    if form in ("by", "or-earlier") or form == "by-end":
        return Timed(form, None, last, f"by {asked}", edtf)
    if form == "after":
        return Timed(form, last + _DAY, None, f"after {asked}", edtf)
    if form in ("since", "onwards"):
        return Timed(form, first, None, f"since {asked}", edtf)
    return Timed("in" if form == "date" else form, first, last, f"between {asked}" if len(moments) > 1 else asked, edtf)


def due_within(time: Timed) -> Condition:
    """Return that a row is due in a span of time."""
    facts = []
    if time.first is not None:
        facts.append(Fact("due-since", (_date(time.first),), f"due {_say_time(time)}"))
    if time.last is not None:
        facts.append(Fact("due-until", (_date(time.last),), f"due {_say_time(time)}" if time.first is None else ""))
    return facts[0] if len(facts) == 1 else Every(tuple(facts))


def dated(time: Timed) -> list[Condition]:
    """Return that a row mentions a date in a span of time; the first of a month counts with the month itself."""
    first = "" if time.first is None else time.first.isoformat()
    if time.first is not None and time.first.day == 1 and time.edtf.count("-") != 2:
        first = first[:7] if time.first.month != 1 or "-" in time.edtf else first[:4]
    last = "9999" if time.last is None else time.last.isoformat()
    says = f"that mention a date {_say_time(time)}"
    return [Fact("dated-since", (Literal(first),), says), Fact("dated-until", (Literal(last),))]


def _say_time(time: Timed) -> str:
    return time.asked if time.asked.split(" ")[0] in ("by", "before", "after", "since", "between") else f"in {time.asked}"


def _date(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=v.XSD_DATE)
