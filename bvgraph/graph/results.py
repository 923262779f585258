"""What a server answers, made into what a store on this machine would have answered - or an error, if it is not all there.

Servers differ where the standards leave room, and in places where they do not: Virtuoso writes booleans as 0 and 1, yes
and no as a table, repeats rows that were to be distinct, and leaves out what is beyond a number of rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from pyoxigraph import (
    Literal,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from bvgraph.errors import StoreError
from bvgraph.graph.remote import Reply
from bvgraph.graph.vocabulary import XSD_BOOLEAN

RESULTS: Final = "application/sparql-results+json"
NTRIPLES: Final = "application/n-triples"

_JSON: Final = (RESULTS, "application/json")
_TRIPLES: Final = (NTRIPLES, "text/plain", "application/n-quads")
_BOOLEANS: Final = {"0": "false", "1": "true"}
_DISTINCT: Final = re.compile(
    r"\A(?:\s|#[^\n]*\n|PREFIX\s+[^\s<]*\s*<[^>]*>|BASE\s*<[^>]*>)*SELECT\s+DISTINCT\b", re.IGNORECASE
)


def is_distinct(query: str) -> bool:
    r"""Tell whether no two rows of a query may be the same.

    >>> is_distinct("# all\nPREFIX a: <b#> SELECT DISTINCT ?a { }"), is_distinct("SELECT ?a { SELECT DISTINCT ?a { } }")
    (True, False)
    """
    return _DISTINCT.match(query) is not None


def is_results(reply: Reply) -> bool:
    """Tell whether a reply looks like the result of a query (https://www.w3.org/TR/sparql11-results-json/)."""
    return 200 <= reply.status < 300 and reply.media_type in _JSON


def read_solutions(where: str, reply: Reply, distinct: bool = False, whole: bool = True) -> QuerySolutions:
    """Return the rows in a reply from ``where``; ``distinct`` ones once each.

    Raises StoreError for what is no result, for one that was cut off on the way, and - if it has to be ``whole`` - for
    one of which the server itself says that it left out the rest.
    """
    if whole:
        _refuse_partial(where, reply)
    answer = _read_json(where, reply)
    try:
        variables, rows = answer["head"]["vars"], answer["results"]["bindings"]
        rows = [_mend(row) for row in rows]
        if distinct:
            rows = list({_identify(row, variables): row for row in rows}.values())
        content = json.dumps({"head": {"vars": variables}, "results": {"bindings": rows}}).encode()
        sum(1 for _ in _parse_solutions(content))  # they are read as they are asked for: what is wrong is to be told here
    except (KeyError, TypeError, AttributeError, SyntaxError, ValueError) as error:
        raise _garbled(where) from error
    return _parse_solutions(content)


def read_answer(where: str, reply: Reply) -> QueryBoolean:
    """Return the yes or no in a reply from ``where``; raises StoreError for anything else."""
    answer = _read_json(where, reply)
    try:
        if "boolean" in answer:
            yes = answer["boolean"]
        else:
            cells = [cell["value"] for row in answer["results"]["bindings"] for cell in row.values()]
            yes = cells in (["1"], ["true"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise _garbled(where) from error
    found = parse_query_results(json.dumps({"head": {}, "boolean": yes is True}).encode(), QueryResultsFormat.JSON)
    if not isinstance(found, QueryBoolean):
        raise _garbled(where)
    return found


def read_triples(where: str, reply: Reply) -> list[Triple]:
    """Return the triples in a reply from ``where``; raises StoreError for what is no N-Triples, or cut off."""
    _refuse_partial(where, reply)
    if reply.media_type not in _TRIPLES:
        raise _foreign(where, reply)
    try:
        return [_mend_triple(quad) for quad in parse(reply.content, RdfFormat.N_QUADS)]
    except (SyntaxError, ValueError) as error:
        raise _garbled(where) from error


def as_results(triples: Iterable[Triple]) -> QueryTriples:
    """Return triples as what a CONSTRUCT query gives."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    found = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    if not isinstance(found, QueryTriples):
        raise TypeError("CONSTRUCT gives triples")
    return found


def _parse_solutions(content: bytes) -> QuerySolutions:
    found = parse_query_results(content, QueryResultsFormat.JSON)
    if not isinstance(found, QuerySolutions):
        raise TypeError("rows were asked for")
    return found


def _read_json(where: str, reply: Reply) -> Any:
    if reply.media_type not in _JSON:
        raise _foreign(where, reply)
    try:
        return json.loads(reply.content, strict=False)
    except ValueError as error:
        raise _garbled(where) from error


def _refuse_partial(where: str, reply: Reply) -> None:
    """Virtuoso says in a header that it left out rows, or that it gave up before it had all of them."""
    limit = reply.headers.get("x-sparql-maxrows")
    if limit is not None:
        advice = "ask for less, or have its operator raise ResultSetMaxRows"
        raise StoreError(f"{where} leaves out what is beyond {limit} rows, so the answer would not be whole; {advice}")
    if reply.headers.get("x-sql-state") is not None:
        raise StoreError(f"{where} gave up before it had the whole answer; ask for less, or have its operator give it time")


def _mend(row: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """A row with its booleans in words, as they were stated (https://www.w3.org/TR/xmlschema11-2/#boolean)."""
    return {
        name: cell
        if cell.get("datatype") != XSD_BOOLEAN.value
        else {**cell, "value": _BOOLEANS.get(cell["value"], cell["value"])}
        for name, cell in row.items()
    }


def _mend_triple(quad: Quad) -> Triple:
    value = quad.object
    if isinstance(value, Literal) and value.datatype == XSD_BOOLEAN:
        value = Literal(_BOOLEANS.get(value.value, value.value), datatype=XSD_BOOLEAN)
    return Triple(quad.subject, quad.predicate, value)


def _identify(row: dict[str, dict[str, str]], variables: Sequence[str]) -> tuple[tuple[str | None, ...], ...]:
    return tuple(tuple(_facts(row.get(name, {}))) for name in variables)


def _facts(cell: dict[str, str]) -> Iterator[str | None]:
    return (cell.get(name) for name in ("type", "value", "datatype", "xml:lang"))


def _foreign(where: str, reply: Reply) -> StoreError:
    found = reply.media_type or "nothing that says what it is"
    return StoreError(f"{where} answers with {found}, not with the result of a query; check the address")


def _garbled(where: str) -> StoreError:
    return StoreError(f"{where} sent an answer that is cut off or garbled; try again")
