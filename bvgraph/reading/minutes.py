"""Actions in the text of minutes: "Action: Clerk", "ACTION: HS to write ...", "AGREED that the Clerk would ..."."""

from __future__ import annotations

import re

from bvgraph.reading.blocks import Clean, Header, Row
from bvgraph.reading.calendars import find_due, is_date
from bvgraph.reading.deeds import says_deed, says_deed_of
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.rosters import Roster
from bvgraph.reading.untangling import find_holder
from bvgraph.reading.values import classify_lead, find_status, is_no_name, is_status, looks_like_leads, names_holder
from bvgraph.reading.wordings import name_head

_ACTION = re.compile(
    r"(?:^|(?<=[\s(\[*]))\**(?:"
    r"(?:ACTIONS?|Actions?|(?<=[(\[])actions?)(?: (?:[Pp]oints?|POINTS?|[Ii]tems?|[Bb]y|BY|[Ff]or))?(?: \d[\w./]*)?"
    r"\**\s*(?::|[–—]|-\s)|ACTION(?=\s[A-Z][\w/&, ]{1,30}[.)\]]*$)"
    r"|(?<=[(\[])(?:Action|ACTION)(?=\s[A-Z][\w/&, ]{1,30}[)\]]))\**\s*(?=\S)"
)
_ADDRESSED = re.compile(  # "Action HS: write to the county"
    r"(?:^|(?<=[\s(\[]))(?:ACTIONS?|Actions?)(?: (?:on|for|by))?\s+(?P<who>[^:.;!?]{2,60}?)\s*:\s+(?=\S)"
)
_SIGNED = re.compile(
    r"(?:^|(?<=[.!?)] )|(?<=[.!?]))(?P<who>(?:[A-Z][\w'’]*(?: |\s*[/&,]\s*)?){1,4}?)"
    r"\s*\b(?:Action|ACTION|to action)(?=[.;)]|$)"
)
_STATE = re.compile(r"\W*(?:(?:this )?action|status)\s*:?\s+(?=\w)", re.IGNORECASE)
_REMARK = re.compile(r"\s*[(\[](?P<parts>[^()\[\]]{3,60})[)\]]\.?$")
_BETWEEN = re.compile(r"\s*[,;:/|]\s*|\s+[–-]\s+|\s*\b(?:for|by|due|with)\s+", re.IGNORECASE)
_DECIDED = re.compile(r"\b(?:RESOLVED|AGREED|Resolved|Agreed|agreed|resolved)\b\s*[:–-]?\s*(?:that\s+)?(?P<rest>[A-Za-z].*)")
_CHARGED = re.compile(
    r"[^A-Za-z]{0,8}(?P<who>(?:The |All )?[A-Z][\w’'.-]*(?:(?:\s*[/,&]\s*|\s+and\s+| )[A-Z][\w’'.-]*){0,5}(?: officer)?)"
    r"\s+(?:(?P<to>to|is to|are to|must)|will|took an action to|takes an action to|has an action to)\s+(?P<deed>[a-z].*)"
)
_TASKED = re.compile(r"\b[Aa]ctions? (?:for|on) (?P<who>[A-Z][^,.;:()]{1,50}?) to (?P<deed>[a-z][^.]*)")
_MARKED = re.compile(r"action|agreed|resolved", re.IGNORECASE)
_SOMEBODY = re.compile(r"[A-Z][\w’']+ (?:to|will|must|is to|are to) [a-z]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_POINT = re.compile(r"(?:[•●▪◦*·–-]|\(?\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z][.)])\s+")
_BOX = re.compile(r"(?:[-*•]\s+)?(?:\[(?P<tick>[ xX✓✔])\]|(?P<sign>[☐☑☒✓✔]))\s+")
_BEHIND = re.compile(r"\s*(?:[(\[](?P<in>[^()\[\]]{2,40})[)\]]|\s[-–—]\s*(?P<out>[^-–—]{2,40}))\.?$")
_BEFORE = re.compile(r"(?P<who>[A-Z][^:.–—]{1,40}?)\s*(?::|\s[-–—])\s+(?=[A-Za-z])")
_INLINE = re.compile(r"(?:^|(?<=[\s(*_;,|]))[*_]*(?P<label>[A-Z][A-Za-z ]{1,24}?)[*_]*:[*_]*\s+(?=\S)")
_FIRST = re.compile(r"(?:[-*•]\s+)?[*_]*(?:Action|Commitment|Milestone|Recommendation|Task)s? ?[\d.]*\w?[*_]*\s*[:.–-]?\s*")
_TO_DO = re.compile(
    r"\b(?:to[- ]?do(?:s| items?| list)?|next steps|follow[- ]?ups?|actions? (?:items?|points?|arising|agreed))$",
    re.IGNORECASE,
)
_LONGEST_HEAD = 60  # characters
_FIRST_PART = re.compile(r"(?P<who>[^.()\[\]]{2,60})(?:[)\]]|\.\s)")  # "Clerk. The bell ...", "HS) The bell ..."
_LABELLED = ("lead", "deadline", "status", "comment")
_LEAST_LABELS = 2  # different ones on a line
_NOTHING = re.compile(
    r"\b(?:noted|approved|accepted|received|none|no (?:further )?actions?)\b", re.IGNORECASE
)  # nobody is to do it
_LEAST_TITLE = 3  # words
_LEAST_SAID = 20  # characters of a cell that says something
_NEAR = 2  # lines between a paragraph and its "Action: ..." line


def take_minute(row: Row, above: Row | None, outline: Outline, roster: Roster) -> str | None:
    """Use a line of minutes that names an action and who does it; ``above`` is the paragraph before it."""
    if len(row.filled) != 1:
        return None
    cell = row.cells[row.filled[0]]
    if _take_state(row, cell, outline):
        return "entry"
    near = above if above and row.line - above.line <= _NEAR and len(above.filled) == 1 else None
    drafts = _read_text(row, cell, near.cells[near.filled[0]] if near else Clean(), outline, roster)
    for draft in drafts:
        outline.start(draft)
    return "entry" if drafts else None


def take_item(row: Row, header: Header | None, outline: Outline, roster: Roster) -> str | None:
    """Use a row of a table of minutes: a cell says who is to do what, or who stands beside what was said."""
    if (header and header.needs == "title") or len(row.filled) < 2:
        return None
    at = header.column("lead") if header else None
    said = [at for at in row.filled if len(row.texts[at]) >= _LEAST_SAID]
    drafts = [d for at in said for d in _read_text(row, row.cells[at], Clean(), outline, roster)]
    if not drafts and header is None and len(said) == 1 and said[0] == row.filled[-2]:
        last, title = row.cells[row.filled[-1]], _last_sentence(row.cells[said[0]])
        drafts = [_draft(row, title, last)] if title and roster.lists(last.text) else []
    for draft in drafts:
        if at in row.filled and not draft.get("lead"):
            draft.cells["lead"] = row.cells[at]
        outline.start(draft)
    return "entry" if drafts else None


def _read_text(row: Row, cell: Clean, before: Clean, outline: Outline, roster: Roster) -> list[Draft]:
    """The actions that a text tells, in the first of the ways in which it tells any; ``before`` is what was said before."""
    marked = _take_labelled(row, cell) or _take_addressed(row, cell, roster) or _take_signed(row, cell, roster)
    if marked or _ACTION.search(cell.text):
        return marked or _take_marked(row, cell, before, roster)
    return _take_point(row, cell, outline, roster) or _take_decision(row, cell, roster) or _take_charges(row, cell, roster)


def _take_state(row: Row, cell: Clean, outline: Outline) -> bool:
    """A line beneath an action that says how far it is ("Action completed")."""
    m, last = _STATE.match(cell.text), outline.last
    at = find_status(cell.text[m.end() :]) if m else None
    if m is None or at is None or at[0] or last is None or last.columns or last.get("status"):
        return False
    if row.line - max(last.lines) > _NEAR + 1:
        return False
    last.cells["status"] = cell.cut(m.end(), len(cell.text.rstrip(" .")))
    last.lines.append(row.line)
    return True


def _take_addressed(row: Row, cell: Clean, roster: Roster) -> list[Draft]:
    """Actions whose mark names who does it ("Action HS: write to the county")."""
    marks = [m for m in _ADDRESSED.finditer(cell.text) if _may_act(m["who"], roster)]
    ends = [m.start() for m in marks[1:]] + [len(cell.text)]
    return [_draft(row, cell.cut(m.end(), end), cell.cut(*m.span("who"))) for m, end in zip(marks, ends, strict=False)]


def _take_signed(row: Row, cell: Clean, roster: Roster) -> list[Draft]:
    """Actions with who does it and the mark behind them ("HS will write to the county. HS Action.")."""
    drafts, start = [], 0
    for m in _SIGNED.finditer(cell.text):
        said = cell.cut(start, m.start())
        own = [found.start() for found in re.finditer(rf"(?:^|(?<=[.!?)]\s)){re.escape(m['who'])}\b", said.text)]
        title = said.cut(own[-1]) if own else _last_sentence(said)
        start = m.end()
        if title and _may_act(m["who"], roster):
            drafts.append(_draft(row, title, cell.cut(*m.span("who"))))
    return drafts


def _may_act(text: str, roster: Roster) -> bool:
    """A name, initials or a post; a lone word such as "Group" or "Plan" goes on with "Action" instead."""
    name = re.sub(r"\s*\([^()]*\)$", "", text)
    lone = " " not in name and classify_lead(name) in ("body", "team")
    called = all(roster.calls(part.split(maxsplit=1)[0]) for part in re.split(r"\s*[/&,]\s*|\s+and\s+", name) if part)
    return not lone and (called or _holds(name, roster))


def _take_marked(row: Row, cell: Clean, near: Clean, roster: Roster) -> list[Draft]:
    """The actions of a text that marks them; one that only names who is said by what stands before it, or ``near``."""
    marks = list(_ACTION.finditer(cell.text))
    ends = [m.start() for m in marks[1:]] + [len(cell.text)]
    drafts = []
    for m, end in zip(marks, ends, strict=False):
        drafts += _take_action(row, cell.cut(0, m.start()) or near, cell.cut(m.end(), end), roster)
    return drafts


def speaks_of_action(row: Row) -> bool:
    """The line has a word by which minutes mark actions and decisions."""
    return any(_MARKED.search(t) or t.count(":") >= _LEAST_LABELS or _SOMEBODY.search(t) for t in row.texts)


def heads_actions(row: Row) -> bool:
    """A line that heads a list of actions ("Actions", "Summary of actions:")."""
    text = row.texts[0].rstrip(": ") if len(row.filled) == 1 and row.filled[0] == 0 else ""
    if not re.match(r"[A-Z\d]", text) or len(text) > _LONGEST_HEAD:
        return False
    return bool(_TO_DO.search(text)) or ("action" in text.casefold() and name_head(text) == "title")


def _take_action(row: Row, before: Clean, body: Clean, roster: Roster) -> list[Draft]:
    """What stands behind "Action:" is the owner of what is said before, or says who is to do what."""
    first = _FIRST_PART.match(body.text)
    text = first["who"] if first and _may_hold(first["who"], roster) else body.text.rstrip(" .)]*")
    held = find_holder(text, roster) is None and looks_like_leads(text) and _holds(text, roster)
    if held or _is_one_word(text):
        title = _last_sentence(before)
        return [_draft(row, title, body.cut(0, len(text)))] if title else []
    draft = _read_sentence(row, body, roster)
    if draft and not draft.get("lead") and _is_name(before.text, roster):
        draft.cells["lead"] = before.cut(0, len(before.text.rstrip(" :-–")))
    return [draft] if draft else []


def _is_name(text: str, roster: Roster) -> bool:
    """Nothing but who it is stands before the mark ("Clerk ACTION: write to ...")."""
    name = text.rstrip(" :-–")
    return roster.calls(name) or (bool(name) and _holds(name, roster))


def _is_one_word(text: str) -> bool:
    """A single word that can be nobody's but a holder's, behind "Action:"."""
    return bool(re.fullmatch(r"[A-Z][\w'’-]+", text)) and not is_status(text) and not is_no_name(text)


def _last_sentence(cell: Clean) -> Clean:
    text = cell.text.rstrip(" ([*–-")
    starts = [0, *(m.end() for m in _SENTENCE.finditer(text))]
    last = cell.cut(starts[-1], len(text))
    return last if len(last.text.split()) >= _LEAST_TITLE else Clean()


def _read_sentence(row: Row, body: Clean, roster: Roster) -> Draft | None:
    """An action with its owner in front of it or behind it; without an owner it is an action all the same."""
    text = body.text
    if len(text.split()) < _LEAST_TITLE:
        return None
    if at := find_holder(text, roster):
        return _draft(row, body, body.cut(*at))
    if (m := _BEFORE.match(text)) and _holds(m["who"], roster) and not _is_topic(m["who"], roster):
        return _draft(row, body.cut(m.end()), body.cut(*m.span("who")))
    if parts := _read_remark(body, roster):
        return Draft("action", row.line, parts)
    m = _BEHIND.search(text)
    name = ("in" if m["in"] else "out") if m else "in"
    if m and _holds(m[name], roster):
        return _draft(row, body.cut(0, m.start()), body.cut(*m.span(name)))
    return None if _NOTHING.search(text) else _draft(row, body, Clean())


def _read_remark(body: Clean, roster: Roster) -> dict[str, Clean]:
    """The cells of an action with who, when and how far in brackets behind it ("... [ongoing for Ann Ode]")."""
    m = _REMARK.search(body.text)
    found = {"title": body.cut(0, m.start())} if m else {}
    at = m.start("parts") if m else 0
    for part in _BETWEEN.split(m["parts"]) if m else ():
        start = body.text.index(part, at)
        at = start + len(part)
        name = "status" if is_status(part) else "deadline" if is_date(part) else "lead" if _may_hold(part, roster) else ""
        if name in found or not name:
            return {}
        found[name] = body.cut(start, at)
    return found if {"lead", "status", "deadline"} & set(found) and len(found) > 2 else {}


def _is_topic(text: str, roster: Roster) -> bool:
    """Capitalised words that are nobody's name as far as can be told ("Risk Levels: define them")."""
    return classify_lead(text) == "person" and not roster.lists(text) and not roster.calls(re.split(r"[\s/,&]", text)[0])


def _may_hold(text: str, roster: Roster) -> bool:
    return roster.calls(text) or names_holder(text) or _holds(text, roster)


def _holds(text: str, roster: Roster) -> bool:
    parts = [p.strip() for p in re.split(r"[/&,;]|\band\b", text) if p.strip()]
    return (
        bool(parts)
        and looks_like_leads(text)
        and not is_date(text)
        and all(roster.resolve(p) or names_holder(p) or re.fullmatch(r"[A-Z]{2,4}", p) for p in parts)
    )


def _draft(row: Row, title: Clean, lead: Clean) -> Draft:
    cells = {"title": title} | ({"lead": lead} if lead else {})
    if at := find_due(title.text):
        cells["deadline"] = title.cut(*at)
    return Draft("action", row.line, cells)


def _take_charges(row: Row, cell: Clean, roster: Roster) -> list[Draft]:
    """Sentences that charge somebody listed, or a post, to do something ("HS to write to the county.")."""
    drafts = []
    starts = [0, *(m.end() for m in _SENTENCE.finditer(cell.text))]
    for start, end in zip(starts, [*starts[1:], len(cell.text)], strict=True):
        sentence = cell.cut(start, end)
        m = _CHARGED.match(sentence.text)
        if m and says_deed_of(m["deed"]) and _is_charged(m["who"], bool(m["to"]), roster):
            drafts.append(_draft(row, sentence.cut(m.start("who")), sentence.cut(*m.span("who"))))
        else:
            tasked = (m for m in _TASKED.finditer(sentence.text) if says_deed_of(m["deed"]) and _may_act(m["who"], roster))
            drafts += [_draft(row, sentence.cut(m.start("who"), m.end()), sentence.cut(*m.span("who"))) for m in tasked]
    return drafts


def _is_charged(text: str, bare: bool, roster: Roster) -> bool:
    """People whom the document lists; where it says "to" and no more, a post or all members too."""
    who = re.split(r"\s*[/,&]\s*|\s+and\s+", text.removeprefix("The "))
    posts = [classify_lead(part) == "post" or part.startswith("All ") for part in who]
    return all((bare and post) or roster.lists(part) for part, post in zip(who, posts, strict=True))


def _take_labelled(row: Row, cell: Clean) -> list[Draft]:
    """A line with labels in it: "Train 60 volunteers. Lead: Library service. By: May 2024. Status: on track"."""
    found = [(m, name) for m in _INLINE.finditer(cell.text) if (name := name_head(m["label"])) in _LABELLED]
    names = [name for _, name in found]
    if len(set(names)) < _LEAST_LABELS or len(set(names)) < len(names) or not set(names) & {"lead", "deadline"}:
        return []
    start = m.end() if (m := _FIRST.match(cell.text)) else 0
    ends = [m.start() for m, _ in found[1:]] + [len(cell.text)]
    cells = {"title": _strip(cell.cut(start, found[0][0].start()))}
    for (m, name), end in zip(found, ends, strict=True):
        cells[name] = _strip(cell.cut(m.end(), end))
    return [Draft("action", row.line, {n: c for n, c in cells.items() if c})] if cells["title"] else []


def _strip(cell: Clean) -> Clean:
    text = cell.text
    return cell.cut(len(text) - len(text.lstrip(" *_-–•:")), len(text.rstrip(" *_;,([|–-")))


def _take_point(row: Row, cell: Clean, outline: Outline, roster: Roster) -> list[Draft]:
    """A point of a list of actions, if it names who does it or says something to be done; a box before it may be ticked."""
    if not outline.listing:
        return []
    box = _BOX.match(cell.text)
    m = _POINT.match(cell.text, box.end() if box else 0)
    body = cell.cut(m.end() if m else box.end() if box else 0)
    draft = _read_sentence(row, body, roster)
    told = says_deed(body.text) or says_deed(body.text.partition(": ")[2])
    if draft is None or not (draft.get("lead") or told):
        return []
    if box and (box["tick"] or box["sign"]) not in " ☐":
        draft.cells["status"], draft.done = cell.cut(0, len(box[0].rstrip())), True
    return [draft]


def _take_decision(row: Row, cell: Clean, roster: Roster) -> list[Draft]:
    """A decision that says which person or which post is to do what."""
    drafts = []
    starts = [0, *(m.end() for m in _SENTENCE.finditer(cell.text))]
    for start, end in zip(starts, [*starts[1:], len(cell.text)], strict=True):
        sentence = cell.cut(start, end)
        m = _DECIDED.search(sentence.text)
        rest = sentence.cut(m.start("rest")) if m else Clean()
        at = find_holder(rest.text, roster) if m else None
        if at and at[0] < 5 and classify_lead(rest.text[slice(*at)]) in ("person", "post", "other"):
            drafts.append(_draft(row, rest, rest.cut(*at)))
    return drafts
