"""Web pages and Markdown: what a reader sees, tables with spans, struck-out dates, line numbers."""

import pytest

from bvgraph.errors import CorpusError
from bvgraph.reading.entries import read_document
from bvgraph.reading.formats import lines
from bvgraph.reading.formats.lines import Extract
from bvgraph.reading.formats.registry import extract
from bvgraph.records import Document, Entry


def page(body: str) -> Extract:
    return extract("log.html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "log")


def entries_of(read: Extract, file: str = "log.html") -> tuple[Entry, ...]:
    document = Document("log", file, "Log", "Log", "Isle", "log", "", "", "0" * 64, read.text, read.places)
    return read_document(document).entries


HEADS = "<tr><th>Action</th><th>Lead</th><th>Deadline</th><th>Status</th></tr>"


def test_paragraphs_headings_lists_and_breaks_are_lines() -> None:
    body = "<h1>Isle  <em>Plan</em></h1>loose words<p>one<br>two</p><ul><li>a</li><li>b &amp; c</li></ul>"
    assert page(body).text.splitlines() == ["Isle Plan", "loose words", "one", "two", "a", "b & c"]


def test_what_is_not_seen_is_left_out() -> None:
    body = "<script>x()</script><style>p{}</style><nav>menu</nav>"
    body += "<p hidden>no</p><p style='display: none'>no</p><p>yes</p><!-- no -->"
    assert page(body).text == "yes\n"


def test_nothing_is_fetched() -> None:
    body = '<p>words</p><img src="http://isle.example/x.png" alt="a pier"><iframe src="http://isle.example/"></iframe>'
    assert page(body).text == "words\na pier\n"


def test_spans_are_put_as_browsers_do() -> None:
    table = f"<table>{HEADS}<tr><td colspan=4>Harbour</td></tr>"
    table += "<tr><td>Paint</td><td rowspan=2>Ann Ode</td><td>May-24</td><td>Open</td>"
    table += "</tr><tr><td>Clean</td><td>Jun-24</td><td>Open</td></tr></table>"
    extracted = page(table)
    assert extracted.text.splitlines()[1:] == [
        "Harbour\t\t\t",
        "Paint\tAnn Ode\tMay-24\tOpen",
        "Clean\tAnn Ode\tJun-24\tOpen",
    ]
    assert extracted.places[3].cells[:3] == ("table 1, row 4, cell 1", "table 1, row 3, cell 2", "table 1, row 4, cell 2")


def test_a_span_beyond_measure_is_cut() -> None:
    assert len(page("<table><tr><td colspan=999999999>a</td><td>b</td></tr></table>").text) < 2000


def test_a_table_that_only_lays_out_is_none() -> None:
    inner = f"<table>{HEADS}<tr><td>Paint</td><td>Ann Ode</td><td>May-24</td><td>Open</td></tr></table>"
    extracted = page(f"<table><tr><td>menu</td><td><p>Isle</p>{inner}</td></tr></table>")
    assert extracted.text.splitlines()[:2] == ["menu", "Isle"]
    assert len(entries_of(extracted)) == 1


@pytest.mark.parametrize(
    "cell",
    [
        '<td bgcolor="#00B050"></td>',
        '<td style="background-color:#0b5"></td>',
        '<td style="background: green">&nbsp;</td>',
        '<td class="rag rag-green"></td>',
        '<td><img src="x.png" alt="Green"></td>',
    ],
)
def test_a_coloured_cell_is_a_status(cell: str) -> None:
    [entry] = entries_of(page(f"<table>{HEADS}<tr><td>Paint</td><td>Ann Ode</td><td>May-24</td>{cell}</tr></table>"))
    assert entry.status
    assert (entry.status.text, entry.status.value) == ("Green", "on-track")


@pytest.mark.parametrize("tag", ["s", "del", "strike"])
def test_a_struck_date_is_the_earlier_one(tag: str) -> None:
    cell = f"<td><{tag}>31 May 2024</{tag}> <ins>31 August 2024</ins></td>"
    [entry] = entries_of(page(f"<table>{HEADS}<tr><td>Paint</td><td>Ann Ode</td>{cell}<td>Open</td></tr></table>"))
    assert entry.deadline
    assert entry.deadline.edtf == "2024-08-31"
    assert entry.original


def test_names_on_lines_of_their_own_are_two() -> None:
    row = "<tr><td>Paint</td><td>Ann Ode<br>Ben Roe</td><td>May-24</td><td>Open</td></tr>"
    [entry] = entries_of(page(f"<table>{HEADS}{row}</table>"))
    assert [lead.name for lead in entry.leads] == ["Ann Ode", "Ben Roe"]


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1252", ""), ("utf-8", ""), ("utf-16", ""), ("iso-8859-2", "iso-8859-2")]
)
def test_the_encoding_is_found(encoding: str, declared: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    word = "Łódź" if declared else "£5 café"
    data = f"<html><head>{meta}</head><body><p>{word}</p></body></html>".encode(encoding)
    assert extract("log.html", data, "log").text == f"{word}\n"


def test_an_encoding_nobody_knows() -> None:
    with pytest.raises(CorpusError, match="'x-isle', which is unknown"):
        extract("log.html", b'<html><head><meta charset="x-isle"></head><body>a</body></html>', "log")


def test_tags_within_tags() -> None:
    assert page("<div>" * 200 + "deep").text == "deep\n"


def test_tags_within_tags_beyond_measure() -> None:
    with pytest.raises(CorpusError, match=r"log\.html"):
        page("<div>" * 100_000 + "deep")


def test_a_page_on_one_line_may_be_long() -> None:
    table = f"<table>{HEADS}<tr><td>Paint</td><td>Ann Ode</td><td>May-24</td><td>Open</td></tr></table>"
    picture = f'<img src="data:image/png;base64,{"A" * 1_500_000}">'
    assert len(entries_of(page(picture + table))) == 1


def test_more_lines_than_a_plan_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_LINES", 5)
    with pytest.raises(CorpusError, match="or 5 lines of text"):
        page("<p>a</p>" * 9)


def test_a_page_of_nothing() -> None:
    with pytest.raises(CorpusError, match="there is no text in it"):
        page("<script>x()</script>")


MARKDOWN = """# Isle *Plan*

Words that go
on, see [the site](http://isle.example).

| Action | Lead | Deadline | Status |
|---|:-:|---|---|
| Paint [the pier](x.html) | Ann Ode | ~~31 May 2024~~ 31 August 2024 | **Open** |
| Clean `it` | Ann Ode<br>Ben Roe | 1/6/2024 | a \\| b |

- one
- two
  - three

```
fenced text
```
"""


def test_markdown_keeps_the_lines_of_the_file() -> None:
    extracted = extract("log.md", MARKDOWN.encode(), "log")
    assert extracted.places == ()
    found = dict(enumerate(extracted.text.split("\n"), 1))
    assert {n: line for n, line in found.items() if line} == {
        1: "Isle Plan",
        3: "Words that go on, see the site.",
        6: "Action\tLead\tDeadline\tStatus",
        8: "Paint the pier\tAnn Ode\t~~31 May 2024~~ 31 August 2024\tOpen",
        9: "Clean it\tAnn Ode; Ben Roe\t1/6/2024\ta | b",
        11: "one",
        12: "two",
        13: "three",
        16: "fenced text",
    }


def test_markdown_may_strike_out_in_html() -> None:
    text = "| Action | Lead | Deadline |\n|---|---|---|\n| Paint | Ann Ode | <s>May 31, 2024</s> <b>August 31, 2024*</b> |\n"
    [entry] = entries_of(extract("log.md", text.encode(), "log"))
    assert entry.deadline
    assert entry.deadline.edtf == "2024-08-31"


def test_markdown_rows_become_entries() -> None:
    first, second = entries_of(extract("log.md", MARKDOWN.encode(), "log"))
    assert first.deadline
    assert first.original
    assert (first.line, first.deadline.edtf, first.original.edtf) == (8, "2024-08-31", "2024-05-31")
    assert [lead.name for lead in second.leads] == ["Ann Ode", "Ben Roe"]


THREE = "<tr><th>Action</th><th>Lead</th><th>Deadline</th></tr>"


def test_markdown_tables_in_html_are_rows_where_they_stand() -> None:
    text = f"""# Isle Plan

<div>Of June <table>
<caption>All that is left</caption>
{THREE}
<tr><td>

Paint **the** [pier](x.html)

</td><td>Ann Ode</td><td><s>31/05/2024</s> 31/08/2024</td></tr>
</table> and so on</div>

Last words
"""
    extracted = extract("log.md", text.encode(), "log")
    found = dict(enumerate(extracted.text.split("\n"), 1))
    assert {n: line for n, line in found.items() if line} == {
        1: "Isle Plan",
        3: "Of June",
        4: "All that is left",
        5: "Action\tLead\tDeadline",
        6: "Paint the pier\tAnn Ode\t~~31/05/2024~~ 31/08/2024",
        12: "and so on",
        14: "Last words",
    }
    [entry] = entries_of(extracted)
    assert (entry.line, entry.title.text) == (6, "Paint the pier")


def test_markdown_tables_on_one_line_are_rows_too() -> None:
    rows = "".join(f"<tr><td>{title}</td><td>Ann Ode</td><td>31/05/2024</td></tr>" for title in ("Paint it", "Mend it"))
    extracted = extract("log.md", f"One.\n\n<table><thead>{THREE}</thead>{rows}</table>\n\nTwo.\n".encode(), "log")
    assert [entry.title.text for entry in entries_of(extracted)] == ["Paint it", "Mend it"]
    assert extracted.text.split("\n")[-2] == "Two."


@pytest.mark.parametrize(
    "text",
    [
        f"```\n<table>{THREE}</table>\n```\n",  # shown, not used
        f"<table>{THREE}\n",  # has no end
        f"<!-- <table>{THREE}</table> -->\n",  # not shown
        "<table><tr><td>Words that a page sets in a frame</td></tr></table>\n",
    ],
)
def test_markdown_without_a_table_that_is_used_has_no_rows(text: str) -> None:
    assert "\t" not in extract("log.md", (text + "\nWords.\n").encode(), "log").text


def test_headings_that_markdown_repeats_name_the_owners_each_time() -> None:
    part = "# Actions\n\n## Ann\n- Paint the lamp {0}\n\n## Ben\n- Wash the lamp {0}\n\n# Words\nThey spoke of gulls.\n\n"
    found = entries_of(extract("log.md", (part.format("now") + part.format("again")).encode(), "log"), "log.md")
    assert [[lead.name for lead in entry.leads] for entry in found] == [["Ann"], ["Ben"]] * 2


def test_markdown_lines_with_labels_stay_lines() -> None:
    text = "**Action:** Paint the pier\n**Lead:** Ann Ode\n**Deadline:** 31/05/2024\nwords that\nwrap\n"
    extracted = extract("log.md", text.encode(), "log")
    assert extracted.text.splitlines() == ["Action: Paint the pier", "Lead: Ann Ode", "Deadline: 31/05/2024 words that wrap"]


def test_markdown_of_nothing() -> None:
    with pytest.raises(CorpusError, match="there is no text in it"):
        extract("log.md", b"---\n", "log")


def test_a_table_with_a_header_row_stays_one_though_a_cell_holds_another() -> None:
    inner = "<table><tr><td>Ward</td><td>Beds</td></tr><tr><td>Ash</td><td>24</td></tr></table>"
    rows = f"<tr><td>Paint{inner}</td><td>Ann Ode</td><td>May-24</td><td>Open</td></tr>"
    read = page(f"<table>{HEADS}{rows}</table>")
    assert [(e.title.text, e.leads[0].name) for e in entries_of(read)] == [("Paint", "Ann Ode")]
    assert read.text.splitlines()[-2:] == ["Ward\tBeds", "Ash\t24"]


def test_items_have_the_numbers_that_a_browser_shows() -> None:
    body = "<ol start=3><li>a</li><li value=7><p>b</p></li><li>c<ol type=a><li>d</li></ol></li></ol><ul><li>e</li></ul>"
    assert page(body).text.splitlines() == ["3. a", "7. b", "8. c", "a. d", "e"]


def test_items_in_a_cell_are_actions() -> None:
    cells = "<td><ul><li>Paint the pier</li><li><p>Buy a rope</p></li></ul></td><td>Ann Ode</td><td>May-24</td><td>Open</td>"
    extracted = page(f"<table>{HEADS}<tr>{cells}</tr></table>")
    assert [e.title.text for e in entries_of(extracted)] == ["Paint the pier", "Buy a rope"]


def test_lists_of_actions_in_markdown_have_bullets() -> None:
    text = """##Action items

### Lamps

* Ann - ~~paint the lamp~~ Done
* [ ] buy oil
    1. and wicks

## Gulls

* count ~~all~~ gulls

| Action item |
|---|
| Mend the pier |

| Action | Lead |
|---|---|
| Mend the pier | <ul><li>Ann Ode</li><li>Ben Roe</li></ul> |
"""
    extracted = extract("log.md", text.encode(), "log").text.split("\n")
    assert [line for line in extracted if line] == [
        "Action items",
        "Lamps",
        "• Ann - ~~paint the lamp~~ Done",
        "[ ] buy oil",
        "• and wicks",
        "Gulls",
        "count gulls",
        "Action item",
        "• Mend the pier",
        "Action\tLead",
        "Mend the pier\tAnn Ode; Ben Roe",
    ]


def test_items_in_a_table_in_a_table_have_one_bullet() -> None:
    inner = "<table><tr><td><ul><li>a</li><li>b</li></ul></td><td>c</td></tr></table>"
    assert (
        page(f"<table>{HEADS}<tr><td>x</td><td>{inner}</td><td></td><td></td></tr></table>").text.splitlines()[-1]
        == "• a • b\tc"
    )


def test_lists_that_show_no_numbers_have_none() -> None:
    body = "<ol reversed><li>a</li></ol><ol style='list-style: none'><li>b</li></ol>"
    body += "<ol start='99999999999'><li>c</li><li> </li></ol>"
    assert page(body).text.splitlines() == ["a", "b", "1. c"]


def test_text_that_keeps_its_lines_is_parted_where_paragraphs_end() -> None:
    page = (
        "<pre>\nFrom: Ann Ode\nTo: the lamp board\n\n    Paint the big lamp of the tower on\n    the pier"
        ' [see <a href="x">http://isle.example/2006/lamps/</a>].\n\n  Points that were made at the meeting:\n'
        "  1. It is dull\n  2. It is cold\n</pre><p>Then\nnothing.</p>"
    )
    assert extract("page.html", page.encode(), "page").text.splitlines() == [
        "From: Ann Ode",
        "To: the lamp board",
        "Paint the big lamp of the tower on the pier [see http://isle.example/2006/lamps/].",
        "Points that were made at the meeting:",
        "1. It is dull",
        "2. It is cold",
        "Then nothing.",
    ]


def read_md(text: str) -> str:
    return extract("log.md", text.encode(), "log").text


def test_markdown_tables_in_html_may_have_empty_lines_and_be_indented() -> None:
    row = "    <tr>\n      <td>\n      <p>{}</p>\n\n      <p>&nbsp;</p>\n      </td>\n      <td>{}</td>\n    </tr>\n"
    rows = row.format("Paint the lamp", "Ann Ode") + row.format("Buy a rope", "Ben Roe")
    text = read_md(f"<table>\n  <tbody>\n    <tr><th>Action</th><th>Owner</th></tr>\n{rows}  </tbody>\n</table>\n")
    assert [line for line in text.splitlines() if line] == [
        "Action\tOwner",
        "Paint the lamp\tAnn Ode",
        "Buy a rope\tBen Roe",
    ]


def test_markdown_comments_are_not_seen() -> None:
    text = read_md("# Log\n\n<!-- do not\ndelete -->\n\nThe lamp <!--- is not --> burns.\n")
    assert [line for line in text.splitlines() if line] == ["Log", "The lamp burns."]
    assert text.splitlines()[5] == "The lamp burns."


def test_markdown_heads_may_be_underlined_twice() -> None:
    text = read_md("| Action | Who |\n| ====== | --- |\n| Paint the lamp | Ann Ode |\n")
    assert text.splitlines() == ["Action\tWho", "", "Paint the lamp\tAnn Ode"]


def test_a_table_of_owners_ends_where_the_file_says() -> None:
    text = read_md("| Action | Who |\n| --- | --- |\n\nLamps and bells\n\nBells and lamps\n")
    document = Document("log", "log.md", "Log", "Log", "Isle", "log", "", "", "0" * 64, text)
    assert [entry.title.text for entry in read_document(document).entries] == []
