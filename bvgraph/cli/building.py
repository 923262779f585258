"""The command that reads a folder of documents."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from bvgraph.cli.declaring import Option, Options
from bvgraph.cli.options import Corpus, Format, Store, say
from bvgraph.cli.publishing import send

if TYPE_CHECKING:
    from bvgraph.graph.freshness import Summary
    from bvgraph.workers import Hire


class BuildOptions(Options):
    """What a build takes."""

    corpus: Corpus
    anew: Annotated[bool, Option("--anew", help="Read everything again, even if nothing changed.")] = False
    workers: Annotated[int | None, Option(min=1, help="At most so many processes; else all cores.")] = None
    executor: Annotated[Literal["processes", "dask"], Option(help="Who reads when there is much.")] = "processes"
    scheduler: Annotated[str | None, Option(help="Where the Dask scheduler is: tcp://HOST:PORT.")] = None
    format: Format = None
    store: Store = None


def build(options: BuildOptions) -> None:
    """Read a folder of documents and write the graph."""
    from bvgraph.graph.freshness import find_unchanged
    from bvgraph.graph.store import locate_folder, locate_store, need_httpx
    from bvgraph.graph.vocabulary import DEFAULT_BASE
    from bvgraph.showing.rows import SUMMARIES, print_rows

    hire = _choose_hire(options)
    place = locate_store(options.store)
    target = place if isinstance(place, Path) else locate_folder(None)
    if target is not place:
        need_httpx()
    known = None if options.anew else find_unchanged(options.corpus, target, DEFAULT_BASE)
    summary = known or _build(options, target, hire)
    print_rows(summary.documents, SUMMARIES, options.format, sys.stdout)
    counts = f"{summary.actions} actions, {summary.slips} slips, {summary.quads} statements"
    unchanged = ", unchanged since the last build" if known else ""
    say(f"{counts} in {target}{unchanged}; now ask: bvgraph ask 'what slipped?'")
    if not isinstance(place, Path):
        send(target, place)


def _choose_hire(options: BuildOptions) -> Hire:
    """Return who is to read; raises UsageError for options that do not go together."""
    from bvgraph.errors import UsageError
    from bvgraph.workers import available_cores, use_cluster, use_cores

    if options.executor == "dask" and options.scheduler:
        return use_cluster(options.scheduler)
    if options.executor == "dask":
        raise UsageError("--executor dask needs the address of a scheduler, as in --scheduler tcp://127.0.0.1:8786")
    if options.scheduler:
        raise UsageError("--scheduler is for --executor dask")
    return use_cores(options.workers or available_cores())


def _build(options: BuildOptions, target: Path, hire: Hire) -> Summary:
    from bvgraph import pipeline
    from bvgraph.graph.accounts import forget_all
    from bvgraph.showing.terminal import show_progress
    from bvgraph.workers import Hands, available_cores, start_assistant

    if options.anew:
        forget_all(target)
    cores = 1 if options.scheduler else options.workers or available_cores()  # a cluster does it all elsewhere
    with start_assistant(cores) as aside, show_progress(sys.stderr) as progress:
        return pipeline.build(options.corpus, target, progress, hands=Hands(hire, aside))
