"""The published plans, measured against annotations made by eye; they lie beside the checkout and are no part of it."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from built import find_all

from bvgraph.records import Entry, Findings, Passage

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS, GOLD, SCORER = SHARED / "corpus", SHARED / "gold", SHARED / "score.py"
pytestmark = pytest.mark.skipif(
    not (CORPUS.is_dir() and GOLD.is_dir() and SCORER.is_file()),
    reason=f"the published plans and their annotations are not at {SHARED}; the other tests need neither",
)
LEAST = {
    "f1": 0.995,
    "precision": 0.995,
    "recall": 0.995,
    "title": 0.98,
    "kind": 1.0,
    "parent": 0.99,
    "ref": 1.0,
    "leads": 0.99,
    "deadline": 0.995,
    "status": 0.99,
    "percent": 0.99,
    "comment": 0.97,
}


@cache
def findings() -> Findings:
    return find_all(CORPUS)


def entries() -> list[Entry]:
    return [e for r in findings().readings for e in r.entries]


def text_of(passage: Passage | None) -> str | None:
    return passage.text if passage else None


def restate(e: Entry) -> dict[str, object]:
    """The keys that the scorer reads, as in the contract for ``bvgraph entries``."""
    return {
        "document": e.document,
        "line": e.line,
        "kind": e.kind,
        "area": text_of(e.area),
        "ref": text_of(e.ref),
        "parent": e.parent_title,
        "title": e.title.text,
        "leads": [{"name": lead.name} for lead in e.leads],
        "deadline": {"edtf": e.deadline.edtf} if e.deadline else None,
        "status": {"value": e.status.value} if e.status else None,
        "percent": e.percent.value if e.percent else None,
        "comment": text_of(e.comment),
        "planned": text_of(e.planned),
        "monitoring": [m.text for m in e.monitoring],
    }


def test_rows_and_their_values_are_those_that_are_printed(tmp_path: Path) -> None:
    found = tmp_path / "entries.json"
    found.write_text(json.dumps([restate(e) for e in entries()]), "utf-8")
    least = [word for name, figure in LEAST.items() for word in ("--min", f"{name}={figure}")]
    run = subprocess.run(
        [sys.executable, SCORER, "--wrong", *least, "entries", GOLD, found], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_value_is_quoted_verbatim_from_its_place() -> None:
    texts = {r.document.id: r.document.text for r in findings().readings}
    passages = [p for e in entries() for p in (e.title, e.area, e.ref, e.comment, e.planned, *e.monitoring) if p]
    values = [v for e in entries() for v in (*e.leads, e.deadline, e.status, e.percent) if v]
    spans = [s for x in (*passages, *values) for s in x.spans]
    assert len(spans) > 2000
    wrong = [s for s in spans if texts[s.document][s.start : s.end] != s.text]
    displaced = [s for s in spans if texts[s.document].count("\n", 0, s.start) + 1 != s.line]
    assert wrong == []
    assert displaced == []


def test_nothing_is_lost_but_what_is_reported() -> None:
    for reading in findings().readings:
        assert reading.coverage >= 0.999
        lost = [p for p in reading.problems if p.kind in ("unplaced", "garbled")]
        assert bool(lost) == (reading.coverage < 1)


def test_slips_that_a_plan_and_its_update_show() -> None:
    slips = findings().slips
    entry = {e.id: e for e in entries()}
    silent = [s for s in slips if s.silent]
    assert len(silent) == 11
    assert all(s.kind == "lapsed" and entry[s.entry].status is not None for s in silent)
    same_plan = [s for s in slips if s.kind == "moved" and s.before]
    assert len(same_plan) >= 4
    assert all(s.days and s.days > 0 for s in same_plan)
