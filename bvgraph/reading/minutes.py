"""Actions in the text of minutes: "Action: Clerk", "ACTION: HS to write ...", "AGREED that the Clerk would ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bvgraph.reading.blocks import Clean, Header, Row, reach
from bvgraph.reading.calendars import is_date
from bvgraph.reading.charges import DUE, take_charges, take_decision
from bvgraph.reading.deeds import begins_with_deed, is_verb, says_deed
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.labels import Label, read_label
from bvgraph.reading.naming.forenames import is_ambiguous, is_forename
from bvgraph.reading.owners import find_holder
from bvgraph.reading.points import LEAST_LABELS, is_bullet, is_coded, split_points, take_labelled, take_point
from bvgraph.reading.rosters import Roster, split_names
from bvgraph.reading.sentences import (
    NOTHING,
    calls_all,
    cut_deeds,
    find_last,
    holds,
    make_draft,
    may_act,
    may_hold,
    part_charges,
    read_sentence,
)
from bvgraph.reading.values import classify_lead, find_status, is_no_name, is_status, looks_like_leads, read_status

_ACTION = re.compile(
    r"(?:^|(?<=[\s(\[*]))(?<!\b[Ss]ee )(?<!\b[Nn]o )(?<!\bNO )(?<!\bunder )(?<!\b[Ii]n )\**(?:"
    r"(?:(?P<state>Outstanding|Completed|Closed|Open|Ongoing) )?"
    r"(?:ACTIONS?|Actions?|(?:^|(?<=^[-*•]\s))AI(?=:)|TODO|To-?[Dd]o|(?<!\w )To [Dd]o|"
    r"Task(?=:\s[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3} to [a-z])|(?<=[(\[])actions?|"
    r"(?<=Outstanding )action)"
    r"(?: (?:[Pp]oints?|POINTS?|[Ii]tems?|ITEMS?|[Bb]y|BY|[Ff]or))?"
    r"(?: (?P<number>[A-Z]{0,3}\d[\w./-]*|\(?[ivx]{1,4}\)|\(?[a-z]\)))?(?: from [^:.;]{3,40})?"
    r"\**\s*(?::|[–—]|-\s)|ACTION(?!\s(?:LOG|PLAN|LIST|SHEET|NOTES|TRACKER)\b)(?=\s[A-Z][\w/&, ]{1,30}[.)\]]*$)"
    r"|(?<=[(\[])(?:Action|ACTION)(?=\s[A-Z][\w/&, ]{1,30}[)\]])"
    r"|(?P<tail>Action)(?: (?P<code>\d{1,3}[\d./]*)(?=\s[A-Z][\w/&, ]{1,30}\.?$)|"  # "... to be painted. Action 4.1 Clerk"
    r"(?=\s[A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4}){0,4}\.?$))"
    r"|(?:(?<![\s(\[*])|(?<=[.!?]\s)|(?<=^[-*•]\s))(?P<bare>Action|ACTION)(?: [Ii]tem| [Pp]oint)?"
    r"(?!\s(?i:log|plan|list|group|team|point|item)\b)"
    r"(?=\s[A-Z][\w’'.-]*(?:(?:[ ,/&]+| and )[A-Z][\w’'.-]*){0,4}(?: chairs?| members| team| group)?"
    r" (?:to|will) (?!be\b)[a-z]))\**\s*(?=\S)"
)
_ADDRESSED = re.compile(  # "Action HS: write to the county"
    r"(?:^|(?<=[\s(\[]))(?:ACTIONS?|Actions?|TODO)(?: (?:on|for|by))?\s+"
    r"(?!(?i:items?|points?)\b)(?P<who>[^:.;!?\d]{2,60}?)\s*::?\s+(?=\S)"
)
_SEVERAL = re.compile(r"actions|points|items", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:^|(?<=[.!?)] )|(?<=[.!?]))(?P<who>(?:[A-Z][\w'’]*(?: |\s*[/&,]\s*)?){1,4}?)"
    r"\s*\b(?:Action|ACTION|to action)(?=[.;)]|$)"
)
_ENDED = re.compile(  # "... to check that. ACTION", "Ann: Paint it. (Action Point 3)"
    r"(?:(?<=[.!?)])\s+ACTIONS?|\s+[(\[](?:Action|ACTION)(?: [Pp]oint| [Ii]tem| POINT| ITEM)?"
    r"\s+#?(?P<number>\d[\d./-]*)[)\]])\.?$"
)
_STATE = re.compile(r"\W*(?:(?:this )?action|status)\s*:?\s+(?=\w)", re.IGNORECASE)
_SO_FAR = re.compile(  # "Complete. The lamp was painted.", "Done, the lamp is red"
    r"\W*(?P<status>[A-Z][^.:,]{2,30}?)(?:(?:\.|\s+[–-]+(?=\s))(?:\s+(?P<more>[A-Z].*))?|,\s+(?P<rest>[a-z].*))"
)
_STATED = re.compile(r"(?:Not |In |Part(?:ial)?ly )?(?:[Cc]omplete|[Pp]rogress|[Dd]one|Ongoing|Outstanding)")
_MARKED = re.compile(r"action|agreed|resolved|\bto[ -]?do:|^(?:[-*•]\s)?AI:", re.IGNORECASE)
_IN_FRONT = re.compile(
    r"(?:[-*•]\s+|\d+(?:\.\d+)*[.)]?\s+)?\[(?P<who>[A-Z][\w&, /]{1,40})\]:?\s+(?=[A-Z])"
)  # "[HS, TL] Write to the county"
_SOMEBODY = re.compile(r"(?:(?<![\w’'])[A-Z][\w’']{1,40}|All [a-z]+s) (?:to|will|must|(?:is|are) (?:going )?to) [a-z]")
_FIRST_PART = re.compile(r"(?P<who>[^.()\[\]]{2,60})(?:[)\]]|\.\s)")  # "Clerk. The bell ...", "HS) The bell ..."
_CHARGES = re.compile(r" (?:to|will) ")
_BRACKETED = re.compile(r"\((?P<who>[A-Z][^()]{1,60})\)\s+(?=[A-Z])")  # "Action: (Ann, Ben) Write to the county"
_WHEN = re.compile(r"\s*[(\[](?:by |due )?(?P<when>[^()\[\]]{3,30})[)\]]?$")  # "Ann, Ben (by mid-June)"
_LEAST_SAID = 20  # characters of a cell that says something
_SINGLE = ("lead", "deadline", "status")
_MOST_LABEL = 2  # words
_LEAST_DEED = 2  # words: a verb and what it is done to
_NEAR = 2  # lines between a paragraph and its "Action: ..." line


def take_minute(row: Row, above: Row | None, outline: Outline, roster: Roster) -> str | None:
    """Use a line of minutes that names an action and who does it; ``above`` is the paragraph before it."""
    if len(row.filled) != 1:
        return None
    cell = row.cells[row.filled[0]]
    near = above if above and row.line - above.line <= _NEAR and len(above.filled) == 1 else None
    before = near.cells[near.filled[0]] if near else Clean()
    drafts = [draft for part in split_points(cell) for draft in _read_text(row, part, before, outline, roster)]
    for draft in drafts:
        outline.start(draft)
        if draft.heading_state and not draft.get("status"):
            draft.cells["status"] = draft.heading_state
    return "entry" if drafts else None


def take_item(row: Row, header: Header | None, outline: Outline, roster: Roster) -> str | None:
    """Use a row of a table of minutes: a cell says who is to do what, or who stands beside what was said."""
    if (header and header.needs == "title") or len(row.filled) < 2:
        return None
    said = [at for at in row.filled if len(row.texts[at]) >= _LEAST_SAID]
    parts = [part for at in said for part in split_points(row.cells[at])]
    drafts = [d for part in parts for d in _read_text(row, part, Clean(), outline, roster)]
    if not drafts and header is None and len(said) == 1 and said[0] == row.filled[-2]:
        last, title = row.cells[row.filled[-1]], find_last(row.cells[said[0]])
        drafts = [make_draft(row, title, last)] if title and all(map(roster.lists, split_names(last.text))) else []
    if row.filled[-1] not in said:
        _take_owners(drafts, row.cells[row.filled[-1]], roster)
    for draft in drafts:
        for name, at in header.beside.items() if header else ():
            if at in row.filled and not draft.get(name):
                draft.cells[name] = row.cells[at]
        outline.start(draft)
    return "entry" if drafts else None


def _take_owners(drafts: Sequence[Draft], last: Clean, roster: Roster) -> None:
    """Give the actions of a row those listed whom the cell beside names: each its own, or one all of them."""
    names = [*re.finditer(r"[^\s/&,;+]+", last.text)]
    if not all(roster.lists(m[0]) or m[0] == "and" for m in names):
        return
    for i, draft in enumerate(drafts):
        draft.loose = False
        if len({m[0] for m in names}) == 1:
            draft.cells["lead"] = last.cut(*names[0].span())
        elif len(drafts) == 1:
            draft.cells["lead"] = last
        elif len(names) == len(drafts):
            draft.cells["lead"] = last.cut(*names[i].span())


def _read_text(row: Row, cell: Clean, before: Clean, outline: Outline, roster: Roster) -> list[Draft]:
    """The actions that a text tells, in the first of the ways in which it tells any; ``before`` is what was said before."""
    marked = (
        _take_in_front(row, cell, roster)
        or take_labelled(row, cell)
        or _take_addressed(row, cell, roster)
        or _take_signed(row, cell, roster)
        or _take_ended(row, cell, roster)
    )
    if marked or _ACTION.search(cell.text):
        return marked or _take_marked(row, cell, before, roster)
    if (point := take_point(row, cell, outline, roster)) or outline.ruled:
        return point
    return take_decision(row, cell, roster) or take_charges(row, cell, roster)


def take_state(row: Row, outline: Outline) -> bool:
    """Use a line beneath an action that says how far it is ("Action completed") or, with a label, who does it or when."""
    last, cell = outline.last, row.cells[row.filled[0]]
    if last is None or last.columns or last.kind != "action" or row.line - max(last.lines) > _NEAR + 1:
        return False
    label, m = read_label(row), _STATE.match(cell.text)
    at = find_status(cell.text[m.end() :]) if m else None
    far = _SO_FAR.fullmatch(cell.text)
    if label and label.value and _is_beneath(label) and len(label.text.split()) <= _MOST_LABEL:
        name, value = label.field, label.value
    elif m and at and not at[0]:
        name, value = "status", cell.cut(m.end(), len(cell.text.rstrip(" .")))
    elif far and _tells(far, row) and not last.get("comment"):
        name, value = "status", cell.cut(*far.span("status"))
    else:
        return False
    if last.get(name):
        return False
    last.cells[name] = value
    if far and (far["more"] or far["rest"]) and name == "status":
        last.cells["comment"] = cell
    last.lines.append(row.line)
    return True


def _is_beneath(label: Label) -> bool:
    """Who, when or how far; "Date:" with words is of a meeting that is not settled yet."""
    return label.field in _SINGLE and (label.text.casefold() != "date" or is_date(label.value.text))


def _tells(far: re.Match[str], row: Row) -> bool:
    """A line of its own, or with a bullet what goes on, that begins with how far an action is."""
    whole = not (far["more"] or far["rest"]) or is_bullet(row) or _STATED.match(far["status"]) is not None
    return read_status(far["status"]) is not None and whole


def _take_in_front(row: Row, cell: Clean, roster: Roster) -> list[Draft]:
    """Something to be done behind the initials of people whom the document lists, in brackets."""
    m = _IN_FRONT.match(cell.text)
    known = m and all(roster.lists(part) or part == "All" or is_no_name(part) for part in split_names(m["who"]))
    if not m or not known or not says_deed(cell.text[m.end() :]) or NOTHING.search(cell.text):
        return []
    draft = read_sentence(row, cell.cut(m.end()), roster) or make_draft(row, cell.cut(m.end()), Clean())
    draft.cells["lead"] = cell.cut(*m.span("who"))
    return [draft]


def _take_addressed(row: Row, cell: Clean, roster: Roster) -> list[Draft]:
    """Actions whose mark names who does it ("Action HS: write to the county")."""
    marks = [m for m in _ADDRESSED.finditer(cell.text) if may_act(m["who"], roster)]
    found = reach(marks, len(cell.text))
    return [make_draft(row, cell.cut(m.end(), end), cell.cut(*m.span("who"))) for m, end in found]


def _take_signed(row: Row, cell: Clean, roster: Roster) -> list[Draft]:
    """Actions with who does it and the mark behind them ("HS will write to the county. HS Action.")."""
    drafts, start = [], 0
    for m in _SIGNED.finditer(cell.text):
        said = cell.cut(start, m.start())
        own = [found.start() for found in re.finditer(rf"(?:^|(?<=[.!?)]\s)){re.escape(m['who'])}\b", said.text)]
        title = said.cut(own[-1]) if own else find_last(said)
        start = m.end()
        if title and may_act(m["who"], roster):
            drafts.append(make_draft(row, title, cell.cut(*m.span("who"))))
    return drafts


def _take_ended(row: Row, cell: Clean, roster: Roster) -> list[Draft]:
    """The last sentence of a text that ends with the mark of an action; one with a number may only tell which is meant."""
    m = _ENDED.search(cell.text)
    said = find_last(cell.cut(0, m.start())) if m else Clean()
    draft = read_sentence(row, said, roster) if said else None
    if m is None or draft is None or (m["number"] and not (draft.get("lead") or says_deed(said.text))):
        return []
    draft.ref = cell.cut(*m.span("number")) if m["number"] else Clean()
    return [draft]


def _take_marked(row: Row, cell: Clean, near: Clean, roster: Roster) -> list[Draft]:
    """The actions of a text that marks them; one that only names who is said by what stands before it, or ``near``."""
    drafts: list[Draft] = []
    marks = [m for m in _ACTION.finditer(cell.text) if _is_mark(m, roster)]
    inside = bool(marks) and bool(cell.cut(0, marks[0].start()))
    for m, end in reach(marks, len(cell.text)):
        body = cell.cut(m.end(), end)
        charges = part_charges(body, roster) if _SEVERAL.search(m[0]) and not m["number"] else []
        ends = inside or end < len(cell.text) or len(charges) > 1
        parts = [cut_deeds(part, roster) if ends else part for part in (charges if len(charges) > 1 else [body])]
        before = cell.cut(0, m.start()) or near
        found = [draft for part in parts for draft in _take_action(row, before, part, roster, bool(m["number"]))]
        for draft in found:
            name = "number" if m["number"] else "code"
            draft.ref = _strip_brackets(cell.cut(*m.span(name))) if m[name] else draft.ref
            if m["state"]:
                draft.cells.setdefault("status", cell.cut(*m.span("state")))
        drafts += found if not drafts or not _gives_owner(found, drafts[-1]) else []
    return drafts


def _gives_owner(found: list[Draft], last: Draft) -> bool:
    """A second mark only names who is to do what stands behind the first ("Action: Buy a crane. Action: Clerk")."""
    told = len(found) == 1 and not last.get("lead") and found[0].title.endswith(last.title)
    if told:
        last.cells |= {name: cell for name, cell in found[0].cells.items() if name != "title"}
    return told


def _is_mark(m: re.Match[str], roster: Roster) -> bool:
    """A mark without a colon stands before somebody listed, a post or initials ("Action Clerk to write", "Action AO")."""
    text = m.string[m.end() :]
    if m["tail"]:
        names = split_names(text.strip(" ."))
        return all(roster.lists(name) or name == "ALL" or (m["code"] and classify_lead(name) == "post") for name in names)
    first = split_names(_CHARGES.split(text)[0])[0]
    known = roster.lists(first) or roster.calls(first) or classify_lead(first) in ("post", "body")
    shouted = m["bare"] == "ACTION" and m.start() <= len("- ")
    return m["bare"] is None or known or shouted or (m.start() > 0 and re.fullmatch(r"[A-Z]{2,3}", first) is not None)


def _strip_brackets(number: Clean) -> Clean:
    return number.cut(number.text.startswith("("), len(number.text.rstrip(")")))


def speaks_of_action(row: Row) -> bool:
    """The line has a word by which minutes mark actions and decisions, or the number of an action."""
    tests = (_MARKED.search, _SOMEBODY.search, _IN_FRONT.match, DUE.match, is_coded)
    return any(t.count(":") >= LEAST_LABELS or any(test(t) for test in tests) for t in row.texts)


def _take_action(row: Row, before: Clean, body: Clean, roster: Roster, numbered: bool) -> list[Draft]:
    """What stands behind "Action:" is the owner of what is said before, or says who is to do what."""
    if is_date(body.text):
        return []
    first = _FIRST_PART.match(body.text)
    text = first["who"] if first and may_hold(first["who"], roster) else body.text.rstrip(" .)]*")
    inside = before.text.endswith(("(", "[")) and body.text[len(text) : len(text) + 1] in (")", "]")
    when = found if (found := _WHEN.search(text)) and is_date(found["when"]) else None
    who = text[: when.start()] if when else text
    if begins_with_deed(who) and len(who.split()) == _LEAST_DEED:
        return [make_draft(row, body, Clean())]
    held = find_holder(who, roster) is None and looks_like_leads(who) and (inside or holds(who, roster))
    if held or _is_one_word(who) or calls_all(who, roster):
        title = find_last(before, split_names(who))
        owned = make_draft(row, title, body.cut(0, len(who)))
        if when:
            owned.cells["deadline"] = body.cut(*when.span("when"))
        return [owned] if title else []
    m = _BRACKETED.match(body.text)
    if m and (is_no_name(m["who"]) or all(map(_is_called, split_names(m["who"])))):
        return [make_draft(row, body.cut(m.end()), body.cut(*m.span("who")))]
    draft = read_sentence(row, body, roster, numbered=numbered)
    if draft and not draft.get("lead") and _is_name(before.text, roster):
        draft.cells["lead"] = before.cut(0, len(before.text.rstrip(" :-–")))
    return [draft] if draft else []


def _is_name(text: str, roster: Roster) -> bool:
    """Nothing but who it is stands before the mark ("Clerk ACTION: write to ...")."""
    name = text.rstrip(" :-–")
    return roster.calls(name) or (bool(name) and holds(name, roster))


def _is_called(text: str) -> bool:
    """Capitalised words and no others, or the name of a post, a body or a team."""
    capitals = re.fullmatch(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,2}", text) and not is_status(text)
    return bool(capitals) or classify_lead(text) in ("post", "body", "team")


def _is_one_word(text: str) -> bool:
    """A single word that can be nobody's but a holder's, behind "Action:"."""
    lone = re.fullmatch(r"[A-Z][\w'’-]+", text) is not None and not is_status(text) and not is_no_name(text)
    return lone and (not is_verb(text) or is_forename(text) or is_ambiguous(text) or classify_lead(text) != "person")
