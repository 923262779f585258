"""Findings in, quads out: a named graph for each document, one for entities, one for what is derived, one for the whole.

Nothing is stated in the default graph and nothing is a blank node, so that every engine loads and answers the same.
The order in which documents, entries, links or slips arrive has no say in the result.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from pyoxigraph import Literal, NamedNode, Quad

from bvgraph.graph import vocabulary as v
from bvgraph.graph.derived import DerivedStater
from bvgraph.graph.directory import Directory
from bvgraph.graph.identifiers import Identifiers
from bvgraph.graph.readings import ReadingStater
from bvgraph.graph.relations import state_decisions
from bvgraph.graph.statements import Sheet, integer
from bvgraph.records import Document, Findings

USED_VOCABULARIES = (v.BV, v.DCAT, v.DCTERMS, v.FOAF, v.OA, v.ORG, v.PROV, v.RDF, v.SKOS, v.VOID)


def state_findings(findings: Findings, base: str = v.DEFAULT_BASE) -> list[Quad]:
    """Return all that ``findings`` say as quads, sorted by their N-Quads lines and without duplicates.

    Raises UsageError when ``base`` is not an absolute IRI that ends in ``/`` or ``#``.
    """
    names = Identifiers(base)
    directory = Directory(names)
    stater = ReadingStater(names, directory)
    sheets = [stater.state(reading) for reading in findings.readings]
    sheets.append(DerivedStater.of(findings, names, directory).state(findings))
    sheets.append(directory.state())
    state_decisions(sheets[-1], findings.decisions, names, directory)
    quads = {quad for sheet in sheets for quad in sheet.quads}
    quads.update(_describe_dataset(names, quads, [reading.document for reading in findings.readings]).quads)
    return sorted(quads, key=str)


def _describe_dataset(names: Identifiers, quads: Collection[Quad], documents: Iterable[Document]) -> Sheet:
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
            (v.VOID_TRIPLES, integer(len(quads))),
            *((v.VOID_VOCABULARY, NamedNode(space)) for space in USED_VOCABULARIES),
            *((v.DCT_SOURCE, names.document(document.id)) for document in documents),
        ),
    )
    types = Counter(
        quad.object.value for quad in quads if isinstance(quad.object, NamedNode) and quad.predicate == v.RDF_TYPE
    )
    for kind, count in types.items():
        partition = names.dataset(re.split("[/#]", kind)[-1])
        sheet.state(dataset, v.VOID_CLASS_PARTITION, partition)
        sheet.describe(partition, ((v.VOID_CLASS, NamedNode(kind)), (v.VOID_ENTITIES, integer(count))))
    return sheet
