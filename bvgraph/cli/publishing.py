"""The command that puts a graph on a server."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bvgraph.cli.declaring import Option
from bvgraph.cli.options import Store, say
from bvgraph.errors import UsageError

if TYPE_CHECKING:
    from bvgraph.graph.addresses import Address


def publish(
    source: Annotated[
        Path | None,
        Option("--from", help="The store on this machine; else that of other commands, or .bvgraph here."),
    ] = None,
    anew: Annotated[bool, Option("--anew", help="Send everything again, even what is there already.")] = False,
    store: Store = None,
) -> None:
    """Put the graph on a server that speaks SPARQL."""
    from bvgraph.graph.store import locate_folder, locate_store

    target = locate_store(store)
    if isinstance(target, Path):
        raise UsageError(f"publish where? {target} is a folder; name a server: bvgraph publish --store https://HOST/PATH")
    send(locate_folder(source), target, anew)


def send(source: Path, target: Address, anew: bool = False) -> None:
    """Publish the store in a folder, with a bar on a terminal, and say what was done."""
    from bvgraph.graph.store import need_httpx
    from bvgraph.showing.terminal import show_progress

    need_httpx()
    from bvgraph.graph.publishing import publish

    with show_progress(sys.stderr, "connecting") as progress:
        done = publish(source, target, progress, anew)
    counts = f"{done.sent} sent, {done.kept} there already, {done.deleted} deleted"
    say(f"{done.sent + done.kept} graphs with {done.triples} statements at {target}: {counts}")
