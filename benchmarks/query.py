"""Four queries over 10,000, 100,000 and 1,000,000 quads, warm and cold, by bvgraph and by what else could answer them.

    python benchmarks/query.py [QUADS ...]

The graphs are the product's own, of twins of the corpus with seven prints of each plan (see twins.py).  What the other
engines need is said in engines.py; those that are not there are left out, and the result says so.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from engines import LONGEST, Engine, list_engines
from pyoxigraph import NamedNode, Store
from timing import keep_byte_code, time_in_turns, write_results
from twins import Recipe, write_twins

RECIPES = {
    10_000: Recipe(7, prints=7, rows=0.065),
    100_000: Recipe(7, prints=7, rows=0.72),
    1_000_000: Recipe(70, prints=7, rows=0.72),
}
ROUNDS = 3  # of whole processes; what is warm has up to nine a process
TURNS = 3  # processes of the quick engines, warm
QUICK = ("bvgraph", "bvgraph, gate included", "pyoxigraph", "oxigraph program")
PREFIXES = """\
PREFIX bv: <https://w3id.org/bvgraph/ontology#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""
QUERIES = {
    "point look-up": "SELECT ?property ?value WHERE { GRAPH ?stated { ENTRY ?property ?value } }",
    "owner to deadline": """SELECT ?entry ?deadline WHERE {
  GRAPH ?known { ?owner foaf:name OWNER }
  GRAPH ?stated { ?entry bv:lead ?owner ; bv:deadline ?deadline }
}""",
    "counts": """SELECT ?owner ?status (COUNT(?entry) AS ?rows) WHERE {
  GRAPH ?stated { ?entry bv:lead ?owner ; bv:status ?status }
} GROUP BY ?owner ?status""",
    "lineage": "SELECT ?before WHERE { GRAPH ?derived { ENTRY prov:wasRevisionOf+ ?before } }",
}
FIND_ENTRY = (
    PREFIXES + "SELECT ?entry WHERE { GRAPH ?g { ?entry prov:wasRevisionOf+ ?before } } "
    "GROUP BY ?entry HAVING (COUNT(DISTINCT ?before) = 6)"
)
FIND_OWNER = (
    PREFIXES
    + "SELECT ?name (COUNT(*) AS ?n) WHERE { GRAPH ?k { ?owner foaf:name ?name } GRAPH ?g { ?entry bv:lead ?owner } } "
    "GROUP BY ?name ORDER BY DESC(?n) ?name LIMIT 1"
)
NOTE = """\
Cold: whole processes, from the shell to the last byte; rdflib and Comunica parse the N-Quads in each, the others open
a store on disk. Warm: the same query again and again in one process that has its store open; bvgraph there is what
`bvgraph query` does with a query of its own, "gate included" with one from a file, which is looked at first to see
whether it may run. Medians of 3 rounds in turns, warm of up to 9 in each process. "To bvgraph" is how many times as
long as bvgraph it took. "Gate left out" is bvgraph made to run the query from the file unseen, to show what the look
costs. Rows: what each answered. Jena counts its warm seconds itself, to the thousandth; Comunica says some steps of a
path twice. Not installed: {missing}. {skipped}"""


def main() -> None:
    """Build the stores, ask everybody everything, and write the table."""
    sizes = [int(argument) for argument in sys.argv[1:]] or list(RECIPES)
    engines, missing = list_engines()
    rows: list[dict[str, object]] = []
    skipped: list[str] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            place, queries = prepare(Path(folder), RECIPES[size])
            quads = sum(1 for _ in (place / "graph.nq").open("rb"))
            usable = [engine for engine in engines if try_to_prepare(engine, place, size, skipped)]
            warm = ask_warm(usable, place, queries, skipped)
            cold = ask_cold([engine for engine in usable if quads <= engine.most], place, queries)
            rows += [row | {"quads": quads} for row in tabulate(warm, cold, list(QUERIES))]
        skipped += [f"{e.name} cold at {quads:,} quads: too slow" for e in engines if e.cold and quads > e.most]
        note = NOTE.format(missing=", ".join(missing) or "none", skipped="; ".join(skipped))
        columns = ["quads", "query", "engine"]
        write_results(
            "query", "Queries", [{k: r[k] for k in [*columns, *(k for k in r if k not in columns)]} for r in rows], note
        )


def prepare(folder: Path, recipe: Recipe) -> tuple[Path, list[Path]]:
    """Build a store of twins; return the folder of its graph, and the queries with names that are in it."""
    write_twins(folder / "corpus", recipe)
    build = "from bvgraph.__main__ import run; run()"
    command = [sys.executable, "-c", build, "build", f"{folder / 'corpus'}", "--store", f"{folder / 'built'}"]
    subprocess.run(command, check=True, capture_output=True, env=keep_byte_code())  # noqa: S603 - our own command
    place = next((folder / "built").glob("generation-*"))
    store = Store.read_only(str(place / "store"))
    entry = min(str(NamedNode(row["entry"].value)) for row in store.query(FIND_ENTRY))
    owner = str(next(iter(store.query(FIND_OWNER)))["name"])
    queries = []
    for name, text in QUERIES.items():
        queries.append(folder / f"{name}.rq")
        queries[-1].write_text(PREFIXES + text.replace("ENTRY", entry).replace("OWNER", owner) + "\n", "utf-8")
    return place, queries


def try_to_prepare(engine: Engine, place: Path, size: int, skipped: list[str]) -> bool:
    """Let an engine load the graph, where it has to; one that cannot is left out."""
    try:
        if engine.prepare:
            engine.prepare(place)
    except subprocess.SubprocessError as error:
        skipped.append(f"{engine.name} at {size:,}: {error}")
        return False
    return True


def ask_warm(engines: Sequence[Engine], place: Path, queries: Sequence[Path], skipped: list[str]) -> dict[str, dict]:
    """Seconds and rows by engine and query; the quick engines have several processes, in turns."""
    found: dict[str, dict] = {}
    for turn in range(TURNS):
        for engine in engines:
            if engine.warm and (not turn or (engine.name in QUICK and engine.name in found)):
                try:
                    answer = engine.warm(place, queries)
                except subprocess.TimeoutExpired:
                    skipped.append(f"{engine.name} warm: given up after {LONGEST} s")
                    continue
                kept = found.setdefault(engine.name, {"rows": answer["rows"], "seconds": {q.stem: [] for q in queries}})
                for query, seconds in answer["seconds"].items():
                    kept["seconds"][query] += seconds
                print(place.parent.name, engine.name, answer["rows"], answer.get("load"), file=sys.stderr, flush=True)
    return found


def ask_cold(engines: Sequence[Engine], place: Path, queries: Sequence[Path]) -> dict[str, dict[str, float]]:
    """Medians of whole processes by query and engine."""
    medians: dict[str, dict[str, float]] = {}
    for query in queries:
        commands = {engine.name: engine.cold(place, query) for engine in engines if engine.cold}
        seconds = time_in_turns(commands, rounds=ROUNDS, warm_ups=0)
        medians[query.stem] = {name: statistics.median(times) for name, times in seconds.items()}
    return medians


def tabulate(
    warm: Mapping[str, dict], cold: Mapping[str, Mapping[str, float]], queries: Sequence[str]
) -> list[dict[str, object]]:
    """A row for each query and engine, with what it took in times of what bvgraph did."""
    rows: list[dict[str, object]] = []
    for query in queries:
        for name in dict.fromkeys([*warm, *cold[query]]):
            row: dict[str, object] = {"query": query, "engine": name, "rows": "", "cold s": "", "cold, to bvgraph": ""}
            row |= {"warm ms": "", "warm, to bvgraph": ""}
            if name in cold[query]:
                took = cold[query][name]
                row |= {"cold s": round(took, 3), "cold, to bvgraph": round(took / cold[query]["bvgraph"], 2)}
            if name in warm:
                took, own = (statistics.median(warm[who]["seconds"][query]) for who in (name, "bvgraph"))
                row |= {
                    "rows": warm[name]["rows"][query],
                    "warm ms": round(took * 1000, 3),
                    "warm, to bvgraph": round(took / own, 2),
                }
            rows.append(row)
    return rows


if __name__ == "__main__":
    main()
