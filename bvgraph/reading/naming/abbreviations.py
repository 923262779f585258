"""Abbreviations: learned from the documents themselves, and never asserted where two names fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

_SHORT = re.compile(r"(?<![\w&.-])(?:[A-Z]{2,6}|[A-Z]&[A-Z])(?=s?\b)(?![\w&-])")
_SMALL = ("and", "of", "for", "the", "in", "on", "to")


@lru_cache(maxsize=4096)
def initials(name: str) -> frozenset[str]:
    """The abbreviations that a name may have: first letters, those of small words in or out."""
    parts = re.findall(r"[^\W_]+|&", name.replace("'", "").replace("’", ""))
    letters = [w if w.isupper() and len(w) < 4 else w[0].upper() for w in parts if w.casefold() not in _SMALL and w != "&"]
    with_small = [w[0].upper() for w in parts if w != "&"]
    with_sign = [w[0].upper() for w in parts if w.casefold() not in _SMALL]
    return frozenset({"".join(letters), "".join(with_small), "".join(with_sign)})


def find_short(text: str) -> Iterator[re.Match[str]]:
    """Words of capitals alone."""
    return _SHORT.finditer(text)


def defined(text: str, start: int, end: int) -> str | None:
    """The abbreviation in brackets right after a name, if its letters are the name's: "Capital Board (CB)"."""
    m = re.match(r" ?\((?:the )?[\"“‘']?(?P<s>[A-Z&]{2,7})[\"”’']?\)", text[end : end + 12])
    return m["s"] if m and m["s"] in initials(text[start:end]) else None


def fit(short: str, names: Iterable[str], place: str) -> list[str]:
    """The names that an abbreviation fits, in full or without the council's own place in front."""
    without = [n for n in names if short in initials(n)]
    if without or not place:
        return sorted(set(without))
    return sorted({n for n in names if n.startswith(place + " ") and short in initials(n[len(place) + 1 :])})


def rivals(short: str, text: str, name: str) -> bool:
    """Does another phrase with capitals have the same first letters in this text ("Adult Social Care", ASC)?"""
    gap = r"[ -](?:(?:and|of|for|the|&) )?"
    pattern = gap.join(rf"{re.escape(c)}[a-z]+" for c in short if c.isalpha())
    mine = name.casefold()
    return any(_apart(m[0].casefold(), mine) for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text))


def _apart(phrase: str, name: str) -> bool:
    plain = re.sub(r"\W+", " ", name)
    first = re.sub(r"\W+", " ", phrase)
    return first not in plain and first.rstrip("s") not in plain.replace("s ", " ")


def expand_front(name: str, known: Mapping[str, int]) -> str | None:
    """ "HR Committee" -> the one known body whose name begins with the words that the capitals stand for."""
    front, _, rest = name.partition(" ")
    if not re.fullmatch(r"[A-Z]{2,4}", front) or not rest:
        return None
    fits = {
        n
        for n in known
        if n.casefold().endswith(" " + rest.casefold()) and n != name and front in initials(n[: -len(rest) - 1])
    }
    return fits.pop() if len(fits) == 1 else None
