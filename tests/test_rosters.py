"""Whose initials stand in a document."""

import pytest
from documents import leads_of, read, set_tabs, titles

from bvgraph.reading.pages import read_page
from bvgraph.reading.rosters import initials_of, read_roster


@pytest.mark.parametrize(
    ("text", "initials", "name"),
    [
        ("Attendees: Ann Ode (AO), Ben Roe (BR)", "BR", "Ben Roe"),
        ("Governors present: Mrs Y Hobbs (YH), Rev P Ode (PO)", "YH", "Mrs Y Hobbs"),
        ("Dr Zoë Łuk (ZŁ)\nMartin Whittle (MWh) Lay Member", "MWh", "Martin Whittle"),
        ("Sederunt: Isla Grant (IG, Chair)", "IG", "Isla Grant"),
        ("Key: AO = Ann Ode; BR - Ben Roe", "AO", "Ann Ode"),
        ("Ann Ode | AO | Chair", "AO", "Ann Ode"),
        ("Present: Ann Ode, Ben Roe and Cy Poe", "CP", "Cy Poe"),
        ("Attending:\n\nAnn Ode\nBen Roe, Chair\n\nCy Poe", "BR", "Ben Roe"),
        ("Present: Ann Ode - Chair\nMs Bea Roe\nMr Cy Poe\nThe lamp", "BR", "Ms Bea Roe"),
        ("Present: Ann Ode Apologies: Ben Roe", "AO", "Ann Ode"),
        ("Panel: Ann Ode (Lamp Trust), Ben Roe (Quay Trust)", "BR", "Ben Roe"),
        ("Board members: Ann Ode, Ben Roe", "BR", "Ben Roe"),
        ("Panel: the lamps of Ben Roe are dull", "BR", None),
        ("Present\nAnn Ode\n\nBell Ode", "BO", None),
        ("Present: Ann Ode, Amy Orr", "AO", None),
        ("Present: Hal Roe", "HR", None),
        ("The Harbour Committee Board (HCB) met.", "HCB", None),
        ("Ann Ode (BR) was there.", "BR", None),
        ("Ann Ode painted the lamp.", "AO", None),
    ],
)
def test_initials_stand_for_a_name_that_the_document_tells(text: str, initials: str, name: str | None) -> None:
    assert read_roster(read_page("d", set_tabs(text)).rows).resolve(initials) == name


def test_titles_have_no_initials() -> None:
    assert initials_of("Cllr Mrs Ann de Vries") == "ADV"


def test_leads_are_resolved_and_still_quote_the_initials() -> None:
    [first, second] = read(
        "Present: Ann Ode (AO), Ben Roe (BR)\nAction | Who | When\nPaint it | AO/BR | May 2024\nBuy oil | CX | June 2024"
    ).entries
    assert leads_of(first) == ["Ann Ode", "Ben Roe"]
    assert [s.text for lead in first.leads for s in lead.spans] == ["AO", "BR"]
    assert leads_of(second) == ["CX"]


def test_amounts_beside_a_word_list_nobody() -> None:
    assert titles(read("Membership | 5,418\nLamp Expenses | 20\n\nExpenses to approve\nThey are few.")) == []
