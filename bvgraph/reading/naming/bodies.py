"""Bodies: committees, boards, groups and whatever else meets and decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bvgraph.reading.naming.lexicon import any_of, lists, table, words
from bvgraph.reading.naming.phrases import walk_left
from bvgraph.reading.naming.sheets import Found

_PLURAL = re.compile(r"(?<=[Bb]oard|[Pp]anel|[Gg]roup|[Ff]orum)s$|(?<=[Cc]ommittee)s$|(?<=[Pp]artnership)s$")
_COUNCIL = re.compile(r"(?<![\w-])Council(?=[ .,;:)\t\n]|$)")
_COUNCIL_BEFORE = re.compile(r"\b(?:[Tt]o|[Bb]y|[Aa]t|of|before) \Z")
_COUNCIL_AFTER = re.compile(
    r" (?:on|in|for|and|at|approval|meeting|will|agreed|approved|as|to|by|who|before|after)\b|[.,;:)\t\n]|\Z"
)
_COUNCIL_ACTS = re.compile(r" (?:has |have )?(?:agreed|approved|established|adopted|resolved|considered|met)\b")
_EXECUTIVE = re.compile(
    r"(?:(?<=\b[Tt]he )|(?<=Mayor and ))Executive(?= (?:to|and|will|has|in|on|at|for|agreed|['‘’])|[.,;:)\t\n])"
)
_COMMISSIONER = re.compile(r"(?<![\w-])(?:[A-Z]{3,6} )?Commissioners?(?![\w-])(?! (?:across|for|of|in)\b)")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<h>{any_of(words('bodies', 'heads'))})(?![\w-])")


@cache
def _plain() -> re.Pattern[str]:
    return re.compile("(?<![\\w-])(?:" + "|".join(lists("bodies", "plain")["pattern"]) + ")(?![\\w-])")


def find_bodies(text: str) -> Iterator[Found]:
    """Bodies by the head nouns of their names, under the name as printed; and the council, where it meets."""
    for m in _heads().finditer(text):
        start = walk_left(text, m.start())
        if start < m.start() and not _is_none(text[start : m.end()], m["h"]):
            yield from _read(text, start, m)
    for m in _plain().finditer(text):
        before = re.search(r"(\w+) \Z", text[max(0, m.start() - 12) : m.start()])
        bare = len(m[0].split()) < 3
        if not (bare and before and before[1].casefold() in lists("bodies", "plain")["back"]):
            yield Found(m.start(), m.end(), "body", singular(m[0][0].lower() + m[0][1:].lower()), 24)
    yield from _find_fixed(text)


def _read(text: str, start: int, m: re.Match[str]) -> Iterator[Found]:
    """One body, or two ("the Appeals and Licensing Committees"); those of "all Scrutiny Committees" are none."""
    name = text[start : m.end()]
    if m["h"].endswith("s") and text[max(0, start - 6) : start].endswith(("all ", "both ", "other ", "some ")):
        return
    if m["h"] == "Committees" and len(pair := name.split(" and ")) == 2 and singular(name) not in known_bodies():
        yield from (Found(start, m.end(), "body", f"{part.removesuffix(' Committees')} Committee", 21) for part in pair)
    else:
        yield Found(start, m.end(), "body", singular(name), 21)


def _find_fixed(text: str) -> Iterator[Found]:
    for m in _COUNCIL.finditer(text):
        before = text[max(0, m.start() - 8) : m.start()]
        acts = _COUNCIL_ACTS.match(text, m.end()) and not re.search(r"\b[Tt]he \Z|['’]s \Z", before)
        if acts or (_COUNCIL_BEFORE.search(before) and _COUNCIL_AFTER.match(text, m.end())):
            yield Found(m.start(), m.end(), "body", "Council", 25)
    for m in _EXECUTIVE.finditer(text):
        yield Found(m.start(), m.end(), "body", "Executive", 25)
    for m in _COMMISSIONER.finditer(text):
        if m[0].endswith("s") or text[m.end() : m.end() + 1] == "/":
            yield Found(m.start(), m.end(), "body", "Commissioners", 25)


def singular(name: str) -> str:
    """Boards and committees under the name of one."""
    return _PLURAL.sub("", name)


def _is_none(name: str, head: str) -> bool:
    plain = name.casefold()
    doubtful = lists("bodies", "doubtful")
    if head in doubtful and not any(w in plain.split() for w in doubtful[head]):
        return True
    return any(plain.endswith(n) or plain.rstrip("s").endswith(n) for n in words("bodies", "not_bodies"))


def known_bodies() -> dict[str, str]:
    """Bodies that every council has, with the name under which they go."""
    return table("bodies", "known")
