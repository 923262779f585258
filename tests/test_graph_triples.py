"""Findings stated as RDF: what is said, in which graph, and that nothing depends on order or circumstance."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from built import quads_of
from graph_world import COUNCIL, PLAN, UPDATE, make_document, make_findings, plan_entries, span
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from bvgraph.graph import vocabulary as v
from bvgraph.graph.identifiers import Identifiers
from bvgraph.graph.statements import boolean, date, decimal, edtf, integer, text
from bvgraph.records import Deadline, Findings, HandOver, Lead, Mention, Reading, Slip, Span, Status

BASE = "https://nowhere.example/"
NAMES = Identifiers(BASE)
PAINT = NAMES.entry("nowhere-update/4")
LAMP = NAMES.entry("nowhere-update/6")


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return quads_of(make_findings(), BASE)


def values(quads: list[Quad], subject: NamedNode, predicate: NamedNode) -> set[str]:
    """What is stated of a subject, without the folders of our own IRIs."""
    objects = (quad.object for quad in quads if quad.subject == subject and quad.predicate == predicate)
    found = {term.value for term in objects if isinstance(term, NamedNode | Literal)}
    return {value.removeprefix(BASE).removeprefix(v.BV) for value in found}


def graph_of(quads: list[Quad], subject: NamedNode) -> set[str]:
    graphs = (quad.graph_name for quad in quads if quad.subject == subject)
    return {graph.value.removeprefix(BASE) for graph in graphs if isinstance(graph, NamedNode)}


def evidence(quads: list[Quad], subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    about = {quad.subject for quad in quads if quad.predicate == v.RDF_SUBJECT and quad.object == subject}
    found = {quad.subject for quad in quads if quad.predicate == v.RDF_PREDICATE and quad.object == predicate} & about
    return sorted((iri for iri in found if isinstance(iri, NamedNode)), key=str)


def test_the_values_of_a_row(quads: list[Quad]) -> None:
    assert {
        predicate.value: values(quads, PAINT, predicate)
        for predicate in (
            *(v.RDF_TYPE, v.STATED_IN, v.KIND, v.LINE, v.LAST_LINE, v.PLACE, v.UNDER, v.PARENT_TITLE, v.AREA, v.LEAD),
            *(
                v.DEADLINE,
                v.DUE_BY,
                v.DEADLINE_TEXT,
                v.STATUS,
                v.STATUS_TEXT,
                v.PERCENT,
                v.CLOSED,
                v.MONITORED_BY,
                v.COMMENT,
            ),
        )
    } == {
        v.RDF_TYPE.value: {"Entry"},
        v.STATED_IN.value: {"document/nowhere-update"},
        v.KIND.value: {"kind-milestone"},
        v.LINE.value: {"4"},
        v.LAST_LINE.value: {"5"},
        v.PLACE.value: {"4", "5"},
        v.UNDER.value: {"entry/nowhere-update/3"},
        v.PARENT_TITLE.value: {"Mend the lighthouse"},
        v.AREA.value: {"area/isle-of-nowhere-council/harbours"},
        v.LEAD.value: {"person/isle-of-nowhere-council/ben-roe"},
        v.DEADLINE.value: {"2024-07"},
        v.DUE_BY.value: {"2024-07-31"},
        v.DEADLINE_TEXT.value: {"Jul-24"},
        v.STATUS.value: {"status-on-track"},
        v.STATUS_TEXT.value: {"On Target"},
        v.PERCENT.value: {"50"},
        v.CLOSED.value: {"false"},
        v.MONITORED_BY.value: {"organisation/isle-of-nowhere-council/harbour-committee"},
        v.COMMENT.value: {"Met the Harbour Committee at Pier House on 3 June 2024, and painted."},
    }
    assert graph_of(quads, PAINT) == {"graph/document/nowhere-update", "graph/derived"}


def test_every_span_has_its_own_evidence_with_the_text_that_stands_there(quads: list[Quad]) -> None:
    nodes = evidence(quads, PAINT, v.COMMENT)
    assert [node.value.rpartition("/")[2] for node in nodes] == ["comment-1", "comment-2"]
    assert [values(quads, node, v.OA_EXACT).pop() for node in nodes] == [
        "Met the Harbour Committee at Pier House on 3 June 2024,",
        "and painted.",
    ]
    for node in nodes:
        start, end = (int(values(quads, node, predicate).pop()) for predicate in (v.OA_START, v.OA_END))
        assert UPDATE.text[start:end] == values(quads, node, v.OA_EXACT).pop()
        assert values(quads, node, v.OA_HAS_SOURCE) == {"document/nowhere-update"}
        assert values(quads, node, v.RDF_TYPE) == {"Evidence", v.RDF_STATEMENT.value}


def test_every_evidence_is_for_a_statement_that_is_made(quads: list[Quad]) -> None:
    stated = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    for node in {quad.subject for quad in quads if quad.predicate == v.RDF_TYPE and quad.object == v.EVIDENCE}:
        parts = {quad.predicate: quad.object for quad in quads if quad.subject == node}
        assert (parts[v.RDF_SUBJECT], parts[v.RDF_PREDICATE], parts[v.RDF_OBJECT]) in stated


def test_two_leads_are_two_statements_each_with_evidence_numbered_through(quads: list[Quad]) -> None:
    entry = NAMES.entry("nowhere-plan/4")
    assert values(quads, entry, v.LEAD) == {
        "person/isle-of-nowhere-council/ann-ode",
        "post/isle-of-nowhere-council/head-of-harbours",
    }
    nodes = evidence(quads, entry, v.LEAD)
    assert [node.value.rpartition("/")[2] for node in nodes] == ["lead-1", "lead-2"]
    assert [values(quads, node, v.RDF_OBJECT).pop() for node in nodes] == [
        "person/isle-of-nowhere-council/ann-ode",
        "post/isle-of-nowhere-council/head-of-harbours",
    ]


def test_what_was_not_understood_is_stated_as_printed_and_has_evidence(quads: list[Quad]) -> None:
    assert values(quads, LAMP, v.DEADLINE) == values(quads, LAMP, v.DUE_BY) == values(quads, LAMP, v.STATUS) == set()
    assert values(quads, LAMP, v.DEADLINE_TEXT) == {"Quarterly"}
    assert values(quads, LAMP, v.STATUS_TEXT) == {"✔"}
    assert len(evidence(quads, LAMP, v.DEADLINE_TEXT)) == len(evidence(quads, LAMP, v.STATUS_TEXT)) == 1
    assert values(quads, LAMP, v.CLOSED) == {"true"}


def test_repairs_are_on_record(quads: list[Quad]) -> None:
    repair = NAMES.part(LAMP, "repair", 1)
    assert values(quads, repair, v.REPAIR_OF) == {"entry/nowhere-update/6"}
    assert values(quads, repair, v.REASON) == {"printed without its sign"}


def test_documents_and_their_problems(quads: list[Quad]) -> None:
    document = NAMES.document("nowhere-update")
    assert values(quads, document, v.COVERAGE) == {"0.9375"}
    assert values(quads, document, v.AS_OF) == {"2024-12-31"}
    assert values(quads, document, v.SHA256) == {UPDATE.sha256}
    problems = [NAMES.part(document, "problem", key) for key in ("7", "7-2")]
    assert [values(quads, problem, v.PROBLEM_KIND) for problem in problems] == [{"guessed"}, {"unplaced"}]
    assert values(quads, problems[1], v.OA_EXACT) == {UPDATE.text.split("\n")[6]}


def test_mentions_name_things_and_stand_under_their_offsets(quads: list[Quad]) -> None:
    place = span(UPDATE, "Pier House", 4)
    mention = NAMES.part(NAMES.document("nowhere-update"), "mention", f"venue-{place.start}-{place.end}")
    assert values(quads, mention, v.NAMES) == {"venue/isle-of-nowhere-council/pier-house"}
    assert values(quads, mention, v.CANONICAL) == {"Pier House"}
    assert values(quads, mention, v.MENTIONED_IN) == {"entry/nowhere-update/4"}
    assert values(quads, NAMES.part(mention, "evidence"), v.OA_EXACT) == {"Pier House"}


def test_a_date_is_mentioned_as_edtf_and_names_nothing(quads: list[Quad]) -> None:
    place = span(UPDATE, "3 June 2024", 4)
    mention = NAMES.part(NAMES.document("nowhere-update"), "mention", f"date-{place.start}-{place.end}")
    assert values(quads, mention, v.NAMES) == set()
    canonical = Literal("2024-06-03", datatype=v.EDTF)
    assert Quad(mention, v.CANONICAL, canonical, NAMES.document_graph("nowhere-update")) in quads


def test_actions_hold_their_entries_and_parts(quads: list[Quad]) -> None:
    paint, mend = NAMES.action("paint"), NAMES.action("mend")
    assert values(quads, PAINT, v.PROV_SPECIALIZATION_OF) == {"action/paint"}
    assert values(quads, paint, v.DCT_IS_PART_OF) == {"action/mend"}
    assert "action/paint" in values(quads, mend, v.DCT_HAS_PART)
    assert values(quads, paint, v.RDF_TYPE) == {"Action"}
    assert graph_of(quads, paint) == {"graph/derived"}


def test_recommendations_are_actions_too() -> None:
    findings = make_findings()
    action = dataclasses.replace(findings.actions[0], kind="recommendation")
    quads = quads_of(dataclasses.replace(findings, actions=(action,)), BASE)
    assert values(quads, NAMES.action("mend"), v.RDF_TYPE) == {"Action", "Recommendation"}


def test_a_proposed_link_is_on_record_but_revises_nothing(quads: list[Quad]) -> None:
    link = NAMES.link("nowhere-plan/6", "nowhere-update/6")
    assert values(quads, link, v.RELATION) == {"proposed"}
    assert values(quads, link, v.SCORE) == {"0.31"}
    assert values(quads, LAMP, v.PROV_WAS_REVISION_OF) == {"entry/nowhere-plan/5"}
    assert values(quads, PAINT, v.PROV_WAS_REVISION_OF) == {"entry/nowhere-plan/4"}


def test_slips_and_hand_overs_carry_their_premises(quads: list[Quad]) -> None:
    moved = NAMES.slip("paint", "moved", "nowhere-update/4")
    assert values(quads, moved, v.PROV_WAS_DERIVED_FROM) == {"entry/nowhere-plan/4", "entry/nowhere-update/4"}
    assert values(quads, moved, v.DAYS) == {"61"}
    assert values(quads, moved, v.SILENT) == {"false"}
    assert (values(quads, moved, v.OLD_DEADLINE), values(quads, moved, v.NEW_DEADLINE)) == ({"2024-05"}, {"2024-07"})
    lapsed = NAMES.slip("paint", "lapsed", "nowhere-update/4")
    assert values(quads, lapsed, v.SILENT) == {"true"}
    assert values(quads, lapsed, v.BEFORE_ENTRY) == set()
    hand_over = NAMES.hand_over("paint", "nowhere-update/4")
    assert values(quads, hand_over, v.HANDED_FROM) == {
        "person/isle-of-nowhere-council/ann-ode",
        "post/isle-of-nowhere-council/head-of-harbours",
    }
    assert values(quads, hand_over, v.HANDED_TO) == {"person/isle-of-nowhere-council/ben-roe"}


def test_row_changes_name_the_rows_on_either_side(quads: list[Quad]) -> None:
    documents = PLAN.id, UPDATE.id
    gone = NAMES.change(documents, "gone", "nowhere-plan/6")
    assert values(quads, gone, v.CHANGE_KIND) == {"change-gone"}
    assert values(quads, gone, v.BEFORE_ENTRY) == values(quads, gone, v.PROV_WAS_DERIVED_FROM) == {"entry/nowhere-plan/6"}
    assert values(quads, gone, v.AT_ENTRY) == set()
    split = NAMES.change(documents, "split", "nowhere-plan/4")
    assert values(quads, split, v.AT_ENTRY) == {"entry/nowhere-update/4", "entry/nowhere-update/6"}
    assert values(quads, split, v.TO_DOCUMENT) == {"document/nowhere-update"}


def test_two_slips_of_one_kind_at_one_entry_keep_apart() -> None:
    findings = make_findings()
    slips = tuple(
        Slip("narrated", "paint", "nowhere-update/4", None, False, old, None, None) for old in ("2024-05", "2024-06")
    )
    hand_over = HandOver("paint", "nowhere-plan/5", "nowhere-update/4", ("Harbour Committee",), ("Ben Roe",))
    more = dataclasses.replace(findings, slips=slips, handovers=(*findings.handovers, hand_over))
    quads = quads_of(more, BASE)
    first = NAMES.slip("paint", "narrated", "nowhere-update/4")
    assert values(quads, first, v.OLD_DEADLINE) == {"2024-05"}
    assert values(quads, NamedNode(first.value + "-2"), v.OLD_DEADLINE) == {"2024-06"}
    second = NamedNode(NAMES.hand_over("paint", "nowhere-update/4").value + "-2")
    assert values(quads, second, v.HANDED_FROM) == {"organisation/isle-of-nowhere-council/harbour-committee"}
    reversed_ = dataclasses.replace(more, slips=slips[::-1], handovers=more.handovers[::-1])
    assert quads_of(reversed_, BASE) == quads


def test_things_are_named_once_in_their_class(quads: list[Quad]) -> None:
    person, body = NAMES.named("person", "Ben Roe", COUNCIL), NAMES.named("body", "Harbour Committee", COUNCIL)
    assert values(quads, person, v.RDF_TYPE) == {v.FOAF_PERSON.value}
    assert values(quads, person, v.FOAF_NAME) == {"Ben Roe"}
    assert values(quads, body, v.ORG_CLASSIFICATION) == {"body-committee"}
    area = NAMES.named("area", "Harbours", COUNCIL)
    assert values(quads, area, v.SKOS_IN_SCHEME) == {"AreaScheme"}
    assert graph_of(quads, area) == graph_of(quads, NAMES.named("person", "Zoë Łuk", COUNCIL)) == {"graph/entities"}


def test_two_names_of_one_slug_are_one_thing_with_two_labels() -> None:
    activity, *others = plan_entries()
    leads = tuple(Lead(name, "person", (span(PLAN, "Ann Ode", 4),)) for name in ("Zoë Lamp", "Zoe Lamp", "zoe lamp"))
    findings = Findings((Reading(PLAN, (dataclasses.replace(activity, leads=leads), *others), (), (), 1.0),), (), (), (), ())
    quads = quads_of(findings, BASE)
    zoe = NAMES.named("person", "Zoe Lamp", COUNCIL)
    assert values(quads, zoe, v.FOAF_NAME) == {"Zoe Lamp"}
    assert values(quads, zoe, v.SKOS_ALT_LABEL) == {"Zoë Lamp", "zoe lamp"}


def test_concepts_explain_themselves_and_know_their_printed_forms(quads: list[Quad]) -> None:
    concept = v.STATUSES["on-track"]
    assert values(quads, concept, v.SKOS_NOTATION) == {"on-track"}
    assert values(quads, concept, v.SKOS_PREF_LABEL) == {"on track"}
    assert values(quads, concept, v.SKOS_ALT_LABEL) == {"On Target"}
    assert all(values(quads, known, v.SKOS_IN_SCHEME) for scheme in v.SCHEMES.values() for known in scheme.values())


def test_the_data_set_is_described_without_a_clock(quads: list[Quad]) -> None:
    dataset = NAMES.dataset()
    others = [quad for quad in quads if quad.graph_name != NAMES.graph("dataset")]
    assert values(quads, dataset, v.VOID_TRIPLES) == {str(len(others))}
    assert values(quads, dataset, v.DCT_SOURCE) == {"document/nowhere-plan", "document/nowhere-update"}
    assert Quad(dataset, v.VOID_URI_SPACE, Literal(BASE), NAMES.graph("dataset")) in quads
    assert values(quads, NAMES.dataset("Entry"), v.VOID_ENTITIES) == {"7"}
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    assert not [quad for quad in quads if today in str(quad.object)]


def test_no_blank_nodes_and_nothing_in_the_default_graph(quads: list[Quad]) -> None:
    for quad in quads:
        assert not isinstance(quad.graph_name, DefaultGraph)
        assert not any(isinstance(term, BlankNode) for term in (quad.subject, quad.object, quad.graph_name))


def test_quads_are_sorted_and_single(quads: list[Quad]) -> None:
    lines = [str(quad) for quad in quads]
    assert lines == sorted(set(lines))


def test_a_store_gives_every_literal_back_as_it_was_stated(quads: list[Quad]) -> None:
    store = Store()
    store.extend(quads)
    assert sorted(map(str, store)) == [str(quad) for quad in quads]


def test_the_order_of_findings_has_no_say(quads: list[Quad]) -> None:
    findings = make_findings()
    for seed in range(5):
        shuffled = {}
        for part in dataclasses.fields(Findings):
            things = list(getattr(findings, part.name))
            random.Random(seed).shuffle(things)  # noqa: S311 - not for secrets
            shuffled[part.name] = tuple(things)
        readings = tuple(
            dataclasses.replace(reading, problems=reading.problems[::-1], mentions=reading.mentions[::-1])
            for reading in shuffled["readings"]
        )
        assert quads_of(dataclasses.replace(Findings(**shuffled), readings=readings), BASE) == quads


def test_a_document_gets_the_same_iris_whatever_stands_beside_it(quads: list[Quad]) -> None:
    findings = make_findings()
    alone = Findings((findings.readings[1],), (), (), (), ())
    graph = NAMES.document_graph("nowhere-update")
    assert [quad for quad in quads_of(alone, BASE) if quad.graph_name == graph] == [
        quad for quad in quads if quad.graph_name == graph
    ]


def test_the_seed_of_hashes_has_no_say() -> None:
    program = (
        "from graph_world import make_findings; from built import state_findings; import hashlib;"
        "print(hashlib.sha256('\\n'.join(state_findings(make_findings())).encode()).hexdigest())"
    )
    outputs = set()
    for seed in ("0", "1", "4711"):
        places = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": places}
        outputs.add(subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True).stdout)
    assert len(outputs) == 1


def test_an_empty_build_still_describes_itself() -> None:
    quads = quads_of(Findings((), (), (), (), ()), BASE)
    assert values(quads, NAMES.dataset(), v.FORMAT) == {v.FORMAT_VERSION}


def test_what_is_not_printed_is_not_stated() -> None:
    assert text(None) is text("") is edtf(None) is edtf("") is integer(None) is date(None) is None
    entry = dataclasses.replace(
        plan_entries()[0],
        deadline=Deadline("", None, None, ()),
        status=Status("", None, (Span(PLAN.id, 3, 0, 1, "1"),)),
    )
    quads = quads_of(Findings((Reading(PLAN, (entry,), (), (), 1.0),), (), (), (), ()), BASE)
    iri = NAMES.entry(entry.id)
    assert values(quads, iri, v.DEADLINE_TEXT) == values(quads, iri, v.STATUS_TEXT) == set()


@given(st.floats(0, 1), st.integers(1, 6))
def test_decimals_are_canonical(value: float, places: int) -> None:
    written = decimal(value, places).value
    assert float(written) == pytest.approx(value, abs=10**-places)
    assert not (written.endswith("0") and "." in written)
    store = Store()
    quad = Quad(NAMES.dataset(), v.SCORE, decimal(value, places), NAMES.graph("dataset"))
    store.add(quad)
    assert list(store) == [quad]


def test_literals_have_their_datatypes() -> None:
    assert [str(literal) for literal in (boolean(True), integer(5), date(dt.date(2024, 2, 29)), edtf("2024-21"))] == [
        f'"true"^^<{v.XSD}boolean>',
        f'"5"^^<{v.XSD}integer>',
        f'"2024-02-29"^^<{v.XSD}date>',
        '"2024-21"^^<http://id.loc.gov/datatypes/edtf/EDTF>',
    ]


def test_two_names_in_the_same_words_are_two_mentions() -> None:
    content = "Harbours\nActivities\tLead Officer\tDeadline\nAsk the Harbour and Lamp Committees\tAnn Ode\tMay-24\n"
    document = make_document("lists", content, "plan", "2024-04")
    start = content.index("Harbour and Lamp Committees")
    place = Span("lists", 3, start, start + 27, "Harbour and Lamp Committees")
    mentions = tuple(Mention("body", name, place, None) for name in ("Lamp Committee", "Harbour Committee"))
    reading = Reading(document, (), (), mentions, 1.0)
    stated = quads_of(Findings((reading,), (), (), (), ()), BASE)
    first = NAMES.part(NAMES.document("lists"), "mention", f"body-{start}-{start + 27}")
    assert values(stated, first, v.CANONICAL) == {"Harbour Committee"}
    assert values(stated, NamedNode(first.value + "-2"), v.CANONICAL) == {"Lamp Committee"}


def test_a_slip_in_words_has_its_sentence_as_evidence(quads: list[Quad]) -> None:
    place = span(UPDATE, "and painted.", 5)
    slip = NAMES.narrated("paint", "nowhere-update/4", place.start)
    assert values(quads, slip, v.SAYS) == {"and painted."}
    assert values(quads, slip, v.PROV_WAS_DERIVED_FROM) == {"entry/nowhere-update/4"}
    [found] = evidence(quads, slip, v.SAYS)
    assert values(quads, found, v.OA_EXACT) == {"and painted."}
    assert values(quads, found, v.LINE) == {"5"}
    assert graph_of(quads, slip) == graph_of(quads, found) == {"graph/derived"}


def test_what_was_dropped_says_from_where(quads: list[Quad]) -> None:
    assert values(quads, NAMES.slip("gulls", "dropped", "nowhere-plan/6"), v.GONE_FROM) == {"document/nowhere-update"}


def test_contradictions_copies_and_replies_name_their_entries(quads: list[Quad]) -> None:
    fell = NAMES.contradiction("paint", "percent-fell", "nowhere-update/4", "nowhere-plan/4")
    assert values(quads, fell, v.PROV_WAS_DERIVED_FROM) == {"entry/nowhere-update/4", "entry/nowhere-plan/4"}
    assert values(quads, fell, v.MESSAGE) == {"fell from 60 to 50"}
    overall = NAMES.contradiction("paint", "overall", "nowhere-update/4", None)
    assert values(quads, overall, v.CONTRADICTION_KIND) == {"contradiction-overall"}
    assert len(evidence(quads, overall, v.SAYS)) == 1
    assert values(quads, PAINT, v.COPIED_FROM) == {"entry/nowhere-plan/4"}
    action = NAMES.action("paint")
    assert values(quads, action, v.ANSWERS_TO) == {
        "review/isle-of-nowhere-council/harbour-review",
        "review/isle-of-nowhere-council/harbour-review/5",
    }
    assert values(quads, NAMES.review("Harbour review", publisher=COUNCIL), v.DCT_TITLE) == {"Harbour Review"}
    for found in evidence(quads, action, v.ANSWERS_TO):
        assert values(quads, found, v.PROV_WAS_DERIVED_FROM) == {"entry/nowhere-update/4"}
