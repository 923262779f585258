"""The bullets before the points of a plan, which a page or a Word text shows and none of its paragraphs holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from bvgraph.reading.blocks import Clean, Row
from bvgraph.reading.formats.lines import BULLET, flatten
from bvgraph.reading.imperatives import names_plan_of_actions
from bvgraph.reading.plans import TOP, calls_itself_plan, heads_points
from bvgraph.reading.points import heads_actions
from bvgraph.reading.prose import is_heading


@dataclass(slots=True)
class Bulleting:
    """Goes through the paragraphs outside tables; a heading that could head anything is one of points with bullets alone.

    So are the headings within a list of actions, the first of which stands right below what ``opens`` it.
    """

    top: list[str] = field(default_factory=list)
    heads: bool = False
    opens: bool = False
    parted: bool = False

    def mark(self, text: str, *, point: bool) -> str:
        """The text of a paragraph; a ``point`` of a list right beneath what heads actions gets a bullet."""
        if not text.strip():
            return text
        if len(self.top) < TOP:
            self.top.append(text)
        if point:
            self.opens = False
            return BULLET + text if self.heads or names_plan_of_actions(self.top) else text
        row = Row(0, (Clean.supply(flatten(text)),))
        opens = heads_actions(row)
        self.parted = not opens and (self.opens or self.parted) and is_heading(row)
        self.heads = self.parted or (heads_points(row, plan=calls_itself_plan(self.top)) and not opens)
        self.opens = opens
        return text
