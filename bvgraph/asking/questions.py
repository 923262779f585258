"""Questions in English, answered from the graph: rows, the quotes they rest on, and the SPARQL that gave them.

What cannot be asked, and a name that is unknown or fits two, is refused with what can be asked instead; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Store

from bvgraph.asking.actions import find_actions, load_actions
from bvgraph.asking.choices import AGENT
from bvgraph.asking.listing import EntryRow, Place, Quote, SlipRow, list_entries, list_slips, load_quotes
from bvgraph.asking.names import Known, Match, load_agents, load_areas, load_documents, resolve
from bvgraph.asking.queries import Term
from bvgraph.asking.wordings import Asked, Condition, take_apart
from bvgraph.errors import UnknownNameError
from bvgraph.graph import vocabulary as v

AnswerKind: TypeAlias = Literal["actions", "names", "refusal"]

_OWNER_FIRST: Final = frozenset({"by", "of", "for", "under", "with", "from", "belonging to", "assigned to"})
_PRINTED: Final = ("title", "lead", "deadline", "deadlineText", "status", "statusText")
_MANY_ACTIONS: Final = 25


@dataclass(frozen=True, slots=True)
class Source:
    """A quote and where it stands; ``field`` is what it is evidence for."""

    document: str
    line: int
    last_line: int
    quote: str
    field: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One action of an answer, as the latest of its entries concerned states it.

    ``slips`` are the kinds of slip; ``deadline_before`` and ``leads_before`` are given where they have changed.
    """

    label: str
    id: str
    place: Place
    last_line: int
    leads: tuple[str, ...]
    leads_before: tuple[str, ...]
    deadline: str | None
    deadline_before: str | None
    status: str | None
    slips: tuple[str, ...] = ()
    silent: bool = False
    days: int | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question was not answered, and what could be asked or was perhaps meant."""

    reason: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question was understood to ask, and the answer; ``queries`` are those that ran, the main one first."""

    question: str
    understood: str
    kind: AnswerKind
    queries: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    rows: tuple[AnswerRow, ...] = ()
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Settled:
    """A question whose names are known: values for the parameters of a query, and the sentence that says so."""

    bindings: dict[str, Term | Sequence[Term]]
    sentence: str
    conditions: tuple[Condition, ...] = ()
    matches: tuple[Match, ...] = field(default=())


def ask(store: Store, question: str) -> Answer:
    """Answer a question; one that cannot be answered gives an Answer of kind ``refusal``."""
    refused: UnknownNameError | None = None
    for asked in take_apart(question):
        try:
            return _answer(store, question, asked)
        except UnknownNameError as error:
            refused = refused or error  # the likeliest reading says best what is wrong
    if refused is not None:
        return _refuse(question, str(refused), refused.suggestions)
    return _refuse(question, "this is not a question that can be answered here", _examples(store))


def _answer(store: Store, question: str, asked: Asked) -> Answer:
    if asked.about is not None:
        return _answer_who(store, question, asked)
    settled = _settle(store, asked)
    if any(condition.slips for condition in settled.conditions):
        return _answer_slips(store, question, settled)
    return _answer_entries(store, question, settled)
