"""Cards of references, owners and progress, their summary list, and label-and-value cards."""

from documents import area, comment, due, leads_of, read, ref, state, titles

SUMMARY = """
    Status | | Action Title | Progress
    ✔ | R1 & R2 | Know the isle | 78%
    ▶ | R2.1 | Count the boats | <input type="text" value="40%"/>
    """
CARDS = """
    Recommendation 1&2

    R1: Know the isle

    R2: Know the sea around it

    Status | Action Title | | Ownership Managed By | Monitoring Group
     | R2.1 | Count the boats | Ann Ode; Ben Roe | Boat Board; Sea Panel
    Progress | Q3 Update | <p>Forty boats</p> were seen. |
     | | | More came.
    40% | Risk | Fog |
    """


def test_a_summary_gives_each_reference_its_title_and_progress() -> None:
    first, second, boats = read(SUMMARY).entries
    assert [(e.kind, ref(e), e.title.text) for e in (first, second)] == [
        ("recommendation", "R1", "Know the isle"),
        ("recommendation", "R2", "Know the isle"),
    ]
    assert [e.percent.value for e in (first, second, boats) if e.percent] == [78, 78, 40]
    assert (boats.kind, boats.parent) == ("action", second.id)
    assert first.id != second.id
    assert first.line == second.line


def test_a_mark_is_kept_as_printed_and_means_nothing_by_itself() -> None:
    status = read(SUMMARY).entries[0].status
    assert status is not None
    assert (status.text, status.value) == ("✔", None)


def test_a_card_has_owners_groups_progress_and_risk() -> None:
    reading = read(CARDS)
    boats = reading.entries[-1]
    assert (boats.kind, ref(boats), boats.title.text) == ("action", "R2.1", "Count the boats")
    assert leads_of(boats) == ["Ann Ode", "Ben Roe"]
    assert [m.text for m in boats.monitoring] == ["Boat Board", "Sea Panel"]
    assert comment(boats) == "Forty boats were seen. More came."
    assert boats.planned is not None
    assert boats.planned.text == "Fog"
    assert boats.percent is not None
    assert boats.percent.value == 40
    assert boats.parent_title == "Know the sea around it"


def test_summary_and_card_are_one_entry_with_both_places() -> None:
    whole = "\n".join([SUMMARY, CARDS])
    reading = read(whole)
    assert [ref(e) for e in reading.entries] == ["R1", "R2", "R2.1"]
    boats = reading.entries[-1]
    assert boats.places[0] < boats.line
    assert reading.document.text.split("\n")[boats.line - 1].startswith("\tR2.1")
    assert boats.status is not None
    assert boats.status.text == "▶"


def test_a_card_whose_first_row_is_lost_is_named_by_the_summary() -> None:
    reading = read("""
        Status | | Action Title | Progress
         | R2 | Know the sea | 50%
         | R2.1 | Count the boats | 40%
         | R2.2 | Count the gulls | 30%
         | R2.3 | Count the seals | 20%

        Status | Action Title | | Ownership Managed By | Monitoring Group
         | R2.1 | Count the boats | Ann Ode | Boat Board
        Progress | Q3 Update | Forty boats. |
         | Risk | |

        Progress | Q3 Update | Nine gulls. |
         | Risk | |

        Status | Action Title | | Ownership Managed By | Monitoring Group
         | R2.3 | Count the seals | Cy Lim | Boat Board
        Progress | Q3 Update | No seal. |
         | Risk | |
        """)
    gulls = next(e for e in reading.entries if ref(e) == "R2.2")
    assert comment(gulls) == "Nine gulls."
    assert [r.field for r in gulls.repairs] == ["ref"]
    assert [p.kind for p in reading.problems] == ["repaired"]


def test_a_note_in_the_summary_list_is_a_problem_with_its_line() -> None:
    reading = read(SUMMARY + "\n     | XYZ | Some other board |")
    assert [(p.kind, p.text) for p in reading.problems] == [("unplaced", "XYZ | Some other board")]


def test_a_recommendation_heading_is_the_parent_of_the_table_below() -> None:
    rows = read("""
        Recommendation 1: Strengthen the pier
        Action | Lead | By when | Progress
        Drive new piles | Ann Ode | June 2023 | Four of six are in.

        Recommendation 2: Mind the tide
        Action | Lead | By when | Progress
        Buy a tide table | Ben Roe | Jul 2023 | Bought.
        """).entries
    assert [(e.kind, ref(e), e.title.text, e.parent_title) for e in rows] == [
        ("recommendation", "1", "Strengthen the pier", None),
        ("action", None, "Drive new piles", "Strengthen the pier"),
        ("recommendation", "2", "Mind the tide", None),
        ("action", None, "Buy a tide table", "Mind the tide"),
    ]
    assert rows[1].parent == rows[0].id


def test_references_with_a_point_stand_under_those_without() -> None:
    rows = read("""
        Ref | Action | Lead Officer | Deadline | Status | % Complete
        R4 | Improve the pace | | | |
        R4.10 | Walk faster | Ann Ode | 30 June 2021 | Completed | 100%
        """).entries
    assert [(e.kind, ref(e)) for e in rows] == [("recommendation", "R4"), ("action", "R4.10")]
    assert rows[1].parent == rows[0].id


def test_lines_of_labels_are_a_card() -> None:
    reading = read("""
        Theme: Boats

        Action 1: Count the boats
        Lead: Ann Ode
        Deadline: March 2024
        Status: On track
        Progress: Forty were seen
        before the fog came.

        Action 2: Count the gulls
        Lead: Harbour Committee
        Deadline: 15 January 2024
        Status: Complete
        """)
    boats, gulls = reading.entries
    assert (ref(boats), boats.title.text, leads_of(boats), due(boats)) == ("1", "Count the boats", ["Ann Ode"], "2024-03")
    assert comment(boats) == "Forty were seen before the fog came."
    assert (boats.line, boats.last_line) == (3, 8)
    assert (ref(gulls), due(gulls), state(gulls)) == ("2", "2024-01-15", "complete")
    assert reading.coverage == 1


def test_rows_of_label_and_value_are_a_card() -> None:
    [boats] = read("""
        Ref | 1a
        Theme | Boats
        Action | Count the boats
        Owner | Ann Ode
        Due date | 01/09/2024
        RAG | A
        % complete | 60%
        Update | Forty were seen
         | in the fog.
        """).entries
    assert (ref(boats), area(boats), boats.title.text, due(boats), state(boats)) == (
        "1a", "Boats", "Count the boats", "2024-09-01", "at-risk",
    )  # fmt: skip
    assert comment(boats) == "Forty were seen in the fog."
    assert boats.percent is not None
    assert boats.percent.value == 60


def test_a_recommendation_and_its_action_on_one_card() -> None:
    [boats] = read("Recommendation: Know the sea\nAction: Count the boats\nLead: Ann Ode\nDeadline: May 2024").entries
    assert (boats.kind, boats.title.text, boats.parent_title) == ("action", "Count the boats", "Know the sea")


def test_prose_with_a_colon_is_no_card() -> None:
    reading = read("Action: we act.\n\nThe committee met.\n\nLead: a metal that sinks.")
    assert titles(reading) == []


def test_a_card_may_have_a_title_without_a_label() -> None:
    text = """
        1. Harbours
        1.1 Paint the lamp room
        Responsible: Ann Ode
        Timescale: May 2024
        Status: On track
        1.2 Buy a second lamp
        Responsible: Ben Roe
        Timescale: June 2024
        """
    first, second = read(text).entries
    assert (ref(first), first.title.text, leads_of(first), due(first), state(first)) == (
        "1.1",
        "Paint the lamp room",
        ["Ann Ode"],
        "2024-05",
        "on-track",
    )
    assert (ref(second), second.title.text, leads_of(second)) == ("1.2", "Buy a second lamp", ["Ben Roe"])


PAGE = """
    Lamp room plan
    Recommendation
    The board should light the lamp room by night.
    Actions to be taken
    1. Buy a second lamp.
    2. Paint the lamp room.
    Person responsible
    Senior Lamp Manager
    Target completion date
    1. Completed.
    2. 31 March 2024
    Progress to date
    The lamp came in May.
    """


def test_a_label_on_a_line_of_its_own_goes_before_its_value() -> None:
    first, second = read(PAGE).entries
    assert [(e.title.text, leads_of(e), due(e), state(e)) for e in (first, second)] == [
        ("Buy a second lamp.", ["Senior Lamp Manager"], None, "complete"),
        ("Paint the lamp room.", ["Senior Lamp Manager"], "2024-03-31", None),
    ]
    assert {e.parent_title for e in (first, second)} == {"The board should light the lamp room by night."}


def test_a_heading_that_is_a_label_by_chance_starts_no_card() -> None:
    text = "Recommendation\nThe board should light the lamp room.\nUpdate\nThe lamp came in May.\n"
    assert titles(read(text)) == []


def test_headings_of_a_report_are_no_labels() -> None:
    report = "Recommendation\nLamps are bought from a single maker.\nProgress\nTwo lamps came in May.\n"
    assert titles(read(f"{report}Lead\nLead in old paint is a danger to children.\n")) == []
    assert titles(read("Objective\nA harbour for all.\nOwner\nThe harbour is owned by the isle.\nStatus\nOpen\n")) == []


def test_labels_that_ran_into_the_value_before() -> None:
    text = "Action: Paint the lamp\nLead: Lamp Board: Chief Executive\nCompletion Date: May 2024Status: COMPLETE\n"
    [entry] = read(text).entries
    assert (due(entry), state(entry)) == ("2024-05", "complete")
    [entry] = read(text.replace("May 2024Status: COMPLETE", "See note: May 2024")).entries
    assert due(entry) is None


def test_two_labels_with_their_values_stand_in_one_row() -> None:
    sheet = """
        Action {0} | {1} | |
        {2} | {3} | Complete by | {4}
        Status | {5} | % complete | 40%
        Commentary | {6} | |
        """
    text = sheet.format(
        "1.1", "Paint the lamp room", "Owner", "Ann Ode (Clerk)", "30 Nov 2025", "In progress", "It is dull."
    )
    text += sheet.format("1.2", "Buy a rope", "Owner", "Leaving Care Manager", "31 Dec 2025", "Overdue", "No shop has any.")
    first, second = read(text).entries
    assert [(ref(e), e.title.text, due(e), state(e)) for e in (first, second)] == [
        ("1.1", "Paint the lamp room", "2025-11-30", "ongoing"),
        ("1.2", "Buy a rope", "2025-12-31", "overdue"),
    ]
    assert [leads_of(e) for e in (first, second)] == [["Ann Ode"], ["Leaving Care Manager"]]
    assert [e.percent.value for e in (first, second) if e.percent] == [40, 40]
    assert [comment(e) for e in (first, second)] == ["It is dull.", "No shop has any."]


def test_a_reference_below_the_title_is_that_of_the_card() -> None:
    card = "Action | {} | |\nReference | {} | RAG | {}\nLead officer | Ann Ode | Target date | May 2025\n\n"
    first, second = read(card.format("Paint the lamp", "L-1", "Red") + card.format("Buy a rope", "L-2", "Green")).entries
    assert [(ref(e), e.title.text, state(e)) for e in (first, second)] == [
        ("L-1", "Paint the lamp", "delayed"),
        ("L-2", "Buy a rope", "on-track"),
    ]
