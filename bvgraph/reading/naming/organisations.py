"""Organisations other than the council's own bodies: those that any council knows, and those that their last words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bvgraph.reading.naming.lexicon import any_of, lists, table, words
from bvgraph.reading.naming.phrases import walk_left
from bvgraph.reading.naming.sheets import Found

_POLICE = re.compile(r"(?<![\w-])(?i:police)(?![\w-])(?! (?i:officers?|stations?|hours|bail|spoc|and crime panel)\b)")
_BOROUGH = re.compile(
    r"(?:London Borough of|L\. ?B\.(?: of)?|LB(?: of)?|Royal Borough of) (?P<p>[A-Z][a-z]+"
    r"(?: (?:and |&? ?)?[A-Z][a-z]+){0,3})"
)


def _heads() -> dict[str, list[str]]:
    return lists("organisations", "heads")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){any_of(_heads()['words'])}(?![\w-])")


@cache
def _of() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-]){any_of(_heads()['of'])} (?:of|for) (?:the )?(?:[A-Z][\w-]+(?: (?:and |&? ?)?(?=[A-Z]))?)+"
    )


@cache
def _known_everywhere() -> frozenset[str]:
    short = {name or printed for printed, name in table("organisations", "short").items()}
    return frozenset(short.union(table("organisations", "known").values()).difference(words("organisations", "local")))


def is_known_everywhere(name: str) -> bool:
    """Tell whether a name means one and the same organisation, whichever council names it."""
    return name in _known_everywhere()


def find_organisations(text: str, place: str) -> Iterator[Found]:
    """Organisations under their names as printed; ``place`` is the council's own, which is no organisation here."""
    for m in _head().finditer(text):
        start = walk_left(text, m.start(), ("and", "&", "of", "for"))
        name = text[start : m.end()]
        if " " in name.rsplit(" and ", 1)[0] and " and " in name:
            start = m.end() - len(name.rsplit(" and ", 1)[1])
        own = bool(place) and text[start : m.end()].startswith(place) and text[start : m.end()].endswith("Council")
        if start < m.start() and not own and is_body(text[start : m.end()]):
            yield Found(start, m.end(), "org", text[start : m.end()], 22)
    for m in _of().finditer(text):
        yield Found(m.start(), m.end(), "org", m[0], 23)
    for m in _POLICE.finditer(text):
        yield Found(m.start(), m.end(), "org", "Police", 28)
    for m in _BOROUGH.finditer(text):
        if m["p"] != place:
            yield Found(m.start(), m.end(), "org", f"London Borough of {m['p']}" if m[0][0] == "L" else m[0], 9)


def is_body(name: str) -> bool:
    """Tell whether a name is that of one body, and no word that stands for any ("Full Council")."""
    plain = name.casefold()
    if place_of(plain) in _heads()["not_places"]:
        return False
    return not any(plain == n or (" " in n and plain.endswith(" " + n)) for n in _heads()["not_orgs"])


def place_of(publisher: str) -> str:
    """The place that a council is named after ("London Borough of Camden", "Leeds City Council")."""
    name = re.sub(
        r"^(?:the )?(?:london|royal|metropolitan)? ?borough of |^(?:city|county) of |^council of ",
        "",
        publisher,
        flags=re.IGNORECASE,
    )
    return re.sub(r"(?i)\s*(?:metropolitan|city|county|borough|district|unitary)*\s*(?:borough )?council$", "", name).strip()
