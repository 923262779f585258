"""The commands that make the graph, check it and hand it on."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from bvgraph.cli.declaring import Argument, Option
from bvgraph.cli.options import Corpus, Format, Store, say


def validate(store: Store = None, row_format: Format = None) -> None:
    """Check the graph against its shapes (SHACL) and checks."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    from bvgraph.asking.checks import check_store, validate_store
    from bvgraph.showing.rows import VIOLATIONS, print_rows

    opened = opening.wait()
    violations = [*check_store(opened), *validate_store(opened)]
    if violations:
        print_rows(violations, VIOLATIONS, row_format, sys.stdout)
    say(f"{len(violations)} violations" if violations else "the graph conforms to its shapes, and no check finds anything")
    raise SystemExit(1 if violations else 0)


def verify(corpus: Corpus, store: Store = None, row_format: Format = None) -> None:
    """Check every quote against the documents."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    from bvgraph.asking.checks import verify_store
    from bvgraph.showing.rows import MISMATCHES, print_rows

    report = verify_store(opening.wait(), corpus)
    wrong = [mismatch for mismatch in report.mismatches if mismatch.kind == report.first]
    if wrong:
        print_rows(wrong, MISMATCHES, row_format, sys.stdout)
    counts = ", ".join(f"{count} {kind}" for kind, count in report.counts.items())
    say(f"{report.documents} documents, {report.evidence} quotes: {counts or 'all in place'}")
    raise SystemExit(1 if wrong else 0)


def evaluate(
    gold: Annotated[Path, Argument(help="A folder with annotations, *.mentions.jsonl.")],
    held_out_by: Annotated[Literal["document"] | None, Option(help="Figures for each document alone.")] = None,
    row_format: Format = None,
    store: Store = None,
) -> None:
    """Measure the mentions against annotations made by eye."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    from bvgraph.asking.evaluating import read_annotations, score_documents
    from bvgraph.asking.listing import list_mentions
    from bvgraph.showing.rows import SCORES, print_rows

    mentions, annotations = list_mentions(opening.wait(), {}).rows, read_annotations(gold)
    print_rows(score_documents(mentions, annotations, held_out_by == "document"), SCORES, row_format, sys.stdout)


def export(
    export_format: Annotated[
        Literal["nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "csv"],
        Option("--format", "-f", help="The first two and JSON-LD keep the named graphs."),
    ] = "nquads",
    output: Annotated[Path | None, Option("--output", "-o", help="A file; else stdout.")] = None,
    store: Store = None,
) -> None:
    """Write the whole graph as RDF, GraphML or CSV."""
    from functools import partial

    from bvgraph.graph.store import graph_file, locate_store, open_store
    from bvgraph.showing.files import write_export

    place = locate_store(store)
    graph = graph_file(place) if isinstance(place, Path) else None
    write_export(partial(open_store, place), export_format, output or sys.stdout.buffer, graph)
