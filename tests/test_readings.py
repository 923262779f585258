"""Questions that are easily taken for others: they are answered as they were asked, or not at all."""

from __future__ import annotations

from functools import cache

import asked_world
import pytest
from thornmarsh import World, build

from bvgraph.asking.answers import Answer
from bvgraph.asking.questions import Asker, ask


@cache
def world() -> World:
    return build()


def answer(question: str) -> Answer:
    return Asker(world().store, lexicon=world().lexicon).ask(question)


def labels(question: str) -> set[str]:
    return {row.label for row in answer(question).rows}


def reason(question: str) -> str:
    refusal = answer(question).refusal
    return refusal.reason if refusal else ""


OVERDUE = {"Rent review published", "Rent appeals heard", "Weighbridge repaired", "Lift at Corn Street mended"}


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("is the published rent review overdue?", "Rent review published"),
        ("was the published rent review late?", "Rent review published"),
        ("was the open fly-tipping hotline late?", "Fly-tipping hotline opened"),
        ("was the signed depot lease delayed?", "Depot lease signed"),
    ],
)
def test_what_an_action_brings_about_is_a_word_of_its_title_beside_a_state(question: str, label: str) -> None:
    assert labels(question) == {label}
    assert "printed as complete" not in answer(question).understood


def test_what_an_action_brings_about_is_asked_for_as_the_predicate() -> None:
    assert [row.status for row in answer("was the rent review published?").rows if row.status] == ["Overdue"]
    assert answer("was the fly-tipping hotline launched?").understood.endswith("printed as complete")
    assert "two states" in reason("was the overdue rent review published?")


def test_or_not_before_a_state_says_the_contrary() -> None:
    labelled = labels("which actions are complete or not overdue?")
    assert "Fly-tipping hotline opened" in labelled
    assert "Kerbside trial started" in labelled
    assert not labelled & OVERDUE
    led = labels("which actions are overdue or not led by Tariq al-Hakim?")
    assert {"Rent review published", "Survey of market roof"} <= led
    assert "Buy electric lorries" not in led
    unlike = labels("which actions in the year-end update were overdue or not led by Priya Raghunathan?")
    assert "Weighbridge repaired" in unlike
    assert not {"Kerbside trial started", "Depot lease signed"} & unlike


def test_or_not_at_the_end_says_nothing_but_where_it_is_asked_whether() -> None:
    assert answer("was the rent review published or not?").kind == answer("was the rent review published?").kind == "text"
    assert '"or not"' in reason("which actions are overdue or not?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("are all overdue actions in Markets?", "2 of 4"),
        ("is everything overdue in Markets at year end?", "2 of 6"),
        ("are all of the overdue actions led by Priya Raghunathan?", "1 of 4"),
        ("were all overdue actions put back?", "0 of 4"),
        ("do all overdue actions have a deadline?", "4 of 4"),
        ("has Mei-Ling Tan finished all her milestones at year end?", "1 of 2"),
        ("what percentage of overdue actions are led by Priya Raghunathan?", "1 of 4"),
        ("what percentage of Tariq al-Hakim's actions were overdue at year end?", "2 of 2"),
        ("were all deadlines put back?", "2 of 19"),
        ("did all deadlines change?", "2 of 19"),
        ("did every deadline change?", "2 of 19"),
    ],
)
def test_what_stands_before_the_predicate_is_what_a_share_is_of(question: str, told: str) -> None:
    assert answer(question).understood.endswith(f"in per cent: {told}")


@pytest.mark.parametrize(
    "question",
    [
        "are all actions overdue or led by Mei-Ling Tan?",
        "are all actions led by Mei-Ling Tan and complete?",
        "did every deadline change between the 2032-33 plan and its year-end update?",
    ],
)
def test_no_share_is_told_of_what_is_not_asked_of_all_together(question: str) -> None:
    assert reason(question).startswith("not understood")


def test_the_world_of_the_port_is_asked_the_same_way() -> None:
    assert ask(asked_world.make_store(), "are all overdue actions led by Cleo Okoro?").understood.endswith("1 of 1")
