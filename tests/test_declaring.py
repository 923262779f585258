"""Plain command lines are read as Typer reads them, and no others are read but by Typer."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bvgraph.cli import declaring, find_commands, main, program
from bvgraph.cli.declaring import Argument, Command, Option, Options, read_plain

UNREAD = object()
WORDS = (
    *(
        "harbour",
        "two words",
        "",
        "-",
        "--",
        "--colour",
        "--help",
        "-h",
        "--format",
        "--format=json",
        "-f",
        "-fjson",
        "-f=csv",
    ),
    *("json", "tsv", "patch", "baseline", "--basis", "--owner", "--owner=", "--owner=Ada Finch", "--store", "--as-of=2031"),
    *(
        "--quotes",
        "--rows=yes",
        "--rows",
        "--show-query",
        "-p",
        "--param",
        "owner=Ada",
        "--workers",
        "0",
        "3",
        "x3",
        "--anew",
    ),
    *(
        "x3",
        "--anew",
        "-f=csv",
        "leads",
        "statuses",
        "-o",
        "--output=out.ttl",
        "--unchanged",
        "--own",
        "--explain",
        "--who",
        "--from",
        "--id",
    ),
)


def read_with_typer(name: str, words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """What Typer would run the command with; UNREAD where it has something else to do."""
    seen: list[Any] = []
    monkeypatch.setattr(program, "run_command", lambda _command, values: seen.append(values))
    with suppress(SystemExit):
        program.make_app(name)(args=[name, *words], prog_name="bvgraph")
    return seen[0] if seen else UNREAD


@pytest.mark.parametrize("name", find_commands(""))
def test_what_is_read_here_is_what_typer_reads(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = find_commands(name)[name]
    plain = 0

    @given(st.lists(st.sampled_from(WORDS), max_size=5))
    @example([])
    @example(["lamps"])
    @example(["lamps", "gulls"])
    def compare(words: list[str]) -> None:
        nonlocal plain
        values = read_plain(command, words)
        if values is not None:
            plain += 1
            with pytest.MonkeyPatch.context() as patch:
                assert values == read_with_typer(name, words, patch)

    compare()
    assert plain or name == "review", "some command line has to be plain"
    capsys.readouterr()


class Shape(Options):
    """What the command below takes."""

    edge: Annotated[int, Option(min=3)]
    colour: Annotated[Literal["red", "blue"], Option("--colour", "-c")] = "red"


def draw(shape: Shape) -> None:
    """Draw it."""


def colour(first: Annotated[str, Argument()], rest: Annotated[str, Argument()] = "all") -> None:
    """Colour something."""


@pytest.mark.parametrize(
    ("command", "words", "values"),
    [
        (draw, ["--edge", "4"], {"edge": 4, "colour": "red"}),
        (draw, ["-c", "blue", "--edge=3"], {"edge": 3, "colour": "blue"}),
        (draw, ["--edge", "2"], None),
        (draw, ["--edge", "many"], None),
        (draw, ["--edge", "4", "--edge", "5"], None),
        (draw, ["--edge"], None),
        (draw, ["--edge", "-4"], None),
        (draw, ["-c", "green", "--edge", "4"], None),
        (draw, [], None),
        (draw, ["--edge", "4", "loose"], None),
        (colour, ["walls"], {"first": "walls", "rest": "all"}),
        (colour, ["walls", "-"], {"first": "walls", "rest": "-"}),
        (colour, ["--", "walls"], None),
        (colour, ["walls", "doors", "roof"], None),
    ],
)
def test_what_is_plain(command: Command, words: list[str], values: dict[str, object] | None) -> None:
    assert read_plain(command, words) == values


def test_options_are_given_as_one_value() -> None:
    drawn: list[Shape] = []

    def keep(shape: Shape) -> None:
        drawn.append(shape)

    declaring.run_command(keep, {"edge": 4, "colour": "blue"})
    assert (drawn[0].edge, drawn[0].colour) == (4, "blue")


@pytest.mark.parametrize(
    ("error", "code", "said"), [(EOFError, 1, "Aborted!\n"), (KeyboardInterrupt, 130, "")], ids=["end", "interrupted"]
)
def test_who_breaks_off_is_told_as_typer_does(
    error: type[BaseException], code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise error

    for module in ("bvgraph.cli", "bvgraph.cli.program"):
        monkeypatch.setattr(f"{module}.run_command", stop)
    for words in (["queries"], ["queries", "--format", "tsv", "--"]):  # the latter is for Typer
        with pytest.raises(SystemExit) as leaving:
            main(words)
        assert (leaving.value.code, capsys.readouterr().err.lstrip()) == (code, said)


def test_a_shell_that_completes_is_answered(tmp_path: Path) -> None:
    asked = {"_BVGRAPH_COMPLETE": "complete_bash", "COMP_WORDS": "bvgraph slips --own", "COMP_CWORD": "2"}
    command = [sys.executable, "-c", "from bvgraph.cli import main; main()"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=os.environ | asked)
    assert done.stdout.strip() == "--owner"
