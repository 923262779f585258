"""Whole commands, from the shell to the last byte, against the imports of any program like it, and rivals against them.

python benchmarks/startup.py [CORPUS]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from engines import list_rivals
from timing import compare_each, keep_byte_code, time_in_turns, write_results

PYTHON = [sys.executable, "-c"]
MAIN = [*PYTHON, "from bvgraph.__main__ import run; run()"]
BASES = {
    "python -c pass": [*PYTHON, "pass"],
    "import typer, rich.table": [*PYTHON, "import typer, rich.table"],
    "import typer, rich.table, pyoxigraph": [*PYTHON, "import typer, rich.table, pyoxigraph"],
}
GOALS = {
    "bvgraph --help": ("import typer, rich.table", 1.25),
    "bvgraph slips --owner": ("import typer, rich.table, pyoxigraph", 1.5),
    "bvgraph slips": ("import typer, rich.table, pyoxigraph", None),
    "bvgraph ask": ("import typer, rich.table, pyoxigraph", 1.5),
    "bvgraph query": ("import typer, rich.table, pyoxigraph", None),
    "bvgraph lineage": ("import typer, rich.table, pyoxigraph", None),
    "bvgraph query FILE": ("import typer, rich.table, pyoxigraph", None),
}
OWN = "bvgraph query FILE"
QUESTION = """\
PREFIX bv: <https://w3id.org/bvgraph/ontology#>
SELECT ?kind (COUNT(?slip) AS ?slips) WHERE { GRAPH ?g { ?slip a bv:Slip ; bv:slipKind ?kind } } GROUP BY ?kind
"""
NOTE = """\
Whole processes on the store of five plans, {quads:,} quads; medians of {rounds} rounds in turns. The engines of others are
asked what `bvgraph query FILE` is asked, slips by kind, and their ratio is to that; rdflib, Comunica and roqet parse the
N-Quads, the others open a store on disk. Not installed: {missing}."""
ROUNDS = 11


def main() -> None:
    """Build a store, time the commands on it, and write the ratios to the imports."""
    corpus = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parents[1] / "corpus")
    with tempfile.TemporaryDirectory() as folder:
        store = ["--store", folder]
        _run(["build", corpus, *store])
        name = _run(["list", "leads", *store]).splitlines()[1].split("\t")[0]
        action = _run(["entries", *store]).splitlines()[1].split("\t")[1]
        question, place = Path(folder) / "question.rq", next(Path(folder).glob("generation-*"))
        question.write_text(QUESTION, "utf-8")
        commands = BASES | {
            "bvgraph --help": [*MAIN, "--help"],
            "bvgraph slips --owner": [*MAIN, "slips", "--owner", name, *store],
            "bvgraph slips": [*MAIN, "slips", *store],
            "bvgraph ask": [*MAIN, "ask", f"what did {name} own that slipped?", *store],
            "bvgraph query": [*MAIN, "query", "slips-by-lead", *store],
            "bvgraph lineage": [*MAIN, "lineage", action, *store],
            OWN: [*MAIN, "query", str(question), *store],
        }
        rivals, missing = list_rivals()
        for rival in rivals:
            if rival.prepare:
                rival.prepare(place)
            commands[rival.name] = rival.cold(place, question)
        seconds = time_in_turns(commands, rounds=ROUNDS, warm_ups=2)
        quads = sum(1 for _ in (place / "graph.nq").open("rb"))
    rows = compare_each(seconds, GOALS | {rival.name: (OWN, None) for rival in rivals})
    write_results("startup", "Start-up", rows, NOTE.format(quads=quads, rounds=ROUNDS, missing=", ".join(missing) or "none"))


def _run(words: list[str]) -> str:
    """What a command of bvgraph prints."""
    command, environment = [*MAIN, *words], keep_byte_code()
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout  # noqa: S603 - ours


if __name__ == "__main__":
    main()
