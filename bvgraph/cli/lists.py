"""The commands that list: rows, slips, hand-overs, links, mentions, problems, names."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Annotated, Literal

import typer

from bvgraph.cli.options import Format, ListOptions, Store, print_list, takes

app = typer.Typer()
Plural = Literal["leads", "areas", "documents", "statuses", "people", "posts", "bodies", "organisations", "venues", "dates"]


@app.command()
@takes(ListOptions)
def entries(options: ListOptions) -> None:
    """List the rows of the documents as printed."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.listing import list_entries
    from bvgraph.showing.rows import ENTRIES

    print_list(options, opening, list_entries, ENTRIES)


@dataclass(frozen=True)
class SlipOptions(ListOptions):
    """What the slip ledger takes besides."""

    basis: Annotated[
        Literal["baseline", "latest"], typer.Option(help="Count days from the first deadline, or the last one agreed.")
    ] = "latest"


@app.command()
@takes(SlipOptions)
def slips(options: SlipOptions) -> None:
    """List what slipped, how far and why, and who led it when."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.ledger import list_ledger
    from bvgraph.showing.ledgers import lay_out_ledger

    print_list(options, opening, list_ledger, lay_out_ledger(options.basis))


@app.command()
@takes(ListOptions)
def contradictions(options: ListOptions) -> None:
    """List what does not go together, and the quotes for it."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.contradictions import list_contradictions
    from bvgraph.showing.rows import CONTRADICTIONS

    print_list(options, opening, list_contradictions, CONTRADICTIONS)


@app.command()
@takes(ListOptions)
def handovers(options: ListOptions) -> None:
    """List where the lead of an action changed."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.listing import list_handovers
    from bvgraph.showing.rows import HANDOVERS

    print_list(options, opening, list_handovers, HANDOVERS)


@app.command()
@takes(ListOptions)
def links(options: ListOptions) -> None:
    """List which rows are held to be one action, and why."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.listing import list_links
    from bvgraph.showing.rows import LINKS

    print_list(options, opening, list_links, LINKS)


@app.command()
@takes(ListOptions)
def mentions(options: ListOptions) -> None:
    """List people, posts, bodies, venues and dates in the texts."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.listing import list_mentions
    from bvgraph.showing.rows import MENTIONS

    print_list(options, opening, list_mentions, MENTIONS)


@app.command()
@takes(ListOptions)
def problems(options: ListOptions) -> None:
    """List what could not be placed, or had to be guessed."""
    from bvgraph.graph.opening import Opening

    opening = Opening(options.store)
    from bvgraph.asking.listing import list_problems
    from bvgraph.showing.rows import PROBLEMS

    print_list(options, opening, list_problems, PROBLEMS)


@app.command("list")
def list_names(
    what: Annotated[Plural, typer.Argument(help="What to list.")] = "leads",
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
    print_rows(find[what](opened), KNOWN, row_format, sys.stdout)
