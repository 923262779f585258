"""Tables whose heads do not say what their columns are."""

import pytest
from documents import comment, due, leads_of, read, ref, state, titles

LOG = """
    Paint the lamp room | Ann Ode | 30/04/2024 | In progress
    Buy a second lamp | Ben Roe | 31/05/2024 | Complete
    """


def test_columns_without_heads_are_told_by_what_they_hold() -> None:
    first, second = read(LOG).entries
    assert (first.title.text, leads_of(first), due(first), state(first)) == (
        "Paint the lamp room",
        ["Ann Ode"],
        "2024-04-30",
        "ongoing",
    )
    assert state(second) == "complete"


def test_what_the_columns_do_not_tell_clearly_is_a_problem() -> None:
    unclear = """
        12 June 2024 | Paint the lamp room | 30/04/2024 | 31/05/2024
        19 June 2024 | Buy a second lamp | 31/05/2024 | 30/06/2024
        """
    reading = read(unclear)
    assert titles(reading) == []
    assert [(p.line, p.kind) for p in reading.problems] == [(1, "unplaced"), (2, "unplaced")]


def test_a_head_that_is_not_known_is_told_by_the_longest_text() -> None:
    [entry] = read("Must be so | Exec lead | Deadline\nPaint the lamp room | Ann Ode | 30/04/2024").entries
    assert (entry.title.text, leads_of(entry), due(entry)) == ("Paint the lamp room", ["Ann Ode"], "2024-04-30")


def test_heads_may_end_with_a_point() -> None:
    [entry] = read(
        "ID | Task to be done. | What it is good for. | End Date. | Given to\n"
        "1.1 | Paint the lamp | Light | 4 May 2024 | Clerk"
    ).entries
    assert (entry.title.text, leads_of(entry), due(entry)) == ("Paint the lamp", ["Clerk"], "2024-05-04")


def test_texts_under_item_are_the_actions_where_owner_and_date_stand_beside() -> None:
    [entry] = read(
        "Date | Item | Owner | Due Date | Status\n1 May 2024 | Paint the long pier | Ann Ode | 4 May 2024 | Open"
    ).entries
    assert (entry.title.text, leads_of(entry), due(entry)) == ("Paint the long pier", ["Ann Ode"], "2024-05-04")
    assert titles(read("Date | Item | Owner | Due Date\n1 May 2024 | 7a | Ann Ode | 4 May 2024")) == []


def test_what_stands_above_the_heads_in_the_middle_of_a_table_is_no_row_of_the_table_before() -> None:
    table = "On | 3 May |\nAgenda | Said |\nLamps | All are dull |\nActionables | | Assignee\nPaint the lamp | | Ann"
    assert titles(read(f"{table}\n\n{table.replace('Paint the', 'Sell a')}")) == ["Paint the lamp", "Sell a lamp"]


def test_a_row_of_unknown_words_is_no_header_for_one_word_that_could_be_a_head() -> None:
    assert titles(read("Project Lead | Gull Watch | No milestone moves\nHelper | Ann Ode | All move")) == []


def test_a_number_alone_names_no_action() -> None:
    reading = read("Milestone | Status | Due Date\n4.6 | Open | 4 May 2024\nPaint the lamp | Open | 5 May 2024")
    assert titles(reading) == ["Paint the lamp"]
    assert [p.kind for p in reading.problems] == ["unplaced"]


def test_a_list_of_statuses_beside_the_table_is_no_column_of_it() -> None:
    [entry] = read("Task | Status | Due | | Status\nPaint the lamp | Done | 4 May 2024 | | On Hold").entries
    assert state(entry) == "complete"


def test_a_heading_under_weeks_is_no_deadline() -> None:
    first, second = read(
        "Week | Task | Notes\nPiers | |\n05/06-05/12 | Paint the pier | Blue\n05/13-05/19 | Mend the pier | Oak"
    ).entries
    assert (first.title.text, first.deadline and first.deadline.text) == ("Paint the pier", "05/06-05/12")
    assert second.area
    assert second.area.text == "Piers"


def test_codes_of_controls_are_no_owners() -> None:
    [entry, _] = read(
        "ID | Kind | Remediation | Due Date\n"
        "P-1 | LP-2 | Paint the lamp | 4 May 2024\nP-2 | LP-3 | Mend the pier | 5 May 2024"
    ).entries
    assert leads_of(entry) == []


def test_names_under_action_own_what_was_said() -> None:
    reading = read(
        "Minute | Action\nThe lamp was found to be dull and will be painted. | Ann Ode\nThere was no more business. |"
    )
    [entry] = reading.entries
    assert (entry.title.text, leads_of(entry)) == ("The lamp was found to be dull and will be painted.", ["Ann Ode"])


def test_initials_under_action_are_owners_though_they_are_letters_of_a_status() -> None:
    rows = "\n".join(
        f"{n} | The lamp was found to be dull and will be painted red. | {who}" for n, who in ((1, "AO"), (2, "IP"))
    )
    assert [leads_of(e) for e in read(f"Item | Discussion | Action\n{rows}").entries] == [["AO"], ["IP"]]


def test_an_agenda_has_no_actions() -> None:
    assert titles(read("Item | Lead | Action\nLamps | Ann Ode | To note\nGulls | Ben Roe | For decision")) == []
    agenda = (
        "Item | Description | Time | Lead | Papers\n1 | Welcome and lamps | {} | AO |\n2 | Review of gulls | {} | BR |\n"
    )
    assert titles(read(agenda.format("14:30 – 14:40", "2.40 - 3.15 pm"))) == []
    plan = "No | Action | Lead | Due\n2.30 | Paint the lamp | AO | May 2024\n2.40 | Count gulls | BR | May 2024\n"
    assert titles(read(plan)) == ["Paint the lamp", "Count gulls"]


def test_a_table_under_heads_that_are_not_known_ends_the_one_above() -> None:
    reading = read("Action | Owner | Due\nPaint the lamp | Ann Ode | May 2024\nRisks\nScore | Kind | Sum\nHigh | 4 | 20")
    assert titles(reading) == ["Paint the lamp"]


def test_rows_that_are_whole_do_not_go_on_below() -> None:
    rows = "who | what | by when\nJo | paint the lamp | 18 May 2024\nMo | buy oil | asap\nJo | count gulls | May 2024"
    assert titles(read(rows)) == ["paint the lamp", "buy oil", "count gulls"]


def test_rows_without_a_header_stand_under_their_heading() -> None:
    text = "Harbours – owner: Lamp team\nPaint the lamp room | May 2024 | Complete\nBuy a second lamp | June 2024 | Late"
    reading = read(text)
    assert [leads_of(e) for e in reading.entries] == [["Lamp team"], ["Lamp team"]]
    assert [e.area.text for e in reading.entries if e.area] == ["Harbours", "Harbours"]


def test_a_register_or_a_list_of_staff_is_no_plan() -> None:
    register = "Date | Officer | Gift | Donor\n12/01/2024 | Ann Ode | A very large lamp | Lamp makers\n"
    staff = "Post | Name | Team | Status\nLamp keeper | Ann Ode | Department of lamps | Permanent\n"
    assert titles(read(register + "\n" + staff)) == []


def test_two_texts_in_front_of_the_values_are_not_told_apart() -> None:
    rows = "The lamp is dull | New paint for it | Ann Ode | May 2024\nThe oil is low | One can of oil | Ben Roe | June 2024"
    reading = read(rows)
    assert titles(reading) == []
    assert [p.kind for p in reading.problems] == ["unplaced", "unplaced"]


def test_owners_under_a_head_that_is_not_known() -> None:
    [first, _] = read("Action | On | Status\nPaint it | Ann Ode | Open\nBuy oil | Ben Roe | Closed").entries
    assert (leads_of(first), state(first)) == (["Ann Ode"], "ongoing")


def test_a_table_that_says_what_the_signs_of_its_statuses_stand_for() -> None:
    table = "Recommendation\tOwner\tDate\tAssessment of progress (categories 1 - 3)\n"
    table += "Paint the pier\tAnn Ode\tMay 2024\t1\nMend the pier\tBen Roe\tJune 2024\t3\n"
    legend = "1\tFully achieved\n2\tOn track\n3\tSlipped\n"
    assert [state(e) for e in read(f"{table}\n{legend}").entries] == ["complete", "delayed"]
    assert [state(e) for e in read(table).entries] == [None, None]


def test_a_key_beside_a_table_is_no_column_of_it() -> None:
    table = "Task\tOwner\tStatus\tDue\tStatus key\nPaint the pier\tAnn Ode\tOpen\tMay 2024\tClosed\n"
    table += "Mend the pier\tBen Roe\tOpen\tMay 2024\tOpen\n"
    assert [state(e) for e in read(table).entries] == ["ongoing", "ongoing"]


def test_a_bare_date_behind_the_status_is_no_deadline() -> None:
    table = "Meeting date\tAction\tOwner\tStatus\tDate\n1 May 2024\tPaint the pier\tAnn Ode\tDone\t3 May 2024\n"
    [entry] = read(table + "").entries
    assert (entry.deadline, state(entry)) == (None, "complete")


def test_a_label_over_the_heads_of_the_next_table_is_no_row() -> None:
    table = "Ref\tTask\tOwner\tStatus\tDue\tNotes\tPriority\n1\tPaint it\tAnn Ode\tOpen\tMay 2024\t\tLow\n"
    second = table.replace("Paint it", "Ring the bell")
    assert titles(read(f"{table}\nPart: The bell\tx\t\t\t\t\t\n{second}")) == ["Paint it", "Ring the bell"]


def test_a_register_of_risks_is_no_table_of_actions() -> None:
    table = "ID\tDate raised\tRaised by\tAssumption\tOpen/Closed\tImpact\tComment\n"
    table += "1\t1 May 2024\tAnn Ode\tThe pier stands\tClosed\tIt would fall\tEnsure that the pier is painted\n"
    table += "2\t1 May 2024\tAnn Ode\tThe sea is calm\tOpen\tIt would flood\tAsk the harbour master about it\n"
    assert titles(read(table)) == []


def test_what_is_due_is_no_status_though_it_goes_on() -> None:
    table = "Action\tOwner\tDue date\nPaint the pier\tAnn Ode\tOngoing\nMend the pier\tBen Roe\tOngoing\n"
    assert [(e.deadline and e.deadline.text, state(e)) for e in read(table).entries] == [
        ("Ongoing", None),
        ("Ongoing", None),
    ]


def test_action_and_lead_head_a_table_of_which_most_heads_are_not_known() -> None:
    heads = "Equality aim | Action | Lead | Duty that it meets | Groups that it covers"
    [entry] = read(f"{heads}\nFairness | Paint the lamp room | Ann Ode | Duty two | All").entries
    assert (entry.title.text, leads_of(entry)) == ("Paint the lamp room", ["Ann Ode"])


def test_heads_that_are_printed_again_above_those_of_a_divided_column_are_no_row() -> None:
    heads = "Aim | Action | Lead | Duty met | Duty met\nAim | Action | Lead | Fairness | Voice"
    assert titles(read(f"{heads}\nLight | Paint the lamp room | Ann Ode | yes | no")) == ["Paint the lamp room"]


def test_one_long_head_among_others_that_are_known() -> None:
    heads = "No. | Issue | Those involved and what each of them has been asked to see to | Completion date | Status"
    [entry] = read(f"{heads}\n1 | Paint the lamp room | Ann Ode | May 2024 | Complete").entries
    assert (entry.title.text, due(entry), state(entry)) == ("Paint the lamp room", "2024-05", "complete")


def test_commitments_beside_owners_are_actions_if_they_say_what_is_to_be_done() -> None:
    heads = "No.\tCommitment\tLead department(s)\tSupporting lamp keepers\tGrand aims\t\t\n"
    rows = "1\tThe council will continue to list the lamps.\tLamp Office\tGull Trust\tX\t\tX\n"
    rows += "2\tThe harbour will work with the isles.\tHarbour Office\tPier Trust\t\tX\t\n"
    found = read(heads + rows).entries
    assert [(e.title.text, leads_of(e), e.status) for e in found] == [
        ("The council will continue to list the lamps.", ["Lamp Office"], None),
        ("The harbour will work with the isles.", ["Harbour Office"], None),
    ]
    assert titles(read("Commitment\tLead\tTheme\nA sea of lamps\tAnn Ode\tlight\nA quiet pier\tBen Roe\tpeace\n")) == []


def test_a_head_may_stand_in_the_plural() -> None:
    [entry] = read(
        "Ref\tAction\tResponsible persons\tTarget dates\tBudget lines\n1\tPaint the lamp\tAnn Ode\tMay 2024\tlamps\n"
    ).entries
    assert (leads_of(entry), due(entry)) == (["Ann Ode"], "2024-05")


def test_a_tracker_may_name_things_instead_of_telling_what_to_do() -> None:
    text = "ID | Area | Title | Status | Allocated to | Target date\n"
    text += "1 | Pier | Lamp landing page | Idea | Ann Ode | 17/04/2026\n2 | Quay | Lamp flow | Open | | 10/04/2026\n"
    assert titles(read(text)) == ["Lamp landing page", "Lamp flow"]


@pytest.mark.parametrize(
    "row",
    [
        "The lamp in full: what, where, when | Who is responsible for the lamp? | The date it must be lit | How it stands",
        "Gull description | Owner | Target date | Status",
        "Meeting dates: | Members absent: | | ",
    ],
)
def test_a_row_that_explains_its_columns_is_no_action(row: str) -> None:
    text = f"Action | Lead | Deadline | Status\n{row}\nPaint the lamp room | Ann Ode | 3 May 2024 | Open\n"
    assert titles(read(text)) == ["Paint the lamp room"]


def test_a_response_that_is_a_status_says_how_it_stands() -> None:
    text = "Action | Officer | Response\nPaint the lamp room | Ann Ode | Complete\nBuy oil | Ben Roe | To be told in May\n"
    assert [state(e) for e in read(text).entries] == ["complete", None]


PRINTED = {"2024-05-03": "3 May 2024", "ongoing": "Open"}


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Action to be taken by", "Ann Ode"),
        ("Person to action", "Ann Ode"),
        ("ETA", "2024-05-03"),
        ("Is it complete?", "ongoing"),
    ],
)
def test_heads_in_many_words(head: str, field: str) -> None:
    [entry] = read(f"Action | {head}\nPaint the lamp room | {PRINTED.get(field, field)}\n").entries
    assert field in (*leads_of(entry), due(entry), state(entry))


def test_a_status_stands_where_there_is_room_if_no_column_is_for_it() -> None:
    text = "Action | Lead | Success criteria\nPaint the lamp room | Ann Ode | DONE\nBuy oil | Ben Roe | The lamp burns\n"
    assert [state(e) for e in read(text).entries] == ["complete", None]
    text = text.replace("criteria\n", "criteria | Status\n").replace("DONE\n", "DONE | Open\n")
    assert state(read(text).entries[0]) == "ongoing"


def test_parts_of_actions_that_are_merged_downwards_are_the_actions() -> None:
    reading = read("""
        Action | Deliverable | Timeline | Responsibility
        Keep the isle's lamps alight | Paint the lamp house | May 2024 | Ann Ode
        Keep the isle's lamps alight | Clean the glass of the lamp | June 2024 | Ben Roe
        Invite the boats of the isle | Publish a calendar of tides | July 2024 | Ann Ode
        Invite the boats of the isle | Arrange berths for visitors | July 2024 | Cy Lim
        """)
    first, second, *_ = reading.entries
    assert [e.title.text for e in (first, second)] == ["Paint the lamp house", "Clean the glass of the lamp"]
    assert (first.parent_title, due(second), leads_of(second)) == ("Keep the isle's lamps alight", "2024-06", ["Ben Roe"])
    assert len(reading.entries) == 4


def test_what_is_to_be_completed_by_somebody_is_an_action_whatever_it_is_called() -> None:
    table = "No. | Issue | Those involved | {}\n1 | Lamp banner | Ann Ode | 9.2.24\n2 | Newer folders | Ben Roe | 16.2.24"
    assert titles(read(table.format("Completion date"))) == ["Lamp banner", "Newer folders"]
    assert titles(read(table.format("Date"))) == []


def test_sentences_in_place_of_owners_are_a_comment() -> None:
    said = "Ann asked the painters on 9.2.24. They will bring a ladder and the white paint to the harbour in the spring."
    [entry] = read(f"Action | Lead | Deadline | Status\nPaint the lamp house | {said} | May 2024 | Open").entries
    assert (entry.leads, comment(entry)) == ((), said)


def test_remarks_that_say_by_when_hold_the_deadlines() -> None:
    first, second, third = read("""
         | Commitment description | Notes
        1 | We will paint the lamp house | In place by March 2024, looked at each year
        2 | We will count the boats | The Board will publish the count by May 2024
        3 | We will clean the glass | Weekly from June 2024
        """).entries
    assert [(e.ref and e.ref.text, due(e), state(e)) for e in (first, second)] == [
        ("1", "2024-03", None),
        ("2", "2024-05", None),
    ]
    assert (third.deadline, comment(third)) == (None, "Weekly from June 2024")


def test_numbers_under_action_are_references() -> None:
    text = (
        "Action | Who | Description | Date due\n1 | Ann | Paint the lamp room | 3 May 2024\n2 | Ben | Buy oil | 4 May 2024\n"
    )
    assert [(e.ref and e.ref.text, e.title.text) for e in read(text).entries] == [
        ("1", "Paint the lamp room"),
        ("2", "Buy oil"),
    ]


def test_what_is_said_in_brackets_makes_no_head_too_long() -> None:
    text = "No. | Action | Source of the thing (survey, audit, data analysis, changing laws) | Done by whom | Due by\n"
    text += "1.1 | Paint the lamp room | Audit 2010 | Lamp Board | 3 May 2024\n"
    [entry] = read(text).entries
    assert (entry.title.text, leads_of(entry), due(entry)) == ("Paint the lamp room", ["Lamp Board"], "2024-05-03")


def test_details_beside_who_is_responsible_are_actions_if_they_say_what_to_do() -> None:
    text = "No. | Sec. | Detail | Resp.\n2.1 | 3 | Paint the lamp room | AO\n2.2 | 3 | Ask the isle for oil | BR\n"
    assert titles(read(text)) == ["Paint the lamp room", "Ask the isle for oil"]
    assert titles(read(text.replace("Paint", "Rooms that paint").replace("Ask", "Nobody that asks"))) == []


def test_who_was_present_is_no_table_of_actions() -> None:
    text = "Actions\n\nId | Description | Res | Tgt | Comment\n1 | Paint the lamp room | AO | 3 May 2024 | Lit\n\n"
    text += " | Name | Institute | Present | Apologies\nAO | Ann Ode | Isle | + | \nBR | Ben Roe | Pier | | +\n"
    assert [(e.title.text, due(e)) for e in read(text).entries] == [("Paint the lamp room", "2024-05-03")]


def test_a_table_that_goes_on_without_heads_keeps_what_the_columns_alone_would_not_tell() -> None:
    text = "No. | Action | Lead | Date | News | Assessment of progress\n"
    text += "1. | Paint the lamp room | Ann Ode | May 2024 | Lit | 2\n\n"
    text += "2. | Buy oil for the lamp | Ben Roe | June 2024 | None yet | 2\n"
    text += "3. | Count all the gulls | Cy Poe | July 2024 | They fly | 1\n\n"
    text += "1 | | | Fully achieved | | \n2 | | | On track | | \n3 | | | Slipped | | \n"
    assert [state(e) for e in read(text).entries] == ["on-track", "on-track", "complete"]


def test_an_answer_to_a_recommendation_is_no_status() -> None:
    text = "Recommendation | Response\nPaint the lamp room | Agreed\nBuy oil for the lamp | Not agreed\n"
    assert [state(e) for e in read(text).entries] == [None, None]


def test_what_was_done_by_a_day_is_no_deadline() -> None:
    text = "Action | Owner | Comments\nPaint the lamp | Ann Ode | Started by March 2030 but stopped\n"
    text += "Buy oil | Ben Roe | The county wrote back by April 2031\nCount gulls | Cy Poe | Funding ran out by May 2031\n"
    assert [e.deadline for e in read(text).entries] == [None, None, None]


def test_what_is_to_be_done_next_is_beside_the_action() -> None:
    text = "Action_ID | Task_Title | Owner | Due_Date | Status | Next_Action\n"
    text += "A1 | Paint the lamp room | Ann Ode | 2031-05-01 | In progress | Buy the paint\n"
    text += "A2 | Sell the old bell | Ben Roe | 2031-06-01 | Done | Write to the county\n"
    assert titles(read(text)) == ["Paint the lamp room", "Sell the old bell"]


BOUND = "# | Commitment for 2031-2033 | 2031 Plan Section | Topic\n"


def test_what_somebody_has_undertaken_needs_no_other_column() -> None:
    rows = "1 | We will paint the lamp room red | 2.1 | Lamps\n2 | The isle will buy a longer rope | 2.2 | Ropes\n"
    rows += "3 | The clerk will write to the county | 2.2 | Ropes\n"
    assert titles(read(BOUND + rows)) == [row.split(" | ")[1] for row in rows.splitlines()]
    values = "1 | Respect for the keepers | 2.1 | Lamps\n2 | Honesty in all ropes | 2.2 | Ropes\n3 | Care | 2.2 | Gulls\n"
    assert titles(read(BOUND + values)) == []


def test_a_yes_under_complete_says_that_it_is() -> None:
    text = "Task | Due Date | Assigned Person | Complete?\n"
    text += "Paint the lamp room | 3 May 2031 | Ann Ode | Yes\nSell the old bell | 3 May 2031 | Ben Roe | Yes\n"
    assert [state(e) for e in read(text).entries] == ["complete", "complete"]


def test_what_stands_under_status() -> None:
    text = "Action | Owner | Status\nPaint the lamp room | Ann Ode | Done The lamp is red and bright\n"
    text += "Sell the old bell | Ben Roe | 100%\nBuy a longer rope | Cy Poe | In hand A phased approach was agreed\n"
    found = [(state(e), e.percent and e.percent.value) for e in read(text).entries]
    assert found == [("complete", None), (None, 100), ("ongoing", None)]


def test_treatments_of_risks_are_actions_where_somebody_is_to_do_them_by_a_day() -> None:
    heads = "Risk | Likelihood | Impact | Risk Owner | Mitigation Actions | Residual Risk"
    row = "Fire in the lamp room | 2 | 3 | Ann Ode | Check the lamp each week | Low"
    other = row.replace("Fire", "Flood").replace("Check", "Drain")
    assert titles(read(f"{heads}\n{row}\n{other}\n")) == []
    dated = read(f"{heads} | Target Date\n{row} | May 2031\n{other} | June 2031\n")
    assert [(e.title.text, leads_of(e), due(e)) for e in dated.entries] == [
        ("Check the lamp each week", ["Ann Ode"], "2031-05"),
        ("Drain the lamp each week", ["Ann Ode"], "2031-06"),
    ]


def test_one_head_may_stand_over_the_reference_and_the_action() -> None:
    text = "Actions to be taken | By whom | By when\n\n5a/31 | Paint the lamp room red | Ann Ode | May 2031\n"
    text += "7/31 | Budget to be sent to the county | Clerk | asap\n"
    assert [(ref(e), e.title.text, leads_of(e)) for e in read(text).entries] == [
        ("5a/31", "Paint the lamp room red", ["Ann Ode"]),
        ("7/31", "Budget to be sent to the county", ["Clerk"]),
    ]


def test_rows_apart_that_name_nobody_where_owners_stood_are_of_another_table() -> None:
    text = "Item | Action | By whom | By when\n1 | Paint the lamp room red | Ann Ode | May 2031\n\n"
    text += "2 | To agree the minutes of the last meeting | They were agreed and signed | None\n\n"
    text += "3 | Finance | There were no matters to discuss | \n4 | Ropes | The rope is as long as ever it was | \n"
    assert titles(read(text)) == ["Paint the lamp room red"]


def test_heads_of_their_own_begin_another_table() -> None:
    text = "Item | Action | By whom | By when\n1 | Paint the lamp room red | Ann Ode | May 2031\n\n"
    text += " | Item | Notes | Action\nB 5/31 | Ropes | The rope is long | None\nB 6/31 | Lamps | They burn | \n"
    assert titles(read(text)) == ["Paint the lamp room red"]


def test_of_states_under_days_the_last_one_counts() -> None:
    text = "Ref | Action agreed | Officer | To be done by | Aug 24 | Feb 25 | Board's observations\n"
    text += "G1 | Paint the lamp | Ann Ode | Nov 2024 | Overdue | Complete | It is red.\n"
    text += "G2 | Buy a rope for more than | Ben Roe | Revised to June 2025 (was March 2025) | On track | Delayed |\n"
    text += " | £100,000 | | | | |\n"
    first, second = read(text).entries
    assert [(state(e), due(e)) for e in (first, second)] == [("complete", "2024-11"), ("delayed", "2025-06")]
    assert (comment(first), second.title.text) == ("It is red.", "Buy a rope for more than £100,000")


def test_the_first_deadline_stands_under_a_head_that_says_no_more() -> None:
    text = "No | Recommendation | Responsible officer(s) | Original | Revised | Status\n"
    text += "1 | Paint the lamp | Clerk | 31/03/2025 | 31/12/2025 | Open\n2 | Buy a rope | Clerk | 30/04/2025 | | Open\n"
    assert [due(e) for e in read(text).entries] == ["2025-12-31", "2025-04-30"]
    text = "Milestone | Owner | Baseline | Forecast / actual | RAG\nPaint the lamp | Clerk | 30-Jun-25 | 31-Oct-25 | Amber\n"
    assert [due(e) for e in read(text).entries] == ["2025-10-31"]


def test_progress_begins_with_a_state_before_a_sentence() -> None:
    text = "Ref | Recommendation | Responsible | Timescale | Progress\n"
    text += "1 | That the lamp is painted | Clerk | May 2025 | Completed (100%) It is red.\n"
    text += "2 | That ropes are bought | Clerk | Quarterly | Ongoing Last seen on 3 July 2025.\n"
    text += "3 | That gulls are counted | Clerk | July 2025 | Overdue (50%) Two are left.\n"
    entries = read(text).entries
    assert [state(e) for e in entries] == ["complete", "ongoing", "overdue"]
    assert [e.percent and e.percent.value for e in entries] == [100, None, 50]


def test_a_head_that_names_its_field_beside_a_date_keeps_it() -> None:
    text = "Action | Owner | Due March 2025 | Status at 31 Oct\nPaint the lamp | Ann Ode | 3 March 2025 | Open\n"
    [entry] = read(text).entries
    assert (due(entry), state(entry)) == ("2025-03-03", "ongoing")


def test_a_table_goes_on_with_rows_whose_dates_are_two() -> None:
    text = "Action | Start | Due\nPaint the lamp | Jan 2024 | May 2024\n\nCount the gulls | Feb 2024 | July 2024\n"
    text += "Mend the bell | TBC | TBC\nFeed the cat | | ongoing\n"
    assert titles(read(text)) == ["Paint the lamp", "Count the gulls", "Mend the bell", "Feed the cat"]
