"""Who holds which post and what is part of what, by what stands between two names, in documents of an invented council."""

from __future__ import annotations

import pytest

from bvgraph.reading.entries import read_document
from bvgraph.reading.mentions import find_mentions
from bvgraph.records import Document, Reading

PEOPLE = "Leads: Priya Raman, Gwen Pryce, Tunde Okafor.\n\n"


def read(text: str) -> Reading:
    document = Document(
        "d", "p.txt", "Plan", "Plan", "Penrith Sands Council", "update", "2021-04/2022-03", "2021-12-31", "", text
    )
    (found,) = find_mentions([read_document(document)]).readings
    for span in [*(m.span for m in found.memberships), *(c.span for c in found.containments)]:
        assert text[span.start : span.end] == span.text
        assert text.count("\n", 0, span.start) + 1 == span.line
    return found


@pytest.mark.parametrize(
    ("text", "person", "post", "manner"),
    [
        (
            "chaired by Priya Raman (Divisional Director for Parks).",
            "Priya Raman",
            "Divisional Director for Parks",
            "holds",
        ),
        ("the Chief Executive Gwen Pryce agreed", "Gwen Pryce", "Chief Executive", "holds"),
        ("the Chief Executive, Gwen Pryce, agreed", "Gwen Pryce", "Chief Executive", "holds"),
        ("the Monitoring Officer (Gwen Pryce) agreed", "Gwen Pryce", "Monitoring Officer", "holds"),
        ("Tunde Okafor, the Director of Finance, agreed", "Tunde Okafor", "Director of Finance", "holds"),
        ("Tunde Okafor was appointed as Chief Executive.", "Tunde Okafor", "Chief Executive", "appointed"),
        (
            "Tunde Okafor has been appointed to the post of Director of Finance.",
            "Tunde Okafor",
            "Director of Finance",
            "appointed",
        ),
        ("Gwen Pryce joined as Director of Finance.", "Gwen Pryce", "Director of Finance", "appointed"),
        ("Gwen Pryce, acting Chief Executive, agreed", "Gwen Pryce", "Chief Executive", "acting"),
        ("Gwen Pryce, former Chief Executive, agreed", "Gwen Pryce", "Chief Executive", "former"),
        ("Gwen Pryce is the Chief Executive.", "Gwen Pryce", "Chief Executive", "holds"),
        ("Deputy Chief Executive Gwen Pryce left in May.", "Gwen Pryce", "Deputy Chief Executive", "former"),
        ("Gwen Pryce stepped down as Chief Executive.", "Gwen Pryce", "Chief Executive", "former"),
    ],
)
def test_who_holds_a_post(text: str, person: str, post: str, manner: str) -> None:
    (membership,) = read(PEOPLE + text).memberships
    assert (membership.person, membership.post, membership.manner) == (person, post, manner)


@pytest.mark.parametrize(
    "text",
    [
        "Priya Raman/Chief Executive",
        "Priya Raman\tChief Executive",
        "Priya Raman and the Chief Executive agreed",
        "Priya Raman met the Chief Executive.",
        "Priya Raman, Chief Executive and Monitoring Officer to agree, Tunde Okafor to report",
        "a report for the Monitoring Officer. Priya Raman presented it.",
        "Priya Raman\n\nChief Executive",
    ],
)
def test_two_names_side_by_side_are_not_yet_one_holding_the_other(text: str) -> None:
    found = read(PEOPLE + text).memberships
    assert not [m for m in found if (m.person, m.post) == ("Priya Raman", "Monitoring Officer")]
    assert not found or text.startswith("Priya Raman, Chief")


def test_a_membership_is_dated_by_the_text_else_by_the_document() -> None:
    dated = read(PEOPLE + "Gwen Pryce was appointed as Chief Executive in May 2021.")
    assert [m.date for m in dated.memberships] == ["2021-05"]
    assert [m.date for m in read(PEOPLE + "the Chief Executive Gwen Pryce agreed").memberships] == ["2021-12-31"]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        (
            "the Fairness Working Group, a sub-group of the Cohesion Board, met",
            "Fairness Working Group",
            "Cohesion Board",
        ),
        ("the Appeals Panel of the Licensing Committee met", "Appeals Panel", "Licensing Committee"),
        ("the Cohesion Board's Fairness Working Group met", "Fairness Working Group", "Cohesion Board"),
    ],
)
def test_a_body_is_part_of_another(text: str, part: str, whole: str) -> None:
    assert ("body", part, whole) in [(c.type, c.part, c.whole) for c in read(text).containments]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("The count is at Regatta Centre, PE16, from nine.", "Regatta Centre", "PE16"),
        ("The count is at Regatta Centre, Heron Quay.", "Regatta Centre", "Heron Quay"),
        ("The count is at Regatta Centre, Little Salkeld.", "Regatta Centre", "Little Salkeld"),
    ],
)
def test_a_venue_lies_in_a_place(text: str, part: str, whole: str) -> None:
    assert [(c.part, c.whole) for c in read(text).containments] == [(part, whole)]


@pytest.mark.parametrize(
    "text",
    [
        "We looked at Regatta Centre, Heron Quay, and Bridge House.",
        "We looked at Regatta Centre, Heron Quay and Bridge House.",
        "The Licensing Committee and the Cohesion Board met.",
        "Report to the Licensing Committee, Cohesion Board.",
    ],
)
def test_a_list_says_nothing_of_parts(text: str) -> None:
    assert read(text).containments == ()
