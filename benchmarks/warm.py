"""One engine in one process: opens its store once, asks each query some times, and prints the seconds as JSON.

    python benchmarks/warm.py ENGINE STORE QUERY [QUERY ...]

STORE is the folder of one generation of a store of bvgraph, with graph.nq and store/.  For query.py, which starts it.
"""

from __future__ import annotations

import atexit
import http.client
import io
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

MOST, LONGEST = 9, 3.0  # rounds of one query, and seconds after which there is no other
Ask = Callable[[str], int]


def main() -> None:
    """Open, ask in turns, print."""
    engine, store, *queries = sys.argv[1:]
    start = time.perf_counter()
    ask = ENGINES[engine](Path(store))
    found = {"load": time.perf_counter() - start, "seconds": {}, "rows": {}}
    for query in queries:
        text, stem = Path(query).read_text("utf-8"), Path(query).stem
        found["rows"][stem], found["seconds"][stem] = measure(ask, text)
    print(json.dumps(found))


def measure(ask: Ask, text: str) -> tuple[int, list[float]]:
    """The number of rows of an answer, and the seconds of each round; the first does not count if there are others."""
    seconds: list[float] = []
    rows = 0
    while len(seconds) <= MOST and sum(seconds) < LONGEST:
        start = time.perf_counter()
        rows = ask(text)
        seconds.append(time.perf_counter() - start)
    return rows, seconds[1:] or seconds


def open_bvgraph(generation: Path) -> Ask:
    """What `bvgraph query` does with a query that comes with it: run it and print TSV."""
    from bvgraph.asking.queries import run_query  # noqa: PLC0415 - each engine loads its own
    from bvgraph.graph.store import open_store  # noqa: PLC0415
    from bvgraph.showing.results import print_results  # noqa: PLC0415

    store = open_store(generation.parent)

    def ask(text: str) -> int:
        out = io.StringIO()
        print_results(run_query(store, text), "tsv", out)
        return out.getvalue().count("\n") - 1

    return ask


def open_bvgraph_with_gate(generation: Path) -> Ask:
    """What it does with a query from a file: look first whether it may run."""
    from bvgraph.asking.queries import admit_query  # noqa: PLC0415

    ask = open_bvgraph(generation)
    return lambda text: ask(admit_query(text))


def open_pyoxigraph(generation: Path) -> Ask:
    """Oxigraph from Python, results as TSV."""
    from pyoxigraph import QueryResultsFormat, Store  # noqa: PLC0415

    store = Store.read_only(str(generation / "store"))
    return lambda text: store.query(text).serialize(format=QueryResultsFormat.TSV).count(b"\n") - 1


def open_rdflib(generation: Path) -> Ask:
    """The N-Quads parsed into a dataset in memory, results as CSV."""
    from rdflib import Dataset  # noqa: PLC0415

    dataset = Dataset()
    dataset.parse(generation / "graph.nq", format="nquads")
    return lambda text: dataset.query(text).serialize(format="csv").count(b"\n") - 1


def open_oxrdflib(generation: Path) -> Ask:
    """The face of rdflib over the Oxigraph store, which it opens for writing: a copy of it."""
    from rdflib import Dataset  # noqa: PLC0415

    dataset = Dataset(store="Oxigraph")
    dataset.open(str(generation / "copy"))
    return lambda text: dataset.query(text).serialize(format="csv").count(b"\n") - 1


def open_server(generation: Path) -> Ask:
    """The `oxigraph` program as a server, asked over one connection on loopback."""
    program = Path(sys.executable).parent / "oxigraph"
    with socket.create_server(("localhost", 0)) as free:  # two benchmarks at a time are not to ask each other's server
        address = f"localhost:{free.getsockname()[1]}"
    command = [program, "serve-read-only", "--location", generation / "store", "--bind", address]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, **quiet)  # noqa: S603 - the benchmarks' own command
    connection = http.client.HTTPConnection(address)
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/tab-separated-values"}

    def ask(text: str) -> int:
        connection.request("POST", "/query", text.encode(), headers)
        return connection.getresponse().read().count(b"\n") - 1

    for _ in range(100):
        try:
            connection.connect()
            break
        except ConnectionRefusedError:
            time.sleep(0.05)
    atexit.register(server.kill)
    return ask


ENGINES: dict[str, Callable[[Path], Ask]] = {
    "bvgraph": open_bvgraph,
    "bvgraph, gate included": open_bvgraph_with_gate,
    "pyoxigraph": open_pyoxigraph,
    "rdflib": open_rdflib,
    "oxrdflib": open_oxrdflib,
    "oxigraph server": open_server,
}

if __name__ == "__main__":
    main()
