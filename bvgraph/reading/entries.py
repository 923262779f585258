"""The reading of one document: every line goes to the shape of layout that it stands in, and drafts become entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from bvgraph.reading import repairs
from bvgraph.reading.blocks import Header, Page, Row, is_rule, read_header
from bvgraph.reading.calendars import find_day
from bvgraph.reading.cards import is_card, is_summary, take_card_row, take_summary_row
from bvgraph.reading.columns import Told, tell_columns
from bvgraph.reading.customs import Customs, is_legend
from bvgraph.reading.dates import parse_date
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.finishing import find_doubtful, finish
from bvgraph.reading.garbled import place_garbled
from bvgraph.reading.genres import calls_itself_rules
from bvgraph.reading.imperatives import find_told
from bvgraph.reading.labels import (
    find_cards,
    pair_labels,
    part_labels,
    part_pairs,
    part_values,
    read_label,
    start_untitled,
    take_label,
)
from bvgraph.reading.lists import Lists
from bvgraph.reading.logs import find_list
from bvgraph.reading.milestones import tell_milestones
from bvgraph.reading.minutes import speaks_of_action, take_item, take_state
from bvgraph.reading.pages import read_page
from bvgraph.reading.placing import count_fitting
from bvgraph.reading.plans import heads_points
from bvgraph.reading.points import recurs
from bvgraph.reading.prose import (
    find_running_titles,
    heads_table,
    is_heading,
    is_page_number,
    is_signature,
    lists_abbreviations,
    read_area_label,
    take_heading,
    take_part,
    take_recommendation,
)
from bvgraph.reading.seams import join_wrapped, mend_seams
from bvgraph.reading.sections import explains_columns, is_section, is_subhead, take_section
from bvgraph.reading.settings import settled_by
from bvgraph.reading.stacks import unstack
from bvgraph.reading.tables import take_row
from bvgraph.reading.titlerows import spread_cards
from bvgraph.reading.untangling import untangle
from bvgraph.reading.values import parse_percent, parse_status
from bvgraph.records import Document, Entry, Problem, Reading

_FURNITURE = (is_rule, is_page_number, is_signature, lists_abbreviations)
_MARKED_UP = (".md", ".markdown")  # texts whose tables have one line for each row


def read_document(document: Document, earlier: Sequence[Entry] = ()) -> Reading:
    """Read all entries of a document.

    ``earlier`` are the entries of the document in which the same plan was first printed: rows that scanning garbled
    are told apart and completed by them, with the repair on record.  Entries come in the order of their lines.
    """
    with settled_by(document.settings):
        return _read(document, earlier)


def trace_headers(document: Document) -> tuple[dict[int, Header], dict[int, str]]:
    """Under which header a row of a table is read, or that it is, by its line; and what each line is used for."""
    with settled_by(document.settings):
        walk = _start(document)
        uses = walk.read()
    return walk.under, uses


def _start(document: Document) -> _Walk:
    page = read_page(document.id, document.text)
    marked_up = document.file.endswith(_MARKED_UP)
    if not document.places and not marked_up:
        rows = mend_seams(unstack(page.rows))
        page = replace(page, rows=tuple(join_wrapped(rows, parted=re.search(r"[\t|]", document.text) is not None)))
    day = document.as_of or find_day(document.title, document.text)
    walk = _Walk(page, document.title, find_running_titles(page, document.title, paged=not marked_up), Customs(page, day))
    placed = frozenset(p.line for p in document.places if p.page is None and len(p.cells) > 1)
    walk.outline.whole = placed | frozenset(r.line for r in page.rows if marked_up and len(r.cells) > 1)
    joined = frozenset(r.line for r in page.rows if r.last > r.line)
    walk.outline.drawn = joined | frozenset(p.line for p in document.places)
    return walk


def _read(document: Document, earlier: Sequence[Entry]) -> Reading:
    walk = _start(document)
    uses = walk.read()
    page, customs, outline = walk.page, walk.customs, walk.outline
    place_garbled(outline, earlier)
    repairs.settle_squeezed(outline, earlier)
    repairs.settle_torn(outline, earlier)
    repairs.split_closing_leads(outline)
    drafts = repairs.drop_unmarked(repairs.merge_references(outline), outline)
    repairs.cut_codes(drafts)
    customs.drafts.extend(drafts)
    drafts = repairs.drop_names(untangle(drafts, customs), outline)
    entries = finish(page, sorted(drafts, key=lambda d: d.line), customs)
    outline.problems += [
        Problem(
            page.id, d.line, "unplaced", "values that belong to no title", " | ".join(c.text for c in d.cells.values())[:200]
        )
        for d in drafts
        if not d.named and d.cells
    ]
    problems = [*outline.problems, *find_doubtful(entries, customs)]
    return Reading(document, tuple(entries), tuple(sorted(problems)), (), _measure_coverage(page, uses, outline.problems))


@dataclass(slots=True)
class _Walk:
    """One pass over the rows of a document of that ``name``.

    ``header`` is that of the table at hand, ``opened`` the last one, ``block`` the block row still to be completed;
    ``under`` has the header under which each line was read, or that it is.
    """

    page: Page
    name: str
    running: frozenset[str]
    customs: Customs
    outline: Outline = field(init=False)
    cards: dict[int, bool] = field(default_factory=dict)
    headers: list[Header] = field(default_factory=list)
    told: Told = field(init=False)
    header: Header | None = None
    opened: Header | None = None
    block: Draft | None = None
    lists: Lists = field(init=False)
    filled: list[Row] = field(default_factory=list)
    labels: set[int] = field(default_factory=set)
    under: dict[int, Header] = field(default_factory=dict)

    def __post_init__(self) -> None:
        words = frozenset(w for w, n in Counter(re.findall(r"[a-z]+", self.page.text.casefold())).items() if n > 1)
        self.outline = Outline(self.page.id, words, signs=frozenset(self.customs.legend))
        rows = self.page.rows
        spread, carded = spread_cards(part_pairs([r for r in rows if r.filled]))
        filled, self.labels = pair_labels(part_labels(part_values(spread)))
        self.filled = filled
        self.cards = find_cards([r for r in filled if r.line not in carded]) | dict.fromkeys(carded, False)
        self.headers = [h for r, after in zip_longest(filled, filled[1:]) if (h := read_header(r, after))]
        self.outline.ruled = calls_itself_rules(rows)
        tables = [r for r in rows if r.line not in self.cards and not (r.filled and is_page_number(r))]
        self.told = tell_columns(tables, self.customs.as_of)
        tell_milestones(rows, self.name, self.told)
        self.outline.even = frozenset(self.told.even)
        texts = [r.texts[r.filled[0]] for r in filled]
        self.lists = Lists(self.outline, self.customs, texts, find_list(rows), find_told(rows))
        labelled = (r for r in rows if read_area_label(r) is not None and r.line not in self.cards)
        self.outline.labelled_areas = any(read_header(r) is None for r in labelled)

    def read(self) -> dict[int, str]:
        """Use every row; returns what each line was used for."""
        rows = self.filled
        uses = dict.fromkeys(self.labels, "furniture")
        skip = False
        for i, row in enumerate(rows):
            if skip:
                skip, uses[row.line] = False, "furniture"
                continue
            after = rows[i + 1] if i + 1 < len(rows) else None
            later = rows[i + 2] if i + 2 < len(rows) else None
            if row.line in self.cards and not self._recurs(row):
                take = start_untitled if self.cards[row.line] else take_label
                self.header, uses[row.line] = None, take(row, self.outline)
                continue
            self.outline.card = None
            self._enter_run(row)
            foreign = row.line in self.told.foreign
            header = None if foreign else read_header(row, after) or (self.header if self._is_loose(row) else None)
            if header:
                skip = header.lines > 1
                self._open(self.told.recast.get(row.line, header))
            uses[row.line] = "furniture" if header else self._use(row, after, later)
            if uses[row.line] == "entry" and self.outline.last:
                self.outline.last.lines += range(row.line + 1, row.last + 1)
            if self.header and (header or uses[row.line] == "entry"):
                self.under[row.line] = self.header
        return uses

    def _recurs(self, row: Row) -> bool:
        """A line that recurs, without a label and behind a value: it goes on with no value ("Back to top")."""
        card = self.outline.card
        behind = card is not None and bool(card.get(self.outline.card_field or ""))
        return behind and len(row.cells) == 1 and row.texts[0] in self.running and read_label(row) is None

    def _enter_run(self, row: Row) -> None:
        """At the first row of a table that no known header heads, its header is what the columns tell."""
        if row.line in self.told.headers:
            self.header = self.told.headers[row.line]
        elif self.header and self.header.heads_block and row.line not in self.outline.whole and self.outline.whole:
            self.header = None  # the table has ended, says the file

    def _is_loose(self, row: Row) -> bool:
        """The row is a header in words of which not all are known."""
        told = self.told.headers.get(row.line)
        return told is not None and told.lines == 1

    def _open(self, header: Header) -> None:
        """Start a table, or go on with the one at hand after a page break."""
        if header.heads_block:
            self.block = None
        self.header = self.opened = header.inherit(self.opened)

    def _use(self, row: Row, after: Row | None, later: Row | None) -> str:
        if self._is_furniture(row):
            return "furniture"
        if len(row.filled) == 1 and take_state(row, self.outline):
            return "entry"
        if self._names_area(row) or (not self._in_block and self._names_lead(row)):
            return "heading"
        return self._take_head(row, after, later) or self._take_entry(row, after)

    def _names_area(self, row: Row) -> bool:
        """A row with the label of the area, which ends the table above."""
        label = read_area_label(row)
        if label is not None:
            self.outline.area, self.outline.activity, self.header = row.cells[label], None, None
        return label is not None

    def _take_head(self, row: Row, after: Row | None, later: Row | None) -> str | None:
        """A line that heads what stands beneath it."""
        if part := take_part(row, self.page, self.outline):
            return part
        if not self._in_block and heads_table(row, after, later):
            return take_heading(row, self.outline)
        if row.line in self.told.parts and row.line in self.outline.whole:
            return take_section(row, self.outline, self.told.parts[row.line])
        if len(row.filled) == 1 and is_section(row.texts[row.filled[0]]) and not self._in_block:
            return take_section(row, self.outline)
        return take_recommendation(row, self.outline, headed=self.header is not None)

    def _take_entry(self, row: Row, after: Row | None) -> str:
        header, roster = self.header, self.customs.roster
        marked = header is not None and header.heads in self.told.marked
        header = replace(header, needs="") if header and marked else header
        item = take_item(row, header, self.outline, roster) if speaks_of_action(row) else None
        if marked and header and not item and not any(row.texts[i] for i in header.beside.values() if i < len(row.texts)):
            return "prose"
        return item or self._take(row, after) or self._take_prose(row, after)

    def _names_lead(self, row: Row) -> bool:
        """A line that says who leads the rows below ("Lead implementing agency: ...")."""
        label = read_label(row) if re.match(r"[A-Z][A-Za-z ]+:", row.texts[0]) else None
        if label is None or label.field != "lead" or not label.value:
            return False
        self.outline.lead = label.value
        return True

    def _take_prose(self, row: Row, after: Row | None) -> str:
        """A line outside tables: the heading of rows that have no header of their own, or an action in minutes."""
        if after and self._goes_before_rows(after) and is_heading(row):
            return take_heading(row, self.outline)
        return self.lists.take(row, after)

    def _is_furniture(self, row: Row) -> bool:
        running = len(row.cells) == 1 and row.texts[0] in self.running and not self._in_block
        running = running and not (recurs(row) or heads_points(row, plan=self.lists.plan))
        legend = row.texts[0] in self.outline.signs and is_legend(row)
        beneath = self.header and (is_subhead(row) or self.header.goes_on(row) or explains_columns(row, self.header))
        return running or legend or any(test(row) for test in _FURNITURE) or bool(beneath)

    @property
    def _in_block(self) -> bool:
        """A block header was read; its title, or the lead under it, is still awaited."""
        block = self.header is not None and self.header.heads_block
        return block and (self.block is None or not self.block.get("lead"))

    def _take(self, row: Row, after: Row | None) -> str | None:
        if self.header is None and len(row.filled) > 2 and row.line not in self.told.foreign:
            self.header = self._borrow_header(row)
        if self.header is None:
            return self._report_unread(row)
        if is_card(self.header):
            return take_card_row(row, self.outline)
        if is_summary(self.header):
            return take_summary_row(row, self.outline)
        if self.header.heads_block:
            return self._take_block_row(row)
        if after and _stands_over(row, read_header(after)):
            return "prose"
        used = take_row(row, self.header, self.outline, after)
        unread = used == "prose" and {"lead", "deadline", "status"} <= self.header.names
        return (self._report_unread(row) if unread else None) or used

    def _goes_before_rows(self, after: Row) -> bool:
        """The next row begins a part of a table that has no header of its own."""
        told = self.told.headers.get(after.line, self.header)
        return (
            told is not None
            and (told.alone or len(after.filled) > 1)
            and len(after.cells) == len(told.fields)
            and not told.heads_block
        )

    def _borrow_header(self, row: Row) -> Header | None:
        """A table whose own header is cut off: the first header of the document that has its columns and fits its values."""
        alike = (h for h in self.headers if len(h.fields) == len(row.cells))
        return next(
            (h for h in alike if count_fitting(row.cells, h) > (len(row.cells) > 4)),
            None,
        )

    def _report_unread(self, row: Row) -> str | None:
        """A row with values that no header explains is no prose."""
        texts = [row.texts[i] for i in row.filled]
        values = any(parse_date(t) or parse_status(t) for t in texts[1:])
        if len(texts) < 3 or not values:
            return None
        self.outline.report(row, "unplaced", "a row with values, and no header that says what its columns are")
        return "problem"

    def _take_block_row(self, row: Row) -> str | None:
        """The title of a block, with its lead beside it, on a line of its own, or nowhere; then values of its own."""
        first = row.cells[0]
        if len(row.cells) == 1 and not self._in_block:
            return None
        if self.block is None or (first and len(row.filled) > 1):
            self.block = self.outline.start(Draft("activity", row.line))
            self.outline.activity = self.block
        else:
            self.block.lines.append(row.line)
        if first and self._is_lead_line(row):
            self.block.add("lead", first)
            return "entry"
        self.block.add("title", first)
        for at in row.filled:
            if at:
                self._add_value(self.block, at, row)
        return "entry"

    def _is_lead_line(self, row: Row) -> bool:
        text = row.texts[0]
        named = len(text.split()) < 5 and all(w[0].isupper() for w in re.findall(r"[^\W\d_]+", text))
        return bool(self.block and self.block.title and not self.block.get("lead") and len(row.filled) == 1 and named)

    def _add_value(self, block: Draft, at: int, row: Row) -> None:
        """A cell beside a block's title is its lead, unless its type or, far to the right, its column says otherwise."""
        cell = row.cells[at]
        tests = {"deadline": parse_date, "status": parse_status, "percent": parse_percent}
        name = next((n for n, test in tests.items() if test(cell.text) is not None), None)
        if name is None:
            name = "lead" if at < 4 and not block.get("lead") else "planned" if at == len(row.cells) - 1 else "comment"
        block.add(name, cell)


def _stands_over(row: Row, header: Header | None) -> bool:
    """A row right above a header that fills few of its columns and begins with a label: the name of what is beneath."""
    sparse = header is not None and 1 < len(row.filled) * 3 < len(header.fields)
    return sparse and re.match(r"[A-Z][A-Za-z ()]+:", row.texts[row.filled[0]]) is not None


def _measure_coverage(page: Page, uses: dict[int, str], problems: list[Problem]) -> float:
    """The share of characters on lines that ended up in an entry, a heading, prose or furniture."""
    lost = {p.line for p in problems if p.kind in ("unplaced", "garbled")}
    sizes = {r.line: sum(len(t) for t in r.texts) for r in page.rows}
    total = sum(sizes.values())
    return round(1 - sum(sizes[n] for n in lost) / total, 4) if total else 1.0
