"""Damage that only other rows, or the plan's first print, can mend; every repair is on record."""

from documents import comment, due, leads_of, read, state, titles

from bvgraph.records import Reading

PLAN = """
    Harbours
    Activities | Lead Officer | Deadline
    1. Strengthen the quay
    Drive new piles along the northern quay | Sigrun Bolt | Sep-24
    Report the cost of piles to the Harbour Board | Sigrun Bolt | Oct-24
    Replace the planks of the fishermen's walk | Sigrun Bolt | Nov-24
    2. Open the lighthouse museum
    Collect the old lamps of all keepers | Ann Ode | Dec-24
    """
HEADER = "Activities | Lead Officer | Deadline | Status | %Comp | Year-End Comments"
GARBLED = f"""
    Harbours
    {HEADER}
    1. Strengthen the quay | | | | |
    Drive new piles along the northern quay Sigrun I Report the cost of piles to the Harbour Board Sigrun I Replace the planks of the fishermen's walk Sigrun I | Bolt Jul-24 Bolt Oct-24 Bolt Jan-25 | Completed Overdue On Target | 100% 40% 10% | All piles are in. The report is late. Planks are dear.
    Report the cost of piles to the Harbour Board Sigrun I Replace the planks of the fishermen's walk Sigrun I | Bolt Oct-24 Bolt Jan-25 | Overdue On Target | 40% 10% | The report is late. Planks are dear.
    Replace the planks of the fishermen's walk Sigrun I | Bolt Jan-25 | On Target | 10% | Planks are dear.
    2. Open the lighthouse museum | | | | |
    Collect the old lamps of all keepers | Ann Ode | Dec-24 | Completed | 100% | Nine lamps.
    """  # noqa: E501  # a scanned table has long lines


def update() -> Reading:
    return read(GARBLED, read(PLAN).entries, name="isle-update", kind="update")


def test_a_table_printed_several_times_over_gives_each_row_once() -> None:
    assert titles(update()) == titles(read(PLAN))


def test_garbled_rows_have_the_values_of_the_copy_that_begins_with_them() -> None:
    _, piles, report, planks, *_ = update().entries
    assert [(due(e), state(e), e.percent and e.percent.value) for e in (piles, report, planks)] == [
        ("2024-07", "complete", 100),
        ("2024-10", "overdue", 40),
        ("2025-01", "on-track", 10),
    ]
    assert [comment(e) for e in (piles, report, planks)] == ["All piles are in.", "The report is late.", "Planks are dear."]
    assert [leads_of(e) for e in (piles, report, planks)] == [["Sigrun Bolt"]] * 3
    assert [e.line for e in (piles, report, planks)] == [4, 5, 6]


def test_garbled_rows_stand_under_their_activity_and_quote_this_document() -> None:
    reading = update()
    assert {e.parent_title for e in reading.entries[1:4]} == {"Strengthen the quay"}
    spans = [s for e in reading.entries for s in e.title.spans if s.document == "isle-update"]
    assert all(reading.document.text[s.start : s.end] == s.text for s in spans)


def test_without_the_first_print_garbled_lines_are_reported() -> None:
    reading = read(GARBLED, kind="update")
    assert [(p.line, p.kind) for p in reading.problems] == [(4, "garbled"), (5, "garbled")]
    assert reading.coverage < 1


def test_what_the_print_lost_comes_from_the_plan_with_a_repair() -> None:
    cut = GARBLED.replace(
        "Drive new piles along the northern quay Sigrun I Report", "along the northern quay Sigrun I Report"
    )
    reading = read(cut, read(PLAN).entries, name="isle-update", kind="update")
    piles = reading.entries[1]
    assert piles.title.text == "Drive new piles along the northern quay"
    assert "title" in {r.field for r in piles.repairs}
    assert all("isle-plan/4" in r.reason for r in piles.repairs)
    assert {p.kind for p in reading.problems} == {"repaired"}


SQUEEZED = f"""
    Harbours
    {HEADER}
    1. Strengthen the quay | | | | |
    Paint the lamp room | Sigrun Bolt | May-24 | On Target | 50% | Begun.
    Follow up on the gulls Sigrun and seals | Bolt Jun-24 | Completed | 100% | Both counted.
    """


def test_a_lead_torn_by_the_column_border_is_put_together() -> None:
    gulls = read(SQUEEZED).entries[-1]
    assert gulls.title.text == "Follow up on the gulls and seals"
    assert leads_of(gulls) == ["Sigrun Bolt"]
    assert (due(gulls), state(gulls), comment(gulls)) == ("2024-06", "complete", "Both counted.")


def test_a_lost_surname_is_supplied_and_said_so() -> None:
    gulls = read(SQUEEZED.replace("| Bolt Jun-24 |", "| Jun-24 |")).entries[-1]
    assert leads_of(gulls) == ["Sigrun Bolt"]
    assert [(r.field, r.printed, r.value) for r in gulls.repairs] == [("lead", "Sigrun", "Sigrun Bolt")]


def test_a_lead_at_the_end_of_a_block_title_is_cut_off() -> None:
    rows = read("""
        Action / Recommendation | Lead
        A new pier | Sigrun Bolt
        Milestone | Lead | Deadline | Status
        Drive the piles | Sigrun Bolt | Sep-15 | ON TARGET
        Action / Recommendation Lead
        An old pier Sigrun Bolt
        Milestone | Lead | Deadline | Status
        Pull the piles | Sigrun Bolt | Oct-15 | ON TARGET
        """).entries
    assert [(e.title.text, leads_of(e)) for e in rows if e.kind == "activity"] == [
        ("A new pier", ["Sigrun Bolt"]),
        ("An old pier", ["Sigrun Bolt"]),
    ]


def test_a_word_that_a_column_border_went_through_is_read_from_the_plan() -> None:
    plan = read("""
        Activities | Lead Officer | Deadline
        1. Mend harbours together with the lamp sector | |
        Paint the lamps | Ann Ode | May-24
    """)
    update = read(
        """
        Activities | Lead Officer | Deadline | Status
        1. Mend harbours together wi | th the lamp secto | pr |
        Paint the lamps | Ann Ode | May-24 | Complete
        """,
        plan.entries,
        name="isle-update",
        kind="update",
    )
    assert update.entries[0].title.text == "Mend harbours together with the lamp sector"
    assert [(r.field, r.printed, r.value) for r in update.entries[0].repairs] == [("title", "sectopr", "sector")]
    assert [p.kind for p in update.problems] == ["repaired"]


def test_a_word_that_was_printed_in_one_piece_stays_as_printed() -> None:
    plan = read(
        "Activities | Lead Officer | Deadline\n1. Be more outward focus and review fees | |\nPaint | Ann Ode | May-24"
    )
    update = read(
        "Activities | Lead Officer | Deadline\n1. Be more outward focussed and review fe | es |\nPaint | Ann Ode | May-24",
        plan.entries,
        name="isle-update",
        kind="update",
    )
    assert update.entries[0].title.text == "Be more outward focussed and review fees"
    assert update.entries[0].repairs == ()


def test_rows_of_two_tables_with_like_titles_and_one_number_stay_two() -> None:
    table = "No|Action|Lead|Deadline|Status\n1|{} and bring it back to the committee|{}|{}|Open\n\n"
    text = table.format("Revise the staffing model", "Ann Ode", "May 2024")
    text += table.format("Revise the staffing list", "Ben Roe", "June 2024")
    assert len(read(text).entries) == 2
