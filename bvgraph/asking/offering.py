"""What can be asked instead of a question that was refused: what the comments say of the things that it names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bvgraph.asking.actions import EMPTY_WORDS
from bvgraph.asking.vocabularies import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from bvgraph.asking.answers import Answer
    from bvgraph.asking.grammar import Parse

_MOST: Final = 2
_TRIED: Final = 5
_SHORT: Final = 4
_FEW: Final = 30
"""What more rows say than these is said of everything."""


def offer_texts(parse: Parse, ask: Callable[[str], Answer]) -> tuple[str, ...]:
    """Return questions for what is said about the words of a question that are none of the language's, if anything is.

    The most words in a row come first; ``ask`` puts a question.
    """

    def ask_about(words: str) -> list[str]:
        question = f"what is said about {words}?"
        return [question] if 0 < len(ask(question).rows) <= _FEW else []

    found: list[str] = []
    for words in sorted(dict.fromkeys(_find_telling(parse)), key=len, reverse=True)[:_TRIED]:
        if len(found) < _MOST:
            single = (word for word in words if len(word) > _SHORT and len(words) > 1)
            found += ask_about(" ".join(words)) or [question for word in single for question in ask_about(word)]
    return tuple(found[:_MOST])


def _find_telling(parse: Parse) -> Iterator[tuple[str, ...]]:
    """Yield the words in a row that are things of these documents and no words of questions."""
    plain = load_vocabulary().words | EMPTY_WORDS | {"'s"}
    places = [at for at, token in enumerate(parse.tokens) if token.word not in plain and token.word.isalpha()]
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        words = tuple(parse.tokens[at].text for _, at in run)
        if len(words) > 1 or len(words[0]) > _SHORT:
            yield words
