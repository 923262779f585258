"""What one document changes against another: rows that are new, gone, changed field by field, or as they were.

Also as RDF: what the one states of each action and the other does not, and the other way round.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from pyoxigraph import NamedNode

from bvgraph.asking.lineage import FieldChange, Links, find_changes
from bvgraph.asking.listing import EntryRow, list_entries, list_links
from bvgraph.asking.queries import bind, find_named_query, node_of, run_select, text_of
from bvgraph.graph.stores import Store

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
    links = Links(list_links(store, {"document": _find_siblings(store, earlier, later)}).rows)
    found = []
    met: set[str] = set()
    for entry in after:
        joined = links.follow([entry.place.id])
        own = [row for row in before if row.place.id in joined]
        met |= {row.place.id for row in own}
        found.append(_compare(links.nearest(entry, own), entry))
    gone = [Difference("gone", row, None) for row in before if row.place.id not in met]
    return (*found, *gone)


def _find_siblings(store: Store, *documents: NamedNode) -> list[NamedNode]:
    """The documents of whoever published these: no link joins those of two publishers."""
    rows = run_select(store, bind(find_named_query("documents"), {}))
    publishers = {node_of(row, "iri"): text_of(row, "publisher") for row in rows}
    wanted = {publishers.get(document) for document in documents}
    return [document for document, publisher in publishers.items() if publisher in wanted]


def _compare(before: EntryRow | None, after: EntryRow) -> Difference:
    if before is None:
        return Difference("new", None, after)
    changes = find_changes(before, after)
    return Difference("changed" if changes else "unchanged", before, after, changes)


def count_kinds(differences: Sequence[Difference]) -> dict[str, int]:
    """How many rows are new, gone, changed and unchanged."""
    return {kind: sum(d.kind == kind for d in differences) for kind in KINDS}


def write_patch(store: Store, earlier: NamedNode, later: NamedNode) -> Iterator[str]:
    """Yield an RDF Patch (https://afs.github.io/rdf-patch/) from what one document states of the actions to the other."""
    before, after = (_load_stated(store, document) for document in (earlier, later))
    yield f"H from {earlier} .\nH to {later} .\nTX .\n"
    yield from (f"D {statement} .\n" for statement in before if statement not in after)
    yield from (f"A {statement} .\n" for statement in after if statement not in before)
    yield "TC .\n"


def _load_stated(store: Store, document: NamedNode) -> dict[str, None]:
    """What a document states of each action as triples in N-Triples, in order."""
    rows = run_select(store, bind(find_named_query("stated"), {"document": document}))
    return dict.fromkeys(" ".join(str(row[name]) for name in ("action", "property", "value")) for row in rows)
