"""A row on its way to becoming an entry: what the shapes of layout fill in, line by line."""

from __future__ import annotations

from dataclasses import dataclass, field

from bvgraph.kinds import EntryKind
from bvgraph.reading.blocks import Clean, Row
from bvgraph.records import Deadline, Passage, Problem, Repair


@dataclass(slots=True, eq=False)
class Draft:
    """A row that somebody must deliver, still open to continuation lines.

    ``cells`` maps the fields of the header vocabulary to clean text; ``parent`` is the draft it stands under and
    ``parent_title`` the title of one that is printed elsewhere or in a column of its own, the ``group``.  ``borrowed``
    are values that another print of the plan supplies; ``torn`` marks a title that was put together from cells,
    ``squeezed`` a row whose title and lead ran into the next column, ``done`` one whose status cell is a date or a tick
    under "Date completed", ``partial`` a part of the action that is its parent.  ``columns`` are the fields that have a
    column in the row's table; ``heading_lead`` is the lead that the heading above it names, ``heading_state`` the status
    ("Closed actions"); ``loose`` tells that no mark and no list says that it is an action, but a sentence of the minutes.
    """

    kind: EntryKind
    line: int
    cells: dict[str, Clean] = field(default_factory=dict)
    area: Clean = field(default_factory=Clean)
    ref: Clean = field(default_factory=Clean)
    group: Clean = field(default_factory=Clean)
    parent: Draft | None = None
    parent_title: str | None = None
    lines: list[int] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    borrowed: dict[str, Passage | Deadline] = field(default_factory=dict)
    torn: bool = False
    squeezed: bool = False
    done: bool = False
    partial: bool = False
    loose: bool = False
    columns: frozenset[str] = frozenset()
    heading_lead: Clean = field(default_factory=Clean)
    heading_state: Clean = field(default_factory=Clean)

    def get(self, name: str) -> Clean:
        """What the field holds so far."""
        return self.cells.get(name, Clean())

    def add(self, name: str, text: Clean, *, torn: bool = False) -> None:
        """Put ``text`` behind what the field already holds."""
        if text:
            self.cells[name] = self.get(name).join(text, torn=torn)

    @property
    def title(self) -> str:
        """The title so far."""
        return self.get("title").text

    @property
    def named(self) -> bool:
        """The title says something: a number alone names no action."""
        return bool(self.title) and ("title" in self.borrowed or any(c.isalpha() for c in self.title))


@dataclass(slots=True)
class Outline:
    """Where in the document the reading stands, and what it has collected so far.

    On the ``whole`` lines stand rows of tables as the file has them, which no page tears; of the ``drawn`` ones the file
    says where they stand on the page or in it. ``signs`` stand in status cells for what the document's legend says;
    ``garbled`` holds the rows of tables printed several times over, by the number of drafts that stand before them;
    ``card`` and ``card_field`` are the card at hand and the field that was filled last; ``listing`` tells that a line
    above heads a list of actions, ``named`` that the line right above says "Action" and no more, ``charged`` that
    nothing but actions stands below such a line; ``owner`` does all that the list at hand holds, ``staged`` tells that
    its heading says how far all of it is; ``apart`` that prose stands beneath the last draft; ``ruled`` that the
    document is one of rules, whose sentences say what somebody's duty is; ``month`` is the heading of a plan by months that
    the reading stands beneath.
    """

    document: str
    vocabulary: frozenset[str] = frozenset()
    even: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()
    drawn: frozenset[int] = frozenset()
    signs: frozenset[str] = frozenset()
    labelled_areas: bool = False
    area: Clean = field(default_factory=Clean)
    lead: Clean = field(default_factory=Clean)
    state: Clean = field(default_factory=Clean)
    activity: Draft | None = None
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    garbled: list[tuple[int, Row]] = field(default_factory=list)
    card: Draft | None = None
    card_field: str = ""
    listing: bool = False
    named: bool = False
    charged: bool = False
    owner: Clean = field(default_factory=Clean)
    staged: bool = False
    apart: bool = False
    ruled: bool = False
    month: Clean = field(default_factory=Clean)

    @property
    def last(self) -> Draft | None:
        """The draft that was started last."""
        return self.drafts[-1] if self.drafts else None

    def start(self, draft: Draft) -> Draft:
        """Add a draft; it stands in the area at hand."""
        draft.area, draft.heading_lead, draft.heading_state = draft.area or self.area, self.lead, self.state
        draft.lines.append(draft.line)
        if self.month and not draft.columns:
            draft.cells.setdefault("deadline", self.month)
        self.drafts.append(draft)
        self.apart = False
        return draft

    def report(self, row: Row, kind: str, message: str) -> None:
        """Note a problem with the row's text."""
        self.problems.append(Problem(self.document, row.line, kind, message, " | ".join(t for t in row.texts if t)[:200]))
