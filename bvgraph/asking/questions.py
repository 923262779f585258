"""Questions in English, answered from the graph: rows, the quotes they rest on, and the SPARQL that gave them.

What cannot be asked, and a name that is unknown or fits two, is refused with what can be asked instead; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, Store

from bvgraph.asking.actions import find_actions, load_actions
from bvgraph.asking.answers import Answer, Refusal, rows_from_entries, rows_from_slips
from bvgraph.asking.choices import AGENT
from bvgraph.asking.listing import list_entries, list_slips, load_quotes
from bvgraph.asking.names import Known, Match, load_areas, load_documents, load_leads, load_others, resolve
from bvgraph.asking.queries import Term
from bvgraph.asking.wordings import Asked, Condition, take_apart
from bvgraph.errors import UnknownNameError
from bvgraph.graph import vocabulary as v

_OF_OWNERS: Final = frozenset({"by", "of", "for", "under", "with", "from", "belonging to", "assigned to"})
_MANY_ACTIONS: Final = 25
_TRUE: Final = Literal("true", datatype=v.XSD_BOOLEAN)
_PHRASES: Final = {"owner": "led by", "area": "under", "document": "in"}


@dataclass(frozen=True, slots=True)
class Request:
    """A question whose names are known: values for the parameters of a query, and the sentence that says them."""

    bindings: dict[str, Term | Sequence[Term]]
    sentence: str
    about_slips: bool


class Vocabulary:
    """The names that the graph knows."""

    def __init__(self, store: Store) -> None:
        self.leads = load_leads(store)
        self.others = load_others(store)
        self.areas = load_areas(store)
        self.documents = load_documents(store)

    def find_owner(self, asked: str) -> Match:
        """Return who is meant; who leads a row comes before who is only named somewhere."""
        return resolve(asked, AGENT, self.leads, self.others)

    def find_place(self, preposition: str, asked: str) -> tuple[str, Match]:
        """Return which parameter a place is for - owner, area or document - and what it names."""
        pools: list[Sequence[Known]] = [self.areas, self.documents]
        pools = [self.leads, *pools] if preposition in _OF_OWNERS else [*pools, self.leads]
        match = resolve(asked, f"area, document, {AGENT}", *pools, self.others)
        if match.known in self.areas:
            return "area", match
        return ("document" if match.known in self.documents else "owner"), match


def ask(store: Store, question: str) -> Answer:
    """Answer a question; one that cannot be answered gives an Answer of kind ``refusal``."""
    vocabulary = Vocabulary(store)
    refused: UnknownNameError | None = None
    for asked in take_apart(question):
        try:
            if asked.about is not None:
                return _answer_who(store, question, asked, vocabulary)
            return _answer_what(store, question, settle(asked, vocabulary))
        except UnknownNameError as error:
            refused = refused or error  # the likeliest reading says best what is wrong
    if refused is None:
        refused = UnknownNameError("this question cannot be answered here; these can, for instance", _examples(vocabulary))
    return Answer(question, "", "refusal", refusal=Refusal(str(refused), refused.suggestions))


def settle(asked: Asked, vocabulary: Vocabulary) -> Request:
    """Lead the names of a question back to things; raises UnknownNameError where that cannot be done."""
    matches = _settle_names(asked, vocabulary)
    bindings: dict[str, Term | Sequence[Term]] = {name: match.known.iri for name, match in matches.items()}
    if asked.kind is not None:
        bindings["kind"] = v.KINDS[asked.kind]
    bindings.update(_bind_conditions(asked.conditions))
    sentence = _say(asked, matches)
    return Request(bindings, sentence, any(condition.slips for condition in asked.conditions))


def _settle_names(asked: Asked, vocabulary: Vocabulary) -> dict[str, Match]:
    matches: dict[str, Match] = {}
    if asked.owner is not None:
        matches["owner"] = vocabulary.find_owner(asked.owner)
    for preposition, text in asked.places:
        parameter, match = vocabulary.find_place(preposition, text)
        if parameter in matches:
            both = (matches[parameter].known.label, match.known.label)
            raise UnknownNameError(f"only one {parameter} can be asked about at a time", both)
        matches[parameter] = match
    return matches


def _bind_conditions(conditions: Sequence[Condition]) -> dict[str, Term | Sequence[Term]]:
    statuses = [v.STATUSES[status] for condition in conditions for status in condition.statuses]
    slips = [v.SLIPS[slip] for condition in conditions for slip in condition.slips]
    if statuses and slips:
        raise UnknownNameError("a status in print and a slip cannot be asked for at once: ask for one, then the other")
    bindings: dict[str, Term | Sequence[Term]] = {}
    if statuses:
        bindings["status"] = statuses
    if slips:
        bindings["slip"] = list(dict.fromkeys(slips))
    if slips and all(condition.silent for condition in conditions):
        bindings["silent"] = _TRUE
    return bindings


def _say(asked: Asked, matches: dict[str, Match]) -> str:
    """Return how the question was understood, with every correction that was made to a name."""
    subject = f"{asked.kind or 'action'}s".capitalize()
    names = "".join(f" {phrase} {matches[name].known.label}" for name, phrase in _PHRASES.items() if name in matches)
    states = " or ".join(dict.fromkeys(condition.phrase for condition in asked.conditions))
    corrections = "".join(f'; "{m.asked}" read as {m.known.label}' for m in matches.values() if m.corrected)
    comma = ", " if states.startswith("printed") else " " if states else ""
    return f"{subject}{names}{comma}{states}{corrections}"


def _answer_what(store: Store, question: str, request: Request) -> Answer:
    if request.about_slips:
        slips = list_slips(store, request.bindings)
        return Answer(question, request.sentence, "actions", slips.queries, rows=rows_from_slips(slips.rows))
    entries = list_entries(store, {**request.bindings, "parts": _TRUE})  # who leads a heading is asked about its rows
    quotes, quotes_text = load_quotes(store, [entry.iri for entry in entries.rows])
    rows = rows_from_entries(entries.rows, quotes)
    return Answer(question, request.sentence, "actions", (*entries.queries, quotes_text), rows=rows)


def _answer_who(store: Store, question: str, asked: Asked, vocabulary: Vocabulary) -> Answer:
    """Answer who led an action: one row for each of its entries, as the lead may have changed between them."""
    found = find_actions(asked.about or "", load_actions(store))
    if len(found) > _MANY_ACTIONS:
        labels = tuple(action.label for action in found[:3])
        raise UnknownNameError(f'"{asked.about}" fits {len(found)} actions: give more words of the title', labels)
    matches = _settle_names(asked, vocabulary)
    bindings: dict[str, Term | Sequence[Term]] = {name: match.known.iri for name, match in matches.items()}
    bindings["action"] = [action.iri for action in found]
    entries = list_entries(store, bindings)
    quotes, quotes_text = load_quotes(store, [entry.iri for entry in entries.rows])
    rows = tuple(row for entry in entries.rows for row in rows_from_entries([entry], quotes))
    names = tuple(dict.fromkeys(lead.name for entry in entries.rows for lead in entry.leads))
    titles = f'"{found[0].label}"' if len(found) == 1 else f'the {len(found)} actions with "{asked.about}" in the title'
    return Answer(question, f"Who led {titles}", "names", (*entries.queries, quotes_text), names, rows)


def _examples(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return questions that can be asked, about somebody and something that there is."""
    people = [agent.label for agent in vocabulary.leads if agent.kind == "person"]
    name = people[0] if people else "NAME"
    area = f" in {vocabulary.areas[0].label}" if vocabulary.areas else ""
    return (
        f"what did {name} own that slipped?",
        f"what did {name} own?",
        f"what was overdue{area}? (or at risk, delayed, complete)",
        "who led ... (words of an action's title)?",
    )
