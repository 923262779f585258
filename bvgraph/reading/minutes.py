"""Actions in the text of minutes: "Action: Clerk", "ACTION: HS to write ...", "AGREED that the Clerk would ..."."""

from __future__ import annotations

import re

from bvgraph.reading.blocks import Clean, Header, Row
from bvgraph.reading.deeds import says_deed
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.rosters import Roster
from bvgraph.reading.untangling import find_due, find_holder, is_date
from bvgraph.reading.values import classify_lead, is_no_name, is_status, looks_like_leads, names_holder
from bvgraph.reading.wordings import name_head

_ACTION = re.compile(
    r"(?:^|(?<=[\s(\[*]))\**(?:"
    r"(?:ACTIONS?|Actions?|(?<=[(\[])actions?)(?: (?:[Pp]oints?|POINTS?|[Ii]tems?|[Bb]y|BY|[Ff]or))?(?: \d[\w./]*)?"
    r"\**\s*(?::|[–—]|-\s)|ACTION(?=\s[A-Z][\w/&, ]{1,30}[.)\]]*$))\**\s*(?=\S)"
)
_DECIDED = re.compile(r"\b(?:RESOLVED|AGREED|Resolved|Agreed|agreed|resolved)\b\s*[:–-]?\s*(?:that\s+)?(?P<rest>[A-Za-z].*)")
_CHARGED = re.compile(r"(?:\[[ xX]\]|[^A-Za-z\[]){0,8}(?P<who>[A-Z]{2,4}(?:(?:\s*[/,&]\s*|\s+and\s+)[A-Z]{2,4})*)\s+to ")
_MARKED = re.compile(r"action|agreed|resolved", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b[A-Z]{2,4} to [a-z]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_POINT = re.compile(r"(?:[•●▪◦*·–-]|\(?\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z][.)])\s+")
_BEHIND = re.compile(r"\s*(?:[(\[](?P<in>[^()\[\]]{2,40})[)\]]|\s[-–—]\s*(?P<out>[^-–—]{2,40}))\.?$")
_BEFORE = re.compile(r"(?P<who>[A-Z][^:.–—]{1,40}?)\s*(?::|\s[-–—])\s+(?=[A-Za-z])")
_INLINE = re.compile(r"(?:^|(?<=[\s(*_;,|]))[*_]*(?P<label>[A-Z][A-Za-z ]{1,24}?)[*_]*:[*_]*\s+(?=\S)")
_FIRST = re.compile(r"(?:[-*•]\s+)?[*_]*(?:Action|Commitment|Milestone|Recommendation|Task)s? ?[\d.]*\w?[*_]*\s*[:.–-]?\s*")
_LABELLED = ("lead", "deadline", "status", "comment")
_LEAST_LABELS = 2  # different ones on a line
_NOTHING = re.compile(
    r"\b(?:noted|approved|accepted|received|none|no (?:further )?actions?)\b", re.IGNORECASE
)  # nobody is to do it
_LEAST_TITLE = 3  # words
_NEAR = 2  # lines between a paragraph and its "Action: ..." line


def take_minute(row: Row, above: Row | None, outline: Outline, roster: Roster) -> str | None:
    """Use a line of minutes that names an action and who does it; ``above`` is the paragraph before it."""
    if len(row.filled) != 1:
        return None
    cell = row.cells[row.filled[0]]
    marks = list(_ACTION.finditer(cell.text))
    labelled = _take_labelled(row, cell)
    if labelled:
        drafts = labelled
    elif marks:
        near = above if above and row.line - above.line <= _NEAR and len(above.filled) == 1 else None
        drafts = _take_marked(row, cell, near.cells[near.filled[0]] if near else Clean(), roster)
    else:
        drafts = (
            _take_point(row, cell, outline, roster) or _take_decision(row, cell, roster) or _take_charges(row, cell, roster)
        )
    for draft in drafts:
        outline.start(draft)
    return "entry" if drafts else None


def take_item(row: Row, header: Header | None, outline: Outline, roster: Roster) -> str | None:
    """Use a row of a table of minutes in which a cell says "ACTION: HS to write ..."; the owner may stand beside it."""
    if (header and header.needs == "title") or len(row.filled) < 2:
        return None
    drafts = [d for at in row.filled for d in _take_marked(row, row.cells[at], Clean(), roster)]
    at = header.column("lead") if header else None
    for draft in drafts:
        if at in row.filled and not draft.get("lead"):
            draft.cells["lead"] = row.cells[at]
        outline.start(draft)
    return "entry" if drafts else None


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
    return bool(text) and len(text) < 40 and "action" in text.casefold() and name_head(text) == "title"


def _take_action(row: Row, before: Clean, body: Clean, roster: Roster) -> list[Draft]:
    """What stands behind "Action:" is the owner of what is said before, or says who is to do what."""
    text = body.text.rstrip(" .)]*")
    if (looks_like_leads(text) and _holds(text, roster)) or _is_one_word(text):
        title = _last_sentence(before)
        return [_draft(row, title, body.cut(0, len(text)))] if title else []
    draft = _read_sentence(row, body, roster)
    return [draft] if draft else []


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
    if (m := _BEFORE.match(text)) and _holds(m["who"], roster):
        return _draft(row, body.cut(m.end()), body.cut(*m.span("who")))
    m = _BEHIND.search(text)
    name = ("in" if m["in"] else "out") if m else "in"
    if m and _holds(m[name], roster):
        return _draft(row, body.cut(0, m.start()), body.cut(*m.span(name)))
    return None if _NOTHING.search(text) else _draft(row, body, Clean())


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
    """Sentences that charge somebody whose initials the document tells ("HS to write to the county.")."""
    drafts = []
    starts = [0, *(m.end() for m in _SENTENCE.finditer(cell.text))]
    for start, end in zip(starts, [*starts[1:], len(cell.text)], strict=True):
        sentence = cell.cut(start, end)
        m = _CHARGED.match(sentence.text)
        who = re.findall(r"[A-Z]{2,4}", m["who"]) if m else []
        if m and all(map(roster.resolve, who)) and says_deed(sentence.text[m.end() - 3 :]):
            drafts.append(_draft(row, sentence, sentence.cut(*m.span("who"))))
    return drafts


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
    """A point of a list of actions, if it names who does it."""
    if not outline.listing:
        return []
    m = _POINT.match(cell.text)
    body = cell.cut(m.end()) if m else cell
    draft = _read_sentence(row, body, roster)
    return [draft] if draft and draft.get("lead") else []


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
