"""What is known of the original file of a document: where its lines stand in it, and how it is to be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of an extracted text stands in the original file, for a person to find it again.

    ``cells`` names the place of each cell of a table row ("Sheet1!C7", "table 2, row 3, cell 1"), of a line outside
    tables the one it has, if any; ``box`` is left, top, right and bottom on the page, in points from its upper left corner.
    """

    line: int
    page: int | None = None
    cells: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the manifest settles of how a document is read; pairs of what is printed and what it stands for.

    ``dates`` is the order of dates in figures: dmy or mdy; empty where it is left to the document.
    """

    columns: tuple[tuple[str, str], ...] = ()
    status: tuple[tuple[str, str], ...] = ()
    dates: str = ""
