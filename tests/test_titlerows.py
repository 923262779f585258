"""Cards in tables whose first row is the number and the title of an action."""

import pytest
from documents import comment, due, leads_of, read, ref, state, titles

CARDS = """
    L1.1 | Paint the lamp house in white before the gulls come back
    Agency & Sub-agency | Lamp Board
    Sub-Action Status | Complete
    Spring 2024 Progress | The lamp house was painted.

    L1.2 | Count the boats that pass the isle in the winter months
    Agency & Sub-agency | Sea Panel
    Sub-Action Status | In progress
    Spring 2024 Progress | Forty boats were seen.
    """
SCALE = """
     | 4. Count the Boats that Pass the
     | Isle in the Winter
    Lead isle actors | | Sea Panel | |
    Main purpose | | Know who needs the lamp. | |

    Level of completion | | Not started | | | In progress | | | Completed |
    Level of completion | | {marks}
    End date | May 2024 | | | | | | | |

     | 5. Clean the Glass of the Lamp
    Lead isle actors | | Lamp Board | |
    Main purpose | | Let it shine. | |
    """


def test_a_card_with_a_reference_beside_its_title() -> None:
    reading = read(CARDS)
    assert [(ref(e), e.title.text, leads_of(e), state(e), comment(e)) for e in reading.entries] == [
        (
            *("L1.1", "Paint the lamp house in white before the gulls come back"),
            *(["Lamp Board"], "complete", "The lamp house was painted."),
        ),
        (
            *("L1.2", "Count the boats that pass the isle in the winter months"),
            *(["Sea Panel"], "ongoing", "Forty boats were seen."),
        ),
    ]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("marks", "status"),
    [(" | | ✓", "In progress"), (" | | | | | | ✓", "Completed"), ("a, b", "Not started"), ("✓ | | | ✓", None)],
)
def test_a_mark_beneath_a_level_of_a_scale_is_the_status(marks: str, status: str | None) -> None:
    entry, last = read(SCALE.format(marks=marks)).entries
    assert (ref(entry), entry.title.text) == ("4", "Count the Boats that Pass the Isle in the Winter")
    assert (leads_of(entry), due(entry)) == (["Sea Panel"], "2024-05")
    assert (entry.status.text if entry.status else None) == status
    assert (last.title.text, leads_of(last)) == ("Clean the Glass of the Lamp", ["Lamp Board"])


def test_a_called_title_and_a_value_that_goes_on() -> None:
    [entry] = read("""
        Commitment 3 | Build a stair up to the lamp
        Lead agency | Lamp Board
        Deadline | June 2024
        Progress made | The stone
         | is cut.
        """).entries
    assert (ref(entry), leads_of(entry), due(entry), comment(entry)) == ("3", ["Lamp Board"], "2024-06", "The stone is cut.")


@pytest.mark.parametrize(
    "text",
    [
        "R1 | The lamp goes out in a storm\nRisk owner | Ann Ode\nLikelihood | High\nImpact | High\nReview date | May 2024",
        "1. | The isle and its lamp: a history in pictures\nAuthor | Ann Ode\nPages | 40\nDate | May 2024",
        "12 | Keeper of the lamp and of the lamp house\nPost status | Permanent\nReports to | Lamp Board\nGrade | Four",
        "1 | Policy for the care of lamps\nOwner | Ann Ode\nVersion | Two\nStatus | Final draft",
    ],
)
def test_cards_of_other_things_are_left_alone(text: str) -> None:
    assert titles(read(text)) == []
