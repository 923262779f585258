"""What the commands share: the options that they take, and how they speak to the person at the terminal."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from bvgraph.cli.declaring import Argument, Option
from bvgraph.showing.cleaning import clean, clean_lines

if TYPE_CHECKING:
    from bvgraph.asking.names import Match

Store = Annotated[
    str | None,
    Option(metavar="PATH|URL", help="The store; else BVGRAPH_STORE, bvgraph.toml, or .bvgraph here."),
]
Format = Annotated[
    Literal["table", "json", "csv", "tsv"] | None,
    Option("--format", "-f", help="Else a table on a terminal, TSV when piped."),
]
ShowQuery = Annotated[bool, Option("--show-query", help="Print the SPARQL that ran, on stderr.")]
AsOf = Annotated[str | None, Option(help="Only what had been published by this day: YYYY[-MM[-DD]].")]
Corpus = Annotated[Path, Argument(help="The folder with the documents and their manifest.toml.")]


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
        print(clean(message), file=sys.stderr)


def tell_matches(matches: Iterable[Match]) -> None:
    """Say which names were taken for which, where they were not typed in full."""
    for match in matches:
        if match.asked.casefold() not in (name.casefold() for name in (match.known.label, *match.known.forms)):
            say(f'"{match.asked}" read as {match.known.label}')


def show_queries(texts: Iterable[str]) -> None:
    """Print the SPARQL that ran, where it does not get in the way of the data."""
    sys.stdout.flush()
    for text in texts:
        print(f"\n{clean_lines(text).rstrip()}", file=sys.stderr)
