"""Dates wherever a text names them: forms, ranges, years that are not printed, and words that are no dates."""

from __future__ import annotations

import pytest

from bvgraph.reading.mentions import find_mentions
from bvgraph.reading.naming.calendar import Calendar
from bvgraph.reading.naming.dates import find_dates
from bvgraph.reading.naming.settling import settle
from bvgraph.records import Document, Reading


def document(text: str, as_of: str = "2018-02-26", period: str = "2017-04/2018-03") -> Document:
    return Document("plan", "plan.txt", "Plan", "Plan", "Northmere Borough Council", "update", period, as_of, "", text)


def dates(text: str, as_of: str = "2018-02-26", period: str = "2017-04/2018-03") -> list[str | None]:
    found = settle(find_dates(text, Calendar.of(document(text, as_of, period))))
    return [f.canonical for f in found]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("agreed on 12 October 2017.", "2017-10-12"),
        ("on 1st Dec 2017 and", "2017-12-01"),
        ("on the 31 st July 2019", "2019-07-31"),
        ("from September 17th, 2018", "2018-09-17"),
        ("(8/05/2015)", "2015-05-08"),
        ("election 11.06.15", "2015-06-11"),
        ("due May-18", "2018-05"),
        ("by end of March 2018.", "2018-03"),
        ("in July 2017with updates", "2017-07"),
        ("May and June 2015", "2015-05/2015-06"),
        ("in Nov/Dec 2016", "2016-11/2016-12"),
        ("from October 2018 to July 2019", "2018-10/2019-07"),
        ("Dec 2019/Jan 2020", "2019-12/2020-01"),
        ("on 22nd and 23rd July 2015", "{2015-07-22,2015-07-23}"),
        ("22 - 24 July 2015", "2015-07-22/2015-07-24"),
        ("in summer 2019", "2019-22"),
        ("the autumn of 2014", "2014-23"),
        ("Q2 2018/19", "2018-07/2018-09"),
        ("Qtr 4 of 2018/19", "2019-01/2019-03"),
        ("the 2017-18 plan", "2017-04/2018-03"),
        ("FY14/15.", "2014-04/2015-03"),
        ("expiring in 2016-18", "2016/2018"),
        ("for 2019 & 2020 to", "{2019,2020}"),
        ("Regulations 2015", "2015"),
        ("2018-12-31", "2018-12-31"),
    ],
)
def test_a_date_in_prose(text: str, edtf: str) -> None:
    assert dates(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("the lamp room is to be seen on 16 March by", "2018-03-16"),
        ("presented in December.", "2017-12"),
        ("Advert 25.06 and closing date 10.07", "2017-06-25"),
        ("to be completed in the summer with", "2018-22"),
        ("will start in Q4 to", "2018-01/2018-03"),
        ("at the conference in January", "2018-01"),
    ],
)
def test_a_year_that_is_not_printed_comes_from_the_document(text: str, edtf: str) -> None:
    assert dates(text)[0] == edtf


def test_outside_of_the_period_the_sentence_tells() -> None:
    quarter = {"as_of": "2019-12-31", "period": "2019-10/2019-12"}
    assert dates("At the conference in March, we encouraged staff", **quarter) == ["2019-03"]
    assert dates("To be launched in March by the team", **quarter) == ["2020-03"]
    assert dates("It will be presented on 29th January.", **quarter) == ["2020-01-29"]


@pytest.mark.parametrize(
    "text",
    [
        "It may be that we march on",
        "May we begin",
        "parts 4 to 7 of 12",
        "Parts 3.7 and 3.8",
        "rose to 19.55% of 10,500",
        "£2015 was spent",
        "train 40/50 poll clerks",
        "tables 10 x 20",
        "31 February 2018 is no day",
    ],
)
def test_no_date(text: str) -> None:
    assert not [d for d in dates(text) if d not in ("2018-02", "2018")]


def test_without_a_manifest_the_year_named_most_is_taken_and_none_is_invented() -> None:
    assert dates("Agreed 2 May 2016. Held on 3 June.", as_of="", period="") == ["2016-05-02", "2016-06-03"]
    assert dates("Held on 3 June.", as_of="", period="") == []


def test_dates_stand_verbatim_in_place() -> None:
    text = "Board\nIt met on 3\nJune 2017 and so\nOn\t4 July 2017\tas planned."
    (reading,) = find_mentions([Reading(document(text), (), (), (), 1.0)]).readings
    spans = [m.span for m in reading.mentions if m.type == "date"]
    assert [(s.line, s.text) for s in spans] == [(2, "3\nJune 2017"), (4, "4 July 2017")]
    assert all(text[s.start : s.end] == s.text for s in spans)
