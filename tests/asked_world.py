"""The invented port of Marrow Bay: a plan and its update, as texts, as findings, as a store, and a way to run the program.

The texts are made from the rows below, and every span is looked up in them, so that quotes, lines and offsets are true.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import pyoxigraph as ox
from built import quads_of, write_quads

from bvgraph.cli import main
from bvgraph.graph.vocabulary import DEFAULT_BASE
from bvgraph.records import (
    Action,
    Contradiction,
    Deadline,
    Document,
    Entry,
    EntryKind,
    Findings,
    HandOver,
    Lead,
    LeadKind,
    Link,
    Mention,
    Passage,
    Percent,
    Problem,
    Reading,
    Slip,
    Span,
    Status,
    StatusValue,
)

ESCAPE, OVERRIDE, C1 = chr(27), chr(0x202E), chr(0x9B)
HOSTILE_TITLE = f"Light the [bold]north[/bold] [/x] steps :boom: {ESCAPE}[31m{C1}2J{OVERRIDE}now"
HOSTILE_COMMENT = f"=HYPERLINK(1) {ESCAPE}]0;owned{chr(7)}"

LEAD_KINDS: dict[str, LeadKind] = {"Harbour Master": "post", "Tide Board": "body", "Quay Services": "team"}
DUE = {
    "Jun-31": ("2031-06", dt.date(2031, 6, 30)),
    "Sep-31": ("2031-09", dt.date(2031, 9, 30)),
    "Jan-32": ("2032-01", dt.date(2032, 1, 31)),
    "Mar-32": ("2032-03", dt.date(2032, 3, 31)),
}
STATUSES: dict[str, StatusValue] = {
    "On Target": "on-track",
    "Overdue": "overdue",
    "At Risk": "at-risk",
    "N/A": "not-applicable",
    "Completed": "complete",
}


@dataclass(frozen=True)
class Row:
    """A row as it is printed; ``leads`` are separated by "/"."""

    title: str
    leads: str = ""
    deadline: str = ""
    status: str = ""
    percent: str = ""
    comment: str = ""
    kind: EntryKind = "milestone"
    area: str = ""

    @property
    def line(self) -> str:
        return "\t".join((self.title, self.leads, self.deadline, self.status, self.percent, self.comment, self.area))


HEADER = Row("Activities", "Lead Officer", "Deadline", "Status", "% Comp", "Comments", "activity", "Area")
PLAN_ROWS = (
    Row("Keep the harbour open", kind="activity", area="Harbours"),
    Row("Dredge the inner basin", "Ada Finch", "Jun-31"),
    Row("Paint the harbour lights", "Ada Finch/Harbour Master", "Mar-32"),
    Row("Survey the sea wall", "Cleo Okoro", "Sep-31"),
    Row("Hold the regatta", "Ada Finch", "Sep-31"),
    Row("Look after the lanterns", "Cleo Okoro", kind="activity", area="Lanterns"),
    Row(HOSTILE_TITLE, "Tide Board", "Jan-32"),
    Row("Replace the lantern glass", "Cleo Okoro", "Mar-32"),
)
UPDATE_ROWS = (
    Row("Keep the harbour open", "Bram Okoro", kind="activity", area="Harbours"),
    Row("Dredge the inner basin (phase 1)", "Bram Okoro", "Jan-32", "On Target", "50%", "Dredger at Gull Pier."),
    Row("Paint the harbour lights", "Harbour Master/Bram Okoro", "Mar-32", "On Target", "20%", "Paint is in."),
    Row("Survey the sea wall", "Cleo Okoro", "Sep-31", "Overdue", "10%", "Late start."),
    Row("Hold the regatta", "Bram Okoro", "Sep-31", "N/A", "", "No longer held."),
    Row("Look after the lanterns", "Cleo Okoro", kind="activity", area="Lanterns"),
    Row(HOSTILE_TITLE, "Tide Board", "Jan-32", "Completed", "100%", HOSTILE_COMMENT),
    Row("Replace the lantern glass", "Cleo Okoro", "Mar-32", "At Risk", "30%", "Delivery has slipped to May 2032."),
    Row("Number the berths", "Quay Services", "Mar-32", "Completed", "80%", "Done but for signs."),
)


def make_document(name: str, rows: Sequence[Row], kind: str, as_of: str) -> Document:
    text = "".join(f"{row.line}\n" for row in (HEADER, *rows))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    title = {"plan": "Marrow Bay Plan 2031-32", "update": "Marrow Bay Plan 2031-32: year-end update"}[kind]
    plan, publisher, period = "Marrow Bay Plan 2031-32", "Marrow Bay Council", "2031-04/2032-03"
    return Document(name, f"{name}.txt", title, plan, publisher, kind, period, as_of, sha256, text)


PLAN = make_document("mb-plan", PLAN_ROWS, "plan", "2031-04")
UPDATE = make_document("mb-year-end", UPDATE_ROWS, "update", "2032-02-26")
TEXTS = {document.id: document.text for document in (PLAN, UPDATE)}


def find_span(document: Document, line: int, quote: str) -> Span:
    lines = document.text.split("\n")
    start = sum(len(text) + 1 for text in lines[: line - 1]) + lines[line - 1].index(quote)
    return Span(document.id, line, start, start + len(quote), quote)


def make_entries(document: Document, rows: Sequence[Row]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    parent: Entry | None = None
    for line, row in enumerate(rows, start=2):
        entry = make_entry(document, line, row, parent if row.kind == "milestone" else None)
        parent = entry if row.kind == "activity" else parent
        entries.append(entry)
    return tuple(entries)


def make_entry(document: Document, line: int, row: Row, parent: Entry | None) -> Entry:
    def spans(quote: str) -> tuple[Span, ...]:
        return (find_span(document, line, quote),)

    area = Passage(row.area, spans(row.area)) if row.area else parent.area if parent else None
    edtf, due_by = DUE.get(row.deadline, (None, None))
    return Entry(
        id=f"{document.id}/{line}",
        document=document.id,
        line=line,
        last_line=line,
        kind=row.kind,
        title=Passage(row.title, spans(row.title)),
        area=area,
        parent=parent.id if parent else None,
        parent_title=parent.title.text if parent else None,
        leads=tuple(Lead(name, LEAD_KINDS.get(name, "person"), spans(name)) for name in filter(None, row.leads.split("/"))),
        deadline=Deadline(row.deadline, edtf, due_by, spans(row.deadline)) if row.deadline else None,
        status=Status(row.status, STATUSES[row.status], spans(row.status)) if row.status else None,
        percent=Percent(int(row.percent.rstrip("%")), spans(row.percent)) if row.percent else None,
        comment=Passage(row.comment, spans(row.comment)) if row.comment else None,
        places=(line,),
    )


def make_findings() -> Findings:
    plan, update = make_entries(PLAN, PLAN_ROWS), make_entries(UPDATE, UPDATE_ROWS)
    mention = Mention("venue", "Gull Pier", find_span(UPDATE, 3, "Gull Pier"), "mb-year-end/3")
    finch = Mention("person", "Ada Finch", find_span(PLAN, 3, "Ada Finch"), "mb-plan/3")
    problem = Problem("mb-year-end", 3, "guessed", "the row was read twice", f"x{ESCAPE}[2Jy")
    readings = (Reading(PLAN, plan, (), (finch,), 1.0), Reading(UPDATE, update, (problem,), (mention,), 0.9876))
    links = tuple(
        Link(f"mb-plan/{line}", f"mb-year-end/{line}", "same", 0.9, ("title 0.90", "lead 0.50")) for line in range(2, 10)
    )
    odd = Contradiction("past-due", "a3", "mb-year-end/3", None, 'printed as "On Target" 26 days after its deadline, Jan-32')
    other = Contradiction("heading", "a2", "mb-year-end/2", "mb-year-end/5", "better than a row beneath it")
    return Findings(readings, links, make_actions(update), make_slips(), make_handovers(), contradictions=(odd, other))


def make_actions(update: Sequence[Entry]) -> tuple[Action, ...]:
    actions = []
    for entry in update:
        entries = (f"mb-plan/{entry.line}", entry.id) if entry.line < 10 else (entry.id,)
        parent = f"a{entry.parent.rsplit('/', 1)[1]}" if entry.parent else None
        actions.append(Action(f"a{entry.line}", entry.title.text, entry.kind, entries, parent))
    return tuple(actions)


def make_slips() -> tuple[Slip, ...]:
    def at(line: int) -> tuple[str, str, str]:
        return f"a{line}", f"mb-year-end/{line}", f"mb-plan/{line}"

    told = "Delivery has slipped to May 2032."
    return (
        Slip("lapsed", *at(3), True, "2032-01", None, 26),
        Slip("moved", *at(3), False, "2031-06", "2032-01", 215),
        Slip("declared", *at(5), False, "2031-09", None, None),
        Slip("lapsed", *at(5), False, "2031-09", None, 149),
        Slip("dropped", *at(6), False, "2031-09", None, None),
        Slip("declared", *at(9), False, "2032-03", None, None),
        Slip("narrated", *at(9), False, "2032-03", "2032-05", 61, told, (find_span(UPDATE, 9, told),)),
    )


def make_handovers() -> tuple[HandOver, ...]:
    return tuple(
        HandOver(f"a{line}", f"mb-plan/{line}", f"mb-year-end/{line}", ("Ada Finch",), ("Bram Okoro",)) for line in (3, 4, 6)
    )


@cache
def make_quads() -> tuple[ox.Quad, ...]:
    return tuple(quads_of(make_findings()))


@cache
def make_store() -> ox.Store:
    store = ox.Store()
    store.extend(make_quads())
    return store


def write_world(folder: Path) -> Path:
    """Write the texts and the store; return the folder of the store."""
    for document in (PLAN, UPDATE):
        (folder / document.file).write_bytes(document.text.encode())
    write_quads(make_quads(), folder / "store", DEFAULT_BASE)
    return folder / "store"


class Run(NamedTuple):
    """What came of one run of the program."""

    code: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A stream in memory that says whether it is a terminal."""

    def __init__(self, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        content = self.buffer.getvalue()  # type: ignore[attr-defined]
        assert isinstance(content, bytes)
        return content.decode("utf-8")


def run(*words: str, terminal: bool = False, stdin: str = "") -> Run:
    """Run the command line in this process, as if on a terminal or in a pipe."""
    out, err = Stream(terminal), Stream(terminal)
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "stdin", io.StringIO(stdin)),
    ):
        try:
            main(words)
            code: object = 0
        except SystemExit as leaving:
            code = leaving.code
    assert isinstance(code, int)
    return Run(code, out.text(), err.text())
