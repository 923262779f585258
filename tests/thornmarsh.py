"""The invented borough of Thornmarsh: four documents as texts, built as a corpus is, and a twin with other names and years.

The twin is made by substitution, so that a question about one can be put to the other in the same words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from built import find_all, quads_of
from documents import set_tabs
from pyoxigraph import Store

from bvgraph.asking.lexicon import Lexicon, compile_lexicon

RECOVERY = """
    Markets
    Activities | Lead Officer | Deadline | Status | %Comp | Comments
    1. Recover market income | | | | |
    Market bye-laws rewritten | Séamus O'Dowd | Mar-30 | Completed | 100% | Adopted by Full Council.
    Pitch fees collected online | Ngozi Adeyemi-Clarke | Jun-30 | On Target | 40% | The till at Gull Wharf is old.

    Waste
    Activities | Lead Officer | Deadline | Status | %Comp | Comments
    2. Recover waste services | | | | |
    Skip permits digitised | Priya Raghunathan | Sep-30 | At Risk | 20% | Forms are drafted.

    Libraries
    Activities | Lead Officer | Deadline | Status | %Comp | Comments
    3. Recover the libraries | | | | |
    Opening hours reviewed | Jürgen Weiß | May-30 | At Risk | 50% | Surveys are late.
    """
PLAN = """
    Thornmarsh Improvement Plan 2032-33

    Markets
    Activities | Lead Officer | Deadline
    1. Renew the covered market | |
    Survey of market roof | Ngozi Adeyemi-Clarke | May-32
    Traders consulted on stalls | Ngozi Adeyemi-Clarke/Séamus O'Dowd | Jun-32
    Stall licences reissued | Séamus O'Dowd | Sep-32
    Market hall hired for the winter fair | Ludwig van der Meer | Nov-32
    2. Settle market rents | |
    Rent review published | Tariq al-Hakim | Jul-32
    Rent appeals heard | Tariq al-Hakim/Monitoring Officer | Oct-32

    Waste
    Activities | Lead Officer | Deadline
    3. Improve recycling | |
    Weighbridge repaired | Priya Raghunathan | Jun-32
    Kerbside trial started | Priya Raghunathan/Mei-Ling Tan | Aug-32
    Garden waste leaflet printed | Mei-Ling Tan | Dec-32
    Fly-tipping hotline opened | Zoë Łukasik | Mar-33
    Depot lease signed | Zoë Łukasik | Jan-33

    Libraries
    Activities | Lead Officer | Deadline
    4. Look after the libraries | |
    Mobile library timetable agreed | Jürgen Weiß | Apr-32
    Reading scheme for schools | Jürgen Weiß | On-going
    Local archive scanned | Library Board | Mar-33
    Lift at Corn Street mended | | Sep-32
    """
YEAR_END = """
    Markets
    Activities | Lead Officer | Deadline | Status | %Comp | Year-End Comments
    1. Renew the covered market | | | | |
    Survey of market roof | Ngozi Adeyemi-Clarke | May-32 | Completed | 100% | The report went to Cabinet on 3 June 2032.
    Traders consulted on stalls | Ngozi Adeyemi-Clarke/Séamus O'Dowd | Jun-32 | Completed | 80% | A second round goes on.
    Stall licences reissued | Ludwig van der Meer | Jan-33 | On Target | 60% | Forms are out.
    Market hall hired for the winter fair | Ludwig van der Meer | Nov-33 | On Target | 20% | Booked: Gull Wharf Hall.
    2. Settle market rents | | | | |
    Rent review published | Tariq al-Hakim | Jul-32 | Overdue | 40% | Seen by the Markets Committee on 12 January 2033.
    Rent appeals heard | Tariq al-Hakim/Monitoring Officer | Oct-32 | Overdue | 10% | Rooms are wanted.

    Waste
    Activities | Lead Officer | Deadline | Status | %Comp | Year-End Comments
    3. Improve recycling | | | | |
    Weighbridge repaired | Priya Raghunathan | Jun-32 | Overdue | 70% | Parts are at sea.
    Kerbside trial started | Priya Raghunathan/Mei-Ling Tan | Aug-32 | Completed | 100% | Went to the Markets Committee.
    Garden waste leaflet printed | Mei-Ling Tan | Dec-32 | N/A | 0% | No longer required.
    Fly-tipping hotline opened | Zoë Łukasik | Mar-33 | On Target | 90% | Lines are laid.
    Depot lease signed | Priya Raghunathan | Jan-33 | Delayed | 30% | The landlord at Tanner Street is slow.

    Libraries
    Activities | Lead Officer | Deadline | Status | %Comp | Year-End Comments
    4. Look after the libraries | | | | |
    Mobile library timetable agreed | Jürgen Weiß | Apr-32 | Completed | 100% | In force.
    Reading scheme for schools | Jürgen Weiß | On-going | At Risk | 50% | Few schools have joined.
    Local archive scanned | Library Board | Mar-33 | On Target | 60% | Half of the maps are done.
    Lift at Corn Street mended | | Sep-32 | Overdue | 0% | No firm was found.
    """
QUARTER = """
    Recommendation 1

    R1 Know the town

    Status | | Action Title | Ownership Managed By | Monitoring Group
     | R1.1 | Publish a town profile | Zoë Łukasik | Town Board; Libraries Panel
    Progress | Q3 Update | Figures are in for Tanner Street. | |
    55% | Risk | | |

    Recommendation 2

    R2 Waste less

    Status | | Action Title | Ownership Managed By | Monitoring Group
     | R2.2 | Measure what is thrown away | Priya Raghunathan | Waste Board
    Progress | Q3 Update | Done in every street. | |
    90% | Risk | | |

    Status | | Action Title | Ownership Managed By | Monitoring Group
     | R2.3 | Buy electric lorries | Tariq al-Hakim; Mei-Ling Tan | Waste Board; Transport Forum
    Progress | Q3 Update | Two came on 5 November 2034. | |
    30% | Risk | | |
    """
PAPERS = (
    (
        "trp-2030-07-update",
        "Thornmarsh Recovery Plan: six-monthly update",
        "update",
        "2030-01/2030-07",
        "2030-07-10",
        RECOVERY,
    ),
    ("tip-2032-33-plan", "Thornmarsh Improvement Plan 2032-33", "plan", "2032-04/2033-03", "2032-03", PLAN),
    (
        "tip-2032-33-year-end",
        "Thornmarsh Improvement Plan 2032-33: year-end update",
        "update",
        "2032-04/2033-03",
        "2033-02-20",
        YEAR_END,
    ),
    ("tqp-2034-35-q3", "Thornmarsh Quality Plan: Q3 2034/35 update", "update", "2034-10/2034-12", "2034-12-29", QUARTER),
)
TWIN_NAMES = {
    "Ngozi": "Bríd",
    "Adeyemi-Clarke": "Ní Dhomhnaill-Roe",
    "Séamus": "Femi",
    "O'Dowd": "D'Souza",
    "Ludwig": "Aurelia",
    "van der Meer": "de la Cruz",
    "Tariq": "Hamish",
    "al-Hakim": "McIntyre",
    "Priya": "Oksana",
    "Raghunathan": "Shevchenko",
    "Mei-Ling": "Anne-Marie",
    "Tan": "Quill",
    "Zoë": "Ásta",
    "Łukasik": "Þórsdóttir",
    "Jürgen": "Kwabena",
    "Weiß": "Asante",
    "Markets": "Harbours",
    "Libraries": "Museums",
    "Gull Wharf Hall": "Plover Court Hall",
    "Gull Wharf": "Plover Court",
    "Tanner Street": "Cooper Street",
    "Corn Street": "Rope Street",
    "Thornmarsh": "Eelbridge",
    "P. Raghunathan": "O. Shevchenko",
    "RAGHUNATHAN": "SHEVCHENKO",
    "Seamus": "Femi",
    "Zoe": "Asta",
    "Lukasik": "Thorsdottir",
    "Jurgen": "Kwabena",
    "Weiss": "Asante",
}


class World(NamedTuple):
    """A built corpus."""

    store: Store
    lexicon: Lexicon


def turn(text: str) -> str:
    """The text as it is in the twin: other names, and all years five later."""
    names = "|".join(sorted(map(re.escape, TWIN_NAMES), key=len, reverse=True))
    text = re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda match: TWIN_NAMES[match[0]], text)
    text = re.sub(r"\b20(3\d)\b", lambda match: f"20{int(match[1]) + 5}", text)
    return re.sub(r"(?<=[-/])(3\d)\b(?!%)", lambda match: str(int(match[1]) + 5), text)


@cache
def build(twin: bool = False) -> World:
    """The store and the lexicon of Thornmarsh, or of its twin."""
    return build_changed(turn if twin else str)


def build_changed(change: Callable[[str], str]) -> World:
    """The same of a Thornmarsh whose texts are changed before they are read."""
    with TemporaryDirectory() as folder:
        for name, title, kind, period, as_of, text in PAPERS:
            _write(Path(folder), [change(value) for value in (name, title, kind, period, as_of)], change(set_tabs(text)))
        store = Store()
        store.extend(quads_of(find_all(Path(folder))))
    return World(store, compile_lexicon(store))


def _write(folder: Path, values: list[str], text: str) -> None:
    name, title, kind, period, as_of = values
    content = f"{text}\n".encode()
    (folder / f"{name}.txt").write_bytes(content)
    entry = {"id": name, "file": f"{name}.txt", "sha256": hashlib.sha256(content).hexdigest(), "title": title}
    entry |= {"plan": title.split(":")[0], "publisher": "A Council", "kind": kind, "period": period, "as_of": as_of}
    with (folder / "manifest.toml").open("a", encoding="utf-8") as manifest:
        manifest.write("[[document]]\n" + "".join(f'{key} = "{value}"\n' for key, value in entry.items()))
