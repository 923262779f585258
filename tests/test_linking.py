"""Which entries are the same action, in one plan and from one plan to the next."""

from dataclasses import replace

from documents import read

from bvgraph.linking.clusters import form_actions, link_plans, match_prints, order_readings
from bvgraph.linking.comparing import compare_deadlines, compare_entries, compare_headings, compare_leads, compare_titles
from bvgraph.linking.continuing import link_across
from bvgraph.records import Reading

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
    assert {reason.split()[0] for reason in tender.reasons} == {"title", "heading", "lead", "deadline"}
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


def test_the_next_plan_goes_on_with_a_reworded_row() -> None:
    plan, _ = prints()
    later = read(
        f"Harbours\n{HEADER}\n4. Wildlife\nCount all gulls upon the sandbank again | Ben Roe | Jul-25 |",
        name="isle-next",
        as_of="2025-04",
    )
    later = replace(later, document=replace(later.document, plan="Next Plan"))
    found = {(link.earlier, link.later, link.relation) for link in link_across([plan, later])}
    assert {(a, b) for a, b, _ in found} == {("isle-plan/8", "isle-next/4")}


def test_a_row_about_something_else_is_not_taken_up() -> None:
    plan, _ = prints()
    later = read(
        f"Sheep\n{HEADER}\n1. Wool\nShear the flock twice a year | Dot Ewe | Jul-25 |", name="isle-next", as_of="2025-04"
    )
    later = replace(later, document=replace(later.document, plan="Next Plan"))
    assert link_across([plan, later]) == []


def test_comparisons_run_from_none_to_one() -> None:
    plan, update = prints()
    tender, paint = plan.entries[1], plan.entries[2]
    assert compare_titles(tender, tender) == 1
    assert compare_titles(paint, update.entries[1]) >= 0.9
    assert compare_titles(tender, paint) < 0.5
    assert compare_headings(tender, plan.entries[4]) < 1
    assert (compare_leads(tender, paint), compare_leads(tender, plan.entries[4])) == (1, 0)
    assert (compare_deadlines(tender, paint), compare_deadlines(tender, plan.entries[0])) == (1, 0)
    assert compare_entries(tender, tender).score > compare_entries(tender, plan.entries[4]).score
