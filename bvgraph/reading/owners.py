"""Who is to do what a sentence says: "HS to write ...", "The Clerk will ...", "... (HS)"."""

from __future__ import annotations

import re

from bvgraph.reading.deeds import begins_with_deed, is_verb, says_deed_of
from bvgraph.reading.letters import CAPITALS
from bvgraph.reading.naming.forenames import is_ambiguous, is_forename
from bvgraph.reading.rosters import Roster, cut_aside, split_names
from bvgraph.reading.values import classify_lead, looks_like_leads, names_group, names_holder, names_thing

_ACRONYM = r"[A-Z][A-Za-z&]{0,4}[A-Z][a-z]{0,2}"  # "HS", "MoT", "RMs"
_ASKED = (  # "It was agreed that the Clerk would ...", "The Board asked Ann to ..."
    rf"(?:It was|They|(?:The )?[{CAPITALS}][\w’'-]*(?: [{CAPITALS}][\w’'-]*){{0,2}}) (?:agreed|requested|asked) "
    rf"(?:that )?(?:the )?(?=[{CAPITALS}])"
)
_BEFORE_WHO = (
    r"(?:\(?[a-z\d]{1,2}\) )?"
    r"(?:(?:For|On|Re|Regarding|Following|After|In|At|By|Upon|Once|When|Before|Subject to|Prior to) [^,;:]{2,60}, )?"
    rf"(?:{_ASKED})?(?:[Ff]or |[Aa]ctions? (?:on|for) )?"
)
_WHO = re.compile(
    rf"{_BEFORE_WHO}(?P<who>(?:[{CAPITALS}@]|all\b|everyone\b)"
    rf"(?:[^,.:;()]|\.(?=\w)|(?<=\b[{CAPITALS}])\. (?=[{CAPITALS}])|, (?:and )?(?=[{CAPITALS}])|"
    r"\([^()]{1,60}\)){0,70}?)\s+"
    r"(?:to|will|would|should|shall|must|needs? to|is to|are to|"
    r"(?:has |have )?(?:agreed|committed|undertaken|undertook|offered|volunteered|promised) to|"
    r"(?:was|were|is|are) (?:asked|tasked) (?:to|with))\s+"
    r"(?!(?<=to )(?:an?|the|next|this|that|our|all|each|every|both|his|her|their|its)\s)"
    r"(?!be (?:\w+(?:ed|en)|sent|made|put|told|held|done|built|brought|found|kept|paid|read|sought|set|run)\b)"
    r"(?=[“‘\"']?[a-z])"
)
_WHO_DOES = re.compile(
    rf"(?P<asked>{_ASKED})?(?P<who>[{CAPITALS}][\w'’-]*(?:(?:\s*[,/&]\s*|\s+and\s+|\s)[{CAPITALS}][\w'’-]*){{0,4}})\s+(?P<deed>[a-z].*)"
)
_DID = re.compile(r"\b[a-z]+ed\b")  # "The Clerk asked the Mayor to ..."
_HELPED = re.compile(  # "Clerk with help from the Mayor", "Members interested in lamps"
    r"\s+(?:with|interested in|involved in|responsible for|working on)\s"
)
_NOBODY = re.compile(r"(?:Which|What|Who|Where|When|Why|How|It|There|This|That|These|Those|They|We|He|She) ?\b")
_WHO_BEHIND = re.compile(
    r"\s*[(\[]\s*(?:action|lead|owner)?\s*[:–-]?\s*(?P<who>[A-Z]{2,4}(?:\s*[/,&]\s*[A-Z]{2,4})*)\s*[)\]]\.?$"
)
_HANDLE = re.compile(r"@\w[\w.-]*|[A-Za-z][\w-]*(?:\.[a-z]{2,})+")  # "@helen", "lamps.gov.uk"
_ANYBODY = re.compile(r"(?:any(?:one|body)|every(?:one|body) else|all others)", re.IGNORECASE)
_OF_ANOTHER = re.compile(  # "Letter from the Mayor"
    r"\b(?:an?(?!\.)|(?<!representative )(?<!representatives )from|by|about|as|at|under|over|into|between|against)\b",
    re.IGNORECASE,
)
_LONGEST_OWNER = 60  # characters
_LONGEST_GROUP = 7  # words


def is_nobody(text: str) -> bool:
    """A word that stands for somebody or something named before ("It", "They")."""
    return _NOBODY.match(text) is not None


def _asks(text: str, roster: Roster) -> bool:
    """A verb and somebody who is asked, told or written to ("Email Ann to confirm it"): not the one who does it."""
    verb, _, who = text.partition(" ")
    called = roster.calls(who.partition(" ")[0]) or roster.lists(who)
    return bool(who) and called and is_verb(verb) and not is_forename(verb) and not is_ambiguous(verb)


def find_holder(text: str, roster: Roster, *, marked: bool = False) -> tuple[int, int] | None:
    """Where a sentence names who does it: "HS to write ...", "The Clerk will ...", "... (HS)".

    In one that is ``marked`` as an action whatever capitals stand before "to" are somebody's.
    """
    text = text[:1].upper() + text[1:]
    does = _WHO_DOES.match(text)
    if does and not (says_deed_of(does["deed"]) and _all_act(does, roster)):
        does = None
    if does and does["asked"]:
        return does.span("who")
    if m := _WHO.match(text):
        start = m.start("who") + (4 if m["who"].startswith("The ") else 0)
        who = cut_aside(_HELPED.split(text[start : m.end("who")])[0])
        who = who[:1].upper() + who[1:]
        if begins_with_deed(who) or _asks(who, roster) or is_nobody(who) or _DID.search(who) or len(who) > _LONGEST_OWNER:
            return None
        if _holds(who, roster, marked=marked, acting=says_deed_of(text[m.end() :])):
            return start, start + len(who)
    if does:
        return does.span("who")
    m = _WHO_BEHIND.search(text)
    known = m and all(roster.resolve(part) for part in re.findall(r"[A-Z]{2,4}", m["who"]))
    return m.span("who") if m and known else None


def _holds(who: str, roster: Roster, *, marked: bool, acting: bool) -> bool:
    """Holders, one and all; ``acting`` before a verb of doing, where initials need not be known."""
    names = [who] if _is_some(who) else [cut_aside(part) for part in split_names(who)]
    names = [name.removeprefix("the ") for name in names]
    parts = [name[:1].upper() + name[1:] if classify_lead(name) != "person" else name for name in names]  # "Clerk/chair"
    sure = [_is_holder(part, roster) for part in parts]
    initials = _ACRONYM if marked or acting else ""
    each = (
        known
        or (re.fullmatch(initials, part) and not names_thing(part))
        or ((marked or any(sure)) and roster.may_call(part) and not (says_deed_of(part) or names_thing(part)))
        for part, known in zip(parts, sure, strict=True)
    )
    return all(each) or (not any(sure[:-1]) and _is_group(who))


def _all_act(does: re.Match[str], roster: Roster) -> bool:
    """Holders who are no mere run of capitalised words ("Access Road update the map" says nothing of who)."""
    return all((does["asked"] and _is_holder(part, roster)) or roster.knows(part) for part in split_names(does["who"]))


def _is_some(who: str) -> bool:
    """A group that has no name yet ("A task and finish group")."""
    return re.match(r"An? [a-z]", who) is not None and classify_lead(who) in ("body", "team")


def _is_holder(part: str, roster: Roster) -> bool:
    if part.startswith(("A ", "An ")):
        return _is_some(part)
    if _HANDLE.fullmatch(part) or _ANYBODY.fullmatch(part) or roster.calls(part) or roster.lists(part):
        return True
    if names_thing(part) and classify_lead(part) in ("person", "team"):
        return False
    return _is_group(part) or (looks_like_leads(part) and names_holder(part) and not _OF_ANOTHER.search(part))


def _is_group(part: str) -> bool:
    """A group whose name is long, or in small letters ("Lamp lighting policy team", "Members of the lamp team")."""
    short = len(part.split()) <= _LONGEST_GROUP and part[:1].isupper()
    return short and not _OF_ANOTHER.search(part) and names_group(part.partition(" for ")[0])  # no "Deadline for staff"
