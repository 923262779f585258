"""PDF files: ruled and unruled tables with the damage of real ones, and files that are no good."""

import io
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PIL import Image
from reportlab.lib import colors, pagesizes
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from bvgraph.errors import CorpusError
from bvgraph.reading.entries import read_document
from bvgraph.reading.formats import lines
from bvgraph.reading.formats import pdf as pdf_reader
from bvgraph.reading.formats.lines import Extract
from bvgraph.reading.formats.registry import extract
from bvgraph.records import Document, Entry

STYLE = getSampleStyleSheet()["BodyText"]
HEADS = ["Action", "Lead", "Deadline", "Status", "Comments"]
ROW = ["Paint the pier", "Ann Ode", "31/05/2024", "On track", "The first coat is on."]
NEXT = ["Clean the lamp", "Ben Roe", "30/06/2024", "Complete", "All of it was cleaned."]
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)


def build(story: Sequence[Any], footer: Callable[[Any, Any], None] | None = None, **page: Any) -> bytes:
    out = io.BytesIO()
    template = SimpleDocTemplate(out, **({"pagesize": pagesizes.landscape(pagesizes.A4)} | page))
    template.build(list(story), **({"onFirstPage": footer, "onLaterPages": footer} if footer else {}))
    return out.getvalue()


def draw(*calls: tuple[float, float, str], size: float = 10) -> bytes:
    """A page with texts at places that are measured from the upper left corner."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    page.setFont("Helvetica", size)
    for x, y, text in calls:
        page.drawString(x, 595 - y, text)
    page.save()
    return out.getvalue()


def wrap(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [[Paragraph(cell, STYLE) if isinstance(cell, str) else cell for cell in row] for row in rows]


def read(data: bytes) -> Extract:
    return extract("log.pdf", data, "log")


def entries_of(read: Extract) -> tuple[Entry, ...]:
    document = Document("log", "log.pdf", "Log", "Log", "Isle", "log", "", "", "0" * 64, read.text, read.places)
    return read_document(document).entries


def told(entries: Sequence[Entry]) -> list[tuple[str, list[str], str | None, str | None]]:
    return [
        (
            e.title.text,
            [lead.name for lead in e.leads],
            e.deadline.edtf if e.deadline else None,
            e.status.value if e.status else None,
        )
        for e in entries
    ]


BOTH = [
    ("Paint the pier", ["Ann Ode"], "2024-05-31", "on-track"),
    ("Clean the lamp", ["Ben Roe"], "2024-06-30", "complete"),
]


def complaint(data: bytes) -> str:
    with pytest.raises(CorpusError) as caught:
        read(data)
    return str(caught.value)


def test_a_ruled_table_with_its_page_and_box() -> None:
    extracted = read(build([Paragraph("Isle Plan", STYLE), Table([HEADS, ROW, NEXT], style=[GRID])]))
    assert told(entries_of(extracted)) == BOTH
    place = extracted.places[2]
    assert place.page == 1
    assert place.box
    left, top, right, bottom = place.box
    assert 0 < left < right < 842
    assert 0 < top < bottom < 595


def test_wrapped_cells_are_joined() -> None:
    row = ["Paint the pier and the railings of the northern harbour wall", "Ann Ode", "31/05/2024", "On track", "x"]
    [entry] = entries_of(read(build([Table(wrap([HEADS, row]), colWidths=[70, 60, 70, 70, 60], style=[GRID])])))
    assert entry.title.text == row[0]


def test_a_row_torn_over_two_pages_and_repeated_headers() -> None:
    long = " ".join(f"Sentence {i} of the comment." for i in range(120))
    rows = [
        HEADS,
        *([f"Mend part {i}", "Ann Ode", "31/05/2024", "On track", "Done."] for i in range(12)),
        [*ROW[:4], long],
        NEXT,
    ]
    table = Table(wrap(rows), colWidths=[120, 70, 70, 70, 200], style=[GRID], repeatRows=1, splitInRow=1)
    found = entries_of(read(build([table])))
    assert told(found)[12:] == BOTH
    assert found[12].comment
    assert found[12].comment.text == long
    assert len(found) == 14


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        (["Lamp", "Ann Ode to", "Open. The oil is"], ["", "buy oil for the lamp.", "late."]),
        (["Lamp", "Ann Ode to buy oil.", "Open. The oil is"], ["", "Then fill the lamp.", "late."]),
    ],
)
def test_the_cells_of_a_row_that_a_page_break_tore_are_whole(first: list[str], rest: list[str]) -> None:
    rows = [["Issue", "Action", "Latest position"], *(["Pier", f"Mend part {i}.", "Completed."] for i in range(3)), first]
    style, widths = [GRID], [100, 200, 200]
    end = ["Rope", "Buy a rope.", "Ongoing."]
    story = [Table(rows, style=style, colWidths=widths), PageBreak(), Table([rest, end], style=style, colWidths=widths)]
    extracted = read(build(story, pagesize=(700, 250), topMargin=20, bottomMargin=20))
    [*_, torn, _, last] = extracted.text.splitlines()
    assert torn.split("\t") == [f"{a} {b}".strip() for a, b in zip(first, rest, strict=True)]
    assert last.split("\t") == end
    assert len(entries_of(extracted)) == 5


def test_a_row_at_the_top_of_a_page_that_begins_something_new_is_none_that_was_torn() -> None:
    rows = [["Issue", "Action", "Latest position"], ["Pier", "Mend the pier", "Completed"], ["Lamp", "Buy oil", "Ongoing"]]
    style, widths = [GRID], [100, 200, 200]
    story = [Table(rows, style=style, colWidths=widths), PageBreak()]
    story.append(Table([["", "Fill the lamp", "Ongoing"]], style=style, colWidths=widths))
    assert len(entries_of(read(build(story)))) == 3


def test_a_box_with_lines_between_its_paragraphs_keeps_them_apart() -> None:
    rows = [["Clean the windows of the old lamp room of the isle"], ["Paint the pier with the boats and ropes of the isle"]]
    table = Table(rows, style=[GRID], colWidths=[300], rowHeights=[12, 12])
    assert read(build([table])).text.splitlines() == [cell for [cell] in rows]


def test_footers_and_page_numbers_are_no_rows() -> None:
    def footer(page: Any, _: Any) -> None:
        page.drawString(60, 30, "Isle Council - Audit Committee - 3 June 2024")
        page.drawRightString(800, 30, f"Page {page.getPageNumber()} of 3")

    rows = [HEADS, *([f"Mend part {i}", "Ann Ode", "31/05/2024", "On track", "Done."] for i in range(60))]
    extracted = read(build([Table(rows, style=[GRID])], footer))
    assert len(entries_of(extracted)) == 60
    assert "Audit Committee" not in extracted.text
    assert "Page 2" not in extracted.text


def test_cells_merged_downwards_and_across() -> None:
    rows = [HEADS, ["Harbour", "", "", "", ""], ROW, ["Clean the lamp", "", "30/06/2024", "Complete", ""]]
    table = Table(rows, style=[GRID, ("SPAN", (0, 1), (-1, 1)), ("SPAN", (1, 2), (1, 3))])
    extracted = read(build([table]))
    assert extracted.text.splitlines()[1] == "Harbour\t\t\t\t"
    assert [[lead.name for lead in e.leads] for e in entries_of(extracted)] == [["Ann Ode"]] * 2


class Turned(Flowable):
    """A word that runs upwards, or downwards."""

    def __init__(self, text: str, *, down: bool = False) -> None:
        super().__init__()
        self.text, self.down, self.width, self.height = text, down, 12, 60

    def wrap(self, *_: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFont("Helvetica", 9)
        self.canv.rotate(-90 if self.down else 90)
        self.canv.drawString(*((-58, 2) if self.down else (2, -10)), self.text)


@pytest.mark.parametrize("down", [False, True])
def test_turned_heads_and_statuses(down: bool) -> None:
    heads = [HEADS[0], Turned("Lead", down=down), "Deadline", Turned("Status", down=down), "Comments"]
    row = [*ROW[:3], Turned("On track", down=down), ROW[4]]
    assert told(entries_of(read(build([Table([heads, row], style=[GRID])])))) == BOTH[:1]


@pytest.mark.parametrize(("colour", "status"), [("#00b050", "on-track"), ("#ffc000", "at-risk"), ("#c00000", "delayed")])
def test_a_coloured_cell_is_a_status(colour: str, status: str) -> None:
    green = ("BACKGROUND", (3, 1), (3, 1), colors.HexColor(colour))
    found = entries_of(read(build([Table([HEADS, [*ROW[:3], "", ROW[4]]], style=[GRID, green])])))
    assert told(found)[0][3] == status


def test_a_coloured_blob_is_a_status() -> None:
    class Blob(Flowable):
        def wrap(self, *_: Any) -> tuple[float, float]:
            return 12, 12

        def draw(self) -> None:
            self.canv.setFillColorCMYK(0.8, 0, 1, 0.1)
            self.canv.circle(6, 6, 5, stroke=0, fill=1)

    assert told(entries_of(read(build([Table([HEADS, [*ROW[:3], Blob(), ROW[4]]], style=[GRID])]))))[0][3] == "on-track"


def test_a_ticked_column_is_a_status() -> None:
    heads = ["Action", "Lead", "Deadline", "Not started", "In progress", "Complete"]
    found = entries_of(read(build([Table([heads, [*ROW[:3], "", "X", ""], [*NEXT[:3], "", "", "X"]], style=[GRID])])))
    assert [e[3] for e in told(found)] == ["ongoing", "complete"]


def test_two_tables_side_by_side() -> None:
    left, right = (Table([HEADS[:4], row[:4]], style=[GRID]) for row in (ROW, NEXT))
    assert told(entries_of(read(build([Table([[left, right]])])))) == BOTH


def test_words_marked_in_a_cell_are_no_table() -> None:
    class Marked(Flowable):
        def wrap(self, *_: Any) -> tuple[float, float]:
            return 90, 14

        def draw(self) -> None:
            self.canv.setFillColor(colors.yellow)
            self.canv.rect(0, 0, 28, 12, stroke=0, fill=1)
            self.canv.rect(28, 0, 30, 12, stroke=0, fill=1)
            self.canv.setFillColor(colors.black)
            self.canv.setFont("Helvetica", 10)
            self.canv.drawString(2, 3, "Paint the pier")

    assert told(entries_of(read(build([Table([HEADS, [Marked(), *ROW[1:]], NEXT], style=[GRID])])))) == BOTH


def test_a_pack_of_forty_pages_with_one_table() -> None:
    prose = [Paragraph("The committee noted the report and thanked the officers for their work. " * 8, STYLE)] * 3
    story: list[Any] = [part for _ in range(20) for part in (*prose, PageBreak())]
    story += [Table([HEADS, ROW, NEXT], style=[GRID]), PageBreak()]
    story += [part for _ in range(19) for part in (*prose, PageBreak())]
    extracted = read(build(story))
    assert told(entries_of(extracted)) == BOTH
    assert {p.page for p in extracted.places if p.box and "Paint" in extracted.text.split("\n")[p.line - 1]} == {21}


def test_prose_is_joined_into_paragraphs() -> None:
    words = "The committee noted the report and thanked the officers for the work that they have done. "
    extracted = read(
        build([Paragraph("Isle Plan", STYLE), Paragraph(words * 4, STYLE), Spacer(1, 20), Paragraph("End.", STYLE)])
    )
    assert extracted.text.splitlines() == ["Isle Plan", (words * 4).strip(), "End."]


COLUMNS = (50, 300, 420, 520, 620)


def place(row: Sequence[str], y: float) -> list[tuple[float, float, str]]:
    return [(x, y, cell) for x, cell in zip(COLUMNS, row, strict=True) if cell]


def test_a_table_without_rules_is_read_by_its_header() -> None:
    lines = [
        (50, 60, "Isle Plan"),
        (50, 90, "The plan was agreed by the council in May and is set out below for all to see."),
    ]
    data = draw(*lines, *place(HEADS, 120), *place(ROW, 140), *place(NEXT, 160), (50, 230, "This is the end of it."))
    extracted = read(data)
    assert told(entries_of(extracted)) == BOTH
    assert extracted.text.splitlines()[-1] == "This is the end of it."


def test_rows_without_rules_over_several_lines() -> None:
    more = ["and the railings", "", "", "", "The second is next."]
    data = draw(*place(HEADS, 100), *place(ROW, 130), *place(more, 142), *place(NEXT, 170))
    first, second = entries_of(read(data))
    assert first.title.text == "Paint the pier and the railings"
    assert first.comment
    assert first.comment.text == "The first coat is on. The second is next."
    assert second.title.text == "Clean the lamp"


def test_rows_without_rules_or_gaps_start_with_a_date() -> None:
    more = ["and the railings", "", "", "", "The second is next."]
    data = draw(*place(HEADS, 100), *place(ROW, 112), *place(more, 124), *place(NEXT, 136), *place(ROW, 148))
    assert [e.title.text for e in entries_of(read(data))] == [
        "Paint the pier and the railings",
        "Clean the lamp",
        "Paint the pier",
    ]


def test_rows_between_horizontal_rules_alone() -> None:
    rows = [HEADS, ["Paint the pier and the railings of the wall", *ROW[1:]], NEXT]
    rules = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black)]
    data = build([Table(wrap(rows), colWidths=[90, 80, 80, 80, 140], style=rules)])
    assert [e.title.text for e in entries_of(read(data))] == [
        "Paint the pier and the railings of the wall",
        "Clean the lamp",
    ]


def test_a_table_without_rules_goes_on_over_the_page() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    for rows in ([HEADS, ROW], [NEXT]):
        page.setFont("Helvetica", 10)
        for i, row in enumerate(rows):
            for x, y, text in place(row, 100 + 20 * i):
                page.drawString(x, 595 - y, text)
        page.showPage()
    page.save()
    assert told(entries_of(read(out.getvalue()))) == BOTH


def test_prose_with_the_words_of_a_header_is_no_table() -> None:
    data = draw((50, 100, "The action and its lead are set out with a deadline and a status for each of them."))
    assert "\t" not in read(data).text


def test_a_scan_is_refused_with_advice() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.drawImage(ImageReader(Image.new("RGB", (20, 20))), 0, 0, 500, 700)
    page.save()
    assert "a scan" in complaint(out.getvalue())
    assert "OCR" in complaint(out.getvalue())


def test_a_page_that_is_a_picture_is_reported() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.drawString(100, 500, "Isle Plan")
    page.showPage()
    page.drawImage(ImageReader(Image.new("RGB", (20, 20))), 0, 0, 500, 700)
    page.save()
    [problem] = read(out.getvalue()).problems
    assert problem.kind == "scan"
    assert "page 2" in problem.message


def test_a_password_is_told() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, encrypt="isle")
    page.drawString(100, 500, "Isle Plan")
    page.save()
    assert "password" in complaint(out.getvalue())


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_off_is_damaged(share: float) -> None:
    data = build([Table([HEADS, ROW, NEXT], style=[GRID])])
    assert "damaged" in complaint(data[: int(len(data) * share)])


def test_bytes_turned_over_are_damaged_or_read_without_a_crash() -> None:
    data = bytearray(build([Table([HEADS, ROW, NEXT], style=[GRID])]))
    for start in range(0, len(data) - 600, 97):
        broken = bytes(data[:start] + b"\xff\x00<<" + data[start + 4 :])
        try:
            read(broken)
        except CorpusError as error:
            assert "log.pdf" in str(error)


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MOST_PAGES", 3)
    assert "more than 3 pages" in complaint(build([Spacer(1, 5), *[PageBreak(), Paragraph("x", STYLE)] * 4]))


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_would_unpack_beyond_measure(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    monkeypatch.setattr(pdf_reader, "LARGEST_STREAM", 1_000_000)
    packed = b"0" * 30_000_000
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    stream = b"9 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n" % (len(packed), packed)
    assert "would unpack" in complaint(draw((50, 50, "x")).replace(b"%%EOF", stream + b"%%EOF"))


def test_what_is_painted_in_the_cells_of_a_ruled_table_parts_no_row() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    rows = [
        HEADS[:4],
        ["Paint the pier", "Ann Ode", "May 2024", "On track"],
        ["Clean the lamp", "Ben Roe", "June 2024", "Late"],
    ]
    for i in range(4):
        page.line(50, 500 - i * 60, 650, 500 - i * 60)
    for x in (50, 200, 350, 500, 650):
        page.line(x, 500, x, 320)
    page.setFillColor(colors.lightgreen)
    for top in (440, 380):  # the cell of the status, and the line of text in it
        page.rect(502, top - 58, 146, 40, stroke=0, fill=1)
        page.rect(505, top - 18, 140, 14, stroke=0, fill=1)
    page.setFillColor(colors.black)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            page.drawString(60 + j * 150, 485 - i * 60, text)
    page.save()
    extracted = read(out.getvalue())
    assert [line for line in extracted.text.splitlines() if line] == ["\t".join(row) for row in rows]


def test_bullets_of_a_font_of_signs_are_bullets() -> None:
    assert lines.flatten("\uf0b7 Paint the pier \uf0fc") == "• Paint the pier ✓"


def test_points_that_are_wrapped_in_a_cell_are_rows_where_each_has_an_owner() -> None:
    points = "• Paint the whole of the pier<br/>and its rails<br/>• Buy a rope"
    table = Table(wrap([HEADS, [points, "Ann Ode<br/>Ben Roe", *ROW[2:]]]), colWidths=[170, 90, 90, 90, 170], style=[GRID])
    entries = entries_of(read(build([table])))
    assert [(e.title.text, [lead.name for lead in e.leads]) for e in entries] == [
        ("Paint the whole of the pier and its rails", ["Ann Ode"]),
        ("Buy a rope", ["Ben Roe"]),
    ]


def test_a_word_that_is_broken_in_a_narrow_cell_is_one() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    for y in (500, 460, 400, 340):
        page.line(50, y, 300, y)
    for x in (50, 200, 250, 300):
        page.line(x, 500, x, 340)
    page.setFont("Helvetica", 12)
    for x, y, text in (
        *((55, 485, "Action"), (252, 485, "Status")),
        *((55, 440, "Paint the pier"), (252, 440, "Comple"), (252, 425, "ted")),
        *((55, 380, "Clean the lamp"), (252, 380, "Carried"), (252, 365, "forward")),
        *((202, 485, "Lead"), (202, 440, "Hampto"), (202, 425, "n"), (202, 380, "Manage"), (202, 365, "r")),
    ):
        page.drawString(x, y, text)
    page.save()
    lines = [line for line in read(out.getvalue()).text.splitlines() if line]
    assert lines[1:] == ["Paint the pier\tHampton\tCompleted", "Clean the lamp\tManager\tCarried forward"]


def test_rows_that_only_their_grounds_tell_apart_stay_apart() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    rows = [
        HEADS[:4],
        *(["Paint the pier", "Ann Ode", "May 2024", "Open"], ["Clean the lamp", "Ben Roe", "June 2024", "Late"]) * 2,
    ]
    page.setFillColor(colors.lightgrey)
    for i in (2, 4):
        page.rect(50, 500 - (i + 1) * 30, 600, 30, stroke=0, fill=1)
    page.setFillColor(colors.black)
    for y in (530, 500, 470, 350):
        page.line(50, y, 650, y)
    for x in (50, 200, 350, 500, 650):
        page.line(x, 530, x, 350)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            page.drawString(60 + j * 150, (510 if not i else 490 - i * 30 + 20), text)
    page.save()
    assert len(entries_of(read(out.getvalue()))) == 4


def test_several_dates_in_a_ruled_cell_are_one_row_unless_it_has_several_references() -> None:
    heads = ["Ref", "Action", "Lead", "Deadline"]
    rows = [
        heads,
        ["1", "Hold a lamp fair", "Ann Ode", "May 2024 May 2025"],
        ["2", "Paint the pier", "Ben Roe", "June 2024"],
    ]
    entries = entries_of(read(build([Table(rows, style=[GRID])])))
    assert [(e.title.text, e.deadline and e.deadline.text) for e in entries] == [
        ("Hold a lamp fair", "May 2024 May 2025"),
        ("Paint the pier", "June 2024"),
    ]
    merged = [heads, ["1 2", "Hold a lamp fair Paint the pier", "Ann Ode", "1 May 2024 2 June 2024"]]
    assert entries_of(read(build([Table(merged, style=[GRID])]))) == ()


def test_a_frame_around_text_is_no_table() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    for x in (50, 60, 700):
        page.line(x, 50, x, 550)
    for y in (50, 550):
        page.line(50, y, 700, y)
    for i, text in enumerate(["Notes of the pier", "Present: Ann Ode, Ben Roe", "Action: Ann Ode to paint the lamp"]):
        page.drawString(70, 520 - 20 * i, text)
    page.save()
    extracted = read(out.getvalue())
    assert extracted.text.splitlines()[1] == "Present: Ann Ode, Ben Roe"
    assert [entry.title.text for entry in entries_of(extracted)] == ["Ann Ode to paint the lamp"]
