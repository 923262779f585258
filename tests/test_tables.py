"""Flat tables: headings, rows, wraps and the damage of scanning."""

from dataclasses import replace

import pytest
from documents import area, comment, due, leads_of, make_document, read, ref, state, titles

from bvgraph.originals import Place
from bvgraph.reading.entries import read_document

PLAN = """
    Isle of Nowhere Improvement Plan

    Harbours
    Activities | Lead Officer | Deadline
    1. Mend the lighthouse
    Key Milestones
    Paint the lamp room | Ann Ode/Head of Harbours | May-24
    Buy a second lamp | Harbour Committee | Quarterly
    Activities | Lead Officer | Deadline
    2. Count the gulls
    Count the young | Zoë Łuk | Summer 2024
    """


def test_rows_stand_under_their_activity_in_their_area() -> None:
    first, paint, buy, second, count = read(PLAN).entries
    assert [e.kind for e in (first, paint, buy, second, count)] == [
        "activity",
        "milestone",
        "milestone",
        "activity",
        "milestone",
    ]
    assert [area(e) for e in (first, count)] == ["Harbours", "Harbours"]
    assert (ref(first), first.title.text, first.parent) == ("1", "Mend the lighthouse", None)
    assert (buy.parent, buy.parent_title) == (first.id, "Mend the lighthouse")
    assert count.parent == second.id


def test_values_are_read_and_kept_as_printed() -> None:
    _, paint, buy, *_ = read(PLAN).entries
    assert leads_of(paint) == ["Ann Ode", "Head of Harbours"]
    assert due(paint) == "2024-05"
    assert buy.deadline is not None
    assert (buy.deadline.text, buy.deadline.edtf) == ("Quarterly", None)
    assert paint.id == "isle-plan/7"


def test_every_value_quotes_the_document() -> None:
    reading = read(PLAN)
    text = reading.document.text
    for entry in reading.entries:
        spans = [
            *entry.title.spans,
            *(s for lead in entry.leads for s in lead.spans),
            *(entry.deadline.spans if entry.deadline else ()),
        ]
        assert spans
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert entry.title.spans[0].line == entry.line


UPDATE_HEADER = "Activities | Lead Officer | Deadline | Status | %Comp | Year-End Comments"


def update(*rows: str) -> str:
    return "\n".join(["Isle", "", "Harbours | | | | |", UPDATE_HEADER, "1. Mend the lighthouse | | | | |", *rows])


def test_a_comment_goes_on_below_and_past_a_page_break() -> None:
    reading = read(
        update(
            "Paint the lamp room | Ann Ode | May-24 | On Target | 50% | Two coats",
            " | | | | | are on",
            UPDATE_HEADER,
            " | | | | | the wall.",
        )
    )
    [_, paint] = reading.entries
    assert comment(paint) == "Two coats are on the wall."
    assert (paint.line, paint.last_line) == (6, 9)
    assert paint.percent is not None
    assert paint.percent.value == 50


def test_a_title_and_a_lead_are_put_together_from_three_rows() -> None:
    reading = read(
        update(
            "Paint the lamp room and | Konstantin | May-24 | N/A | 0% | Not needed.",
            "the stairs that lead | Papadakis/Ann | | | |",
            "up to it | Ode | | | |",
        )
    )
    [_, paint] = reading.entries
    assert paint.title.text == "Paint the lamp room and the stairs that lead up to it"
    assert leads_of(paint) == ["Konstantin Papadakis", "Ann Ode"]


def test_a_double_surname_is_not_a_row() -> None:
    [_, cards] = read(
        update("Print identity | Ann Ode/Kwame | May-24 | N/A | 0% | Stopped.", "Cards/Letters | Osei Tutu | | | |")
    ).entries
    assert cards.title.text == "Print identity Cards/Letters"
    assert leads_of(cards) == ["Ann Ode", "Kwame Osei Tutu"]


def test_a_heading_torn_over_cells_is_mended() -> None:
    [heading, _] = read(
        "Harbours | | | | |\n"
        + UPDATE_HEADER
        + "\n7. Mend the wall and strengthen it wi | th stones | from the qu | arry | |\n"
        "Dig | Ann Ode | May-24 | On Target | 5% | With stones from the quarry. With care. The quarry is far."
    ).entries
    assert heading.kind == "activity"
    assert heading.title.text == "Mend the wall and strengthen it with stones from the quarry"


def test_a_stray_tab_is_taken_out() -> None:
    [_, paint] = read(update("Paint | Ann Ode | | May-24 | On Target | 50% | Begun.")).entries
    assert (due(paint), state(paint), comment(paint)) == ("2024-05", "on-track", "Begun.")


def test_a_row_printed_again_and_misread_is_no_row() -> None:
    [_, first, last] = read(
        update(
            "Paint the lamp room | Sharon Boulder | May-24 | Completed | 100% | Done.",
            " | Gharon Bouldor | Nay-24 | Completed | 10078 |",
            "Sell the old lamp | Ann Ode | Jun-24 | Completed | 100% | Sold.",
        )
    ).entries
    assert (first.title.text, last.title.text) == ("Paint the lamp room", "Sell the old lamp")
    assert leads_of(first) == ["Sharon Boulder"]


def test_column_heads_that_ran_into_the_first_row_are_cut_off() -> None:
    text = "Harbours\nActivities | Lead Officer | Deadline\nActivities Paint | Lead Officer Ann Ode | Deadline May-24"
    [paint] = read(text).entries
    assert (paint.title.text, leads_of(paint), due(paint)) == ("Paint", ["Ann Ode"], "2024-05")


@pytest.mark.parametrize("head", ["Harbours", "Theme 1: Harbours"])
def test_a_heading_above_a_header_is_the_area(head: str) -> None:
    [row] = read(
        f"{head}\nRef | Action | Owner | Due date | RAG | Update\nH1 | Paint | Ann Ode | 31/03/2024 | G | Begun."
    ).entries
    assert area(row) == head
    assert (ref(row), row.kind, due(row), state(row), comment(row)) == ("H1", "action", "2024-03-31", "on-track", "Begun.")


def test_a_theme_on_a_row_of_the_table_is_an_area_and_no_title() -> None:
    rows = read("""
        Ref | Action | Responsible | Target date | RAG status | Comments
        Theme 1: Housing | | | | |
        1.1 | Inspect the huts | Ann Ode | Jun-23 | Green | Forty seen.
        Theme 2: Planning | | | | |
        2.1 | Draw the map | Ben Roe | Mar-24 | Red | Rain.
        """).entries
    assert [(ref(e), area(e)) for e in rows] == [("1.1", "Theme 1: Housing"), ("2.1", "Theme 2: Planning")]


def test_columns_stand_in_any_order_and_the_area_may_be_one_of_them() -> None:
    rows = read("""
        Status | Due | Who | What we will do | Area
        On target | Aug-23 | Ann Ode | Cut waits | Health
        Overdue | Feb-23 | Ben Roe; Cy Lim | Open a hub |
        """).entries
    assert [(e.title.text, leads_of(e), due(e), state(e), area(e)) for e in rows] == [
        ("Cut waits", ["Ann Ode"], "2023-08", "on-track", "Health"),
        ("Open a hub", ["Ben Roe", "Cy Lim"], "2023-02", "overdue", "Health"),
    ]


def test_an_audit_tracker_has_recommendations_with_a_response_and_no_area() -> None:
    [row] = read("""
        Recommendation | Priority | Management response | Responsible officer | Target date | Status
        The isle should count its boats | High | Agreed. | Ann Ode | 30/06/2023 | Not started
        """).entries
    assert (row.kind, area(row)) == ("recommendation", None)
    assert row.planned is not None
    assert row.planned.text == "Agreed."
    assert row.status is not None
    assert (row.status.text, row.status.value) == ("Not started", None)


def test_a_merged_recommendation_is_the_parent_of_all_its_rows() -> None:
    rows = read("""
        Recommendation | Action | Responsible Officer | Due Date | Status
        Mind the boats | Make a register | Ann Ode | 31/05/2023 | Complete
         | Train the crews | Ben Roe | 31/08/2023 | On track
        """).entries
    assert [(e.title.text, e.parent_title) for e in rows] == [
        ("Make a register", "Mind the boats"),
        ("Train the crews", "Mind the boats"),
    ]


def test_a_revised_deadline_counts_and_the_first_one_is_kept() -> None:
    reading = read("""
        Action | Lead | Original date | Revised date | RAG
        Paint | Ann Ode | 31/03/2022 | 30/09/2022 | Red
        Sing | Ben Roe | 31/12/2021 | | Green
        """)
    assert [due(e) for e in reading.entries] == ["2022-09-30", "2021-12-31"]
    assert [e.original.edtf if e.original else None for e in reading.entries] == ["2022-03-31", None]
    assert reading.problems == ()


def test_both_deadlines_in_one_cell() -> None:
    [row] = read("Action | Lead | Due | RAG\nPaint | Ann Ode | 31/03/2022 (revised to 30/09/2022) | Red").entries
    assert due(row) == "2022-09-30"
    assert row.original
    assert (row.original.edtf, [s.text for s in row.original.spans]) == ("2022-03-31", ["31/03/2022"])


def test_progress_in_words_is_a_comment() -> None:
    [row] = read("Action | Lead | By when | Progress\nPaint | Ann Ode | June 2023 | Two walls of four are done.").entries
    assert (comment(row), row.percent) == ("Two walls of four are done.", None)


def test_dates_in_comments_do_not_make_a_row_garbled() -> None:
    reading = read("""
        Action | Progress update | Lead | Deadline
        Paint | Met on 12 May 2021, then 14 July 2021 and 3 Sept 2021. | Ann Ode | Dec 2021
        """)
    assert titles(reading) == ["Paint"]
    assert reading.problems == ()


def test_a_table_without_its_header_is_read_by_that_of_another_page() -> None:
    reading = read(
        "Paint | Ann Ode | Mar-21 | On Target\nHarbours | | |\n"
        "Activities | Lead | Deadline | Status\nSing | Cy Lim | May-21 | Late"
    )
    assert [(e.title.text, due(e), state(e)) for e in reading.entries] == [
        ("Paint", "2021-03", "on-track"),
        ("Sing", "2021-05", "overdue"),
    ]


def test_heads_left_blank_are_those_of_the_table_above() -> None:
    text = """
        No | Owner | Action | Deadline | Progress
        1 | Ann Ode | Paint the lamp | May 2024 | On track
        2 | Ben Roe | Buy a rope | May 2024 | On track

        Actions that are completed:
        No | | Action | Deadline | Progress
        3 | Cy Poe | Mend the pier | May 2023 | Complete
    """
    assert [leads_of(e) for e in read(text).entries] == [["Ann Ode"], ["Ben Roe"], ["Cy Poe"]]
    other = text.replace("No | | Action | Deadline | Progress", "No | | Action | Status | Comments")
    assert leads_of(read(other).entries[2]) == []


def test_a_row_that_no_header_explains_is_a_problem() -> None:
    reading = read("Paint | Ann Ode | Mar-21 | On Target")
    assert reading.entries == ()
    assert [(p.line, p.kind) for p in reading.problems] == [(1, "unplaced")]
    assert reading.coverage < 1


def test_numbers_that_start_anew_are_not_one_action() -> None:
    reading = read("""
        Boats
        No | Action | Lead | Deadline
        1 | Publish the tides | Ann Ode | May 2021
        Money
        No | Action | Lead | Deadline
        1 | Close the ledger | Ben Roe | June 2021
        """)
    assert [(ref(e), e.title.text, area(e)) for e in reading.entries] == [
        ("1", "Publish the tides", "Boats"),
        ("1", "Close the ledger", "Money"),
    ]


def test_all_cells_of_a_row_with_a_reference_may_be_wrapped() -> None:
    [first, second] = read("""
        Ref | Action | Lead | Timescale | RAG | Update
        3.1 | Review the complaints and | Deputy Director | By end | Amber | First draft
         | publish a policy | of Boats | March 2023 | | was sunk
         | | | | | by a gull.
        3.2 | Appoint a lead | Ann Ode | 31/01/2023 | Green | Begun.
        """).entries
    assert first.title.text == "Review the complaints and publish a policy"
    assert (leads_of(first), due(first), comment(first)) == (
        ["Deputy Director of Boats"],
        "2023-03",
        "First draft was sunk by a gull.",
    )
    assert ref(second) == "3.2"


def test_a_column_that_no_field_is_known_for_is_said_not_to_be_read() -> None:
    reading = read("""
        Action | Lead | Deadline | Success measure
        Paint the lamps | Ann Ode | May-24 | Ships see them
        Mend the quay | Ben Roe | Jun-24 | Ships can land
    """)
    assert [(p.line, p.kind) for p in reading.problems] == [(2, "column")]
    assert '"Success measure"' in reading.problems[0].message
    assert titles(reading) == ["Paint the lamps", "Mend the quay"]


def test_rows_of_a_file_that_no_page_tears_stand_for_themselves() -> None:
    rows = ["Action\tPerson\tDeadline\tNotes", "Paint the lamp\tAnn Ode\t20/2/2025\tnew", "Wash the pier\t\t\tdone by hand"]
    rows += ["Count the gulls\t\t\tyearly"]
    torn = "\n".join(rows)
    places = tuple(Place(n, cells=tuple(f"Sheet1!{c}{n}" for c in "ABCD")) for n in range(1, len(rows) + 1))
    reading = read_document(replace(make_document(torn), places=places))
    assert titles(reading) == ["Paint the lamp", "Wash the pier", "Count the gulls"]


def test_ongoing_under_due_date_is_when_it_is_due() -> None:
    heads = "Agenda item\t\tCouncillor\tDue date\tCompleted\n"
    rows = "14 - Bodies\tTo gauge interest in a meeting\tClerk\tOn going\tThe Clerk has set up a group\n"
    rows += "15 - Lamps\tTo paint the lamps of the pier\tClerk\tBy next meeting\tNot yet\n"
    found = read(heads + rows).entries
    assert [e.deadline.text if e.deadline else "" for e in found] == ["On going", "By next meeting"]


def test_action_dates_are_when_it_is_due_and_sub_actions_may_be_described() -> None:
    text = "No.\tRecommendation\tProgress\tAction date\n2.1\tThe Board reviews all lamps\tThey are looked at\tMay 2024\n"
    [entry] = read(text).entries
    assert (entry.title.text, due(entry)) == ("The Board reviews all lamps", "2024-05")
    heads = "Overall action\tStatus\tSub action ref\tSub action description\tEnd date\tAssigned to\n"
    rows = "We will light the pier.\tIn progress\tS-1\tWe will buy lamps.\tMay 2024\tLamp team\n"
    assert titles(read(heads + rows)) == ["We will buy lamps."]


def test_what_still_goes_on_is_printed_so() -> None:
    [entry] = read("Action | Owner | Progress\nPaint the lamp | Ann Ode | Still ongoing.").entries
    assert entry.status
    assert (entry.status.text.rstrip("."), state(entry)) == ("Still ongoing", "ongoing")


def test_a_row_that_a_page_break_leaves_by_itself_goes_on_with_its_table() -> None:
    text = """
        Issue | Action | Latest position
        Pier | Mend the pier. | Boats were bought.
        Lamp | Clean the lamp. | It was cleaned.

        Rope | Buy a rope. | Ropes are dear.
    """
    assert titles(read(text)) == ["Mend the pier.", "Clean the lamp.", "Buy a rope."]


def test_one_column_of_days_and_states_goes_on_over_the_page() -> None:
    text = """
        No | Action | Finish & status | Owner | Notes
        1 | Mend the pier | May 2024 ongoing | Ann Ode | Boats were bought.
        2 | Clean the lamp | June 2024 ongoing | Ben Roe | The oil is late.

        3 | Buy a rope | End 2024 ongoing | Cy Poe | Ropes are dear.
        4 | Sell a boat | July 2024 completed | Ann Ode | It was sold.
    """
    assert [(leads_of(e), due(e)) for e in read(text).entries][2:] == [(["Cy Poe"], "2024"), (["Ann Ode"], "2024-07")]


def test_a_row_whose_reference_goes_on_below_heads_what_follows_with_who_answers_for_it() -> None:
    text = "No. | Action | Responsibility | Timescale\n1 | LAMPS | Overall responsibility: Harbour Board | \n"
    text += "1.1 | Paint the lamp room | Ann Ode | 3 May 2024\n1.2 | Buy oil | Ben Roe | 4 May 2024\n"
    first, *others = read(text).entries
    assert (str(first.kind), leads_of(first)) == ("activity", ["Harbour Board"])
    assert [(str(e.kind), leads_of(e)) for e in others] == [("action", ["Ann Ode"]), ("action", ["Ben Roe"])]


def test_one_long_head_of_another_meaning_hides_no_header() -> None:
    text = "Target | Outcome | Related thing that the law of the isle protects and duty of every public body | Action"
    text += " | Lead Person/Team | Timescale | Measure of Success\n"
    text += "1.1 | Lit | All | Paint the lamp room | Ann Ode | May 2024 | Seen\n"
    assert [(e.title.text, leads_of(e)) for e in read(text).entries] == [("Paint the lamp room", ["Ann Ode"])]


def test_abbreviations_and_figures_by_year_beneath_a_table_are_no_rows_of_it() -> None:
    text = """
        Ref | Milestone | Owner | Baseline | RAG | % done
        1 | Paint the lamp | Ann Ode | May 2024 | Green | 40%

        Abbreviations
        CEX | Chief Executive | CFO | Chief Finance Officer
        DCS | Director of Children's Services | MO | Monitoring Officer

        Benefits
        Project | 2024/25 | 2025/26 | 2026/27
        TP01 | 400 | 1,900 | 2,600
        TP03 | 0 | 310 | 880
        """
    assert titles(read(text)) == ["Paint the lamp"]


def test_initials_beside_an_action_are_no_list_of_abbreviations() -> None:
    text = "Action | Lead | Due\nPaint the lamp | AO Ann Ode | May 2024\n"
    text += "CFO Chief Finance Officer to pay | BR Ben Roe | May 2024\n"
    assert len(read(text).entries) == 2


def test_references_with_which_titles_begin_are_cut_where_nearly_all_have_one() -> None:
    rows = [("L01.1", "Paint the lamp", "40%"), ("L01.2", "Buy a rope", "100%"), ("L02.1", "Count the gulls", "0%")]
    text = "Milestone | Owner | Date | % done\n" + "".join(f"{a} {b} | Ann Ode | May 2024 | {c}\n" for a, b, c in rows)
    entries = read(text).entries
    assert [(ref(e), e.title.text) for e in entries] == [(a, b) for a, b, _ in rows]
    assert [e.percent.value for e in entries if e.percent] == [40, 100, 0]
    text = "Milestone | Owner | Date\nM25 Junction lamps | Ann Ode | May 2024\nBuy a rope | Ben Roe | May 2024\n" * 2
    assert "M25 Junction lamps" in titles(read(text))


def test_the_rest_of_a_title_that_is_a_head_elsewhere_goes_on_with_it() -> None:
    text = "Ref | Action | Owner | Due\n4.3 | Track what becomes of lamp | Ann Ode | May 2024\n | recommendations | | \n"
    text += "4.4 | Buy a rope | Ben Roe | May 2024\n"
    assert titles(read(text)) == ["Track what becomes of lamp recommendations", "Buy a rope"]


def test_rows_are_not_lost_for_words_that_stand_at_the_edge_of_pages_elsewhere() -> None:
    text = """
        Ref | Action | Owner | Due | Comments
        1 | Renew the lease | Ann Ode | May 2024 | Signed
        2 | Buy a rope | Ben Roe | June 2024 | See the minutes, Page 3 of 12
        """
    assert titles(read(text)) == ["Renew the lease", "Buy a rope"]
    text = (
        "Status | Action | Owner | Due\nSigned | Renew the lease | Ann Ode | May 2024\nOpen | Buy a rope | Ben Roe | May\n"
    )
    assert titles(read(text)) == ["Renew the lease", "Buy a rope"]
    text = "Ref | Action | Owner | Status\nHR | Harbour Review | |\nPP | Pier Plan | Ann Ode | Open\n"
    assert titles(read(text)) == ["Harbour Review", "Pier Plan"]
    text = "Recommendation 1: 2025 lamps should be lit by the Council\nAction | Lead\nBuy lamps | Ann Ode\n"
    assert titles(read(text))[0] == "2025 lamps should be lit by the Council"


@pytest.mark.parametrize("status", ["In progress - 20% of the budget spent", "Delayed (10% cost increase)"])
def test_a_share_of_something_else_is_no_progress(status: str) -> None:
    [entry] = read(f"Action | Owner | Due | Status\nBuy a rope | Ann Ode | May 2024 | {status}\n").entries
    assert entry.percent is None


def test_titles_keep_what_tells_them_apart() -> None:
    rows = "".join(f"Q{n} Report on lamps | Ann Ode | May 2024\n" for n in range(1, 5))
    assert titles(read(f"Milestone | Owner | Date\n{rows}"))[0] == "Q1 Report on lamps"
    rows = "".join(f"{road} Junction {n} | Ann Ode | May 2024\n" for n, road in enumerate(("A12", "M25", "B105", "A14")))
    assert titles(read(f"Milestone | Owner | Date\n{rows}"))[0] == "A12 Junction 0"
