"""A lineage in the format asked for: a tree on a terminal, else JSON, CSV, or a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TextIO, TypeAlias

from bvgraph.errors import UsageError
from bvgraph.showing.drawing import WRITERS, tell_changes
from bvgraph.showing.rows import (
    CONTRADICTIONS,
    ENTRIES,
    HANDOVERS,
    LINKS,
    SLIPS,
    JsonObject,
    Layout,
    RowFormat,
    print_rows,
    quote_object,
    write_json,
)

if TYPE_CHECKING:
    from bvgraph.asking.coverage import CoverageRow
    from bvgraph.asking.differences import Difference
    from bvgraph.asking.lineage import FieldChange, Lineage, Step
    from bvgraph.asking.listing import EntryRow

LineageFormat: TypeAlias = Literal["tree", "json", "csv", "tsv", "dot", "graphml", "mermaid", "svg"]


def lineage_object(lineage: Lineage) -> JsonObject:
    """Return a lineage as one object: its steps are entries as ``entries`` lists them, with what changed and slipped."""
    return {
        "title": lineage.title,
        "actions": list(lineage.actions),
        "answers_to": list(lineage.answers_to),
        "steps": [_step(step) for step in lineage.steps],
        "handovers": [HANDOVERS.write(row) for row in lineage.handovers],
        "links": [LINKS.write(row) for row in lineage.links],
        "proposed": [LINKS.write(row) for row in lineage.proposed],
    }


def _step(step: Step) -> JsonObject:
    return {
        **ENTRIES.write(step.entry),
        "as_of": step.entry.day,
        "after": [entry.place.id for entry in step.before],
        "changes": [_change(change) for change in step.changes],
        "slips": [SLIPS.write(row) for row in step.slips],
        "contradictions": [CONTRADICTIONS.write(row) for row in step.contradictions],
        "quotes": [quote_object(quote) for quote in step.quotes],
    }


def _change(change: FieldChange) -> JsonObject:
    words = {"field": change.field, "from": change.before, "to": change.after, "words": change.words}
    return {**words, "days": change.days}


def _flat_step(step: Step) -> JsonObject:
    kinds, odds = [slip.kind for slip in step.slips], [row.message for row in step.contradictions]
    return {**_step(step), "changes": tell_changes(step), "slips": [*kinds], "contradictions": [*odds]}


_STEP_COLUMNS: Final = (
    *("document", "line", "as_of", "ref", "title", "leads", "deadline.text", "status.text", "percent", "changes", "slips"),
    "contradictions",
)
STEPS: Final = Layout(_flat_step, _STEP_COLUMNS, "steps")


def _place(row: EntryRow | None) -> JsonObject | None:
    return None if row is None else {"id": row.place.id, "document": row.place.document, "line": row.place.line}


def _difference(difference: Difference) -> JsonObject:
    return {
        "change": difference.kind,
        "title": difference.entry.title,
        "from": _place(difference.before),
        "to": _place(difference.after),
        "changes": [_change(change) for change in difference.changes],
    }


def _flat_difference(difference: Difference) -> JsonObject:
    changes = "; ".join(change.words for change in difference.changes)
    return {**_difference(difference), "changes": changes}


def print_differences(differences: Sequence[Difference], chosen: RowFormat | None, out: TextIO) -> None:
    """Print differences as rows; flat, the changes of a row are told in words."""
    write = _difference if chosen == "json" else _flat_difference
    print_rows(differences, Layout(write, ("change", "from.id", "to.id", "title", "changes"), "differences"), chosen, out)


def _covered(row: CoverageRow) -> JsonObject:
    documents: JsonObject = {
        name: None if cell is None else {"rows": cell.rows, "closed": cell.closed} for name, cell in row.documents.items()
    }
    return {"kind": row.kind, "ref": row.ref, "name": row.name, "documents": documents}


def lay_out_coverage(rows: Sequence[CoverageRow]) -> Layout[CoverageRow]:
    """Return how a matrix is written: it has a column for each document."""
    columns = [f"documents.{name}" for name in rows[0].documents] if rows else []
    return Layout(_covered, ("kind", "ref", "name", *columns), "coverage")


def write_lineage(lineage: Lineage, chosen: LineageFormat | None, quoted: bool, target: Path | TextIO) -> None:
    """Write a lineage: the format is the one chosen, else by the ending of a file, else a tree, or TSV when piped.

    Raises UsageError for a file that cannot be written, or whose ending says nothing.
    """
    if isinstance(target, Path):
        _write_file(lineage, chosen, target)
        return
    chosen = chosen or ("tree" if target.isatty() else "tsv")
    if chosen == "json":
        write_json(lineage_object(lineage), target)
    elif chosen == "tree":
        from bvgraph.showing.story import print_lineage  # noqa: PLC0415 - whoever pipes does not wait for rich

        print_lineage(lineage, quoted, target)
    elif chosen in ("csv", "tsv"):
        print_rows(lineage.steps, STEPS, chosen, target)
    else:
        target.writelines(WRITERS[chosen](lineage))


def _write_file(lineage: Lineage, chosen: LineageFormat | None, path: Path) -> None:
    ending = path.suffix.removeprefix(".").casefold()
    endings = {"gv": "dot", "mmd": "mermaid", "md": "mermaid"}
    known = {"json", "csv", "tsv", *WRITERS}
    kind = chosen or endings.get(ending, ending)
    if kind not in known:
        raise UsageError(f"{path}: the ending says no format; use .svg, .dot, .graphml, .mmd, .json or .csv, or --format")
    try:
        with path.open("w", encoding="utf-8", newline="\n") as out:
            write_lineage(lineage, kind, False, out)  # type: ignore[arg-type]  # checked just above
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}; name another file with -o") from error
