"""The command that reads a folder of documents."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys

import typer

from bvgraph.cli.options import Corpus, Format, Store, say

app = typer.Typer()


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
    say(f"{counts} in {target}; now ask: bvgraph ask 'what slipped?'")
