"""People: of many cultures, by leads and by context; and no people where there are none."""

from __future__ import annotations

import pytest

from bvgraph.reading.entries import read_document
from bvgraph.reading.mentions import find_mentions
from bvgraph.reading.naming.people import resolve_people
from bvgraph.records import Document, Mention, Reading


def read(text: str) -> Reading:
    document = Document(
        "plan", "p.txt", "Plan", "Plan", "Northmere Borough Council", "update", "2021-04/2022-03", "2021-12-31", "", text
    )
    (reading,) = find_mentions([read_document(document)]).readings
    return reading


def mentions(text: str, kind: str | None = None) -> list[Mention]:
    reading = read(text)
    assert all(text[m.span.start : m.span.end] == m.span.text for m in reading.mentions)
    assert all(text.count("\n", 0, m.span.start) + 1 == m.span.line for m in reading.mentions)
    assert [m.span for m in reading.mentions] == sorted(m.span for m in reading.mentions)
    return [m for m in reading.mentions if kind in (None, m.type)]


def people(text: str) -> list[str | None]:
    return [m.canonical for m in mentions(text, "person")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was prepared by Siân O'Dowd-Price, Interim Director of Finance.", "Siân O'Dowd-Price"),
        ("The board is chaired by Ngozi Adichie-Brown and meets monthly.", "Ngozi Adichie-Brown"),
        ("Signed off with Margaret van der Berg last week.", "Margaret van der Berg"),
        ("A review by Abdul-Rahman al-Masri (Head of Internal Audit) is due.", "Abdul-Rahman al-Masri"),
        ("Councillor Clare St John asked about it.", "Clare St John"),
        ("In addition Dr Li Wei of the college led a session.", "Li Wei"),
        ("Cllr Patel attends.", "Patel"),
        ("Cllr Fatima bint Rashid asked.", "Fatima bint Rashid"),
        ("Mrs Okonkwo-Hughes retired.", "Okonkwo-Hughes"),
        ("The Deputy Monitoring Officer Daniel D'Souza was appointed.", "Daniel D'Souza"),
        ("We thank Jaswinder Kaur for her work.", "Jaswinder Kaur"),
        ("The Minister Priya Raman visited.", "Priya Raman"),
        ("Q. Zubrowka and P. Lamb were contracted.", "Q. Zubrowka"),
    ],
)
def test_a_person_in_prose(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "Victoria Park and Charlotte Street are in the programme. The Florence Nightingale Centre reopened.",
        "King George Hospital and St John Ambulance took part. King Alfred University is a partner.",
        "Will the Council deliver? Mark the date. Grant funding was awarded. May is busy. Bill payments are up.",
        "The Smarter Working Programme went live. Best Value Inspection Report. Asset Strategy. Overview and Scrutiny.",
        "Report to Full Council. Officers' Code of Conduct. Members' Bulletin. Organisational Culture: Progress Summary.",
        "Councillor Call for Action is a power. Director of Place. Chief Executive and Head of Paid Service.",
        "Thomas Paine House and John Rennie Way are sites. Rose Garden. Ward boundaries. E. coli. St Albans City.",
    ],
)
def test_a_narrative_without_any_person_finds_no_person(text: str) -> None:
    assert people(text) == []


TABLE = """Action\tLead Officer\tDeadline\tStatus\tComment
1. Recruit to posts\tTess van Rijn / Conall O'Hanlon\tSep-21\tOn Track\tT. van Rijn to brief members.
2. Close accounts\tTess van Rijn\tDec-21\tDelayed\tAs agreed with Conall O'Hanlon and C. O'Hanlon's team.
3. Review\tTess van Rjin\tDec-21\tOn Track\tNone
4. Refresh\tAnwen\tDec-21\tOn Track\tA Director will be appointed.
"""


def test_leads_come_first_and_belong_to_their_entry() -> None:
    found = mentions(TABLE, "person")
    assert [(m.span.line, m.canonical, m.entry) for m in found if m.span.line == 2][:2] == [
        (2, "Tess van Rijn", "plan/2"),
        (2, "Conall O'Hanlon", "plan/2"),
    ]
    assert {m.canonical for m in found if m.span.line == 3} == {"Tess van Rijn", "Conall O'Hanlon"}
    assert [m.canonical for m in found if m.span.line == 4] == ["Tess van Rijn"]
    assert [m.canonical for m in found if m.span.line == 5] == ["Anwen"]


def test_what_stands_outside_of_every_row_belongs_to_no_entry() -> None:
    (found,) = mentions("A plan by Priya Raman, Director of Finance.\n\n" + TABLE, "person")[:1]
    assert (found.canonical, found.entry) == ("Priya Raman", None)


def test_deadlines_are_dates() -> None:
    assert [m.canonical for m in mentions(TABLE, "date")] == ["2021-09", "2021-12", "2021-12", "2021-12"]


def test_initials_and_misprints_go_to_one_person_only_with_a_margin() -> None:
    counts = {
        "Shazia Begum": 5,
        "Rukhsana Begum": 4,
        "S. Begum": 1,
        "Chris Moor": 9,
        "Chis Moor": 2,
        "K. Lamb": 1,
        "Keith Lamb": 2,
    }
    settled, apart = resolve_people(counts)
    assert settled["S. Begum"] == "S. Begum"
    assert apart == {"S. Begum": ("Rukhsana Begum", "Shazia Begum")}
    assert settled["Chis Moor"] == "Chris Moor"
    assert settled["K. Lamb"] == "Keith Lamb"


def test_names_that_are_both_names_stay_apart() -> None:
    counts = {
        "Joan Field": 2,
        "John Field": 9,
        "Steve Marsh": 7,
        "Steve Marshall": 2,
        "Rosa": 1,
        "Rosa Reed": 3,
        "Rosa Marsh": 3,
    }
    settled, apart = resolve_people(counts)
    assert settled == {name: name for name in counts}
    assert apart == {"Rosa": ("Rosa Marsh", "Rosa Reed")}


def test_a_misprint_that_is_as_near_to_two_people_stays_apart() -> None:
    settled, apart = resolve_people({"Priya Raman": 9, "Priya Ramos": 9, "Priya Ramon": 1})
    assert settled["Priya Ramon"] == "Priya Ramon"
    assert apart == {"Priya Ramon": ("Priya Raman", "Priya Ramos")}


def test_two_spellings_that_are_as_common_stay_apart_and_are_told() -> None:
    settled, apart = resolve_people({"Gwen Pryce": 2, "Gwen Prycy": 2})
    assert settled == {"Gwen Pryce": "Gwen Pryce", "Gwen Prycy": "Gwen Prycy"}
    assert apart == {"Gwen Prycy": ("Gwen Pryce",)}


def test_a_name_that_may_be_one_of_two_is_a_problem_with_its_line() -> None:
    text = "Lead: Shazia Begum\n\nRukhsana Begum reported. Shazia Begum agreed.\n\nS. Begum joined. S. Begum left.\n"
    (problem,) = [p for p in read(text).problems if p.kind == "name"]
    assert (problem.line, problem.text) == (5, "S. Begum")
    assert "Rukhsana Begum or Shazia Begum" in problem.message
