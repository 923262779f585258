"""Tables told to be of actions by what their columns hold, and registers that are none."""

from __future__ import annotations

import pytest
from documents import due, leads_of, read, state, titles

from bvgraph.reading.deeds import begins_with_deed, says_deed

_HEADS = "Zig | Zag | Zog | Zug\n"
_ROWS = "Paint the lamp room | Ann Ode | June 2024 | Underway\nOrder a can of oil | Ben Roe | July 2024 | Complete\n"


@pytest.mark.parametrize(
    "text", ["Publish the list", "To publish the list", "1. Quickly publish it all", "All bodies will confirm it"]
)
def test_a_deed_begins_with_its_verb_or_with_who_is_to_do_it(text: str) -> None:
    assert says_deed(text)


@pytest.mark.parametrize("text", ["The list was published", "Lunch to discuss the lamp", "Two lamps given away", "Paint"])
def test_what_was_done_or_given_is_no_deed(text: str) -> None:
    assert not says_deed(text)


def test_a_verb_with_its_object_names_nobody() -> None:
    assert begins_with_deed("Add housing")
    assert not begins_with_deed("Lead Officer")


def test_a_table_under_unknown_heads_is_told_by_its_columns() -> None:
    entries = read(_HEADS + _ROWS).entries
    assert [e.title.text for e in entries] == ["Paint the lamp room", "Order a can of oil"]
    assert [(leads_of(e), due(e), state(e)) for e in entries] == [
        (["Ann Ode"], "2024-06", "ongoing"),
        (["Ben Roe"], "2024-07", "complete"),
    ]


def test_deeds_without_two_of_who_when_and_how_far_are_no_actions() -> None:
    rows = "Zig | Zag | Zog\nPaint the lamp room | Ann Ode | £12\nOrder a can of oil | Ben Roe | £9\n"
    assert titles(read(rows)) == []


def test_dates_long_before_the_document_are_no_deadlines() -> None:
    [first, _] = read((_HEADS + _ROWS).replace("2024", "2019")).entries
    assert (leads_of(first), due(first)) == (["Ann Ode"], None)


def test_heads_that_are_ruled_off_belong_to_the_rows_below() -> None:
    text = "Action | Zag | Due\n\nPaint the lamp room | Ann Ode | June 2024\nOrder a can of oil | Ben Roe | July 2024\n"
    assert [leads_of(e) for e in read(text).entries] == [["Ann Ode"], ["Ben Roe"]]


def test_names_under_the_head_of_the_title_are_the_owners() -> None:
    rows = "1 | Paint the lamp room | Ann Ode | June 2024\n2 | Order a can of oil | Ben Roe | July 2024\n"
    text = "Ref | Note | Action on | Due\n" + rows
    reading = read(text)
    assert titles(reading) == ["Paint the lamp room", "Order a can of oil"]
    assert [leads_of(e) for e in reading.entries] == [["Ann Ode"], ["Ben Roe"]]


@pytest.mark.parametrize(
    "text",
    [
        "Event | Date | Lead\nThe lamp fair opens | 13 May 2024 | Mayor\nLamps are lit in town | 7 June 2024 | Leader\n",
        "No | Decision | Taken by | On\n"
        "7 | Extend the lamp contract | Board | 12/02/2024\n8 | Stop work on it | Board | 12/03/2024\n",
        "Payee | For | Amount | Date paid\n\n"
        "Lamps Ltd | Lamp cutting | £42 | 5 April 2024\nClerk | Salary | £9 | 9 April 2024\n",
        "Date | Officer | Offered by | Description | Value | Accepted\n"
        "12/05/2023 | Head of Lamps | Lamps Ltd | Lunch to discuss lamps | £45 | Declined\n"
        "03/09/2023 | Ann Ode | Oil Ltd | Two tickets to the derby | £60 | Accepted\n",
    ],
)
def test_registers_and_logs_of_what_is_past_are_left_alone(text: str) -> None:
    assert titles(read(text)) == []


def test_a_line_that_says_who_leads_gives_the_rows_below_their_owner() -> None:
    text = "Lamps for all\nLead implementing agency: Lamp Office\n"
    text += "Milestone | Begins | Ends\nPaint the lamp | May 2024 | June 2024\n"
    [entry] = read(text).entries
    assert (leads_of(entry), due(entry)) == (["Lamp Office"], "2024-06")


def test_who_and_when_in_one_cell() -> None:
    text = "Action | Who and when | Status\nPaint the lamp room | Finance Manager, 30 May 2024 | Open\n"
    [entry] = read(text).entries
    assert (leads_of(entry), due(entry)) == (["Finance Manager"], "2024-05-30")


def test_somebody_is_charged_by_initials_that_the_document_tells() -> None:
    text = "Present: Ann Ode (AO), Ben Roe (BR)\n"
    text += "The lamp was serviced. AO to order a new wick by 3 May 2024.\nZZ to order oil soon.\n"
    [entry] = read(text).entries
    assert (entry.title.text, leads_of(entry), due(entry)) == (
        "AO to order a new wick by 3 May 2024.",
        ["Ann Ode"],
        "2024-05-03",
    )


def test_what_owners_are_to_do_is_the_action_and_what_was_said_a_comment() -> None:
    [entry] = read(
        "Subject | Notes/Action Items | Actions: Responsible\n"
        "Lamps | The lamps will be shown to the Mayor | Ann to polish every lamp\n"
        "Gulls | The gulls were counted | No action\nBells | The bells are fine |\n"
        "Boats | Who paints them? | Item deferred (no paint)"
    ).entries
    assert (entry.title.text, leads_of(entry)) == ("Ann to polish every lamp", ["Ann"])
    assert entry.comment
    assert entry.comment.text == "The lamps will be shown to the Mayor"


def test_most_of_what_owners_are_to_do_tells_that_it_stands_beneath_their_head() -> None:
    rows = "Ann & Ben to polish & wax every lamp", "Ben to count the gulls", "Bells are not rung before May"
    told = read(
        "Subject | Notes/Action Items | Actions: Responsible\n" + "\n".join(f"It | It is so | {row}" for row in rows)
    )
    assert titles(told) == list(rows)


def test_a_row_that_says_that_there_is_no_action() -> None:
    assert titles(read("Action | Owner | Due\nNone | | \nPaint the lamp | Ann Ode | May 2024")) == ["Paint the lamp"]


def test_two_rows_of_one_table_with_the_same_number_and_other_owners_are_two() -> None:
    rows = "No | Action | Owner\n5.8 | Send the lamp list for winter | Clerk\n5.9 | Count gulls | Mayor\n"
    rows += "5.8 | Winter lamp list | Bursar"
    assert sorted(titles(read(rows))) == ["Count gulls", "Send the lamp list for winter", "Winter lamp list"]


def test_a_letter_to_somebody_is_nobody() -> None:
    first, second = read(
        "Action | Due\nLetter to Lamp Keepers to tell them of gulls | May 2024\nClerk to count the gulls | May 2024"
    ).entries
    assert (leads_of(first), leads_of(second)) == ([], ["Clerk"])
