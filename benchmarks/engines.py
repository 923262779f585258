"""The engines that answer the same queries over the same graph: how each is made ready, and how it is asked.

The ones that are no dependencies of the program live in a folder of their own, BENCH_ENGINES (else /tmp/benchengines):

    python -m venv /tmp/benchengines && /tmp/benchengines/bin/pip install oxrdflib oxigraph
    cd /tmp/benchengines && npm install @comunica/query-sparql-file@4.5.0 n3      # 5.3 wants Node.js 22
    apt-get install libapache-jena-java rasqal-utils                              # Jena 4.5 and roqet, on Debian

Jena of Debian does not start by itself: its jars have no class path, and it looks for the messages of Xerces where they
are not.  ``prepare_jena`` puts both right.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from timing import keep_byte_code

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("BENCH_ENGINES", "/tmp/benchengines"))  # noqa: S108 - as the docstring says
JARS = Path("/usr/share/java")
JENA = """
    jena-arq jena-base jena-cmds jena-core jena-dboe-base jena-dboe-index jena-dboe-storage jena-dboe-trans-data
    jena-dboe-transaction jena-iri jena-rdfconnection jena-shacl jena-shex jena-tdb jena-tdb2 commons-cli commons-codec
    commons-compress commons-csv commons-io commons-lang3 dexx.collection gson guava httpclient httpclient-cache httpcore
    jackson-annotations jackson-core jackson-databind jcl-over-slf4j jsonld-java protobuf slf4j-api slf4j-nop thrift
""".split()
XERCES = "org/apache/jena/ext/"
BVGRAPH = "from bvgraph.__main__ import run; run()"
NO_GATE = f"import bvgraph.asking.queries as q; q.admit_query = lambda text: text; {BVGRAPH}"
OXIGRAPH = """
import sys
from pathlib import Path
from pyoxigraph import QueryResultsFormat, Store
results = Store.read_only(sys.argv[1]).query(Path(sys.argv[2]).read_text("utf-8"))
sys.stdout.buffer.write(results.serialize(format=QueryResultsFormat.TSV))
"""
RDFLIB = """
import sys
from pathlib import Path
from rdflib import Dataset
dataset = Dataset()
dataset.parse(sys.argv[1], format="nquads")
sys.stdout.buffer.write(dataset.query(Path(sys.argv[2]).read_text("utf-8")).serialize(format="csv"))
"""
OXRDFLIB = """
import sys
from pathlib import Path
from rdflib import Dataset
dataset = Dataset(store="Oxigraph")
dataset.open(sys.argv[1])
sys.stdout.buffer.write(dataset.query(Path(sys.argv[2]).read_text("utf-8")).serialize(format="csv"))
"""
LONGEST = 900  # seconds after which an engine is given up
Command = list[str]
Found = dict[str, dict[str, list[float]]]


@dataclass(frozen=True, slots=True)
class Engine:
    """What is needed to ask: all are given the folder of one generation of a store, with graph.nq and store/.

    ``cold`` is a whole process for one query; ``warm`` gives the seconds of each round, and the rows, by query.
    """

    name: str
    cold: Callable[[Path, Path], Command] | None
    warm: Callable[[Path, Sequence[Path]], Found] | None
    most: int = 10_000_000  # quads up to which it is asked cold, once for each query and round
    prepare: Callable[[Path], object] | None = None


def list_engines() -> tuple[list[Engine], list[str]]:
    """The engines that are there, and the names of those that are not."""
    here = sys.executable
    found = [
        Engine("bvgraph", _ask_bvgraph, _stay("bvgraph", here)),
        Engine("bvgraph, gate included", None, _stay("bvgraph, gate included", here)),
        Engine("bvgraph, gate left out", lambda *given: _ask_bvgraph(*given, NO_GATE), None),
        Engine("pyoxigraph", _run(here, OXIGRAPH, "store"), _stay("pyoxigraph", here)),
        Engine("rdflib", _run(here, RDFLIB, "graph.nq"), _stay("rdflib", here), most=200_000),
    ]
    python, program = FOLDER / "bin/python", FOLDER / "bin/oxigraph"
    comunica = FOLDER / "node_modules/.bin/comunica-sparql-file"
    others = [
        (program, Engine("oxigraph program", _ask_oxigraph, _stay("oxigraph server", f"{python}"))),
        (
            FOLDER / "bin/rdfpipe",
            Engine("oxrdflib", _run(f"{python}", OXRDFLIB, "copy"), _stay("oxrdflib", f"{python}"), prepare=_copy),
        ),
        (JARS / "jena-tdb2.jar", Engine("Jena TDB2", _ask_jena, _repeat_jena, prepare=prepare_jena)),
        (comunica, Engine("Comunica", _ask_comunica, _stay_in_comunica, most=200_000)),
    ]
    found += [engine for needed, engine in others if needed.exists()]
    return found, [engine.name for needed, engine in others if not needed.exists()]


def list_rivals() -> tuple[list[Engine], list[str]]:
    """The engines of others that can be asked cold, and the names of those that are not there.

    With roqet, which knows neither VALUES nor paths and takes N-Quads for one graph: it is for simple questions.
    """
    found, missing = list_engines()
    rivals = [engine for engine in found if engine.cold and not engine.name.startswith("bvgraph")]
    roqet = shutil.which("roqet")
    if roqet is None:
        return rivals, [*missing, "roqet"]
    answered = ["sh", "-c", '"$@" | grep -c "[0-9]"', "sh"]  # it ends with 2 although it has answered
    options = [*answered, roqet, "-q", "-i", "sparql", "-r", "tsv", "-F", "nquads", "-G"]
    return [*rivals, Engine("roqet", lambda place, query: [*options, f"{place / 'graph.nq'}", f"{query}"], None)], missing


def prepare_jena(place: Path) -> None:
    """Put the messages of Xerces where Debian's build of Jena looks for them, and load the N-Quads into TDB2."""
    with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(XERCES) and name.endswith(".properties"):
                target = place / "jena-messages" / name.removeprefix(XERCES)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    (place / "tdb2").mkdir()
    _call([*_start_jena(place, "tdb2.tdbloader"), f"{place / 'graph.nq'}"])


def _run(python: str, program: str, part: str) -> Callable[[Path, Path], Command]:
    return lambda place, query: [python, "-c", program, f"{place / part}", f"{query}"]


def _stay(engine: str, python: str) -> Callable[[Path, Sequence[Path]], Found]:
    return lambda place, queries: json.loads(_call([python, f"{HERE / 'warm.py'}", engine, f"{place}", *map(str, queries)]))


def _ask_bvgraph(place: Path, query: Path, program: str = BVGRAPH) -> Command:
    return [sys.executable, "-c", program, "query", f"{query}", "--store", f"{place.parent}"]


def _ask_oxigraph(place: Path, query: Path) -> Command:
    options = ["--location", f"{place / 'store'}", "--query-file", f"{query}", "--results-format", "tsv"]
    return [f"{FOLDER / 'bin/oxigraph'}", "query", *options]


def _copy(place: Path) -> None:
    """Give oxrdflib, which opens for writing, a store of its own."""
    shutil.copytree(place / "store", place / "copy")


def _start_jena(place: Path, program: str) -> Command:
    jars = ":".join([f"{place / 'jena-messages'}", *(f"{JARS / name}.jar" for name in JENA)])
    return ["java", "-cp", jars, program, "--loc", f"{place / 'tdb2'}"]


def _ask_jena(place: Path, query: Path) -> Command:
    return [*_start_jena(place, "tdb2.tdbquery"), "--results", "TSV", "--query", f"{query}"]


def _repeat_jena(place: Path, queries: Sequence[Path]) -> Found:
    """Jena's own count of seconds, which has three digits after the point, and its rows."""
    found: Found = {"seconds": {}, "rows": {}}
    for query in queries:
        found["rows"][query.stem] = _call(_ask_jena(place, query)).count("\n") - 1
        options = ["--results", "none", "--time", "--repeat", "5,9", "--query", f"{query}"]
        repeated = _call([*_start_jena(place, "tdb2.tdbquery"), *options])
        found["seconds"][query.stem] = [
            float(seconds) for seconds in re.findall(r"^Time: ([\d.]+) sec", repeated, re.MULTILINE)
        ]
    return found


def _ask_comunica(place: Path, query: Path) -> Command:
    return [
        f"{FOLDER / 'node_modules/.bin/comunica-sparql-file'}",
        f"{place / 'graph.nq'}",
        "-f",
        f"{query}",
        "-t",
        "text/csv",
    ]


def _stay_in_comunica(place: Path, queries: Sequence[Path]) -> Found:
    command = ["node", "--max-old-space-size=8000", f"{HERE / 'comunica.cjs'}", f"{place / 'graph.nq'}", *map(str, queries)]
    return json.loads(_call(command, {"NODE_PATH": f"{FOLDER / 'node_modules'}"}))


def _call(command: Command, more: dict[str, str] | None = None) -> str:
    """What a command prints on stdout and, for Jena's sake, stderr; raises when it fails or takes too long."""
    environment = keep_byte_code() | (more or {})
    kept = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT if command[0] == "java" else None, "text": True}
    return subprocess.run(command, check=True, env=environment, timeout=LONGEST, **kept).stdout  # noqa: S603 - our own
