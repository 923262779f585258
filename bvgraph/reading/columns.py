"""Tables whose heads do not say what their columns are: told by what the columns hold, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bvgraph.reading.blocks import Header, Row, are_exported, may_be_heads, read_header, settle_header
from bvgraph.reading.calendars import is_date
from bvgraph.reading.contents import tell_by_contents
from bvgraph.reading.dates import is_vague, parse_date
from bvgraph.reading.deeds import says_deed, share_of_deeds
from bvgraph.reading.logs import find_name, stands_for_itself, tell_log
from bvgraph.reading.placing import count_fitting
from bvgraph.reading.recasting import CODE, DATED, LEAST_TITLE, SHARE, VALUES, Column, describe, find_even, put_lead, recast
from bvgraph.reading.registers import is_register
from bvgraph.reading.rosters import cut_aside
from bvgraph.reading.sections import find_parts
from bvgraph.reading.titling import find_named, read_charges, read_dated_heads
from bvgraph.reading.values import is_no_name, is_status, looks_like_leads
from bvgraph.reading.wordings import binds, gives_way, guess_head, heads_register, is_doubtful, name_head

_LEAST_ROWS = 2
_LOOSE = {"other", "comment"}  # what columns tell that say nothing clearly
_MOST_HEADS = 3  # rows over which heads are set
_LEAST_WIDTH = 3
_FAR = 1.5  # times the length of another text
_HALF = 0.5  # of the cells under a head of dates must be some
_MOST_ALIKE = 3  # rows
_MARK = re.compile(r"(?:^|(?<=[.!?)]\s))(?:Actions?|ACTIONS?)(?: \d+)?:\s")
_LEAST_MARKS = 2
_LEAST_BOUND = 3  # rows of what was undertaken
_TOLD = frozenset(("lead", "deadline", "revised", "status", "comment", "done"))


def find_runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows of two cells or more that stand right below one another, or below a line that rules off the heads."""
    run: list[Row] = []
    for row in rows:
        if len(run) == 1 and not row.filled and row.line == run[0].line + 1:
            continue
        if len(row.cells) > 1 and run and (row.line == run[-1].last + 1 or _is_ruled_off(run, row)):
            run.append(row)
            continue
        if run:
            yield run
        run = [row] if len(row.cells) > 1 else []
    if run:
        yield run


def _is_ruled_off(run: Sequence[Row], row: Row) -> bool:
    """The rows above are one row of heads, and the line between them and this row is the one under the heads."""
    first = run[0]
    return len(run) == 1 and row.line == first.line + 2 and len(row.cells) == len(first.cells) and may_be_heads(first.texts)


def name_columns(run: Sequence[Row]) -> Header | None:
    """The header that a table without one would have; None unless what every column holds tells it clearly.

    The action is the longest text; beside it stand names, dates behind it, or status words, two of the three at least.
    """
    width = len(run[0].cells)
    if len(run) < _LEAST_ROWS or width < _LEAST_WIDTH or any(len(row.cells) != width for row in run) or _has_head(run):
        return None
    if not any(parse_date(t) or is_status(t) for row in run[:2] for t in row.texts):
        return None
    columns = [describe([row.texts[i] for row in run]) for i in range(width)]
    fields = [_name_column(c, i, len(run)) for i, c in enumerate(columns)]
    texts = [i for i, f in enumerate(fields) if f is None and columns[i].length >= LEAST_TITLE]
    title = _find_title(texts, columns, fields)
    if title is None or not _is_told(fields, title) or columns[title].filled < len(run):
        return None
    if sum(" " in row.texts[title] for row in run) * 2 <= len(run):  # names of programs, say
        return None
    settled = ["comment" if i in texts and i > title else f for i, f in enumerate(fields)]
    settled = ["other" if f == "deadline" and i < title else f for i, f in enumerate(settled)]
    settled[title] = "title"
    return Header(tuple(f or "other" for f in settled), ("",) * width, lines=0)


def _find_title(texts: Sequence[int], columns: Sequence[Column], fields: Sequence[str | None]) -> int | None:
    """The column of the actions: of the texts in front of the values one that is far longer than the others."""
    values = min((i for i, f in enumerate(fields) if f in VALUES), default=len(fields))
    front = sorted((i for i in texts if i < values), key=lambda i: -columns[i].length) or list(texts[:1])
    clear = len(front) == 1 or (len(front) > 1 and columns[front[0]].length >= _FAR * columns[front[1]].length)
    return front[0] if clear else None


def _has_head(run: Sequence[Row]) -> bool:
    """The first row says nothing of the kind that the rows below say: it heads them, in words that are not known."""
    for i, head in enumerate(run[0].texts):
        below = [r.texts[i] for r in run[1:] if i in r.filled]
        dates = sum(parse_date(t) is not None for t in below)
        if dates and dates >= SHARE * len(below) and head and parse_date(head) is None and not is_no_name(head):
            return True
    return False


def _name_column(column: Column, at: int, rows: int) -> str | None:
    if column.filled * 2 < rows:
        return "other" if column.length < LEAST_TITLE else None
    if column.dates >= SHARE:
        return "deadline"
    if column.statuses >= SHARE:
        return "status"
    if at == 0 and column.codes >= SHARE and column.length < LEAST_TITLE:
        return "ref"
    if column.names >= SHARE:
        return "lead"
    return "other" if column.length < LEAST_TITLE else None


def _is_told(fields: Sequence[str | None], title: int) -> bool:
    """One column of names at most, one of statuses and one of dates behind the action: two of them, and none twice."""
    found = [f for i, f in enumerate(fields) if f in VALUES and not (f == "deadline" and i < title)]
    return len(set(found)) == len(found) > 1


def read_loose_header(run: Sequence[Row]) -> Header | None:
    """A header that names owners and dates or the like, but the action in words that are not known.

    The column of the actions is the one with the longest text, if it is long and no other is known to hold text.
    """
    first, body = run[0], run[1:]
    if bound := _find_bound(first, body):
        return bound
    heads = [first.texts[i] for i in first.filled]
    headed = first.filled == [*range(len(heads))] and (may_be_heads(heads) or are_exported(heads))
    if not body or not headed or read_header(first):
        return None
    columns = [describe([r.texts[i] for r in body if i < len(r.cells)]) for i in range(len(first.cells))]
    fields = [name_head(t) or _guess_field(t, column) for t, column in zip(first.texts, columns, strict=True)]
    if (called := _find_called(fields, first, body)) is not None:
        return settle_header(first.texts, title=called)
    strong = any(f in VALUES and not gives_way(t) for f, t in zip(fields, first.texts, strict=True))
    if len({f for f in fields if f} & _TOLD) < 2 or "title" in fields or not strong:
        return None
    open_to = [i for i, f in enumerate(fields) if f in (None, "area") or (f == "ref" and not columns[i].codes)]
    named = find_named(first.texts, body)
    title = named if named is not None else max(open_to, key=lambda i: columns[i].length, default=None)
    valued = any(f in DATED and (c.dates >= _HALF or c.statuses >= SHARE) for f, c in zip(fields, columns, strict=True))
    if title is None or columns[title].length < LEAST_TITLE or not valued:
        return None
    return settle_header(first.texts, title=title)


def _find_bound(first: Row, body: Sequence[Row]) -> Header | None:
    """A header that names what somebody has undertaken and nothing else of an action, if most rows say what will be done."""
    fields = [name_head(text) for text in first.texts]
    at = next((i for i, head in enumerate(first.texts) if binds(head)), None)
    if at is None or len(body) < _LEAST_BOUND or not set(fields) <= {"title", "area", "ref", "other", None}:
        return None
    if share_of_deeds([row.texts[at] for row in body if at < len(row.texts)]) < _HALF:
        return None
    beside = [field if field in ("area", "ref") else "other" for field in fields]
    return Header((*beside[:at], "title", *beside[at + 1 :]), tuple(first.texts))


def _find_called(fields: Sequence[str | None], first: Row, body: Sequence[Row]) -> int | None:
    """The column with a head that may mean actions ("Commitment"), beside owners, if it does say what is to be done."""
    at = fields.index("title") if "title" in fields and "lead" in fields else None
    if at is None or not is_doubtful(first.texts[at]):
        return None
    return at if share_of_deeds([row.texts[at] for row in body if at < len(row.texts)]) >= _HALF else None


def _guess_field(head: str, column: Column) -> str | None:
    """What a word of a head tells, unless the column gives it the lie ("Meeting items" are no days of meetings)."""
    field = guess_head(head)
    return None if field == "raised" and not column.dates else field


@dataclass(frozen=True, slots=True)
class Told:
    """What the columns of a document's tables tell.

    ``headers`` has, for the first line of a table that no known header heads, the header that its columns tell, or None
    where they tell none and it is another table than the one above.  ``recast`` has the headers that mean something else
    than their words say.  On the ``even`` lines stand rows of tables in which every row is whole: none goes on below.
    The ``foreign`` lines are those of tables that have heads of their own and are no tables of actions; ``widths`` has
    that of the last such table, which may go on without its heads on the next page.  Tables with the ``marked`` heads tell
    what was said, and mark the actions in it.
    """

    headers: dict[int, Header | None]
    recast: dict[int, Header]
    even: set[int]
    foreign: set[int] = field(default_factory=set)
    as_of: str = ""
    log: bool = False
    widths: list[int] = field(default_factory=list)
    marked: set[tuple[str, ...]] = field(default_factory=set)
    parts: dict[int, int] = field(default_factory=dict)


def tell_columns(rows: Sequence[Row], as_of: str = "") -> Told:
    """What the columns of all tables tell."""
    told = Told({}, {}, set(), as_of=as_of, log=find_name(rows) > 0)
    header: Header | None = None
    settled: dict[tuple[str, ...], Header] = {}
    for run in find_runs(rows):
        found = {i: h for i, r in enumerate(run) if (h := read_header(r, run[i + 1] if i + 1 < len(run) else None))}
        if any(heads_register(row.texts) for row in run[:_MOST_HEADS]) or (
            not found and _goes_on_foreign(run, header, told)
        ):
            told.headers[run[0].line] = header = None
            told.foreign.update(row.line for row in run)
            continue
        if not found:
            header, found = _go_on(run, header, told)
        elif header and not _has_values(run[: min(found)], header):
            told.headers[run[0].line] = None
        for i, end in pairwise([*found, len(run)]):
            body = run[i + found[i].lines : end]
            known = settled.get(found[i].heads) if len(body) < _LEAST_ROWS and any(found[i].heads) else None
            header = settled[found[i].heads] = known or recast(found[i], body, told.as_of)
            if header is not found[i]:
                told.recast[run[i].line] = header
            told.even.update(find_even(body, header))
            told.parts.update(find_parts(body, header))
            told.marked.update([header.heads] if _marks_actions(body, header) else ())
    return told


def _go_on(run: Sequence[Row], header: Header | None, told: Told) -> tuple[Header | None, dict[int, Header]]:
    """The header under which rows without heads stand, and the row at which they tell one of their own."""
    if header and (wider := _widen(run, header)):
        told.headers[run[0].line] = wider
        told.even.update(find_even(run, wider))
        return wider, {}
    if header and (_heads_periods(run) or _contradicts(run, header)):
        told.headers[run[0].line] = header = None
    if header and not header.alone and _belongs(run, header):
        told.even.update(find_even(run, header))
        return header, {}
    header = _tell_header(run, told, header)
    return header, {0: header} if header else {}


def _marks_actions(body: Sequence[Row], header: Header) -> bool:
    """The table tells what was said, and marks the actions in it ("The lamp is dull. Action: Clerk to paint it")."""
    at = header.column("title")
    marks = [m for row in body if at is not None and at < len(row.texts) and (m := _MARK.search(row.texts[at]))]
    return len(marks) >= _LEAST_MARKS and any(m.start() for m in marks)


def _tell_header(run: Sequence[Row], told: Told, above: Header | None) -> Header | None:
    header = read_loose_header(run)
    register = header is not None and is_register(header, run[1:])
    header = (
        None
        if register
        else header
        or read_dated_heads(run)
        or read_charges(run)
        or _read_lone_head(run)
        or _unless_alike(_prefer(above, name_columns(run)), run)
    )
    header = header or _unless_alike(tell_by_contents(run, told.as_of), run)
    if header is None and told.log and (header := tell_log(run, above)):
        told.even.update(row.line for row in run if stands_for_itself(row, header))
    if header or (above and above.alone) or _is_headed(run[0]):
        told.headers[run[0].line] = header
    if header is None and _is_headed(run[0]) and (_has_head(run) or any(map(is_date, run[0].texts))):
        told.foreign.update(row.line for row in run)
        told.widths[:] = [len(run[0].cells)]
    elif header:
        told.widths.clear()
    return header


def _prefer(above: Header | None, told: Header | None) -> Header | None:
    """The header above in place of one that is told by the columns, and says nothing else than that: the table goes on."""
    if above is None or told is None or len(above.fields) != len(told.fields):
        return told
    alike = all(a == t or t in _LOOSE for a, t in zip(above.fields, told.fields, strict=True))
    return replace(above, lines=0) if alike else told


def _goes_on_foreign(run: Sequence[Row], header: Header | None, told: Told) -> bool:
    """Rows without heads, as wide as the table before them, which was none of actions."""
    return header is None and len(run[0].cells) in told.widths and not _has_head(run)


def _unless_alike(header: Header | None, run: Sequence[Row]) -> Header | None:
    """The header, unless most rows say the same where the actions would stand."""
    at = header.column("title") if header else None
    titles = [row.texts[at] for row in run if at is not None and at < len(row.texts)]
    return None if len(titles) > _MOST_ALIKE and len(set(titles)) * 2 < len(titles) else header


def _is_headed(first: Row) -> bool:
    """The row could be heads, some of which may be days ("Name", "11 May", "13 July")."""
    words = [t for t in first.texts if not is_date(t)]
    return len(first.filled) == len(first.cells) and bool(words) and bool(first.texts[0]) and may_be_heads(words)


def _read_lone_head(run: Sequence[Row]) -> Header | None:
    """A header of one word: "Action" over the names behind what was said, as minutes have it."""
    first, body = run[0], run[1:]
    at = first.filled[0] if len(first.filled) == 1 else 0
    if not at or name_head(first.texts[at]) not in ("title", "lead") or any(len(r.cells) != len(first.cells) for r in body):
        return None
    fields: list[str | None] = ["other"] * len(first.cells)
    fields[at] = "title"
    return put_lead(Header(tuple(fields), tuple(first.texts)), body, at)


def _widen(run: Sequence[Row], header: Header) -> Header | None:
    """The header of rows that have a reference in front, where one head stands over it and the action."""
    coded = all(len(row.cells) == len(header.fields) + 1 and CODE.fullmatch(row.texts[0]) for row in run)
    if not coded or header.fields[0] != "title" or header.heads_block:
        return None
    return Header(("ref", *header.fields), ("", *header.heads), lines=0)


def _heads_periods(run: Sequence[Row]) -> bool:
    """The first row heads figures for one period after another ("Project", "2024/25", "2025/26")."""
    first, *periods = run[0].texts
    apart = len(periods) > 1 and len({*periods}) == len(periods) and all(map(is_date, periods))
    held = [text for row in run[1:] for text in row.texts[1:] if text]
    return apart and bool(first) and bool(held) and sum(map(str.isdigit, (t[:1] for t in held))) >= SHARE * len(held)


def _contradicts(run: Sequence[Row], header: Header) -> bool:
    """Rows apart from the header's own with heads of their own, or with no name where it has the owners."""
    first = [run[0].texts[i] for i in run[0].filled]
    if len(run) > 1 and len(first) > 1 and all(map(name_head, first)):
        return True
    lead = header.column("lead")
    beside = (row.texts[lead] for row in run if lead is not None and lead < len(row.texts))
    held = [text for text in beside if any(map(str.isalpha, text))]
    fits = any(looks_like_leads(cut_aside(text)) for text in held) or any(count_fitting(r.cells, header) > 0 for r in run)
    return len(run[0].cells) == len(header.fields) and bool(held) and not fits


def _belongs(run: Sequence[Row], header: Header) -> bool:
    """Rows that stand apart from the header's own go on with its table: some have values where it has them.

    So does a single one of its columns that says something to be done, as a page break may leave it.
    """
    at = header.column("title") or 0
    if len(run) == 1 and len(run[0].cells) == len(header.fields) and says_deed(run[0].texts[at]):
        return True
    if len(run) > 1 and _is_headed(run[0]) and _has_head(run):
        return False
    return any(count_fitting(row.cells, header) > 0 or _goes_under(row, header) for row in run)


def _goes_under(row: Row, header: Header) -> bool:
    """The row has a deadline and a status where the header has them, be the one without its year or no date at all.

    One column may have both ("Summer 2024 ongoing").
    """
    due, state = header.column("deadline"), header.column("status")
    if state is None or len(row.cells) != len(header.fields):
        return False
    if due is None:
        when, _, far = row.texts[state].rpartition(" ")
        return is_status(far) and is_date(cut_aside(when))
    return (is_date(row.texts[due]) or is_vague(row.texts[due])) and is_status(row.texts[state])


def _has_values(rows: Sequence[Row], header: Header) -> bool:
    """Rows above another header of the same table hold something where the header before has owners, dates or statuses."""
    beside = [i for i, name in enumerate(header.fields) if name in _TOLD]
    return not rows or any(row.texts[i] for row in rows for i in beside if i < len(row.cells))
