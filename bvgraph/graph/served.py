"""A graph on a server that speaks SPARQL 1.1: found, checked, and asked as a store on this machine is.

Where a server takes queries is in its settings, or it is found by trying what Oxigraph, Fuseki and Virtuoso have.  Beside
the graphs of a data set stands a record of them, ``<base>graph/published``: each with its checksum, and, once all are
there, the checksum of the whole.  ``publishing`` writes it; a data set without one, loaded by hand, can be read too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolution, QuerySolutions, QueryTriples
from pyoxigraph import Store as Memory

from bvgraph.errors import StoreError
from bvgraph.graph import vocabulary as v
from bvgraph.graph.addresses import Address
from bvgraph.graph.remote import READING, Connection, Patience, Reply, Request
from bvgraph.graph.results import (
    NTRIPLES,
    RESULTS,
    as_results,
    is_distinct,
    is_results,
    read_answer,
    read_solutions,
    read_triples,
)
from bvgraph.graph.stores import Results

PUBLISH: Final = "run: bvgraph publish --store"

_QUERY_PATHS: Final = ("query", "sparql")
_MOST_NAMED: Final = 100
"""A query names the graphs that it is about up to this number: with more, servers take long or give up."""
_PORTION: Final = 50_000
_TEMPLATE: Final = re.compile(r"\bCONSTRUCT\b(?:\s*\{[^{}]*\})?", re.IGNORECASE)
_EMPTY: Final = Memory()

_DATASETS: Final = f"""
    PREFIX bv: <{v.BV}>
    PREFIX void: <{v.VOID}>
    SELECT DISTINCT ?graph ?dataset ?format ?base ?checksum WHERE {{
        GRAPH ?graph {{
            ?dataset bv:formatVersion ?format ; void:uriSpace ?base .
            OPTIONAL {{ ?dataset bv:sha256 ?checksum }}
        }}
    }}"""

_PARTS: Final = f"""
    PREFIX bv: <{v.BV}>
    PREFIX dcterms: <{v.DCTERMS}>
    PREFIX void: <{v.VOID}>
    SELECT DISTINCT ?part ?checksum ?triples WHERE {{
        GRAPH %s {{
            ?dataset dcterms:hasPart ?part .
            OPTIONAL {{ ?part bv:sha256 ?checksum }}
            OPTIONAL {{ ?part void:triples ?triples }}
        }}
    }}"""

_GRAPHS: Final = "SELECT DISTINCT ?part WHERE { GRAPH ?part { ?s ?p ?o } }"
_COUNT: Final = "SELECT (COUNT(*) AS ?triples) WHERE { GRAPH %s { ?s ?p ?o } }"
_TRIPLES: Final = "SELECT ?s ?p ?o WHERE { GRAPH %s { ?s ?p ?o } }"


class Part(NamedTuple):
    """A named graph on record: its checksum, None while it is not known to be whole, and how many triples it has."""

    checksum: str | None = None
    triples: int | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set on a server; ``recorded`` if it was published, with the ``checksum`` of all once all were there."""

    base: str
    format: str
    recorded: bool = False
    checksum: str | None = None


def record_graph(base: str) -> NamedNode:
    """Return the named graph in which is on record what was published of the data set with this base."""
    return NamedNode(f"{base}graph/published")


class Endpoint:
    """Where a server takes queries (https://www.w3.org/TR/sparql11-protocol/), and the data sets that it has.

    Raises StoreError when the server cannot be reached, or speaks no SPARQL at any address that is known.
    """

    def __init__(self, address: Address, patience: Patience = READING) -> None:
        self.address = address
        self.connection = Connection(address, patience)
        self.url, self.datasets = self._find()

    def query(self, text: str, named: Sequence[str] = ()) -> Results:
        """Answer a query from the graphs ``named``, or from all; raises SyntaxError (nothing is sent then) or StoreError."""
        shape = _EMPTY.query(text)  # what form of query it is, and whether it is one at all, shows without any data
        if isinstance(shape, QueryTriples):
            return self._construct(text, named)
        reply = self._ask(text, RESULTS, named)
        if isinstance(shape, QueryBoolean):
            return read_answer(self.url, reply)
        return read_solutions(self.url, reply, is_distinct(text))

    def select(self, text: str) -> list[QuerySolution]:
        """Return the solutions of a SELECT query that is our own."""
        return list(read_solutions(self.url, self._ask(text, RESULTS), is_distinct(text)))

    def parts(self, dataset: Dataset, most: int | None = None) -> dict[str, Part]:
        """Return the graphs on record, ``most`` at most; for a data set without a record those below its base."""
        limit = "" if most is None else f" LIMIT {most}"
        if dataset.recorded:
            rows = self.select(_PARTS % record_graph(dataset.base) + limit)
            return {_text(row, "part"): Part(_text(row, "checksum") or None, _number(row, "triples")) for row in rows}
        names = sorted(_text(row, "part") for row in self.select(_GRAPHS))
        return {name: Part() for name in names if name.startswith(f"{dataset.base}graph/")}

    def triples(self, graph: str, expected: int | None) -> Iterator[QuerySolution]:
        """Yield what a graph holds as ?s ?p ?o, in portions; raises StoreError when it is not as much as expected."""
        node = NamedNode(graph)
        if expected is None:
            expected = _number(self.select(_COUNT % node)[0], "triples") or 0
        seen = 0
        while seen < expected:
            reply = self._ask(f"{_TRIPLES % node} LIMIT {min(_PORTION, expected - seen)} OFFSET {seen}", RESULTS)
            portion = list(read_solutions(self.url, reply, whole=False))
            if not portion:
                raise StoreError(f"{self.url} gives {seen} of the {expected} triples of {graph}; publish it again")
            yield from portion
            seen += len(portion)

    def _construct(self, text: str, named: Sequence[str]) -> QueryTriples:
        """Return triples; as Virtuoso does not say that it left some out, it is asked for the rows, of which it does."""
        reply = self._ask(text, NTRIPLES, named)
        triples = read_triples(self.url, reply)
        if triples and "virtuoso" in reply.headers.get("server", "").lower():
            rows = _TEMPLATE.sub("SELECT *", text, count=1)
            if not _is_select(rows):
                raise StoreError(f"{self.url} may leave out triples without saying so; ask for rows, with SELECT")
            read_solutions(self.url, self._ask(rows, RESULTS, named))
        return as_results(triples)

    def _ask(self, text: str, accept: str, named: Sequence[str] = ()) -> Reply:
        return self.connection.send(_request(self.url, text, accept, named))

    def _find(self) -> tuple[str, tuple[Dataset, ...]]:
        """Find where queries go by asking what has to be known anyway: which data sets there are."""
        tried = []
        for url in _candidates(self.address):
            reply = self.connection.try_send(_request(url, _DATASETS, RESULTS))
            if is_results(reply):
                return url, _read_datasets(read_solutions(url, reply))
            if reply.status in (401, 403, 413, 429) or reply.status >= 500:
                raise self.connection.refusal(url, reply)
            tried.append(f"{url} ({reply.media_type if reply.status < 400 else reply.status})")
        advice = "check the address, or name query and graphs under [remote] in bvgraph.toml"
        raise StoreError(f"no SPARQL is spoken at {' nor at '.join(tried)}; {advice}")


class RemoteStore:
    """A finished data set on a server, to be read as any store; ``checksum`` is that of its content, where it is known.

    Raises StoreError, with what to do, when there is none, or one of another version, or one that is not all there.
    """

    def __init__(self, address: Address) -> None:
        self.endpoint = Endpoint(address)
        self.address = address
        self.dataset = _choose(self.endpoint)

    @property
    def checksum(self) -> str | None:
        """The SHA-256 of the N-Quads that were published."""
        return self.dataset.checksum

    @cached_property
    def _named(self) -> tuple[str, ...]:
        """The graphs that a query is about, empty for all: a server may have others that are none of our business."""
        if not self.dataset.recorded:
            return ()
        parts = self.endpoint.parts(self.dataset, _MOST_NAMED + 1)
        if len(parts) <= _MOST_NAMED:
            return tuple(sorted(parts))
        if len({dataset.base for dataset in self.endpoint.datasets}) > 1:
            raise StoreError(
                f"{self.address} has several data sets, too large to be told apart; give each a server of its own"
            )
        return ()

    def query(self, query: str) -> Results:
        """Answer a query; raises SyntaxError when it does not parse, StoreError when the server does not answer it."""
        return self.endpoint.query(query, self._named)

    def __iter__(self) -> Iterator[Quad]:
        for graph, part in self.endpoint.parts(self.dataset).items():
            node = NamedNode(graph)
            quads = [Quad(row["s"], row["p"], row["o"], node) for row in self.endpoint.triples(graph, part.triples)]
            if part.checksum not in (None, _digest(quads)):
                again = f"run: bvgraph publish --anew --store {self.address}"
                raise StoreError(f"what {self.address} gives of {graph} is not what was published; {again}")
            yield from quads


def _digest(quads: Iterable[Quad]) -> str:
    """The checksum of a graph, as it is on record: that of its lines in canonical N-Quads."""
    return hashlib.sha256("".join(sorted(f"{quad} .\n" for quad in quads)).encode()).hexdigest()


def _choose(endpoint: Endpoint) -> Dataset:
    """Return the data set that is meant; see ``RemoteStore``."""
    address, wanted = endpoint.address, endpoint.address.base
    found = [dataset for dataset in endpoint.datasets if wanted in ("", dataset.base)]
    bases = sorted({dataset.base for dataset in found})
    if not bases:
        below = f" with the base {wanted}" if wanted else ""
        raise StoreError(f"there is no graph of bvgraph at {address}{below}; {PUBLISH} {address}, or name another")
    if len(bases) > 1:
        named = ", ".join(bases)
        raise StoreError(f"{address} has several data sets ({named}); name one as base under [remote] in bvgraph.toml")
    recorded = [dataset for dataset in found if dataset.recorded]
    if recorded and recorded[0].checksum is None:
        raise StoreError(f"the graph at {address} is being published, or that was broken off; wait, or {PUBLISH} {address}")
    for dataset in found:
        if dataset.format != v.FORMAT_VERSION:
            reads = f"this version of bvgraph reads format {v.FORMAT_VERSION}"
            raise StoreError(f"the store {address} is of format {dataset.format}, {reads}; {PUBLISH} {address}")
    return recorded[0] if recorded else found[0]


def _candidates(address: Address) -> list[str]:
    """The addresses at which queries may be taken: as set, else those of the servers that are known."""
    if address.query:
        return [address.query]
    head, _, last = address.url.rpartition("/")
    found = head if last in _QUERY_PATHS else address.url
    paths = sorted(_QUERY_PATHS, key=lambda path: path != last)
    return [f"{found}/{path}" for path in paths]


def _request(url: str, text: str, accept: str, named: Sequence[str] = ()) -> Request:
    """A query by POST, as https://www.w3.org/TR/sparql11-protocol/#query-via-post-urlencoded has it."""
    form: Mapping[str, str | Sequence[str]] = {"query": text, "named-graph-uri": list(named)} if named else {"query": text}
    return Request("POST", url, accept, form=form)


def _read_datasets(rows: QuerySolutions) -> tuple[Dataset, ...]:
    found = []
    for row in rows:
        base = _text(row, "base")
        recorded = _text(row, "graph") == f"{base}graph/published"
        found.append(Dataset(base, _text(row, "format"), recorded, _text(row, "checksum") or None))
    return tuple(found)


def _is_select(text: str) -> bool:
    try:
        return isinstance(_EMPTY.query(text), QuerySolutions)
    except SyntaxError:
        return False


def _text(row: QuerySolution, name: str) -> str:
    return str(getattr(row[name], "value", ""))


def _number(row: QuerySolution, name: str) -> int | None:
    text = _text(row, name)
    return int(text) if text.isdecimal() else None
