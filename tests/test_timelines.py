"""Slips and hand-overs: what became of an action from one document to the next."""

import pytest
from documents import read

from bvgraph.linking.clusters import form_actions
from bvgraph.linking.reissues import link_plans
from bvgraph.linking.timelines import find_handovers, find_slips, is_same_name
from bvgraph.records import HandOver, Reading, Slip

PLAN = "Activities | Lead Officer | Deadline\n1. Mend the lighthouse\nPaint the lamp room | Ann Ode/Ben Roe | May-24"


def row(lead: str, deadline: str, status: str, percent: str = "50%") -> str:
    return (
        "Activities | Lead Officer | Deadline | Status | %Comp\n"
        f"1. Mend the lighthouse | | | |\nPaint the lamp room | {lead} | {deadline} | {status} | {percent}"
    )


def follow(update: str, as_of: str = "2024-07-10") -> tuple[list[Slip], list[HandOver]]:
    readings: list[Reading] = [read(PLAN), read(update, name="isle-update", kind="update", as_of=as_of)]
    actions = form_actions(readings, link_plans(readings))
    return find_slips(readings, actions), find_handovers(readings, actions)


def kinds(update: str, as_of: str = "2024-07-10") -> list[tuple[str, bool]]:
    return [(s.kind, s.silent) for s in follow(update, as_of)[0]]


def test_a_later_deadline_is_a_move_with_its_days() -> None:
    [slip] = follow(row("Ann Ode/Ben Roe", "Jul-24", "On Target"))[0]
    assert (slip.kind, slip.action, slip.entry, slip.before) == ("moved", "isle-plan/3", "isle-update/3", "isle-plan/3")
    assert (slip.old, slip.new, slip.days) == ("2024-05", "2024-07", 61)


def test_an_earlier_deadline_is_no_slip() -> None:
    assert kinds(row("Ann Ode/Ben Roe", "Apr-24", "Completed", "100%")) == []


def test_on_target_past_its_deadline_is_a_silent_slip() -> None:
    [slip] = follow(row("Ann Ode/Ben Roe", "May-24", "On Target"))[0]
    assert (slip.kind, slip.silent, slip.days) == ("lapsed", True, 40)


@pytest.mark.parametrize(
    ("status", "percent", "expected"),
    [
        ("Overdue", "50%", [("declared", False), ("lapsed", False)]),
        ("Delayed", "50%", [("declared", False), ("lapsed", False)]),
        ("In progress", "50%", [("lapsed", False)]),
        ("Completed", "80%", []),
        ("On Target", "100%", []),
        ("N/A", "0%", [("dropped", False)]),
    ],
)
def test_what_the_printed_status_says(status: str, percent: str, expected: list[tuple[str, bool]]) -> None:
    assert kinds(row("Ann Ode/Ben Roe", "May-24", status, percent)) == expected


@pytest.mark.parametrize(("as_of", "lapsed"), [("2024-05-31", False), ("2024-06-01", True), ("2024-05", False), ("", False)])
def test_a_deadline_lapses_on_the_day_after_its_last(as_of: str, lapsed: bool) -> None:
    assert bool(kinds(row("Ann Ode/Ben Roe", "May-24", "On Target"), as_of)) == lapsed


def test_a_plan_that_reports_nothing_lapses_in_nothing() -> None:
    reading = read(PLAN, as_of="2025-01-01")
    assert find_slips([reading], form_actions([reading], [])) == []


def test_who_left_and_who_joined() -> None:
    [handover] = follow(row("Ann Ode/Cy Lim", "May-24", "Completed", "100%"))[1]
    assert (handover.leavers, handover.joiners) == (("Ben Roe",), ("Cy Lim",))
    assert (handover.before, handover.after) == ("isle-plan/3", "isle-update/3")


def test_the_same_leads_in_another_order_are_no_hand_over() -> None:
    assert follow(row("Ben Roe/Ann Ode", "May-24", "Completed", "100%"))[1] == []


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Gwendolyn Bouldor", "Gwendolyn Boulder", True),
        ("Gwendolyn", "Gwendolyn Boulder", True),
        ("Ann Ode", "ANN ODE", True),
        ("Ann Ode", "Ann Odell", False),
        ("Ann Ode", "Dan Roe", False),
    ],
)
def test_names_that_are_one(a: str, b: str, same: bool) -> None:
    assert is_same_name(a, b) == is_same_name(b, a) == same
