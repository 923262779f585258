"""What two names side by side say of one another: who holds a post, what a body is part of, where a venue lies.

Only what stands between them in print is asked; a cell's edge, or a slash, says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from bvgraph.reading.naming.lexicon import any_of, lists
from bvgraph.records import Containment, Document, Membership, Mention, Reading, Span

_POSTCODE = re.compile(r"(?P<p>[A-Z]{1,2}\d[A-Z\d]?)(?: \d[A-Z]{2})?(?![\w-])")
"""A postcode or its first half (https://en.wikipedia.org/wiki/Postcodes_in_the_United_Kingdom)."""

_BREAK = re.compile(r"\t|\n\s*\n")
_NEAR = 90  # characters between two names beyond which nothing is said of both
_PLACE = re.compile(r"(?P<p>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})(?=[.;:)\n\t]|\Z| (?:on|to|for|at|from|was|is|will)\b)")
_LISTED = re.compile(r"\s*(?:,|and\b|&|/)")  # behind two names with a comma between: a list, and no place in a place


def find_memberships(reading: Reading) -> tuple[Membership, ...]:
    """Who holds which post, by the text of a document, in its order; dated by the text, else by the document."""
    found = []
    for a, b in _neighbours(reading.mentions, {("person", "post"), ("post", "person")}):
        manner = _read_manner(reading.document.text, a, b)
        if manner is not None:
            person, post = (a, b) if a.type == "person" else (b, a)
            date = _find_date(reading, b) or reading.document.as_of
            span = _join(reading.document, a.span, b.span)
            found.append(Membership(person.canonical or "", post.canonical or "", manner, date, span))
    return tuple(found)


def find_containments(reading: Reading) -> tuple[Containment, ...]:
    """What is part of what, by the text of a document, in its order."""
    text, found = reading.document.text, []
    for a, b in _neighbours(reading.mentions, {("body", "body"), ("venue", "venue")}):
        between = _between(text, a, b)
        part, whole = a.canonical or "", b.canonical or ""
        span = _join(reading.document, a.span, b.span)
        if between is None or part == whole:
            continue
        listed = between == ", " and _LISTED.match(text, b.span.end)
        if a.type == "venue" and _patterns("venue_place")["forward"].fullmatch(between) and not listed:
            found.append(Containment("venue", part, whole, span))
        elif a.type == "body" and _patterns("part_whole")["forward"].fullmatch(between):
            found.append(Containment("body", part, whole, span))
        elif a.type == "body" and _patterns("part_whole")["backward"].fullmatch(between):
            found.append(Containment("body", whole, part, span))
    found += _find_postcodes(reading)
    return tuple(sorted(found, key=lambda c: (c.span, c.part, c.whole)))


def _neighbours(mentions: Sequence[Mention], types: set[tuple[str, str]]) -> Iterator[tuple[Mention, Mention]]:
    named = [m for m in mentions if m.type != "date" and m.canonical]
    return ((a, b) for a, b in pairwise(named) if (a.type, b.type) in types)


def _between(text: str, a: Mention, b: Mention) -> str | None:
    """What stands between two mentions, white space collapsed; None across the edge of a cell or paragraph."""
    between = text[a.span.end : b.span.start]
    if not 0 < len(between) <= _NEAR or _BREAK.search(between) or "\t" in a.span.text + b.span.text:
        return None
    return re.sub(r"\s+", " ", between)


@cache
def _patterns(table: str) -> Mapping[str, re.Pattern[str]]:
    return {key: re.compile("|".join(f"(?:{p})" for p in choices)) for key, choices in lists("holders", table).items()}


@cache
def _manner_before() -> Mapping[str, re.Pattern[str]]:
    words = lists("holders", "manner")
    return {manner: re.compile(rf"(?<!\w)(?:{any_of(choices)}) ?\Z", re.IGNORECASE) for manner, choices in words.items()}


def _read_manner(text: str, a: Mention, b: Mention) -> str | None:
    """How the person is in the post by what stands around the two; None where nothing says that at all."""
    between = _between(text, a, b)
    if between is None:
        return None
    post = a if a.type == "post" else b
    before = text[max(0, a.span.start - 20) : a.span.start] if post is a else between
    own = next((m for m, p in _manner_before().items() if p.search(before)), None)
    own = own or next((m for m in ("interim", "acting") if post.printed.casefold().startswith(m)), None)
    if own is not None and post is b:
        between = _manner_before()[own].sub("", between) if _manner_before()[own].search(between) else between
    after = re.sub(r"\s+", " ", text[b.span.end : b.span.end + 24])
    if post is a and _patterns("gone")["former"].match(after):
        own = "former"
    for manner, pattern in _patterns("person_post" if post is b else "post_person").items():
        if pattern.fullmatch(between) and (post is a or between[:1] != "," or _patterns("ends")["after"].match(after)):
            return own or manner
    return None


def _find_date(reading: Reading, last: Mention) -> str | None:
    """The date right behind the second name, from which on the post is held."""
    for mention in reading.mentions:
        if mention.type == "date" and 0 < mention.span.start - last.span.end < _NEAR:
            between = _between(reading.document.text, last, mention)
            return mention.canonical if between and _patterns("dates")["since"].fullmatch(between) else None
    return None


def _find_postcodes(reading: Reading) -> Iterator[Containment]:
    """A venue with a postcode, or the name of a place, after a comma."""
    text = reading.document.text
    starts = {m.span.start for m in reading.mentions}
    for m in reading.mentions:
        if m.type == "venue" and m.canonical and text[m.span.end : m.span.end + 2] == ", ":
            at = m.span.end + 2
            place = _POSTCODE.match(text, at) or (None if at in starts else _PLACE.match(text, at))
            if place:
                span = Span(m.span.document, m.span.line, m.span.start, place.end(), text[m.span.start : place.end()])
                yield Containment("venue", m.canonical, place["p"], span)


def _join(document: Document, a: Span, b: Span) -> Span:
    return Span(a.document, a.line, a.start, b.end, document.text[a.start : b.end])
