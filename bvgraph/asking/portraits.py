"""All there is about one person, body, area, document or action, under whatever name it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from bvgraph.asking.actions import find_actions, load_actions
from bvgraph.asking.choices import AGENT, find_date
from bvgraph.asking.listing import (
    EntryRow,
    HandOverRow,
    LinkRow,
    MentionRow,
    ProblemRow,
    SlipRow,
    list_entries,
    list_handovers,
    list_links,
    list_mentions,
    list_problems,
    list_slips,
)
from bvgraph.asking.names import (
    Known,
    Match,
    label_apart,
    load_areas,
    load_documents,
    load_leads,
    load_others,
    load_venues,
    lookup,
    resolve,
)
from bvgraph.asking.queries import Bindings, bind, find_named_query, run_select, text_of
from bvgraph.errors import UnknownNameError, UsageError
from bvgraph.graph.stores import Store
from bvgraph.graph.vocabulary import EDTF_SPACE


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the graph says of one thing; ``kind`` is person, post, body, team, other, venue, date, area, document or action.

    ``facts`` are single values by name.  For an action the entries are its history, from the first document to the last.
    """

    kind: str
    match: Match
    facts: tuple[tuple[str, str], ...] = ()
    entries: tuple[EntryRow, ...] = ()
    monitored: tuple[EntryRow, ...] = ()
    slips: tuple[SlipRow, ...] = ()
    handovers: tuple[HandOverRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    problems: tuple[ProblemRow, ...] = ()


def portray(store: Store, name: str) -> Portrait:
    """Return all about what ``name`` names: somebody, an area, a document, or an action by words of its title.

    Raises UnknownNameError, with suggestions, for a name that fits nothing or several things.
    """
    if (date := _read_date(name)) is not None:
        return _portray_date(store, name, date)
    agents = label_apart([*load_leads(store), *load_others(store)])
    areas, documents, venues = label_apart(load_areas(store)), load_documents(store), label_apart(load_venues(store))
    match = _find(store, name, agents, areas, documents, venues)
    for pool, draw in ((documents, _portray_document), (areas, _portray_area), (venues, _portray_venue)):
        if match.known in pool:
            return draw(store, match)
    return _portray_agent(store, match) if match.known in agents else _portray_action(store, match)


def _read_date(name: str) -> Literal | None:
    """The date that ``name`` is in EDTF, or None."""
    try:
        return find_date(name)
    except UsageError:
        return None


def _portray_date(store: Store, name: str, date: Literal) -> Portrait:
    """Every row and every text that mentions a date; raises UnknownNameError when none does."""
    mentions = list_mentions(store, {"date": date}).rows
    if not mentions:
        raise UnknownNameError(f"no text mentions the date {name}; see: bvgraph list dates")
    known = Known(NamedNode(f"{EDTF_SPACE}{quote(date.value)}"), "date", date.value, (date.value,))
    return Portrait("date", Match(known, name), entries=list_entries(store, {"date": date}).rows, mentions=mentions)


def _portray_venue(store: Store, match: Match) -> Portrait:
    named: Bindings = {"names": match.known.iri}
    mentions = list_mentions(store, {"named": match.known.iri}).rows
    facts = _tell_facts(store, match.known)
    return Portrait("venue", match, facts=facts, entries=list_entries(store, named).rows, mentions=mentions)


def _find(store: Store, name: str, *pools: list[Known]) -> Match:
    """Look among names before titles, as most words stand in some title; only then forgive slips of the pen."""
    what = f"{AGENT}, venue, area, document or action"
    if lookup(name, *pools):
        return resolve(name, what, *pools)
    try:
        actions = find_actions(name, load_actions(store))
    except UnknownNameError as error:
        return _find_near(name, what, pools, error)
    if len(actions) > 1:
        titles = tuple(action.label for action in actions[:5])
        raise UnknownNameError(f'"{name}" stands in the titles of {len(actions)} actions: say more of the one meant', titles)
    return Match(actions[0], name)


def _find_near(name: str, what: str, pools: tuple[list[Known], ...], no_action: UnknownNameError) -> Match:
    try:
        return resolve(name, what, *pools)
    except UnknownNameError as error:
        raise (error if error.suggestions or not no_action.suggestions else no_action) from error


def _portray_agent(store: Store, match: Match) -> Portrait:
    owned: Bindings = {"owner": match.known.iri}
    return Portrait(
        match.known.kind,
        match,
        facts=_tell_facts(store, match.known),
        entries=list_entries(store, owned).rows,
        monitored=list_entries(store, {"monitor": match.known.iri}).rows,
        slips=list_slips(store, owned).rows,
        handovers=list_handovers(store, owned).rows,
        mentions=list_mentions(store, {"named": match.known.iri}).rows,
    )


_RELATED: Final = (
    ("holders", "holder", "post", "post"),
    ("holders", "post", "person", "held by"),
    ("parts", "part", "whole", "part of"),
    ("parts", "whole", "part", "has the part"),
)
"""What relates one thing to another: the query, its parameter, the variable that says to what, and how it is told."""


def _tell_facts(store: Store, known: Known) -> tuple[tuple[str, str], ...]:
    """Return other names, the sort of body, posts, parts and decisions as facts, those from texts with their places."""
    facts = [("also printed as", form) for form in known.forms if form != known.name]
    if known.sort:
        facts.append(("sort", known.sort))
    for query, parameter, variable, fact in _RELATED:
        for row in run_select(store, bind(find_named_query(query), {parameter: known.iri})):
            said = [text for name in ("manner", "date") if (text := text_of(row, name)) not in (None, "holds")]
            where = f"{text_of(row, 'document')}:{text_of(row, 'line')}"
            facts.append((fact, f"{text_of(row, variable)} ({', '.join([*map(str, said), where])})"))
    for row in run_select(store, bind(find_named_query("decisions"), {"thing": known.iri})):
        verdict, names, who, date, why = (text_of(row, name) for name in ("verdict", "names", "who", "date", "why"))
        facts.append(("decided", f"{verdict}: {names}, by {who}, {date}" + (f": {why}" if why else "")))
    return tuple(facts)


def _portray_area(store: Store, match: Match) -> Portrait:
    inside: Bindings = {"area": match.known.iri}
    entries, slips = list_entries(store, inside).rows, list_slips(store, inside).rows
    return Portrait("area", match, entries=entries, slips=slips, handovers=list_handovers(store, inside).rows)


def _portray_document(store: Store, match: Match) -> Portrait:
    inside: Bindings = {"document": match.known.iri}
    row = next(iter(run_select(store, bind(find_named_query("documents"), inside))))
    names = {"title": "title", "plan": "plan", "publisher": "publisher", "kind": "kind", "period": "period"}
    names |= {"asOf": "speaks for", "file": "file", "coverage": "accounted for"}
    facts = tuple((name, value) for variable, name in names.items() if (value := text_of(row, variable)) is not None)
    return Portrait(
        "document",
        match,
        facts=facts,
        entries=list_entries(store, inside).rows,
        slips=list_slips(store, inside).rows,
        handovers=list_handovers(store, inside).rows,
        problems=list_problems(store, inside).rows,
    )


def _portray_action(store: Store, match: Match) -> Portrait:
    of_action: Bindings = {"action": match.known.iri}
    entries = list_entries(store, of_action).rows
    facts = dict.fromkeys(
        fact for entry in entries for fact in (("area", entry.area), ("under", entry.parent)) if fact[1] is not None
    )
    return Portrait(
        "action",
        match,
        facts=tuple((name, value) for name, value in facts if value is not None),
        entries=entries,
        slips=list_slips(store, of_action).rows,
        handovers=list_handovers(store, of_action).rows,
        links=list_links(store, of_action).rows,
    )
