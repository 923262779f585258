"""Dates as plans print them, in EDTF."""

import datetime as dt

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvgraph.reading.dates import find_dates, parse_date
from bvgraph.reading.edtf import bounds

PRINTED = {
    "May-18": "2018-05",
    "Sept-15": "2015-09",
    "June 2019": "2019-06",
    "31/03/2024": "2024-03-31",
    "1.2.20": "2020-02-01",
    "2021-11-30": "2021-11-30",
    "3rd of April 2022": "2022-04-03",
    "March 4th, 2022": "2022-03-04",
    "Monday 4 March 2024": "2024-03-04",
    "w/c 4 March 2024": "2024-03-04",
    "By the end of May 2020": "2020-05",
    "no later than 1 May 2020": "2020-05-01",
    "31/07/2018 | 6:00pm": "2018-07-31",
    "31 July 2018 at 6 pm": "2018-07-31",
    "2018-07-31 18:00": "2018-07-31",
    "March 2026 (was December 2025)": "2026-03",
    "Autumn 2022": "2022-23",
    "2019": "2019",
    "2019/20": "2019-04/2020-03",
    "By end of Q2 2023/24": "2023-07/2023-09",
    "Q4 23/24": "2024-01/2024-03",
    "2022/23 Q3": "2022-10/2022-12",
    "3-6 October 2025": "2025-10-03/2025-10-06",
    "Oct 3–6, 2025": "2025-10-03/2025-10-06",
    "3 to 6 May 2024": "2024-05-03/2024-05-06",
    "Mar-Apr 17": "2017-03/2017-04",
    "Dec-Jan 18": "2017-12/2018-01",
    "Apr 17 - Mar 18": "2017-04/2018-03",
    "Dec 23/Jan 24": "2023-12/2024-01",
    "Apr 17 & Oct 17": "{2017-04,2017-10}",
    "Apr 17, Jul 17 and Oct 17": "{2017-04,2017-07,2017-10}",
    "July 17 onwards": "2017-07/..",
    "Apr 2024, then ongoing": "2024-04/..",
    "31/03/2022 (revised to 30/09/2022)": "2022-09-30",
    "Revised to June 2025 (was March 2025)": "2025-06",
    "put back to May 2026": "2026-05",
    "Juiy-17": "2017-07",
    "(a) Sept-17": "2017-09",
}
NO_DATES = [
    "On-going",
    "Quarterly",
    "As per Direction",
    "TBC",
    "",
    "31/02/2020",
    "May",
    "2018/06",
    "Q5 2020/21",
    "12",
    "Jui-17",
    "x" * 500,
]


@pytest.mark.parametrize(("text", "expected"), PRINTED.items())
def test_a_printed_date_is_read(text: str, expected: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.edtf == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", PRINTED)
def test_white_space_and_a_full_stop_make_no_difference(text: str) -> None:
    assert parse_date(f"  {text.replace(' ', '  ')}. ") == parse_date(text)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Feb-20", dt.date(2020, 2, 29)),
        ("Feb-21", dt.date(2021, 2, 28)),
        ("2019/20", dt.date(2020, 3, 31)),
        ("Summer 2024", dt.date(2024, 8, 31)),
        ("Winter 2024", dt.date(2024, 12, 31)),
        ("Apr 17 & Oct 17", dt.date(2017, 10, 31)),
        ("July 17 onwards", None),
    ],
)
def test_the_last_day_on_which_it_is_kept(text: str, last: dt.date | None) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.due_by == last


def test_hyphens_of_word_processors_are_hyphens() -> None:
    assert parse_date("Mar‐2011") == parse_date("Mar‑2011") == parse_date("Mar-2011") is not None


def test_dates_in_a_longer_text_keep_their_places() -> None:
    text = "Report in 12 May 2021, then Jun-22, not in Part 3"
    assert [(text[a:b], date.edtf) for a, b, date in find_dates(text)] == [
        ("12 May 2021", "2021-05-12"),
        ("Jun-22", "2022-06"),
    ]


_MONTHS = st.sampled_from(["Jan", "February", "mar", "April", "MAY", "Sept", "Oct.", "November", "Dec"])
_YEARS = st.integers(2000, 2098)
_DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2098, 12, 31))
_SINGLE = st.one_of(
    st.builds("{}-{:02d}".format, _MONTHS, st.integers(0, 99)),
    st.builds("{} {}".format, _MONTHS, _YEARS),
    st.builds("{:%d/%m/%Y}".format, _DAYS),
    st.builds("{:%d %B %Y}".format, _DAYS),
    st.builds(str, _YEARS),
)
_SPANS = st.one_of(
    _SINGLE,
    st.builds("{} {}".format, st.sampled_from(["Spring", "summer", "Autumn", "winter"]), _YEARS),
    st.builds(lambda y: f"{y}/{(y + 1) % 100:02d}", _YEARS),
    st.builds(lambda q, y: f"Q{q} {y}/{(y + 1) % 100:02d}", st.integers(1, 4), _YEARS),
    st.builds("{} onwards".format, _SINGLE),
    st.builds("{} & {}".format, _SINGLE, _SINGLE),
)


@settings(deadline=None)
@given(_SPANS)
def test_whatever_is_written_is_valid_edtf(text: str) -> None:
    found = parse_date(text)
    assert found is not None
    edtf.parse_edtf(found.edtf)  # raises where it is none


@settings(deadline=None)
@given(_SINGLE)
def test_bounds_agree_with_the_edtf_library(text: str) -> None:
    found = parse_date(text)
    assert found is not None
    theirs = edtf.parse_edtf(found.edtf)
    lower, upper = theirs.lower_strict(), theirs.upper_strict()
    assert bounds(found.edtf) == (dt.date(*lower[:3]), dt.date(*upper[:3]))
    assert found.due_by == dt.date(*upper[:3])


@settings(deadline=None)
@given(_SPANS)
def test_the_first_day_is_not_after_the_last(text: str) -> None:
    found = parse_date(text)
    assert found is not None
    first, last = bounds(found.edtf)
    assert first is not None
    assert last is None or "{" in found.edtf or first <= last


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    found = parse_date(text)
    assert found is None or bounds(found.edtf)[1] == found.due_by
