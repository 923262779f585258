"""The command that reads a folder of documents."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvgraph.cli.options import Corpus, Format, Store, say
from bvgraph.cli.publishing import send

if TYPE_CHECKING:
    from bvgraph.graph.freshness import Summary

app = typer.Typer()


@app.command()
def build(
    corpus: Corpus,
    anew: Annotated[bool, typer.Option("--anew", help="Read everything again, even if nothing changed.")] = False,
    row_format: Format = None,
    store: Store = None,
) -> None:
    """Read a folder of documents and write the graph anew."""
    from bvgraph.graph.freshness import find_unchanged
    from bvgraph.graph.store import locate_folder, locate_store, need_httpx
    from bvgraph.graph.vocabulary import DEFAULT_BASE
    from bvgraph.showing.rows import SUMMARIES, print_rows

    place = locate_store(store)
    target = place if isinstance(place, Path) else locate_folder(None)
    if target is not place:
        need_httpx()
    known = None if anew else find_unchanged(corpus, target, DEFAULT_BASE)
    summary = known or _build(corpus, target)
    print_rows(summary.documents, SUMMARIES, row_format, sys.stdout)
    counts = f"{summary.actions} actions, {summary.slips} slips, {summary.quads} statements"
    unchanged = ", unchanged since the last build" if known else ""
    say(f"{counts} in {target}{unchanged}; now ask: bvgraph ask 'what slipped?'")
    if not isinstance(place, Path):
        send(target, place)


def _build(corpus: Path, target: Path) -> Summary:
    from bvgraph import pipeline
    from bvgraph.showing.terminal import show_progress

    with show_progress(sys.stderr) as progress:
        return pipeline.build(corpus, target, progress)
