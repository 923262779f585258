"""What more than one module of tests starts from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asked_world import write_world
from hypothesis import settings
from served_world import FakeServer, fake_server

from bvgraph.graph import remote

settings.register_profile("untimed", deadline=None)  # machines are shared: no test is about time
settings.load_profile("untimed")


@pytest.fixture
def waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that would have been waited; and a folder, an environment and a cache with nothing in them."""
    monkeypatch.chdir(tmp_path)
    for name in ("BVGRAPH_STORE", "BVGRAPH_USER", "BVGRAPH_PASSWORD", "BVGRAPH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    waited: list[float] = []
    monkeypatch.setattr(remote, "pause", waited.append)
    return waited


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """The folder of a store on this machine."""
    return write_world(tmp_path)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_server() as started:
        yield started
