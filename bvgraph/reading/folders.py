"""Which files of a folder make up a corpus; whoever only asks whether they changed need not load what reads them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bvgraph.reading.formats.registry import LARGEST_FILE, REFUSED, SUFFIXES

MANIFEST: Final = "manifest.toml"
DECISIONS: Final = "decisions.toml"


def find_files(folder: Path) -> list[Path]:
    """The files that say what is in a corpus: its documents, and its manifest if it has one; in a fixed order.

    Raises nothing: what is wrong with them shows when the corpus is read.
    """
    manifest = folder / MANIFEST
    if manifest.is_file():
        return [manifest, *(folder / file for file in list_entries(folder))]
    return sorted(path for path in folder.iterdir() if is_document(path)) if folder.is_dir() else []


def list_entries(folder: Path) -> dict[str, Mapping[str, object]]:
    """The manifest's entries by the files that they name, as far as they can be told; raises nothing.

    A file that is not in the folder, is none, or is too large is left out: only the error is to come of it.
    """
    try:
        listed = tomllib.loads((folder / MANIFEST).read_text("utf-8")).get("document")
    except (OSError, ValueError):
        return {}
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return {file: entry for entry in entries if isinstance(file := entry.get("file"), str) and is_readable(folder, file)}


def is_readable(folder: Path, file: str) -> bool:
    """Tell whether a file is one, in the folder, and of a size that is read."""
    path = folder / file
    return is_within(folder, file) and path.is_file() and path.stat().st_size <= LARGEST_FILE


def is_within(folder: Path, file: str) -> bool:
    """Tell whether a file that is named in a folder does not lead out of it."""
    return (folder / file).resolve().is_relative_to(folder.resolve())


def is_document(path: Path) -> bool:
    """A file that is read, or that could be if it were saved in another format; office programs' lock files are neither."""
    apart = path.name.startswith((".", "~$")) or path.stem.casefold() == "readme"
    return path.is_file() and not apart and path.suffix.casefold() in (*SUFFIXES, *REFUSED)
