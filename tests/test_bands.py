"""PDF tables that have lines between their rows but none between their columns, with or without painted rows."""

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen import canvas
from test_pdf import entries_of, read

HEADS = ((), ("Part", "of plan"), ("Commitment",), ("Owner",), ("Due date",))
ROWS = (
    (("1",), ("Lamps",), ("We will paint the lamp house in white", "and its stair in grey"), ("Ann Ode",), ("31 May 2024",)),
    (("2",), ("Boats", "at sea"), ("We will count the boats that pass"), ("Ben Roe",), ("30 June 2024",)),
    (("3",), ("Lamps",), ("We will clean the glass of the lamp",), ("Cy Lim",), ("31 July 2024",)),
)
LEFT = (40, 70, 150, 480, 580)
RIGHT = 700


def lay(*pages: Sequence[Sequence[Sequence[str] | str]], painted: bool = False) -> bytes:
    """Pages with a table each, whose rows have lines above and beneath, and a ground in pieces in every other row."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    for rows in pages:
        page.setFont("Helvetica", 10)
        y = 500.0
        page.rect(LEFT[0], y - 40 * len(rows), RIGHT - LEFT[0], 40 * len(rows))
        for n, row in enumerate(rows):
            if painted and n % 2:
                page.setFillColorRGB(0.9, 0.93, 0.83)
                for a, b in zip(LEFT, (*LEFT[1:], RIGHT), strict=True):
                    for x0, x1, top, bottom in ((a, a + 5, 0, 40), (a + 5, b, 0, 14), (a + 5, b, 14, 40)):
                        page.rect(x0, y - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
            page.setFillColorRGB(0, 0, 0)
            page.line(LEFT[0], y, RIGHT, y)
            for x, cell in zip(LEFT, row, strict=False):
                for k, text in enumerate([cell] if isinstance(cell, str) else cell):
                    page.drawString(x + 6, y - 12 - 13 * k, text)
            y -= 40
        page.showPage()
    page.save()
    return out.getvalue()


@pytest.mark.parametrize("painted", [False, True])
def test_gaps_through_all_rows_part_the_columns(painted: bool) -> None:
    found = entries_of(read(lay((HEADS, *ROWS), painted=painted)))
    assert [(e.ref and e.ref.text, e.title.text, [lead.name for lead in e.leads]) for e in found] == [
        ("1", "We will paint the lamp house in white and its stair in grey", ["Ann Ode"]),
        ("2", "We will count the boats that pass", ["Ben Roe"]),
        ("3", "We will clean the glass of the lamp", ["Cy Lim"]),
    ]
    assert [e.deadline and e.deadline.edtf for e in found] == ["2024-05-31", "2024-06-30", "2024-07-31"]


def test_a_table_of_bands_goes_on_over_the_page_without_its_heads() -> None:
    more = (
        (("4",), ("Tides",), ("We will publish a calendar of the tides",), ("Ann Ode",), ("May 2025",)),
        (("5",), ("Boats",), ("We will buy a second boat",), ("Ben Roe",), ("June 2025",)),
    )
    found = entries_of(read(lay((HEADS, *ROWS), more, painted=True)))
    assert (len(found), found[-1].title.text) == (5, "We will buy a second boat")


def test_text_that_crosses_the_gaps_is_no_table() -> None:
    said = "The isle has a lamp, and the lamp has a keeper who lights it each night of the year at the hour of dusk."
    rows = [[said], ["The keeper of the lamp lives in a house by the sea, and so does the gull that he keeps."], [said]]
    assert "\t" not in read(lay(rows)).text


def test_numbers_of_rows_stand_in_front_of_the_first_head_of_a_table_without_upright_lines() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    page.setFont("Helvetica", 10)
    page.setFillColorRGB(0.9, 0.8, 0.8)
    page.rect(40, 440, 600, 40, stroke=0, fill=1)
    page.setFillColorRGB(0, 0, 0)
    rows = (
        ("", "Our action", "Who leads", "Timescale", "Progress"),
        ("Recommendation 1: Be clear about the lamp", "", "", "", ""),
        ("(a)", "Paint the lamp house in white", "Ann Ode", "May-26", "On track"),
        ("(b)", "Buy a second lamp for the pier", "Ben Roe", "Jun-26", "Overdue"),
        ("(c)", "Count the lamps of the isle again", "Cy Lim", "Jul-26", "Complete"),
    )
    for n, row in enumerate(rows):
        page.line(40, 500 - 20 * n, 640, 500 - 20 * n)
        for x, text in zip((46, 80, 320, 460, 560), row, strict=True):
            page.drawString(x, 487 - 20 * n, text)
    page.line(40, 400, 640, 400)
    page.save()
    vision, *found = entries_of(read(out.getvalue()))
    assert (vision.ref and vision.ref.text, vision.title.text) == ("1", "Be clear about the lamp")
    assert [(e.ref and e.ref.text, e.title.text, e.leads[0].name) for e in found] == [
        ("(a)", "Paint the lamp house in white", "Ann Ode"),
        ("(b)", "Buy a second lamp for the pier", "Ben Roe"),
        ("(c)", "Count the lamps of the isle again", "Cy Lim"),
    ]


def test_cards_that_only_gaps_and_lines_between_rows_part_are_read_by_their_labels() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    page.setFont("Helvetica", 10)
    cards = (
        ("L-A1", "Paint the lamp house in white", "Ann Ode", "30 Sep 2024", "At risk", "81%"),
        ("L-A2", "Buy a second lamp for the pier", "Head of Piers", "31 May 2024", "Overdue", "88%"),
    )
    y = 500
    for ref, title, owner, due, state, share in cards:
        for row in (
            (ref, title),
            ("Owner", owner, "Due", due),
            ("Status", state, "Progress", share),
            ("Update", "None yet."),
        ):
            page.line(40, y + 12, 640, y + 12)
            for x, text in zip((46, 120, 400, 470), row, strict=False):
                page.drawString(x, y, text)
            y -= 18
        y -= 20
    page.save()
    found = entries_of(read(out.getvalue()))
    assert [(e.ref and e.ref.text, e.title.text, e.leads[0].name) for e in found] == [
        ("L-A1", "Paint the lamp house in white", "Ann Ode"),
        ("L-A2", "Buy a second lamp for the pier", "Head of Piers"),
    ]
    assert [(e.status and e.status.value, e.percent and e.percent.value) for e in found] == [
        ("at-risk", 81),
        ("overdue", 88),
    ]
