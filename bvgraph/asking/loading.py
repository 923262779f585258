"""What a question's query selects, and the rows and quotes for it."""

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode, QuerySolution

from bvgraph.asking.answers import PRINTED, Answer, rows_from_entries
from bvgraph.asking.listing import list_some_entries
from bvgraph.asking.names import tell_apart
from bvgraph.asking.queries import node_of, run_select, text_of
from bvgraph.asking.quoting import load_quotes
from bvgraph.graph.stores import Store


class Found(NamedTuple):
    """What the query selected: entries in order, with their actions and the values beside them."""

    entries: tuple[NamedNode, ...]
    actions: tuple[str, ...]
    values: tuple[str, ...]


def select_found(store: Store, text: str, column: str | None, apart: bool = False) -> Found:
    """Return what a query selects, with the values of a column where one is named; ``apart`` as for ``read_values``."""
    rows = list(run_select(store, text))
    return Found(
        tuple(node_of(row, "entry") for row in rows),
        tuple(text_of(row, "action") or "" for row in rows),
        tuple(read_values(rows, column, apart) if column else [""] * len(rows)),
    )


def read_values(rows: Sequence[QuerySolution], column: str, apart: bool) -> list[str]:
    """Return the values of a column; with ``apart`` names with their publishers, where several have the name."""
    values = [text_of(row, column) or "" for row in rows]
    if not apart or column != "name":
        return values
    return tell_apart([(value, text_of(row, "publisher") or "") for value, row in zip(values, rows, strict=True)])


def load_rows(store: Store, answer: Answer, found: Found, fields: Sequence[str] = PRINTED, apart: bool = False) -> Answer:
    """Add a row for each action, or with ``apart`` for each entry, with quotes, and the queries that gave them."""
    wanted = dict.fromkeys(found.entries)
    if not wanted:
        return answer
    listing = list_some_entries(store, list(wanted))
    entries = listing.rows
    quotes, texts = load_quotes(store, [entry.iri for entry in entries])
    groups = [[entry] for entry in entries] if apart else [entries]
    rows = tuple(row for group in groups for row in rows_from_entries(group, quotes, fields))
    return answer._replace(rows=rows, queries=(*answer.queries, *listing.queries, *texts))


def only(found: Found, places: Sequence[int]) -> Found:
    """Return what was found at these places."""
    return Found(
        tuple(found.entries[at] for at in places),
        tuple(found.actions[at] for at in places),
        tuple(found.values[at] for at in places),
    )
