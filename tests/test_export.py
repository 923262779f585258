"""Exports: every reader finds the same number of triples, and nothing depends on the run."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import networkx
import pyoxigraph
import pytest
import rdflib
from built import quads_of, write_quads
from graph_world import make_findings
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from bvgraph.errors import StoreError, UsageError
from bvgraph.graph.formats import rewrite, write_rdf
from bvgraph.graph.store import graph_file, open_store
from bvgraph.graph.vocabulary import DEFAULT_BASE
from bvgraph.showing.files import EXPORT_FORMATS, write_export

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
NAMED = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
FLAT = {"ntriples": RdfFormat.N_TRIPLES, "turtle": RdfFormat.TURTLE}
RAPPER = ("nquads", "trig", "turtle", "ntriples")
QUADS = quads_of(make_findings())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    write_quads(QUADS, folder, DEFAULT_BASE)
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    return open_store(folder)


def export(store: Store, export_format: str) -> bytes:
    out = io.BytesIO()
    write_export(lambda: store, export_format, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def rapper() -> str:
    found = shutil.which("rapper")
    if found is None:
        reason = "rapper is not installed (Debian: apt-get install raptor2-utils)"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and in CI this test may not be skipped")
        pytest.skip(reason)
    return found


@pytest.mark.parametrize("export_format", NAMED | FLAT)
def test_the_file_of_a_store_gives_the_same_bytes(store: Store, folder: Path, export_format: str) -> None:
    out = io.BytesIO()
    write_export(Store, export_format, out, graph_file(folder))
    assert out.getvalue() == export(store, export_format)


def test_a_store_without_its_file_is_to_be_built_anew(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be read .*bvgraph build"):
        write_export(lambda: store, "turtle", io.BytesIO(), tmp_path / "graph.nq")


IRIS = st.sampled_from("abc").map(lambda name: NamedNode(f"https://x.example/{name}"))
LITERALS = st.builds(
    Literal, st.text(st.characters(exclude_categories=["Cs"])), language=st.sampled_from((None, "en", "cy"))
)


@given(st.sets(st.builds(Quad, IRIS, IRIS, IRIS | LITERALS, IRIS)))
def test_no_text_comes_between(quads: set[Quad]) -> None:
    nquads = pyoxigraph.serialize(sorted(quads, key=str), format=RdfFormat.N_QUADS) or b""
    store = Store()
    store.extend(quads)
    for name in (*NAMED, *FLAT):
        assert rewrite(nquads, name) == write_rdf(store, name)


@pytest.mark.parametrize("export_format", NAMED)
def test_oxigraph_and_rdflib_read_all_quads_in_their_graphs(store: Store, export_format: str) -> None:
    content = export(store, export_format)
    assert set(pyoxigraph.parse(content, format=NAMED[export_format])) == set(QUADS)
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format={"jsonld": "json-ld"}.get(export_format, export_format))
    assert len(list(dataset.quads())) == len(QUADS)
    assert len(dataset.default_graph) == 0


@pytest.mark.parametrize("export_format", FLAT)
def test_oxigraph_and_rdflib_read_all_triples(store: Store, export_format: str) -> None:
    content = export(store, export_format)
    triples = {quad.triple for quad in QUADS}
    assert {quad.triple for quad in pyoxigraph.parse(content, format=FLAT[export_format])} == triples
    graph = rdflib.Graph().parse(data=content, format={"ntriples": "nt"}.get(export_format, export_format))
    assert len(graph) == len(triples)


@pytest.mark.parametrize("export_format", RAPPER)
def test_rapper_reads_as_many(store: Store, tmp_path: Path, rapper: str, export_format: str) -> None:
    file = tmp_path / "export"
    write_export(lambda: store, export_format, file)
    run = subprocess.run([rapper, "-c", "-i", export_format, file], capture_output=True, text=True, check=True)
    assert re.findall(r"returned (\d+) triples", run.stderr) == [str(len(QUADS))]
    assert "rror" not in run.stderr
    assert "arning" not in run.stderr


@pytest.mark.parametrize("export_format", NAMED)
def test_no_blank_nodes_and_nothing_in_the_default_graph(store: Store, export_format: str) -> None:
    quads = list(pyoxigraph.parse(export(store, export_format), format=NAMED[export_format]))
    assert quads
    assert not [quad for quad in quads if isinstance(quad.graph_name, DefaultGraph)]
    assert not [quad for quad in quads for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]


def test_no_statement_is_in_two_graphs() -> None:
    """So the flat exports hold as many triples as the named ones hold quads."""
    assert len({quad.triple for quad in QUADS}) == len(QUADS)


def test_nquads_are_the_artefact(store: Store, folder: Path) -> None:
    assert export(store, "nquads") == graph_file(folder).read_bytes()


@pytest.mark.parametrize("export_format", EXPORT_FORMATS)
def test_an_export_is_the_same_in_every_run(folder: Path, store: Store, export_format: str) -> None:
    program = (
        "import sys; from pathlib import Path; from bvgraph.graph.store import open_store;"
        "from bvgraph.showing.files import write_export;"
        "write_export(lambda: open_store(Path(sys.argv[1])), sys.argv[2], sys.stdout.buffer)"
    )
    expected = export(store, export_format)
    for seed in ("0", "99"):
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONHASHSEED": seed}
        run = [sys.executable, "-c", program, str(folder), export_format]
        assert subprocess.run(run, env=environment, capture_output=True, check=True).stdout == expected


@pytest.mark.parametrize("export_format", EXPORT_FORMATS)
def test_an_export_does_not_depend_on_how_the_store_was_filled(store: Store, export_format: str) -> None:
    other = Store()
    for quad in reversed(QUADS):
        other.add(quad)
    assert export(other, export_format) == export(store, export_format)


@pytest.mark.parametrize("export_format", ["turtle", "trig"])
def test_prefixes_are_declared_in_order_and_used(store: Store, export_format: str) -> None:
    lines = export(store, export_format).decode().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert lines[: len(prefixes)] == prefixes == sorted(prefixes)
    assert "bv:Entry" in " ".join(lines)


def test_jsonld_is_json(store: Store) -> None:
    graphs = json.loads(export(store, "jsonld"))
    assert {graph["@id"].removeprefix(DEFAULT_BASE) for graph in graphs} == {
        "graph/dataset",
        "graph/derived",
        "graph/document/nowhere-plan",
        "graph/document/nowhere-update",
        "graph/entities",
    }


def test_csv_has_a_line_for_each_entry(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(export(store, "csv").decode(), newline="")))
    assert [row["id"] for row in rows] == [
        *(f"nowhere-plan/{line}" for line in (3, 4, 5, 6)),
        *(f"nowhere-update/{line}" for line in (3, 4, 6)),
    ]
    paint = rows[5]
    assert (paint["title"], paint["leads"], paint["percent"]) == ("Paint the lamp room", "Ben Roe", "50")
    assert rows[1]["leads"] == "Ann Ode; Head of Harbours"


def test_csv_runs_nothing_in_a_spreadsheet(store: Store) -> None:
    cells = [cell for row in csv.reader(io.StringIO(export(store, "csv").decode(), newline="")) for cell in row]
    assert "'=Count the gulls" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_graphml_has_actions_entries_and_leads(store: Store) -> None:
    graph = networkx.parse_graphml(export(store, "graphml").decode())
    kinds = sorted(kind for _, kind in graph.nodes(data="kind"))
    assert {kind: kinds.count(kind) for kind in kinds} == {"action": 4, "entry": 7, "lead": 5}
    labels = {number: (data["kind"], data["label"]) for number, data in graph.nodes(data=True)}
    edges = {(labels[source], relation, labels[target]) for source, target, relation in graph.edges(data="relation")}
    assert (("entry", "Paint the lamp room"), "states", ("action", "Paint the lamp room")) in edges
    assert (("entry", "Paint the lamp room"), "revises", ("entry", "Paint the lamp room")) in edges
    assert (("entry", "Paint the lamp room"), "led by", ("lead", "Ben Roe")) in edges
    assert (("action", "Paint the lamp room"), "part of", ("action", "Mend the lighthouse")) in edges
    lines = {data["line"] for _, data in graph.nodes(data=True) if data["kind"] == "entry"}
    assert lines == {3, 4, 5, 6}


def test_graphml_is_well_formed_whatever_a_title_holds() -> None:
    hostile = '<a & "b">\x00\x1b]0;x\x07\ufffe\u202e'
    quads = [
        Quad(
            quad.subject,
            quad.predicate,
            pyoxigraph.Literal(hostile) if str(quad.object) == '"Paint the lamp room"' else quad.object,
            quad.graph_name,
        )
        for quad in QUADS
    ]
    store = Store()
    store.extend(quads)
    graph = networkx.parse_graphml(export(store, "graphml").decode())
    assert '<a & "b">]0;x' in {label for _, label in graph.nodes(data="label")}


def test_an_unknown_format_is_answered_with_those_there_are(store: Store) -> None:
    with pytest.raises(UsageError, match=r"no export format 'xlsx'; there are nquads, .*csv"):
        write_export(lambda: store, "xlsx", io.BytesIO())


def test_a_file_that_cannot_be_written_is_named(store: Store, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "missing" / "file"):
        with pytest.raises(UsageError, match=r"cannot be written: .*-o"):
            write_export(lambda: store, "nquads", target)
