"""Entries of one plan that the next plan takes up: renumbered, reworded, split or merged.

One entry may go on in several and several in one, so nothing is matched one to one.  A pair is asserted when its score
is high and no other candidate is nearly as good; what is likely but not sure is proposed, for a person to judge.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bvgraph.kinds import Relation
from bvgraph.linking import comparing as c
from bvgraph.linking.candidates import find_candidates, key_words
from bvgraph.linking.clusters import order_successions
from bvgraph.linking.comparing import Comparison, Row, combine, make_rows
from bvgraph.linking.stories import find_rows, tell_stories
from bvgraph.linking.wording import Weights, name_things
from bvgraph.records import Entry, Link, Reading

REASONS: Final[tuple[c.Reason, ...]] = (
    ("title", c.compare_themes, 0.5),
    ("wording", c.compare_letters, 0.1),
    ("run of words", c.compare_runs, 0.15),
    ("whole entry", c.compare_stories, 0.2),
    ("area", c.compare_areas, 0.1),
    ("level", c.compare_levels, 0.05),
    ("heading", c.compare_heading_words, 0.05),
    ("lead", c.compare_leads, 0.03),
)
SURE = 0.55
SURE_TITLE = 0.45  # of the title alone, for a pair that is asserted
LIKELY = 0.48
LIKELY_TOP = 0.36  # for two that stand on top: there are few of them, and much is said of each
MARGIN = 0.02  # a second candidate nearer than this to the best makes both proposals
FAR = 0.27  # a candidate this much worse than the best is none
OWN_WEIGHT = 20.0  # weight of shared words from which two milestones need no heading in common to be one
OWN_SHARE = 0.75  # or, in a small plan, the share of the words
NEARLY_ALL = 0.9  # of the words: the two are the same row, whatever stands over them
ENOUGH_WORDS = 3  # words of a title from which it says by itself what is done
NUMBERS = 0.2  # the weight of numbers: years and phases move on
TOLD_ALONE = 0.7  # of all that is said of two that stand on top and have no other candidate, for a link that is asserted
TOLD = 0.6  # of all that is said of two that stand on top, for a proposal whatever their titles
MOST = 3  # candidates of one entry that are worth a look
PART = 0.25  # of a title, which a second entry has to bring if both have merged in it

_QUOTED: Final = re.compile(r"(?<!\w)['‘\"“]([^'’\"”]{5,60})['’\"”](?!\w)")


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry of the one plan, an entry of the next, and how alike they are."""

    before: Row
    after: Row
    comparison: Comparison
    sure: bool


def link_across(readings: Sequence[Reading], reissued: Sequence[Link]) -> list[Link]:
    """Link each plan, as it last stood, to the first print of the plan that was published next.

    ``reissued`` are the links within the plans: a row counts with all that any print says of it, and one that the last
    print left out may be taken up from an earlier one.
    """
    row_of = find_rows(reissued)
    links = []
    for a, b in order_successions(readings):
        stories = tell_stories([*_list_entries(a), *_list_entries(b)], row_of)
        links += find_continued(list_last(a, reissued), b[0].entries, stories)
    return links


def _list_entries(prints: Sequence[Reading]) -> list[Entry]:
    return [entry for reading in prints for entry in reading.entries]


def list_last(prints: Sequence[Reading], reissued: Sequence[Link]) -> list[Entry]:
    """Each row of a plan as it was printed last."""
    reprinted = {link.earlier for link in reissued}
    return [entry for entry in _list_entries(prints) if entry.id not in reprinted]


def find_continued(
    earlier: Sequence[Entry], later: Sequence[Entry], stories: Mapping[str, Mapping[str, float]]
) -> list[Link]:
    """Every entry of ``later`` with those of ``earlier`` that it goes on from, best first."""
    weights = Weights((e.title.text for e in (*earlier, *later)), NUMBERS)
    left = make_rows(_keep_areas(earlier, later), weights, {}, stories)
    right = make_rows(_keep_areas(later, earlier), weights, {}, stories)
    tops = {row.entry.id: row for row in (*left, *right) if row.entry.kind != "milestone"}
    headings = {key: row for key, row in tops.items() if row.entry.kind == "activity"}
    met = {(a.entry.id, b.entry.id): (a, b) for a, b in _find_pairs(left, right)}
    met |= {(a.entry.id, b.entry.id): (a, b) for a, b in [_rise(a, b, headings) for a, b in met.values()]}
    found: dict[str, list[Pair]] = defaultdict(list)
    for _, (a, b) in sorted(met.items()):
        if _rise(a, b, headings) == (a, b) and (pair := _judge(a, b, tops)):
            found[b.entry.id].append(pair)
    taken = Counter(pair.before.entry.id for pairs in found.values() for pair in pairs)
    for key, (pair, *others) in found.items():
        if not others and taken[pair.before.entry.id] == 1 and _tells_as_much(pair, tops):
            found[key] = [replace(pair, sure=True)]
    return [link for key in sorted(found) for link in _settle(found[key])]


def _tells_as_much(pair: Pair, tops: Mapping[str, Row]) -> bool:
    """Two on top of which the same is told: where neither has another candidate, they are one whatever their titles."""
    on_top = pair.before.entry.id in tops and pair.after.entry.id in tops
    return on_top and (c.compare_stories(pair.before, pair.after) or 0.0) >= TOLD_ALONE


def _keep_areas(entries: Sequence[Entry], others: Sequence[Entry]) -> list[Entry]:
    """The entries, without the areas into which the other plan is not divided: in those nothing can be compared."""
    known = {c.fold(e.area.text) for e in others if e.area}
    return [e if e.area and c.fold(e.area.text) in known else replace(e, area=None) for e in entries]


def _find_pairs(earlier: Sequence[Row], later: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Pairs that share rare words of their titles, and pairs on top of which the same is told."""
    tops = [[row for row in rows if row.entry.kind != "milestone"] for rows in (earlier, later)]
    by_title = find_candidates(earlier, later, lambda row: key_words(row.words), lambda row: row.words)
    by_story = find_candidates(tops[0], tops[1], lambda row: key_words(row.story), lambda row: row.story)
    pairs = [*by_title, *by_story]
    return [(a, b) for a, b in pairs if (a.entry.kind == "recommendation") == (b.entry.kind == "recommendation")]


def _rise(a: Row, b: Row, headings: Mapping[str, Row]) -> tuple[Row, Row]:
    """What the two share is said by a heading already: then it is the heading that goes on, not the row beneath it."""
    if c.share_words(a.words, b.words) >= NEARLY_ALL:
        return a, b
    shared = a.words.keys() & b.words.keys()
    over_a, over_b = headings.get(a.entry.parent or ""), headings.get(b.entry.parent or "")
    return (
        over_a if over_a and shared <= over_a.words.keys() else a,
        over_b if over_b and shared <= over_b.words.keys() else b,
    )


def _judge(a: Row, b: Row, tops: Mapping[str, Row]) -> Pair | None:
    comparison = combine(REASONS, a, b)
    on_top = a.entry.id in tops and b.entry.id in tops
    told = on_top and (c.compare_stories(a, b) or 0.0) >= TOLD
    if _share_quoted(a, b) and c.compare_areas(a, b) == 1:
        return Pair(a, b, comparison, sure=True)
    if not told and comparison.score < (LIKELY_TOP if on_top else LIKELY):
        return None
    if not (_says_enough(a, b) or c.compare_heading_words(a, b)):
        return None
    title = max(c.share_words(a.words, b.words), c.share_words(a.main, b.main))
    sure = comparison.score >= SURE and title >= SURE_TITLE and _share_context(a, b)
    return Pair(a, b, comparison, sure)


def _share_quoted(a: Row, b: Row) -> bool:
    """The same words in quotation marks in both titles are the name of one thing."""
    left, right = ({c.fold(m) for m in _QUOTED.findall(row.entry.title.text)} for row in (a, b))
    return bool(left & right)


def _says_enough(a: Row, b: Row) -> bool:
    """Neither is a milestone whose title could stand under any heading."""
    return all(row.entry.kind != "milestone" or len(name_things(row.words)) >= ENOUGH_WORDS for row in (a, b))


def _share_context(a: Row, b: Row) -> bool:
    """The same area; and headings with a word in common for two milestones, unless the titles share enough words."""
    if c.compare_areas(a, b) == 0:
        return False
    if a.entry.kind != "milestone" or b.entry.kind != "milestone":
        return True
    own = c.sum_shared(a.words, b.words) >= OWN_WEIGHT or c.share_words(a.words, b.words) >= OWN_SHARE
    return own or bool(c.compare_heading_words(a, b))


def _settle(pairs: list[Pair]) -> list[Link]:
    """Assert the best if it is sure and stands alone, and what has merged with it; of the others the best are proposed."""
    best, *others = sorted(pairs, key=lambda p: (-p.comparison.score, p.before.entry.id))[:MOST]
    ranked = [best, *(p for p in others if best.comparison.score - p.comparison.score <= FAR)]
    alone = all(best.comparison.score - p.comparison.score >= MARGIN or _adds(p, best) for p in ranked[1:])
    return [_link(p, p.sure and alone and (p is best or _adds(p, best))) for p in ranked]


def _adds(other: Pair, best: Pair) -> bool:
    """``other`` has words of the later title that ``best`` lacks: the two have merged in it."""
    words = best.after.words
    own = sum(weight for s, weight in words.items() if s in other.before.words and s not in best.before.words)
    return own >= PART * sum(words.values())


def _link(pair: Pair, asserted: bool) -> Link:
    reasons = (*pair.comparison.say(), c.name_rare_words(pair.before, pair.after))
    relation: Relation = "continues" if asserted else "proposed"
    return Link(pair.before.entry.id, pair.after.entry.id, relation, pair.comparison.score, reasons)
