"""Entries of one plan that are the same row, matched one to one, and the actions that they make."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import networkx as nx

from bvgraph.linking.comparing import compare_entries, compare_titles
from bvgraph.reading.dates import bounds
from bvgraph.records import Action, Document, Entry, Link, Reading

LEAST_SCORE = 0.55  # a pair below it is no candidate: another title under the same heading reaches .45
LEAST_TITLE = 0.5


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
    plans: dict[str, list[Reading]] = defaultdict(list)
    for reading in order_readings(readings):
        if reading.entries:
            plans[reading.document.plan].append(reading)
    return list(plans.values())


def link_plans(readings: Sequence[Reading]) -> list[Link]:
    """Link each document's entries to those of the document in which the same plan was printed before."""
    return [
        link for prints in order_prints(readings) for a, b in pairwise(prints) for link in match_prints(a.entries, b.entries)
    ]


def match_prints(earlier: Sequence[Entry], later: Sequence[Entry]) -> list[Link]:
    """Match two prints of a plan one to one, so that the sum of the scores is greatest."""
    graph = nx.Graph()
    reasons = {}
    for a, b in _find_candidates(earlier, later):
        if compare_titles(a, b) >= LEAST_TITLE and (found := compare_entries(a, b)).score >= LEAST_SCORE:
            graph.add_edge(("a", a.id), ("b", b.id), weight=found.score)
            reasons[a.id, b.id] = found
    pairs = sorted(tuple(sorted(pair)) for pair in nx.max_weight_matching(graph))
    return [Link(a, b, "same", reasons[a, b].score, reasons[a, b].reasons) for (_, a), (_, b) in pairs]


def _find_candidates(earlier: Sequence[Entry], later: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Pairs of one kind that share a word of their titles, from an index of words."""
    index: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for a in earlier:
        for word in _find_words(a.title.text):
            index[a.kind, word].append(a)
    pairs: dict[tuple[str, str], tuple[Entry, Entry]] = {}
    for b in later:
        for word in _find_words(b.title.text):
            for a in index.get((b.kind, word), ()):
                pairs[a.id, b.id] = (a, b)
    return list(pairs.values())


def _find_words(title: str) -> set[str]:
    words = set(re.findall(r"\w{4,}", title.casefold()))
    return words or set(re.findall(r"\w+", title.casefold()))


def form_actions(readings: Sequence[Reading], links: Sequence[Link]) -> list[Action]:
    """One action for each group of linked entries; its id is the key of its first entry, its title that of its last.

    The surest links count first, and none that would make one action of two rows of the same document: where an entry
    goes on in several, the best of them keeps its identity and the others are actions of their own.
    """
    order = [e for r in order_readings(readings) for e in r.entries]
    rank = {e.id: i for i, e in enumerate(order)}
    graph = _join_entries(order, links)
    groups = [sorted(group, key=rank.__getitem__) for group in nx.connected_components(graph)]
    action_of = {key: group[0] for group in groups for key in group}
    actions = []
    for group in groups:
        entries = [order[rank[key]] for key in group]
        parent = next((action_of[e.parent] for e in reversed(entries) if e.parent), None)
        actions.append(Action(group[0], entries[-1].title.text, entries[-1].kind, tuple(group), parent))
    return sorted(actions, key=lambda a: rank[a.id])


def _join_entries(entries: Sequence[Entry], links: Sequence[Link]) -> nx.Graph:
    """A graph of entries whose components hold at most one entry of each document."""
    graph = nx.Graph()
    graph.add_nodes_from(e.id for e in entries)
    documents = {e.id: {e.document} for e in entries}  # of the component that each entry is in
    sure = [link for link in links if link.relation != "proposed"]
    for link in sorted(sure, key=lambda x: (x.relation != "same", -x.score, x.earlier, x.later)):
        left, right = documents[link.earlier], documents[link.later]
        if left.isdisjoint(right):
            graph.add_edge(link.earlier, link.later)
            for key in nx.node_connected_component(graph, link.earlier):
                documents[key] = left | right
    return graph
