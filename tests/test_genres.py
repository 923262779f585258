"""Documents and lists that hold no actions: rules, registers, glossaries, agendas, and what somebody's duty is."""

import pytest
from documents import due, leads_of, read, state
from documents import titles as titles_of

from bvgraph.reading.genres import calls_itself_rules
from bvgraph.reading.pages import read_page


def titles(text: str) -> list[str]:
    return titles_of(read(text))


CHARGES = "The Chair will call a meeting each May.\nThe Clerk must pay bills within 30 days.\nThe Clerk to keep the lamps.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Constitution of the Lamp Society 2019-20", True),
        ("LAMP SOCIETY\n\nStanding Orders", True),
        ("Lone Working Policy (version 2)", True),
        ("Terms of Reference: Lamp Group", False),
        ("TERMS AND CONDITIONS OF THE LAMP FUND", True),
        ("Minutes of the Lamp Board\n\nStanding Orders", False),
        ("Lamp policy action plan", False),
        ("We must keep to our policy", True),
        ("how we keep to our policy", False),
        ("x\n" * 20 + "Constitution", False),
    ],
)
def test_a_document_says_at_its_top_that_it_is_one_of_rules(text: str, found: bool) -> None:
    assert calls_itself_rules(read_page("rules", text).rows) == found


@pytest.mark.parametrize("name", ["Constitution", "Lamp Policy", "By-Laws", "Standing Orders", "Terms of Reference"])
def test_rules_say_what_duties_are_and_no_actions(name: str) -> None:
    lists = "The Keeper will:\n- count the lamps\n- paint the tower\n"
    assert titles(f"{name}\n\n{CHARGES}\n{lists}") == []


def test_a_duty_is_no_charge() -> None:
    text = "Present: Ann Ode (AO)\n\nAll lamps must burn at night. The Clerk must report each May. AO to report in May."
    assert titles(text) == ["AO to report in May."]


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("Term\tDefinition\tOwner", "Lamp owner\tPaint the lamp on a pier\tAnn Ode"),
        ("Ref\tDecision\tMade by\tDate\tStatus", "1\tPaint the lamp on the pier\tLamp Board\t3 May 2024\tAgreed"),
        ("Change\tRequested by\tDate\tStatus", "Paint the lamp on the pier\tAnn Ode\t3 May 2024\tComplete"),
        ("Ref\tRisk description\tLikelihood\tOwner\tStatus", "1\tLose the lamp on the pier\t3\tAnn Ode\tOpen"),
        ("Item\tDescription\tBudget holder\tAmount\tStatus", "1\tPaint the lamp on the pier\tClerk\t300\tComplete"),
        ("Issue ID\tIssue title\tOwner\tStatus", "1\tServer out of memory\tAnn Ode\tClosed"),
    ],
)
def test_registers_of_other_things_hold_no_actions(heads: str, row: str) -> None:
    assert titles("\n".join([heads, row, row.replace("pier", "quay")])) == []


def test_letters_for_who_has_which_duty_are_no_plan() -> None:
    heads, row = "Activity\tLamp Board\tKeeper\tClerk", "Paint the lamp on the pier\tA\tR\tC/I"
    assert titles("\n".join([heads, row, row.replace("pier", "quay").replace("R", "A/R")])) == []
    assert titles("Activity\tLead\nPaint the lamp on the pier\tAnn Ode") == ["Paint the lamp on the pier"]


def test_names_of_programs_are_no_actions() -> None:
    rows = [f"lamp-{n}-performance-check\tIsle\tDaily\tOpen\t#lamp-{n}" for n in range(5)]
    assert titles("\n".join(["Job Name\tCloud\tFrequency\tExperimental\tOwners", *rows])) == []


def test_a_list_of_sources_has_no_actions() -> None:
    text = "Ref.\tAuthor/Title/Date of publication\n1\tIsle Council / Lamp handbook / May 2012\n2\tGuide to lamps / 2013\n"
    assert titles(text) == []


def test_a_line_with_a_label_of_its_own_is_no_title_of_the_card_below_it() -> None:
    assert titles("Decision maker: Lamp Board\nStatus: Approved\nDate: 3 May 2024\n") == []


@pytest.mark.parametrize("head", ["Agenda items for next meeting:", "Items for the next meeting", "Next meeting agenda:"])
def test_what_the_next_meeting_will_be_about_is_no_action(head: str) -> None:
    text = f"Present: Ann Ode (AO)\n\nAO to buy oil.\n\n{head}\nAO to present on gulls\nVisit by the Mayor\n"
    assert titles(text) == ["AO to buy oil."]


@pytest.mark.parametrize("head", ["5. To look at oil and agree next steps", "Gulls – next steps", "To agree actions"])
def test_items_of_an_agenda_head_no_actions(head: str) -> None:
    marked = "".join(f"ACTION: AO to paint pier {i}\n" for i in range(1, 4))
    talk = "• Gulls will be counted by the county.\n\nAOB\n• The lamp is dull.\n"
    text = f"Present: Ann Ode (AO)\n\nLamps\n{marked}\n{head}\n{talk}"
    assert titles(text) == [f"AO to paint pier {i}" for i in range(1, 4)]


@pytest.mark.parametrize("head", ["Improvements", "What we will do", "Our commitments"])
def test_such_words_head_actions_in_plans_and_reviews_alone(head: str) -> None:
    points = f"{head}\n\n• Paint the lamp\n"
    assert (titles(f"Lamp news\n\n{points}"), titles(f"Lamp plan for 2025\n\n{points}")) == ([], ["Paint the lamp"])


def test_a_reference_to_an_action_marks_none() -> None:
    assert titles("The Board should look at lamps (see Action 3: Paint the Lamp and Related Piers), said Ann.") == []


@pytest.mark.parametrize(
    ("who", "leads", "day"),
    [("Ann, Ben, Cora", ["Ann", "Ben", "Cora"], None), ("Ann, Ben (by 3 May 2024)", ["Ann", "Ben"], "2024-05-03")],
)
def test_forenames_behind_a_mark_own_what_was_said(who: str, leads: list[str], day: str | None) -> None:
    [entry] = read(f"The tower is grey. It will be painted by us. Action: {who}").entries
    assert (entry.title.text, leads_of(entry), due(entry)) == ("It will be painted by us.", leads, day)


def test_a_point_that_begins_with_how_far_it_is_belongs_to_the_one_above() -> None:
    text = "Present: Ann Ode (AO)\n\nActions\n\n• AO to paint the lamp\n• Done, the lamp is red and will burn.\n"
    [entry] = read(text).entries
    assert (entry.title.text, state(entry)) == ("AO to paint the lamp", "complete")


def test_a_title_that_breaks_off_goes_on_below() -> None:
    rows = [
        "Issue\tAction\tPosition",
        "Lamps\tBen Roe to\tIt was late",
        "",
        "\tpaint the pier\tin May",
        "Gulls\tCount the gulls\tSoon",
    ]
    assert titles("\n".join(rows)) == ["Ben Roe to paint the pier", "Count the gulls"]


@pytest.mark.parametrize(
    "text",
    [
        "Action\tOwner\tDeadline\tQ1 RAG\tQ2 RAG\tQ3 RAG\nPaint the lamp\tAnn Ode\tMay 2031\tR\tA\tA\n",
        "Action\tOwner\tDeadline\tNotes\nPaint the lamp\tAnn Ode\tMay 2031\t" + "A " * 60 + "!\n",
        "Action\tOwner\tDeadline\tStatus\nPaint the lamp\tAnn Ode or Bo Fry?\tMay 2031\tOpen\n",
    ],
)
def test_what_only_looks_like_a_list_of_duties_or_an_explanation_is_an_action(text: str) -> None:
    assert titles(text) == ["Paint the lamp"]


@pytest.mark.parametrize(
    "text",
    [
        "Date\tDetails\tAgency\tAmount\n1 May 2031\tPaint for lamp posts\tAmbry Paints\t100\n",
        "Decision\tLead\tCompletion date\nLamps stay on all night\tAnn Ode\tMay 2031\n",
        "Project\tProject lead\tCompletion date\tBudget\nThe new pier\tAnn Ode\tMay 2019\t300\n",
    ],
)
def test_ledgers_and_decisions_are_no_actions(text: str) -> None:
    assert titles(text + text.splitlines()[1].replace("lamp", "bell") + "\n") == []
