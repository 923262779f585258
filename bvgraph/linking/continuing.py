"""Entries of one plan that the next plan takes up: renumbered, reworded, split or merged.

One entry may go on in several and several in one, so nothing is matched one to one.  A pair is asserted when its score
is high and no other candidate is nearly as good; what is likely but not sure is proposed, for a person to judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from bvgraph.linking.clusters import order_prints
from bvgraph.linking.comparing import compare_leads
from bvgraph.linking.wording import Weights, cut_main, find_run, read_stems
from bvgraph.records import Entry, Link, Reading

SURE = 0.56
LIKELY = 0.4
MARGIN = 0.02  # a second candidate nearer than this to the best makes both proposals
ENOUGH = 9.0  # weight of the words that a title must share to be found whole in another: about three that are rare
OWN_WEIGHT = 20.0  # weight of shared words from which two milestones need no heading in common to be one
LEAST_SHARED = 5.0  # weight of the stems in common below which a pair is not even compared


def link_across(readings: Sequence[Reading]) -> list[Link]:
    """Link the last print of each plan to the first print of the plan that was published next."""
    plans = order_prints(readings)
    return [link for a, b in pairwise(plans) for link in find_continued(a[-1].entries, b[0].entries)]


def find_continued(earlier: Sequence[Entry], later: Sequence[Entry]) -> list[Link]:
    """Every entry of ``later`` with those of ``earlier`` that it goes on from, best first."""
    weights = Weights([e.title.text for e in (*earlier, *later)])
    found: dict[str, list[Link]] = defaultdict(list)
    for a, b in _find_pairs(earlier, later, weights):
        score, reasons = compare_across(a, b, weights)
        if not _share_context(a, b, weights):
            score = min(score, SURE - 0.01)
        if score >= LIKELY:
            found[b.id].append(Link(a.id, b.id, "proposed", score, reasons))
    return [link for key in sorted(found) for link in _settle(found[key])]


def _settle(links: list[Link]) -> list[Link]:
    """Assert the best if it is sure and stands alone; the others that are sure too remain proposals."""
    ranked = sorted(links, key=lambda x: (-x.score, x.earlier))
    best = ranked[0]
    alone = len(ranked) == 1 or best.score - ranked[1].score >= MARGIN
    if best.score >= SURE and alone:
        ranked[0] = Link(best.earlier, best.later, "continues", best.score, best.reasons)
    return ranked[:3]


def _share_context(a: Entry, b: Entry, weights: Weights) -> bool:
    """Two milestones with common words in their headings, or so many in their titles that the headings do not matter."""
    shared = weights.of(set(read_stems(a.title.text)) & set(read_stems(b.title.text)))
    return compare_themes(a, b, weights) >= 0 or shared >= OWN_WEIGHT


def _find_pairs(earlier: Sequence[Entry], later: Sequence[Entry], weights: Weights) -> list[tuple[Entry, Entry]]:
    """Pairs whose titles share stems of enough weight, from an index of the rarer stems."""
    index: dict[str, list[int]] = defaultdict(list)
    for i, a in enumerate(earlier):
        for s in set(read_stems(a.title.text)):
            index[s].append(i)
    pairs = []
    for b in later:
        shared: dict[int, float] = defaultdict(float)
        for s in set(read_stems(b.title.text)):
            if len(index[s]) <= max(50, len(earlier) // 20):
                for i in index[s]:
                    shared[i] += weights.of([s])
        pairs += [(earlier[i], b) for i, weight in sorted(shared.items()) if weight >= LEAST_SHARED]
    return pairs


def compare_across(a: Entry, b: Entry, weights: Weights) -> tuple[float, tuple[str, ...]]:
    """Score two entries of different plans from 0 to 1, with the reasons in words."""
    scores = (
        ("title", compare_words(a, b, weights), 0.6),
        ("wording", fuzz.token_sort_ratio(a.title.text.casefold(), b.title.text.casefold()) / 100, 0.1),
        ("run of words", compare_runs(a, b, weights), 0.15),
        ("area", compare_areas(a, b), 0.1),
        ("level", compare_levels(a, b), 0.05),
        ("heading", compare_themes(a, b, weights), 0.08),
        ("lead", compare_leads(a, b), 0.05),
    )
    reasons = tuple(f"{name} {score:.2f}" for name, score, _ in scores if score >= 0.5)
    rare = sorted(set(read_stems(a.title.text)) & set(read_stems(b.title.text)), key=lambda s: (weights.counts[s], s))[:4]
    total = sum(score * weight for _, score, weight in scores)
    return round(min(total, 1.0), 3), (*reasons, f"rare words {', '.join(rare)}")


def compare_words(a: Entry, b: Entry, weights: Weights) -> float:
    """Half the words of the whole titles, half those of what is to be done, without what for."""
    whole = _share_words(a.title.text, b.title.text, weights)
    return 0.5 * whole + 0.5 * _share_words(cut_main(a.title.text), cut_main(b.title.text), weights)


def _share_words(a: str, b: str, weights: Weights) -> float:
    """The weight of the words in common: half against all words of both, half against those of the shorter text."""
    left, right = set(read_stems(a)), set(read_stems(b))
    shared, one, other = weights.of(left & right), weights.of(left), weights.of(right)
    if not shared:
        return 0.0
    return 0.5 * 2 * shared / (one + other) + 0.5 * shared / max(min(one, other), ENOUGH)


def compare_runs(a: Entry, b: Entry, weights: Weights) -> float:
    """The weight of the longest run of words that both have, 1 from three rare words on."""
    run = find_run(read_stems(a.title.text), read_stems(b.title.text))
    return min(weights.of(run) / 12, 1.0) if len(run) > 1 else 0.0


def compare_themes(a: Entry, b: Entry, weights: Weights) -> float:
    """What the two stand under: -1 for headings without a word in common, 0 where there is no heading to compare."""
    if not a.parent_title or not b.parent_title:
        return 0.0
    return _share_words(a.parent_title, b.parent_title, weights) or -1.0


def compare_levels(a: Entry, b: Entry) -> float:
    """1 if both stand on top or both beneath something, -1 otherwise."""
    return 1.0 if (a.kind == "milestone") == (b.kind == "milestone") else -1.0


def compare_areas(a: Entry, b: Entry) -> float:
    """1 for the same area, 0.5 where one of the plans names none, -1 for another."""
    if not a.area or not b.area:
        return 0.5
    return 1.0 if fuzz.token_sort_ratio(a.area.text.casefold(), b.area.text.casefold()) > 80 else -1.0
