"""Whoever and whatever the documents name, each once, with every form of the name that was printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode

from bvgraph.graph import vocabulary as v
from bvgraph.graph.identifiers import Identifiers, slug
from bvgraph.graph.statements import Sheet
from bvgraph.graph.vocabulary import FOLDERS
from bvgraph.reading.naming.organisations import is_known_everywhere
from bvgraph.records import Decision

CLASSES: Final = {
    "person": v.FOAF_PERSON,
    "post": v.ORG_POST,
    "organisation": v.ORG_ORGANIZATION,
    "venue": v.DCT_LOCATION,
    "area": v.SKOS_CONCEPT,
    "agent": v.FOAF_AGENT,
}
"""The class of a named thing, by the folder that it lives in."""

_QUALIFIER: Final = re.compile(r"\s*[(,].*|\s+(?:of|on|for|to)\s.*", re.IGNORECASE | re.DOTALL)


def classify_body(name: str, kinds: Collection[str] = ()) -> NamedNode | None:
    """Return what sort of body an organisation is, or None where nothing tells.

    ``kinds`` are those under which it was entered: a team is one whatever it is called, and a "team" that was found to
    be a body is one that meets and decides.  Otherwise the head noun of ``name`` tells.

    >>> classify_body("Board of Trustees").value.rpartition("#")[2]
    'body-board'
    >>> classify_body("Cabinet Office") is None
    True
    """
    if "team" in kinds:
        return v.BODIES["team"]
    head = _QUALIFIER.sub("", name.strip()).casefold().split()
    kind = v.BODIES.get("-".join(head[-2:])) or v.BODIES.get("-".join(head[-1:]))
    return v.BODIES["management-team"] if kind == v.BODIES["team"] and "body" in kinds else kind


def is_part(printed: str, name: str) -> bool:
    """Tell whether all words of a print are words of the name, which is then found by them anyway.

    >>> is_part("the Committee", "Committee of the Whole"), is_part("LC", "Lamp Committee")
    (True, False)
    """
    return set(re.findall(r"\w+", printed.casefold())) <= set(re.findall(r"\w+", name.casefold()))


Entered = tuple[str, str, str, str]
"""Who published the documents, and under which kind, name and print they enter somebody or something."""


@dataclass(slots=True)
class Directory:
    """Collects names while documents and timelines are stated; at the end states what all of them have in common.

    ``publisher`` is whose documents are stated; a name is of somebody there, or of an organisation that all know.
    ``entered`` has publisher, kind, name and print of each; ``forms`` concepts of closed schemes with their prints;
    ``reviews`` publisher and name of reviews, each with the number of one of its recommendations or None.
    """

    names: Identifiers
    publisher: str = ""
    entered: set[Entered] = field(default_factory=set)
    forms: set[tuple[str, str]] = field(default_factory=set)
    reviews: set[tuple[str, str, str | None]] = field(default_factory=set)

    def enter(self, kind: str, name: str, printed: str = "") -> NamedNode:
        """Note that a ``kind`` (a key of ``FOLDERS``) goes under ``name`` and was ``printed`` so, and return its IRI."""
        everywhere = FOLDERS[kind] in ("organisation", "agent") and is_known_everywhere(name)
        publisher = "" if everywhere else self.publisher
        self.entered.add((publisher, kind, name, printed or name))
        return self.names.named(kind, name, publisher)

    def enter_form(self, concept: NamedNode, printed: str) -> None:
        """Note a form in which a concept of a closed scheme was printed."""
        self.forms.add((concept.value, printed))

    def enter_review(self, name: str, number: str | None) -> NamedNode:
        """Note a review from outside, or one of its recommendations, and return the IRI of that."""
        self.reviews.add((self.publisher, name, number))
        return self.names.review(name, number, self.publisher)

    def find(self, decision: Decision) -> list[NamedNode]:
        """Return the IRIs of all that goes under, or was printed as, one of the names that a decision is about."""
        if decision.type is None:
            return [self.names.entry(entry) for entry in decision.names]
        folder, slugs = FOLDERS[decision.type], set(map(slug, decision.names))
        return sorted(
            {
                self.names.named(kind, name, publisher)
                for publisher, kind, name, form in self.entered
                if FOLDERS[kind] == folder
                and (form in decision.names or slug(name) in slugs)
                and (not publisher or decision.publisher in (None, publisher))
            },
            key=str,
        )

    def state(self) -> Sheet:
        """Return the graph of all that was entered, with the concepts of the closed schemes: it explains itself."""
        sheet = Sheet(self.names.graph("entities"))
        things: defaultdict[tuple[str, NamedNode], list[Entered]] = defaultdict(list)
        for publisher, kind, name, printed in sorted(self.entered):
            things[FOLDERS[kind], self.names.named(kind, name, publisher)].append((publisher, kind, name, printed))
        for (folder, thing), entries in things.items():
            self._state_thing(sheet, folder, thing, entries)
        for scheme, concepts in v.SCHEMES.items():
            for notation, concept in concepts.items():
                self._state_concept(sheet, scheme, concept, notation)
        return sheet

    def state_reviews(self) -> Sheet:
        """Return what is said of the reviews themselves; of two spellings of a name the first in order is its title."""
        sheet = Sheet(self.names.graph("derived"))
        titles: dict[NamedNode, str] = {}
        for publisher, name, number in sorted(self.reviews, key=str):
            review = self.names.review(name, None, publisher)
            titles[review] = min(titles.get(review, name), name)
            if number is not None:
                facts = ((v.DCT_IDENTIFIER, Literal(number)), (v.DCT_IS_PART_OF, review))
                part = self.names.review(name, number, publisher)
                sheet.describe(part, ((v.RDF_TYPE, v.REVIEW_RECOMMENDATION), *facts))
        for review, title in titles.items():
            sheet.describe(review, ((v.RDF_TYPE, v.REVIEW), (v.DCT_TITLE, Literal(title))))
        return sheet

    def _state_thing(self, sheet: Sheet, folder: str, thing: NamedNode, entered: Sequence[Entered]) -> None:
        names = sorted({name for _, _, name, _ in entered})
        variants = {printed for _, _, _, printed in entered if not is_part(printed, names[0])}
        sheet.state(thing, v.RDF_TYPE, CLASSES[folder])
        for publisher in sorted({publisher for publisher, *_ in entered if publisher}):
            sheet.state(thing, v.DCT_PUBLISHER, Literal(publisher))
        label = v.FOAF_NAME if folder in ("person", "agent") else v.SKOS_PREF_LABEL
        sheet.state(thing, label, Literal(names[0]))
        for other in sorted({*names, *variants} - {names[0]}):
            sheet.state(thing, v.SKOS_ALT_LABEL, Literal(other))
        if folder == "organisation":
            sheet.state(thing, v.ORG_CLASSIFICATION, classify_body(names[0], {kind for _, kind, _, _ in entered}))
        elif folder == "area":
            sheet.state(thing, v.SKOS_IN_SCHEME, v.AREA_SCHEME)

    def _state_concept(self, sheet: Sheet, scheme: NamedNode, concept: NamedNode, notation: str) -> None:
        label = notation.replace("-", " ")
        sheet.state(concept, v.RDF_TYPE, v.SKOS_CONCEPT)
        sheet.state(concept, v.SKOS_IN_SCHEME, scheme)
        sheet.state(concept, v.SKOS_NOTATION, Literal(notation))
        sheet.state(concept, v.SKOS_PREF_LABEL, Literal(label))
        for printed in sorted({form for of, form in self.forms if of == concept.value} - {label, ""}):
            sheet.state(concept, v.SKOS_ALT_LABEL, Literal(printed))
