"""What became of deadlines: moved to a later day, printed otherwise than in the print before, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bvgraph.asking.items import Item, Sized, Spread
from bvgraph.asking.parsing import Part
from bvgraph.asking.selections import Fact, Other
from bvgraph.asking.vocabularies import load_vocabulary
from bvgraph.errors import UnknownNameError

_BECAME: Final = {"MOVED": "moved", "REDATED": "redated"}
"""The state that a verb of a question about deadlines tells of."""
_OF_DEADLINES: Final = frozenset({"slip", "redated", "kept"})


def find_moves(asks: str, part: Part) -> Iterator[str]:
    """Yield the states that deadlines came to ("were put back"); raises UnknownNameError for what is none ("were met")."""
    symbols = {child.symbol for child in part.parts}
    passive = bool(symbols & {"DOING", "HELD"}) and "MEANT" not in symbols  # and not "the deadline for it to open"
    became = [state for symbol, state in _BECAME.items() if symbol in symbols] if asks in ("deadlines", "days") else []
    became = ["moved"] if asks == "days" and became else became  # days are told of what moved to a later day
    yield from became
    if not became and part.symbol == "question.deadlines-of" and passive and not _names_titles(part):
        raise UnknownNameError("not understood: what became of deadlines is asked as moved, changed, passed or missed")


def _names_titles(part: Part) -> bool:
    return any(child.symbol == "mod.about" or _names_titles(child) for child in part.parts)


def stayed() -> Fact:
    """Return that a deadline is printed as before: that nothing is said of others would be no answer."""
    return Fact("kept", (), "whose deadline is printed as in the print before")


def read_changes(items: Iterable[Item]) -> list[Item]:
    """Return the items of a question about deadlines: what changed of these is the deadline."""
    read = [_read_change(item) for item in items]
    if any(isinstance(item, Other) and is_move(item) for item in read):
        read.append(Fact("has-deadline", (), "with a deadline"))  # what has none did not move it either
    return read


def _read_change(item: Item) -> Item:
    if isinstance(item, Fact) and item.name == "changed":
        return Fact("redated", (), load_vocabulary().states["redated"].says)
    return stayed() if isinstance(item, Fact) and item.name == "unchanged" else item


def read_handed(items: Iterable[Item]) -> list[Item]:
    """Return the items of a question about leads: what changed of these is who they are."""
    handed = Fact("handed", (), "that changed hands")
    read: dict[str, Item] = {"changed": handed, "unchanged": Fact("held", (), "whose lead is that of the print before")}
    return [read.get(item.name, item) if isinstance(item, Fact) else item for item in items]


def drop_moves(items: Iterable[Item]) -> list[Item]:
    """Return the items but for what became of a deadline, by how much and from which document to which."""
    return [item for item in items if not is_move(item) and not isinstance(item, (Sized, Spread))]


def is_move(item: Item) -> bool:
    """Tell whether an item says what became of a deadline, or the contrary."""
    if isinstance(item, Other):
        return is_move(item.condition)
    return isinstance(item, Fact) and item.name in _OF_DEADLINES
