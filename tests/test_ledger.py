"""The slip ledger: against the first deadline and the last one agreed, who led when, why; and what was known by a day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from asked_world import make_store, run, write_world
from test_review import write_corpus

from bvgraph.asking.ledger import find_reason, list_ledger
from bvgraph.asking.quoting import Quote
from bvgraph.pipeline import build

PRINTS = {
    "a": ["Paint the lamp room\tAnn Ode\tMay-24\tOn Target", "Mend the quay\tAnn Ode\tMay-24\tComplete"],
    "b": ["Paint the lamp room\tBen Roe\tAug-24\tOn Target", "Mend the quay\tAnn Ode\tMar-26\tOn Target"],
    "c": ["Paint the lamp room\tCat Poe\tJan-25\tOverdue", "Mend the quay\tAnn Ode\tJun-26\tOn Target"],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("thrice")
    write_corpus(folder, PRINTS, ("Plan",) * 3, "\tStatus")
    build(folder, folder / "store")
    return folder / "store"


def list_slips(store: Path, *words: str) -> list[dict[str, Any]]:
    found = run("slips", "--format", "json", "--store", str(store), *words)
    assert found.code == 0
    rows = json.loads(found.out)
    assert isinstance(rows, list)
    return rows


def moved(store: Path, title: str, *words: str) -> list[dict[str, Any]]:
    return [row for row in list_slips(store, *words) if row["kind"] == "moved" and row["title"] == title]


def test_a_second_move_is_set_against_the_first_deadline_and_the_last(store: Path) -> None:
    first, second = moved(store, "Paint the lamp room")
    assert (first["baseline"], first["agreed"], first["current"], first["moves"]) == ("2024-05", "2024-05", "2024-08", 1)
    assert (second["baseline"], second["agreed"], second["current"], second["moves"]) == ("2024-05", "2024-08", "2025-01", 2)
    assert (second["days_baseline"], second["days_latest"], second["days"]) == (245, 153, 153)
    assert [point["leads"] for point in second["led"]] == [["Ann Ode"], ["Ben Roe"], ["Cat Poe"]]
    assert [point["document"] for point in first["led"]] == ["a", "b"]
    assert (second["reason"], second["reason_text"]) == (None, "no reason published")


def test_days_count_from_the_basis(store: Path) -> None:
    assert [row["days"] for row in moved(store, "Paint the lamp room", "--basis", "baseline")] == [92, 245]
    assert run("slips", "--basis", "first", "--store", str(store)).code == 2
    shown = run("slips", "--basis", "baseline", "--store", str(store), terminal=True).out
    assert "moved 245 days" in shown and "no reason published" in shown


def test_what_was_finished_and_is_taken_up_again_starts_anew(store: Path) -> None:
    (slip,) = moved(store, "Mend the quay")
    assert (slip["baseline"], slip["agreed"], slip["current"], slip["moves"]) == ("2026-03", "2026-03", "2026-06", 1)


def test_only_what_had_been_published_by_a_day_is_listed(store: Path) -> None:
    assert {row["document"] for row in list_slips(store, "--as-of", "2025-12")} == {"b"}
    assert {row["document"] for row in list_slips(store)} == {"b", "c"}
    entries = json.loads(run("entries", "--as-of", "2024-03-31", "--format", "json", "--store", str(store)).out)
    assert {row["document"] for row in entries} == {"a"}
    assert json.loads(run("entries", "--as-of", "2024-03-30", "--format", "json", "--store", str(store)).out) == []
    for command in ("handovers", "links", "mentions", "problems", "contradictions"):
        assert run(command, "--as-of", "2023", "--format", "json", "--store", str(store)).out == "[]\n"
    assert run("entries", "--as-of", "now", "--store", str(store)).code == 2


@pytest.mark.parametrize(
    ("sentence", "says_why"),
    [
        ("The work was delayed because the pier had to close.", True),
        ("It has slipped due to illness.", True),
        ("The paint is now due to arrive in June.", False),
        ("It was delayed by storms.", True),
        ("It was delayed by 18 months.", False),
        ("It was delayed by two weeks.", False),
        ("Paused whilst a wider review is held.", True),
        ("All is well with the following exception: the lamp has been postponed.", False),
        ("The work has slipped.", False),
        ("Postponed to enable the new Harbour Master to look at it.", True),
    ],
)
def test_a_sentence_that_tells_of_a_slip_may_say_why(sentence: str, says_why: bool) -> None:
    quote = Quote("d", 1, 0, len(sentence), sentence, "says", sentence)
    assert (find_reason([quote]) == quote) is says_why


def test_a_lapse_is_counted_to_the_day_of_the_document() -> None:
    lapsed = {row.slip.action: row for row in list_ledger(make_store(), {}).rows if row.slip.kind == "lapsed"}
    assert (lapsed["a3"].baseline, lapsed["a3"].days_baseline, lapsed["a3"].days_latest) == ("2031-06", 241, 26)
    assert (lapsed["a5"].baseline, lapsed["a5"].days_baseline, lapsed["a5"].moves) == ("2031-09", 149, 0)


def test_the_ledger_of_nobody_is_empty(tmp_path: Path) -> None:
    store = str(write_world(tmp_path))
    found = run("slips", "--owner", "Quay Services", "--store", store)
    assert (found.code, found.err.strip()) == (0, "no slips")
