"""Dates as one document prints them: day or month first, and years left out."""

import pytest
from documents import due, read

from bvgraph.reading.calendars import Calendar, find_close, find_day, find_order, prints_months, prints_serials
from bvgraph.reading.dates import parse_date, parse_yearless


@pytest.mark.parametrize(
    ("cells", "text", "order"),
    [
        (["13/04/2021", "05/06/2021"], "", "day"),
        (["05/27/2016", "05/06/2016"], "", "month"),
        (["05/06/2016"], "", "day"),
        (["05/06/2016"], "Printed on 11/28/2016.", "month"),
        (["13/04/2018", "04/27/2018"], "", "unsure"),
        (["05/06/2016"], "Minute 21/04/77 and 1.2.33", "day"),
    ],
)
def test_the_document_tells_whether_the_day_comes_first(cells: list[str], text: str, order: str) -> None:
    assert find_order(cells, text) == order


def test_a_date_that_could_be_either_is_read_in_the_order_of_the_document() -> None:
    found = [Calendar(order, "2016").read("05/06/2016") for order in ("day", "month", "unsure")]
    assert [f.edtf if f else None for f in found] == ["2016-06-05", "2016-05-06", None]
    sure = Calendar("unsure", "2016").read("27/05/2016")
    assert sure is not None
    assert sure.edtf == "2016-05-27"


@pytest.mark.parametrize(
    ("text", "as_of", "raised", "edtf"),
    [
        ("October", "2021-09-15", "", "2021-10"),
        ("January", "2021-09-15", "", "2022-01"),
        ("w/e 3 September", "2021-09-15", "", "2021-09-03"),
        ("end of August", "2021-09", "", "2021-08"),
        ("May", "2021-09-15", "", None),
        ("October", "2021", "", None),
        ("June", "2021-11-01", "12/02/2020", "2020-06"),
        ("January", "2021-11-01", "12/02/2020", None),
    ],
)
def test_a_year_is_filled_in_where_there_is_no_doubt(text: str, as_of: str, raised: str, edtf: str | None) -> None:
    found = Calendar("day", as_of).read(text, raised)
    assert (found.edtf if found else None) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2021-03-31 00:00:00", "2021-03-31"),
        ("2021-03-31T00:00:00", "2021-03-31"),
        ("05/27/2016", "2016-05-27"),
        ("31st Mar '21", "2021-03-31"),
        ("mid-June 2021", "2021-06"),
        ("27 May 2021 Board meeting", "2021-05-27"),
        ("31/03/2022 (tbc)", "2022-03-31"),
        ("Autumn term 2021", "2021-23"),
        ("Q3 2021/22", "2021-10/2021-12"),
        ("13/13/2021", None),
        ("Next meeting", None),
    ],
)
def test_dates_of_spreadsheets_and_minutes(text: str, edtf: str | None) -> None:
    found = parse_date(text)
    assert (found.edtf if found else None) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Nov/Dec", "2031-11/2031-12"),
        ("November and March", "{2031-11,2032-03}"),
        ("November to March", "2031-11/2032-03"),
        ("December, January", "2031-12/2032-01"),
        ("June or July", None),
        ("Nov/Nov", "2031-11"),
        ("Nov/Decorum", None),
    ],
)
def test_two_months_without_a_year(text: str, edtf: str | None) -> None:
    found = Calendar("day", "2031-10-26").read(text)
    assert (found and found.edtf) == edtf


def test_a_remark_behind_a_date_is_none_of_it() -> None:
    found = Calendar("day", "2031-10-26").read("2031-05-03 (T+4 days)")
    assert found
    assert found.edtf == "2031-05-03"


def test_a_date_without_a_year_has_a_month_that_is_spelt_right() -> None:
    texts = ("30 September", "May 5", "mid-June", "31 June", "Marsh", "Clerk", "5")
    assert [parse_yearless(t) for t in texts] == [(9, 30), (5, 5), (6, None), None, None, None, None]


def test_a_date_that_cannot_be_settled_is_a_problem() -> None:
    rows = "Action | Owner | Due\nPaint the lamp | Ann Ode | 13/04/2018\nBuy oil | Ann Ode | 04/27/2018\n"
    reading = read(rows + "Count gulls | Ben Roe | 05/06/2018\nMend the wall | Ben Roe | May", as_of="2018-10-31")
    assert [due(e) for e in reading.entries] == ["2018-04-13", "2018-04-27", None, None]
    assert [(p.line, p.kind, p.text) for p in reading.problems] == [(4, "date", "05/06/2018"), (5, "date", "May")]


def test_a_deadline_in_words_ends_with_its_date() -> None:
    table = "Action | Owner | Due\nPaint the pier | Ann Ode | Plan agreed and in place by April 2012\n"
    [entry] = read(table + "").entries
    assert entry.deadline and (entry.deadline.edtf, entry.deadline.text) == (
        "2012-04",
        "Plan agreed and in place by April 2012",
    )


def test_a_month_in_figures() -> None:
    assert parse_date("03/2019") == parse_date("March 2019")
    assert parse_date("13/2019") is None


def test_without_a_manifest_the_meeting_tells_the_year() -> None:
    table = "Action | Owner | Due\nPaint the pier | Ann Ode | 14 August\nMend the pier | Ben Roe | 25/8\n"
    reading = read(f"Harbour Board\nMeeting of 4 July 2012\n{table}", as_of="")
    assert [e.deadline and e.deadline.edtf for e in reading.entries] == ["2012-08-14", "2012-08-25"]


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("Minutes of February 20, 2018. The next meeting is on March 27.", "2018-02-20"),
        ("Held on 3rd October 2019 at 7 pm", "2019-10-03"),
        ("Plan for 2018 to 2021", ""),
        ("2018-02-20: notes", "2018-02-20"),
    ],
)
def test_the_day_of_a_text(opening: str, day: str) -> None:
    assert find_day("Notes", opening) == day


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["03/22", "04/22", "12/22", "01/23", "06/23", "06/24"], True),
        (["03/22", "04/22", "12/22"], False),
        (["03/22", "04/22", "12/22", "01/13", "06/30", "06/24"], False),
        (["03/22", "04/22", "12/11", "01/23", "06/23", "06/24"], False),
    ],
)
def test_two_figures_are_month_and_year_where_all_say_so(cells: list[str], found: bool) -> None:
    assert prints_months(cells) == found
    read = Calendar("day", "", prints_months(cells)).read("03/22")
    assert (read and read.edtf) == ("2022-03" if found else None)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["44440", "", "44105", "TBC", "45382"], True),
        (["44440", "44105"], False),
        (["44440", "44105", "March 2022"], False),
        (["44440", "44105", "12345"], False),
        (["40000", "45000", "49900"], False),
        (["44400", "44500", "44600"], False),
    ],
)
def test_a_number_is_a_day_of_a_spreadsheet_where_no_date_is_printed_otherwise(cells: list[str], found: bool) -> None:
    assert prints_serials(cells) == found
    read = Calendar("day", "", serials=prints_serials(cells)).read("44440")
    assert (read and read.edtf) == ("2021-09-01" if found else None)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Reply to the county about lamps – 21 March 2013", "21 March 2013"),
        ("Send the paper to the isles - 11 April", "11 April"),
        ("Define the dates of all lamps. May 8, 2019", "May 8, 2019"),
        ("Draft the slides. 2020-10-16 (next meeting)", "2020-10-16"),
        ("Approve the minutes of the meeting – 21 March 2013", None),
        ("Lamp lighting – 21 March 2013", None),
    ],
)
def test_a_day_behind_what_is_to_be_done_is_when_it_is_due(text: str, when: str | None) -> None:
    at = find_close(text)
    assert (text[slice(*at)] if at else None) == when
