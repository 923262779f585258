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
        start = walk_left(text, m.start(), ("of",))
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
    """Take in the direction after a name ("Mill Road West")."""
    m = re.match(rf" (?:{'|'.join(_DIRECTION)})(?!\w| [A-Z])", text[end : end + 8])
    return end + m.end() if m else end


def _is_one(name: str, after: str) -> bool:
    plain, front = name.casefold(), name.split()[:-1]
    if any(plain == n or plain.endswith(" " + n) for n in words("venues", "not_venues")) or "&" in front:
        return False
    if all(w in words("venues", "weak") or w.isupper() for w in front) or any(re.search(r"\d", w) for w in front):
        return False
    follows = re.match(r" ([A-Za-z]+)", after)
    return follows is None or follows[1] not in words("venues", "not_before")


def shorten(names: Iterable[str]) -> dict[str, str]:
    """Print -> full name: the one with the same first and last word ("Regatta Centre"), or without a word in front."""
    full = sorted(set(names), key=lambda n: (-len(n.split()), n))
    out = {n: n for n in full}
    for name in full:
        parts = name.casefold().split()
        longer = {
            n
            for n in full
            if len(n.split()) > len(parts) > 1 and [n.casefold().split()[i] for i in (0, -1)] == [parts[0], parts[-1]]
        }
        shorter = [n for n in full if n.casefold() == " ".join(parts[1:]) and len(parts) > 2 and name[0].isupper()]
        if len(longer) == 1:
            out[name] = longer.pop()
        elif shorter:
            out[name] = shorter[0]
    return out


def find_first_words(text: str, names: Iterable[str], common: frozenset[str]) -> Iterator[Found]:
    """A venue of three words or more by its first word alone ("at Regatta"), where that is no word of the language."""
    first: dict[str, set[str]] = {}
    for name in names:
        first.setdefault(name.split()[0].casefold(), set()).add(name)
    held = {w: n for w, n in first.items() if len(n) == 1 and len(min(n).split()) > 2 and len(w) > 4 and w not in common}
    if not held:
        return
    for m in re.finditer(rf"(?<!\w)(?:at|in|to|via|with|from|for) (?P<w>(?i:{any_of(list(held))}))(?![\w'’-]| [A-Z])", text):
        yield Found(m.start("w"), m.end(), "venue", min(held[m["w"].casefold()]), 17)
