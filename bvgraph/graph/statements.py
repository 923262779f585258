"""The small change of RDF: literals of the datatypes in use, and a sheet on which one named graph is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bvgraph.graph import vocabulary as v

if TYPE_CHECKING:
    from bvgraph.records import Document

Value = NamedNode | Literal
"""What can stand as an object here: there are no blank nodes and no quoted triples."""


def text(value: str | None) -> Literal | None:
    """Return a plain string, or None for None and for the empty string: what is not printed is not stated."""
    return Literal(value) if value else None


def edtf(value: str | None) -> Literal | None:
    """Return a date in EDTF (https://www.loc.gov/standards/datetime/), or None for None and for the empty string."""
    return Literal(value, datatype=v.EDTF) if value else None


def date(value: dt.date | None) -> Literal | None:
    """Return a day as ``xsd:date``, which every engine can compare, or None for None."""
    return None if value is None else Literal(value.isoformat(), datatype=v.XSD_DATE)


def integer(value: int | None) -> Literal | None:
    """Return a whole number as ``xsd:integer``, or None for None."""
    return None if value is None else Literal(str(value), datatype=v.XSD_INTEGER)


def boolean(value: bool) -> Literal:
    """Return a truth value as ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=v.XSD_BOOLEAN)


def decimal(value: float, places: int = 3) -> Literal:
    """Return ``value``, rounded to ``places``, as ``xsd:decimal`` in its canonical form.

    A disk store keeps decimals by value and writes them canonically (https://www.w3.org/TR/xmlschema11-2/#decimal:
    no trailing zeros); stated otherwise, the store and the N-Quads beside it would differ.

    >>> decimal(0.95).value, decimal(1.0).value
    ('0.95', '1')
    """
    rounded = Decimal(f"{value:.{places}f}").normalize() + 0
    return Literal(f"{rounded:f}", datatype=v.XSD_DECIMAL)


@dataclass(slots=True)
class Sheet:
    """The statements of one named graph as lines of N-Quads (https://www.w3.org/TR/n-quads/), in the order of stating.

    ``documents`` are those from which it states where in the original file a line stands, by their ids.
    """

    graph: NamedNode
    documents: Mapping[str, Document] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def state(self, subject: NamedNode, predicate: NamedNode, value: Value | None) -> None:
        """State one triple; a value of None states nothing."""
        if value is not None:
            self.lines.append(f"{subject} {predicate} {value} {self.graph} .\n")

    def describe(self, subject: NamedNode, facts: Iterable[tuple[NamedNode, Value | None]]) -> None:
        """State several facts of one subject."""
        written, end = str(subject), f" {self.graph} .\n"
        self.lines += [f"{written} {predicate} {value}{end}" for predicate, value in facts if value is not None]
