"""Which words are forenames."""

from __future__ import annotations

from functools import cache

from bvgraph.reading.naming.lexicon import load


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(str(load("forenames")[key]).split())


def is_forename(word: str) -> bool:
    """A forename that is no word of English besides."""
    return word.split("-", maxsplit=1)[0].casefold() in _words("plain")


def is_ambiguous(word: str) -> bool:
    """A forename that is a word of English too ("Mark", "Grace")."""
    return word.casefold() in _words("ambiguous")
