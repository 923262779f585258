"""Questions in many wordings are understood alike; what is unknown, ambiguous or no question is refused, never guessed."""

import pytest
from asked_world import TEXTS, make_quads, make_store
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from bvgraph.asking.answers import Answer, AnswerRow
from bvgraph.asking.names import Known, load_documents, load_leads, plain_words, resolve
from bvgraph.asking.queries import run_select, text_of
from bvgraph.asking.questions import ask
from bvgraph.errors import UnknownNameError


def answer(question: str) -> Answer:
    return ask(make_store(), question)


def labels(found: Answer) -> list[str]:
    return [row.label for row in found.rows]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "why is the sky blue?",
        "what did Bram Okoro own by moonlight that slipped?",
        "Bram Okoro",
        "'; DELETE DATA #",
        "<http://a/b> ?s ?p ?o }",
    ],
)
def test_what_cannot_be_placed_word_for_word_is_refused_with_what_can(question: str) -> None:
    found = answer(question)
    assert (found.kind, found.rows, found.queries) == ("refusal", (), ())
    assert found.refusal is not None
    assert "what did Cleo Okoro own that slipped?" in found.refusal.suggestions


def test_the_questions_that_are_suggested_can_be_asked() -> None:
    refusal = answer("why?").refusal
    assert refusal is not None
    assert [answer(question.split("?")[0]).kind for question in refusal.suggestions[:3]] == ["actions"] * 3


def test_why_is_answered_with_what_is_said() -> None:
    found = answer("why was the inner basin late?")
    assert found.kind == "text"
    assert "plans seldom say why" in found.understood
    assert [s.quote for row in found.rows for s in row.sources if s.field == "comment"] == ["Dredger at Gull Pier."]


@given(st.text(max_size=350))
def test_anything_gets_an_answer_or_a_refusal(question: str) -> None:
    found = answer(question)
    assert (found.kind == "refusal") == (found.refusal is not None)


WORDS = "what which who did was that own slipped overdue under in of for the Bram Okoro's Harbours actions by led at risk"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join))
def test_words_of_questions_in_any_order_do_no_harm(question: str) -> None:
    found = answer(question)
    assert all(row.id.startswith("a") for row in found.rows)


def test_what_slipped_is_one_row_for_each_action_with_all_its_slips() -> None:
    found = answer("what did Bram Okoro own that slipped?")
    assert found.understood.startswith("Actions led by Bram Okoro that slipped")
    assert [(row.id, row.slips, row.silent, row.days) for row in found.rows] == [("a3", ("lapsed", "moved"), True, 215)]
    row = found.rows[0]
    assert (row.leads, row.leads_before) == (("Bram Okoro",), ("Ada Finch",))
    assert (row.deadline, row.deadline_before, row.status) == ("Jan-32", "Jun-31", "On Target")
    assert (row.place.document, row.place.line) == ("mb-year-end", 3)


def test_a_slip_is_charged_to_whoever_led_when_it_happened() -> None:
    assert labels(answer("what did Ada Finch own that slipped?")) == []
    assert labels(answer("what did Cleo Okoro own that slipped?")) == ["Survey the sea wall", "Replace the lantern glass"]


def test_what_was_dropped_did_not_slip() -> None:
    assert "a6" not in [row.id for row in answer("what slipped?").rows]
    assert labels(answer("what was dropped?")) == ["Hold the regatta"]


@pytest.mark.parametrize(
    "question", ["what slipped?", "what was overdue?", "what did Bram Okoro own?", "who led the dredging?"]
)
def test_every_source_stands_where_it_says_word_for_word(question: str) -> None:
    rows = answer(question).rows
    assert rows
    for source in (source for row in rows for source in row.sources):
        assert source.quote in TEXTS[source.document].split("\n")[source.line - 1]
        assert source.line <= source.last_line


def source_fields(row: AnswerRow, document: str) -> set[str]:
    return {source.field for source in row.sources if source.document == document}


def test_a_moved_deadline_is_quoted_from_both_documents() -> None:
    row = answer("what did Bram Okoro own that slipped?").rows[0]
    quotes = {(source.document, source.field): source.quote for source in row.sources}
    assert quotes["mb-year-end", "deadline"] == "Jan-32"
    assert quotes["mb-plan", "deadline"] == "Jun-31"
    assert quotes["mb-year-end", "status"] == "On Target"
    assert {"title", "lead"} <= source_fields(row, "mb-year-end") & source_fields(row, "mb-plan")


def test_what_was_narrated_is_quoted() -> None:
    rows = {row.id: row for row in answer("what slipped?").rows}
    assert [s.quote for s in rows["a9"].sources if s.field == "says"] == ["Delivery has slipped to May 2032."]
    assert "says" not in source_fields(rows["a3"], "mb-year-end")


def test_who_leads_a_heading_is_asked_about_the_rows_under_it() -> None:
    owned = answer("what did Bram Okoro own?")
    assert "Keep the harbour open" not in labels(owned)
    assert labels(owned) == ["Dredge the inner basin (phase 1)", "Paint the harbour lights", "Hold the regatta"]


def test_leads_are_named_in_the_order_of_the_print() -> None:
    rows = {(row.label, row.place.document): row.leads for row in answer("who led the harbour lights?").rows}
    assert rows["Paint the harbour lights", "mb-plan"] == ("Ada Finch", "Harbour Master")
    assert rows["Paint the harbour lights", "mb-year-end"] == ("Harbour Master", "Bram Okoro")


def test_who_led_an_action_is_told_for_each_document() -> None:
    found = answer("who led the dredging of the basin?")
    assert found.kind == "names"
    assert found.names == ("Ada Finch", "Bram Okoro")
    assert [row.place.document for row in found.rows] == ["mb-plan", "mb-year-end"]
    assert answer("who led the dredging of the basin in the year-end update?").names == ("Bram Okoro",)
    assert answer("who led the building of the sea wall?").kind == "refusal"
    assert answer("who led the servey?").names == ("Cleo Okoro",)


def test_silent_slips_can_be_asked_for() -> None:
    for question in ("what slipped silently?", "which actions were reported on target although their deadline had passed?"):
        assert [row.id for row in answer(question).rows] == ["a3"]


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("what was overdue?", ["a5"]),
        ("what was overdue in Harbours?", ["a5"]),
        ("what was overdue in Lanterns?", []),
        ("which Lanterns actions were at risk?", ["a9"]),
        ("what was complete at year end?", ["a8", "a10"]),
        ("what was overdue in the 2031-32 plan?", []),
        ("what slipped under Bram Okoro in February 2032?", ["a3"]),
        ("what was overdue or at risk?", ["a5", "a9"]),
        ("which milestones did the Tide Board lead?", ["a8"]),
        ("which recommendations did the Tide Board lead?", []),
        ("what did Quay Services own?", ["a10"]),
    ],
)
def test_areas_documents_and_kinds_narrow_the_answer(question: str, ids: list[str]) -> None:
    found = answer(question)
    assert found.kind == "actions"
    assert [row.id for row in found.rows] == ids


def test_a_slip_and_a_status_can_be_asked_for_at_once() -> None:
    assert [row.id for row in answer("what was complete or moved?").rows] == ["a3", "a8", "a10"]


@pytest.mark.parametrize(
    ("typed", "label", "corrected"),
    [
        ("Bram Okoro", "Bram Okoro", False),
        ("bram okoro", "Bram Okoro", False),
        ("Mr. Bram  OKORO", "Bram Okoro", False),
        ("Bram", "Bram Okoro", False),
        ("B. Okoro", "Bram Okoro", False),
        ("Finch", "Ada Finch", False),
        ("Finhc", "Ada Finch", True),
        ("Ada Fincch", "Ada Finch", True),
        ("Bra Okoro", "Bram Okoro", True),
        ("the Harbour Master", "Harbour Master", False),
        ("Harbor Master", "Harbour Master", True),
        ("Tide Bord", "Tide Board", True),
        ("TideBoard", "Tide Board", True),
    ],
)
def test_names_as_people_type_them(typed: str, label: str, corrected: bool) -> None:
    match = resolve(typed, "person", load_leads(make_store()))
    assert (match.known.label, match.corrected, match.asked) == (label, corrected, typed)
    understood = answer(f"what did {typed} own?").understood
    assert label in understood
    assert (f'"{typed}" read as {label}' in understood) == corrected


@pytest.mark.parametrize("typed", ["Okoro", "okoro", "Okorro", "Oko"])
def test_a_name_that_fits_two_is_asked_about(typed: str) -> None:
    found = answer(f"what did {typed} own that slipped?").refusal
    assert found is not None
    assert set(found.suggestions) == {"Bram Okoro", "Cleo Okoro"}


@pytest.mark.parametrize("typed", ["Margaret Thatcher", "Ada Thatcher", "X", "Finchley", "No One At All", "Rebecca Okoro"])
def test_an_unknown_name_is_never_answered(typed: str) -> None:
    found = answer(f"what did {typed} own that slipped?")
    assert found.kind == "refusal"
    assert found.rows == ()


def test_an_unknown_name_gets_the_nearest() -> None:
    refusal = answer("what did Rebecca Okoro own?").refusal
    assert refusal is not None
    assert "Bram Okoro" in refusal.suggestions
    assert "like it" in refusal.reason


def test_documents_are_found_by_words_kind_and_month() -> None:
    documents = load_documents(make_store())
    for typed, found in {
        "mb-plan": "mb-plan",
        "mb-plan.txt": "mb-plan",
        "the 2031-32 plan": "mb-plan",
        "year end": "mb-year-end",
        "the year-end update": "mb-year-end",
        "February 2032": "mb-year-end",
        "April 2031": "mb-plan",
    }.items():
        assert resolve(typed, "document", documents).known.label == found
    with pytest.raises(UnknownNameError, match="more than one"):
        resolve("Marrow Bay", "document", documents)


@given(st.sampled_from(["Ada Finch", "Bram Okoro", "Harbour Master", "Quay Services"]), st.data())
def test_case_and_one_slip_of_the_pen_make_no_difference(name: str, data: st.DataObject) -> None:
    spelt = "".join(data.draw(st.sampled_from([c.lower(), c.upper()])) for c in name)
    at = data.draw(st.integers(name.index(" ") + 2, len(name) - 1))  # within the last word, not its first letter
    misspelt = spelt[:at] + spelt[at + 1 :]
    agents = load_leads(make_store())
    assert resolve(spelt, "person", agents).known.label == name
    if len(misspelt.split()[1]) > 3:
        assert resolve(misspelt, "person", agents).known.label == name


@given(st.text())
def test_names_are_compared_as_words(text: str) -> None:
    words = plain_words(text)
    assert all(words)
    assert all(word.casefold() == word for word in words)


@pytest.mark.parametrize(
    "question", ["what did Bram Okoro own that slipped?", "what did Bram Okoro own?", "what was at risk?"]
)
def test_the_query_gives_the_same_actions_on_the_export(question: str) -> None:
    found, export = answer(question), Store()
    export.extend(make_quads())
    actions = dict.fromkeys(text_of(row, "action") for row in run_select(export, found.queries[0]))
    assert list(actions) == [row.id for row in found.rows]
    quoted = {text_of(row, "text") for row in run_select(export, found.queries[-1])}
    assert {source.quote for row in found.rows for source in row.sources} <= quoted


def test_an_empty_graph_has_no_answer_but_no_error_either() -> None:
    found = ask(Store(), "what slipped?")
    assert (found.kind, found.rows) == ("actions", ())
    refused = ask(Store(), "why?").refusal
    assert refused is not None
    assert "what did NAME own?" in refused.suggestions


def test_names_of_two_kinds_are_told_apart_by_the_preposition() -> None:
    area = Known(next(iter(load_leads(make_store()))).iri, "area", "Quays", ("Quays",))
    assert resolve("quays", "area", [area], load_leads(make_store())).known is area
