"""Points of lists of actions with boxes, bullets and owners in front."""

from documents import due, leads_of, read, state


def test_boxes_say_whether_an_action_is_done() -> None:
    text = "Present: Ann Ode, Ben Roe\nActions\n[ ] Ann/Ben: new name for the lamp\n"
    reading = read(f"{text}[x] For Harbour Watch: Paint the lamp\n[ ] Group: None")
    first, second = reading.entries
    assert (first.title.text, leads_of(first), state(first)) == ("new name for the lamp", ["Ann", "Ben"], None)
    assert first.status
    assert first.status.text == "[ ]"
    assert (leads_of(second), state(second)) == (["Harbour Watch"], "complete")
    assert [p for p in reading.problems if p.kind == "status"] == []


def test_points_with_bullets_say_who_and_how_far() -> None:
    text = """Present: Ann Ode, Ben Roe
Review of action items
• Ann and Ben - the gulls are to be counted - Not actioned
• Ben - ~~paint the lamp by hand~~ Complete
• Ann - thanked everybody for the lamp
• Lamps - mended
Review the lamps
The lamps are dull."""
    first, second = read(text).entries
    assert (first.title.text, leads_of(first)) == ("the gulls are to be counted", ["Ann", "Ben"])
    assert first.status
    assert first.status.text == "Not actioned"
    assert (second.title.text, state(second)) == ("paint the lamp by hand", "complete")


def test_a_list_of_actions_may_have_parts() -> None:
    text = "Action items\nLamps\n• Paint the lamp red (DONE)\nPiers\n• Mend the long pier\n"
    text += "Piers of the past\nMend the pier soon"
    first, second = read(text).entries
    assert (first.title.text, state(first)) == ("Paint the lamp red", "complete")
    assert second.title.text == "Mend the long pier"


def test_a_heading_within_a_list_of_boxes_names_who_does_what_stands_beneath() -> None:
    text = (
        "4. Action items\n\nDavid Perry\n\n[ ] Check the lamps with Peer\n[x] Send the standard\n\n"
        "William and Denise\n\n[ ] Continue work on the pier\n\nAll\n\n[ ] Send names to David\n"
    )
    assert [leads_of(e) for e in read(text).entries] == [
        ["David Perry"],
        ["David Perry"],
        ["William", "Denise"],
        ["All"],
    ]


def test_names_in_front_of_a_point_with_a_box_are_those_who_do_it() -> None:
    text = "Actions\n- [ ] Peter Make new lamps\n- [x] Peter & Thomas. Draft the slides. 2024-05-16\n- [ ] Look at all"
    found = read(text).entries
    assert [leads_of(e) for e in found] == [["Peter"], ["Peter", "Thomas"], []]
    assert due(found[1]) == "2024-05-16"
