"""The whole build on one page: a folder of plan texts -> findings -> RDF -> a store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bvgraph.asking.lexicon import write_lexicon
from bvgraph.errors import CorpusError
from bvgraph.graph.store import open_store, write_store
from bvgraph.graph.triples import state_findings
from bvgraph.graph.vocabulary import DEFAULT_BASE
from bvgraph.linking.clusters import form_actions, link_plans, order_documents
from bvgraph.linking.continuing import link_across
from bvgraph.linking.timelines import find_handovers, find_slips
from bvgraph.reading.corpus import read_corpus
from bvgraph.reading.entries import read_document
from bvgraph.reading.mentions import find_mentions
from bvgraph.records import Document, Entry, Findings, Problem, Reading

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What was read from one document: rows by kind, mentions, problems, and the share of its text accounted for."""

    id: str
    title: str
    rows: dict[str, int]
    mentions: int
    problems: int
    coverage: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    documents: tuple[DocumentSummary, ...]
    actions: int
    slips: int
    quads: int


def build(corpus: Path, store: Path, progress: Progress | None = None, base: str = DEFAULT_BASE) -> Summary:
    """Read the folder ``corpus`` and write the graph to ``store``, which is replaced whole at the very end.

    ``progress`` is told what is being done, the step's number, and how many steps there are.
    Raises CorpusError for a corpus that cannot be read, StoreError for a store that cannot be written.
    """
    findings = read_findings(corpus, progress)
    if progress:
        progress("writing the graph", len(findings.readings), len(findings.readings))
    quads = state_findings(findings, base)
    write_store(quads, store, base)
    write_lexicon(open_store(store), store)
    documents = tuple(_summarise(reading) for reading in findings.readings)
    return Summary(documents, len(findings.actions), len(findings.slips), len(quads))


def read_findings(corpus: Path, progress: Progress | None = None) -> Findings:
    """Everything that the texts of ``corpus`` say, and what follows from it; the same for any order of the files."""
    documents, problems = read_corpus(corpus)
    readings = _read_all(documents, problems, progress)
    if not any(r.entries for r in readings):
        raise CorpusError(
            f"{corpus}: no document has a row with an action. A plan needs a header row that names its columns"
        )
    links = [*link_plans(readings), *link_across(readings)]
    actions = form_actions(readings, links)
    slips = find_slips(readings, actions)
    handovers = find_handovers(readings, actions)
    return Findings(tuple(readings), tuple(links), tuple(actions), tuple(slips), tuple(handovers))


def _read_all(documents: Sequence[Document], problems: Sequence[Problem], progress: Progress | None) -> list[Reading]:
    """Read each plan's first print before its reissues, which it helps to repair; in the order of ids."""
    first: dict[str, tuple[Entry, ...]] = defaultdict(tuple)
    readings = []
    ordered = order_documents(documents)
    for number, document in enumerate(ordered):
        if progress:
            progress(document.id, number, len(ordered))
        reading = read_document(document, first[document.plan])
        first[document.plan] = first[document.plan] or reading.entries
        own = [p for p in problems if p.document == document.id]
        readings.append(replace(reading, problems=tuple(sorted([*reading.problems, *own]))))
    return find_mentions(sorted(readings, key=lambda r: r.document.id))


def _summarise(reading: Reading) -> DocumentSummary:
    rows: dict[str, int] = dict(sorted(Counter(str(e.kind) for e in reading.entries).items()))
    d = reading.document
    return DocumentSummary(d.id, d.title, rows, len(reading.mentions), len(reading.problems), reading.coverage)
