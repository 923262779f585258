"""Tables of milestones by their own name, whose heads could stand over anything."""

from collections.abc import Sequence

import pytest
from documents import due

from bvgraph.reading.entries import read_document
from bvgraph.reading.formats.registry import extract
from bvgraph.records import Document, Entry

Row = tuple[str, str, str]

HEAD = "Milestones"
ROWS = [
    ("Bell committee formed", "The council names its members", "Jan 9, 2031"),
    ("Rope contract signed", "With the rope maker who was chosen", "Mar 6, 2031"),
    ("Lamp relit", "The big lamp burns again", "Aug 18, 2031"),
]


def entries_of(name: str, text: str) -> list[Entry]:
    out = extract(name, text.encode(), "plan")
    title = next((line.strip("# ") for line in text.splitlines() if line and "," not in line and "|" not in line), name)
    document = Document("plan", name, title, title, "Isle", "plan", "", "", "0" * 64, out.text, out.places)
    return list(read_document(document).entries)


def titles_of(name: str, text: str) -> list[str]:
    return [entry.title.text for entry in entries_of(name, text)]


def table(heads: str = "Name | Description | Date", rows: Sequence[Row] = ROWS, head: str = HEAD) -> str:
    rule = " | ".join("---" for _ in heads.split("|"))
    return f"# Pier works\n\n## {head}\n\n| {heads} |\n| {rule} |\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)


@pytest.mark.parametrize("name", ["pier_milestones_2031.csv", "pier-deliverables.csv"])
def test_a_file_named_after_milestones_holds_them(name: str) -> None:
    text = "name,description,date\n" + "".join(f'{row[0]},{row[1]},"{row[2]}"\n' for row in ROWS)
    read = entries_of(name, text)
    assert [entry.title.text for entry in read] == [row[0] for row in ROWS]
    assert [due(entry) for entry in read] == ["2031-01-09", "2031-03-06", "2031-08-18"]


def test_so_does_a_table_beneath_a_heading_of_milestones() -> None:
    assert titles_of("plan.md", table()) == [row[0] for row in ROWS]


def test_the_milestones_may_stand_under_no_head_and_be_parted_by_headings() -> None:
    rows = ["Paint the lamp,Spring fair Jan 2031", "Bells,", "New clapper,Spring fair Jan 2031", "A rope,Gull day May 2031"]
    text = ",Milestone\n" + "\n".join(rows) + "\n"
    assert titles_of("pier_milestones.csv", text) == ["Paint the lamp", "New clapper", "A rope"]


@pytest.mark.parametrize(
    "text",
    [
        table(head="Pier works of old"),  # which is no word for milestones
        table(head="These are the days on which the milestones of the pier were seen."),
        table(rows=[*ROWS, ("Pier built", "By the first keeper", "1 May 1890")]),  # a history
        table(
            rows=[
                ("Ann Ode", "Keeper", "9 Jan 2031"),
                ("Ben Roe", "Painter", "6 Mar 2031"),
                ("Cy Poe", "Cook", "1 May 2031"),
            ]
        ),
        table(rows=ROWS[:2]),
        table(heads="Name | Description | Colour"),
    ],
)
def test_other_tables_of_names_and_days_hold_none(text: str) -> None:
    assert entries_of("plan.md", text) == []


def test_a_thing_that_goes_on_with_to_is_nobody() -> None:
    rows = [("Route to the pier", "Paved anew", "Jan 9, 2031"), *ROWS]
    assert entries_of("plan.md", table(rows=rows))[0].leads == ()
