"""A parser for small grammars over a lattice: words that may each stand for several things, of which the cheapest fit wins.

A pattern is written like a regular expression over symbols: ``WHO TOOK-OVER (FROM agents)? mods``.  Symbols in capitals
and those that no rule defines are looked up in the lattice; the others are rules.  For every stretch of words only the
cheapest reading is kept, so the time that a question takes grows with its length and not with its ambiguity.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

_SYMBOL: Final = re.compile(r"[\w'-]+|[()|?*+]")
FILLER: Final = "filler"
SKIPPED: Final = "skipped"
_SKIP_COST: Final = 40.0
_FILLER_COST: Final = 0.3

Value: TypeAlias = object
Pattern: TypeAlias = "tuple[str, object]"


class Edge(NamedTuple):
    """A stretch of words, up to ``end``, that may stand for ``value``; the lower ``cost``, the likelier."""

    end: int
    value: Value
    cost: float


Lattice: TypeAlias = Sequence[Mapping[str, Sequence[Edge]]]
"""For each word the edges that begin there, by symbol."""


class Part(NamedTuple):
    """A piece of a parse: a symbol, the words that it covers, and its value, or its own parts for a rule."""

    symbol: str
    start: int
    end: int
    value: Value
    parts: "tuple[Part, ...]" = ()


class Fit(NamedTuple):
    """The cheapest way to read some words."""

    cost: float
    parts: tuple[Part, ...]


Fits: TypeAlias = "dict[int, Fit]"


class Rule(NamedTuple):
    """One of the forms of a symbol; ``name`` says which, ``cost`` how unlikely it is."""

    name: str
    pattern: Pattern
    cost: float = 0.0


Grammar: TypeAlias = "Mapping[str, Sequence[Rule]]"


def read_pattern(text: str) -> Pattern:
    """Return a pattern as a tree; raises ValueError for one that does not close its brackets."""
    symbols = _SYMBOL.findall(text)
    pattern, rest = _read_alternatives(symbols, 0)
    if rest != len(symbols):
        raise ValueError(f"{text!r}: a bracket is missing")
    return pattern


def _read_alternatives(symbols: Sequence[str], at: int) -> tuple[Pattern, int]:
    branches: list[Pattern] = []
    while True:
        branch, at = _read_sequence(symbols, at)
        branches.append(branch)
        if at >= len(symbols) or symbols[at] != "|":
            return (branches[0] if len(branches) == 1 else ("any", tuple(branches))), at
        at += 1


def _read_sequence(symbols: Sequence[str], at: int) -> tuple[Pattern, int]:
    items: list[Pattern] = []
    while at < len(symbols) and symbols[at] not in "|)":
        if symbols[at] == "(":
            item, at = _read_alternatives(symbols, at + 1)
        else:
            item = ("symbol", symbols[at])
        at += 1
        while at < len(symbols) and symbols[at] in "?*+":
            item = (symbols[at], item)
            at += 1
        items.append(item)
    return ("all", tuple(items)), at


class Parser:
    """Reads one lattice; with ``tolerant`` any word may be skipped at a price, which shows what could not be placed."""

    def __init__(self, grammar: Grammar, lattice: Lattice, tolerant: bool = False) -> None:
        self.grammar, self.lattice, self.tolerant = grammar, lattice, tolerant
        self.size = len(lattice)
        self._seen: dict[tuple[int, int], Fits] = {}
        self._rules: dict[tuple[str, int], Fits] = {}
        self._gaps = [self._find_gap(at) for at in range(self.size + 1)]

    def parse(self, symbol: str) -> Fit | None:
        """Return the cheapest reading of all words as ``symbol``, or None."""
        complete: list[Fit] = []
        for end, fit in self._match_symbol(symbol, 0).items():
            for last, cost, parts in self._gaps[end]:
                if last == self.size:
                    complete.append(Fit(fit.cost + cost, fit.parts + parts))
        return min(complete, key=lambda fit: fit.cost, default=None)

    def _find_gap(self, start: int) -> list[tuple[int, float, tuple[Part, ...]]]:
        """Return the places that can be reached from ``start`` by words that do not count, the cheapest way to each."""
        best: dict[int, tuple[float, tuple[Part, ...]]] = {start: (0.0, ())}
        for at in range(start, self.size):
            if at in best:
                cost, parts = best[at]
                for end, price, part in self._steps(at):
                    if end not in best or cost + price < best[end][0]:
                        best[end] = (cost + price, (*parts, part))
        return [(end, cost, parts) for end, (cost, parts) in best.items()]

    def _steps(self, at: int) -> Iterator[tuple[int, float, Part]]:
        for edge in self.lattice[at].get(FILLER, ()):
            yield edge.end, _FILLER_COST, Part(FILLER, at, edge.end, None)
        if self.tolerant:
            yield at + 1, _SKIP_COST, Part(SKIPPED, at, at + 1, None)

    def _match_symbol(self, symbol: str, at: int) -> Fits:
        if symbol not in self.grammar:
            return self._match_edges(symbol, at)
        known = self._rules.get((symbol, at))
        if known is None:
            self._rules[symbol, at] = {}  # a rule that begins with itself fits nothing there
            known = {}
            for rule in self.grammar[symbol]:
                for end, fit in self._match(rule.pattern, at).items():
                    cost = fit.cost + rule.cost
                    if end not in known or cost < known[end].cost:
                        known[end] = Fit(cost, (Part(f"{symbol}.{rule.name}", at, end, None, fit.parts),))
            self._rules[symbol, at] = known
        return known

    def _match_edges(self, symbol: str, at: int) -> Fits:
        fits: Fits = {}
        for begin, gap, skipped in self._gaps[at]:
            for edge in self.lattice[begin].get(symbol, ()) if begin < self.size else ():
                cost = gap + edge.cost
                if edge.end not in fits or cost < fits[edge.end].cost:
                    fits[edge.end] = Fit(cost, (*skipped, Part(symbol, begin, edge.end, edge.value)))
        return fits

    def _match(self, pattern: Pattern, at: int) -> Fits:
        key = (id(pattern), at)
        if key not in self._seen:
            self._seen[key] = self._match_anew(pattern, at)
        return self._seen[key]

    def _match_anew(self, pattern: Pattern, at: int) -> Fits:
        kind, content = pattern
        if kind == "symbol":
            return self._match_symbol(str(content), at)
        if kind == "any":
            return _cheapest(self._match(branch, at) for branch in content)  # type: ignore[attr-defined]
        if kind == "all":
            fits: Fits = {at: Fit(0.0, ())}
            for item in content:  # type: ignore[attr-defined]
                fits = self._continue(fits, item)
            return fits
        if kind == "?":
            return _cheapest(({at: Fit(0.0, ())}, self._match(content, at)))  # type: ignore[arg-type]
        return self._repeat(content, at, kind == "*")  # type: ignore[arg-type]

    def _continue(self, fits: Fits, pattern: Pattern) -> Fits:
        return _cheapest(
            {end: Fit(fit.cost + more.cost, fit.parts + more.parts) for end, more in self._match(pattern, begin).items()}
            for begin, fit in fits.items()
        )

    def _repeat(self, pattern: Pattern, at: int, none: bool) -> Fits:
        """Fit a pattern once or more, from left to right; ``none``: or not at all."""
        fits: Fits = {at: Fit(0.0, ())}
        for begin in range(at, self.size):
            if begin in fits:
                step = self._continue({begin: fits[begin]}, pattern)
                fits = _cheapest((fits, {end: fit for end, fit in step.items() if end > begin}))
        if not none:
            del fits[at]
        return fits


def _cheapest(several: Iterator[Fits] | Sequence[Fits]) -> Fits:
    best: Fits = {}
    for fits in several:
        for end, fit in fits.items():
            if end not in best or fit.cost < best[end].cost:
                best[end] = fit
    return best
