"""Checks of a finished graph: its shape is the one it promises, no check finds anything, every quote is in its place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from bvgraph.asking.queries import load_checks, run_query, run_select, tabulate, text_of
from bvgraph.errors import CorpusError
from bvgraph.graph.formats import load_triples, write_rdf
from bvgraph.graph.vocabulary import BV, OA, find_resource
from bvgraph.originals import Settings
from bvgraph.reading.corpus import extract_once, find_settings

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution

    from bvgraph.graph.stores import Store

MismatchKind = Literal["missing", "hash", "offset", "quote"]

_RESULTS: Final = """
    PREFIX sh: <http://www.w3.org/ns/shacl#>
    SELECT ?node ?path ?value ?message WHERE {
        ?result a sh:ValidationResult ; sh:focusNode ?focus ; sh:resultMessage ?message .
        OPTIONAL { ?result sh:sourceShape ?shape }
        OPTIONAL { ?result sh:resultPath ?anyPath FILTER (isIRI(?anyPath)) }
        OPTIONAL { ?result sh:value ?anyValue }
        BIND (?shape = <https://w3id.org/bvgraph/shapes#WholeShape> AS ?whole)
        BIND (IF(?whole, ?anyValue, ?focus) AS ?node)
        BIND (IF(?whole, ?unbound, ?anyValue) AS ?value)
        BIND (COALESCE(?anyPath, ?unbound) AS ?path)
    }"""
"""A constraint on the graph as a whole hangs on the data set and names what offends as the value; see shapes.ttl."""

_DOCUMENTS: Final = f"""
    PREFIX bv: <{BV}>
    SELECT ?document ?file ?sha256 WHERE {{
        GRAPH ?stated {{ ?document a bv:Document ; bv:file ?file ; bv:sha256 ?sha256 }}
    }} ORDER BY ?document"""

_EVIDENCE: Final = f"""
    PREFIX bv: <{BV}>
    PREFIX oa: <{OA}>
    SELECT ?evidence ?document ?line ?start ?end ?exact WHERE {{
        GRAPH ?stated {{
            ?evidence a bv:Evidence ; oa:hasSource ?document ; bv:line ?line .
            ?evidence oa:start ?start ; oa:end ?end ; oa:exact ?exact .
        }}
    }} ORDER BY ?document ?start ?evidence"""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A thing that is not of the shape that ``ontology/shapes.ttl`` asks for, and in what; or that a check found.

    ``path`` is a property, or ``checks/NAME``; then ``value`` is what else the check says of it.
    """

    node: str
    path: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An evidence, or the document itself (then ``line`` is 0), that a second look does not confirm.

    ``missing``: there is no such file; ``hash``: its bytes are others; ``offset``: the place is outside the text or on
    another line; ``quote``: other words stand there.
    """

    kind: MismatchKind
    node: str
    file: str
    line: int
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How many documents and evidences were looked up again, and every mismatch, the gravest class first."""

    documents: int
    evidence: int
    mismatches: tuple[Mismatch, ...]

    @property
    def counts(self) -> dict[MismatchKind, int]:
        """The number of mismatches of each class, the gravest first; classes without any are left out."""
        counts = Counter(mismatch.kind for mismatch in self.mismatches)
        return {kind: counts[kind] for kind in get_args(MismatchKind) if counts[kind]}

    @property
    def first(self) -> MismatchKind | None:
        """The gravest class of mismatch that there is, or None when all is in place."""
        return next(iter(self.counts), None)


def validate_store(store: Store) -> list[Violation]:
    """Return what in ``store`` does not conform to the shapes (SHACL, https://www.w3.org/TR/shacl/); empty if all does."""
    import pyshacl  # noqa: PLC0415 - these two take a quarter of a second, which only this command may spend
    import rdflib  # noqa: PLC0415

    shapes = rdflib.Graph().parse(find_resource("ontology") / "shapes.ttl")
    graph = rdflib.Graph().parse(data=write_rdf(store, "ntriples"), format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True, serialize_report_graph="nt")
    return sorted(_violation(row) for row in run_select(load_triples(report), _RESULTS))


def check_store(store: Store) -> list[Violation]:
    """Return what the queries of ``queries/checks`` find in ``store``: one violation a row, named after its check."""
    violations = []
    for name, check in load_checks().items():
        columns, rows = tabulate(run_query(store, check.text))
        for node, *values in rows:
            value = ", ".join(f"{column} {text}" for column, text in zip(columns[1:], values, strict=True) if text)
            violations.append(Violation(node, f"checks/{name}", value, check.summary))
    return violations


def verify_store(store: Store, corpus: Path) -> VerifyReport:
    """Read the documents of ``store`` in the folder ``corpus`` again; check each hash, offset and quote.

    Raises CorpusError when there is no such folder.
    """
    if not corpus.is_dir():
        raise CorpusError(f"there is no folder {corpus}; name the corpus that the store was built from")
    settings = find_settings(corpus)
    sources = [_Source.read(row, corpus, settings) for row in run_select(store, _DOCUMENTS)]
    mismatches = [mismatch for source in sources if (mismatch := source.check()) is not None]
    by_node = {source.node: source for source in sources}
    evidence = list(run_select(store, _EVIDENCE))
    for row in evidence:
        source = by_node.get(_string(row, "document"))
        mismatch = source.look_up(row) if source is not None else None
        if mismatch is not None:
            mismatches.append(mismatch)
    gravity = get_args(MismatchKind)
    mismatches.sort(key=lambda mismatch: gravity.index(mismatch.kind))
    return VerifyReport(len(sources), len(evidence), tuple(mismatches))


@dataclass(frozen=True, slots=True)
class _Source:
    """A document of the store beside its file as it is now; ``content`` is None when there is none, ``text`` when unread."""

    node: str
    file: str
    sha256: str
    content: bytes | None
    text: str
    line_starts: tuple[int, ...]

    @classmethod
    def read(cls, row: QuerySolution, corpus: Path, settings: Mapping[str, Settings]) -> _Source:
        node, file, expected = (_string(row, name) for name in ("document", "file", "sha256"))
        path = corpus / file
        content = path.read_bytes() if path.is_file() else None
        text = _extract(file, content or b"", settings.get(file, Settings()))
        starts = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
        return cls(node, file, expected, content, text, tuple(starts))

    def check(self) -> Mismatch | None:
        """Compare the file as a whole."""
        if self.content is None:
            return Mismatch("missing", self.node, self.file, 0, self.file, "")
        found = sha256(self.content).hexdigest()
        return None if found == self.sha256 else Mismatch("hash", self.node, self.file, 0, self.sha256, found)

    def look_up(self, row: QuerySolution) -> Mismatch | None:
        """Compare one evidence; those of a missing file are not counted one by one."""
        if self.content is None:
            return None
        node, exact = _string(row, "evidence"), _string(row, "exact")
        line, start, end = (int(_string(row, name)) for name in ("line", "start", "end"))
        found = self.text[start:end]
        if not 0 <= start < end <= len(self.text) or bisect_right(self.line_starts, start) != line:
            return Mismatch("offset", node, self.file, line, exact, found)
        return None if found == exact else Mismatch("quote", node, self.file, line, exact, found)


def _extract(file: str, content: bytes, settings: Settings) -> str:
    """Return the text of a file; one that cannot be read any more has none, and all its quotes are out of place."""
    try:
        return extract_once(file, content, "", settings).text
    except CorpusError:
        return ""


def _violation(row: QuerySolution) -> Violation:
    return Violation(*(text_of(row, name) or "" for name in ("node", "path", "value", "message")))


def _string(row: QuerySolution, variable: str) -> str:
    """Return a value that the query binds in every row."""
    return text_of(row, variable) or ""
