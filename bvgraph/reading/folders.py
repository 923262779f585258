"""Which files of a folder make up a corpus; whoever only asks whether they changed need not load what reads them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from bvgraph.reading.formats.registry import REFUSED, SUFFIXES

MANIFEST: Final = "manifest.toml"
DECISIONS: Final = "decisions.toml"


def find_files(folder: Path) -> list[Path]:
    """The files that say what is in a corpus: its documents, and its manifest if it has one; in a fixed order.

    Raises nothing: a file that should be there is listed too, and so is none where the manifest is no list of documents.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return sorted(path for path in folder.iterdir() if is_document(path)) if folder.is_dir() else []
    try:
        listed = tomllib.loads(manifest.read_text("utf-8"))["document"]
        return [manifest, *(folder / str(entry["file"]) for entry in listed)]
    except (ValueError, KeyError, TypeError):
        return [manifest]


def is_document(path: Path) -> bool:
    """A file that is read, or that could be if it were saved in another format; office programs' lock files are neither."""
    apart = path.name.startswith((".", "~$")) or path.stem.casefold() == "readme"
    return path.is_file() and not apart and path.suffix.casefold() in (*SUFFIXES, *REFUSED)
