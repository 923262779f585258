"""The words of titles, stemmed lightly and weighed by how rare they are among the titles compared."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_SMALL = frozenset(
    re.findall(
        r"\w+",
        """
        a all an and any are as at be been by can for from has have if in including into is it its more new of on or
        other our per re so such than that the their them then there these they this through to under up was were
        where which while who will with within
        """,
    )
)
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ies|ion|ions|ed|es|s|al|ly)$")
_CLAUSE = re.compile(r"\s+(?:to|in order|so that|by|including|inc)\s|[;,:]\s|\s[-–]\s|\.\s")
_BRACKETS = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut the commonest endings off a word of six letters or more ("communications" and "communication" meet)."""
    while len(word) > 5 and (m := _ENDINGS.search(word)) and m.start() >= 4:
        word = word[: m.start()]
    return word


@lru_cache(maxsize=65536)
def read_stems(title: str) -> tuple[str, ...]:
    """The stems of a title in order, small words and remarks in brackets left out (unless nothing else is left)."""
    words = re.findall(r"[^\W_]+", _BRACKETS.sub(" ", title).casefold()) or re.findall(r"[^\W_]+", title.casefold())
    kept = [w for w in words if w not in _SMALL]
    return tuple(stem(w) for w in kept or words)


@lru_cache(maxsize=65536)
def cut_main(title: str) -> str:
    """What is to be done, without what for: the title up to the first "to ...", comma, colon or dash after two words."""
    title = re.sub(r"^\W*to\s+", "", _BRACKETS.sub(" ", title), flags=re.IGNORECASE)
    for m in _CLAUSE.finditer(title):
        if len(title[: m.start()].split()) > 2:
            return title[: m.start()]
    return title


class Weights:
    """How much a stem says: the logarithm of how few of the titles have it."""

    def __init__(self, titles: Iterable[str]) -> None:
        listed = list(titles)
        self.counts = Counter(s for title in listed for s in set(read_stems(title)))
        self.total = max(len(listed), 2)

    def of(self, stems: Iterable[str]) -> float:
        """The sum over the different stems."""
        return sum(math.log(1 + self.total / self.counts.get(s, 1)) for s in set(stems))


def find_run(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    """The longest run of stems that stands in both, in the same order and without a gap."""
    best: tuple[str, ...] = ()
    lengths = [0] * (len(b) + 1)
    for i, x in enumerate(a, 1):
        for j in range(len(b), 0, -1):
            lengths[j] = lengths[j - 1] + 1 if x == b[j - 1] else 0
            if lengths[j] > len(best):
                best = a[i - lengths[j] : i]
    return best
