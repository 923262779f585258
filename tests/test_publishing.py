"""Publishing a graph: nothing is lost, nothing sent twice, and what is not ours is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from asked_world import make_quads, run
from built import write_quads
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from served_world import (
    ALL,
    DERIVED,
    GRAPH,
    PLAN,
    RECORD,
    FakeServer,
    cutting,
    held,
    put,
    rewrite,
)

from bvgraph.errors import StoreError
from bvgraph.graph import freshness, publishing, remote, served
from bvgraph.graph.publishing import digest_graphs, publish
from bvgraph.graph.served import Part
from bvgraph.graph.store import graph_file, locate_store, open_store, read_meta
from bvgraph.graph.vocabulary import DEFAULT_BASE

pytestmark = pytest.mark.usefixtures("waits")


def test_what_is_published_is_what_is_there(stored: Path, server: FakeServer) -> None:
    told: list[tuple[str, int, int]] = []
    address = locate_store(server.url)
    assert not isinstance(address, Path)
    done = publish(stored, address, lambda *what: told.append(what))
    assert done == (5, 0, 0, len(make_quads()))
    assert held(server) == set(make_quads())
    assert [name for name, _, _ in told] == ["dataset", "derived", "document/mb-plan", "document/mb-year-end", "entities"]
    assert [(number, total) for _, number, total in told] == [(n, 5) for n in range(5)]
    assert set(open_store(address)) == set(make_quads())


def test_each_graph_has_the_checksum_of_its_lines(stored: Path) -> None:
    parts = digest_graphs(graph_file(stored), DEFAULT_BASE)
    assert parts.keys() == ALL
    assert sum(part.triples or 0 for part in parts.values()) == len(make_quads())
    thing = NamedNode("https://nowhere.example/thing")
    tricky = Quad(thing, thing, Literal(f'a" <{PLAN}> .\n'), NamedNode(DERIVED))
    write_quads([tricky], stored, DEFAULT_BASE)
    assert digest_graphs(graph_file(stored), DEFAULT_BASE).keys() == {DERIVED}


@pytest.mark.parametrize("graph", [DefaultGraph(), NamedNode("https://nowhere.example/graph/derived")])
def test_statements_outside_our_graphs_are_not_published(
    stored: Path, server: FakeServer, graph: NamedNode | DefaultGraph
) -> None:
    thing = NamedNode("https://nowhere.example/thing")
    rewrite(stored, more=(Quad(thing, thing, thing, graph),))
    with pytest.raises(StoreError, match=r"has statements outside .* run: bvgraph build CORPUS"):
        put(stored, server)
    assert server.log == []


def test_a_build_that_ends_meanwhile_is_noticed(stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def rebuild(nquads: Path, base: str) -> dict[str, Part]:
        rewrite(stored, without=PLAN)
        return digest_graphs(nquads, base)

    monkeypatch.setattr(publishing, "digest_graphs", rebuild)
    with pytest.raises(StoreError, match="was built anew meanwhile"):
        put(stored, server)
    assert server.log == []


def test_the_same_graph_is_not_sent_again(stored: Path, server: FakeServer) -> None:
    put(stored, server)
    server.log.clear()
    assert put(stored, server) == (0, 5, 0)
    assert not server.sent("PUT") + server.sent("DELETE")
    assert put(stored, server, anew=True) == (5, 0, 0)
    assert set(server.sent("PUT")) == {*ALL, RECORD}


def test_only_what_changed_is_sent_and_what_is_gone_is_deleted(stored: Path, server: FakeServer) -> None:
    theirs = Quad(
        NamedNode("https://theirs.example/a"), NamedNode("https://theirs.example/b"), Literal("c"), NamedNode(GRAPH)
    )
    server.store.add(theirs)
    put(stored, server)
    server.log.clear()
    more = Quad(NamedNode(f"{DEFAULT_BASE}x"), NamedNode(f"{DEFAULT_BASE}y"), Literal("z"), NamedNode(DERIVED))
    rewrite(stored, without=PLAN, more=(more,))
    assert put(stored, server) == (1, 3, 1)
    assert (set(server.sent("PUT")), server.sent("DELETE")) == ({DERIVED, RECORD}, [PLAN])
    assert held(server) - {theirs} == {*(quad for quad in make_quads() if quad.graph_name != NamedNode(PLAN)), more}
    assert theirs in held(server)


def test_a_graph_that_is_not_ours_is_not_deleted_whatever_the_record_says(stored: Path, server: FakeServer) -> None:
    put(stored, server)
    part, theirs = NamedNode("http://purl.org/dc/terms/hasPart"), NamedNode("https://theirs.example/graph")
    server.store.add(Quad(NamedNode(f"{DEFAULT_BASE}dataset"), part, theirs, NamedNode(RECORD)))
    put(stored, server)
    assert not server.sent("DELETE")


@pytest.mark.parametrize("graph", sorted(ALL))
def test_publishing_that_was_broken_off_goes_on_where_it_was(stored: Path, server: FakeServer, graph: str) -> None:
    server.faults.append(cutting("PUT", graph))
    with pytest.raises(StoreError, match="broke off"):
        put(stored, server)
    with pytest.raises(StoreError, match="being published, or that was broken off"):
        open_store(locate_store(server.url))
    server.faults.clear()
    server.log.clear()
    first = sorted(ALL).index(graph)
    assert put(stored, server) == (5 - first, first, 0)
    assert set(server.sent("PUT")) == {*sorted(ALL)[first:], RECORD}
    assert held(server) == set(open_store(locate_store(server.url))) == set(make_quads())


def test_a_change_that_was_broken_off_is_not_taken_for_the_whole(stored: Path, server: FakeServer) -> None:
    put(stored, server)
    more = Quad(NamedNode(f"{DEFAULT_BASE}x"), NamedNode(f"{DEFAULT_BASE}y"), Literal("z"), NamedNode(DERIVED))
    rewrite(stored, without=PLAN, more=(more,))
    server.faults.append(cutting("DELETE", PLAN))
    with pytest.raises(StoreError, match="broke off"):
        put(stored, server)
    with pytest.raises(StoreError, match="being published"):
        open_store(locate_store(server.url))
    server.faults.clear()
    assert put(stored, server) == (0, 4, 1)
    assert set(open_store(locate_store(server.url))) == held(server)
    assert more in held(server)


def test_publish_says_what_it_did(stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("publish", "--from", str(stored), "--store", server.url)
    assert (done.code, done.out) == (0, "")
    assert f"5 graphs with {len(make_quads())} statements at {server.url}: 5 sent, 0 there already, 0 deleted" in done.err
    monkeypatch.setenv("BVGRAPH_STORE", str(stored))
    assert "0 sent, 5 there already" in run("publish", "--store", server.url).err
    assert run("publish").code == 2
    assert "is a folder; name a server" in run("publish").err


def test_publish_shows_how_far_it_is(stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    done = run("publish", "--from", str(stored), "--store", server.url, terminal=True)
    assert (done.code, done.out) == (0, "")
    assert "connecting" in done.err


def test_publish_without_a_store_on_this_machine(server: FakeServer) -> None:
    done = run("publish", "--store", server.url)
    assert done.code == 1
    assert "there is no store at .bvgraph" in done.err
    assert server.log == []


def test_build_publishes_where_the_store_is_an_address(
    stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = freshness.Summary((), actions=5, slips=6, quads=7)
    monkeypatch.setattr(freshness, "find_unchanged", lambda *_: summary)
    stored.rename(".bvgraph")
    done = run("build", ".", "--store", server.url)
    assert done.code == 0
    assert "5 actions, 6 slips, 7 statements in .bvgraph, unchanged" in done.err
    assert "5 sent" in done.err
    assert held(server) == set(make_quads())
    assert read_meta(Path(".bvgraph")).base == DEFAULT_BASE


def test_a_large_graph_is_sent_in_portions(stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "_BATCH", 100)
    monkeypatch.setattr(publishing, "_IN_MEMORY", 1000)
    monkeypatch.setattr(remote, "_CHUNK", 100)
    monkeypatch.setattr(served, "_PORTION", 70)
    put(stored, server)
    assert held(server) == set(open_store(locate_store(server.url))) == set(make_quads())
