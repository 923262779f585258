"""Rows for machines: JSON as the contract has it (design, section 4), and the same flattened to TSV and CSV.

Keys may be added to the contract, never changed.  A flat row has one cell for each column; several values in a cell are
separated by "; ".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Generic, Literal, NamedTuple, TextIO, TypeAlias, TypeVar

from bvgraph.showing.cleaning import clean, escape_controls

if TYPE_CHECKING:  # a command loads only what it shows
    from bvgraph.asking.checks import Mismatch, Violation
    from bvgraph.asking.contradictions import ContradictionRow
    from bvgraph.asking.evaluating import Score
    from bvgraph.asking.listing import EntryRow, HandOverRow, LinkRow, MentionRow, Place, ProblemRow, SlipRow
    from bvgraph.asking.mentioned import NamedRow
    from bvgraph.asking.names import Known
    from bvgraph.asking.queries import NamedQuery
    from bvgraph.asking.quoting import Quote
    from bvgraph.graph.freshness import DocumentSummary

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]
FlatFormat: TypeAlias = Literal["tsv", "csv"]
RowFormat: TypeAlias = Literal["table", "json", "csv", "tsv"]
Row = TypeVar("Row")

_FORMULA: Final = ("=", "+", "-", "@")


class Layout(NamedTuple, Generic[Row]):
    """How one kind of row is written: as an object of the contract, and which of its keys are columns when flat.

    A column ``deadline.text`` is the key ``text`` of the object under ``deadline``; its header is ``deadline_text``.
    ``name`` is that of the table on a terminal.
    """

    write: Callable[[Row], JsonObject]
    columns: tuple[str, ...]
    name: str


def print_rows(rows: Sequence[Row], layout: Layout[Row], row_format: RowFormat | None, out: TextIO) -> None:
    """Print rows in the format asked for; when none is, as a table on a terminal and else as TSV."""
    chosen = row_format or ("table" if out.isatty() else "tsv")
    if chosen == "json":
        write_json([layout.write(row) for row in rows], out)
    elif chosen == "table":
        from bvgraph.showing import terminal, views  # noqa: PLC0415 - whoever pipes does not wait for rich

        terminal.print_table(rows, views.VIEWS[layout.name], out)
    else:
        write_flat(rows, layout, out, chosen)


def write_json(value: Json, out: TextIO) -> None:
    """Write one JSON document; controls in strings are escaped, all else stands as it is."""
    out.write(escape_controls(json.dumps(value, ensure_ascii=False, indent=2)) + "\n")


def write_flat(rows: Iterable[Row], layout: Layout[Row], out: TextIO, flat_format: FlatFormat) -> None:
    """Write a header and one line for each row; nothing in a TSV cell breaks the line, nothing in CSV is a formula."""
    header = [column.replace(".", "_") for column in layout.columns]
    table = [header, *([_cell(_dig(record, column)) for column in layout.columns] for record in map(layout.write, rows))]
    if flat_format == "tsv":
        out.writelines("\t".join(map(clean, cells)) + "\n" for cells in table)
        return
    import csv  # noqa: PLC0415 - likewise

    csv.writer(out, lineterminator="\n").writerows([_guard(clean(cell)) for cell in cells] for cells in table)


def _dig(record: JsonObject, column: str) -> Json:
    value: Json = record
    for key in column.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _cell(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    return _mapping_cell(value) if isinstance(value, dict) else str(value)


def _mapping_cell(value: Mapping[str, Json]) -> str:
    """Write a lead as its name, a quote as its place and text, and counts as they are."""
    if "name" in value:
        return _cell(value["name"])
    if "document" not in value:
        return "; ".join(f"{_cell(number)} {name}" for name, number in value.items())
    text = value.get("text") or value.get("quote")
    return f'{_cell(value["document"])}:{_cell(value["line"])} "{_cell(text)}"'


def _guard(cell: str) -> str:
    """Keep a spreadsheet from running a cell (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell


def as_list(values: Iterable[str]) -> list[Json]:
    """Return texts as a list of JSON."""
    return list(values)


def _place(place: Place) -> JsonObject:
    return {"id": place.id, "document": place.document, "line": place.line}


def _entry(entry: EntryRow) -> JsonObject:
    deadline: Json = None if entry.deadline_text is None else {"text": entry.deadline_text, "edtf": entry.deadline}
    status: Json = None if entry.status_text is None else {"text": entry.status_text, "value": entry.status}
    return {
        "id": entry.place.id,
        "action": entry.action,
        "document": entry.place.document,
        "line": entry.place.line,
        "last_line": entry.last_line,
        "area": entry.area,
        "kind": entry.kind,
        "ref": entry.ref,
        "parent": entry.parent,
        "title": entry.title,
        "leads": [{"name": lead.name, "kind": lead.kind, "id": lead.id} for lead in entry.leads],
        "deadline": deadline,
        "status": status,
        "percent": entry.percent,
        "comment": entry.comment,
        "planned": entry.planned,
        "monitoring": as_list(entry.monitoring),
    }


def quote_object(quote: Quote) -> JsonObject:
    """Return a quote as the contract has it, with the field that it is evidence for."""
    return {"document": quote.document, "line": quote.line, "text": quote.text, "field": quote.field}


def _slip(slip: SlipRow) -> JsonObject:
    return {
        "action": slip.action,
        "title": slip.title,
        "entry": slip.place.id,
        "document": slip.place.document,
        "line": slip.place.line,
        "kind": slip.kind,
        "silent": slip.silent,
        "from": slip.old,
        "to": slip.new,
        "days": slip.days,
        "leads": as_list(slip.leads),
        "leads_before": as_list(slip.leads_before),
        "quotes": [quote_object(quote) for quote in slip.quotes],
        "entry_before": None if slip.before is None else slip.before.id,
        "gone_from": slip.gone_from,
    }


def _contradiction(row: ContradictionRow) -> JsonObject:
    return {
        "kind": row.kind,
        "action": row.action,
        "title": row.title,
        "entry": row.place.id,
        "document": row.place.document,
        "line": row.place.line,
        "message": row.message,
        "quotes": [quote_object(quote) for quote in row.quotes],
        "entry_other": None if row.other is None else row.other.id,
    }


def _handover(handover: HandOverRow) -> JsonObject:
    return {
        "action": handover.action,
        "title": handover.title,
        "from": as_list(handover.leavers),
        "to": as_list(handover.joiners),
        "entry_before": handover.before.id,
        "entry_after": handover.after.id,
        "documents": [handover.before.document, handover.after.document],
        "lines": [handover.before.line, handover.after.line],
    }


def _link(link: LinkRow) -> JsonObject:
    return {
        "from": _place(link.earlier),
        "to": _place(link.later),
        "relation": link.relation,
        "score": link.score,
        "reasons": as_list(link.reasons),
        "decided_by": link.decided_by,
    }


def _problem(problem: ProblemRow) -> JsonObject:
    return {
        "document": problem.document,
        "line": problem.line,
        "kind": problem.kind,
        "message": problem.message,
        "text": problem.text or "",
    }


def _mention(mention: MentionRow) -> JsonObject:
    return {
        "document": mention.document,
        "line": mention.line,
        "start": mention.start,
        "end": mention.end,
        "type": mention.type,
        "text": mention.text,
        "canonical": mention.canonical,
        "id": mention.id,
    }


def _summary(summary: DocumentSummary) -> JsonObject:
    return {
        "id": summary.id,
        "title": summary.title,
        "rows": dict(summary.rows),
        "mentions": summary.mentions,
        "problems": summary.problems,
        "coverage": summary.coverage,
    }


def _known(known: Known) -> JsonObject:
    return {
        "name": known.label,
        "kind": known.kind,
        "rows": known.rows,
        "names": as_list(known.forms),
        "iri": known.iri.value,
    }


def _named(row: NamedRow) -> JsonObject:
    return {
        "name": row.name,
        "type": row.type,
        "mentions": row.mentions,
        "documents": row.documents,
        "first": row.first,
        "last": row.last,
        "variants": as_list(row.variants),
    }


def _score(score: Score) -> JsonObject:
    return {
        "type": score.type,
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "f1": round(score.f1, 3),
        "extra": [f"{m.document}:{m.line} {m.name}" for m in score.extra],
        "missed": [f"{m.document}:{m.line} {m.name}" for m in score.missed],
    }


def _named_query(query: NamedQuery) -> JsonObject:
    parameters: list[Json] = [{"name": p.name, "type": p.type, "text": p.text} for p in query.parameters]
    return {"name": query.name, "summary": query.summary, "parameters": parameters}


def _violation(violation: Violation) -> JsonObject:
    return {"node": violation.node, "path": violation.path, "value": violation.value, "message": violation.message}


def _mismatch(mismatch: Mismatch) -> JsonObject:
    return {
        "kind": mismatch.kind,
        "file": mismatch.file,
        "line": mismatch.line,
        "expected": mismatch.expected,
        "found": mismatch.found,
        "iri": mismatch.node,
    }


ENTRIES: Final = Layout(
    _entry,
    (
        *("id", "action", "document", "line", "last_line", "area", "kind", "ref", "parent", "title", "leads"),
        *("deadline.text", "deadline.edtf", "status.text", "status.value", "percent", "comment", "planned", "monitoring"),
    ),
    "entries",
)
SLIPS: Final = Layout(
    _slip,
    (
        *("action", "title", "entry", "document", "line", "kind", "silent", "from", "to", "days", "leads", "leads_before"),
        "quotes",
    ),
    "slips",
)
CONTRADICTIONS: Final = Layout(
    _contradiction, ("kind", "action", "title", "entry", "document", "line", "message", "quotes"), "contradictions"
)
HANDOVERS: Final = Layout(_handover, ("action", "title", "from", "to", "entry_before", "entry_after"), "handovers")
LINKS: Final = Layout(_link, ("from.id", "to.id", "relation", "score", "reasons", "decided_by"), "links")
PROBLEMS: Final = Layout(_problem, ("document", "line", "kind", "message", "text"), "problems")
MENTIONS: Final = Layout(_mention, ("document", "line", "start", "end", "type", "text", "canonical", "id"), "mentions")
SUMMARIES: Final = Layout(_summary, ("id", "title", "rows", "mentions", "problems", "coverage"), "summaries")
KNOWN: Final = Layout(_known, ("name", "kind", "rows", "names", "iri"), "known")
NAMED: Final = Layout(_named, ("name", "type", "mentions", "documents", "first", "last", "variants"), "named")
SCORES: Final = Layout(_score, ("type", "precision", "recall", "f1", "extra", "missed"), "scores")
NAMED_QUERIES: Final = Layout(_named_query, ("name", "summary", "parameters"), "queries")
VIOLATIONS: Final = Layout(_violation, ("node", "path", "value", "message"), "violations")
MISMATCHES: Final = Layout(_mismatch, ("kind", "file", "line", "expected", "found", "iri"), "mismatches")
