"""Lineage, differences and coverage of the invented port of Marrow Bay, as a user gets them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from asked_world import HOSTILE_TITLE, OVERRIDE, Run, make_store, run, write_world
from pyoxigraph import RdfFormat, parse

from bvgraph.asking.actions import load_actions
from bvgraph.asking.lexicon import compile_lexicon
from bvgraph.asking.lineage import read_actions, trace_action, was_published
from bvgraph.errors import UnknownNameError


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_world(tmp_path_factory.mktemp("marrow"))


def follow(store: Path, *words: str, terminal: bool = False) -> Run:
    return run("lineage", *words, "--store", str(store), terminal=terminal)


def test_an_action_is_followed_from_its_first_entry_to_its_last(store: Path) -> None:
    found = json.loads(follow(store, "inner", "basin", "--format", "json").out)
    assert [step["id"] for step in found["steps"]] == ["mb-plan/3", "mb-year-end/3"]
    assert found["actions"] == ["a3"]
    assert found["steps"][0]["changes"] == []
    changes = {change["field"]: change for change in found["steps"][1]["changes"]}
    assert changes["deadline"]["days"] == 215
    assert changes["deadline"]["words"] == "deadline moved back by 215 days: Jun-31 to Jan-32"
    assert changes["lead"]["words"] == "lead changed: Ada Finch to Bram Okoro"
    assert [slip["kind"] for slip in found["steps"][1]["slips"]] == ["lapsed", "moved"]
    assert found["steps"][1]["after"] == ["mb-plan/3"]
    assert found["steps"][1]["as_of"] == "2032-02-26"
    assert {"document": "mb-plan", "line": 3, "text": "Jun-31", "field": "deadline"} in found["steps"][0]["quotes"]


def test_what_stayed_as_it_was_is_no_change(store: Path) -> None:
    found = json.loads(follow(store, "sea", "wall", "--format", "json").out)
    assert [change["field"] for change in found["steps"][1]["changes"]] == ["status", "percentage", "comment"]


def test_the_tree_says_changes_in_words(store: Path) -> None:
    shown = follow(store, "inner", "basin", terminal=True)
    assert shown.code == 0
    assert "deadline moved back by 215 days: Jun-31 to Jan-32" in shown.out
    assert "mb-plan:3" in shown.out
    assert "silently" in shown.out
    assert "“" not in shown.out
    assert "“Jun-31”" in follow(store, "inner", "basin", "--quotes", terminal=True).out


@pytest.mark.parametrize("name", ["a3", "https://w3id.org/bvgraph/action/a3", "Dredge the inner basin", "dredging basin"])
def test_an_action_has_many_names(name: str) -> None:
    assert [step.entry.place.id for step in trace_action(make_store(), name).steps] == ["mb-plan/3", "mb-year-end/3"]


def test_a_name_of_several_actions_is_asked_about(store: Path) -> None:
    found = follow(store, "the")
    assert (found.code, found.out) == (3, "")
    assert "mb-" not in found.out
    found = follow(store, "lantern")
    assert found.code == 3
    assert "fits 2 actions" in found.err
    assert "a9  Replace the lantern glass" in found.err
    assert "a7  Look after the lanterns" in found.err


def test_a_title_that_begins_with_the_words_is_meant_and_the_others_are_told(store: Path) -> None:
    found = follow(store, "paint", "the", "harbour", "--format", "json")
    assert json.loads(found.out)["actions"] == ["a4"]
    assert found.err == ""


def test_an_unknown_name_is_refused_with_the_nearest(store: Path) -> None:
    found = follow(store, "hold", "the", "regattta", "ball")
    assert found.code == 3
    assert "Hold the regatta" in found.err


def test_only_what_was_published_by_a_day_is_shown(store: Path) -> None:
    found = json.loads(follow(store, "inner", "basin", "--as-of", "2031-12", "--format", "json").out)
    assert [step["id"] for step in found["steps"]] == ["mb-plan/3"]
    assert found["steps"][0]["slips"] == []
    assert follow(store, "inner", "basin", "--as-of", "2030").code == 3
    assert follow(store, "inner", "basin", "--as-of", "soon").code == 2


@pytest.mark.parametrize(
    ("day", "as_of", "published"),
    [("2031-04", "2031-04-01", True), ("2031-04", "2031-03-31", False), (None, "2031-04-01", False), ("", "2031", False)],
)
def test_a_document_without_a_day_is_not_known_to_be_published(day: str | None, as_of: str, published: bool) -> None:
    assert was_published(day, as_of) is published


def test_drawings_are_well_formed_whatever_a_title_holds(store: Path, tmp_path: Path) -> None:
    for name in ("a8", "inner basin"):
        for form in ("graphml", "svg"):
            root = ElementTree.fromstring(follow(store, name, "--format", form).out)  # noqa: S314 - our own output
            assert root.tag.endswith(form)
        dot = follow(store, name, "--format", "dot").out
        assert dot.startswith("digraph lineage {") and dot.count("{") == dot.count("}")
        assert all(line.count('"') % 2 == 0 for line in dot.replace('\\"', "").splitlines())
        mermaid = follow(store, name, "--format", "mermaid").out
        labels = re.findall(r'\["(.*?)"\]', mermaid)
        assert labels and not any(set(label) & set('[]{}"`|') for label in labels)
        assert OVERRIDE not in dot + mermaid


def test_the_ending_of_a_file_says_the_format(store: Path, tmp_path: Path) -> None:
    drawing = tmp_path / "basin.svg"
    assert follow(store, "a3", "-o", str(drawing)).out == ""
    text = drawing.read_text("utf-8")
    assert "lapsed 26 days silently" in text and 'class="moved"' in text and 'class="late"' in text
    assert follow(store, "a3", "-o", str(tmp_path / "basin.xyz")).code == 2
    assert follow(store, "a3", "-o", str(tmp_path / "no" / "basin.svg")).code == 2
    follow(store, "a3", "-o", str(tmp_path / "basin.mmd"))
    assert (tmp_path / "basin.mmd").read_text("utf-8").startswith("flowchart LR")


def test_a_step_is_a_line_when_piped(store: Path) -> None:
    lines = follow(store, "a3").out.splitlines()
    assert lines[0].startswith("document\tline\tas_of\tref\ttitle\tleads")
    assert len(lines) == 3
    assert "lapsed; moved" in lines[2]


def test_two_documents_are_compared_row_by_row(store: Path) -> None:
    found = run("diff", "mb-plan", "mb-year-end", "--unchanged", "--format", "json", "--store", str(store))
    rows = json.loads(found.out)
    assert {row["change"] for row in rows} == {"new", "changed", "unchanged"}
    (new,) = [row for row in rows if row["change"] == "new"]
    assert (new["title"], new["from"], new["to"]["line"]) == ("Number the berths", None, 10)
    (same,) = [row for row in rows if row["change"] == "unchanged"]
    assert (same["title"], same["from"]["line"], same["changes"]) == ("Look after the lanterns", 7, [])
    assert "1 new, 0 gone, 7 changed, 1 unchanged" in found.err
    back = run("diff", "mb-year-end", "mb-plan", "--store", str(store))
    assert "0 new, 1 gone" in back.err
    assert run("diff", "mb-plan", "mb-nowhere", "--store", str(store)).code == 3


def test_areas_are_set_against_documents(store: Path) -> None:
    rows = json.loads(run("coverage", "--format", "json", "--store", str(store)).out)
    assert [(row["kind"], row["name"]) for row in rows] == [("area", "Harbours"), ("area", "Lanterns")]
    assert rows[0]["documents"] == {"mb-plan": {"rows": 5, "closed": 0}, "mb-year-end": {"rows": 5, "closed": 1}}
    shown = run("coverage", "--store", str(store), terminal=True).out
    assert "5 rows" in shown and "1 closed" in shown
    assert "documents_mb-plan" in run("coverage", "--store", str(store)).out


def test_a_stranger_in_a_title_stays_text() -> None:
    assert trace_action(make_store(), "a8").title == HOSTILE_TITLE
    with pytest.raises(UnknownNameError):
        trace_action(make_store(), "')} DELETE {?s ?p ?o} #")


ODD = """Harbours
Activities\tLead Officer\tDeadline\tStatus\t%Comp\tComments
1. Mend the lighthouse
Paint the lamp room in response to the Harbour Peer Review\tAnn Ode\tMay-24\tComplete\t80%\tDone.
"""


def test_what_an_action_answers_and_what_is_at_odds_stand_in_its_lineage(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(ODD, "utf-8")
    assert run("build", str(tmp_path), "--store", str(tmp_path / "store")).code == 0
    found = json.loads(follow(tmp_path / "store", "lamp", "room", "--format", "json").out)
    assert found["answers_to"] == ["Harbour Peer Review"]
    (odd,) = found["steps"][0]["contradictions"]
    assert (odd["kind"], odd["line"]) == ("incomplete", 4)
    shown = " ".join(follow(tmp_path / "store", "lamp", "room", terminal=True).out.split())
    assert "answers to Harbour Peer Review" in shown
    assert "at odds" in shown
    rows = json.loads(run("coverage", "--format", "json", "--store", str(tmp_path / "store")).out)
    assert ("review", "Harbour Peer Review") in [(row["kind"], row["name"]) for row in rows]


def test_a_difference_is_an_rdf_patch_too(store: Path) -> None:
    lines = run("diff", "mb-plan", "mb-year-end", "--format", "patch", "--store", str(store)).out.splitlines()
    assert [line.split()[0] for line in (lines[0], lines[2], lines[-1])] == ["H", "TX", "TC"]
    taken, given = ([line[2:] for line in lines[3:-1] if line[0] == sign] for sign in "DA")
    assert len(taken) + len(given) == len(lines) - 4
    for statement in parse("\n".join([*taken, *given]), format=RdfFormat.N_TRIPLES):
        assert statement.subject.value.startswith("https://w3id.org/bvgraph/action/")
    assert any("a3" in line and "deadline>" in line and '"2031-06"' in line for line in taken)
    assert any("a3" in line and "deadline>" in line and '"2032-01"' in line for line in given)
    assert not any("a7>" in line for line in (*taken, *given)), "nothing of it changed"


def test_the_file_beside_the_graph_knows_the_same_actions() -> None:
    graph = make_store()
    assert read_actions(compile_lexicon(graph)) == load_actions(graph)
