"""What each way to narrow a question down contributes before all are put together: conditions, and what waits for others.

A date waits to be told whether something is due then or a document speaks for it; "by a year" waits for the slip.
"""

import datetime as dt
from typing import NamedTuple, TypeAlias

from bvgraph.asking.lexicon import Deed, Paper
from bvgraph.asking.selections import Condition, Fact


class Timed(NamedTuple):
    """A span of time: its first and last day, open where None; ``form`` is that of the grammar (in, by, before, ...)."""

    form: str
    first: dt.date | None
    last: dt.date | None
    asked: str
    edtf: str
    due: bool = False


class Sized(NamedTuple):
    """How large a slip is: facts that narrow it."""

    facts: tuple[Fact, ...]


class Spread(NamedTuple):
    """From one document to another, or to any later one."""

    before: tuple[Paper, ...]
    after: tuple[Paper, ...]


class Words(NamedTuple):
    """Words of titles, and what misspelt ones were read as."""

    asked: str
    words: tuple[str, ...]
    titles: frozenset[int]
    bare: bool = False


class Mark(NamedTuple):
    """A word that says how to take the others: or, and, due, silently, together, own, them, newest."""

    name: str


class Below(NamedTuple):
    """Actions by reference: what is part of them, or they themselves, as what is under headings is meant by default."""

    deeds: tuple[Deed, ...]
    asked: str
    parts: bool = False
    themselves: bool = False


Item: TypeAlias = "Condition | Timed | Sized | Spread | Words | Mark | Below"


def heads_others(deed: Deed) -> bool:
    """Tell whether what is asked of an action is asked of its parts: nobody delivers a heading or a recommendation."""
    return deed.parts > 0 and deed.kind in ("recommendation", "activity")


def deeds_fact(below: Below) -> Fact:
    """Return that a row is of the actions referred to, or of what is part of them."""
    labels = " or ".join(dict.fromkeys(f'{below.asked} "{deed.label}"'.strip() for deed in below.deeds[:3]))
    terms = tuple(deed.iri for deed in below.deeds)
    if below.parts or (not below.themselves and all(heads_others(deed) for deed in below.deeds)):
        return Fact("part-of", terms, f"under {labels}")
    return Fact("action", terms, labels)
