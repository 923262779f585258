"""Plans of actions without tables, whose lists tell somebody what to do."""

import io

import docx
import pytest
from documents import due, read, titles

from bvgraph.reading.entries import read_document
from bvgraph.reading.formats.registry import extract
from bvgraph.reading.imperatives import names_plan_of_actions
from bvgraph.records import Document

DEEDS = ["Paint the lamp on the pier", "Agree who is to ring the bell", "Buy a longer rope"]


def entries_of(text: str, name: str = "plan.md") -> list[str]:
    out = extract(name, text.encode(), "plan")
    document = Document("plan", name, "Plan", "Plan", "Isle", "plan", "", "", "0" * 64, out.text, out.places)
    return [entry.title.text for entry in read_document(document).entries]


PLAN = """# Pier Action Plan 2031/32

The pier is old, and much is to be done on it every year. We paint what we can, and the bell is rung daily.

## 1. Lamps

- Paint the lamp on the pier
- Agree who is to ring the bell

## 2. Ropes

- Buy a longer rope
"""


def test_the_points_of_a_plan_of_actions_are_actions() -> None:
    assert entries_of(PLAN) == DEEDS


@pytest.mark.parametrize("head", ["How you can help", "What we heard", "What people told us", "Feedback"])
def test_what_others_may_do_or_have_said_is_no_action(head: str) -> None:
    assert entries_of(f"{PLAN}\n## {head}\n\n- Mend the long pier\n- Count all the gulls\n- Buy more oil\n") == DEEDS


OURS = [
    "What we will do following your feedback",
    "Actions from feedback",
    "What you said and what we did",
    "Customer feedback",
]


@pytest.mark.parametrize("head", OURS)
def test_what_is_done_about_it_is_an_action(head: str) -> None:
    assert entries_of(f"{PLAN}\n## {head}\n\n- Mend the long pier\n- Count all the gulls\n")[-1] == "Count all the gulls"


def test_nor_is_it_beneath_what_will_be_done() -> None:
    text = "# Pier Action Plan 2031\n\n## What we will do\n\n- Paint the lamp\n- Buy a rope\n\n"
    assert entries_of(f"{text}## How you can help\n\n- Mend the long pier\n- Buy more oil\n") == [
        "Paint the lamp",
        "Buy a rope",
    ]


def test_so_they_are_in_a_text_with_bullets() -> None:
    assert titles(
        read("Pier Action Plan\n\nLamps\n• Paint the lamp on the pier\n• Buy a longer rope\n• Sell the old bell\n")
    ) == [
        "Paint the lamp on the pier",
        "Buy a longer rope",
        "Sell the old bell",
    ]


def test_so_they_are_in_a_word_text_whose_bullets_no_paragraph_holds() -> None:
    document = docx.Document()
    document.add_paragraph("Pier Work Programme")
    document.add_paragraph("Lamps and bells")
    for deed in DEEDS:
        document.add_paragraph(deed, style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    out = extract("plan.docx", file.getvalue(), "plan")
    made = Document("plan", "plan.docx", "Plan", "Plan", "Isle", "plan", "", "", "0" * 64, out.text, out.places)
    assert [entry.title.text for entry in read_document(made).entries] == DEEDS


def test_numbers_of_two_parts_are_points_too() -> None:
    text = "Pier Action Plan\n\n1. Lamps\n1.1 Paint the lamp on the pier\n1.2 Agree who is to ring the bell\n2. Ropes\n"
    assert titles(read(f"{text}2a. Buy a longer rope\n")) == DEEDS


@pytest.mark.parametrize(
    "changed",
    [
        PLAN.replace("Action Plan", "Handbook"),  # which says how things are done
        PLAN.replace("# Pier Action Plan 2031/32", "# Pier Action Plan Template"),
        PLAN.replace("# Pier Action Plan 2031/32", "# Lamps update & action plan"),
        PLAN.replace("Lamps", "Objectives").replace("Ropes", "Our aims"),
        PLAN.replace("- Buy", "- The rope is long\n- The bell is loud\n- A lamp is lit\n- The pier is wet\n- Buy"),
        PLAN.replace("- Buy a longer rope", "Buy a longer rope"),  # too few
        PLAN + "\n| Lamp | Lit |\n| --- | --- |\n| Big lamp | yes |\n",
    ],
)
def test_other_lists_hold_no_actions(changed: str) -> None:
    assert entries_of(changed) == []


def test_a_list_that_does_not_say_what_to_do_is_left_out() -> None:
    assert entries_of(PLAN + "\n## 3. What is on the pier\n\n- A bell\n- Paint tins and brushes\n") == DEEDS


@pytest.mark.parametrize("name", ["Action Plan 2031", "The Gull Work Programme", "Pier – Implementation Plan: draft 2"])
def test_names_of_plans_of_actions(name: str) -> None:
    assert names_plan_of_actions([name])


@pytest.mark.parametrize(
    "name",
    ["Gull Development Plan", "Item: Action Plan", "Action plan meeting of 3 May", "We agreed an action plan. So"],
)
def test_names_of_other_texts(name: str) -> None:
    assert not names_plan_of_actions([name])


def test_a_plan_by_months_says_by_when() -> None:
    text = "# 2031 Pier Board Work Plan\n\n## January\n\n- Paint the lamp room\n- Buy a longer rope\n\n"
    text += "## 2. May (second meeting)\n\n- Sell the old bell\n\n## Every month\n\n- Count the gulls\n"
    out = extract("plan.md", text.encode(), "plan")
    document = Document("plan", "plan.md", "Plan", "Plan", "Isle", "plan", "", "", "0" * 64, out.text, out.places)
    found = [(e.title.text, due(e)) for e in read_document(document).entries]
    assert found == [
        ("Paint the lamp room", "2031-01"),
        ("Buy a longer rope", "2031-01"),
        ("Sell the old bell", "2031-05"),
        ("Count the gulls", None),
    ]
