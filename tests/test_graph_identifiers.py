"""IRIs: stable, absolute, and never one for two things."""

from __future__ import annotations

import doctest
import re
from types import ModuleType

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from bvgraph.errors import UsageError
from bvgraph.graph import directory, identifiers, statements
from bvgraph.graph.directory import classify_body
from bvgraph.graph.identifiers import FOLDERS, Identifiers, numbered, slug
from bvgraph.graph.vocabulary import BODIES

BASE = "https://nowhere.example/"
NAMES = Identifiers(BASE)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ENTRY_IDS = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}/[1-9][0-9]{0,3}(-[2-9])?", fullmatch=True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Ode", "ann-ode"),
        ("  ANN   ode ", "ann-ode"),
        ("Zoë O’Hara–Núñez", "zoe-o-hara-nunez"),
        ("Straße 5/6", "strasse-5-6"),
        ("Łucja", "%C5%82ucja"),
        ("Ольга", "%D0%BE%D0%BB%D1%8C%D0%B3%D0%B0"),
        ("?", "x-3f"),
        ("..", "x-2e2e"),
        ("", "x-"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(TEXTS)
def test_a_slug_is_one_plain_segment(name: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9-]|%[0-9A-F]{2})+", slug(name))


@given(TEXTS, TEXTS, st.sampled_from(sorted(FOLDERS)))
def test_names_of_any_text_make_iris(document: str, name: str, kind: str) -> None:
    for iri in (NAMES.named(kind, name), NAMES.document(document), NAMES.document_graph(document), NAMES.action(name)):
        assert iri.value.startswith(BASE)
        assert NamedNode(iri.value) == iri


@given(ENTRY_IDS, ENTRY_IDS, ENTRY_IDS, ENTRY_IDS)
def test_two_pairs_of_entries_never_share_a_link(first: str, second: str, third: str, fourth: str) -> None:
    assume((first, second) != (third, fourth))
    assert NAMES.link(first, second) != NAMES.link(third, fourth)


def test_entry_ids_that_only_differ_in_their_slash_keep_apart() -> None:
    assert NAMES.slip("a", "moved", "plan/1-2") != NAMES.slip("a", "moved", "plan-1/2")


def test_iris_are_as_documented() -> None:
    entry = NAMES.entry("plan/7-2")
    assert [
        iri.value.removeprefix(BASE)
        for iri in (
            NAMES.graph("derived"),
            NAMES.document_graph("plan"),
            NAMES.document("plan"),
            entry,
            NAMES.part(entry, "evidence", "lead-1"),
            NAMES.part(entry, "repair", 1),
            NAMES.action("mend"),
            NAMES.named("team", "Lamp Team"),
            NAMES.named("other", "All"),
            NAMES.slip("mend", "moved", "plan/7-2"),
            NAMES.hand_over("mend", "plan/7"),
            NAMES.link("plan/7", "update/9"),
            NAMES.change(("plan", "update"), "gone", "plan/7"),
            NAMES.dataset(),
            NAMES.dataset("Entry"),
        )
    ] == [
        "graph/derived",
        "graph/document/plan",
        "document/plan",
        "entry/plan/7-2",
        "entry/plan/7-2/evidence/lead-1",
        "entry/plan/7-2/repair/1",
        "action/mend",
        "organisation/lamp-team",
        "agent/all",
        "slip/mend/moved-plan_7-2",
        "handover/mend/plan_7",
        "link/plan_7/update_9",
        "change/plan/update/gone-plan_7",
        "dataset",
        "dataset/class/Entry",
    ]


@pytest.mark.parametrize("base", ["", "nowhere", "https://no where.example/", "https://nowhere.example"])
def test_a_base_has_to_be_an_iri_that_can_be_continued(base: str) -> None:
    with pytest.raises(UsageError, match="base"):
        Identifiers(base)


def test_things_of_one_name_are_numbered_whatever_order_they_come_in() -> None:
    things = [("b", 2), ("a", 1), ("b", 1), ("b", 3)]
    expected = [(("a", 1), ""), (("b", 1), ""), (("b", 2), "-2"), (("b", 3), "-3")]
    for order in (things, things[::-1]):
        assert list(numbered(order, lambda thing: thing)) == expected


@pytest.mark.parametrize(
    ("name", "kinds", "expected"),
    [
        ("Harbour Committee", (), "committee"),
        ("Buoys Sub-Committee", (), "sub-committee"),
        ("Buoys Sub Committee", (), "sub-committee"),
        ("Board of Trustees", (), "board"),
        ("Committee for Gulls", (), "committee"),
        ("Foghorn Working Group", (), "working-group"),
        ("Full Council (extraordinary)", (), "council"),
        ("Lamp Team", (), "team"),
        ("Island Management Team", ("body",), "management-team"),
        ("Lamp Services", ("team",), "team"),
        ("Cabinet Office", (), None),
        ("Coastguard", ("org",), None),
        ("", (), None),
    ],
)
def test_the_head_noun_tells_what_a_body_is(name: str, kinds: tuple[str, ...], expected: str | None) -> None:
    assert classify_body(name, kinds) == (BODIES[expected] if expected else None)


@pytest.mark.parametrize("module", [directory, identifiers, statements], ids=lambda module: module.__name__)
def test_examples_in_docstrings_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
