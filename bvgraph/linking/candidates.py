"""Which rows are worth comparing: those that share rare words, from an inverted index, never all against all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest, nsmallest
from itertools import combinations

from bvgraph.linking.comparing import Row

RAREST = 5  # words of a text, the rarest first, that it is looked up by in pairs
CROWD = 1000  # pairs that one key of the index may bring; a commoner key tells too little
SHORTLIST = 8  # rows that are compared with one row, those with the most in common

FindKeys = Callable[[Row], Iterable[Hashable]]
GetWords = Callable[[Row], Mapping[str, float]]


def find_candidates(
    earlier: Sequence[Row], later: Sequence[Row], find_keys: FindKeys, get_words: GetWords
) -> list[tuple[Row, Row]]:
    """For each later row the earlier ones that share a key that is not too common and have the most words in common."""
    index: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((earlier, later)):
        for i, row in enumerate(rows):
            for key in find_keys(row):
                index[key][side].append(i)
    met: dict[int, set[int]] = defaultdict(set)
    for left, right in index.values():
        if left and len(left) * len(right) <= CROWD:
            for j in right:
                met[j].update(left)
    return [(earlier[i], later[j]) for j in sorted(met) for i in _shorten(met[j], earlier, get_words(later[j]), get_words)]


def _shorten(met: Iterable[int], rows: Sequence[Row], words: Mapping[str, float], get_words: GetWords) -> Iterator[int]:
    ranked = ((sum(weight for s, weight in get_words(rows[i]).items() if s in words), -i) for i in met)
    return (-i for _, i in nlargest(SHORTLIST, ranked))


def key_words(words: Mapping[str, float]) -> Iterator[Hashable]:
    """Every word of a text, and the rarest in pairs."""
    yield from words
    yield from combinations(sorted(nsmallest(RAREST, words, key=lambda s: (-words[s], s))), 2)
