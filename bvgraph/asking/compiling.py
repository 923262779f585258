"""From a question to one SPARQL query: conditions become graph patterns, values become terms, user text becomes nothing.

The query selects rows - action, document and line - with what is asked of them beside, and runs on the export as it stands.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from bvgraph.asking.queries import Term, write_term
from bvgraph.asking.selections import Condition, Either, Every, Fact, Other, Wanted, facts_in
from bvgraph.graph.vocabulary import PREFIXES

_SHARED: Final = frozenset({"entry", "stated", "ofAction", "inDocument"})
_ROWS_ONLY: Final = frozenset({"no-heading", "no-heading-of", "no-recommendation"})
_COMMON: Final = frozenset({"slip", "status"})
_RARE: Final = frozenset({"led", "monitored", "area", "document", "action", "whole", "part-of", "mention"})
_GLOBAL: Final = frozenset({"derived", "known", "who", "name", "publisher"})
_VARIABLE: Final = re.compile(r"\?(\w+)")
_PREFIX: Final = re.compile(r"\b([a-z]+):[A-Za-z]")
_ROW: Final = (
    "GRAPH ?stated { ?entry a bv:Entry ; bv:statedIn ?inDocument ; bv:line ?line . "
    "?inDocument dcterms:identifier ?document }"
)
_ACTION: Final = "GRAPH ?derived { ?entry prov:specializationOf ?ofAction . ?ofAction dcterms:identifier ?action }"
_DAY: Final = "OPTIONAL { GRAPH ?stated { ?inDocument bv:asOf ?day } }"
_ORDER: Final = "ORDER BY STR(?day) ?document ?line ?entry"
_MENTION: Final = (
    "GRAPH ?stated { ?mention a bv:Mention ; bv:statedIn ?inDocument . ?inDocument dcterms:identifier ?document . "
    "?evidence rdf:subject ?mention ; bv:line ?line ; oa:exact ?text }"
)
_IN_ROW: Final = "GRAPH ?stated { ?mention bv:mentionedIn ?entry } "
_ROW_OF_MENTION: Final = (
    "OPTIONAL { GRAPH ?stated { ?mention bv:mentionedIn ?row } "
    "GRAPH ?derived { ?row prov:specializationOf ?ofAction . ?ofAction dcterms:identifier ?action ; dcterms:title ?title } }"
)
_REPAIRED: Final = (
    "OPTIONAL { GRAPH ?stated { ?repair bv:repairOf ?entry } }",
    "BIND (IF(BOUND(?repair), ?nothing, ?ofAction) AS ?asPrinted)",
)


_PUBLISHER: Final = " OPTIONAL { GRAPH ?known { ?who dcterms:publisher ?publisher } }"


class Ask(NamedTuple):
    """What is wanted of rows: further columns, and the pattern that binds them."""

    columns: str
    pattern: str
    last: str = ""

    def tell_apart(self) -> "Ask":
        """Return the same with the publisher of a name beside it."""
        return self._replace(columns="?name ?publisher", pattern=self.pattern + _PUBLISHER) if self.names else self

    @property
    def names(self) -> bool:
        """Whether it is names that are wanted."""
        return self.columns == "?name" and bool(self.pattern)


class Patterns(NamedTuple):
    """The content of ``conditions.toml``."""

    facts: dict[str, str]
    mentions: dict[str, str]
    asks: dict[str, Ask]


@cache
def load_patterns() -> Patterns:
    """Return the patterns of all conditions and of all that can be asked."""
    import tomllib  # noqa: PLC0415 - only questions need it

    data = tomllib.loads(Path(__file__).with_name("data").joinpath("conditions.toml").read_text("utf-8"))
    asks = {
        name: Ask(ask.get("columns", ""), ask.get("pattern", ""), ask.get("last", "")) for name, ask in data["asks"].items()
    }
    return Patterns(data["facts"], data["mentions"], asks)


def compile_query(wanted: Wanted) -> str:
    """Return the query that selects what is wanted."""
    if wanted.rank in ("most", "fewest", "each"):
        return _compile_ranking(wanted)
    if wanted.asks in ("count", "share"):
        return _finish("SELECT (COUNT(DISTINCT ?ofAction) AS ?number)", _body(wanted), "")
    if wanted.asks == "history" or wanted.rank == "whole":
        return _finish("SELECT DISTINCT ?action ?document ?line ?entry", _history(wanted), _ORDER)
    return compile_rows(wanted)


def compile_rows(wanted: Wanted) -> str:
    """Return the query for the rows that an answer rests on, with the column that is asked for beside them."""
    columns, _, last = _find_ask(wanted)
    select = f"SELECT DISTINCT ?action ?document ?line ?entry{columns and ' '}{columns}"
    order = f"{_ORDER}{columns and ' '}{columns}"
    return _finish(select, [*_body(wanted), last or _DAY], order)


def compile_mentions(wanted: Wanted) -> str:
    """Return the query for every line that mentions what is asked about, in a row or in prose."""
    scope = Scope()
    facts = load_patterns().mentions
    lines = [_MENTION]
    for fact in facts_in(wanted.about):
        if fact.name in _ROWS_ONLY:
            continue
        pattern = facts.get(fact.name) or _IN_ROW + load_patterns().facts[fact.name]
        lines += scope.bind(pattern, fact.values, fact.name)
    lines += [_ROW_OF_MENTION, _DAY]
    return _finish("SELECT DISTINCT ?document ?line ?text ?action ?title", lines, "ORDER BY STR(?day) ?document ?line ?text")


def _compile_ranking(wanted: Wanted) -> str:
    """Return the query that counts the actions of each name; of two with as many, more rows read without repair tell."""
    direction = "ASC" if wanted.rank == "fewest" else "DESC"
    names = _find_ask(wanted).columns
    select = f"SELECT {names} (COUNT(DISTINCT ?ofAction) AS ?actions) (COUNT(DISTINCT ?asPrinted) AS ?sound)"
    order = f"GROUP BY {names}\nORDER BY {direction}(?actions) {direction}(?sound) {names}"
    return _finish(select, [*_body(wanted), *_REPAIRED], order)


def _find_ask(wanted: Wanted) -> Ask:
    ask = load_patterns().asks[wanted.asks]
    return ask.tell_apart() if wanted.apart else ask


def _body(wanted: Wanted) -> list[str]:
    scope = Scope()
    ask = _find_ask(wanted)
    limits = [line for limit in wanted.limits for line in scope.state_fact(limit)]
    return [_ROW, *scope.state(wanted.about), _ACTION, *filter(None, [scope.rename(ask.pattern)]), *limits]


def _history(wanted: Wanted) -> list[str]:
    """Match every row of the actions that have a row of which the conditions hold."""
    inner = Scope("Found")
    found = [inner.rename("GRAPH ?stated { ?entry bv:statedIn ?inDocument }"), *inner.state(wanted.about)]
    linked = f"GRAPH ?derived {{ {inner.rename('?entry')} prov:specializationOf ?ofAction }}"
    return [*found, linked, _ACTION, _ROW, _DAY]


def _finish(select: str, body: Sequence[str], order: str) -> str:
    text = "\n".join([select, "WHERE {", *(f"  {line}" for line in body), "}", *filter(None, [order])])
    used = {match[1] for match in _PREFIX.finditer(text)}
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in used)
    return f"{prefixes}{text}\n"


class Scope:
    """States conditions of one row; ``suffix`` tells its variables from those of another row of the same query.

    ``narrow`` is whether they leave only rows of somebody, of some part or of some document.
    """

    def __init__(self, suffix: str = "", uses: Counter[str] | None = None) -> None:
        self.suffix = suffix
        self.uses: Counter[str] = Counter() if uses is None else uses
        self.narrow = False

    def rename(self, pattern: str, number: str = "") -> str:
        """Give the variables of the row the suffix, and the others a number, so that two conditions share no variable."""

        def name(match: re.Match[str]) -> str:
            if match[1] in _SHARED:
                return f"?{match[1]}{self.suffix}"
            return match[0] if match[1] in _GLOBAL else f"?{match[1]}{self.suffix}{number}"

        return _VARIABLE.sub(name, pattern)

    def state(self, condition: Condition, around: Every = Every(())) -> list[str]:  # noqa: B008 - a value, never changed
        """Return the lines of a group that hold when the condition does, as one of those ``around`` it."""
        if isinstance(condition, Fact):
            return self.state_fact(condition)
        if isinstance(condition, Every):
            self.narrow = any(isinstance(part, Fact) and part.name in _RARE for part in condition.conditions)
            lines = [
                line for part in condition.conditions if not isinstance(part, Other) for line in self.state(part, condition)
            ]
            others = [part for part in condition.conditions if isinstance(part, Other)]
            return lines + [line for part in others for line in self._state_other(part, condition)]
        if isinstance(condition, Either):
            branches = (f"{{ {' '.join(self._state_branch(part, around))} }}" for part in condition.conditions)
            return [" UNION ".join(branches)]
        return self._state_other(condition, around)

    def _state_branch(self, part: Condition, around: Every) -> list[str]:
        """Return the lines of one of several alternatives; what must not hold needs the row of which it must not."""
        row = [self.rename("GRAPH ?stated { ?entry bv:statedIn ?inDocument }")] if isinstance(part, Other) else []
        return [*row, *self.state(part, around)]

    def state_fact(self, fact: Fact) -> list[str]:
        """Return the lines of one fact with those that narrow it, which speak of the same slip or hand-over."""
        self.uses[fact.name] += 1
        number = "" if self.uses[fact.name] == 1 else str(self.uses[fact.name])
        lines: list[str] = []
        for part in (fact, *fact.narrowed):
            lines += self.bind(self.rename(load_patterns().facts[part.name], number), part.values, f"{part.name}{number}")
        return lines

    def bind(self, pattern: str, values: Sequence[Term], name: str) -> list[str]:
        """Return a pattern with its values: one is written in place, several are those of a variable.

        Engines begin with VALUES; where other conditions leave fewer rows, a filter lets them begin with these.
        """
        if "$value" not in pattern:
            return [pattern]
        if len(values) == 1:
            return [pattern.replace("$value", write_term(values[0]))]
        words = re.split(r"\W", name)
        variable = f"?{words[0]}{''.join(word.capitalize() for word in words[1:])}{self.suffix}Value"
        stated = pattern.replace("$value", variable)
        if self.narrow and words[0].rstrip("0123456789") in _COMMON:
            return [stated, f"FILTER ({variable} IN ({', '.join(map(write_term, values))}))"]
        return [f"VALUES {variable} {{ {_write(values)} }}", stated]

    def _state_other(self, other: Other, around: Every) -> list[str]:
        if not other.of_action:
            return [f"FILTER NOT EXISTS {{ {' '.join(self.state(other.condition))} }}"]
        self.uses["other"] += 1
        number = self.uses["other"]
        inner = Scope(f"Other{'' if number == 1 else number}", self.uses)
        barred = {fact.name for fact in _facts(other.condition)}
        like = [] if other.anywhere else [part for part in around.conditions if _is_like(part, barred)]
        lines = [line for part in (*like, other.condition) for line in inner.state(part)]
        link = f"GRAPH ?derived {{ {self.rename('?entry')} prov:specializationOf ?sameAction{number} . "
        link += f"{inner.rename('?entry')} prov:specializationOf ?sameAction{number} }}"
        row = inner.rename("GRAPH ?stated { ?entry a bv:Entry }")
        return [f"FILTER NOT EXISTS {{ {' '.join([link, row, *lines])} }}"]


def _is_like(part: Condition, barred: set[str]) -> bool:
    names = {fact.name for fact in _facts(part)}
    return not isinstance(part, Other) and not names & (barred | {"no-heading", "no-heading-of", "no-recommendation"})


def _facts(condition: Condition) -> Iterable[Fact]:
    if isinstance(condition, Fact):
        return [condition]
    parts = [condition.condition] if isinstance(condition, Other) else condition.conditions
    return [fact for part in parts for fact in _facts(part)]


def _write(values: Iterable[Term]) -> str:
    return " ".join(map(write_term, values))
