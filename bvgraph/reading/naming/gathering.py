"""The second pass and its end: what the documents taught is found, and what stands becomes mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bvgraph.reading.naming.abbreviations import find_short
from bvgraph.reading.naming.context import find_back, find_listed, find_stems, join_appositions, local_names
from bvgraph.reading.naming.leads import Cell
from bvgraph.reading.naming.learning import Learned
from bvgraph.reading.naming.people import find_doubles
from bvgraph.reading.naming.settling import settle
from bvgraph.reading.naming.sheets import Found, Sheet
from bvgraph.reading.naming.venues import find_first_words
from bvgraph.records import Mention


def find_learned(sheet: Sheet, learned: Learned, common: frozenset[str]) -> Iterator[Found]:
    """Abbreviations, first words of venues, bodies without their last word, and misprints of people's names."""
    known = learned.short[sheet.document.id]
    for m in find_short(sheet.text):
        if m[0] in known:
            kind, name = known[m[0]]
            yield Found(m.start(), m.end(), kind, name, 16)
    yield from find_first_words(sheet.text, learned.names["venue"].values(), common)
    yield from find_stems(sheet.text, set(learned.names["body"].values()))
    yield from find_doubles(sheet.text, set(learned.names["person"].values()))


def gather(sheet: Sheet, found: list[Found], cells: list[Cell], learned: Learned) -> tuple[Mention, ...]:
    """The mentions of a document: those of cells first, then what stands outside of these cells."""
    found = [replace(f, canonical=learned.canonical(f.type, f.canonical)) for f in found]
    named = [replace(c.mention, canonical=_canonical(c.mention, sheet, learned)) for c in cells]
    local = local_names(_names(found, named), sheet.text)
    found = [replace(f, canonical=local.get((f.type, f.canonical or ""), f.canonical)) for f in found]
    found = join_appositions(sheet.text, found)
    found = settle([*found, *find_listed(sheet.text, found), *find_back(sheet, found)])
    taken = {i for c in cells for s in c.parts for i in range(s.start, s.end)}
    entries = {n: e.id for e in reversed(sheet.entries) for n in e.places}
    out = [replace(m, canonical=local.get((m.type, m.canonical or ""), m.canonical)) for m in named]
    for f in found:
        span = sheet.locate(f.start, f.end)
        if span.start not in taken and span.end - 1 not in taken:
            out.append(Mention(f.type, f.canonical, span, entries.get(span.line)))
    return tuple(sorted(set(out), key=lambda m: (m.span.start, m.span.end, m.type, m.canonical or "")))


def _canonical(cell: Mention, sheet: Sheet, learned: Learned) -> str | None:
    short = learned.short[sheet.document.id].get(cell.canonical or "")
    return short[1] if short and short[0] == cell.type else learned.canonical(cell.type, cell.canonical)


def _names(found: list[Found], named: list[Mention]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {"body": set(), "venue": set()}
    for kind, name in [*((f.type, f.canonical) for f in found), *((m.type, m.canonical) for m in named)]:
        if kind in out and name:
            out[kind].add(name)
    return out
