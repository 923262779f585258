"""What initials and dates mean in one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from bvgraph.reading.blocks import Page
from bvgraph.reading.calendars import Calendar, find_order
from bvgraph.reading.drafts import Draft
from bvgraph.reading.rosters import Roster, read_roster

_DATES = ("deadline", "original", "raised", "done")


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
    def calendar(self) -> Calendar:
        """How the document prints its dates."""
        cells = [d.get(name).text for d in self.drafts for name in _DATES]
        return Calendar(find_order(cells, self.page.text), self.as_of)
