"""The numbers that OpenDocument texts print before the items of lists, which stand in no text.

The standard: OASIS OpenDocument 1.3, part 3, 16.29
(https://docs.oasis-open.org/office/OpenDocument/v1.3/OpenDocument-v1.3-part3-schema.html).
"""

from __future__ import annotations

from collections.abc import Iterable

from bvgraph.reading.formats.numbering import Level, Numbering
from bvgraph.reading.formats.trees import Element, attribute, children, local

_KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def number_lists(root: Element, roots: Iterable[Element]) -> None:
    """Put the number of every list item of a text before its first paragraph; ``roots`` hold the styles of lists."""
    numbering = Numbering()
    for style in (style for one in roots for style in one.iter() if local(style) == "list-style"):
        name = attribute(style, "name")
        levels = children(style, "list-level-style-number")
        numbering.levels[name] = {_number(level, "level") - 1: _read_level(level) for level in levels}
    _number_beneath(root, numbering, "", -1)


def _read_level(level: Element) -> Level:
    depth, shown = _number(level, "level"), _number(level, "display-levels")
    figures = ".".join(f"%{i}" for i in range(max(depth - shown, 0) + 1, depth + 1))
    kind = _KINDS.get(attribute(level, "num-format"), "none")
    pattern = f"{attribute(level, 'num-prefix')}{figures}{attribute(level, 'num-suffix')}"
    return Level(kind, pattern, _number(level, "start-value", most=9999))


def _number(level: Element, name: str, most: int = 9) -> int:
    value = attribute(level, name)
    return min(max(int(value), 1), most) if value.isdecimal() else 1


def _number_beneath(element: Element, numbering: Numbering, style: str, depth: int) -> None:
    for child in element:
        if local(child) == "list":
            own = attribute(child, "style-name") or style
            if depth < 0 and not (attribute(child, "continue-numbering") == "true" or attribute(child, "continue-list")):
                numbering.counts.pop(own, None)
            _number_beneath(child, numbering, own, depth + 1)
        elif local(child) == "list-item":
            first = next(iter(child), None)
            if first is not None and local(first) in ("p", "h") and depth in numbering.levels.get(style, {}):
                first.text = f"{numbering.count(style, depth)} {first.text or ''}".lstrip()
            _number_beneath(child, numbering, style, depth)
        else:
            _number_beneath(child, numbering, "" if local(child) == "table-cell" else style, _restart(child, depth))


def _restart(element: Element, depth: int) -> int:
    """Lists in a cell of a table stand in no list outside it."""
    return -1 if local(element) == "table-cell" else depth
