"""People, posts, bodies, organisations, venues and dates wherever a text names them: two passes over each document.

The first finds names by themselves, the second what the documents together have taught: full names in other cases,
people named elsewhere, abbreviations.  spaCy is loaded here and nowhere else, and only when mentions are asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

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
from bvgraph.records import Decision, Mention, Reading

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Finder = Callable[[Sheet], Iterable[Found]]
_TOKEN = re.compile(r"[^\W\d_]+|\d+|\s|.", re.DOTALL)
_TYPES: tuple[Type, ...] = ("person", "post", "body", "org", "venue")


def find_mentions(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> list[Reading]:
    """The same readings with their mentions, ordered by place, what these say of one another, and what stays open.

    Raises CorpusError where a decision is about a name that no text prints.
    """
    sheets = [write_sheet(r) for r in readings]
    common = frozenset(re.findall(r"(?<![\w'’-])[a-z]{2,}", " ".join(s.text for s in sheets)))
    nlp = _build(common)
    docs = [_read(nlp, sheet) for sheet in sheets]
    found = [settle(doc.user_data["found"]) for doc in docs]
    cells = [list(cell_mentions(s)) for s in sheets]
    printed = [_count(f, c) for f, c in zip(found, cells, strict=True)]
    learned = learn(sheets, printed, found)
    apply_decisions(learned, decisions)
    sweep = _match_phrases(nlp.vocab, _learned_names(learned))
    for doc, sheet in zip(docs, sheets, strict=True):
        doc.user_data["found"] += [*sweep(doc), *find_learned(sheet, learned, common)]
    return [
        _complete(r, *gather(s, settle(d.user_data["found"]), c, learned), learned)
        for r, s, d, c in zip(readings, sheets, docs, cells, strict=True)
    ]


def _complete(reading: Reading, mentions: tuple[Mention, ...], identities: Identities, learned: Learned) -> Reading:
    known = replace(reading, mentions=mentions, identities=identities)
    problems = tuple(sorted([*reading.problems, *report_open(known, learned)]))
    return replace(known, problems=problems, memberships=find_memberships(known), containments=find_containments(known))


def _build(common: frozenset[str]) -> Language:
    """Build spaCy's blank English with one component for each type, in this order."""
    import spacy  # noqa: PLC0415  # takes longer than everything else here, and only builds need it
    from spacy.lang.lex_attrs import LEX_ATTRS, lower  # noqa: PLC0415
    from spacy.language import Language  # noqa: PLC0415
    from spacy.vocab import Vocab  # noqa: PLC0415

    vocab = Vocab(lex_attr_getters={k: f for k, f in LEX_ATTRS.items() if f is lower})  # all that is asked of a word
    nlp = spacy.blank("en", vocab=vocab)
    nlp.tokenizer = _tokenise(nlp.vocab)
    finders: dict[str, Finder] = {
        "dates": lambda s: find_dates(s.text, Calendar.of(s.document)),
        "people": lambda s: find_people(s.text, after_name(), common),
        "posts": lambda s: find_posts(s.text),
        "bodies": lambda s: find_bodies(s.text),
        "venues": lambda s: find_venues(s.text),
        "organisations": lambda s: find_organisations(s.text, place_of(s.document.publisher)),
    }
    known = _match_phrases(nlp.vocab, _known_names())
    Language.component("known_names", func=lambda doc: _add(doc, known(doc)))
    nlp.add_pipe("known_names")
    for name, finder in finders.items():
        Language.component(f"find_{name}", func=_component(finder))
        nlp.add_pipe(f"find_{name}")
    return nlp


def _component(finder: Finder) -> Callable[[Doc], Doc]:
    return lambda doc: _add(doc, finder(doc.user_data["sheet"]))


def _add(doc: Doc, found: Iterable[Found]) -> Doc:
    doc.user_data["found"] += found
    return doc


def _tokenise(vocab: Vocab) -> Callable[[str], Doc]:
    """Tokens as fine as names need them: letters, digits, and single signs, so that every name is whole tokens."""
    from spacy.tokens import Doc  # noqa: PLC0415  # see _build

    def tokenise(text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for part in _TOKEN.findall(text):
            if part == " " and spaces and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(part)
                spaces.append(False)
        return Doc(vocab, words=words, spaces=spaces)

    return tokenise


def _read(nlp: Language, sheet: Sheet) -> Doc:
    doc = nlp.make_doc(sheet.text)
    doc.user_data.update(sheet=sheet, found=[])
    return nlp(doc)


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
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415  # see _build

    matcher: PhraseMatcher = PhraseMatcher(vocab, attr="LOWER")
    tokenise = _tokenise(vocab)
    keys = {}
    for i, (key, prints) in enumerate(sorted(names.items())):
        keys[vocab.strings.add(f"name-{i}")] = key
        matcher.add(f"name-{i}", [tokenise(p) for p in sorted(set(prints))])

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
