"""Real servers: whatever a command prints of a store on this machine it prints of the same graph on a server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from asked_world import Run, make_quads, run, write_world
from built import write_quads
from pyoxigraph import Literal, NamedNode, Quad
from served_world import find_oxigraph, oxigraph_server, virtuoso_server

from bvgraph.asking.queries import load_checks, load_named_queries, run_select
from bvgraph.graph.store import locate_store, open_folder, open_store
from bvgraph.graph.vocabulary import DEFAULT_BASE

SERVERS = {
    "oxigraph": (oxigraph_server, find_oxigraph(), "install the package oxigraph from PyPI"),
    "virtuoso": (virtuoso_server, shutil.which("virtuoso-t"), "install the package virtuoso-opensource-7 of Debian"),
}
LISTS = ("entries", "slips", "contradictions", "handovers", "links", "mentions", "problems")
FILTERS = (
    "--document=mb-year-end",
    "--area=Harbours",
    "--owner=Bram Okoro",
    "--owner=Harbour Master",
    "--status=on-track",
    "--since=2032-01",
    "--until=2031-12",
    "--as-of=2031-12",
)
COMMANDS = (
    "coverage",
    "coverage --format table",
    "diff mb-plan mb-year-end",
    "diff mb-plan mb-year-end --format patch",
    "lineage dredge",
    "lineage lights --quotes --format csv",
    "show bram",
    "show mb-plan --format json",
    "show dredge the basin --format json",
    "show gull pier",
    "validate",
    "ask what slipped? --quotes --show-query",
    "ask what did Bram Okoro own that slipped? --format json",
    "ask who took over from Ada Finch?",
    "ask how many actions were overdue? --rows",
    "ask who led the regatta when it was on?",
    "export --format nquads",
    "export --format trig",
    "export --format turtle",
    "export --format csv",
    "export --format graphml",
)
TEXTS = (
    "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "ASK { GRAPH ?g { ?s <https://w3id.org/bvgraph/ontology#closed> true } }",
    "ASK { GRAPH ?g { ?s <urn:nobody> ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o . ?s <https://w3id.org/bvgraph/ontology#closed> false } }",
    "SELECT ?s WHERE { ?s ?p ?o } LIMIT 5",
)


class World(NamedTuple):
    """A store in a folder, and the same graph on a server."""

    folder: Path
    url: str


@pytest.fixture(scope="module", params=SERVERS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    serve, program, advice = SERVERS[request.param]
    if program is None:
        pytest.skip(f"there is no {request.param} here: {advice}")
    folder = write_world(tmp_path_factory.mktemp("world"))
    with pytest.MonkeyPatch.context() as environment, serve(tmp_path_factory.mktemp(request.param)) as url:
        environment.setenv("XDG_CACHE_HOME", str(folder.parent / "cache"))
        environment.setenv("BVGRAPH_USER", "dba")  # which Virtuoso asks for, and Oxigraph does not
        environment.setenv("BVGRAPH_PASSWORD", "dba")
        done = run("publish", "--from", str(folder), "--store", url)
        assert done.code == 0, done.err
        yield World(folder, url)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BVGRAPH_STORE", raising=False)


@cache
def local(folder: Path, words: tuple[str, ...], stdin: str = "") -> Run:
    return run(*words, "--store", str(folder), stdin=stdin)


def same(world: World, *words: str, stdin: str = "") -> Run:
    """Run a command on both stores; return the result if it is one."""
    here, there = local(world.folder, words, stdin), run(*words, "--store", world.url, stdin=stdin)
    assert there == here
    return there


@pytest.mark.parametrize("command", LISTS)
def test_every_list_is_the_same(world: World, command: str) -> None:
    assert len(same(world, command, "--format", "json").out) > 10
    for choice in FILTERS:
        same(world, command, choice, "--format", "json")
    same(world, command, "--show-query", "--format", "csv")


@pytest.mark.parametrize(
    "what", ["leads", "areas", "documents", "statuses", "people", "posts", "bodies", "organisations", "venues", "dates"]
)
def test_every_list_of_names_is_the_same(world: World, what: str) -> None:
    same(world, "list", what, "--format", "json")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_prints_the_same(world: World, command: str) -> None:
    question = command.startswith("ask ")
    words, dashes, options = (command.removeprefix("ask ") if question else command).partition(" --")
    given = (f"{dashes}{options}").split()
    assert same(world, *(("ask", words) if question else words.split()), *given).err.count("Traceback") == 0


@pytest.mark.parametrize("name", [*load_named_queries()])
def test_every_named_query_gives_the_same_rows(world: World, name: str) -> None:
    assert same(world, "query", name, "--format", "json").code == 0


@pytest.mark.parametrize("name", [*load_checks()])
def test_every_check_finds_as_little(world: World, name: str) -> None:
    text = load_checks()[name].text
    assert list(run_select(open_store(locate_store(world.url)), text)) == []


@pytest.mark.parametrize("text", TEXTS)
def test_queries_of_other_people_give_the_same(world: World, text: str) -> None:
    here, there = (
        sorted(found.out.split("\n"))
        for found in (local(world.folder, ("query", "-"), text), run("query", "-", "--store", world.url, stdin=text))
    )
    assert there == here


def test_the_graph_comes_back_as_it_was(world: World) -> None:
    assert sorted(map(str, open_store(locate_store(world.url)))) == sorted(map(str, make_quads()))


def test_quotes_are_verified_against_the_documents(world: World) -> None:
    done = same(world, "verify", str(world.folder.parent))
    assert (done.code, "all in place" in done.err) == (0, True)


def test_a_changed_graph_is_sent_and_one_that_is_gone_is_deleted(world: World, tmp_path: Path) -> None:
    plan, derived = (NamedNode(f"{DEFAULT_BASE}graph/{name}") for name in ("document/mb-plan", "derived"))
    big = (
        Quad(NamedNode(f"{DEFAULT_BASE}n/{n}"), NamedNode(f"{DEFAULT_BASE}is"), Literal("é" * 99), derived)
        for n in range(25_000)
    )
    kept = [quad for quad in make_quads() if quad.graph_name != plan]
    write_quads([*kept, *big], tmp_path / "changed", DEFAULT_BASE)
    try:
        done = run("publish", "--from", "changed", "--store", world.url)
        assert "1 sent, 3 there already, 1 deleted" in done.err
        assert set(open_store(locate_store(world.url))) == set(open_folder(tmp_path / "changed"))
        text = f"SELECT ?s ?o WHERE {{ GRAPH {derived} {{ ?s <{DEFAULT_BASE}is> ?o }} }}"
        found = run("query", "-", "--store", world.url, "--format", "csv", stdin=text)
        rows = len(found.out.splitlines()) - 1
        assert rows == 25_000 or (found.code == 1 and "leaves out what is beyond 10000 rows" in found.err)
        found = run("query", "-", "--store", world.url, stdin=text.replace("SELECT ?s ?o", "CONSTRUCT { ?s a ?o }"))
        assert found.code == 0 or "leaves out what is beyond 10000 rows" in found.err
    finally:
        run("publish", "--from", str(world.folder), "--store", world.url)
    assert run("entries", "--store", world.url).out == local(world.folder, ("entries",)).out


@pytest.mark.parametrize("world", ["virtuoso"], indirect=True)
def test_without_credentials_a_server_takes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BVGRAPH_PASSWORD", "wrong")
    done = run("publish", "--anew", "--from", str(world.folder), "--store", world.url)
    assert done.code == 1
    assert "refuses access (401); check BVGRAPH_USER and BVGRAPH_PASSWORD" in done.err
    monkeypatch.delenv("BVGRAPH_USER")
    monkeypatch.delenv("BVGRAPH_PASSWORD")
    assert run("publish", "--anew", "--from", str(world.folder), "--store", world.url).code == 1
    same(world, "slips")
