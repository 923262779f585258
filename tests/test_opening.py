"""A store is opened beside what else is to be loaded; what is wrong with it is told when it is asked for."""

from pathlib import Path

import pytest
from asked_world import write_world

from bvgraph.errors import StoreError, UsageError
from bvgraph.graph.opening import Opening


def test_it_gives_the_store(tmp_path: Path) -> None:
    store = write_world(tmp_path)
    opening = Opening(store)
    assert opening.folder == store
    assert len(opening.wait()) > 100
    assert opening.wait() is opening.wait()


def test_what_is_wrong_is_told_once_to_whoever_waits(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    opening = Opening(tmp_path / "nowhere")
    opening.join()
    with pytest.raises(StoreError, match="there is no store"):
        opening.wait()
    assert capfd.readouterr() == ("", "")


def test_settings_that_are_wrong_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BVGRAPH_STORE", raising=False)
    Path("bvgraph.toml").write_text("store = 3", "utf-8")
    with pytest.raises(UsageError, match="store has to be a path"):
        Opening(None)
