"""The commands that answer: about a thing, in English, in SPARQL."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

from bvgraph.cli.declaring import Argument, Option
from bvgraph.cli.options import Format, ShowQuery, Store, show_queries, tell_matches

if TYPE_CHECKING:
    from bvgraph.asking.queries import Bindings, NamedQuery
    from bvgraph.graph.opening import Opening


def show(
    name: Annotated[list[str], Argument(help="A person, post, body, area, document, or words of an action's title.")],
    text_format: Annotated[Literal["table", "json"], Option("--format", "-f", help="How to print it.")] = "table",
    store: Store = None,
) -> None:
    """Show a person, body, area, document or action."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    from bvgraph.asking.portraits import portray
    from bvgraph.showing import rows, terminal
    from bvgraph.showing.portrait import portrait_object

    portrait = portray(opening.wait(), " ".join(name))
    tell_matches([portrait.match])
    if text_format == "json":
        rows.write_json(portrait_object(portrait), sys.stdout)
    else:
        terminal.print_portrait(portrait, sys.stdout)


def ask(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    question: Annotated[
        list[str] | None, Argument(help="For instance: what did NAME own that slipped? Without one: a prompt.")
    ] = None,
    quotes: Annotated[bool, Option("--quotes", help="Add the text that each row rests on.")] = False,
    rows: Annotated[bool, Option("--rows", help="Expand a number to the rows that were counted.")] = False,
    explain: Annotated[bool, Option("--explain", help="Print how each word was taken, on stderr.")] = False,
    show_query: ShowQuery = False,
    row_format: Format = None,
    store: Store = None,
) -> None:
    """Answer a question, with the quotes it rests on."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    from bvgraph.asking.questions import Asker
    from bvgraph.asking.remembering import find_lexicon
    from bvgraph.cli.asking import Wish, prompt, put

    opened = opening.wait()
    asker = Asker(opened, lexicon=find_lexicon(opened, opening.place))
    wish = Wish(quotes, rows, explain, show_query, row_format)
    if question:
        put(asker, " ".join(question), wish)
    else:
        prompt(asker, wish)


def query(
    source: Annotated[str, Argument(metavar="NAME|FILE|-", help="A named query, a file with SPARQL, or - for stdin.")],
    param: Annotated[list[str] | None, Option("--param", "-p", metavar="NAME=VALUE", help="A parameter.")] = None,
    result_format: Annotated[
        Literal["table", "json", "csv", "tsv", "xml"] | None,
        Option("--format", "-f", help="Else a table on a terminal, TSV when piped."),
    ] = None,
    show_query: ShowQuery = False,
    store: Store = None,
) -> None:
    """Run a named query, or SPARQL from a file or stdin."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    from bvgraph.asking.queries import bind, read_query, run_query, split_parameter
    from bvgraph.showing.results import print_results

    wanted, opened = read_query(source, sys.stdin), opening.wait()
    given = dict(map(split_parameter, param or ()))
    text = bind(wanted, _settle(opening, wanted, given) if given else {})
    if show_query:
        show_queries([text])
    print_results(run_query(opened, text), result_format, sys.stdout)


def _settle(opening: Opening, wanted: NamedQuery, given: Mapping[str, str]) -> Bindings:
    """Return the values that were given for parameters, and say which names were taken for which."""
    from bvgraph.asking.choices import settle_parameters

    settled = settle_parameters(opening.wait(), wanted, given)
    tell_matches(settled.matches)
    return settled.bindings


def queries(row_format: Format = None) -> None:
    """List the named queries: what they answer and take."""
    from bvgraph.asking.queries import load_named_queries
    from bvgraph.showing.rows import NAMED_QUERIES, print_rows

    print_rows(list(load_named_queries().values()), NAMED_QUERIES, row_format, sys.stdout)
