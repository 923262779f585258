"""Statuses, percentages and names in lead columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvgraph.reading.values import (
    STATUS_WORDS,
    classify_lead,
    is_degree,
    is_mark,
    is_status,
    parse_percent,
    parse_status,
    read_status,
    split_leads,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ON TARGET", "on-track"),
        ("On  Target", "on-track"),
        ("Coverdue", "overdue"),
        ("Complted", "complete"),
        ("N/A", "not-applicable"),
        ("On-going", "ongoing"),
        ("Amber", "at-risk"),
        ("RED", "delayed"),
        ("Behind schedule", "delayed"),
        ("Lighthouse", None),
        ("Rod", None),
        ("", None),
    ],
)
def test_a_status_word_is_known_with_one_letter_misread(text: str, value: str | None) -> None:
    assert parse_status(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("G", "on-track"),
        ("A", "at-risk"),
        ("R", "delayed"),
        ("B", "complete"),
        ("Green - on track", "on-track"),
        ("Complete (Blue)", "complete"),
        ("Completed 28 Feb 2024", "complete"),
        ("Amber/Green", None),
        ("g", None),
        ("Not started", None),
    ],
)
def test_a_status_column_may_hold_letters_and_remarks(text: str, value: str | None) -> None:
    assert read_status(text) == value


def test_a_letter_is_no_status_in_running_text() -> None:
    assert parse_status("A") is None


@pytest.mark.parametrize("text", ["Not started", "TBC", "Overdue", "B"])
def test_a_status_may_say_nothing_of_the_deadline(text: str) -> None:
    assert is_status(text)
    assert not is_status("The harbour")


def test_two_status_words_never_tie_by_one_letter() -> None:
    assert all(parse_status(word) == value for word, value in STATUS_WORDS.items())


PERCENTAGES = [
    ("80%", 80),
    ("80", 80),
    ("100 %", 100),
    ("0%", 0),
    ("10078", 100),
    ("5 per cent", 5),
    ("101%", None),
    ("half", None),
]


@pytest.mark.parametrize(("text", "value"), PERCENTAGES)
def test_percentages(text: str, value: int | None) -> None:
    assert parse_percent(text) == value


def test_marks_and_degrees() -> None:
    assert is_mark("✔")
    assert not is_mark("")
    assert not is_mark("✔ done")
    assert is_degree("High")
    assert not is_degree("Highways")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Zoë Łuk", "person"),
        ("Pieter van der Berg", "person"),
        ("Head of Harbours", "post"),
        ("Monitoring Officer", "post"),
        ("Chief Executive", "post"),
        ("Council Leader", "post"),
        ("Corporate Executive", "body"),
        ("S151 Officer", "post"),
        ("Chair of Harbour Committee", "post"),
        ("Harbour Committee", "body"),
        ("Cabinet", "body"),
        ("Legal Services", "team"),
        ("Commissioning", "team"),
        ("HBX", "other"),
    ],
)
def test_kinds_of_leads(name: str, kind: str) -> None:
    assert classify_lead(name) == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Ode/Ben Roe", ["Ann Ode", "Ben Roe"]),
        ("Ann Ode; Ben Roe, Cy Lim", ["Ann Ode", "Ben Roe", "Cy Lim"]),
        ("Ann Ode and Ben Roe", ["Ann Ode", "Ben Roe"]),
        ("Ann Ode & Ben Roe", ["Ann Ode", "Ben Roe"]),
        ("Mike & Zed", ["Mike", "Zed"]),
        ("Quo and Phil", ["Quo", "Phil"]),
        ("Lamps & Bells", ["Lamps & Bells"]),
        ("Chief Executive and Monitoring Officer", ["Chief Executive", "Monitoring Officer"]),
        ("Head of Roads and Bridges", ["Head of Roads and Bridges"]),
        ("Service Head Finance / Procurement", ["Service Head Finance / Procurement"]),
        ("Service Head Finance / Contracts", ["Service Head Finance / Contracts"]),
        ("Legal Services/Procurement", ["Legal Services", "Procurement"]),
        ("- Ann Ode", ["Ann Ode"]),
        ("Ann Ode (with Ben Roe as required)", ["Ann Ode"]),
        ("Mary-Ann O'Neill / J. D’Arcy-Webb", ["Mary-Ann O'Neill", "J. D’Arcy-Webb"]),
        ("TBC", []),
        ("As per respective plans", []),
        ("Ann Ode, before the next meeting", ["Ann Ode"]),
        ("Ann Ode, Ben Roe, bilaterally", ["Ann Ode", "Ben Roe"]),
        ("", []),
    ],
)
def test_leads_are_split_where_owners_end(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in split_leads(text)] == names


@given(st.text(alphabet="Ab /;,&.()-\n and", max_size=40))
def test_leads_are_parts_of_the_cell_in_order(text: str) -> None:
    parts = split_leads(text)
    assert parts == sorted(parts)
    assert all(0 <= a < b <= len(text) for a, b in parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("HSm or KT", ["HSm", "KT"]),
        ("Clerk + Lamp Team", ["Clerk", "Lamp Team"]),
        ("Lamp Team and harbour department", ["Lamp Team", "harbour department"]),
        ("Clerk and Lamp Committee", ["Clerk", "Lamp Committee"]),
        ("Chair of Lamps and Gulls Committee", ["Chair of Lamps and Gulls Committee"]),
        ("Lamps (Ann Ode/Ben Roe), Clerk", ["Lamps", "Clerk"]),
        ("Ann Ode and Delivery Division", ["Ann Ode", "Delivery Division"]),
        ("Training Sub-Group and Harbour Board", ["Training Sub-Group", "Harbour Board"]),
        ("Cllrs Tew and Dowse", ["Cllrs Tew and Dowse"]),
        ("Housing and Planning", ["Housing and Planning"]),
        ("Margaret and Susan", ["Margaret", "Susan"]),
        ("Portfolio Holder for Roads, Parks and Bins", ["Portfolio Holder for Roads, Parks and Bins"]),
        ("Cabinet Member for Roads, Susan Ode", ["Cabinet Member for Roads", "Susan Ode"]),
        ("Lamp Board and GHQ", ["Lamp Board", "GHQ"]),
        ("ABCD and EFG", ["ABCD", "EFG"]),
        ("Cllr Tew + Clerk", ["Cllr Tew", "Clerk"]),
        ("LGBTQ+ Network", ["LGBTQ+ Network"]),
        ("Ann Ode supported by Ben Roe and Cy Poe", ["Ann Ode"]),
        ("Head of Roads and Bridges Group", ["Head of Roads and Bridges Group"]),
        ("Chief Lamp and Harbour Officer", ["Chief Lamp and Harbour Officer"]),
        ("Head of Audit, Fraud & Risk; Clerk", ["Head of Audit, Fraud & Risk", "Clerk"]),
        ("Head of Roads, Smith & Jones", ["Head of Roads", "Smith & Jones"]),
        ("Chief Exec and Monitoring Officer", ["Chief Exec", "Monitoring Officer"]),
        ("Chief Librarian and Ann Ode", ["Chief Librarian", "Ann Ode"]),
        ("Head of Roads & AO", ["Head of Roads", "AO"]),
        ("Kelly and Sons", ["Kelly and Sons"]),
        ("Head of Roads, Ann & Ben", ["Head of Roads", "Ann", "Ben"]),
        ("Head of HR & OD", ["Head of HR & OD"]),
        ("Head of Roads & Chief Executive", ["Head of Roads", "Chief Executive"]),
        ("Ann Ode (Clerk) with all Directors", ["Ann Ode", "all Directors"]),
        ("Portfolio Holder for Roads, UK and EU Harbour Matters", ["Portfolio Holder for Roads, UK and EU Harbour Matters"]),
    ],
)
def test_two_who_lead_are_told_apart_where_both_are_known(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in split_leads(text)] == parts
