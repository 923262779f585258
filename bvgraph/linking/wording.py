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
_DOING = frozenset(  # words that say that something is done, and hardly what: they weigh half
    re.findall(
        r"\w+",
        """
        achieve action agree approve arrange arrangement begin build carry commence commission complete completion
        conduct consider continue create deliver delivery develop development embed enhance ensure establish
        finalise further hold identify implement implementation improve improvement include increase introduce
        issue launch maintain out plan prepare present process produce programme progress project provide put
        recommend refresh reissue report review revise roll set start strengthen submit support take undertake
        update work year
        """,
    )
)
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ies|ion|ions|ed|es|s|al|ly|e|y)$")
_CLAUSE = re.compile(r"\s+(?:to|in order|so that|by|including|inc)\s|[;,:]\s|\s[-–]\s|\.\s")
_BRACKETS = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """Cut the commonest endings off a word of six letters or more and a plural off shorter ones."""
    while len(word) > 5 and (m := _ENDINGS.search(word)) and m.start() >= 4:
        word = word[: m.start()]
    return word[:-1] if 3 < len(word) < 6 and word.endswith("s") and word[-2] not in "ius" else word


_DOING_STEMS = frozenset(stem(word) for word in _DOING)


@lru_cache(maxsize=1 << 18)
def read_stems(title: str) -> tuple[str, ...]:
    """The stems of a title in order, small words and remarks in brackets left out (unless nothing else is left)."""
    words = re.findall(r"[^\W_]+", _BRACKETS.sub(" ", title).casefold()) or re.findall(r"[^\W_]+", title.casefold())
    kept = [w for w in words if w not in _SMALL]
    return tuple(stem(w) for w in kept or words)


@lru_cache(maxsize=1 << 18)
def cut_main(title: str) -> str:
    """What is to be done, without what for: the title up to the first "to ...", comma, colon or dash after two words."""
    title = re.sub(r"^\W*to\s+", "", _BRACKETS.sub(" ", title), flags=re.IGNORECASE)
    for m in _CLAUSE.finditer(title):
        if len(title[: m.start()].split()) > 2:
            return title[: m.start()]
    return title


def name_things(stems: Iterable[str]) -> tuple[str, ...]:
    """Without the words that only say that something is done."""
    return tuple(s for s in stems if s not in _DOING_STEMS)


class Weights:
    """How much a stem says: the logarithm of how few of the titles have it.

    ``numbers`` is what numbers are worth beside words: from one year to the next "2030-31" and "phase 1" move on.
    """

    def __init__(self, titles: Iterable[str], numbers: float = 1.0) -> None:
        self._numbers = numbers
        listed = list(titles)
        self.counts = Counter(s for title in listed for s in set(read_stems(title)))
        self.total = max(len(listed), 2)
        self._known: dict[str, float] = {}

    def weigh(self, stems: Iterable[str]) -> dict[str, float]:
        """Each stem with its weight; one that no title has weighs as much as one that a single title has."""
        return {s: self._of(s) for s in stems}

    def _of(self, s: str) -> float:
        weight = self._known.get(s)
        if weight is None:
            weight = math.log(1 + self.total / self.counts.get(s, 1))
            weight *= self._numbers if s[0].isdigit() else 0.5 if s in _DOING_STEMS else 1.0
            self._known[s] = weight
        return weight


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
