"""What one document states, in its own named graph: its rows, its mentions, and what could not be placed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from bvgraph.graph import vocabulary as v
from bvgraph.graph.directory import Directory
from bvgraph.graph.identifiers import Identifiers, numbered
from bvgraph.graph.places import find_place
from bvgraph.graph.provenance import Claim, state_claims, state_evidence, state_repairs
from bvgraph.graph.relations import state_relations
from bvgraph.graph.statements import Sheet, Value, boolean, date, decimal, edtf, integer, text
from bvgraph.reading.edtf import bounds
from bvgraph.records import Document, Entry, Mention, Problem, Reading


@dataclass(frozen=True, slots=True)
class ReadingStater:
    """States readings; the names that it comes across go into ``directory``."""

    names: Identifiers
    directory: Directory

    def state(self, reading: Reading) -> Sheet:
        """Return the named graph of one document."""
        sheet = Sheet(self.names.document_graph(reading.document.id), {reading.document.id: reading.document})
        self._state_document(sheet, reading.document, reading.coverage)
        for entry in reading.entries:
            self._state_entry(sheet, entry, reading)
        for problem, suffix in numbered(reading.problems, lambda problem: (str(problem.line), problem)):
            self._state_problem(sheet, problem, f"{problem.line}{suffix}")
        for mention, suffix in numbered(
            reading.mentions, lambda mention: (_place_mention(mention), mention.canonical or "")
        ):
            self._state_mention(sheet, mention, _place_mention(mention) + suffix)
        state_relations(sheet, reading, self.names, self.directory)
        return sheet

    def _state_document(self, sheet: Sheet, document: Document, coverage: float) -> None:
        sheet.describe(
            self.names.document(document.id),
            (
                (v.RDF_TYPE, v.DOCUMENT),
                (v.DCT_IDENTIFIER, text(document.id)),
                (v.DCT_TITLE, text(document.title)),
                (v.DCT_PUBLISHER, text(document.publisher)),
                (v.FILE, text(document.file)),
                (v.PLAN, text(document.plan)),
                (v.DOCUMENT_KIND, text(document.kind)),
                (v.PERIOD, edtf(document.period)),
                (v.AS_OF, edtf(document.as_of)),
                (v.AS_OF_DAY, date(bounds(document.as_of)[0]) if document.as_of else None),
                (v.SHA256, text(document.sha256)),
                (v.COVERAGE, decimal(coverage, places=6)),
            ),
        )

    def _state_entry(self, sheet: Sheet, entry: Entry, reading: Reading) -> None:
        iri = self.names.entry(entry.id)
        sheet.describe(
            iri,
            (
                (v.RDF_TYPE, v.ENTRY),
                (v.STATED_IN, self.names.document(entry.document)),
                (v.KIND, v.KINDS[entry.kind]),
                (v.LINE, integer(entry.line)),
                (v.LAST_LINE, integer(entry.last_line)),
                (v.UNDER, None if entry.parent is None else self.names.entry(entry.parent)),
                (v.PARENT_TITLE, text(entry.parent_title)),
                (v.CLOSED, boolean(entry.closed)),
                *((v.PLACE, integer(place)) for place in entry.places),
                *find_place(sheet, entry.document, entry.line),
            ),
        )
        self._state_printed(sheet, iri, entry)
        state_claims(sheet, self._claims(iri, entry, reading), self.names)
        state_repairs(sheet, iri, entry.repairs, self.names)

    def _state_printed(self, sheet: Sheet, iri: NamedNode, entry: Entry) -> None:
        """State deadline and status as printed, beside what they were read as."""
        if entry.deadline is not None:
            sheet.state(iri, v.DEADLINE_TEXT, text(entry.deadline.text))
            sheet.state(iri, v.DUE_BY, date(entry.deadline.due_by))
        if entry.status is not None:
            sheet.state(iri, v.STATUS_TEXT, text(entry.status.text))

    def _claims(self, iri: NamedNode, entry: Entry, reading: Reading) -> Iterator[Claim]:
        """Yield all that the row says and that has a place in the text."""
        for field, predicate, passage in (
            ("title", v.DCT_TITLE, entry.title),
            ("ref", v.DCT_IDENTIFIER, entry.ref),
            ("comment", v.COMMENT, entry.comment),
            ("planned", v.PLANNED, entry.planned),
        ):
            if passage is not None and passage.text:
                yield Claim(field, iri, predicate, Literal(passage.text), passage.spans)
        yield from self._names(iri, entry, reading)
        yield from self._values(iri, entry)

    def _names(self, iri: NamedNode, entry: Entry, reading: Reading) -> Iterator[Claim]:
        """Yield area, leads and monitoring bodies, each as the one it is in all documents, with the name as printed."""
        if entry.area is not None:
            yield Claim("area", iri, v.AREA, self.directory.enter("area", entry.area.text), entry.area.spans)
        for lead in entry.leads:
            named, printed = self._enter(lead.kind, lead.name, reading)
            yield Claim("lead", iri, v.LEAD, named, lead.spans, printed)
        for group in entry.monitoring:
            named, printed = self._enter("body", group.text, reading)
            yield Claim("monitoring", iri, v.MONITORED_BY, named, group.spans, printed)

    def _enter(self, kind: str, printed: str, reading: Reading) -> tuple[NamedNode, str | None]:
        """Enter somebody under the name that they go by; the print comes along where it is another."""
        name = reading.identify(kind, printed)
        return self.directory.enter(kind, name, printed), None if printed == name else printed

    def _values(self, iri: NamedNode, entry: Entry) -> Iterator[Claim]:
        """Yield deadline, status and percentage; one that was not understood is claimed as the text that stands there."""
        deadline, status, percent = entry.deadline, entry.status, entry.percent
        if deadline is not None and deadline.edtf is not None:
            yield Claim("deadline", iri, v.DEADLINE, Literal(deadline.edtf, datatype=v.EDTF), deadline.spans)
        elif deadline is not None and deadline.text:
            yield Claim("deadline", iri, v.DEADLINE_TEXT, Literal(deadline.text), deadline.spans)
        if (original := entry.original) is not None and original.edtf is not None:
            yield Claim("original", iri, v.ORIGINAL_DEADLINE, Literal(original.edtf, datatype=v.EDTF), original.spans)
        if status is not None and status.value is not None:
            concept = v.STATUSES[status.value]
            self.directory.enter_form(concept, status.text)
            yield Claim("status", iri, v.STATUS, concept, status.spans)
        elif status is not None and status.text:
            yield Claim("status", iri, v.STATUS_TEXT, Literal(status.text), status.spans)
        if percent is not None:
            yield Claim("percent", iri, v.PERCENT, Literal(str(percent.value), datatype=v.XSD_INTEGER), percent.spans)

    def _state_problem(self, sheet: Sheet, problem: Problem, key: str) -> None:
        document = self.names.document(problem.document)
        sheet.describe(
            self.names.part(document, "problem", key),
            (
                (v.RDF_TYPE, v.PROBLEM),
                (v.STATED_IN, document),
                (v.LINE, integer(problem.line)),
                (v.PROBLEM_KIND, text(problem.kind)),
                (v.MESSAGE, text(problem.message)),
                (v.OA_EXACT, text(problem.text)),
                *find_place(sheet, problem.document, problem.line),
            ),
        )

    def _state_mention(self, sheet: Sheet, mention: Mention, segment: str) -> None:
        span = mention.span
        document = self.names.document(span.document)
        iri = self.names.part(document, "mention", segment)
        kind = Literal(mention.type)
        named = None
        if mention.canonical is not None and mention.type != "date":
            named = self.directory.enter(mention.type, mention.canonical, mention.printed)
        sheet.describe(
            iri,
            (
                (v.RDF_TYPE, v.MENTION),
                (v.STATED_IN, document),
                (v.MENTIONED_IN, None if mention.entry is None else self.names.entry(mention.entry)),
                (v.MENTION_TYPE, kind),
                (v.CANONICAL, edtf(mention.canonical) if mention.type == "date" else text(mention.canonical)),
                (v.NAMES, named),
                (v.PRINTED, text(mention.printed) if named and mention.printed != mention.canonical else None),
                *_bound(mention),
            ),
        )
        claim = Claim("mention", iri, v.MENTION_TYPE, kind, (span,))
        state_evidence(sheet, self.names.part(iri, "evidence"), claim, span, self.names)


def _place_mention(mention: Mention) -> str:
    """A mention's name: counted, it would be renamed by every mention found before it; two may share a list's words."""
    return f"{mention.type}-{mention.span.start}-{mention.span.end}"


def _bound(mention: Mention) -> Iterator[tuple[NamedNode, Value | None]]:
    """Yield the first and the last day of a date as days that any engine can compare; an open end has none."""
    if mention.type == "date" and mention.canonical:
        first, last = bounds(mention.canonical)
        yield v.FIRST_DAY, date(first)
        yield v.LAST_DAY, date(last)
