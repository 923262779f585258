"""The checks of a finished graph: each kind of damage is found, named, and told from the others."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from built import quads_of
from graph_world import COUNCIL, PLAN, UPDATE, make_findings, write_corpus
from pyoxigraph import Literal, NamedNode, Quad, Store

from bvgraph.asking.checks import Violation, check_store, validate_store, verify_store
from bvgraph.asking.queries import load_checks, load_named_queries
from bvgraph.errors import CorpusError
from bvgraph.graph import vocabulary as v
from bvgraph.graph.identifiers import Identifiers
from bvgraph.records import HandOver, Percent, Slip

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
BASE = "https://nowhere.example/"
NAMES = Identifiers(BASE)
ENTRY = NAMES.entry("nowhere-update/4")
QUADS = quads_of(make_findings(), BASE)


def store_of(quads: list[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def without(unwanted: Callable[[Quad], bool]) -> Store:
    kept = [quad for quad in QUADS if not unwanted(quad)]
    assert len(kept) < len(QUADS)
    return store_of(kept)


def found(violations: list[Violation]) -> set[tuple[str, str]]:
    return {(found.node.removeprefix(BASE), found.message) for found in violations}


def test_a_graph_as_built_conforms() -> None:
    assert validate_store(store_of(QUADS)) == []


@pytest.mark.parametrize(
    ("field", "path"),
    [
        ("lead", v.LEAD),
        ("deadline", v.DEADLINE),
        ("status", v.STATUS),
        ("percent", v.PERCENT),
        ("title", v.DCT_TITLE),
        ("area", v.AREA),
        ("comment", v.COMMENT),
        ("planned", v.PLANNED),
        ("monitoring", v.MONITORED_BY),
    ],
)
def test_every_value_has_evidence(field: str, path: NamedNode) -> None:
    prefix = f"{ENTRY.value}/evidence/{field}-"
    violations = validate_store(without(lambda quad: str(quad.subject).startswith(f"<{prefix}")))
    message = "a value that was read from nowhere: there is no evidence for it"
    assert violations == [Violation(ENTRY.value, path.value, "", message)]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("deadline", "a deadline in words that was read from nowhere: there is no evidence for it"),
        ("status", "a status in words that was read from nowhere: there is no evidence for it"),
    ],
)
def test_what_was_not_understood_has_evidence_too(field: str, message: str) -> None:
    entry = NAMES.entry("nowhere-update/6")
    prefix = f"{entry.value}/evidence/{field}-"
    violations = validate_store(without(lambda quad: str(quad.subject).startswith(f"<{prefix}")))
    assert violations == [Violation(entry.value, "", "", message)]


def test_evidence_for_another_value_is_none() -> None:
    """The evidence of one lead does not speak for the other, nor that of a deadline for a status."""
    evidence = NAMES.part(NAMES.entry("nowhere-plan/4"), "evidence", "lead-2")
    violations = validate_store(without(lambda quad: quad.subject == evidence))
    assert [violation.node for violation in violations] == [NAMES.entry("nowhere-plan/4").value]


def test_evidence_is_for_what_is_stated() -> None:
    violations = validate_store(without(lambda quad: quad.subject == ENTRY and quad.predicate == v.PERCENT))
    assert found(violations) == {
        ("entry/nowhere-update/4/evidence/percent-1", "evidence for a statement that is not made"),
    }


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        (ENTRY, v.STATED_IN),
        (ENTRY, v.KIND),
        (ENTRY, v.PROV_SPECIALIZATION_OF),
        (NAMES.part(ENTRY, "evidence", "lead-1"), v.OA_EXACT),
        (NAMES.part(ENTRY, "evidence", "lead-1"), v.OA_HAS_SOURCE),
        (NAMES.document("nowhere-plan"), v.SHA256),
        (NAMES.named("person", "Ben Roe", COUNCIL), v.FOAF_NAME),
        (NAMES.link("nowhere-plan/4", "nowhere-update/4"), v.SCORE),
        (NAMES.slip("paint", "moved", "nowhere-update/4"), v.SLIP_OF),
        (NAMES.dataset(), v.FORMAT),
    ],
    ids=lambda term: term.value.rpartition("/")[2],
)
def test_what_has_to_be_there_is_missed(subject: NamedNode, predicate: NamedNode) -> None:
    violations = validate_store(without(lambda quad: quad.subject == subject and quad.predicate == predicate))
    assert (subject.value, predicate.value) in {(violation.node, violation.path) for violation in violations}


def test_a_percentage_over_a_hundred() -> None:
    findings = make_findings()
    update = findings.readings[1]
    entry = dataclasses.replace(update.entries[1], percent=Percent(101, update.entries[1].leads[0].spans))
    reading = dataclasses.replace(update, entries=(update.entries[0], entry, update.entries[2]))
    quads = quads_of(dataclasses.replace(findings, readings=(findings.readings[0], reading)), BASE)
    (violation,) = validate_store(store_of(quads))
    assert (violation.node, violation.path, violation.value) == (ENTRY.value, v.PERCENT.value, "101")


def test_slips_and_hand_overs_that_do_not_hold() -> None:
    findings = dataclasses.replace(
        make_findings(),
        slips=(
            Slip("moved", "paint", "nowhere-update/4", None, False, "2024-05", "2024-07", 61),
            Slip("lapsed", "mend", "nowhere-update/4", None, False, None, None, None),
        ),
        handovers=(HandOver("paint", "nowhere-plan/4", "nowhere-update/4", ("Ben Roe",), ("Ann Ode",)),),
    )
    assert found(validate_store(store_of(quads_of(findings, BASE)))) == {
        (
            "slip/paint/moved-nowhere-update_4",
            "a deadline that moved needs both entries, both deadlines and the days between them",
        ),
        ("slip/mend/lapsed-nowhere-update_4", "a slip at an entry of another action"),
        ("handover/paint/nowhere-update_4", "handed over by somebody who did not lead the entry before"),
        ("handover/paint/nowhere-update_4", "taken over by somebody who does not lead the entry after"),
    }


def test_quotes_stand_where_the_graph_says(tmp_path: Path) -> None:
    report = verify_store(store_of(QUADS), write_corpus(tmp_path))
    assert report.documents == 2
    assert report.evidence == sum(quad.predicate == v.RDF_TYPE and quad.object == v.EVIDENCE for quad in QUADS)
    assert (report.mismatches, report.counts, report.first) == ((), {}, None)


def test_a_document_that_is_gone(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    (corpus / PLAN.file).unlink()
    report = verify_store(store_of(QUADS), corpus)
    assert report.counts == {"missing": 1}
    assert report.mismatches[0].file == PLAN.file


def test_a_document_that_has_changed(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    (corpus / UPDATE.file).write_text(UPDATE.text.replace("Ben Roe", "Cat Poe"), encoding="utf-8")
    report = verify_store(store_of(QUADS), corpus)
    assert report.counts == {"hash": 1, "quote": 4}
    assert report.first == "hash"
    quotes = report.mismatches[1:]
    assert {(quote.line, quote.expected, quote.found) for quote in quotes} == {(4, "Ben Roe", "Cat Poe")}
    assert NAMES.part(ENTRY, "evidence", "lead-1").value in {quote.node for quote in quotes}


def test_a_document_that_has_grown_a_line(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    (corpus / PLAN.file).write_text("\n" + PLAN.text, encoding="utf-8")
    report = verify_store(store_of(QUADS), corpus)
    assert report.counts["hash"] == 1
    assert sum(report.counts.values()) > 10


def test_a_document_that_is_no_text_any_more(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    (corpus / UPDATE.file).write_bytes(b"\x00\x81\xff")
    report = verify_store(store_of(QUADS), corpus)
    assert report.first == "hash"
    assert set(report.counts) == {"hash", "offset"}


@pytest.mark.parametrize(
    ("predicate", "value", "kind"),
    [
        (v.LINE, Literal("5", datatype=v.XSD_INTEGER), "offset"),
        (v.OA_END, Literal("99999", datatype=v.XSD_INTEGER), "offset"),
        (v.OA_START, Literal("-1", datatype=v.XSD_INTEGER), "offset"),
        (v.OA_EXACT, Literal("Ben  Roe"), "quote"),
    ],
    ids=["line", "end", "start", "exact"],
)
def test_an_evidence_that_is_wrong(tmp_path: Path, predicate: NamedNode, value: Literal, kind: str) -> None:
    evidence = NAMES.part(ENTRY, "evidence", "lead-1")
    store = without(lambda quad: quad.subject == evidence and quad.predicate == predicate)
    store.add(Quad(evidence, predicate, value, NAMES.document_graph("nowhere-update")))
    report = verify_store(store, write_corpus(tmp_path))
    assert report.counts == {kind: 1}
    assert report.mismatches[0].node == evidence.value


def test_offsets_count_code_points_and_a_byte_order_mark_is_one(tmp_path: Path) -> None:
    assert PLAN.text.startswith("\ufeff")
    assert ord(max(PLAN.text.split("\n")[1])) > 0xFFFF
    assert verify_store(store_of(QUADS), write_corpus(tmp_path)).first is None


def test_a_corpus_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no folder"):
        verify_store(store_of(QUADS), tmp_path / "elsewhere")


def test_a_graph_as_built_passes_every_check() -> None:
    assert check_store(store_of(QUADS)) == []
    assert {"derived-from-nothing", "link-against-time", "leaver-still-leads"} <= set(load_checks())


def test_checks_are_no_named_queries() -> None:
    assert not set(load_checks()) & set(load_named_queries())


MOVED = NAMES.slip("paint", "moved", "nowhere-update/4")
HANDED = NAMES.hand_over("paint", "nowhere-update/4")
DERIVED = NAMES.graph("derived")
PLAN_PAINT, PLAN_GULLS = NAMES.entry("nowhere-plan/4"), NAMES.entry("nowhere-plan/6")
LINK = NAMES.link("nowhere-plan/4", "nowhere-update/4")


@pytest.mark.parametrize(
    ("check", "node", "taken", "added"),
    [
        ("derived-from-nothing", MOVED, (MOVED, v.PROV_WAS_DERIVED_FROM), ()),
        ("derived-from-nothing", HANDED, (HANDED, v.PROV_WAS_DERIVED_FROM), ()),
        ("moved-to-no-later-day", MOVED, (ENTRY, v.DUE_BY), (ENTRY, v.DUE_BY, Literal("2024-05-31", datatype=v.XSD_DATE))),
        ("two-entries-in-one-document", NAMES.action("paint"), None, (PLAN_GULLS, v.PROV_SPECIALIZATION_OF, "paint")),
        ("leaver-still-leads", HANDED, None, (ENTRY, v.LEAD, NAMES.named("person", "Ann Ode", COUNCIL))),
        ("link-against-time", LINK, (LINK, v.LATER), (LINK, v.LATER, PLAN_PAINT)),
        ("copied-from-elsewhere", ENTRY, (ENTRY, v.COPIED_FROM), (ENTRY, v.COPIED_FROM, PLAN_GULLS)),
        (
            "gone-but-there",
            NAMES.slip("gulls", "dropped", "nowhere-plan/6"),
            None,
            (ENTRY, v.PROV_SPECIALIZATION_OF, "gulls"),
        ),
        ("part-of-itself", NAMES.action("paint"), (NAMES.action("mend"), v.DCT_HAS_PART), ()),
        ("closed-but-lapsed", NAMES.slip("paint", "lapsed", "nowhere-update/4"), (ENTRY, v.STATUS), ()),
    ],
)
def test_what_each_check_finds(
    check: str,
    node: NamedNode,
    taken: tuple[NamedNode, NamedNode] | None,
    added: tuple[NamedNode, NamedNode, NamedNode | Literal | str] | tuple[()],
) -> None:
    store = without(lambda quad: (quad.subject, quad.predicate) == taken) if taken else store_of(QUADS)
    if added:
        subject, predicate, value = added
        value = NAMES.action(value) if isinstance(value, str) else value
        graph = DERIVED if predicate.value not in (v.DUE_BY.value, v.LEAD.value) else NAMES.document_graph("nowhere-update")
        store.add(Quad(subject, predicate, value, graph))
    found = [violation for violation in check_store(store) if violation.path == f"checks/{check}"]
    assert node.value in {violation.node for violation in found}
    assert all(violation.message == load_checks()[check].summary for violation in found)


def test_a_slip_in_words_needs_words_and_words_need_a_place() -> None:
    words = "a slip that the text tells of, without the words that do"
    told = NAMES.narrated("paint", "nowhere-update/4", UPDATE.text.index("and painted."))
    assert (told.value.removeprefix(BASE), words) in found(validate_store(without(lambda quad: quad.predicate == v.SAYS)))
    place = f"{told.value}/evidence/"
    message = "words that were read from nowhere: there is no evidence for them"
    violations = validate_store(without(lambda quad: str(quad.subject).startswith(f"<{place}")))
    assert found(violations) == {(told.value.removeprefix(BASE), message)}
