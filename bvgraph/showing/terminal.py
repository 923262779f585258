"""Tables for people: what a terminal shows of rows, answers and portraits.

All that documents say is printed as ``Text`` after ``clean``: nothing in it is markup, an emoji code or a control.  Rich
takes care of NO_COLOR, TERM=dumb and COLUMNS.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TextIO, TypeAlias, TypeVar

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bvgraph.asking.answers import Answer, AnswerRow
from bvgraph.asking.listing import EntryRow, HandOverRow, LinkRow, MentionRow, Place, ProblemRow, SlipRow
from bvgraph.asking.portraits import Portrait
from bvgraph.showing.cleaning import clean

if TYPE_CHECKING:
    from bvgraph.asking.checks import Mismatch, Violation
    from bvgraph.asking.evaluating import Score
    from bvgraph.asking.mentioned import NamedRow
    from bvgraph.asking.names import Known
    from bvgraph.asking.queries import NamedQuery
    from bvgraph.pipeline import DocumentSummary, Progress

Row = TypeVar("Row")
Line: TypeAlias = "str | tuple[str, str] | None"
"""A line of a cell, plain or with its style; None and "" leave no line."""
Lines: TypeAlias = Iterable[Line]

_LONGEST_QUOTE: Final = 320
_WIDEST: Final = 140
_LONGEST_WORD: Final = 40
_PLACE: Final = "cyan"
_BEFORE: Final = "dim"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its header, the lines that it shows of a row, its style, and its greatest width (0: as it needs)."""

    header: str
    lines: Callable[[Row], Lines]
    style: str = ""
    widest: int = 0


View: TypeAlias = Sequence[Column[Row]]


def _where(place: Place) -> tuple[str, str]:
    return f"{place.document}:{place.line}", _PLACE


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)


def _was(before: str | None) -> Line:
    return (f"was {before}", _BEFORE) if before else None


def _led(leads: Sequence[str], before: Sequence[str]) -> Lines:
    """Show who leads, and who did before and does not now; where nobody went, who did when somebody came."""
    yield from leads
    gone = [name for name in before if name not in leads]
    changed = before and set(leads) != set(before)
    yield _was(_names(gone or (before if changed else ())))


def _entry_kind(count: int, kind: str) -> str:
    plural = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    return f"{count} {kind if count == 1 else plural}"


def _slip_lines(slip: SlipRow) -> Lines:
    yield slip.kind if slip.days is None else f"{slip.kind} {slip.days} days"
    yield "silently" if slip.silent else None


def _slip_deadline(slip: SlipRow) -> Lines:
    yield slip.deadline_text
    yield _was(slip.deadline_before if slip.deadline_before != slip.deadline_text else None)


def _answer_slips(row: AnswerRow) -> Lines:
    for kind in row.slips:
        yield f"{kind} {row.days} days" if kind == "moved" and row.days is not None else kind
    yield "silently" if row.silent else None


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
    Column("Slip", _slip_lines, "red"),
)
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
    Column("What", lambda row: (row.message, (f"{row.document}:{row.line}", _PLACE))),
    Column("Kind", lambda row: (row.kind,)),
    Column("Text", lambda row: (_shorten(row.text or ""),)),
)
MENTION_VIEW: Final[View[MentionRow]] = (
    Column("Where", lambda row: ((f"{row.document}:{row.line}", _PLACE),)),
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
    Column("Also printed as", lambda row: (form for form in row.forms if form != row.label)),
)
NAMED_VIEW: Final[View[NamedRow]] = (
    Column("Name", lambda row: (row.name,)),
    Column("Mentions", lambda row: (str(row.mentions),)),
    Column("Documents", lambda row: (row.first, row.last if row.last != row.first else None), _PLACE),
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
    Column("Parameters", lambda row: (_names(parameter.name for parameter in row.parameters),), widest=30),
)
ANSWER_VIEW: Final[View[AnswerRow]] = (
    Column("Action", lambda row: (row.label, _where(row.place))),
    Column("Lead", lambda row: _led(row.leads, row.leads_before), widest=24),
    Column("Deadline", lambda row: (row.deadline, _was(row.deadline_before)), widest=18),
    Column("Status", lambda row: (row.status,), widest=16),
    Column("Slip", _answer_slips, "red"),
)
VIOLATION_VIEW: Final[View[Violation]] = (
    Column("What is wrong", lambda row: (row.message, (row.node, _PLACE))),
    Column("Property", lambda row: (row.path,)),
    Column("Value", lambda row: (_shorten(row.value),)),
)
MISMATCH_VIEW: Final[View[Mismatch]] = (
    Column("Kind", lambda row: (row.kind,), "red"),
    Column("Where", lambda row: ((f"{row.file}:{row.line}" if row.line else row.file, _PLACE),)),
    Column("In the graph", lambda row: (_shorten(row.expected),)),
    Column("In the file", lambda row: (_shorten(row.found),)),
)
VIEWS: Final[Mapping[str, View[Any]]] = {
    "entries": ENTRY_VIEW,
    "slips": SLIP_VIEW,
    "handovers": HANDOVER_VIEW,
    "links": LINK_VIEW,
    "problems": PROBLEM_VIEW,
    "mentions": MENTION_VIEW,
    "answers": ANSWER_VIEW,
    "summaries": SUMMARY_VIEW,
    "known": KNOWN_VIEW,
    "named": NAMED_VIEW,
    "scores": SCORE_VIEW,
    "queries": QUERY_VIEW,
    "violations": VIOLATION_VIEW,
    "mismatches": MISMATCH_VIEW,
}
"""The tables by the name of the layout that writes the same rows for machines."""


def print_table(rows: Sequence[Row], view: View[Row], out: TextIO) -> None:
    """Print ``rows`` as a table; columns that hold nothing in any row are left out."""
    if rows:
        console = _console(out)
        console.print(_table(rows, view, console.width))


def print_answer(answer: Answer, quoted: bool, out: TextIO) -> None:
    """Print the rows of an answer, and with ``quoted`` the text that each rests on, with its place."""
    console = _console(out)
    for told in filter(None, (answer.names, answer.dates)):
        console.print(Text(clean(_names(told)), style="bold"))
    if answer.rows:
        console.print(_table(answer.rows, ANSWER_VIEW, console.width))
    for row in answer.rows if quoted else ():
        console.print(Text(clean(row.label), style="bold"))
        _print_quotes(
            console, ((source.document, source.line, source.field, source.quote) for source in row.sources), row.label
        )


def print_portrait(portrait: Portrait, out: TextIO) -> None:
    """Print all about one thing: what it is, its facts, and a table for each kind of row that there is."""
    console = _console(out)
    console.print(Text.assemble((clean(portrait.match.known.label), "bold"), f"  ({portrait.kind})"))
    for name, value in portrait.facts:
        console.print(Padding(Text(f"{name}: {clean(value)}"), (0, 0, 0, 2)))
    _print_section(console, "Rows" if portrait.kind != "action" else "History", portrait.entries, ENTRY_VIEW)
    _print_section(console, "Monitors", portrait.monitored, ENTRY_VIEW)
    _print_section(console, "Slips", portrait.slips, SLIP_VIEW)
    _print_section(console, "Hand-overs", portrait.handovers, HANDOVER_VIEW)
    _print_section(console, "Links", portrait.links, LINK_VIEW)
    _print_section(console, "Mentions", portrait.mentions, MENTION_VIEW)
    _print_section(console, "Problems", portrait.problems, PROBLEM_VIEW)
    if portrait.kind == "action":
        quotes = dict.fromkeys(quote for slip in portrait.slips for quote in slip.quotes)
        _print_quotes(console, ((quote.document, quote.line, quote.field, quote.text) for quote in quotes), "")


def print_results(columns: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    """Print the result of any query as a table."""
    table = _empty_table()
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    _console(out).print(table)


@contextmanager
def show_progress(stream: TextIO) -> Iterator[Progress | None]:
    """Yield what a build reports its progress to: a bar on a terminal that can show one, else None."""
    from rich.progress import Progress as Bar  # noqa: PLC0415 - only a build has any

    console = _console(stream)
    if not console.is_terminal or console.is_dumb_terminal:
        yield None
        return
    with Bar(console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def report(what: str, done: int, total: int) -> None:
            bar.update(task, description=clean(what), completed=done, total=total)

        yield report


def _console(out: TextIO) -> Console:
    width = min(shutil.get_terminal_size().columns, _WIDEST)  # longer lines of text are hard to follow
    return Console(file=out, markup=False, emoji=False, highlight=False, width=width)


def _empty_table() -> Table:
    return Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0), expand=False)


def _table(rows: Sequence[Row], view: View[Row], width: int) -> Table:
    table = _empty_table()
    cells = [[_cell(column.lines(row)) for row in rows] for column in view]
    shown = [(column, texts) for column, texts in zip(view, cells, strict=True) if any(texts)]
    needs = [_measure(column, texts) for column, texts in shown]
    gaps = 2 * len(shown)  # one at each edge, two between columns
    for (column, _), column_width in zip(shown, share_out(width - gaps, needs), strict=True):
        table.add_column(column.header, style=column.style, overflow="fold", width=column_width)
    for line in zip(*(texts for _, texts in shown), strict=True):
        table.add_row(*line)
    return table


def _measure(column: Column[Row], texts: Iterable[Text]) -> tuple[int, int]:
    """Return the least width of a column - that of its longest word or place - and the one at which nothing wraps."""
    lines = [column.header, *(line.plain for text in texts for line in text.split("\n"))]
    words = [word for line in lines for word in line.split()] or [""]
    least, most = max(map(cell_len, words)), max(map(cell_len, lines))
    return min(least, _LONGEST_WORD), max(min(least, _LONGEST_WORD), min(most, column.widest or most))


def share_out(width: int, needs: Sequence[tuple[int, int]]) -> list[int]:
    """Share ``width`` among columns of which each needs at least so much and at most so much.

    Whoever needs little gets it; the others have equal shares of what is left.  Only where not even the least fits, the
    widest give way: a table that is cut off at the edge would hide what it says.

    >>> share_out(30, [(5, 50), (4, 6), (3, 3)])
    [21, 6, 3]
    >>> share_out(10, [(8, 20), (6, 6)])
    [5, 5]
    """
    widths = [least for least, _ in needs]
    while sum(widths) > max(width, len(widths)):
        widths[widths.index(max(widths))] -= 1
    spare = max(width - sum(widths), 0)
    ranked = sorted(range(len(needs)), key=lambda i: needs[i][1] - widths[i])
    for rank, i in enumerate(ranked):
        grant = min(needs[i][1] - widths[i], spare // (len(ranked) - rank))
        widths[i] += grant
        spare -= grant
    return widths


def _cell(lines: Lines) -> Text:
    parts = [(line, "") if isinstance(line, str) else line for line in lines if line]
    return Text("\n").join(Text(clean(text), style=style) for text, style in parts)


def _print_section(console: Console, heading: str, rows: Sequence[Row], view: View[Row]) -> None:
    if rows:
        console.print(Text(f"\n{heading} ({len(rows)})", style="bold"))
        console.print(_table(rows, view, console.width))


def _print_quotes(console: Console, quotes: Iterable[tuple[str, int, str, str]], known: str) -> None:
    """Print quotes - document, line, field, text - one line for each place; what reads as ``known`` stands there already."""
    places: dict[str, Text] = {}
    last = ("", "")
    for document, line, field, text in quotes:
        where = f"{document}:{line}"
        shown = places.setdefault(where, Text.assemble((clean(where), _PLACE)))
        name = field.removesuffix("Text")
        if text and text != known:
            shown.append(" " if (where, name) == last else f"  {name} ")
            shown.append(f"“{_shorten(clean(text))}”", style="italic")
            last = (where, name)
    for shown in places.values():
        console.print(Padding(shown, (0, 0, 0, 2)))


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + " …"
