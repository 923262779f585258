"""Which column holds the actions, where heads that could stand over anything leave it open: told by what the rows say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bvgraph.reading.blocks import Header, Row, may_be_heads
from bvgraph.reading.calendars import find_when, is_date
from bvgraph.reading.contents import charges, look_at
from bvgraph.reading.deeds import begins_with_deed, share_of_deeds
from bvgraph.reading.values import looks_like_leads
from bvgraph.reading.wordings import gives_way, is_weak, is_wider, name_head

_NUMBER = re.compile(r"\W?[A-Z]{0,3}\W?\d+(?:[./-]\d+)*[a-z]?\W?")
_DONE = re.compile(r"\b(?:(?!need)[a-z]{2,}ed|began|sent|wrote|ran|gave|made|met|held|done|was|were)\b", re.IGNORECASE)
_FEW_DEEDS = 0.2  # of the texts under "Name" that are names of actions
_SHARE = 0.8
_MANY = 0.6  # of the next steps that say who takes them
_LEAST_CHARGES = 3
_HALF = 0.5  # of the cells, up to which some may look like names of people


def find_named(heads: Sequence[str], body: Sequence[Row]) -> int | None:
    """The column called "Name" that has those of actions: another one has the owners, and some say what to do."""
    fields = [name_head(h) for h in heads]
    owned = any(f == "lead" and not gives_way(h) for h, f in zip(heads, fields, strict=True))
    for i, head in enumerate(heads):
        if owned and fields[i] == "lead" and gives_way(head) and "name" in head.casefold():
            texts = [r.texts[i] for r in body if i < len(r.cells) and r.texts[i]]
            people = sum(map(looks_like_leads, texts)) + look_at(texts).words * len(texts)
            if texts and share_of_deeds(texts) >= _FEW_DEEDS and people <= _HALF * len(texts):
                return i
    return None


def put_name(header: Header, body: Sequence[Row]) -> Header:
    """The header with its title where the names of the actions stand, if what is called so only describes them."""
    at = header.column("title")
    if (
        at is None
        or not (gives_way(header.heads[at]) or is_weak(header.heads[at]))
        or (named := find_named(header.heads, body)) is None
    ):
        return header
    return header.rename(at, "planned").rename(named, "title")


def settle_parts(header: Header, body: Sequence[Row]) -> Header:
    """The header with its title where the parts of the actions stand, if most rows say the same under the actions' head.

    "Action" is printed once beside several rows that each have a "Deliverable" of their own.
    """
    at = header.column("title")
    spare = [i for i, f in enumerate(header.fields) if f == "planned" and name_head(header.heads[i]) == "title"]
    if at is None or len(spare) != 1 or "group" in header.names:
        return header
    rows = [r for r in body if len(r.filled) > 1 and r.texts[at]]
    parts = [r.texts[spare[0]] for r in rows]
    alone = len({r.texts[at] for r in rows})
    if not rows or alone > _HALF * len(rows) or len(set(parts)) < len(rows) or not all(parts):
        return header
    return header.rename(at, "group").rename(spare[0], "title") if share_of_deeds(parts) >= _MANY else header


def settle_promises(header: Header, body: Sequence[Row]) -> Header:
    """The header of a table of deeds without deadlines, most of whose remarks say by when ("In place by March 2024")."""
    at, title = header.column("comment"), header.column("title")
    if at is None or title is None or not header.names.isdisjoint(("deadline", "revised", "status")):
        return header
    said = [text for row in body if (text := row.texts[at])]
    days = [(text, when) for text in said if (when := find_when(text))]
    dated = sum(_DONE.search(text, 0, when[0]) is None for text, when in days)
    if len(said) < _LEAST_CHARGES or dated < _MANY * len(said) or share_of_deeds([r.texts[title] for r in body]) < _MANY:
        return header
    return header.rename(at, "promise")


def put_numbers(header: Header, body: Sequence[Row]) -> Header:
    """The header with its title where the words of the actions stand, if what is called so only numbers them.

    Numbers behind the word of the head ("Task 1") are those of what was talked about, unless the words say what to do.
    """
    at, said = header.column("title"), header.column("planned")
    numbers = [row.texts[at] for row in body if row.texts[at]] if at is not None else []
    word = f"{header.heads[at or 0]} ".casefold()
    bare = [text[len(word) :] if text.casefold().startswith(word) else text for text in numbers]
    counted = sum(_NUMBER.fullmatch(text) is not None for text in bare)
    if said is None or not numbers or counted < (len(bare) if bare == numbers else _MANY * len(bare)):
        return header
    if bare != numbers and share_of_deeds([row.texts[said] for row in body]) < _MANY:
        return header if {"lead", "deadline"} <= header.names else replace(header, needs="nothing")
    return header.rename(at, "other" if "ref" in header.names else "ref").rename(said, "title")


def read_dated_heads(run: Sequence[Row]) -> Header | None:
    """A header that names nothing but actions, one of whose columns holds days ("Task", "Milestone"): the deadlines."""
    heads, body = run[0].texts, run[1:]
    fields = [name_head(h) if h else None for h in heads]
    titles = [i for i, f in enumerate(fields) if f == "title" and not is_weak(heads[i]) and not is_wider(heads[i])]
    dated = [i for i in titles if body and _holds_days([r.texts[i] for r in body if i < len(r.cells)])]
    if len(titles) != 2 or len(dated) != 1 or not may_be_heads([h for h in heads if h]):
        return None
    names = {i: "deadline" if i in dated else "title" for i in titles}
    return Header(tuple(names.get(i, f or "other") for i, f in enumerate(fields)), tuple(heads))


def read_charges(run: Sequence[Row]) -> Header | None:
    """A header without owners over a column of next steps that say themselves who is to do what."""
    heads, body = run[0].texts, run[1:]
    fields = [name_head(h) or "other" if h else None for h in heads]
    at = next((i for i, f in enumerate(fields) if f == "planned"), None)
    if at is None or "lead" in fields or not may_be_heads([h for h in heads if h and name_head(h) is None]):
        return None
    held = [r.texts[at] for r in body if at < len(r.cells) and r.texts[at]]
    if len(held) < _LEAST_CHARGES or sum(charges(t) and not begins_with_deed(t) for t in held) < _MANY * len(held):
        return None
    names = ("ref", "area", "comment", "other", None)
    return Header(
        tuple("title" if i == at else f if f in names else "other" for i, f in enumerate(fields)), tuple(heads), flat=True
    )


def _holds_days(texts: Sequence[str]) -> bool:
    held = [t for t in texts if t]
    return bool(held) and sum(map(is_date, held)) >= _SHARE * len(held)


def settle_days(header: Header, body: Sequence[Row]) -> Header:
    """A milestone that is a day is the deadline; and of several deadlines those without a day are none ("Completed by")."""
    held = {i: [t for r in body if (t := r.texts[i])] for i in range(len(header.fields))}
    due = [i for i, f in enumerate(header.fields) if f == "deadline"]
    if not due:
        spare = [i for i, f in enumerate(header.fields) if f == "planned" and name_head(header.heads[i]) == "title"]
        return header.rename(next((i for i in spare if _holds_days(held[i])), None), "deadline")
    named = [i for i in due if held[i] and not any(map(is_date, held[i])) and all(map(looks_like_leads, held[i]))]
    if len(named) == len(due):
        return header
    return replace(header, fields=tuple("other" if i in named else f for i, f in enumerate(header.fields)))
