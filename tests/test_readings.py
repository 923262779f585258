"""Questions that are easily taken for others: they are answered as they were asked, or not at all."""

from __future__ import annotations

import re
from functools import cache

import asked_world
import pytest
from thornmarsh import World, build, build_changed

from bvgraph.asking.answers import Answer, AnswerRow
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
    assert "two states" in reason("was the overdue fly-tipping hotline launched?")


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
        ("are all actions that are overdue in Markets?", "2 of 4"),
        ("are all actions in Markets that were overdue complete?", "0 of 2"),
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
        "have all actions been finished on time?",
        "were all actions led by Zoë Łukasik handed over to Priya Raghunathan?",
        "did every deadline change between the 2032-33 plan and its year-end update?",
    ],
)
def test_no_share_is_told_of_what_is_not_asked_of_all_together(question: str) -> None:
    assert reason(question).startswith("not understood")


def test_the_world_of_the_port_is_asked_the_same_way() -> None:
    assert ask(asked_world.make_store(), "are all overdue actions led by Cleo Okoro?").understood.endswith("1 of 1")


def test_what_is_in_no_later_print_was_dropped_from_the_plan() -> None:
    assert labels("what was dropped from the 2032-33 plan?") == {"Garden waste leaflet printed"}
    changed = build_changed(lambda text: re.sub(r"\n.*leaflet printed.*N/A.*", "", text))
    gone = Asker(changed.store, lexicon=changed.lexicon).ask("what was dropped from the 2032-33 plan?")
    assert [(row.label, row.place.document) for row in gone.rows] == [("Garden waste leaflet printed", "tip-2032-33-plan")]


CHANGED = {"Stall licences reissued", "Market hall hired for the winter fair", "Depot lease signed"}
KEPT = {"Weighbridge repaired", "Lift at Corn Street mended", "Rent review published"}


@pytest.mark.parametrize(
    "question",
    [
        "what is new between the 2032-33 plan and its year-end update?",
        "what was new since the 2032-33 plan?",
        "what changed since the 2032-33 plan?",
        "which actions changed after the 2032-33 plan?",
        "what is new in the 2032-33 year-end update?",
    ],
)
def test_what_is_new_or_changed_since_a_plan_is_in_prints_after_it(question: str) -> None:
    assert labels(question) == CHANGED
    assert {row.place.document for row in answer(question).rows} == {"tip-2032-33-year-end"}


@pytest.mark.parametrize(
    "question",
    [
        "which actions did not change?",
        "which actions did not change since the 2032-33 plan?",
        "which actions did not change between the 2032-33 plan and its year-end update?",
        "which actions did not change in the 2032-33 year-end update?",
    ],
)
def test_no_action_changed_and_did_not_change(question: str) -> None:
    assert labels(question) >= KEPT
    assert not labels(question) & labels("which actions changed?")


def test_not_unchanged_is_changed() -> None:
    assert labels("which actions are not unchanged?") == labels("which actions changed?")


def test_what_changed_is_told_by_one_document_at_a_time() -> None:
    assert "one document at a time" in reason(
        "which actions changed in the 2032-33 plan and did not change in the 2032-33 year-end update?"
    )


def test_what_became_blank_is_not_called_unchanged() -> None:
    rows = world_without_dates()
    assert "Weighbridge repaired" not in {row.label for row in rows}
    assert "Rent review published" in {row.label for row in rows}


def world_without_dates() -> tuple[AnswerRow, ...]:
    blank = build_changed(lambda text: re.sub(r"Jun-32(?=\W+Overdue)", "", text))
    return Asker(blank.store, lexicon=blank.lexicon).ask("which actions did not change?").rows


def test_leads_and_deadlines_that_did_not_change_are_those_of_the_print_before() -> None:
    both = "between the 2032-33 plan and its year-end update?"
    for about in ("?", both):
        leads, dates = (labels(f"which {what} did not change {about}") for what in ("leads", "deadlines"))
        assert "Market hall hired for the winter fair" in leads - dates
        assert "Depot lease signed" in dates - leads
        assert "Stall licences reissued" not in leads | dates
        assert "Opening hours reviewed" not in leads | dates  # printed once


def test_what_is_no_change_is_not_asked_from_one_document_to_another() -> None:
    assert "ask which" in reason("which actions are overdue between the 2032-33 plan and its year-end update?")


def test_who_has_it_now_is_told_by_all_prints_or_not_at_all() -> None:
    found = answer("which actions did Zoë Łukasik lead and who has it now?")
    assert {row.leads for row in found.rows if row.label == "Depot lease signed"} == {
        ("Zoë Łukasik",),
        ("Priya Raghunathan",),
    }
    assert "who has it now" in reason("which deadlines were put back and who has it now?")


def test_a_second_question_is_of_a_state_in_print() -> None:
    assert "beside each" in answer("which actions did Priya Raghunathan lead and is it overdue?").understood
    for state in ("late", "put back", "dropped"):
        assert f"is it {state}" in reason(f"which actions did Priya Raghunathan lead and is it {state}?")


def test_days_are_beside_what_has_two_dates() -> None:
    assert "of which two dates are printed" in answer("which actions slipped and by how much?").understood


@pytest.mark.parametrize(
    "rest", ["at risk or overdue", "changed or overdue", "at risk, overdue or delayed", "in Markets or overdue"]
)
def test_not_before_or_is_said_in_two_ways(rest: str) -> None:
    assert "two ways" in reason(f"which actions were not {rest}?")


@pytest.mark.parametrize("question", ["neither at risk nor overdue", "not at risk and not overdue"])
def test_neither_is_not_one_and_not_the_other(question: str) -> None:
    found = labels(f"which actions at year end were {question}?")
    assert "Survey of market roof" in found
    assert not found & (OVERDUE | {"Reading scheme for schools"})


@pytest.mark.parametrize("begin", ["what is said about", "why were"])
def test_a_question_without_end_is_refused(begin: str) -> None:
    assert answer(f"{begin} {'roof stalls ' * 40}late?").kind == "refusal"
    assert "more than 60 words" in reason(f"what is said about {'roof stalls ' * 40}?")


def test_what_changed_and_did_not_slip() -> None:
    changed, slipped = labels("which actions changed?"), labels("which actions slipped?")
    assert changed & slipped
    assert labels("which actions changed and did not slip?") == changed - slipped


@pytest.mark.parametrize(
    "question",
    ["which actions are unchanged?", "which actions stayed the same?", "which actions did not change?"],
)
def test_unchanged_is_what_did_not_change(question: str) -> None:
    assert labels(question) >= KEPT
    assert not labels(question) & CHANGED


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("which deadlines were kept?", "kept"),
        ("which actions were put back twice?", "twice"),
        ("which deadlines were brought forward?", "brought forward"),
        ("were no Markets deadlines put back?", "no"),
        ("were none of Tariq al-Hakim's deadlines put back?", "none"),
        ("which areas have no overdue actions?", "no"),
        ("what was completed on time?", "completed on time"),
        ("which overdue actions are complete?", "overdue actions are complete"),
    ],
)
def test_words_that_would_be_taken_for_others_are_refused(question: str, word: str) -> None:
    assert f'"{word}"' in reason(question)


def test_no_still_says_what_is_lacking() -> None:
    assert labels("which actions at year end have no lead?") == {"Lift at Corn Street mended"}


def test_by_how_much_a_deadline_changed_is_told_of_what_moved() -> None:
    assert answer("by how much did the deadline of the rent review change?").rows == ()
    assert labels("by how much did the deadline of the winter fair change?") == {"Market hall hired for the winter fair"}
    assert labels("how late was the rent review?") == {"Rent review published"}


@pytest.mark.parametrize(
    "question", ["who works in Waste?", "how many people are employed in Waste?", "which staff work for Waste?"]
)
def test_who_works_where_is_not_stated(question: str) -> None:
    assert "no members" in reason(question)


def test_work_is_what_is_done_and_not_where_somebody_is_employed() -> None:
    assert "Weighbridge repaired" in labels("what work in Waste is overdue?")
