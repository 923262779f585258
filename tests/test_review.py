"""Links that a person settles: what a decision does to the actions, and how review asks for one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from asked_world import Run, run
from built import find_all

from bvgraph.errors import CorpusError
from bvgraph.records import Findings

MANIFEST = """
[[document]]
id = "{id}"
file = "{id}.txt"
sha256 = "{sha}"
title = "{title}"
plan = "{plan}"
publisher = "Isle Council"
kind = "plan"
period = "{year}"
as_of = "{year}-03-31"
"""
ROWS = {
    "first": ["Paint the lamp room\tAnn Ode\tMay-24", "Buy a second lamp\tBen Roe\tJun-24"],
    "again": ["Paint the lamp room\tAnn Ode\tMay-25", "Order lanterns for the gallery\tBen Roe\tJun-25"],
}
SIGNED = 'who = "B. Roe"\nwhen = 2026-05-04\n'


TWICE = {
    "first": [
        "Hold the harbour dredging tender\tAnn Ode\tMay-24",
        "Award the harbour dredging tender\tAnn Ode\tMay-24",
        "Count the gulls on the pier\tBen Roe\tJun-24",
        "Repair the quay wall\tBen Roe\tJun-24",
    ],
    "again": ["Finish the harbour dredging tender\tAnn Ode\tMay-25", "Paint the doors\tBen Roe\tJun-25"],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path, ROWS, ("Plan", "Plan"))


@pytest.fixture
def open_corpus(tmp_path: Path) -> Path:
    """Two plans, of which the second has a row that may go on from either of two in the first."""
    return write_corpus(tmp_path, TWICE, ("Plan", "Next"))


def write_corpus(folder: Path, documents: dict[str, list[str]], plans: tuple[str, ...], columns: str = "") -> Path:
    manifest = ""
    for year, ((name, rows), plan) in enumerate(zip(documents.items(), plans, strict=True), 2024):
        text = f"Harbours\nActivities\tLead Officer\tDeadline{columns}\n1. Mend the lighthouse\n" + "\n".join(rows) + "\n"
        (folder / f"{name}.txt").write_text(text, "utf-8")
        sha = hashlib.sha256(text.encode()).hexdigest()
        manifest += MANIFEST.format(id=name, sha=sha, title=f"Plan {year}", plan=plan, year=year)
    (folder / "manifest.toml").write_text(manifest, "utf-8")
    return folder


def settle(corpus: Path, decisions: str) -> Findings:
    (corpus / "decisions.toml").write_text(decisions, "utf-8")
    return find_all(corpus)


def actions(findings: Findings) -> set[tuple[str, ...]]:
    return {action.entries for action in findings.actions}


def test_two_rows_that_are_said_to_be_one_are_one(corpus: Path) -> None:
    assert ("first/5", "again/5") not in actions(find_all(corpus))
    found = settle(corpus, f'[[link]]\nsame = ["again/5", "first/5"]\n{SIGNED}why = "minutes"\n')
    assert ("first/5", "again/5") in actions(found)
    (link,) = [link for link in found.links if link.decided_by == "decision"]
    assert (link.earlier, link.later, link.relation, link.score) == ("first/5", "again/5", "same", 1.0)
    assert link.reasons == ("decided by B. Roe, 2026-05-04: minutes",)


def test_two_rows_that_are_said_to_be_different_are_two(corpus: Path) -> None:
    assert ("first/4", "again/4") in actions(find_all(corpus))
    found = settle(corpus, f'[[link]]\ndifferent = ["first/4", "again/4"]\n{SIGNED}')
    assert {("first/4",), ("again/4",)} <= actions(found)
    assert not [link for link in found.links if (link.earlier, link.later) == ("first/4", "again/4")]


def test_a_decision_takes_the_place_of_the_link_that_was_found(corpus: Path) -> None:
    found = settle(corpus, f'[[link]]\nsame = ["first/5", "again/4"]\n{SIGNED}')
    assert ("first/5", "again/4") in actions(found)
    assert ("first/4",) in actions(found)


def test_rows_that_are_different_do_not_meet_by_way_of_a_third(corpus: Path) -> None:
    with pytest.raises(CorpusError, match="are different by the decision of B"):
        settle(
            corpus,
            f'[[link]]\nsame = ["first/4", "again/4", "again/5"]\n{SIGNED}'
            f'[[link]]\ndifferent = ["first/4", "again/5"]\n{SIGNED}',
        )


def test_a_decision_about_no_entry_is_refused_with_the_nearest(corpus: Path) -> None:
    with pytest.raises(CorpusError, match=r'there is no entry "first/44".*first/4'):
        settle(corpus, f'[[link]]\nsame = ["first/44", "again/4"]\n{SIGNED}')


def review(corpus: Path, typed: str) -> Run:
    store = str(corpus / "store")
    assert run("build", str(corpus), "--store", store).code == 0
    return run("review", str(corpus), "--who", 'Ann "Ode"', "--store", store, stdin=typed)


def test_review_asks_about_proposals_and_writes_down_what_is_said(open_corpus: Path) -> None:
    before = find_all(open_corpus)
    proposed = [link for link in before.links if link.relation == "proposed"]
    assert len(proposed) == 2
    done = review(open_corpus, "c\nit is plain\nq\n")
    assert done.code == 0
    assert "1 decided" in done.err
    assert proposed[0].earlier.replace("/", ":") in done.out
    written = (open_corpus / "decisions.toml").read_text("utf-8")
    assert 'who = "Ann \\"Ode\\""' in written and 'why = "it is plain"' in written
    (link,) = [link for link in find_all(open_corpus).links if link.decided_by == "decision"]
    assert link.relation == "continues"
    again = review(open_corpus, "")
    assert f"0 decided, {len(proposed) - 1} left" in again.err


def test_nothing_is_written_when_nothing_is_decided(open_corpus: Path) -> None:
    assert review(open_corpus, "\nq\n").code == 0
    assert not (open_corpus / "decisions.toml").exists()


def test_a_decision_on_a_link_is_shown(corpus: Path) -> None:
    (corpus / "decisions.toml").write_text(f'[[link]]\nsame = ["first/5", "again/5"]\n{SIGNED}', "utf-8")
    store = str(corpus / "store")
    assert run("build", str(corpus), "--store", store).code == 0
    shown = json.loads(run("lineage", "second lamp", "--format", "json", "--store", store).out)
    assert shown["links"][0]["decided_by"] == "decision"
    assert shown["links"][0]["reasons"] == ["decided by B. Roe, 2026-05-04"]
    tree = " ".join(run("lineage", "second lamp", "--store", store, terminal=True).out.split())
    assert "same as first/5: decided by" in tree, tree
