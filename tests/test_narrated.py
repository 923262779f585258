"""Slips that rows tell of in words: in which rows, once, with their quotes; rows gone; comments copied."""

from __future__ import annotations

from documents import read

from bvgraph.linking.absences import find_copies, find_dropped
from bvgraph.linking.changes import find_changes
from bvgraph.linking.clusters import form_actions
from bvgraph.linking.narrating import find_narrated
from bvgraph.linking.reissues import link_plans
from bvgraph.records import Action, Copy, Link, Reading, Slip

HEAD = "Activities | Lead Officer | Deadline | Status | %Comp | Comments\n"
ROWS = {
    "Paint the lamp room": "Ann Ode | May-24 | Overdue | 50%",
    "Count the gulls": "Ben Roe | May-24 | On Target | 20%",
    "Order new lamps": "Cy Lim | Jun-24 | On Target | 10%",
}


def table(comments: dict[str, str], heading: str = "1. Mend the lighthouse") -> str:
    return HEAD + f"{heading} | | | | |\n" + "\n".join(f"{t} | {ROWS[t]} | {c}" for t, c in comments.items())


def prints(*texts: str) -> list[Reading]:
    dates = ("2024-06-01", "2024-09-01", "2024-12-01")
    pairs = enumerate(zip(texts, dates, strict=False), 1)
    return [read(text, name=f"isle-{n}", kind="update", as_of=date) for n, (text, date) in pairs]


def acts(readings: list[Reading]) -> list[Action]:
    return form_actions(readings, link_plans(readings))


def told(*texts: str) -> list[Slip]:
    readings = prints(*texts)
    return find_narrated(readings, acts(readings))


def test_the_sentence_that_tells_is_the_quote() -> None:
    [slip] = told(table({"Paint the lamp room": "Paint is in. The launch has been postponed to July 2024. All is well."}))
    assert (slip.kind, slip.entry, slip.before, slip.silent) == ("narrated", "isle-1/3", None, False)
    assert (slip.old, slip.new, slip.days) == ("2024-05", "2024-07", 61)
    assert slip.says == "The launch has been postponed to July 2024."
    assert [s.text for s in slip.spans] == [slip.says]


def test_each_sentence_tells_once() -> None:
    slips = told(table({"Paint the lamp room": "It is delayed and has slipped. The opening was put back."}))
    assert [s.says for s in slips] == ["It is delayed and has slipped.", "The opening was put back."]


def test_what_is_copied_forward_is_no_second_slip() -> None:
    old, new = "The launch has been postponed.", "The launch has  been postponed. Progress has stalled."
    slips = told(table({"Paint the lamp room": old}), table({"Paint the lamp room": new}))
    assert [(s.entry, s.before, s.says) for s in slips] == [
        ("isle-1/3", None, "The launch has been postponed."),
        ("isle-2/3", "isle-1/3", "Progress has stalled."),
    ]


def test_an_original_and_a_revised_deadline_in_one_row() -> None:
    text = "Action | Lead | Original date | Revised date | RAG\nPaint | Ann Ode | 31/03/2024 | 30/09/2024 | Red"
    [slip] = told(text)
    assert (slip.old, slip.new, slip.days) == ("2024-03-31", "2024-09-30", 183)
    assert [s.text for s in slip.spans] == ["31/03/2024", "30/09/2024"]
    [again] = told(text, text)
    assert again == slip
    assert told(text.replace("30/09/2024", "30/01/2024")) == []


def test_both_deadlines_in_one_cell() -> None:
    [slip] = told("Action | Lead | Due | RAG\nPaint | Ann Ode | 31/03/2024 (revised to 30/09/2024) | Red")
    assert (slip.days, [s.text for s in slip.spans]) == (183, ["31/03/2024 (revised to 30/09/2024)"])


def test_a_complete_row_and_a_plain_one_tell_of_none() -> None:
    assert told(HEAD + "1. Mend | | | | |\nPaint | Ann Ode | May-24 | Completed | 100% | It was delayed by rain.") == []
    assert told(table({"Paint the lamp room": "Paint is in."})) == []


def gone(*texts: str, links: tuple[Link, ...] = ()) -> list[Slip]:
    readings = prints(*texts)
    return find_dropped(readings, acts(readings), find_changes(readings, [*link_plans(readings), *links]))


WHOLE = table(dict.fromkeys(ROWS, "Well."))
WITHOUT = table(dict.fromkeys(list(ROWS)[:2], "Well."))


def test_a_row_gone_from_the_next_print_was_dropped() -> None:
    [slip] = gone(WHOLE, WITHOUT)
    assert (slip.kind, slip.entry, slip.gone_from, slip.old) == ("dropped", "isle-1/5", "isle-2", "2024-06")


def test_a_closed_row_may_go() -> None:
    assert gone(WHOLE.replace("Jun-24 | On Target | 10%", "Jun-24 | Completed | 100%"), WITHOUT) == []


def test_a_report_by_exception_is_no_reprint() -> None:
    assert gone(WHOLE, table({"Paint the lamp room": "Well."})) == []


def test_what_stands_under_a_heading_that_is_not_reprinted_is_not_gone() -> None:
    other = "\n2. Mind the boats | | | | |\nTar the hulls | Ann Ode | May-24 | On Target | 10% | Well."
    slips = gone(WHOLE + other, WHOLE)
    assert [s.entry for s in slips] == ["isle-1/6"]  # the heading, which stands beside one that is there, not its row


def test_a_heading_lives_on_in_its_rows() -> None:
    assert gone(WHOLE, WHOLE.replace("1. Mend the lighthouse", "1. Keep all the buildings of the isle in order")) == []


def test_what_may_have_been_taken_up_is_not_gone() -> None:
    assert gone(WHOLE, WITHOUT, links=(Link("isle-1/5", "isle-2/4", "proposed", 0.5, ()),)) == []


def test_a_summary_without_rows_takes_nothing_away() -> None:
    readings = [*prints(WHOLE), read("All is well on the isle.", name="isle-2", kind="narrative", as_of="2024-09-01")]
    assert find_dropped(readings, acts(readings), find_changes(readings, [])) == []


def test_a_comment_that_stands_unchanged_was_copied() -> None:
    readings = prints(WHOLE, WHOLE.replace("50% | Well.", "50% | Better."), WHOLE)
    assert find_copies(readings, acts(readings)) == [
        Copy("isle-1/4", "isle-2/4"),
        Copy("isle-2/4", "isle-3/4"),
        Copy("isle-1/5", "isle-2/5"),
        Copy("isle-2/5", "isle-3/5"),
    ]
