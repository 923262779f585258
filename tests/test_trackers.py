"""Trackers as programs and teams write them: exports, heads in small letters, rows that stand for themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from documents import area, comment, due, leads_of, make_document, read, ref, state, titles

from bvgraph.reading.entries import read_document
from bvgraph.reading.wordings import heads_register
from bvgraph.records import Place


@pytest.mark.parametrize(
    "text",
    [
        "quarter | category | id | title | lead | date | people | progress\n"
        "Q4 | Lamps | l1 | Paint the lamp room | Ann | Oct 2024 | Ben | 0\n"
        "Q4 | Gulls | g1 | Gull nets | Ann | Nov 2024 | | 0",
        "id | name | assignedTo | dueDate | status\n"
        "1 | Paint the lamp room | Ann | Oct 2024 | open\n2 | Gull nets | Ann | Nov 2024 | open",
        "card_id | action_title | lead_officer | due_date | rag_status\n"
        "1 | Paint the lamp room | Ann | Oct 2024 | Amber\n2 | Gull nets | Ann | Nov 2024 | Amber",
    ],
)
def test_heads_in_small_letters(text: str) -> None:
    found = [(e.title.text, leads_of(e), due(e)) for e in read(text).entries]
    assert found == [("Paint the lamp room", ["Ann"], "2024-10"), ("Gull nets", ["Ann"], "2024-11")]


@pytest.mark.parametrize(
    "text",
    [
        "title | author | date | status\nLamps of the coast | Ann Ode | May 2024 | in press",
        "title | supplier | owner | start_date | end_date\nSupply of lamp oil | Oil Ltd | Ann Ode | May 2022 | May 2024",
        "Name | Line manager | Status | End date\nAnn Ode Weatherby | Cy Poe | Active | May 2024",
        "Name | Owner | Status | Review date | End date\nLamp policy for the coast | Ann Ode | Live | May 2024 | May 2025",
        "Title | Lead | Start | End | Status\nLamps and their keepers | Dr Ann Ode | May 2022 | May 2024 | Active",
        "title | owner | status | url\nRecord of gull nests | Ann Ode | Live | x\nLamps of the isle | Ben Roe | Live | y",
        "Title | Owner | Review due | Status\nLamp policy for the isle | Ann Ode | May 2024 | Overdue",
        "ref | title | due_date | status | officer\n1 | Cost of lamps on the pier | May 2024 | Closed | Ann Ode",
        "time | title | lead | status\n10:00 | Approve the minutes | Ann Ode |\n10:20 | Discuss the gulls | Ben Roe |",
        "name | description | date\nLamp bought | The lamp is bought | 3 May 2024",
    ],
)
def test_lists_that_have_titles_owners_and_days_but_nothing_to_be_done_are_no_trackers(text: str) -> None:
    assert titles(read(text)) == []


def test_the_name_of_an_action_beside_its_owner() -> None:
    [first, second] = read(
        "Task ID | Name | Section | Assignee | Assignee Email | Due Date | Notes | Projects | Parent task\n"
        "1 | Paint the lamp room | Lamps | Ann Ode | ann@isle.example | 3 May 2024 | | Isle plan |\n"
        "2 | Gull nets | Gulls | Ben Roe | ben@isle.example | 4 May 2024 | | Isle plan |"
    ).entries
    assert (first.title.text, leads_of(first), due(first)) == ("Paint the lamp room", ["Ann Ode"], "2024-05-03")
    assert (second.title.text, leads_of(second), due(second)) == ("Gull nets", ["Ben Roe"], "2024-05-04")


def test_a_name_that_is_only_described_beside_it() -> None:
    [entry] = read(
        "name | description | actor | end date\nPaint the lamp room | Painting of it | Lamp team | May 2024"
    ).entries
    assert (entry.title.text, leads_of(entry), due(entry)) == ("Paint the lamp room", ["Lamp team"], "2024-05")


def test_who_completed_a_task_is_no_deadline() -> None:
    rows = "Task Name | Progress | Assigned To | Due date | Completed By\n"
    rows += "Paint the lamp | Completed | Ann Ode | 3 May 2024 | Ben Roe\nSell a lamp | Not started | Ann Ode | 4 May 2024 |"
    assert [due(e) for e in read(rows).entries] == ["2024-05-03", "2024-05-04"]


def test_a_title_beside_a_milestone_names_the_action() -> None:
    rows = "Title | Assignees | Status | Milestone\nPaint the lamp | Ann Ode | Open | Spring lamps\n"
    assert titles(read(rows)) == ["Paint the lamp"]


def test_a_milestone_that_is_a_day_is_the_deadline() -> None:
    rows = "Task | Should take | | Milestone\nLamp room | 3 | | 3 May 2024\nGull nets | 4 | | 4 May 2024"
    assert [(e.title.text, due(e)) for e in read(rows).entries] == [("Lamp room", "2024-05-03"), ("Gull nets", "2024-05-04")]
    assert titles(read("Task | Milestone\nLamp room | The lamp is lit\nGull nets | No gulls")) == []


def test_next_steps_that_say_who_is_to_take_them() -> None:
    head = "Sr. No. | Where | Issue | Remark | Next steps as on 3 May 2024\n"
    rows = "1 | Pier | Dull lamp | It was dull | Ann to paint the lamp\n2 | Pier | Gulls | | Clerk to count all gulls\n"
    rows += "3 | Bay | Fog | | Ben to buy a horn\n4 | Bay | Rain | | "
    found = [(e.title.text, leads_of(e)) for e in read(head + rows).entries]
    assert found == [
        ("Ann to paint the lamp", ["Ann"]),
        ("Clerk to count all gulls", ["Clerk"]),
        ("Ben to buy a horn", ["Ben"]),
    ]
    assert titles(read(head + "1 | Pier | Dull lamp | It was dull | Under review\n2 | Pier | Gulls | | Closed")) == []


def test_initiatives_with_a_champion() -> None:
    rows = "| Initiative | Champion | Links |\n|---|---|---|\n| Lamps | Ann Ode | |\n| Gull nets | Ben Roe + Cy Poe | |\n"
    found = [(e.title.text, leads_of(e)) for e in read_document(make_document(rows)).entries]
    assert found == [("Lamps", ["Ann Ode"]), ("Gull nets", ["Ben Roe", "Cy Poe"])]


def test_a_number_of_the_task_is_no_title() -> None:
    [entry] = read(
        "Task number: | Task description: | Who does it? | Due\n7 | Paint the lamp room | Ann Ode | May 2024"
    ).entries
    assert (entry.title.text, entry.ref and entry.ref.text) == ("Paint the lamp room", "7")


def test_numbers_behind_months_are_days_where_one_is_no_year() -> None:
    rows = "Action | Owner | Due\nPaint the lamp | Ann Ode | Oct 1\nSell a lamp | Ann Ode | Nov 15\n"
    assert [due(e) for e in read(rows, as_of="2024-09-01").entries] == ["2024-10-01", "2024-11-15"]
    assert [due(e) for e in read(rows.replace("Oct 1", "Oct 15"), as_of="2014-09-01").entries] == ["2015-10", "2015-11"]


def test_posts_under_an_unknown_head_are_the_owners() -> None:
    rows = "Task | Zig | End | Progress\nPaint the lamp | Director, Lamps | 3 May 2024 | Complete\n"
    rows += "Sell a lamp | Lamp Manager | 4 May 2024 | Complete\nBuy oil | Treasurer | 5 May 2024 | Complete\n"
    rows += "Count the gulls | | 6 May 2024 | Complete\n"
    assert [leads_of(e) for e in read(rows).entries] == [["Director, Lamps"], ["Lamp Manager"], ["Treasurer"], []]
    told = rows.replace("Director, Lamps", "see below").replace("Lamp Manager", "Oil for 3 lamps")
    assert [leads_of(e) for e in read(told).entries] == [[], [], [], []]


def test_an_address_behind_an_owner_is_no_part_of_the_name() -> None:
    [entry] = read("Action | Owner | Due\nPaint the lamp | Ann Ode <ann@isle.example> | 2024-05-03T12:00:00.000Z").entries
    assert (leads_of(entry), due(entry), state(entry)) == (["Ann Ode"], "2024-05-03", None)


def test_a_day_in_figures_alone_is_kept_as_it_is_printed() -> None:
    [entry] = read("activity | begin | end | group\nPaint the lamp | 201021 | 51121 | Lamps").entries
    assert entry.deadline
    assert (entry.deadline.text, entry.deadline.edtf) == ("51121", None)


def test_what_is_to_be_done_heads_no_part_of_a_sheet() -> None:
    rows = ["Action\tOwner\tDue", "Paint the lamp\tAnn Ode\tMay 2024", "Buy oil for the lamp\t\t", "Gulls\t\t"]
    rows += ["Count the gulls\tBen Roe\tMay 2024"]
    places = tuple(Place(n, cells=tuple(f"Sheet1!{c}{n}" for c in "ABC")) for n in range(1, len(rows) + 1))
    reading = read_document(replace(make_document("\n".join(rows)), places=places))
    assert titles(reading) == ["Paint the lamp", "Buy oil for the lamp", "Count the gulls"]
    assert [area(e) for e in reading.entries] == [None, None, "Gulls"]


def test_titles_that_say_nothing_to_be_done_where_it_is_told_how_much_is_done() -> None:
    rows = "Title | Lead | Due | Progress\nLamp room | Ann Ode | May 2024 | 40%\nGull nets | Ben Roe | June 2024 | 0%"
    assert titles(read(rows)) == ["Lamp room", "Gull nets"]


def test_heads_that_a_program_ran_together() -> None:
    [first, second] = read(
        "AreaID | ActionID | ActionName | ActionDesc | ActionLaunchDate | DueDate | ActionDescLine 1\n"
        'A1 | A1.1 | Lamps & Oil | Paint the lamp room | May 2024 | June 2024 | =IFERROR(LINE("x"), 1)\n'
        'A1 | A1.2 | Gulls & Nets | Hang the nets | May 2024 | July 2024 | =IFERROR(LINE("y"), 1)'
    ).entries
    assert [(e.title.text, ref(e), due(e)) for e in (first, second)] == [
        ("Lamps & Oil", "A1.1", "2024-06"),
        ("Gulls & Nets", "A1.2", "2024-07"),
    ]
    assert first.planned is not None
    assert first.planned.text == "Paint the lamp room"


def test_who_leads_above_leads_where_nobody_stands_beneath() -> None:
    entries = read(
        "Action ID | Action | Cabinet Lead 1 | Project Lead 1 | Project Lead 2 | Status\n"
        "1 | Paint the lamp room | Ann Ode | Ben Roe | Cy Poe | In Progress\n"
        "2 | Hang the nets | Ann Ode (Lamp Office) | | | In Progress\n"
        "3 | Order a can of oil | 4 boats | | | In Progress"
    ).entries
    assert [leads_of(e)[:2] for e in entries[:1]] == [["Ben Roe", "Cy Poe"]]
    assert [name.partition(" (")[0] for name in leads_of(entries[1])] == ["Ann Ode"]
    assert leads_of(entries[2]) == []


def test_milestones_that_say_nothing_to_be_done_have_numbers_of_their_own() -> None:
    text = (
        "Milestone ID | Level | Team | Target Date | Cycle | Prerequisites | Box (or bag, if old) | Description | | Notes\n"
        "L-1 | 3 | Oil | 2024-08-03 | F24 | | | Lamp service | | A note of the sheet\n"
        "L-2 | 2 | | 2024-08-03 | F24 | L-1 | B-2 | Bay service | |"
    )
    found = [(e.title.text, ref(e), leads_of(e), due(e)) for e in read(text).entries]
    assert found == [("Lamp service", "L-1", ["Oil"], "2024-08-03"), ("Bay service", "L-2", [], "2024-08-03")]


def test_answers_to_another_question_are_no_status() -> None:
    [first, _] = read(
        "Gap | Action required | Owner | More money needed? | Timeline\n"
        "Dark lamps | Paint the lamp room | Deans | No. | May 2024\nLoud gulls | Hang the nets | Deans | No. | June 2024"
    ).entries
    assert (state(first), leads_of(first), due(first)) == (None, ["Deans"], "2024-05")


def test_all_under_a_head_that_states_something_else_is_nobody() -> None:
    entries = read(
        "Action/Target | State the groups listed below | Target date (MM/YY)\n"
        "Report to the isle board twice a year | All | Six monthly\nAll teams to review the lamps | All | Ongoing"
    ).entries
    assert [leads_of(e) for e in entries] in ([[], []], [[], ["All teams"]])
    assert len(entries) == 2


def test_several_dates_in_a_cell_of_a_file_are_one_row() -> None:
    rows = ["Action\tOwner\tDue\tNotes", "Hold a boat race\tAnn Ode\tMay 2024 May 2025\tOne each year"]
    rows += ["Paint the lamp\tBen Roe\tJune 2024\t"]
    places = tuple(Place(n, cells=tuple(f"table 1 {c}{n}" for c in "ABCD")) for n in range(1, len(rows) + 1))
    reading = read_document(replace(make_document("\n".join(rows)), places=places))
    assert titles(reading) == ["Hold a boat race", "Paint the lamp"]
    assert [p.kind for p in reading.problems] == []


def test_ditto_stands_for_who_is_named_before() -> None:
    entries = read(
        "Action | Owner | Due\nPaint the lamp | Ann Ode ditto ditto | May 2024\n"
        "Hang the nets | Ditto | As above\nOrder a can of oil | Ben Roe | June 2024"
    ).entries
    assert [(leads_of(e), due(e)) for e in entries] == [
        (["Ann Ode"], "2024-05"),
        (["Ann Ode"], "2024-05"),
        (["Ben Roe"], "2024-06"),
    ]


def test_deliverables_give_way_to_a_summary_of_the_task() -> None:
    [entry] = read(
        "Phase | Task Summary | Key Deliverables | Actual Hours | Notes | Status\n"
        "1 | Lamp room | Red paint, two brushes, clean floor | 2 hrs | Ask Ann | Done"
    ).entries
    assert (entry.title.text, state(entry), comment(entry)) == ("Lamp room", "complete", "Ask Ann")


def test_a_first_column_without_a_head_says_what_the_rows_are_part_of() -> None:
    rows = read(
        "| Task | Status | Deadline\nWeek one | Paint the lamp | Done | May 2024\n | Buy a rope | Open | June 2024"
    ).entries
    assert [(e.title.text, area(e)) for e in rows] == [("Paint the lamp", "Week one"), ("Buy a rope", "Week one")]


def test_forenames_under_an_unknown_head_are_the_owners() -> None:
    table = "{} | Task | Status | Deadline\n{} | Paint the lamp | Done | May 2024\n{} | Buy a rope | Open | June 2024"
    assert [leads_of(e) for e in read(table.format("Keeper", "Mike", "Amanda")).entries] == [["Mike"], ["Amanda"]]
    more = f"{table}\n{{}} | Sell the bell | Open | July 2024".format("Keeper", "Mike", "Amanda", "Zed")
    assert [leads_of(e) for e in read(more).entries] == [["Mike"], ["Amanda"], ["Zed"]]
    assert [leads_of(e) for e in read(table.format("Colour", "Mauve", "Ochre")).entries] == [[], []]


def test_a_head_in_small_letters_among_known_ones() -> None:
    table = "Task | Status | Deadline | {}\nPaint the lamp | Done | May 2024 | x"
    assert titles(read(table.format("link to paper"))) == ["Paint the lamp"]
    assert titles(read(table.format("as told to nobody but the gulls"))) == []


def test_heads_beside_a_calendar_of_which_few_are_unknown() -> None:
    heads = "{} | Milestone | Type | Progress | Start | End | {} | Status | S | M | T | W"
    row = "{} | Lamp Room | Task | 0% | 2024-05-01 | 2024-05-31 | 30 | Completed | | | |"
    table = "\n".join(
        (heads.format("Go on to the right to hear what the heads are. " * 3, "Slack"), row.format("Fill in"), row.format(""))
    )
    assert [(e.title.text, leads_of(e), due(e), state(e)) for e in read(table).entries] == [
        ("Lamp Room", [], "2024-05-31", "complete")
    ] * 2


def test_challenges_and_the_risks_beneath_them_are_a_register() -> None:
    heads = ["No.", "Challenge", "Underlying Risk", "Mitigating Action", "Status"]
    assert heads_register(heads)
    assert not heads_register([*heads, "Owner", "Due date"])


def test_numbers_behind_the_word_of_the_head_are_no_titles() -> None:
    table = "Task | Progress | Solution/Action | Deadline\n" + "".join(
        f"Task {i} | It is dull | {{}} | May 2024\n" for i in (1, 2)
    )
    found = read(table.format("Paint the big lamp", "Buy a long rope")).entries
    assert [(ref(e), e.title.text) for e in found] == [("Task 1", "Paint the big lamp"), ("Task 2", "Buy a long rope")]
    assert titles(read(table.format("It was painted red", "The rope is long"))) == []


def test_a_first_column_without_a_head_beside_an_area_is_no_title() -> None:
    [entry] = read("| Task | Status | Department | Deadline\nWeek one | Paint the lamp | Done | Roads | May 2024").entries
    assert (entry.title.text, area(entry)) == ("Paint the lamp", "Roads")
