"""The command line: every command takes what was typed, calls, and shows; exit codes are those of the contract.

0 done, an empty result too; 1 failed or not conforming; 2 wrong usage; 3 a name or question that is unknown or ambiguous.
Data goes to stdout, everything else to stderr.
"""

# ruff: noqa: PLC0415 - whoever asks a question does not wait for Typer

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final, NoReturn

from bvgraph.cli.declaring import Command, Values, read_plain, run_command
from bvgraph.cli.options import say
from bvgraph.errors import UnknownNameError, UserError

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
_FUNCTIONS: Final = {"list": "list_names"}
"""What a command is called where it is not called by its name."""


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
        _run(arguments)
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


def _run(arguments: Sequence[str]) -> NoReturn:
    """Run a plain command line at once, and any other with Typer."""
    name = next(iter(arguments), "")
    command = find_commands(name).get(name)
    values = command and read_plain(command, arguments[1:])
    if command is None or values is None:
        from bvgraph.cli.program import make_app

        make_app(name)(args=arguments, prog_name="bvgraph")
        raise SystemExit(0)
    _run_plain(command, values)


def _run_plain(command: Command, values: Values) -> NoReturn:
    """Run a command and leave, with the exit codes that Typer has for what comes from without."""
    try:
        run_command(command, values)
    except EOFError as error:
        say("Aborted!")
        raise SystemExit(1) from error
    except KeyboardInterrupt as error:
        raise SystemExit(130) from error
    except BrokenPipeError as error:  # the reader went away: what is left to write goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from error
    raise SystemExit(0)


def find_commands(command: str) -> dict[str, Command]:
    """Return the commands by name, in the order of the help: only ``command`` if there is one of that name, else all."""
    names = {name: part for part, held in COMMANDS.items() for name in held}
    wanted = {command: names[command]} if command in names else names
    return {name: getattr(import_module(f"bvgraph.cli.{part}"), _FUNCTIONS.get(name, name)) for name, part in wanted.items()}
