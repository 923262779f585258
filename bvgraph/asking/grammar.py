"""The grammar of questions: ``grammar.toml`` as rules, and the parse of a question by them."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from bvgraph.asking.lexicon import Lexicon
from bvgraph.asking.parsing import SKIPPED, Fit, Grammar, Parser, Part, Rule, read_pattern
from bvgraph.asking.spotting import Spotter
from bvgraph.asking.tokens import LONGEST, Token, spell_out, tokenise
from bvgraph.asking.vocabularies import load_vocabulary

_LONGEST_TOLERATED: Final = 30
_START: Final = "start"


class Parse(NamedTuple):
    """A question as it was read: its words, the ``parts`` that cover all of them, and the one that is the question proper.

    ``part`` is None for what is no question.
    """

    text: str
    tokens: tuple[Token, ...]
    part: Part | None
    skipped: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@cache
def load_grammar() -> Grammar:
    """Return the rules by symbol."""
    data = tomllib.loads(Path(__file__).with_name("data").joinpath("grammar.toml").read_text("utf-8"))
    return {symbol: [_rule(name, text) for name, text in forms.items()] for symbol, forms in data.items()}


def _rule(name: str, text: str) -> Rule:
    pattern, _, price = text.partition("~")
    return Rule(name, read_pattern(pattern), float(price or 0))


def parse_question(question: str, lexicon: Lexicon) -> Parse:
    """Return the cheapest reading of a question; where some words fit nowhere, the one that skips the fewest of them."""
    text = spell_out(question)
    tokens = tokenise(text)
    if not 0 < len(tokens) <= LONGEST:
        return Parse(text, tokens, None)
    lattice = Spotter(lexicon, load_vocabulary(), text, tokens).spot()
    fit = Parser(load_grammar(), lattice).parse(_START)
    if fit is None and len(tokens) <= _LONGEST_TOLERATED:
        fit = Parser(load_grammar(), lattice, tolerant=True).parse(_START)
    return Parse(text, tokens, _find_question(fit), tuple(_skipped(fit, text, tokens)), fit.parts if fit else ())


def _find_question(fit: Fit | None) -> Part | None:
    """Return the question; among its parts are what stands before it ("at year end, ...") and after ("and when?")."""
    start = next((part for part in fit.parts if part.symbol.startswith("start.")), None) if fit else None
    found = next((part for part in start.parts if part.symbol.startswith("question.")), None) if start else None
    placed = tuple(part for part in start.parts if part.symbol.startswith("mods.")) if start else ()
    also = tuple(part for part in start.parts if part.symbol.startswith("also.")) if start else ()
    return found._replace(parts=placed + found.parts + also) if found else None


def _skipped(fit: Fit | None, text: str, tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the stretches of words that were skipped."""
    places = sorted({part.start for part in walk(fit.parts) if part.symbol == SKIPPED}) if fit else []
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        yield text[tokens[run[0]].start : tokens[run[-1]].end]


def walk(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield parts and all their parts, in the order of the words."""
    for part in parts:
        yield part
        yield from walk(part.parts)
