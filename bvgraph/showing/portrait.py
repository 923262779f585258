"""A portrait for machines: one object that holds what the list commands give as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bvgraph.showing import rows

if TYPE_CHECKING:
    from bvgraph.asking.portraits import Portrait


def portrait_object(portrait: Portrait) -> rows.JsonObject:
    """Return a portrait as one object: what it is of, its facts, and lists of rows as the list commands give them."""
    known = portrait.match.known
    return {
        "kind": portrait.kind,
        "name": known.label,
        "iri": known.iri.value,
        "facts": [{"name": name, "value": value} for name, value in portrait.facts],
        "entries": [rows.ENTRIES.write(row) for row in portrait.entries],
        "monitored": [rows.ENTRIES.write(row) for row in portrait.monitored],
        "slips": [rows.SLIPS.write(row) for row in portrait.slips],
        "handovers": [rows.HANDOVERS.write(row) for row in portrait.handovers],
        "links": [rows.LINKS.write(row) for row in portrait.links],
        "mentions": [rows.MENTIONS.write(row) for row in portrait.mentions],
        "problems": [rows.PROBLEMS.write(row) for row in portrait.problems],
    }
