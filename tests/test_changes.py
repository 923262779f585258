"""Rows that are new or gone, split or merged, from one print to the next and from one plan to the next."""

from dataclasses import replace

from documents import read

from bvgraph.linking.changes import find_changes
from bvgraph.linking.continuing import link_across
from bvgraph.linking.reissues import link_plans
from bvgraph.records import Change, Reading

HEADER = "Activities | Lead Officer | Deadline | Status"


def plan(rows: str) -> Reading:
    return read(f"Harbours\n{HEADER}\n1. Mend the lighthouse\n{rows}")


def update(rows: str) -> Reading:
    text = f"Harbours\n{HEADER}\n1. Mend the lighthouse\n{rows}"
    return read(text, name="isle-update", kind="update", as_of="2024-12-31")


def changes(*readings: Reading) -> set[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    same = link_plans(readings)
    found = find_changes(readings, [*same, *link_across(readings, same)])
    line = {e.id: e.line for r in readings for e in r.entries}
    return {(x.kind, tuple(line[k] for k in x.entries_before), tuple(line[k] for k in x.entries_after)) for x in found}


STAIRS = "Scrub the stairs | Ann Ode | May-24 |"
LAMP = "Polish the lamp | Ann Ode | May-24 |"
GULLS = "Count the gulls | Ann Ode | May-24 |"
BOTH = "Scrub the stairs and polish the lamp | Ann Ode | May-24 |"


def test_a_plan_printed_alike_has_no_changes() -> None:
    assert changes(plan(f"{LAMP}\n{GULLS}"), update(f"{GULLS}\n{LAMP}")) == set()


def test_rows_come_and_go() -> None:
    assert changes(plan(f"{LAMP}\n{GULLS}"), update(f"{LAMP}\n{STAIRS}")) == {("gone", (5,), ()), ("new", (), (5,))}


def test_a_row_is_split() -> None:
    assert changes(plan(f"{GULLS}\n{BOTH}"), update(f"{STAIRS}\n{GULLS}\n{LAMP}")) == {("split", (5,), (4, 6))}


def test_rows_are_merged() -> None:
    assert changes(plan(f"{STAIRS}\n{GULLS}\n{LAMP}"), update(f"{GULLS}\n{BOTH}")) == {("merged", (4, 6), (5,))}


def test_a_row_that_may_be_another_is_neither_new_nor_gone() -> None:
    before = "Polish the lamp, phase 1 | Ann Ode | May-24 |"
    assert changes(plan(f"{before}\n{GULLS}"), update(f"{before.replace('1', '2')}\n{GULLS}")) == set()


def test_a_heading_that_the_next_print_has_over_its_rows_is_not_gone() -> None:
    before, after = plan(LAMP), update(LAMP)
    bare = replace(after, entries=tuple(replace(e, parent=None) for e in after.entries if e.parent))
    assert changes(before, bare) == set()


def test_from_plan_to_plan_it_goes_by_what_is_taken_up() -> None:
    after = read(f"Harbours\n{HEADER}\n7. Lighthouse\n{STAIRS}\n{LAMP}\n{GULLS}", name="isle-next", as_of="2025-04")
    after = replace(after, document=replace(after.document, plan="Next Plan"))
    found = changes(plan(BOTH), after)
    assert ("split", (4,), (4, 5)) in found
    assert ("new", (), (6,)) in found


def test_changes_name_their_documents() -> None:
    readings = plan(LAMP), update(f"{LAMP}\n{GULLS}")
    assert find_changes(readings, link_plans(readings)) == [
        Change("new", (), ("isle-update/5",), "isle-plan", "isle-update")
    ]
