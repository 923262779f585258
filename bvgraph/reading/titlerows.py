"""Cards in tables that begin with a title row: a number and the action, and beneath it rows of a label and its value.

Each becomes a card whose labels are all known, as :mod:`bvgraph.reading.labels` reads them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bvgraph.reading.blocks import Clean, Row, read_header
from bvgraph.reading.labels import VALUES
from bvgraph.reading.values import MARKS, is_status
from bvgraph.reading.wordings import guess_head, heads_register, is_weak, name_head

_CODE = re.compile(r"(?P<ref>[A-Z]{0,8}[- ]?[A-Z]?\d{1,4}(?:\.\d{1,3})*[a-z]?)[.):]?")
_NUMBERED = re.compile(rf"{_CODE.pattern}\s+(?=[A-Z])")
_CALLED = re.compile(r"(?P<label>[A-Z][A-Za-z ]{2,30}?)\s*(?P<ref>\d{1,3}(?:\.\d{1,3})*[a-z]?)?(?:\s*[:–-]\s*|$)")
_LABEL = re.compile(r"[A-Z%][\w%/&'’(), -]{1,60}:?")
_MARK = re.compile(rf"[{re.escape(MARKS)}xXyY√■●•✗✘×ü]|[a-z](?:, ?(?:and )?[a-z]){{0,8}}")
_LABELS: Mapping[str, str] = {
    "lead": "Lead",
    "deadline": "Deadline",
    "revised": "Revised date",
    "status": "Status",
    "percent": "Progress",
    "comment": "Comments",
    "planned": "Next steps",
    "monitoring": "Monitoring",
}
_REST = "Source"  # the label of what belongs to no field
_FEWEST, _LEAST_TITLE, _GAP = 2, 3, 3  # labels; words; lines from one part of a card to the next


@dataclass(slots=True, eq=False)
class _Card:
    """What a title row begins: its reference and title, and the rows beneath, each with a known label and its value."""

    line: int
    ref: Clean
    title: Clean
    labels: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    scale: Row | None = None
    last: int = 0

    @property
    def values(self) -> dict[str, str]:
        """The first value of each field."""
        names = {label: name for name, label in _LABELS.items()}
        return {names[r.texts[0]]: r.texts[1] for r in reversed(self.rows) if r.texts[0] in names}


def spread_cards(rows: Sequence[Row]) -> tuple[list[Row], set[int]]:
    """The rows, with those of such cards as rows of known labels, and the lines of these.

    A card tells two of owner, date and status, with values that are such; among cards with the same labels one will do,
    beside remarks, and the last one may break off.
    """
    cards = [card for card in _find_cards(rows) if not heads_register(card.labels)]
    known = Counter(label for card in cards for label in set(card.labels))
    sure = [card for card in cards if _is_action(card, known)]
    labels = {label for card in sure for label in card.labels}
    sure = [card for card in cards if card in sure or (len(card.labels) >= _FEWEST and labels.issuperset(card.labels))]
    taken = {n: card for card in sure for n in (card.line, *(r.line for r in card.rows))}
    out: list[Row] = []
    for row in rows:
        card = taken.get(row.line)
        if card is None or row.line == card.line:
            out += _write(card) if card else [row]
    return out, set(taken)


def _find_cards(rows: Sequence[Row]) -> Iterator[_Card]:
    """The cards; one that a page break parted goes on beneath it, with labels that it has not yet."""
    card: _Card | None = None
    for i, row in enumerate(rows):
        apart = not i or row.line - rows[i - 1].line > 1 or len(rows[i - 1].cells) == 1
        begun = _start(row) if apart and len(row.cells) > 1 else None
        if card and (begun or row.line - card.last > _GAP or not _add(card, row)):
            yield card
            card = None
        card = begun or card
        if card:
            card.last = row.line
    if card:
        yield card


def _start(row: Row) -> _Card | None:
    """The card that a row with a number and a title begins."""
    texts = list(dict.fromkeys(row.texts[i] for i in row.filled))
    first = row.cells[row.filled[0]]
    title = row.cells[row.filled[-1]]
    called = _CALLED.match(first.text)
    if called and not (name_head(called["label"]) == "title" and not is_weak(called["label"])):
        called = None
    m = (called or _CODE.fullmatch(first.text)) if len(texts) == len(row.filled) == 2 else None
    if len(texts) == 1 and (m := _NUMBERED.match(first.text) or called):
        title = first.cut(m.end())
    if m is None or not (m["ref"] or len(texts) == 2):
        return None
    ref = first.cut(*m.span("ref")) if m["ref"] else Clean()
    card = _Card(row.line, ref, title, last=row.line)
    return card if len(title.text.split()) >= _LEAST_TITLE and not read_header(row) else None


def _add(card: _Card, row: Row) -> bool:
    """Put a row into the card: more of its title, a label and its value, more of a value, or a scale and its mark."""
    label, values = row.texts[0], [row.cells[i] for i in row.filled if i]
    if label and values and card.scale and label == card.labels[-1]:
        return _mark(card, row)
    if not label and len(values) == 1:
        return _go_on(card, row, values[0])
    if not _LABEL.fullmatch(label) or len(row.cells) < 2 or label in card.labels:
        return False
    scaled = len(values) > 2 and all(is_status(value.text) for value in values)
    if len({value.text for value in values}) > 1 and not scaled:
        return False
    card.labels.append(label)
    if values and not card.ref and name_head(label.rstrip(":")) == "ref":
        card.ref = values[0]
    name = _name(label) if values and not scaled else None
    card.scale = row if scaled else None
    card.rows.append(Row(row.line, (Clean.supply(_LABELS.get(name or "", _REST)), values[0] if values else row.cells[0])))
    return True


def _mark(card: _Card, row: Row) -> bool:
    """What is marked beneath one of the levels of a scale is the status."""
    scale, marked = card.scale, [i for i in row.filled if i]
    card.scale = None
    if scale is None or not all(_MARK.fullmatch(row.texts[i]) for i in marked):
        return False
    levels = sorted((abs(i - at), i) for at in marked for i in scale.filled if i)
    clear = len(marked) == 1 and levels[0][0] < levels[1][0]
    value = scale.cells[levels[0][1]] if clear else row.cells[marked[0]]
    card.rows.append(Row(row.line, (Clean.supply("Status" if clear else _REST), value)))
    return True


def _go_on(card: _Card, row: Row, value: Clean) -> bool:
    """A row without a label goes on with the title, if no label stands beneath it yet, or with the value above."""
    if card.scale and _MARK.fullmatch(value.text):
        return _mark(card, row)
    if card.rows:
        card.rows.append(Row(row.line, (card.rows[-1].cells[0], value)))
    else:
        card.title = card.title.join(value)
        card.rows.append(Row(row.line, (Clean.supply(_REST), value)))
    return True


def _name(label: str) -> str | None:
    words = label.rstrip(":")
    found = name_head(words) or guess_head(words)
    return found if found in _LABELS else None


def _is_action(card: _Card, known: Mapping[str, int]) -> bool:
    values = card.values
    told = [name for name in VALUES if name in values]
    if len(card.labels) < _FEWEST or not told:
        return False
    shared = sum(known[label] > 1 for label in card.labels) * 2 >= len(card.labels)
    if shared and len({*told, *({"comment", "planned"} & set(values))}) > 1:
        return True
    return len([name for name in told if VALUES[name](values[name])]) > 1


def _write(card: _Card) -> list[Row]:
    ref = [Row(card.line, (Clean.supply("Ref"), card.ref))] if card.ref else []
    return [*ref, Row(card.line, (Clean.supply("Action"), card.title)), *card.rows]
