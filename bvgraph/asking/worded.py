"""Conditions on what a comment says: words that a question looks for, and words that tell how an action stands."""

from __future__ import annotations

from pyoxigraph import Literal

from bvgraph.asking.actions import stem
from bvgraph.asking.lexicon import Lexicon
from bvgraph.asking.names import match_phrase, match_stems
from bvgraph.asking.selections import Condition, Either, Every, Fact
from bvgraph.asking.spots import Topic
from bvgraph.asking.vocabularies import State


def read_wording(lexicon: Lexicon, wording: Topic, row: bool) -> Condition:
    """Return that a row has these words in its title or, all of them, in its comment; there alone if in a ``row``."""
    told, stems = f'"{wording.asked}" in a comment', [stem(word) for word in wording.words]
    if row:
        return Fact("worded", (Literal(match_stems(stems)),), told)
    said = [Fact("said", (Literal(match_stems([one])),), told * (not at)) for at, one in enumerate(stems)]
    in_comment: Condition = Every(tuple(said)) if len(said) > 1 else said[0]
    if not wording.titles:
        return in_comment
    deeds = tuple(deed.iri for deed in lexicon.deeds_in(wording.titles))
    return Either((Fact("titled", deeds, f'"{wording.asked}" in the title'), in_comment))


def say_so(state: State) -> Fact:
    """Return that a comment tells of a state, and not that it is over or of what is complete."""
    over = match_phrase(*(f"{before} {said}" for before in state.unless_before for said in state.said), *state.unless)
    narrowed = (Fact("unsaid", (Literal(over),)), Fact("unfinished"))
    return Fact("said", (Literal(match_phrase(*state.said)),), state.says_said, narrowed)
