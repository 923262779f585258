"""Which entries are the same action, in one plan and from one plan to the next."""

from dataclasses import replace

from documents import read

from bvgraph.linking.clusters import form_actions, order_readings, pair_off
from bvgraph.linking.reissues import link_plans, match_prints
from bvgraph.records import Passage, Reading

HEADER = "Activities | Lead Officer | Deadline | Status"
PLAN = f"""
    Harbours
    {HEADER}
    1. Mend the lighthouse
    Invitation to tender | Ann Ode | May-24 |
    Paint the lamp room | Ann Ode | May-24 |
    2. Dredge the channel
    Invitation to tender | Ben Roe | Jun-24 |
    Count the gulls upon the sandbank | Ben Roe | Jul-24 |
    """
UPDATE = f"""
    Harbours
    {HEADER}
    1. Mend the lighthouse
    Paint the lamp room and the stairs | Cy Lim | Jul-24 | On Target
    Invitation to tender | Ann Ode | May-24 | Completed
    2. Dredge the channel
    Invitation to tender | Ben Roe | Aug-24 | Overdue
    Sing at the harbour festival | Ben Roe | Aug-24 | Overdue
    """


def prints() -> tuple[Reading, Reading]:
    return read(PLAN, as_of="2024-04"), read(UPDATE, name="isle-update", kind="update", as_of="2024-12-31")


def test_rows_of_one_title_are_matched_under_their_heading() -> None:
    plan, update = prints()
    pairs = {(link.earlier, link.later) for link in match_prints(plan.entries, update.entries)}
    assert pairs == {
        ("isle-plan/3", "isle-update/3"),
        ("isle-plan/4", "isle-update/5"),
        ("isle-plan/5", "isle-update/4"),
        ("isle-plan/6", "isle-update/6"),
        ("isle-plan/7", "isle-update/7"),
    }


def test_a_link_says_why() -> None:
    plan, update = prints()
    tender = next(link for link in match_prints(plan.entries, update.entries) if link.later == "isle-update/5")
    assert tender.relation == "same"
    assert {reason.split()[0] for reason in tender.reasons} == {"title", "wording", "heading", "area", "lead", "deadline"}
    assert 0.9 < tender.score <= 1


def test_no_row_is_matched_twice() -> None:
    plan, update = prints()
    links = match_prints(plan.entries, update.entries)
    assert len({link.earlier for link in links}) == len({link.later for link in links}) == len(links)


def test_the_order_of_documents_makes_no_difference() -> None:
    plan, update = prints()
    assert link_plans([plan, update]) == link_plans([update, plan])
    assert [r.document.id for r in order_readings([update, plan])] == ["isle-plan", "isle-update"]


def test_documents_of_another_plan_are_not_matched_as_prints() -> None:
    plan, update = prints()
    other = replace(update, document=replace(update.document, plan="Another Plan"))
    assert link_plans([plan, other]) == []


def test_an_action_is_all_its_entries_under_its_last_title() -> None:
    plan, update = prints()
    actions = {a.id: a for a in form_actions([plan, update], link_plans([plan, update]))}
    assert actions["isle-plan/5"].entries == ("isle-plan/5", "isle-update/4")
    assert actions["isle-plan/5"].title == "Paint the lamp room and the stairs"
    assert actions["isle-plan/5"].parent == "isle-plan/3"
    assert actions["isle-plan/8"].entries == ("isle-plan/8",)
    assert actions["isle-update/8"].title == "Sing at the harbour festival"
    assert len(actions) == 7


def test_the_best_sum_is_taken_and_not_the_best_pair() -> None:
    scores = {("a", "x"): 0.9, ("a", "y"): 0.85, ("b", "x"): 0.85}
    assert pair_off(scores) == {("a", "y"), ("b", "x")}


def match(earlier: str, later: str) -> dict[tuple[int, int], str]:
    """Relations by line, for rows under a header on line 2."""
    plan = read(f"Harbours\n{HEADER}\n{earlier}")
    update = read(f"Harbours\n{HEADER}\n{later}", name="isle-update", kind="update", as_of="2024-12-31")
    line = {e.id: e.line for e in (*plan.entries, *update.entries)}
    return {(line[x.earlier], line[x.later]): x.relation for x in match_prints(plan.entries, update.entries)}


def test_a_reworded_row_is_found_by_its_rare_words() -> None:
    found = match(
        """1. Quays
        Survey the moorings at Gull Rock | Ann Ode | May-24 |
        Publish the byelaws of the inner basin | Ann Ode | May-24 |""",
        """1. Quays
        Inner basin byelaws to be published | Cy Lim | Jul-24 |
        Gull Rock: complete survey of mooorings | Cy Lim | Jul-24 |""",
    )
    assert found == {(3, 3): "same", (4, 5): "same", (5, 4): "same"}


def test_rows_under_a_reworded_heading_go_by_it() -> None:
    found = match(
        """1. Mend the lighthouse
        Advert | Ann Ode | May-24 |
        2. Dredge the channel
        Advert | Ann Ode | May-24 |""",
        """1. Dredging of the outer channel
        Advert | Ann Ode | May-24 |
        2. Lighthouse repairs: mend the lamp
        Advert | Ann Ode | May-24 |""",
    )
    assert found[4, 6] == found[6, 4] == "same"


def test_two_that_are_equally_good_are_proposed() -> None:
    found = match(
        "1. Quays\nCount the gulls on the northern quay | Ann Ode | May-24 |",
        """1. Quays
        Count the gulls on the northern quay at dawn | Ann Ode | May-24 |
        Count the gulls on the northern quay at dusk | Ann Ode | May-24 |""",
    )
    assert found == {(3, 3): "same", (4, 4): "proposed", (4, 5): "proposed"}


def test_equal_rows_go_by_their_order_where_there_are_as_many() -> None:
    plan = prints()[0]
    railings = Passage("Paint the railings", ())
    earlier = [replace(e, title=railings) if e.parent else e for e in plan.entries]
    later = [replace(e, id=e.id.replace("plan", "update")) for e in earlier]
    assert {(x.earlier[-1], x.later[-1], x.relation) for x in match_prints(earlier, later)} == {
        (n, n, "same") for n in "345678"
    }


def test_one_phase_may_be_the_next_but_nobody_knows() -> None:
    boats = "2. Boats\nTar the hull | Ben Roe | May-24 |"
    found = match(
        f"1. Quays\nRepairs, phase 1 | A | May-24 |\n{boats}", f"1. Quays\nRepairs, phase 2 | A | May-24 |\n{boats}"
    )
    assert found == {(3, 3): "same", (4, 4): "proposed", (5, 5): "same", (6, 6): "same"}


def test_a_row_is_found_in_a_print_without_headings() -> None:
    plan, _ = prints()
    bare = [
        replace(e, id=e.id.replace("plan", "update"), parent=None, parent_title=None, kind="action")
        for e in plan.entries
        if e.parent
    ]
    links = match_prints(plan.entries, bare)
    gulls = [(x.earlier, x.later) for x in links if x.relation == "same" and x.earlier.endswith("8")]
    assert gulls == [("isle-plan/8", "isle-update/8")]
