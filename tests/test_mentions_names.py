"""Posts, bodies, organisations, venues and abbreviations, in documents of an invented council."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bvgraph.reading.entries import read_document
from bvgraph.reading.mentions import find_mentions
from bvgraph.records import Document

COUNCIL = "London Borough of Penrith Sands"


def named(*texts: str, kind: str) -> list[list[str | None]]:
    readings = [
        read_document(
            Document(
                f"d{i}", "p.txt", "Plan", "Plan", "London Borough of Penrith Sands", "update", "", "2021-12-31", "", text
            )
        )
        for i, text in enumerate(texts)
    ]
    found = find_mentions(readings).readings
    for reading, text in zip(found, texts, strict=True):
        assert all(text[m.span.start : m.span.end] == m.span.text for m in reading.mentions)
    return [[m.canonical for m in r.mentions if m.type == kind] for r in found]


def one(text: str, kind: str) -> list[str | None]:
    return named(text, kind=kind)[0]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("The S151 Officer signed.", "Section 151 Officer"),
        ("agreed with the Deputy Monitoring Officer.", "Deputy Monitoring Officer"),
        ("the Director of Planning, Growth and Leisure left", "Director of Planning, Growth and Leisure"),
        ("a meeting with the Service Head IT&CS today", "Service Head IT&CS"),
        (
            "the Interim Divisional Director for Children's Social Care said",
            "Interim Divisional Director for Children's Social Care",
        ),
        ("the Mayor of Penrith Sands", "Mayor"),
        ("lead Member for Leisure", "Lead Member for Leisure"),
        ("The Archive project manager started", "Archive project manager"),
        ("the RO instructed", "Returning Officer"),
        ("the Director of Finance Amara Nwosu left", "Director of Finance"),
        ("Deputy Chief Executive Gwen Pryce left", "Deputy Chief Executive"),
    ],
)
def test_a_post(text: str, post: str) -> None:
    assert one(text, "post") == [post]


def test_posts_in_the_plural_are_none_unless_two_are_named() -> None:
    assert one("Presiding Officers and Corporate Directors met all Service Heads.", "post") == []
    assert one("Divisional Directors of Estates and Legal Services met.", "post") == [
        "Divisional Director of Estates",
        "Divisional Director of Legal Services",
    ]


def test_two_prints_of_a_post_are_one() -> None:
    posts = one("the Corporate Director Housing; the Corporate Director of Housing (CDH). CDH agreed", "post")
    assert set(posts) == {"Corporate Director of Housing"}


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Report to Cabinet and Overview & Scrutiny Committee.", ["Cabinet", "Overview and Scrutiny Committee"]),
        ("the Council's Fairness Working Group met", ["Fairness Working Group"]),
        ("Review the Sourcing Board and Audit Panel", ["Sourcing Board", "Audit Panel"]),
        ("agreed by Council on Monday", ["Council"]),
        ("agreed by the Council website team", []),
        ("funds from the Cabinet Office", []),
        ("All Focus Groups and the Board met", []),
        ("the senior management team agreed", ["senior management team"]),
        ("A working group was set up. This working group meets.", ["working group"]),
        ("the Appeals and Licensing Committees", ["Appeals Committee", "Licensing Committee"]),
    ],
)
def test_bodies(text: str, bodies: list[str]) -> None:
    assert one(text, "body") == bodies


def test_variants_of_a_body_are_one_over_all_documents() -> None:
    texts = "the Funding Decisions Sub-Committee", "Funding decisions Sub Committee", "Funding Decisions Committee"
    sub, other, apart = named(*texts, kind="body")
    assert (sub, other, apart) == (
        ["Funding Decisions Sub-Committee"],
        ["Funding Decisions Sub-Committee"],
        ["Funding Decisions Committee"],
    )


def test_an_abbreviation_is_learned_in_brackets_or_by_its_letters() -> None:
    assert one("The Land and Capital Board (LCB) met. LCB agreed.", "body") == ["Land and Capital Board"] * 3
    assert one("The Strategic Sourcing Board met. To SSB in May.", "body") == ["Strategic Sourcing Board"] * 2


def test_an_abbreviation_is_not_asserted_where_two_fit() -> None:
    text = "The Land and Capital Board and the Leisure Centres Board met. LCB agreed."
    assert one(text, "body") == ["Land and Capital Board", "Leisure Centres Board"]


def test_an_abbreviation_of_another_phrase_is_left_alone() -> None:
    first = "The Appeals Sub-Committee met. ASC agreed."
    second = "Adult Social Care is good. The ASC programme ended."
    assert named(first, second, kind="body") == [["Appeals Sub-Committee"] * 2, []]


def test_abbreviations_that_only_their_company_tells() -> None:
    assert one("Reported to Cabinet and QRB. Then QRB agreed.", "body") == ["Cabinet", "QRB", "QRB"]


@pytest.mark.parametrize(
    ("text", "orgs"),
    [
        ("with the LGA, Ofsted and the Home Office", ["LGA", "Ofsted", "Home Office"]),
        ("the police and a police officer", ["Police"]),
        ("PS Police agreed", ["Penrith Sands Police"]),
        ("operators (Coastal Fibre, Nimbus Optic and Solway Media)", ["Coastal Fibre", "Nimbus Optic", "Solway Media"]),
        ("the Solway Enterprise Alliance; SEA agreed", ["Solway Enterprise Alliance"] * 2),
        ("social media and new homes", []),
    ],
)
def test_organisations(text: str, orgs: list[str]) -> None:
    assert one(text, "org") == orgs


@pytest.mark.parametrize(
    ("text", "venues"),
    [
        ("at Thomas Paine House and Wherry Lane", ["Thomas Paine House", "Wherry Lane"]),
        ("Eastgate ward by election", ["Eastgate"]),
        ("the constituencies of Ryde & Holt and Barton Cross", ["Ryde & Holt", "Barton Cross"]),
        ("works on Mill Road West", ["Mill Road West"]),
        ("the Town Centre Strategy and the Contact Centre", []),
        ("the Regatta Exhibition Centre. A venue at Regatta", ["Regatta Exhibition Centre"] * 2),
        ("at the Town Hall, Wherry House", ["Wherry House", "Wherry House"]),
        ("every polling place and Director of Place", []),
    ],
)
def test_venues(text: str, venues: list[str]) -> None:
    assert one(text, "venue") == venues


def test_markup_is_read_over() -> None:
    assert one("<p>The <b>Audit</b> Panel</p> <p>met</p>", "body") == ["Audit Panel"]


def test_spacy_is_loaded_only_when_mentions_are_asked_for() -> None:
    code = "import sys, bvgraph.pipeline, bvgraph.reading.mentions; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_same_readings_come_back_without_documents_or_words() -> None:
    assert find_mentions([]) == ([], (), {})
    assert one("", "body") == []
