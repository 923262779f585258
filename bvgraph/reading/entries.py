"""The reading of one document: every line goes to the shape of layout that it stands in, and drafts become entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bvgraph.reading import repairs
from bvgraph.reading.blocks import Clean, Header, Page, Row, is_rule, read_header, read_page
from bvgraph.reading.cards import is_card, is_summary, take_card_row, take_summary_row
from bvgraph.reading.dates import cut_original, parse_date
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.garbled import place_garbled
from bvgraph.reading.labels import find_cards, take_label
from bvgraph.reading.prose import (
    find_running_titles,
    heads_table,
    is_page_number,
    read_area_label,
    take_heading,
    take_recommendation,
)
from bvgraph.reading.sections import is_section, is_subhead, take_section
from bvgraph.reading.settings import settled_by
from bvgraph.reading.tables import count_fitting, take_row
from bvgraph.reading.values import classify_lead, is_mark, is_status, parse_percent, parse_status, read_status, split_leads
from bvgraph.records import Deadline, Document, Entry, Lead, Passage, Percent, Problem, Reading, Status


def read_document(document: Document, earlier: Sequence[Entry] = ()) -> Reading:
    """Read all entries of a document.

    ``earlier`` are the entries of the document in which the same plan was first printed: rows that scanning garbled
    are told apart and completed by them, with the repair on record.  Entries come in the order of their lines.
    """
    with settled_by(document.settings):
        return _read(document, earlier)


def _read(document: Document, earlier: Sequence[Entry]) -> Reading:
    page = read_page(document.id, document.text)
    walk = _Walk(page, find_running_titles(page, document.title))
    uses = walk.read()
    outline = walk.outline
    place_garbled(outline, earlier)
    repairs.settle_squeezed(outline, earlier)
    repairs.settle_torn(outline, earlier)
    repairs.split_closing_leads(outline)
    drafts = repairs.merge_references(outline)
    entries = _finish(page, sorted(drafts, key=lambda d: d.line))
    outline.problems += [
        Problem(
            page.id, d.line, "unplaced", "values that belong to no title", " | ".join(c.text for c in d.cells.values())[:200]
        )
        for d in drafts
        if not d.title and d.cells
    ]
    problems = [*outline.problems, *_find_doubtful(entries)]
    return Reading(document, tuple(entries), tuple(sorted(problems)), (), _measure_coverage(page, uses, outline.problems))


@dataclass(slots=True)
class _Walk:
    """One pass over the rows; ``header`` is that of the table at hand, ``block`` the block row still to be completed."""

    page: Page
    running: frozenset[str]
    outline: Outline = field(init=False)
    cards: frozenset[int] = frozenset()
    headers: list[Header] = field(default_factory=list)
    header: Header | None = None
    block: Draft | None = None

    def __post_init__(self) -> None:
        words = frozenset(w for w, n in Counter(re.findall(r"[a-z]+", self.page.text.casefold())).items() if n > 1)
        self.outline = Outline(self.page.id, words)
        rows = self.page.rows
        self.cards = find_cards([r for r in rows if r.filled])
        self.headers = [h for r, after in zip(rows, [*rows[1:], None], strict=True) if (h := read_header(r, after))]
        labelled = (r for r in rows if read_area_label(r) is not None and r.line not in self.cards)
        self.outline.labelled_areas = any(read_header(r) is None for r in labelled)

    def read(self) -> dict[int, str]:
        """Use every row; returns what each line was used for."""
        rows = [r for r in self.page.rows if r.filled]
        uses: dict[int, str] = {}
        skip = False
        for i, row in enumerate(rows):
            if skip:
                skip, uses[row.line] = False, "furniture"
                continue
            after = rows[i + 1] if i + 1 < len(rows) else None
            later = rows[i + 2] if i + 2 < len(rows) else None
            if row.line in self.cards:
                self.header, uses[row.line] = None, take_label(row, self.outline)
                continue
            self.outline.card = None
            header = read_header(row, after)
            if header:
                skip = header.lines > 1
                self._open(header)
            uses[row.line] = "furniture" if header else self._use(row, after, later)
        return uses

    def _open(self, header: Header) -> None:
        """Start a table, or go on with the one at hand after a page break."""
        if header.names == {"title", "lead"}:
            self.block = None
        self.header = header

    def _use(self, row: Row, after: Row | None, later: Row | None) -> str:
        if self._is_furniture(row):
            return "furniture"
        label = read_area_label(row)
        if label is not None:
            self.outline.area, self.outline.activity, self.header = row.cells[label], None, None
            return "heading"
        if not self._in_block and heads_table(row, after, later):
            return take_heading(row, self.outline)
        if len(row.filled) == 1 and is_section(row.texts[row.filled[0]]) and not self._in_block:
            return take_section(row, self.outline)
        return take_recommendation(row, self.outline) or self._take(row, after) or "prose"

    def _is_furniture(self, row: Row) -> bool:
        running = len(row.cells) == 1 and row.texts[0] in self.running and not self._in_block
        return running or is_rule(row) or is_page_number(row) or (self.header is not None and is_subhead(row))

    @property
    def _in_block(self) -> bool:
        """A block header was read; its title, or the lead under it, is still awaited."""
        block = self.header is not None and self.header.names == {"title", "lead"}
        return block and (self.block is None or not self.block.get("lead"))

    def _take(self, row: Row, after: Row | None) -> str | None:
        if self.header is None and len(row.filled) > 2:
            self.header = self._borrow_header(row)
        if self.header is None:
            return self._report_unread(row)
        if is_card(self.header):
            return take_card_row(row, self.outline)
        if is_summary(self.header):
            return take_summary_row(row, self.outline)
        if self.header.names == {"title", "lead"}:
            return self._take_block_row(row)
        return take_row(row, self.header, self.outline, after)

    def _borrow_header(self, row: Row) -> Header | None:
        """A table whose own header is cut off: the first header of the document that has its columns and fits its values."""
        alike = (h for h in self.headers if len(h.fields) == len(row.cells))
        return next(
            (h for h in alike if count_fitting(row.cells, h) > 1 or (len(row.cells) < 5 and count_fitting(row.cells, h))),
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


def _finish(page: Page, drafts: list[Draft]) -> list[Entry]:
    """Turn drafts into entries; a row that starts on the line of another gets a number to its key."""
    keys: dict[int, str] = {}
    seen: Counter[int] = Counter()
    for draft in drafts:
        seen[draft.line] += 1
        keys[id(draft)] = f"{page.id}/{draft.line}" + (f"-{seen[draft.line]}" if seen[draft.line] > 1 else "")
    return [_finish_one(page, d, keys) for d in drafts if d.title]


def _finish_one(page: Page, d: Draft, keys: dict[int, str]) -> Entry:
    text = {name: cell.passage(page) for name, cell in d.cells.items()}
    own = [n for n in d.lines if n >= d.line] or [d.line]
    run = [n for i, n in enumerate(sorted(own)) if n - d.line < 12 * (i + 1)]
    title, deadline = d.borrowed.get("title", text["title"]), d.borrowed.get("deadline")
    assert isinstance(title, Passage)  # noqa: S101  # drafts without a title are left out above
    return Entry(
        id=keys[id(d)],
        document=page.id,
        line=d.line,
        last_line=max(run),
        kind=d.kind,
        title=title,
        area=d.area.passage(page),
        ref=d.ref.passage(page),
        parent=keys.get(id(d.parent)) if d.parent else None,
        parent_title=_finish_title(d.parent) if d.parent else d.parent_title,
        leads=_finish_leads(page, d.get("lead")),
        deadline=deadline if isinstance(deadline, Deadline) else _finish_deadline(page, d.get("deadline")),
        status=_finish_status(page, d.get("status")),
        percent=_finish_percent(page, d.get("percent")),
        comment=text.get("comment"),
        planned=None if _is_cut_status(d) else text.get("planned"),
        monitoring=_finish_names(page, d.get("monitoring")),
        places=tuple(sorted({d.line, *d.lines})),
        repairs=tuple(d.repairs),
        original=_finish_original(page, d),
    )


def _finish_title(d: Draft) -> str:
    borrowed = d.borrowed.get("title")
    return borrowed.text if borrowed else d.title


def _is_cut_status(d: Draft) -> bool:
    """The last cell holds the first letters of the row's status and no more: a speck of the page before."""
    planned, status = d.get("planned").text, d.get("status").text
    return 0 < len(planned) < len(status) and status.casefold().startswith(planned.casefold())


def _finish_leads(page: Page, cell: Clean) -> tuple[Lead, ...]:
    leads: dict[str, Lead] = {}
    for start, end in split_leads(cell.text):
        words = cell.text[start:end].split()
        half = len(words) // 2
        doubled = half > 1 and words[:half] == words[half:]
        part = cell.cut(start, start + len(" ".join(words[:half])) if doubled else end)
        leads.setdefault(part.text, Lead(part.text, classify_lead(part.text), part.spans(page)))
    return tuple(leads.values())


def _finish_names(page: Page, cell: Clean) -> tuple[Passage, ...]:
    parts = (cell.cut(m.start(), m.end()).passage(page) for m in re.finditer(r"[^;]+", cell.text))
    return tuple(p for p in parts if p and p.text)


def _finish_deadline(page: Page, cell: Clean) -> Deadline | None:
    if not cell:
        return None
    date = parse_date(cell.text)
    return Deadline(cell.text, date.edtf if date else None, date.due_by if date else None, cell.spans(page))


def _finish_original(page: Page, d: Draft) -> Deadline | None:
    """The first deadline, from a column of its own or from the cell that prints its revision too."""
    cell = d.get("deadline")
    end = None if d.get("original") else cut_original(cell.text)
    return _finish_deadline(page, cell.cut(0, end) if end else d.get("original"))


def _finish_status(page: Page, cell: Clean) -> Status | None:
    return Status(cell.text, None if is_mark(cell.text) else read_status(cell.text), cell.spans(page)) if cell else None


def _finish_percent(page: Page, cell: Clean) -> Percent | None:
    value = parse_percent(cell.text)
    return Percent(value, cell.spans(page)) if value is not None else None


def _find_doubtful(entries: list[Entry]) -> list[Problem]:
    """Values that were read but not understood, and rows whose cells the print lost."""
    out = []
    for e in entries:
        if e.status and not is_status(e.status.text) and not is_mark(e.status.text):
            out.append(Problem(e.document, e.line, "status", "a status that is no known status word", e.status.text))
        out += [Problem(e.document, e.line, "repaired", f"{r.field}: {r.reason}", r.printed) for r in e.repairs]
    return out


def _measure_coverage(page: Page, uses: dict[int, str], problems: list[Problem]) -> float:
    """The share of characters on lines that ended up in an entry, a heading, prose or furniture."""
    lost = {p.line for p in problems if p.kind in ("unplaced", "garbled")}
    sizes = {r.line: sum(len(t) for t in r.texts) for r in page.rows}
    total = sum(sizes.values())
    return round(1 - sum(sizes[n] for n in lost) / total, 4) if total else 1.0
