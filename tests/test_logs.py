"""Documents that call themselves logs of actions: tables without heads, rows without values, leads in headings."""

import pytest
from documents import due, leads_of, read, state, titles

LOG = """
    Harbour Board Action Log - 3 May 2024
    Lamps - Lead HS/BR

    Paint the lamp room | Carried forward
    Lamp branding |
    Buy a second lamp | Completed

    Gulls

    Gull census |
    Count the gulls |
    """


def test_a_log_needs_no_heads_and_its_rows_no_status() -> None:
    entries = read(LOG).entries
    assert [e.title.text for e in entries] == [
        "Paint the lamp room",
        "Lamp branding",
        "Buy a second lamp",
        "Gull census",
        "Count the gulls",
    ]
    assert [e.status and e.status.text for e in entries] == ["Carried forward", None, "Completed", None, None]


def test_the_lead_in_a_heading_holds_for_the_table_beneath() -> None:
    assert [leads_of(e) for e in read(LOG).entries] == [["HS", "BR"], ["HS", "BR"], ["HS", "BR"], [], []]


def test_owners_and_numbers_stand_beside_the_actions_of_a_log() -> None:
    log = """
        Harbour Board
        Action sheet
        1. | Ann to paint the lamp room | Ann
        2. | Circulate the count of gulls | Ben/Cy
        """
    assert [(e.title.text, leads_of(e), e.ref and e.ref.text) for e in read(log).entries] == [
        ("Ann to paint the lamp room", ["Ann"], "1."),
        ("Circulate the count of gulls", ["Ben", "Cy"], "2."),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Ann Ode | Director of Lamps | 01234 567\nBen Roe | Head of Gulls | 01234 568",
        "Date of the next meeting | Tuesday 4 June 2024, 10am to 12pm | Lamp Room",
        "Harbour | 4 | 5\nPier | 6 | 7",
        "Lamp | Not lit any more | May 2023\nBell | Not lit any more | May 2023\nHorn | Not lit any more | June 2023\n"
        "Buoy | Not lit any more | July 2023",
    ],
)
def test_other_tables_of_a_log_are_left_alone(table: str) -> None:
    assert titles(read(f"Harbour Board Action Log\n{table}")) == []


def test_a_table_without_heads_in_another_document_is_no_log() -> None:
    assert titles(read(LOG.replace("Action Log", "Lamps and Gulls"))) == []


def test_follow_up_says_what_was_done_where_another_head_names_the_action() -> None:
    [first, second] = read(
        "Issue | Action | Follow-up\nLamps | Paint the lamp room | Completed. Two coats.\n"
        "Gulls | Ben to count the gulls | Still ongoing"
    ).entries
    assert (first.title.text, state(first), first.comment and first.comment.text) == (
        "Paint the lamp room",
        "complete",
        "Completed. Two coats.",
    )
    assert (leads_of(second), state(second)) == (["Ben"], "ongoing")


def test_words_under_progress_that_come_again_are_statuses() -> None:
    log = """
        Meeting date & action number | Team owner | Action | Deadline | Progress | Status progress
        02/03/2024 | Ann / Ben Roe | Paint the lamp room | Ongoing | On track | The first coat is on the north wall.
        09/03/2024 | Cy | Count the gulls | June | Seeds sown | Cy has asked the school.
        16/03/2024 | Di | Buy a lamp | July | Seeds sown |
        """
    entries = read(log).entries
    assert [e.status and e.status.text for e in entries] == ["On track", "Seeds sown", "Seeds sown"]
    assert [leads_of(e) for e in entries] == [["Ann", "Ben Roe"], ["Cy"], ["Di"]]
    assert [due(e) for e in entries] == [None, "2024-06", "2024-07"]


def test_a_column_without_a_head_may_hold_the_owners() -> None:
    log = """
        Raised on | | Actions completed | Deadline | Progress
        02/03/2024 | Ann | Paint the lamp room | June | Complete
        09/03/2024 | CP | Count the gulls | June | Complete
        """
    assert [leads_of(e) for e in read(log).entries] == [["Ann"], ["CP"]]


def test_parts_of_an_action_have_rows_of_their_own() -> None:
    log = """
        # | Issue / Action | Sub tasks | Start | Finish & status | Task owner
        (A) | Paint the lamp room | | 02/03/24 | Summer 2024 ONGOING | Ann Ode with help from the crew
        (A) | Paint the lamp room | Ai) Buy the paint | 02/03/24 | 21/05/24 COMPLETED | Ben Roe
        (B) | | Bi) Count the gulls | 02/03/24 | July (before the fair) ONGOING | Cy Poe (helped by Di and Ed)
        """
    entries = read(log).entries
    assert [(e.ref and e.ref.text, e.title.text, leads_of(e), state(e)) for e in entries] == [
        ("(A)", "Paint the lamp room", ["Ann Ode"], "ongoing"),
        ("Ai", "Buy the paint", ["Ben Roe"], "complete"),
        ("Bi", "Count the gulls", ["Cy Poe"], "ongoing"),
    ]
    assert [e.parent for e in entries] == [None, entries[0].id, entries[0].id]
    assert [due(e) for e in entries[:2]] == ["2024-22", "2024-05-21"]


def test_a_row_that_a_page_break_tore_is_one() -> None:
    log = """
        Harbour Board Action Log
        Lamps

        Paint the lamp room | Completed
        Buy a second lamp | Completed
        Clean the lamp glass | New
        Wind up the bell | New
        Agree on the oil and the | Carried

        wicks for next year | forward
        Count the lamps | New
        """
    entries = read(log).entries
    assert [(e.title.text, e.status and e.status.text) for e in entries] == [
        ("Paint the lamp room", "Completed"),
        ("Buy a second lamp", "Completed"),
        ("Clean the lamp glass", "New"),
        ("Wind up the bell", "New"),
        ("Agree on the oil and the wicks for next year", "Carried forward"),
        ("Count the lamps", "New"),
    ]


def test_a_list_of_actions_in_paragraphs_of_their_own() -> None:
    log = "Harbour Board\nAction Log - 14 May 2024\nLamps\nPaint the lamp room\nBuy a second lamp\nGulls\n"
    log += "Count the gulls on the pier"
    assert titles(read(log)) == ["Paint the lamp room", "Buy a second lamp", "Count the gulls on the pier"]


def test_a_table_goes_on_over_the_page_with_vague_deadlines() -> None:
    log = """
        Raised | Action | Deadline | Progress
        02/03/2024 | Ann Ode to paint the lamp room | June | On track
        09/03/2024 | Ben Roe to count the gulls | July | On track

        16/03/2024 | Cy Poe to buy a lamp | As soon as possible | Complete
        23/03/2024 | Di Fry to buy a rope | Ongoing | Complete
        """
    assert [e.deadline and e.deadline.text for e in read(log).entries] == ["June", "July", "As soon as possible", "Ongoing"]


def test_a_table_of_another_kind_goes_on_over_the_page() -> None:
    text = """
        Office | Public body | Headline | Reform date
        Lamps | Lamp Council | No more a body of its own | May 2023
        Gulls | Gull Forum | No more a body of its own | June 2023

        Piers | Pier Board | No more a body of its own | May 2023
        Ropes | Rope Panel | To stay as it is, with another name | July 2023
        """
    assert titles(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Agenda\n1. Apologies\n2. Minutes and action log\nAnnual general meeting | 3 June 2024\nLamp budget | Closed",
        "Action status and prices update\nHire of the main hall | May 2024\nHire of the small hall | June 2024",
        "Action log\nAnnual general meeting | 3 June 2024\nHarbour fair and market | 4 July 2024",
        "How to use the action tracker - a guide\nSave the file before you close it.",
    ],
)
def test_what_only_speaks_of_a_log_is_none(text: str) -> None:
    assert titles(read(text)) == []
