"""``inspect`` says what is recognised in a file, ``add`` lists it in the manifest."""

import hashlib
import json
import tomllib
from pathlib import Path

import pytest
from asked_world import run
from written import WRITERS, Block

from bvgraph.reading.corpus import read_corpus
from bvgraph.reading.entries import read_document

BLOCKS: list[Block] = [
    "Isle Improvement Plan: Q3 update",
    "Isle of Nowhere Council, position at 31 December 2024",
    [
        ["Action", "Lead Officer", "Due", "RAG", "Wiggle"],
        ["Paint the pier", "Ann Ode", "12/31/2024", "Green", "x"],
        ["Sweep the pier", "Ben Roe", "asap", "Parked", "y"],
        ["Light the pier", "Ben Roe", "01/02/2025", "Parked", "z"],
    ],
    "And then.",
    [["Whatever", "Somebody"], ["Nothing", "Nobody"]],
]


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    path = tmp_path / "Isle Tracker.xlsx"
    path.write_bytes(WRITERS["xlsx"](BLOCKS))
    return path


def test_tables_columns_and_what_is_not_read_are_told(tracker: Path) -> None:
    done = run("inspect", str(tracker))
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("Isle Tracker.xlsx: 3 action; ")
    assert lines[0].endswith("% of the text accounted for")
    assert "table at line 4, Sheet!A3: 3 rows" in lines
    told = {tuple(line.split(maxsplit=1)) for line in lines if line.startswith("  ")}
    assert {("Action", "title"), ("Due", "deadline"), ("RAG", "status"), ("Wiggle", "not read")} <= told
    assert "  2 × Parked   (not known)" in lines
    assert "  1 × asap" in lines
    assert "dates in figures have the month first" in lines
    assert any("no row in it is known as a header" in line and "Sheet!A9" in line for line in lines)


def test_the_mapping_can_be_pasted_and_wins(tracker: Path) -> None:
    told = json.loads(run("inspect", str(tracker), "--format", "json").out)
    mapping = tomllib.loads("[[document]]\n" + told["mapping"])["document"][0]
    assert mapping["dates"] == "mdy"
    assert mapping["columns"] == {
        "Action": "title",
        "Lead Officer": "lead",
        "Due": "deadline",
        "RAG": "status",
        "Wiggle": "other",
    }
    assert mapping["status"] == {"Parked": "ongoing"}
    assert run("add", str(tracker)).code == 0
    manifest = tracker.parent / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8") + told["mapping"].replace("ongoing", "delayed"), "utf-8")
    [document], _ = read_corpus(tracker.parent)
    first, second, third = read_document(document).entries
    assert first.deadline
    assert third.deadline
    assert (first.deadline.edtf, third.deadline.edtf) == ("2024-12-31", "2025-01-02")
    assert second.status
    assert second.status.value == "delayed"


def test_tables_without_a_known_header_are_told_as_they_are_read(tmp_path: Path) -> None:
    told = [
        ["1", "Paint the pier before the season starts", "Ann Ode", "12 May 2024", "Done"],
        ["2", "Sweep the pier after the last boat has left", "Ben Roe", "3 June 2024", "Overdue"],
    ]
    loose = [
        ["What we want", "Who does it", "By when it is done", "Where it has got to"],
        ["Write to the county about the pier", "Ann Ode", "12 May 2024", "Done"],
        ["Ask the harbour master for a light", "Ben Roe", "3 June 2024", "Overdue"],
    ]
    path = tmp_path / "Isle.csv"
    path.write_bytes(WRITERS["csv"]([told, "Then.", loose]))
    first, second = json.loads(run("inspect", str(path), "--format", "json").out)["tables"]
    fields = {"column 1": "ref", "column 2": "title", "column 3": "lead", "column 4": "deadline", "column 5": "status"}
    assert (first["known"], first["rows"], first["columns"]) == (True, 2, fields)
    assert (second["known"], second["rows"], list(second["columns"].values())) == (
        True,
        2,
        ["title", "lead", "deadline", "status"],
    )


def test_as_json_it_is_one_object(tracker: Path) -> None:
    told = json.loads(run("inspect", str(tracker), "--format", "json").out)
    assert told["rows"] == {"action": 3}
    assert [(t["where"], t["known"], t["rows"]) for t in told["tables"]] == [
        ("line 4, Sheet!A3", True, 3),
        ("line 11, Sheet!A9", False, 1),
    ]
    assert {"printed": "Parked", "value": None, "count": 2} in told["statuses"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "old.doc").write_bytes(b"x")
    done = run("inspect", str(tmp_path / "old.doc"))
    assert done.code == 1
    assert "save it as .docx" in done.err
    assert run("inspect", str(tmp_path / "none.pdf")).code == 1


def test_an_entry_is_guessed_and_the_folder_can_be_read(tracker: Path) -> None:
    done = run("add", str(tracker))
    assert done.code == 0, done.err
    [entry] = tomllib.loads((tracker.parent / "manifest.toml").read_text("utf-8"))["document"]
    assert entry == {
        "id": "isle-tracker",
        "file": "Isle Tracker.xlsx",
        "title": "Isle Improvement Plan: Q3 update",
        "plan": "Isle Improvement Plan",
        "publisher": "Isle of Nowhere Council",
        "kind": "update",
        "period": "2024-04/2025-03",
        "as_of": "2024-12-31",
        "sha256": hashlib.sha256(tracker.read_bytes()).hexdigest(),
    }
    assert [d.id for d in read_corpus(tracker.parent)[0]] == ["isle-tracker"]


def test_what_is_given_wins_and_entries_stay(tracker: Path) -> None:
    other = tracker.with_name("other.csv")
    other.write_bytes(WRITERS["csv"](BLOCKS))
    assert run("add", str(tracker), "--id", "one", "--as-of", "2025-01").code == 0
    done = run("add", str(other))
    assert done.code == 0, done.err
    listed = tomllib.loads((tracker.parent / "manifest.toml").read_text("utf-8"))["document"]
    assert [(e["id"], e["as_of"]) for e in listed] == [("one", "2025-01"), ("other", "2024-12-31")]


def test_what_is_not_listed_is_named(tracker: Path) -> None:
    tracker.with_name("other.csv").write_bytes(WRITERS["csv"](BLOCKS))
    assert "not listed, and so not read: other.csv" in run("add", str(tracker)).err


def test_a_file_listed_already_is_refused_and_the_manifest_stays(tracker: Path) -> None:
    assert run("add", str(tracker)).code == 0
    before = (tracker.parent / "manifest.toml").read_bytes()
    done = run("add", str(tracker))
    assert done.code == 2
    assert "already" in done.err
    assert (tracker.parent / "manifest.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("option", "value", "told"), [("--id", "Isle Plan", "small letters"), ("--as-of", "soon", "no EDTF date")]
)
def test_a_value_that_cannot_be(tracker: Path, option: str, value: str, told: str) -> None:
    done = run("add", str(tracker), option, value)
    assert done.code == 2
    assert told in done.err
    assert not (tracker.parent / "manifest.toml").exists()


def test_what_the_file_does_not_tell_has_to_be_given(tmp_path: Path) -> None:
    path = tmp_path / "isle.csv"
    path.write_bytes(WRITERS["csv"](BLOCKS[2:3]))
    done = run("add", str(path))
    assert done.code == 2
    assert "--publisher VALUE" in done.err
    given = ("--publisher", "Isle", "--as-of", "2024-12", "--period", "2024-04/2025-03")
    assert run("add", str(path), *given).code == 0


def test_a_broken_manifest_is_told_and_stays(tracker: Path) -> None:
    (tracker.parent / "manifest.toml").write_text("not = = toml")
    done = run("add", str(tracker))
    assert done.code == 1
    assert "not TOML" in done.err
    assert (tracker.parent / "manifest.toml").read_text() == "not = = toml"
