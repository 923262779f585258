"""What does not go together: in a row, between two prints, under a heading, and with what is said of all rows."""

from __future__ import annotations

import dataclasses

import pytest
from documents import read

from bvgraph.linking.clusters import form_actions
from bvgraph.linking.contradictions import find_contradictions
from bvgraph.linking.overall import find_overall
from bvgraph.linking.reissues import link_plans
from bvgraph.records import Contradiction, Link, Reading

HEAD = "Activities | Lead Officer | Deadline | Status | %Comp\n"


def find(*texts: str) -> list[Contradiction]:
    dates = ("2024-06-01", "2024-09-01")
    readings: list[Reading] = [
        read(text, name=f"isle-{n}", kind="update", as_of=date)
        for n, (text, date) in enumerate(zip(texts, dates, strict=False), 1)
    ]
    return find_contradictions(readings, form_actions(readings, link_plans(readings)))


def row(status: str, percent: str, deadline: str = "Dec-24", heading: str = " | |") -> str:
    return f"{HEAD}1. Mend the lighthouse | | | {heading}\nPaint the lamp room | Ann Ode | {deadline} | {status} | {percent}"


def kinds(*texts: str) -> list[tuple[str, str, str | None]]:
    return [(c.kind, c.entry, c.other) for c in find(*texts)]


@pytest.mark.parametrize(
    ("status", "percent", "deadline", "expected"),
    [
        ("Completed", "80%", "Dec-24", ["incomplete"]),
        ("Completed", "100%", "Dec-24", []),
        ("Completed", "", "Dec-24", []),
        ("On Target", "100%", "Dec-24", ["unfinished"]),
        ("Overdue", "100%", "Dec-24", ["unfinished"]),
        ("N/A", "100%", "Dec-24", []),
        ("N/A", "0%", "Dec-24", []),
        ("On Target", "40%", "Mar-24", ["past-due"]),
        ("Overdue", "40%", "Mar-24", []),
        ("On Target", "40%", "On-going", []),
    ],
)
def test_within_a_row(status: str, percent: str, deadline: str, expected: list[str]) -> None:
    assert [c.kind for c in find(row(status, percent, deadline))] == expected


def test_the_message_tells_what_is_printed() -> None:
    assert find(row("Completed", "80%"))[0].message == 'printed as "Completed" at 80 per cent'
    assert find(row("On Target", "40%", "Mar-24"))[0].message == 'printed as "On Target" 62 days after its deadline, Mar-24'


def test_a_percentage_that_fell_and_a_status_that_went_back() -> None:
    assert kinds(row("On Target", "60%"), row("On Target", "40%")) == [("percent-fell", "isle-2/3", "isle-1/3")]
    assert kinds(row("Completed", "100%"), row("Completed", "100%")) == []
    assert kinds(row("Completed", ""), row("On Target", "")) == [("reopened", "isle-2/3", "isle-1/3")]
    assert kinds(row("On Target", "40%"), row("On Target", "60%")) == []


def test_another_plan_begins_to_count_again() -> None:
    first, second = read(row("Completed", "100%"), name="a"), read(row("On Target", "10%"), name="b", as_of="2024-09-01")
    other = dataclasses.replace(second, document=dataclasses.replace(second.document, plan="Another plan"))
    actions = form_actions([first, other], [Link("a/3", "b/3", "continues", 1.0, ())])
    assert ("a/3", "b/3") in [action.entries for action in actions]
    assert find_contradictions([first, other], actions) == []


@pytest.mark.parametrize(
    ("heading", "below", "expected"),
    [
        ("Completed | 100%", "On Target | 50%", True),
        ("Completed | 100%", "Completed | 100%", False),
        ("On Target | 50%", "Overdue | 50%", True),
        ("On Target | 50%", "On Target | 10%", False),
        ("Overdue | 50%", "Completed | 100%", False),
        ("Completed | 100%", "N/A | 0%", False),
    ],
)
def test_a_heading_better_than_its_rows(heading: str, below: str, expected: bool) -> None:
    text = f"{HEAD}1. Mend the lighthouse | Ann Ode | Dec-24 | {heading}\nPaint the lamp room | Ann Ode | Dec-24 | {below}"
    found = [(c.kind, c.entry, c.other) for c in find(text)]
    assert found == ([("heading", "isle-1/2", "isle-1/3")] if expected else [])


SAID = [
    ("All actions are on target.", "on-track"),
    ("All milestones in the plan are now on track.", "on-track"),
    ("Most of the tasks are under way and all are on target.", "on-track"),
    ("Overall Project Status: GREEN", "on-track"),
    ("Overall RAG status green", "on-track"),
    ("No milestones are overdue.", "on-track"),
    ("All actions have been completed.", "complete"),
    ("Every milestone has been delivered.", "complete"),
    ("All of the actions are now complete.", "complete"),
    ("Not all actions are on target.", None),
    ("All actions are on target except the painting of the lamp room.", None),
    ("We will meet again once all actions are complete.", None),
    ("The aim is to ensure that all milestones are on track.", None),
    ("All actions will be completed by June.", None),
    ("All staff are on target for their reviews.", None),
    ("All actions in the original plan have been completed.", None),
    ("Overall Project Status: AMBER", None),
    ("Almost all actions are complete.", None),
    ("All but two actions are complete.", None),
]


@pytest.mark.parametrize(("said", "claimed"), SAID)
def test_what_is_said_of_all_rows(said: str, claimed: str | None) -> None:
    reading = read(f"{said}\n{row('Overdue', '10%')}")
    assert [o.claimed for o in find_overall(reading)] == ([claimed] if claimed else [])


def test_a_row_speaks_against_what_is_said_of_all() -> None:
    [found] = find("All actions are on target.\n" + row("Overdue", "10%"))
    assert (found.kind, found.entry, found.other) == ("overall", "isle-1/4", None)
    assert [s.text for s in found.spans] == ["All actions are on target."]
    assert "Overdue" in found.message
    assert find("All actions are on target.\n" + row("On Target", "10%")) == []
    assert [c.kind for c in find("All actions have been completed.\n" + row("On Target", "10%"))] == ["overall"]


def test_it_is_said_of_the_area_that_it_stands_in() -> None:
    def area(name: str, state: str) -> str:
        return f"Theme | {name} | Overall Status: GREEN\n{HEAD}Paint {name} | Ann Ode | Dec-24 | {state} | 10%\n"

    found = find(area("Harbours", "On Target") + area("Lanterns", "Overdue"))
    assert [(c.kind, c.entry) for c in found] == [("overall", "isle-1/6")]
    assert found[0].spans[0].line == 4
