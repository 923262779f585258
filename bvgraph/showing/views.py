"""The columns of every table on a terminal: what is shown of a row, line by line, before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from bvgraph.asking.answers import AnswerRow
    from bvgraph.asking.checks import Mismatch, Violation
    from bvgraph.asking.contradictions import ContradictionRow
    from bvgraph.asking.coverage import Covered
    from bvgraph.asking.differences import Difference
    from bvgraph.asking.evaluating import Score
    from bvgraph.asking.ledger import LedgerRow
    from bvgraph.asking.listing import EntryRow, HandOverRow, LinkRow, MentionRow, Place, ProblemRow, SlipRow
    from bvgraph.asking.mentioned import NamedRow
    from bvgraph.asking.names import Known
    from bvgraph.asking.queries import NamedQuery
    from bvgraph.graph.freshness import DocumentSummary

Row = TypeVar("Row")
Line: TypeAlias = "str | tuple[str, str] | None"
"""A line of a cell, plain or with its style; None and "" leave no line."""
Lines: TypeAlias = Iterable[Line]

_BRIEF: Final = 48
_LONGEST_QUOTE: Final = 320
PLACE: Final = "cyan"
_BEFORE: Final = "dim"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its header, the lines that it shows of a row, its style, and its greatest width (0: as it needs)."""

    header: str
    lines: Callable[[Row], Lines]
    style: str = ""
    widest: int = 0


View: TypeAlias = Sequence[Column[Row]]


def shorten(text: str) -> str:
    """Return a text, cut where it is too long to be read beside others, and then saying so."""
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + " …"


def covered(cell: Covered | None) -> Lines:
    """Return the lines of one cell of a coverage matrix."""
    return () if cell is None else (f"{cell.rows} rows", f"{cell.closed} closed")


def brief(text: str) -> str:
    """Return a name, cut where it is too long for a column."""
    return text if len(text) <= _BRIEF else f"{text[: _BRIEF - 1]}…"


def _where(place: Place) -> tuple[str, str]:
    return f"{place.document}:{place.line}", PLACE


def join_names(names: Iterable[str]) -> str:
    """Return names as a sentence lists them."""
    return ", ".join(names)


def _was(before: str | None) -> Line:
    return (f"was {before}", _BEFORE) if before else None


def _led(leads: Sequence[str], before: Sequence[str]) -> Lines:
    """Show who leads, and who did before and does not now; where nobody went, who did when somebody came."""
    yield from leads
    gone = [name for name in before if name not in leads]
    changed = before and set(leads) != set(before)
    yield _was(join_names(gone or (before if changed else ())))


def _entry_kind(count: int, kind: str) -> str:
    plural = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    return f"{count} {kind if count == 1 else plural}"


def _slip_lines(slip: SlipRow) -> Lines:
    yield slip.kind if slip.days is None else f"{slip.kind} {slip.days} days"
    yield "silently" if slip.silent else None
    yield (f"gone from {slip.gone_from}", _BEFORE) if slip.gone_from else None
    said = " ".join(quote.text for quote in slip.told)
    yield (f"“{shorten(said)}”", "italic") if said else None


def _slip_deadline(slip: SlipRow) -> Lines:
    yield slip.deadline_text
    yield _was(slip.deadline_before if slip.deadline_before != slip.deadline_text else None)


def _answer_slips(row: AnswerRow) -> Lines:
    for kind in row.slips:
        yield f"{kind} {row.days} days" if kind == "moved" and row.days is not None else kind
    yield "silently" if row.silent else None


def _answer_percent(row: AnswerRow) -> Lines:
    """Show how complete a row is; not beside slips, where a narrow terminal has no room for it."""
    yield None if row.percent is None or row.slips else str(row.percent)


ENTRY_VIEW: Final[View[EntryRow]] = (
    Column("Title", lambda row: (row.title, _where(row.place))),
    Column("Lead", lambda row: (lead.name for lead in row.leads), widest=24),
    Column("Deadline", lambda row: (row.deadline_text,), widest=18),
    Column("Status", lambda row: (row.status_text,), widest=16),
    Column("%", lambda row: (None if row.percent is None else str(row.percent),)),
)
SLIP_VIEW: Final[View[SlipRow]] = (
    Column("Action", lambda row: (row.title, _where(row.place))),
    Column("Lead", lambda row: _led(row.leads, row.leads_before), widest=24),
    Column("Deadline", _slip_deadline, widest=18),
    Column("Status", lambda row: (row.status_text,), widest=16),
    Column("Slip", _slip_lines, "red", widest=34),
)
CONTRADICTION_VIEW: Final[View[ContradictionRow]] = (
    Column("Action", lambda row: (row.title, _where(row.place))),
    Column("Kind", lambda row: (row.kind,), "red"),
    Column("What is at odds", lambda row: (row.message, _where(row.other) if row.other else None)),
)


def _ledger_days(row: LedgerRow, days: int | None) -> Lines:
    yield row.slip.kind if days is None else f"{row.slip.kind} {days} days"
    yield "silently" if row.slip.silent else None
    yield f"moved {row.moves} times" if row.moves > 1 else None


def _ledger_deadlines(row: LedgerRow) -> Lines:
    yield row.slip.deadline_text
    yield _was(row.slip.deadline_before if row.slip.deadline_before != row.slip.deadline_text else None)
    yield (f"first {row.baseline}", _BEFORE) if row.baseline not in (row.current, row.agreed) else None


def _reason(row: LedgerRow) -> Lines:
    """Show the sentence that says why, else the one that tells of the slip, and that no reason was published."""
    said = row.reason or next(iter(row.slip.told), None)
    yield (f"“{shorten(' '.join(said.text.split()))}”", "italic") if said else None
    yield None if row.reason else ("no reason published", _BEFORE)


def _ledger_view(of: Callable[[LedgerRow], int | None]) -> View[LedgerRow]:
    return (
        Column("Action", lambda row: (row.slip.title, _where(row.slip.place), *_reason(row))),
        Column("Lead", lambda row: _led(row.slip.leads, row.slip.leads_before), widest=24),
        Column("Deadline", _ledger_deadlines, widest=18),
        Column("Status", lambda row: (row.slip.status_text,), widest=16),
        Column("Slip", lambda row: _ledger_days(row, of(row)), "red"),
    )


LEDGER_VIEW: Final = _ledger_view(lambda row: row.slip.days)
BASELINE_VIEW: Final = _ledger_view(lambda row: row.days_baseline)
HANDOVER_VIEW: Final[View[HandOverRow]] = (
    Column("Action", lambda row: (row.title, _where(row.after))),
    Column("From", lambda row: row.leavers, widest=24),
    Column("To", lambda row: row.joiners, widest=24),
    Column("Before at", lambda row: (_where(row.before),)),
)
LINK_VIEW: Final[View[LinkRow]] = (
    Column("Rows", lambda row: (_where(row.earlier), _where(row.later))),
    Column("Held to be", lambda row: (row.relation,)),
    Column("Score", lambda row: (f"{row.score:.2f}",)),
    Column("Why", lambda row: row.reasons),
)
PROBLEM_VIEW: Final[View[ProblemRow]] = (
    Column("What", lambda row: (row.message, (f"{row.document}:{row.line}", PLACE))),
    Column("Kind", lambda row: (row.kind,)),
    Column("Text", lambda row: (shorten(row.text or ""),)),
)
MENTION_VIEW: Final[View[MentionRow]] = (
    Column("Where", lambda row: ((f"{row.document}:{row.line}", PLACE),)),
    Column("Type", lambda row: (row.type,)),
    Column("Text", lambda row: (row.text,)),
    Column("Stands for", lambda row: (row.canonical if row.canonical != row.text else None,)),
)
SUMMARY_VIEW: Final[View[DocumentSummary]] = (
    Column("Document", lambda row: (row.id,)),
    Column("Rows", lambda row: [_entry_kind(count, kind) for kind, count in row.rows.items()] or ("none",)),
    Column("Mentions", lambda row: (str(row.mentions),)),
    Column("Problems", lambda row: (str(row.problems),)),
    Column("Coverage", lambda row: (f"{row.coverage:.2%}",)),
)
KNOWN_VIEW: Final[View[Known]] = (
    Column("Name", lambda row: (row.label,)),
    Column("Kind", lambda row: (row.kind,)),
    Column("Rows", lambda row: (str(row.rows) if row.rows else None,)),
    Column("Also printed as", lambda row: (form for form in row.forms if form != row.name)),
)
NAMED_VIEW: Final[View[NamedRow]] = (
    Column("Name", lambda row: (row.name,)),
    Column("Mentions", lambda row: (str(row.mentions),)),
    Column("Documents", lambda row: (row.first, row.last if row.last != row.first else None), PLACE),
    Column("Printed as", lambda row: (form for form in row.variants if form != row.name)),
)
SCORE_VIEW: Final[View[Score]] = (
    Column("Type", lambda row: (row.type,)),
    Column("Precision", lambda row: (f"{row.precision:.3f}",)),
    Column("Recall", lambda row: (f"{row.recall:.3f}",)),
    Column("F1", lambda row: (f"{row.f1:.3f}",)),
    Column("Extra", lambda row: (f"{m.document}:{m.line} {m.name}" for m in row.extra)),
    Column("Missed", lambda row: (f"{m.document}:{m.line} {m.name}" for m in row.missed)),
)
QUERY_VIEW: Final[View[NamedQuery]] = (
    Column("Query", lambda row: (row.name,), "bold"),
    Column("What it answers", lambda row: (row.summary,)),
    Column("Parameters", lambda row: (join_names(parameter.name for parameter in row.parameters),), widest=30),
)
ANSWER_VIEW: Final[View[AnswerRow]] = (
    Column("Action", lambda row: (row.label, _where(row.place))),
    Column("Lead", lambda row: _led(row.leads, row.leads_before), widest=24),
    Column("Deadline", lambda row: (row.deadline, _was(row.deadline_before)), widest=18),
    Column("Status", lambda row: (row.status,), widest=16),
    Column("%", _answer_percent),
    Column("Slip", _answer_slips, "red"),
)
VIOLATION_VIEW: Final[View[Violation]] = (
    Column("What is wrong", lambda row: (row.message, (row.node, PLACE))),
    Column("Property", lambda row: (row.path,)),
    Column("Value", lambda row: (shorten(row.value),)),
)
MISMATCH_VIEW: Final[View[Mismatch]] = (
    Column("Kind", lambda row: (row.kind,), "red"),
    Column("Where", lambda row: ((f"{row.file}:{row.line}" if row.line else row.file, PLACE),)),
    Column("In the graph", lambda row: (shorten(row.expected),)),
    Column("In the file", lambda row: (shorten(row.found),)),
)
DIFFERENCE_VIEW: Final[View[Difference]] = (
    Column("Change", lambda row: (row.kind,)),
    Column("Row", lambda row: (row.entry.title, _where(row.entry.place))),
    Column("What", lambda row: (shorten(change.words) for change in row.changes)),
)
VIEWS: Final[Mapping[str, View[Any]]] = {
    "entries": ENTRY_VIEW,
    "slips": SLIP_VIEW,
    "ledger": LEDGER_VIEW,
    "ledger from baseline": BASELINE_VIEW,
    "contradictions": CONTRADICTION_VIEW,
    "handovers": HANDOVER_VIEW,
    "links": LINK_VIEW,
    "problems": PROBLEM_VIEW,
    "mentions": MENTION_VIEW,
    "answers": ANSWER_VIEW,
    "differences": DIFFERENCE_VIEW,
    "summaries": SUMMARY_VIEW,
    "known": KNOWN_VIEW,
    "named": NAMED_VIEW,
    "scores": SCORE_VIEW,
    "queries": QUERY_VIEW,
    "violations": VIOLATION_VIEW,
    "mismatches": MISMATCH_VIEW,
}
"""The tables by the name of the layout that writes the same rows for machines."""
