"""A manifest entry for a file: guessed from what it says, written behind those that are there."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from bvgraph.errors import CorpusError, UsageError
from bvgraph.reading.calendars import find_day
from bvgraph.reading.corpus import KEYS, describe_file
from bvgraph.reading.edtf import bounds
from bvgraph.reading.entries import read_document
from bvgraph.reading.folders import MANIFEST
from bvgraph.reading.publishers import guess_publisher
from bvgraph.records import Entry

ASKED = ("id", "title", "plan", "publisher", "kind", "period", "as_of")
KINDS = ("plan", "update", "narrative")
_EDITION = re.compile(  # what tells one print of a plan from another
    r"\s*[:–(,-]+\s*(?:(?:q[1-4]|quarter \d|mid-?year|year[- ]end|monthly|final|progress)\b.*|.*\bupdate\b.*)$",
    re.IGNORECASE,
)


def guess_entry(path: Path) -> dict[str, str]:
    """The keys of a manifest entry, as far as the file tells; what it does not tell is empty.

    Raises CorpusError where the file cannot be read.
    """
    document, _ = describe_file(path)
    entries = read_document(document).entries
    as_of = find_day(document.title, document.text)
    title = document.title if re.search(r"[^\W\d_]{3}", document.title) else path.stem
    return {
        "id": document.id,
        "file": path.name,
        "sha256": document.sha256,
        "title": title,
        "plan": _EDITION.sub("", title).strip() or title,
        "publisher": guess_publisher(document.text),
        "kind": _guess_kind(entries),
        "period": document.period or _guess_period(as_of),
        "as_of": as_of,
    }


def _guess_kind(entries: tuple[Entry, ...]) -> str:
    """An update tells of progress, a plan only sets deadlines."""
    if not entries:
        return "narrative"
    told = sum(bool(e.status or e.percent or e.comment) for e in entries)
    return "update" if told * 2 > len(entries) else "plan"


def _guess_period(as_of: str) -> str:
    """The financial year, from April to March, in which the day lies."""
    last = bounds(as_of)[1] if as_of else None
    if last is None:
        return ""
    year = last.year - (last.month < 4)
    return f"{year}-04/{year + 1}-03"


def check_entry(values: Mapping[str, str]) -> None:
    """Raise UsageError for a value that a manifest cannot have, or that is missing."""
    for key in KEYS:
        if not values.get(key, "").strip():
            raise UsageError(f"{values['file']}: {key} is not in the text; give it, as in --{key.replace('_', '-')} VALUE")
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", values["id"]):
        raise UsageError(f'{values["id"]!r}: an id may have small letters, digits, "-", "." and "_" only')
    for key in ("period", "as_of"):
        try:
            bounds(values[key])
        except ValueError as e:
            raise UsageError(f"{values[key]!r}: no EDTF date, as 2024-12-31, 2024-12 or 2024-04/2025-03") from e


def add_entry(folder: Path, values: Mapping[str, str]) -> list[str]:
    """Write the entry behind those of the manifest, all or nothing; returns the files of the folder that it does not list.

    Raises UsageError for a value that cannot be, or a file or id that is listed already, CorpusError for a broken manifest.
    """
    check_entry(values)
    manifest = folder / MANIFEST
    before = manifest.read_text("utf-8") if manifest.is_file() else ""
    try:
        listed = tomllib.loads(before).get("document", [])
    except tomllib.TOMLDecodeError as e:
        raise CorpusError(f"{manifest}: not TOML ({e}). See https://toml.io for the format") from e
    for key in ("id", "file"):
        if any(entry.get(key) == values[key] for entry in listed):
            raise UsageError(f'{manifest} lists the {key} "{values[key]}" already; change the entry there')
    lines = [f"{key} = {json.dumps(values[key], ensure_ascii=False)}\n" for key in KEYS]
    after = before + ("\n" if before else "") + "[[document]]\n" + "".join(lines)
    tomllib.loads(after)
    part = manifest.with_suffix(".part")
    part.write_text(after, "utf-8")
    part.replace(manifest)
    known = {str(entry.get("file")) for entry in listed} | {values["file"], MANIFEST}
    return sorted(p.name for p in folder.iterdir() if p.is_file() and p.name not in known and not p.name.startswith("."))
