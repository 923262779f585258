"""Cells that say more than one thing, and columns that could be of one field."""

import pytest
from documents import comment, due, leads_of, read, state, titles

from bvgraph.reading.calendars import find_due
from bvgraph.reading.untangling import split_list
from bvgraph.reading.values import find_status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Complete. The lamp is painted.", "Complete"),
        ("On track: two coats", "On track"),
        ("Closed - see minutes", "Closed"),
        ("Completed 12/03/2021", "Completed"),
        ("Delayed by the frost", "Delayed"),
        ("Paint was bought in May – complete", "complete"),
        ("The lamp is painted. This action is now closed.", "closed"),
        ("N/A - no lamp", "N/A"),
        ("Complete the form", None),
        ("Open the gate", None),
        ("The work is not complete", None),
        ("Paint bought", None),
    ],
)
def test_a_text_says_its_status_first_or_last(text: str, status: str | None) -> None:
    at = find_status(text)
    assert (text[slice(*at)] if at else None) == status


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1. Paint it 2. Sell it", ["Paint it", "Sell it"]),
        ("• Paint it • Sell it • Buy oil", ["Paint it", "Sell it", "Buy oil"]),
        ("a) Paint it b) Sell it", ["Paint it", "Sell it"]),
        ("Paint it 1. red 2. white", []),
        ("1. Paint it 3. Sell it", []),
        ("- Paint it", []),
    ],
)
def test_a_cell_may_list_several_actions(text: str, parts: list[str]) -> None:
    assert [text[a:b].strip() for a, b in split_list(text)] == parts


def test_a_sentence_ends_with_its_day() -> None:
    text = "Paint the lamp by the end of March 2024."
    at = find_due(text)
    assert at is not None
    assert text[slice(*at)] == "the end of March 2024"
    assert find_due("Paint the lamp by hand") is None


def row(header: str, *cells: str) -> str:
    return header + "\n" + " | ".join(cells)


def test_a_date_and_a_status_share_a_cell() -> None:
    [entry] = read(row("Action | Owner | Deadline / status", "Paint", "Ann Ode", "31 March 2024 - complete")).entries
    assert (due(entry), state(entry)) == ("2024-03-31", "complete")
    [entry] = read(row("Action | Owner | Due", "Paint", "Ann Ode", "31 March 2024 (overdue)")).entries
    assert (due(entry), state(entry)) == ("2024-03-31", "overdue")


def test_a_comment_says_the_status_where_no_column_does() -> None:
    [entry] = read(row("Action | Owner | Update", "Paint", "Ann Ode", "Complete. It is white.")).entries
    assert (state(entry), comment(entry)) == ("complete", "Complete. It is white.")
    [entry] = read(row("Action | Owner | Status | Update", "Paint", "Ann Ode", "Open", "Complete. White.")).entries
    assert state(entry) == "ongoing"


def test_a_day_or_a_yes_under_completed_says_that_it_is_done() -> None:
    rows = "Action | Owner | Due | Date completed\nPaint | Ann Ode | May 2024 | 3 May 2024\nSell | Ben Roe | May 2024 |"
    assert [state(e) for e in read(rows).entries] == ["complete", None]
    rows = "Action | Owner | Completed?\nPaint the lamp | Ann Ode | Yes\nSell the lamp | Ben Roe | No"
    assert [state(e) for e in read(rows).entries] == ["complete", None]


@pytest.mark.parametrize(
    ("header", "cells", "title", "leads", "deadline"),
    [
        ("Recommendation | Action | Owner | Due", "Light|Paint|Ann Ode|May 2024", "Paint", ["Ann Ode"], "2024-05"),
        ("Lesson | Recommendation | Owner | Due", "Dark|Paint|Ann Ode|May 2024", "Paint", ["Ann Ode"], "2024-05"),
        (
            "Action | Owner | Baseline | Forecast / actual date",
            "Paint|Ben Roe|May 2024|June 2024",
            "Paint",
            ["Ben Roe"],
            "2024-06",
        ),
        ("Action | Exec lead | Owner | Due", "Paint|Ann Ode|Ben Roe|May 2024", "Paint", ["Ben Roe"], "2024-05"),
        ("Date | Action | Owner | Due", "1 Jan 2024|Paint|Ben Roe|May 2024", "Paint", ["Ben Roe"], "2024-05"),
        ("Date raised | Action | Owner | Status", "1 Jan 2024|Paint|Ben Roe|Open", "Paint", ["Ben Roe"], None),
        ("Action | Owner | Baseline | Forecast", "Paint|Ben Roe|May 2024|June 2024", "Paint", ["Ben Roe"], "2024-06"),
        ("Action | Lead | Partner lead | Due", "Paint|Ben Roe|Ann Ode|May 2024", "Paint", ["Ben Roe", "Ann Ode"], "2024-05"),
    ],
)
def test_of_two_heads_for_one_field_one_goes_before(
    header: str, cells: str, title: str, leads: list[str], deadline: str | None
) -> None:
    [entry] = read(row(header, *cells.split("|"))).entries
    assert (entry.title.text, leads_of(entry), due(entry)) == (title, leads, deadline)


def test_several_actions_in_a_cell_share_its_values() -> None:
    reading = read(row("Action | Owner | Due", "1. Paint the lamp 2. Sell the lamp", "Ann Ode", "May 2024"))
    assert titles(reading) == ["Paint the lamp", "Sell the lamp"]
    assert [(e.id, due(e)) for e in reading.entries] == [("isle-plan/2", "2024-05"), ("isle-plan/2-2", "2024-05")]


def test_the_lead_stands_in_the_heading_or_in_the_title() -> None:
    text = "Harbours (lead: Ann Ode)\nMilestone | Due\nPaint the lamp | May 2024\nClerk to sell the lamp | June 2024"
    assert [leads_of(e) for e in read(text).entries] == [["Ann Ode"], ["Clerk"]]


def test_a_heading_says_that_its_actions_are_closed() -> None:
    head = "Action | Owner | Due\n"
    rows = f"OPEN ACTIONS\n{head}Paint | Ann Ode | May 2024\nCLOSED ACTIONS\n{head}Sell | Ben Roe | May 2024"
    assert [state(e) for e in read(rows).entries] == [None, "complete"]


def test_a_title_goes_on_with_what_was_done() -> None:
    text = "Action | Owner | By when\nPaint the lamp Update after meeting: Done. | Ann Ode | May 2031\n"
    text += "Buy a rope Update: the county sells none | Ben Roe | May 2031\nSell the bell | Cy Poe | June 2031\n"
    first, second, third = read(text).entries
    assert (first.title.text, state(first)) == ("Paint the lamp", "complete")
    assert (second.title.text, second.comment and second.comment.text) == ("Buy a rope", "the county sells none")
    assert third.title.text == "Sell the bell"


def test_a_title_says_when_where_no_column_does() -> None:
    text = (
        "Action | Owner\nReply to the county – due 31 October 2031. Ben Roe will help | Ann Ode\nSell the bell | Ben Roe\n"
    )
    assert [due(e) for e in read(text).entries] == ["2031-10-31", None]


@pytest.mark.parametrize(
    "title",
    [
        "Local Plan Update: publish the second draft",
        "Software update: replace the server",
        "Quarterly Progress: report",
    ],
)
def test_what_stands_before_a_colon_may_be_of_the_title(title: str) -> None:
    text = f"Action | Owner | By when\n{title} | Ann Ode | May 2031\nSell the bell | Cy Poe | June 2031\n"
    assert titles(read(text)) == [title, "Sell the bell"]


@pytest.mark.parametrize("said", ["Open Space Strategy drafted", "Closed Circuit cameras", "Outstanding Bids were received"])
def test_a_quality_is_no_status(said: str) -> None:
    text = f"Action | Owner | Status\nPaint the lamp | Ann Ode | {said}\nSell the bell | Cy Poe | Complete\n"
    assert [state(e) for e in read(text).entries] == [None, "complete"]
