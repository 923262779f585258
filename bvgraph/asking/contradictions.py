"""Contradictions as records, each with the quotes that do not go together."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from pyoxigraph import QuerySolution

from bvgraph.asking.listing import Listing, Place
from bvgraph.asking.queries import Bindings, bind, find_named_query, node_of, run_select, text_of
from bvgraph.asking.quoting import Quote, Quotes, load_quotes, load_told
from bvgraph.graph.stores import Store

_STATE: Final = frozenset({"status", "statusText", "percent"})
_QUOTED: Final[Mapping[str, frozenset[str]]] = {
    "past-due": frozenset({"deadline", "status"}),
    "percent-fell": frozenset({"percent"}),
    "reopened": frozenset({"status"}),
    "overall": frozenset({"status"}),
}
"""The fields that contradict each other; where a kind is not listed, status and percentage."""


class ContradictionRow(NamedTuple):
    """What does not go together at ``place``, with the entry that it is at odds with, if that is another one."""

    action: str
    title: str
    kind: str
    message: str
    place: Place
    other: Place | None
    quotes: tuple[Quote, ...]


def list_contradictions(store: Store, bindings: Bindings) -> Listing[ContradictionRow]:
    """Return the contradictions that ``bindings`` leave, with their quotes."""
    text = bind(find_named_query("contradictions"), bindings)
    rows = list(run_select(store, text))
    if not rows:
        return Listing((), (text,))
    entries = [node_of(row, name) for row in rows for name in ("entry", "entryOther") if row[name] is not None]
    quotes, quotes_texts = load_quotes(store, entries)
    told, told_texts = load_told(store, [node_of(row, "found") for row in rows])
    return Listing(tuple(_contradiction(row, quotes, told) for row in rows), (text, *quotes_texts, *told_texts))


def _contradiction(row: QuerySolution, quotes: Quotes, told: Quotes) -> ContradictionRow:
    kind, other = _text(row, "kind"), text_of(row, "entryOther")
    fields = _QUOTED.get(kind, _STATE)
    entries = [_text(row, "entry"), *([other] if other else [])]
    printed = (quote for entry in entries for quote in quotes.get(entry, ()) if quote.field in fields)
    return ContradictionRow(
        action=_text(row, "action"),
        title=_text(row, "title"),
        kind=kind,
        message=_text(row, "message"),
        place=_place(row, ""),
        other=_place(row, "Other") if other else None,
        quotes=(*printed, *told.get(_text(row, "found"), ())),
    )


def _text(row: QuerySolution, variable: str) -> str:
    """Return a value that the query binds in every row."""
    return text_of(row, variable) or ""


def _place(row: QuerySolution, suffix: str) -> Place:
    document = _text(row, f"document{suffix}")
    end = _text(row, f"entry{suffix}").rsplit("/", 1)[1]
    return Place(f"{document}/{end}", document, int(_text(row, f"line{suffix}")))
