"""Where a store may be: which addresses are taken, what settings may say of them, and where credentials go."""

from __future__ import annotations

from pathlib import Path

import pytest

from bvgraph.errors import UsageError
from bvgraph.graph.addresses import Address, is_address, read_address
from bvgraph.graph.credentials import Credentials, read_credentials
from bvgraph.graph.store import DEFAULT_STORE, locate_folder, locate_store

VARIABLES = ("BVGRAPH_STORE", "BVGRAPH_USER", "BVGRAPH_PASSWORD", "BVGRAPH_TOKEN")
SECRET = "hunter2"  # noqa: S105 - no secret


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://plans.example/", "https://plans.example"),
        ("HTTPS://plans.example/ds//", "https://plans.example/ds"),
        ("http://localhost:7878", "http://localhost:7878"),
        ("http://127.0.0.1:7878/", "http://127.0.0.1:7878"),
        ("http://[::1]:7878/", "http://[::1]:7878"),
    ],
)
def test_addresses_that_are_taken(text: str, url: str) -> None:
    assert is_address(text)
    assert read_address(text, {}) == Address(url)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"https://ann:{SECRET}@plans.example/", "holds a name or password"),
        (f"https://{SECRET}@plans.example/", "holds a name or password"),
        ("http://plans.example/", "neither encrypted nor on this machine; write https://plans.example"),
        ("http://127.0.0.1.plans.example/", "neither encrypted"),
        ("https:///ds", "names no host"),
        ("https://plans.example:port/", "is none"),
        (f"https://plans.example/?token={SECRET}", r"after '\?'"),
        (f"https://plans.example/#{SECRET}", "'#'"),
        (f"https://[{SECRET}/", "is none"),
    ],
)
def test_addresses_that_are_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        read_address(text, {})
    assert SECRET not in str(caught.value)


def test_settings_lead_to_places_on_the_same_server() -> None:
    found = read_address("https://plans.example/ds", {"query": "sparql", "graphs": "/graphs", "base": "https://b.example/"})
    assert (found.query, found.graphs) == ("https://plans.example/ds/sparql", "https://plans.example/graphs")
    assert (found.url, found.base) == ("https://plans.example/ds", "https://b.example/")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"query": "https://elsewhere.example/query"}, "leads away from plans.example"),
        ({"graphs": "//elsewhere.example/data"}, "leads away"),
        ({"graphs": "http://plans.example/data"}, "leads away"),
        ({"query": f"https://ann:{SECRET}@plans.example/"}, "leads away"),
        ({"query": 5}, "has to be text"),
        ({"password": SECRET}, r"\[remote\] has no key 'password'"),
    ],
)
def test_settings_that_are_refused(settings: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        read_address("https://plans.example", settings)
    assert SECRET not in str(caught.value)


def test_where_an_address_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("bvgraph.toml").write_text('store = "https://settings.example/"\n[remote]\nquery = "sparql"\n')
    settings = Address("https://settings.example", "https://settings.example/sparql", trusted=False)
    assert locate_store(None) == settings
    assert locate_folder(None) == DEFAULT_STORE
    monkeypatch.setenv("BVGRAPH_STORE", "https://environment.example")
    assert locate_store(None) == Address("https://environment.example", "https://environment.example/sparql")
    assert locate_store("https://option.example").url == "https://option.example"  # type: ignore[union-attr]
    assert locate_store("folder") == Path("folder")
    assert locate_folder(Path("named")) == Path("named")
    monkeypatch.setenv("BVGRAPH_STORE", "kept")
    assert locate_folder(None) == Path("kept")


def test_remote_has_to_be_a_table() -> None:
    Path("bvgraph.toml").write_text('store = "https://settings.example/"\nremote = "sparql"\n')
    with pytest.raises(UsageError, match=r"a table, \[remote\]"):
        locate_store(None)


def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    address = Address("https://plans.example")
    assert read_credentials(address) is None
    monkeypatch.setenv("BVGRAPH_USER", "ann")
    with pytest.raises(UsageError, match="BVGRAPH_USER is set without BVGRAPH_PASSWORD"):
        read_credentials(address)
    monkeypatch.setenv("BVGRAPH_PASSWORD", SECRET)
    found = read_credentials(address)
    assert found == Credentials("ann", SECRET)
    assert SECRET not in repr(found)
    monkeypatch.setenv("BVGRAPH_TOKEN", "t0ken")
    assert read_credentials(address) == Credentials("", "", "t0ken")
    assert read_credentials(Address("https://plans.example", trusted=False)) is None
    monkeypatch.setenv("BVGRAPH_TOKEN", f"{SECRET}\nX-Other: 1")
    with pytest.raises(UsageError, match="BVGRAPH_TOKEN holds") as caught:
        read_credentials(address)
    assert SECRET not in str(caught.value)
