"""What a question asks, in the light of what it is asked of."""

from __future__ import annotations

from collections.abc import Sequence

from bvgraph.asking.deadlines import read_changes, read_handed
from bvgraph.asking.forms import find_things
from bvgraph.asking.items import Below, Item, Words
from bvgraph.asking.parsing import Part
from bvgraph.asking.selections import Either, Fact


def look_again(asks: str, rank: str | None, items: Sequence[Item], part: Part) -> tuple[str, list[Item], str | None]:
    """Return what is asked, of what, and of which kind of things, as they tell it together.

    "Which deadlines moved" asks for actions, "when was it moved" for dates, "what mentions Ann Ode" for every line, "which
    leads changed" for actions that changed hands, and what is asked with what came of it for all prints.
    """
    things = find_things(part)
    symbols = {child.symbol for child in part.parts}
    read = read_changes(items) if "deadlines" in (asks, things) else list(items)
    if asks == "leads" and things is None and symbols & {"LEADS", "kind.person"} and any(map(_is_change, read)):
        return "actions", read_handed(read), things
    if asks == "deadlines" and rank is None and not any(isinstance(item, (Words, Below)) for item in read):
        return "actions", read, "deadlines"
    if asks == "actions" and "also.became" in symbols and things != "deadlines":
        return "history", read, things
    if asks == "mentions" and any(isinstance(item, Either) for item in read):
        return "actions", read, things
    if asks == "actions" and len(read) == 1 and isinstance(read[0], Fact) and read[0].name == "mention":
        return "mentions", [*read, *([Fact("in-row")] if things else [])], things
    return asks, read, things


def _is_change(item: Item) -> bool:
    return isinstance(item, Fact) and item.name in ("changed", "unchanged")
