"""What the documents teach together: the full name behind each print, each initial, each abbreviation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bvgraph.reading.naming.abbreviations import defined, expand_front, find_short, fit, initials, rivals
from bvgraph.reading.naming.bodies import known_bodies
from bvgraph.reading.naming.lexicon import any_of, load, table, words
from bvgraph.reading.naming.organisations import place_of
from bvgraph.reading.naming.people import resolve_people
from bvgraph.reading.naming.phrases import key_of
from bvgraph.reading.naming.posts import settle_posts
from bvgraph.reading.naming.sheets import Found, Sheet, Type
from bvgraph.reading.naming.venues import shorten

Printed = Mapping[Type, Counter[str]]


@dataclass(slots=True)
class Learned:
    """Printed name -> the name under which it goes, by type; ``short`` maps abbreviations of a document, by its id.

    What could be one of several names is in ``apart`` with these, by type; abbreviations in ``open``, by document.
    """

    names: dict[Type, dict[str, str]] = field(default_factory=dict)
    short: dict[str, dict[str, tuple[Type, str]]] = field(default_factory=lambda: defaultdict(dict))
    apart: dict[Type, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    open: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=lambda: defaultdict(dict))

    def canonical(self, kind: Type, printed: str | None) -> str | None:
        """The name under which a print goes; the print itself where nothing was learned of it."""
        return self.names.get(kind, {}).get(printed, printed) if printed else printed


def learn(sheets: Sequence[Sheet], printed: Sequence[Printed], found: Sequence[list[Found]]) -> Learned:
    """Settle every name over all documents; ``printed`` counts the prints in each document, ``found`` has their places."""
    total: dict[Type, Counter[str]] = {t: Counter() for t in ("person", "post", "body", "org", "venue")}
    for counts in printed:
        for kind, names in counts.items():
            total[kind].update(names)
    learned = Learned()
    places = sorted({p for s in sheets if (p := place_of(s.document.publisher))})
    learned.names["person"], learned.apart["person"] = resolve_people(total["person"])
    learned.names["body"] = _settle_bodies(total["body"], sheets, places)
    learned.names["post"] = _settle_chairs(settle_posts(total["post"]), learned.names["body"], places)
    learned.names["org"] = _settle_plain(total["org"], table("organisations", "known"), places)
    venues = _settle_plain(total["venue"], {}, places)
    short = shorten(venues.values())
    learned.names["venue"] = {printed: short.get(name, name) for printed, name in venues.items()}
    _learn_short(learned, sheets, printed, found)
    return learned


def _with_place(name: str, places: Sequence[str]) -> str:
    """A name that begins with the initials of the council's own place, with the place in full."""
    front, _, rest = name.partition(" ")
    fits = [p for p in places if " " in p and front == "".join(w[0] for w in p.split())]
    return f"{fits[0]} {rest}" if len(fits) == 1 and rest else name


def _settle_plain(counts: Mapping[str, int], known: Mapping[str, str], places: Sequence[str]) -> dict[str, str]:
    """One print for names that differ in case, small words and plurals only: the known one, else the fullest."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        groups[key_of(_with_place(name, places))].append(name)
    by_key = {key_of(k): v for k, v in known.items()}
    out = {}
    for key, names in groups.items():
        usual = [n for n in names if 5 * counts[n] >= max(counts[m] for m in names)]
        best = by_key.get(key) or max(usual, key=lambda n: ("&" not in n, _capitals(n), len(n), counts[n], n))
        out.update(dict.fromkeys(names, _with_place(best, places)))
    return out


def _capitals(name: str) -> int:
    return sum(w[0].isupper() for w in name.split())


def _settle_bodies(counts: Mapping[str, int], sheets: Sequence[Sheet], places: Sequence[str]) -> dict[str, str]:
    """Variants by their key; then abbreviated first words, and committees whose "Sub-" is left out."""
    out = _settle_plain(counts, known_bodies(), places)
    for name, best in out.items():
        out[name] = re.sub(r"(?i)\bsub[ -]?committee", "Sub-Committee", best)
    known = Counter(dict.fromkeys([*out.values(), *_listed(sheets)], 1))
    for name, best in out.items():
        out[name] = expand_front(best, known) or _expand_words(best, sheets) or best
    return out


def _listed(sheets: Sequence[Sheet]) -> list[str]:
    """Committees that are named two at a time ("the Human Resources and Appeals Committees")."""
    pattern = re.compile(
        r"\b(?P<a>[A-Z]\w+(?: [A-Z]\w+)?) and (?P<b>[A-Z]\w+(?: [A-Z]\w+)?) (?P<h>Committee|Board|Panel|Forum)s\b"
    )
    return [f"{m[p]} {m['h']}" for s in sheets for m in pattern.finditer(s.text) for p in ("a", "b")]


def _expand_words(name: str, sheets: Sequence[Sheet]) -> str | None:
    """Spell out "SG Delivery Board" where one phrase of those initials stands all over the documents."""
    front, _, rest = name.partition(" ")
    if not re.fullmatch(r"[A-Z]{2,3}", front) or not rest:
        return None
    pattern = re.compile(r"(?<!\w)" + " ".join(rf"{c}[a-z]+" for c in front) + r"(?!\w)")
    phrases = Counter(m for s in sheets for m in pattern.findall(s.text))
    (best, n), *others = [*phrases.most_common(2), ("", 0)]
    return f"{best} {rest}" if n >= 8 and n > 4 * others[0][1] else None


def _settle_chairs(posts: dict[str, str], bodies: Mapping[str, str], places: Iterable[str]) -> dict[str, str]:
    """Name a chair by the committee's full name ("Chair GP Committee"), and the Mayor of the council's own place Mayor."""
    for title, best in posts.items():
        if any(best == f"Mayor of {place}" for place in places):
            posts[title] = "Mayor"
        m = re.fullmatch(r"(?P<c>Chair|Vice-Chair|Leader)(?: of)?(?: the)? (?P<b>.+)", best)
        if m and m["b"] in bodies:
            posts[title] = f"{m['c']} of {bodies[m['b']]}"
    return posts


def _learn_short(
    learned: Learned, sheets: Sequence[Sheet], printed: Sequence[Printed], found: Sequence[list[Found]]
) -> None:
    """Decide for every document what its abbreviations stand for."""
    everywhere = [_full_names(learned, p) for p in printed]
    all_names = {n: t for names in everywhere for n, t in names.items()}
    bodies = _body_shorts(sheets, sorted(n for n, t in all_names.items() if t == "body"))
    for sheet, names, own in zip(sheets, everywhere, found, strict=True):
        out = learned.short[sheet.document.id]
        for f in own:
            if f.type in ("body", "org", "post") and f.canonical and (s := defined(sheet.text, f.start, f.end)):
                out[s] = (f.type, learned.canonical(f.type, f.canonical) or "")
        for short in sorted({m[0] for m in find_short(sheet.text)} - out.keys()):
            fits = _find_fits(short, sheet, names, all_names)
            if len(fits) == 1 and not rivals(short, sheet.text, fits[0]):
                out[short] = (all_names[fits[0]], fits[0])
            elif meant := _by_gazetteer(short, bodies):
                out[short] = meant
            if short not in out and len(fits) > 1:
                learned.open[sheet.document.id][short] = tuple(fits)


def _full_names(learned: Learned, printed: Printed) -> dict[str, Type]:
    kinds: tuple[Type, ...] = ("post", "body", "org")
    return {learned.canonical(t, n) or n: t for t in kinds for n in printed.get(t, ()) if " " in n}


def _find_fits(short: str, sheet: Sheet, own: Mapping[str, Type], everywhere: Mapping[str, Type]) -> list[str]:
    """The names that an abbreviation fits: of the document's own, else of all documents' if it is long enough.

    A name that the document prints only once is no rival to one that it repeats: only what is repeated is abbreviated.
    """
    if short in words("abbreviations", "never"):
        return []
    place = place_of(sheet.document.publisher)
    fits = fit(short, own, place) or (fit(short, everywhere, place) if len(short) > 2 else [])
    repeated = [name for name in fits if sheet.text.count(name) > 1]
    return repeated if len(fits) > 1 and repeated else fits


def _by_gazetteer(short: str, bodies: Iterable[str]) -> tuple[Type, str] | None:
    kinds: tuple[tuple[Type, str], ...] = (("body", "bodies"), ("post", "posts"), ("org", "organisations"))
    for kind, name in kinds:
        if short in table(name, "short"):
            return kind, table(name, "short")[short] or short
    return ("body", short) if short in bodies else None


def _body_shorts(sheets: Sequence[Sheet], bodies: Sequence[str]) -> frozenset[str]:
    """Abbreviations that nothing spells out but that meet, or stand in a row with bodies: "Cabinet and MAB"."""
    ends = str(load("abbreviations")["body_ends"])
    short = rf"(?P<s>[A-Z]{{2,5}}[{ends}])"
    letters = {i for name in bodies for i in initials(name) if len(i) > 2}
    known = any_of(["Cabinet", "Council", *table("bodies", "short"), *bodies, *letters])
    patterns = [
        rf"(?<![\w&-]){short} (?:meeting|meting|Meeting|away day|agenda|minutes|terms of reference)\b",
        rf"(?<!\w){known}(?:,| and| &| ?/) ?(?:the )?{short}(?![\w&-])",
        rf"(?<![\w&-]){short}(?:,| and| &| ?/) ?(?:the )?{known}(?!\w| [A-Z])",
    ]
    out = {m["s"] for s in sheets for p in patterns for m in re.finditer(p, s.text)}
    return frozenset(
        out - set(words("abbreviations", "never")) - set(table("organisations", "short")) - set(table("posts", "short"))
    )
