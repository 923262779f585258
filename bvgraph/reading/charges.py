"""Sentences of minutes that charge somebody: "HS to write to the county", "AGREED that the Clerk would ..."."""

from __future__ import annotations

import re
from dataclasses import replace

from bvgraph.reading.blocks import Clean, Row
from bvgraph.reading.calendars import is_date
from bvgraph.reading.deeds import says_deed_of
from bvgraph.reading.drafts import Draft
from bvgraph.reading.owners import find_holder
from bvgraph.reading.rosters import Roster, split_names
from bvgraph.reading.sentences import make_draft, may_act, split_sentences
from bvgraph.reading.values import classify_lead

_DECIDED = re.compile(
    r"\b(?:(?P<formal>RESOLVED|AGREED|Resolved|Agreed)|agreed|resolved)\b\s*[:–-]?\s*(?:that\s+)?(?P<rest>[A-Za-z].*)"
)
_CHARGED = re.compile(
    r"[^A-Za-z]{0,8}(?P<who>(?:All (?=[a-z]+s )[a-z]|(?:The |All )?[A-Z])[\w’'.-]*"
    r"(?:(?:\s*[/,&]\s*|\s+and\s+| )[A-Z][\w’'.-]*){0,5}(?: officer)?)"
    r"\s+(?:(?P<to>to|is to|are to)|(?P<going>(?:is|are) going to)|"
    r"(?:has |have )?(?:agreed|offered|volunteered|undertaken) to|"
    r"will|took an action to|takes an action to|has an action to)\s+(?P<deed>[a-z].*)"
)
_TASKED = re.compile(r"\b[Aa]ctions? (?:for|on) (?P<who>[A-Z][^,.;:()]{1,50}?) to (?P<deed>[a-z][^.]*)")
_BUSINESS = re.compile(r"(?:consider|note|receive)\b")
_MEETS = re.compile(r"\s+(?:will|would|should|to)\s+(?:continue to\s+)?meet\b(?!\s+with\b)")  # how a group goes about it
_IS_TO_BE = re.compile(r"\s+(?:should|is to|are to) be\b(?! responsible)")  # what is decided of it
_ALL = re.compile(
    r"All (?:[a-z]*(?:members|officers)|staff|councillors|trustees|governors|directors|teams|partners|people|participants|"
    r"leads|chairs)"
)
DUE = re.compile(  # "Ann: Wash the lamp (due: 4/09)"
    r"(?:[-*•]\s+)?(?P<who>[A-Z][^:()]{1,40}?):\s+(?P<said>\S.*?)\s*\((?P<due>[Dd]ue:?\s*|[Bb]y\s+)?(?P<when>[^()]*\d[^()]*)\)\.?$"
)


def take_charges(row: Row, cell: Clean, roster: Roster) -> list[Draft]:
    """Sentences that charge somebody listed, or a post, to do something ("HS to write to the county.")."""
    m = DUE.match(cell.text)
    told = m and (m["due"] or says_deed_of(m["said"]))  # or it is the day of what was said ("Ann: A good year (2019)")
    if m and told and is_date(m["when"]) and all(map(roster.lists, split_names(m["who"]))):
        draft = make_draft(row, cell.cut(*m.span("said")), cell.cut(*m.span("who")))
        draft.cells["deadline"] = cell.cut(*m.span("when"))
        return [draft]
    drafts = []
    for sentence in split_sentences(cell):
        m = _CHARGED.match(sentence.text)
        if m and says_deed_of(m["deed"]) and not _is_business(m, roster) and _is_charged(m, roster):
            draft = make_draft(row, sentence.cut(m.start("who")), sentence.cut(*m.span("who")))
            drafts.append(replace(draft, loose=True))
        else:
            tasked = (m for m in _TASKED.finditer(sentence.text) if says_deed_of(m["deed"]) and may_act(m["who"], roster))
            drafts += [make_draft(row, sentence.cut(m.start("who"), m.end()), sentence.cut(*m.span("who"))) for m in tasked]
    return drafts


def _is_business(m: re.Match[str], roster: Roster) -> bool:
    """What an agenda says that the meeting itself does ("Councillors to consider the report")."""
    return _BUSINESS.match(m["deed"]) is not None and not any(map(roster.lists, split_names(m["who"])))


def _is_charged(m: re.Match[str], roster: Roster) -> bool:
    """People whom the document lists; where it says "to" and no more, a post or all members too.

    A point with a mark in front may say of anybody with a forename what they are going to do.
    """
    who = split_names(m["who"].removeprefix("The "))
    posts = (bool(m["to"]) and (classify_lead(part) == "post" or _ALL.fullmatch(part) is not None) for part in who)
    going = bool(m["going"]) and m.start("who") > 0
    return all(post or roster.lists(part) or (going and roster.knows(part)) for part, post in zip(who, posts, strict=True))


def take_decision(row: Row, cell: Clean, roster: Roster) -> list[Draft]:
    """A decision that says which person or which post is to do what."""
    drafts = []
    for sentence in split_sentences(cell):
        m = _DECIDED.search(sentence.text)
        rest = sentence.cut(m.start("rest")) if m else Clean()
        at = find_holder(rest.text, roster) if m else None
        if (
            m
            and at
            and at[0] < 5
            and not _MEETS.match(rest.text, at[1])
            and not _IS_TO_BE.match(rest.text, at[1])
            and classify_lead(rest.text[slice(*at)]) in ("person", "post", "other")
        ):
            told = make_draft(row, rest, rest.cut(*at))
            drafts.append(replace(told, loose=m["formal"] is None))
    return drafts
