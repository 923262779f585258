"""A folder of plans in any format that is read, with its manifest or without, -> documents."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path, PurePath

from bvgraph.errors import CorpusError
from bvgraph.keeping import Shelf, digest
from bvgraph.originals import Settings
from bvgraph.reading.edtf import bounds
from bvgraph.reading.folders import MANIFEST, find_files, is_readable, is_within, list_entries
from bvgraph.reading.formats.lines import Extract
from bvgraph.reading.formats.registry import LARGEST_FILE, SUFFIXES, extract
from bvgraph.reading.publishers import is_publisher, tell_publishers
from bvgraph.reading.settings import KEYS as SETTINGS
from bvgraph.reading.settings import read_settings, settled_by
from bvgraph.records import Document, Problem

KEYS = tuple(f.name for f in fields(Document) if f.name not in ("text", "places", "settings"))
_TITLED = 3  # lines among which a document has its title, if the first names whose it is
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_YEARS = re.compile(r"(20\d\d)\s?[-/–]\s?(?:20)?(\d\d)\b")


def read_corpus(folder: Path, shelf: Shelf | None = None) -> tuple[list[Document], list[Problem]]:
    """Read the documents that ``manifest.toml`` lists, or without one every file of a format that is read; ordered by id.

    The problems say what had to be guessed, or could not be taken over: an encoding, a status printed as a colour, a hidden
    sheet, or what a manifest would have stated.  Texts that were taken out of files before are on the ``shelf``.
    Raises CorpusError where a listed file, the manifest or a checksum is not as it should be, or no file at all can be
    read; a file that no manifest lists is left out where it cannot be read, which is among the problems of the first text.
    """
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder. Name a folder with plan texts, for instance: bvgraph build corpus")
    manifest = folder / MANIFEST
    read = _read_listed(folder, manifest, shelf) if manifest.is_file() else _read_unlisted(folder, shelf)
    documents, problems = [d for d, _ in read], [p for _, found in read for p in found]
    return sorted(documents, key=lambda d: d.id), problems


def _read_listed(folder: Path, manifest: Path, shelf: Shelf | None) -> list[tuple[Document, list[Problem]]]:
    try:
        data = tomllib.loads(manifest.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise CorpusError(f"{manifest}: not TOML ({e}). See https://toml.io for the format") from e
    listed = data.get("document")
    if not isinstance(listed, list) or not listed or set(data) != {"document"}:
        raise CorpusError(f"{manifest}: must hold one [[document]] table for each text, and nothing else")
    out = [_read_entry(manifest, number, entry, shelf) for number, entry in enumerate(listed, 1)]
    ids = [d.id for d, _ in out]
    if double := next((i for i in ids if ids.count(i) > 1), None):
        raise CorpusError(f'{manifest}: two documents have the id "{double}"; every id must be its own')
    return out


def _read_entry(
    manifest: Path, number: int, entry: Mapping[str, object], shelf: Shelf | None
) -> tuple[Document, list[Problem]]:
    where = f"{manifest}: document {number} ({entry.get('id', 'without id')})"
    unknown, missing = sorted(set(entry) - {*KEYS, *SETTINGS}), [k for k in KEYS if k not in entry]
    if unknown:
        raise CorpusError(f'{where}: unknown key "{unknown[0]}"; the keys are {", ".join((*KEYS, *SETTINGS))}')
    if missing:
        raise CorpusError(f'{where}: the key "{missing[0]}" is missing; the keys are {", ".join(KEYS)}')
    if wrong := next((k for k in KEYS if not isinstance(entry[k], str)), None):
        raise CorpusError(f'{where}: "{wrong}" must be a text in quotes')
    values = {k: str(entry[k]) for k in KEYS}
    _check_values(where, values)
    data = _read_bytes(_find_file(manifest.parent, where, values["file"]))
    if hashlib.sha256(data).hexdigest() != values["sha256"]:
        raise CorpusError(
            f"{where}: {values['file']} is not the text that the manifest describes (sha256 differs). "
            f'If the new text is meant, set sha256 = "{hashlib.sha256(data).hexdigest()}"'
        )
    settings = read_settings(where, entry)
    read = extract_once(values["file"], data, values["id"], settings, shelf)
    return Document(text=read.text, places=read.places, settings=settings, **values), list(read.problems)


def find_settings(folder: Path) -> dict[str, Settings]:
    """The settings by file, as far as the manifest of the folder can be read; raises nothing."""
    return _settle_entries(list_entries(folder))


def _settle_entries(entries: Mapping[str, Mapping[str, object]]) -> dict[str, Settings]:
    try:
        return {file: read_settings(MANIFEST, entry) for file, entry in entries.items()}
    except CorpusError:
        return {}


@dataclass(frozen=True, slots=True)
class Original:
    """A file that text has to be taken out of: where it is, its name and document in the corpus, how it is to be read."""

    path: Path
    name: str
    document: str
    settings: Settings


def find_originals(folder: Path) -> list[Original]:
    """The documents of a corpus that are no text files.  Raises nothing: what is wrong shows when the corpus is read."""
    if (folder / MANIFEST).is_file():
        entries = list_entries(folder)
        settled = _settle_entries(entries).items()
        found = [Original(folder / file, file, str(entries[file].get("id", "")), own) for file, own in settled]
    else:
        readable = (path for path in find_files(folder) if is_readable(folder, path.name))
        found = [Original(path, path.name, make_id(path), Settings()) for path in readable]
    return [original for original in found if original.path.suffix.casefold() != ".txt"]


def extract_once(
    name: str,
    data: bytes,
    document: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    shelf: Shelf | None = None,
) -> Extract:
    """The text of a file, taken from the ``shelf`` if these bytes were read before; raises CorpusError as extract does.

    A text file is its own text, and is not kept a second time.
    """

    def read() -> Extract:
        with settled_by(settings):
            return extract(name, data, document)

    if shelf is None or PurePath(name).suffix.casefold() == ".txt":
        return read()
    return shelf.recall(_key(name, data, document, settings), Extract, read)


def is_extracted(original: Original, shelf: Shelf) -> bool:
    """Tell whether the text of a file is on the shelf."""
    key = _key(original.name, original.path.read_bytes(), original.document, original.settings)
    return shelf.holds(key, Extract)


def _key(name: str, data: bytes, document: str, settings: Settings) -> str:
    return digest(name, document, hashlib.sha256(data).hexdigest(), repr(settings))


def _check_values(where: str, values: Mapping[str, str]) -> None:
    if not _ID.fullmatch(values["id"]):
        raise CorpusError(f'{where}: the id may have small letters, digits, "-", "." and "_" only')
    for key in ("as_of", "period"):
        try:
            bounds(values[key])
        except ValueError as e:
            raise CorpusError(
                f'{where}: {key} = "{values[key]}" is no EDTF date (2024-12-31, 2024-12, 2024-04/2025-03)'
            ) from e


def _find_file(folder: Path, where: str, name: str) -> Path:
    path = folder / name
    if not is_within(folder, name):
        raise CorpusError(f"{where}: file = {name!r} leads out of the corpus folder")
    if not path.is_file():
        raise CorpusError(f"{where}: there is no file {path}")
    return path


def _read_unlisted(folder: Path, shelf: Shelf | None) -> list[tuple[Document, list[Problem]]]:
    paths = find_files(folder)
    if not paths:
        known = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
        raise CorpusError(f"{folder}: no {MANIFEST} and no {known} in it. Put the plan texts there, one file a document")
    described, refused = _describe_files(paths, shelf)
    files: defaultdict[str, list[str]] = defaultdict(list)
    for document, _ in described:
        files[document.id].append(document.file)
    if double := next((held for held in files.items() if len(held[1]) > 1), None):
        raise CorpusError(
            f'{folder}: {" and ".join(double[1])} would have one id, "{double[0]}". Keep one if they are the same text; '
            f"else rename one, or give each an id in {MANIFEST}"
        )
    told = tell_publishers([document for document, _ in described])
    described = [(document, [*problems, *more]) for (_, problems), (document, more) in zip(described, told, strict=True)]
    first, problems = min(described, key=lambda one: one[0].id)
    problems += [Problem(first.id, 1, "left-out", f"beside this text, and left out: {e}", name) for name, e in refused]
    return described


def _describe_files(
    paths: Sequence[Path], shelf: Shelf | None
) -> tuple[list[tuple[Document, list[Problem]]], list[tuple[str, CorpusError]]]:
    """Those files that can be read, and why each other one cannot; raises CorpusError where none can."""
    described, refused = [], list[tuple[str, CorpusError]]()
    for path in paths:
        try:
            described.append(describe_file(path, shelf))
        except CorpusError as e:
            refused.append((path.name, e))
    if not described:
        raise refused[0][1]
    return described, refused


def describe_file(path: Path, shelf: Shelf | None = None) -> tuple[Document, list[Problem]]:
    """Read a file, and off its text what a manifest would say; the day for which it speaks is not printed in it.

    Raises CorpusError where the file cannot be read.
    """
    data = _read_bytes(path)
    ident = make_id(path)
    read = extract_once(path.name, data, ident, shelf=shelf)
    text = read.text
    lines = [" ".join(line.split()) for line in text.lstrip("\ufeff").splitlines() if line.strip() and "\t" not in line]
    title = next((line for line in lines[:_TITLED] if not is_publisher(line)), lines[0] if lines else path.stem)[:120]
    years = _YEARS.search(title) or _YEARS.search(text[:2000])
    period = f"{years[1]}-04/20{years[2]}-03" if years and int(years[2]) == (int(years[1]) + 1) % 100 else ""
    checksum = hashlib.sha256(data).hexdigest()
    stated = (title, title, "", "not stated", period, "", checksum)
    document = Document(ident, path.name, *stated, text, read.places)
    message = (
        f"no {MANIFEST} describes this text: the day it speaks for (as_of) is unknown, so no deadline counts as lapsed; "
        f'its plan is taken to be "{title}"'
    )
    return document, [*read.problems, Problem(ident, 1, "manifest", message, path.name)]


def make_id(path: Path) -> str:
    """The id of a document that no manifest names: that of its file, in small letters and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", path.stem.casefold()).strip("-") or "document"


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CorpusError(f"{path}: larger than {LARGEST_FILE:,} bytes; take out the part with the plan")
        return path.read_bytes()
    except OSError as e:
        raise CorpusError(f"{path}: cannot be read ({e.strerror})") from e
