"""The numbers, and in tables the bullets, that OpenDocument texts print before the items of lists, which stand in no text.

The standard: OASIS OpenDocument 1.3, part 3, 16.29
(https://docs.oasis-open.org/office/OpenDocument/v1.3/OpenDocument-v1.3-part3-schema.html).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bvgraph.reading.formats.lines import BULLET
from bvgraph.reading.formats.numbering import FIGURES, Level, Numbering
from bvgraph.reading.formats.trees import Element, attribute, children, local

_BULLETED = Level("bullet")


def number_lists(root: Element, roots: Iterable[Element]) -> frozenset[Element]:
    """Put the number of every list item of a text before its first paragraph; ``roots`` hold the styles of lists.

    In cells of tables, a bullet is put before each of several items that have one.  Returns the paragraphs that have one
    elsewhere.
    """
    numbering = Numbering()
    for style in (style for one in roots for style in one.iter() if local(style) == "list-style"):
        name = attribute(style, "name")
        levels = children(style, "list-level-style-number")
        bullets = ((_number(level, "level") - 1, Level("bullet")) for level in children(style, "list-level-style-bullet"))
        numbering.levels[name] = {_number(level, "level") - 1: _read_level(level) for level in levels} | dict(bullets)
    points = frozenset(_number_beneath(root, numbering, "", -1))
    for cell in (one for one in root.iter() if local(one) == "table-cell"):
        _mark_bullets(cell, numbering)
    return points


def _read_level(level: Element) -> Level:
    depth, shown = _number(level, "level"), _number(level, "display-levels")
    figures = ".".join(f"%{i}" for i in range(max(depth - shown, 0) + 1, depth + 1))
    kind = FIGURES.get(attribute(level, "num-format"), "none")
    pattern = f"{attribute(level, 'num-prefix')}{figures}{attribute(level, 'num-suffix')}"
    return Level(kind, pattern, _number(level, "start-value", most=9999))


def _number(level: Element, name: str, most: int = 9) -> int:
    value = attribute(level, name)
    return min(max(int(value), 1), most) if value.isdecimal() else 1


def _number_beneath(element: Element, numbering: Numbering, style: str, depth: int) -> Iterator[Element]:
    """Number the items of the lists beneath an element; yields the first paragraphs of those that have a bullet."""
    for child in element:
        if local(child) == "list":
            own = attribute(child, "style-name") or style
            if depth < 0 and not (attribute(child, "continue-numbering") == "true" or attribute(child, "continue-list")):
                numbering.counts.pop(own, None)
            yield from _number_beneath(child, numbering, own, depth + 1)
        elif local(child) == "list-item":
            first = next(iter(child), None)
            level = numbering.levels.get(style, {}).get(depth, _BULLETED)
            if first is not None and local(first) in ("p", "h") and level.kind != "bullet":
                first.text = f"{numbering.count(style, depth)} {first.text or ''}".lstrip()
            elif first is not None and local(first) == "p":
                yield first
            yield from _number_beneath(child, numbering, style, depth)
        else:
            cell = local(child) == "table-cell"
            yield from _number_beneath(child, numbering, "" if cell else style, _restart(child, depth))


def _mark_bullets(cell: Element, numbering: Numbering) -> None:
    """Put a bullet before the items of the lists of a cell, if it is several."""
    for listed in children(cell, "list"):
        level = numbering.levels.get(attribute(listed, "style-name"), {}).get(0, _BULLETED)
        firsts = [next(iter(item), None) for item in children(listed, "list-item")]
        paragraphs = [first for first in firsts if first is not None and local(first) in ("p", "h")]
        for paragraph in paragraphs if level.kind == "bullet" and len(paragraphs) > 1 else ():
            paragraph.text = BULLET + (paragraph.text or "")


def _restart(element: Element, depth: int) -> int:
    """Lists in a cell of a table stand in no list outside it."""
    return -1 if local(element) == "table-cell" else depth
