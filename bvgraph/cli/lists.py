"""The commands that list: rows, slips, hand-overs, links, mentions, problems, names."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeVar

from bvgraph.cli.declaring import Argument, Option, Options
from bvgraph.cli.options import AsOf, Format, ShowQuery, Store, say, show_queries, tell_matches

if TYPE_CHECKING:
    from bvgraph.asking.listing import Listing
    from bvgraph.graph.opening import Opening
    from bvgraph.showing.rows import Layout

Row = TypeVar("Row")
Plural = Literal["leads", "areas", "documents", "statuses", "people", "posts", "bodies", "organisations", "venues", "dates"]


class ListOptions(Options):
    """What every list takes: filters, each a name in any form that is known, and how to print."""

    publisher: Annotated[str | None, Option(help="Only documents of this council.")] = None
    document: Annotated[str | None, Option(help="Only this document: id, or words of its title or month.")] = None
    area: Annotated[str | None, Option(help="Only this area.")] = None
    owner: Annotated[str | None, Option(help="Only what this person, post, body or team leads.")] = None
    status: Annotated[str | None, Option(help="Only this status, as a value (on-track) or as printed.")] = None
    since: Annotated[str | None, Option(help="Only deadlines that end on this day or later: YYYY[-MM[-DD]].")] = None
    until: Annotated[str | None, Option(help="Only deadlines that end on this day or earlier.")] = None
    as_of: AsOf = None
    format: Format = None
    show_query: ShowQuery = False
    store: Store = None


FILTERS: Final = ("publisher", "document", "area", "owner", "status", "since", "until", "as_of")
"""The options of a list that leave rows out, in the order of ``Choices``."""


def entries(options: ListOptions) -> None:
    """List the rows of the documents as printed."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.listing import list_entries
    from bvgraph.showing.rows import ENTRIES

    _print_list(options, opening, list_entries, ENTRIES)


class SlipOptions(ListOptions):
    """What the slip ledger takes besides."""

    basis: Annotated[
        Literal["baseline", "latest"], Option(help="Count days from the first deadline, or the last one agreed.")
    ] = "latest"


def slips(options: SlipOptions) -> None:
    """List what slipped, how far and why, and who led it when."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.ledger import list_ledger
    from bvgraph.showing.ledgers import lay_out_ledger

    _print_list(options, opening, list_ledger, lay_out_ledger(options.basis))


def contradictions(options: ListOptions) -> None:
    """List what does not go together, and the quotes for it."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.contradictions import list_contradictions
    from bvgraph.showing.rows import CONTRADICTIONS

    _print_list(options, opening, list_contradictions, CONTRADICTIONS)


def handovers(options: ListOptions) -> None:
    """List where the lead of an action changed."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.listing import list_handovers
    from bvgraph.showing.rows import HANDOVERS

    _print_list(options, opening, list_handovers, HANDOVERS)


def links(options: ListOptions) -> None:
    """List which rows are held to be one action, and why."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.listing import list_links
    from bvgraph.showing.rows import LINKS

    _print_list(options, opening, list_links, LINKS)


def mentions(options: ListOptions) -> None:
    """List people, posts, bodies, venues and dates in the texts."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.listing import list_mentions
    from bvgraph.showing.rows import MENTIONS

    _print_list(options, opening, list_mentions, MENTIONS)


def problems(options: ListOptions) -> None:
    """List what could not be placed, or had to be guessed."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.listing import list_problems
    from bvgraph.showing.rows import PROBLEMS

    _print_list(options, opening, list_problems, PROBLEMS)


def list_names(
    what: Annotated[Plural, Argument(help="What to list.")] = "leads",
    row_format: Format = None,
    store: Store = None,
) -> None:
    """List the names to ask for, or what is mentioned."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    from bvgraph.asking import names
    from bvgraph.asking.mentioned import TYPE_OF, list_named
    from bvgraph.showing.rows import KNOWN, NAMED, print_rows

    opened = opening.wait()
    if what in TYPE_OF:
        print_rows(list_named(opened, what), NAMED, row_format, sys.stdout)
        return
    find = {"leads": names.load_leads, "areas": names.load_areas, "documents": names.load_documents}
    find["statuses"] = names.load_statuses
    print_rows(names.label_apart(find[what](opened)), KNOWN, row_format, sys.stdout)


def _print_list(options: ListOptions, opening: Opening, find: Callable[..., Listing[Row]], layout: Layout[Row]) -> None:
    """Settle the filters against the store, find the rows and print them."""
    from bvgraph.asking.choices import Choices, settle_choices
    from bvgraph.showing.rows import print_rows

    opened = opening.wait()
    settled = settle_choices(opened, Choices(*(getattr(options, name) for name in FILTERS)))
    tell_matches(settled.matches)
    listing = find(opened, settled.bindings)
    print_rows(listing.rows, layout, options.format, sys.stdout)
    if not listing.rows:
        say(f"no {layout.name.partition(' ')[0].replace('ledger', 'slips')}")
    if options.show_query:
        show_queries(listing.queries)
