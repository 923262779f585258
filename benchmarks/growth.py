"""How a build grows with the number of documents: time, peak memory and store, in all and step by step.

    python benchmarks/growth.py [DOCUMENTS ...]

Twins of the corpus (see twins.py) are built in processes of their own, at 5, 50 and 500 documents.  Half an hour on two
cores and up to 16 GB of memory, nearly all of it for the 500.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from timing import keep_byte_code, write_results
from twins import Recipe, write_twins

SIZES = (5, 50, 500)
ROUNDS = {5: 5, 50: 2}  # of the others one
STEPS_SHOWN = 10
NOTE = """\
Twins of the corpus, five documents a council, each build a process of its own; the exponent is that of the time (of the
peak memory, of the bytes) from the size before to this one. Seconds are those of the processor, which other work on a
shared machine disturbs least; medians of up to five rounds, one at the largest size. Goal from 5 to 500: exponent of the
time at most 1.05, peak memory below 1 GB. Steps are the functions that `bvgraph/pipeline.py` calls, each without the
others that it calls."""
BUILD = """
import collections, functools, json, sys, time, types
from pathlib import Path
from bvgraph import pipeline

spent, running = collections.Counter(), []

def watch(step):
    @functools.wraps(step)
    def run(*given, **named):
        start = time.process_time()
        running.append(0.0)
        try:
            return step(*given, **named)
        finally:
            took = time.process_time() - start
            spent[step.__name__] += took - running.pop()
            if running:
                running[-1] += took
    return run

for name, step in list(vars(pipeline).items()):
    if isinstance(step, types.FunctionType) and step.__module__.startswith("bvgraph"):
        setattr(pipeline, name, watch(step))
summary = pipeline.build(Path(sys.argv[1]), Path(sys.argv[2]))
found = {"documents": len(summary.documents), "actions": summary.actions, "quads": summary.quads, "steps": spent}
Path(sys.argv[3]).write_text(json.dumps(found))
"""


def main() -> None:
    """Build every size and write two tables as one: the whole builds, then the steps that take longest."""
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    runs: dict[int, dict[str, float]] = {}
    steps: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            corpus = Path(folder) / f"twins-{size}"
            write_twins(corpus, Recipe(size))
            runs[size], steps[size] = build_some(corpus, Path(folder) / f"store-{size}", ROUNDS.get(size, 1))
            print(size, runs[size], file=sys.stderr, flush=True)
            write_results("growth", "Growth", [*_list_runs(runs), *_list_steps(runs, steps)], NOTE)


def build_some(corpus: Path, store: Path, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Medians of what builds took, and of what their steps did."""
    runs = [build_once(corpus, store) for _ in range(rounds)]
    steps: dict[str, list[float]] = defaultdict(list)
    for _, spent in runs:
        for name, seconds in spent.items():
            steps[name].append(seconds)
    figures = {name: statistics.median(run[name] for run, _ in runs) for name in runs[0][0]}
    return figures, {name: statistics.median(seconds) for name, seconds in steps.items()}


def build_once(corpus: Path, store: Path) -> tuple[dict[str, float], dict[str, float]]:
    """What one build took of time, memory and disk, and the processor's seconds of its steps."""
    found = store.with_suffix(".json")
    shutil.rmtree(store, ignore_errors=True)  # what it keeps would be taken over
    command = [sys.executable, "-c", BUILD, str(corpus), str(store), str(found)]
    start = time.perf_counter()
    child = os.posix_spawn(sys.executable, command, keep_byte_code())
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"the build of {corpus} ended with {os.waitstatus_to_exitcode(status)}")
    built = json.loads(found.read_text("utf-8"))
    generation = max(store.glob("generation-*"), key=lambda path: path.stat().st_mtime)
    figures = {
        "quads": built["quads"],
        "actions": built["actions"],
        "seconds": usage.ru_utime + usage.ru_stime,
        "by the clock": seconds,
        "peak MB": usage.ru_maxrss / 1024,
        "N-Quads MB": (generation / "graph.nq").stat().st_size / 1e6,
        "database MB": sum(path.stat().st_size for path in (generation / "store").iterdir()) / 1e6,
    }
    return figures, built["steps"]


def _list_runs(runs: Mapping[int, Mapping[str, float]]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for size, figures in runs.items():
        row: dict[str, object] = {"documents": size, "what": "build"}
        for name, figure in figures.items():
            row[name] = round(figure) if name in ("quads", "actions", "peak MB") else round(figure, 2)
        rows.append(row | {"exponent": _grow(runs, size, "seconds"), "of memory": _grow(runs, size, "peak MB")})
    if len(runs) > 2:
        ends = {size: runs[size] for size in (min(runs), max(runs))}
        whole = {"exponent": _grow(ends, max(runs), "seconds"), "of memory": _grow(ends, max(runs), "peak MB")}
        rows.append({"documents": f"{min(runs)} to {max(runs)}", "what": "build", **whole})
    return rows


def _list_steps(
    runs: Sequence[int] | Mapping[int, object], steps: Mapping[int, dict[str, float]]
) -> list[dict[str, object]]:
    """The steps that take longest at the largest size, with the share of the whole that they are."""
    largest = max(runs)
    longest = sorted(steps[largest], key=lambda name: -steps[largest][name])[:STEPS_SHOWN]
    rows: list[dict[str, object]] = []
    for name in longest:
        for size, spent in steps.items():
            share = f"{spent[name] / sum(spent.values()):.1%}"
            row = {"documents": size, "what": name, "seconds": round(spent[name], 3), "share": share}
            rows.append(row | {"exponent": _grow(steps, size, name)})
    return rows


def _grow(by_size: Mapping[int, Mapping[str, float]], size: int, name: str) -> float | str:
    """The exponent from the size before to this one."""
    before = max((other for other in by_size if other < size), default=None)
    if before is None or not by_size[before][name] or not by_size[size][name]:
        return ""
    return round(math.log(by_size[size][name] / by_size[before][name]) / math.log(size / before), 2)


if __name__ == "__main__":
    main()
