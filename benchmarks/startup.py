"""Whole commands, from the shell to the last byte, against the imports that they cannot avoid.

python benchmarks/startup.py [CORPUS]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from timing import compare_each, time_in_turns, write_results

PYTHON = [sys.executable, "-c"]
MAIN = [*PYTHON, "from bvgraph.cli import main; main()"]
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
}


def main() -> None:
    """Build a store, time the commands on it, and write the ratios to the imports they cannot avoid."""
    corpus = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parents[1] / "corpus")
    with tempfile.TemporaryDirectory() as folder:
        store = ["--store", folder]
        subprocess.run([*MAIN, "build", corpus, *store], check=True, capture_output=True)  # noqa: S603 - our own command
        listed = subprocess.run([*MAIN, "list", "leads", *store], check=True, capture_output=True, text=True)  # noqa: S603
        name = listed.stdout.splitlines()[1].split("\t")[0]
        title = subprocess.run([*MAIN, "entries", *store], check=True, capture_output=True, text=True)  # noqa: S603
        action = title.stdout.splitlines()[1].split("\t")[1]
        commands = BASES | {
            "bvgraph --help": [*MAIN, "--help"],
            "bvgraph slips --owner": [*MAIN, "slips", "--owner", name, *store],
            "bvgraph slips": [*MAIN, "slips", *store],
            "bvgraph ask": [*MAIN, "ask", f"what did {name} own that slipped?", *store],
            "bvgraph query": [*MAIN, "query", "slips-by-lead", *store],
            "bvgraph lineage": [*MAIN, "lineage", action, *store],
        }
        seconds = time_in_turns(commands, rounds=15, warm_ups=2)
    rows = compare_each(seconds, GOALS)
    write_results("startup", "Start-up", rows, "Whole processes on the store of five plans; medians of 15 rounds in turns.")


if __name__ == "__main__":
    main()
