"""Findings in, N-Quads out: a named graph for each document, one for entities, one for what is derived, one for the whole.

Nothing is stated in the default graph and nothing is a blank node, so that every engine loads and answers the same.
The order in which documents, entries, links or slips arrive has no say in the result, and neither has the division of the
documents into parts that are stated one by one: each part's lines are its own, what parts share is stated at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from bvgraph.graph import vocabulary as v
from bvgraph.graph.derived import DerivedStater
from bvgraph.graph.directory import Directory
from bvgraph.graph.identifiers import Identifiers
from bvgraph.graph.readings import ReadingStater
from bvgraph.graph.relations import state_decisions
from bvgraph.graph.statements import Sheet, integer
from bvgraph.records import Decision, Findings

USED_VOCABULARIES = (v.BV, v.DCAT, v.DCTERMS, v.FOAF, v.OA, v.ORG, v.PROV, v.RDF, v.SKOS, v.VOID)


@dataclass(frozen=True, slots=True)
class Part:
    """What some of the documents state: N-Quads lines, sorted and each once, and the names that they share with others."""

    lines: Sequence[str]
    directory: Directory


def state_part(findings: Findings, base: str = v.DEFAULT_BASE) -> Part:
    """Return what these documents, all of one publisher, state in graphs of their own, and what follows from them.

    Raises UsageError when ``base`` is not an absolute IRI that ends in ``/`` or ``#``.
    """
    names = Identifiers(base)
    directory = Directory(names, next((reading.document.publisher for reading in findings.readings), ""))
    stater = ReadingStater(names, directory)
    sheets = [stater.state(reading) for reading in findings.readings]
    sheets.append(DerivedStater.of(findings, names, directory).state(findings))
    return Part(sorted({line for sheet in sheets for line in sheet.lines}), directory)


def state_shared(
    directory: Directory, decisions: Iterable[Decision], documents: Iterable[str], counts: Counter[str]
) -> list[str]:
    """Return what the parts have in common as N-Quads lines, sorted and each once: entities, decisions, the dataset.

    ``directory`` is that of all parts, ``documents`` are their ids, ``counts`` is what ``count_types`` gives for them.
    """
    entities, reviews = directory.state(), directory.state_reviews()
    state_decisions(entities, decisions, directory.names, directory)
    lines = {*entities.lines, *reviews.lines}
    dataset = _describe_dataset(directory.names, counts + count_types(lines), documents)
    return sorted({*lines, *dataset.lines})


def count_types(lines: Iterable[str]) -> Counter[str]:
    """Return how many statements there are, under "", and how many things of each class, under its IRI."""
    counts: Counter[str] = Counter()
    is_a = str(v.RDF_TYPE)
    for line in lines:
        _, predicate, rest = line.split(" ", 2)
        counts[""] += 1
        if predicate == is_a:
            counts[rest[1 : rest.index(">")]] += 1
    return counts


def _describe_dataset(names: Identifiers, counts: Mapping[str, int], documents: Iterable[str]) -> Sheet:
    """Return the graph that describes all the others, in VoID (https://www.w3.org/TR/void/) and DCAT, without a clock."""
    sheet = Sheet(names.graph("dataset"))
    dataset = names.dataset()
    sheet.describe(
        dataset,
        (
            (v.RDF_TYPE, v.VOID_DATASET),
            (v.RDF_TYPE, v.DCAT_DATASET),
            (v.DCT_TITLE, Literal("Improvement plans as a graph")),
            (
                v.DCT_DESCRIPTION,
                Literal("What published improvement plans state, each statement with the text it was read from."),
            ),
            (v.DCT_CONFORMS_TO, NamedNode(v.BV.removesuffix("#"))),
            (v.FORMAT, Literal(v.FORMAT_VERSION)),
            (v.VOID_URI_SPACE, Literal(names.base)),
            (v.VOID_TRIPLES, integer(counts[""])),
            *((v.VOID_VOCABULARY, NamedNode(space)) for space in USED_VOCABULARIES),
            *((v.DCT_SOURCE, names.document(document)) for document in documents),
        ),
    )
    for kind in filter(None, counts):
        partition = names.dataset(re.split("[/#]", kind)[-1])
        sheet.state(dataset, v.VOID_CLASS_PARTITION, partition)
        sheet.describe(partition, ((v.VOID_CLASS, NamedNode(kind)), (v.VOID_ENTITIES, integer(counts[kind]))))
    return sheet
