"""Which rows are worth comparing: those that share rare words, from an inverted index, never all against all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest, nsmallest
from itertools import combinations

from bvgraph.linking.comparing import Row, sum_shared

RAREST = 5  # words of a text, the rarest first, that it is looked up by in pairs
CROWD = 1000  # pairs that one key of the index may bring; a commoner key tells too little
COMPANY = 40  # rows that a row meets by its rarest keys; the commoner keys would add many and few that matter
SHORTLIST = 8  # rows that are compared with one row, those with the most in common

FindKeys = Callable[[Row], Iterable[Hashable]]
GetWords = Callable[[Row], Mapping[str, float]]


def find_candidates(
    earlier: Sequence[Row], later: Sequence[Row], find_keys: FindKeys, get_words: GetWords, near: float = 0.0
) -> list[tuple[Row, Row]]:
    """For each later row the earlier ones that share a key that is not too common and have the most words in common.

    ``near`` is the share of the best one's words in common, by weight, that the others must reach.
    """
    index: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((earlier, later)):
        for i, row in enumerate(rows):
            for key in find_keys(row):
                index[key][side].append(i)
    met: dict[int, set[int]] = defaultdict(set)
    blocks = [block for block in index.values() if 0 < len(block[0]) * len(block[1]) <= CROWD]
    for left, right in sorted(blocks, key=lambda block: len(block[0]) * len(block[1])):
        for j in right:
            if len(met[j]) < COMPANY:
                met[j].update(left)
    words = [get_words(row) for row in earlier]
    pairs = []
    for j in sorted(met):
        own = get_words(later[j])
        shared = ((sum_shared(words[i], own), -i) for i in met[j])
        pairs += [(earlier[i], later[j]) for i in _shorten(shared, near)]
    return pairs


def _shorten(shared: Iterable[tuple[float, int]], near: float) -> Iterator[int]:
    ranked = nlargest(SHORTLIST, shared)
    return (-i for weight, i in ranked if weight >= near * ranked[0][0])


def key_words(words: Mapping[str, float]) -> Iterator[Hashable]:
    """Every word of a text, and the rarest in pairs."""
    yield from words
    yield from combinations(sorted(nsmallest(RAREST, words, key=lambda s: (-words[s], s))), 2)
