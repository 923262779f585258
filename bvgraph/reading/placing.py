"""The cells of a row of a table by the field that each fills: by the head above it, and by what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bvgraph.reading.blocks import Clean, Header, Row, is_noise, list_all
from bvgraph.reading.calendars import is_date
from bvgraph.reading.drafts import Outline
from bvgraph.reading.recasting import CODE
from bvgraph.reading.sections import SUBHEAD
from bvgraph.reading.untangling import says_done
from bvgraph.reading.values import find_state, is_degree, is_status, parse_percent, says_progress
from bvgraph.reading.wordings import gives_way, guess_head, name_field, name_head
from bvgraph.reading.wraps import VALUE_TESTS

_STATES = {"status", "percent", "done"}
_SHORT = 15  # characters of a status that people write where no column is for it
_FORMULA = re.compile(r"=\s*(?:[A-Z][A-Z.]*\(|[A-Z]{1,2}\d+\b|\")")  # what a spreadsheet was to work out, left in an export
_FIGURES = re.compile(r"\d{5,6}")  # a day in figures alone ("151121"), which is kept as it is printed
_PER_CENT = re.compile(r"\d{1,3} ?%")
_LEAST_TEXT = 12  # letters in a percentage or status cell from which on it is text
_LONGEST_STATUS = 60  # characters of a status cell, from which on it is text unless it begins with one


def place_cells(row: Row, header: Header, outline: Outline) -> dict[str, Clean]:
    """The row's cells by field: merged-in column heads cut off, specks of scanning dropped."""
    cells = list(row.cells)
    merged = [i for i, h in enumerate(header.heads) if h and i < len(cells) and cells[i].text.startswith(h + " ")]
    if len(merged) > 1:
        cells = [c.cut(len(header.heads[i])) if i in merged else c for i, c in enumerate(cells)]
    cells = _shift(cells, header)
    placed: dict[str, Clean] = {}
    cells[0] = _cut_subhead(cells[0])
    for i, printed in enumerate(cells):
        name = (header.fields[i] if i < len(header.fields) else None) or _name_headless(i, printed.text, header)
        cell = _cut_label(printed) if name == "lead" else printed
        sign = name == "status" and cell.text in outline.signs
        if cell and (sign or not _is_speck(name, cell.text)):
            if name == "other" and not is_degree(cell.text):
                _report_column(row, header.heads[i], outline)
            name = _name_by_type(name, cell.text, header)
            again = name in ("status", "percent", "ref")  # "Q1 RAG | Q2 RAG": the last one counts
            old = placed.get(name, Clean())
            if name == "lead" and old:
                old = old.join(Clean.supply("; "), torn=True)
            placed[name] = cell if again else old.join(cell, torn=name == "lead")
    placed.pop("other", None)
    if "lead" in header.names and "lead" not in placed:
        placed |= _take_second(cells, header)
    return _revise(placed, row, outline)


def _name_headless(at: int, text: str, header: Header) -> str:
    """The field of a cell without a head: in front of the action its reference, if it could be one."""
    if at or CODE.fullmatch(text) is None or not header.column("title"):
        return "comment" if at else "title"
    return "ref"


def _cut_label(cell: Clean) -> Clean:
    """What stands behind a label that says once more what the column holds ("Overall responsibility: Clerk")."""
    m = re.match(r"([A-Z][A-Za-z ]{2,30}):\s+(?=[A-Z])", cell.text)
    return cell.cut(m.end()) if m and name_field(m[1]) == "lead" else cell


def _take_second(cells: Sequence[Clean], header: Header) -> dict[str, Clean]:
    """Who leads a row where nobody stands under the head of the owners: those under a head that gave way to it."""
    heads = zip(header.fields, header.heads, cells, strict=False)
    seconds = [c for f, h, c in heads if c and f == "other" and gives_way(h) and (name_head(h) or guess_head(h)) == "lead"]
    lead = list_all(seconds)
    return {} if re.search(r"\d", lead.text) or not lead else {"lead": lead}


def _report_column(row: Row, head: str, outline: Outline) -> None:
    """Say once for a document that the cells under a head are not read."""
    message = f'what stands under "{head}" is not read: no field is known by that head'
    if head and all(p.message != message for p in outline.problems):
        outline.report(row, "column", message)


def _is_speck(name: str, text: str) -> bool:
    """What scanning left, or a formula: no value of the column."""
    if _FORMULA.match(text):
        return True
    if name == "done":
        return False
    if name == "ref":
        return not re.search(r"\w", text)
    if (name in ("deadline", "revised") and (is_date(text) or _FIGURES.fullmatch(text))) or (
        name == "status" and is_status(text)
    ):
        return False
    return is_noise(text, number=name in ("title", "percent"))


def _name_by_type(name: str, text: str, header: Header) -> str:
    """Text under "Progress" or "Status" is a comment, a degree of urgency under "Priority" is no area.

    Where no column is for how things stand, people write it where there is room ("Success criteria": "DONE").
    """
    if name == "area" and is_degree(text):
        return "other"
    if name == "other" and not header.names & _STATES and len(text) <= _SHORT and says_progress(text):
        return "status"
    if name == "percent":
        return _name_progress(text, header)
    if name == "status" and "percent" not in header.names and _PER_CENT.fullmatch(text):
        return "percent"
    return "comment" if name == "status" and len(text) > _LONGEST_STATUS and not find_state(text) else name


def _name_progress(text: str, header: Header) -> str:
    """Text under "Progress": whether it is done, a status, or what was done."""
    if says_done(text) is not None:
        return "done"
    if parse_percent(text) is not None:
        return "percent"
    if "status" not in header.names and is_status(text):
        return "status"
    return "comment" if len(re.findall(r"[A-Za-z]", text)) >= _LEAST_TEXT else "percent"


def _revise(placed: dict[str, Clean], row: Row, outline: Outline) -> dict[str, Clean]:
    """A revised deadline in a column of its own takes the place of the first one, which is kept as the original."""
    revised = placed.pop("revised", Clean())
    revised = revised.cut(revised.text.rfind(";") + 1)  # "31/03/2024; 30/06/2024": revised more than once
    if revised and is_date(revised.text):
        if old := placed.get("deadline"):
            placed["original"] = old
        placed["deadline"] = revised
    return placed


def _shift(cells: list[Clean], header: Header) -> list[Clean]:
    """Take out the stray empty cell that, once gone, puts the date and the status under their heads."""
    best, fit = cells, count_fitting(cells, header)
    for i in range(1, len(cells)):
        if not cells[i]:
            moved = [*cells[:i], *cells[i + 1 :], Clean()]
            if count_fitting(moved, header) > fit + 1:
                best, fit = moved, count_fitting(moved, header)
    return best


def count_fitting(cells: Sequence[Clean], header: Header) -> int:
    """How many cells are of their column's type, less those that plainly are of another's."""
    score = 0
    for name, cell in zip(header.fields, cells, strict=False):
        if cell and name and name in VALUE_TESTS:
            score += 1 if VALUE_TESTS[name](cell.text) is not None else -1
    return score


def _cut_subhead(cell: Clean) -> Clean:
    """Take "Key Milestones" off the start or the end of a cell that it ran into."""
    m = SUBHEAD.search(cell.text)
    if m and not cell.text[: m.start()].strip():
        return cell.cut(m.end())
    return cell.cut(0, m.start()) if m and not cell.text[m.end() :].strip() else cell
