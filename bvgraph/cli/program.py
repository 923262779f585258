"""The program as Typer has it: help, completion, mistakes, and whatever else is not a plain command line."""

from __future__ import annotations

import inspect
from typing import Annotated, Any, Final

import typer

from bvgraph import __version__
from bvgraph.cli import find_commands
from bvgraph.cli.declaring import REQUIRED, Command, Option, Parameter, list_parameters, run_command

_HELP: Final = (
    "Follow the actions of council improvement plans through documents and years, each fact with its quote and line."
)


def make_app(command: str) -> typer.Typer:
    """Return the program; if ``command`` is one of its commands, with only that one: reading all of them takes a while."""
    app = typer.Typer(
        help=_HELP,
        no_args_is_help=True,
        rich_markup_mode=None,  # help with rich takes longer to start than most commands take to run
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name, found in find_commands(command).items():
        app.command(name)(_show_parameters(found))
    app.callback(invoke_without_command=True)(_start)
    return app


def _show_parameters(command: Command) -> Command:
    """Return a command with what it takes as Typer reads it: from the types and defaults of a function's parameters."""

    def run(**given: Any) -> None:
        run_command(command, given)

    known = [(parameter, _describe(parameter)) for parameter in list_parameters(command)]
    run.__doc__, run.__annotations__ = command.__doc__, {parameter.name: hint for parameter, hint in known}
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                parameter.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=inspect.Parameter.empty if parameter.default is REQUIRED else parameter.default,
                annotation=hint,
            )
            for parameter, hint in known
        ]
    )
    return run


def _describe(parameter: Parameter) -> Any:
    how = parameter.how
    if isinstance(how, Option):
        return Annotated[parameter.declared, typer.Option(*how.names, metavar=how.metavar, help=how.help, min=how.min)]
    return Annotated[parameter.declared, typer.Argument(metavar=how.metavar, help=how.help)]


def _start(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"bvgraph {__version__}")
        raise typer.Exit
