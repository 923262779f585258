"""What the commands share: the options that they take, and how they speak to the person at the terminal."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeVar, get_type_hints

import typer

from bvgraph.showing.cleaning import clean, clean_lines

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from bvgraph.asking.listing import Listing
    from bvgraph.asking.names import Match
    from bvgraph.graph.opening import Opening
    from bvgraph.showing.rows import Layout

Row = TypeVar("Row")

Store = Annotated[
    str | None,
    typer.Option(metavar="PATH|URL", help="The store; else BVGRAPH_STORE, bvgraph.toml, or .bvgraph here."),
]
Format = Annotated[
    Literal["table", "json", "csv", "tsv"] | None,
    typer.Option("--format", "-f", help="Else a table on a terminal, TSV when piped."),
]
ShowQuery = Annotated[bool, typer.Option("--show-query", help="Print the SPARQL that ran, on stderr.")]
AsOf = Annotated[str | None, typer.Option(help="Only what had been published by this day: YYYY[-MM[-DD]].")]
Corpus = Annotated[Path, typer.Argument(help="The folder with the documents and their manifest.toml.")]


@dataclass(frozen=True)
class ListOptions:
    """What every list takes: filters, each a name in any form that is known, and how to print."""

    document: Annotated[str | None, typer.Option(help="Only this document: id, or words of its title or month.")] = None
    area: Annotated[str | None, typer.Option(help="Only this area.")] = None
    owner: Annotated[str | None, typer.Option(help="Only what this person, post, body or team leads.")] = None
    status: Annotated[str | None, typer.Option(help="Only this status, as a value (on-track) or as printed.")] = None
    since: Annotated[str | None, typer.Option(help="Only deadlines that end on this day or later: YYYY[-MM[-DD]].")] = None
    until: Annotated[str | None, typer.Option(help="Only deadlines that end on this day or earlier.")] = None
    as_of: AsOf = None
    format: Format = None
    show_query: ShowQuery = False
    store: Store = None


FILTERS: Final = ("document", "area", "owner", "status", "since", "until", "as_of")
"""The options of a list that leave rows out, in the order of ``Choices``."""

Options = TypeVar("Options", bound="DataclassInstance")


def takes(options: type[Options]) -> Callable[[Callable[[Options], None]], Callable[..., None]]:
    """Let a command take its many options as one value: Typer is shown the fields of ``options`` as parameters."""
    hints, signature = _describe(options)

    def change(command: Callable[[Options], None]) -> Callable[..., None]:
        def run(**given: Any) -> None:
            command(options(**given))

        run.__name__, run.__doc__, run.__annotations__ = command.__name__, command.__doc__, hints
        run.__signature__ = signature  # type: ignore[attr-defined]
        return run

    return change


@cache
def _describe(options: type[DataclassInstance]) -> tuple[dict[str, Any], inspect.Signature]:
    """Return the types of the fields of ``options``, and the fields as parameters; several commands have the same."""
    hints, keyword = get_type_hints(options, include_extras=True), inspect.Parameter.KEYWORD_ONLY
    defaults = {f.name: inspect.Parameter.empty if f.default is MISSING else f.default for f in fields(options)}
    parameters = [inspect.Parameter(name, keyword, default=d, annotation=hints[name]) for name, d in defaults.items()]
    return hints, inspect.Signature(parameters)


def read_day(text: str | None) -> str | None:
    """Return the last day of what was typed (2017, 2017-12 or 2017-12-31) as ISO 8601; raises UsageError for no date."""
    if text is None:
        return None
    from bvgraph.asking.choices import find_day

    return find_day(text, last=True).value


def say(message: str) -> None:
    """Print a line that is no data."""
    if message:
        sys.stdout.flush()
        typer.echo(clean(message), err=True)


def print_list(options: ListOptions, opening: Opening, find: Callable[..., Listing[Row]], layout: Layout[Row]) -> None:
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


def tell_matches(matches: Iterable[Match]) -> None:
    """Say which names were taken for which, where they were not typed in full."""
    for match in matches:
        if match.asked.casefold() not in (form.casefold() for form in match.known.forms):
            say(f'"{match.asked}" read as {match.known.label}')


def show_queries(texts: Iterable[str]) -> None:
    """Print the SPARQL that ran, where it does not get in the way of the data."""
    sys.stdout.flush()
    for text in texts:
        typer.echo(f"\n{clean_lines(text).rstrip()}", err=True)
