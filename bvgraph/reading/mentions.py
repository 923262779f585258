"""People, posts, bodies, organisations, venues and dates wherever a text names them: one pass over each document.

spaCy is loaded here and nowhere else, and only when mentions are asked for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bvgraph.reading.naming.calendar import Calendar
from bvgraph.reading.naming.dates import find_dates
from bvgraph.reading.naming.leads import deadline_mentions, is_person, lead_mentions
from bvgraph.reading.naming.people import find_people, resolve_people
from bvgraph.reading.naming.settling import settle
from bvgraph.reading.naming.sheets import Found, Sheet, write_sheet
from bvgraph.records import Mention, Reading


def find_mentions(readings: Sequence[Reading]) -> list[Reading]:
    """The same readings with their mentions, ordered by place."""
    sheets = [write_sheet(r) for r in readings]
    common = frozenset(re.findall(r"(?<![\w'’-])[a-z]{2,}", " ".join(s.text for s in sheets)))
    posts = r"(?i:corporate director|divisional director|director|head of|service head|chief|leader|chair|mayor|monitoring officer|ce\b|cabinet member|lead)"
    found = [settle([*find_dates(s.text, Calendar.of(s.document)), *find_people(s.text, posts, common)]) for s in sheets]
    names = Counter(l.name for s in sheets for e in s.entries for l in e.leads if l.kind == "person" and is_person(l.name))
    for fs in found:
        names.update(re.sub(r"['’]s$", "", f.canonical or "") for f in fs if f.type == "person" and f.rank != 0)
    people = resolve_people(names)
    return [replace(r, mentions=_gather(s, f, people)) for r, s, f in zip(readings, sheets, found, strict=True)]


def _gather(sheet: Sheet, found: list[Found], people: dict[str, str]) -> tuple[Mention, ...]:
    own = [*lead_mentions(sheet, people), *deadline_mentions(sheet)]
    blocked = {i for m in own for a, b in sheet.covers((m.span,)) for i in range(a, b)}
    out = list(own)
    entries = {n: e.id for e in reversed(sheet.entries) for n in e.places}
    for f in found:
        span = sheet.locate(f.start, f.end)
        if f.start in blocked or f.end - 1 in blocked:
            continue
        canonical = people.get(f.canonical or "", f.canonical) if f.type == "person" else f.canonical
        out.append(Mention(f.type, canonical, span, entries.get(span.line)))
    return tuple(sorted(set(out), key=lambda m: (m.span.start, m.span.end, m.type, m.canonical or "")))
