"""The ways in which people say the names of the graph: in full, a surname, an initial and a surname, some words of it."""

from collections.abc import Iterator
from typing import NamedTuple

from bvgraph.asking.lexicon import Lexicon
from bvgraph.asking.names import Known


class Said(NamedTuple):
    """What some words name, how likely that is, and whether they name it in full."""

    things: tuple[Known, ...]
    cost: float
    exact: bool


Names = dict[str, dict[str, Said]]
"""By words, and by symbol, what is named."""


def index_names(lexicon: Lexicon) -> Names:
    """Return all names, in full and in part, by their words."""
    index: Names = {}
    for symbol, pool, cost in (
        ("agent", lexicon.leads, 0.9),
        ("agent", lexicon.others, 1.0),
        ("area", lexicon.areas, 0.8),
        ("venue", lexicon.venues, 1.1),
    ):
        for known in pool:
            for words, extra in _ways_to_say(known):
                _enter(index.setdefault(words, {}), symbol, Said((known,), cost + extra, not extra))
    return index


def _enter(under: dict[str, Said], symbol: str, said: Said) -> None:
    """Enter a way to say a name: the cheaper reading counts, and where two cost much the same, both do.

    Things come one after the other, so that one which is there already is the last.
    """
    before = under.get(symbol)
    if before is None or said.cost < before.cost - 0.15:
        under[symbol] = said
    elif said.cost <= before.cost + 0.15 and said.things[0] is not before.things[-1]:
        exact = said.exact and before.exact
        under[symbol] = Said(before.things + said.things, min(said.cost, before.cost), exact)


def _ways_to_say(known: Known) -> Iterator[tuple[str, float]]:
    """Yield a name in full, then what people say for it: a surname, an initial and a surname, some words of it."""
    for printed in known.spellings:
        spelling = tuple("'s" if word == "s" else word for word in printed)  # as the words of a question have it
        yield " ".join(spelling), 0.0
        if "and" in spelling:
            yield " ".join(word for word in spelling if word != "and"), 0.0
        if known.kind == "person" and len(spelling) > 1:
            for at in range(1, len(spelling)):
                yield " ".join(spelling[at:]), 0.3
            yield spelling[0], 0.6
            yield f"{spelling[0][0]} {' '.join(spelling[1:])}", 0.2
        elif len(spelling) > 1:
            yield from ((part, 1.2) for part in _parts_of(spelling))


def _parts_of(spelling: tuple[str, ...]) -> Iterator[str]:
    """Yield some words of a name, but no single ones: "third" is not the board of that sector."""
    for start in range(len(spelling)):
        for end in range(start + 1, len(spelling) + 1):
            if 1 < end - start < len(spelling):
                yield " ".join(spelling[start:end])
