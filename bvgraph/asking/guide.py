"""The page that says what can be asked, made from the kinds of question and the states that the grammar knows.

Run as a program it prints the page: python -m bvgraph.asking.guide > docs/questions.md
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bvgraph.asking.vocabularies import load_vocabulary

_HEAD = """# What can be asked

Made from the grammar by `python -m bvgraph.asking.guide`; a test runs every example. The names are those of an invented
borough: put those of your documents in their place. Case and the question mark do not matter, a surname will do, and a
slip of the finger in a name is corrected and shown.
"""
_REFUSED = """
## At the prompt

`bvgraph ask` without a question asks for questions, remembers them, and completes names. A question may follow on from
the one before: after "what was overdue at year end?", "and in Waste?" and "who led them?".

## Several councils

What several councils name alike - the Mayor, the Cabinet, a Jane Smith - is not the same, and a question that does not tell
which is meant is answered with the councils to choose from. Name the council beside it or anywhere in the question: "what
did the Mayor of Thornmarsh own?", "what did the Mayor own at Thornmarsh?", "what slipped in Housing at Thornmarsh?".

## What is refused

A name that is unknown or fits two, a place that is in no document, a date for which no document speaks, the future,
opinions, who belongs to a body, and what plans do not hold, such as pay. Words that could not be placed are named, and
what the documents do say of the rest is offered. "None" means that the documents were asked and nothing is so; "not
stated" that they have the rows but say nothing of it; "not understood" ends with exit code 3.

Why something is late is answered with its comments as printed; asked whether something is finished, with the rows that
decide it and their status. `bvgraph ask --explain` shows what each word was taken for.
"""


class Kind(NamedTuple):
    """A kind of question with examples, by the form of the grammar that reads them."""

    about: str
    forms: Mapping[str, Sequence[str]]


def load_kinds() -> list[Kind]:
    """Return the kinds of question in the order in which they are explained."""
    data = tomllib.loads(Path(__file__).with_name("data").joinpath("kinds.toml").read_text("utf-8"))
    return [Kind(kind["about"], kind["forms"]) for kind in data["kind"]]


def write_guide() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *_write_kinds(), "## States", "", *_write_states(), _REFUSED.rstrip("\n"), ""])


def _write_kinds() -> Iterator[str]:
    for kind in load_kinds():
        yield f"## {kind.about}\n"
        yield from (f"- {question}" for several in kind.forms.values() for question in several)
        yield ""


def _write_states() -> Iterator[str]:
    """Yield a table row for each state: the words that people say, and what the answer takes them for."""
    yield "| said | taken for actions |"
    yield "|---|---|"
    said: dict[str, list[str]] = {}
    for phrases in load_vocabulary().phrases.values():
        for phrase in phrases:
            if phrase.symbol == "state":
                said.setdefault(str(phrase.value), []).append(" ".join(phrase.words))
    for name, state in load_vocabulary().states.items():
        words = sorted(said[name], key=lambda word: (word.count(" "), len(word), word))[:6]
        yield f"| {', '.join(words)}, ... | {state.says} |"


if __name__ == "__main__":
    sys.stdout.write(write_guide())
