"""Actions in the text of minutes."""

import pytest
from documents import due, leads_of, read, titles


@pytest.mark.parametrize(
    ("text", "title", "leads"),
    [
        ("ACTION: Cllr Ode to paint the lamp", "Cllr Ode to paint the lamp", ["Cllr Ode"]),
        ("Action 4: AO to paint the lamp", "AO to paint the lamp", ["Ann Ode"]),
        ("The lamp is dull. It will be painted. Action: Clerk", "It will be painted.", ["Clerk"]),
        ("The lamp is dull. It will be painted.\nAction: Clerk/AO", "It will be painted.", ["Clerk", "Ann Ode"]),
        ("The lamp will be painted. (Action: AO)", "The lamp will be painted.", ["Ann Ode"]),
        ("It is dull. AO to paint the lamp (action: AO).", "AO to paint the lamp", ["Ann Ode"]),
        ("The lamp will be painted. ACTION AO", "The lamp will be painted.", ["Ann Ode"]),
        ("Action: Paint the lamp (Clerk)", "Paint the lamp", ["Clerk"]),
        ("Action: Clerk - paint the lamp", "paint the lamp", ["Clerk"]),
        ("It was AGREED that the Clerk would paint the lamp.", "the Clerk would paint the lamp.", ["Clerk"]),
        ("Actions\n• AO to paint the lamp", "AO to paint the lamp", ["Ann Ode"]),
        ("- Paint the lamp. *Lead:* Lamp team. *By:* May 2024", "Paint the lamp.", ["Lamp team"]),
    ],
)
def test_a_line_says_what_is_to_be_done_and_who_does_it(text: str, title: str, leads: list[str]) -> None:
    [entry] = read(f"Present: Ann Ode (AO)\n\n{text}").entries
    assert (entry.title.text, leads_of(entry)) == (title, leads)


@pytest.mark.parametrize(
    "text",
    [
        "It was RESOLVED that the accounts be approved.",
        "It was agreed that the Council would buy a lamp.",
        "Action: none",
        "Action: the report was noted",
        "Action: Noted",
        "The committee took action: all lamps burn.",
        "AO said that the lamp is dull.",
    ],
)
def test_what_names_nobody_who_does_it_is_left(text: str) -> None:
    assert titles(read(f"Present: Ann Ode (AO)\n\n{text}")) == []


def test_the_day_by_which_it_is_to_be_done_is_the_deadline() -> None:
    [entry] = read("Action: Clerk to paint the lamp by 31 October 2024.").entries
    assert due(entry) == "2024-10-31"


def test_those_present_are_called_by_their_first_names() -> None:
    [entry] = read("Present: Pete Long, Sid Parr\n\nACTION: Sid to paint the lamp").entries
    assert leads_of(entry) == ["Sid"]
    [entry] = read("Present: Pete Long\n\nAction: Continue to paint the lamp").entries
    assert leads_of(entry) == []


def test_what_is_said_within_an_item_of_a_table_of_minutes() -> None:
    table = (
        "Item\tDiscussion\tAction\n"
        "7/1\tThe lamp is dull. ACTION: Ann Ode to paint the lamp by 31 October 2024. ACTION: wash the lamp\tAO\n"
        "7/2\tThe bell is loud. Nothing can be done.\tSP\n"
    )
    painted, washed, _ = read(f"Present: Ann Ode (AO), Sid Parr (SP)\n\n{table}").entries
    assert (painted.title.text, leads_of(painted), due(painted)) == (
        "Ann Ode to paint the lamp by 31 October 2024.",
        ["Ann Ode"],
        "2024-10-31",
    )
    assert (washed.title.text, leads_of(washed), due(washed)) == ("wash the lamp", ["Ann Ode"], None)


def test_a_table_of_actions_may_call_each_one_so() -> None:
    table = "Action\tOwner\tDue\nAction: paint the lamp\tAnn Ode\tMay 2024\nAction: wash the lamp\tSid Parr\tJune 2024\n"
    assert [(leads_of(e), due(e)) for e in read(table).entries] == [(["Ann Ode"], "2024-05"), (["Sid Parr"], "2024-06")]
