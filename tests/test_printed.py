"""PDF files as office programs print them: rows torn by a page break, heads repeated, lines through words, few rules."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.pdfgen import canvas

from bvgraph.reading.entries import read_document
from bvgraph.reading.formats.glyphs import Glyph, set_words
from bvgraph.reading.formats.registry import extract
from bvgraph.reading.formats.settling import join_names
from bvgraph.reading.formats.strokes import strike
from bvgraph.records import Document, Entry

EDGES = (40, 80, 330, 470, 580, 680)
HEADS = ["Ref", "Action", "Lead", "Due date", "Status"]
FILL = {"Red": colors.red, "Green": colors.HexColor("#00B050")}


def draw_row(page: Any, top: float, cells: Sequence[str], lines: int = 1, *, ruled: bool = True) -> float:
    """A row with 14 points a line; a cell named after a colour is painted, a bar parts its lines."""
    bottom = top + 14 * lines + 4
    for x0, x1, cell in zip(EDGES, EDGES[1:], cells, strict=False):
        if cell in FILL:
            page.setFillColor(FILL[cell])
            page.rect(x0, 595 - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
            page.setFillColor(colors.black)
        for i, text in enumerate(() if cell in FILL else cell.split("|")):
            page.drawString(x0 + 4, 595 - top - 12 - 14 * i, text)
        if ruled:
            page.rect(x0, 595 - bottom, x1 - x0, bottom - top)
    return bottom


def print_pages(*pages: Sequence[tuple[int, Sequence[str]]], ruled: bool = True) -> bytes:
    """Each page as its rows, each with the number of its lines; without rules between rows, upright ones remain."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    for rows in pages:
        page.setFont("Helvetica", 10)
        at = 60.0
        for lines, cells in rows:
            at = draw_row(page, at, cells, lines, ruled=ruled)
        if not ruled:
            page.rect(EDGES[0], 595 - at, EDGES[-1] - EDGES[0], at - 60)
            for x in EDGES[1:-1]:
                page.line(x, 595 - at, x, 535)
        page.showPage()
    page.save()
    return out.getvalue()


def entries_of(data: bytes) -> tuple[Entry, ...]:
    read = extract("log.pdf", data, "log")
    document = Document("log", "log.pdf", "Log", "Log", "Isle", "log", "", "", "0" * 64, read.text, read.places)
    return read_document(document).entries


def told(entries: Sequence[Entry]) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (e.title.text, "; ".join(x.name for x in e.leads), e.deadline and e.deadline.edtf, e.status and e.status.text)
        for e in entries
    ]


FIRST = (1, ["1", "Paint the pier", "Ann Ode", "1 May 2024", "Red"])
NEXT = (1, ["3", "Clean the lamp", "Ben Roe", "2 June 2024", "Red"])
ALL = [
    ("Paint the pier", "Ann Ode", "2024-05-01", "Red"),
    ("Mend the long northern wall of the harbour", "Cy Dow", "2024-07-03", "Green"),
    ("Clean the lamp", "Ben Roe", "2024-06-02", "Red"),
]


def test_the_painted_rest_of_a_row_torn_by_a_page_break_is_no_row() -> None:
    torn = (1, ["2", "Mend the long northern", "Cy Dow", "3 July 2024", "Green"])
    rest = (1, ["", "wall of the harbour", "", "", "Green"])
    assert told(entries_of(print_pages([(1, HEADS), FIRST, torn], [(1, HEADS), rest, NEXT]))) == ALL
    assert told(entries_of(print_pages([(1, HEADS), FIRST, torn], [rest, NEXT]))) == ALL


def test_a_painted_row_at_the_top_of_a_page_is_one_where_little_is_empty() -> None:
    row = (1, ["2", "Mend the wall", "", "3 July 2024", "Green"])
    entries = entries_of(print_pages([(1, HEADS), FIRST, NEXT], [(1, HEADS), row]))
    assert told(entries)[2] == ("Mend the wall", "", "2024-07-03", "Green")


def test_heads_over_two_rows_of_which_a_page_repeats_the_first() -> None:
    upper, lower = ["Ref", "Action", "Lead", "Timescale", "Status"], ["Ref", "Action", "Lead", "Revised date", "Status"]
    entries = entries_of(print_pages([(1, upper), (1, lower), FIRST], [(1, upper), NEXT]))
    assert told(entries) == [ALL[0], ALL[2]]


WORDS = [(n, [*cells[:4], "Open"]) for n, cells in (FIRST, (2, ["2", "Mend the|wall", "Cy Dow", "3 July 2024", ""]), NEXT)]


def test_upright_rules_alone() -> None:
    entries = entries_of(print_pages([(1, HEADS), *WORDS], ruled=False))
    assert [e[0] for e in told(entries)] == ["Paint the pier", "Mend the wall", "Clean the lamp"]
    assert told(entries)[1][1:] == ("Cy Dow", "2024-07-03", "Open")


def test_upright_rules_alone_over_a_page_break() -> None:
    torn, rest = (1, ["2", "Mend the long northern", "Cy Dow", "3 July 2024", "Open"]), (1, ["", "wall of the harbour"])
    entries = entries_of(print_pages([(1, HEADS), WORDS[0], torn], [(1, HEADS), rest, WORDS[2]], ruled=False))
    assert [e[0] for e in told(entries)] == [row[0] for row in ALL]


def test_a_single_long_row_is_not_cut() -> None:
    row = (3, ["1", "Paint the pier|Clean the lamp|Mend the wall", "Ann Ode|Head of Piers", "1 May 2024", "Open"])
    [entry] = entries_of(print_pages([(1, HEADS), row]))
    assert entry.title.text == "Paint the pier Clean the lamp Mend the wall"


def strike_out(*lines: tuple[float, float, float]) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    page.setFont("Helvetica", 10)
    at = draw_row(page, 60, HEADS)
    draw_row(page, at, ["1", "Paint the pier", "Ann Ode", "1 May 2023 1 May 2024", "Not startedOpen"])
    for x0, x1, y in lines:
        page.line(x0, 595 - y, x1, 595 - y)
    page.save()
    return out.getvalue()


def test_lines_through_words_strike_them_out() -> None:
    [entry] = entries_of(strike_out((474, 523, 86.5), (584, 631, 86.5)))
    assert (entry.deadline and entry.deadline.text, entry.status and entry.status.text) == (
        "~~1 May 2023~~ 1 May 2024",
        "Open",
    )


def test_lines_beneath_words_do_not() -> None:
    text = extract("log.pdf", strike_out((474, 523, 91.5)), "log").text
    assert "1 May 2023 1 May 2024" in text
    assert "~" not in text


def set_glyphs(text: str) -> list[Glyph]:
    return [Glyph(c, 5.0 * i, 10, 5.0 * i + 5, 20, 10) for i, c in enumerate(text)]


def test_only_flat_marks_in_the_middle_strike() -> None:
    glyphs = set_glyphs("abcd")
    assert [g.struck for g in strike(glyphs, [(0, 15, 10, 15.5)])] == [True, True, False, False]
    for mark in ((0, 19, 10, 19.5), (0, 11, 10, 11.5), (0, 12, 20, 18), (0, 14, 1, 14.5)):
        assert not any(g.struck for g in strike(glyphs, [mark]))


def test_a_date_ends_where_the_next_cell_touches_it() -> None:
    assert [[w.text for w in line] for line in set_words(set_glyphs("22/11/2024On"))] == [["22/11/2024", "On"]]
    assert [[w.text for w in line] for line in set_words(set_glyphs("22/11/2024"))] == [["22/11/2024"]]
    assert [[w.text for w in line] for line in set_words(set_glyphs("A22/11/2024On"))] == [["A22/11/2024On"]]


def test_names_wrapped_in_a_narrow_column() -> None:
    assert join_names(["Ann Ode", "Benjamin", "Roebuck"], hard=False) == "Ann Ode; Benjamin Roebuck"
    assert join_names(["Ann", "Ode", "Ben", "Roe"], hard=False) == "Ann Ode; Ben Roe"
    assert join_names(["Ann Marie", "Ode"], hard=False) == "Ann Marie Ode"
    assert join_names(["Head of", "Roads"], hard=False) == "Head of Roads"
