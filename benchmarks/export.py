"""Exporting about 100,000 quads as TriG and Turtle, against rdflib's own writers.

    python benchmarks/export.py [SECONDS]

rdflib's writers take minutes; what has not ended after SECONDS (else 900) is given up, and the ratio is "more than".
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from query import RECIPES, prepare
from timing import keep_byte_code, write_results

ROUNDS = 5
MAIN = "from bvgraph.__main__ import run; run()"
RDFLIB = """
import json, sys, time
from rdflib import Dataset, Graph
from bvgraph.graph.vocabulary import PREFIXES
dataset, target = Dataset(), sys.argv[3]
dataset.parse(sys.argv[1], format="nquads")
if sys.argv[2] == "turtle":
    graph = Graph()
    for *triple, _ in dataset.quads():
        graph.add(triple)
    dataset = graph
if len(sys.argv) > 4:
    for name, space in PREFIXES.items():
        dataset.bind(name, space)
start = time.process_time()
dataset.serialize(target, format=sys.argv[2])
print(json.dumps(time.process_time() - start))
"""
OURS = """
import json, sys, time
from pathlib import Path
from bvgraph.graph.store import graph_file, open_store
from bvgraph.showing.files import write_export
store = open_store(Path(sys.argv[1]))
start = time.process_time()
write_export(lambda: store, sys.argv[2], Path(sys.argv[3]), graph_file(Path(sys.argv[1])))
print(json.dumps(time.process_time() - start))
"""
NOTE = """\
Twins of the corpus, {quads:,} quads; seconds of the processor. "Process" is from the shell to the last byte: bvgraph reads
the N-Quads of its store, rdflib parses them. "Writing" is the serializer alone, with the graph loaded; for bvgraph it
is all from the file of sorted N-Quads, which it reads, to the file that it writes. N-Quads have no prefixes:
"bound" is rdflib told those of bvgraph first. bvgraph's figures are medians of {rounds} rounds, half of them before, half
after rdflib's one. Goals: 40 times faster as TriG, 500 as Turtle."""


def main() -> None:
    """Export one store both ways and write the ratios."""
    longest = float(sys.argv[1]) if len(sys.argv) > 1 else 900.0
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        place, _ = prepare(Path(folder), RECIPES[100_000])
        quads = sum(1 for _ in (place / "graph.nq").open("rb"))
        for name in ("trig", "turtle"):
            target = f"{folder}/written.{name}"
            export = [sys.executable, "-c", MAIN, "export", "-f", name, "-o", target, "--store", f"{place.parent}"]
            write = [sys.executable, "-c", OURS, f"{place.parent}", name, target]
            rdflib = [sys.executable, "-c", RDFLIB, f"{place / 'graph.nq'}", name, target]
            ours = [(spend(export, longest)[0], spend(write, longest)[1]) for _ in range(ROUNDS // 2)]
            theirs = {"rdflib": spend(rdflib, longest), "rdflib, bound": spend([*rdflib, "bound"], longest)}
            ours += [(spend(export, longest)[0], spend(write, longest)[1]) for _ in range(ROUNDS - len(ours))]
            process, writing = (statistics.median(times) for times in zip(*ours, strict=True))
            rows.append({"format": name, "by": "bvgraph", "process s": round(process, 3), "writing s": round(writing, 3)})
            rows += [{"format": name, "by": by, **compare(took, (process, writing))} for by, took in theirs.items()]
    write_results("export", "Export", rows, NOTE.format(quads=quads, rounds=ROUNDS))


def spend(command: Sequence[str], longest: float) -> tuple[float, float]:
    """Processor's seconds of a whole process, and those of the writing, which it prints; NaN for one that was given up."""
    before = os.times()
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    try:
        done = subprocess.run(command, check=True, env=keep_byte_code(), timeout=longest, **quiet)  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        return longest, math.nan
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, json.loads(done.stdout or b"0")


def compare(theirs: tuple[float, float], ours: tuple[float, float]) -> dict[str, object]:
    """Seconds and times ours; a process that was given up took more than it had."""
    row: dict[str, object] = {}
    for name, their, own in zip(("process", "writing"), theirs, ours, strict=True):
        given_up = math.isnan(theirs[1])
        shown = theirs[0] if given_up else their
        more = "more than " if given_up else ""
        row |= {f"{name} s": f"{more}{shown:.3f}", f"{name}, to bvgraph": f"{more}{shown / own:.1f}"}
    return row


if __name__ == "__main__":
    main()
