"""One action through the years: its entries from the first document to the last, and what changed between them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from bvgraph.asking.actions import find_actions, load_actions
from bvgraph.asking.contradictions import ContradictionRow, list_contradictions
from bvgraph.asking.lexicon import Lexicon, load_lexicon
from bvgraph.asking.listing import (
    EntryRow,
    HandOverRow,
    LinkRow,
    SlipRow,
    list_entries,
    list_handovers,
    list_links,
    list_slips,
)
from bvgraph.asking.names import Known, plain_words
from bvgraph.asking.queries import Bindings, bind, find_named_query, node_of, run_select, text_of
from bvgraph.asking.quoting import Quote, load_quotes
from bvgraph.errors import UnknownNameError
from bvgraph.graph.stores import Store
from bvgraph.reading.edtf import bounds

_MOST: Final = 12
"""So many candidates are named when words fit more than one action."""


class FieldChange(NamedTuple):
    """What differs from the entry before: the field, what it was, what it is, and for deadlines the days between."""

    field: str
    before: str | None
    after: str | None
    days: int | None = None

    @property
    def words(self) -> str:
        """The change as a sentence would put it."""
        if self.field == "deadline" and self.days:
            way = "moved back" if self.days > 0 else "brought forward"
            return f"deadline {way} by {abs(self.days)} days: {self.before} to {self.after}"
        if self.field == "lead" and self.before and self.after:
            return _tell_leads(self.before.split(", "), self.after.split(", "))
        if self.before is None:
            return f"{self.field} now given: {self.after}"
        if self.after is None:
            return f"{self.field} no longer given (was {self.before})"
        return f"{self.field} changed: {self.before} to {self.after}"


def _tell_leads(before: Sequence[str], after: Sequence[str]) -> str:
    gone, came = [n for n in before if n not in after], [n for n in after if n not in before]
    if gone and came:
        return f"lead changed: {', '.join(gone)} to {', '.join(came)}"
    return f"lead no longer: {', '.join(gone)}" if gone else f"lead now also: {', '.join(came)}"


class Step(NamedTuple):
    """An entry of the lineage: what it goes on from, what changed since, what slipped there, and its quotes."""

    entry: EntryRow
    before: tuple[EntryRow, ...]
    changes: tuple[FieldChange, ...]
    slips: tuple[SlipRow, ...]
    contradictions: tuple[ContradictionRow, ...]
    quotes: tuple[Quote, ...]


class Lineage(NamedTuple):
    """The steps in the order in which their documents speak, the links that join them, and those only proposed.

    ``answers_to`` are the recommendations that it stands under, and the reviews from outside that it says it answers.
    ``others`` are actions that have the words of the name somewhere in their titles, where this one begins with them.
    """

    title: str
    actions: tuple[str, ...]
    answers_to: tuple[str, ...]
    steps: tuple[Step, ...]
    handovers: tuple[HandOverRow, ...]
    links: tuple[LinkRow, ...]
    proposed: tuple[LinkRow, ...]
    others: tuple[str, ...] = ()


def trace_action(store: Store, name: str, as_of: str | None = None, folder: Path | None = None) -> Lineage:
    """Return the lineage of the action that ``name`` names: words of a title, a reference, an id or an IRI.

    ``as_of``, a day, leaves out what had not been published by then; ``folder`` is that of the store, where the names of
    all actions may lie.  Raises UnknownNameError for a name that fits no
    action, or several that are not one through the years.
    """
    known = load_actions(store) if folder is None else read_actions(load_lexicon(store, folder))
    found, others = _prefer(name, find_actions(_cut_iri(name), known))
    links, held, joined = _load_near(store, found[0].iri)
    wanted = {held[entry] for entry in joined}
    if any(action.iri not in wanted for action in found):
        message = f'"{name}" fits {len(found)} actions: name one by its number, or with more words'
        raise UnknownNameError(message, _number(found))
    holders: Bindings = {"action": sorted(wanted, key=str)}
    rows = [e for e in list_entries(store, holders).rows if e.place.id in joined]
    kept = [e for e in rows if as_of is None or was_published(e.day, as_of)]
    if not kept:
        raise UnknownNameError(f'nothing had been published of "{found[0].label}" by {as_of}')
    return _assemble(store, found[0].label, kept, holders, links)._replace(others=_number(others))


def read_actions(lexicon: Lexicon) -> list[Known]:
    """The same as ``load_actions`` gives, from the file that a build leaves beside the graph."""
    titles: defaultdict[int, set[str]] = defaultdict(set)
    for at, title in lexicon.titles:
        titles[at].add(title)
    return [
        Known(deed.iri, "action", deed.label, tuple(sorted({deed.id, *deed.references, *titles[at]})))
        for at, deed in enumerate(lexicon.deeds)
    ]


def _prefer(name: str, found: list[Known]) -> tuple[list[Known], list[Known]]:
    """Of several actions those with a title that begins with the words of the name, and the others."""
    words = plain_words(name)
    first = [action for action in found if any(spelling[: len(words)] == words for spelling in action.spellings)]
    return (first, [action for action in found if action not in first]) if first else (found, [])


def was_published(day: str | None, as_of: str) -> bool:
    """Tell whether a document that speaks for ``day`` (EDTF) was out by ``as_of``; one without a day is not known to be."""
    first = bounds(day)[0] if day else None
    return first is not None and first.isoformat() <= as_of


def _cut_iri(name: str) -> str:
    """The id at the end of an action's IRI, whatever base it has; any other name as it is."""
    text = name.strip().strip("<>")
    return text.rsplit("/action/", 1)[1] if text.startswith(("http://", "https://")) and "/action/" in text else name


def _id_of(action: Known) -> str:
    return action.iri.value.rsplit("/action/", 1)[-1]


def _load_near(store: Store, action: NamedNode) -> tuple["Links", dict[str, NamedNode], set[str]]:
    """The links around an action and those joined to it, the entries at their ends with their actions, and those joined.

    Only asserted links join.
    """
    rows: dict[LinkRow, None] = {}
    joined: set[str] = set()
    held = _load_holders(store, {"action": action})
    waiting, seen = [action], set[NamedNode]()
    while waiting:
        rows |= dict.fromkeys(list_links(store, {"around": waiting}).rows)
        held |= _load_holders(store, {"around": waiting})
        seen.update(waiting)
        joined = Links(rows).follow(entry for entry, stated in held.items() if stated == action)
        waiting = sorted({held[entry] for entry in joined} - seen, key=str)
    return Links(rows), held, joined


def _load_holders(store: Store, bindings: Bindings) -> dict[str, NamedNode]:
    """The entries that the bindings leave by their ids, with the action that each states."""
    held = {}
    for row in run_select(store, bind(find_named_query("entry-ids"), bindings)):
        held[f"{text_of(row, 'document')}/{node_of(row, 'entry').value.rsplit('/', 1)[1]}"] = node_of(row, "action")
    return held


def _number(found: Sequence[Known]) -> tuple[str, ...]:
    listed = [f"{_id_of(action)}  {action.label}" for action in found[:_MOST]]
    more = len(found) - len(listed)
    return (*listed, *((f"and {more} more",) if more > 0 else ()))


class Links:
    """The links of the graph, by the entries at their ends."""

    def __init__(self, rows: Iterable[LinkRow]) -> None:
        self.rows = tuple(rows)
        self.at: defaultdict[str, list[LinkRow]] = defaultdict(list)
        for row in self.rows:
            self.at[row.earlier.id].append(row)
            self.at[row.later.id].append(row)

    def follow(self, entries: Iterable[str]) -> set[str]:
        """All entries that asserted links join to these, over any number of documents."""
        joined: set[str] = set()
        waiting = list(entries)
        while waiting:
            entry = waiting.pop()
            if entry not in joined:
                joined.add(entry)
                near = [row for row in self.at[entry] if row.relation != "proposed"]
                waiting += [end.id for row in near for end in (row.earlier, row.later)]
        return joined

    def nearest(self, entry: EntryRow, others: Sequence[EntryRow]) -> EntryRow | None:
        """Of entries that are joined to this one, the one with a link to it, the surest first; else that of its action."""
        scores = {row.earlier.id: row.score for row in self.at[entry.place.id] if row.relation != "proposed"}
        ranked = sorted(
            others, key=lambda e: (-scores.get(e.place.id, 0.0), e.action != entry.action, e.place.line, e.place.id)
        )
        return ranked[0] if ranked else None


def _assemble(store: Store, title: str, entries: Sequence[EntryRow], holders: Bindings, links: Links) -> Lineage:
    by_id = {entry.place.id: entry for entry in entries}
    actions = list(dict.fromkeys(entry.action for entry in entries))
    own = [row for row in links.rows if row.earlier.id in by_id or row.later.id in by_id]
    joins = [r for r in own if r.relation != "proposed" and r.earlier.id in by_id and r.later.id in by_id]
    of_actions = list_slips(store, holders).rows
    at_odds = list_contradictions(store, holders).rows
    quotes = load_quotes(store, [entry.iri for entry in entries])[0]
    steps = []
    for entry in entries:
        before = tuple(by_id[row.earlier.id] for row in joins if row.later.id == entry.place.id)
        slips = tuple(slip for slip in of_actions if slip.place.id == entry.place.id)
        changes = find_changes(before[0], entry) if len(before) == 1 else ()
        odd = tuple(row for row in at_odds if row.place.id == entry.place.id)
        steps.append(Step(entry, before, changes, slips, odd, quotes.get(entry.iri.value, ())))
    handovers = tuple(row for row in list_handovers(store, holders).rows if row.after.id in by_id and row.before.id in by_id)
    proposed = tuple(row for row in own if row.relation == "proposed")
    answers = tuple(text_of(row, "answered") or "" for row in run_select(store, bind(find_named_query("answers"), holders)))
    return Lineage(title, tuple(actions), answers, tuple(steps), handovers, tuple(joins), proposed)


def find_changes(before: EntryRow, after: EntryRow) -> tuple[FieldChange, ...]:
    """Field by field what two entries of an action do not have in common, in the order of a row."""
    pairs = (
        ("title", before.title, after.title),
        ("reference", before.ref, after.ref),
        ("area", before.area, after.area),
        ("heading", before.parent, after.parent),
        ("lead", _names(before), _names(after)),
        ("deadline", before.deadline_text, after.deadline_text),
        ("status", before.status_text, after.status_text),
        ("percentage", _percent(before), _percent(after)),
        ("monitoring", "; ".join(before.monitoring) or None, "; ".join(after.monitoring) or None),
        ("comment", before.comment, after.comment),
        ("planned", before.planned, after.planned),
    )
    same = {"lead"} if {lead.id for lead in before.leads} == {lead.id for lead in after.leads} else set()
    changes = [FieldChange(field, old, new) for field, old, new in pairs if _fold(old) != _fold(new) and field not in same]
    return tuple(c._replace(days=_days_between(before, after)) if c.field == "deadline" else c for c in changes)


def _names(entry: EntryRow) -> str | None:
    return ", ".join(sorted(lead.name for lead in entry.leads)) or None


def _percent(entry: EntryRow) -> str | None:
    return None if entry.percent is None else f"{entry.percent}%"


def _fold(value: str | None) -> str | None:
    """A value without what makes no difference: case, white space, a full stop at the end."""
    return None if value is None else " ".join(value.casefold().split()).rstrip(".")


def _days_between(before: EntryRow, after: EntryRow) -> int | None:
    """Days from the last day of the one deadline to that of the other; None where one is no date or has no end."""
    if before.deadline is None or after.deadline is None:
        return None
    old, new = bounds(before.deadline)[1], bounds(after.deadline)[1]
    return None if old is None or new is None else (new - old).days
