"""Where a statement was read: an ``rdf:Statement`` with its own IRI, the document, line and offsets, and the exact text.

Reification (https://www.w3.org/TR/rdf-schema/#ch_reificationvocab) is the one style of evidence that every engine
loads and answers alike.  The selector is that of Web Annotation (https://www.w3.org/TR/annotation-model/): offsets count
code points and are half open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from bvgraph.graph import vocabulary as v
from bvgraph.graph.identifiers import Identifiers
from bvgraph.graph.places import find_place
from bvgraph.graph.statements import Sheet, Value, integer, text
from bvgraph.records import Repair, Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that was read from a text: the field of the row that makes it, and the spans it was read from.

    ``printed`` is the name as it stands there, wraps undone, where the object is somebody who goes under one name.
    """

    field: str
    subject: NamedNode
    predicate: NamedNode
    object: Value
    spans: tuple[Span, ...]
    printed: str | None = None


def state_claims(sheet: Sheet, claims: Iterable[Claim], names: Identifiers) -> None:
    """State the claims of one subject, with one evidence for each span; numbers run through a field, not a claim."""
    numbers: Counter[str] = Counter()
    for claim in claims:
        sheet.state(claim.subject, claim.predicate, claim.object)
        for span in claim.spans:
            numbers[claim.field] += 1
            evidence = names.part(claim.subject, "evidence", f"{claim.field}-{numbers[claim.field]}")
            state_evidence(sheet, evidence, claim, span, names)


def state_evidence(sheet: Sheet, evidence: NamedNode, claim: Claim, span: Span, names: Identifiers) -> None:
    """State that ``claim`` was read from ``span``, under the IRI ``evidence``."""
    sheet.describe(
        evidence,
        (
            (v.RDF_TYPE, v.EVIDENCE),
            (v.RDF_TYPE, v.RDF_STATEMENT),
            (v.RDF_SUBJECT, claim.subject),
            (v.RDF_PREDICATE, claim.predicate),
            (v.RDF_OBJECT, claim.object),
            (v.OA_HAS_SOURCE, names.document(span.document)),
            (v.LINE, integer(span.line)),
            (v.OA_START, integer(span.start)),
            (v.OA_END, integer(span.end)),
            (v.OA_EXACT, text(span.text)),
            (v.PRINTED, text(claim.printed)),
            *find_place(sheet, span.document, span.line, span.start),
        ),
    )


def state_repairs(sheet: Sheet, entry: NamedNode, repairs: Iterable[Repair], names: Identifiers) -> None:
    """State what the print of an entry had lost or garbled, what it became, and why."""
    for number, repair in enumerate(repairs, start=1):
        sheet.describe(
            names.part(entry, "repair", number),
            (
                (v.RDF_TYPE, v.REPAIR),
                (v.REPAIR_OF, entry),
                (v.FIELD, text(repair.field)),
                (v.PRINTED, text(repair.printed)),
                (v.REPAIRED_TO, text(repair.value)),
                (v.REASON, text(repair.reason)),
            ),
        )
