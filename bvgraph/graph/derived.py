"""What follows from the documents but stands in none of them: actions, links, slips, hand-overs and row changes."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from bvgraph.graph import vocabulary as v
from bvgraph.graph.directory import Directory
from bvgraph.graph.identifiers import Identifiers, numbered
from bvgraph.graph.judgements import state_judgements, state_words
from bvgraph.graph.statements import Sheet, boolean, decimal, edtf, integer, text
from bvgraph.kinds import LeadKind
from bvgraph.records import Action, Change, Findings, HandOver, Link, Slip, Span


@dataclass(frozen=True, slots=True)
class DerivedStater:
    """States what was derived; ``kinds`` tells by entry and name what kind of lead a name is."""

    names: Identifiers
    directory: Directory
    kinds: dict[str, dict[str, LeadKind]]

    @classmethod
    def of(cls, findings: Findings, names: Identifiers, directory: Directory) -> DerivedStater:
        """Return the stater for these findings."""
        kinds = {
            entry.id: {reading.identify(lead.kind, lead.name): lead.kind for lead in entry.leads}
            for reading in findings.readings
            for entry in reading.entries
        }
        return cls(names, directory, kinds)

    def state(self, findings: Findings) -> Sheet:
        """Return the named graph of what was derived."""
        sheet = Sheet(self.names.graph("derived"), {r.document.id: r.document for r in findings.readings})
        for action in findings.actions:
            self._state_action(sheet, action)
        for link in findings.links:
            self._state_link(sheet, link)
        for slip, suffix in numbered(findings.slips, _slip_key):
            self._state_slip(sheet, slip, suffix)
        for hand_over, suffix in numbered(findings.handovers, _hand_over_key):
            self._state_hand_over(sheet, hand_over, suffix)
        for change in findings.changes:
            self._state_change(sheet, change)
        state_judgements(sheet, findings, self.names, self.directory)
        return sheet

    def _state_action(self, sheet: Sheet, action: Action) -> None:
        iri = self.names.action(action.id)
        sheet.describe(
            iri,
            (
                (v.RDF_TYPE, v.ACTION),
                (v.RDF_TYPE, v.RECOMMENDATION if action.kind == "recommendation" else None),
                (v.DCT_IDENTIFIER, text(action.id)),
                (v.DCT_TITLE, text(action.title)),
                (v.KIND, v.KINDS[action.kind]),
            ),
        )
        for entry in action.entries:
            sheet.state(self.names.entry(entry), v.PROV_SPECIALIZATION_OF, iri)
        if action.parent is not None:
            parent = self.names.action(action.parent)
            sheet.state(iri, v.DCT_IS_PART_OF, parent)
            sheet.state(parent, v.DCT_HAS_PART, iri)

    def _state_link(self, sheet: Sheet, link: Link) -> None:
        """State a link; one that is only proposed is on record with its score, but makes no revision of the entry."""
        earlier, later = self.names.entry(link.earlier), self.names.entry(link.later)
        if link.relation != "proposed":
            sheet.state(later, v.PROV_WAS_REVISION_OF, earlier)
        sheet.describe(
            self.names.link(link.earlier, link.later),
            (
                (v.RDF_TYPE, v.LINK),
                (v.EARLIER, earlier),
                (v.LATER, later),
                (v.RELATION, text(link.relation)),
                (v.SCORE, decimal(link.score)),
                (v.DECIDED_BY, text(link.decided_by)),
                *((v.REASON, text(reason)) for reason in link.reasons),
            ),
        )

    def _state_slip(self, sheet: Sheet, slip: Slip, suffix: str) -> None:
        iri = NamedNode(self.names.slip(slip.action, slip.kind, slip.entry).value + suffix)
        if slip.kind == "narrated" and slip.spans:
            iri = self.names.narrated(slip.action, slip.entry, slip.spans[0].start)
        before = None if slip.before is None else self.names.entry(slip.before)
        sheet.describe(
            iri,
            (
                (v.RDF_TYPE, v.SLIP),
                (v.SLIP_KIND, v.SLIPS[slip.kind]),
                (v.SLIP_OF, self.names.action(slip.action)),
                (v.AT_ENTRY, self.names.entry(slip.entry)),
                (v.BEFORE_ENTRY, before),
                (v.SILENT, boolean(slip.silent)),
                (v.OLD_DEADLINE, edtf(slip.old)),
                (v.NEW_DEADLINE, edtf(slip.new)),
                (v.DAYS, integer(slip.days)),
                (v.PROV_WAS_DERIVED_FROM, self.names.entry(slip.entry)),
                (v.PROV_WAS_DERIVED_FROM, before if slip.kind == "moved" else None),
                (v.GONE_FROM, None if slip.gone_from is None else self.names.document(slip.gone_from)),
            ),
        )
        state_words(sheet, iri, slip.says, slip.spans, self.names)

    def _state_hand_over(self, sheet: Sheet, hand_over: HandOver, suffix: str) -> None:
        iri = NamedNode(self.names.hand_over(hand_over.action, hand_over.after).value + suffix)
        before, after = self.names.entry(hand_over.before), self.names.entry(hand_over.after)
        sheet.describe(
            iri,
            (
                (v.RDF_TYPE, v.HAND_OVER),
                (v.HAND_OVER_OF, self.names.action(hand_over.action)),
                (v.BEFORE_ENTRY, before),
                (v.AT_ENTRY, after),
                (v.PROV_WAS_DERIVED_FROM, before),
                (v.PROV_WAS_DERIVED_FROM, after),
                *((v.HANDED_FROM, self._lead(hand_over.before, name)) for name in hand_over.leavers),
                *((v.HANDED_TO, self._lead(hand_over.after, name)) for name in hand_over.joiners),
            ),
        )

    def _state_change(self, sheet: Sheet, change: Change) -> None:
        documents = change.document_before, change.document_after
        first = (change.entries_after if change.kind in ("new", "merged") else change.entries_before)[0]
        before, after = map(self.names.entry, change.entries_before), map(self.names.entry, change.entries_after)
        sheet.describe(
            self.names.change(documents, change.kind, first),
            (
                (v.RDF_TYPE, v.ROW_CHANGE),
                (v.CHANGE_KIND, v.CHANGES[change.kind]),
                (v.FROM_DOCUMENT, self.names.document(change.document_before)),
                (v.TO_DOCUMENT, self.names.document(change.document_after)),
                *((term, entry) for entry in before for term in (v.BEFORE_ENTRY, v.PROV_WAS_DERIVED_FROM)),
                *((term, entry) for entry in after for term in (v.AT_ENTRY, v.PROV_WAS_DERIVED_FROM)),
            ),
        )

    def _lead(self, entry: str, name: str) -> NamedNode:
        """Return the IRI of a lead of ``entry``, which says whether the name is that of a person, a post or a body."""
        return self.directory.enter(self.kinds.get(entry, {}).get(name, "other"), name)


def _slip_key(slip: Slip) -> tuple[str, tuple[str, str, str, int, bool, tuple[Span, ...]]]:
    return f"{slip.action} {slip.kind} {slip.entry}", (
        slip.before or "",
        slip.old or "",
        slip.new or "",
        slip.days or 0,
        slip.silent,
        slip.spans,
    )


def _hand_over_key(hand_over: HandOver) -> tuple[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return f"{hand_over.action} {hand_over.after}", (hand_over.before, hand_over.leavers, hand_over.joiners)
