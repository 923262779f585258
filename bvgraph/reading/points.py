"""Lists of actions in minutes: the line that heads one, its points, and lines with labels in them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from bvgraph.reading.blocks import Clean, Row, reach
from bvgraph.reading.boxes import BOX, cut_state, take_boxed
from bvgraph.reading.calendars import is_date
from bvgraph.reading.deeds import says_deed
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.labels import read_label
from bvgraph.reading.owners import find_holder
from bvgraph.reading.prose import is_heading
from bvgraph.reading.rosters import Roster, split_names
from bvgraph.reading.sentences import LEAST_TITLE, make_draft, may_act, may_hold, read_sentence
from bvgraph.reading.values import is_nothing, read_status
from bvgraph.reading.wordings import name_head

_POINT = re.compile(
    r"(?:[•●▪◦○■*·–-](?:\s+\d{1,2}(?:\.\d{1,2})+[.):]?)?|\(?\d{1,2}(?:\.\d{1,2})*[.):]?|\d{1,2}[a-z][.)]|\(?[a-z][.)])\s+"
)
_IS_SO = re.compile(r"^[a-z]+ed\b|\b(?:is|are|was|were|has|have|had|said|noted|reported)\b")  # it tells how things are
_NUMBER = re.compile(r"(\(?)(\d{1,2})([.)])\s")
_AGAIN = re.compile(r"(?:Follow[ -]?up|Next step)s?\s*:\s+(?=\S)")  # "Follow up: HS to write", beneath an action
_ITEM = re.compile(r"(?:[A-Z][a-z]+ )?\d{1,2}[.):]?\s+[A-Z]")  # "Item 4: Any other business", which begins what is next
_NAMED = re.compile(r"(?:[A-Z][\w’']* ){2,6}[–-] [A-Z]\w* [A-Z]")  # "Lamp Group – Plans for the Quay", a heading
_INITIALS = re.compile(
    r"[A-Z]{2,4}(?:(?:/| and | & )[A-Z]{2,4})* to (?!be )[a-z]"
)  # "HS to poke the fire", whatever the verb
_WE_DO = re.compile(  # whatever the verb
    r"we (?:(?:will|shall|should|must) (?!not\b|have \w+ed\b)|"
    r"(?:need|plan|intend|aim|expect|hope|want|have agreed) to |are going to )(?:also )?[a-z]",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s+\((?:by |in )?(?P<when>[^()]{3,30})\)\.?$")
_WHOSE = re.compile(r"(?P<said>[A-Z][^()]*?)\s+\((?P<who>[^()]+)\)")
_ASKED = re.compile(r" (?:was|were) (?:asked|tasked) ")
_INLINE = re.compile(r"(?:^|(?<=[\s(*_;,|]))[*_]*(?P<label>[A-Z][A-Za-z ]{1,24}?)[*_]*:[*_]*\s+(?=\S)")
_FIRST = re.compile(
    r"(?:[-*•]\s+)?[*_]*(?:Action|Commitment|Milestone|Recommendation|Task)s?(?: ?\d[\d.]*\w?)?\b[*_]*\s*[:.–-]?\s*"
)
_TO_DO = re.compile(
    r"\b(?:to[- ]?do(?:s| items?| list)?|next steps|actions? (?:items?|points?|arising|agreed))$|"
    r"(?<!^\d[.)] )(?<!^\d\d[.)] )\bfollow[- ]?ups?$|"  # with a number it is an item in which anything may be followed up
    r"\b(?:list|summary|review|register) of (?:\w+ )?action|"
    r"^action list\b|^(?:\d+[.)]? )?(?:\w+ )?actions (?:open|outstanding|closed|agreed)\b|"
    r"^(?:\d+[.)]? )?(?:(?:open|outstanding|pending|ongoing|previous|past|closed|completed|new|updates?|on|of) )+actions?$|"
    r"^(?:\d+[.)]? )?(?:open|outstanding) items$|"
    r"^(?:the )?following (?:\w+ ){1,3}actions?\b|^(?:the )?following actions? (?:\w+ )?(?:was|were|are|arose|remain)|"
    r"^(?:the |our )?actions? (?:\w+ )?(?:agreed|arising|from|at) (?:[\w’']+ ){0,5}(?:was|were|are)$",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^\d{1,2}(?:\.\d{1,2})+[.)]?\s+")  # "2.1. Actions to light the coast"
_TASKS = re.compile(r"Tasks|TASKS")
_PAST = re.compile(r"\bactions taken\b", re.IGNORECASE)
_OWNED = re.compile(
    r"(?:ACTIONS?|Actions?)(?: [Pp]oints?| [Ii]tems?)?\s*[:–-]?\s*(?:for|on|FOR)\s+(?:the\s+)?(?P<who>[A-Z][^:.]{1,40}?):?"
)
_CHARGED = re.compile(  # "ACTION: Officers to send:", above what
    r"(?:ACTIONS?|Actions?)(?: [Pp]oint)?\s*[:–-]\s*(?:The\s+)?(?P<who>[A-Z][^:.]{1,40}?) (?:to|will) [a-z]\w*(?: \w+){0,5}:"
)
_REF = re.compile(
    r"(?P<ref>A[A-Z]{0,8}[ .-]?\d[\w.-]*|A(?:CT|CTION)?-[A-Z][\w.-]*\d)\s*[:.–-]?\s+(?=\S)"
)  # "A12.8", "ACT-12"
_CODED = re.compile(
    r"(?:• )?(?:[A-Z][a-z]{2} )?" + _REF.pattern + r"(?P<who>[A-Z][\w/&, ]{0,40}?)\s*(?::|\s[–-])\s+(?P<said>\S.*)"
)
_MIXED = re.compile(r"\b(?:updates?|progress|review|status|report)\b (?:\w+ )?(?:on|of|for|to)\b", re.IGNORECASE)
_ALL_SO = re.compile(
    r"\b(open|outstanding|closed|completed?) actions?\b|\b(outstanding) items\b|"
    r"\bactions? (open|outstanding|closed|completed?)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?:ACTION|Action)(?: [Pp]oint)?(?: \d+)?: ")
_INNER = re.compile(r"(?:^|(?<=\S\s))[•●▪◦○■]\s(?=\S)")
_BULLETED = re.compile(r"[•●▪◦○■] ")
_LONGEST_HEAD = 100  # characters
_LONGEST_ASIDE = 120  # characters of a line within a list of actions that is none of them
_LABELLED = ("lead", "deadline", "status", "comment")
LEAST_LABELS = 2  # different ones on a line


def heads_actions(row: Row) -> bool:
    """A line that heads a list of actions ("Actions", "Summary of actions:", "Next steps")."""
    text = row.texts[0].rstrip(": ") if len(row.filled) == 1 and row.filled[0] == 0 else ""
    if not re.match(r"(?!(?:[\d.]+[.)]? )?To [a-z])[A-Z\d]", text) or len(text) > _LONGEST_HEAD or text[-1] in ".;,":
        return False
    named = ("action" in text.casefold() or _TASKS.fullmatch(text)) and name_head(_SECTION.sub("", text)) == "title"
    return not _PAST.search(text) and (named or bool(_TO_DO.search(text)))


def charges_list(row: Row, after: Row | None) -> bool:
    """An action that breaks off before what its owner is to do, in numbered points below it."""
    first = read_number(after) if after is not None else None
    return first is not None and first.value == 1 and _CHARGED.fullmatch(row.texts[row.filled[0]]) is not None


class Number(NamedTuple):
    """What stands in front of a point ("(1)", "1."), its ``value`` between two signs."""

    opened: str
    value: int
    closed: str

    @property
    def after(self) -> Number:
        """The number that the next point has."""
        return self._replace(value=self.value + 1)


def read_number(row: Row) -> Number | None:
    """The number of a point ("2) The lamps"); None for any other line."""
    m = _NUMBER.match(row.texts[row.filled[0]])
    return Number(m[1], int(m[2]), m[3]) if m else None


def find_owner(row: Row, roster: Roster) -> Clean:
    """Who does everything that a list holds, if the line above it says so ("Actions: for HS", "Action: HS to buy:")."""
    text = row.texts[row.filled[0]]
    m = _OWNED.fullmatch(text) or _CHARGED.fullmatch(text)
    return row.cells[row.filled[0]].cut(*m.span("who")) if m and may_hold(m["who"], roster) else Clean()


def find_group_owner(row: Row, roster: Roster) -> Clean:
    """Who does what stands beneath a heading within a list, if it is named by them ("William and Denis")."""
    text = row.texts[row.filled[0]]
    called = all(map(roster.knows, split_names(text)))
    return row.cells[row.filled[0]] if called and not _TO_DO.search(text) else Clean()


def find_state(row: Row) -> Clean:
    """What a line that heads a list of actions says of all of them ("Actions open at 3 May", "Closed actions")."""
    text = row.cells[row.filled[0]]
    m = None if _MIXED.search(text.text) else _ALL_SO.search(text.text)
    return text.cut(*m.span(m.lastindex or 0)) if m else Clean()


def is_mark_alone(row: Row) -> bool:
    """A line that says "Action" or "Action Point 3" and no more: the next one is it."""
    return (
        len(row.filled) == 1
        and re.fullmatch(r"(?:ACTION|Action)(?: [Pp]oint)?(?: \d+)?:?", row.texts[row.filled[0]]) is not None
    )


def ends_list(row: Row) -> bool:
    """A line that is no action and goes on with something else: a heading, or a paragraph."""
    return is_heading(row) or (len(row.texts[row.filled[0]]) > _LONGEST_ASIDE and not is_point(row))


def is_point(row: Row) -> bool:
    """A line with the mark of a list in front: a bullet, a number or a box."""
    text = row.texts[row.filled[0]]
    return bool(_POINT.match(text) or BOX.match(text))


def is_charge(row: Row | None, roster: Roster) -> bool:
    """A line that says who is to do what."""
    return (
        row is not None and len(row.filled) == 1 and find_holder(row.texts[row.filled[0]], roster, marked=True) is not None
    )


def follows_point(row: Row, above: Row | None) -> bool:
    """A point with the number after that of the line above."""
    if above is None:
        return False
    one, other = read_number(above), read_number(row)
    return one is not None and other is not None and not one.opened + other.opened and one.after.value == other.value


def recurs(row: Row) -> bool:
    """A line that minutes print in many items: the mark of an action, who does it, when, or how far it is ("Complete.")."""
    label = read_label(row)
    beneath = label is not None and label.field in ("lead", "deadline") and bool(label.value)
    text = row.texts[row.filled[0]]
    beneath = beneath or (text.endswith(".") and read_status(text) is not None)
    return beneath or heads_actions(row) or is_mark_alone(row) or _MARKED.match(text) is not None


def is_bullet(row: Row) -> bool:
    """A line with a bullet or a box in front."""
    text = row.texts[row.filled[0]]
    return _BULLETED.match(text) is not None or BOX.match(text) is not None


def take_point(row: Row, cell: Clean, outline: Outline, roster: Roster) -> list[Draft]:
    """A point of a list of actions, if it has the number of one, names who does it or says something to be done."""
    draft = _take_coded(row, cell, roster)
    if draft is None and (outline.listing or outline.charged) and not _NAMED.match(cell.text):
        boxed = take_boxed(row, cell, roster) if outline.listing else None
        draft = boxed or _take_said(row, cell, outline, roster)
    if draft and outline.owner and not draft.get("lead"):
        draft.cells["lead"] = outline.owner
    return [draft] if draft else []


def _take_said(row: Row, cell: Clean, outline: Outline, roster: Roster) -> Draft | None:
    """A point without a box."""
    m = _POINT.match(cell.text)
    body = cell.cut(m.end() if m else 0)
    body = body.cut(again.end()) if (again := _AGAIN.match(body.text)) else body
    ref = _REF.match(body.text)
    number, body = (body.cut(*ref.span("ref")), body.cut(ref.end())) if ref else (Clean(), body)
    draft = read_sentence(row, body, roster, numbered=bool(ref)) or _take_short(row, body, outline, roster)
    if draft is None:
        return None
    staged = outline.staged and is_bullet(row)
    told = ref or staged or (outline.owner and m) or _is_told(draft, cell, body, outline, roster)
    if not (told or _is_somebodys(draft, roster)):
        return None
    draft.ref = number
    if is_bullet(row):
        cut_state(draft)
    if staged:
        _cut_day(draft)
    return draft


def _take_short(row: Row, body: Clean, outline: Outline, roster: Roster) -> Draft | None:
    """A word or two in a list that is somebody's ("Lamp room", beneath "Ann Ode"), or with who does it ("Pier (Ann)")."""
    if not outline.listing or len(body.text.split()) >= LEAST_TITLE or is_nothing(body.text):
        return None
    m = _WHOSE.fullmatch(body.text)
    if m and is_point(row) and all(roster.lists(name) or roster.calls(name) for name in split_names(m["who"])):
        return make_draft(row, body.cut(*m.span("said")), body.cut(*m.span("who")))
    return make_draft(row, body, Clean()) if body and outline.owner and is_bullet(row) else None


def _is_told(draft: Draft, cell: Clean, body: Clean, outline: Outline, roster: Roster) -> bool:
    """The list at hand, or the mark right above, and what it says tell that a point is an action."""
    if outline.named and not _ITEM.match(cell.text):
        return True
    if outline.listing:
        lead = draft.get("lead").text
        theirs = (
            bool(lead)
            and all(roster.lists(name) or roster.calls(name) for name in split_names(lead))
            and not _IS_SO.search(draft.title)
        )
        told = theirs or _says_deed(body.text)
        return told or bool(draft.get("status")) or draft.title.startswith(lead or "\0")
    return find_holder(body.text, roster) is not None


def _cut_day(draft: Draft) -> None:
    """What stands in brackets behind a point of a plan is when it is to be done, if it is a date ("Paint it (March)")."""
    title = draft.get("title")
    m = _IN_BRACKETS.search(title.text)
    if m and not draft.get("deadline") and is_date(m["when"]):
        draft.cells |= {"title": title.cut(0, m.start()), "deadline": title.cut(*m.span("when"))}


def _says_deed(text: str) -> bool:
    return bool(_WE_DO.match(text)) or says_deed(text) or says_deed(text.partition(": ")[2])


def _is_somebodys(draft: Draft, roster: Roster) -> bool:
    """Somebody whom the document lists, or a post, is to do what the title says."""
    lead = draft.get("lead").text
    first = split_names(lead)[0]
    known = bool(first) and roster.knows(first)
    if _ASKED.match(draft.title.removeprefix(lead)) or _INITIALS.match(draft.title):
        return True
    beside = draft.get("status") or is_date(draft.get("deadline").text)
    return known and (bool(beside) or draft.title.removeprefix("The ").startswith(lead) or says_deed(draft.title))


def is_coded(text: str) -> bool:
    """A line that begins with the number of an action, and with who does it."""
    return _CODED.match(text) is not None


def _take_coded(row: Row, cell: Clean, roster: Roster) -> Draft | None:
    """A line with the number of an action, who does it, and what ("ACT-12: HS - write to the county")."""
    m = _CODED.match(cell.text)
    if m is None or not may_act(m["who"], roster):
        return None
    draft = make_draft(row, cell.cut(m.start("said")), cell.cut(*m.span("who")))
    draft.ref = cell.cut(*m.span("ref"))
    return draft


def split_points(cell: Clean) -> list[Clean]:
    """The points of a line that holds several, each with its bullet ("○ HS to write ○ TL to call"); else the line."""
    bullets = [m.start() for m in _INNER.finditer(cell.text)] if _INNER.match(cell.text) else []
    return [cell.cut(start, end) for start, end in pairwise([*bullets, len(cell.text)])] if len(bullets) > 1 else [cell]


def take_labelled(row: Row, cell: Clean) -> list[Draft]:
    """A line with labels in it: "Train 60 volunteers. Lead: Library service. By: May 2024. Status: on track"."""
    found = [(m, name) for m in _INLINE.finditer(cell.text) if (name := name_head(m["label"])) in _LABELLED]
    names = [name for _, name in found]
    if len(set(names)) < LEAST_LABELS or len(set(names)) < len(names) or not set(names) & {"lead", "deadline"}:
        return []
    start = m.end() if (m := _FIRST.match(cell.text)) else 0
    cells = {"title": _strip(cell.cut(start, found[0][0].start()))}
    for name, (m, end) in zip(names, reach([m for m, _ in found], len(cell.text)), strict=True):
        cells[name] = _strip(cell.cut(m.end(), end))
    numbered = name_head(cells["title"].text.rstrip("0123456789.:# ")) == "ref"
    return [Draft("action", row.line, {n: c for n, c in cells.items() if c})] if cells["title"] and not numbered else []


def _strip(cell: Clean) -> Clean:
    text = cell.text
    return cell.cut(len(text) - len(text.lstrip(" *_-–•:")), len(text.rstrip(" *_;,([|–-")))
