"""The colours in which trackers paint a state, by name: what a cell says that prints nothing."""

from __future__ import annotations

import colorsys

_FAINTEST, _DARKEST = 0.12, 0.35  # below which a ground is white, grey or black
_HUES = ((18, "Red"), (66, "Amber"), (172, "Green"), (262, "Blue"), (335, ""), (360, "Red"))  # up to which angle


def name_colour(red: float, green: float, blue: float) -> str:
    """The status colour (red, amber, green, blue) nearest to one whose parts run from 0 to 1; empty for any other.

    Yellow counts as amber: so it stands in scales of three colours.  Pale tones count as their full ones.

    >>> name_colour(0, 0.69, 0.31), name_colour(1, 0.78, 0.81), name_colour(0.95, 0.95, 0.95)
    ('Green', 'Red', '')
    """
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < _FAINTEST or value < _DARKEST:
        return ""
    return next(name for limit, name in _HUES if hue * 360 <= limit)


def name_hex(code: str) -> str:
    """The status colour of ``RRGGBB``, with or without ``#`` or two digits for the opacity in front; empty for any other."""
    code = code.strip().lstrip("#")[-6:]
    if len(code) == 3:
        code = "".join(c * 2 for c in code)
    try:
        red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return ""
    return name_colour(red, green, blue)
