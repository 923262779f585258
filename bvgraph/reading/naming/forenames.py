"""Which words are forenames."""

from __future__ import annotations

from functools import cache

from bvgraph.reading.naming.lexicon import load


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(str(load("forenames")[key]).split())


@cache
def _never() -> frozenset[str]:
    return frozenset(str(load("people")["never"]).split())


def is_forename(word: str) -> bool:
    """A forename that is no word of English besides."""
    return word.split("-", maxsplit=1)[0].casefold() in _words("plain")


def is_ambiguous(word: str) -> bool:
    """A forename that is a word of English too ("Mark", "Grace")."""
    return word.casefold() in _words("ambiguous")


def is_strange(word: str) -> bool:
    """A word that is no part of anybody's name ("Report"), with a capital or without."""
    return word.casefold() in _never()
