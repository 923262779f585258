"""What one document changes against another: rows that are new, gone, changed field by field, or as they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from pyoxigraph import NamedNode, Store

from bvgraph.asking.lineage import FieldChange, Links, find_changes
from bvgraph.asking.listing import EntryRow, list_entries, list_links

KINDS: Final = ("new", "gone", "changed", "unchanged")


class Difference(NamedTuple):
    """A row of the later document with the one that it goes on from, or the one of them that has no counterpart."""

    kind: Literal["new", "gone", "changed", "unchanged"]
    before: EntryRow | None
    after: EntryRow | None
    changes: tuple[FieldChange, ...] = ()

    @property
    def entry(self) -> EntryRow:
        """The row itself: that of the later document where there is one."""
        row = self.after or self.before
        if row is None:
            raise ValueError("a difference is one of at least one row")
        return row


def compare_documents(store: Store, earlier: NamedNode, later: NamedNode) -> tuple[Difference, ...]:
    """Return every row of both documents: those of the later in its order, then those that are gone.

    Rows belong together by the links that are asserted, over any number of documents between the two.
    """
    before = list_entries(store, {"document": earlier}).rows
    after = list_entries(store, {"document": later}).rows
    links = Links(list_links(store, {}).rows)
    found = []
    met: set[str] = set()
    for entry in after:
        joined = links.follow([entry.place.id])
        own = [row for row in before if row.place.id in joined]
        met |= {row.place.id for row in own}
        found.append(_compare(links.nearest(entry, own), entry))
    gone = [Difference("gone", row, None) for row in before if row.place.id not in met]
    return (*found, *gone)


def _compare(before: EntryRow | None, after: EntryRow) -> Difference:
    if before is None:
        return Difference("new", None, after)
    changes = find_changes(before, after)
    return Difference("changed" if changes else "unchanged", before, after, changes)


def count_kinds(differences: Sequence[Difference]) -> dict[str, int]:
    """How many rows are new, gone, changed and unchanged."""
    return {kind: sum(d.kind == kind for d in differences) for kind in KINDS}
