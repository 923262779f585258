"""What a form of question asks: of what, ranked by what, and to what its answer is limited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bvgraph.asking.grammar import walk
from bvgraph.asking.parsing import Part
from bvgraph.asking.selections import Condition, Fact, facts_in
from bvgraph.asking.tokens import Token
from bvgraph.errors import UnknownNameError

_ASKED_BY: Final = {
    **{name: name for name in ("joiners", "leavers", "leads", "monitors", "deadlines", "venues", "percent", "statuses")},
    **{name: name for name in ("history", "papers", "mentions", "changes", "comments")},
    "actions": "actions",
    "why": "comments",
    "compare": "beside",
    "happened": "mentions",
    "longest": "days",
    "mean": "percent",
}
"""What is asked, by how the name of a form of question begins."""
_RANKED_BY: Final = {"compare": "each", "longest": "longest", "longest-last": "longest", "mean": "mean"}
_RANKED_AS: Final = {
    "earliest": ("deadlines", {"EARLIEST": "earliest", "LATEST": "latest"}),
    "deadlines-of": ("deadlines", {"FIRST-ONE": "first", "LAST-ONE": "last"}),
    "progressed": ("percent", {"LEAST-DONE": "least done", "MOST-DONE": "most done"}),
}
"""What is asked by forms in which a word tells the rank."""
_GROUPS: Final = {"area": "areas", "paper": "papers", "STATUSES": "states"}
_COMPARED: Final = {"leads": "led", "monitors": "monitored", "areas": "area", "papers": "document"}
_OF_NAMES: Final = frozenset({"leads", "joiners", "leavers"})
_MENTIONABLE: Final = frozenset({"named.agents", "named.venue", "named.area", "named.date"})
_LIMITS: Final = {"kind.post": "post", **dict.fromkeys(("kind.body", "kind.team", "kind.organisation"), "organisation")}
_EVERY: Final = frozenset(("all", "every", "everything", "each"))
_NOT_BEFORE_ALL: Final = frozenset(("at", "after", "in", "above"))


def find_asks(form: str, part: Part) -> tuple[str, str | None]:
    """Return what a form of question asks, and by what rank."""
    symbols = [child.symbol for child in part.parts]
    if form.startswith("most"):
        return _find_ranked(part), "fewest" if "extreme.fewest" in symbols else "most"
    if form in _RANKED_AS:
        asks, ranks = _RANKED_AS[form]
        return asks, next((rank for symbol, rank in ranks.items() if symbol in symbols), None)
    if form.startswith(("tally", "compared")):
        return _find_tallied(part), "each"
    if form.startswith("count"):
        return _find_counted(form, part), None if form == "count" else "number"
    told = "mentions" if form == "comments-about" and not _MENTIONABLE.isdisjoint(symbols) else None
    return told or next((asks for start, asks in _ASKED_BY.items() if form.startswith(start)), form), _RANKED_BY.get(form)


def _find_ranked(part: Part) -> str:
    """Return what is ranked by how many actions it has: those who lead or monitor, areas or documents."""
    group = _after_dot([child.symbol for child in part.parts], "group")
    if group is not None:
        return _GROUPS[group]
    return "monitors" if any("monitor" in symbol for symbol in symbols_in(part)) else "leads"


def find_compared(asks: str, about: Condition) -> Iterator[Fact]:
    """Yield the limit to those who are compared; raises UnknownNameError where it is not said who they are."""
    named = tuple(dict.fromkeys(v for fact in facts_in(about) if fact.name == _COMPARED.get(asks) for v in fact.values))
    if len(named) < 2:
        raise UnknownNameError('not understood: "more" compares two: name both, as in "Ann Ode or Bo Fry"')
    yield Fact("compared", named)


def _find_tallied(part: Part) -> str:
    """Return by what actions are counted: by who leads or monitors them, by area, document or status."""
    symbols = [child.symbol for child in part.parts]
    if "STATUSES" in symbols:
        return _GROUPS["STATUSES"]
    return _find_ranked(part)


def _after_dot(symbols: Sequence[str], symbol: str) -> str | None:
    return next((name.removeprefix(f"{symbol}.") for name in symbols if name.startswith(f"{symbol}.")), None)


def _find_counted(form: str, part: Part) -> str:
    symbols = [child.symbol for child in part.parts]
    if form == "count-of" and "MONITOR" in symbols:
        return "monitors"
    if form == "count-of":
        return _GROUPS.get(_after_dot(symbols, "group") or "", "leads")
    return "mentions" if form == "count-mentions" else "count"


def find_things(part: Part) -> str | None:
    """Return what kind of things a question names ("milestones"), the last where it names several."""
    found = [child.symbol for child in walk(part.parts) if child.symbol.startswith("things.")]
    return found[-1].removeprefix("things.") if found else None


def find_kinds(part: Part, asks: str) -> Iterator[Fact]:
    """Yield the limits of the names that are asked for to people, posts or bodies."""
    if asks in _OF_NAMES:
        yield from (Fact(_LIMITS[child.symbol]) for child in part.parts if child.symbol in _LIMITS)


def asks_for_all(tokens: Sequence[Token]) -> Iterator[bool]:
    """Tell of each word of a question whether it asks for all of several: "all" does, but not in "at all"."""
    for before, token in zip((None, *tokens), tokens, strict=False):
        yield token.word in _EVERY and (before is None or before.word not in _NOT_BEFORE_ALL)


def symbols_in(part: Part) -> Iterator[str]:
    """Yield the symbols of all parts of a part, in small letters."""
    for child in part.parts:
        yield child.symbol.casefold()
        yield from symbols_in(child)


def check_or(parts: Sequence[Part]) -> None:
    """Refuse "not A or B", which may say that neither is so, or that B is."""
    rest = [part.symbol for part in parts]
    while len(rest) > 1 and rest[1] == "mod.state":
        del rest[1]
    if len(rest) > 2 and rest[0] == "negated.not" and rest[1] == "link.or" and rest[2].startswith("mod."):
        raise UnknownNameError('not understood: "not ... or ..." is said in two ways: put "not" before each, or ask twice')
