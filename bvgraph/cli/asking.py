"""Putting questions: one from the command line, or one after the other at a prompt that remembers and completes."""

# ruff: noqa: PLC0415 - a question is to be answered at once, so nothing is imported that only a prompt needs

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bvgraph.cli.options import say, show_queries
from bvgraph.errors import UnknownNameError, UsageError
from bvgraph.showing.replies import print_answer
from bvgraph.showing.rows import RowFormat

if TYPE_CHECKING:
    from bvgraph.asking.answers import Answer
    from bvgraph.asking.questions import Asker

_OUTCOMES: Final = {
    "none": "none",
    "not stated": "not stated: the documents have the rows, but say nothing of this",
}
_MOST_HISTORY: Final = 1000


class Wish(NamedTuple):
    """How an answer is to be shown."""

    quotes: bool = False
    rows: bool = False
    explain: bool = False
    show_query: bool = False
    row_format: RowFormat | None = None


def put(asker: Asker, question: str, wish: Wish) -> None:
    """Answer a question and print the answer; raises UnknownNameError for one that is refused."""
    answer = asker.ask(question)
    if wish.explain and asker.parse is not None:
        from bvgraph.asking.explaining import explain

        for taken in explain(asker.parse):
            say(f"{taken.words:<28} {taken.meaning:<60} {taken.rule}")
    if answer.understood:
        say(f"{answer.understood}: {_OUTCOMES.get(answer.outcome) or _tell_result(answer)}")
    print_answer(answer, wish.quotes, wish.row_format, sys.stdout)
    if wish.rows and answer.kind == "number" and wish.row_format != "json":
        print_answer(answer._replace(number=None, counts=()), wish.quotes, wish.row_format, sys.stdout)
    if wish.show_query:
        show_queries(answer.queries)
    if answer.refusal is not None:
        raise UnknownNameError(answer.refusal.reason, answer.refusal.suggestions)


def _tell_result(answer: Answer) -> str:
    """The answer in a few words: the number, names or dates asked for, else how many rows there are."""
    if answer.number is not None:
        return str(answer.number)
    return ", ".join((*answer.names, *answer.dates)) or str(len(answer.rows))


def prompt(asker: Asker, wish: Wish) -> None:
    """Ask for questions until there are no more; raises UsageError where nobody could type any."""
    if not sys.stdin.isatty():
        raise UsageError("ask what? Give a question, as in: bvgraph ask 'what slipped?'")
    history = prepare_reading(asker)
    try:
        while True:
            question = input("? ").strip()
            if question in ("exit", "quit"):
                break
            if question:
                _put_kindly(asker, question, wish)
    except (EOFError, KeyboardInterrupt):
        say("")
    finally:
        keep_history(history)


def _put_kindly(asker: Asker, question: str, wish: Wish) -> None:
    """Answer a question at the prompt: a refusal is told and the prompt goes on."""
    try:
        put(asker, question, wish)
    except UnknownNameError as error:
        say(str(error))
        for suggestion in error.suggestions:
            say(f"  {suggestion}")


def locate_history() -> Path:
    """Return where questions are remembered: the user's folder for state, as the XDG base directory specification has it."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "bvgraph" / "questions"


def prepare_reading(asker: Asker) -> Path:
    """Let the prompt remember questions and complete names; return the file that they are remembered in."""
    history = locate_history()
    with suppress(ImportError, OSError):  # some systems have no readline: the prompt is plainer there
        import readline

        lexicon = asker.lexicon
        named = (*lexicon.leads, *lexicon.others, *lexicon.areas, *lexicon.venues)
        labels = sorted({known.label for known in named})
        readline.set_completer_delims("")
        readline.set_completer(lambda text, state: complete(text, state, labels))
        readline.parse_and_bind("tab: complete")
        readline.set_history_length(_MOST_HISTORY)
        readline.read_history_file(history)
    return history


def complete(text: str, state: int, labels: list[str]) -> str | None:
    """Return the ``state``-th way to complete a line: the last words of it, continued to a name."""
    words = text.split(" ")
    found = []
    for at in range(len(words)):
        begun = " ".join(words[at:])
        before = " ".join([*words[:at], ""]) if at else ""
        if begun:
            found += [before + label for label in labels if label.casefold().startswith(begun.casefold())]
        if found:
            break
    return found[state] if state < len(found) else None


def keep_history(history: Path) -> None:
    """Remember the questions of this prompt; where that cannot be done, they are forgotten."""
    with suppress(ImportError, OSError):
        import readline

        history.parent.mkdir(parents=True, exist_ok=True)
        readline.write_history_file(history)
