"""Words that nothing is known of, read as the names and words that they differ from by little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import OSA

from bvgraph.asking.actions import stem
from bvgraph.asking.lexicon import Lexicon
from bvgraph.asking.names import lookup_near
from bvgraph.asking.spots import Named, Topic
from bvgraph.asking.vocabularies import Vocabulary

_COST: Final = 7.0


class Corrector:
    """Finds what misspelt words may have been meant for."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self.lexicon, self.vocabulary = lexicon, vocabulary

    def correct(self, asked: str, words: Sequence[str]) -> Iterator[tuple[str, object, float]]:
        """Yield symbol, value and cost of each correction."""
        found = lookup_near(asked, self.lexicon.leads, self.lexicon.others)
        for symbol, things in (
            ("agent", found),
            ("area", lookup_near(asked, self.lexicon.areas)),
            ("venue", lookup_near(asked, self.lexicon.venues)),
        ):
            if things:
                yield symbol, Named(symbol, asked, tuple(things), corrected=True), _COST
        if len(words) == 1:
            yield from self._correct_word(asked, words[0])

    def _correct_word(self, asked: str, word: str) -> Iterator[tuple[str, object, float]]:
        if len(word) < 4:
            return
        near = [known for known in self.lexicon.stems if OSA.distance(stem(word), known, score_cutoff=1) <= 1]
        if len(near) == 1:
            yield "topic", Topic(asked, (near[0],), self.lexicon.stems[near[0]], ((asked, near[0]),)), _COST + 2
        symbols = {
            (phrase.symbol, phrase.value, phrase.words[0])
            for first, phrases in self.vocabulary.phrases.items()
            if len(first) > 4 and OSA.distance(word, first, score_cutoff=1) <= 1
            for phrase in phrases
            if len(phrase.words) == 1
        }
        if len({first for _, _, first in symbols}) == 1:
            for symbol, value, _ in sorted(symbols, key=str):
                yield symbol, value, _COST + 1
