"""Actions in the text of minutes."""

import pytest
from documents import due, leads_of, read, ref, state, titles


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
        ("The lamp is dull. Action: Paint it by May. Action: Clerk", "Paint it by May.", ["Clerk"]),
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


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("ACTION: Margaret works up a plan for the lamp", ["Margaret"]),
        ("Margaret ACTION: work up a plan for the lamp", ["Margaret"]),
        ("ACTION: Everyone look over the plan", ["Everyone"]),
        ("ACTION: Margaret and Susan discuss the lamp", ["Margaret", "Susan"]),
        ("ACTION: Margaret (for Susan) to paint the lamp", ["Margaret"]),
        ("ACTION: XY to write to the county", ["XY"]),
        ("ACTION: The lamp officer to write to the county", ["lamp officer"]),
        ("Action: Lamp Officer arrange a meeting", ["Lamp Officer"]),
        ("ACTION: Report to be circulated", []),
    ],
)
def test_who_acts_is_told_by_a_forename_initials_or_a_post_before_the_verb(text: str, leads: list[str]) -> None:
    assert [leads_of(e) for e in read(text).entries] == [leads]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ACTION ITEM: (Osgood, Perry) Paint the lamp", ("Paint the lamp", ["Osgood", "Perry"])),
        ("ACTION ITEM: Paint the lamp on the pier", ("Paint the lamp on the pier", [])),
        ("ACTION ITEM: (Unassigned) Paint the lamp", ("Paint the lamp", [])),
        ("Action: (Item three) Paint the lamp", ("(Item three) Paint the lamp", [])),
        ("- ACTION Omar will paint the lamp", ("Omar will paint the lamp", ["Omar"])),
        ("- ACTION Lamp chairs to paint the lamp", ("Lamp chairs to paint the lamp", ["Lamp chairs"])),
    ],
)
def test_who_acts_stands_behind_the_mark_in_brackets_or_without_a_colon(text: str, told: tuple[str, list[str]]) -> None:
    assert [(e.title.text, leads_of(e)) for e in read(text).entries] == [told]


def test_surnames_are_told_by_the_actions_that_are_addressed_to_them() -> None:
    text = "Action: Gigg: Paint the lamp\n\nWords.\n\nAction: Gigg, Tull: Wash the lamp\n\nAction: Boats: Row the boats\n"
    found = read(f"{text}\n\nTull\n").entries
    assert [(e.title.text, leads_of(e)) for e in found] == [
        ("Paint the lamp", ["Gigg"]),
        ("Wash the lamp", ["Gigg", "Tull"]),
        ("Boats: Row the boats", []),
    ]


def test_what_shall_be_done_to_somebody_is_no_action_of_theirs() -> None:
    assert titles(read("It was AGREED that the Clerk would be offered a lamp.")) == []


def test_a_numbered_heading_is_what_the_rows_beneath_it_are_part_of() -> None:
    table = "Milestone\tOwner\tDue\n7.1 Paint the lamp\tAnn Ode\tMay 2024\n7.2 Wash the lamp\tSid Parr\tJune 2024\n"
    heading, painted, washed = read(f"Action 7: Lamps and Bells\n\n{table}").entries
    assert (heading.kind, heading.ref and heading.ref.text, heading.title.text) == ("activity", "7", "Lamps and Bells")
    assert painted.parent == washed.parent == heading.id


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Action AO: paint the lamp", [("paint the lamp", ["Ann Ode"])]),
        ("Action everyone (not yet done): paint the lamp", [("paint the lamp", ["everyone"])]),
        ("The lamp is dull. AO will paint the lamp. She will ask SP. AO Action.", [
            ("AO will paint the lamp. She will ask SP.", ["Ann Ode"]),
        ]),
        ("It will be painted. Action: Clerk. The bell is loud. It will be muffled. Action: SP.", [
            ("It will be painted.", ["Clerk"]), ("It will be muffled.", ["Sid Parr"]),
        ]),
        ("Action Plan: to be agreed", []),
        ("Climate Action Group: paint the lamp", []),
    ],
)  # fmt: skip
def test_a_mark_that_names_who_does_it(text: str, told: list[tuple[str, list[str]]]) -> None:
    entries = read(f"Present: Ann Ode (AO), Sid Parr (SP)\n\n{text}").entries
    assert [(e.title.text, leads_of(e)) for e in entries] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "ACTIONS: Clerk to buy a rope. AO to paint the lamp. It is dull.",
            ["Clerk to buy a rope.", "AO to paint the lamp."],
        ),
        ("ACTION: Clerk to buy a rope. AO to paint the lamp.", ["Clerk to buy a rope. AO to paint the lamp."]),
        ("ACTIONS: AO to buy a rope. SP to oil it. The meeting closed at nine.", ["AO to buy a rope.", "SP to oil it."]),
        ("ACTIONS: The rope is old. AO to buy one.", ["The rope is old. AO to buy one."]),
        ("Task: AO to paint the lamp", ["AO to paint the lamp"]),
        ("Task: painting the lamp", []),
        ("Action Item AO and SP to paint the lamp", ["AO and SP to paint the lamp"]),
        ("Action item lists are dull", []),
    ],
)
def test_how_many_actions_a_mark_stands_before(text: str, told: list[str]) -> None:
    assert titles(read(f"Present: Ann Ode (AO), Sid Parr (SP)\n\n{text}")) == told


PRESENT = "Present:\n1.1. Ann Ode (Isle) *\n1.2. Sid Parr (Pier)\nCllr Ben Roe BR Harbour Council\n\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("3.1. [Sid] Paint the lamp [Done]", [("Paint the lamp", ["Sid"], "complete")]),
        ("Actions\n- [x] (Sid, Ann) Paint the lamp", [("Paint the lamp", ["Sid", "Ann"], "complete")]),
        ("Actions\n- [ ] (Lamp oil) Paint the lamp", [("(Lamp oil) Paint the lamp", [], None)]),
        ("Sid agreed to paint the lamp.", [("Sid agreed to paint the lamp.", ["Sid"], None)]),
        ("Sid agreed to the minutes.", []),
        ("• Diane is going to paint the lamp.", [("Diane is going to paint the lamp.", ["Diane"], None)]),
        ("Diane is going to paint the lamp.", []),
        ("It was agreed that Sid should be a member.", []),
        ("7.1 | BR to paint the lamp. Ann to buy oil. | BR AO", [
            ("BR to paint the lamp.", ["Ben Roe"], None), ("Ann to buy oil.", ["Ann Ode"], None),
        ]),
        ("7.1 | • Clerk to paint the lamp • Clerk to buy some oil | BR", [
            ("Clerk to paint the lamp", ["Ben Roe"], None), ("Clerk to buy some oil", ["Ben Roe"], None),
        ]),
    ],
)  # fmt: skip
def test_who_does_it_in_front_or_beside(line: str, told: list[tuple[str, list[str], str | None]]) -> None:
    assert [(e.title.text, leads_of(e), state(e)) for e in read(f"{PRESENT}{line}").entries] == told


def test_a_document_that_marks_its_actions_says_which_they_are() -> None:
    marks = ["Action: AO to buy a rope", "Action: SP to oil the bell", "Action: AO to sell the oars"]
    present = "Present: Ann Ode (AO), Sid Parr (SP)\n\n"
    said = "SP will paint the lamp.\n\nIt was agreed that the Clerk would ring the bell.\n\n"
    resolved = "RESOLVED that the Clerk would write to the county.\n\n"
    expected = ["the Clerk would write to the county.", *(mark.removeprefix("Action: ") for mark in marks)]
    assert titles(read(present + said + resolved + "\n\n".join(marks))) == expected
    assert titles(read(present + said + marks[0])) == [
        "SP will paint the lamp.",
        "the Clerk would ring the bell.",
        "AO to buy a rope",
    ]
    problems = read(f"{present}SP will paint the lamp.\n\n" + "\n\n".join(marks)).problems
    [problem] = [p for p in problems if p.kind == "unmarked"]
    assert (problem.line, problem.text) == (3, "SP will paint the lamp.")
    done = "\n\n".join(f"{mark}. Done." for mark in marks)
    assert titles(read(f"{present}SP will paint the lamp.\n\n{done}"))[0] == "SP will paint the lamp."
    behind = titles(read(present + "\n\n".join(marks) + "\n\nAO to paint the lamp."))
    assert behind[-1] == "AO to paint the lamp."


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Partially complete. Ann Ode lent a brush.", "ongoing"),
        ("Complete - Ann Ode lent a brush.", "complete"),
        ("Well painted - Ann Ode lent a brush.", None),
    ],
)
def test_how_far_an_action_is_stands_before_what_was_done(line: str, status: str | None) -> None:
    [entry] = read(f"Action: Clerk to paint the lamp.\n{line}").entries
    assert state(entry) == status


@pytest.mark.parametrize(
    ("point", "leads", "status"),
    [
        ("Lamp oil (AO/SP)", ["Ann Ode", "Sid Parr"], None),
        ("Lamp and bell - SP to ask the county", ["Sid Parr"], None),
        ("Lamp oil [closed]", [], "complete"),
    ],
)
def test_a_point_of_a_list_of_actions_is_one_that_has_an_owner_or_a_status(
    point: str, leads: list[str], status: str | None
) -> None:
    [entry] = read(f"Present: Ann Ode (AO), Sid Parr (SP)\n\nActions\n\n• {point}\n").entries
    assert (leads_of(entry), state(entry)) == (leads, status)


def test_a_point_that_tells_how_things_are_is_none() -> None:
    text = "Present: Ann Ode (AO), Sid Parr (SP)\n\nActions\n\n• The lamp is lit now (AO)\n• SP - thanked all for the oil\n"
    assert titles(read(text)) == []


def test_names_may_begin_with_any_letter() -> None:
    text = "Present: Éilis Ní Bhriain, Łukasz Nowak, Órla Kane, Ștefan Ion\n\nActions\n\n"
    text += "• Éilis Ní Bhriain to paint the lamp\n• Łukasz Nowak: Buy a rope\n• Ring the bell (Órla Kane)\n"
    text += "• Ștefan Ion to sell the oars\n"
    names = ["Éilis Ní Bhriain", "Łukasz Nowak", "Órla Kane", "Ștefan Ion"]
    assert [leads_of(e) for e in read(text).entries] == [[name] for name in names]


def test_those_who_came_may_go_by_one_word() -> None:
    text = "Present: Strabo, Plinius, zed0, hir142\n\nAction: Plinius to paint the lamp\n"
    assert [leads_of(e) for e in read(text).entries] == [["Plinius"]]
    for head in ("Ropes", "Present arrangements"):
        assert [leads_of(e) for e in read(text.replace("Present", head)).entries] == [[]]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Lamp board member to meet the county", ["Lamp board member"]),
        ("Builders required to mend the quay", []),
        ("Trusts to send their lamps", ["Trusts"]),
        ("Paint the lamp (AO/SP). The county will pay.", ["Ann Ode", "Sid Parr"]),
        ("Send the oil to Sid Parr (SP). The county will pay.", []),
    ],
)
def test_who_leads_what_is_marked(text: str, leads: list[str]) -> None:
    [entry] = read(f"Present: Ann Ode (AO), Sid Parr (SP)\n\nAction: {text}").entries
    assert leads_of(entry) == leads


def test_the_next_item_of_the_agenda_ends_a_list_and_what_its_heading_says() -> None:
    outstanding = (
        "2. Lamps\n\nThe following outstanding actions were noted:\n\n- AO to paint the lamp\n- AO to buy a rope\n\n"
    )
    first, second, third = read(
        f"Present: Ann Ode (AO)\n\n{outstanding}3. Bells\n\n- AO to ring the bell\n- AO to oil it\n"
    ).entries[:3]
    assert [state(one) for one in (first, second, third)] == ["ongoing", "ongoing", None]


def test_a_line_beneath_an_action_says_how_far_it_is() -> None:
    text = (
        "○ Action AO: paint the lamp\n■ Action completed\n○ Action SP: wash the lamp\n■ The lamp is dull\n■ Action completed"
    )
    painted, washed = read(f"Present: Ann Ode (AO), Sid Parr (SP)\n\n{text}").entries
    assert (state(painted), painted.status and painted.status.text, state(washed)) == ("complete", "completed", "complete")


@pytest.mark.parametrize(
    ("point", "title", "leads", "due_by", "status"),
    [
        ("Paint the lamp [ongoing for Ann Ode]", "Paint the lamp", ["Ann Ode"], None, "ongoing"),
        ("Paint the lamp (Ann Ode, 3 May 2024)", "Paint the lamp", ["Ann Ode"], "2024-05-03", None),
        ("[x] Paint the lamp before winter", "Paint the lamp before winter", [], None, "complete"),
        ("[ ] Paint the lamp before winter", "Paint the lamp before winter", [], None, None),
        ("Paint the lamp until 3 May 2024.", "Paint the lamp until 3 May 2024.", [], "2024-05-03", None),
    ],
)
def test_a_list_of_actions(point: str, title: str, leads: list[str], due_by: str | None, status: str | None) -> None:
    [entry] = read(f"Next steps\n\nThe following was agreed.\n{point}\n\nAny other business\nPaint the pier red").entries
    assert (entry.title.text, leads_of(entry), due(entry), state(entry)) == (title, leads, due_by, status)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("AO is to write to the county.", [("AO is to write to the county.", ["Ann Ode"])]),
        ("The bell rang. AO will write to the county.", [("AO will write to the county.", ["Ann Ode"])]),
        ("Ann will write to the county.", [("Ann will write to the county.", ["Ann"])]),
        ("Clerk to obtain quotes.", [("Clerk to obtain quotes.", ["Clerk"])]),
        ("It is dull (Action AO).", [("It is dull", ["Ann Ode"])]),
        ("The lamp will be painted (Action AO). The bell rang.", [("The lamp will be painted", ["Ann Ode"])]),
        ("The action for Ann Ode to paint the lamp is done.", [("Ann Ode to paint the lamp is done", ["Ann Ode"])]),
        ("The lamp will be painted by somebody.", []),
        ("The county will write to AO.", []),
        ("Harbour Lights to open in May.", []),
    ],
)  # fmt: skip
def test_a_sentence_charges_somebody_listed_or_a_post(text: str, told: list[tuple[str, list[str]]]) -> None:
    entries = read(f"Present Ann Ode, Sid Parr\n\n{text}").entries
    assert [(e.title.text, leads_of(e)) for e in entries] == told


def test_who_stands_beside_what_was_said_in_a_table_without_heads() -> None:
    table = (
        "1\tThe last minutes were agreed.\t\n"
        "2\tThe lamp is dull and nobody likes it. It is to be painted before winter.\tAnn\n"
        "3\tThe bell rang for an hour.\tSid to mend the bell.\n"
    )
    told = [(e.title.text, leads_of(e)) for e in read(f"Present: Ann Ode, Sid Parr\n\n{table}").entries]
    assert told == [("It is to be painted before winter.", ["Ann"]), ("Sid to mend the bell.", ["Sid"])]


def test_a_topic_before_an_action_is_nobody() -> None:
    [entry] = read("Action items\n[ ] Lamp Colours: choose the paint").entries
    assert (entry.title.text, leads_of(entry)) == ("Lamp Colours: choose the paint", [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Action Item A4-2: Paint the lamp [AO, asap] open", ("A4-2", "Paint the lamp", ["Ann Ode"], None, "ongoing")),
        (
            "Action A7: Paint the lamp [AO to coordinate, Sid to help, 3 May 2024]",
            ("A7", "Paint the lamp", ["Ann Ode", "Sid"], "2024-05-03", None),
        ),
        ("ACTION: AO to paint the lamp UPDATE: Complete", (None, "AO to paint the lamp", ["Ann Ode"], None, "complete")),
        ("ACT-LT-12: AO - Paint the lamp", ("ACT-LT-12", "Paint the lamp", ["Ann Ode"], None, None)),
        ("Action Point 1\nPaint the lamp red.\nOwner: Ann Ode", (None, "Paint the lamp red.", ["Ann Ode"], None, None)),
        (
            "Open actions:\nAP3 – Paint the lamp (AO & SP) this was done - Closed",
            ("AP3", "Paint the lamp", ["Ann Ode", "Sid Parr"], None, "complete"),
        ),
    ],
)  # fmt: skip
def test_a_numbered_action_has_who_when_and_how_far_behind_it(
    text: str, told: tuple[str | None, str, list[str], str | None, str | None]
) -> None:
    [entry] = read(f"Present: Ann Ode (AO), Sid Parr (SP)\n\n{text}").entries
    assert (ref(entry), entry.title.text, leads_of(entry), due(entry), state(entry)) == told


@pytest.mark.parametrize(
    "text",
    [
        "ACTION LOG",
        "Review of actions\nAO - explained that the lamp is dull.",
        "Actions\nLamp Committee (LC)",
        "Actions\nDate of next meeting: 12 May 2024",
        "It was AGREED that it would be seen to.",
    ],
)
def test_what_stands_in_a_list_of_actions_and_is_none(text: str) -> None:
    assert titles(read(f"Present: Ann Ode (AO), Sid Parr (SP)\n\n{text}")) == []


def test_initials_in_small_letters() -> None:
    [entry] = read("Invited: Ann Ode (aod, chair), Sid Parr (sp)\n\nActions\nPaint the lamp (aod/sp, May 2024)").entries
    assert (leads_of(entry), due(entry)) == (["Ann Ode", "Sid Parr"], "2024-05")


def test_the_head_of_a_list_says_how_far_all_of_it_is() -> None:
    text = "Actions open at 3 May 2024\nPaint the lamp red\nWash the lamp (closed for Clerk)\n\n"
    text += "Closed actions\nMend the bell soon"
    assert [state(e) for e in read(text).entries] == ["ongoing", "complete", "complete"]


def test_a_word_that_heads_the_actions_of_every_item() -> None:
    text = """Present: Ann Ode (AO), Sid Parr (SP)
1. Lamps
The lamps are dull.
ACTION
AO to paint the lamps.
MoT to lend a ladder.
The brushes were shown to the group.
2. Gulls
The gulls are loud.
ACTION
SP to write to the county about gulls.
3. Any other business
GLA to host the fair.
"""
    found = [(e.title.text, leads_of(e)) for e in read(text).entries]
    assert found == [
        ("AO to paint the lamps.", ["Ann Ode"]),
        ("MoT to lend a ladder.", ["MoT"]),
        ("SP to write to the county about gulls.", ["Sid Parr"]),
    ]


def test_a_word_that_heads_no_action_is_followed_by_the_next_item() -> None:
    assert titles(read("Action\n4. Plans for the quay\nThe plans are late.\nAction\n5. Any other lamp\n")) == []


def test_a_list_of_actions_ends_where_the_text_goes_on() -> None:
    said = "The group then spoke at length about the gulls, which had come back to the quay in great numbers. "
    said += "Nobody knew what they had found to eat there."
    assert titles(read(f"Actions\nPaint the lamps\n{said}\nSupport every visitor\n")) == ["Paint the lamps"]
    assert titles(read(f"Minutes and action points\n{said}\n• Support every visitor\n")) == []
    assert titles(read("Actions:\n1. Paint the lamps\nQuay User Group – Open Doors Day.\n")) == ["Paint the lamps"]


def test_a_date_behind_the_mark_is_no_action() -> None:
    assert titles(read("MINUTES AND ACTIONS - 17 May 2023\nPresent: Ann Ode")) == []


@pytest.mark.parametrize(
    ("text", "number", "leads", "status"),
    [
        ("Action ii): Clerk to paint the lamp.", "ii", ["Clerk"], None),
        ("Action (b): Clerk to paint the lamp.", "b", ["Clerk"], None),
        ("Outstanding Action from 3 May meeting: Clerk will paint the lamp.", None, ["Clerk"], "Outstanding"),
        ("ACTION 1: Ann Ode (AO) to paint the lamp.", "1", ["Ann Ode"], None),
        ("ACTION 2: SP/ Ann Ode (AO) to paint the lamp with help of others.", "2", ["SP", "Ann Ode"], None),
        ("Action 3: (a) Clerk to paint the lamp.", "3", ["Clerk"], None),
    ],
)
def test_marks_with_numbers_and_states(text: str, number: str | None, leads: list[str], status: str | None) -> None:
    [entry] = read(f"Minutes of the quay\n\n{text}").entries
    assert (ref(entry), leads_of(entry), entry.status.text if entry.status else None) == (number, leads, status)


@pytest.mark.parametrize(
    ("said", "leads"),
    [
        ("HLA and MoT to lend ladders to the quay", ["HLA", "MoT"]),
        ("HLA to do a talk on gulls", ["HLA"]),
        ("For AO/SP to provide a lamp", ["Ann Ode", "Sid Parr"]),
        ("For all to bring a lamp", ["all"]),
        ("Upon receipt of the lamp, AO to light it", ["Ann Ode"]),
        ("A lamp and gull group will draw up plans", ["A lamp and gull group"]),
        ("Ann Ode was tasked with counting gulls", ["Ann Ode"]),
        ("HLA has committed to lending ladders", ["HLA"]),
        ("Lamp team with help from the Mayor to paint the lamp", ["Lamp team"]),
        ("HLA to paint the lamp on the quay (Ann Ode)", ["HLA", "Ann Ode"]),
        ("Clerk to show the ladder to guests (Ladder Keeper)", ["Clerk"]),
        ("to count the gulls on quay.example KK", ["KK"]),
        ("Count the gulls on the quay AO/SP.", ["Ann Ode", "Sid Parr"]),
        ("Count the gulls on the quay (Diane, Stuart)", ["Diane", "Stuart"]),
        ("Count the gulls again (May)", []),
        ("Count the gulls for the GLA", []),
        ("The Clerk asked the board to count gulls", []),
        ("Minister for Lamps and Ann Ode to count gulls", ["Minister for Lamps", "Ann Ode"]),
        ("Lamp board and Ann Ode to count gulls", ["Lamp board", "Ann Ode"]),
        ("AO to count gulls. Members to show theirs. Hopefully it will help Sid to rest.", ["Ann Ode", "Members"]),
        ("Quay HLA to be told of gulls", []),
        ("The lamp will be lit in May – AO to see to it", ["Ann Ode"]),
        ("The lamp will be lit in May – Gulls and all", []),
        ("Count gulls by the quay AO/KK", ["Ann Ode", "KK"]),
    ],
)
def test_whose_a_marked_action_is(said: str, leads: list[str]) -> None:
    [entry] = read(f"Present: Ann Ode (AO), Sid Parr (SP)\n\nAction: {said}").entries
    assert leads_of(entry) == leads


def test_brackets_behind_a_numbered_action_that_name_nobody() -> None:
    [entry] = read(
        "Action 4: Ann Ode to show what the quay has (lamps as well as gulls) - draft to be shown in May."
    ).entries
    assert leads_of(entry) == ["Ann Ode"]


@pytest.mark.parametrize(
    ("said", "when", "day"),
    [
        ("Clerk to paint the lamp by 5 June and show it", "5 June", "2024-06-05"),
        ("Clerk to paint the lamp by end July, with help", "end July", "2024-07"),
        ("Clerk to paint the lamp by noon on Monday 5th June, if dry", "noon on Monday 5th June", "2024-06-05"),
        ("Clerk to paint the lamp (by the end of June). Ann to help", "the end of June", "2024-06"),
        ("Clerk to show the lamp at next meeting on 6 June", "6 June", "2024-06-06"),
        ("Clerk to show the lamp before the next Quay Panel meeting in June, and light it", "June", "2024-06"),
        ("Clerk to paint the lamp in two weeks time (mid-May 2024) with Ann", "mid-May 2024", "2024-05"),
        ("Clerk to paint the lamp by the end of the month, or to say why not", "by the end of the month", "2024-04"),
        ("Clerk to paint the lamp prior to the next meeting", "prior to the next meeting", None),
        ("Clerk to count gulls for next meeting of the Gull Board.", "for next meeting of the Gull Board", None),
        ("Clerk to count gulls within the next two weeks.", "within the next two weeks", None),
        ("Clerk to count gulls as soon as possible. Ann to help.", "as soon as possible", None),
        ("Clerk to count gulls. Due: when the fair is over", "when the fair is over", None),
        ("Clerk to invite the Mayor to the next meeting", None, None),
        ("Clerk to put gulls on the agenda for the next meeting", None, None),
        ("Clerk to paint the lamp by May Street", None, None),
        ("Clerk to stand by the lamp", None, None),
    ],
)
def test_by_when_within_a_sentence(said: str, when: str | None, day: str | None) -> None:
    [entry] = read(f"Quay meeting\n\nAction: {said}").entries
    assert (entry.deadline.text if entry.deadline else None, due(entry)) == (when, day)


def test_lines_beneath_actions_are_no_running_titles_though_they_recur() -> None:
    text = "Action 1: Clerk to paint the lamp\nDue: Monthly ongoing\nNot complete.\n"
    text += "Action 2: Clerk to count the gulls\nDue: Monthly ongoing\nNot complete.\n"
    found = [(e.deadline.text if e.deadline else None, e.status.text if e.status else None) for e in read(text).entries]
    assert found == [("Monthly ongoing", "Not complete")] * 2


@pytest.mark.parametrize(
    ("text", "printed", "comment"),
    [
        ("Action: Clerk to paint the lamp.\nComplete. Ann Ode lent a brush.", "Complete", "Complete. Ann Ode lent a brush."),
        ("Action: Clerk to paint the lamp. Complete.", "Complete", None),
        ("Action: Clerk to paint the lamp.\nThe lamp is complete.", None, None),
        ("Action: Clerk to paint the lamp.\nOngoing work", None, None),
        ("Action: Clerk to paint the lamp. Ann Ode agrees.", None, None),
    ],
)
def test_how_far_an_older_action_is(text: str, printed: str | None, comment: str | None) -> None:
    [entry] = read(f"Present: Sid Parr\n\n{text}").entries
    said = entry.comment.text if entry.comment else None
    assert (entry.status.text if entry.status else None, said) == (printed, comment)


def test_a_heading_that_says_whose_the_actions_beneath_are() -> None:
    text = "Present: Ann Ode (AO)\nActions: for Secretariat\nBuy more lamps for the quay.\nAO to count gulls.\n"
    text += "The fair was held on the green.\nLooking ahead\nCount lamps.\n"
    found = [(e.title.text, leads_of(e)) for e in read(text).entries]
    assert found == [("Buy more lamps for the quay.", ["Secretariat"]), ("AO to count gulls.", ["Ann Ode"])]


def test_what_was_done_before_heads_no_actions() -> None:
    assert titles(read("Actions taken in the past include\n- Engage lamp keepers by letter\n")) == []


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Action Ann Ode to paint the lamp.", ["Ann Ode"]),
        ("Action AO and Margaret to paint the lamp.", ["Ann Ode", "Margaret"]),
        ("Action 2: (a) AO to paint the lamp and (b) for Sid to light it.", ["Ann Ode", "Sid"]),
        ("Action 2: (a) AO to paint the lamp with (c) for Sid to light it.", ["Ann Ode"]),
    ],
)
def test_a_mark_without_a_colon_and_parts_with_owners(text: str, leads: list[str]) -> None:
    [entry] = read(f"Present: Ann Ode (AO), Sid Parr (SP)\n\n{text}").entries
    assert leads_of(entry) == leads


@pytest.mark.parametrize(
    "text", ["Action Plan to follow the lamps.", "Action Group to meet again.", "Action to paint the lamp."]
)
def test_a_plan_of_action_is_no_mark(text: str) -> None:
    assert titles(read(text)) == []


def test_a_point_of_a_list_whose_owner_is_called_by_a_forename_or_the_name_of_a_body() -> None:
    text = "Actions:\n1. Margaret Ode was tasked with looking after gulls.\nThe board should feed into plans for lamps.\n"
    assert [leads_of(e) for e in read(text).entries] == [["Margaret Ode"], ["board"]]


def test_all_of_a_kind_may_be_charged_in_prose() -> None:
    assert [leads_of(e) for e in read("Present: Ann Ode (AO)\n\nAll members to review the lamps.").entries] == [
        ["All members"]
    ]
    assert titles(read("Present: Ann Ode (AO)\n\nAll of it to review the lamps.")) == []


def test_who_was_asked_is_the_owner_of_a_point() -> None:
    [entry] = read("Actions:\n1. Zeno Quill was tasked with looking after gulls.\n").entries
    assert leads_of(entry) == ["Zeno Quill"]


def test_initials_in_a_list_may_do_anything_and_have_done_it() -> None:
    text = "Past Actions\n● ZQ to poke the gulls - done\n● ZQ to chat with the keeper - of lamps\n"
    text += "Gulls in general\nZQ to poke on.\n"
    found = [(e.title.text, leads_of(e), e.status.text if e.status else None) for e in read(text).entries]
    assert found == [
        ("ZQ to poke the gulls", ["ZQ"], "done"),
        ("ZQ to chat with the keeper - of lamps", ["ZQ"], None),
    ]


def test_what_a_heading_says_of_all_actions_ends_with_the_list() -> None:
    text = "Outstanding actions\nClerk to paint the lamp.\nGulls\nAction: Clerk or chair to count gulls\n"
    found = [(leads_of(e), e.status.text if e.status else None) for e in read(text).entries]
    assert found == [(["Clerk"], "Outstanding"), (["Clerk", "chair"], None)]


def test_initials_in_brackets_in_front_say_whose_it_is() -> None:
    text = "Attendees\n[AO] Ann Ode\n[SP] Sid Parr (Chair)\n\nCarried forward.\n\n[AO] Contact the lamp maker - done\n"
    text += "[AO, SP] Count the gulls on the quay\n[QU] Paint the lamp red\n[AO] agreed with that."
    entries = read(text).entries
    assert [(e.title.text, leads_of(e)) for e in entries] == [
        ("Contact the lamp maker", ["Ann Ode"]),
        ("Count the gulls on the quay", ["Ann Ode", "Sid Parr"]),
    ]
    assert [state(e) for e in entries] == ["complete", None]


@pytest.mark.parametrize("mark", ["Todo:", "TODO:", "To do:", "To-do:"])
def test_what_is_to_do_is_marked_by_these_words_too(mark: str) -> None:
    assert titles(read(f"The lamp is dull.\n{mark} buy oil for the lamp\nWe have a lot to do here.")) == [
        "buy oil for the lamp"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Action Aid to give a talk in May.",
        "There is plenty To do: lamps, gulls and the quay.",
        "[AO] Report on gulls was received with thanks.",
    ],
)
def test_words_that_only_look_like_a_mark(text: str) -> None:
    assert titles(read(f"Present: Ann Ode (AO)\n\n{text}")) == []


@pytest.mark.parametrize(
    "said",
    ["AO to write to the firm that failed to pay by 3 May 2024, again", "AO to report what was agreed at the next meeting"],
)
def test_a_day_of_something_else_is_no_deadline(said: str) -> None:
    [entry] = read(f"Present: Ann Ode (AO)\n\nAction: {said}").entries
    assert entry.deadline is None


def test_what_is_said_behind_an_action_in_running_text_is_no_part_of_it() -> None:
    text = "The lamp. ACTION: AO to order a lamp. New seats are needed too. ACTION: AO to paint it. Ben Roe spoke."
    assert titles(read(f"Present: Ann Ode (AO)\n\n{text}")) == ["AO to order a lamp.", "AO to paint it."]


@pytest.mark.parametrize(
    ("text", "title", "leads"),
    [
        ("The lamp has not yet come. Action BR to chase.", "BR to chase.", ["BR"]),
        (
            "Lamps. AO is looking for another – one has been seen Action AO",
            "AO is looking for another – one has been seen",
            ["Ann Ode"],
        ),
        ("TODO Ann :: Paint the lamp", "Paint the lamp", ["Ann"]),
        ("Ann: Paint the lamp (Due: 4/09)", "Paint the lamp", ["Ann"]),
    ],
)
def test_marks_without_a_colon_and_names_with_one(text: str, title: str, leads: list[str]) -> None:
    [entry] = read(f"Meeting of 30/08/17\n\nPresent: Ann Ode (AO)\n\n{text}").entries
    assert (entry.title.text, leads_of(entry)) == (title, leads)


@pytest.mark.parametrize("text", ["Joint Action HCB", "Ann: Agreed, we paint the lamp", "The lamp (new): painted (2024)"])
def test_what_only_looks_like_a_mark_is_left(text: str) -> None:
    assert titles(read(f"Present: Ann Ode (AO)\n\n{text}")) == []


def test_a_counted_list_of_actions_goes_on_to_its_last_number() -> None:
    text = "Action List\n1. Ann - paint the lamp\n2. Ottoline + Ben - talk to them re: gulls\n3. Ben/Ann - to wash the pier"
    assert [(e.title.text, leads_of(e)) for e in read(text).entries] == [
        ("paint the lamp", ["Ann"]),
        ("talk to them re: gulls", ["Ottoline", "Ben"]),
        ("to wash the pier", ["Ben", "Ann"]),
    ]


def test_a_table_that_tells_what_was_said_and_marks_the_actions_in_it() -> None:
    text = (
        "No\tDecision or action\tWho\tWhen\n"
        "1\tThe log was agreed. AO spoke of lamps.\t\t\n"
        "2\tThe lamp is dull. Action: Ann Ode to paint the lamp.\tAnn Ode\tMay 2024\n"
        "3\tThe pier is old. Action: Ben Roe and Ann Ode to wash the pier.\tBen Roe Ann Ode\t\n\n"
        "4\tAction: Ben Roe to count the gulls.\tBen Roe\t\n"
    )
    found = read(text).entries
    assert [e.title.text for e in found] == [
        "Ann Ode to paint the lamp.",
        "Ben Roe and Ann Ode to wash the pier.",
        "Ben Roe to count the gulls.",
    ]
    assert due(found[0]) == "2024-05"


def test_an_action_that_says_accepted_is_none() -> None:
    text = "Item\tDiscussion\tAction\n1\tThe last minutes\tAccepted\n2\tThe lamp is dull\tAnn Ode to paint the lamp\n"
    assert titles(read(text)) == ["Ann Ode to paint the lamp"]


def test_initials_with_points_are_no_specks() -> None:
    text = "Present: Ann Ode, Ben Roe\n\nAction\tOwner\tDeadline\nPaint it\tA.O, B.R.\tMay 2024\nWash it\tB.R.\tMay 2024\n"
    assert [leads_of(e) for e in read(text).entries] == [["Ann Ode", "Ben Roe"], ["Ben Roe"]]


@pytest.mark.parametrize(
    ("said", "state"),
    [("Ongoing. AO is in touch with the county and will ask.", "Ongoing"), ("Closed See this page of lamps.", "Closed")],
)
def test_what_is_said_behind_the_state_of_an_action_is_a_comment(said: str, state: str) -> None:
    [entry] = read(f"Present: Ann Ode (AO)\n\n1. Action 2.4: AO to paint the lamps. {said}").entries
    assert (entry.title.text, leads_of(entry), entry.status and entry.status.text) == (
        "AO to paint the lamps.",
        ["Ann Ode"],
        state,
    )


def test_a_number_behind_a_bullet_is_no_part_of_an_action() -> None:
    [entry] = read("Present: Ann Ode (AO)\n\nActions\n• 4.1: AO to paint the lamps (with care) again.").entries
    assert (entry.title.text, leads_of(entry)) == ("AO to paint the lamps (with care) again.", ["Ann Ode"])


def test_points_that_a_page_ran_together_are_as_many_actions() -> None:
    text = "Present: Ann Ode (AO), Ben Roe (BR)\n\nActions\n\n○ AO to design it - done ○ BR to post it ○ AO to count gulls\n"
    assert [(e.title.text, state(e)) for e in read(text).entries] == [
        ("AO to design it", "complete"),
        ("BR to post it", None),
        ("AO to count gulls", None),
    ]


def test_a_list_of_actions_goes_on_behind_a_line_that_is_not_understood() -> None:
    text = "Present: Ann Ode (AO), Ben Roe (BR)\n\nActions\nAO to wash it by May\nPeople of the pier\nBR to tell all of it\n"
    assert titles(read(text)) == ["AO to wash it by May", "BR to tell all of it"]


@pytest.mark.parametrize(
    ("text", "title", "leads", "number"),
    [
        ("b) Lamps. The Clerk to send it to all. Action 4.01 Clerk", "The Clerk to send it to all.", ["Clerk"], "4.01"),
        ("The lamp is dull. AO to wash it. Action 7 AO", "AO to wash it.", ["Ann Ode"], "7"),
    ],
)
def test_a_mark_behind_with_a_number_and_who_does_it(text: str, title: str, leads: list[str], number: str) -> None:
    [entry] = read(f"Present: Ann Ode (AO)\n\n{text}").entries
    assert (entry.title.text, leads_of(entry), ref(entry)) == (title, leads, number)


def test_what_follows_an_action_is_one_without_the_words_that_say_so() -> None:
    text = "Review of action points\n• Action: Ann will draft a paper\n• Follow up: Ben to work with Ann\n"
    assert [(e.title.text, leads_of(e)) for e in read(text).entries] == [
        ("Ann will draft a paper", ["Ann"]),
        ("Ben to work with Ann", ["Ben"]),
    ]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Reply to the county on the lamp – due 31 October 2023 Members to read it", "2023-10-31"),
        ("Reply to the county on the lamp – deadline 21 March 2024", "2024-03-21"),
        ("Reply to the county by May Poe", None),
        ("Circulate a poll for next meeting", None),
        ("Set a date for the next meeting", None),
    ],
)
def test_the_day_on_which_an_action_is_due_is_told_from_other_days(text: str, when: str | None) -> None:
    [entry] = read(f"Action: {text}").entries
    assert due(entry) == when
    assert when or not entry.deadline


def test_the_date_of_a_meeting_that_is_not_settled_is_no_deadline() -> None:
    text = "Actions\n• Clerk to paint the lamp\nNext meeting\nDate: {}"
    assert [e.deadline for e in read(text.format("To be told by Ben (week of 3 May)")).entries] == [None]


def test_somebody_who_is_written_to_does_nothing() -> None:
    [entry] = read("Action: Email Ann to confirm the day of the fair").entries
    assert (entry.title.text, leads_of(entry)) == ("Email Ann to confirm the day of the fair", [])


@pytest.mark.parametrize(
    ("text", "title", "leads", "when"),
    [
        ("The lamp is dull. It will be painted. Action: Ann, Ben", "It will be painted.", ["Ann", "Ben"], None),
        (
            "It will be painted in red.\nAction: Ann, Ben (by 3 May 2024)",
            "It will be painted in red.",
            ["Ann", "Ben"],
            "2024-05-03",
        ),
        ("Ann agreed to paint the lamp. It is dull now.\nAction: Ann", "Ann agreed to paint the lamp.", ["Ann"], None),
        ("Actions\nA12 AO to write to the county (Pier St) and to ask it", None, ["Ann Ode"], None),
        ("Actions\n1. Ann :: Paint the lamp", "Paint the lamp", ["Ann"], None),
    ],
)
def test_forenames_behind_a_mark_are_those_who_do_it(
    text: str, title: str | None, leads: list[str], when: str | None
) -> None:
    [entry] = read(f"Present: Ann Ode (AO), Ben Roe\n\n{text}").entries
    assert (entry.title.text if title else None, leads_of(entry), due(entry)) == (title, leads, when)


def test_a_mark_that_is_printed_often_is_no_running_title() -> None:
    text = "The lamp will be painted.\nAction: Secretariat\n\nThe rope will be bought.\nAction: Secretariat"
    assert titles(read(text)) == ["The lamp will be painted.", "The rope will be bought."]


@pytest.mark.parametrize("head", ["Updates of outstanding action points:", "Progress on open actions"])
def test_a_heading_over_actions_that_went_on_says_not_how_far_they_are(head: str) -> None:
    first, second = read(f"{head}\nA1 Clerk to paint the lamp - closed\nA2 Clerk to buy a rope").entries
    assert (state(first), second.status) == ("complete", None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Paint the lamp Done", "Done"),
        ("Paint the lamp Completed by Ann", "Completed"),
        ("Paint the lamp Not done", "Not done"),
        ("Paint the lamp - Done --Annode 02:20, 26 March 2014 (UTC)", "Done"),
        ("Paint the lamp --Annode 02:20, 26 March 2014 (UTC)", None),
    ],
)
def test_a_state_that_runs_into_an_action_and_a_signature(text: str, status: str | None) -> None:
    [entry] = read(f"Actions\n1. {text}").entries
    assert (entry.title.text, entry.status and entry.status.text, leads_of(entry)) == ("Paint the lamp", status, [])


@pytest.mark.parametrize(
    "head",
    [
        "The following were actions at the last meeting:",
        "Following actions were agreed:",
        "The actions agreed at the forum were:",
    ],
)
def test_a_sentence_that_heads_actions(head: str) -> None:
    text = f"Minutes\n{head}\nThe lamp to be painted for the pier. It is red now.\nAnn to buy a rope. Rope bought."
    assert titles(read(text)) == ["The lamp to be painted for the pier. It is red now.", "Ann to buy a rope. Rope bought."]


@pytest.mark.parametrize(
    ("text", "title", "leads", "number"),
    [
        ("AI: Ann to paint the lamp, and Ben to buy a rope.", None, ["Ann", "Ben"], None),
        ("Action: Ann to paint the lamp. Ben will buy a rope.", None, ["Ann", "Ben"], None),
        ("Ann: Paint the lamp. (Action Point #20.01)", "Paint the lamp.", ["Ann"], "20.01"),
        ("It is dull. The Clerk undertook to paint it. ACTION", "The Clerk undertook to paint it.", ["Clerk"], None),
        ("Action: Ben volunteered to paint the lamp", "Ben volunteered to paint the lamp", ["Ben"], None),
        ("Action: B. Roe to paint the lamp", "B. Roe to paint the lamp", ["B. Roe"], None),
        ("Action: A.Ode to paint the lamp", "A.Ode to paint the lamp", ["A.Ode"], None),
        ("Action: Moved to next lamp meeting", "Moved to next lamp meeting", [], None),
        ("The lamp report was approved.\nACTION: Draft letters", "Draft letters", [], None),
        ("Actions\n1. Paint the lamp - Ben", "Paint the lamp", ["Ben"], None),
        ("Actions\n• Action on Ben to paint the lamp", None, ["Ben"], None),
        ("Next steps\nThe lamp needs to be painted. Ben agreed to buy some.", None, ["Ben"], None),
    ],
)
def test_where_minutes_put_the_mark_and_who_does_it(
    text: str, title: str | None, leads: list[str], number: str | None
) -> None:
    [entry] = read(f"Present: Ann Ode (AO), Ben Roe\n\n{text}").entries
    assert (leads_of(entry), ref(entry)) == (leads, number)
    assert title is None or entry.title.text == title


@pytest.mark.parametrize(
    "text",
    [
        "Lamps in Action: Ropes of the Pier",
        "The lamp was painted last year. (Action Point 3)",
        "The lamp was noted.\nACTION: Post",
        "Members to consider the report on lamps.",
        "It was agreed that the Lamp Board would meet every month.",
        "Next steps\nLamp meetings will be monthly to begin, the pier will tell.",
    ],
)
def test_a_word_like_action_or_what_a_meeting_does_itself_is_no_action(text: str) -> None:
    assert titles(read(f"Present: Ann Ode (AO), Ben Roe\n\n{text}")) == []


def test_an_action_that_breaks_off_before_numbered_points() -> None:
    text = "ACTION: Officers to send:\n1. A plan of all the lamps\n2. A list of ropes\nBen spoke of gulls.\n3. Gulls"
    entries = read(f"Present: Ben Roe\n\n{text}").entries
    assert [(e.title.text, leads_of(e)) for e in entries] == [
        ("Officers to send:", ["Officers"]),
        ("A plan of all the lamps", ["Officers"]),
        ("A list of ropes", ["Officers"]),
    ]


def test_a_sentence_that_the_list_of_actions_has_again_is_told_once() -> None:
    text = "Lamps\nBen will paint the lamp\n\nIt is dull.\n\nAction Points\n• Ben will paint the lamp"
    [entry] = read(f"Present: Ben Roe\n\n{text}").entries
    assert entry.line > 6


def test_people_at_the_end_of_a_row_do_what_is_said_last() -> None:
    [entry] = read("Present: Ann Ode, Ben Roe\n\n3.1\tRob will tell. This lamp will now be painted.\tAO/BR\n").entries
    assert (entry.title.text, leads_of(entry)) == ("This lamp will now be painted.", ["Ann Ode", "Ben Roe"])


def test_names_beneath_a_heading_of_those_who_attended_are_known() -> None:
    text = "Board members in attendance were:\n\nStrabo Ode\nBen Roe\n\nAction items\n\n- Strabo Ode: Paint the lamp"
    [entry] = read(text).entries
    assert (entry.title.text, leads_of(entry)) == ("Paint the lamp", ["Strabo Ode"])
    [entry] = read("Present: Ann, Strabo\n\nACTION: Ann and Strabo to paint the lamp").entries
    assert leads_of(entry) == ["Ann", "Strabo"]


def test_a_heading_that_recurs_lists_only_what_is_right_below_it() -> None:
    text = "Minutes\n\nPresent: Ann Ode, Ben Roe\n\nLamps\n• The lamp is dull.\nACTION\n• Ann to paint the lamp room.\n"
    text += "Gulls\n• Update nests and counts are in.\n• Nests will be counted again.\nACTION\n• Ben to count the gulls.\n"
    assert titles(read(text)) == ["Ann to paint the lamp room.", "Ben to count the gulls."]


def test_points_with_another_mark_are_none_of_what_an_action_is_to_bring() -> None:
    text = "Minutes\n\nPresent: Ann Ode, Bo Fry\n\nAction: Bo to send:\n1) a list of lamps\n2) a list of bells\n"
    text += "3. Any other business\n"
    assert "Any other business" not in titles(read(text))


@pytest.mark.parametrize(
    ("end", "value"),
    [
        (" - DONE (https://isle.example/lamp)", "complete"),
        (" - IN PROGRESS (see below)", "ongoing"),
        (" – Closed: the lamp is lit", "complete"),
        (" - Isle (see below)", None),
    ],
)
def test_a_state_behind_a_dash_may_go_on_with_a_remark(end: str, value: str | None) -> None:
    [entry] = read(f"Present: Ann Ode, Ben Roe\n\nActions\n• Action 1: Ann and Ben to “retire” the lamp{end}").entries
    assert (state(entry), leads_of(entry)) == (value, ["Ann", "Ben"])
    assert (entry.title.text == "Ann and Ben to “retire” the lamp") == (value is not None)


def test_where_minutes_are_signed_and_names_without_a_task_are_no_actions() -> None:
    text = "Action | By whom | By when\nPaint the lamp | Ann Ode | May 2024\nBuy a rope | Ben Roe | June 2024\n\n"
    text += "Item | Notes | Action\nLamps | The lamp is dull and was long so. | Clerk Ann Ode/Ben Roe\n"
    text += "Ropes | There are none. | Clerk to buy ropes\n\nSigned: | Date: 16 May 2024\n"
    reading = read(text)
    assert titles(reading) == ["Paint the lamp", "Buy a rope", "Clerk to buy ropes"]
    assert [(p.line, p.kind) for p in reading.problems if p.kind == "unplaced"] == [(6, "unplaced")]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Everyone else to look up at the lamp", ["Everyone else"]),
        ("Anyone to ring the bell", ["Anyone"]),
        ("AO, BR, and CP to paint the pier", ["Ann Ode", "Ben Roe", "CP"]),
    ],
)
def test_all_who_are_named_before_a_task_hold_it(text: str, leads: list[str]) -> None:
    [entry] = read(f"Present: Ann Ode (AO), Ben Roe (BR)\n\nActions\n• {text}").entries
    assert (entry.title.text, leads_of(entry)) == (text, leads)


def test_an_item_in_which_things_are_followed_up_is_no_list_of_actions() -> None:
    points = "\nii. We will ask why the lamp is dull\niii. Rope to be bought\n"
    assert titles(read(f"Minutes\n1. Follow up{points}")) == []
    assert titles(read(f"Minutes\nFollow up{points}")) != []


def test_a_state_in_capitals_behind_the_last_point() -> None:
    [done, open_] = read("Present: Ann Ode\n\nActions\n• Ann to paint the lamp. DONE\n• Ann to see SIDMOUTH").entries
    assert (done.title.text, state(done)) == ("Ann to paint the lamp.", "complete")
    assert (open_.title.text, state(open_)) == ("Ann to see SIDMOUTH", None)


def test_outstanding_items_with_those_who_have_them() -> None:
    found = read(
        "Present: Ann Ode, Mike Roe\n\nOutstanding items:\n- Pier (Ann)\n- Lamp room (Ann, Mike)\n- Bell (red)"
    ).entries
    assert [(e.title.text, leads_of(e), state(e)) for e in found] == [
        ("Pier", ["Ann"], "ongoing"),
        ("Lamp room", ["Ann", "Mike"], "ongoing"),
    ]


def test_no_actions_mark_none() -> None:
    text = "Present: Ann Ode\n\nLamps\n\n{}ctions - The lamp will be painted by Ann in May."
    assert titles(read(text.format("No A"))) == []
    assert titles(read(text.format("A"))) != []


def test_a_group_is_who_holds_it_and_not_what_its_members_are_interested_in() -> None:
    [entry] = read("Actions\n• Panel members interested in bells to contact the clerk").entries
    assert leads_of(entry) == ["Panel members"]


@pytest.mark.parametrize(
    "end", [" - Blue, white and black - from the shop", " - RED (not blue) if there is any", " - Open, all are welcome"]
)
def test_words_behind_a_dash_that_may_mean_anything_are_no_state(end: str) -> None:
    [entry] = read(f"Present: Ben Roe\n\nActions\n• Action 1: Ben Roe to order paint{end}").entries
    assert state(entry) is None
