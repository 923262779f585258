"""Points of a list of actions that show how far they are: a box in front, a line through the words, a state at the end."""

from __future__ import annotations

import re

from bvgraph.reading.blocks import Clean, Row, cut_between, list_all
from bvgraph.reading.deeds import says_deed_of
from bvgraph.reading.drafts import Draft
from bvgraph.reading.letters import CAPITALS
from bvgraph.reading.owners import find_holder
from bvgraph.reading.rosters import Roster, split_names
from bvgraph.reading.sentences import make_draft
from bvgraph.reading.values import begins_with_status, classify_lead, find_status, is_nothing

BOX = re.compile(r"(?:[-*•]\s+)?(?:\[(?P<tick>[ xX✓✔])\]|(?P<sign>[☐☑☒✓✔]))\s+")
_BULLET = re.compile(r"(?P<mark>(?:[-*•]|\d{1,2}[.)])\s+)?[^\w\s\"'“(\[~]*\s*")
_OWNER = re.compile(
    rf"(?P<for>[Ff]or )?(?P<who>[{CAPITALS}][\w’'.]*(?:(?:\s*[/&,+]\s*| and | )[{CAPITALS}][\w’'.]*){{0,4}})"
    r"(?:\s?::?|\s[-–—])\s+"
)
_ASIDE = re.compile(rf"(?P<for>)[(\[](?P<who>[{CAPITALS}][\w’'.&,/ -]{{1,40}})[)\]]:?\s+(?=[{CAPITALS}])")  # "(AO) Paint it"
_IN_FRONT = re.compile(r"(?P<who>[A-Z][\w’'-]*(?:(?:\s*[/&,+]\s*| and )[A-Z][\w’'-]*){0,3})[.:]?\s+(?=[A-Za-z])")
_SAID = re.compile(r"(?:[a-z]+ed|said|gave|told|has|had|was|were|is|are|thanks|felt|thought)\b")
_STRUCK = re.compile(r"~~(?P<said>.{3,}?)~~\W*")
_AND = re.compile(r"\s*[/&,+]\s*|\s+and\s+")
_DASH = re.compile(r"\s[-–—]\s+|\s\((?=[^()]+\)$)")
_LEAST_TITLE = 2  # words


def take_boxed(row: Row, cell: Clean, roster: Roster) -> Draft | None:
    """A point with a box, or with who does it before a dash or colon; None where there is neither."""
    box = BOX.match(cell.text)
    body = cell.cut(box.end() if box else 0)
    bullet = _BULLET.match(body.text)
    body = body.cut(bullet.end() if bullet else 0)
    owner = (_ASIDE.match(body.text) or _OWNER.match(body.text)) if box or (bullet and bullet["mark"]) else None
    if owner and not _is_owner(owner, body.text[owner.end() :], roster):
        owner = None
    if not box and not owner:
        return None
    title = body.cut(owner.end() if owner else 0)
    if len(title.text.split()) < _LEAST_TITLE or is_nothing(title.text):
        return None
    draft = make_draft(row, title, _join_names(body.cut(*owner.span("who"))) if owner else _find_owner(title, roster))
    cut_state(draft)
    if box and not draft.get("status"):
        draft.cells["status"], draft.done = cell.cut(0, box.end()), (box["tick"] or box["sign"]) not in " ☐"
    return draft


def _is_owner(m: re.Match[str], rest: str, roster: Roster) -> bool:
    """Somebody whom the document lists, a post, a body or initials; one of several will do."""
    names = split_names(m["who"])
    deed = says_deed_of(rest) or rest.startswith(("~~", "to ", "To ", "will "))
    if _SAID.match(rest):
        return False
    return bool(m["for"]) or any(
        roster.lists(name)
        or roster.calls(name)
        or classify_lead(name) in ("post", "body", "team")
        or (deed and (re.fullmatch(r"[A-Z]{2,3}", name) is not None or roster.may_call(name)))
        for name in names
    )


def _join_names(who: Clean) -> Clean:
    """The names of several, with a semicolon between two of them."""
    return list_all(cut_between(who, [*_AND.finditer(who.text)]))


def _find_owner(title: Clean, roster: Roster) -> Clean:
    """Who is to do it by the words of the point, or by names in front of them ("Ann & Ben. Draft the slides")."""
    if at := find_holder(title.text, roster, marked=True):
        return title.cut(*at)
    m = _IN_FRONT.match(title.text)
    known = m and all(roster.lists(part) or roster.calls(part) for part in split_names(m["who"]))
    return title.cut(*m.span("who")) if m and known and says_deed_of(title.text[m.end() :]) else Clean()


def cut_state(draft: Draft) -> None:
    """What stands behind words that are struck out, or behind a dash, says how far the action is."""
    title = draft.get("title")
    struck = _STRUCK.match(title.text)
    behind = [m for m in _DASH.finditer(title.text) if begins_with_status(title.text[m.end() :])]
    if struck:
        draft.cells["title"], rest = title.cut(*struck.span("said")), title.cut(struck.end())
    elif behind:
        draft.cells["title"], rest = title.cut(0, behind[0].start()), title.cut(behind[0].end())
    else:
        return
    if at := find_status(rest.text):
        draft.cells["status"] = rest.cut(*at)
    if rest.text.rstrip(")") != draft.get("status").text and rest:
        draft.cells["comment"] = rest
