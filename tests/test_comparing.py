"""How alike two entries are, reason by reason."""

from documents import read

from bvgraph.linking import comparing as c
from bvgraph.linking.candidates import find_candidates, key_words
from bvgraph.linking.comparing import Row, combine, make_rows
from bvgraph.linking.stories import find_rows, tell_stories
from bvgraph.linking.wording import Weights, cut_main, find_run, read_stems, stem
from bvgraph.records import Link

TEXT = """
    Harbours
    Activities | Lead Officer | Deadline | Status
    1. Mend the lighthouse
    Invitation to tender | Ann Ode | May-24 |
    Paint the lamp room and the stairs | Ann Ode | May-24 |
    2. Dredge the channel
    Invitation to tender | Ben Roe | Jun-24 |
    Piant the lamp room | Ann Ode / Ben Roe | Jul-24 |
    Phase 1 of the sea wall | Ann Ode | |
    Phase 2 of the sea wall | Ann Ode | |
    """


def rows() -> list[Row]:
    entries = read(TEXT).entries
    return make_rows(entries, Weights(e.title.text for e in entries), {}, tell_stories(entries, {}))


def test_a_reason_is_none_where_one_does_not_say() -> None:
    lighthouse, tender, *_ = rows()
    assert c.compare_headings(lighthouse, tender) is None
    assert c.compare_references(tender, tender) is None
    assert c.compare_deadlines(rows()[6], tender) is None


def test_reasons_run_from_none_to_one() -> None:
    _, tender, paint, _, other, mistyped, first, second = rows()
    assert c.compare_titles(tender, other) == c.compare_letters(tender, other) == 1
    assert c.compare_titles(tender, paint) == 0
    assert 0.7 < c.compare_titles(paint, mistyped) < 1
    assert (c.compare_leads(tender, paint), c.compare_leads(paint, mistyped), c.compare_leads(tender, other)) == (1, 0.5, 0)
    assert (c.compare_deadlines(tender, paint), c.compare_deadlines(tender, other)) == (1, 0)
    assert c.compare_headings(tender, paint) == 1 > (c.compare_headings(tender, other) or 0)
    assert c.compare_areas(tender, other) == 1
    assert c.compare_titles(first, second) < 0.7 < c.compare_letters(first, second)
    assert (c.compare_levels(tender, rows()[0]), c.compare_levels(tender, paint)) == (0, 1)


def test_the_score_is_the_mean_of_what_can_be_compared() -> None:
    _, tender, _, _, other, *_ = rows()
    found = combine(
        (("title", c.compare_titles, 3), ("lead", c.compare_leads, 1), ("reference", c.compare_references, 9)), tender, other
    )
    assert (found.score, found.say()) == (0.75, ("title 1.00",))


def test_candidates_share_a_rare_word_and_come_in_order() -> None:
    listed = rows()
    pairs = find_candidates(listed[:3], listed[3:], lambda row: key_words(row.words), lambda row: row.words)
    assert [(a.entry.line, b.entry.line) for a, b in pairs] == [(4, 7), (5, 8)]


def test_a_key_that_too_many_share_is_passed_over() -> None:
    crowd = [row for row in rows() if row.title.startswith("invitation")] * 20
    assert find_candidates(crowd, crowd, lambda row: key_words(row.words), lambda row: row.words) == []


def test_words_are_stemmed_alike() -> None:
    assert stem("schemes") == stem("scheme")
    assert stem("policies") == stem("policy")
    assert stem("plans") == stem("plan")
    assert read_stems("The plans of the ferry (draft)") == ("plan", "ferry")
    assert cut_main("Paint the ferry to keep the rust off") == "Paint the ferry"
    assert find_run(("a", "b", "c", "d"), ("x", "b", "c", "y")) == ("b", "c")


def test_what_is_done_weighs_more_than_that_it_is_done() -> None:
    weights = Weights(["Review the ferry", "Review 2031"], numbers=0.5).weigh(("review", "ferry", "2031"))
    assert weights["review"] < weights["2031"] < weights["ferry"]


def test_a_story_is_told_by_all_prints_and_by_the_rows_beneath() -> None:
    entries = read(TEXT).entries
    stories = tell_stories(entries, {"isle-plan/7": "isle-plan/4"})
    assert "lamp" in stories["isle-plan/3"]
    assert stories["isle-plan/7"] is stories["isle-plan/4"]
    links = [Link("a", "b", "same", 1, ()), Link("b", "c", "same", 1, ()), Link("c", "d", "proposed", 1, ())]
    assert find_rows(links) == {"b": "a", "c": "a"}
