"""What was judged of entries, each with the entries it derives from: contradictions, copied comments, answers to reviews."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from bvgraph.graph import vocabulary as v
from bvgraph.graph.directory import Directory
from bvgraph.graph.identifiers import Identifiers
from bvgraph.graph.provenance import Claim, state_claims, state_evidence
from bvgraph.graph.statements import Sheet, text
from bvgraph.records import Contradiction, Findings, Reply, Span


def state_judgements(sheet: Sheet, findings: Findings, names: Identifiers, directory: Directory) -> None:
    """State the contradictions, the comments that were copied, and the reviews that actions answer."""
    for contradiction in findings.contradictions:
        _state_contradiction(sheet, contradiction, names)
    for copy in findings.copies:
        sheet.state(names.entry(copy.later), v.COPIED_FROM, names.entry(copy.earlier))
    for reply in findings.replies:
        _state_reply(sheet, reply, names, directory)


def state_words(sheet: Sheet, subject: NamedNode, says: str | None, spans: Sequence[Span], names: Identifiers) -> None:
    """State the words that something was derived from, with their places."""
    if says:
        state_claims(sheet, [Claim("says", subject, v.SAYS, Literal(says), tuple(spans))], names)


def _state_contradiction(sheet: Sheet, found: Contradiction, names: Identifiers) -> None:
    iri = names.contradiction(found.action, found.kind, found.entry, found.other)
    entry = names.entry(found.entry)
    other = None if found.other is None else names.entry(found.other)
    sheet.describe(
        iri,
        (
            (v.RDF_TYPE, v.CONTRADICTION),
            (v.CONTRADICTION_KIND, v.CONTRADICTIONS[found.kind]),
            (v.CONTRADICTION_OF, names.action(found.action)),
            (v.AT_ENTRY, entry),
            (v.OTHER_ENTRY, other),
            (v.MESSAGE, text(found.message)),
            (v.PROV_WAS_DERIVED_FROM, entry),
            (v.PROV_WAS_DERIVED_FROM, other),
        ),
    )
    state_words(sheet, iri, found.says, found.spans, names)


def _state_reply(sheet: Sheet, reply: Reply, names: Identifiers, directory: Directory) -> None:
    """State that an action answers a review or one of its recommendations; the evidence derives from the entry."""
    action, answered = names.action(reply.action), directory.enter_review(reply.review, reply.number)
    sheet.state(action, v.ANSWERS_TO, answered)
    whole = names.reply(reply.action, reply.entry, answered)
    for number, span in enumerate(reply.spans, start=1):
        evidence = names.part(whole, "evidence", number)
        state_evidence(sheet, evidence, Claim("reply", action, v.ANSWERS_TO, answered, reply.spans), span, names)
        sheet.state(evidence, v.PROV_WAS_DERIVED_FROM, names.entry(reply.entry))
