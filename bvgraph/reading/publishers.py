"""Whose a document is, as far as its own text tells: the body that its first pages name most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bvgraph.reading.naming.organisations import is_body, place_of
from bvgraph.records import Document, Problem

_BODY = re.compile(
    r"\b(?:[A-Z][\w'’-]+ (?:of |and |upon )?){1,4}"
    r"(?:Council|Borough|Authority|Fire Service|Police|University|NHS Foundation Trust|NHS Trust|Trust|College)\b"
)
_APART = re.compile(r"\b(?:north|south|east|west|upper|lower|new|great|greater|little|mid|central)$", re.IGNORECASE)
_SEVERAL = 2
_START = 3000  # characters in which a document says whose it is


def guess_publisher(text: str) -> str:
    """The name of the body, as printed; empty where none is named."""
    names = (" ".join(m[0].removeprefix("The ").split()) for m in _BODY.finditer(text[:_START]))
    found = Counter(name for name in names if is_body(name))
    return found.most_common(1)[0][0] if found else ""


def is_publisher(line: str) -> bool:
    """A line that is the name of a body and no more."""
    return _BODY.fullmatch(line) is not None


def tell_publishers(documents: Sequence[Document]) -> list[tuple[Document, list[Problem]]]:
    """The documents, with their publishers where they are of several bodies, and a problem that says so of each.

    Documents that name one body, or none, have no publisher: they may all be of one, as a folder of one council's plans is.
    """
    guessed = [guess_publisher(document.text) for document in documents]
    names: list[str] = []
    for name in sorted(filter(None, guessed), key=len):
        if not any(_is_same(name, known) for known in names):
            names.append(name)
    if len(names) < _SEVERAL:
        return [(document, []) for document in documents]
    own = [next((known for known in names if name and _is_same(name, known)), "") for name in guessed]
    return [
        (replace(document, publisher=name), [_tell(document, name)]) for document, name in zip(documents, own, strict=True)
    ]


def _is_same(one: str, other: str) -> bool:
    """Two names of one body: of the same place, or with words in front that are none of its name."""
    a, b = sorted((place_of(one).casefold(), place_of(other).casefold()), key=len)
    front = b.removesuffix(f" {a}")
    return a == b or (b.endswith(f" {a}") and _APART.search(front) is None)


def _tell(document: Document, name: str) -> Problem:
    taken = f'this one is taken to be of "{name}"' if name else "this one names none"
    message = f"the texts are of several bodies, and {taken}: its actions are linked to those of no other"
    return Problem(document.id, 1, "manifest", message, document.file)
