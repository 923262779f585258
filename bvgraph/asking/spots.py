"""What was spotted in a question: names, words of titles, references; each as typed, with all that it may be."""

from typing import NamedTuple

from bvgraph.asking.lexicon import Deed
from bvgraph.asking.names import Known


class Named(NamedTuple):
    """A name as typed and what it may be: nothing, when it is unknown; several things, when it is not clear.

    ``exact`` tells that it was typed in full, so that several things are one under several names; ``corrected`` that it
    was not typed as it is known.
    """

    what: str
    asked: str
    things: tuple[Known, ...]
    exact: bool = False
    corrected: bool = False


class Topic(NamedTuple):
    """Words of titles; ``titles`` are the numbers of those that have them all, ``read`` what misspelt words were taken for.

    ``bare`` is a single word that nothing introduces: "twice" in "what slipped twice", other than in "about training".
    """

    asked: str
    words: tuple[str, ...]
    titles: frozenset[int]
    read: tuple[tuple[str, str], ...] = ()
    bare: bool = False


class Referred(NamedTuple):
    """A reference as typed and the actions printed under it."""

    asked: str
    deeds: tuple[Deed, ...]
