"""Whether anything changed since a store was built: the documents, what people decided, or the program that reads them.

The summary of a build is left in its generation, with a fingerprint of all that it came from.  A build from the same
would give the same, byte for byte, so it need not run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

from bvgraph.errors import StoreError
from bvgraph.graph.store import open_store, read_meta
from bvgraph.graph.vocabulary import find_resource
from bvgraph.keeping import digest
from bvgraph.reading.folders import DECISIONS, find_files

FILE: Final = "summary.json"
_ENGINES: Final = ("spacy", "rapidfuzz", "networkx", "pyoxigraph")
_OPENERS: Final = ("lxml", "markdown-it-py", "openpyxl", "pdfminer.six", "pdfplumber")
"""What takes the text out of files; not everybody has it installed."""
_PROGRAM: Final = frozenset({".py", ".toml", ".rq"})


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What was read from one document: rows by kind, mentions, problems, and the share of its text accounted for."""

    id: str
    title: str
    rows: dict[str, int]
    mentions: int
    problems: int
    coverage: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    documents: tuple[DocumentSummary, ...]
    actions: int
    slips: int
    quads: int


def find_unchanged(corpus: Path, store: Path, base: str) -> Summary | None:
    """Return what the last build into ``store`` did, if nothing that it came from has changed since; else None.

    Raises CorpusError for a corpus that cannot be read.
    """
    fingerprint = take_fingerprint(corpus, base)
    try:
        open_store(store)
        held = json.loads((store / read_meta(store).generation / FILE).read_bytes())
    except (StoreError, OSError, ValueError):
        return None
    if not isinstance(held, dict) or held.pop("fingerprint", None) != fingerprint:
        return None
    return Summary(tuple(DocumentSummary(**document) for document in held.pop("documents")), **held)


def keep_summary(summary: Summary, store: Path, fingerprint: str) -> None:
    """Leave the summary of a build beside its graph."""
    content = json.dumps({"fingerprint": fingerprint, **asdict(summary)}, ensure_ascii=False, indent=1)
    (store / read_meta(store).generation / FILE).write_text(content, "utf-8")


def take_fingerprint(corpus: Path, base: str) -> str:
    """Return a digest of all that a build comes from: the files of the corpus, what was decided, and the program."""
    files = (part for path in [corpus / DECISIONS, *find_files(corpus)] for part in _describe_file(path))
    return digest(base, *files, find_version())


def _describe_file(path: Path) -> tuple[str, str]:
    try:
        with path.open("rb") as file:
            return path.name, hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return path.name, ""


@cache
def find_version() -> str:
    """Return a digest of the program that reads and states, and of the libraries that it reads with."""
    engines = (f"{name} {metadata.version(name)}" for name in _ENGINES)
    return digest(*engines, *map(_find_opener, _OPENERS), *_digest_program())


def _find_opener(name: str) -> str:
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return name


def _digest_program() -> Iterator[str]:
    """Every file of the program that has a say in what is read and stated."""
    for folder in (Path(__file__).resolve().parent.parent, find_resource("queries")):
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _PROGRAM and path.is_file()):
            yield f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
