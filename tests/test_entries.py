"""Whole documents: blocks, furniture, prose, keys, coverage, and texts that are none."""

import pytest
from documents import area, due, leads_of, make_document, read, titles
from hypothesis import given
from hypothesis import strategies as st

from bvgraph.reading.entries import read_document

BLOCKS = """
    Isle of Nowhere Improvement Plan
    Best Value Area | Harbours | Overall Delivery Status GREEN
    Progress Summary | |
    Much was done. | |

    Action / Recommendation | | Lead | | | |
    A new pier | | Ann Ode / Ben Roe | | | |
    Milestone | Lead | Deadline | Status | % Comp | Action to Date | Action planned and risks
    Drive the piles | Ann Ode | Sep-15 | ON TARGET | 30% | Four are in. | Rot
    Nail the planks | Ben Roe | Dec-15 | ON TARGET | | As above. |

    Action / Recommendation |
    Lead |
    Mend the nets
    Cy Lim
    Milestone | Lead | Deadline | Status | % Comp | Action to Date | Action planned and risks
    Buy twine | Cy Lim | Apr-15 | COMPLETE | 100% | Bought. |
    Isle of Nowhere Improvement Plan
    Page 2 of 9
    """


def test_blocks_have_a_lead_beside_or_below_their_title() -> None:
    reading = read(BLOCKS)
    pier, piles, planks, nets, twine = reading.entries
    assert [(e.kind, e.title.text, leads_of(e)) for e in (pier, nets)] == [
        ("activity", "A new pier", ["Ann Ode", "Ben Roe"]),
        ("activity", "Mend the nets", ["Cy Lim"]),
    ]
    assert (piles.parent, planks.parent, twine.parent) == (pier.id, pier.id, nets.id)
    assert {area(e) for e in reading.entries} == {"Harbours"}
    assert piles.planned is not None
    assert piles.planned.text == "Rot"
    assert planks.comment is not None
    assert planks.comment.text == "As above."


def test_running_titles_and_page_numbers_are_no_rows() -> None:
    assert "Isle of Nowhere Improvement Plan" not in " ".join(titles(read(BLOCKS)))
    assert read(BLOCKS).coverage == 1


@pytest.mark.parametrize("ending", ["\r\n", "  \n", "\n\n", "\n \n"])
def test_line_ends_and_empty_lines_make_no_difference(ending: str) -> None:
    text = read(BLOCKS).document.text
    again = read_document(make_document(text.replace("\n", ending)))
    plain = read(BLOCKS)
    assert [(e.kind, e.title.text, e.leads and leads_of(e), due(e)) for e in again.entries] == [
        (e.kind, e.title.text, e.leads and leads_of(e), due(e)) for e in plain.entries
    ]
    for entry in again.entries:
        assert all(again.document.text[s.start : s.end] == s.text for s in entry.title.spans)


def test_a_byte_order_mark_is_no_part_of_a_title() -> None:
    [row] = read("\ufeffAction | Lead | Deadline\nPaint | Ann Ode | May-24").entries
    assert row.title.text == "Paint"


def test_keys_are_those_of_the_line_whatever_else_stands_in_the_document() -> None:
    text = "Action | Lead | Deadline\nPaint | Ann Ode | May-24"
    [alone] = read(text).entries
    first, _ = read(text + "\nSing | Ben Roe | Jun-24").entries
    assert alone == first
    assert alone.id == "isle-plan/2"


def test_a_status_that_is_no_status_word_is_a_problem() -> None:
    reading = read("Action | Lead | Deadline | Status\nPaint | Ann Ode | May-24 | Lighthouse keeping")
    assert [(p.line, p.kind, p.text) for p in reading.problems] == [(2, "status", "Lighthouse keeping")]


def test_closed_is_complete_or_not_applicable_or_all_done() -> None:
    rows = read("""
        Action | Lead | Deadline | Status | % Comp
        Paint the door | Ann Ode | May-24 | Completed | 80%
        Sing at noon | Ann Ode | May-24 | N/A | 0%
        Dig the well | Ann Ode | May-24 | On Target | 100%
        Mow the lawn | Ann Ode | May-24 | On Target | 99%
        """).entries
    assert [e.closed for e in rows] == [True, True, True, False]


def test_prose_alone_has_no_entries() -> None:
    reading = read("The isle has a plan.\n\nIt will be seen to by Ann Ode in May 2024.")
    assert (reading.entries, reading.coverage) == ((), 1)


def test_an_empty_document_is_read() -> None:
    assert read("").entries == ()


_CELLS = st.sampled_from(
    ["", "Action", "Lead", "Deadline", "Status", "Paint", "Ann Ode", "May-24", "50%", "R2.1", "1. Dig", "On Target",
     "Progress", "Risk", "Lead: Ann", "Key Milestones", "Recommendation 2: Dig",
     "Monitoring Group", "<p>so</p>", "and so on"]
)  # fmt: skip


@given(st.lists(st.lists(_CELLS, min_size=1, max_size=6), max_size=14))
def test_any_table_is_read_and_every_span_is_verbatim(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    reading = read_document(make_document(text))
    for entry in reading.entries:
        passages = [p for p in (entry.title, entry.area, entry.ref, entry.comment, entry.planned, *entry.monitoring) if p]
        for span in [s for p in passages for s in p.spans]:
            assert text[span.start : span.end] == span.text
            assert text.count("\n", 0, span.start) + 1 == span.line
    assert len({e.id for e in reading.entries}) == len(reading.entries)
    assert 0 <= reading.coverage <= 1


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert read_document(make_document(text)).document.text == text


def test_a_row_torn_at_a_page_break_with_its_deadline_is_one() -> None:
    heads = "Action | Due | Lead | Status\n"
    rows = (
        "Paint the pier and look | Report on it completed by | Ann Ode | Open\n\nat the piles too | September 2024 |  | \n"
    )
    [entry] = read(heads + rows).entries
    assert (entry.title.text, due(entry)) == ("Paint the pier and look at the piles too", "2024-09")


def test_rows_of_one_owner_are_rows_of_their_own() -> None:
    heads = "Action\tOwner\tDue\tNotes\n"
    rows = "Paint the pier\tann\tMay 2024\tx\nMend the pier\tann\t\ty\nSweep the pier\tHoD\tMay 2024\tz\n"
    assert titles(read(heads + rows)) == ["Paint the pier", "Mend the pier", "Sweep the pier"]
