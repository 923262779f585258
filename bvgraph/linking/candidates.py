"""Which rows are worth comparing: those that share rare words, from an inverted index, never all against all."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest, nsmallest
from itertools import combinations

from bvgraph.linking.comparing import Row, sum_shared

RAREST = 5  # words of a text, the rarest first, that it is looked up by in pairs
CROWD = 1000  # pairs that one key of the index may bring; a commoner key tells too little
COMPANY = 20  # rows that a row meets by its rarest keys; the commoner keys would add many and few that matter
SHORTLIST = 8  # rows that are compared with one row, those with the most in common

FindKeys = Callable[[Row], Iterable[Hashable]]
GetWords = Callable[[Row], Mapping[str, float]]


def find_candidates(
    earlier: Sequence[Row], later: Sequence[Row], find_keys: FindKeys, get_words: GetWords, near: float = 0.0
) -> list[tuple[Row, Row]]:
    """For each later row the earlier ones that share a key that is not too common and have the most words in common.

    ``near`` is the share of the best one's words in common, by weight, that the others must reach.
    """
    right = _index_rows(later, find_keys, None)
    left = _index_rows(earlier, find_keys, right)
    met: dict[int, set[int]] = defaultdict(set)
    sizes = sorted((len(numbers) * len(right[key]), order) for order, (key, numbers) in enumerate(left.items()))
    keys = list(left)
    for _, order in sizes[: bisect_right(sizes, (CROWD, len(keys)))]:
        for j in right[keys[order]]:
            if len(met[j]) < COMPANY:
                met[j].update(left[keys[order]])
    words = [get_words(row) for row in earlier]
    pairs = []
    for j in sorted(met):
        own = get_words(later[j])
        shared = ((sum_shared(words[i], own), -i) for i in met[j])
        pairs += [(earlier[i], later[j]) for i in _shorten(shared, near)]
    return pairs


def _index_rows(rows: Sequence[Row], find_keys: FindKeys, wanted: Collection[Hashable] | None) -> dict[Hashable, list[int]]:
    """By key the numbers of the rows that have it; no more keys than are wanted, as most lead nowhere."""
    index: dict[Hashable, list[int]] = {}
    for number, row in enumerate(rows):
        for key in find_keys(row):
            if wanted is None or key in wanted:
                index.setdefault(key, []).append(number)
    return index


def _shorten(shared: Iterable[tuple[float, int]], near: float) -> Iterator[int]:
    ranked = nlargest(SHORTLIST, shared)
    return (-i for weight, i in ranked if weight >= near * ranked[0][0])


def key_words(words: Mapping[str, float]) -> Iterator[Hashable]:
    """Every word of a text, and the rarest in pairs."""
    yield from words
    yield from combinations(sorted(nsmallest(RAREST, words, key=lambda s: (-words[s], s))), 2)
