"""Whoever and whatever the documents name, each once, with every form of the name that was printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode

from bvgraph.graph import vocabulary as v
from bvgraph.graph.identifiers import FOLDERS, Identifiers
from bvgraph.graph.statements import Sheet

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


@dataclass(slots=True)
class Directory:
    """Collects names while documents and timelines are stated; at the end states the graph of entities."""

    names: Identifiers
    _printed: defaultdict[tuple[str, NamedNode], set[str]] = field(default_factory=lambda: defaultdict(set))
    _variants: defaultdict[NamedNode, set[str]] = field(default_factory=lambda: defaultdict(set))
    _kinds: defaultdict[NamedNode, set[str]] = field(default_factory=lambda: defaultdict(set))
    _forms: defaultdict[NamedNode, set[str]] = field(default_factory=lambda: defaultdict(set))

    def enter(self, kind: str, name: str, printed: str = "") -> NamedNode:
        """Note that a ``kind`` (a key of ``FOLDERS``) goes under ``name`` and was ``printed`` so, and return its IRI."""
        thing = self.names.named(kind, name)
        self._printed[FOLDERS[kind], thing].add(name)
        self._variants[thing].add(printed or name)
        self._kinds[thing].add(kind)
        return thing

    def find(self, kind: str, printed: str) -> list[NamedNode]:
        """Return the IRIs of what was entered as a ``kind`` and goes under, or was printed as, a name."""
        held = [thing for folder, thing in self._printed if folder == FOLDERS[kind]]
        own = self.names.named(kind, printed)
        return sorted((t for t in held if t == own or printed in self._variants[t]), key=str)

    def enter_form(self, concept: NamedNode, printed: str) -> None:
        """Note a form in which a concept of a closed scheme was printed."""
        self._forms[concept].add(printed)

    def state(self) -> Sheet:
        """Return the graph of all that was entered, with the concepts of the closed schemes: it explains itself."""
        sheet = Sheet(self.names.graph("entities"))
        for (folder, thing), printed in self._printed.items():
            self._state_thing(sheet, folder, thing, sorted(printed))
        for scheme, concepts in v.SCHEMES.items():
            for notation, concept in concepts.items():
                self._state_concept(sheet, scheme, concept, notation)
        return sheet

    def _state_thing(self, sheet: Sheet, folder: str, thing: NamedNode, printed: list[str]) -> None:
        sheet.state(thing, v.RDF_TYPE, CLASSES[folder])
        label = v.FOAF_NAME if folder in ("person", "agent") else v.SKOS_PREF_LABEL
        sheet.state(thing, label, Literal(printed[0]))
        variants = {other for other in self._variants[thing] if not is_part(other, printed[0])}
        for other in sorted({*printed, *variants} - {printed[0]}):
            sheet.state(thing, v.SKOS_ALT_LABEL, Literal(other))
        if folder == "organisation":
            sheet.state(thing, v.ORG_CLASSIFICATION, classify_body(printed[0], self._kinds[thing]))
        elif folder == "area":
            sheet.state(thing, v.SKOS_IN_SCHEME, v.AREA_SCHEME)

    def _state_concept(self, sheet: Sheet, scheme: NamedNode, concept: NamedNode, notation: str) -> None:
        label = notation.replace("-", " ")
        sheet.state(concept, v.RDF_TYPE, v.SKOS_CONCEPT)
        sheet.state(concept, v.SKOS_IN_SCHEME, scheme)
        sheet.state(concept, v.SKOS_NOTATION, Literal(notation))
        sheet.state(concept, v.SKOS_PREF_LABEL, Literal(label))
        for printed in sorted(self._forms[concept] - {label, ""}):
            sheet.state(concept, v.SKOS_ALT_LABEL, Literal(printed))
