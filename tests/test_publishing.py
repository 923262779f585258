"""Publishing to a server that misbehaves, and reading from it: nothing is lost, sent twice or given away."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from asked_world import make_quads, run, write_world
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from served_world import FakeServer, Handler, answering, fake_server, once

from bvgraph.errors import StoreError
from bvgraph.graph import freshness, publishing, remote, served
from bvgraph.graph.publishing import digest_graphs, publish
from bvgraph.graph.remote import Patience
from bvgraph.graph.served import Part
from bvgraph.graph.store import graph_file, locate_store, open_store, read_meta, write_store
from bvgraph.graph.vocabulary import DEFAULT_BASE, FORMAT_VERSION

GRAPH = f"{DEFAULT_BASE}graph/"
RECORD, DERIVED, PLAN = f"{GRAPH}published", f"{GRAPH}derived", f"{GRAPH}document/mb-plan"
ALL = {f"{GRAPH}{name}" for name in ("dataset", "derived", "entities", "document/mb-plan", "document/mb-year-end")}
SECRET = "hunter2"  # noqa: S105 - no secret
RESULTS = "application/sparql-results+json"


@pytest.fixture(autouse=True)
def waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that would have been waited; and a folder, an environment and a cache with nothing in them."""
    monkeypatch.chdir(tmp_path)
    for name in ("BVGRAPH_STORE", "BVGRAPH_USER", "BVGRAPH_PASSWORD", "BVGRAPH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    waited: list[float] = []
    monkeypatch.setattr(remote, "pause", waited.append)
    return waited


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """The folder of a store on this machine."""
    return write_world(tmp_path)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_server() as started:
        yield started


def put(world: Path, server: FakeServer, anew: bool = False) -> tuple[int, int, int]:
    address = locate_store(server.url)
    assert not isinstance(address, Path)
    return publish(world, address, anew=anew)[:3]


def held(server: FakeServer) -> set[Quad]:
    """What the server has, without the record."""
    return {quad for quad in server.store if quad.graph_name != NamedNode(RECORD)}


def rewrite(world: Path, *, without: str = "", more: tuple[Quad, ...] = ()) -> None:
    kept = [quad for quad in make_quads() if quad.graph_name != NamedNode(without or "urn:none")]
    write_store([*kept, *more], world, DEFAULT_BASE)


def at(method: str, graph: str = "") -> object:
    def is_meant(handler: Handler) -> bool:
        return handler.command == method and graph in ("", handler.graph)

    return is_meant


def cutting(method: str, graph: str) -> object:
    def fault(handler: Handler) -> bool:
        return handler.command == method and handler.graph == graph and handler.cut()

    return fault


def test_what_is_published_is_what_is_there(world: Path, server: FakeServer) -> None:
    told: list[tuple[str, int, int]] = []
    address = locate_store(server.url)
    assert not isinstance(address, Path)
    done = publish(world, address, lambda *what: told.append(what))
    assert done == (5, 0, 0, len(make_quads()))
    assert held(server) == set(make_quads())
    assert [name for name, _, _ in told] == ["dataset", "derived", "document/mb-plan", "document/mb-year-end", "entities"]
    assert [(number, total) for _, number, total in told] == [(n, 5) for n in range(5)]
    assert set(open_store(address)) == set(make_quads())


def test_each_graph_has_the_checksum_of_its_lines(world: Path) -> None:
    parts = digest_graphs(graph_file(world), DEFAULT_BASE)
    assert parts.keys() == ALL
    assert sum(part.triples or 0 for part in parts.values()) == len(make_quads())
    thing = NamedNode("https://nowhere.example/thing")
    tricky = Quad(thing, thing, Literal(f'a" <{PLAN}> .\n'), NamedNode(DERIVED))
    write_store([tricky], world, DEFAULT_BASE)
    assert digest_graphs(graph_file(world), DEFAULT_BASE).keys() == {DERIVED}


@pytest.mark.parametrize("graph", [DefaultGraph(), NamedNode("https://nowhere.example/graph/derived")])
def test_statements_outside_our_graphs_are_not_published(
    world: Path, server: FakeServer, graph: NamedNode | DefaultGraph
) -> None:
    thing = NamedNode("https://nowhere.example/thing")
    rewrite(world, more=(Quad(thing, thing, thing, graph),))
    with pytest.raises(StoreError, match=r"has statements outside .* run: bvgraph build CORPUS"):
        put(world, server)
    assert server.log == []


def test_a_build_that_ends_meanwhile_is_noticed(world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def rebuild(nquads: Path, base: str) -> dict[str, Part]:
        rewrite(world, without=PLAN)
        return digest_graphs(nquads, base)

    monkeypatch.setattr(publishing, "digest_graphs", rebuild)
    with pytest.raises(StoreError, match="was built anew meanwhile"):
        put(world, server)
    assert server.log == []


def test_the_same_graph_is_not_sent_again(world: Path, server: FakeServer) -> None:
    put(world, server)
    server.log.clear()
    assert put(world, server) == (0, 5, 0)
    assert not server.sent("PUT") + server.sent("DELETE")
    assert put(world, server, anew=True) == (5, 0, 0)
    assert set(server.sent("PUT")) == {*ALL, RECORD}


def test_only_what_changed_is_sent_and_what_is_gone_is_deleted(world: Path, server: FakeServer) -> None:
    theirs = Quad(
        NamedNode("https://theirs.example/a"), NamedNode("https://theirs.example/b"), Literal("c"), NamedNode(GRAPH)
    )
    server.store.add(theirs)
    put(world, server)
    server.log.clear()
    more = Quad(NamedNode(f"{DEFAULT_BASE}x"), NamedNode(f"{DEFAULT_BASE}y"), Literal("z"), NamedNode(DERIVED))
    rewrite(world, without=PLAN, more=(more,))
    assert put(world, server) == (1, 3, 1)
    assert (set(server.sent("PUT")), server.sent("DELETE")) == ({DERIVED, RECORD}, [PLAN])
    assert held(server) - {theirs} == {*(quad for quad in make_quads() if quad.graph_name != NamedNode(PLAN)), more}
    assert theirs in held(server)


def test_a_graph_that_is_not_ours_is_not_deleted_whatever_the_record_says(world: Path, server: FakeServer) -> None:
    put(world, server)
    part, theirs = NamedNode("http://purl.org/dc/terms/hasPart"), NamedNode("https://theirs.example/graph")
    server.store.add(Quad(NamedNode(f"{DEFAULT_BASE}dataset"), part, theirs, NamedNode(RECORD)))
    put(world, server)
    assert not server.sent("DELETE")


@pytest.mark.parametrize("graph", sorted(ALL))
def test_publishing_that_was_broken_off_goes_on_where_it_was(world: Path, server: FakeServer, graph: str) -> None:
    server.faults.append(cutting("PUT", graph))  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="broke off"):
        put(world, server)
    with pytest.raises(StoreError, match="being published, or that was broken off"):
        open_store(locate_store(server.url))
    server.faults.clear()
    server.log.clear()
    first = sorted(ALL).index(graph)
    assert put(world, server) == (5 - first, first, 0)
    assert set(server.sent("PUT")) == {*sorted(ALL)[first:], RECORD}
    assert held(server) == set(open_store(locate_store(server.url))) == set(make_quads())


def test_a_change_that_was_broken_off_is_not_taken_for_the_whole(world: Path, server: FakeServer) -> None:
    put(world, server)
    more = Quad(NamedNode(f"{DEFAULT_BASE}x"), NamedNode(f"{DEFAULT_BASE}y"), Literal("z"), NamedNode(DERIVED))
    rewrite(world, without=PLAN, more=(more,))
    server.faults.append(cutting("DELETE", PLAN))  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="broke off"):
        put(world, server)
    with pytest.raises(StoreError, match="being published"):
        open_store(locate_store(server.url))
    server.faults.clear()
    assert put(world, server) == (0, 4, 1)
    assert set(open_store(locate_store(server.url))) == held(server)
    assert more in held(server)


def test_a_connection_that_is_cut_once_is_made_again(world: Path, server: FakeServer, waits: list[float]) -> None:
    server.faults.append(once(cutting("PUT", DERIVED), times=3))  # type: ignore[arg-type]
    assert put(world, server) == (5, 0, 0)
    assert waits == [0.5, 1.0, 2.0]
    assert held(server) == set(make_quads())


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_that_is_busy_is_asked_again(world: Path, server: FakeServer, waits: list[float], status: int) -> None:
    server.faults.append(once(answering(status, Retry_After="7"), times=2))
    assert put(world, server) == (5, 0, 0)
    assert waits == [7.0, 7.0]


def test_a_server_that_stays_busy_is_told_of(world: Path, server: FakeServer, waits: list[float]) -> None:
    server.faults.append(answering(503))
    done = run("publish", "--from", str(world), "--store", server.url)
    assert (done.code, done.out) == (1, "")
    assert "is busy or away (503); try again later" in done.err
    assert waits == sorted(waits)
    assert len(server.log) == remote.WRITING.attempts


def test_a_server_that_wants_to_be_left_alone_is(server: FakeServer, waits: list[float]) -> None:
    server.faults.append(answering(429, Retry_After="86400"))
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert "asks to be left alone for 86400 seconds" in done.err
    assert (len(server.log), waits) == (1, [])


@pytest.mark.parametrize(("asked", "most"), [("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("soon", 1.0), ("", 0.5), ("0", 0.0)])
def test_how_long_to_wait(server: FakeServer, waits: list[float], asked: str, most: float) -> None:
    server.faults.append(once(answering(503, Retry_After=asked)))
    run("entries", "--store", server.url)
    assert waits == [most]


def moving(to: str) -> object:
    def fault(handler: Handler) -> bool:
        if handler.path.startswith("/moved"):
            handler.answer(handler.path.removeprefix("/moved").partition("?")[0])
        else:
            handler.reply(307, Location=f"{to}/moved{handler.path}")
        return True

    return fault


def test_a_move_on_the_same_server_is_followed(world: Path, server: FakeServer) -> None:
    server.faults.append(moving(server.url))  # type: ignore[arg-type]
    assert put(world, server) == (5, 0, 0)
    assert held(server) == set(make_quads())


def test_a_move_to_another_server_is_not_followed(world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BVGRAPH_TOKEN", SECRET)
    with fake_server() as other:
        server.faults.append(moving(other.url))  # type: ignore[arg-type]
        done = run("publish", "--from", str(world), "--store", server.url)
        assert done.code == 1
        assert "leads on to http://127.0.0.1, which is another server" in done.err
        assert other.log == []


def test_moves_in_circles_come_to_an_end(server: FakeServer) -> None:
    server.faults.append(lambda handler: handler.reply(308, Location=handler.path) is None)
    done = run("entries", "--store", server.url)
    assert (done.code, len(server.log)) == (1, 5)
    assert "leads round in circles" in done.err


def guarded(scheme: str, expected: str) -> object:
    """A fault: no access without what is expected, or some of it."""

    def fault(handler: Handler) -> bool:
        if expected in handler.headers.get("Authorization", ""):
            return False
        challenge = {"basic": 'Basic realm="x"', "digest": 'Digest realm="x", nonce="n", qop="auth", algorithm=MD5'}
        handler.reply(401, f"who is {SECRET}?".encode(), WWW_Authenticate=challenge.get(scheme, scheme))
        return True

    return fault


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("basic", f"Basic {base64.b64encode(f'ann:{SECRET}'.encode()).decode()}"),
        ("digest", 'Digest username="ann", realm="x", nonce="n"'),
        ("bearer", f"Bearer {SECRET}"),
    ],
)
def test_credentials_are_sent_as_the_server_asks(
    world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch, scheme: str, expected: str
) -> None:
    server.faults.append(guarded(scheme, expected))  # type: ignore[arg-type]
    refused = run("publish", "--from", str(world), "--store", server.url)
    assert refused.code == 1
    assert "refuses access (401); set BVGRAPH_USER and BVGRAPH_PASSWORD, or BVGRAPH_TOKEN" in refused.err
    names = ["BVGRAPH_TOKEN"] if scheme == "bearer" else ["BVGRAPH_PASSWORD"]
    if scheme != "bearer":
        monkeypatch.setenv("BVGRAPH_USER", "ann")
    monkeypatch.setenv(names[0], SECRET)
    assert put(world, server) == (5, 0, 0)
    assert held(server) == set(make_quads())


def test_a_password_is_not_sent_to_who_does_not_ask(
    world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BVGRAPH_USER", "ann")
    monkeypatch.setenv("BVGRAPH_PASSWORD", SECRET)
    put(world, server)
    assert not [headers for headers in server.seen if "Authorization" in headers]


def test_credentials_stay_here_when_only_a_settings_file_names_the_server(
    world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(world, server)
    monkeypatch.setenv("BVGRAPH_TOKEN", SECRET)
    Path("bvgraph.toml").write_text(f'store = "{server.url}"\n')
    server.seen.clear()
    assert run("entries").code == 0
    assert server.seen
    assert not [headers for headers in server.seen if "Authorization" in headers]
    server.faults.append(guarded("bearer", SECRET))  # type: ignore[arg-type]
    assert "not by bvgraph.toml" in run("entries").err


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 418, 500, 507])
def test_no_message_holds_a_secret(world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    monkeypatch.setenv("BVGRAPH_USER", "ann")
    monkeypatch.setenv("BVGRAPH_PASSWORD", SECRET)
    server.faults.append(answering(status, f"<p>no, {SECRET}!</p>".encode(), "text/html", WWW_Authenticate="Basic"))
    for words in (["publish", "--from", str(world)], ["entries"]):
        done = run(*words, "--store", server.url)
        assert done.code == 1
        assert SECRET not in done.err
        assert len(done.err.splitlines()) == 1
        assert server.url in done.err


def test_an_address_with_a_password_is_refused() -> None:
    done = run("entries", "--store", f"https://ann:{SECRET}@plans.example/")
    assert done.code == 2
    assert "leave them out and set BVGRAPH_USER and BVGRAPH_PASSWORD" in done.err
    assert SECRET not in done.err


def test_nobody_there(server: FakeServer, waits: list[float]) -> None:
    server.server_close()
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert "cannot be reached" in done.err
    assert len(waits) == remote.READING.attempts - 1


def test_a_server_that_does_not_answer_is_given_up(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    monkeypatch.setattr(served, "READING", Patience(3, 0.2))
    monkeypatch.setattr(served.Endpoint.__init__, "__defaults__", (Patience(3, 0.2),))
    server.faults.append(lambda handler: handler.rfile.read(1) is None)
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert "did not answer within" in done.err
    assert (len(server.log), waits) == (1, [])


WEBSITE = answering(200, b"<html><h1>Welcome</h1></html>", "text/html; charset=utf-8")


def after_opening(fault: object) -> object:
    """A fault that leaves alone what is asked when a store is opened."""

    def later(handler: Handler) -> bool:
        query = handler.arguments.get("query", [""])[0]
        return "bv:formatVersion" not in query and "hasPart" not in query and fault(handler)  # type: ignore[operator]

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
def test_answers_that_are_none(world: Path, server: FakeServer, fault: object, message: str) -> None:
    put(world, server)
    server.faults.append(after_opening(fault))  # type: ignore[arg-type]
    done = run("entries", "--store", server.url)
    assert (done.code, done.out) == (1, "")
    assert message in done.err
    assert len(done.err.splitlines()) == 1


def test_triples_that_are_left_out_are_missed(world: Path, server: FakeServer) -> None:
    put(world, server)
    text = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"

    def leave_out(handler: Handler) -> bool:
        query = handler.arguments.get("query", [""])[0]
        if "CONSTRUCT" not in query or "LIMIT" in query:
            return False
        handler.arguments["query"] = [f"{query} LIMIT 1000"]
        return False

    assert run("query", "-", "--store", server.url, stdin=text).code == 0
    server.faults.append(leave_out)
    done = run("query", "-", "--store", server.url, stdin=text)
    assert done.code == 1
    assert "leaves out what is beyond 1000 triples" in done.err
    done = run("query", "-", "--store", server.url, stdin=f"{text} LIMIT 10")
    assert (done.code, len(done.out.splitlines())) == (0, 10)


def test_a_graph_of_which_some_is_missing_is_not_exported(world: Path, server: FakeServer) -> None:
    put(world, server)
    server.store.remove(next(iter(server.store.quads_for_pattern(None, None, None, NamedNode(PLAN)))))
    done = run("export", "--store", server.url)
    assert done.code == 1
    assert f"triples of {PLAN}; publish it again" in done.err


def test_queries_that_may_not_run_do_not_reach_the_server(world: Path, server: FakeServer) -> None:
    put(world, server)
    service = "SELECT * WHERE { SERVICE <http://169.254.169.254/> { ?s ?p ?o } }"
    for text, message in ((service, "SERVICE is not allowed"), ("SELECT * WHERE {", "does not parse")):
        server.log.clear()
        done = run("query", "-", "--store", server.url, stdin=text)
        assert done.code == 1
        assert message in done.err
        assert not [entry for entry in server.log if entry[0] == "POST"] or len(server.log) == 1


def test_graphs_of_others_do_not_show(world: Path, server: FakeServer) -> None:
    put(world, server)
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


def test_a_graph_that_was_loaded_by_hand_can_be_read(world: Path, server: FakeServer) -> None:
    server.store.extend(make_quads())
    local = run("slips", "--store", str(world), "--format", "json")
    assert run("slips", "--store", server.url, "--format", "json") == local
    assert set(open_store(locate_store(server.url))) == set(make_quads())
    assert run("ask", "what slipped?", "--store", server.url).code == 0
    assert not Path("cache").exists()


def test_a_graph_of_another_format(world: Path, server: FakeServer) -> None:
    put(world, server)
    for quad in list(server.store.quads_for_pattern(None, NamedNode(f"{DEFAULT_BASE}ontology#formatVersion"), None)):
        server.store.remove(quad)
        server.store.add(Quad(quad.subject, quad.predicate, Literal("1"), quad.graph_name))
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert f"is of format 1, this version of bvgraph reads format {FORMAT_VERSION}; run: bvgraph publish" in done.err
    assert put(world, server, anew=True) == (5, 0, 0)
    assert run("entries", "--store", server.url).code == 0


def test_several_data_sets_on_one_server(world: Path, server: FakeServer) -> None:
    put(world, server)
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


def test_addresses_of_queries_and_graphs_may_be_set(world: Path, server: FakeServer) -> None:
    def elsewhere(handler: Handler) -> bool:
        places = {"/a/ask": "/query", "/a/keep": "/store"}
        path = handler.path.partition("?")[0]
        handler.answer(places.get(path, "/nowhere"))
        return True

    server.faults.append(elsewhere)
    assert run("publish", "--from", str(world), "--store", server.url).code == 1
    Path("bvgraph.toml").write_text('[remote]\nquery = "/a/ask"\n')
    done = run("publish", "--from", str(world), "--store", server.url)
    assert "name where, as graphs under [remote]" in done.err
    Path("bvgraph.toml").write_text('[remote]\nquery = "a/ask"\ngraphs = "a/keep"\n')
    assert run("publish", "--from", str(world), "--store", server.url).code == 0
    assert run("entries", "--store", server.url).code == 0


@pytest.mark.parametrize("path", ["", "/", "/query", "/sparql"])
def test_an_address_may_be_that_of_the_queries(world: Path, server: FakeServer, path: str) -> None:
    put(world, server)
    assert run("entries", "--store", f"{server.url}{path}").code == 0


def test_the_lexicon_is_kept_for_as_long_as_the_graph_is_the_same(world: Path, server: FakeServer) -> None:
    put(world, server)

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
    rewrite(world, more=(more,))
    put(world, server)
    assert ask() == first
    assert ask() == second
    assert len(list(Path("cache/bvgraph").iterdir())) == 1


def test_where_nothing_can_be_kept_questions_are_answered_all_the_same(world: Path, server: FakeServer) -> None:
    put(world, server)
    Path("cache").write_text("in the way")
    assert run("ask", "what slipped?", "--store", server.url).code == 0


def test_publish_says_what_it_did(world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("publish", "--from", str(world), "--store", server.url)
    assert (done.code, done.out) == (0, "")
    assert f"5 graphs with {len(make_quads())} statements at {server.url}: 5 sent, 0 there already, 0 deleted" in done.err
    monkeypatch.setenv("BVGRAPH_STORE", str(world))
    assert "0 sent, 5 there already" in run("publish", "--store", server.url).err
    assert run("publish").code == 2
    assert "is a folder; name a server" in run("publish").err


def test_publish_shows_how_far_it_is(world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    done = run("publish", "--from", str(world), "--store", server.url, terminal=True)
    assert (done.code, done.out) == (0, "")
    assert "connecting" in done.err


def test_publish_without_a_store_on_this_machine(server: FakeServer) -> None:
    done = run("publish", "--store", server.url)
    assert done.code == 1
    assert "there is no store at .bvgraph" in done.err
    assert server.log == []


def test_build_publishes_where_the_store_is_an_address(
    world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = freshness.Summary((), actions=5, slips=6, quads=7)
    monkeypatch.setattr(freshness, "find_unchanged", lambda *_: summary)
    world.rename(".bvgraph")
    done = run("build", ".", "--store", server.url)
    assert done.code == 0
    assert "5 actions, 6 slips, 7 statements in .bvgraph, unchanged" in done.err
    assert "5 sent" in done.err
    assert held(server) == set(make_quads())
    assert read_meta(Path(".bvgraph")).base == DEFAULT_BASE


def test_without_httpx_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, world: Path) -> None:
    monkeypatch.setattr("bvgraph.graph.store.find_spec", lambda _: None)
    for words in (["entries"], ["publish", "--from", str(world)]):
        done = run(*words, "--store", "https://plans.example/")
        assert done.code == 1
        assert "pip install 'bvgraph[remote]'" in done.err


def test_a_large_graph_is_sent_in_portions(world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "_BATCH", 100)
    monkeypatch.setattr(publishing, "_IN_MEMORY", 1000)
    monkeypatch.setattr(remote, "_CHUNK", 100)
    monkeypatch.setattr(served, "_PORTION", 70)
    put(world, server)
    assert held(server) == set(open_store(locate_store(server.url))) == set(make_quads())


def test_with_very_many_graphs_queries_do_not_name_them(
    world: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(world, server)
    monkeypatch.setattr(served, "_MOST_NAMED", 4)
    local = run("slips", "--store", str(world), "--format", "json")
    assert run("slips", "--store", server.url, "--format", "json") == local
