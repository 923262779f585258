"""Workbooks and tables as text: what the cells show, what is hidden, and sheets of unreasonable size."""

import datetime as dt
import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from documents import area, due, leads_of
from openpyxl.styles import Color, Font, PatternFill

from bvgraph.errors import CorpusError
from bvgraph.reading.entries import read_document
from bvgraph.reading.formats import plain, sheets
from bvgraph.reading.formats.lines import Extract
from bvgraph.reading.formats.registry import extract
from bvgraph.records import Document, Entry

SHARED_STRINGS = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
HEADS = ["Action", "Lead", "Deadline", "Status", "% Complete", "Comments"]


def save(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make_book(*rows: list[object]) -> Any:
    book = openpyxl.Workbook()
    for row in (HEADS, *rows):
        book.active.append(row)
    return book


def read(book: Any) -> Extract:
    return extract("log.xlsx", save(book), "log")


def entries_of(read: Extract) -> tuple[Entry, ...]:
    document = Document("log", "log.xlsx", "Log", "Log", "Isle", "log", "", "", "0" * 64, read.text, read.places)
    return read_document(document).entries


def shown(value: object, number_format: str) -> str:
    book = make_book(["Paint", "Ann Ode", value, "Open", None, None])
    book.active["C2"].number_format = number_format
    return read(book).text.splitlines()[1].split("\t")[2]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (dt.date(2018, 3, 31), "dd/mm/yyyy", "2018-03-31"),
        (dt.datetime(2018, 3, 31), "[$-809]d mmmm yyyy", "2018-03-31"),
        (dt.datetime(2018, 3, 1), "mmm-yy", "2018-03"),
        (dt.datetime(2018, 3, 1), "mmmm\\ yyyy", "2018-03"),
        (dt.datetime(2018, 3, 1), "yyyy", "2018"),
        (dt.datetime(2018, 3, 1, 9, 30), "dd/mm/yyyy hh:mm", "2018-03-01 09:30"),
        (0.8, "0%", "80%"),
        (0.125, "0.0%", "12.5%"),
        (3, "General", "3"),
        (2.5, "General", "2.5"),
        (True, "General", "TRUE"),
        ("31st March", "General", "31st March"),
        ("two\nlines\tand a tab", "General", "two lines and a tab"),
    ],
)
def test_a_value_is_shown_as_its_cell_shows_it(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_dates_and_percentages_become_fields() -> None:
    book = make_book(["Paint the pier", "Ann Ode", dt.date(2024, 5, 31), "On track", 0.8, "Half done"])
    book.active["C2"].number_format, book.active["E2"].number_format = "mmm-yy", "0%"
    [entry] = entries_of(read(book))
    assert entry.deadline
    assert entry.deadline.edtf == "2024-05"
    assert entry.percent
    assert entry.percent.value == 80


def test_every_cell_knows_its_name() -> None:
    book = make_book(["Paint", "Ann Ode", "May-24", "Open", None, None])
    book.active.title = "Tracker"
    book.active.insert_rows(1, 3)
    extracted = read(book)
    document = Document("log", "log.xlsx", "Log", "Log", "Isle", "log", "", "", "0" * 64, extracted.text, extracted.places)
    assert document.find_cell(2, extracted.text.index("Ann")) == "Tracker!B5"


def test_a_cell_merged_downwards_counts_for_each_row() -> None:
    book = make_book(
        ["Paint", "Ann Ode", "May-24", "Open", None, "wall"],
        ["Clean", None, "Jun-24", "Open", None, "floor"],
        ["Sweep", None, "Jul-24", "Open", None, "stairs"],
    )
    book.active.merge_cells("B2:B4")
    assert [[lead.name for lead in e.leads] for e in entries_of(read(book))] == [["Ann Ode"]] * 3


def test_a_cell_merged_across_stands_in_the_first_column() -> None:
    book = make_book(["Harbour"], ["Paint", "Ann Ode", "May-24", "Open", None, "done"])
    book.active.merge_cells("A2:F2")
    assert read(book).text.splitlines()[1] == "Harbour" + "\t" * 5


def test_names_on_lines_of_their_own_are_two() -> None:
    [entry] = entries_of(read(make_book(["Paint", "Ann Ode\nBen Roe", "May-24", "Open", None, None])))
    assert [lead.name for lead in entry.leads] == ["Ann Ode", "Ben Roe"]


@pytest.mark.parametrize(
    ("lead", "names"),
    [
        ("Head of\nHarbours", ["Head of Harbours"]),
        ("Head of Harbours,\nChief Executive", ["Head of Harbours", "Chief Executive"]),
        ("Service Head\nAnn Ode", ["Service Head Ann Ode"]),
        ("Ann\nOde", ["Ann Ode"]),
    ],
)
def test_offices_on_lines_of_their_own_are_two_and_wrapped_names_one(lead: str, names: list[str]) -> None:
    [entry] = entries_of(read(make_book(["Paint", lead, "May-24", "Open", None, None])))
    assert [lead.name for lead in entry.leads] == names


@pytest.mark.parametrize(
    ("colour", "status"),
    [("FF00B050", "on-track"), ("FFFFC000", "at-risk"), ("FFFF0000", "delayed"), ("FF0070C0", "complete")],
)
def test_a_coloured_cell_is_a_status(colour: str, status: str) -> None:
    book = make_book(["Paint", "Ann Ode", "May-24", None, None, "x"])
    book.active["D2"].fill = PatternFill("solid", fgColor=colour)
    extracted = read(book)
    [entry] = entries_of(extracted)
    assert entry.status
    assert entry.status.value == status
    assert [p.kind for p in extracted.problems] == ["colour"]


@pytest.mark.parametrize(
    ("colour", "status"),
    [(Color(theme=6), "on-track"), (Color(theme=9), "at-risk"), (Color(indexed=10), "delayed")],
)
def test_a_colour_of_the_theme_or_the_old_palette_is_a_status(colour: Color, status: str) -> None:
    book = make_book(["Paint", "Ann Ode", "May-24", None, None, "x"])
    book.active["D2"].fill = PatternFill("solid", fgColor=colour)
    [entry] = entries_of(read(book))
    assert entry.status
    assert entry.status.value == status


def test_a_colour_outside_the_status_column_or_beneath_words_says_nothing() -> None:
    book = make_book(["Paint", "Ann Ode", "May-24", "Open", None, None], ["Clean", "Ann Ode", "May-24", None, None, None])
    for cell in ("D2", "F2", "A2"):
        book.active[cell].fill = PatternFill("solid", fgColor="FFFF0000")
    book.active["D3"].fill = PatternFill("solid", fgColor="FFF2F2F2")
    assert read(book).text.splitlines()[1:] == ["Paint\tAnn Ode\tMay-24\tOpen\t\t", "Clean\tAnn Ode\tMay-24\t\t\t"]


def test_the_ground_of_a_whole_row_is_no_status() -> None:
    book = make_book(["Paint", "Ann Ode", "May-24", None], ["Clean", "Ben Roe", "May-24", None], [None, None, "9", None])
    for row in book.active["A2:D2"]:
        for cell in row:
            cell.fill = PatternFill("solid", fgColor="FFB4C6E7")
    for cell in ("D3", "D4"):
        book.active[cell].fill = PatternFill("solid", fgColor="FFFF0000")
    assert [line.split("\t")[3] for line in read(book).text.splitlines()[1:4]] == ["", "Red", ""]


def test_a_ticked_column_is_a_status() -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Action", "Lead", "Deadline", "Not started", "In progress", "Complete"],
        ["Paint", "Ann Ode", "May-24", None, "x", None],
        ["Clean", "Ben Roe", "Jun-24", None, None, "✓"],
        ["Sweep", "Ben Roe", "Jun-24", None, None, None],
    ):
        book.active.append(row)
    statuses = [e.status and (e.status.text, e.status.value) for e in entries_of(read(book))]
    assert statuses == [("In progress", "ongoing"), ("Complete", "complete"), None]


def test_hidden_sheets_are_left_out_and_hidden_rows_read_and_both_reported() -> None:
    book = make_book(["Paint", "Ann Ode", "May-24", "Open", None, None], ["Clean", "Ben Roe", "Jun-24", "Open", None, None])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["F"].hidden = True
    other = book.create_sheet("Old")
    other.append(HEADS)
    other.append(["Burn", "Nobody", "May-23", "Open"])
    other.sheet_state = "hidden"
    extracted = read(book)
    assert [e.title.text for e in entries_of(extracted)] == ["Paint", "Clean"]
    assert "Burn" not in extracted.text
    told = " ".join(p.message for p in extracted.problems if p.kind == "hidden")
    assert "row 3" in told
    assert "column F" in told
    assert '"Old" is hidden' in told


def test_a_formula_shows_its_last_value_and_one_without_is_reported() -> None:
    extracted = read(make_book(["Paint", "Ann Ode", "May-24", "Open", "=1/2", None]))
    assert [(p.kind, p.text) for p in extracted.problems] == [("formula", "Sheet!E2")]
    data = save(make_book(["Paint", "Ann Ode", "May-24", "Open", "=1/2", None]))
    saved = rewrite_sheet(data, lambda s: re.sub("<v ?/>|<v></v>", "<v>50</v>", s))
    solved = extract("log.xlsx", saved, "log")
    assert solved.problems == ()
    assert solved.text.splitlines()[1].split("\t")[4] == "50"


def test_a_struck_date_is_the_earlier_one() -> None:
    book = make_book(["Paint", "Ann Ode", "~~May 2024~~ August 2024", "Open", None, None])
    [entry] = entries_of(read(book))
    assert entry.deadline
    assert entry.deadline.edtf == "2024-08"
    assert entry.original
    assert entry.original.edtf == "2024-05"


def test_words_of_a_cell_that_are_struck_out() -> None:
    """Excel keeps the texts of all cells in one part, which openpyxl does not write: it is put in by hand."""
    struck = "<r><rPr><strike/></rPr><t>{}</t></r>"
    strings = [f"{struck.format('31/03/2024')}<r><t> 30/06/2024</t></r>", f"<r><t>Paint </t></r>{struck.format('one')}"]
    part = "".join(f"<si>{string}</si>" for string in strings)
    part = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{part}</sst>'
    data = save(make_book(["FIRST", "Ann Ode", "SECOND", "Open", None, None]))
    changed = rewrite_sheet(data, lambda s: re.sub(r't="inlineStr"><is><t>(FIRST|SECOND)</t></is>', _share, s), part)
    [entry] = entries_of(extract("log.xlsx", changed, "log"))
    assert entry.title.text == "Paint"
    assert entry.deadline
    assert entry.original
    assert (entry.deadline.edtf, entry.original.edtf) == ("2024-06-30", "2024-03-31")


def _share(m: re.Match[str]) -> str:
    return f't="s"><v>{["SECOND", "FIRST"].index(m[1])}</v>'


def test_a_cell_struck_out_as_a_whole_is_read() -> None:
    book = make_book(["Paint", "Ann Ode", "May 2024", "Closed", None, None])
    for cell in book.active[2]:
        cell.font = Font(strike=True)
    assert [e.title.text for e in entries_of(read(book))] == ["Paint"]


def test_two_tables_side_by_side() -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Action", "Lead", "Deadline", None, "Task", "Owner", "Due date"],
        ["Paint", "Ann Ode", "May-24", None, "Clean", "Ben Roe", "Jun-24"],
        ["Sweep", "Ann Ode", "Jul-24", None, None, None, None],
    ):
        book.active.append(row)
    assert [e.title.text for e in entries_of(read(book))] == ["Paint", "Sweep", "Clean"]


def test_a_title_above_and_a_note_below_are_no_rows() -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Isle Action Log"],
        HEADS,
        ["Paint", "Ann Ode", "May-24", "Open", None, None],
        ["Note: all dates are firm."],
    ):
        book.active.append(row)
    lines = read(book).text.splitlines()
    assert lines[0] == "Isle Action Log"
    assert lines[-1] == "Note: all dates are firm."
    assert len(entries_of(read(book))) == 1


def rewrite_sheet(data: bytes, change: Any, strings: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml" and strings and "xl/sharedStrings.xml" not in old.namelist():
                part = part.replace(b"</Types>", SHARED_STRINGS + b"</Types>")
                new.writestr("xl/sharedStrings.xml", strings)
            if name == "xl/sharedStrings.xml" and strings:
                part = strings.encode()
            new.writestr(name, change(part.decode()) if name == "xl/worksheets/sheet1.xml" else part)
    return out.getvalue()


def test_a_million_empty_rows_are_passed_over() -> None:
    empty = "".join(f'<row r="{n}" spans="1:6"/>' for n in range(3, 1_000_000))
    last = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Note: end</t></is></c></row>'
    data = save(make_book(["Paint", "Ann Ode", "May-24", "Open", None, None]))
    extracted = extract(
        "log.xlsx", rewrite_sheet(data, lambda s: s.replace("</sheetData>", empty + last + "</sheetData>")), "log"
    )
    assert len(entries_of(extracted)) == 1
    assert extracted.text.splitlines()[-1] == "Note: end"
    assert len(extracted.text) < 300


def test_a_dimension_that_lies_is_not_believed() -> None:
    data = save(make_book(["Paint", "Ann Ode", "May-24", "Open", None, None]))
    lying = rewrite_sheet(data, lambda s: s.replace('ref="A1:F2"', 'ref="A1:XFD1048576"'))
    assert len(extract("log.xlsx", lying, "log").text) < 200


def test_what_another_program_adds_to_styles_and_sheets_does_no_harm(recwarn: pytest.WarningsRecorder) -> None:
    added = b'<extLst><ext uri="other"><x:y xmlns:x="other"/></ext></extLst>'
    out = io.BytesIO()
    plain_book = zipfile.ZipFile(io.BytesIO(save(make_book(["Paint the lamp", "Ann Ode", None, "Open", None, None]))))
    with zipfile.ZipFile(out, "w") as target:
        for name in plain_book.namelist():
            content = plain_book.read(name).replace(b"</patternFill>", b"</patternFill>" + added)
            content = content.replace(b"<patternFill/>", b"<patternFill>" + added + b"</patternFill>")
            target.writestr(name, content.replace(b"</worksheet>", added + b"</worksheet>"))
    [entry] = entries_of(extract("log.xlsx", out.getvalue(), "log"))
    assert (entry.title.text, [lead.name for lead in entry.leads]) == ("Paint the lamp", ["Ann Ode"])
    assert not recwarn.list


def test_more_cells_than_a_plan_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 10)
    with pytest.raises(CorpusError, match="more than 10 cells"):
        read(make_book(*(["Paint", "Ann Ode", "May-24", "Open", None, None] for _ in range(5))))


def test_a_workbook_without_text() -> None:
    with pytest.raises(CorpusError, match="there is no text in it"):
        extract("log.xlsx", save(openpyxl.Workbook()), "log")


def test_a_link_to_another_workbook_is_not_followed() -> None:
    extracted = read(make_book(["Paint", "Ann Ode", "May-24", "Open", "='[http://isle.example/x.xlsx]A'!A1", None]))
    assert [p.kind for p in extracted.problems] == ["formula"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_table_as_text_with_any_separator(sign: str) -> None:
    text = (
        sign.join(HEADS) + "\r\n" + sign.join(['"Paint\r\nthe pier"', "Ann Ode", "31/05/2024", "Open", "50", '"one, two"'])
    )
    extracted = extract("log.csv", text.encode(), "log")
    assert extracted.text.splitlines()[1] == "Paint the pier\tAnn Ode\t31/05/2024\tOpen\t50\tone, two"
    assert extracted.places[1].cells[:2] == ("A2", "B2")


def test_a_table_as_text_from_a_spreadsheet_in_utf_16() -> None:
    extracted = extract("log.csv", "Action\tLead\r\nPaint\tZoë Łuk\r\n".encode("utf-16"), "log")
    assert extracted.text == "Action\tLead\nPaint\tZoë Łuk\n"


def test_a_quote_that_is_never_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CorpusError, match="are its quotes closed"):
        extract("log.csv", b'Action,Lead\n"' + b"x\n" * 200_000, "log")


def test_more_columns_than_a_plan_can_have() -> None:
    with pytest.raises(CorpusError, match="row 1 has 600 columns"):
        extract("log.csv", b"," * 599 + b"\n", "log")
    assert plain.letters(703) == "AAA"


def make_sheets(*names: str, heads: list[str] = HEADS) -> Any:
    book = make_book(["Paint", "Ann Ode", "May 2024", "Open", None, None])
    book.active.title = names[0]
    for name in names[1:]:
        sheet = book.create_sheet(name)
        for row in (["Plan of the isle"], [], heads, ["Clean", "Ben Roe", "June 2024", "Open"]):
            sheet.append(row)
    return book


def test_sheets_with_the_same_heads_are_parts_of_the_plan() -> None:
    extracted = read(make_sheets("Adult Care", "Roads"))
    assert [(e.title.text, e.area and e.area.text) for e in entries_of(extracted)] == [
        ("Paint", "Adult Care"),
        ("Clean", "Roads"),
    ]
    assert extracted.places[0].cells == ("Adult Care",)


@pytest.mark.parametrize("names", [("Sheet1", "Sheet2"), ("May 2024", "June 2024"), ("Q1", "Q2"), ("Apr", "May")])
def test_names_that_the_program_gave_or_that_are_dates_are_no_parts(names: tuple[str, str]) -> None:
    extracted = read(make_sheets(*names))
    assert len(entries_of(extracted)) == 2
    assert not {*names} & {*extracted.text.splitlines()}


def test_sheets_with_other_heads_are_no_parts() -> None:
    book = make_sheets("Adult Care", "Roads", heads=["Task", "Owner", "Due", "RAG"])
    assert "Adult Care" not in read(book).text.splitlines()


def test_a_form_that_explains_itself_beside_its_heads_is_a_table_with_parts() -> None:
    book, days = openpyxl.Workbook(), ["M", "T", "W", "T", "F"]
    note = "This row has the heads of the schedule that follows. Enter the names of tasks below, and do not change this row."
    book.active.append([note, "TASK", "ASSIGNED TO", "PROGRESS", "START", "END", *days])
    book.active.append([note, "Lamps"])
    book.active.append([note, "Paint the lamp", "Ann Ode", "50%", dt.date(2024, 5, 1), dt.date(2024, 5, 3)])
    book.active.append([None, "Buy a rope", "Ben Roe", "20%", dt.date(2024, 5, 2), dt.date(2024, 5, 6)])
    book.active.append([None, "Gulls"])
    book.active.append([None, "Count the gulls", "Ann Ode", "0%", dt.date(2024, 6, 1), dt.date(2024, 6, 7)])
    rows = entries_of(read(book))
    assert [(e.title.text, area(e), leads_of(e), due(e)) for e in rows] == [
        ("Paint the lamp", "Lamps", ["Ann Ode"], "2024-05-03"),
        ("Buy a rope", "Lamps", ["Ben Roe"], "2024-05-06"),
        ("Count the gulls", "Gulls", ["Ann Ode"], "2024-06-07"),
    ]
