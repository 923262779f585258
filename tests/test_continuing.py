"""What one plan takes over from the plan before."""

from dataclasses import replace

from documents import read

from bvgraph.linking.continuing import link_across
from bvgraph.linking.reissues import link_plans
from bvgraph.records import Reading

VERBS = ("Mend", "Sweep", "Count", "Sing", "Move", "Light", "Close")
THINGS = ("quay", "beach", "gulls", "shanty", "buoys", "beacon", "sluice")
HEADER = "Activities | Lead Officer | Deadline | Status"
PLAN = f"""
    Harbours
    {HEADER}
    1. Mend the lighthouse
    Invitation to tender | Ann Ode | May-24 |
    Paint the lamp room | Ann Ode | May-24 |
    2. Phase 1 of the ferry timetable scheme
    Report to council on the ferry timetable scheme | Ben Roe | Jun-24 |
    Count the gulls upon the sandbank | Ben Roe | Jul-24 |
    """


def read_next(text: str, area: str = "Harbours") -> Reading:
    reading = read(f"{area}\n{HEADER}\n{text}", name="isle-next", as_of="2025-04")
    return replace(reading, document=replace(reading.document, plan="Next Plan"))


def continue_plan(text: str, *prints: Reading, area: str = "Harbours") -> dict[tuple[str, str], str]:
    readings = [*(prints or (read(PLAN),)), read_next(text, area)]
    links = link_across(readings, link_plans(readings))
    return {(x.earlier.removeprefix("isle-"), x.later.removeprefix("isle-")): x.relation for x in links}


def test_a_reworded_row_is_taken_up() -> None:
    found = continue_plan("4. Wildlife\nCount all gulls upon the sandbank again | Ben Roe | Jul-25 |")
    assert found == {("plan/8", "next/4"): "continues"}


def test_a_row_about_something_else_is_not() -> None:
    assert continue_plan("1. Wool\nShear the flock twice a year | Dot Ewe | Jul-25 |", area="Sheep") == {}


def test_a_short_title_goes_by_its_heading() -> None:
    assert continue_plan("1. Wool\nInvitation to tender | Dot Ewe | Jul-25 |") == {}
    assert ("plan/4", "next/4") in continue_plan("1. Lighthouse lamps\nInvitation to tender | Dot Ewe | Jul-25 |")


def test_what_the_heading_says_already_is_the_heading_that_goes_on() -> None:
    found = continue_plan("7. Phase 2 of the ferry timetable scheme\nTell the sailors | Ben Roe | Jul-25 |")
    assert found == {("plan/6", "next/3"): "continues"}


def test_two_equally_good_are_proposed() -> None:
    plan = read(
        f"Harbours\n{HEADER}\n1. Quays\nPaint the railings of the northern quay | A | May-24 |\n"
        "2. Boats\nPaint the railings of the northern quay | B | May-24 |"
    )
    found = continue_plan("1. Colours\nPaint the northern quay and its railings | C | May-25 |", plan)
    assert found == {("plan/4", "next/4"): "proposed", ("plan/6", "next/4"): "proposed"}


def test_a_row_split_goes_on_in_both() -> None:
    plan = read(f"Harbours\n{HEADER}\n1. Gulls\nCount the gulls and publish a guide to seaweed | A | May-24 |")
    found = continue_plan("1. Gulls\nCount the gulls | A | May-25 |\nPublish a guide to seaweed | A | May-25 |", plan)
    assert found["plan/4", "next/4"] == found["plan/4", "next/5"] == "continues"


def test_rows_merged_go_on_in_one() -> None:
    rows = "Count gulls upon the sandbank | A | May-24 |\nPublish a guide to seaweed | A | May-24 |"
    plan = read(f"Harbours\n{HEADER}\n1. Gulls\n{rows}")
    found = continue_plan("1. Gulls\nCount gulls upon the sandbank and publish a guide to seaweed | A | May-25 |", plan)
    assert found["plan/4", "next/4"] == found["plan/5", "next/4"] == "continues"


def test_a_row_goes_on_from_its_last_print() -> None:
    update = read(PLAN, name="isle-update", kind="update", as_of="2024-12-31")
    found = continue_plan("4. Wildlife\nCount all gulls upon the sandbank again | Ben Roe | Jul-25 |", read(PLAN), update)
    assert found == {("update/8", "next/4"): "continues"}


def test_a_row_that_the_last_print_left_out_may_still_be_taken_up() -> None:
    update = read("\n".join(PLAN.strip().split("\n")[:-1]), name="isle-update", kind="update", as_of="2024-12-31")
    found = continue_plan("4. Wildlife\nCount all gulls upon the sandbank again | Ben Roe | Jul-25 |", read(PLAN), update)
    assert found == {("plan/8", "next/4"): "continues"}


def test_the_same_words_in_quotation_marks_are_one_thing() -> None:
    plan = read(f"Harbours\n{HEADER}\n1. Piers\nHire one more warden for 'dusk watch' on the pier | A | May-24 |")
    title = "More wardens found for the pier to stand 'dusk watch' and light the lamps"
    assert continue_plan(f"1. Safety\n{title} | B | May-25 |", plan) == {("plan/4", "next/4"): "continues"}
    assert "continues" not in continue_plan(f"1. Safety\n{title.replace('dusk', 'dawn')} | B | May-25 |", plan).values()


def test_two_headings_over_the_same_rows_go_on_whatever_their_titles() -> None:
    values = "Workshop with all harbour staff | A | {} |\nBooklet of anchor pledges printed | A | {} |"
    others = "\n".join(
        f"{n}. {name} the {thing}\nSee to the {thing} | A | May-24 |"
        for n, (name, thing) in enumerate(zip(VERBS, THINGS, strict=True), 2)
    )
    plan = read(f"Harbours\n{HEADER}\n1. Refresh employee values\n{values.replace('{}', 'May-24')}\n{others}")
    found = continue_plan(f"9. Embed values and behaviours\n{values.replace('{}', 'May-25')}", plan)
    assert found["plan/3", "next/3"] == "continues"


def test_no_council_goes_on_for_another() -> None:
    after = read_next("4. Wildlife\nCount all gulls upon the sandbank again | Ben Roe | Jul-25 |")
    assert link_across([read(PLAN), after], [])
    stranger = replace(after, document=replace(after.document, publisher="Isle of Elsewhere Council"))
    assert link_across([read(PLAN), stranger], []) == []
