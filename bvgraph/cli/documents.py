"""Commands for files on their way into a corpus: what is recognised in one, and its entry in the manifest."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from bvgraph.cli.declaring import Argument, Option, Options
from bvgraph.cli.options import say


def inspect(
    file: Annotated[Path, Argument(help="A document in any format that is read.")],
    row_format: Annotated[Literal["text", "json"] | None, Option("--format", "-f", help="Else text.")] = None,
) -> None:
    """Show what is recognised in a document, and what not."""
    from bvgraph.reading.inspecting import inspect_file
    from bvgraph.showing.inspection import print_inspection

    print_inspection(inspect_file(file), row_format == "json", sys.stdout)


class EntryOptions(Options):
    """The files to list, and what is known of them; what is not given is guessed, and asked for on a terminal."""

    files: Annotated[list[Path], Argument(help="Documents, in the folder that is or becomes the corpus.")]
    id: Annotated[str | None, Option(help="A short name: small letters, digits, hyphens.")] = None
    title: Annotated[str | None, Option(help="The title.")] = None
    plan: Annotated[str | None, Option(help="The plan: the same for all its prints.")] = None
    publisher: Annotated[str | None, Option(help="Whose plan it is.")] = None
    kind: Annotated[str | None, Option(help="plan, update or narrative.")] = None
    period: Annotated[str | None, Option(help="The time it covers, as 2024-04/2025-03.")] = None
    as_of: Annotated[str | None, Option(help="The day it speaks for, as 2024-12-31.")] = None


def add(options: EntryOptions) -> None:
    """List documents in the manifest of their folder."""
    from bvgraph.reading.adding import ASKED, add_entry, guess_entry

    unlisted: list[str] = []
    for file in options.files:
        values = guess_entry(file)
        for key in ASKED:
            given = getattr(options, key)
            values[key] = given or (_ask(key, values[key]) if sys.stdin.isatty() else values[key])
        unlisted = add_entry(file.parent, values)
        say(f"{file.name} is listed as {values['id']} ({values['kind']} of {values['plan']}, as of {values['as_of']})")
    if unlisted:
        say(f"not listed, and so not read: {', '.join(unlisted[:5])}{' ...' if len(unlisted) > 5 else ''}")


def _ask(key: str, guessed: str) -> str:
    """What the person at the terminal says; nothing typed is what was guessed."""
    print(f"{key.replace('_', ' ')} [{guessed}]: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() or guessed
