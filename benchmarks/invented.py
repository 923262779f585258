"""Made-up plans of any size: two prints of one plan, and which row of the later is which row of the earlier.

The vocabulary is the generator's own; places are put together from syllables, so that it grows with the plan as names do.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from bvgraph.records import Deadline, Entry, Lead, Passage

VERBS = {
    "Review": "Carry out a review of",
    "Publish": "Issue",
    "Repair": "Make good",
    "Replace": "Put in a replacement for",
    "Agree": "Reach agreement on",
    "Survey": "Complete a survey of",
    "Extend": "Bring forward the extension of",
    "Close": "Bring to an end",
    "Open": "Bring into use",
    "Audit": "Undertake an audit of",
    "Promote": "Raise awareness of",
    "Fund": "Find funding for",
    "Redesign": "Produce a new design for",
    "Consult on": "Hold a consultation about",
    "Insulate": "Fit insulation to",
    "Map": "Draw up a map of",
    "Inspect": "Finish the inspection of",
    "Staff": "Recruit staff for",
    "Clean": "Arrange cleaning of",
    "Light": "Install lighting at",
}
ADJECTIVES = tuple("old new main lower upper shared public joint local annual seasonal covered open rural coastal".split())
NOUNS = tuple(
    """
    allotments archive bandstand boathouse bridge bus-shelters canteen caravans car-park cemetery clinic cloakroom common
    cycle-racks day-centre depot ditches ferry fire-doors floodgates footpath fountain gardens harbour hedges jetty kennels
    kitchen landfill laundry leases library lift lighthouse lock market meadow mooring museum noticeboards nursery orchard
    pavilion payroll pensions piers playground pool pump quay railings records reservoir road roof school sewers shelter
    skatepark slipway stables stalls studio subway telephones tenancies theatre towpath tramway vehicles verges viaduct
    warehouse weir wells wharf workshop
    """.split()
)
PURPOSES = (
    "so that it is safe in winter",
    "with the residents' panel",
    "before the season starts",
    "in line with the auditor's report",
    "to bring down running costs",
    "for people with reduced mobility",
    "under the new byelaws",
    "as agreed by the trustees",
    "without closing it to visitors",
    "and report the outcome",
)
TAILS = ("including the yard", "by the end of the year", "as a pilot", "where practicable", "subject to approval")
STEPS = ("Advert", "Tender evaluation", "Contract award", "Mobilisation", "Report to committee", "Kick-off meeting")
SYLLABLES = tuple("ab bar cor dun el fen gar hol ing jor kel lan mor nor os pen quar ros sel tor ul ven wyn yar zel".split())
ENDINGS = tuple("by ton ham ford wick mere stead combe worth ley".split())
STREETS = tuple("Street Lane Road Row Court Green Hill Walk".split())
NAMES = tuple("Ada Bo Cleo Dai Edda Finn Gus Hal Ines Jude Kit Lars Maud Ned Ola Pip Quin Rae Sol Tess".split())


TOPS = 1_000_000  # headings are numbered from here


@dataclass(frozen=True, slots=True)
class Shape:
    """How many rows a plan has, and the shares of rows that change on the way to the next print."""

    rows: int
    reworded: float = 0.1
    owners: float = 0.3
    deadlines: float = 0.3
    dropped: float = 0.04
    new: float = 0.04
    split: float = 0.01
    merged: float = 0.01
    alike: float = 0.3  # rows that differ from the one before in a place or a purpose alone
    steps: float = 0.15  # rows of standard steps, whose titles come again under other headings
    headings: bool = True
    shuffled: bool = True
    renumbered: bool = True


@dataclass(slots=True)
class Draft:
    """A row in the making: the parts of its title, and everything else that a print states."""

    verb: str
    thing: str
    place: str
    purpose: str
    heading: int
    lead: str
    due: dt.date
    ref: str = ""
    title: str = ""
    parts: tuple[Draft, ...] = ()  # that the row falls into in the later print

    def word(self) -> str:
        """The title as first printed."""
        return " ".join(part for part in (self.verb, self.thing, self.place, self.purpose) if part)


Later = tuple[Draft, tuple[int, ...]]  # a row and the numbers of the earlier ones that it comes from


@dataclass(frozen=True, slots=True)
class Prints:
    """Two prints of a plan; ``truth`` pairs the ids of rows that are one, ``split`` and ``merged`` parts and whole."""

    earlier: tuple[Entry, ...]
    later: tuple[Entry, ...]
    truth: frozenset[tuple[str, str]]
    new: frozenset[str]
    gone: frozenset[str]
    split: frozenset[tuple[str, str]]
    merged: frozenset[tuple[str, str]]


def make_prints(shape: Shape, seed: int = 1) -> Prints:
    """Two prints of a made-up plan, the same for the same shape and seed."""
    dice = random.Random(seed)
    places = [_name_place(dice) for _ in range(max(30, shape.rows // 12))]
    headings = [_name_heading(dice, places) for _ in range(shape.rows // 8 + 1)]
    before = _join_some(_draft_rows(shape, dice, places), shape.split, dice)
    after = [*_change_rows(shape, dice, before), *_add_rows(shape, dice, before, places)]
    if shape.shuffled:
        after = _shuffle(after, len(headings), dice)
    later_headings = [_reword_heading(h, dice) if dice.random() < shape.reworded else h for h in headings]
    for number, row in enumerate(before, 1):
        row.ref = f"A{number}"
    for number, (row, found) in enumerate(after, 1):
        row.ref = f"A{number}" if shape.renumbered or not found else f"A{found[0] + 1}"
    earlier = _print("before", before, headings if shape.headings else [])
    later = _print("after", [row for row, _ in after], later_headings if shape.headings else [])
    return _compare(earlier, later, [found for _, found in after])


def _compare(earlier: list[Entry], later: list[Entry], origins: list[tuple[int, ...]]) -> Prints:
    """What became of what; the headings stand before the rows and are the same where their number is."""
    rows = [[e for e in print_ if e.kind != "activity"] for print_ in (earlier, later)]
    pairs = [(rows[0][i].id, rows[1][j].id) for j, found in enumerate(origins) for i in found]
    onward, back = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    lines = {e.line: e.id for e in later if e.kind == "activity"}
    tops = {(e.id, lines[e.line]) for e in earlier if e.kind == "activity" and e.line in lines}
    return Prints(
        tuple(earlier),
        tuple(later),
        frozenset({(a, b) for a, b in pairs if onward[a] == back[b] == 1} | tops),
        frozenset(rows[1][j].id for j, found in enumerate(origins) if not found),
        frozenset(e.id for e in rows[0] if e.id not in onward),
        frozenset((a, b) for a, b in pairs if onward[a] > 1),
        frozenset((a, b) for a, b in pairs if back[b] > 1),
    )


def _shuffle(rows: list[Later], groups: int, dice: random.Random) -> list[Later]:
    """The headings in another order, and the rows under each too."""
    places = list(range(groups))
    dice.shuffle(places)
    keyed = [(places[row.heading], dice.random(), number) for number, (row, _) in enumerate(rows)]
    return [rows[number] for _, _, number in sorted(keyed)]


def _name_place(dice: random.Random) -> str:
    return f"{_name_family(dice)} {dice.choice(STREETS)}"


def _name_family(dice: random.Random) -> str:
    return f"{dice.choice(SYLLABLES)}{dice.choice(SYLLABLES)}{dice.choice(ENDINGS)}".capitalize()


def _name_heading(dice: random.Random, places: list[str]) -> str:
    return f"{dice.choice(list(VERBS))} the {dice.choice(NOUNS)} at {dice.choice(places)}"


def _reword_heading(title: str, dice: random.Random) -> str:
    return dice.choice((" programme at ", " works, ", ": ")).join(title.split(" at "))


def _draft_rows(shape: Shape, dice: random.Random, places: list[str]) -> list[Draft]:
    leads = [f"{dice.choice(NAMES)} {_name_family(dice)}" for _ in range(max(8, shape.rows // 40))]
    rows: list[Draft] = []
    for number in range(shape.rows):
        row = _draft_row(number // 8, dice, places, leads)
        roll = dice.random()
        if roll < shape.steps:
            _make_step(row, rows, dice)
        elif rows and rows[-1].place and roll < shape.steps + shape.alike:
            _make_alike(row, rows[-1], dice)
        row.title = row.word()
        rows.append(row)
    return rows


def _draft_row(heading: int, dice: random.Random, places: list[str], leads: list[str]) -> Draft:
    return Draft(
        dice.choice(list(VERBS)),
        f"the {dice.choice(ADJECTIVES)} {dice.choice(NOUNS)}",
        f"at {dice.choice(places)}",
        dice.choice(PURPOSES) if dice.random() < 0.5 else "",
        heading,
        dice.choice(leads),
        dt.date(2031, 1, 1) + dt.timedelta(days=dice.randrange(700)),
    )


def _make_step(row: Draft, rows: list[Draft], dice: random.Random) -> None:
    """A standard step, of each one under a heading."""
    step = dice.choice(STEPS)
    if step not in {other.title for other in rows[-8:] if other.heading == row.heading}:
        row.verb, row.thing, row.place, row.purpose = step, "", "", ""


def _make_alike(row: Draft, last: Draft, dice: random.Random) -> None:
    """The row before once more, at another place or for another purpose."""
    row.verb, row.thing = last.verb, last.thing
    if dice.random() < 0.5:
        row.purpose = last.purpose
    else:
        row.place, row.purpose = last.place, dice.choice([p for p in PURPOSES if p != last.purpose])


def _join_some(rows: list[Draft], share: float, dice: random.Random) -> list[Draft]:
    """Some neighbours as one row, which will be split."""
    out: list[Draft] = []
    for row in rows:
        if out and _may_join(out[-1], row) and dice.random() < share:
            out[-1] = _join(out[-1], row)
        else:
            out.append(row)
    return out


def _may_join(one: Draft, other: Draft) -> bool:
    return bool(one.place and other.place) and not (one.parts or other.parts) and one.heading == other.heading


def _join(one: Draft, other: Draft) -> Draft:
    title = f"{one.title} and {other.title[0].lower()}{other.title[1:]}"
    return Draft("", "", "", "", one.heading, one.lead, one.due, title=title, parts=(one, other))


def _reword(row: Draft, dice: random.Random) -> str:
    """The title said in other words: one to three of the ways in which people do that."""
    ways: list[Callable[[str], str]] = [
        lambda t: t.replace(row.verb, VERBS.get(row.verb, row.verb), 1),
        lambda t: f"{t}, {dice.choice(TAILS)}",
        lambda t: t.replace(row.thing, "the " + row.thing.split()[-1], 1) if row.thing else t,
        lambda t: t.removesuffix(row.purpose).strip() or t,
        lambda t: f"{row.place.removeprefix('at ')}: {t.replace(row.place, '', 1)}" if row.place else t,
        lambda t: _mistype(t, dice),
    ]
    title = row.title
    for way in dice.sample(ways, dice.choice((1, 2, 2, 3))):
        title = " ".join(way(title).split())
    return title


def _mistype(title: str, dice: random.Random) -> str:
    at = dice.randrange(max(len(title) - 1, 1))
    return title[:at] + title[at + 1 : at + 2] + title[at : at + 1] + title[at + 2 :]


def _change_rows(shape: Shape, dice: random.Random, before: list[Draft]) -> list[Later]:
    """What the next print makes of the rows."""
    after: list[Later] = []
    merged = -1  # the row that has gone into the one before
    for number, old in enumerate(before):
        if number == merged or dice.random() < shape.dropped:
            continue
        if old.parts:
            after += [(_change(part, old, shape, dice), (number,)) for part in old.parts]
        elif number + 1 < len(before) and _may_join(old, before[number + 1]) and dice.random() < shape.merged:
            merged = number + 1
            after.append((_join(old, before[merged]), (number, merged)))
        else:
            row = _change(old, old, shape, dice)
            if row.place and dice.random() < shape.reworded:
                row.title = _reword(row, dice)
            after.append((row, (number,)))
    return after


def _change(row: Draft, old: Draft, shape: Shape, dice: random.Random) -> Draft:
    """The row with another lead or deadline, if the dice say so."""
    lead = f"{dice.choice(NAMES)} {_name_family(dice)}" if dice.random() < shape.owners else old.lead
    moved = dt.timedelta(days=dice.randrange(20, 400)) if dice.random() < shape.deadlines else dt.timedelta(0)
    return replace(row, lead=lead, due=old.due + moved)


def _add_rows(shape: Shape, dice: random.Random, before: list[Draft], places: list[str]) -> list[Later]:
    """New rows under the old headings, some of them much like one that is there."""
    fresh = _draft_rows(Shape(int(shape.rows * shape.new), alike=0, steps=shape.steps), dice, places)
    for row in fresh:
        model = dice.choice(before)
        row.heading = model.heading
        if model.place and row.place and dice.random() < shape.alike:
            row.verb, row.thing = model.verb, model.thing
            row.title = row.word()
    return [(row, ()) for row in fresh]


def _print(document: str, rows: list[Draft], headings: list[str]) -> list[Entry]:
    """The headings that have rows, as activities, and the rows; without headings the rows alone."""
    used = sorted({row.heading for row in rows}) if headings else []
    tops = [_print_heading(f"{document}/{TOPS + i}", document, TOPS + i, headings[i]) for i in used]
    return [*tops, *(_print_row(document, line, row, headings) for line, row in enumerate(rows, 1))]


def _print_heading(key: str, document: str, line: int, title: str) -> Entry:
    return Entry(key, document, line, line, "activity", Passage(title, ()))


def _print_row(document: str, line: int, row: Draft, headings: list[str]) -> Entry:
    return Entry(
        id=f"{document}/{line}",
        document=document,
        line=line,
        last_line=line,
        kind="milestone" if headings else "action",
        title=Passage(row.title, ()),
        ref=Passage(row.ref, ()),
        parent=f"{document}/{TOPS + row.heading}" if headings else None,
        parent_title=headings[row.heading] if headings else None,
        leads=(Lead(row.lead, "person", ()),),
        deadline=Deadline(row.due.strftime("%b-%y"), row.due.strftime("%Y-%m"), row.due, ()),
    )
