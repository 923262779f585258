"""What stands beside a name and changes what it means: appositions, lists, back-references, the rest of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from bvgraph.reading.naming.abbreviations import find_short
from bvgraph.reading.naming.bodies import known_bodies
from bvgraph.reading.naming.lexicon import any_of, table, words
from bvgraph.reading.naming.sheets import Found, Sheet

_BACK_WORDS = re.compile(r"\b(?:[Tt]he |[Ii]ts |in )(?P<c>(?:Sub-)?Committee)(?![\w-]| [A-Z])")
_ITEM = re.compile(r",? ?(?P<i>[A-Z][\w.]+(?: [A-Z\d][\w.]*){0,3}),? ?(?:and |& ?)?")
_REACH = 600


def find_stems(text: str, bodies: Iterable[str]) -> Iterator[Found]:
    """A committee or board without its last word, where something goes to it: "Report to General Purposes on"."""
    stems: dict[str, set[str]] = {}
    for name in bodies:
        stem = re.sub(r" (?:Sub-)?(?:Committee|Board|Panel)$", "", name)
        if stem != name and " " in stem:
            stems.setdefault(stem, set()).add(name)
    held = {stem: names for stem, names in stems.items() if len(names) == 1}
    if held:
        pattern = rf"\b(?:to|by|at) (?P<s>{any_of(list(held))})(?= (?:on|for|in|and)\b|[.,;\t\n])"
        for m in re.finditer(pattern, text):
            yield Found(m.start("s"), m.end("s"), "body", min(held[m["s"]]), 17)


def find_back(sheet: Sheet, found: Sequence[Found]) -> Iterator[Found]:
    """Find "the Committee" in an entry: the committee named last before it, if that is not far; elsewhere it is none."""
    rows = {n for e in sheet.entries for n in e.places}
    for m in _BACK_WORDS.finditer(sheet.text):
        place = sheet.locate(m.start("c"), m.end("c"))
        if place.line not in rows:
            continue
        ends = [
            (sheet.locate(f.start, f.end), f) for f in found if f.type == "body" and (f.canonical or "").endswith(m["c"])
        ]
        before = [(s.start, f) for s, f in ends if place.start - _REACH < s.start < place.start]
        if before:
            yield Found(m.start("c"), m.end("c"), "body", max(before, key=lambda b: b[0])[1].canonical, 27)


def find_listed(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """What stands in a list between two organisations is one: "(Alpha Fibre, Beta Optic and Gamma Media)"."""
    orgs = [f for f in found if f.type == "org" and f.canonical != "Police"]
    for a, b in pairwise(orgs):
        m = _ITEM.fullmatch(text[a.end : b.start]) if b.start - a.end < 60 else None
        if m and "," in m[0]:
            yield Found(a.end + m.start("i"), a.end + m.end("i"), "org", m["i"], 27)
    taken = {f.start for f in found}
    starts = {f.start for f in orgs}
    for m in find_short(text):
        link = re.match(r", ", text[m.end() : m.end() + 2])
        if (
            link
            and m.end() + 2 in starts
            and m.start() not in taken
            and len(m[0]) > 2
            and m[0] not in words("abbreviations", "never")
        ):
            yield Found(m.start(), m.end(), "org", m[0], 27)


def join_appositions(text: str, found: Sequence[Found]) -> list[Found]:
    """Join "Town Hall, Wherry House", one place twice, and "Chief Executive of Barset", no post of this council."""
    out = list(found)
    for i, (a, b) in enumerate(pairwise(found)):
        between = text[a.end : b.start]
        if (a.type, b.type, between) == ("venue", "venue", ", ") and a.canonical in table("venues", "known").values():
            out[i] = Found(a.start, a.end, a.type, b.canonical, a.rank)
        if (a.type, b.type) == ("post", "org") and between in (" of ", " of the ", " at ", " at the "):
            out[i] = Found(a.start, a.end, a.type, f"{a.canonical} of {_with_article(b.canonical or '')}", a.rank)
    return out


def _with_article(name: str) -> str:
    return f"the {name}" if name.startswith(("London Borough", "Royal Borough")) else name


def local_names(names: Mapping[str, Iterable[str]], text: str) -> dict[tuple[str, str], str]:
    """What a name means in a document that also prints a fuller one: (type, name) -> that fuller name."""
    out: dict[tuple[str, str], str] = {}
    bodies, venues = sorted(set(names["body"])), set(names["venue"])
    for name in bodies:
        sub = re.sub(r" Committee$", " Sub-Committee", name)
        if sub != name and sub in bodies and not name.endswith("Sub-Committee") and name not in known_bodies().values():
            out["body", name] = sub
        longer = [n for n in bodies if n.endswith(f" {name}") and f"{n}s" in text and f"{name}s" in text]
        if len(longer) == 1:
            out["body", name] = longer[0]
    out |= {("venue", name): new for name in sorted(venues) if (new := f"new {name}") in venues}
    return out
