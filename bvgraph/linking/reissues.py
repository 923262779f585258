"""Entries of one plan that are the same row of one print and the next, matched one to one.

What is printed alike in both is settled first; only the rest, what was reworded or stands in both more than once, is
compared.  Where two candidates are nearly as good, both are proposed and none is linked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from bvgraph.kinds import Relation
from bvgraph.linking import comparing as c
from bvgraph.linking.candidates import find_candidates, key_words
from bvgraph.linking.clusters import order_prints, pair_off
from bvgraph.linking.comparing import Comparison, Row, combine, make_rows
from bvgraph.linking.wording import Weights
from bvgraph.records import Entry, Link, Reading

STEADY: Final[tuple[c.Reason, ...]] = (
    ("title", c.compare_titles, 0.35),
    ("wording", c.compare_letters, 0.25),
    ("heading", c.compare_headings, 0.2),
    ("area", c.compare_areas, 0.03),
)
LEARNT: Final[tuple[c.Reason, ...]] = (  # these weigh as much as they hold in the rows that are printed alike
    ("lead", c.compare_leads, 0.1),
    ("deadline", c.compare_deadlines, 0.1),
    ("reference", c.compare_references, 0.15),
)
ORDER: Final[c.Reason] = ("order", c.compare_turns, 0.06)
LEAST_TITLE = 0.5  # of words and letters: below it a pair is no candidate, whatever else agrees
SURE = 0.6
LIKELY = 0.5  # from here on a pair is proposed
LEAST_HEADING = 0.6  # of two rows with a title that others have too
NEAR = 0.6  # of the words that the best candidate has in common, for another to be compared at all
MARGIN = 0.02  # what is nearer than this to the best is as good as it
FEW, MANY = 5, 1000  # rows printed alike from which something can be learnt, and from which nothing more

Pair = tuple[str, str]


def link_plans(readings: Sequence[Reading]) -> list[Link]:
    """Link each document's entries to those of the document in which the same plan was printed before."""
    return [
        link for prints in order_prints(readings) for a, b in pairwise(prints) for link in match_prints(a.entries, b.entries)
    ]


def match_prints(earlier: Sequence[Entry], later: Sequence[Entry]) -> list[Link]:
    """Match two prints of a plan one to one: first what stands on top, then what stands beneath it, then the rest.

    A heading that was reworded is known by then, and the rows under it go by it.  The rest are rows that only one of the
    prints has a heading over.
    """
    weights = Weights(e.title.text for e in (*earlier, *later))
    titles = {e.id: e.title.text for e in earlier}
    links: list[Link] = []
    for before, after in ((False, False), (True, True), (False, True), (True, False)):
        done = {key for link in links for key in (link.earlier, link.later)}
        known = {link.later: titles[link.earlier] for link in links if link.relation == "same"}
        left = [e for e in earlier if _stands_beneath(e) == before and e.id not in done]
        right = [e for e in later if _stands_beneath(e) == after and e.id not in done]
        headings = {e.id: known[e.parent] for e in right if e.parent in known}
        links += _match_rows(left, right, weights, headings)
    return sorted(links, key=_order)


def _stands_beneath(entry: Entry) -> bool:
    return entry.parent is not None or bool(entry.parent_title)


def _order(link: Link) -> tuple[bool, str, str]:
    return link.relation == "proposed", link.earlier, link.later


def _match_rows(
    earlier: Sequence[Entry], later: Sequence[Entry], weights: Weights, headings: Mapping[str, str]
) -> list[Link]:
    left, right = make_rows(earlier, weights, {}, {}), make_rows(later, weights, headings, {})
    alike = _find_alike(left, right)
    reasons = (*STEADY, *_learn(alike))
    done = {row.entry.id for pair in alike for row in pair}
    rest = find_candidates(_leave(left, done), _leave(right, done), find_keys, _get_words, NEAR)
    found: dict[Pair, Comparison] = {}
    for a, b in rest:
        comparison = _cap(combine(reasons, a, b)) if c.have_other_numbers(a, b) else combine(reasons, a, b)
        if comparison.score >= LIKELY and _may_be_one(a, b, comparison):
            found[a.entry.id, b.entry.id] = comparison
    rows = {row.entry.id: row for pair in rest for row in pair}
    settled = [_link(rows[a], rows[b], found[a, b], relation) for (a, b), relation in _settle(found).items()]
    return [*(_link(a, b, combine(reasons, a, b), "same") for a, b in alike), *settled]


def _cap(comparison: Comparison) -> Comparison:
    """Not sure, whatever else agrees: the next phase is much like the one before."""
    return Comparison(min(comparison.score, SURE - 0.01), comparison.scores)


def _leave(rows: Sequence[Row], done: Collection[str]) -> list[Row]:
    return [row for row in rows if row.entry.id not in done]


def find_keys(row: Row) -> Iterator[Hashable]:
    """What a row is looked up by: its sort with its rarest words, alone and in pairs, or its whole title and heading."""
    for key in key_words(row.words):
        yield _sort(row), key
    if len(row.words) < 3 and row.heading:  # a title that many rows have goes by its heading
        yield _sort(row), row.title, row.heading


def _sort(row: Row) -> str:
    """A row of a list may be read as a milestone in one print and as an action in the other, according to the layout."""
    return "row" if row.entry.kind in ("milestone", "action") else row.entry.kind


def _get_words(row: Row) -> Mapping[str, float]:
    return row.words


def _may_be_one(a: Row, b: Row, comparison: Comparison) -> bool:
    """Titles that are enough alike, and headings too where other rows have the title as well."""
    scores = comparison.scores
    if (scores["title"] + scores["wording"]) / 2 < LEAST_TITLE:
        return False
    return scores.get("heading", 1.0) >= LEAST_HEADING or _is_long(a) or _is_long(b)


def _is_long(row: Row) -> bool:
    return len(row.stems) > 3


def _learn(alike: Sequence[tuple[Row, Row]]) -> list[c.Reason]:
    """The reasons that the rows printed alike bear out: what changes in most of them tells nothing of the others.

    Where the rows do not stand in the order of the print before, the order of equal ones tells nothing either.
    """
    learnt = []
    for name, compare, weight in LEARNT:
        scores = [score for a, b in alike[:MANY] if (score := compare(a, b)) is not None]
        learnt.append((name, compare, weight * (sum(scores) / len(scores) if len(scores) >= FEW else 0.6)))
    lines = [b.entry.line for _, b in sorted(alike, key=lambda pair: pair[0].entry.line)]
    rising = sum(x < y for x, y in pairwise(lines))
    return learnt if rising < 0.8 * (len(lines) - 1) else [*learnt, ORDER]


def _find_alike(earlier: Sequence[Row], later: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Rows whose title stands once in each print, under the heading that both have or, if it is a long one, anywhere."""
    pairs: list[tuple[Row, Row]] = []
    for key in (_key_under_heading, _key_anywhere):
        done = {id(row) for pair in pairs for row in pair}
        left = _index_single([r for r in earlier if id(r) not in done], key)
        right = _index_single([r for r in later if id(r) not in done], key)
        pairs += [(a, b) for k, a in left.items() if a and (b := right.get(k))]
    return pairs


def _key_under_heading(row: Row) -> Hashable:
    return _sort(row), row.title, row.heading


def _key_anywhere(row: Row) -> Hashable:
    return (_sort(row), row.title) if _is_long(row) else (row.entry.id,)


def _index_single(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> dict[Hashable, Row | None]:
    """By key the row that has it, None where several have."""
    index: dict[Hashable, Row | None] = {}
    for row in rows:
        k = key(row)
        index[k] = None if k in index else row
    return index


def _settle(found: Mapping[Pair, Comparison]) -> dict[Pair, Relation]:
    """Link the sure pairs of the best assignment; where another would lose nothing, all that come into it are proposed."""
    chosen = pair_off({pair: comparison.score for pair, comparison in found.items()})
    rivals: dict[str, list[Pair]] = defaultdict(list)
    for pair in found:
        for key in pair:
            rivals[key].append(pair)
    partner = {key: pair for pair in chosen for key in pair}
    settled: dict[Pair, Relation] = {}
    for pair in chosen:
        near = [r for key in pair for r in rivals[key] if r != pair and _lose(pair, r, partner, found) < MARGIN]
        settled[pair] = "same" if found[pair].score >= SURE and not near else "proposed"
        settled.update({rival: "proposed" for rival in near if rival not in chosen})
    return settled


def _lose(pair: Pair, rival: Pair, partner: Mapping[str, Pair], found: Mapping[Pair, Comparison]) -> float:
    """What the best assignment would lose if ``rival`` took the place of ``pair``, the two left over going together."""
    (a, b), (x, y) = pair, rival
    loss = found[pair].score - found[rival].score
    if other := partner.get(y if x == a else x):  # the rival would break up this pair as well
        freed = (other[0], b) if x == a else (a, other[1])
        loss += found[other].score - (found[freed].score if freed in found else 0.0)
    return loss


def _link(a: Row, b: Row, comparison: Comparison, relation: Relation) -> Link:
    reasons = comparison.say() if a.title == b.title else (*comparison.say(), c.name_rare_words(a, b))
    return Link(a.entry.id, b.entry.id, relation, comparison.score, reasons)
