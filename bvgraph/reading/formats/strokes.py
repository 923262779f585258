"""Lines drawn through words on a page: which characters they strike out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bvgraph.reading.formats.glyphs import Glyph
from bvgraph.reading.formats.lines import Box

_THICKEST = 0.15  # of the size of the letters
_UPPER, _LOWER = 0.35, 0.75  # of the height of a character, from above: where a line strikes it, and does not underline it
_STRIP = 50.0  # points


def strike(glyphs: Sequence[Glyph], marks: Iterable[Box]) -> list[Glyph]:
    """The characters, those struck out through whose middle one of the flat ``marks`` runs."""
    strips: dict[int, list[Box]] = {}
    for mark in marks:
        if mark[3] - mark[1] < 3 and mark[2] - mark[0] > 2:
            strips.setdefault(int((mark[1] + mark[3]) / 2 // _STRIP), []).append(mark)
    if not strips:
        return list(glyphs)
    return [replace(g, struck=True) if not g.turn and _is_struck(g, strips) else g for g in glyphs]


def _is_struck(glyph: Glyph, strips: dict[int, list[Box]]) -> bool:
    middle, height = (glyph.x0 + glyph.x1) / 2, glyph.bottom - glyph.top
    upper, lower = glyph.top + _UPPER * height, glyph.top + _LOWER * height
    return any(
        mark[0] - 0.5 <= middle <= mark[2] + 0.5
        and upper < (mark[1] + mark[3]) / 2 < lower
        and mark[3] - mark[1] < max(_THICKEST * glyph.size, 1)
        for strip in {int(upper // _STRIP), int(lower // _STRIP)}
        for mark in strips.get(strip, ())
    )
