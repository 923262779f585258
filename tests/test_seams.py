"""Rows that break off within a wrapped cell."""

import pytest
from documents import comment, due, leads_of, read, ref, titles

HEADS = "Ref | Action | Lead officer(s) | By when | How we will know"


def test_a_line_goes_on_with_the_cell_and_then_with_the_row() -> None:
    text = f"""
        {HEADS}
        1.1 | Agree a new protocol and bring it to the full
        Council | Harbour Master | September 2024 | It is adopted
        1.2a | Buy a rope | Ann Ode / Ben Roe | October 2024 | It holds
        1.3 | Launch the programme "Leading
        Harbours" | Head of Harbours | Ongoing | 20 keepers
        1.4 | Paint the lamp room of the
        lighthouse | Ann Ode;
        Ben Roe | May 2025 | It is red
        """
    entries = read(text).entries
    assert [(ref(e), e.title.text) for e in entries] == [
        ("1.1", "Agree a new protocol and bring it to the full Council"),
        ("1.2a", "Buy a rope"),
        ("1.3", 'Launch the programme "Leading Harbours"'),
        ("1.4", "Paint the lamp room of the lighthouse"),
    ]
    assert [leads_of(e) for e in entries] == [
        ["Harbour Master"],
        ["Ann Ode", "Ben Roe"],
        ["Head of Harbours"],
        ["Ann Ode", "Ben Roe"],
    ]
    assert [due(e) for e in entries] == ["2024-09", "2024-10", None, "2025-05"]
    assert [s.line for s in entries[0].title.spans] == [2, 3]


@pytest.mark.parametrize(
    "rows",
    [
        "1.1 | Paint the lamp | Ann Ode\n1.2 | Buy a rope | Ben Roe",  # rows whose last cells are empty
        "1.1 | Paint the lamp | Ann Ode\n\nBuy a rope | Ben Roe | May 2024",
    ],
)
def test_rows_that_are_short_are_left_as_they_are(rows: str) -> None:
    text = f"{HEADS}\n1.0 | Mend the bell | Ann Ode | May 2024 | It rings\n{rows}\n"
    assert "Paint the lamp" in titles(read(text))
    assert all("rope" not in (e.title.text + (comment(e) or "")) or e.title.text == "Buy a rope" for e in read(text).entries)
