"""The words that questions are made of: word lists and states from ``words.toml``, laid out by their first word."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from bvgraph.asking.parsing import FILLER

_WORD_COST: Final = 1.0
_STATE_COST: Final = 1.1
_COMMON: Final = frozenset({"WILL", "LIST", "FILLER", "OPINION", "REPORTED", "filler"})
_GENERAL: Final = frozenset({"DOING", "HELD", "ACTIONS", "OWN", "MEANT", "VENUES", "MONITOR"})


class Phrase(NamedTuple):
    """Words in a row that stand for a symbol of the grammar; ``value`` is the state or the number that they name."""

    words: tuple[str, ...]
    symbol: str
    value: str | int | None
    cost: float


class State(NamedTuple):
    """A state that an action can be in: one of these statuses in print, a slip of one of these kinds, or another fact.

    ``said`` are words of a comment that tell of it too, unless one of ``unless_before`` stands before them or one of
    ``unless`` anywhere; ``says_said`` is how an answer puts that.
    """

    says: str
    statuses: tuple[str, ...]
    slips: tuple[str, ...]
    fact: str = ""
    said: tuple[str, ...] = ()
    says_said: str = ""
    unless_before: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Vocabulary(NamedTuple):
    """All phrases by their first word, the states by name, and how documents are spoken of.

    ``words`` are all words of phrases; ``general`` those that are said of any action ("finished", "held"), ``common`` those
    that are names of people too ("will", "mark"); with one of ``whether`` a question begins whether
    something is so.
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    states: Mapping[str, State]
    papers: Mapping[str, frozenset[str]]
    paper_kinds: Mapping[str, frozenset[tuple[str, ...]]]
    words: frozenset[str]
    general: frozenset[str]
    common: frozenset[str]
    whether: frozenset[str]


@cache
def load_vocabulary() -> Vocabulary:
    """Return the words of the language that questions are asked in."""
    data = tomllib.loads(Path(__file__).with_name("data").joinpath("words.toml").read_text("utf-8"))
    phrases = [_phrase(FILLER, words) for words in _split(data["filler"])]
    phrases += [_phrase(symbol.upper(), words) for symbol, text in data["words"].items() for words in _split(text)]
    for name, state in data["states"].items():
        cost = float(str(state.get("cost", _STATE_COST)))
        phrases += [Phrase(words, "state", name, cost) for words in _split(state["words"])]
    for number, words in enumerate(_split(data["numbers"]["words"])):
        phrases.append(Phrase(words, "number", number, _WORD_COST))
    documents = dict(data["documents"])
    kinds = {kind: frozenset(_split(text)) for kind, text in documents.pop("kinds").items()}
    papers = {name: frozenset(" ".join(words) for words in _split(text)) for name, text in documents.items()}
    states = {name: _state(name, state) for name, state in data["states"].items()}
    known = frozenset(word for phrase in phrases for word in phrase.words)
    general = frozenset(phrase.words[0] for phrase in phrases if phrase.symbol in _GENERAL and len(phrase.words) == 1)
    common = frozenset(phrase.words[0] for phrase in phrases if len(phrase.words) == 1 and phrase.symbol in _COMMON)
    whether = frozenset(data["whether"].replace(",", " ").split())
    return Vocabulary(_by_first(phrases), states, papers, kinds, known, general, common, whether)


def _split(text: str) -> list[tuple[str, ...]]:
    return [tuple(words) for part in text.split(",") if (words := part.split())]


def _phrase(symbol: str, words: tuple[str, ...]) -> Phrase:
    return Phrase(words, symbol, None, _WORD_COST)


def _by_first(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        found[phrase.words[0]].append(phrase)
    return {word: tuple(several) for word, several in found.items()}


def _state(name: str, state: Mapping[str, object]) -> State:
    statuses, slips = (tuple(map(str, _listed(state.get(key)))) for key in ("statuses", "slips"))
    says = str(state.get("says", f"printed as {name.replace('-', ' ')}"))
    said, before, unless = (tuple(map(str, _listed(state.get(key)))) for key in ("said", "unless-before", "unless"))
    return State(says, statuses, slips, str(state.get("fact", "")), said, str(state.get("says-said", "")), before, unless)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
