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
_TRIED: Final = 6
_SHORT: Final = 4
_FEW: Final = 30
"""What more rows say than these is said of everything."""


def offer_texts(parse: Parse, ask: Callable[[str], Answer]) -> tuple[str, ...]:
    """Return questions for what is said about the words of a question that are none of the language's, if anything is.

    The most words in a row come first; ``ask`` puts a question.
    """
    asked = sorted(dict.fromkeys(_find_telling(parse)), key=lambda words: -words.count(" "))
    questions = [f"what is said about {words}?" for words in asked[:_TRIED]]
    return tuple(question for question in questions if 0 < len(ask(question).rows) <= _FEW)[:_MOST]


def _find_telling(parse: Parse) -> Iterator[str]:
    """Yield the stretches of words that are things of these documents and no words of questions, and their words."""
    plain = load_vocabulary().words | EMPTY_WORDS | {"'s"}
    places = [at for at, token in enumerate(parse.tokens) if token.word not in plain and token.word.isalpha()]
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        stretch = [at for _, at in run]
        if len(stretch) > 1:
            yield parse.text[parse.tokens[stretch[0]].start : parse.tokens[stretch[-1]].end]
        yield from (parse.tokens[at].text for at in stretch if len(parse.tokens[at].word) > _SHORT)
