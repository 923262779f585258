"""Servers to publish to: one in this process that can be told to misbehave, and real ones where they are installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
from asked_world import make_quads
from built import write_quads
from pyoxigraph import NamedNode, Quad

from bvgraph.graph.publishing import publish
from bvgraph.graph.store import locate_store
from bvgraph.graph.vocabulary import DEFAULT_BASE

GRAPH = f"{DEFAULT_BASE}graph/"
RECORD, DERIVED, PLAN = f"{GRAPH}published", f"{GRAPH}derived", f"{GRAPH}document/mb-plan"
ALL = {f"{GRAPH}{name}" for name in ("dataset", "derived", "entities", "document/mb-plan", "document/mb-year-end")}
RESULTS = "application/sparql-results+json"
SECRET = "hunter2"  # noqa: S105 - no secret

Fault = Callable[["Handler"], bool]
"""Looks at a request; returns True when it has dealt with it."""


class Handler(BaseHTTPRequestHandler):
    """SPARQL 1.1 Query and the Graph Store HTTP Protocol over a store in memory."""

    protocol_version = "HTTP/1.1"
    server: FakeServer

    def log_message(self, *_: object) -> None:
        pass

    def handle_request(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        path = urlsplit(self.path)
        self.arguments = {**parse_qs(path.query), **parse_qs(self.body.decode("utf-8", "replace"))}
        self.graph = self.arguments.get("graph", [""])[0]
        with self.server.lock:
            self.server.log.append((self.command, path.path, self.graph))
            self.server.seen.append(dict(self.headers))
            self.server.queries += self.arguments.get("query", [])
            for fault in list(self.server.faults):
                if fault(self):
                    return
            self.answer(path.path)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = handle_request  # noqa: N815 - names that http.server looks for

    def answer(self, path: str) -> None:
        if path == "/query":
            self.answer_query()
        elif path == "/store":
            self.answer_graph()
        else:
            self.reply(404, b"no such thing", "text/html")

    def answer_query(self) -> None:
        named = [ox.NamedNode(name) for name in self.arguments.get("named-graph-uri", [])] or None
        found = self.server.store.query(self.arguments["query"][0], named_graphs=named)
        if isinstance(found, ox.QueryTriples):
            self.reply(200, ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"", "application/n-triples")
        else:
            content = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
            self.reply(200, content, "application/sparql-results+json; charset=utf-8")

    def answer_graph(self) -> None:
        store, graph = self.server.store, ox.NamedNode(self.graph) if self.graph else ox.DefaultGraph()
        if self.command in ("PUT", "DELETE"):
            there = any(store.quads_for_pattern(None, None, None, graph))
            store.remove_graph(graph)
            if self.command == "DELETE":
                self.reply(204 if there else 404)
                return
        if self.command in ("PUT", "POST"):
            store.load(self.body, format=ox.RdfFormat.TURTLE, to_graph=graph)
        self.reply(204 if self.command != "HEAD" else 200)

    def reply(self, status: int, content: bytes = b"", media_type: str = "text/plain", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def cut(self) -> bool:
        """Drop the connection without a word."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        return True


class FakeServer(ThreadingHTTPServer):
    """A server on a port of its own; ``log`` has method, path and graph of every request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.store = ox.Store()
        self.log: list[tuple[str, str, str]] = []
        self.seen: list[dict[str, str]] = []
        self.queries: list[str] = []
        self.faults: list[Fault] = []
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: Any) -> None:
        pass

    def sent(self, method: str) -> list[str]:
        """The graphs that requests of this method were about."""
        return [graph for used, _, graph in self.log if used == method]


@contextlib.contextmanager
def fake_server() -> Iterator[FakeServer]:
    server = FakeServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def once(fault: Fault, times: int = 1) -> Fault:
    """A fault that happens only so many times."""
    left = [times]

    def happen(handler: Handler) -> bool:
        if left[0] and fault(handler):
            left[0] -= 1
            return True
        return False

    return happen


def answering(status: int, content: bytes = b"", media_type: str = "text/plain", **headers: str) -> Fault:
    """A fault: whatever is asked, this is the answer."""

    def answer(handler: Handler) -> bool:
        handler.reply(status, content, media_type, **headers)
        return True

    return answer


def put(world: Path, server: FakeServer, anew: bool = False) -> tuple[int, int, int]:
    address = locate_store(server.url)
    assert not isinstance(address, Path)
    return publish(world, address, anew=anew)[:3]


def held(server: FakeServer) -> set[Quad]:
    """What the server has, without the record."""
    return {quad for quad in server.store if quad.graph_name != NamedNode(RECORD)}


def rewrite(world: Path, *, without: str = "", more: tuple[Quad, ...] = ()) -> None:
    kept = [quad for quad in make_quads() if quad.graph_name != NamedNode(without or "urn:none")]
    write_quads([*kept, *more], world, DEFAULT_BASE)


def cutting(method: str, graph: str) -> Fault:
    def fault(handler: Handler) -> bool:
        return handler.command == method and handler.graph == graph and handler.cut()

    return fault


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
        assert isinstance(port, int)
        return port


def find_oxigraph() -> str | None:
    """The server of PyPI's package ``oxigraph``, beside the Python that runs the tests."""
    return shutil.which("oxigraph", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))


@contextlib.contextmanager
def running(command: list[str], url: str, folder: Path) -> Iterator[None]:
    """A server as a process of its own, from when it answers until it is no longer needed."""
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        for _ in range(600):
            assert process.poll() is None, (folder / "server.log").read_text()
            with contextlib.suppress(OSError):
                urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - a server of our own
                break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def oxigraph_server(folder: Path) -> Iterator[str]:
    """A new Oxigraph server (https://github.com/oxigraph/oxigraph); yields its address."""
    program, port = find_oxigraph(), free_port()
    assert program is not None
    url = f"http://127.0.0.1:{port}"
    with running([program, "serve", "--bind", f"127.0.0.1:{port}"], url, folder):
        yield url


VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 10000
"""


@contextlib.contextmanager
def virtuoso_server(folder: Path) -> Iterator[str]:
    """A new Virtuoso (https://vos.openlinksw.com/owiki/wiki/VOS) with the user dba, password dba; yields its address."""
    port, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, port=port, sql=sql))
    url = f"http://127.0.0.1:{port}"
    with running(["virtuoso-t", "-f", "-c", "virtuoso.ini"], f"{url}/sparql?query=ASK%7B%7D", folder):
        yield url
