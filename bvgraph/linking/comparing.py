"""How alike two entries are: one small function per reason, each returning a score from 0 to 1, or None.

None means that the two cannot be compared in that, because one of them (or both) does not say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bvgraph.linking.wording import Weights, cut_main, find_run, name_things, read_stems
from bvgraph.records import Entry

ENOUGH = 7.0  # weight of the words that a title must share to be found whole in another: about two that are rare
OTHER_NUMBERS = 0.7  # what remains of a score when the numbers in two titles are others
TOLD_ALIKE = 0.35  # the cosine of two stories from which they count as one
WHOLE = 0.75  # what the words of a title are worth that all stand in the other
WITHIN = 0.9  # what a title is worth that stands whole in the other
_NUMBERS = re.compile(r"(?<![\d£$€.,])\d+(?![\d%.,])")


class Comparison(NamedTuple):
    """A score from 0 to 1, and by name those of the reasons that could be compared."""

    score: float
    scores: Mapping[str, float]

    def say(self) -> tuple[str, ...]:
        """The reasons that speak for the pair, in words."""
        return tuple(f"{name} {score:.2f}" for name, score in self.scores.items() if score >= 0.5)


@dataclass(frozen=True, eq=False)
class Row:
    """An entry made ready for comparing; what takes time is worked out when it is first asked for."""

    entry: Entry
    title: str
    heading: str
    turn: tuple[int, int]  # which of how many rows of one title under one heading
    weights: Weights
    story: Mapping[str, float]

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the title in order."""
        return read_stems(self.title)

    @cached_property
    def words(self) -> Mapping[str, float]:
        """The stems of the title with their weights."""
        return self.weights.weigh(self.stems)

    @cached_property
    def main(self) -> Mapping[str, float]:
        """The same of what is to be done, without what for."""
        return self.weights.weigh(read_stems(cut_main(self.title)))

    @cached_property
    def theme(self) -> Mapping[str, float]:
        """The same of the heading, without the words that only say that something is done."""
        return self.weights.weigh(name_things(read_stems(self.heading))) if self.heading else {}

    @property
    def leads(self) -> frozenset[str]:
        """The names of the leads; few rows are asked for them more than once, so they are not kept."""
        return frozenset([fold(lead.name) for lead in self.entry.leads])


Reason = tuple[str, Callable[[Row, Row], float | None], float]


def make_rows(
    entries: Sequence[Entry], weights: Weights, headings: Mapping[str, str], stories: Mapping[str, Mapping[str, float]]
) -> list[Row]:
    """The entries made ready, with the weights of the documents compared.

    ``headings`` gives by id of the entry a heading to compare instead of the printed one, ``stories`` the weighed words
    of all that is said of it; either may leave entries out.
    """
    keys = [(fold(e.title.text), fold(headings.get(e.id, e.parent_title or "")), e.kind) for e in entries]
    counts, seen = Counter(keys), Counter[tuple[str, str, str]]()
    rows = []
    for entry, key in zip(entries, keys, strict=True):
        seen[key] += 1
        rows.append(Row(entry, key[0], key[1], (seen[key], counts[key]), weights, stories.get(entry.id, {})))
    return rows


def fold(text: str) -> str:
    """Without capitals and runs of spaces."""
    return " ".join(text.casefold().split())


def combine(reasons: Iterable[Reason], a: Row, b: Row) -> Comparison:
    """The mean of all reasons that can be compared, by their weights."""
    total = weight_sum = 0.0
    scores = {}
    for name, compare, weight in reasons:
        score = compare(a, b)
        if score is not None:
            total += score * weight
            weight_sum += weight
            scores[name] = score
    return Comparison(round(total / weight_sum, 3), scores)


def sum_shared(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The weight of the words in common, added up in the order of ``a``, as a set would add up differently each time."""
    return sum(weight for word, weight in a.items() if word in b)


def share_words(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The weight of the words in common, against the words of both."""
    shared = sum_shared(a, b)
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def contain_words(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The weight of the words in common, against those of the shorter text (which must be of some weight)."""
    shared = sum_shared(a, b)
    return shared / max(min(sum(a.values()), sum(b.values())), ENOUGH) if shared else 0.0


def name_rare_words(a: Row, b: Row) -> str:
    """The reason that names the up to four rarest words of both titles."""
    rare = sorted(a.words.keys() & b.words.keys(), key=lambda s: (-a.words[s], s))[:4]
    return f"rare words {', '.join(rare)}"


# ------------------------------------------------------------------ reasons


def compare_letters(a: Row, b: Row) -> float:
    """The titles letter by letter, as printed or sorted, or the words of the one among those of the other."""
    if a.title == b.title:
        return 1.0
    left, right = " ".join(a.stems), " ".join(b.stems)
    sorted_ratio = fuzz.token_sort_ratio(left, right)
    return max(fuzz.ratio(a.title, b.title), sorted_ratio, WITHIN * fuzz.token_set_ratio(left, right)) / 100


def compare_titles(a: Row, b: Row) -> float:
    """The words of the titles by their rarity, a mistyped word counted as the one that was meant."""
    if a.title == b.title:
        return 1.0
    shared, total = sum_shared(a.words, b.words), sum(a.words.values()) + sum(b.words.values())
    left, right = [s for s in a.words if s not in b.words], [s for s in b.words if s not in a.words]
    if shared and left and right:
        ends = ((x, y) for x in left for y in right if x[0] == y[0] or x[-1] == y[-1])
        shared += sum((a.words[x] + b.words[y]) / 2 for x, y in ends if _is_mistyped(x, y))
    score = min(2 * shared / total, 1.0)
    if min(len(a.words), len(b.words)) > 1 and not (left and right):
        score = max(score, WHOLE)
    return score * OTHER_NUMBERS if have_other_numbers(a, b) else score


def have_other_numbers(a: Row, b: Row) -> bool:
    """Both titles have numbers, and none in common: phase 1 is not phase 2.  Sums and shares may be revised."""
    left, right = set(_NUMBERS.findall(a.title)), set(_NUMBERS.findall(b.title))
    return bool(left) and bool(right) and left.isdisjoint(right)


def _is_mistyped(a: str, b: str) -> bool:
    """One letter or two neighbours (two such slips in a long word); numbers are never mistyped ones."""
    longer, shorter = max(len(a), len(b)), min(len(a), len(b))
    if shorter < 4 or longer > shorter + 2 or not (a.isalpha() and b.isalpha()):
        return False
    allowed = 1 if shorter < 10 else 2
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed


def compare_headings(a: Row, b: Row) -> float | None:
    """The titles of what the two stand under, letter by letter."""
    if not a.heading or not b.heading:
        return None
    return 1.0 if a.heading == b.heading else fuzz.ratio(a.heading, b.heading) / 100


def compare_leads(a: Row, b: Row) -> float | None:
    """The share of leads that both name."""
    return len(a.leads & b.leads) / len(a.leads | b.leads) if a.leads and b.leads else None


def compare_deadlines(a: Row, b: Row) -> float | None:
    """The same deadline as printed or as read."""
    one, other = a.entry.deadline, b.entry.deadline
    if not one or not other:
        return None
    return float(one.text == other.text or (one.edtf is not None and one.edtf == other.edtf))


def compare_references(a: Row, b: Row) -> float | None:
    """The same printed reference."""
    one, other = a.entry.ref, b.entry.ref
    return float(one.text == other.text) if one and other else None


def compare_areas(a: Row, b: Row) -> float | None:
    """1 for the same area, whatever the order of its words; 0 for another."""
    one, other = a.entry.area, b.entry.area
    return float(fuzz.token_sort_ratio(fold(one.text), fold(other.text)) > 80) if one and other else None


def compare_turns(a: Row, b: Row) -> float | None:
    """Of rows with one title under one heading, the first with the first and so on, where there are as many."""
    return float(a.turn == b.turn) if a.turn[1] > 1 or b.turn[1] > 1 else None


# ------------------------------------------------------------------ reasons that count from one plan to the next


def compare_themes(a: Row, b: Row) -> float:
    """Half the words of the whole titles, half those of what is to be done without what for; both ways of sharing."""
    whole = (share_words(a.words, b.words) + contain_words(a.words, b.words)) / 2
    return (whole + (share_words(a.main, b.main) + contain_words(a.main, b.main)) / 2) / 2


def compare_runs(a: Row, b: Row) -> float:
    """The weight of the longest run of words that both titles have, 1 from three rare words on."""
    run = find_run(a.stems, b.stems)
    return min(sum(a.words[s] for s in dict.fromkeys(run)) / 12, 1.0) if len(run) > 1 else 0.0


def compare_stories(a: Row, b: Row) -> float | None:
    """The words of all that is said of the two; a third in common is a great deal."""
    if not a.story or not b.story:
        return None
    short, long = sorted((a.story, b.story), key=len)
    return min(sum(w * long[s] for s, w in short.items() if s in long) / TOLD_ALIKE, 1.0)


def compare_levels(a: Row, b: Row) -> float:
    """1 if both stand on top or both beneath something."""
    return float((a.entry.kind == "milestone") == (b.entry.kind == "milestone"))


def compare_heading_words(a: Row, b: Row) -> float | None:
    """The words of the headings, by their rarity."""
    if not a.theme or not b.theme:
        return None
    return (share_words(a.theme, b.theme) + contain_words(a.theme, b.theme)) / 2
