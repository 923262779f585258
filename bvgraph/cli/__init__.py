"""The command line: every command takes what was typed, calls, and shows; exit codes are those of the contract.

0 done, an empty result too; 1 failed or not conforming; 2 wrong usage; 3 a name or question that is unknown or ambiguous.
Data goes to stdout, everything else to stderr.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Final, NoReturn

import typer
from typer.models import CommandInfo

from bvgraph import __version__
from bvgraph.cli.options import say
from bvgraph.errors import UnknownNameError, UserError

_HELP: Final = (
    "Follow the actions of council improvement plans through documents and years, each fact with its quote and line."
)
_FEW_COLLECTIONS: Final = 100_000
"""So many more objects than were taken back since have to be there before garbage is looked for."""
COMMANDS: Final = {
    "building": ("build",),
    "documents": ("inspect", "add"),
    "publishing": ("publish",),
    "lists": ("entries", "slips", "contradictions", "handovers", "links", "mentions", "problems", "list"),
    "tracing": ("lineage", "diff", "coverage", "review"),
    "questions": ("show", "ask", "query", "queries"),
    "graphs": ("validate", "verify", "evaluate", "export"),
}
"""The commands by the module that holds them, in the order of the help."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line: ``arguments``, and leave by SystemExit; or what the process was started with, and end it.

    Mistakes of the user end here, as a message and an exit code.
    """
    if arguments is None:
        _run_alone()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 gets the rest all the same
    try:
        make_app(next(iter(arguments), ""))(args=arguments, prog_name="bvgraph")
    except UserError as error:
        say(f"bvgraph: {error}")
        for suggestion in error.suggestions if isinstance(error, UnknownNameError) else ():
            say(f"  {suggestion}")
        raise SystemExit(error.exit_code) from error


def _run_alone() -> NoReturn:
    """Run the command line of this process and end it.

    What lives for one answer need not be tidied up: garbage is looked for seldom, and at the end the system takes
    everything back at once, which Python and the database would hand over piece by piece.
    """
    gc.set_threshold(_FEW_COLLECTIONS)
    code = 0
    try:
        main(sys.argv[1:])
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # the reader went away
        code = 1
    sys.stderr.flush()
    os._exit(code)


def make_app(command: str) -> typer.Typer:
    """Return the program; if ``command`` is one of its commands, with only that one: reading all of them takes a while."""
    app = typer.Typer(
        help=_HELP,
        no_args_is_help=True,
        rich_markup_mode=None,  # help with rich takes longer to start than most commands take to run
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    parts = [part for part, held in COMMANDS.items() if command in held] or [*COMMANDS]
    known = [one for part in parts for one in import_module(f"bvgraph.cli.{part}").app.registered_commands]
    app.registered_commands += [one for one in known if _name(one) == command] or known
    app.callback(invoke_without_command=True)(_start)
    return app


def _name(command: CommandInfo) -> str:
    return command.name or (command.callback.__name__ if command.callback else "")


def _start(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"bvgraph {__version__}")
        raise typer.Exit
