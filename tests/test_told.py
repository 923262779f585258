"""What one sentence tells of a slip, and what it only seems to; and where the sentence stands."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from documents import read
from told_sentences import DATED, NOT_TOLD, TOLD

from bvgraph.linking.sentences import quote, split_sentences
from bvgraph.linking.telling import Field, Row, read_told
from bvgraph.reading.naming.calendar import Calendar
from bvgraph.records import Passage, Span

CALENDAR = Calendar(dt.date(2024, 7, 10), dt.date(2024, 4, 1), dt.date(2025, 3, 31))
OPEN, CLOSED = Row("2024-05", False, CALENDAR), Row("2024-05", True, CALENDAR)


def test_there_are_enough_sentences_of_both_sorts() -> None:
    assert min(len(set(TOLD)), len(set(NOT_TOLD))) >= 60


@pytest.mark.parametrize("sentence", TOLD)
def test_a_sentence_that_tells_of_a_slip(sentence: str) -> None:
    assert read_told(sentence, "comment", OPEN) is not None


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_a_sentence_that_tells_of_none(sentence: str) -> None:
    assert read_told(sentence, "comment", OPEN) is None


@pytest.mark.parametrize(("sentence", "old", "new", "days"), DATED)
def test_the_dates_that_it_tells(sentence: str, old: str | None, new: str | None, days: int | None) -> None:
    assert read_told(sentence, "comment", OPEN) == (old, new, days)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The work was delayed by the weather.", False),
        ("The launch was postponed twice.", False),
        ("Slippage of savings was included in the report.", False),
        ("It was completed three months later than planned.", True),
        ("The lamp room opened in June 2024 rather than May 2024.", False),
        ("The service did not meet the deadline.", True),
        ("The report was published six weeks late.", True),
    ],
)
def test_of_a_row_that_is_complete_only_late_delivery_counts(sentence: str, told: bool) -> None:
    assert bool(read_told(sentence, "comment", CLOSED)) == told


@pytest.mark.parametrize(
    ("field", "sentence", "told"),
    [
        ("planned", "Slippage in the programme.", False),
        ("comment", "Slippage in the programme.", True),
        ("planned", "Significant delays in the supply of lamps.", False),
        ("planned", "A revised deadline of October 2024 is suggested.", True),
        ("planned", "The launch has been postponed.", True),
        ("title", "Agree a revised timetable with the ferry company", False),
        ("title", "Launch the boat (postponed to September 2024)", True),
        ("status", "Delayed", False),
        ("status", "Delayed until September 2024", True),
    ],
)
def test_a_risk_a_title_and_a_status_need_more(field: Field, sentence: str, told: bool) -> None:
    assert bool(read_told(sentence, field, OPEN)) == told


def test_a_new_date_needs_a_deadline_before_it() -> None:
    told = "The survey is now due to be complete by 30 September 2024."
    assert read_told(told, "comment", Row(None, False, CALENDAR)) is None
    assert read_told(told, "comment", Row("2024-12", False, CALENDAR)) is None
    assert read_told(told, "comment", OPEN) is not None


def test_a_changed_date_is_a_slip_only_if_it_came_later() -> None:
    changed = "Changed due date from 30 April 2024 after talks."
    assert read_told(changed, "comment", Row(None, False, CALENDAR)) is None
    assert read_told(changed, "comment", Row("2024-03", False, CALENDAR)) is None
    assert read_told(changed, "comment", OPEN) == ("2024-04-30", "2024-05", 31)
    assert read_told("The date was moved from June 2024 to May 2024.", "comment", OPEN) is None


def test_a_month_alone_is_the_one_nearest_to_the_deadline() -> None:
    row = Row("2025-01", False, CALENDAR)
    assert read_told("The launch was postponed to March.", "comment", row) == ("2025-01", "2025-03", 59)


@pytest.mark.parametrize(
    "text", ["a" * 1199, "now due " * 150, "the deadline of the " * 60, "not " * 299, "from May to June " * 70, "(" * 1199]
)
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    read_told(text, "comment", OPEN)
    assert time.perf_counter() - start < 1


def test_a_text_that_is_no_sentence_is_not_read() -> None:
    assert read_told("The launch has been postponed " * 60, "comment", OPEN) is None


def test_sentences_end_at_stops_semicolons_and_bullets() -> None:
    text = "Seen by J. Doe on 3.5.24. Paint approx. £5; then stop! • One • Two"
    assert [text[a:b] for a, b in split_sentences(text)] == [
        "Seen by J. Doe on 3.5.24.",
        "Paint approx. £5;",
        "then stop!",
        "One",
        "Two",
    ]


def test_a_quote_stands_in_place_over_lines_and_markup() -> None:
    reading = read("""
        Activities | Lead Officer | Deadline | Status | %Comp | Comments
        1. Mend the lighthouse | | | | |
        Paint the lamp room | Ann Ode | May-24 | Overdue | 50% | <p>Paint is in. The launch has been</p>
         | | | | | postponed to  June 2024. All is well.
        """)
    entry = reading.entries[1]
    assert entry.comment is not None
    start = entry.comment.text.index("The launch")
    spans = quote(entry.comment, start, entry.comment.text.index(" All"), reading.document)
    assert [s.text for s in spans] == ["The launch has been", "postponed to  June 2024."]
    assert all(reading.document.text[s.start : s.end] == s.text for s in spans)
    assert len({s.line for s in spans}) == 2


def test_a_text_from_elsewhere_is_quoted_whole() -> None:
    reading = read("Action | Lead | Due\nPaint | Ann Ode | May-24")
    span = Span(reading.document.id, 2, reading.document.text.index("Paint"), 24, "Paint")
    assert quote(Passage("Something else", (span,)), 0, 4, reading.document) == (span,)
