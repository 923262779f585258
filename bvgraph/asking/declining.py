"""What plans cannot be asked - the future, opinions, pay, why - told apart from what is merely not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bvgraph.asking.grammar import Parse, walk
from bvgraph.asking.lexicon import Lexicon
from bvgraph.asking.spots import Referred, Topic
from bvgraph.asking.vocabularies import load_vocabulary
from bvgraph.errors import UnknownNameError

_REASONS: Final[Mapping[str, str]] = {
    "RELATIVE": "each document speaks for a day of its own: name the month, the year or the document",
    "WILL": "plans and their updates say what was planned and reported, not what is to come",
    "OPINION": "plans hold no opinions: ask what was led, due, reported or late",
    "UNHELD": "plans do not hold this: they have actions with a lead, a deadline, a status, a percentage and a comment",
    "WHY": "plans seldom give reasons: ask for the history of an action, which shows what its comments say",
}


def decline(parse: Parse | None, lexicon: Lexicon, error: UnknownNameError) -> UnknownNameError:
    """Return the best reason for not answering: a word that no plan can answer comes before one that was not placed."""
    if error.suggestions or parse is None:
        return error
    words = [token.word for token in parse.tokens]
    said = {
        phrase.symbol: " ".join(phrase.words)
        for at, word in enumerate(words)
        for phrase in load_vocabulary().phrases.get(word, ())
        if tuple(words[at : at + len(phrase.words)]) == phrase.words and word not in lexicon.name_words
    }
    for symbol, reason in _REASONS.items():
        if symbol in said:
            suggestions = tuple(_suggest_comments(parse)) if symbol == "WHY" else ()
            return UnknownNameError(f'{reason} ("{said[symbol]}")', suggestions)
    return error


def _suggest_comments(parse: Parse) -> Iterator[str]:
    """Yield the questions for what is said of the actions that a question names: where there is a reason, it says so."""
    for part in walk(parse.parts):
        if isinstance(part.value, Topic) and part.value.titles and not part.value.bare:
            yield f"what are the comments on the {part.value.asked.removeprefix('the ')}?"
        elif isinstance(part.value, Referred) and part.value.deeds:
            yield f"what are the comments on {part.value.asked}?"
