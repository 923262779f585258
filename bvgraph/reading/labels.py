"""Label-and-value cards: one action a card, a value behind its label, on a line ("Lead: ...") or in a row of two cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bvgraph.kinds import EntryKind
from bvgraph.reading.blocks import Clean, Row, cut_between, name_field, read_header
from bvgraph.reading.calendars import is_date
from bvgraph.reading.dates import is_vague, parse_date
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.values import find_status, is_degree, is_status, looks_like_leads, parse_percent
from bvgraph.reading.wordings import find_label, gives_way, is_wider, name_head

_LABEL = re.compile(r"(?P<label>[A-Z%][A-Za-z%/&'’() -]{1,40}?)(?:\s+(?P<number>\d{1,3}(?:\.\d{1,3})*[a-z]?))?\s*:(?=\s|$)")
_WITHIN = re.compile(r"(?:^|(?<=\s))(?P<label>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,6}):(?=\s)")
_GLUED = re.compile(r"\s*(?:(?<=[a-z\d.)])|(?<=\s))(?P<label>[A-Z][a-z]+(?: [A-Za-z]+){0,2}):\s*(?=\S)")
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*|[A-Z]\d{1,3}(?:\.\d{1,3})*)[.):]?\s+(?=\w)")
_FAR = 12  # rows from one label to the next, between which its value stands
_GAP = 3  # lines between two rows of one card
_COLUMNS = frozenset(("title",))  # of a card, whatever else its labels say
_LEAST_PAIRS = 2  # rows of a document with two labels each
_PAIRED = 4  # cells of such a row
_COUNT = re.compile(r"^\(?\d{1,2}[.)]\s+")
_COLOUR = re.compile(r"(?:Red|Amber|Green|Blue)\b.{0,30}$")
VALUES: Mapping[str, Callable[[str], bool]] = {
    "lead": looks_like_leads,
    "deadline": lambda text: is_date(_COUNT.sub("", text)) or is_vague(_COUNT.sub("", text).rstrip(".")),
    "status": lambda text: is_status(text) or find_status(text) is not None or bool(_COLOUR.match(text)),
}
_TESTS: Mapping[str, Callable[[str], object]] = {**VALUES, "percent": parse_percent}
_SINGLE = ("lead", "deadline", "status", "percent")  # fields that hold one value; a second label for them is of another kind


@dataclass(frozen=True, slots=True)
class Label:
    """A row's label: the field it names, the label as printed, its number if it has one, and the value behind it."""

    field: str
    text: str
    number: Clean
    value: Clean


def read_label(row: Row) -> Label | None:
    """The label that a row starts with, if it is one of the header vocabulary."""
    first = row.cells[0]
    if row.filled[:1] != [0] or len(row.filled) > 2:
        return None
    m = _LABEL.match(first.text)
    if len(row.filled) == 2:
        m = m or _LABEL.match(first.text + ":")
        value = row.cells[row.filled[1]]
        whole = m is not None and m.end() >= len(first.text)
    else:
        value, whole = first.cut(m.end() if m else 0), True
    name = name_field(m["label"]) if m and whole else None
    if m is None or name is None:
        return None
    return Label(name, m["label"], first.cut(*m.span("number")) if m["number"] else Clean(), value)


def pair_labels(rows: Sequence[Row]) -> tuple[list[Row], set[int]]:
    """The rows, with each label that stands on a line by itself put before its value, and the lines of these labels.

    That is done where such labels name an action, its owner, and when it is due or how far it is, and each value is one.
    """
    found: list[int] = []
    for i, row in enumerate(rows[:-1]):
        valued = len(rows[i + 1].cells) == 1 and find_label(rows[i + 1].texts[0]) is None
        if _is_bare(row) and valued and (not found or found[-1] < i - 1):
            found.append(i)
    paired: set[int] = set()
    for group in _group_near(found):
        values = {name: rows[i + 1].texts[0] for i in group if (name := name_field(rows[i].texts[0]))}
        tests = [test(values[name]) for name, test in VALUES.items() if name in values]
        if "title" in values and len(tests) > 1 and "lead" in values and all(tests):
            paired.update(group)
    labels = {rows[i].line for i in paired}
    out = [Row(row.line, (rows[i - 1].cells[0], *row.cells)) if i - 1 in paired else row for i, row in enumerate(rows)]
    return [row for row in out if row.line not in labels], labels


def part_pairs(rows: Sequence[Row]) -> list[Row]:
    """The rows, one a label where a row of a table holds two labels with their values ("Owner | Clerk | Due | May 2024").

    Of such rows the document has two or more.
    """
    held = [row for row in rows if _holds_pairs(row)]
    if len(held) < _LEAST_PAIRS:
        return list(rows)
    labels = {_find_pair(row) for row in held}
    return [part for row in rows for part in (_part_pair(row) if _find_pair(row) in labels else (row,))]


def _find_pair(row: Row) -> tuple[str, str] | None:
    """The first and the third of four cells."""
    return (row.texts[row.filled[0]], row.texts[row.filled[2]]) if len(row.filled) == _PAIRED else None


def _holds_pairs(row: Row) -> bool:
    """A label known beyond doubt in every other cell, a value of one of them, and no label in place of a value."""
    if len(row.filled) != _PAIRED or read_header(row):
        return False
    first, value, second, other = (row.texts[i] for i in row.filled)
    names = [name_field(first), name_field(second) or name_head(second)]
    known = names[0] and names[1] and not (name_head(value) or name_head(other))
    tests = ((_TESTS.get(name or ""), text) for name, text in zip(names, (value, other), strict=True))
    return bool(known) and any(test and test(text) for test, text in tests)


def _part_pair(row: Row) -> tuple[Row, Row]:
    a, b, c, d = (row.cells[i] for i in row.filled)
    return Row(row.line, (a, b)), Row(row.line, (c, d))


def part_values(rows: Sequence[Row]) -> list[Row]:
    """The rows, one a label where a line holds several, each with its value ("Due: May 2024Status: COMPLETE")."""
    return [part for row in rows for part in _part_values(row)]


def _part_values(row: Row) -> list[Row]:
    cell = row.cells[0]
    first = _LABEL.match(cell.text) if len(row.cells) == 1 else None
    marks = [m for m in _GLUED.finditer(cell.text, first.end()) if name_field(m["label"]) in VALUES] if first else []
    if not first or not marks:
        return [row]
    names = [name_field(first["label"]), *(name_field(m["label"]) for m in marks)]
    values = cut_between(cell, [first, *marks])[1:]
    tests = [VALUES.get(name or "") for name in names]
    if len(set(names)) < len(names) or not all(t and t(v.text) for t, v in zip(tests, values, strict=True)):
        return [row]
    heads = [cell.cut(*first.span("label")), *(cell.cut(*m.span("label")) for m in marks)]
    return [Row(row.line, pair) for pair in zip(heads, values, strict=True)]


def part_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows, one a label where a line begins with the label of a number and goes on with owners or dates.

    "Action Item Number: 4 Owner: Clerk Due Date: May 2024" is the head of a card.  Among such cards a label that is printed
    over and over is one also where its colon was forgotten.
    """
    parted = [list(_part(row)) for row in rows]
    if all(len(group) == 1 for group in parted):
        return list(rows)
    labels = Counter(m["label"] for row in rows if (m := _LABEL.match(row.texts[0])) and " " in m["label"])
    known = [label for label, count in labels.items() if count > 1 and name_field(label)]
    return [_cut_known(row, known) for group in parted for row in group]


def _part(row: Row) -> Iterator[Row]:
    """The row, or one row for each of its labels, the first of which is that of a number."""
    cell = row.cells[0]
    first = _LABEL.match(cell.text) if len(row.cells) == 1 else None
    within = [span for m in _WITHIN.finditer(cell.text, first.end()) if (span := _find_label(m))] if first else []
    names = [find_label(cell.text[a:b]) for a, b in within]
    if first is None or name_head(first["label"]) != "ref" or not set(names) & {"lead", "deadline"}:
        yield row
        return
    ends = [*(a for a, _ in within), len(cell.text)]
    yield Row(row.line, (Clean.supply("Ref"), cell.cut(first.end(), ends[0])))
    for (a, b), end in zip(within, ends[1:], strict=True):
        yield Row(row.line, (cell.cut(a, b), cell.cut(b + 1, end)))


def _find_label(m: re.Match[str]) -> tuple[int, int] | None:
    """Where the capitalised words before a colon end with a label, the longest of those they could end with."""
    starts = (m.start() + word.start() for word in re.finditer(r"\S+", m["label"]))
    return next(((start, m.end("label")) for start in starts if find_label(m.string[start : m.end("label")])), None)


def _cut_known(row: Row, labels: Sequence[str]) -> Row:
    """The row with a label that has no colon in a cell of its own."""
    text = row.texts[0]
    label = next((label for label in labels if text.startswith(f"{label} ") and len(row.cells) == 1), None)
    return row if label is None else Row(row.line, (row.cells[0].cut(0, len(label)), row.cells[0].cut(len(label))))


def _is_bare(row: Row) -> bool:
    """A line that is the name of a field and no more."""
    text = row.texts[0] if len(row.cells) == 1 and row.filled else ""
    return bool(re.fullmatch(r"[A-Z][A-Za-z /]{2,40}", text)) and name_field(text) is not None


def _group_near(places: Sequence[int]) -> Iterator[list[int]]:
    """Places among which none is far from the one before it."""
    group: list[int] = []
    for place in places:
        if group and place - group[-1] > _FAR:
            yield group
            group = []
        group.append(place)
    yield group


def find_cards(rows: Sequence[Row]) -> dict[int, bool]:
    """The lines on which label-and-value cards stand: runs of labels that name a title and two of its values or more.

    A run that names owner, date or status but no title belongs to the line above it, which starts the card: True.
    """
    found: dict[int, bool] = {}
    run: list[Row] = []
    names: set[str] = set()
    above: Row | None = None
    for row, after in zip_longest([*rows, None], rows[1:]):
        label = read_label(row) if row else None
        label = None if label and row and read_header(row) else label
        near = row is not None and (not run or row.line - run[-1].line <= _GAP)
        if row is not None and near and (label or (run and _goes_on(row, run[-1]) and not _starts_again(after, run))):
            run.append(row)
            names |= {label.field} if label else set()
            continue
        if "title" in names and len(names & {*_SINGLE, "comment"}) > 1:
            found |= {r.line: False for r in run}
        elif len(names & set(_SINGLE)) > 1 and above and run and 0 < run[0].line - above.line <= _GAP:
            found |= {above.line: True} | {r.line: False for r in run}
        lone = row is not None and len(row.filled) == 1 and not (label or _LABEL.match(row.texts[row.filled[0]]))
        above = row if lone else None
        run, names = ([row], {label.field}) if row is not None and label else ([], set())
    return found


def _goes_on(row: Row, last: Row) -> bool:
    """A line right below, without a label and not in the place of one."""
    return row.line == last.line + 1 and (len(row.cells) == 1 or row.filled[0] > 0)


def _starts_again(after: Row | None, run: Sequence[Row]) -> bool:
    """The next line has the label with which the run began: another card, under a title of its own."""
    first, again = read_label(run[0]), read_label(after) if after else None
    return first is not None and again is not None and again.field == first.field != "title"


def take_label(row: Row, outline: Outline) -> str:
    """Put the row's value into the card at hand, or start the next one."""
    label = read_label(row)
    if label is None:
        if outline.card and outline.card_field:
            for i in row.filled:
                outline.card.add(outline.card_field, row.cells[i])
            outline.card.lines.append(row.line)
        return "entry"
    if label.field == "area" and not (outline.card and is_degree(label.value.text)):
        outline.area = label.value or outline.area
        if outline.card and not outline.card.area:
            outline.card.area = label.value
        return "heading"
    if outline.card is None or _starts_card(label, outline.card):
        outline.card = outline.start(Draft(_find_kind(label), row.line, parent=outline.activity, columns=_COLUMNS))
        outline.card.ref = label.number
    elif row.line not in outline.card.lines:
        outline.card.lines.append(row.line)
    outline.card_field = _put(label, outline.card)
    return "entry"


def start_untitled(row: Row, outline: Outline) -> str:
    """A card whose title has no label, with its number in front if it has one."""
    title = row.cells[row.filled[0]]
    m = _NUMBERED.match(title.text)
    ref = title.cut(0, m.end(1)) if m else Clean()
    outline.card = outline.start(Draft("action", row.line, ref=ref, parent=outline.activity, columns=_COLUMNS))
    outline.card_field = "title"
    outline.card.add("title", title.cut(m.end() if m else 0))
    return "entry"


def _find_kind(label: Label) -> EntryKind:
    return "recommendation" if label.field == "title" and label.text.casefold().startswith("recommendation") else "action"


def _starts_card(label: Label, card: Draft) -> bool:
    """A title or a reference, where the card has a title already that is not of a wider meaning."""
    if label.field == "title" and card.kind == "recommendation" and not is_wider(label.text):
        return set(card.cells) != {"title"}
    if label.field == "ref" and not card.ref and set(card.cells) == {"title"}:
        return False
    return label.field in ("title", "ref") and bool(card.title) and not _is_second(label, card)


def _is_second(label: Label, card: Draft) -> bool:
    """A label that gives way to the one of the card's title ("Deliverable(s)" behind "Description of activity")."""
    return label.field == "title" and bool(card.title) and gives_way(label.text)


def _put(label: Label, card: Draft) -> str:
    """Fill the field; returns the one that the lines below go on with."""
    name = label.field
    if _is_second(label, card):
        return ""
    if name == "title" and card.title:
        card.group, card.parent_title = card.get("title"), card.title
        card.cells["title"], card.kind, card.ref = label.value, "action", label.number or card.ref
        return name
    if name == "ref":
        card.ref = label.value
        return ""
    if name == "revised" and parse_date(label.value.text):
        if card.get("deadline"):
            card.cells["original"] = card.get("deadline")
        card.cells["deadline"] = label.value
    if name in ("other", "area", "revised") or (name in _SINGLE and card.get(name)):
        return ""
    if name == "comment" and not card.get("status") and is_status(label.value.text):
        name = "status"
    name = "comment" if name == "percent" and re.search(r"[A-Za-z]{3}.*[A-Za-z]{3}", label.value.text) else name
    card.add(name, label.value)
    return name
