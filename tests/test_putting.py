"""Questions as they are put: from the command line, and one after the other at a prompt."""

import contextlib
import io
import re
import sys
from pathlib import Path

import pytest
from asked_world import run, write_world

from bvgraph.cli import main
from bvgraph.cli.asking import complete, locate_history


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    write_world(folder)
    return folder


@pytest.fixture(autouse=True)
def _here(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {"BVGRAPH_STORE": str(world / "store"), "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)


def test_a_number_expands_to_its_rows() -> None:
    assert run("ask", "how many actions were complete at year end?").out == "2\n"
    lines = run("ask", "how many actions were complete at year end?", "--rows").out.split("\n")
    assert lines[0] == "2"
    assert [line.split("\t")[1] for line in lines[2:-1]] == ["a8", "a10"]


def test_the_parse_is_explained() -> None:
    said = run("ask", "--explain", "what did Bram Okoro own that slipped?").err
    assert re.search(r"^Bram Okoro +agent: Bram Okoro +question.actions", said, re.MULTILINE)
    assert re.search(r"^slipped +state: slipped ", said, re.MULTILINE)


def test_nothing_is_said_in_two_ways() -> None:
    assert run("ask", "what was delayed at year end?").err.rstrip().endswith(": none")
    assert "not stated" in run("ask", "where was the regatta to be held?").err


def test_without_a_question_there_has_to_be_somebody_to_ask() -> None:
    done = run("ask", stdin="")
    assert (done.code, done.out) == (2, "")
    assert "ask what?" in done.err


class Typist(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


def test_the_prompt_answers_follows_on_and_remembers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    typed = iter(("what was overdue at year end?", "who led them?", "why?", "", "quit"))
    monkeypatch.setattr("builtins.input", lambda _prompt: next(typed))
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdin", Typist())
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.raises(SystemExit):
        main(["ask"])
    assert "Survey the sea wall" in out.getvalue()
    assert "Who led actions printed as overdue" in err.getvalue()
    assert "plans seldom give reasons" in err.getvalue()
    assert locate_history() == tmp_path / "bvgraph" / "questions"


def test_the_prompt_ends_with_its_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def end(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("builtins.input", end)
    monkeypatch.setattr(sys, "stdin", Typist())
    with pytest.raises(SystemExit) as leaving:
        main(["ask"])
    assert leaving.value.code in (None, 0)


def test_names_are_completed() -> None:
    labels = ["Bram Okoro", "Bruno Ode", "Harbours"]
    assert complete("what did Br", 0, labels) == "what did Bram Okoro"
    assert complete("what did br", 1, labels) == "what did Bruno Ode"
    assert complete("what did Br", 2, labels) is None
    assert complete("overdue in Har", 0, labels) == "overdue in Harbours"
    assert complete("", 0, labels) is None
