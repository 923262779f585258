"""What the graph knows by name - people, posts, bodies, venues, areas, documents, actions - laid out for finding words in.

A build leaves the lexicon beside the graph as a file, because putting it together takes longer than answering a question.
Where there is no such file, or one of another version, it is put together from the graph.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from pyoxigraph import NamedNode

from bvgraph.asking.actions import EMPTY_WORDS, stem
from bvgraph.asking.names import Known, label_apart, load_areas, load_leads, load_others, load_venues, plain_words
from bvgraph.asking.queries import find_named_query, node_of, run_select, text_of
from bvgraph.errors import StoreError
from bvgraph.graph.store import read_meta
from bvgraph.graph.stores import Store

FORMAT: Final = 4
FILE: Final = "lexicon.json"

_PAPER_COLUMNS: Final = ("document", "title", "plan", "kind", "period", "asOf", "publisher")


class Paper(NamedTuple):
    """A document: what it is, what it speaks for, and whether it has rows or is prose."""

    iri: NamedNode
    id: str
    title: str
    plan: str
    kind: str
    period: str
    as_of: str
    publisher: str
    rows: int


class Deed(NamedTuple):
    """An action: its kind, the references that it was printed under, and the number of the action that it is part of."""

    iri: NamedNode
    id: str
    label: str
    kind: str
    references: tuple[str, ...]
    parts: int


@dataclass(frozen=True, eq=False, repr=False)
class Lexicon:
    """All that has a name.

    ``titles`` pairs a title with the number of its action; ``stems`` leads from the stem of a word to the titles that have
    it, by their places among all.
    """

    leads: Sequence[Known]
    others: Sequence[Known]
    venues: Sequence[Known]
    areas: Sequence[Known]
    papers: Sequence[Paper]
    deeds: Sequence[Deed]
    titles: Sequence[tuple[int, str]]
    stems: Mapping[str, frozenset[int]]

    @cached_property
    def agents(self) -> Sequence[Known]:
        """Everybody who leads a row, then everybody who is only named."""
        return [*self.leads, *self.others]

    @cached_property
    def publishers(self) -> frozenset[str]:
        """Whose documents there are."""
        return frozenset(paper.publisher for paper in self.papers)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of all names."""
        known = (*self.agents, *self.venues, *self.areas)
        return frozenset(word for thing in known for spelling in thing.spellings for word in spelling)

    @cached_property
    def person_words(self) -> frozenset[str]:
        """The words of people's names."""
        people = (known for known in self.agents if known.kind == "person")
        return frozenset(word for known in people for spelling in known.spellings for word in spelling)

    @cached_property
    def references(self) -> Mapping[str, Sequence[Deed]]:
        """The actions by their printed references."""
        found: defaultdict[str, list[Deed]] = defaultdict(list)
        for deed in self.deeds:
            for reference in deed.references:
                found[reference.casefold()].append(deed)
        return found

    def deeds_in(self, titles: frozenset[int]) -> list[Deed]:
        """Return the actions of titles, given by their places, each once and in their order."""
        numbers = dict.fromkeys(self.titles[at][0] for at in sorted(titles))
        return [self.deeds[number] for number in numbers]


def load_lexicon(store: Store, folder: Path | None = None) -> Lexicon:
    """Return the lexicon of a store: read from the file beside the graph in ``folder``, else put together."""
    found = _read(folder) if folder is not None else None
    return found or compile_lexicon(store)


def write_lexicon(store: Store, folder: Path) -> None:
    """Leave the lexicon of ``store`` beside the graph in ``folder``, the folder of the store."""
    place = folder / read_meta(folder).generation / FILE
    place.write_text(json.dumps(pack_lexicon(compile_lexicon(store)), ensure_ascii=False), encoding="utf-8")


def compile_lexicon(store: Store) -> Lexicon:
    """Put the lexicon together from the graph."""
    deeds, titles = _load_deeds(store)
    short = _load_abbreviations(store)
    leads, others = load_leads(store), load_others(store)
    agents = [_shorten(known, short) for known in label_apart([*leads, *others])]
    return Lexicon(
        agents[: len(leads)],
        agents[len(leads) :],
        label_apart(load_venues(store)),
        label_apart(load_areas(store)),
        _load_papers(store),
        deeds,
        titles,
        _index(title for _, title in titles),
    )


def _load_abbreviations(store: Store) -> dict[NamedNode, tuple[str, ...]]:
    found: defaultdict[NamedNode, list[str]] = defaultdict(list)
    for row in run_select(store, find_named_query("abbreviations").text):
        found[node_of(row, "iri")].append(text_of(row, "name") or "")
    return {iri: tuple(names) for iri, names in found.items()}


def _shorten(known: Known, short: Mapping[NamedNode, tuple[str, ...]]) -> Known:
    """Add the abbreviations under which something is named to its forms."""
    return replace(known, forms=tuple(dict.fromkeys((*known.forms, *short.get(known.iri, ())))))


def _load_papers(store: Store) -> list[Paper]:
    rows = {
        text_of(row, "document"): int(text_of(row, "rows") or 0)
        for row in run_select(store, find_named_query("rows-by-document").text)
    }
    papers = []
    for row in run_select(store, find_named_query("documents").text):
        name, *texts = (text_of(row, column) or "" for column in _PAPER_COLUMNS)
        title, plan, kind, period, as_of, publisher = texts
        papers.append(Paper(node_of(row, "iri"), name, title, plan, kind, period, as_of, publisher, rows.get(name, 0)))
    return papers


def _load_deeds(store: Store) -> tuple[list[Deed], list[tuple[int, str]]]:
    found: dict[NamedNode, tuple[str, str, str, int]] = {}
    references: defaultdict[NamedNode, set[str]] = defaultdict(set)
    printed: defaultdict[NamedNode, set[str]] = defaultdict(set)
    for row in run_select(store, find_named_query("titles").text):
        iri = node_of(row, "iri")
        action, label, kind = (text_of(row, name) or "" for name in ("action", "actionTitle", "kind"))
        found[iri] = (action, label, kind, int(text_of(row, "parts") or 0))
        printed[iri].add(text_of(row, "title") or "")
        references[iri].update(filter(None, [text_of(row, "ref")]))
    deeds = [Deed(iri, *facts[:3], tuple(sorted(references[iri])), facts[3]) for iri, facts in found.items()]
    titles = [(at, title) for at, iri in enumerate(found) for title in sorted(printed[iri])]
    return deeds, titles


def _index(titles: Iterable[str]) -> dict[str, frozenset[int]]:
    stems: defaultdict[str, set[int]] = defaultdict(set)
    for at, title in enumerate(titles):
        for word in plain_words(title):
            if word not in EMPTY_WORDS:
                stems[stem(word)].add(at)
    return {word: frozenset(places) for word, places in stems.items()}


def pack_lexicon(lexicon: Lexicon) -> dict[str, object]:
    """Return a lexicon as what JSON can hold."""

    def names(pool: Sequence[Known]) -> list[list[object]]:
        return [[k.iri.value, k.kind, k.label, k.forms, k.rows, k.publisher, k.spellings] for k in pool]

    return {
        "format": FORMAT,
        "leads": names(lexicon.leads),
        "others": names(lexicon.others),
        "venues": names(lexicon.venues),
        "areas": names(lexicon.areas),
        "papers": [[paper.iri.value, *paper[1:]] for paper in lexicon.papers],
        "deeds": [[deed.iri.value, *deed[1:]] for deed in lexicon.deeds],
        "titles": lexicon.titles,
        "stems": {word: sorted(places) for word, places in lexicon.stems.items()},
    }


def _read(folder: Path) -> Lexicon | None:
    """Return what is on file, or None where there is nothing, or nothing that this version wrote."""
    try:
        packed = json.loads((folder / read_meta(folder).generation / FILE).read_bytes())
        return unpack_lexicon(packed) if packed["format"] == FORMAT else None
    except (OSError, StoreError, ValueError, KeyError, TypeError, IndexError):
        return None


def unpack_lexicon(packed: Any) -> Lexicon:
    """Return a lexicon from JSON; raises one of ValueError, KeyError, TypeError for what ``pack_lexicon`` did not write."""
    pools = [[_unpack_name(row) for row in packed[pool]] for pool in ("leads", "others", "venues", "areas")]
    papers = [Paper(NamedNode(iri), *row) for iri, *row in packed["papers"]]
    deeds = [Deed(NamedNode(iri), a, b, c, tuple(refs), parts) for iri, a, b, c, refs, parts in packed["deeds"]]
    titles = [(at, title) for at, title in packed["titles"]]
    stems = {word: frozenset(places) for word, places in packed["stems"].items()}
    return Lexicon(pools[0], pools[1], pools[2], pools[3], papers, deeds, titles, stems)


def _unpack_name(row: Any) -> Known:
    iri, kind, label, forms, rows, publisher, spellings = row
    known = Known(NamedNode(iri), kind, label, tuple(forms), rows, publisher=publisher)
    known.__dict__["spellings"] = tuple(map(tuple, spellings))  # as reckoned before; see Known.spellings
    return known
