"""The whole build on one page: a folder of plan texts -> findings -> RDF -> a store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bvgraph.asking.lexicon import write_lexicon
from bvgraph.errors import CorpusError
from bvgraph.graph.freshness import DocumentSummary, Summary, keep_summary, take_fingerprint
from bvgraph.graph.store import open_store, write_store
from bvgraph.graph.triples import state_findings
from bvgraph.graph.vocabulary import DEFAULT_BASE
from bvgraph.linking.absences import find_copies, find_dropped
from bvgraph.linking.changes import find_changes
from bvgraph.linking.clusters import form_actions, order_documents, order_readings
from bvgraph.linking.continuing import link_across
from bvgraph.linking.contradictions import find_contradictions
from bvgraph.linking.deciding import apply_decisions
from bvgraph.linking.narrating import find_narrated
from bvgraph.linking.reissues import link_plans
from bvgraph.linking.replies import find_replies
from bvgraph.linking.timelines import find_handovers, find_slips
from bvgraph.reading.corpus import read_corpus
from bvgraph.reading.decisions import read_decisions
from bvgraph.reading.entries import read_document
from bvgraph.reading.mentions import find_mentions
from bvgraph.records import Decision, Document, Entry, Findings, Problem, Reading

Progress = Callable[[str, int, int], None]


def build(corpus: Path, store: Path, progress: Progress | None = None, base: str = DEFAULT_BASE) -> Summary:
    """Read the folder ``corpus`` and write the graph to ``store``, which is replaced whole at the very end.

    ``progress`` is told what is being done, the step's number, and how many steps there are.
    Raises CorpusError for a corpus that cannot be read, StoreError for a store that cannot be written.
    """
    fingerprint = take_fingerprint(corpus, base)
    findings = read_findings(corpus, progress)
    if progress:
        progress("writing the graph", len(findings.readings), len(findings.readings))
    quads = state_findings(findings, base)
    write_store(quads, store, base)
    write_lexicon(open_store(store), store)
    documents = tuple(_summarise(reading) for reading in findings.readings)
    summary = Summary(documents, len(findings.actions), len(findings.slips), len(quads))
    keep_summary(summary, store, fingerprint)
    return summary


def read_findings(corpus: Path, progress: Progress | None = None) -> Findings:
    """Everything that the texts of ``corpus`` say, and what follows from it; the same for any order of the files."""
    decisions = read_decisions(corpus)
    readings = read_documents(corpus, decisions, progress)
    if not any(r.entries for r in readings):
        raise CorpusError(
            f"{corpus}: no document has a row with an action. A plan needs a header row that names its columns"
        )
    reissued = link_plans(readings)
    found = [*reissued, *link_across(readings, reissued)]
    links, apart = apply_decisions(found, decisions, order_readings(readings))
    actions = form_actions(readings, links, apart)
    changes = find_changes(readings, links)
    copies = find_copies(readings, actions)
    slips = [*find_slips(readings, actions), *find_narrated(readings, actions), *find_dropped(readings, actions, changes)]
    return Findings(
        readings=tuple(readings),
        links=tuple(links),
        actions=tuple(actions),
        slips=tuple(slips),
        handovers=tuple(find_handovers(readings, actions)),
        decisions=decisions,
        changes=tuple(changes),
        contradictions=tuple(find_contradictions(readings, actions)),
        copies=tuple(copies),
        replies=tuple(find_replies(readings, actions, copies)),
    )


def read_documents(corpus: Path, decisions: Sequence[Decision] = (), progress: Progress | None = None) -> list[Reading]:
    """Every document's rows, and whom and what its texts name; in the order of ids."""
    documents, problems = read_corpus(corpus)
    return find_mentions(_read_all(documents, problems, progress), decisions)


def _read_all(documents: Sequence[Document], problems: Sequence[Problem], progress: Progress | None) -> list[Reading]:
    """Read each plan's first print before its reissues, which it helps to repair; in the order of ids."""
    first: dict[tuple[str, str], tuple[Entry, ...]] = defaultdict(tuple)
    readings = []
    ordered = order_documents(documents)
    for number, document in enumerate(ordered):
        if progress:
            progress(document.id, number, len(ordered))
        plan = (document.publisher, document.plan)
        reading = read_document(document, first[plan])
        first[plan] = first[plan] or reading.entries
        own = [p for p in problems if p.document == document.id]
        readings.append(replace(reading, problems=tuple(sorted([*reading.problems, *own]))))
    return sorted(readings, key=lambda r: r.document.id)


def _summarise(reading: Reading) -> DocumentSummary:
    rows: dict[str, int] = dict(sorted(Counter(str(e.kind) for e in reading.entries).items()))
    d = reading.document
    return DocumentSummary(d.id, d.title, rows, len(reading.mentions), len(reading.problems), reading.coverage)
