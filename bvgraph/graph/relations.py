"""What documents and people say of those who are named: posts held, bodies within bodies, places, names that are one."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal

from bvgraph.graph import vocabulary as v
from bvgraph.graph.directory import Directory
from bvgraph.graph.identifiers import Identifiers
from bvgraph.graph.provenance import Claim, state_evidence
from bvgraph.graph.statements import Sheet, edtf, text
from bvgraph.records import Containment, Decision, Membership, Reading, Span


def state_relations(sheet: Sheet, reading: Reading, names: Identifiers, directory: Directory) -> None:
    """State who holds which post and what is part of what, as one document has it."""
    for membership in reading.memberships:
        _state_membership(sheet, membership, names, directory)
    for containment in reading.containments:
        _state_containment(sheet, containment, names, directory)


def _state_membership(sheet: Sheet, membership: Membership, names: Identifiers, directory: Directory) -> None:
    """State a membership (https://www.w3.org/TR/vocab-org/#membership-roles-posts-and-reporting), and who holds the post.

    Somebody who left it is on record with the manner ``former``, but does not hold it.
    """
    document = names.document(membership.span.document)
    person, post = directory.enter("person", membership.person), directory.enter("post", membership.post)
    iri = names.part(document, "membership", *_place(membership.span))
    sheet.describe(
        iri,
        (
            (v.RDF_TYPE, v.ORG_MEMBERSHIP),
            (v.STATED_IN, document),
            (v.ORG_MEMBER, person),
            (v.MANNER, text(membership.manner)),
            (v.DCT_DATE, edtf(membership.date)),
        ),
    )
    claims = [Claim("post", iri, v.POST, post, (membership.span,))]
    if membership.manner != "former":
        claims.append(Claim("holds", person, v.ORG_HOLDS, post, (membership.span,)))
    for claim in claims:
        sheet.state(claim.subject, claim.predicate, claim.object)
        state_evidence(sheet, names.part(iri, "evidence", claim.field), claim, membership.span, names)


def _state_containment(sheet: Sheet, containment: Containment, names: Identifiers, directory: Directory) -> None:
    part, whole = (directory.enter(containment.type, name) for name in (containment.part, containment.whole))
    predicate = v.ORG_SUB_ORGANIZATION_OF if containment.type == "body" else v.DCT_IS_PART_OF
    span = containment.span
    sheet.state(part, predicate, whole)
    evidence = names.part(names.document(span.document), "containment", *_place(span))
    state_evidence(sheet, evidence, Claim("part", part, predicate, whole, (span,)), span, names)


def _place(span: Span) -> tuple[str]:
    return (f"{span.start}-{span.end}",)


def state_decisions(sheet: Sheet, decisions: Iterable[Decision], names: Identifiers, directory: Directory) -> None:
    """State what people settled about names and links, and on whom or what each decision bears."""
    for decision in decisions:
        sheet.describe(
            names.decision(decision),
            (
                (v.RDF_TYPE, v.DECISION),
                (v.VERDICT, text(decision.verdict)),
                (v.WHO, text(decision.who)),
                (v.DCT_DATE, Literal(decision.when, datatype=v.XSD_DATE)),
                (v.REASON, text(decision.why)),
                *((v.DECIDED_NAME, text(name)) for name in decision.names),
                (v.DCT_PUBLISHER, text(decision.publisher)),
                *((v.DECIDES, thing) for thing in directory.find(decision)),
            ),
        )
