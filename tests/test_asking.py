"""What holds of every question: all its words are accounted for, no text of it becomes SPARQL, and any engine agrees."""

import re
import tomllib
from collections import Counter
from functools import cache, reduce
from pathlib import Path

import pytest
import rdflib
from built import write_quads
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, serialize
from thornmarsh import build, build_changed

from bvgraph.asking.answers import Answer
from bvgraph.asking.explaining import explain
from bvgraph.asking.grammar import load_grammar, parse_question
from bvgraph.asking.lexicon import Lexicon, load_lexicon, write_lexicon
from bvgraph.asking.parsing import read_pattern
from bvgraph.asking.queries import admit_query, run_select
from bvgraph.asking.questions import Asker, ask
from bvgraph.asking.sizes import reckon_days
from bvgraph.asking.vocabularies import load_vocabulary
from bvgraph.graph.store import open_store

SETS = tomllib.loads((Path(__file__).parent / "wordings.toml").read_text("utf-8"))["set"]
ANSWERED = [case["ask"][0] for case in SETS if "refused" not in case]
ALL = [question for case in SETS for question in case["ask"]]


def asker() -> Asker:
    world = build()
    return Asker(world.store, lexicon=world.lexicon)


def answer(question: str) -> Answer:
    return asker().ask(question)


@cache
def elsewhere() -> rdflib.Dataset:
    """The same graph in another engine."""
    dataset = rdflib.Dataset()
    dataset.parse(data=serialize(build().store, format=RdfFormat.N_QUADS), format="nquads")
    return dataset


def plain(value: object) -> str:
    """The value of a term in either library."""
    return "" if value is None else str(getattr(value, "value", value))


def test_a_reference_that_there_is_not_gets_the_nearest() -> None:
    refusal = answer("what is the history of R2.9?").refusal
    assert refusal is not None
    assert set(refusal.suggestions[:2]) == {"R2.2", "R2.3"}


@pytest.mark.parametrize("question", ANSWERED)
def test_the_query_gives_the_same_rows_in_another_engine(question: str) -> None:
    text = answer(question).queries[0]
    here = Counter(tuple(map(plain, row)) for row in run_select(build().store, text))
    there = Counter(tuple("" if term is None else str(term) for term in row) for row in elsewhere().query(text))
    assert there == here
    assert admit_query(text) == text


@pytest.mark.parametrize("question", ALL)
def test_every_word_is_accounted_for(question: str) -> None:
    parse = parse_question(question, build().lexicon)
    if parse.part is None or parse.skipped:
        return
    explained = " ".join(taken.words for taken in explain(parse))
    assert re.findall(r"\w+", explained) == re.findall(r"\w+", parse.text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_anything_gets_an_answer_or_a_refusal(question: str) -> None:
    found = answer(question)
    assert (found.kind == "refusal") == (found.refusal is not None)


WORDS = sorted({word for question in ALL for word in question.split()})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_words_of_questions_in_any_order_do_no_harm(question: str) -> None:
    found = answer(question)
    assert (found.kind == "refusal") == (found.refusal is not None)
    assert all(admit_query(text) == text for text in found.queries[:1])


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="<>{}\"'\\?#;.:/ \n^@_abc", max_size=40), st.sampled_from(ALL))
def test_what_is_typed_never_becomes_part_of_the_query(text: str, question: str) -> None:
    words = question.split()
    found = answer(" ".join([*words[:-1], text, words[-1]]))
    telling = [word for word in text.split() if len(word) > 3 and not word.isalpha()]
    assert not any(word in query for word in telling for query in found.queries)


@pytest.mark.parametrize("question", [*ALL[::5], "x " * 500, "the " * 60, "and or not " * 20])
def test_a_question_is_read_in_no_time(question: str) -> None:
    parse_question(question, build().lexicon)


def test_case_and_question_mark_make_no_difference() -> None:
    for question in ANSWERED:
        loud = answer(question.upper().rstrip("?"))
        assert (loud.kind, loud.names, loud.number, loud.dates) == (
            (found := answer(question)).kind,
            found.names,
            found.number,
            found.dates,
        )
        assert [row.id for row in loud.rows] == [row.id for row in found.rows]


def test_the_lexicon_is_the_same_from_its_file(tmp_path: Path) -> None:
    write_quads(list(build().store), tmp_path)
    store = open_store(tmp_path)
    write_lexicon(store, tmp_path)
    kept = load_lexicon(store, tmp_path)
    assert contents(kept) == contents(build().lexicon)
    next(tmp_path.glob("generation-*/lexicon.json")).write_text('{"format": 1}')
    assert contents(load_lexicon(store, tmp_path)) == contents(build().lexicon)


def contents(lexicon: Lexicon) -> list[object]:
    names = [
        [(known.iri, known.kind, known.label, tuple(known.forms), known.rows, known.spellings) for known in pool]
        for pool in (lexicon.leads, lexicon.others, lexicon.venues, lexicon.areas)
    ]
    return [*names, list(lexicon.papers), list(lexicon.deeds), list(lexicon.titles), dict(lexicon.stems)]


def test_every_symbol_of_the_grammar_is_known() -> None:
    known = {phrase.symbol for phrases in load_vocabulary().phrases.values() for phrase in phrases} | set(load_grammar())
    known |= {
        "agent",
        "somebody",
        "stranger",
        "area",
        "venue",
        "paper",
        "deed",
        "topic",
        "date",
        "number",
        "unknown",
        "wording",
        "POSS",
    }
    text = (Path(__file__).parents[1] / "bvgraph" / "asking" / "data" / "grammar.toml").read_text("utf-8")
    patterns = [pattern for forms in tomllib.loads(text).values() for pattern in forms.values()]
    used = {symbol for pattern in patterns for symbol in re.findall(r"[\w'-]+", pattern.partition("~")[0])}
    assert used <= known


def test_a_pattern_that_is_not_closed_is_told() -> None:
    with pytest.raises(ValueError, match="bracket"):
        read_pattern("WHO )")


def test_a_slip_of_the_finger_is_corrected_and_shown() -> None:
    found = answer("what did Priya Ragunathan own that slipped?")
    assert '"Priya Ragunathan" read as Priya Raghunathan' in found.understood
    assert len(found.rows) == 3
    misread = answer("who led the weighbrige?")
    assert misread.names == ("Priya Raghunathan",)
    assert '"weighbrige" read as' in misread.understood


def test_questions_follow_on_from_one_another() -> None:
    one = asker()
    assert len(one.ask("what was overdue at year end?").rows) == 4
    assert [row.label for row in one.ask("and in Waste?").rows] == ["Weighbridge repaired"]
    assert one.ask("who led them?").names == ("Priya Raghunathan",)
    assert answer("who led them?").kind == "refusal"
    assert answer("and in Waste?").kind == "refusal"


def test_none_not_stated_and_not_understood_are_told_apart() -> None:
    outcomes = [answer(q).outcome for q in ("what was delayed in July 2030?", "when was the reading scheme due?")]
    assert outcomes == ["none", "not stated"]
    refusal = answer("what was overdue by moonlight?").refusal
    assert refusal is not None
    assert "moonlight" in refusal.reason


def test_an_empty_graph_has_no_answer_but_no_error_either() -> None:
    assert ask(Store(), "what slipped?").rows == ()


def test_months_are_as_long_as_they_are() -> None:
    assert reckon_days(1, "month") == (28, 31)
    assert reckon_days(6, "month") == (181, 184)
    assert reckon_days(1, "year") == (365, 366)
    assert reckon_days(4, "year")[1] == 1461
    assert reckon_days(0.5, "year") == (181, 184)


def test_what_is_said_is_offered_for_what_is_refused() -> None:
    refusal = answer("how many Forms were wanted by the traders?").refusal
    assert refusal is not None
    offered = [question for question in refusal.suggestions if question.startswith("what is said about")]
    assert offered
    assert all(answer(question).rows for question in offered)


@cache
def asker_of_words() -> Asker:
    """Thornmarsh with a deadline that becomes a word: printed otherwise, but to no later day."""
    row = "Local archive scanned\tLibrary Board\tMar-33\t"
    world = build_changed(lambda text: text.replace(row, row.replace("Mar-33", "Quarterly")))
    return Asker(world.store, lexicon=world.lexicon)


def test_moved_deadlines_come_with_those_that_are_printed_otherwise() -> None:
    question = "which deadlines moved between the 2032-33 plan and its year-end update?"
    told = asker_of_words().ask(question)
    assert '(printed otherwise, but to no later day: "Local archive scanned" Mar-33, then Quarterly)' in told.understood
    assert {row.label for row in told.rows} == {"Stall licences reissued", "Market hall hired for the winter fair"}
    assert "printed otherwise" not in answer(question).understood  # every change there is a move


@pytest.mark.parametrize("verb", ["put back", "extended", "postponed", "moved", "pushed back"])
def test_deadlines_that_were_put_back_are_those_that_moved_later(verb: str) -> None:
    labels = {row.label for row in asker_of_words().ask(f"which deadlines were {verb}?").rows}
    assert labels == {"Stall licences reissued", "Market hall hired for the winter fair"}
    assert asker_of_words().ask(f"how many deadlines were {verb}?").number == 2


@pytest.mark.parametrize("verb", ["changed", "revised", "amended"])
def test_deadlines_that_changed_are_those_printed_otherwise(verb: str) -> None:
    found = asker_of_words().ask(f"which deadlines were {verb}?")
    assert "Local archive scanned" in {row.label for row in found.rows}
    assert asker_of_words().ask(f"how many deadlines were {verb}?").number == len(found.rows) == 3


def test_deadlines_that_did_not_change_are_printed_as_before() -> None:
    kept = asker_of_words().ask("which deadlines did not change?")
    assert "printed as in the print before" in kept.understood
    assert len(kept.rows) == 12
    assert asker_of_words().ask("how many deadlines did not change?").number == 12
    between = "between the 2032-33 plan and its year-end update"
    assert len(asker_of_words().ask(f"which deadlines did not change {between}?").rows) == 12
    assert len(asker_of_words().ask(f"which deadlines were not put back {between}?").rows) == 13
    assert asker_of_words().ask("which deadlines were not put back by more than a year?").kind == "refusal"


def test_whether_the_deadline_of_an_action_changed_is_said() -> None:
    one = asker_of_words()
    never = one.ask("was the deadline of the depot lease changed?")
    assert "none; in print they are" in never.understood
    assert never.dates == ("2033-01",)
    once = one.ask("when was the deadline of the market hall put back?")
    assert "none" not in once.understood
    assert once.dates == ("2032-11", "2033-11")


def test_changes_are_shown_from_what_to_what() -> None:
    rows = {row.label: row for row in answer("which actions changed between the 2032-33 plan and its year-end update?").rows}
    licences, depot = rows["Stall licences reissued"], rows["Depot lease signed"]
    assert (licences.deadline_before, licences.deadline, licences.leads_before) == ("Sep-32", "Jan-33", ("Séamus O'Dowd",))
    assert (depot.deadline_before, depot.leads_before) == (None, ("Zoë Łukasik",))
    assert {source.document for source in licences.sources} == {"tip-2032-33-plan", "tip-2032-33-year-end"}


def test_a_misspelt_state_is_told() -> None:
    assert '"overdu" read as overdue' in answer("which actions were overdu at year end?").understood


def test_words_that_texts_are_looked_for_end_where_the_question_is_narrowed_down() -> None:
    assert {row.label for row in answer("what is said about forms in Markets?").rows} == {"Stall licences reissued"}
    assert answer("what is said about form?").rows == answer("what is said about forms?").rows
    assert answer("what is said about for?").rows == ()


def test_a_letter_is_no_word_that_texts_are_looked_for() -> None:
    assert answer("what is said about C++?").kind == "refusal"
    assert answer("what is said about f.*rms?").kind == "refusal"


def test_not_stalled_is_not_stalled() -> None:
    every, stalled, rest = (
        {row.id for row in answer(f"which actions in the year-end update are {state}?").rows}
        for state in ("not complete", "stalled", "not complete and not stalled")
    )
    assert stalled
    assert rest == every - stalled


@cache
def asker_of_stalls() -> Asker:
    """Thornmarsh with comments on what stalls, stalled once, and does not."""
    said = {
        "Lines are laid.": "Work has stalled for want of wire.",
        "Half of the maps are done.": "The scanner is no longer on hold.",
        "Forms are out.": "We paused for the fair.",
        "Rooms are wanted.": "The rooms are not yet on hold.",
        "Parts are at sea.": "Work was paused in May and resumed in June.",
        "In force.": "This is on hold in winter.",
    }
    world = build_changed(lambda text: reduce(lambda told, pair: told.replace(*pair), said.items(), text))
    return Asker(world.store, lexicon=world.lexicon)


def test_what_is_said_to_have_stalled_is_neither_over_nor_complete() -> None:
    stalled = asker_of_stalls().ask("which actions are stalled?")
    assert {row.label for row in stalled.rows} == {
        "Fly-tipping hotline opened",
        "Depot lease signed",
        "Stall licences reissued",
    }
    assert (
        "neither printed as delayed nor whose comment" in asker_of_stalls().ask("which actions are not stalled?").understood
    )


def test_states_of_which_one_is_told_by_comments_are_listed() -> None:
    one = asker_of_stalls()
    every = {row.id for row in one.ask("which actions are stalled, overdue or at risk?").rows}
    each = [{row.id for row in one.ask(f"which actions are {state}?").rows} for state in ("stalled", "overdue", "at risk")]
    assert every == set.union(*each)
    overdue = {row.id for row in one.ask("which actions are overdue but not stalled?").rows}
    assert overdue == each[1] - each[0]


def test_an_or_that_joins_a_state_to_something_else_keeps_the_action() -> None:
    found = answer("was the weighbridge overdue or led by Mei-Ling Tan?")
    assert [(row.label, row.status) for row in found.rows] == [("Weighbridge repaired", "Overdue")]
    assert answer("was the weighbridge delayed or led by Mei-Ling Tan?").outcome == "none"
    told = answer("was the weighbridge overdue or delayed at year end?")
    assert told.names == ("Overdue 70 %",)
    assert {row.label for row in told.rows} == {"Weighbridge repaired"}
    assert answer("is the weighbridge finished or not?").names == ("Overdue 70 %",)


def test_what_still_has_to_be_finished_is_open() -> None:
    rest = {row.id for row in answer("which actions are unfinished?").rows}
    found = answer("which actions still have to be finished and by when?")
    assert {row.id for row in found.rows} == rest
    assert "the deadline is beside each" in found.understood


def test_open_is_what_came_about_where_a_verb_or_the_title_says_so() -> None:
    assert "printed as complete" in answer("did the weighbridge open?").understood
    assert "other than complete" not in answer("is the fly-tipping hotline open?").understood
    assert "other than complete" in answer("is the weighbridge open?").understood


def test_why_is_answered_from_comments_where_no_title_has_the_words() -> None:
    found = answer("why were the maps late?")
    assert [row.label for row in found.rows] == ["Local archive scanned"]
    assert "plans seldom say why" in found.understood
    assert answer("why were the half maps late?").kind == "refusal"  # of these no comment has both in a row
    assert answer("why was the moon late?").kind == "refusal"
    titled = answer("why was the deadline for the market hall changed?")
    assert {row.label for row in titled.rows} == {"Market hall hired for the winter fair"}


def test_for_words_that_are_in_no_title_comments_are_offered() -> None:
    refusal = answer("when was the survey landlord due?").refusal
    assert refusal is not None
    assert "in its title" in refusal.reason
    assert "what is said about landlord?" in refusal.suggestions


def test_a_word_that_was_left_aside_is_told() -> None:
    assert '"new weighbridge" read as weighbridge' in answer("who led the new weighbridge?").understood
    each = answer("what did Zoë Łukasik lead and who has it now?")
    assert "each print shows who led it then" in each.understood
    assert {row.leads for row in each.rows if row.label.startswith("Depot")} == {("Zoë Łukasik",), ("Priya Raghunathan",)}


def test_whether_all_are_says_how_many_of_how_many() -> None:
    assert "in per cent: 2 of 6" in answer("are all Markets milestones complete at year end?").understood


def test_what_mentions_something_is_shown_with_its_comment() -> None:
    (row,) = answer("what does the year-end update say about Tanner Street?").rows
    comments = [source.quote for source in row.sources if source.field == "comment"]
    assert comments == ["The landlord at Tanner Street is slow."]
