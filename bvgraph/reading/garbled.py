"""Tables that were printed several times over, each copy beginning a row lower, with all rows of a column in one cell.

Scanning software does this to tables that it cannot draw.  The rows are told apart by the same rows in the plan's first
print: each is read once, from the copy that begins with it, where the first value of every cell is its own.  What no
copy holds comes from the plan, with the repair on record; without the plan's first print the lines are reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rapidfuzz import fuzz

from bvgraph.reading.blocks import Clean, Row, join_all
from bvgraph.reading.dates import find_dates
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.repairs import know_leads
from bvgraph.reading.values import parse_status
from bvgraph.records import Entry, Problem, Repair

BEYOND = 6  # rows of the plan behind the garbled ones that are looked for in the copies
_SENTENCE = re.compile(r"\s*As (?:per )?above\.?|.+?(?:(?<!\d)\.(?= [A-Z])|(?= As above)|$)")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row's title stands in a copy's first cell; ``cut`` if the copy begins in the middle of it."""

    row: Entry
    start: int
    end: int
    cut: bool = False


@dataclass(slots=True)
class _Copy:
    """One printed line: its first cell, the dates behind it, and the values of the columns that follow."""

    line: int
    titles: Clean
    dates: Clean
    statuses: list[Clean]
    percents: list[Clean]
    comments: list[Clean]
    places: list[_Place] = field(default_factory=list)

    @property
    def due(self) -> list[tuple[int, int]]:
        return [(a, b) for a, b, _ in find_dates(self.dates.text)]

    @property
    def rows(self) -> list[Entry]:
        """The rows that have values here: those with a whole title, activities apart."""
        return [p.row for p in self.places if not p.cut and p.row.kind != "activity"]

    @property
    def cut(self) -> Entry | None:
        return next((p.row for p in self.places if p.cut), None)

    @property
    def complete(self) -> bool:
        """As many dates as rows; the last row's values may stand on a line of their own."""
        return len(self.rows) - len(self.due) in (0, 1) and bool(self.due)

    @property
    def uneven(self) -> int:
        """How far the numbers of statuses and percentages are from the number of dates."""
        return abs(len(self.statuses) - len(self.due)) + abs(len(self.percents) - len(self.due))


def place_garbled(outline: Outline, earlier: Sequence[Entry]) -> None:
    """Turn the garbled rows that the outline has set aside into drafts, in their place among the others."""
    shift = 0
    for at, group in groupby(list(outline.garbled), key=lambda pair: pair[0]):
        rows = [row for _, row in group]
        candidates, beyond = _find_candidates(outline, at + shift, earlier)
        drafts = _read_run(rows, candidates, beyond, know_leads(outline, earlier))
        used = {n for d in drafts for n in d.lines} if drafts else set()
        for row in rows:
            if row.line not in used and not drafts:
                outline.report(row, "garbled", "several rows run into one, and no other print of the plan tells them apart")
        _report_lost(outline, drafts)
        _insert(outline, at + shift, drafts)
        shift += len(drafts)


def _report_lost(outline: Outline, drafts: list[Draft]) -> None:
    """Say which rows have no status although others of the same table have one."""
    if any(d.get("status") for d in drafts):
        for d in drafts:
            if d.kind != "activity" and not d.get("status"):
                message = "the print shows no status for this row of a garbled table"
                outline.problems.append(Problem(outline.document, d.line, "lost", message, d.title[:200]))


def _find_candidates(outline: Outline, at: int, earlier: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The plan's rows between those that stand before and after the garbled lines, and some into which a copy may run."""

    def find(draft: Draft | None, default: int) -> int:
        if draft is None:
            return default
        alike = [i for i, e in enumerate(earlier) if fuzz.ratio(e.title.text, draft.title[: len(e.title.text) + 12]) > 85]
        return alike[-1] if alike else default

    start = find(outline.drafts[at - 1] if at else None, -1)
    end = find(outline.drafts[at] if at < len(outline.drafts) else None, len(earlier))
    return list(earlier[start + 1 : end]), list(earlier[end : end + BEYOND])


def _read_run(rows: list[Row], candidates: list[Entry], beyond: list[Entry], leads: list[str]) -> list[Draft]:
    copies = [_read_copy(row) for row in rows if row.cells[0]]
    printed: dict[str, str] = {}
    names = sorted({name.split()[0] for name in leads})
    for copy in copies:
        copy.places = _place_titles(copy, [*candidates, *beyond], printed, names)
    drafts = []
    for row in candidates:
        if draft := _read_row(row, copies, leads):
            drafts.append(draft)
    _give_loose(drafts, [r for r in rows if not r.cells[0]], leads)
    return drafts


def _read_copy(row: Row) -> _Copy:
    at = next((i for i, c in enumerate(row.cells) if i and find_dates(c.text)), 1)
    after = [*row.cells[at + 1 :], Clean(), Clean()]
    states = [after[0].cut(*place) for place in _find_statuses(after[0].text)]
    percents = [after[1].cut(m.start(), m.end()) for m in re.finditer(r"\d{1,3}%", after[1].text)]
    comment = row.cells[-1] if len(row.cells) > at + 3 else Clean()
    comments = [comment.cut(m.start(), m.end()) for m in _SENTENCE.finditer(comment.text) if m[0].strip()]
    return _Copy(row.line, row.cells[0], row.cells[at], states, percents, comments)


def _find_statuses(text: str) -> list[tuple[int, int]]:
    """Where the statuses of a column stand that ran into one cell, the longest words first ("On Target", "Overdue")."""
    words = [m.span() for m in re.finditer(r"\S+", text)]
    found, at = [], 0
    while at < len(words):
        ends = [words[i][1] for i in range(min(at + 3, len(words)) - 1, at - 1, -1)]
        end = next((e for e in ends if parse_status(text[words[at][0] : e])), None)
        found += [(words[at][0], end)] if end else []
        at = next((i for i, w in enumerate(words) if end and w[0] >= end), len(words) if end else at + 1)
    return found


def _place_titles(copy: _Copy, candidates: list[Entry], printed: dict[str, str], names: list[str]) -> list[_Place]:
    """Find the candidates' titles, the surest first; what is left between two of them is a title with other words."""
    text = copy.titles.text
    found = []
    for row in candidates:
        m = fuzz.partial_ratio_alignment(row.title.text, text, score_cutoff=90)
        if m and len(row.title.text) <= len(text):
            found.append((-m.score, m.dest_start, _Place(row, m.dest_start, m.dest_end)))
    places: list[_Place] = []
    for _, _, place in sorted(found, key=lambda f: f[:2]):
        if all(place.end <= p.start + 5 or place.start >= p.end - 5 for p in places):
            places.append(place)
    places.sort(key=lambda p: p.start)
    return _fill_gaps(text, places, candidates, printed, names)


def _fill_gaps(
    text: str, places: list[_Place], candidates: list[Entry], printed: dict[str, str], names: list[str]
) -> list[_Place]:
    out: list[_Place] = []
    at = 0
    for place in [*places, None]:
        end = place.start if place else len(text)
        free = [c for c in candidates if c.kind != "activity" and all(p.row is not c for p in places)]
        out += _read_gap(text, at, _strip_name(text, at, end, names), free, printed)
        out += [place] if place else []
        at = place.end if place else end
        m = re.compile(_name_pattern(names)).match(text, at)
        at = m.end() if m else at
    for p in out:
        if not p.cut:
            printed.setdefault(p.row.id, text[p.start : p.end].strip())
    return out


def _name_pattern(names: list[str]) -> str:
    """A first name from the lead column, with the column's border read as a letter."""
    return rf"\W*(?:{'|'.join(map(re.escape, names)) or '$'})\b(?:\s+[I|l]\b)?"


def _strip_name(text: str, start: int, end: int, names: list[str]) -> int:
    """The end of the stretch without the first name it may close with."""
    m = re.search(_name_pattern(names) + r"\s*$", text[start:end])
    return start + m.start() if m else end


def _read_gap(text: str, start: int, end: int, free: list[Entry], printed: dict[str, str]) -> list[_Place]:
    """The tail of a title with which a copy begins, and a title whose words were put in another order."""
    out = []
    if start == 0:
        best = max(free, key=lambda c: _tail_score(c, text[:end], printed), default=None)
        if best and _tail_score(best, text[:end], printed) > 90:
            half = _second_half(best, printed)
            m = fuzz.partial_ratio_alignment(half, text[:end])
            start = m.dest_end if m and len(half) < end else end
            out.append(_Place(best, 0, start, cut=True))
    gap = text[start:end].strip()
    rest = [c for c in free if all(p.row is not c for p in out)]
    alike = max(rest, key=lambda c: fuzz.token_sort_ratio(c.title.text, gap), default=None)
    if len(gap) > 15 and alike and fuzz.token_sort_ratio(alike.title.text, gap) > 85:
        out.append(_Place(alike, start, end))
    return out


def _second_half(row: Entry, printed: dict[str, str]) -> str:
    title = printed.get(row.id, row.title.text)
    return title[len(title) // 2 :]


def _tail_score(row: Entry, gap: str, printed: dict[str, str]) -> float:
    return fuzz.partial_ratio(_second_half(row, printed), gap.strip()) if len(gap.strip()) > 15 else 0.0


def _read_row(row: Entry, copies: list[_Copy], leads: list[str]) -> Draft | None:
    """One draft for the plan's row, from the first copy that begins with it, else from the first that shows its tail."""
    if row.kind == "activity":
        return _read_heading(row, copies)
    own = min((c for c in copies if c.complete and c.rows[0] is row), key=lambda c: c.uneven, default=None)
    cut = [c for c in copies if c.cut is row]
    shown = [c for c in copies if row in c.rows]
    copy = own or next(iter([*cut, *shown]), None)
    if copy is None:
        return None
    draft = Draft("milestone", copy.line, lines=[copy.line], parent_title=row.parent_title)
    place = next(p for p in copy.places if p.row is row)
    _set_title(draft, row, copy, place)
    if not own and not cut:
        return draft
    _set_values(draft, row, copy, own is not None, leads)
    draft.cells["comment"] = _find_comment(row, own, cut, copies, draft)
    draft.cells = {name: cell for name, cell in draft.cells.items() if cell}
    return draft


def _read_heading(row: Entry, copies: list[_Copy]) -> Draft | None:
    """The numbered heading of an activity, from the copy that begins with it."""
    copy = next((c for c in reversed(copies) if c.places and any(p.row is row for p in c.places)), None)
    if copy is None:
        return None
    place = next(p for p in copy.places if p.row is row)
    draft = Draft("activity", copy.line, lines=[copy.line])
    number = re.search(r"(\d{1,3})[.)]\s*$", copy.titles.text[: place.start])
    draft.ref = copy.titles.cut(number.start(1), number.end(1)) if number else Clean()
    _set_title(draft, row, copy, place)
    return draft


def _set_title(draft: Draft, row: Entry, copy: _Copy, place: _Place) -> None:
    """The title as printed here, or the plan's where the print lost a part of it."""
    cell = copy.titles.cut(place.start, place.end)
    draft.cells["title"] = cell
    alike = fuzz.ratio(cell.text, row.title.text) > 98 or fuzz.token_sort_ratio(cell.text, row.title.text) > 85
    if (
        place.cut
        or not alike
        or (cell.text != row.title.text and row.kind == "activity")
        or _is_cut(cell.text, row.title.text)
    ):
        draft.borrowed["title"] = row.title
        draft.repairs.append(Repair("title", cell.text, row.title.text, f"lost in print; read from {row.id}"))


def _is_cut(text: str, whole: str) -> bool:
    """The last word of ``whole`` is missing."""
    return whole.rsplit(maxsplit=1)[-1].casefold() not in text.casefold().split()


def _set_values(draft: Draft, row: Entry, copy: _Copy, own: bool, leads: list[str]) -> None:
    """The first value of each of the copy's cells; a deadline that is not among them is the plan's."""
    if copy.statuses:
        draft.cells["status"] = copy.statuses[0]
    if copy.percents:
        draft.cells["percent"] = copy.percents[0]
    if own:
        draft.cells["deadline"] = copy.dates.cut(*copy.due[0])
    elif row.deadline:
        draft.borrowed["deadline"] = row.deadline
        draft.repairs.append(Repair("deadline", "", row.deadline.text, f"lost in print; read from {row.id}"))
    draft.cells["lead"] = _find_lead(copy, leads)


def _find_lead(copy: _Copy, leads: list[str]) -> Clean:
    """The lead's surname before the first date, and the first name that the column border left in the first cell."""
    due = copy.due[0][0] if copy.due else 0
    surname = copy.dates.text[:due].strip()
    for name in leads:
        first = name[: -len(surname)].strip() if surname and name.endswith(" " + surname) else ""
        m = re.search(rf"\b{re.escape(first)}\b", copy.titles.text) if first else None
        if m:
            return copy.titles.cut(*m.span()).join(copy.dates.cut(0, due))
    return Clean()


def _find_comment(row: Entry, own: _Copy | None, cut: list[_Copy], copies: list[_Copy], draft: Draft) -> Clean:
    """The row's comment, counted from the end of a copy whose comments are as many as its rows."""
    for copy in [own] if own else []:
        if len(copy.comments) - len(copy.due) in (0, 1):
            comment = copy.comments[-len(copy.due)]
            return _lengthen(comment, copies) if len(copy.due) == 1 else comment
    for copy in cut:
        if len(copy.comments) == len(copy.due) + 1:
            draft.lines.append(copy.line)
            return copy.comments[0]
    return Clean() if own or not cut else _first_comment(cut[0], copies)


def _lengthen(comment: Clean, copies: list[_Copy]) -> Clean:
    """The same comment from the copy in which it goes on the longest."""
    tails = []
    for copy in copies:
        at = next((i for i, c in enumerate(copy.comments) if c.text.startswith(comment.text)), None)
        if at is not None:
            tails.append(join_all(copy.comments[at:]))
    return max(tails, key=lambda t: len(t.text), default=comment)


def _first_comment(copy: _Copy, copies: list[_Copy]) -> Clean:
    """All sentences before the first that later copies begin with: the comment of the row that is cut off on top."""
    firsts = {c.comments[0].text for c in copies if c.comments and c.line > copy.line}
    stop = next((i for i, c in enumerate(copy.comments) if c.text in firsts), len(copy.comments))
    return join_all(copy.comments[:stop])


def _give_loose(drafts: list[Draft], loose: list[Row], leads: list[str]) -> None:
    """A line of values without a title belongs to the last row that has none yet."""
    for row in loose:
        copy = _read_copy(row)
        bare = [d for d in drafts if d.kind != "activity" and set(d.cells) == {"title"}]
        if not bare or not copy.due:
            continue
        draft = bare[-1]
        draft.line = row.line
        draft.lines = [row.line]
        surname = copy.dates.cut(0, copy.due[0][0])
        name = next((n for n in leads if surname and n.endswith(" " + surname.text)), None)
        cells = {"lead": surname, "deadline": copy.dates.cut(*copy.due[0]), "comment": row.cells[-1]}
        cells |= {"status": (copy.statuses or [Clean()])[0], "percent": (copy.percents or [Clean()])[0]}
        draft.cells |= {f: c for f, c in cells.items() if c}
        if name:
            draft.cells["lead"] = Clean.supply(name[: -len(surname.text)].strip()).join(surname)
            draft.repairs.append(
                Repair("lead", surname.text, name, "the first name stands on another line; the only lead of that surname")
            )


def _insert(outline: Outline, at: int, drafts: list[Draft]) -> None:
    """Put the drafts in their place; rows that follow them stand under the last activity among them."""
    before = outline.drafts[at - 1] if at else None
    activity = old = (before.parent or before) if before else None
    for draft in drafts:
        draft.area = before.area if before else outline.area
        if draft.kind == "activity":
            activity = draft
        elif activity is not None and activity is not old:
            draft.parent = activity
    for draft in outline.drafts[at:]:
        if draft.parent is not old:
            break
        draft.parent = activity
    outline.drafts[at:at] = drafts
