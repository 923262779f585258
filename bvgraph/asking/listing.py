"""Rows of the graph as records: entries, slips, hand-overs, links, problems and mentions, each under one set of filters.

Every list comes with the text of the queries that gave it.  A SPARQL result repeats a row for each of its leads, groups
or reasons; here they are folded, in the order in which they are printed.

The records are named tuples, which take a third of the time to define that dataclasses do; every list waits for that.
"""

from collections.abc import Iterable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from pyoxigraph import NamedNode, QuerySolution

from bvgraph.asking.names import kind_of
from bvgraph.asking.queries import Bindings, node_of, number_of, text_of
from bvgraph.asking.quoting import MANY, Quote, Quotes, load_quotes, load_told, required, run_grouped
from bvgraph.graph.stores import Store
from bvgraph.graph.vocabulary import FOLDERS

Row = TypeVar("Row")

_ALWAYS_QUOTED: Final = frozenset({"deadline", "deadlineText", "status", "statusText"})
_QUOTED: Final = {"dropped": frozenset({"comment"})}
_DEADLINE: Final = frozenset({"deadline", "deadlineText"})
_FOLDERS: Final = frozenset(FOLDERS.values())


class Listing(NamedTuple, Generic[Row]):
    """Rows, and the queries that ran for them, the one that finds the rows first."""

    rows: tuple[Row, ...]
    queries: tuple[str, ...]


class Place(NamedTuple):
    """Where something stands: an entry by its id, its document and its line."""

    id: str
    document: str
    line: int


class LeadRow(NamedTuple):
    """Somebody who leads; ``kind`` is person, post, body, team or other."""

    name: str
    kind: str
    id: str


class EntryRow(NamedTuple):
    """An action as one row of one document states it; ``deadline`` is EDTF, ``status`` one of the scheme's values.

    ``day`` is the one for which the document speaks, in EDTF.
    """

    place: Place
    last_line: int
    iri: NamedNode
    action: str
    area: str | None
    kind: str
    ref: str | None
    parent: str | None
    title: str
    leads: tuple[LeadRow, ...]
    deadline_text: str | None
    deadline: str | None
    status_text: str | None
    status: str | None
    percent: int | None
    comment: str | None
    planned: str | None
    monitoring: tuple[str, ...]
    day: str | None = None


class SlipRow(NamedTuple):
    """A slip: where it shows, what moved, who led then and before; ``entry`` is the IRI of the row.

    ``before`` is the entry of the same action before this one.  ``evidence`` and ``evidence_before`` are all quotes of
    the two entries, ``told`` the very words that tell of it; ``gone_from`` is the document that has the action no more.
    """

    action: str
    title: str
    kind: str
    silent: bool
    place: Place
    entry: str
    last_line: int
    deadline_text: str | None
    status_text: str | None
    old: str | None
    new: str | None
    days: int | None
    leads: tuple[str, ...]
    before: Place | None
    deadline_before: str | None
    leads_before: tuple[str, ...]
    evidence: tuple[Quote, ...] = ()
    evidence_before: tuple[Quote, ...] = ()
    told: tuple[Quote, ...] = ()
    action_iri: str = ""
    gone_from: str | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """What the slip shows in: deadline and status as printed, the words that tell of it, the deadline before."""
        fields = _ALWAYS_QUOTED | _QUOTED.get(self.kind, frozenset())
        before = (quote for quote in self.evidence_before if quote.field in _DEADLINE)
        return (*(quote for quote in self.evidence if quote.field in fields), *self.told, *before)


class HandOverRow(NamedTuple):
    """A change of lead between two entries; names that stayed are in neither tuple."""

    action: str
    title: str
    leavers: tuple[str, ...]
    joiners: tuple[str, ...]
    before: Place
    after: Place


class LinkRow(NamedTuple):
    """Two entries held to be one action, how sure that is, and why."""

    earlier: Place
    later: Place
    relation: str
    score: float
    reasons: tuple[str, ...]
    decided_by: str


class ProblemRow(NamedTuple):
    """Something in a document that could not be placed or had to be guessed."""

    document: str
    line: int
    kind: str
    message: str
    text: str | None


class MentionRow(NamedTuple):
    """A person, post, body, organisation, venue or date named in a text; offsets count code points, half open.

    ``printed`` is the name as it stands there, wraps undone; None where it is the canonical one, and for dates.
    """

    document: str
    line: int
    start: int
    end: int
    type: str
    text: str
    canonical: str | None
    id: str | None
    printed: str | None = None


def list_entries(store: Store, bindings: Bindings) -> Listing[EntryRow]:
    """Return the entries that ``bindings`` (values for the parameters of the query ``entries``) leave."""
    text, groups = run_grouped(store, "entries", bindings, "entry")
    return Listing(tuple(map(_entry, groups)), (text,))


def list_some_entries(store: Store, wanted: Sequence[NamedNode]) -> Listing[EntryRow]:
    """Return the entries of these IRIs, so many of them at a time; ``wanted`` is in the order of time, as are the rows."""
    parts = [list_entries(store, {"entry": wanted[start : start + MANY]}) for start in range(0, len(wanted), MANY)]
    return Listing(tuple(row for part in parts for row in part.rows), tuple(text for part in parts for text in part.queries))


def list_slips(store: Store, bindings: Bindings) -> Listing[SlipRow]:
    """Return the slips that ``bindings`` leave, with the quotes of the entries that they show in."""
    text, groups = run_grouped(store, "slips", bindings, "slip")
    entries = [
        entry for rows in groups for name in ("entry", "entryBefore") if isinstance(entry := rows[0][name], NamedNode)
    ]
    if not entries:
        return Listing((), (text,))
    quotes, quotes_texts = load_quotes(store, entries)
    slips = tuple(_slip(rows, quotes) for rows in groups)
    if all(slip.kind != "narrated" for slip in slips):
        return Listing(slips, (text, *quotes_texts))
    iris = [node_of(rows[0], "slip") for rows in groups]
    told, told_texts = load_told(store, iris)
    return Listing(
        tuple(slip._replace(told=told.get(iri.value, ())) for slip, iri in zip(slips, iris, strict=True)),
        (text, *quotes_texts, *told_texts),
    )


def list_handovers(store: Store, bindings: Bindings) -> Listing[HandOverRow]:
    """Return the hand-overs that ``bindings`` leave."""
    text, groups = run_grouped(store, "handovers", bindings, "handover")
    return Listing(tuple(map(_handover, groups)), (text,))


def list_links(store: Store, bindings: Bindings) -> Listing[LinkRow]:
    """Return the links that ``bindings`` leave."""
    text, groups = run_grouped(store, "links", bindings, "link")
    return Listing(tuple(map(_link, groups)), (text,))


def list_problems(store: Store, bindings: Bindings) -> Listing[ProblemRow]:
    """Return the problems that ``bindings`` leave."""
    text, groups = run_grouped(store, "problems", bindings, "problem")
    return Listing(tuple(map(_problem, groups)), (text,))


def list_mentions(store: Store, bindings: Bindings) -> Listing[MentionRow]:
    """Return the mentions that ``bindings`` leave."""
    text, groups = run_grouped(store, "mentions", bindings, "mention")
    return Listing(tuple(map(_mention, groups)), (text,))


def _several(rows: Iterable[QuerySolution], variable: str) -> tuple[str, ...]:
    """Return the different values of a variable, in order."""
    return tuple(dict.fromkeys(text for row in rows if (text := text_of(row, variable)) is not None))


def _place(row: QuerySolution, suffix: str = "") -> Place:
    """Return where ``?entry`` (or ``?entryBefore``) stands; its id is that of its document and the end of its IRI."""
    document = required(row, f"document{suffix}")
    end = node_of(row, f"entry{suffix}").value.rsplit("/", 1)[1]
    return Place(f"{document}/{end}", document, int(required(row, f"line{suffix}")))


def short_id(iri: str) -> str:
    """Return the end of an IRI that tells people, posts and bodies apart.

    >>> short_id("https://example.org/person/ann-ode"), short_id("https://example.org/post/isle-council/mayor")
    ('person/ann-ode', 'post/isle-council/mayor')
    """
    *_, folder, publisher, name = iri.rsplit("/", 3)
    return "/".join((folder, publisher, name) if folder in _FOLDERS else (publisher, name))


def _leads(rows: Iterable[QuerySolution]) -> tuple[LeadRow, ...]:
    leads: dict[str, LeadRow] = {}
    for row in rows:
        iri, name = text_of(row, "lead"), text_of(row, "leadName")
        if iri is not None and name is not None:
            leads.setdefault(iri, LeadRow(name, kind_of(row, "leadClass", "leadBody"), short_id(iri)))
    return tuple(leads.values())


def _entry(rows: Sequence[QuerySolution]) -> EntryRow:
    row = rows[0]
    return EntryRow(
        place=_place(row),
        last_line=int(required(row, "lastLine")),
        iri=node_of(row, "entry"),
        action=required(row, "action"),
        area=text_of(row, "area"),
        kind=required(row, "kind"),
        ref=text_of(row, "ref"),
        parent=text_of(row, "parent"),
        title=required(row, "title"),
        leads=_leads(rows),
        deadline_text=text_of(row, "deadlineText"),
        deadline=text_of(row, "deadline"),
        status_text=text_of(row, "statusText"),
        status=text_of(row, "status"),
        percent=number_of(row, "percent"),
        comment=text_of(row, "comment"),
        planned=text_of(row, "planned"),
        monitoring=_several(rows, "monitor"),
        day=text_of(row, "day"),
    )


def _slip(rows: Sequence[QuerySolution], quotes: Quotes) -> SlipRow:
    row = rows[0]
    before = text_of(row, "entryBefore")
    evidence = quotes.get(node_of(row, "entry").value, ())
    evidence_before = quotes.get(before, ()) if before is not None else ()
    return SlipRow(
        action=required(row, "action"),
        title=required(row, "title"),
        kind=required(row, "slipKind"),
        silent=required(row, "silent") == "true",
        place=_place(row),
        entry=node_of(row, "entry").value,
        last_line=int(required(row, "lastLine")),
        deadline_text=text_of(row, "deadlineText"),
        status_text=text_of(row, "statusText"),
        old=text_of(row, "from"),
        new=text_of(row, "to"),
        days=number_of(row, "days"),
        leads=_in_print(rows, "ledBy", "lead", evidence),
        before=None if before is None else _place(row, "Before"),
        deadline_before=text_of(row, "deadlineBefore"),
        leads_before=_in_print(rows, "ledBefore", "leadBefore", evidence_before),
        evidence=evidence,
        evidence_before=evidence_before,
        action_iri=node_of(row, "ofAction").value,
        gone_from=text_of(row, "goneFrom"),
    )


def _in_print(rows: Sequence[QuerySolution], iri: str, name: str, evidence: Sequence[Quote]) -> tuple[str, ...]:
    """Return the names of leads in the order in which they are printed."""
    names = {led_by: text for row in rows if (led_by := text_of(row, iri)) and (text := text_of(row, name))}
    printed = [quote.value for quote in evidence if quote.field == "lead"]
    return tuple(names[led_by] for led_by in sorted(names, key=lambda x: (printed.index(x) if x in printed else MANY, x)))


def _handover(rows: Sequence[QuerySolution]) -> HandOverRow:
    row = rows[0]
    return HandOverRow(
        action=required(row, "action"),
        title=required(row, "title"),
        leavers=_several(rows, "from"),
        joiners=_several(rows, "to"),
        before=_place(row, "Before"),
        after=_place(row),
    )


def _link(rows: Sequence[QuerySolution]) -> LinkRow:
    row = rows[0]
    return LinkRow(
        earlier=_place(row, "Before"),
        later=_place(row),
        relation=required(row, "relation"),
        score=float(required(row, "score")),
        reasons=_several(rows, "reason"),
        decided_by=required(row, "decidedBy"),
    )


def _problem(rows: Sequence[QuerySolution]) -> ProblemRow:
    row = rows[0]
    document, kind, message = (required(row, name) for name in ("document", "kind", "message"))
    return ProblemRow(document, int(required(row, "line")), kind, message, text_of(row, "text"))


def _mention(rows: Sequence[QuerySolution]) -> MentionRow:
    row = rows[0]
    names = text_of(row, "names")
    return MentionRow(
        document=required(row, "document"),
        line=int(required(row, "line")),
        start=int(required(row, "start")),
        end=int(required(row, "end")),
        type=required(row, "type"),
        text=required(row, "text"),
        canonical=text_of(row, "canonical"),
        id=None if names is None else short_id(names),
        printed=text_of(row, "printed"),
    )
