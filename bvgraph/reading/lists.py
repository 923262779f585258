"""Lines outside tables: the lists of actions that they head, belong to and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bvgraph.reading.blocks import Clean, Row
from bvgraph.reading.customs import Customs
from bvgraph.reading.drafts import Outline
from bvgraph.reading.imperatives import speaks_of_others
from bvgraph.reading.minutes import speaks_of_action, take_minute
from bvgraph.reading.plans import (
    calls_itself_plan,
    find_month,
    find_promiser,
    find_stage,
    heads_all,
    heads_dated,
    heads_points,
    promises,
    take_dated,
)
from bvgraph.reading.points import (
    Number,
    charges_list,
    ends_list,
    find_group_owner,
    find_owner,
    follows_point,
    heads_actions,
    is_bullet,
    is_charge,
    is_mark_alone,
    is_point,
    read_number,
)
from bvgraph.reading.prose import is_heading

_NEAR = 2  # lines between two of one list
_AHEAD = re.compile(
    r"(?:\W*\d+[.)]?\s+)?(?:(?:agenda )?items? (?:for|at|on) (?:the |our )?(?:next|future) (?:meetings?|agendas?)|"
    r"(?:draft |proposed )?agenda (?:for|of) (?:the |our )?next meeting|"
    r"next (?:meeting|agenda)(?:['’]s)? (?:agenda|items))\b[^.]*$",
    re.IGNORECASE,
)
_MARK = re.compile(r"\W*(?:ACTION|Action)(?: [Pp]oint)?s?(?: \d[\d.]*)?\s*[:–-]")
_TOPIC = re.compile(r"\S.*\s[–—-]\s+(?:next steps|follow[- ]?ups?)$", re.IGNORECASE)  # what was talked about, and then
_LEAST_MARKS = 3  # actions that a document marks one by one


@dataclass(slots=True)
class Lists:
    """Where in its lists of actions the reading of a document stands, whose lines begin with ``texts``.

    From the line ``listed`` on, if it is any, each may be an action; so may those on the ``told`` lines, wherever they
    stand. ``plan`` tells that the document calls itself a plan or a roadmap, ``marked`` that it marks its actions one by
    one, ``above`` is the line before; of the list at hand ``bulleted`` tells that its points have bullets, ``parted``
    that its parts have headings, ``promised`` that a sentence heads it, ``dated`` that a date begins each point.
    ``ahead`` tells that the lines at hand say what the next meeting will be about; ``number`` is what the next point of
    a list of what one action is to bring has to have, ``item`` that of the heading that the list stands beneath;
    ``local`` tells that the list's heading stands over others too.
    """

    outline: Outline
    customs: Customs
    texts: Sequence[str]
    listed: int
    told: frozenset[int] = frozenset()
    plan: bool = field(init=False)
    marked: bool = field(init=False)
    above: Row | None = None
    bulleted: bool = False
    parted: bool = False
    promised: bool = False
    dated: bool = False
    ahead: bool = False
    number: Number | None = None
    item: Number | None = None
    local: bool = False

    def __post_init__(self) -> None:
        self.plan = not self.outline.ruled and calls_itself_plan(self.texts)
        self.marked = sum(_MARK.match(text) is not None for text in self.texts) >= _LEAST_MARKS

    def take(self, row: Row, after: Row | None) -> str:
        """Use a line outside tables; ``after`` is the next one.  Returns what it was used for: an entry, or prose."""
        above, self.above = self.above, row
        self._note_month(row)
        if self.dated and (draft := take_dated(row)):
            self.outline.start(draft)
            return "entry"
        self.dated = self.plan and (heads_dated(row.texts[row.filled[0]]) or (self.dated and not is_heading(row)))
        self._count(row)
        listing = self.outline.listing and (is_bullet(row) or not self.bulleted)
        listing = listing or row.line in self.told
        told = listing or self.outline.charged or speaks_of_action(row)
        self.ahead = self._looks_ahead(row, above)
        told = told and not (self.ahead and not _MARK.match(row.texts[row.filled[0]]))
        at_hand, self.outline.listing = self.outline.listing, self.outline.listing and (listing or not self.promised)
        self.outline.listing = self.outline.listing or row.line in self.told
        opens = charges_list(row, after) and bool(find_owner(row, self.customs.roster))
        used = take_minute(row, above, self.outline, self.customs.roster) if told else None
        self.outline.listing = at_hand
        group = used is None and self._heads_group(row, above, after)
        if group:
            self.outline.owner = find_group_owner(row, self.customs.roster)
        self.outline.named = is_mark_alone(row)
        self.outline.charged = self.outline.named or (self.outline.charged and used is not None)
        heads = opens or self._heads_list(row, after)
        if is_heading(row) and not group and not row.texts[0].endswith(":"):
            self.item = read_number(row)
        if heads:
            self._open_list(row)
            self.number = read_number(after) if opens and after else None
        goes_on = used is not None or group or not self._ends(row, above, after)
        self.outline.listing = heads or 0 < self.listed <= row.line or (self.outline.listing and goes_on)
        self.parted = self.outline.listing and not heads and (group or self.parted)
        points = group or self.bulleted or is_bullet(row)
        self.bulleted = self.outline.listing and not heads and not self.listed and points
        if not self.outline.listing:
            self.outline.owner, self.outline.staged = Clean(), False
            self.outline.state = Clean() if is_heading(row) else self.outline.state
        self.outline.apart = self.outline.apart or used is None
        return used or "prose"

    def _note_month(self, row: Row) -> None:
        """In which month of a plan what stands beneath a heading is to be done."""
        if is_heading(row):
            self.outline.month = find_month(row) if self.plan or self.told else Clean()

    def _count(self, row: Row) -> None:
        """End a list of what one action is to bring at the line that has not the next number, marked as the first."""
        if self.number and read_number(row) == self.number:
            self.number = self.number.after
        elif self.number:
            self.number, self.outline.listing, self.outline.owner = None, False, Clean()

    def _looks_ahead(self, row: Row, above: Row | None) -> bool:
        """The line heads what the next meeting will be about, or stands right below others of it."""
        text = row.texts[row.filled[0]]
        near = above is not None and row.line - above.line <= _NEAR
        return _AHEAD.match(text) is not None or (self.ahead and near and not (text.endswith(":") or heads_actions(row)))

    def _heads_list(self, row: Row, after: Row | None) -> bool:
        """The line heads a list of actions; one in words that could head anything, where points stand right below."""
        pointed = after is not None and is_point(after)
        if self.marked and _TOPIC.fullmatch(row.texts[row.filled[0]].rstrip(": ")):
            return False
        if heads_actions(row):
            return pointed or not self.outline.named
        if self.outline.ruled:
            return False
        text = after.texts[after.filled[0]] if after else ""
        return heads_points(row, plan=self.plan) and (pointed or text[:1].islower() or promises(text, plan=self.plan))

    def _open_list(self, row: Row) -> None:
        """Who does what the line heads, and how far all of it is; a sentence beneath such a heading leaves that as it is."""
        text = row.texts[row.filled[0]]
        self.promised = promises(text, plan=self.plan)
        self.local = self.texts.count(text) > 1
        beneath = self.outline.listing and self.promised
        self.outline.owner = find_owner(row, self.customs.roster) or find_promiser(row)
        self.outline.state = self.outline.state if beneath else find_stage(row, plan=self.plan)
        self.outline.staged = self.outline.staged if beneath else self.plan and heads_all(text, self.texts)

    def _heads_group(self, row: Row, above: Row | None, after: Row | None) -> bool:
        """The heading of a part of a list of actions: right below the list's own, or above more points with bullets."""
        first = above is not None and heads_points(above, plan=self.plan) and not is_bullet(row)
        goes_on = bool(self.outline.state) and row.texts[0].endswith(":")  # with points of another kind
        wide = not self.local or bool(find_group_owner(row, self.customs.roster))
        more = self.bulleted and wide and after is not None and is_bullet(after) and not goes_on
        heads = is_heading(row) and not heads_points(row, plan=self.plan) and not speaks_of_others(row.texts[0])
        return self.outline.listing and heads and not self._is_next_item(row) and (first or more)

    def _is_next_item(self, row: Row) -> bool:
        """A heading with the number after that of the one that the list stands beneath."""
        return self.item is not None and read_number(row) == self.item.after

    def _ends(self, row: Row, above: Row | None, after: Row | None) -> bool:
        """A line ends the list, unless its number goes on, or without bullets the next line charges somebody."""
        if self.parted:
            return is_heading(row)
        bare = above is not None and not is_point(above) and is_charge(after, self.customs.roster)
        return ends_list(row) and not follows_point(row, above) and not bare
