"""Rows that break off within a wrapped cell."""

import pytest
from documents import comment, due, leads_of, make_document, read, ref, state, titles

from bvgraph.reading.entries import read_document

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


WRAPPED = """
  {0}Action                          By whom           By when     Status       Comments

  {1}Paint the lamp room of the      Ann Ode; Ben      May 2024    On target    Half of it is painted.
  {3}Old lighthouse before winter    Roe                                        Paint has been ordered for the
  {3}comes                                                                      Rest.{blank}
  {2}Buy a rope                      Harbour           30 June     Overdue      No shop has any rope, see the
  {3}                                Committee         2024                     Minutes of the Harbour Committee.{blank}
  {4}Count the gulls of the isle     Clerk             July 2024   Complete
  {3}again

                                                     Isle Council plan                     Page 1 of 2
"""


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("blank", ["", "\n"])
def test_lines_set_in_columns_are_one_row_where_cells_were_wrapped(numbered: bool, blank: str) -> None:
    numbers = ("Ref  ", "1.1  ", "1.2  ", "     ", "1.3  ") if numbered else ("",) * 5
    paint, buy, count = read_document(make_document(WRAPPED.format(*numbers, blank=blank))).entries
    assert paint.title.text == "Paint the lamp room of the Old lighthouse before winter comes"
    assert (buy.title.text, count.title.text) == ("Buy a rope", "Count the gulls of the isle again")
    assert [leads_of(e) for e in (paint, buy, count)] == [["Ann Ode", "Ben Roe"], ["Harbour Committee"], ["Clerk"]]
    assert [due(e) for e in (paint, buy, count)] == ["2024-05", "2024-06-30", "2024-07"]
    assert [state(e) for e in (paint, buy, count)] == ["on-track", "overdue", "complete"]
    assert comment(paint) == "Half of it is painted. Paint has been ordered for the Rest."
    assert [s.line for s in paint.title.spans] == [4, 5, 6]
    assert (paint.line, paint.last_line, paint.places) == (4, 6, (4, 5, 6))


def test_wrapped_lines_are_joined_where_tabs_part_the_cells_if_some_go_on_in_small_letters() -> None:
    text = """
        Action | By whom | By when | Status
        Paint the lamp room of the | Ann Ode; Ben | May 2024 | On target
        Old lighthouse before the | Roe | |
        winter | | |
        Buy a rope | Clerk | June 2024 | Overdue
        Count the gulls of the isle | Clerk | July 2024 | Complete
        once more | | |
        """
    assert titles(read(text)) == [
        "Paint the lamp room of the Old lighthouse before the winter",
        "Buy a rope",
        "Count the gulls of the isle once more",
    ]


def test_rows_without_a_date_stay_rows_where_the_title_above_had_room() -> None:
    text = "  Action                          By whom     By when     Status\n"
    text += "  Paint it                        Ann Ode     May 2024    Open\n"
    text += "  Buy a rope for the long boat    Ben Roe\n  Count gulls                     Ann Ode     June 2024   Open\n"
    assert titles(read_document(make_document(text))) == ["Paint it", "Buy a rope for the long boat", "Count gulls"]


@pytest.mark.parametrize(
    "text",
    [
        "  Action                     Owner        Due date\n  Paint the lamp             Ann Ode      May 2024\n"
        "  Buy a rope for the pier    Ben Roe\n  Count the gulls            Cy Lim\n",
        "  Ref        Action                     Owner      Due date\n"
        "  Action 1   Paint the lamp             Ann Ode    May 2024\n"
        "  Action 2   Buy a rope for the pier    Ben Roe    May 2024\n"
        "  Action 3   Count the gulls            Cy Lim     May 2024\n",
        "  Action                     Owner        Comments\n  Paint the lamp             Ann Ode      It is dull.\n"
        "  Buy a rope for the pier    Ben Roe      None left.\n  Count the gulls            Cy Lim       They fly.\n",
        "Action\tOwner\tDue\tStatus\nPaint the lamp\tAnn Ode\tMay 2024\tOpen\n\tAl Poe\t\t\n\tCy Lim\t\t\n"
        "Buy a rope for the pier\tBen Roe\tJune 2024\tOpen\nCount the gulls\tCy Lim\t\t\n",
    ],
)
def test_rows_that_say_nothing_of_going_on_stay_apart(text: str) -> None:
    assert titles(read_document(make_document(text))) == ["Paint the lamp", "Buy a rope for the pier", "Count the gulls"]


def test_two_short_rows_make_no_title_that_nobody_wrote() -> None:
    text = "Area | Action | Comment | Lead | Due\nLamps | Paint it\nBuy a brush | It is long | Ann Ode | May 2024\n"
    assert not any("Paint it Buy" in title for title in titles(read(text)))


def test_heads_over_two_lines_and_numbers_in_front_of_the_heads() -> None:
    text = """
Ref     Regulator             Action the Council              Officer             Target       Status at
        report                will take                       responsible         date         31 Oct 22
--------------------------------------------------------------------------------------------------------
P1      Use of resources      Agree a register of all the     Harbour Director    June 2022    Completed
        2021-22               lamps of the isle

P2      Use of resources      Count the gulls                 Clerk               May 2023     In progress
        2021-22
"""
    first, second = read_document(make_document(text)).entries
    assert [(ref(e), e.title.text, leads_of(e), due(e), state(e)) for e in (first, second)] == [
        ("P1", "Agree a register of all the lamps of the isle", ["Harbour Director"], "2022-06", "complete"),
        ("P2", "Count the gulls", ["Clerk"], "2023-05", "ongoing"),
    ]
    text = """
     Action                          Accountable       By when     RAG
1a   Recruit eight permanent         Harbour Board     July 2024   Amber
     keepers
1b   Count the gulls                 Clerk             May 2024    Red

Impact measures
Measure                        Jan 24   Apr 24   Jul 24
Gulls counted each month         11%      19%      34%
"""
    entries = read_document(make_document(text)).entries
    assert [(ref(e), e.title.text) for e in entries] == [
        ("1a", "Recruit eight permanent keepers"),
        ("1b", "Count the gulls"),
    ]
