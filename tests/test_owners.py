"""Who is to do what a sentence says."""

import pytest
from documents import due, leads_of, read, state, titles

from bvgraph.reading.formats.settling import join_names
from bvgraph.reading.owners import find_holder
from bvgraph.reading.rosters import Roster, split_names

HARBOUR = Roster({"AO": "Ann Ode"}, frozenset(("Ann", "Ode")), frozenset(("lamps", "picnic", "painted")))


def held(text: str, *, marked: bool = False) -> str | None:
    at = find_holder(text, HARBOUR, marked=marked)
    return text[slice(*at)] if at else None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Lamp lighting and repair team to paint the pier", "Lamp lighting and repair team"),
        ("Lamp team officials to write to the county", "Lamp team officials"),
        ("lamps.example to publish the figures", "lamps.example"),
        ("@ann-ode will write to the county", "@ann-ode"),
        ("Ann and Tim to paint the pier", "Ann and Tim"),
        ("Ann, Cy Poe to paint the pier", "Ann, Cy Poe"),
        ("Cy Poe and the lamp team to paint the pier", "Cy Poe and the lamp team"),
        ("It was agreed that the Clerk would paint the pier", "Clerk"),
        ("The Harbour Board asked Ann to paint the pier", "Ann"),
        ("The Harbour Board requested that the Lamp Office write to the county", "Lamp Office"),
        ("Open lamps team to paint the pier", "Open lamps team"),
        ("Open the lamp team to visitors", None),
        ("Deadline for staff to respond", None),
        ("Ann Ode, Cy Poe paint/varnish the pier", None),
        ("Representative from Lamp Trust to paint the pier", "Representative from Lamp Trust"),
    ],
)
def test_who_is_named_in_front_does_it(text: str, who: str | None) -> None:
    assert held(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "Letter from the Mayor to go to all",
        "Form a lamp group to paint the pier",
        "Winter Fair Day to add to the list",
        "Access to the pier to improve",
        "Tim to paint the pier",
        "Lamps to shine by May",
    ],
)
def test_what_is_nobodys_name_is_left(text: str) -> None:
    assert held(text) is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Tim to paint the pier", "Tim"),
        ("Ottoline to paint the pier", "Ottoline"),
        ("Picnic to show the new lamps", None),
        ("Painting to start in May", None),
        ("Update to go to all", None),
        ("Continue to paint the pier", None),
        ("Report to show the cost", None),
    ],
)
def test_in_what_is_marked_as_an_action_a_word_that_can_be_a_name_is_one(text: str, who: str | None) -> None:
    assert held(text, marked=True) == who


def test_a_state_behind_an_action_is_no_part_of_its_title() -> None:
    text = "Present: Ann Ode (AO)\n\nActions\n- Paint the old lamp (AO)---in progress\n- Wash the old lamp - done.\n"
    first, second = read(text + "- Move the old lamp [done]").entries[:2]
    assert (first.title.text, leads_of(first), state(first)) == ("Paint the old lamp", ["Ann Ode"], "ongoing")
    assert (second.title.text, state(second)) == ("Wash the old lamp", "complete")


def test_initials_in_front_are_of_names_with_hyphens_too_or_of_nobody_yet() -> None:
    text = "Attendees:\n- [AP] Ann Ode-Poe\n\nActions\n- [AP] Paint the old lamp.\n- [TBA] Wash the old lamp.\n"
    assert [(e.title.text, leads_of(e)) for e in read(text).entries] == [
        ("Paint the old lamp.", ["Ann Ode-Poe"]),
        ("Wash the old lamp.", []),
    ]


def test_a_row_without_a_title_beyond_a_heading_is_not_the_rest_of_the_table_above() -> None:
    text = "Action\tOwner\tDeadline\nPaint the lamp\tClerk\t31/05/2024 | 6:00pm\n\nNext meeting\n\n\tAnn Ode Ben Roe\n"
    [entry] = read(text).entries
    assert (leads_of(entry), due(entry)) == (["Clerk"], "2024-05-31")


def test_a_head_with_a_word_for_days_over_what_are_none_may_head_the_actions() -> None:
    text = "Meeting items\tPerson responsible\tStarted or due\n"
    text += "Every member brings a lamp for the pier\tClerk\t31/05/2024 6pm\n"
    text += "The old pier in a new coat of paint\tMayor\t3/6/2024 9:30\n"
    text += "Paint the old lamps of the pier\tMayor\t3/6/2024 9:30\n"
    assert len(titles(read(text))) == 3


def test_recommendations_that_say_by_when_who_should_do_what() -> None:
    text = "Appendix 2\n\nRecommendation 1 By 1 October 2023, Chief Officers should make sure the lamps burn.\t\tY\n"
    [entry] = read(text).entries
    assert (entry.kind, leads_of(entry), due(entry)) == ("recommendation", ["Chief Officers"], "2023-10-01")


def test_initials_with_small_letters_hold_an_action_too() -> None:
    [entry] = read("Actions\nACT-LMP-1 AOd: Create a package of lamps").entries
    assert (entry.title.text, leads_of(entry)) == ("Create a package of lamps", ["AOd"])


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Department for Lamps, Piers and Gulls, HM Treasury", ["Department for Lamps, Piers and Gulls", "HM Treasury"]),
        ("Ministry of Lamps, Piers & Gulls", ["Ministry of Lamps, Piers & Gulls"]),
        ("Ann Ode Previously Ben Roe/Cy Poe", ["Ann Ode"]),
        ("Ann Ode (formerly Ben Roe)", ["Ann Ode"]),
    ],
)
def test_names_with_commas_and_names_of_before(cell: str, names: list[str]) -> None:
    text = f"Action\tOwner\tDeadline\nPaint the lamp\t{cell}\tMay 2024\nWash the pier\tClerk\tMay 2024\n"
    assert leads_of(read(text).entries[0]) == names


def test_typed_lines_of_a_cell_are_owners_be_they_posts_people_or_initials() -> None:
    assert join_names(["Head Teacher", "Lamps & Piers Governor (tbc)", "PCC (tbc)"]) == (
        "Head Teacher; Lamps & Piers Governor (tbc); PCC (tbc)"
    )
    assert join_names(["Head of", "Roads"]) == "Head of Roads"


def test_forenames_in_front_and_addresses_behind() -> None:
    text = "ACTION: Tom - Paint the lamp [see http://isle.example/lamps/2006/08/plan/]."
    [entry] = read(f"It was cold in the tower.\n\n{text}").entries
    assert (leads_of(entry), due(entry)) == (["Tom"], None)


def test_the_last_of_several_names_may_stand_behind_a_comma_and_an_and() -> None:
    assert split_names("Ann, Ben, and Tom") == ["Ann", "Ben", "Tom"]
