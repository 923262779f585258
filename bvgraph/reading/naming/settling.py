"""Which of the stretches found stand, where they overlap."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from bvgraph.reading.naming.sheets import Found


def settle(found: Iterable[Found]) -> list[Found]:
    """Of overlapping stretches the longest stands, of two equally long ones that with the lower rank; by place.

    Ranks below zero go before length: they come from the cells of an entry, whose type the layout has told.
    Two readings of the very same stretch by one rank both stand ("Directors of IT and Customer Services").
    """
    chosen: list[tuple[int, int, int]] = []
    out: list[Found] = []
    for f in sorted(set(found), key=lambda f: (min(f.rank, 0), f.start - f.end, f.rank, f.start, f.canonical or "")):
        at = bisect_left(chosen, (f.start, f.start, -99))
        near = chosen[max(at - 1, 0) : at + 1]
        near += chosen[at + 1 : at + 2]
        if all(b <= f.start or f.end <= a for a, b, _ in near):
            insort(chosen, (f.start, f.end, f.rank))
            out.append(f)
        elif (f.start, f.end, f.rank) in near:
            out.append(f)
    return sorted(out, key=lambda f: (f.start, f.end, f.type, f.canonical or ""))
