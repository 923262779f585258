"""How matching grows with the number of rows: bvgraph against TF-IDF character n-grams, MinHash LSH and Splink.

    python benchmarks/linking.py [ROWS ...]

Needs the rivals, which are no dependencies of the program: pip install '.[bench]', best into an environment of their own.
Two prints of a made-up plan (see invented.py) are given to each way in turn, in one process.  The rivals' pairs are taken
one to one, the best first, and each is judged at the threshold at which it does best; bvgraph is judged as it is.
"""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable, Sequence

from invented import Prints, Shape, make_prints
from rivals import TOO_SLOW, WAYS, Scored
from timing import write_results

from bvgraph.records import Entry

SIZES = (300, 3_000, 30_000, 100_000)
ENOUGH = 10.0  # seconds after which nothing is measured once more
NOTE = """\
Two prints of a made-up plan: 10 % of titles and headings reworded or mistyped, 30 % of leads and of deadlines changed, all
rows renumbered and reordered, 4 % dropped, 4 % new, 2 % split or merged, 30 % alike but for a place or a purpose, 15 %
standard steps that come again under other headings. Pairs of split or merged rows count neither way. The rivals' figures
are those at their best threshold. Seconds on a shared machine: only the ratios of one run mean anything."""
Way = Callable[[Sequence[Entry], Sequence[Entry]], Scored]


def main() -> None:
    """Measure every way at every size and write the table."""
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    rows: list[dict[str, object]] = []
    before: dict[str, tuple[int, float]] = {}
    for size in sizes:
        prints = make_prints(Shape(size))
        own = 0.0
        for name, way in WAYS.items():
            if size > TOO_SLOW.get(name, size):
                continue
            seconds, scored = _time(way, prints)
            own = own or seconds
            row: dict[str, object] = {"rows": size, "way": name, **_judge(scored, prints, fixed=name == "bvgraph")}
            row |= {"seconds": round(seconds, 2), "times bvgraph": round(seconds / own, 1), "exponent": ""}
            if name in before:
                last, took = before[name]
                row["exponent"] = round(math.log(seconds / took) / math.log(size / last), 2)
            before[name] = size, seconds
            rows.append(row)
            print(*row.values(), flush=True, file=sys.stderr)
    write_results("linking", "Linking the rows of two prints", rows, NOTE)


def _time(way: Way, prints: Prints) -> tuple[float, Scored]:
    """Seconds of the quickest of up to three rounds, as long as they are short, and what was found."""
    took: list[float] = []
    while len(took) < 3 and sum(took) < ENOUGH:
        gc.collect()
        start = time.perf_counter()
        scored = way(prints.earlier, prints.later)
        took.append(time.perf_counter() - start)
    return min(took), scored


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
    main()
