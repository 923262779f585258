"""A sentence that says what is to be done: who does it, by when, and how far it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bvgraph.reading.blocks import Clean, Row, cut_between, list_all, reach
from bvgraph.reading.calendars import find_when, is_date
from bvgraph.reading.dates import is_vague
from bvgraph.reading.deeds import says_deed
from bvgraph.reading.drafts import Draft
from bvgraph.reading.letters import CAPITALS
from bvgraph.reading.owners import find_holder
from bvgraph.reading.rosters import Roster, cut_aside, split_names
from bvgraph.reading.values import classify_lead, find_status, is_status, looks_like_leads, names_holder

_REMARK = re.compile(r"\s*[(\[]\s*(?P<parts>[^()\[\]]{2,80}?)\s*[)\]]\.?(?!\s+(?:to|will|must|should|shall) [a-z])")
_GOES_ON = re.compile(r"\s+[a-z]")  # behind a remark within a sentence
_BETWEEN = re.compile(r"\s*[,;:/|]\s*|\s+[–-]\s+|\s*\b(?:for|by|due|with)\s+", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_BEHIND = re.compile(r"\s*(?:[(\[](?P<in>[^()\[\]]{2,40})[)\]]|\s[-–—]\s*(?P<out>[^-–—]{2,40}))\.?$")
_SIGNED = re.compile(r"\s(?P<who>[A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*)\.?$")  # "to write to the county HS/AO"
_ASIDE = re.compile(r"\s[(\[](?P<who>[A-Z]{2,4}(?:\s*[/,&]\s*[A-Z]{2,4})*)[)\]](?=\.?$|\.\s+[A-Z])")
_OPEN = re.compile(r"[Tt]o [a-z]")  # which leaves open who
_PARTS = re.compile(r"(?:^|(?<=\s))\(([a-f])\)\s+")
_CLAUSE = re.compile(r"\s[–-]\s+(?=[A-Z])")  # "The bell will be cast in May - HS to order it"
_CHARGING = re.compile(  # one sentence of several that say who is to do what
    rf"[{CAPITALS}][\w’'-]*(?:(?:\s*[/,&]\s*|\s+and\s+|\s)[{CAPITALS}][\w’'-]*){{0,5}}"
    r"(?: members| team)? (?:to|will) (?!be )[a-z]"
)
_ALSO = re.compile(r",\s+and\s+(?=[A-Z][\w’'-]*\s(?:to|will)\s[a-z])")  # "Ann to write, and Ben to call"
_BEFORE = re.compile(rf"(?P<who>[{CAPITALS}][^:.–—]{{1,40}}?)\s*(?:::?|\s[-–—])\s+(?=[A-Za-z])")
NOTHING = re.compile(
    r"\b(?:noted|approved|accepted|received|none|no (?:further )?actions?)\b", re.IGNORECASE
)  # nobody is to do it
_UPDATE = re.compile(  # "... Status: done", "... - done.", "... [done]", "...---in progress"
    r"\s{0,3}[*(\[]{0,3}\s{0,3}\b(?:UPDATE|Update|STATUS|Status)\s*:\**\s*(?=\w)|"
    r"(?<=[.)])\s+(?=[A-Z][a-z]+(?: [a-z]+)*\.$)|(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bbe)\s+[-–—]\s+(?=[A-Za-z ]{4,30}\.?$)|"
    r"(?<=\S)\s*-{2,3}\s*(?=[A-Za-z ]{4,30}\.?$)|\s+[(\[](?=[A-Za-z ]{4,30}[)\]]\.?$)"
)
_STATE = re.compile(
    r"(?P<state>[A-Z][a-z]+(?: [a-z]+){0,2}(?=\.(?:\s|$))|[A-Z][a-z]+(?:ed|ing|one)(?=\s[A-Z][a-z]+\s[a-z]))"
)
_SIGNATURE = re.compile(
    r"[\s–-]*--\s*\w\S*(?: \S+)? \d\d?:\d\d, \d\d? [A-Z]\w+ \d{4} \([A-Z]{3,4}\)$"
)  # MediaWiki: "--~~~~"
_RUN_IN = re.compile(  # "Paint the lamp Done", "Buy a rope Completed by Ann"
    r"(?<=[a-z).])(?:\s+[–-])?\s+"
    r"(?P<state>Not (?:done|yet|started|complete)|In progress|Done|Actioned|Completed|Closed|Ongoing|Yes|"
    r"DONE|ACTIONED|COMPLETED?|CLOSED|ONGOING|IN PROGRESS|NOT (?:DONE|STARTED))\b"
    r"(?P<more>,? (?:[a-z]|[A-Z]\w+ [a-z]).*)?[\s.–-]*$"
)
_SAID = re.compile(  # "... - DONE (see below)", "... – Closed: the lamp is lit"
    r"\s+[-–—]\s+(?P<state>[A-Z]{3,}(?: [A-Z]{3,})?|[A-Z]{2} [A-Z]{3,}|[A-Z][a-z]+(?: [a-z]+)?)(?=\s*[(:])"
)
_COLOUR = re.compile(r"red|amber|green|blue", re.IGNORECASE)  # of anything
_DUE = re.compile(r"\s+(?:Due|DUE|Deadline|By when|Timescale|Target date)\s*:\s*(?=\w)")  # "... to paint it. Due: in May"
_DOES = r" (?:to|(?:has |have )?(?:agreed|offered|volunteered) to|is to|are to) [a-z]"
_TASK = re.compile(r"\b(?:to|will|would|should|must|needs?|agreed) [a-z]")
_LEAST_PARTS = 2  # of who, when and how far
_MOST_PARTS = 12  # people who are each to do something else
LEAST_TITLE = 3  # words


def find_last(cell: Clean, names: Sequence[str] = ()) -> Clean:
    """The last sentence of a text, if it says something; where nothing is to be done, the last that charges one of them."""
    said = split_sentences(cell.cut(0, len(cell.text.rstrip(" ([*–-"))))
    last = said[-1]
    if names and not _TASK.search(last.text):
        charging = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?:\s(?:and|&)\s\w+)?{_DOES}")
        last = next((one for one in reversed(said) if charging.search(one.text)), last)
    return last if len(last.text.split()) >= LEAST_TITLE else Clean()


def cut_deeds(cell: Clean, roster: Roster) -> Clean:
    """The first sentence of a text that minutes go on with, and those right behind it that say what is to be done too."""
    end = 0
    for sentence in split_sentences(cell):
        if end and _begins_with_state(sentence.text):
            return cell
        if end and not (says_deed(sentence.text) or find_holder(sentence.text, roster, marked=True)):
            break
        end = cell.text.index(sentence.text, end) + len(sentence.text)
    return cell.cut(0, end)


def part_charges(cell: Clean, roster: Roster) -> list[Clean]:
    """The parts of a text that each begin with who is to do what; none if it begins otherwise."""
    starts = [at for at in (0, *(m.end() for m in _SENTENCE.finditer(cell.text))) if _charges(cell.text[at:], roster)]
    ends = [*starts[1:], len(cell.text)]
    return [cell.cut(*part) for part in zip(starts, ends, strict=True)] if starts[:1] == [0] else []


def _charges(text: str, roster: Roster) -> bool:
    return _CHARGING.match(text) is not None and find_holder(text, roster, marked=True) is not None


def read_sentence(row: Row, body: Clean, roster: Roster, *, numbered: bool = False) -> Draft | None:
    """An action with its owner in front of it or behind it; without an owner it is an action all the same.

    Behind one that is ``numbered`` brackets may say more than who, when and how far.
    """
    body = body.cut(0, signed.start()) if (signed := _SIGNATURE.search(body.text)) else body
    text = body.text
    if len(text.split()) < LEAST_TITLE:
        return None
    rest, told = _cut_state(body)
    cut = told and (rest.text.endswith(")") or "comment" in told)
    if cut and (draft := read_sentence(row, rest, roster, numbered=numbered)):
        return replace(draft, cells=told | draft.cells)
    if parts := _read_remark(body, roster, loose=numbered):
        return Draft("action", row.line, parts)
    if draft := _name_owner(row, body, roster):
        return draft
    return None if NOTHING.search(text) else make_draft(row, body, Clean())


def _name_owner(row: Row, body: Clean, roster: Roster) -> Draft | None:
    """The action of a sentence that names its owner at one of its ends, or at both."""
    text, behind = body.text, _BEHIND.search(body.text)
    name = ("in" if behind["in"] else "out") if behind else "in"
    behind = behind if behind and (holds(behind[name], roster) or calls_all(behind[name], roster)) else None
    if lead := _name_parts(body, roster):
        return make_draft(row, body, lead)
    at = find_holder(text, roster, marked=True)
    if at and not (behind and at[0] > behind.start()):
        return _name_both(row, body, body.cut(*at), behind, roster)
    m = _BEFORE.match(text)
    if m and (calls_all(m["who"], roster) or (holds(m["who"], roster) and not _is_topic(m["who"], roster))):
        return make_draft(row, body.cut(m.end()), body.cut(*m.span("who")))
    if behind:
        return make_draft(row, body.cut(0, behind.start()), body.cut(*behind.span(name)))
    m = _SIGNED.search(text)
    if m and (_OPEN.match(text) or any(map(roster.lists, split_names(m["who"])))):
        return make_draft(row, body.cut(0, m.start()), body.cut(*m.span("who")))
    clause = body.cut(m.end()) if (m := _CLAUSE.search(text)) else Clean()
    at = find_holder(clause.text, roster, marked=True) if _CHARGING.match(clause.text) else None
    lead = clause.cut(*at) if at else _name_last(body, roster) or _name_aside(body, roster)
    return make_draft(row, body, lead) if lead else None


def _name_aside(body: Clean, roster: Roster) -> Clean:
    """The initials of those listed that stand in brackets behind a sentence, and not behind the name they are of."""
    for m in _ASIDE.finditer(body.text):
        names = [roster.resolve(part) for part in split_names(m["who"])]
        before = body.text[: m.start()].split()
        if before and all(name and name.split()[-1] != before[-1] for name in names):
            return body.cut(*m.span("who"))
    return Clean()


def _name_last(body: Clean, roster: Roster) -> Clean:
    """Whom of those listed the last of several sentences charges ("The lamp needs paint. HS agreed to buy some.")."""
    first, *more = split_sentences(body)
    at = find_holder(more[-1].text, roster) if more and find_holder(first.text, roster, marked=True) is None else None
    lead = more[-1].cut(*at) if at else Clean()
    return lead if lead and all(map(roster.lists, split_names(lead.text))) else Clean()


def calls_all(text: str, roster: Roster) -> bool:
    """Forenames, one and all, by which those present are called ("Diane, Stuart")."""
    return bool(text) and not is_date(text) and all(roster.calls(part) for part in split_names(text))


def _name_parts(body: Clean, roster: Roster) -> Clean:
    """Who does the parts of an action that has some ("(a) Clerk to write and (b) Ann to call")."""
    marks = [*_PARTS.finditer(body.text)]
    if len(marks) >= _LEAST_PARTS and [m[1] for m in marks] == list("abcdef"[: len(marks)]):
        parts = [body.cut(m.end(), end) for m, end in reach(marks, len(body.text))]
    else:
        clauses = (part for one in split_sentences(body) for part in cut_between(one, [*_ALSO.finditer(one.text)]))
        parts = [part for part in clauses if _CHARGING.match(part.text)]
    if not _LEAST_PARTS <= len(parts) <= _MOST_PARTS or not body.text.startswith((parts[0].text, "(")):
        return Clean()
    found = [find_holder(part.text, roster, marked=True) for part in parts]
    return list_all(part.cut(*at) for part, at in zip(parts, found, strict=True) if at) if all(found) else Clean()


def _name_both(row: Row, body: Clean, lead: Clean, behind: re.Match[str] | None, roster: Roster) -> Draft:
    """Who does it in front, and who of them, or with them, in brackets behind ("Lamp team to write (Ann Ode)")."""
    names = split_names(behind["in"]) if behind and behind["in"] else []
    known = all(roster.lists(name) or classify_lead(name) == "body" for name in names)
    if behind is None or not names or not known or lead.text in behind["in"]:
        return make_draft(row, body, lead)
    draft = make_draft(row, body.cut(0, behind.start()), lead)
    draft.cells["lead"] = list_all((lead, body.cut(*behind.span("in"))))
    return draft


def _read_remark(body: Clean, roster: Roster, *, loose: bool) -> dict[str, Clean]:
    """The cells of an action with who, when and how far in brackets behind it ("... [Ann Ode, 3 May] done")."""
    m = next((m for m in reversed([*_REMARK.finditer(body.text)]) if loose or m.end() == len(body.text.rstrip(" ."))), None)
    inside = (
        m
        and _GOES_ON.match(body.text, m.end())
        and not all(re.fullmatch(r"[A-Z]{2,4}", part) or roster.lists(part) for part in split_names(m["parts"]))
    )
    if inside and find_holder(body.text, roster, marked=True):
        return {}
    found: dict[str, Clean] = {}
    at = m.start("parts") if m else 0
    for part in _BETWEEN.split(m["parts"]) if m and "://" not in m["parts"] else ():
        start = body.text.index(part, at)
        at = start + len(part)
        name, length = _name_part(part, roster)
        if (not name and not loose) or (name in found and name != "lead"):
            return {}
        own = body.cut(start, start + length)
        if name:
            found[name] = list_all((found.get(name, Clean()), own))
    if m is None or len(found) < _LEAST_PARTS - loose or (loose and "lead" not in found):
        return {}
    tail = _find_state(body.text, m.end())
    if tail and "status" not in found:
        found["status"] = body.cut(*tail)
    return {"title": body.cut(0, m.start())} | found


def _name_part(part: str, roster: Roster) -> tuple[str, int]:
    """The field that a part of a remark fills, and with how many of its characters ("HS to coordinate")."""
    if is_status(part):
        return "status", len(part)
    if is_date(part) or is_vague(part):
        return "deadline", len(part)
    who = part.partition(" to ")[0]
    return ("lead", len(who)) if (" " not in who or re.match(r"[A-Z]|all ", who)) and may_hold(who, roster) else ("", 0)


def _find_state(text: str, start: int) -> tuple[int, int] | None:
    """Where the words behind a remark say how far the action is, first or last of all."""
    rest = text[start:].lstrip(" .*>-–")
    at = find_status(rest)
    return (len(text) - len(rest) + at[0], len(text) - len(rest) + at[1]) if at else None


def _is_topic(text: str, roster: Roster) -> bool:
    """Capitalised words that are nobody's name as far as can be told ("Risk Levels: define them")."""
    return classify_lead(text) == "person" and not roster.lists(text) and not roster.calls(re.split(r"[\s/,&]", text)[0])


def may_hold(text: str, roster: Roster) -> bool:
    """Whoever minutes could name as the one who does it, in whatever way."""
    return roster.calls(text) or roster.lists(text) or names_holder(text) or holds(text, roster)


def holds(text: str, roster: Roster) -> bool:
    """Names that stand for holders, one and all: of people, posts or bodies, or initials."""
    parts = [p.strip() for p in re.split(r"[/&,;]|\band\b", text) if p.strip()]
    return (
        bool(parts)
        and looks_like_leads(text)
        and not is_date(text)
        and all(roster.resolve(p) or names_holder(p) or re.fullmatch(r"[A-Z]{2,4}|[A-Z]{2,3}[a-z]{1,2}", p) for p in parts)
    )


def make_draft(row: Row, title: Clean, lead: Clean) -> Draft:
    """An action, with the day by which it is to be done and the state that its title ends with."""
    cells = {"title": title} | ({"lead": lead} if lead else {})
    if m := _DUE.search(title.text):
        return Draft("action", row.line, cells | {"title": title.cut(0, m.start()), "deadline": title.cut(m.end())})
    title, told = _cut_state(title)
    cells |= {"title": title} | told
    if at := find_when(title.text):
        cells["deadline"] = title.cut(*at)
    return Draft("action", row.line, cells)


def _cut_state(title: Clean) -> tuple[Clean, dict[str, Clean]]:
    """A text without the words behind it that say how far it is, and the cells that these fill."""
    if (m := _RUN_IN.search(title.text)) and is_status(m["state"]):
        said = title.cut(m.start("state"))
        return title.cut(0, m.start()), {"status": title.cut(*m.span("state"))} | ({"comment": said} if m["more"] else {})
    for m in _UPDATE.finditer(title.text):
        state = title.cut(m.end(), len(title.text.rstrip(" .*)]")))
        if is_status(state.text):
            return title.cut(0, m.start()), {"status": state}
    for m in _SAID.finditer(title.text):
        if is_status(m["state"]) and not _COLOUR.fullmatch(m["state"]):
            return title.cut(0, m.start()), {"status": title.cut(*m.span("state")), "comment": title.cut(m.start("state"))}
    for m in _SENTENCE.finditer(title.text):
        said = title.cut(m.end())
        if first := _begins_with_state(said.text):
            return title.cut(0, m.start()), {"status": said.cut(*first.span("state")), "comment": said}
    return title, {}


def _begins_with_state(text: str) -> re.Match[str] | None:
    m = _STATE.match(text)
    return m if m and is_status(m["state"]) else None


def may_act(text: str, roster: Roster) -> bool:
    """A name, initials or a post; a lone word such as "Group" or "Plan" goes on with "Action" instead."""
    name = cut_aside(text)
    lone = " " not in name and classify_lead(name) in ("body", "team")
    called = all(roster.calls(part.split(maxsplit=1)[0]) for part in split_names(name) if part)
    return bool(name) and not lone and (called or holds(name, roster))


def split_sentences(cell: Clean) -> list[Clean]:
    """The sentences of a text."""
    starts = [0, *(m.end() for m in _SENTENCE.finditer(cell.text))]
    return [cell.cut(start, end) for start, end in zip(starts, [*starts[1:], len(cell.text)], strict=True)]
