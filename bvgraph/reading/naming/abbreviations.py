"""Abbreviations: learned from the documents themselves, and never asserted where two names fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bvgraph.reading.naming.lexicon import words
from bvgraph.reading.naming.phrases import key_of

_SHORT = re.compile(r"(?<![\w&.-])(?:[A-Z]{2,6}|[A-Z]&[A-Z])(?=s?\b)(?![\w&-])")
_SMALL = ("and", "of", "for", "the", "in", "on", "to")


@lru_cache(maxsize=4096)
def initials(name: str) -> frozenset[str]:
    """The abbreviations that a name may have: first letters, those of small words in or out."""
    parts = re.findall(r"[^\W_]+|&", name.replace("'", "").replace("’", ""))
    first = {w: w if w.isupper() and len(w) < 4 else w[0].upper() for w in parts}
    forms = (
        [w for w in parts if w.casefold() not in _SMALL and w != "&"],
        [w for w in parts if w != "&"],
        [w for w in parts if w.casefold() not in _SMALL],
    )
    return frozenset("".join(first[w] for w in form) for form in forms)


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
    """Tell whether another phrase with capitals has the same first letters in this text ("Adult Social Care", ASC).

    One that is rare beside the name is no rival, and neither is the end of a longer phrase or the start of a sentence.
    """
    gap = r"[ -](?:(?:and|of|for|the|&) )?"
    pattern = gap.join(rf"{re.escape(c)}[a-z]+" for c in short if c.isalpha())
    mine, own, others = key_of(name), 0, 0
    for m in re.finditer(rf"(?<![\w-]){pattern}(?!\w)", text):
        phrase = m[0]
        if key_of(phrase) in mine or key_of(phrase).replace(" ", "") in mine.replace(" ", ""):
            own += 1
        elif not _is_part(text, m.start()) and phrase.split()[0].casefold() not in words("phrases", "never_first"):
            others += 1
    return others > 0 and others * 4 > own


def _is_part(text: str, start: int) -> bool:
    """A word with a capital stands right in front."""
    return re.search(r"[A-Z][\w'’]* (?:and |& |of )?\Z", text[max(0, start - 24) : start]) is not None


def expand_front(name: str, known: Mapping[str, int]) -> str | None:
    """Spell out "GP Committee": the one known body whose name begins with the words that the capitals stand for."""
    front, _, rest = name.partition(" ")
    if not re.fullmatch(r"[A-Z]{2,4}", front) or not rest:
        return None
    fits = {
        n
        for n in known
        if n.casefold().endswith(" " + rest.casefold()) and n != name and front in initials(n[: -len(rest) - 1])
    }
    return fits.pop() if len(fits) == 1 else None
