"""A store on this machine put on a server, graph by graph, by the SPARQL 1.1 Graph Store HTTP Protocol.

The record of what is there (see ``served``) is written first, without the checksums of what is about to change; each graph
is entered once it is there; last of all the checksum of the whole, from which readers know that nothing is missing.  So
publishing that was broken off goes on where it was, and nobody takes a part for the whole meanwhile.  The protocol knows no
locks: two who publish different builds at once to one place have to publish once more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Final, NamedTuple, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from bvgraph.errors import StoreError
from bvgraph.graph import vocabulary as v
from bvgraph.graph.addresses import Address
from bvgraph.graph.identifiers import Identifiers
from bvgraph.graph.remote import WRITING, Body, Request
from bvgraph.graph.served import Endpoint, Part, record_graph
from bvgraph.graph.store import graph_file, open_folder, read_meta

Progress = Callable[[str, int, int], None]

TURTLE: Final = "text/turtle"
"""What every server reads; N-Triples are Turtle."""

_GRAPH_PATHS: Final = {"query": ("store", "data"), "sparql": ("sparql-graph-crud-auth", "data")}
"""Where servers take graphs, by the last part of where they take queries: Oxigraph, Fuseki; Virtuoso, Fuseki."""
_BATCH: Final = 10_000
_IN_MEMORY: Final = 1 << 23


class Published(NamedTuple):
    """What was done: the graphs sent, those that were there already, those deleted, and the triples of all of them."""

    sent: int
    kept: int
    deleted: int
    triples: int


def publish(source: Path, address: Address, progress: Progress | None = None, anew: bool = False) -> Published:
    """Put the graph of the store in the folder ``source`` on the server at ``address``, replacing what was published before.

    Only graphs that are not there yet are sent, unless ``anew``; of other graphs on the server none is touched.
    ``progress`` is told what is being done, how many graphs are done, and how many there are.
    Raises StoreError, with what to do, when the server does not take the graph; publishing again then goes on from there.

    Follows https://www.w3.org/TR/sparql11-http-rdf-update/.
    """
    meta, store = read_meta(source), open_folder(source)
    wanted = digest_graphs(graph_file(source), meta.base)
    if read_meta(source) != meta:
        raise StoreError(f"the store {source} was built anew meanwhile; publish it again")
    target = Target(Endpoint(address, WRITING), meta.base)
    known = {} if anew else target.known
    kept = {name for name, part in wanted.items() if known.get(name, Part()).checksum == part.checksum}
    gone = {name for name in target.known.keys() - wanted.keys() if name.startswith(f"{meta.base}graph/")}
    done = Published(len(wanted) - len(kept), len(kept), len(gone), sum(part.triples or 0 for part in wanted.values()))
    if target.checksum == meta.sha256 and not (gone or done.sent):
        return done
    target.record({name: wanted[name] if name in kept else Part() for name in wanted.keys() | gone})
    for number, (name, part) in enumerate(sorted((name, wanted[name]) for name in wanted.keys() - kept)):
        if progress:
            progress(name.removeprefix(f"{meta.base}graph/"), number, done.sent)
        graph = NamedNode(name)
        target.put(graph, (quad.triple for quad in store.quads_for_pattern(None, None, None, graph)))
        target.enter(graph, part)
    for name in sorted(gone):
        target.delete(NamedNode(name))
    target.record(wanted, meta.sha256)
    return done


def digest_graphs(nquads: Path, base: str) -> dict[str, Part]:
    """Return each named graph of a file of canonical N-Quads with the SHA-256 of its lines, and how many these are.

    Reads a line at a time.  Raises StoreError for a statement outside the graphs below ``base``, which a build makes none
    of: on a server nobody could tell whose it is.
    """
    digests: dict[bytes, tuple[hashlib._Hash, list[int]]] = {}
    with nquads.open("rb") as file:
        for line in file:
            graph = line[line.rfind(b" <") + 2 :].removesuffix(b"> .\n")
            if graph not in digests:
                digests[graph] = (hashlib.sha256(), [0])
            digest, count = digests[graph]
            digest.update(line)
            count[0] += 1
    found = {name.decode(): Part(digest.hexdigest(), count[0]) for name, (digest, count) in digests.items()}
    if strange := [name for name in found if not name.startswith(f"{base}graph/")]:
        raise StoreError(f"{nquads} has statements outside the graphs of {base}, in {strange[0]}; run: bvgraph build CORPUS")
    return found


class Target:
    """A server that takes graphs, and what is on record there of the data set with the base ``base``."""

    def __init__(self, endpoint: Endpoint, base: str) -> None:
        self._names = Identifiers(base)
        self._connection = endpoint.connection
        self._url = endpoint.address.graphs or self._find(endpoint.url)
        recorded = [dataset for dataset in endpoint.datasets if dataset.base == base and dataset.recorded]
        self.known: Mapping[str, Part] = endpoint.parts(recorded[0]) if recorded else {}
        self.checksum = recorded[0].checksum if recorded else None

    def put(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        """Make ``triples`` the content of a graph."""
        self._send("PUT", graph, triples)

    def enter(self, graph: NamedNode, part: Part) -> None:
        """Note that a graph is there."""
        self._send("POST", record_graph(self._names.base), _describe(graph, part))

    def delete(self, graph: NamedNode) -> None:
        """Delete a graph; one that is gone already is gone."""
        self._connection.send(Request("DELETE", self._url, parameters={"graph": graph.value}), accepted=(404,))

    def record(self, parts: Mapping[str, Part], checksum: str | None = None) -> None:
        """Write the record anew: which graphs belong to this data set, or are about to; ``checksum`` if all are there."""
        dataset = self._names.dataset()
        triples = [
            Triple(dataset, v.FORMAT, Literal(v.FORMAT_VERSION)),
            Triple(dataset, v.VOID_URI_SPACE, Literal(self._names.base)),
        ]
        if checksum is not None:
            triples.append(Triple(dataset, v.SHA256, Literal(checksum)))
        for name in sorted(parts):
            triples.append(Triple(dataset, v.DCT_HAS_PART, NamedNode(name)))
            triples += _describe(NamedNode(name), parts[name])
        self.put(record_graph(self._names.base), triples)

    def _send(self, method: str, graph: NamedNode, triples: Iterable[Triple]) -> None:
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            for chunk in _write(triples):
                file.write(chunk)
            body = Body(cast(BinaryIO, file), file.tell(), TURTLE)
            self._connection.send(Request(method, self._url, parameters={"graph": graph.value}, body=body))

    def _find(self, query_url: str) -> str:
        """Find where graphs go: the first address that is there, whatever it says of the default graph."""
        head, _, last = query_url.rpartition("/")
        urls = [f"{head}/{path}" for path in _GRAPH_PATHS.get(last, ())]
        for url in urls:
            reply = self._connection.try_send(Request("HEAD", url, parameters={"default": ""}))
            if reply.status in (429, 502, 503, 504):
                raise self._connection.refusal(url, reply)
            if reply.status not in (400, 404, 405, 410):
                return url
        tried = f" at {' nor at '.join(urls)}" if urls else ""
        raise StoreError(f"no graphs are taken{tried}; name where, as graphs under [remote] in bvgraph.toml")


def _describe(graph: NamedNode, part: Part) -> Iterator[Triple]:
    if part.checksum is not None:
        yield Triple(graph, v.SHA256, Literal(part.checksum))
        yield Triple(graph, v.VOID_TRIPLES, Literal(str(part.triples or 0), datatype=v.XSD_INTEGER))


def _write(triples: Iterable[Triple]) -> Iterator[bytes]:
    """Yield N-Triples in portions: a graph may be larger than memory."""
    waiting = iter(triples)
    while portion := list(islice(waiting, _BATCH)):
        yield serialize(portion, format=RdfFormat.N_TRIPLES) or b""
