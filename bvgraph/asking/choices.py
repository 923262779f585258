"""What a user chose - a document, an area, an owner, a status, a span of time - as values for the parameters of a query."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from bvgraph.asking.actions import find_actions, load_actions
from bvgraph.asking.names import (
    Known,
    Match,
    are_of_several,
    label_apart,
    load_areas,
    load_documents,
    load_leads,
    load_others,
    load_statuses,
    lookup_exact,
    names_publisher,
    plain_words,
    resolve,
)
from bvgraph.asking.queries import NamedQuery, Term, bind, find_named_query, node_of, run_select, text_of
from bvgraph.errors import UnknownNameError, UsageError
from bvgraph.graph import vocabulary as v
from bvgraph.graph.stores import Store

_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

_EDTF: Final = re.compile(r"\d{4}(-\d\d){0,2}(/(\.\.|\d{4}(-\d\d){0,2}))?|\{[\d,-]+\}")

AGENT: Final = "person, post, body or team"


class Choices(NamedTuple):
    """The filters that every list takes, as typed: names in any form that ``resolve`` knows, days as YYYY[-MM[-DD]]."""

    publisher: str | None = None
    document: str | None = None
    area: str | None = None
    owner: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    published: str | None = None


class Settled(NamedTuple):
    """Values for the parameters of a query, and the names among them that were led back to something."""

    bindings: dict[str, Term | Sequence[Term]]
    matches: tuple[Match, ...]


def settle_choices(store: Store, choices: Choices) -> Settled:
    """Return the chosen filters as values; raises UnknownNameError for a name and UsageError for a day that is none."""
    given = {name: (_TYPES[name], text) for name, text in choices._asdict().items() if name in _TYPES and text is not None}
    if choices.publisher is None:
        return _settle(store, given, frozenset())
    published = find_published(store, choices.publisher)
    settled = _settle(store, given, frozenset(known.publisher for known in published))
    return settled._replace(bindings={"document": [known.iri for known in published], **settled.bindings})


def settle_parameters(store: Store, query: NamedQuery, given: Mapping[str, str]) -> Settled:
    """Return values for the parameters of a named query; raises UsageError for a parameter that it does not take."""
    return _settle(store, {name: (query.parameter(name).type, text) for name, text in given.items()}, frozenset())


def find_day(text: str, last: bool) -> Literal:
    """Return the first or last day of a year, a month or a day; raises UsageError for what is none of them.

    >>> find_day("2024-02", last=True).value, find_day("2024", last=False).value
    ('2024-02-29', '2024-01-01')
    """
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"{text!r} is no day: write YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (None if part is None else int(part) for part in match.groups())
    try:
        found = dt.date(year or 0, month or (12 if last else 1), day or 1)
    except ValueError as error:
        raise UsageError(f"{text!r} is no day: {error}") from error
    if last and day is None:
        found = (found.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return Literal(found.isoformat(), datatype=v.XSD_DATE)


def find_date(text: str) -> Literal:
    """Return a date in EDTF (https://www.loc.gov/standards/datetime/) as a value; raises UsageError for what is none."""
    if not _EDTF.fullmatch(text.strip()):
        raise UsageError(f"{text!r} is no date in EDTF: write YYYY-MM-DD, YYYY-MM, YYYY, or an interval of two of these")
    return Literal(text.strip(), datatype=v.EDTF)


def find_published(store: Store, text: str) -> list[Known]:
    """Return the documents of the council that ``text`` names, by its full name or what tells it from other councils."""
    documents, words = load_documents(store), plain_words(text)
    found = [known for known in documents if names_publisher(words, known.publisher)]
    if not found or are_of_several(found):
        message = f'"{text}" fits more than one council: say which' if found else f'no document is by "{text}"; they are by'
        raise UnknownNameError(message, tuple(sorted({known.publisher for known in found or documents} - {""})))
    return found


def find_owner(store: Store, text: str, publishers: Set[str] = frozenset()) -> Match:
    """Return the person, post, body or team that leads a row and that ``text`` names in full; else as ``find_agent`` does.

    Here and below ``publishers`` are those whose documents are looked at, none for all.
    """
    leads = label_apart(load_leads(store))
    exact = lookup_exact(text, _keep(leads, publishers))
    return Match(exact[0], text) if len(exact) == 1 else _find_among(store, text, leads, publishers)


def find_agent(store: Store, text: str, publishers: Set[str] = frozenset()) -> Match:
    """Return the person, post, body or team that ``text`` names; those that lead a row come before those only named."""
    leads = load_leads(store)
    exact = lookup_exact(text, leads)
    if len(exact) == 1 and not are_of_several(leads):
        return Match(exact[0], text)
    return _find_among(store, text, leads, publishers)


def _find_among(store: Store, text: str, leads: list[Known], publishers: Set[str]) -> Match:
    agents = _keep(label_apart([*leads, *load_others(store)]), publishers)
    found = lookup_exact(text, agents)
    if are_of_several(found):
        return resolve(text, AGENT, found)
    return resolve(text, AGENT, [known for known in agents if known.rows], [known for known in agents if not known.rows])


def find_area(store: Store, text: str, publishers: Set[str] = frozenset()) -> Match:
    """Return the area that ``text`` names."""
    return _among(text, "area", _keep(label_apart(load_areas(store)), publishers))


def find_document(store: Store, text: str, publishers: Set[str] = frozenset()) -> Match:
    """Return the document that ``text`` names, by id, file, words of the title, kind or month."""
    return _among(text, "document", _keep(load_documents(store), publishers))


def _keep(pool: list[Known], publishers: Set[str]) -> list[Known]:
    return [known for known in pool if not publishers or known.publisher in ("", *publishers)]


def find_status(store: Store, text: str, _publishers: Set[str] = frozenset()) -> Match:
    """Return the status that ``text`` names, by its value or by a form in which it was printed."""
    return _among(text, "status", load_statuses(store))


def find_action(store: Store, text: str, _publishers: Set[str] = frozenset()) -> Match:
    """Return the one action that ``text`` names, by id, reference or words of its title."""
    found = find_actions(text, load_actions(store))
    if len(found) > 1:
        raise UnknownNameError(f'"{text}" fits {len(found)} actions: say which', tuple(action.label for action in found[:5]))
    return Match(found[0], text)


def _among(text: str, what: str, pool: list[Known]) -> Match:
    """Resolve, and where nothing is like ``text``, suggest all there is: there are few of these."""
    try:
        return resolve(text, what, pool)
    except UnknownNameError as error:
        if error.suggestions:
            raise
        known = tuple(known.label for known in pool)
        raise UnknownNameError(f'there is no {what} named "{text}" in these documents; there are', known) from error


def _find_boolean(text: str) -> Literal:
    value = {"true": "true", "yes": "true", "false": "false", "no": "false"}.get(text.casefold())
    if value is None:
        raise UsageError(f"{text!r} is neither true nor false")
    return Literal(value, datatype=v.XSD_BOOLEAN)


def _find_concept(text: str, scheme: Mapping[str, NamedNode]) -> NamedNode:
    concept = scheme.get(text.strip().casefold())
    if concept is None:
        raise UnknownNameError(f"{text!r} is none of the kinds there are", tuple(scheme))
    return concept


def _find_entry(store: Store, text: str) -> NamedNode:
    """Return the entry ``document/line`` (or ``document:line``); raises UnknownNameError when no row starts there."""
    wanted = text.replace(":", "/")
    for row in run_select(store, bind(find_named_query("entry-ids"), {})):
        entry = node_of(row, "entry")
        if entry.value == text or f"{text_of(row, 'document')}/{entry.value.rsplit('/', 1)[1]}" == wanted:
            return entry
    raise UnknownNameError(f"no row starts at {text}: write DOCUMENT/LINE")


def _settle(store: Store, given: Mapping[str, tuple[str, str]], publishers: Set[str]) -> Settled:
    """Settle documents first: whose they are tells whom a name stands for that several councils have."""
    bindings: dict[str, Term | Sequence[Term]] = {}
    matches: dict[str, Match] = {}
    for name in sorted(given, key=lambda name: given[name][0] != "document"):
        kind, text = given[name]
        if kind not in _NAMED:
            bindings[name] = _VALUES[kind](store, text)
            continue
        match = matches[name] = _NAMED[kind](store, text, publishers)
        bindings[name] = match.known.iri
        if kind == "document":
            publishers = {match.known.publisher} - {""}
    return Settled({name: bindings[name] for name in given}, tuple(matches[name] for name in given if name in matches))


_NAMED: Final[Mapping[str, Callable[[Store, str, Set[str]], Match]]] = {
    "agent": find_agent,
    "owner": find_owner,
    "area": find_area,
    "document": find_document,
    "status": find_status,
    "action": find_action,
}
"""How a name is read, by the type of the parameter."""

_VALUES: Final[Mapping[str, Callable[[Store, str], Term]]] = {
    "first-day": lambda _, text: find_day(text, last=False),
    "last-day": lambda _, text: find_day(text, last=True),
    "date": lambda _, text: find_date(text),
    "boolean": lambda _, text: _find_boolean(text),
    "kind": lambda _, text: _find_concept(text, v.KINDS),
    "slip": lambda _, text: _find_concept(text, v.SLIPS),
    "contradiction": lambda _, text: _find_concept(text, v.CONTRADICTIONS),
    "entry": _find_entry,
}
"""How any other value is read, by the type of the parameter."""

_TYPES: Final = {
    "document": "document",
    "area": "area",
    "owner": "owner",
    "status": "status",
    "since": "first-day",
    "until": "last-day",
    "published": "last-day",
}
"""The type of each choice."""
