"""Exporting about 100,000 quads as TriG and Turtle, against rdflib's own writers.

    python benchmarks/export.py [SECONDS]

rdflib's writers take minutes; what has not ended after SECONDS (else 900) is given up, and the ratio is "more than".
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from query import RECIPES, prepare
from timing import keep_byte_code, write_results

ROUNDS = 5
MAIN = "from bvgraph.cli import main; main()"
RDFLIB = """
import json, sys, time
from rdflib import Dataset, Graph
dataset, target = Dataset(), sys.argv[3]
dataset.parse(sys.argv[1], format="nquads")
if sys.argv[2] == "turtle":
    graph = Graph(namespace_manager=dataset.namespace_manager)
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    dataset = graph
start = time.perf_counter()
dataset.serialize(target, format=sys.argv[2])
print(json.dumps(time.perf_counter() - start))
"""
OURS = """
import json, sys, time
from pathlib import Path
from bvgraph.graph.store import open_store
from bvgraph.showing.files import write_export
store = open_store(Path(sys.argv[1]))
start = time.perf_counter()
write_export(store, sys.argv[2], Path(sys.argv[3]))
print(json.dumps(time.perf_counter() - start))
"""
NOTE = """\
Twins of the corpus, {quads:,} quads. "Process" is from the shell to the last byte: bvgraph opens its store, rdflib parses
the N-Quads. "Writing" is the serializer alone, with the graph loaded. bvgraph's figures are medians of {rounds}
rounds, rdflib's of one. Goals: 40 times faster as TriG, 500 as Turtle."""


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
            before = [time_once(export, longest)[0] for _ in range(ROUNDS // 2)]
            theirs = time_once(rdflib, longest)
            process = statistics.median([*before, *(time_once(export, longest)[0] for _ in range(ROUNDS - len(before)))])
            writing = statistics.median(time_once(write, longest)[1] for _ in range(ROUNDS))
            rows.append(
                {"format": name, "by": "bvgraph export", "process s": round(process, 3), "writing s": round(writing, 3)}
            )
            rows.append({"format": name, "by": "rdflib", **compare(theirs, (process, writing))})
    write_results("export", "Export", rows, NOTE.format(quads=quads, rounds=ROUNDS))


def time_once(command: Sequence[str], longest: float) -> tuple[float, float]:
    """Seconds of a process, and those of the writing that it prints, if it does; NaN for one that was given up."""
    start = time.perf_counter()
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=keep_byte_code(), timeout=longest
        )
    except subprocess.TimeoutExpired:
        return longest, float("nan")
    return time.perf_counter() - start, json.loads(done.stdout or b"0")


def compare(theirs: tuple[float, float], ours: tuple[float, float]) -> dict[str, object]:
    """Seconds and times ours; a process that was given up took more than it had."""
    row: dict[str, object] = {}
    for name, their, own in zip(("process", "writing"), theirs, ours, strict=True):
        given_up = theirs[1] != theirs[1]
        shown = theirs[0] if given_up else their
        more = "more than " if given_up else ""
        row |= {f"{name} s": f"{more}{shown:.3f}", f"{name}, to bvgraph": f"{more}{shown / own:.1f}"}
    return row


if __name__ == "__main__":
    main()
