"""People, posts, bodies, organisations, venues and dates wherever a text names them: two passes over each document.

The first finds names by themselves, the second what the documents together have taught: full names in other cases,
people named elsewhere, abbreviations.  spaCy is loaded here and nowhere else, and only when mentions are asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bvgraph.keeping import Shelf, digest
from bvgraph.reading.naming.bodies import find_bodies, known_bodies, singular
from bvgraph.reading.naming.calendar import Calendar
from bvgraph.reading.naming.dates import find_dates
from bvgraph.reading.naming.deciding import apply_decisions
from bvgraph.reading.naming.gathering import Identities, find_learned, gather, report_open
from bvgraph.reading.naming.holders import find_containments, find_memberships
from bvgraph.reading.naming.leads import Cell, cell_mentions
from bvgraph.reading.naming.learning import Learned, Printed, learn
from bvgraph.reading.naming.lexicon import table
from bvgraph.reading.naming.organisations import find_organisations, place_of
from bvgraph.reading.naming.people import find_people
from bvgraph.reading.naming.phrases import respell
from bvgraph.reading.naming.posts import after_name, find_posts
from bvgraph.reading.naming.settling import settle
from bvgraph.reading.naming.sheets import Found, Sheet, Type, write_sheet
from bvgraph.reading.naming.venues import find_venues
from bvgraph.records import Decision, Mention, Reading, UnknownName

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_WORD = re.compile(r"[a-z]{2,}", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+|\d+|\s|.", re.DOTALL)
_TYPES: tuple[Type, ...] = ("person", "post", "body", "org", "venue")


class Named(NamedTuple):
    """Readings with their mentions, what decisions are about that none of them prints, and what the shelf is to have."""

    readings: list[Reading]
    unknown: tuple[UnknownName, ...]
    used: dict[str, bytes]


def find_mentions(readings: Sequence[Reading], decisions: Sequence[Decision] = (), shelf: Shelf | None = None) -> Named:
    """The same readings with their mentions, ordered by place, what these say of one another, and what stays open.

    What the first pass finds in a document is taken from the ``shelf`` where it was found before.
    """
    shelf = shelf or Shelf()
    sheets = [write_sheet(r) for r in readings]
    common = frozenset(re.findall(r"(?<![\w'’-])[a-z]{2,}", " ".join(s.text for s in sheets)))
    vocab = _make_vocab()
    docs = [_tokenise(vocab, sheet.text) for sheet in sheets]
    match = _match_phrases(vocab, _known_names())
    first = [_find_first(sheet, match(doc), common, shelf) for sheet, doc in zip(sheets, docs, strict=True)]
    found = [settle(own) for own in first]
    cells = [list(cell_mentions(s)) for s in sheets]
    printed = [_count(f, c) for f, c in zip(found, cells, strict=True)]
    learned = learn(sheets, printed, found)
    unknown = apply_decisions(learned, decisions)
    sweep = _match_phrases(vocab, _learned_names(learned))
    both = [
        settle([*own, *sweep(doc), *find_learned(sheet, learned, common)])
        for own, doc, sheet in zip(first, docs, sheets, strict=True)
    ]
    gathered = [gather(s, f, c, learned) for s, f, c in zip(sheets, both, cells, strict=True)]
    return Named([_complete(r, *g, learned) for r, g in zip(readings, gathered, strict=True)], unknown, shelf.used)


def load_matcher() -> None:
    """Load what takes longest, before there is anything to find."""
    import spacy.matcher  # noqa: F401, PLC0415  # takes longer than everything else here


def _complete(reading: Reading, mentions: tuple[Mention, ...], identities: Identities, learned: Learned) -> Reading:
    known = replace(reading, mentions=mentions, identities=identities)
    problems = tuple(sorted([*reading.problems, *report_open(known, learned)]))
    return replace(known, problems=problems, memberships=find_memberships(known), containments=find_containments(known))


def _find_first(sheet: Sheet, known: Iterable[Found], common: frozenset[str], shelf: Shelf) -> list[Found]:
    """What the first pass finds in a document; of the ``common`` words only those that it prints too have a say."""
    own = sorted(common & {word.casefold() for word in _WORD.findall(sheet.text)})
    document = sheet.document
    key = digest(document.publisher, document.period, document.as_of, document.sha256, sheet.text, *own)

    def find() -> list[Found]:
        return [
            *known,
            *find_dates(sheet.text, Calendar.of(document)),
            *find_people(sheet.text, after_name(), common),
            *find_posts(sheet.text),
            *find_bodies(sheet.text),
            *find_venues(sheet.text),
            *find_organisations(sheet.text, place_of(document.publisher)),
        ]

    return shelf.recall(key, list[Found], find)


def _make_vocab() -> Vocab:
    """Make a vocabulary that is asked for nothing but words in small letters; no pipeline of spaCy's own is needed."""
    from spacy.lang.lex_attrs import LEX_ATTRS, lower  # noqa: PLC0415  # takes longer than everything else here
    from spacy.vocab import Vocab  # noqa: PLC0415

    return Vocab(lex_attr_getters={k: f for k, f in LEX_ATTRS.items() if f is lower})


def _tokenise(vocab: Vocab, text: str) -> Doc:
    """Tokens as fine as names need them: letters, digits, and single signs, so that every name is whole tokens."""
    from spacy.tokens import Doc  # noqa: PLC0415  # see _make_vocab

    words: list[str] = []
    spaces: list[bool] = []
    for part in _TOKEN.findall(text):
        if part == " " and spaces and not spaces[-1]:
            spaces[-1] = True
        else:
            words.append(part)
            spaces.append(False)
    return Doc(vocab, words=words, spaces=spaces)


def _known_names() -> dict[tuple[Type, str, int], list[str]]:
    """What every council names, by type, name and rank."""
    names: dict[tuple[Type, str, int], list[str]] = {}
    known: tuple[tuple[Type, Mapping[str, str]], ...] = (
        ("body", known_bodies()),
        ("post", table("posts", "known")),
        ("org", table("organisations", "known") | _mixed_shorts()),
        ("venue", table("venues", "known")),
    )
    for kind, held in known:
        for printed, name in held.items():
            cut = [printed[:-1]] if len(printed) > 9 and printed.endswith("s") and " " not in printed else []
            names.setdefault((kind, name, 10), []).extend([printed, *cut])  # a firm's name often loses its last letter
    return names


def _mixed_shorts() -> dict[str, str]:
    """Abbreviations with small letters, which are told from words by nothing but a list ("DfE")."""
    return {short: name for short, name in table("organisations", "short").items() if not short.isupper()}


def _learned_names(learned: Learned) -> dict[tuple[Type, str, int], list[str]]:
    names: dict[tuple[Type, str, int], list[str]] = {}
    for kind, held in learned.names.items():
        for printed, name in held.items():
            if " " in printed:
                names.setdefault((kind, name, 14), []).extend(respell(printed))
    return names


def _match_phrases(vocab: Vocab, names: Mapping[tuple[Type, str, int], list[str]]) -> Callable[[Doc], Iterator[Found]]:
    """A finder of fixed names in any case that has a capital in it."""
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415  # see _make_vocab

    matcher: PhraseMatcher = PhraseMatcher(vocab, attr="LOWER")
    keys = {}
    for i, (key, prints) in enumerate(sorted(names.items())):
        keys[vocab.strings.add(f"name-{i}")] = key
        matcher.add(f"name-{i}", [_tokenise(vocab, p) for p in sorted(set(prints))])

    def find(doc: Doc) -> Iterator[Found]:
        for label, a, b in matcher(doc):
            span = doc[a:b]
            kind, name, rank = keys[label]
            if any(c.isupper() or c.isdigit() for c in span.text):
                yield Found(span.start_char, span.end_char, kind, name, rank)

    return find


def _count(found: list[Found], cells: list[Cell]) -> Printed:
    """How often each name is printed in a document, by type."""
    counts: dict[Type, Counter[str]] = {t: Counter() for t in _TYPES}
    for kind, name in [*((f.type, f.canonical) for f in found), *((c.mention.type, c.mention.canonical) for c in cells)]:
        if kind != "date" and name:
            counts[kind][singular(name) if kind == "body" else name] += 1
    return counts
