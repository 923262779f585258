"""A build from what has not changed need not run; whatever could change the graph makes it run again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from asked_world import run

from bvgraph.graph.store import graph_file, read_meta

TEXT = """Harbours
Activities\tLead Officer\tDeadline
1. Mend the lighthouse
Paint the lamp room\tAnn Ode\tMay-24
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "plan.txt").write_text(TEXT, "utf-8")
    assert build(folder).endswith("now ask: bvgraph ask 'what slipped?'")
    return folder


def store_of(corpus: Path) -> Path:
    return corpus.parent / "store"


def build(corpus: Path, *words: str) -> str:
    done = run("build", str(corpus), "--store", str(store_of(corpus)), *words)
    assert done.code == 0, done.err
    assert "Mend" not in done.out and done.out.startswith("id\t")
    return done.err.strip()


def test_what_has_not_changed_is_not_read_again(corpus: Path) -> None:
    generation = read_meta(store_of(corpus)).generation
    first = run("build", str(corpus), "--store", str(store_of(corpus)), "--anew").out
    assert read_meta(store_of(corpus)).generation != generation
    generation = read_meta(store_of(corpus)).generation
    again = run("build", str(corpus), "--store", str(store_of(corpus)))
    assert "unchanged since the last build" in again.err
    assert again.out == first
    assert read_meta(store_of(corpus)).generation == generation


def test_a_changed_text_is_read_and_gives_what_a_build_from_nothing_gives(corpus: Path) -> None:
    (corpus / "plan.txt").write_text(TEXT.replace("May-24", "Jun-24"), "utf-8")
    assert "unchanged" not in build(corpus)
    (corpus / "more.txt").write_text(TEXT.replace("Ann Ode", "Ben Roe"), "utf-8")
    assert "unchanged" not in build(corpus)
    after = graph_file(store_of(corpus)).read_bytes()
    shutil.rmtree(store_of(corpus))
    build(corpus)
    assert graph_file(store_of(corpus)).read_bytes() == after
    (corpus / "more.txt").unlink()
    assert "unchanged" not in build(corpus)


def test_a_decision_and_another_version_of_the_program_count_too(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed = 'who = "B. Roe"\nwhen = 2026-05-04\n'
    (corpus / "decisions.toml").write_text(f'[[link]]\ndifferent = ["plan/3", "plan/4"]\n{signed}', "utf-8")
    assert "unchanged" not in build(corpus)
    assert "unchanged" in build(corpus)
    monkeypatch.setattr("bvgraph.graph.freshness.find_version", lambda: "another program")
    assert "unchanged" not in build(corpus)


@pytest.mark.parametrize("damage", ["summary.json", "store"])
def test_a_store_that_is_not_whole_is_built_again(corpus: Path, damage: str) -> None:
    place = store_of(corpus) / read_meta(store_of(corpus)).generation / damage
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.write_text("{", "utf-8")
    assert "unchanged" not in build(corpus)
    assert run("entries", "--store", str(store_of(corpus))).code == 0
