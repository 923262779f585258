"""Building with two processes against building with one: what they gain on many councils, and whether they ever lose.

    python benchmarks/processes.py [COUNCILS]

Twins of the corpus (see twins.py), by the clock, as whole processes, each from nothing.  Both cores have to be free.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from build import COLD, PYTHON
from timing import compare_each, time_in_turns, write_results
from twins import CORPUS, Recipe, write_twins

COUNCILS = 20
FEW = 10  # documents
ROUNDS = 3
NOTE = """\
Whole builds from nothing by the clock, medians of {rounds} rounds in turns: {councils} councils with five documents each,
and what is too little to share, with whatever the build chooses by itself. Goals: two processes take at most .75 of the
time of one on many councils, and the build is never slower than in one process, but for what a clock tells apart."""


def main() -> None:
    """Time the builds and write the ratios."""
    councils = int(sys.argv[1]) if len(sys.argv) > 1 else COUNCILS
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder) / "many", Path(folder) / "few"
        write_twins(many, Recipe(5 * councils))
        write_twins(few, Recipe(FEW))
        commands: dict[str, Sequence[str]] = {}
        goals: dict[str, tuple[str, float | None]] = {}
        for name, corpus, chosen, goal in (
            (f"{councils} councils", many, ("--workers", "2"), 0.75),
            (f"{FEW} documents", few, (), 1.05),
            ("the five texts", CORPUS, (), 1.05),
        ):
            alone, shared = f"{name}, one process", f"{name}, {'two processes' if chosen else 'as it chooses'}"
            commands[alone] = _build(corpus, folder, "--workers", "1")
            commands[shared] = _build(corpus, folder, *chosen)
            goals[shared] = (alone, goal)
        seconds = time_in_turns(commands, rounds=ROUNDS)
    write_results("processes", "Processes", compare_each(seconds, goals), NOTE.format(rounds=ROUNDS, councils=councils))


def _build(corpus: Path, folder: str, *options: str) -> list[str]:
    return [*PYTHON, COLD, "build", f"{corpus}", *options, "--store", f"{folder}/store"]


if __name__ == "__main__":
    main()
