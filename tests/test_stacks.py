"""Tables printed with one cell below the other."""

import textwrap

import pytest
from documents import comment, due, leads_of, make_document, read, ref, state, titles

from bvgraph.reading.entries import read_document, trace_headers

HEADS = ["Ref", "Action", "Priority", "Lead officer", "Original\ndue date", "Revised\ndue date", "Status", "Comments"]
ROWS = [
    ("1.1", "Paint the lamp room of the old\nlighthouse before winter", "High", "Ann Ode", "31/03/24", "-", "Complete", ""),
    (
        "1.2",
        "Buy a rope",
        "Low",
        "Head of Harbours /\nBen Roe",
        "30/04/24",
        "31/05/24",
        "Overdue",
        "No shop has any.\nAsk again.",
    ),
    ("1.3", "Count the gulls", "Medium", "Harbour\nCommittee", "30/06/24", "-", "On track", "Half of them are counted."),
]


def stack(*rows: tuple[str, ...], heads: list[str] = HEADS, between: str = "\n") -> str:
    return between.join(cell for row in (heads, *rows) for cell in row if cell)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_cells_below_one_another_are_rows_again(between: str) -> None:
    paint, buy, count = read(f"Isle plan\n\n{stack(*ROWS, between=between)}\n").entries
    assert [ref(e) for e in (paint, buy, count)] == ["1.1", "1.2", "1.3"]
    assert paint.title.text == "Paint the lamp room of the old lighthouse before winter"
    assert [leads_of(e) for e in (paint, buy, count)] == [
        ["Ann Ode"],
        ["Head of Harbours", "Ben Roe"],
        ["Harbour Committee"],
    ]
    assert [due(e) for e in (paint, buy, count)] == ["2024-03-31", "2024-05-31", "2024-06-30"]
    assert [state(e) for e in (paint, buy, count)] == ["complete", "overdue", "on-track"]
    assert [comment(e) for e in (paint, buy, count)] == [None, "No shop has any. Ask again.", "Half of them are counted."]


def test_every_value_is_quoted_from_its_own_lines() -> None:
    text = f"Isle plan\n\n{stack(*ROWS)}\n"
    paint, *_ = read(text).entries
    lines = text.split("\n")
    assert [(s.line, s.text) for s in paint.title.spans] == [(n, lines[n - 1]) for n in (paint.line + 1, paint.line + 2)]
    assert all(text[s.start : s.end] == s.text for s in paint.title.spans)


def test_a_table_goes_on_below_the_end_of_a_page_and_beneath_heads_printed_again() -> None:
    foot = "Isle Council action plan\nPage {} of 3\n"
    more = [("1.4", *ROWS[1][1:]), ("1.5", "Mend the bell", *ROWS[1][2:])]
    text = f"Isle plan\n\n{stack(*ROWS)}\n{foot.format(1)}\f{stack(*more)}\n{foot.format(2)}\n"
    text += "1.9\nFeed the cat\nHigh\nAnn Ode\n31/07/24\n-\nOpen\nShe eats.\n\nKey figures\nLamps\n7\nGulls\n61\n"
    reading = read(text)
    assert titles(reading)[2:] == ["Count the gulls", "Buy a rope", "Mend the bell", "Feed the cat"]
    assert comment(reading.entries[-1]) == "She eats."
    assert comment(reading.entries[2]) == "Half of them are counted."


def test_rows_without_references_are_told_by_their_owners_and_dates() -> None:
    heads, rows = ["Action", "By whom", "By when", "Status"], [(r[1], r[3], r[4], r[6]) for r in ROWS]
    reading = read(f"Isle plan\n\n{stack(*rows, heads=heads)}\n")
    assert titles(reading) == [row[0].replace("\n", " ") for row in rows]
    assert [due(e) for e in reading.entries] == ["2024-03-31", "2024-04-30", "2024-06-30"]


def test_heads_on_lines_of_their_own_are_no_table_where_no_rows_stand_beneath() -> None:
    words = textwrap.wrap("The isle is far and the lamp is dull and nobody goes there " * 60, 50)
    text = "\n".join([*HEADS, *words])
    assert titles(read(text)) == []
    assert titles(read("\n".join(["Action", "Lead officer", "Due date", "Status"] * 40))) == []


def test_the_table_is_shown_under_the_heads_that_it_was_read_under() -> None:
    document = make_document(f"Isle plan\n\n{stack(*ROWS)}\n")
    under, _ = trace_headers(document)
    assert {under[e.line].heads[4] for e in read_document(document).entries} == {"Original due date"}


def test_labels_and_their_values_below_one_another_are_cards_and_no_heads() -> None:
    card = "Action\n{}\nOwner\n{}\nDue date\n{} 2024\nStatus\nOpen\n"
    text = card.format("Paint the lamp", "Ann Ode", "May") + card.format("Buy a rope", "Ben Roe", "June")
    assert [(e.title.text, leads_of(e), due(e)) for e in read(text).entries] == [
        ("Paint the lamp", ["Ann Ode"], "2024-05"),
        ("Buy a rope", ["Ben Roe"], "2024-06"),
    ]


def test_heads_are_printed_again_above_every_row() -> None:
    names = ["Paint the lamp", "Buy a rope", "Mend the bell"]
    text = "".join(f"Action\nOwner\nDue date\nStatus\n{name}\nAnn Ode\nMay 2024\nOpen\n" for name in names)
    assert titles(read(text)) == names
