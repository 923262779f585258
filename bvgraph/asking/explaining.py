"""How a question was read: each stretch of words, what it was taken for, and the rule of the grammar that took it."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bvgraph.asking.grammar import Parse
from bvgraph.asking.moments import Moment
from bvgraph.asking.papers import Papers
from bvgraph.asking.parsing import FILLER, SKIPPED, Part
from bvgraph.asking.spots import Named, Referred, Topic

_FILLED: Final = "changes nothing"
_SKIPPED: Final = "could not be placed"


class Taken(NamedTuple):
    """Words, what they were taken for, and the rules that took them, the innermost last."""

    words: str
    meaning: str
    rule: str


def explain(parse: Parse) -> tuple[Taken, ...]:
    """Return how every word of a question was taken, in their order; nothing for what is no question at all."""
    return tuple(_take(parse, parse.parts, ()))


def _take(parse: Parse, parts: Sequence[Part], rules: tuple[str, ...]) -> Iterator[Taken]:
    for part in parts:
        if part.parts:
            yield from _take(parse, part.parts, (*rules, part.symbol))
        elif part.end > part.start:
            words = parse.text[parse.tokens[part.start].start : parse.tokens[part.end - 1].end]
            yield Taken(words, _tell(part), " > ".join(rule for rule in rules if not rule.startswith("start.")))


def _tell(part: Part) -> str:
    if part.symbol in (FILLER, SKIPPED):
        return _FILLED if part.symbol == FILLER else _SKIPPED
    told = _tell_value(part.value)
    return f"{part.symbol}: {told}" if told else part.symbol


def _tell_value(value: object) -> str:
    if isinstance(value, Named):
        return " or ".join(dict.fromkeys(thing.label for thing in value.things)) or "unknown"
    if isinstance(value, Papers):
        return " or ".join(paper.title for paper in value.papers)
    if isinstance(value, Referred):
        return " or ".join(deed.label for deed in value.deeds) or "unknown"
    if isinstance(value, Topic):
        return f"words of titles: {', '.join(value.words)}"
    if isinstance(value, Moment):
        return value.edtf
    return "" if value is None else str(value)
