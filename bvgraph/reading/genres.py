"""What sort of text a document says that it is, where that tells that it holds no actions: rules, an agenda, a glossary."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

from bvgraph.reading.blocks import Row

_RULES = tomllib.loads(files(__package__).joinpath("data/genres.toml").read_text("utf-8"))["rules"]
_NAME = "|".join(sorted((re.escape(name).replace(r"\ ", "[ -]") for name in _RULES), key=len, reverse=True))
_RULED = re.compile(
    rf"(?=[A-Z])(?:[\w'’&/,()–-]+ ){{0,8}}(?i:{_NAME})"
    r"(?i:\W*(?:\(?v(?:ersion)?\b|\d|draft\b)[\w ./–()-]*| (?:of|for|on|to) [^.:;]+|\W*\(.*\))?"
)
_OTHER = re.compile(
    r"\b(?:minutes|notes? of|meeting notes|actions?|action (?:plan|log)|tracker|road ?map|to[- ]?do)\b", re.IGNORECASE
)
_TOP = 12  # lines among which a document says what it is
_LONGEST = 160  # characters of such a line


def calls_itself_rules(rows: Sequence[Row]) -> bool:
    """Among the first lines one names the document as rules or the like, and none as minutes or a plan."""
    top = [row for row in rows if row.filled][:_TOP]
    texts = [row.texts[row.filled[0]].rstrip(" .:") for row in top if len(row.cells) == 1]
    named = any(len(text) <= _LONGEST and _RULED.fullmatch(text) for text in texts)
    return named and not any(map(_OTHER.search, texts))
