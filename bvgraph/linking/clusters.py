"""What belongs together: documents in their order, rows one to one, and the actions that linked entries make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

import networkx as nx

from bvgraph.reading.edtf import bounds
from bvgraph.records import Action, Document, Entry, Link, Reading

Pair = tuple[str, str]
CLEAR = 0.1  # a pair that scores this much more than every other of either leaves nothing to choose
FAR = 0.3  # a pair that scores this much less than the best of either is none that an assignment would take


def order_documents(documents: Iterable[Document]) -> list[Document]:
    """In the order in which they speak: by as_of, a plan before its updates, then by id."""

    def key(document: Document) -> tuple[str, bool, str]:
        first = bounds(document.as_of)[0] if document.as_of else None
        return (first.isoformat() if first else "9999", document.kind != "plan", document.id)

    return sorted(documents, key=key)


def order_readings(readings: Sequence[Reading]) -> list[Reading]:
    """In the order in which their documents speak."""
    by_id = {reading.document.id: reading for reading in readings}
    return [by_id[document.id] for document in order_documents(reading.document for reading in readings)]


def order_prints(readings: Sequence[Reading]) -> list[list[Reading]]:
    """The prints of each plan that have entries, the plans and their prints in the order in which they speak."""
    plans: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in order_readings(readings):
        if reading.entries:
            plans[reading.document.publisher, reading.document.plan].append(reading)
    return list(plans.values())


def order_successions(readings: Sequence[Reading]) -> list[tuple[list[Reading], list[Reading]]]:
    """Each plan with the one that its publisher brought out next, as the prints of both: no council goes on for another."""
    own: dict[str, list[list[Reading]]] = defaultdict(list)
    for prints in order_prints(readings):
        own[prints[0].document.publisher].append(prints)
    return [pair for plans in own.values() for pair in pairwise(plans)]


def pair_off(scores: Mapping[Pair, float]) -> set[Pair]:
    """One to one, so that the sum of the scores is greatest among those between which there is anything to choose.

    Pairs that are clearly each other's best are settled first; then each connected group is matched by itself, as the
    work grows cubically.
    """
    left, chosen = dict(sorted(scores.items())), set[Pair]()
    while clear := _find_clear(left):
        chosen |= clear
        taken = {key for pair in clear for key in pair}
        left = {pair: score for pair, score in left.items() if taken.isdisjoint(pair)}
    return chosen | _match_groups(left)


def _find_clear(scores: Mapping[Pair, float]) -> set[Pair]:
    """The pairs that are better by far than every other of either."""
    best: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))  # the best score and the next
    for pair, score in scores.items():
        for key in pair:
            first, second = best[key]
            best[key] = (score, first) if score > first else (first, max(second, score))
    return {
        (a, b) for (a, b), score in scores.items() if score - max(_rival(best[a], score), _rival(best[b], score)) >= CLEAR
    }


def _rival(best: tuple[float, float], score: float) -> float:
    return best[1] if best[0] == score else best[0]


def _match_groups(scores: Mapping[Pair, float]) -> set[Pair]:
    """The matching of greatest weight, group by group."""
    best: dict[str, float] = defaultdict(float)
    for pair, score in scores.items():
        for key in pair:
            best[key] = max(best[key], score)
    near = [(("a", a), ("b", b), score) for (a, b), score in scores.items() if score >= max(best[a], best[b]) - FAR]
    whole = nx.Graph()
    whole.add_weighted_edges_from(near)
    part_of = {key: number for number, part in enumerate(nx.connected_components(whole)) for key in part}
    parts: dict[int, nx.Graph] = defaultdict(nx.Graph)
    for a, b, score in near:  # in order, so that a tie is decided alike in every run
        parts[part_of[a]].add_edge(a, b, weight=score)
    matched = (edge for part in parts.values() for edge in (nx.max_weight_matching(part) if len(part) > 2 else part.edges))
    return {(a, b) for (_, a), (_, b) in (sorted(edge) for edge in matched)}


def form_actions(
    readings: Sequence[Reading], links: Sequence[Link], apart: Collection[tuple[str, str]] = ()
) -> list[Action]:
    """One action for each group of linked entries; its id is the key of its first entry, its title that of its last.

    The surest links count first, and none that would make one action of two rows of the same document: where an entry
    goes on in several, the best of them keeps its identity and the others are actions of their own.  No two entries of a
    pair in ``apart`` (in either order) come to be one action.
    """
    order = [e for r in order_readings(readings) for e in r.entries]
    rank = {e.id: i for i, e in enumerate(order)}
    graph = _join_entries(order, links, apart)
    groups = [sorted(group, key=rank.__getitem__) for group in nx.connected_components(graph)]
    action_of = {key: group[0] for group in groups for key in group}
    actions = []
    for group in groups:
        entries = [order[rank[key]] for key in group]
        parent = next((action_of[e.parent] for e in reversed(entries) if e.parent), None)
        actions.append(Action(group[0], entries[-1].title.text, entries[-1].kind, tuple(group), parent))
    return sorted(actions, key=lambda a: rank[a.id])


def _join_entries(entries: Sequence[Entry], links: Sequence[Link], apart: Collection[tuple[str, str]]) -> nx.Graph:
    """A graph of entries whose components hold at most one entry of each document, and none with one it is apart from."""
    graph = nx.Graph()
    graph.add_nodes_from(e.id for e in entries)
    documents = {e.id: {e.document} for e in entries}  # of the component that each entry is in
    members = {e.id: {e.id} for e in entries}  # likewise
    sure = [link for link in links if link.relation != "proposed"]
    ranked = sorted(sure, key=lambda x: (x.decided_by != "decision", x.relation != "same", -x.score, x.earlier, x.later))
    for link in ranked:
        left, right = documents[link.earlier], documents[link.later]
        joined = members[link.earlier] | members[link.later]
        if left.isdisjoint(right) and not any(a in joined and b in joined for a, b in apart):
            graph.add_edge(link.earlier, link.later)
            for key in joined:
                documents[key], members[key] = left | right, joined
    return graph
