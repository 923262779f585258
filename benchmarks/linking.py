"""How matching grows with the number of rows: bvgraph against TF-IDF character n-grams, MinHash LSH and Splink.

    python benchmarks/linking.py [ROWS ...]

Needs the rivals, which are no dependencies of the program: pip install '.[bench]', best into an environment of their own.
Two prints of a made-up plan (see invented.py) are given to each way in turn, each in a process of its own.  The rivals'
pairs are taken one to one, the best first, and each is judged at the threshold at which it does best; bvgraph is judged
as it is.
"""

from __future__ import annotations

import gc
import json
import math
import subprocess
import sys
import time

from invented import Prints, Shape, make_prints
from rivals import TOO_SLOW, WAYS, Scored
from timing import write_results

SIZES = (300, 3_000, 30_000, 100_000)
ENOUGH = 30.0  # seconds after which nothing is measured once more
NOTE = """\
Two prints of a made-up plan: 10 % of titles and headings reworded or mistyped, 30 % of leads and of deadlines changed, all
rows renumbered and reordered, 4 % dropped, 4 % new, 2 % split or merged, 30 % alike but for a place or a purpose, 15 %
standard steps that come again under other headings. Pairs of split or merged rows count neither way. The rivals' figures
are those at their best threshold. Seconds on a shared machine: only the ratios of one run mean anything. The exponent is
that of the growth of CPU seconds (of all threads) from the size before."""


def main() -> None:
    """Measure every way at every size, each in a process of its own, and write the table."""
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    rows: list[dict[str, object]] = []
    before: dict[str, tuple[int, float]] = {}
    for size in sizes:
        own = 0.0
        for way in (way for way in WAYS if size <= TOO_SLOW.get(way, size)):
            measured = _measure_apart(size, way)
            own = own or measured["seconds"]
            row: dict[str, object] = {"rows": size, "way": way, **measured}
            row["times bvgraph"] = round(measured["seconds"] / own, 1)
            last, took = before.get(way, (0, 0.0))
            row["exponent"] = round(math.log(measured["CPU seconds"] / took) / math.log(size / last), 2) if last else ""
            before[way] = size, measured["CPU seconds"]
            rows.append(row)
            print(*row.values(), flush=True, file=sys.stderr)
    write_results("linking", "Linking the rows of two prints", rows, NOTE)


def _measure_apart(size: int, way: str) -> dict[str, float]:
    """What ``measure`` gives in a fresh process, where no way has to carry what another left behind."""
    command = [sys.executable, __file__, "--one", str(size), way]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def measure(size: int, way: str) -> dict[str, float]:
    """How well one way does at one size, and the quickest of up to three rounds, as long as they are short."""
    prints = make_prints(Shape(size))
    took: list[tuple[float, float]] = []
    while len(took) < 3 and sum(wall for wall, _ in took) < ENOUGH:
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        scored = WAYS[way](prints.earlier, prints.later)
        took.append((time.perf_counter() - wall, time.process_time() - cpu))
    quickest = [round(min(times), 2) for times in zip(*took, strict=True)]
    return {**_judge(scored, prints, fixed=way == "bvgraph"), "seconds": quickest[0], "CPU seconds": quickest[1]}


def _judge(scored: Scored, prints: Prints, fixed: bool) -> dict[str, float]:
    """F1, precision and recall of the pairs, one to one; at the best threshold unless it is fixed."""
    neither = prints.split | prints.merged
    taken: set[str] = set()
    right = wrong = 0
    best = dict.fromkeys(("F1", "precision", "recall"), 0.0)
    for _, a, b in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if a in taken or b in taken:
            continue
        taken |= {a, b}
        if (a, b) not in neither:
            right, wrong = right + ((a, b) in prints.truth), wrong + ((a, b) not in prints.truth)
            now = _weigh(right, wrong, len(prints.truth))
            best = now if fixed or now["F1"] > best["F1"] else best
    return {name: round(figure, 4) for name, figure in best.items()}


def _weigh(right: int, wrong: int, all_: int) -> dict[str, float]:
    found = right + wrong
    return {"F1": 2 * right / (found + all_), "precision": right / found, "recall": right / all_}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]), sys.argv[3])))
    else:
        main()
