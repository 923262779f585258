"""What builds make, in the forms that tests ask for: findings of one council, quads, stores."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from bvgraph.graph.triples import count_types, state_part, state_shared
from bvgraph.graph.vocabulary import DEFAULT_BASE
from bvgraph.graph.writing import lock_store, write_store
from bvgraph.pipeline import read_findings
from bvgraph.reading.councils import read_councils, refuse_unknown
from bvgraph.records import Findings


def find_all(corpus: Path) -> Findings:
    """What the documents of one council come to."""
    (council,) = read_councils(corpus)
    findings = read_findings(council)
    refuse_unknown([council], {council.publisher: findings.unknown})
    return findings


def state_findings(findings: Findings, base: str = DEFAULT_BASE) -> list[str]:
    """All that findings say as N-Quads lines, in order and each once, as a build of one council writes them."""
    part = state_part(findings, base)
    documents = [reading.document.id for reading in findings.readings]
    return sorted({*part.lines, *state_shared(part.directory, findings.decisions, documents, count_types(part.lines))})


def quads_of(findings: Findings, base: str = DEFAULT_BASE) -> list[Quad]:
    """What a graph states, in the order of its lines."""
    return list(parse("".join(state_findings(findings, base)), format=RdfFormat.N_QUADS))


def write_quads(quads: Iterable[Quad], path: Path, base: str = DEFAULT_BASE) -> None:
    """Write a store of its own."""
    with lock_store(path):
        write_store((f"{quad} .\n".encode() for quad in sorted(set(quads), key=str)), path, base)
