"""Venues: buildings, streets, markets, wards and parts of a town, by the last words of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from bvgraph.reading.naming.lexicon import any_of, words
from bvgraph.reading.naming.phrases import walk_left
from bvgraph.reading.naming.sheets import Found

_CAP = r"[A-Z][\w'’-]+"
_NAME = rf"{_CAP}(?: {_CAP})*"
_CONSTITUENCY = re.compile(
    rf"\bconstituenc(?:y|ies) of (?P<a>{_NAME}(?: & {_NAME})?)(?: and (?P<b>{_NAME}(?: & {_NAME})?))?"
)
_ISLE = re.compile(rf"\bIsle of {_CAP}(?: and {_NAME})?")
_AREA = re.compile(r"\b(?:(?:North|South|East|West)(?:ern)?|Central) Area\b")
_DIRECTION = ("West", "East", "North", "South")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<h>{any_of(words('venues', 'heads'))})(?![\w'’-])")


def find_venues(text: str) -> Iterator[Found]:
    """Venues under their names as printed; a ward goes under the name of its place."""
    for m in _head().finditer(text):
        start = walk_left(text, m.start())
        end = _stretch(text, m.end())
        if start < m.start() and _is_one(text[start : m.end()], text[end : end + 24]):
            name = text[start:end]
            yield Found(start, end, "venue", re.sub(r" [Ww]ard$", "", name), 24)
    for m in _CONSTITUENCY.finditer(text):
        for group in ("a", "b"):
            if m[group]:
                yield Found(m.start(group), m.end(group), "venue", m[group], 18)
    for m in [*_ISLE.finditer(text), *_AREA.finditer(text)]:
        yield Found(m.start(), m.end(), "venue", m[0], 18)


def _stretch(text: str, end: int) -> int:
    """ "Roman Road West": the direction belongs to the name."""
    m = re.match(rf" (?:{'|'.join(_DIRECTION)})(?!\w| [A-Z])", text[end : end + 8])
    return end + m.end() if m else end


def _is_one(name: str, after: str) -> bool:
    plain, front = name.casefold(), name.split()[:-1]
    if any(plain == n or plain.endswith(" " + n) for n in words("venues", "not_venues")) or "&" in front:
        return False
    if all(w in words("venues", "weak") or w.isupper() for w in front) or any(re.search(r"\d", w) for w in front):
        return False
    return after.strip().split(" ")[0] not in words("venues", "not_before") or not after.startswith(" ")


def shorten(names: Iterable[str]) -> dict[str, str]:
    """Shorter print -> the full name: same first word of its own, and the same last word or none ("ExCel Centre")."""
    full = sorted(set(names), key=lambda n: (-len(n.split()), n))
    out = {n: n for n in full}
    for short in full:
        parts = short.casefold().split()
        fits = [
            n
            for n in full
            if len(n.split()) > len(parts) > 1
            and n.casefold().split()[0] == parts[0]
            and n.casefold().split()[-1] == parts[-1]
        ]
        if len({f.casefold() for f in fits}) == 1:
            out[short] = fits[0]
    return out
