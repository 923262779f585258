"""Rows, cells and headers, and where every part of them stands in the file."""

import pytest
from documents import set_tabs
from hypothesis import given
from hypothesis import strategies as st

from bvgraph.reading.blocks import Clean, Row, name_field, read_header
from bvgraph.reading.pages import read_page


def header_of(*lines: str) -> tuple[str | None, ...] | None:
    rows = read_page("d", "\n".join("\t".join(c.strip() for c in line.split("|")) for line in lines)).rows
    header = read_header(rows[0], rows[1] if len(rows) > 1 else None)
    return header.fields if header else None


def test_a_row_is_a_line_and_a_cell_ends_at_a_tab() -> None:
    page = read_page("d", "Paint\tAnn Ode\r\n\n\tMay-24")
    assert [(r.line, r.texts) for r in page.rows] == [(1, ["Paint", "Ann Ode"]), (2, [""]), (3, ["", "May-24"])]


def test_markup_is_dropped_and_printed_angle_brackets_are_kept() -> None:
    [row] = read_page("d", '<p>Mend  the</p> <b>lamp</b><br/> <new action>\t<input type="text" value="78%"/>').rows
    assert row.texts == ["Mend the lamp <new action>", "78%"]


def test_spans_are_verbatim_where_markup_was_dropped() -> None:
    page = read_page("d", "x\n<ul><li>Mend</li> <li>the lamp</li></ul>")
    [span] = page.rows[1].cells[0].spans(page)
    assert (span.line, span.text) == (2, "Mend</li> <li>the lamp")
    assert page.text[span.start : span.end] == span.text


def test_a_cut_and_a_join_keep_their_places() -> None:
    page = read_page("d", "Harbour wall\tBen\nRoe")
    first, second = page.rows[0].cells[1], page.rows[1].cells[0]
    name = first.join(second)
    assert name.text == "Ben Roe"
    assert [(s.line, s.text) for s in name.spans(page)] == [(1, "Ben"), (2, "Roe")]
    assert [s.text for s in name.cut(1, 6).spans(page)] == ["en", "Ro"]
    assert first.join(second, torn=True).text == "BenRoe"
    assert Clean.supply("nowhere").spans(page) == ()


def test_a_tab_that_ends_every_line_is_no_cell() -> None:
    rows = read_page("d", "Harbours\t\nAction\tLead\t\n").rows
    assert [r.texts for r in rows] == [["Harbours"], ["Action", "Lead"], [""]]


def test_columns_set_with_spaces_are_cells() -> None:
    text = """Isle plan

Action     Lead      Due date   RAG
Paint      Ann Ode   May-24     Green
Mend                 Jun-24
"""
    rows = [r.texts for r in read_page("d", text).rows]
    assert rows[0] == ["Isle plan"]
    assert rows[3:5] == [["Paint", "Ann Ode", "May-24", "Green"], ["Mend", "", "Jun-24", ""]]


def test_bars_may_border_the_cells() -> None:
    page = read_page("d", "| Action | Lead |\n|---|---|\n| Paint | Ann Ode |")
    assert page.rows[2].texts == ["Paint", "Ann Ode"]


@given(st.text(alphabet=st.sampled_from("aB 1.\t\n\r<p>|é£ \ufeff-"), max_size=120))
def test_every_span_stands_verbatim_in_its_line(text: str) -> None:
    page = read_page("d", text)
    for row in page.rows:
        for cell in row.cells:
            for span in cell.spans(page):
                assert text[span.start : span.end] == span.text
                assert text.count("\n", 0, span.start) + 1 == span.line == row.line


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert len(read_page("d", text).rows) == text.count("\n") + 1


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Lead Officer", "lead"),
        ("Ownership Managed By", "lead"),
        ("Year-End Comments", "comment"),
        ("Statu s", "status"),
        ("%Comp", "percent"),
        ("%", "percent"),
        ("Overall Delivery Status (RAG)", "status"),
        ("RAG Q2", "status"),
        ("Progress this quarter", "percent"),
        ("By when?", "deadline"),
        ("Revised deadline", "revised"),
        ("Success measure", "other"),
        ("Timescale for delivery", "deadline"),
        ("Action to be taken", "title"),
        ("Action to Date", "comment"),
        ("Last date", None),
        ("The lighthouse", None),
        ("x" * 500, None),
    ],
)
def test_a_head_is_known_by_its_words(head: str, field: str | None) -> None:
    assert name_field(head) == field


def test_a_header_names_a_title_and_another_column() -> None:
    assert header_of("Activities | Lead Officer | Deadline") == ("title", "lead", "deadline")
    assert header_of("Activities | | Deadline") == ("title", None, "deadline")
    assert header_of("Lead Officer | Deadline") is None
    assert header_of("Activities") is None
    assert header_of("Paint the lamp | Ann Ode | May-24") is None


def test_two_heads_may_share_a_cell_but_a_sentence_is_no_header() -> None:
    assert header_of("Action / Recommendation Lead") == ("title", "lead")
    assert header_of("Action: appoint a responsible officer") is None


def test_heads_of_another_meaning_are_let_pass_in_a_known_header() -> None:
    assert header_of("Theme | Action | Colour of hat | Lead | When") == ("area", "title", "other", "lead", "deadline")
    assert header_of("Action | Colour of hat | Size of hat") is None


def test_heads_may_be_wrapped_over_two_lines() -> None:
    assert header_of("| Responsible | Target", "Action | Officer | completion") == ("title", "lead", "deadline")


def test_a_wider_title_groups_the_rows() -> None:
    assert header_of("Recommendation | Action | Lead") == ("group", "title", "lead")
    assert header_of("Recommendation | Lead | Due") == ("title", "lead", "deadline")


def test_a_revised_deadline_alone_is_the_deadline() -> None:
    assert header_of("Action | Revised deadline") == ("title", "deadline")
    assert header_of("Action | Original date | Revised date") == ("title", "deadline", "revised")


def test_an_empty_row_is_no_header() -> None:
    assert read_header(Row(1, (Clean(),))) is None


def test_the_margin_of_a_test_document_is_cut_off() -> None:
    assert set_tabs("\n    a | b\n      c\n") == "a\tb\n  c"
