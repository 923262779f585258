"""The commands that follow actions from one document to the next."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from bvgraph.cli.options import AsOf, Format, Store, read_day, say, tell_matches

app = typer.Typer()


@app.command()
def lineage(  # noqa: PLR0913, PLR0917 - what a command takes is what its user can say
    name: Annotated[list[str], typer.Argument(help="Words of an action's title, its reference, its id or its IRI.")],
    as_of: AsOf = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="Add the text that each entry rests on.")] = False,
    chosen: Annotated[
        Literal["tree", "json", "csv", "tsv", "dot", "graphml", "mermaid", "svg"] | None,
        typer.Option("--format", "-f", help="Else a tree on a terminal, TSV when piped."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file; its ending says the format.")] = None,
    store: Store = None,
) -> None:
    """Follow one action through documents: who led, what moved."""
    from bvgraph.asking.lineage import trace_action
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.telling import write_lineage

    found = trace_action(open_store(locate_store(store)), " ".join(name), read_day(as_of))
    write_lineage(found, chosen, quotes, output or sys.stdout)
    if found.others:
        say(f"the words also stand in: {'; '.join(found.others)}")


@app.command()
def diff(
    earlier: Annotated[str, typer.Argument(help="A document: id, or words of its title or month.")],
    later: Annotated[str, typer.Argument(help="Another document.")],
    unchanged: Annotated[bool, typer.Option("--unchanged", help="List the rows that did not change, too.")] = False,
    row_format: Format = None,
    store: Store = None,
) -> None:
    """Compare two documents: rows new, gone and changed."""
    from bvgraph.asking.choices import find_document
    from bvgraph.asking.differences import compare_documents, count_kinds
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.rows import print_rows
    from bvgraph.showing.telling import DIFFERENCES, FLAT_DIFFERENCES

    opened = open_store(locate_store(store))
    matches = [find_document(opened, name) for name in (earlier, later)]
    tell_matches(matches)
    differences = compare_documents(opened, *(match.known.iri for match in matches))
    shown = [d for d in differences if unchanged or d.kind != "unchanged"]
    print_rows(shown, DIFFERENCES if row_format == "json" else FLAT_DIFFERENCES, row_format, sys.stdout)
    say(", ".join(f"{count} {kind}" for kind, count in count_kinds(differences).items()))


@app.command()
def coverage(row_format: Format = None, store: Store = None) -> None:
    """Set areas and recommendations against documents."""
    from bvgraph.asking.coverage import cover_documents
    from bvgraph.graph.store import locate_store, open_store
    from bvgraph.showing.rows import print_rows
    from bvgraph.showing.telling import lay_out_coverage

    rows = cover_documents(open_store(locate_store(store)))
    if row_format == "table" or (row_format is None and sys.stdout.isatty()):
        from bvgraph.showing.terminal import print_coverage

        print_coverage(rows, sys.stdout)
    else:
        print_rows(rows, lay_out_coverage(rows), row_format, sys.stdout)
