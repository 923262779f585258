"""All that is said of a row, in every print of its plan: its titles and comments, and those of the rows beneath it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bvgraph.linking.wording import read_stems
from bvgraph.records import Entry, Link

Story = Mapping[str, float]


def tell_stories(entries: Sequence[Entry], row_of: Mapping[str, str]) -> dict[str, Story]:
    """By entry the words said of its row, weighed by rarity and scaled so that a story goes once into itself.

    ``row_of`` gives for an entry the first entry of its row, where that is another.
    """
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        stems = [s for text in _list_texts(entry) for s in read_stems(text)]
        for key in (entry.id, entry.parent):
            if key:
                told[row_of.get(key, key)].update(stems)
    spread = Counter(s for counts in told.values() for s in counts)
    stories = {
        key: _scale({s: (1 + math.log(n)) * math.log(len(told) / spread[s]) for s, n in counts.items()})
        for key, counts in told.items()
    }
    return {entry.id: stories[row_of.get(entry.id, entry.id)] for entry in entries}


def _list_texts(entry: Entry) -> Iterable[str]:
    """The title counts twice: what is done says more than how it went."""
    return (entry.title.text, entry.title.text, *(p.text for p in (entry.comment, entry.planned) if p))


def _scale(weights: Mapping[str, float]) -> Story:
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {s: w / length for s, w in weights.items() if w} if length else {}


def find_rows(links: Iterable[Link]) -> dict[str, str]:
    """By entry the first entry of its row, for those that have an earlier one; ``links`` in the order of the prints."""
    row_of: dict[str, str] = {}
    for link in links:
        if link.relation == "same":
            row_of[link.later] = row_of.get(link.earlier, link.earlier)
    return row_of
