"""The command line: every command takes what was typed, calls, and shows; exit codes are those of the contract.

0 done, an empty result too; 1 failed or not conforming; 2 wrong usage; 3 a name or question that is unknown or ambiguous.
Data goes to stdout, everything else to stderr.
"""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import inspect
import io
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeVar, get_type_hints

import typer

from bvgraph import __version__
from bvgraph.errors import UnknownNameError, UserError
from bvgraph.showing.cleaning import clean, clean_lines

if TYPE_CHECKING:
    from bvgraph.asking.listing import Listing
    from bvgraph.asking.names import Match
    from bvgraph.showing.rows import Layout

Row = TypeVar("Row")

Store = Annotated[Path | None, typer.Option(help="The store; else BVGRAPH_STORE, bvgraph.toml, or .bvgraph here.")]
Format = Annotated[
    Literal["table", "json", "csv", "tsv"] | None,
    typer.Option("--format", "-f", help="Else a table on a terminal, TSV when piped."),
]
ShowQuery = Annotated[bool, typer.Option("--show-query", help="Print the SPARQL that ran, on stderr.")]
Corpus = Annotated[Path, typer.Argument(help="The folder with the documents and their manifest.toml.")]

Plural = Literal["leads", "areas", "documents", "statuses", "people", "posts", "bodies", "organisations", "venues", "dates"]

app = typer.Typer(
    help="Follow the actions of council improvement plans through documents and years, each fact with its quote and line.",
    no_args_is_help=True,
    rich_markup_mode=None,  # help with rich takes longer to start than most commands take to run
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass(frozen=True)
class ListOptions:
    """What every list takes: filters, each a name in any form that is known, and how to print."""

    document: Annotated[str | None, typer.Option(help="Only this document: id, or words of its title or month.")] = None
    area: Annotated[str | None, typer.Option(help="Only this area.")] = None
    owner: Annotated[str | None, typer.Option(help="Only what this person, post, body or team leads.")] = None
    status: Annotated[str | None, typer.Option(help="Only this status, as a value (on-track) or as printed.")] = None
    since: Annotated[str | None, typer.Option(help="Only deadlines that end on this day or later: YYYY[-MM[-DD]].")] = None
    until: Annotated[str | None, typer.Option(help="Only deadlines that end on this day or earlier.")] = None
    format: Format = None
    show_query: ShowQuery = False
    store: Store = None


_LIST_HINTS: Final = get_type_hints(ListOptions, include_extras=True)
_KEYWORD: Final = inspect.Parameter.KEYWORD_ONLY
_LIST_SIGNATURE: Final = inspect.Signature(
    [inspect.Parameter(f.name, _KEYWORD, default=f.default, annotation=_LIST_HINTS[f.name]) for f in fields(ListOptions)]
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; leaves by SystemExit.  Mistakes of the user end here, as a message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 gets the rest all the same
    try:
        app(args=arguments, prog_name="bvgraph")
    except UserError as error:
        _say(f"bvgraph: {error}")
        for suggestion in error.suggestions if isinstance(error, UnknownNameError) else ():
            _say(f"  {suggestion}")
        raise SystemExit(error.exit_code) from error


def _takes_list_options(command: Callable[[ListOptions], None]) -> Callable[..., None]:
    """Let a command take its many options as one value: Typer is shown the fields of ``ListOptions`` as parameters."""

    def run(**given: Any) -> None:
        command(ListOptions(**given))

    run.__name__, run.__doc__, run.__annotations__ = command.__name__, command.__doc__, _LIST_HINTS
    run.__signature__ = _LIST_SIGNATURE  # type: ignore[attr-defined]
    return run


@app.callback(invoke_without_command=True)
def _start(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"bvgraph {__version__}")
        raise typer.Exit


@app.command()
def build(corpus: Corpus, store: Store = None, row_format: Format = None) -> None:
    """Read a folder of documents and write the graph anew."""
    from bvgraph import pipeline
    from bvgraph.graph.store import locate_store
    from bvgraph.showing.rows import SUMMARIES, print_rows
    from bvgraph.showing.terminal import show_progress

    target = locate_store(store)
    with show_progress(sys.stderr) as progress:
        summary = pipeline.build(corpus, target, progress)
    print_rows(summary.documents, SUMMARIES, row_format, sys.stdout)
    counts = f"{summary.actions} actions, {summary.slips} slips, {summary.quads} statements"
    _say(f"{counts} in {target}; now ask: bvgraph ask 'what slipped?'")


@app.command()
@_takes_list_options
def entries(options: ListOptions) -> None:
    """List the rows of the documents as printed."""
    from bvgraph.asking.listing import list_entries
    from bvgraph.showing.rows import ENTRIES

    _print_list(options, list_entries, ENTRIES)


@app.command()
@_takes_list_options
def slips(options: ListOptions) -> None:
    """List what slipped, how, and who led it then and before."""
    from bvgraph.asking.listing import list_slips
    from bvgraph.showing.rows import SLIPS

    _print_list(options, list_slips, SLIPS)


@app.command()
@_takes_list_options
def handovers(options: ListOptions) -> None:
    """List where the lead of an action changed."""
    from bvgraph.asking.listing import list_handovers
    from bvgraph.showing.rows import HANDOVERS

    _print_list(options, list_handovers, HANDOVERS)


@app.command()
@_takes_list_options
def links(options: ListOptions) -> None:
    """List which rows are held to be one action, and why."""
    from bvgraph.asking.listing import list_links
    from bvgraph.showing.rows import LINKS

    _print_list(options, list_links, LINKS)


@app.command()
@_takes_list_options
def mentions(options: ListOptions) -> None:
    """List the people, posts, bodies, venues and dates in the texts."""
    from bvgraph.asking.listing import list_mentions
    from bvgraph.showing.rows import MENTIONS

    _print_list(options, list_mentions, MENTIONS)


@app.command()
@_takes_list_options
def problems(options: ListOptions) -> None:
    """List what could not be placed, or had to be guessed."""
    from bvgraph.asking.listing import list_problems
    from bvgraph.showing.rows import PROBLEMS

    _print_list(options, list_problems, PROBLEMS)


@app.command("list")
def list_names(
    what: Annotated[Plural, typer.Argument(help="What to list.")] = "leads",
    row_format: Format = None,
    store: Store = None,
) -> None:
    """List the names that can be asked for, or what is mentioned."""
    from bvgraph.asking import names
    from bvgraph.asking.mentioned import TYPE_OF, list_named
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.rows import KNOWN, NAMED, print_rows

    opened = open_store(locate_store(store))
    if what in TYPE_OF:
        print_rows(list_named(opened, what), NAMED, row_format, sys.stdout)
        return
    find = {"leads": names.load_leads, "areas": names.load_areas, "documents": names.load_documents}
    find["statuses"] = names.load_statuses
    print_rows(find[what](opened), KNOWN, row_format, sys.stdout)


@app.command()
def show(
    name: Annotated[list[str], typer.Argument(help="A person, post, body, area, document, or words of an action's title.")],
    text_format: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="How to print it.")] = "table",
    store: Store = None,
) -> None:
    """Show all about a person, body, area, document or action."""
    from bvgraph.asking.portraits import portray
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing import rows, terminal
    from bvgraph.showing.portrait import portrait_object

    portrait = portray(open_store(locate_store(store)), " ".join(name))
    _tell_matches([portrait.match])
    if text_format == "json":
        rows.write_json(portrait_object(portrait), sys.stdout)
    else:
        terminal.print_portrait(portrait, sys.stdout)


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(help="For instance: what did NAME own that slipped?")],
    quotes: Annotated[bool, typer.Option("--quotes", help="Add the text that each row rests on.")] = False,
    show_query: ShowQuery = False,
    row_format: Format = None,
    store: Store = None,
) -> None:
    """Answer a question, with the quotes that the answer rests on."""
    from bvgraph.asking.questions import ask as answer_question
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.rows import print_answer

    answer = answer_question(open_store(locate_store(store)), " ".join(question))
    _say(f"{answer.understood}: {len(answer.rows) or 'none'}" if answer.understood else "")
    print_answer(answer, quotes, row_format, sys.stdout)
    if show_query:
        _show_queries(answer.queries)
    if answer.refusal is not None:
        raise UnknownNameError(answer.refusal.reason, answer.refusal.suggestions)


@app.command()
def query(
    source: Annotated[str, typer.Argument(metavar="NAME|FILE|-", help="A named query, a file with SPARQL, or - for stdin.")],
    param: Annotated[list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter.")] = None,
    result_format: Annotated[
        Literal["table", "json", "csv", "tsv", "xml"] | None,
        typer.Option("--format", "-f", help="Else a table on a terminal, TSV when piped."),
    ] = None,
    show_query: ShowQuery = False,
    store: Store = None,
) -> None:
    """Run a named query, or SPARQL from a file or stdin."""
    from bvgraph.asking.choices import settle_parameters
    from bvgraph.asking.queries import bind, read_query, run_query, split_parameter
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.results import print_results

    wanted, opened = read_query(source, sys.stdin), open_store(locate_store(store))
    settled = settle_parameters(opened, wanted, dict(map(split_parameter, param or ())))
    _tell_matches(settled.matches)
    text = bind(wanted, settled.bindings)
    if show_query:
        _show_queries([text])
    print_results(run_query(opened, text), result_format, sys.stdout)


@app.command()
def queries(row_format: Format = None) -> None:
    """List the named queries, what they answer and what they take."""
    from bvgraph.asking.queries import load_named_queries
    from bvgraph.showing.rows import NAMED_QUERIES, print_rows

    print_rows(list(load_named_queries().values()), NAMED_QUERIES, row_format, sys.stdout)


@app.command()
def validate(store: Store = None, row_format: Format = None) -> None:
    """Check the graph against its shapes (SHACL)."""
    from bvgraph.asking.checks import validate_store
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.rows import VIOLATIONS, print_rows

    violations = validate_store(open_store(locate_store(store)))
    if violations:
        print_rows(violations, VIOLATIONS, row_format, sys.stdout)
    _say(f"{len(violations)} violations" if violations else "the graph conforms to its shapes")
    raise typer.Exit(1 if violations else 0)


@app.command()
def verify(corpus: Corpus, store: Store = None, row_format: Format = None) -> None:
    """Check every quote against the documents."""
    from bvgraph.asking.checks import verify_store
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.rows import MISMATCHES, print_rows

    report = verify_store(open_store(locate_store(store)), corpus)
    wrong = [mismatch for mismatch in report.mismatches if mismatch.kind == report.first]
    if wrong:
        print_rows(wrong, MISMATCHES, row_format, sys.stdout)
    counts = ", ".join(f"{count} {kind}" for kind, count in report.counts.items())
    _say(f"{report.documents} documents, {report.evidence} quotes: {counts or 'all in place'}")
    raise typer.Exit(1 if wrong else 0)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder with annotations, *.mentions.jsonl.")],
    held_out_by: Annotated[Literal["document"] | None, typer.Option(help="Figures for each document alone.")] = None,
    row_format: Format = None,
    store: Store = None,
) -> None:
    """Measure the mentions against annotations made by eye."""
    from bvgraph.asking.evaluating import read_annotations, score_documents
    from bvgraph.asking.listing import list_mentions
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.rows import SCORES, print_rows

    mentions, annotations = list_mentions(open_store(locate_store(store)), {}).rows, read_annotations(gold)
    print_rows(score_documents(mentions, annotations, held_out_by == "document"), SCORES, row_format, sys.stdout)


@app.command()
def export(
    export_format: Annotated[
        Literal["nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "csv"],
        typer.Option("--format", "-f", help="The first two and JSON-LD keep the named graphs."),
    ] = "nquads",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    store: Store = None,
) -> None:
    """Write the whole graph as RDF, GraphML or CSV."""
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.files import write_export

    write_export(open_store(locate_store(store)), export_format, output or sys.stdout.buffer)


def _say(message: str) -> None:
    """Print a line that is no data."""
    if message:
        sys.stdout.flush()
        typer.echo(clean(message), err=True)


def _print_list(options: ListOptions, find: Callable[..., Listing[Row]], layout: Layout[Row]) -> None:
    """Settle the filters against the store, find the rows and print them."""
    from bvgraph.asking.choices import Choices, settle_choices
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.rows import print_rows

    opened = open_store(locate_store(options.store))
    choices = Choices(options.document, options.area, options.owner, options.status, options.since, options.until)
    settled = settle_choices(opened, choices)
    _tell_matches(settled.matches)
    listing = find(opened, settled.bindings)
    print_rows(listing.rows, layout, options.format, sys.stdout)
    if not listing.rows:
        _say(f"no {layout.name}")
    if options.show_query:
        _show_queries(listing.queries)


def _tell_matches(matches: Iterable[Match]) -> None:
    """Say which names were taken for which, where they were not typed in full."""
    for match in matches:
        if match.asked.casefold() not in (form.casefold() for form in match.known.forms):
            _say(f'"{match.asked}" read as {match.known.label}')


def _show_queries(texts: Iterable[str]) -> None:
    sys.stdout.flush()
    for text in texts:
        typer.echo(f"\n{clean_lines(text).rstrip()}", err=True)
