"""Reviews from outside that an action says it answers: by whom, which recommendation, and in which words."""

from __future__ import annotations

import pytest
from documents import read

from bvgraph.linking.absences import find_copies
from bvgraph.linking.clusters import form_actions
from bvgraph.linking.reissues import link_plans
from bvgraph.linking.replies import find_replies


def answered(comment: str, title: str = "Paint the lamp room") -> list[tuple[str, str | None]]:
    reading = read(f"Action | Lead | Due | RAG | Comments\n{title} | Ann Ode | May-24 | Green | {comment}")
    return [(r.review, r.number) for r in find_replies([reading], form_actions([reading], link_plans([reading])))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Act on the recommendations of the LGA Peer Review", [("LGA Peer Review", None)]),
        ("Implement recommendation 5 of the Harbour Safety Report", [("Harbour Safety Report", "5")]),
        ("Act on recommendations 3, 5 and 7-9 of the Tide Inquiry", [("Tide Inquiry", n) for n in "35789"]),
        ("This is in response to the Ofsted inspection.", [("Ofsted inspection", None)]),
        ("Recommended by the Electoral Commission.", [("Electoral Commission", None)]),
        ("Two actions arising from the Best Value Inspection are done.", [("Best Value Inspection", None)]),
        ("Change the ledger as internal audit recommendations ask", [("internal audit", None)]),
        ("Ofsted Inspection: discuss the recommendations", [("Ofsted Inspection", None)]),
        ("Implement actions from Lost Boats Project", [("Lost Boats Project", None)]),
        ("The Care Quality Commission's recommendations are met.", [("Care Quality Commission", None)]),
        ("Grant Thornton report recommendation 12 is done.", [("Grant Thornton report", "12")]),
        ("Findings from the Corporate Peer Challenge were discussed.", [("Corporate Peer Challenge", None)]),
        ("The agency's recommendations for candidates were received.", []),
        ("The Tide Board recommendation was received.", []),
        ("A review of the recommendations will follow.", []),
        ("There are no recommendations from Ofsted.", []),
        ("Ofsted visited in May.", []),
        ("Hold a mock poll with the Electoral Commission", []),
        ("Take the paper and its recommendations to the board", []),
        ("Recommendations will be taken forward.", []),
        ("See recommendation 5.", []),
    ],
)
def test_what_a_sentence_answers(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert answered(text) == expected


def test_bare_numbers_are_those_of_the_only_review_that_the_row_names() -> None:
    title = "Act on the recommendations of the LGA Harbours Peer Review"
    found = answered("Work has begun on recommendations 3 and 4.", title)
    assert found == [
        ("LGA Harbours Peer Review", None),
        ("LGA Harbours Peer Review", "3"),
        ("LGA Harbours Peer Review", "4"),
    ]
    assert answered("Recommendation 3 is done, in response to Ofsted.", title)[1:] == [("Ofsted", None)]


def test_the_words_are_quoted_in_place() -> None:
    reading = read(
        "Action | Lead | Due | RAG | Comments\nPaint | Ann Ode | May-24 | Green | Done. Recommended by Ofsted. So."
    )
    [reply] = find_replies([reading], form_actions([reading], []))
    assert (reply.says, reply.entry) == ("Recommended by Ofsted.", "isle-plan/2")
    assert [reading.document.text[s.start : s.end] for s in reply.spans] == ["Recommended by Ofsted."]


def test_a_comment_copied_forward_says_it_once() -> None:
    text = "Action | Lead | Due | RAG | Comments\nPaint | Ann Ode | May-24 | Green | Recommended by Ofsted."
    readings = [read(text, name="isle-1"), read(text, name="isle-2", as_of="2024-09")]
    actions = form_actions(readings, link_plans(readings))
    copies = find_copies(readings, actions)
    assert [c.later for c in copies] == ["isle-2/2"]
    assert [r.entry for r in find_replies(readings, actions, copies)] == ["isle-1/2"]
