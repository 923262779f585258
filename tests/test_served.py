"""Reading from a server: the same rows, or a sentence that says why not; never a part for the whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from asked_world import make_quads, run
from pyoxigraph import Literal, NamedNode, Quad
from served_world import (
    ALL,
    DERIVED,
    PLAN,
    RESULTS,
    FakeServer,
    Fault,
    Handler,
    answering,
    put,
    rewrite,
)

from bvgraph.graph import served
from bvgraph.graph.store import locate_store, open_store
from bvgraph.graph.vocabulary import DEFAULT_BASE, FORMAT_VERSION

pytestmark = pytest.mark.usefixtures("waits")


WEBSITE = answering(200, b"<html><h1>Welcome</h1></html>", "text/html; charset=utf-8")


def after_opening(fault: Fault) -> Fault:
    """A fault that leaves alone what is asked when a store is opened."""

    def later(handler: Handler) -> bool:
        query = handler.arguments.get("query", [""])[0]
        return "bv:formatVersion" not in query and "hasPart" not in query and fault(handler)

    return later


def test_a_website_is_no_store(server: FakeServer) -> None:
    server.faults.append(WEBSITE)
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert f"no SPARQL is spoken at {server.url}/query (text/html) nor at {server.url}/sparql (text/html)" in done.err
    assert "[remote] in bvgraph.toml" in done.err


def short(handler: Handler) -> bool:
    """A fault: promises more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Type", RESULTS)
    handler.send_header("Content-Length", "9999")
    handler.end_headers()
    handler.wfile.write(b'{"head":{"vars":["a"]},')
    return handler.cut()


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (WEBSITE, "answers with text/html, not with the result of a query"),
        (short, "broke off"),
        (answering(200, b'{"head":{"vars":["a"]},"results":{"bindings":[{', RESULTS), "cut off or garbled"),
        (answering(200, b'{"head":{},"boolean":true}', RESULTS), "cut off or garbled"),
        (answering(200, b'{"head":{"vars":["iri"]},"results":{"bindings":[{"iri":5}]}}', RESULTS), "cut off or garbled"),
        (answering(200, b"[]", RESULTS), "cut off or garbled"),
        (answering(200, b"\x1f\x8b\x08", RESULTS, Content_Encoding="gzip"), "garbled"),
        (answering(200, b"{}", RESULTS, X_SPARQL_MaxRows="10000"), "leaves out what is beyond 10000 rows"),
        (answering(200, b"{}", RESULTS, X_SQL_State="S1TAT"), "gave up before it had the whole answer"),
        (answering(500, b"<b>Virtuoso</b> S1T00 Error\n timed out", "text/html"), "(500): Virtuoso S1T00 Error timed out"),
    ],
)
def test_answers_that_are_none(stored: Path, server: FakeServer, fault: Fault, message: str) -> None:
    put(stored, server)
    server.faults.append(after_opening(fault))
    done = run("entries", "--store", server.url)
    assert (done.code, done.out) == (1, "")
    assert message in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("CONSTRUCT { ?s ?p ?o . ?o a ?s } WHERE { GRAPH ?g { ?s ?p ?o } }", "leaves out what is beyond 10 rows"),
        ('CONSTRUCT { ?s ?p "{" } WHERE { GRAPH ?g { ?s ?p ?o } }', "may leave out triples without saying so"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 5", ""),
    ],
)
def test_triples_that_are_left_out_are_missed(stored: Path, server: FakeServer, text: str, message: str) -> None:
    put(stored, server)
    Handler.server_version = "Virtuoso/07.20"

    def leave_out(handler: Handler) -> bool:
        """Only rows beyond a number are said to be missing."""
        query = handler.arguments.get("query", [""])[0]
        if "?s ?p" not in query or "LIMIT" in query:
            return False
        if "SELECT *" in query:
            return answering(200, b'{"head":{"vars":[]},"results":{"bindings":[]}}', RESULTS, X_SPARQL_MaxRows="10")(handler)
        handler.arguments["query"] = [f"{query} LIMIT 10"]
        return False

    server.faults.append(leave_out)
    try:
        done = run("query", "-", "--store", server.url, stdin=text)
    finally:
        del Handler.server_version
    assert (done.code, message in done.err) == (1 if message else 0, True)
    assert bool(done.out) != bool(message)


def test_a_graph_of_which_some_is_missing_is_not_exported(stored: Path, server: FakeServer) -> None:
    put(stored, server)
    server.store.remove(next(iter(server.store.quads_for_pattern(None, None, None, NamedNode(PLAN)))))
    done = run("export", "--store", server.url)
    assert done.code == 1
    assert f"triples of {PLAN}; publish it again" in done.err


def test_a_graph_that_somebody_changed_is_not_exported(stored: Path, server: FakeServer) -> None:
    put(stored, server)
    first = next(iter(server.store.quads_for_pattern(None, None, None, NamedNode(PLAN))))
    server.store.remove(first)
    server.store.add(Quad(first.subject, first.predicate, Literal("another value"), first.graph_name))
    done = run("export", "--store", server.url)
    assert done.code == 1
    assert f"{PLAN} is not what was published; run: bvgraph publish --anew --store {server.url}" in done.err
    put(stored, server, anew=True)
    assert run("export", "--store", server.url).code == 0


def test_queries_that_may_not_run_do_not_reach_the_server(stored: Path, server: FakeServer) -> None:
    put(stored, server)
    service = "SELECT * WHERE { SERVICE <http://169.254.169.254/> { ?s ?p ?o } }"
    for text, message in ((service, "SERVICE is not allowed"), ("SELECT * WHERE {", "does not parse")):
        done = run("query", "-", "--store", server.url, stdin=text)
        assert done.code == 1
        assert message in done.err
        assert text not in server.queries
    fine = "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1"
    assert run("query", "-", "--store", server.url, stdin=fine).code == 0
    assert fine in server.queries


def test_graphs_of_others_do_not_show(stored: Path, server: FakeServer) -> None:
    put(stored, server)
    before = run("entries", "--store", server.url, "--format", "json").out
    copies = [Quad(*quad.triple, NamedNode("https://theirs.example/copy")) for quad in make_quads()]
    server.store.extend(quad for quad in copies if "formatVersion" not in quad.predicate.value)
    assert run("entries", "--store", server.url, "--format", "json").out == before
    text = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    found = run("query", "-", "--store", server.url, "--format", "csv", stdin=text)
    assert set(found.out.split()[1:]) == ALL


def test_a_server_without_a_graph(server: FakeServer) -> None:
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert f"there is no graph of bvgraph at {server.url}; run: bvgraph publish --store {server.url}" in done.err


def test_a_graph_that_was_loaded_by_hand_can_be_read(stored: Path, server: FakeServer) -> None:
    server.store.extend(make_quads())
    local = run("slips", "--store", str(stored), "--format", "json")
    assert run("slips", "--store", server.url, "--format", "json") == local
    assert set(open_store(locate_store(server.url))) == set(make_quads())
    assert run("ask", "what slipped?", "--store", server.url).code == 0
    assert not Path("cache").exists()


def test_a_graph_of_another_format(stored: Path, server: FakeServer) -> None:
    put(stored, server)
    for quad in list(server.store.quads_for_pattern(None, NamedNode(f"{DEFAULT_BASE}ontology#formatVersion"), None)):
        server.store.remove(quad)
        server.store.add(Quad(quad.subject, quad.predicate, Literal("1"), quad.graph_name))
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert f"is of format 1, this version of bvgraph reads format {FORMAT_VERSION}; run: bvgraph publish" in done.err
    assert put(stored, server, anew=True) == (5, 0, 0)
    assert run("entries", "--store", server.url).code == 0


def test_several_data_sets_on_one_server(stored: Path, server: FakeServer) -> None:
    put(stored, server)
    server.store.extend(
        Quad(
            *(
                NamedNode(node.value.replace(DEFAULT_BASE, "https://b.example/")) if node == quad.subject else node
                for node in quad.triple
            ),
            NamedNode(quad.graph_name.value.replace(DEFAULT_BASE, "https://b.example/")),
        )  # type: ignore[union-attr]
        for quad in make_quads()
        if "uriSpace" not in quad.predicate.value
    )
    space = NamedNode("http://rdfs.org/ns/void#uriSpace")
    other = NamedNode("https://b.example/dataset")
    server.store.add(Quad(other, space, Literal("https://b.example/"), NamedNode("https://b.example/graph/dataset")))
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert f"has several data sets (https://b.example/, {DEFAULT_BASE}); name one as base under [remote]" in done.err
    Path("bvgraph.toml").write_text(f'[remote]\nbase = "{DEFAULT_BASE}"\n')
    assert run("entries", "--store", server.url).code == 0
    with pytest.MonkeyPatch.context() as limits:
        limits.setattr(served, "_MOST_NAMED", 4)
        assert "give each a server of its own" in run("entries", "--store", server.url).err
    Path("bvgraph.toml").write_text('[remote]\nbase = "https://c.example/"\n')
    assert "no graph of bvgraph" in run("entries", "--store", server.url).err


def test_addresses_of_queries_and_graphs_may_be_set(stored: Path, server: FakeServer) -> None:
    def elsewhere(handler: Handler) -> bool:
        places = {"/a/ask": "/query", "/a/keep": "/store"}
        path = handler.path.partition("?")[0]
        handler.answer(places.get(path, "/nowhere"))
        return True

    server.faults.append(elsewhere)
    assert run("publish", "--from", str(stored), "--store", server.url).code == 1
    Path("bvgraph.toml").write_text('[remote]\nquery = "/a/ask"\n')
    done = run("publish", "--from", str(stored), "--store", server.url)
    assert "name where, as graphs under [remote]" in done.err
    Path("bvgraph.toml").write_text('[remote]\nquery = "a/ask"\ngraphs = "a/keep"\n')
    assert run("publish", "--from", str(stored), "--store", server.url).code == 0
    assert run("entries", "--store", server.url).code == 0


@pytest.mark.parametrize("path", ["", "/", "/query", "/sparql"])
def test_an_address_may_be_that_of_the_queries(stored: Path, server: FakeServer, path: str) -> None:
    put(stored, server)
    assert run("entries", "--store", f"{server.url}{path}").code == 0


def test_the_lexicon_is_kept_for_as_long_as_the_graph_is_the_same(stored: Path, server: FakeServer) -> None:
    put(stored, server)

    def ask() -> int:
        server.log.clear()
        done = run("ask", "what did Bram Okoro own that slipped?", "--store", server.url)
        assert (done.code, "Dredge" in done.out) == (0, True), done.err
        return len(server.log)

    first, second = ask(), ask()
    assert second < first
    [file] = Path("cache/bvgraph").iterdir()
    file.write_text("{")
    assert ask() == first
    held = json.loads(file.read_text())
    file.write_text(json.dumps({**held, "lexicon": {}}))
    assert ask() == first
    more = Quad(NamedNode(f"{DEFAULT_BASE}x"), NamedNode(f"{DEFAULT_BASE}y"), Literal("z"), NamedNode(DERIVED))
    rewrite(stored, more=(more,))
    put(stored, server)
    assert ask() == first
    assert ask() == second
    assert len(list(Path("cache/bvgraph").iterdir())) == 1


def test_where_nothing_can_be_kept_questions_are_answered_all_the_same(stored: Path, server: FakeServer) -> None:
    put(stored, server)
    Path("cache").write_text("in the way")
    assert run("ask", "what slipped?", "--store", server.url).code == 0


def test_with_very_many_graphs_queries_do_not_name_them(
    stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(stored, server)
    monkeypatch.setattr(served, "_MOST_NAMED", 4)
    local = run("slips", "--store", str(stored), "--format", "json")
    assert run("slips", "--store", server.url, "--format", "json") == local
