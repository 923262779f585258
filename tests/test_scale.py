"""What is asked of a few rows is looked up for these alone, however many others the graph holds."""

import re
from collections.abc import Iterator

import pytest
from asked_world import make_store
from pyoxigraph import NamedNode, Quad
from thornmarsh import build

from bvgraph.asking import listing, quoting
from bvgraph.asking.contradictions import list_contradictions
from bvgraph.asking.listing import list_entries, list_slips, list_some_entries
from bvgraph.asking.queries import node_of, run_select
from bvgraph.asking.questions import Asker
from bvgraph.asking.quoting import load_quotes, load_told
from bvgraph.graph.stores import Results, Store
from bvgraph.graph.vocabulary import BV


class Counting:
    """A store that keeps the queries that it answers."""

    def __init__(self, store: Store) -> None:
        self.store, self.queries = store, list[str]()

    def query(self, query: str) -> Results:
        self.queries.append(query)
        return self.store.query(query)

    def __iter__(self) -> Iterator[Quad]:
        return iter(self.store)


def two_at_a_time(patch: pytest.MonkeyPatch) -> None:
    for module in (listing, quoting):
        patch.setattr(module, "MANY", 2)


def test_quotes_are_asked_for_so_many_rows_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [row.iri for row in list_entries(make_store(), {}).rows]
    whole, texts = load_quotes(make_store(), entries)
    assert len(texts) == 1
    two_at_a_time(monkeypatch)
    store = Counting(make_store())
    parts, texts = load_quotes(store, [*entries, *entries])
    assert parts == whole
    assert list(texts) == store.queries
    assert len(texts) == (len(entries) + 1) // 2
    assert all(1 <= text.count("/entry/") <= 2 for text in texts)


def test_rows_of_several_queries_are_those_of_one_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = list_entries(make_store(), {}).rows
    two_at_a_time(monkeypatch)
    found = list_some_entries(make_store(), [row.iri for row in rows])
    assert found.rows == rows
    assert len(found.queries) == (len(rows) + 1) // 2
    assert list_some_entries(make_store(), []).queries == ()


def test_what_rests_on_quotes_is_the_same_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    store = build().store
    slips, odd, answer = list_slips(store, {}).rows, list_contradictions(store, {}).rows, Asker(store).ask("what slipped?")
    two_at_a_time(monkeypatch)
    assert list_slips(store, {}).rows == slips
    assert list_contradictions(store, {}).rows == odd
    assert Asker(store).ask("what slipped?").rows == answer.rows
    assert slips
    assert answer.rows


def test_words_are_those_that_tell_of_what_was_asked() -> None:
    store = build().store
    slips = list_slips(store, {}).rows
    narrated = [slip for slip in slips if slip.told]
    iris = [NamedNode(iri) for iri in every_slip(store)]
    told, _ = load_told(store, iris)
    assert [told[iri] for iri in sorted(told)] == [slip.told for slip in narrated]
    assert narrated
    silent = [iri for iri in iris if iri.value not in told]
    assert silent
    assert load_told(store, silent)[0] == {}
    assert load_told(store, []) == ({}, ())


def every_slip(store: Store) -> list[str]:
    rows = run_select(store, f"SELECT ?slip {{ GRAPH ?g {{ ?slip a <{BV}Slip> }} }} ORDER BY ?slip")
    return [node_of(row, "slip").value for row in rows]


@pytest.mark.parametrize(
    ("question", "begins"),
    [("what did Priya Raghunathan own that slipped?", False), ("what slipped?", True)],
)
def test_kinds_of_slip_come_first_only_where_nothing_is_rarer(question: str, begins: bool) -> None:
    world = build()
    query = Asker(world.store, lexicon=world.lexicon).ask(question).queries[0]
    assert bool(re.search(r"VALUES \?slipValue", query)) is begins
    assert bool(re.search(r"FILTER \(\?slipValue IN \(bv:slip", query)) is not begins
