"""Which of the ways to narrow a question down say how actions stood, and which of these the columns of a row show."""

from collections.abc import Sequence
from typing import Final

from bvgraph.asking.items import Item, Mark, Sized
from bvgraph.asking.selections import Either, Fact, Other, facts_in

_OF_STATE: Final = frozenset(
    (
        "status",
        "complete",
        "open",
        "slip",
        "new",
        "contradicting",
        "changed",
        "redated",
        "kept",
        "unchanged",
        "held",
        "handed",
        "said",
    )
)
_IN_PRINT: Final = frozenset({"status", "complete", "open", "said"})


def is_state(item: Item) -> bool:
    """Tell whether an item says how an action stood, how late it is or what became of it, or the contrary."""
    if isinstance(item, Other):
        return is_state(item.condition)
    if isinstance(item, Either):
        return all(map(is_state, item.conditions)) and any(fact.name == "status" for fact in facts_in(item))
    if isinstance(item, Mark):
        return item.name == "silently"
    if isinstance(item, Fact):
        return item.name in _OF_STATE or item.name.startswith("percent-")
    return isinstance(item, Sized)


def is_in_print(item: Item) -> bool:
    """Tell whether a state is one that the columns of a row show, or the contrary of such."""
    if isinstance(item, Other):
        return is_in_print(item.condition)
    return isinstance(item, (Fact, Either)) and all(fact.name in _IN_PRINT for fact in facts_in(item))


def part_states(items: Sequence[Item]) -> tuple[list[Item], bool]:
    """Return the items that are no states nor "or" and "and" beside one, and whether an "or" joins a state to another."""
    joining = {at for at, item in enumerate(items) if isinstance(item, Mark) and item.name in ("or", "and")}
    beside = {at: [items[n] for n in (at - 1, at + 1) if 0 <= n < len(items)] for at in joining}
    mixed = [at for at in joining if len({is_state(item) for item in beside[at]}) > 1]
    kept = [item for at, item in enumerate(items) if not is_state(item) and not any(map(is_state, beside.get(at, ())))]
    return kept, any(items[at] == Mark("or") for at in mixed)
