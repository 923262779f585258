"""What initials and dates mean in one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bvgraph.kinds import StatusValue
from bvgraph.reading.blocks import Page, Row
from bvgraph.reading.calendars import Calendar, Order, find_order, find_year, prints_days, prints_months, prints_serials
from bvgraph.reading.drafts import Draft
from bvgraph.reading.rosters import Roster, read_roster
from bvgraph.reading.settings import settled_order
from bvgraph.reading.values import find_status, read_status

_ORDERS: Mapping[str, Order] = {"dmy": "day", "mdy": "month"}
_DATES = ("deadline", "original", "raised", "done")


def is_legend(row: Row) -> bool:
    """A sign and a status, and nothing else ("3 | Slipped")."""
    if len(row.filled) != 2 or row.filled[0] or len(row.texts[0]) != 1:
        return False
    return find_status(row.texts[row.filled[1]]) is not None


@dataclass(frozen=True)
class Customs:
    """The roster and the calendar of a document that speaks for the day ``as_of``; each made when it is first needed.

    ``drafts`` are those whose date cells tell which of day and month comes first.
    """

    page: Page
    as_of: str
    drafts: list[Draft] = field(default_factory=list)

    @cached_property
    def roster(self) -> Roster:
        """Whose initials the document tells."""
        return read_roster(self.page.rows)

    @cached_property
    def legend(self) -> dict[str, StatusValue]:
        """What the signs in status cells stand for ("3"), where the document has a table that says so ("3 | Slipped")."""
        rows = ([r.texts[i] for i in r.filled] for r in self.page.rows if is_legend(r))
        told = {sign: value for sign, text in rows if (value := read_status(text[slice(*find_status(text) or (0,))]))}
        return told if len(told) > 1 else {}

    @cached_property
    def calendar(self) -> Calendar:
        """How the document prints its dates."""
        cells = [d.get(name).text for d in self.drafts for name in _DATES]
        settled = _ORDERS.get(settled_order())
        order = settled or find_order(cells, self.page.text)
        return Calendar(
            order, self.as_of, prints_months(cells), prints_days(cells), prints_serials(cells), find_year(self.page.text)
        )
