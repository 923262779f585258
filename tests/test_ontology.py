"""Ontology, shapes and code say the same: each term of one is in the others, with what a reader needs to use it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from built import quads_of
from graph_world import make_findings
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from bvgraph.graph import vocabulary as v
from bvgraph.kinds import ContradictionKind
from bvgraph.originals import Place
from bvgraph.records import ChangeKind, EntryKind, Findings, Mention, Relation, SlipKind, StatusValue

DCAM = Namespace("http://purl.org/dc/dcam/")
SH = Namespace("http://www.w3.org/ns/shacl#")
ONTOLOGY = URIRef(v.BV.removesuffix("#"))
KINDS_OF_TERM = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.ConceptScheme, SKOS.Concept)


def load(name: str) -> Graph:
    return Graph().parse(v.find_resource("ontology") / name)


BV = load("bv.ttl")
SHAPES = load("shapes.ttl")


def own(nodes: object) -> set[str]:
    """The names of those nodes that are in our namespace."""
    assert hasattr(nodes, "__iter__")
    return {str(node).removeprefix(v.BV) for node in nodes if isinstance(node, URIRef) and node.startswith(v.BV)}


def defined(*kinds: Node) -> set[str]:
    return own(subject for kind in kinds for subject in BV.subjects(RDF.type, kind))


def constants() -> dict[str, str]:
    """Every constant of the vocabulary that is a term of ours, and the concepts of the closed schemes."""
    found = {name: value.value for name, value in vars(v).items() if isinstance(value, v.NamedNode)}
    found |= {f"{term.value}": term.value for concepts in v.SCHEMES.values() for term in concepts.values()}
    return {name: value.removeprefix(v.BV) for name, value in found.items() if value.startswith(v.BV)}


def test_every_constant_is_a_term_and_every_term_a_constant() -> None:
    assert set(constants().values()) == defined(*KINDS_OF_TERM)


def test_no_two_constants_are_one_term() -> None:
    assert len(set(constants().values())) == len(constants())


def test_every_subject_of_the_ontology_is_a_term_of_its_own_and_of_one_kind() -> None:
    assert {subject for subject in BV.subjects() if not str(subject).startswith(v.BV)} == {ONTOLOGY}
    assert not [node for triple in BV for node in triple if isinstance(node, BNode)]
    for subject in own(BV.subjects()):
        assert len(set(BV.objects(URIRef(v.BV + subject), RDF.type))) == 1, subject


@pytest.mark.parametrize("term", sorted(defined(*KINDS_OF_TERM)))
def test_every_term_has_label_definition_and_example(term: str) -> None:
    node = URIRef(v.BV + term)
    for predicate in (RDFS.label, SKOS.definition):
        (value,) = BV.objects(node, predicate)
        assert isinstance(value, Literal)
        assert value.language == "en"
        assert value.strip()
    (example,) = BV.objects(node, SKOS.example)
    assert example.strip()
    assert list(BV.objects(node, RDFS.isDefinedBy)) == [ONTOLOGY]


@pytest.mark.parametrize("name", sorted(defined(OWL.ObjectProperty, OWL.DatatypeProperty)))
def test_every_property_says_what_it_joins(name: str) -> None:
    node = URIRef(v.BV + name)
    domains = {*BV.objects(node, RDFS.domain), *BV.objects(node, DCAM.domainIncludes)}
    ranges = {*BV.objects(node, RDFS.range), *BV.objects(node, DCAM.rangeIncludes)}
    assert domains
    assert ranges
    assert own(domains) <= defined(OWL.Class)
    literal = all(str(kind).startswith((v.XSD, v.EDTF_SPACE)) for kind in ranges)
    assert literal == ((node, RDF.type, OWL.DatatypeProperty) in BV)


@pytest.mark.parametrize("scheme", sorted(v.SCHEMES, key=str), ids=lambda scheme: scheme.value.removeprefix(v.BV))
def test_schemes_hold_the_concepts_of_the_code(scheme: v.NamedNode) -> None:
    node = URIRef(scheme.value)
    stated = {str(BV.value(concept, SKOS.notation)): str(concept) for concept in BV.subjects(SKOS.inScheme, node)}
    assert stated == {notation: concept.value for notation, concept in v.SCHEMES[scheme].items()}
    for concept in BV.subjects(SKOS.inScheme, node):
        assert BV.value(concept, SKOS.topConceptOf) == node
        assert str(BV.value(concept, SKOS.prefLabel)) == str(BV.value(concept, SKOS.notation)).replace("-", " ") or (
            BV.value(concept, SKOS.notation) == Literal("sub-committee")
        )


def test_concepts_are_the_values_of_the_records() -> None:
    for concepts, values in (
        (v.STATUSES, StatusValue),
        (v.KINDS, EntryKind),
        (v.SLIPS, SlipKind),
        (v.CHANGES, ChangeKind),
        (v.CONTRADICTIONS, ContradictionKind),
    ):
        assert set(concepts) == set(get_args(values))


def print_on_pages(findings: Findings) -> Findings:
    """The findings as if their documents were PDFs with tables of named cells."""
    readings = []
    for reading in findings.readings:
        lines = range(1, reading.document.text.count("\n") + 2)
        places = tuple(Place(line, 3, tuple(f"cell {i}" for i in range(9))) for line in lines)
        readings.append(replace(reading, document=replace(reading.document, places=places)))
    return replace(findings, readings=tuple(readings))


def test_the_graph_uses_every_property_and_none_in_another_way() -> None:
    findings = print_on_pages(make_findings())
    graph = Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads_of(findings)), format="nt")
    assert own(graph.predicates()) == defined(OWL.ObjectProperty, OWL.DatatypeProperty)
    assert own(graph.objects(None, RDF.type)) == defined(OWL.Class) - {"Recommendation"}
    for name in own(graph.predicates()):
        node = URIRef(v.BV + name)
        domains = {*BV.objects(node, RDFS.domain), *BV.objects(node, DCAM.domainIncludes)}
        types = {frozenset(graph.objects(subject, RDF.type)) for subject in graph.subjects(node)}
        assert not domains or all(domains & kinds for kinds in types), name
        datatypes = {
            value.datatype or URIRef(v.XSD + "string") for value in graph.objects(None, node) if isinstance(value, Literal)
        }
        assert datatypes <= {*BV.objects(node, RDFS.range), *BV.objects(node, DCAM.rangeIncludes)}, name


def test_every_term_that_the_shapes_name_is_defined() -> None:
    written = set(re.findall(r"\bbv:([\w-]+)", (v.find_resource("ontology") / "shapes.ttl").read_text("utf-8")))
    assert written <= defined(*KINDS_OF_TERM)


def test_every_class_has_a_shape() -> None:
    assert own(SHAPES.objects(None, SH.targetClass)) == defined(OWL.Class) - {"Recommendation"}


def test_every_property_has_a_constraint() -> None:
    assert own(SHAPES.objects(None, SH.path)) >= defined(OWL.ObjectProperty, OWL.DatatypeProperty) - {
        "handedFrom",
        "handedTo",
    }


def lists(path: str) -> list[set[str]]:
    """The values that the shapes allow for a property."""
    found = (SHAPES.value(shape, SH["in"]) for shape in SHAPES.subjects(SH.path, URIRef(v.BV + path)))
    return [{str(item).removeprefix(v.BV) for item in SHAPES.items(head)} for head in found if head is not None]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("kind", [f"kind-{value}" for value in v.KINDS]),
        ("status", [f"status-{value}" for value in v.STATUSES]),
        ("slipKind", [f"slip-{value}" for value in v.SLIPS]),
        ("contradictionKind", [f"contradiction-{value}" for value in v.CONTRADICTIONS]),
        ("relation", get_args(Relation)),
        ("mentionType", get_args(get_type_hints(Mention)["type"])),
    ],
)
def test_the_shapes_allow_the_values_of_the_code(path: str, values: list[str]) -> None:
    allowed = lists(path)
    assert allowed
    assert all(values_of_one_shape == set(values) for values_of_one_shape in allowed)


def test_bodies_and_schemes_in_the_shapes_are_those_of_the_code() -> None:
    listed = [{str(item) for item in SHAPES.items(head)} for head in SHAPES.objects(None, SH["in"])]
    assert {concept.value for concept in v.BODIES.values()} in listed
    assert {*(scheme.value for scheme in v.SCHEMES), v.AREA_SCHEME.value} in listed


def test_prefixes_are_those_of_the_ontology() -> None:
    for graph in (BV, SHAPES):
        bound = {prefix: str(space) for prefix, space in graph.namespaces()}
        assert {prefix: bound[prefix] for prefix in v.PREFIXES if prefix in bound} == {
            prefix: space for prefix, space in v.PREFIXES.items() if prefix in bound
        }


def test_the_shapes_say_what_they_are() -> None:
    shapes = URIRef("https://w3id.org/bvgraph/shapes")
    assert SHAPES.value(shapes, DCTERMS.title)
    declared = {str(prefix) for node in SHAPES.objects(shapes, SH.declare) for prefix in SHAPES.objects(node, SH.prefix)}
    used = set(re.findall(r"\b(\w+):\w", " ".join(map(str, SHAPES.objects(None, SH.select)))))
    assert used <= declared


def test_resources_are_found_or_missed_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (v.find_resource("ontology") / "bv.ttl").is_file()
    installed = tmp_path / "site" / "bvgraph"
    (installed / "graph").mkdir(parents=True)
    monkeypatch.setattr(v, "__file__", str(installed / "graph" / "vocabulary.py"))
    with pytest.raises(FileNotFoundError, match="installation is incomplete"):
        v.find_resource("ontology")
    (tmp_path / "site" / "ontology").mkdir()
    assert v.find_resource("ontology") == tmp_path / "site" / "ontology"
    (installed / "ontology").mkdir()
    assert v.find_resource("ontology") == installed / "ontology"
