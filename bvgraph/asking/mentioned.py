"""What the texts mention: every person, post, body, organisation, venue and date once, with how and where it is printed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from pyoxigraph import QuerySolution

from bvgraph.asking.listing import MentionRow, list_mentions
from bvgraph.asking.names import tell_apart
from bvgraph.asking.queries import find_named_query, run_select, text_of
from bvgraph.graph.stores import Store

TYPE_OF: Final = {
    "people": "person",
    "posts": "post",
    "bodies": "body",
    "organisations": "org",
    "venues": "venue",
    "dates": "date",
}
"""The types of mention by the plural in which they are listed."""


class NamedRow(NamedTuple):
    """One thing that is mentioned: the documents that do so first and last, and its printed forms, the commonest first."""

    name: str
    type: str
    mentions: int
    documents: int
    first: str
    last: str
    variants: tuple[str, ...]


def list_named(store: Store, plural: str) -> tuple[NamedRow, ...]:
    """Return what is mentioned of one type, a key of ``TYPE_OF``: the most mentioned first, dates in their order.

    What several councils name alike is told apart by the council.
    """
    documents = list(run_select(store, find_named_query("documents").text))
    groups: dict[tuple[str, str | None], list[MentionRow]] = defaultdict(list)
    for mention in list_mentions(store, {}).rows:
        if mention.type == TYPE_OF[plural] and mention.canonical:
            groups[mention.canonical, mention.id].append(mention)
    publishers = {text_of(row, "document"): text_of(row, "publisher") or "" for row in documents}
    labels = tell_apart([(name, publishers[mentions[0].document]) for (name, _), mentions in groups.items()])
    order = _rank_documents(documents)
    rows = [_summarise(name, mentions, order) for name, mentions in zip(labels, groups.values(), strict=True)]
    return tuple(sorted(rows, key=lambda row: row.name if plural == "dates" else (-row.mentions, row.name)))


def _rank_documents(rows: Iterable[QuerySolution]) -> dict[str, int]:
    """The documents in the order of the days for which they speak."""
    days = sorted((text_of(row, "asOf") or "9999", text_of(row, "document") or "") for row in rows)
    return {document: number for number, (_, document) in enumerate(days)}


def _summarise(name: str, mentions: list[MentionRow], order: dict[str, int]) -> NamedRow:
    documents = sorted({mention.document for mention in mentions}, key=lambda document: order.get(document, 0))
    forms = Counter(_print_of(mention) for mention in mentions)
    variants = tuple(sorted(forms, key=lambda form: (-forms[form], form)))
    return NamedRow(name, mentions[0].type, len(mentions), len(documents), documents[0], documents[-1], variants)


def _print_of(mention: MentionRow) -> str:
    return mention.printed or (" ".join(mention.text.split()) if mention.type == "date" else mention.canonical or "")
