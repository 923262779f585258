"""What every store can do, whether it is a folder on this machine or on a server: answer queries, and give up its quads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeAlias

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples

Results: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples


class Store(Protocol):
    """A graph to be read; pyoxigraph's ``Store`` is one, and so is ``RemoteStore``."""

    def query(self, query: str) -> Results:
        """Answer a query (https://www.w3.org/TR/sparql11-query/); raises SyntaxError when it does not parse."""
        ...

    def __iter__(self) -> Iterator[Quad]:
        """Yield all quads, in no order that means anything."""
        ...
