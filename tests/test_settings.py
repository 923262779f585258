"""What a manifest settles of how a document is read: it wins over what the program would take a word for."""

import hashlib
from pathlib import Path

import pytest
from test_corpus import complaint, describe

from bvgraph.graph.freshness import take_fingerprint
from bvgraph.originals import Settings
from bvgraph.reading.blocks import name_field
from bvgraph.reading.corpus import read_corpus
from bvgraph.reading.entries import read_document
from bvgraph.reading.settings import settled_by, settled_order
from bvgraph.reading.values import parse_status, read_status
from bvgraph.reading.wordings import name_head
from bvgraph.records import Entry

LOG = "Isle Log\n\nThing\tBod\tDeadline\tHow is it\nPaint\tAnn Ode\t03/04/2024\tParked\nSweep\tBen Roe\t03/05/2024\tGreen\n"
MAPPING = """
dates = "mdy"
[document.columns]
"Thing" = "title"
"Bod" = "lead"
"How  is it" = "status"
[document.status]
"parked" = "delayed"
"Green" = "complete"
"""


def write(folder: Path, mapping: str) -> None:

    describe(folder, sha256=hashlib.sha256(LOG.encode()).hexdigest())
    (folder / "isle.txt").write_text(LOG, "utf-8")
    manifest = folder / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8") + mapping, "utf-8")


def entries_of(folder: Path) -> tuple[Entry, ...]:
    [document], _ = read_corpus(folder)
    return read_document(document).entries


def test_without_a_mapping_the_words_mean_nothing(tmp_path: Path) -> None:
    write(tmp_path, "")
    assert entries_of(tmp_path) == ()


def test_columns_statuses_and_the_order_of_dates_are_settled(tmp_path: Path) -> None:
    write(tmp_path, MAPPING)
    first, second = entries_of(tmp_path)
    assert (first.title.text, [lead.name for lead in first.leads]) == ("Paint", ["Ann Ode"])
    assert first.deadline
    assert (first.deadline.text, first.deadline.edtf) == ("03/04/2024", "2024-03-04")
    assert [e.status and e.status.value for e in (first, second)] == ["delayed", "complete"]


def test_settings_hold_for_their_document_and_no_longer() -> None:
    settings = Settings((("thing", "title"), ("action", "other")), (("parked", "delayed"),), "mdy")
    with settled_by(settings):
        assert (name_field("Thing"), name_field("Action"), name_field("Lead")) == ("title", "other", "lead")
        assert (parse_status("Parked"), parse_status("Complete")) == ("delayed", "complete")
        assert settled_order() == "mdy"
    assert (name_field("Thing"), name_field("Action"), parse_status("Parked"), settled_order()) == (None, "title", None, "")


def test_what_was_read_by_settings_is_not_remembered_without_them() -> None:
    with settled_by(Settings((), (("parked", "delayed"),))):
        assert read_status("Parked - see above") == "delayed"
    assert read_status("Parked - see above") is None
    with settled_by(Settings((("wann", "deadline"),), ())):
        assert name_head("Wann") == "deadline"
    assert name_head("Wann") is None


def test_a_mapping_that_changes_makes_a_build_run_again(tmp_path: Path) -> None:
    write(tmp_path, "")
    before = take_fingerprint(tmp_path, "https://isle.example/")
    write(tmp_path, MAPPING)
    assert take_fingerprint(tmp_path, "https://isle.example/") != before


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ('dates = "ymd"', "dates must be one of dmy, mdy"),
        ('[document.columns]\n"Bod" = "boss"', "[document.columns] \"Bod\" = 'boss': must be one of title, lead"),
        ('[document.status]\n"parked" = "late"', "[document.status] \"parked\" = 'late': must be one of"),
        ('columns = "title"', "[document.columns] must be a table"),
    ],
)
def test_a_setting_that_cannot_be(tmp_path: Path, mapping: str, told: str) -> None:
    write(tmp_path, mapping)
    assert told in complaint(tmp_path)
