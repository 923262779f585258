"""The command line: every command takes what was typed, calls, and shows; exit codes are those of the contract.

0 done, an empty result too; 1 failed or not conforming; 2 wrong usage; 3 a name or question that is unknown or ambiguous.
Data goes to stdout, everything else to stderr.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Annotated, Final

import typer
from typer.models import CommandInfo

from bvgraph import __version__
from bvgraph.cli import building, documents, graphs, lists, questions, tracing
from bvgraph.cli.options import say
from bvgraph.errors import UnknownNameError, UserError

_HELP: Final = (
    "Follow the actions of council improvement plans through documents and years, each fact with its quote and line."
)
_PARTS: Final = (building.app, documents.app, lists.app, tracing.app, questions.app, graphs.app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; leaves by SystemExit.  Mistakes of the user end here, as a message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 gets the rest all the same
    try:
        words = sys.argv[1:] if arguments is None else arguments
        make_app(next(iter(words), ""))(args=arguments, prog_name="bvgraph")
    except UserError as error:
        say(f"bvgraph: {error}")
        for suggestion in error.suggestions if isinstance(error, UnknownNameError) else ():
            say(f"  {suggestion}")
        raise SystemExit(error.exit_code) from error


def make_app(command: str) -> typer.Typer:
    """Return the program; if ``command`` is one of its commands, with only that one: reading all of them takes a while."""
    app = typer.Typer(
        help=_HELP,
        no_args_is_help=True,
        rich_markup_mode=None,  # help with rich takes longer to start than most commands take to run
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    known = [(_name(known), known) for part in _PARTS for known in part.registered_commands]
    app.registered_commands += [one for name, one in known if name == command] or [one for _, one in known]
    app.callback(invoke_without_command=True)(_start)
    return app


def _name(command: CommandInfo) -> str:
    return command.name or (command.callback.__name__ if command.callback else "")


def _start(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"bvgraph {__version__}")
        raise typer.Exit
