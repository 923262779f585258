"""The program's vocabulary: frozen records, every one with the place in a document that it was read from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bvgraph.kinds import (
    ChangeKind,
    ContradictionKind,
    EntryKind,
    LeadKind,
    MentionType,
    Relation,
    SlipKind,
    StatusValue,
    Verdict,
)
from bvgraph.originals import Place, Settings


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A verbatim stretch of a document: ``start`` and ``end`` count code points in the file, half open."""

    document: str
    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One published text and what its manifest entry says of it (``period`` and ``as_of`` are EDTF).

    ``sha256`` is that of the file's bytes; ``text`` is what was extracted from them, and ``places`` has one place for each
    line of it, in order.  A text file is its own text: it has no places but its lines.
    """

    id: str
    file: str
    title: str
    plan: str
    publisher: str
    kind: str
    period: str
    as_of: str
    sha256: str
    text: str = field(repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)
    settings: Settings = field(default_factory=Settings)

    def find_place(self, line: int) -> Place | None:
        """The place of a line, counted from 1; None in a text file."""
        return self.places[line - 1] if 0 < line <= len(self.places) else None

    def find_cell(self, line: int, start: int | None = None) -> str | None:
        """The cell in which the character at the offset ``start`` stands, or in which the line begins; None if in none."""
        place = self.find_place(line)
        if place is None or not place.cells:
            return None
        at = 0 if start is None else self.text.count("\t", self.text.rfind("\n", 0, start) + 1, start)
        return place.cells[min(at, len(place.cells) - 1)] or None


@dataclass(frozen=True, slots=True)
class Council:
    """All documents of one publisher, by id: only these teach one another names and are linked to one another.

    ``problems`` are those found while the files were opened, ``decisions`` those that may be about these documents.
    """

    publisher: str
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text value with the white space collapsed, and the spans it was joined from, in reading order."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead officer, post, body or team as named in a lead column, wraps undone."""

    name: str
    kind: LeadKind
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """``text`` as printed; ``edtf`` (ISO 8601-2) and its last day ``due_by``, both None where it is no date."""

    text: str
    edtf: str | None
    due_by: dt.date | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """``text`` as printed; ``value`` None where the print is a mark that no status word explains."""

    text: str
    value: StatusValue | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Percent:
    """Per cent complete, 0 to 100."""

    value: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A value that the print lost or garbled: what it became, why, and the other row it was taken from, if any."""

    field: str
    printed: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An action as one row of one document states it.

    ``id`` and ``parent`` are keys of the form ``document/line`` (``document/line-2`` for a second row that starts on
    the same line); ``parent_title`` is the title printed for the parent, which may stand in another document of the
    same plan when ``parent`` is None.  ``places`` are the lines that the row occupies, those of a summary list among them.
    ``original`` is the deadline that the row prints beside its revised one, which is its ``deadline``.
    """

    id: str
    document: str
    line: int
    last_line: int
    kind: EntryKind
    title: Passage
    area: Passage | None = None
    ref: Passage | None = None
    parent: str | None = None
    parent_title: str | None = None
    leads: tuple[Lead, ...] = ()
    deadline: Deadline | None = None
    status: Status | None = None
    percent: Percent | None = None
    comment: Passage | None = None
    planned: Passage | None = None
    monitoring: tuple[Passage, ...] = ()
    places: tuple[int, ...] = ()
    repairs: tuple[Repair, ...] = ()
    original: Deadline | None = None

    @property
    def closed(self) -> bool:
        """Nothing is left to deliver: complete, not applicable, or at 100 per cent."""
        done = self.status is not None and self.status.value in ("complete", "not-applicable")
        return done or (self.percent is not None and self.percent.value == 100)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, post, body, organisation, venue or date named in a text.

    ``canonical`` is the name under which it goes in all documents, for dates EDTF; ``printed`` is the name as it stands
    there, wraps undone, while the span covers all that stands between its first and its last character.
    """

    type: MentionType
    canonical: str | None
    span: Span
    entry: str | None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a post, as a text puts it: both by the names under which they go, ``date`` in EDTF.

    ``manner`` is what the text says of it: holds, appointed, interim, acting, former.
    """

    person: str
    post: str
    manner: str
    date: str
    span: Span


@dataclass(frozen=True, slots=True)
class Containment:
    """A body that is part of another, or a venue that lies in a place; both by the names under which they go."""

    type: Literal["body", "venue"]
    part: str
    whole: str
    span: Span


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person settled: of names whether they are one identity, of two entries whether they are one action.

    ``names`` are names as printed, or entry ids; where names are the same, they go under the first of them.  ``publisher``
    is the one whose documents alone a decision about names is for, None where it is for all.
    """

    about: Literal["identity", "link"]
    verdict: Verdict
    type: MentionType | None
    names: tuple[str, ...]
    who: str
    when: str
    why: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class UnknownName:
    """A name that a decision is about and that no text at hand prints; ``near`` are the nearest that are printed."""

    type: MentionType
    name: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in a document that could not be placed or had to be guessed; ``text`` is what stands there."""

    document: str
    line: int
    kind: str
    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document; ``coverage`` is the share of its characters that was accounted for.

    ``identities`` has the name under which a lead or monitoring body goes in all documents, by its kind and print.
    """

    document: Document
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    mentions: tuple[Mention, ...]
    coverage: float
    identities: Mapping[tuple[str, str], str] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    containments: tuple[Containment, ...] = ()

    def identify(self, kind: str, printed: str) -> str:
        """The name under which a lead or monitoring body goes; the print itself where nothing else is known."""
        return self.identities.get((kind, printed), printed)


@dataclass(frozen=True, slots=True)
class Link:
    """Two entries held to be one action; ``earlier`` and ``later`` are entry ids, ``score`` runs from 0 to 1."""

    earlier: str
    later: str
    relation: Relation
    score: float
    reasons: tuple[str, ...]
    decided_by: Literal["matcher", "decision"] = "matcher"


@dataclass(frozen=True, slots=True)
class Action:
    """One identity over all documents: its entries from first to last, and the action it is part of."""

    id: str
    title: str
    kind: EntryKind
    entries: tuple[str, ...]
    parent: str | None


@dataclass(frozen=True, slots=True)
class Slip:
    """An action that slipped at ``entry``; ``before`` is the entry before that one, if there is any.

    ``moved``: from the deadline ``old`` of ``before`` to the deadline ``new`` of ``entry``, in EDTF.  ``narrated``: the
    text ``says`` so, at ``spans``, with the dates and days that it tells.  ``dropped``: ``gone_from`` is the document
    that prints the plan again without the action; None where the entry itself says that it was dropped.
    """

    kind: SlipKind
    action: str
    entry: str
    before: str | None
    silent: bool
    old: str | None
    new: str | None
    days: int | None
    says: str | None = None
    spans: tuple[Span, ...] = ()
    gone_from: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not go together: within ``entry``, or between it and ``other``; ``message`` tells it in a sentence.

    ``other`` is the entry before it, or the one that stands above or beneath it; None where it is the entry alone, or a
    statement about all of them, which then ``says`` so at ``spans``.
    """

    kind: ContradictionKind
    action: str
    entry: str
    other: str | None
    message: str
    says: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """The comment of ``later`` is that of ``earlier`` word for word: it was copied forward and says nothing new."""

    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An entry says that its action answers a review from outside: the review's name, and one of its recommendations.

    ``number`` is None where the review as a whole is answered, or none of its recommendations is named.
    """

    action: str
    entry: str
    review: str
    number: str | None
    says: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    """The lead of an action changed between two entries; names that stayed are in neither tuple.

    The names are those under which the leads go in all documents.
    """

    action: str
    before: str
    after: str
    leavers: tuple[str, ...]
    joiners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Rows that came, went, were split or merged from one print to the next: the ids of the entries on either side.

    ``new`` has none before, ``gone`` none after, ``split`` one before and several after, ``merged`` the reverse.
    """

    kind: ChangeKind
    entries_before: tuple[str, ...]
    entries_after: tuple[str, ...]
    document_before: str
    document_after: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything a build knows, in one value: what the graph states."""

    readings: tuple[Reading, ...]
    links: tuple[Link, ...]
    actions: tuple[Action, ...]
    slips: tuple[Slip, ...]
    handovers: tuple[HandOver, ...]
    decisions: tuple[Decision, ...] = ()
    changes: tuple[Change, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    copies: tuple[Copy, ...] = ()
    replies: tuple[Reply, ...] = ()
    unknown: tuple[UnknownName, ...] = ()
