"""Word documents and OpenDocument texts: merged cells, tables in tables, tracked changes, struck-out words, hidden text."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from written import odf_cell, write_odf

from bvgraph.errors import CorpusError
from bvgraph.reading.entries import read_document
from bvgraph.reading.formats.lines import Extract
from bvgraph.reading.formats.numbering import write_number
from bvgraph.reading.formats.registry import extract
from bvgraph.records import Document, Entry

HEADS = ["Action", "Lead", "Deadline", "Status"]


def make_table(document: Any, *rows: list[str]) -> Any:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def read(document: Any) -> Extract:
    out = io.BytesIO()
    document.save(out)
    return extract("log.docx", out.getvalue(), "log")


def entries_of(read: Extract) -> tuple[Entry, ...]:
    document = Document("log", "log.docx", "Log", "Log", "Isle", "log", "", "", "0" * 64, read.text, read.places)
    return read_document(document).entries


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def put(cell: Any, inner: str) -> None:
    """Replace what stands in a cell by a paragraph with this content."""
    for paragraph in cell._tc.p_lst:
        cell._tc.remove(paragraph)
    cell._tc.append(parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def test_headings_and_paragraphs_are_lines_and_the_table_stands_between_them() -> None:
    document = docx.Document()
    document.add_heading("Isle Plan", 0)
    document.add_paragraph("A line\nand another")
    make_table(document, HEADS, ["Paint", "Ann Ode", "May-24", "Open"])
    document.add_paragraph("Page two")
    assert read(document).text.splitlines() == [
        *("Isle Plan", "A line", "and another", ""),
        *("Action\tLead\tDeadline\tStatus", "Paint\tAnn Ode\tMay-24\tOpen", "", "Page two"),
    ]


def test_cells_know_table_row_and_number() -> None:
    document = docx.Document()
    make_table(document, HEADS, ["Paint", "Ann Ode", "May-24", "Open"])
    assert read(document).places[1].cells[1] == "table 1, row 2, cell 2"


def test_a_cell_merged_downwards_counts_for_each_row() -> None:
    document = docx.Document()
    table = make_table(document, HEADS, ["Paint", "Ann Ode", "May-24", "Open"], ["Clean", "", "Jun-24", "Open"])
    table.cell(1, 1).merge(table.cell(2, 1))
    extracted = read(document)
    assert [[lead.name for lead in e.leads] for e in entries_of(extracted)] == [["Ann Ode"]] * 2
    assert extracted.places[2].cells[1] == "table 1, row 2, cell 2"


def test_a_cell_merged_across_stands_in_the_first_column() -> None:
    document = docx.Document()
    table = make_table(document, HEADS, ["Harbour", "", "", ""], ["Paint", "Ann Ode", "May-24", "Open"])
    table.cell(1, 0).merge(table.cell(1, 3))
    assert read(document).text.splitlines()[1:] == ["Harbour\t\t\t", "Paint\tAnn Ode\tMay-24\tOpen"]


def test_a_table_in_a_cell_follows_the_table_around_it() -> None:
    document = docx.Document()
    table = make_table(document, ["Before", "After"])
    inner = table.cell(0, 1).add_table(rows=2, cols=3)
    for i, row in enumerate((HEADS[:3], ["Paint", "Ann Ode", "May-24"])):
        for cell, text in zip(inner.rows[i].cells, row, strict=True):
            cell.text = text
    extracted = read(document)
    assert [e.title.text for e in entries_of(extracted)] == ["Paint"]
    assert extracted.text.splitlines()[0] == "Before\tAfter"


def test_tracked_changes_are_accepted() -> None:
    document = docx.Document()
    table = make_table(document, HEADS, ["Paint", "", "", "Open"], ["Burn", "Nobody", "May-23", "Open"])
    by = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'
    put(
        table.cell(1, 1),
        f"<w:del {by}><w:r><w:delText>Ben Roe</w:delText></w:r></w:del><w:ins {by}>{run('Ann Ode')}</w:ins>",
    )
    moved = f"<w:moveFrom {by}>{run('May-24')}</w:moveFrom><w:moveTo {by}>{run('Jun-24')}</w:moveTo>"
    put(table.cell(1, 2), moved)
    row = table.rows[2]._tr
    row.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:del {by}/></w:trPr>"))
    assert read(document).text.splitlines()[1:] == ["Paint\tAnn Ode\tJun-24\tOpen"]


def test_a_struck_date_is_the_earlier_one_and_other_struck_words_are_left_out() -> None:
    document = docx.Document()
    table = make_table(document, HEADS, ["", "", "", "Open"])
    put(table.cell(1, 0), run("Sell ", "<w:strike/>") + run("Paint the pier"))
    put(table.cell(1, 1), run("Ben Roe", "<w:dstrike/>") + run(" Ann Ode", '<w:strike w:val="false"/>'))
    put(table.cell(1, 2), run("31/05/2024", "<w:strike/>") + run(" 31/08/2024"))
    [entry] = entries_of(read(document))
    assert entry.title.text == "Paint the pier"
    assert [lead.name for lead in entry.leads] == ["Ann Ode"]
    assert entry.deadline
    assert entry.deadline.edtf == "2024-08-31"
    assert entry.original
    assert entry.original.edtf == "2024-05-31"


def test_hidden_text_is_left_out_and_fields_show_their_result() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()._p
    for part in (run("seen "), run("unseen", "<w:vanish/>"), "<w:r><w:instrText>PAGE</w:instrText></w:r>", run("7")):
        paragraph.append(parse_xml(part.replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)))
    assert read(document).text == "seen 7\n"


def test_a_coloured_cell_and_a_tick_of_a_symbol_font_are_statuses() -> None:
    document = docx.Document()
    table = make_table(document, HEADS, ["Paint", "Ann Ode", "May-24", ""])
    table.cell(1, 3)._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="00B050"/>'))
    ticked = make_table(document, ["Action", "Lead", "Open", "Complete"], ["Clean", "Ben Roe", "", ""])
    put(ticked.cell(1, 3), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')
    assert [e.status and e.status.value for e in entries_of(read(document))] == ["on-track", "complete"]


def test_names_in_paragraphs_of_their_own_are_two() -> None:
    document = docx.Document()
    table = make_table(document, HEADS, ["Paint", "Ann Ode", "May-24", "Open"])
    table.cell(1, 1).add_paragraph("Ben Roe")
    [entry] = entries_of(read(document))
    assert [lead.name for lead in entry.leads] == ["Ann Ode", "Ben Roe"]


def test_a_row_inside_a_content_control_is_read() -> None:
    document = docx.Document()
    table = make_table(document, HEADS, ["Paint", "Ann Ode", "May-24", "Open"])
    row = table.rows[1]._tr
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control[0].append(row)
    assert len(entries_of(read(document))) == 1


def test_numbers_that_stand_in_no_text_are_counted() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = [("decimal", "%1."), ("lowerLetter", "%1.%2"), ("lowerRoman", "(%3)"), ("bullet", "•")]
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inner}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    for depth in (0, 0, 1, 1, 2, 3, 0, 1):
        paragraph = document.add_paragraph("x")
        numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="88"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(numbered))
    assert read(document).text.splitlines() == ["1. x", "2. x", "2.a x", "2.b x", "(i) x", "x", "3. x", "3.a x"]


def test_figures_of_lists() -> None:
    kinds = ("decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman")
    assert [write_number(4, kind) for kind in kinds] == ["4", "04", "d", "D", "iv", "IV"]
    assert [write_number(n, "upperLetter") for n in (26, 27, 53)] == ["Z", "AA", "AAA"]
    assert [write_number(n, "lowerRoman") for n in (9, 40, 1994)] == ["ix", "xl", "mcmxciv"]


def test_text_boxes_are_read_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("before")._p
    inner = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    both = f'<mc:Choice Requires="wps"><w:drawing>{inner}</w:drawing></mc:Choice>'
    both += f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback>"
    paragraph.append(parse_xml(f"<w:r {nsdecls('w')} {spaces}><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"))
    assert read(document).text.splitlines() == ["before", "boxed"]


def test_opendocument_tables_in_frames_are_read() -> None:
    draw = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    table = f"<table:table>{rows(ODF_HEADS, ODF_ROW)}</table:table>"
    body = f"<text:p>before<draw:frame {draw}><draw:text-box>{table}</draw:text-box></draw:frame></text:p>"
    extracted = read_odt(body)
    assert extracted.text.splitlines()[0] == "before"
    assert len(entries_of(extracted)) == 1


def test_a_document_of_nothing() -> None:
    with pytest.raises(CorpusError, match="there is no text in it"):
        read(docx.Document())


def rows(*cells: list[str]) -> str:
    return "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)


def read_odt(body: str, styles: str = "") -> Extract:
    return extract("log.odt", write_odf("text", body, styles), "log")


def read_ods(body: str, styles: str = "") -> Extract:
    return extract("log.ods", write_odf("spreadsheet", f'<table:table table:name="Log">{body}</table:table>', styles), "log")


ODF_HEADS = [odf_cell(head) for head in HEADS]
ODF_ROW = [odf_cell(text) for text in ("Paint", "Ann Ode", "31/05/2024", "Open")]


def test_opendocument_headings_lists_and_spaces() -> None:
    body = (
        "<text:h>Isle</text:h><text:list><text:list-item><text:p>one<text:s/>two<text:tab/>three</text:p></text:list-item>"
    )
    body += "</text:list><text:p>a<text:line-break/>b</text:p>"
    assert read_odt(body).text.splitlines() == ["Isle", "one two three", "a", "b"]


def test_opendocument_deleted_text_and_notes_are_left_out() -> None:
    body = "<text:tracked-changes><text:changed-region><text:deletion>"
    body += "<text:p>gone</text:p></text:deletion></text:changed-region>"
    body += "</text:tracked-changes><text:p>here<text:note>"
    body += "<text:note-body><text:p>note</text:p></text:note-body></text:note></text:p>"
    assert read_odt(body).text == "here\n"


def test_opendocument_struck_dates() -> None:
    styles = '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    old = '<text:span text:style-name="T1">31/05/2024</text:span> 31/08/2024'
    cell = f"<table:table-cell><text:p>{old}</text:p></table:table-cell>"
    [entry] = entries_of(read_odt(f"<table:table>{rows(ODF_HEADS, [*ODF_ROW[:2], cell, ODF_ROW[3]])}</table:table>", styles))
    assert entry.deadline
    assert entry.deadline.edtf == "2024-08-31"
    assert entry.original


def test_opendocument_cells_merged_downwards_and_across() -> None:
    tall = odf_cell("Ann Ode", ' table:number-rows-spanned="2"')
    wide = odf_cell("Harbour", ' table:number-columns-spanned="4"')
    covered = "<table:covered-table-cell/>"
    below = [odf_cell("Clean"), covered, *ODF_ROW[2:]]
    body = rows(ODF_HEADS, [wide, covered * 3], [ODF_ROW[0], tall, *ODF_ROW[2:]], below)
    extracted = read_odt(f"<table:table>{body}</table:table>")
    assert extracted.text.splitlines()[1] == "Harbour\t\t\t"
    assert [[lead.name for lead in e.leads] for e in entries_of(extracted)] == [["Ann Ode"]] * 2
    assert extracted.places[3].cells[1] == "table 1, row 3, cell 2"


@pytest.mark.parametrize(
    ("shown", "day", "text"),
    [
        ("31/05/24", "2024-05-31", "31/05/24"),
        ("May 24", "2024-05-01", "May 24"),
        ("05/04/24", "2024-05-04", "2024-05-04"),
        ("Friday the last", "2024-05-31", "2024-05-31"),
    ],
)
def test_opendocument_dates_are_shown_where_they_are_read_surely(shown: str, day: str, text: str) -> None:
    cell = odf_cell(shown, f' office:value-type="date" office:date-value="{day}T00:00:00"')
    assert read_ods(rows(ODF_HEADS, [*ODF_ROW[:2], cell, ODF_ROW[3]])).text.splitlines()[1].split("\t")[2] == text


def test_opendocument_sheets_repeated_rows_colours_and_what_is_hidden() -> None:
    styles = '<style:style style:name="g"><style:table-cell-properties fo:background-color="#00b050"/></style:style>'
    styles += '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    green = '<table:table-cell table:style-name="g"/>'
    body = rows(ODF_HEADS, [*ODF_ROW[:3], green])
    body += '<table:table-row table:number-rows-repeated="900000"><table:table-cell table:number-columns-repeated="16384"/>'
    body += "</table:table-row>" + rows([odf_cell("end")])
    body += f'</table:table><table:table table:name="Old" table:style-name="h">{rows([odf_cell("Burn")])}'
    extracted = read_ods(body, styles)
    [entry] = entries_of(extracted)
    assert entry.status
    assert entry.status.value == "on-track"
    assert [p.kind for p in extracted.problems] == ["colour", "hidden"]
    assert "Burn" not in extracted.text
    assert extracted.places[1].cells[0] == "Log!A2"
    assert extracted.places[-2].cells == ("Log!A900003",)


def test_opendocument_with_a_password() -> None:
    out = io.BytesIO(write_odf("text", "<text:p>x</text:p>"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<m><encryption-data/></m>")
    with pytest.raises(CorpusError, match="password"):
        extract("log.odt", out.getvalue(), "log")


LIST_STYLES = """
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3" text:start-value="x"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="o"/></text:list-style>
"""


def items(*texts: str, style: str = ' text:style-name="L1"', more: str = "") -> str:
    return f"<text:list{style}{more}>{''.join(f'<text:list-item>{text}</text:list-item>' for text in texts)}</text:list>"


def read_list(body: str) -> list[str]:
    return extract("log.odt", write_odf("text", body, LIST_STYLES), "log").text.splitlines()


def test_the_numbers_of_lists_in_opendocument() -> None:
    one, two = "<text:p>one</text:p>", "<text:p>two</text:p>"
    inner = items(one + items(one, style=""), two, style="")
    assert read_list(items(one, two + inner)) == ["1. one", "2. two", "(a) one", "2.a.1 one", "(b) two"]
    assert read_list(items(one) + items(two)) == ["1. one", "1. two"]
    assert read_list(items(one) + items(two, more=' text:continue-numbering="true"')) == ["1. one", "2. two"]
    assert read_list(items(one, style=' text:style-name="L2"') + items(two, style="")) == ["one", "two"]


def test_numbers_in_the_cells_of_a_table_are_references() -> None:
    rows = [HEADS, ["Paint", "Ann Ode", "May-24", "Open"], ["Clean", "Ben Roe", "Jun-24", "Open"]]
    body = ""
    for i, row in enumerate(rows):
        number = items("<text:p/>", more=' text:continue-numbering="true"') if i else "<text:p>No</text:p>"
        cells = f"<table:table-cell>{number}</table:table-cell>{''.join(map(odf_cell, row))}"
        body += f"<table:table-row>{cells}</table:table-row>"
    extracted = extract("log.odt", write_odf("text", f"<table:table>{body}</table:table>", LIST_STYLES), "log")
    assert [(e.ref and e.ref.text, e.title.text) for e in entries_of(extracted)] == [("1.", "Paint"), ("2.", "Clean")]


def bullets(cell: Any, *texts: str) -> None:
    """Make a cell a list with bullets."""
    for i, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        paragraph.text, paragraph.style = text, "List Bullet"
        numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="88"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(numbered))


def make_listed() -> Any:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#61623;"/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    return document


def test_points_of_a_cell_are_actions_that_share_the_other_cells() -> None:
    document = make_listed()
    bullets(make_table(document, HEADS, ["", "Ann Ode", "May-24", "Open"]).cell(1, 0), "Paint the pier", "Buy a rope")
    extracted = read(document)
    assert extracted.text.splitlines()[-1] == "• Paint the pier • Buy a rope\tAnn Ode\tMay-24\tOpen"
    assert [(e.title.text, [lead.name for lead in e.leads]) for e in entries_of(extracted)] == [
        ("Paint the pier", ["Ann Ode"]),
        ("Buy a rope", ["Ann Ode"]),
    ]


def test_points_beneath_a_promise_have_their_bullets() -> None:
    document = make_listed()
    for text in ("Isle action plan", "Next year, the Lamp Board will:"):
        document.add_paragraph(text)
    for text in ("Paint the pier", "Buy a rope"):
        paragraph = document.add_paragraph(text)
        numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="88"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(numbered))
    assert read(document).text.splitlines()[-2:] == ["• Paint the pier", "• Buy a rope"]


def make_parted(head: str) -> Any:
    document = make_listed()
    for text in (head, "Ann Ode", "• Paint the pier", "• Email Ben to confirm it", "Ben Roe", "• Buy a rope", "The end."):
        paragraph = document.add_paragraph(text.removeprefix("• "))
        if text.startswith("• "):
            numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="88"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(numbered))
    return document


def test_names_head_the_parts_of_a_list_of_actions() -> None:
    found = entries_of(read(make_parted("Action items")))
    assert [(e.title.text, [lead.name for lead in e.leads]) for e in found] == [
        ("Paint the pier", ["Ann Ode"]),
        ("Email Ben to confirm it", ["Ann Ode"]),
        ("Buy a rope", ["Ben Roe"]),
    ]
    assert not entries_of(read(make_parted("Thanks to all")))


def test_short_points_beneath_the_names_of_their_owners() -> None:
    document = make_listed()
    for text in ("Tasks", "Mike Ode", "• Lamp room (DONE)", "• Testing", "• None", "Amanda Roe", "• Pier", "The end."):
        paragraph = document.add_paragraph(text.removeprefix("• "))
        if text.startswith("• "):
            numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="88"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(numbered))
    found = [(e.title.text, [lead.name for lead in e.leads]) for e in entries_of(read(document))]
    assert found == [("Lamp room", ["Mike Ode"]), ("Testing", ["Mike Ode"]), ("Pier", ["Amanda Roe"])]


def test_points_with_an_owner_or_a_date_each_become_rows() -> None:
    document = make_listed()
    table = make_table(document, HEADS, ["", "Ann Ode", "May-24", "Open"])
    bullets(table.cell(1, 0), "Paint the pier", "Buy a rope")
    table.cell(1, 1).add_paragraph("Ben Roe")
    extracted = read(document)
    assert extracted.text.splitlines()[-2:] == ["Paint the pier\tAnn Ode\tMay-24\tOpen", "Buy a rope\tBen Roe\tMay-24\tOpen"]
    assert {place.cells for place in extracted.places[-3:-1]} == {tuple(f"table 1, row 2, cell {i}" for i in (1, 2, 3, 4))}


def test_paragraphs_without_a_mark_are_one_action_whatever_stands_beside_them() -> None:
    document = docx.Document()
    table = make_table(document, HEADS, ["Write to the county.", "Ann Ode", "31 May 2024", "Open"])
    table.cell(1, 0).add_paragraph("Report the outcome to the board.")
    table.cell(1, 1).add_paragraph("Ben Roe")
    [entry] = entries_of(read(document))
    assert entry.title.text == "Write to the county. Report the outcome to the board."
    assert [lead.name for lead in entry.leads] == ["Ann Ode", "Ben Roe"]


def test_points_beneath_a_term_in_opendocument_have_their_bullets() -> None:
    points = items("<text:p>Paint it (May)</text:p>", "<text:p>Buy a rope</text:p>", style=' text:style-name="L2"')
    body = f"<text:p>Isle recovery plan</text:p>{points}<text:p>Short term actions</text:p>{points}"
    extracted = extract("log.odt", write_odf("text", body, LIST_STYLES), "log")
    assert extracted.text.splitlines()[1:] == [
        "Paint it (May)",
        "Buy a rope",
        "Short term actions",
        "• Paint it (May)",
        "• Buy a rope",
    ]
    assert [e.title.text for e in entries_of(extracted)] == ["Paint it", "Buy a rope"]


def test_points_in_the_cells_of_opendocument_have_their_bullets() -> None:
    points = items("<text:p>Paint the pier</text:p>", "<text:p>Buy a rope</text:p>", style=' text:style-name="L2"')
    cells = f"<table:table-cell>{points}</table:table-cell>{odf_cell('Ann Ode')}"
    body = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    assert read_list(body) == ["• Paint the pier • Buy a rope\tAnn Ode"]
