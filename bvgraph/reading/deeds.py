"""Whether a text says something to be done: a verb in the imperative or the infinitive, or who is to do what."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from bvgraph.reading.values import looks_like_leads, names_group

_WORDS = tomllib.loads(files(__package__).joinpath("data/verbs.toml").read_text("utf-8"))
_VERBS = frozenset(_WORDS["verbs"])
_LINKS = frozenset(_WORDS["links"])
_QUALITIES = frozenset(_WORDS["qualities"])
_FIRST = re.compile(
    r"^(?![\W\d_]*update on\b)"
    r"(?:[\W\d_]+|[a-z][.)] )*(?:(?:to|please|we will|will) )?(?:(?!(?:to|reply|apply|supply|comply|rely)\b)[a-z]+ly )?"
    r"([a-z]+(?:-[a-z]+)?)\b(?! of\b)",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(r"\bwill be (?:bi-?)?(?:weekly|monthly|quarterly|yearly|annual)\b")
_LEAST_WORDS = 3
_FAR = 12  # words before the link between the one who acts and the verb


@lru_cache(maxsize=8192)
def says_deed(text: str) -> bool:
    """The text begins with a verb of doing, or says further on who is to do what ("HS to write to ...")."""
    text = _HOW_OFTEN.split(text)[0]
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text.casefold())
    if len(words) < _LEAST_WORDS:
        return False
    if (m := _FIRST.match(text)) and m[1].casefold() in _VERBS:
        return True
    pairs = [(a, b) for a, b in pairwise(words[:_FAR]) if b == "be" or b in _VERBS]
    if any(a in _LINKS and (a != "to" or b == "be") for a, b in pairs):
        return True
    before, to, _ = text.partition(" to ")
    return bool(to) and any(a == "to" for a, _ in pairs) and looks_like_leads(before)


def begins_with_deed(text: str) -> bool:
    """A verb and what it is done to, in small letters ("Add housing"): no name of anybody."""
    words = text.split()
    if len(words) < 2 or words[0].casefold() not in _VERBS or not words[1][0].islower():
        return False
    quality = words[0].casefold() in _QUALITIES and words[1] not in ("the", "a", "an", "our", "all")
    return not (quality and names_group(text))  # "Open standards team"


def is_verb(word: str) -> bool:
    """The base form of a verb of doing."""
    return word.casefold() in _VERBS


def says_deed_of(text: str) -> bool:
    """A verb as it stands behind the name of who does it ("works up a proposal", "discuss details")."""
    first = re.split(r"[\s/]", text.lstrip(), maxsplit=1)[0].casefold()
    return not _VERBS.isdisjoint((first, first.removesuffix("s"), first.removesuffix("es")))


def share_of_deeds(texts: Sequence[str]) -> float:
    """The share of the texts that are not empty which say something to be done."""
    held = [t for t in texts if t]
    return sum(map(says_deed, held)) / len(held) if held else 0.0
