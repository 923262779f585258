"""Tables for people: what a terminal shows of rows, answers and portraits.

All that documents say is printed as ``Text`` after ``clean``: nothing in it is markup, an emoji code or a control.  Rich
takes care of NO_COLOR, TERM=dumb and COLUMNS.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO, TypeVar

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bvgraph.showing.cleaning import clean
from bvgraph.showing.views import (
    ANSWER_VIEW,
    ENTRY_VIEW,
    HANDOVER_VIEW,
    LINK_VIEW,
    MENTION_VIEW,
    PLACE,
    PROBLEM_VIEW,
    SLIP_VIEW,
    Column,
    Lines,
    View,
    brief,
    covered,
    join_names,
    shorten,
)

if TYPE_CHECKING:
    from bvgraph.asking.answers import Answer, Source
    from bvgraph.asking.coverage import CoverageRow
    from bvgraph.asking.portraits import Portrait
    from bvgraph.pipeline import Progress

Row = TypeVar("Row")

_WIDEST: Final = 140
_LONGEST_WORD: Final = 40


def print_table(rows: Sequence[Row], view: View[Row], out: TextIO) -> None:
    """Print ``rows`` as a table; columns that hold nothing in any row are left out."""
    if rows:
        console = make_console(out)
        console.print(_table(rows, view, console.width))


def print_coverage(rows: Sequence[CoverageRow], out: TextIO) -> None:
    """Print a matrix of areas and recommendations against documents: rows, and how many of them are closed."""
    documents = rows[0].documents if rows else {}

    def column(document: str) -> Column[CoverageRow]:
        return Column(document, lambda row: covered(row.documents[document]))

    name: Column[CoverageRow] = Column("", lambda row: (brief(" ".join(filter(None, (row.ref, row.name)))),))
    print_table(rows, (name, *map(column, documents)), out)


def print_answer(answer: Answer, quoted: bool, out: TextIO) -> None:
    """Print the rows of an answer, and with ``quoted`` the text that each rests on, with its place."""
    console = make_console(out)
    for told in filter(None, (answer.names, answer.dates)):
        console.print(Text(clean(join_names(told)), style="bold"))
    if answer.rows:
        console.print(_table(answer.rows, ANSWER_VIEW, console.width))
    for row in answer.rows if quoted else ():
        console.print(Text(clean(row.label), style="bold"))
        quotes = ((_name_source(source), source.field, source.quote) for source in row.sources)
        _print_quotes(console, quotes, row.label, whole=answer.kind == "text")


def print_portrait(portrait: Portrait, out: TextIO) -> None:
    """Print all about one thing: what it is, its facts, and a table for each kind of row that there is."""
    console = make_console(out)
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
        _print_quotes(console, ((f"{quote.document}:{quote.line}", quote.field, quote.text) for quote in quotes), "")


def print_results(columns: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    """Print the result of any query as a table."""
    table = _empty_table()
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    make_console(out).print(table)


@contextmanager
def show_progress(stream: TextIO, first: str = "reading") -> Iterator[Progress | None]:
    """Yield what work reports its progress to: a bar on a terminal that can show one, else None; ``first`` it shows that."""
    from rich.progress import Progress as Bar  # noqa: PLC0415 - only a build has any

    console = make_console(stream)
    if not console.is_terminal or console.is_dumb_terminal:
        yield None
        return
    with Bar(console=console, transient=True) as bar:
        task = bar.add_task(first, total=None)

        def report(what: str, done: int, total: int) -> None:
            bar.update(task, description=clean(what), completed=done, total=total)

        yield report


def make_console(out: TextIO) -> Console:
    """Return a console that takes nothing in a text for markup, and lines no longer than can be followed."""
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


def _name_source(source: Source) -> str:
    """Name a line, and for who looks into the original file the page or cell."""
    return f"{source.document}:{source.line}" + (f" ({source.place})" if source.place else "")


def _print_quotes(console: Console, quotes: Iterable[tuple[str, str, str]], known: str, whole: bool = False) -> None:
    """Print quotes - where, field, text - one line for each place; what reads as ``known`` stands there already.

    Long ones are cut, but where they are the answer, and so ``whole``.
    """
    places: dict[str, Text] = {}
    last = ("", "")
    for where, field, text in quotes:
        shown = places.setdefault(where, Text.assemble((clean(where), PLACE)))
        name = field.removesuffix("Text")
        if text and text != known:
            shown.append(" " if (where, name) == last else f"  {name} ")
            shown.append(f"“{clean(text) if whole else shorten(clean(text))}”", style="italic")
            last = (where, name)
    for shown in places.values():
        console.print(Padding(shown, (0, 0, 0, 2)))
