"""Plans and roadmaps in prose: headings that say how far their points are, sentences that promise, headings of reviews."""

import pytest
from documents import due, leads_of, read, ref, state, titles

from bvgraph.reading.blocks import Clean, Row
from bvgraph.reading.entries import read_document
from bvgraph.reading.formats.registry import extract
from bvgraph.reading.plans import announces, calls_itself_plan, heads_points, promises
from bvgraph.records import Document, Entry


def entries_of(text: str) -> list[Entry]:
    read = extract("plan.md", text.encode(), "plan")
    document = Document("plan", "plan.md", "Plan", "Plan", "Isle", "plan", "", "", "0" * 64, read.text, read.places)
    return list(read_document(document).entries)


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(e.title.text, e.status and e.status.text, e.status and e.status.value) for e in entries_of(text)]


ROADMAP = """# Roadmap

This page shows what we plan for the lamps of the isle.

## Lamps

### 🔦 In the works

- We are painting the big lamp.
- Brighter wicks for the pier

### Next

- We will buy a rope.

## Gulls

### Next

- Count gulls on the pier

## Recently shipped

We've painted the bell.

- New ladders for the tower

## About this page

- It is printed twice a year
"""


def test_headings_of_a_roadmap_say_how_far_their_points_are() -> None:
    assert told(ROADMAP) == [
        ("We are painting the big lamp.", "🔦 In the works", "ongoing"),
        ("Brighter wicks for the pier", "🔦 In the works", "ongoing"),
        ("We will buy a rope.", "Next", None),
        ("Count gulls on the pier", "Next", None),
    ]


def test_elsewhere_such_headings_say_nothing() -> None:
    assert told(ROADMAP.replace("Roadmap", "Isle news").replace("we plan for", "there is of")) == []


def test_in_another_plan_only_what_says_something_to_be_done_is_an_action() -> None:
    text = "# Lamp improvement plan\n\n## Current\n\n- 12 lamps are dull\n- Paint the lamp at once\n"
    assert told(text) == [("Paint the lamp at once", "Current", "ongoing")]


def test_another_list_beneath_a_stage_is_none_of_it() -> None:
    text = "# Roadmap\n\n## Next\n\n- Paint the lamp at once\n\nThings that were said:\n\n- It is cold out here\n"
    assert told(text) == [("Paint the lamp at once", "Next", None)]


def test_stages_are_no_doubtful_statuses() -> None:
    read = extract("plan.md", ROADMAP.encode(), "plan")
    document = Document("plan", "plan.md", "Plan", "Plan", "Isle", "plan", "", "", "0" * 64, read.text, read.places)
    assert [p.kind for p in read_document(document).problems] == []


def test_a_sentence_beneath_a_stage_leaves_it_as_it_is() -> None:
    text = (
        "# Lamp roadmap\n\n## Working on now\n\nWe've started to:\n\n- paint the lamp\n- buy a rope\n\n## More\n\nWords.\n"
    )
    assert told(text) == [
        ("paint the lamp", "Working on now", "ongoing"),
        ("buy a rope", "Working on now", "ongoing"),
    ]


def test_who_promises_does_it() -> None:
    text = (
        "# Isle action plan\n\nThe Lamp Board will:\n\n- paint the lamp\n- buy a rope by May 2024\n\nAnn Ode will buy oil.\n"
    )
    found = entries_of(text)
    assert [(e.title.text, [lead.name for lead in e.leads]) for e in found] == [
        ("paint the lamp", ["Lamp Board"]),
        ("buy a rope by May 2024", ["Lamp Board"]),
    ]


@pytest.mark.parametrize("title", ["Lamp Board: terms of reference", "Contract for the supply of lamps", "Isle of Lamps"])
def test_duties_that_stand_are_no_actions(title: str) -> None:
    assert entries_of(f"# {title}\n\nThe Lamp Board will:\n\n- paint the lamp\n- buy a rope\n") == []


def test_who_will_need_to_do_it_is_named_without_the_verb() -> None:
    [entry] = entries_of("# Isle action plan\n\nThe Clerk will need to:\n\n- paint the lamp\n")
    assert [lead.name for lead in entry.leads] == ["Clerk"]


def test_a_day_behind_what_somebody_said_is_no_deadline() -> None:
    head = "Minutes\n\nPresent: Ann Ode, Ben Roe\n\n"
    assert entries_of(f"{head}Ann: A good year for gulls (3 May 2024)\n") == []
    assert due(entries_of(f"{head}Ann: Wash the lamp (3 May 2024)\n")[0]) == due(
        entries_of(f"{head}Ann: Wash the lamp (due: 3 May 2024)\n")[0]
    )


def test_a_short_point_keeps_what_is_said_behind_its_state() -> None:
    [entry] = entries_of("# Notes\n\n## Action items\n\n- Send letter. Completed. Cy has it.\n")
    assert entry.title.text == "Send letter."


def test_a_recommendation_only_spoken_of_is_none() -> None:
    assert entries_of("Report\n\nRecommendation 1 of the last report was that the Clerk should retire.\n") == []


@pytest.mark.parametrize(
    ("text", "plan", "found"),
    [
        ("We will:", True, True),
        ("To light the pier, we plan to:", True, True),
        ("We've started to:", True, True),
        ("We will:", False, False),
        ("The Lamp Board will:", False, False),
        ("The Lamp Board will:", True, True),
        ("Next year, the Lamp Board will:", True, True),
        ("In the next 3 months (May to July), we plan to:", False, True),
        ("Over the coming year the team, as ever, will:", False, False),
        ("In the last 3 months, we have started to:", False, False),
        ("Next year the Lamp Board will:", True, False),
        ("To light the pier we will:", True, True),
        ("This plan will:", True, False),
        ("The strategy will:", True, False),
        ("We will paint the lamp:", True, False),
        ("We will", True, False),
    ],
)
def test_a_sentence_that_breaks_off_promises_what_stands_below(text: str, plan: bool, found: bool) -> None:
    assert promises(text, plan=plan) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("From these talks we drew up a set of priorities and next steps for the year:", True),
        ("The Board agreed the following actions:", True),
        ("The following actions were taken at once:", False),
        ("These actions have been completed:", False),
        ("The Board discussed these actions:", False),
        ("The following lamps are dull:", False),
        ("The Board agreed the following actions.", False),
    ],
)
def test_a_sentence_announces_actions(text: str, found: bool) -> None:
    assert announces(text) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["# Lamp roadmap"], True),
        (["", "Isle Council", "Improvement Plan 2024"], True),
        (["Minutes of the Lamp Board"], False),
        (["x"] * 20 + ["Roadmap"], False),
    ],
)
def test_a_document_says_that_it_is_a_plan_at_its_top(lines: list[str], found: bool) -> None:
    assert calls_itself_plan(lines) == found


@pytest.mark.parametrize(
    "head", ["Follow-up actions", "Improvements", "What we will do next", "Corrective and preventative actions"]
)
def test_headings_of_a_review_head_actions(head: str) -> None:
    above = "# Lamp failure on 3 May\n\n## What went wrong\n\n- Nobody saw it\n- Check lamps\n\n"
    text = f"{above}## {head}\n\n- Check the lamps daily\n- The lamp was cold\n"
    assert [e.title.text for e in entries_of(text)] == ["Check the lamps daily"]


def test_an_item_of_a_list_heads_the_list_below_it() -> None:
    text = """# Lamp failure

- **Impact**:
  - Send no ships
- **Review actions**:
  - Check the lamps daily
  - The wick was short
  - We need to keep more oil
- **Thanks**:
  - Send a card to Ben
"""
    assert [e.title.text for e in entries_of(text)] == ["Check the lamps daily", "We need to keep more oil"]


def test_an_item_heads_the_list_that_comes_next() -> None:
    points = "1. Check the lamps daily\n2. Buy more oil for it\n"
    text = f"# Failure\n\n- **Review actions**:\n\n{points}\nThanks.\n\n- Send a card to Ben\n"
    assert [e.title.text for e in entries_of(text)] == ["Check the lamps daily", "Buy more oil for it"]


def test_an_item_heads_no_list_that_it_is_in() -> None:
    text = (
        "# Talks\n\n- Lamps\n    - **Action items**:\n        - Ann to paint the lamp\n- Gulls\n    - Count them, said Ben\n"
    )
    assert [e.title.text for e in entries_of(text)] == ["Ann to paint the lamp"]


def test_links_by_reference_are_their_words() -> None:
    text = """| Action | Lead | Status |
|---|---|---|
| Paint the [big lamp][lamp][^2] | ![Team][] [Lamp Board][] | ![Complete][] for May |
| Buy a rope | [Ann Ode][ao] + [Ben Roe][br] | [Open] |
| Wash the lamp | ![Team][] | Open |
"""
    rows = extract("plan.md", text.encode(), "plan").text.splitlines()
    assert [line for line in rows if line][1:] == [
        "Paint the big lamp\tLamp Board\tComplete for May",
        "Buy a rope\tAnn Ode + Ben Roe\tOpen",
        "Wash the lamp\tTeam\tOpen",
    ]


def test_a_code_that_stands_in_every_row_is_nobody() -> None:
    text = """| Due date | Paper. | Description |
|---|---|---|
| 3 May 2024 | LPU | Paint the lamp |
| 4 May 2024 | | Buy a rope for it |
| 5 May 2024 | LPU | Count the gulls |
"""
    assert [e.leads for e in entries_of(text)] == [(), (), ()]


def test_rows_that_a_column_sorts_are_whole() -> None:
    text = """| Action item | Kind | Grade | Status |
|---|---|---|---|
| lamp is lit by default | Prevent | P1 | DONE |
| lamp can be seen | Detect | P1 | |
| Oil is not left behind | Prevent | P1 | |
| lamp is checked daily | Detect | P1 | DONE |
| lamp can tell the time | Prevent | P1 | |
"""
    assert [(e.title.text, e.status and e.status.text) for e in entries_of(text)] == [
        ("lamp is lit by default", "DONE"),
        ("lamp can be seen", None),
        ("Oil is not left behind", None),
        ("lamp is checked daily", "DONE"),
        ("lamp can tell the time", None),
    ]


GROUPS = """Action Items
Action Item Number: {n} Owner: Lamp Board Due Date: 2024-05-0{n}
Description of Activity: Paint the lamp {n}.
Deliverable(s): A painted lamp.
Resources Needed: Brushes.
"""


def test_a_line_of_several_labels_heads_a_card() -> None:
    text = "".join(GROUPS.format(n=n) for n in (1, 2, 3))
    found = read(text.replace("Activity: Paint the lamp 2", "Activity Paint the lamp 2")).entries
    assert [(ref(e), e.title.text, leads_of(e), due(e)) for e in found] == [
        ("1", "Paint the lamp 1.", ["Lamp Board"], "2024-05-01"),
        ("2", "Paint the lamp 2.", ["Lamp Board"], "2024-05-02"),
        ("3", "Paint the lamp 3.", ["Lamp Board"], "2024-05-03"),
    ]


def test_a_number_with_owner_and_date_is_no_action() -> None:
    assert titles(read("Action Item Nr 4 Owner: Lamp Board Due: May 2024")) == []


def test_terms_head_what_is_to_be_done_within_them() -> None:
    text = """# Isle work plan

## 2. Short-term actions (March to May)

- Paint the big lamp (May 2024)
- New wicks for the pier

## Longer term

- Count the gulls
- Gulls are few
"""
    found = entries_of(text)
    assert [(e.title.text, due(e), state(e)) for e in found] == [
        ("Paint the big lamp", "2024-05", None),
        ("New wicks for the pier", None, None),
        ("Count the gulls", None, None),
    ]


PAGE = """<h1>Isle roadmap</h1><p>To light the pier we will:</p>
<ul><li>Paint the lamp</li><li><p>Buy a <b>rope</b> by May 2024</p></li><li>A fine day</li></ul>
<p>Words.</p><ul><li>Count the gulls</li></ul><h2>Done</h2><ul><li>Oil for the bell</li></ul>
<h2>Notes</h2><ul><li>Write to all of them</li></ul>"""


def test_points_of_a_page_have_bullets_beneath_a_promise() -> None:
    read = extract("plan.html", f"<!DOCTYPE html><html><body>{PAGE}</body></html>".encode(), "plan")
    assert [line for line in read.text.splitlines() if line.startswith("•")] == [
        "• Paint the lamp",
        "• Buy a rope by May 2024",
        "• A fine day",
        "• Oil for the bell",
    ]
    document = Document("plan", "plan.html", "Plan", "Plan", "Isle", "plan", "", "", "0" * 64, read.text, read.places)
    found = read_document(document).entries
    assert [(e.title.text, state(e)) for e in found] == [
        ("Paint the lamp", None),
        ("Buy a rope by May 2024", None),
        ("Oil for the bell", "complete"),
    ]


def test_it_is_nobodys_name() -> None:
    assert promises("The Lamp Board will:", plan=True)
    assert not promises("It will:", plan=True)


def test_heads_of_other_lists_make_no_actions() -> None:
    papers = "| Title | Authors | Members | Date |\n|---|---|---|---|\n| Build better boats | A. Ode | 4 | May 2024 |\n"
    assert entries_of(papers + "| Count the gulls | B. Roe | 3 | June 2024 |\n") == []
    permits = "| No | Title | Members | Status |\n|---|---|---|---|\n| 24/001 | Erect a shed | Ann Ode | Approved |\n"
    assert entries_of(permits + "| 24/002 | Build a wall | Ben Roe | Refused |\n") == []


def test_rows_of_markdown_tables_are_whole() -> None:
    text = "| Title | Assignees | Status | Labels |\n|---|---|---|---|\n| Fix the lamp on the pier | benroe | Done | bug |\n"
    found = entries_of(text + "| Lamp colours are wrong | cypoe | Open | bug |\n")
    assert [[lead.name for lead in e.leads] for e in found] == [["benroe"], ["cypoe"]]


DATED = """# Lamp work plan

May 2024: The plan was agreed.

## Timeline

- **June 2024**: Identify dull lamps.
- **July - Sep 2024**: Paint the tower
- **3 October 2024** – Light the lamp.
- 2025: A good year
- Note: all dates may move.

## Costs

Nov 2024: Forty pounds
"""


def test_points_beneath_a_timeline_begin_with_their_date() -> None:
    found = [(e.title.text, e.deadline and e.deadline.text) for e in entries_of(DATED)]
    assert found == [
        ("Identify dull lamps.", "June 2024"),
        ("Paint the tower", "July - Sep 2024"),
        ("Light the lamp.", "3 October 2024"),
    ]


def test_the_timeline_of_what_is_no_plan_says_what_was() -> None:
    assert entries_of(DATED.replace("work plan", "history")) == []


@pytest.mark.parametrize(
    ("head", "found"),
    [("1.1 Actions to light the coast", True), ("1.1 Actions taken", False), ("1.1 Lamps of the coast", False)],
)
def test_a_heading_of_actions_may_have_the_number_of_a_section(head: str, found: bool) -> None:
    assert heads_points(Row(1, (Clean.supply(head),)), plan=False) == found
