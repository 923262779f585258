"""What a person settled about links, laid over what was found: a decision always wins, and is on record as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from itertools import combinations, pairwise

from bvgraph.errors import CorpusError
from bvgraph.kinds import Relation
from bvgraph.reading.folders import DECISIONS as FILE
from bvgraph.records import Decision, Entry, Link, Reading

Pair = tuple[str, str]


def apply_decisions(
    links: Iterable[Link], decisions: Iterable[Decision], readings: Sequence[Reading]
) -> tuple[list[Link], frozenset[Pair]]:
    """The links as decided, and the pairs of entries (in both orders) that are not one action.

    ``readings`` stand in the order in which they speak.  Raises CorpusError for an entry that there is not.
    """
    settled = [d for d in decisions if d.about == "link"]
    order = {e.id: n for n, e in enumerate(e for r in readings for e in r.entries)}
    entries = {e.id: e for r in readings for e in r.entries}
    for decision in settled:
        _refuse_unknown(decision, order)
    made = [link for d in settled if d.verdict != "different" for link in _make_links(d, order)]
    apart = frozenset(pair for d in settled if d.verdict == "different" for pair in _pairs(d))
    decided = {(link.earlier, link.later) for link in made}
    kept = [link for link in links if (link.earlier, link.later) not in decided | apart and not _yields(link, made, entries)]
    return [*kept, *made], apart


def _refuse_unknown(decision: Decision, known: Mapping[str, int]) -> None:
    for name in decision.names:
        if name not in known:
            near = get_close_matches(name, sorted(known), n=3)
            advice = f"; these are: {', '.join(near)}" if near else ""
            raise CorpusError(f'{FILE}: there is no entry "{name}", of which {decision.who} decided{advice}')


def _pairs(decision: Decision) -> list[Pair]:
    return [pair for a, b in combinations(decision.names, 2) for pair in ((a, b), (b, a))]


def _make_links(decision: Decision, order: Mapping[str, int]) -> list[Link]:
    """A link from each entry of a decision to the next; what continues what is in the order of the decision."""
    names = decision.names if decision.verdict == "continues" else sorted(decision.names, key=order.__getitem__)
    said = f"decided by {decision.who}, {decision.when}" + (f": {decision.why}" if decision.why else "")
    relation: Relation = "continues" if decision.verdict == "continues" else "same"
    return [Link(a, b, relation, 1.0, (said,), "decision") for a, b in pairwise(names)]


def _yields(link: Link, made: Iterable[Link], entries: Mapping[str, Entry]) -> bool:
    """Tell whether a link within a plan gives way: one of its ends is decided to be another row of the same document."""
    if link.relation != "same":
        return False
    return any(
        other.relation == "same"
        and (
            (other.earlier == link.earlier and entries[other.later].document == entries[link.later].document)
            or (other.later == link.later and entries[other.earlier].document == entries[link.earlier].document)
        )
        for other in made
    )
