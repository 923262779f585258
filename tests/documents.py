"""Documents for tests, written as strings: a bar stands for the tab between two cells."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent

from bvgraph.reading.entries import read_document
from bvgraph.records import Document, Entry, Reading


def set_tabs(text: str) -> str:
    """The text as a PDF gives it: margin and first line end off, bars as tabs."""
    lines = dedent(text).strip("\n").split("\n")
    return "\n".join("\t".join(cell.strip() for cell in line.split("|")) if "|" in line else line for line in lines)


def make_document(text: str, name: str = "isle-plan", kind: str = "plan", as_of: str = "2024-04") -> Document:
    return Document(
        id=name,
        file=f"{name}.txt",
        title="Isle of Nowhere Improvement Plan",
        plan="Isle of Nowhere Improvement Plan",
        publisher="Isle of Nowhere Council",
        kind=kind,
        period="2024-04/2025-03",
        as_of=as_of,
        sha256="0" * 64,
        text=text,
    )


def read(text: str, earlier: Sequence[Entry] = (), **values: str) -> Reading:
    return read_document(make_document(set_tabs(text), **values), earlier)


def leads_of(entry: Entry) -> list[str]:
    return [lead.name for lead in entry.leads]


def due(entry: Entry) -> str | None:
    return entry.deadline.edtf if entry.deadline else None


def state(entry: Entry) -> str | None:
    return entry.status.value if entry.status else None


def comment(entry: Entry) -> str | None:
    return entry.comment.text if entry.comment else None


def titles(reading: Reading) -> list[str]:
    return [entry.title.text for entry in reading.entries]


def area(entry: Entry) -> str | None:
    return entry.area.text if entry.area else None


def ref(entry: Entry) -> str | None:
    return entry.ref.text if entry.ref else None
