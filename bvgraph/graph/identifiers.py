"""IRIs: made from what a thing is called and by whom, so that a document gives the same ones whatever stands beside it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import quote

from pyoxigraph import NamedNode

from bvgraph.errors import UsageError
from bvgraph.graph.vocabulary import FOLDERS
from bvgraph.records import Decision

Thing = TypeVar("Thing")


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return ``name`` as one segment of an IRI: casefolded, accents off, everything but letters and digits as hyphens.

    Letters that have no ASCII form are percent-encoded and not dropped: dropping them would make one person of two.
    A name without any letter or digit is written in hexadecimal.

    >>> slug("Zoë O'Hara-Núñez (Chair)")
    'zoe-o-hara-nunez-chair'
    >>> slug("Łucja"), slug("🄐")
    ('%C5%82ucja', 'a')
    """
    written: list[str] = []
    for character in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()):  # "🄐" holds a capital
        if character.isalnum():
            written.append(quote(character, safe=""))
        elif not unicodedata.combining(character):
            written.append(" ")
    return "-".join("".join(written).split()) or f"x-{name.encode().hex()}"


def numbered(things: Iterable[Thing], key: Callable[[Thing], tuple[str, Any]]) -> Iterator[tuple[Thing, str]]:
    """Yield ``things`` in order, each with the suffix that tells it from others of its name: "", then "-2", "-3".

    ``key`` gives the name and what orders the things of one name, so that the order of arrival has no say.
    """
    counts: Counter[str] = Counter()
    for thing in sorted(things, key=key):
        name = key(thing)[0]
        counts[name] += 1
        yield thing, "" if counts[name] == 1 else f"-{counts[name]}"


def _folder(publisher: str) -> str:
    return f"{slug(publisher)}/" if publisher else ""


def _key(entry: str) -> str:
    """Return an entry id as a single segment; the part after the last slash has no underscore, so no two ids meet."""
    return quote("_".join(entry.rsplit("/", 1)), safe="")


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The IRIs of everything under one ``base``, which has to be absolute and to end in ``/`` or ``#`` (UsageError)."""

    base: str

    def __post_init__(self) -> None:
        try:
            NamedNode(self.base)
        except ValueError as error:
            raise UsageError(f"the base {self.base!r} is not an IRI: {error}") from error
        if not self.base.endswith(("/", "#")):
            raise UsageError(f"the base {self.base!r} has to end in '/' or '#', as {self.base + '/'!r} does")

    def _iri(self, path: str) -> NamedNode:
        return NamedNode(self.base + path)

    def graph(self, name: str) -> NamedNode:
        """Return the named graph ``entities``, ``derived`` or ``dataset``."""
        return self._iri(f"graph/{name}")

    def document_graph(self, document: str) -> NamedNode:
        """Return the named graph that holds what one document states."""
        return self._iri(f"graph/document/{quote(document, safe='')}")

    def dataset(self, partition: str = "") -> NamedNode:
        """Return the data set as a whole, or the part of it that holds the things of one class."""
        return self._iri(f"dataset/class/{partition}" if partition else "dataset")

    def document(self, document: str) -> NamedNode:
        """Return the IRI of a document from its id."""
        return self._iri(f"document/{quote(document, safe='')}")

    def entry(self, entry: str) -> NamedNode:
        """Return the IRI of an entry from its id, ``document/line``."""
        return self._iri(f"entry/{quote(entry, safe='/')}")

    def action(self, action: str) -> NamedNode:
        """Return the IRI of an action from its id."""
        return self._iri(f"action/{quote(action, safe='/')}")

    def named(self, kind: str, name: str, publisher: str = "") -> NamedNode:
        """Return the IRI of a person, post, organisation, agent, venue or area; ``kind`` is a key of ``FOLDERS``.

        The mayor of whom one council speaks is not the mayor of another: ``publisher`` is whose documents name it, or "".
        """
        return self._iri(f"{FOLDERS[kind]}/{_folder(publisher)}{slug(name)}")

    def decision(self, decision: Decision) -> NamedNode:
        """Return the IRI of what a person settled, from what it is about."""
        about = slug(" ".join((decision.about, decision.verdict, *decision.names)))
        return self._iri(f"decision/{_folder(decision.publisher or '')}{about}")

    def part(self, whole: NamedNode, *path: str | int) -> NamedNode:
        """Return the IRI of something that exists only as a part of ``whole``: an evidence, a repair, a problem."""
        return NamedNode("/".join((whole.value, *map(str, path))))

    def slip(self, action: str, kind: str, entry: str) -> NamedNode:
        """Return the IRI of a slip of one kind at one entry of an action."""
        return self._iri(f"slip/{quote(action, safe='/')}/{kind}-{_key(entry)}")

    def narrated(self, action: str, entry: str, start: int) -> NamedNode:
        """Return the IRI of a slip that the words at ``start`` tell of: counted, others would be renamed by those before."""
        return self._iri(f"slip/{quote(action, safe='/')}/narrated-{_key(entry)}/{start}")

    def contradiction(self, action: str, kind: str, entry: str, other: str | None) -> NamedNode:
        """Return the IRI of a contradiction at one entry of an action, with another entry if there is one."""
        against = f"/{_key(other)}" if other else ""
        return self._iri(f"contradiction/{quote(action, safe='/')}/{kind}-{_key(entry)}{against}")

    def review(self, name: str, number: str | None = None, publisher: str = "") -> NamedNode:
        """Return the IRI of a review from outside the plan of ``publisher``, or of one of its recommendations."""
        return self._iri(f"review/{_folder(publisher)}{slug(name)}{'/' + slug(number) if number else ''}")

    def reply(self, action: str, entry: str, review: NamedNode) -> NamedNode:
        """Return the IRI under which the evidence stands that an action answers ``review`` according to ``entry``."""
        return self._iri(f"reply/{quote(action, safe='/')}/{_key(entry)}/{review.value.removeprefix(self.base + 'review/')}")

    def hand_over(self, action: str, after: str) -> NamedNode:
        """Return the IRI of the hand-over that the entry ``after`` shows."""
        return self._iri(f"handover/{quote(action, safe='/')}/{_key(after)}")

    def change(self, documents: tuple[str, str], kind: str, entry: str) -> NamedNode:
        """Return the IRI of what became of an entry from one of the ``documents`` to the other."""
        before, after = (quote(document, safe="") for document in documents)
        return self._iri(f"change/{before}/{after}/{kind}-{_key(entry)}")

    def link(self, earlier: str, later: str) -> NamedNode:
        """Return the IRI of the link between two entries."""
        return self._iri(f"link/{_key(earlier)}/{_key(later)}")
