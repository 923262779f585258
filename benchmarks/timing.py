"""Whole commands timed against one another, in turns, in one run: only their ratios mean anything on a shared machine."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def time_in_turns(commands: Mapping[str, Sequence[str]], rounds: int, warm_ups: int = 1) -> dict[str, list[float]]:
    """Seconds by the clock of each run; see ``run_in_turns``."""
    return {name: [clock for clock, _ in own] for name, own in run_in_turns(commands, rounds, warm_ups).items()}


def run_in_turns(
    commands: Mapping[str, Sequence[str]], rounds: int, warm_ups: int = 1
) -> dict[str, list[tuple[float, float]]]:
    """Run every command once a round, in an order that turns from round to round; what ``run_once`` says of each, by name.

    Raises CalledProcessError when a command fails: a failure must not pass for speed.
    """
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    names = list(commands)
    for turn in range(-warm_ups, rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            run = run_once(commands[name])
            if turn >= 0:
                seconds[name].append(run)
    return seconds


def run_once(command: Sequence[str]) -> tuple[float, float]:
    """Seconds by the clock and of the processor, which other work disturbs less; raises CalledProcessError if it fails."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    before, start = os.times(), time.perf_counter()
    subprocess.run(list(command), check=True, env=keep_byte_code(), **quiet)  # noqa: S603 - the benchmarks' own commands
    clock, after = time.perf_counter() - start, os.times()
    return clock, after.children_user + after.children_system - before.children_user - before.children_system


def keep_byte_code() -> dict[str, str]:
    """The environment, but with byte code kept, as pip leaves it: a machine that forbids that would time the compiler."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def compare(seconds: Mapping[str, Sequence[float]], subject: str) -> list[dict[str, object]]:
    """One row for each command: its median in seconds, and the median of the ratios of ``subject`` to it, round by round."""
    own = seconds[subject]
    return [
        {
            "command": name,
            "median": round(statistics.median(times), 4),
            f"{subject} to it": round(statistics.median(a / b for a, b in zip(own, times, strict=True)), 3),
        }
        for name, times in seconds.items()
    ]


def compare_each(
    seconds: Mapping[str, Sequence[float]], goals: Mapping[str, tuple[str, float | None]]
) -> list[dict[str, object]]:
    """One row for each command: its median in seconds, and round by round the ratio to the command it is held against."""
    rows: list[dict[str, object]] = []
    for name, times in seconds.items():
        row: dict[str, object] = {"command": name, "median": round(statistics.median(times), 4)}
        if name in goals:
            against, goal = goals[name]
            ratio = statistics.median(a / b for a, b in zip(times, seconds[against], strict=True))
            row |= {"against": against, "ratio": round(ratio, 3), "goal": goal or ""}
        rows.append(row)
    return rows


def describe_machine() -> dict[str, object]:
    """What the figures were measured on."""
    cores, day = os.cpu_count(), dt.datetime.now(tz=dt.UTC).date().isoformat()
    return {"date": day, "system": platform.platform(), "python": platform.python_version(), "cores": cores}


def write_results(name: str, title: str, rows: Sequence[Mapping[str, object]], note: str) -> None:
    """Write ``results/NAME.json`` and ``results/NAME.md``, and print the table."""
    RESULTS.mkdir(exist_ok=True)
    machine = describe_machine()
    content = {"title": title, "note": note, "machine": machine, "rows": list(rows)}
    (RESULTS / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [f"# {title}", "", note, "", "| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(str(row.get(column, "")) for column in columns) + " |" for row in rows]
    lines += ["", ", ".join(f"{key} {value}" for key, value in machine.items()), ""]
    (RESULTS / f"{name}.md").write_text("\n".join(lines), "utf-8")
    print("\n".join(lines))
