"""The numbers that Word prints before paragraphs, which stand in no text: counted as ECMA-376 part 1, 17.9, has it.

The standard: https://ecma-international.org/publications-and-standards/standards/ecma-376/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bvgraph.reading.formats.trees import Element, attribute, children, local

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
FIGURES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""The kinds of figures by the sign that HTML and OpenDocument have for them."""
_LEVELS, _LARGEST = 9, 3999


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: the kind of figures, the pattern with %1 for the first level's, the start."""

    kind: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document: how they are numbered, and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def number(self, properties: Element | None) -> str:
        """The number printed before a paragraph with these properties, which is counted by that; empty for none."""
        found = self._find(properties)
        if found is None or found[0] not in self.lists:
            return ""
        return self.count(self.lists[found[0]], found[1])

    def has_bullet(self, properties: Element | None) -> bool:
        """Tell whether a sign stands before a paragraph with these properties, the same before each item of its list."""
        name, depth = self._find(properties) or ("", 0)
        level = self.levels.get(self.lists.get(name, ""), {}).get(depth)
        return level is not None and level.kind == "bullet"

    def count(self, scheme: str, depth: int) -> str:
        """The number of the next item on a level of a list, counted from 0."""
        depth = min(depth, _LEVELS - 1)
        levels = self.levels.get(scheme, {})
        starts = [levels.get(i, Level()).start for i in range(_LEVELS)]
        counts = self.counts.setdefault(scheme, [start - 1 for start in starts])
        counts[depth] += 1
        counts[depth + 1 :] = [start - 1 for start in starts[depth + 1 :]]
        level = levels.get(depth, Level())
        if level.kind in ("bullet", "none"):
            return ""
        shown = [max(count, start) for count, start in zip(counts, starts, strict=True)]
        return re.sub(
            r"%([1-9])",
            lambda m: write_number(shown[int(m[1]) - 1], levels.get(int(m[1]) - 1, level).kind),
            level.pattern,
        )

    def _find(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, or those of its style."""
        if properties is None:
            return None
        for one in children(properties, "numPr"):
            return _read_place(one)
        return next((self.styles.get(attribute(style, "val")) for style in children(properties, "pStyle")), None)


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The lists that the parts ``numbering.xml`` and ``styles.xml`` set up; either may be missing."""
    out = Numbering()
    for one in numbering if numbering is not None else ():
        if local(one) == "abstractNum":
            out.levels[attribute(one, "abstractNumId")] = {
                int(attribute(level, "ilvl") or 0): _read_level(level) for level in children(one, "lvl")
            }
        elif local(one) == "num":
            out.lists[attribute(one, "numId")] = next((attribute(a, "val") for a in children(one, "abstractNumId")), "")
    for style in children(styles, "style") if styles is not None else ():
        for properties in children(style, "pPr"):
            for one in children(properties, "numPr"):
                out.styles[attribute(style, "styleId")] = _read_place(one)
    return out


def _read_place(properties: Element) -> tuple[str, int]:
    values = {local(child): attribute(child, "val") for child in properties}
    depth = values.get("ilvl", "0")
    return values.get("numId", ""), int(depth) if depth.isdigit() else 0


def _read_level(level: Element) -> Level:
    values = {local(child): attribute(child, "val") for child in level}
    start = values.get("start", "1")
    return Level(values.get("numFmt", "decimal"), values.get("lvlText", ""), int(start) if start.isdigit() else 1)


def write_number(number: int, kind: str) -> str:
    """A number in the figures of a list.

    >>> write_number(4, "lowerRoman"), write_number(28, "upperLetter"), write_number(3, "decimal")
    ('iv', 'BB', '3')
    """
    number = min(number, _LARGEST)
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        text = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif kind in ("lowerRoman", "upperRoman"):
        text, rest = "m" * (number // 1000), number % 1000
        for value, sign in ((900, "cm"), (500, "d"), (400, "cd"), *_ROMAN):
            text += sign * (rest // value)
            rest %= value
    else:
        text = f"{number:02}" if kind == "decimalZero" else str(number)
    return text.upper() if kind.startswith("upper") else text
