"""Text from documents, made fit for a screen: nobody who publishes a plan is to steer the reader's terminal."""

from __future__ import annotations

import re
from typing import Final

# Patterns are left to be compiled when they are first needed: most text is printable as it is.
_DIRECTION: Final = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BLANK: Final = r"[\t\n\v\f\r\x85\u2028\u2029]+"
_CONTROL: Final = rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{_DIRECTION}]"
_LEFT_BY_JSON: Final = rf"[\x7f-\x9f\u2028\u2029{_DIRECTION}]"


def clean(text: str) -> str:
    """Return ``text`` on one line and without controls: C0, C1 (escape sequences need one) and those of direction.

    >>> clean("10%" + chr(27) + "[2J" + chr(9) + chr(0x202E) + "done")
    '10%[2J done'
    """
    return text if text.isprintable() else clean_lines(re.sub(_BLANK, " ", text))


def clean_lines(text: str) -> str:
    """Return ``text`` without controls but with its lines and tabs, for results that have a layout of their own."""
    return re.sub(_CONTROL, "", text)


def escape_controls(json_text: str) -> str:
    r"""Return JSON with the controls that its writer lets stand written as \uXXXX: the same values, but harmless."""
    return re.sub(_LEFT_BY_JSON, lambda match: f"\\u{ord(match[0]):04x}", json_text)
