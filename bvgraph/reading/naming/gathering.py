"""The second pass and its end: what the documents taught is found, and what stands becomes mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bvgraph.reading.naming.abbreviations import find_short
from bvgraph.reading.naming.bodies import singular
from bvgraph.reading.naming.context import find_back, find_listed, find_stems, join_appositions, local_names
from bvgraph.reading.naming.leads import Cell, read_lead
from bvgraph.reading.naming.learning import Learned
from bvgraph.reading.naming.people import find_doubles
from bvgraph.reading.naming.settling import settle
from bvgraph.reading.naming.sheets import Found, Sheet, Type
from bvgraph.reading.naming.venues import find_first_words
from bvgraph.records import Mention, Problem, Reading


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


Identities = dict[tuple[str, str], str]


def gather(sheet: Sheet, found: list[Found], cells: list[Cell], learned: Learned) -> tuple[tuple[Mention, ...], Identities]:
    """The mentions of a document: those of cells first, then what stands outside of these cells.

    Also the names under which the leads and monitoring bodies of its entries go, by kind and print.
    """
    found = [replace(f, canonical=learned.canonical(f.type, f.canonical)) for f in found]
    named = [replace(c.mention, canonical=_canonical(c.mention.type, c.mention.canonical, sheet, learned)) for c in cells]
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
            out.append(Mention(f.type, f.canonical, span, entries.get(span.line), sheet.text[f.start : f.end]))
    mentions = sorted(set(out), key=lambda m: (m.span.start, m.span.end, m.type, m.canonical or ""))
    return tuple(mentions), dict(_identify(sheet, learned, local))


def _identify(sheet: Sheet, learned: Learned, local: Mapping[tuple[str, str], str]) -> Iterator[tuple[tuple[str, str], str]]:
    for entry in sheet.entries:
        named = [((lead.kind, lead.name), read_lead(lead)) for lead in entry.leads]
        named += [(("body", group.text), ("body", singular(group.text))) for group in entry.monitoring]
        for key, read in named:
            if read and (name := _canonical(*read, sheet, learned)):
                yield key, local.get((read[0], name), name)


def _canonical(kind: Type, printed: str | None, sheet: Sheet, learned: Learned) -> str | None:
    short = learned.short[sheet.document.id].get(printed or "")
    return short[1] if short and short[0] == kind else learned.canonical(kind, printed)


def _names(found: list[Found], named: list[Mention]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {"body": set(), "venue": set()}
    for kind, name in [*((f.type, f.canonical) for f in found), *((m.type, m.canonical) for m in named)]:
        if kind in out and name:
            out[kind].add(name)
    return out


def report_open(reading: Reading, learned: Learned) -> Iterator[Problem]:
    """One problem for each name in a document that may be one of several, where it stands first, and each abbreviation."""
    document = reading.document.id
    seen: set[str] = set()
    for mention in reading.mentions:
        fits = learned.apart.get(mention.type, {}).get(mention.printed)
        if fits and mention.printed not in seen:
            seen.add(mention.printed)
            message = f"{mention.printed} may be {_either(fits)}: left apart; decisions.toml can settle it"
            yield Problem(document, mention.span.line, "name", message, mention.span.text)
    text = reading.document.text
    for short, fits in learned.open[document].items():
        at = next((m for m in find_short(text) if m[0] == short), None)
        if at is not None:
            message = f"{short} may stand for {_either(fits)}: not expanded; decisions.toml can settle it"
            yield Problem(document, text.count("\n", 0, at.start()) + 1, "abbreviation", message, short)


def _either(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
