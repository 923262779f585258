"""Rows that a print has and the one before had not, or the other way round: new, gone, split and merged.

Only what is sure is said: a row with a candidate that is merely proposed is neither new nor gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from bvgraph.linking import comparing as c
from bvgraph.linking.candidates import find_candidates, key_words
from bvgraph.linking.clusters import order_prints, order_successions
from bvgraph.linking.comparing import Row, make_rows
from bvgraph.linking.wording import Weights, name_things
from bvgraph.records import Change, Entry, Link, Reading

INSIDE = 0.8  # of the words of a part that stand in the whole
OWN = 0.1  # of the words of the whole that a part has for itself alone
LEAST_HEADING = 0.6
Partners = Mapping[str, frozenset[str]]


def find_changes(readings: Sequence[Reading], links: Sequence[Link]) -> list[Change]:
    """What came, went, was split and was merged from each print to the next, and from each plan to the next."""
    plans = order_prints(readings)
    changes = [change for prints in plans for a, b in pairwise(prints) for change in _compare_prints(a, b, links)]
    return changes + [change for a, b in order_successions(readings) for change in _compare_plans(a, b[0], links)]


def _compare_prints(before: Reading, after: Reading, links: Sequence[Link]) -> Iterator[Change]:
    ids = {e.id for e in before.entries}, {e.id for e in after.entries}
    between = [link for link in links if link.earlier in ids[0] and link.later in ids[1]]
    weights = Weights(e.title.text for e in (*before.entries, *after.entries))
    left, right = make_rows(before.entries, weights, {}, {}), make_rows(after.entries, weights, {}, {})
    partners = _find_partners(between)
    split, merged = _find_parts(left, right, partners), _find_parts(right, left, partners)
    documents = before.document.id, after.document.id
    for whole, parts in sorted(split.items()):
        yield Change("split", (whole,), parts, *documents)
    for whole, parts in sorted(merged.items()):
        yield Change("merged", parts, (whole,), *documents)
    touched = {key for group in (split, merged) for whole, parts in group.items() for key in (whole, *parts)}
    touched |= {key for link in between for key in (link.earlier, link.later)}
    yield from _name_lost(before.entries, after.entries, touched, documents)


def _compare_plans(prints: Sequence[Reading], after: Reading, links: Sequence[Link]) -> Iterator[Change]:
    """Rows that go on in several are split, several that go on in one are merged."""
    of_plan = {entry.id for reading in prints for entry in reading.entries}
    across = [x for x in links if x.earlier in of_plan and x.later not in of_plan]
    documents = prints[-1].document.id, after.document.id
    onward: dict[str, list[str]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    for link in across:
        if link.relation == "continues":
            onward[link.earlier].append(link.later)
            back[link.later].append(link.earlier)
    for key, several in sorted(onward.items()):
        if len(several) > 1:
            yield Change("split", (key,), tuple(sorted(several)), *documents)
    for key, several in sorted(back.items()):
        if len(several) > 1:
            yield Change("merged", tuple(sorted(several)), (key,), *documents)
    yield from _name_lost(
        prints[-1].entries, after.entries, {key for x in across for key in (x.earlier, x.later)}, documents
    )


def _name_lost(
    before: Sequence[Entry], after: Sequence[Entry], touched: Collection[str], documents: tuple[str, str]
) -> Iterator[Change]:
    """What is left over; a heading that the other print has over its rows, if not as a row itself, is neither."""
    headings = [{c.fold(e.parent_title) for e in entries if e.parent_title} for entries in (before, after)]
    for entry in before:
        if entry.id not in touched and c.fold(entry.title.text) not in headings[1]:
            yield Change("gone", (entry.id,), (), *documents)
    for entry in after:
        if entry.id not in touched and c.fold(entry.title.text) not in headings[0]:
            yield Change("new", (), (entry.id,), *documents)


def _find_partners(links: Sequence[Link]) -> Partners:
    """By entry those of the other print that it is linked to."""
    partners: dict[str, frozenset[str]] = defaultdict(frozenset)
    for link in links:
        if link.relation == "same":
            partners[link.earlier] |= {link.later}
            partners[link.later] |= {link.earlier}
    return partners


def _find_parts(wholes: Sequence[Row], rows: Sequence[Row], partners: Partners) -> dict[str, tuple[str, ...]]:
    """By whole the rows of the other print that it fell into (or was put together from), each with words of its own."""
    free = [row for row in rows if not partners.get(row.entry.id)]
    rows_by_id = {row.entry.id: row for row in rows}
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    whole_of = {row.entry.id: row for row in wholes}
    for whole, part in find_candidates(wholes, free, lambda row: key_words(row.words), lambda row: row.words):
        if _is_part(part, whole):
            found[whole.entry.id][part.entry.id] = part
    out = {}
    for key, parts in found.items():
        mates = [rows_by_id[other] for other in partners.get(key, ())]
        parts |= {mate.entry.id: mate for mate in mates if _is_part(mate, whole_of[key])}
        if len(parts) > 1 and all(_has_own(part, parts.values(), whole_of[key]) for part in parts.values()):
            out[key] = tuple(sorted(parts))
    return out


def _is_part(part: Row, whole: Row) -> bool:
    """Nearly all of its words stand in the whole, which says more, under the same heading."""
    if part.entry.kind != whole.entry.kind or len(name_things(part.words)) < 2:
        return False
    heading = c.compare_headings(part, whole)
    inside = c.sum_shared(part.words, whole.words) >= INSIDE * sum(part.words.values())
    return inside and (heading is None or heading >= LEAST_HEADING)


def _has_own(part: Row, parts: Collection[Row], whole: Row) -> bool:
    others = {word for other in parts if other is not part for word in other.words}
    own = sum(weight for word, weight in whole.words.items() if word in part.words and word not in others)
    return own >= OWN * sum(whole.words.values())
