"""The corpus by publisher: each council's documents are read, named and linked by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from bvgraph.errors import CorpusError
from bvgraph.keeping import Shelf
from bvgraph.reading.corpus import read_corpus
from bvgraph.reading.decisions import read_decisions
from bvgraph.reading.folders import DECISIONS as FILE
from bvgraph.records import Council, Decision, Document, Problem, UnknownName


def read_councils(corpus: Path, shelf: Shelf | None = None) -> list[Council]:
    """Open the documents of a corpus folder and its decisions; ordered by publisher, their documents by id.

    Texts that were taken out of files before are on the ``shelf``.  A decision about names is for all councils unless it
    names one, one about rows is for one council.  Raises CorpusError for a corpus or decisions that cannot be read.
    """
    documents, problems = read_corpus(corpus, shelf)
    decisions = read_decisions(corpus)
    publishers = {document.id: document.publisher for document in documents}
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[publishers[problem.document]].append(problem)
    own: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        own[document.publisher].append(document)
    settled = {p: tuple(d for d in decisions if _is_about(d, p, publishers)) for p in own}
    return [Council(p, tuple(own[p]), tuple(found[p]), settled[p]) for p in sorted(own)]


def _is_about(decision: Decision, publisher: str, publishers: Mapping[str, str]) -> bool:
    """Tell whether a decision may be about documents of a publisher; raises CorpusError where it can be about nobody's."""
    if decision.about == "identity":
        if decision.publisher is not None and decision.publisher not in publishers.values():
            held = ", ".join(sorted({*publishers.values()}))
            raise CorpusError(
                f'{FILE}: no document is by "{decision.publisher}", for which {decision.who} decided; they are by: {held}'
            )
        return decision.publisher in (None, publisher)
    documents = {entry: entry.rpartition("/")[0] for entry in decision.names}
    for entry, document in documents.items():
        if document not in publishers:
            held = ", ".join(sorted(publishers))
            raise CorpusError(
                f'{FILE}: there is no document "{document}" with the entry "{entry}", of which {decision.who} decided; '
                f"the documents are: {held}"
            )
    owners = sorted({publishers[document] for document in documents.values()})
    if len(owners) > 1:
        both = " and ".join(owners)
        raise CorpusError(f"{FILE}: {decision.who} decided of entries of {both}; only entries of one publisher can be one")
    return owners == [publisher]


def refuse_unknown(councils: Iterable[Council], unknown: Mapping[str, Iterable[UnknownName]]) -> None:
    """Raise CorpusError for a name that decisions are about and no text prints; ``unknown`` has those of each publisher."""
    concerned: defaultdict[Decision, list[Iterable[UnknownName]]] = defaultdict(list)
    for council in councils:
        for decision in council.decisions:
            concerned[decision].append(unknown[council.publisher])
    for decision, found in concerned.items():
        nowhere = set.intersection(*({(name.type, name.name) for name in own} for own in found))
        for name in decision.names:
            if decision.about == "identity" and (decision.type, name) in nowhere:
                near = sorted({other for own in found for held in own if held.name == name for other in held.near})
                advice = f"; these are: {', '.join(near[:3])}" if near else "; see: bvgraph list"
                raise CorpusError(
                    f'{FILE}: no text names a {decision.type} "{name}", of whom {decision.who} decided{advice}'
                )
