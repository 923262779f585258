# ruff: noqa: PLC0415 - each writer imports its own library
"""Plan texts written out in the formats that people keep plans in, and how far what is read back is what was written.

``python tests/written.py FOLDER`` does so with every text of a corpus folder and prints one line for each format.
"""

from __future__ import annotations

import csv
import html
import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from bvgraph.reading.corpus import read_corpus
from bvgraph.reading.entries import read_document
from bvgraph.reading.formats.registry import extract
from bvgraph.records import Document, Entry, Passage

Block = str | list[list[str]]  # a paragraph, or a table
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def split_blocks(text: str) -> list[Block]:
    """Lines with tabs that follow one another are a table, other lines paragraphs."""
    blocks: list[Block] = []
    table: list[list[str]] = []
    for raw in [*text.lstrip("\ufeff").splitlines(), ""]:
        line = CONTROL.sub(" ", raw)
        if "\t" in line:
            table.append([cell.strip() for cell in line.split("\t")])
            continue
        if table:
            blocks.append(table)
            table = []
        if line.strip():
            blocks.append(line.strip())
    return blocks


def write_docx(blocks: Sequence[Block]) -> bytes:
    import docx

    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        width = max(map(len, block))
        table = document.add_table(rows=0, cols=width, style="Table Grid")
        for row in block:
            cells = table.add_row()._tr.tc_lst
            for cell, text in zip(cells, row, strict=False):
                cell.p_lst[0].add_r().text = text
            for cell in cells[len(row) :]:
                cell.getparent().remove(cell)
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def write_xlsx(blocks: Sequence[Block]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    at = 1
    for block in blocks:
        for row in [[block]] if isinstance(block, str) else block:
            for column, text in enumerate(row, 1):
                if text:
                    cell = sheet.cell(at, column, text)
                    cell.data_type = "s"
            at += 1
        at += not isinstance(block, str)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_csv(blocks: Sequence[Block]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for block in blocks:
        writer.writerows([[block]] if isinstance(block, str) else [*block, []])
    return out.getvalue().encode()


def write_html(blocks: Sequence[Block]) -> bytes:
    parts = ['<!DOCTYPE html><html><head><meta charset="utf-8"><title>Plan</title><style>td{color:red}</style></head><body>']
    for block in blocks:
        if isinstance(block, str):
            parts.append(f"<p>{html.escape(block)}</p>")
        else:
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>")
    return "\n".join([*parts, "</body></html>"]).encode()


def write_markdown(blocks: Sequence[Block]) -> bytes:
    """A table of Markdown has one header row, as wide as its widest row; the text's own rows stand beneath it."""
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(_escape(block) + "\n")
        else:
            width = max(map(len, block))
            rows = [
                ["" for _ in range(width)],
                ["---"] * width,
                *([*map(_escape, r), *[""] * (width - len(r))] for r in block),
            ]
            parts.append("".join(f"| {' | '.join(row)} |\n" for row in rows))
    return "\n".join(parts).encode()


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#+\-.!|~&:/@])", r"\\\1", text)


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in [("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")]
)


def write_odf(kind: str, body: str, styles: str = "") -> bytes:
    """A document of OpenDocument with the body and the automatic styles."""
    spaces = f'{SPACES} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return out.getvalue()


def odf_cell(text: str, more: str = "") -> str:
    return f"<table:table-cell{more}><text:p>{html.escape(text)}</text:p></table:table-cell>"


def write_odt(blocks: Sequence[Block]) -> bytes:
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(f"<text:p>{html.escape(block)}</text:p>")
        else:
            rows = (f"<table:table-row>{''.join(map(odf_cell, row))}</table:table-row>" for row in block)
            parts.append(f"<table:table>{''.join(rows)}</table:table>")
    return write_odf("text", "".join(parts))


def write_ods(blocks: Sequence[Block]) -> bytes:
    rows = []
    for block in blocks:
        for row in [[block]] if isinstance(block, str) else [*block, []]:
            rows.append(f"<table:table-row>{''.join(map(odf_cell, row))}</table:table-row>")
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048000">{cells}</table:table-row>'
    return write_odf("spreadsheet", f'<table:table table:name="Plan">{"".join(rows)}{empty}</table:table>')


FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")  # has the ticks and triangles; Helvetica does without them


def write_pdf(blocks: Sequence[Block]) -> bytes:
    """Ruled tables whose rows may be torn over pages, with a footer and page numbers."""
    from reportlab.lib import colors, pagesizes
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

    name = "Helvetica"
    if FONT.is_file():
        name = "Plain"
        pdfmetrics.registerFont(ttfonts.TTFont(name, FONT))
    style = ParagraphStyle("plain", fontName=name, fontSize=7, leading=8.5)
    story: list[Any] = []
    for block in blocks:
        if isinstance(block, str):
            story += [Paragraph(html.escape(block), style), Spacer(1, 4)]
            continue
        width = max(map(len, block))
        rows = [[Paragraph(html.escape(cell), style) for cell in [*row, *[""] * (width - len(row))]] for row in block]
        grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        story += [LongTable(rows, colWidths=_find_widths(block, 1100), style=grid, splitInRow=1), Spacer(1, 8)]
    out = io.BytesIO()
    size = pagesizes.landscape(pagesizes.A3)
    template = SimpleDocTemplate(out, pagesize=size, leftMargin=40, rightMargin=40, topMargin=50, bottomMargin=50)
    template.build(story, onFirstPage=_number_page, onLaterPages=_number_page)
    return out.getvalue()


def _number_page(canvas: Any, _: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(40, 25, "Isle of Nowhere Council - improvement plan")
    canvas.drawRightString(1150, 25, f"Page {canvas.getPageNumber()}")


def _find_widths(rows: list[list[str]], whole: float) -> list[float]:
    """Column widths as an author would set them: wide enough for the longest word, the rest by the amount of text."""
    columns = [[row[i] if i < len(row) else "" for row in rows] for i in range(max(map(len, rows)))]
    least = [max((len(word) for cell in column for word in cell.split()), default=0) * 4.6 + 14 for column in columns]
    text = [sum(map(len, column)) ** 0.5 for column in columns]
    least = [min(x, 150) for x in least]
    rest = max(whole - sum(least), 0)
    return [x + rest * share / (sum(text) or 1) for x, share in zip(least, text, strict=True)]


WRITERS: dict[str, Callable[[Sequence[Block]], bytes]] = {
    "docx": write_docx,
    "xlsx": write_xlsx,
    "csv": write_csv,
    "html": write_html,
    "md": write_markdown,
    "odt": write_odt,
    "ods": write_ods,
    "pdf": write_pdf,
}


def read_back(document: Document, suffix: str) -> Document:
    """The document as it is read from another format."""
    data = WRITERS[suffix](split_blocks(document.text))
    read = extract(f"{document.id}.{suffix}", data, document.id)
    return replace(document, file=f"{document.id}.{suffix}", text=read.text, places=read.places)


FIELDS = (
    "title",
    "kind",
    "area",
    "ref",
    "parent",
    "leads",
    "deadline",
    "status",
    "percent",
    "comment",
    "planned",
    "monitoring",
)


def restate(e: Entry) -> dict[str, object]:
    def text_of(passage: Passage | None) -> str:
        return passage.text if passage else ""

    return {
        "title": e.title.text,
        "kind": e.kind,
        "area": text_of(e.area),
        "ref": text_of(e.ref),
        "parent": e.parent_title or "",
        "leads": sorted(lead.name for lead in e.leads),
        "deadline": e.deadline and e.deadline.edtf,
        "status": e.status and e.status.value,
        "percent": e.percent and e.percent.value,
        "comment": text_of(e.comment),
        "planned": text_of(e.planned),
        "monitoring": sorted(text_of(m) for m in e.monitoring),
    }


def _alike(a: object, b: object) -> bool:
    if isinstance(a, str) and isinstance(b, str) and len(a) > 20:
        return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.95
    return a == b


def pair(before: Sequence[Entry], after: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Entries in their order with the same title, then those between two pairs with a like one."""
    old, new = [e.title.text for e in before], [e.title.text for e in after]
    pairs: list[tuple[Entry, Entry]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(before[a:b], after[c:d], strict=True)
            continue
        free = list(after[c:d])
        for entry in before[a:b]:
            near = max(free, key=lambda e: SequenceMatcher(None, entry.title.text, e.title.text).ratio(), default=None)
            if near and SequenceMatcher(None, entry.title.text, near.title.text).ratio() >= 0.55:
                free.remove(near)
                pairs.append((entry, near))
    return pairs


def compare(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[float, dict[str, float], list[str]]:
    """F1 of the rows, the share of pairs that agree in each field, and what differs."""
    pairs = pair(before, after)
    f1 = 2 * len(pairs) / (len(before) + len(after)) if before or after else 1.0
    wrong = [f"missing {e.title.text[:70]}" for e in before if all(e is not a for a, _ in pairs)]
    wrong += [f"invented line {e.line} {e.title.text[:70]}" for e in after if all(e is not b for _, b in pairs)]
    fields = {}
    for name in FIELDS:
        both = [(restate(a)[name], restate(b)[name], b) for a, b in pairs]
        told = [x for x in both if x[0] or x[1]]
        bad = [x for x in told if not _alike(x[0], x[1])]
        wrong += [f"{name} line {b.line}: {x!s:.80} | {y!s:.80}" for x, y, b in bad]
        fields[name] = 1 - len(bad) / len(told) if told else 1.0
    return f1, fields, wrong


def main(folder: Path, *suffixes: str) -> None:
    documents = read_corpus(folder)[0]
    for suffix in suffixes or WRITERS:
        firsts: dict[str, tuple[tuple[Entry, ...], tuple[Entry, ...]]] = {}
        old, new = list[Entry](), list[Entry]()
        for d in sorted(documents, key=lambda d: (d.period, "-plan" not in d.id)):
            first = firsts.get(d.plan, ((), ()))
            before, after = read_document(d, first[0]).entries, read_document(read_back(d, suffix), first[1]).entries
            firsts.setdefault(d.plan, (before, after))
            old += before
            new += after
            f1, fields, wrong = compare(before, after)
            if wrong:
                print(f"  {suffix} {d.id}: {len(before)} rows, f1 {f1:.3f}")
                print(*(f"    {line}" for line in wrong[:12]), sep="\n")
        f1, fields, _ = compare(old, new)
        print(f"{suffix}: {len(old)} rows, f1={f1:.3f}", " ".join(f"{k}={v:.3f}" for k, v in fields.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
