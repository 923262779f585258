"""What plans cannot be asked - the future, opinions, pay, why - told apart from what is merely not understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bvgraph.asking.actions import stem
from bvgraph.asking.grammar import Parse
from bvgraph.asking.lexicon import Lexicon
from bvgraph.asking.refusing import NotStatedError
from bvgraph.asking.vocabularies import load_vocabulary
from bvgraph.errors import UnknownNameError

_REASONS: Final[Mapping[str, str]] = {
    "RELATIVE": "each document speaks for a day of its own: name the month, the year or the document",
    "WILL": "plans and their updates say what was planned and reported, not what is to come",
    "OPINION": "plans hold no opinions: ask what was led, due, reported or late",
    "UNHELD": "plans do not hold this: they have actions with a lead, a deadline, a status, a percentage and a comment",
    "WHY": "plans seldom give reasons: name the action, for what its comments say",
}


def decline(parse: Parse | None, lexicon: Lexicon, error: UnknownNameError) -> UnknownNameError:
    """Return the best reason for not answering: a word that no plan can answer comes before one that was not placed."""
    if error.suggestions or parse is None or isinstance(error, NotStatedError):
        return error
    words = [token.word for token in parse.tokens]
    said = {
        phrase.symbol: " ".join(phrase.words)
        for at, word in enumerate(words)
        for phrase in load_vocabulary().phrases.get(word, ())
        if tuple(words[at : at + len(phrase.words)]) == phrase.words and not _is_name(parse, at, lexicon)
        if phrase.symbol != "UNHELD" or stem(word) not in lexicon.stems or f'"{word}"' in str(error).casefold()
    }
    for symbol, reason in _REASONS.items():
        if symbol in said:
            return UnknownNameError(f'{reason} ("{said[symbol]}")')
    return error


def _is_name(parse: Parse, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word is one of a name: at the beginning of a question a capital tells nothing."""
    return parse.tokens[at].word in lexicon.name_words and (at > 0 and parse.tokens[at].text[0].isupper())
