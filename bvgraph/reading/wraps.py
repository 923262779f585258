"""Rows torn over several lines of a table: which line goes on with the row above, and what it adds to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from rapidfuzz import fuzz

from bvgraph.reading.blocks import Clean, Header
from bvgraph.reading.calendars import find_due, is_date
from bvgraph.reading.dates import parse_date
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.values import classify_lead, is_mark, is_status, parse_percent, read_status

VALUE_TESTS: Mapping[str, Callable[[str], object]] = {
    "deadline": parse_date,
    "status": read_status,
    "percent": parse_percent,
}
"""What reads the values of a field, None where there is none."""

_VALUES = ("deadline", "status", "percent")
_OPEN = re.compile(r"\b(?:to|the|an?|of|and|or|for|with|in|on|at|by|from|its|their|our)$")


def has_values(cells: dict[str, Clean]) -> bool:
    """A date, a status or a percentage that can be read stands in the column for it; a date may lack its year."""
    dated = "deadline" in cells and is_date(cells["deadline"].text)
    return dated or any(name in cells and test(cells[name].text) is not None for name, test in VALUE_TESTS.items())


def goes_on(last: Draft, cells: dict[str, Clean], header: Header) -> bool:
    """The line goes on with the row above, prints it again, or brings the title that it still wants."""
    return not _has_own_ref(last, cells) and (
        _continues_reference(last, cells, header)
        or _wants_title(last, cells)
        or _is_double(last, cells)
        or _continues(last, cells)
        or _ends_torn(last, cells)
    )


def _ends_torn(last: Draft, cells: dict[str, Clean]) -> bool:
    """The title above breaks off within a sentence with which the one here goes on ("Clerk to" over "paint the hall")."""
    return _OPEN.search(last.title) is not None and cells.get("title", Clean()).text[:1].islower() and not has_values(cells)


def _wants_title(last: Draft, cells: dict[str, Clean]) -> bool:
    """The row above has values but no title, or the other way round, and nothing here contradicts it."""
    if not last.title:
        return "title" in cells and not _contradicts(last, cells)
    bare = not set(last.cells) - {"title"} and last.kind == "action"
    return bare and not cells.get("ref") and cells.get("title", Clean()).text[:1].islower()


def _continues_reference(last: Draft, cells: dict[str, Clean], header: Header) -> bool:
    """Where rows have references, one without goes on with the row above, unless it has a value of its own."""
    if "ref" not in header.names or not last.ref or cells.get("ref") or "title" not in cells:
        return False
    pairs = [(name, last.get(name).text, cells[name].text) for name in _VALUES if name in cells]
    return bool(last.get("lead")) and all(old and _completes(name, old, new) for name, old, new in pairs)


def _completes(name: str, old: str, new: str) -> bool:
    """Two halves of a value, the first of which is none by itself ("By end" + "March 2023")."""
    test = VALUE_TESTS[name]
    whole = f"{old} {new}"
    return test(old) is None and (
        test(whole) is not None
        or (name == "status" and is_status(whole))
        or (name == "deadline" and old != "" and find_due(whole) is not None)
    )


def _has_own_ref(last: Draft, cells: dict[str, Clean]) -> bool:
    """The row has another reference than the row above."""
    return bool(cells.get("ref")) and cells["ref"].text != last.ref.text


def _contradicts(last: Draft, cells: dict[str, Clean]) -> bool:
    tests = (("deadline", parse_date), ("status", read_status), ("percent", parse_percent))
    for name, test in tests:
        old, new = test(last.get(name).text), test(cells[name].text) if name in cells else None
        if old is not None and new is not None and old != new:
            return True
    return False


def _is_double(last: Draft, cells: dict[str, Clean]) -> bool:
    """The row above printed again, misread: the same or no title, and at least two values alike."""
    title = cells.get("title", Clean()).text
    fragment = title == last.title or len(title) < 4 or (title[:1].islower() and len(title) < 30)
    shared = [n for n in ("lead", *_VALUES) if n in cells and last.get(n)]
    alike = sum(fuzz.ratio(last.get(n).text.strip("- "), cells[n].text) >= 65 for n in shared)
    return fragment and not _contradicts(last, cells) and alike > 1 and len(shared) - alike < 2


def _continues(last: Draft, cells: dict[str, Clean]) -> bool:
    """The row goes on with the cells above: no title and no value of its own, or a title that is none by itself."""
    if "title" not in cells:
        values = [n for n in _VALUES if n in cells]
        halves = bool(values) and all(_completes(n, last.get(n).text, cells[n].text) for n in values)
        return halves or not (has_values(cells) and (last.get("deadline") or last.get("status")))
    title = cells["title"].text
    values = [n for n in _VALUES if n in cells]
    if title[:1].islower() and values and all(_completes(n, last.get(n).text, cells[n].text) for n in values):
        return True
    if has_values(cells) or is_mark(cells.get("status", Clean()).text) or _stands_alone(cells):
        return False
    lead = cells.get("lead", Clean()).text
    half = title[:1].islower() or title[:1] in "(&-–"
    if lead != last.get("lead").text:
        half = half or not _is_whole(lead) or (lead != "" and not _is_whole(re.split("[/;,]", last.get("lead").text)[-1]))
    return half and bool(last.get("deadline") or last.get("status"))


def _is_whole(lead: str) -> bool:
    """A lead cell that could stand for itself: two words, what is no person's name, or none at all."""
    first = lead.split("/", maxsplit=1)[0].strip()
    initials = re.fullmatch(r"[A-Z][A-Za-z]{0,3}[A-Z]\.?", first)
    return not lead or bool(initials) or len(re.findall(r"[\w'’-]+", first)) > 1 or classify_lead(first) != "person"


def extend(last: Draft, cells: dict[str, Clean], outline: Outline) -> None:
    """Add a continuation line's cells to the row above; of a double only what was missing or goes on."""
    double = _is_double(last, cells)
    for name, cell in cells.items():
        old = last.get(name)
        if name in _VALUES and _value_is_known(name, old.text, cell.text):
            continue
        if name == "title":
            _extend_title(last, cell, outline)
        elif name == "lead" and double and old:
            continue
        elif not (name == "comment" and old.text == cell.text):
            last.add(name, cell)


def _value_is_known(name: str, old: str, new: str) -> bool:
    """A value that is there already, unless the new cell completes it ("July 17" + "onwards")."""
    return bool(old) and not _completes(name, old, new) and (name != "deadline" or parse_date(f"{old} {new}") is None)


def _extend_title(last: Draft, cell: Clean, outline: Outline) -> None:
    if cell.text == last.title:
        return
    before = outline.drafts[-2].title if len(outline.drafts) > 1 else ""
    if not last.title and before and cell.text.startswith(before + " "):
        cell, last.torn = cell.cut(len(before)), True
    dash = last.get("lead").text.startswith("- ") and cell.text[:1].isdigit()
    if dash:  # "2017 | - Name" over "18": the column border ran through "2017-18"
        last.add("title", last.get("lead").cut(0, 1), torn=True)
        last.cells["lead"] = last.get("lead").cut(2)
    last.add("title", cell, torn=dash)


def _stands_alone(cells: dict[str, Clean]) -> bool:
    """A row with a whole name and something in place of the date, be it "Next meeting"."""
    lead = cells.get("lead", Clean()).text
    return bool(lead and cells.get("deadline")) and _is_whole(lead)
