"""What the texts mention, on the command line: lists, portraits of venues and dates, and the measure against annotations."""

import json
from pathlib import Path

import pytest

from bvgraph.cli import main
from bvgraph.pipeline import build

PLAN = """Harbours
Activities\tLead Officer\tDeadline\tStatus\tComments
1. Repair the quay\t\t\t\t
Survey the wall\tMary O'Neill\tMay-19\tOverdue\tHarbour Board met at Gull House on 12 March 2019. Mary O'Neill reported.
Paint the lamps\tBram St John\tJun-19\tComplete\tThe Harbour Board saw the lamps at Gull House in June 2019.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbours")
    (folder / "harbours.txt").write_text(PLAN, "utf-8")
    build(folder, folder / "store")
    return folder / "store"


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


def test_people_are_listed_once_with_what_is_printed_of_them(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "list", "people", "--format", "json", "--store", store)
    people = {row["name"]: row for row in json.loads(out)}
    assert code == 0
    assert set(people) == {"Mary O'Neill", "Bram St John"}
    assert people["Mary O'Neill"]["mentions"] == 2
    assert people["Mary O'Neill"]["first"] == people["Mary O'Neill"]["last"] == "harbours"


def test_dates_are_listed_in_their_order(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "list", "dates", "--format", "json", "--store", store)
    assert [row["name"] for row in json.loads(out)] == ["2019-03-12", "2019-05", "2019-06"]


def test_a_venue_shows_the_rows_that_mention_it(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "show", "Gull House", "--format", "json", "--store", store)
    portrait = json.loads(out)
    assert portrait["kind"] == "venue"
    assert [row["line"] for row in portrait["entries"]] == [4, 5]
    assert {mention["text"] for mention in portrait["mentions"]} == {"Gull House"}


def test_a_date_shows_the_rows_that_mention_it(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "show", "2019-03-12", "--format", "json", "--store", store)
    portrait = json.loads(out)
    assert (portrait["kind"], [row["title"] for row in portrait["entries"]]) == ("date", ["Survey the wall"])
    assert [mention["text"] for mention in portrait["mentions"]] == ["12 March 2019"]


def test_a_date_that_nothing_mentions_is_refused(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "show", "2031-01-01", "--store", store)
    assert (code, out) == (3, "")
    assert "no text mentions the date 2031-01-01" in err


def annotate(folder: Path, *mentions: tuple[int, str, str, str]) -> Path:
    folder.mkdir()
    keys = ("line", "type", "text", "canonical")
    lines = [json.dumps({"doc": "harbours", **dict(zip(keys, mention, strict=True))}) for mention in mentions]
    (folder / "harbours.mentions.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def test_mentions_are_measured_against_annotations(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = annotate(
        tmp_path / "gold",
        (4, "person", "Mary O'Neill", "Mary O'Neill"),
        (4, "person", "Somebody Else", "Somebody Else"),
        (4, "venue", "Gull House", "Gull House"),
        (5, "venue", "Gull House", "Gull House"),
    )
    _, out, _ = run(capsys, "evaluate", gold, "--format", "json", "--store", store)
    scores = {row["type"]: row for row in json.loads(out)}
    assert scores["venue"] == {"type": "venue", "precision": 1.0, "recall": 1.0, "f1": 1.0, "extra": [], "missed": []}
    assert scores["person"]["missed"] == ["harbours:4 somebody else"]
    assert scores["person"]["extra"] == ["harbours:5 bram st john"]
    assert scores["person"]["recall"] == 0.5
    _, out, _ = run(capsys, "evaluate", gold, "--held-out-by", "document", "--format", "json", "--store", store)
    assert json.loads(out)[0]["type"] == "harbours: person"


@pytest.mark.parametrize("content", [None, "no json", '{"doc": "x"}'])
def test_annotations_that_are_none_are_refused(
    content: str | None, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / "x.mentions.jsonl").write_text(content, "utf-8")
    code, out, err = run(capsys, "evaluate", tmp_path, "--store", store)
    assert (code, out) == (1, "")
    assert err.startswith("bvgraph: ")
    assert "Traceback" not in err
