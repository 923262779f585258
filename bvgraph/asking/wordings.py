"""The questions that can be asked: English wordings on one side, what they ask for on the other.

A wording has to account for every word of a question.  Whatever it cannot place - "not", "before 2017", "how many" - makes
it fail, so a question is refused rather than answered as if that word had not been there.  Names stay as typed; who or
what they are is settled against the graph, by ``questions``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from bvgraph.kinds import SlipKind, StatusValue

LONGEST: Final = 300
"""A question longer than this is not read: it is none of those below, and finding that out would take long."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to hold of an action: one of these statuses in print, or a slip of one of these kinds."""

    phrase: str
    statuses: tuple[StatusValue, ...] = ()
    slips: tuple[SlipKind, ...] = ()
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart.

    ``owner`` and ``about`` (words of an action's title) are names as typed.  ``places`` are names of an area, a document
    or an owner, each with the preposition before it ("" for none, as in "Property actions").  ``kind`` is "milestone" or
    "recommendation" where only those are asked for.  An action has to meet one of the ``conditions``, if there are any.
    """

    owner: str | None = None
    about: str | None = None
    places: tuple[tuple[str, str], ...] = ()
    kind: str | None = None
    conditions: tuple[Condition, ...] = ()


_PASSED: Final = r"(?:(?:its|their|the) )?deadlines?"
_CONDITIONS: Final[Mapping[str, Condition]] = {
    rf"slipped (?:silently|quietly)|silently slipped|on (?:target|track) (?:al)?though {_PASSED} (?:has|have|had) passed": (
        Condition("printed as on track although their deadline had passed", slips=("lapsed",), silent=True)
    ),
    r"slip(?:s|ped|ping|page)?|late|behind(?: schedule)?|fell behind|fallen behind|off track": Condition(
        "that slipped (printed as overdue, delayed or at risk; past their deadline when reported; moved; or said to have)",
        slips=("declared", "lapsed", "moved", "narrated"),
    ),
    r"moved(?: back| later)?|(?:put|pushed) back|postponed|rescheduled": Condition(
        "whose deadline moved to a later day", slips=("moved",)
    ),
    rf"lapsed|(?:passed|past|missed|miss) {_PASSED}|miss": Condition(
        "whose deadline had passed when they were reported", slips=("lapsed",)
    ),
    r"dropped|cancelled|abandoned": Condition("that were dropped", slips=("dropped",)),
    r"overdue|past due": Condition("printed as overdue", statuses=("overdue",)),
    r"at risk": Condition("printed as at risk", statuses=("at-risk",)),
    r"delayed|held up": Condition("printed as delayed", statuses=("delayed",)),
    r"completed?|finish(?:ed)?|done|delivered|closed|achieved": Condition("printed as complete", statuses=("complete",)),
    r"on (?:track|target|schedule)": Condition("printed as on track", statuses=("on-track",)),
    r"ongoing|in progress|under way": Condition("printed as ongoing", statuses=("ongoing",)),
    r"not applicable|no longer required|n/a": Condition("printed as not applicable", statuses=("not-applicable",)),
}
"""States that can be asked for; of two that begin alike, the longer stands first."""

_ONE_STATE: Final = f"(?:{'|'.join(_CONDITIONS)})"
_STATE: Final = rf"(?P<state>{_ONE_STATE}(?:(?: or)? {_ONE_STATE})*)"
_BEING_WORD: Final = (
    r"(?:has|have|had|is|are|was|were|did|been|being|got|went|became|now|ever|already|reported|recorded|printed|marked"
    r"|shown|listed|as)"
)
_BEING: Final = rf"{_BEING_WORD}(?: {_BEING_WORD})*"
_WHAT: Final = r"(?:what|which|everything|anything|something|all|any)(?: of)?(?: the)?"
_THINGS: Final = (
    r"(?:actions?|activit(?:y|ies)|tasks?|items?|things?|jobs?|work|rows?|entr(?:y|ies)|deadlines?"
    r"|(?P<kind>milestone|recommendation)s?)"
)
_PREPOSITION: Final = r"(?:in|at|during|on|within|across|under|by|for|of|with|from|belonging to|assigned to)"
_CHARGE: Final = r"(?:responsible for|accountable for|in charge of|(?:the )?(?:lead(?: officer)?|owner) (?:for|on|of))"

_PIECES: Final[Mapping[str, str]] = {
    "WHAT": _WHAT,
    "WHO": r"who(?: else)?",
    "THINGS": _THINGS,
    "SUBJECT": rf"{_WHAT}(?:(?: {_STATE})?(?: (?P<area>\S.*?))?? {_THINGS})?",
    "AREA": r"(?P<area>\S.*?)",
    "OWNER": r"(?P<owner>\S.*?)",
    "OWNER'S": r"(?P<owner>\S.*?)(?:'s|(?<=s)')",
    "ABOUT": r"(?P<about>\S.*)",
    "IN": rf"(?P<place>{_PREPOSITION} \S.*?)",
    "STATE": _STATE,
    "THAT-STATE": rf"(?:(?:that|which|and|but) )?(?:{_BEING} )?{_STATE}",
    "THAT": r"(?:that|which)",
    "DID": r"(?:did|does|do|has|have|had|is|was|were|are)",
    "BEING": _BEING,
    "OWN": rf"(?:own(?:s|ed)?|leads?|led|leading|runs?|ran|manage[sd]?|holds?|held|have|had|has|look(?:s|ed)? after"
    rf"|(?:(?:be|been|was|is) )?{_CHARGE})",
    "OWNED": r"(?:owned|led|run|managed|held|looked after)",
    "LEADS": r"(?:(?:has |had )?(?:led|leads?|own(?:s|ed)?|ran|runs?|manage[sd]?|held|holds|looked after|delivered)"
    rf"|(?:is|was|were|are|has been|had been) (?:leading|running|{_CHARGE}))",
}
"""What the words of a wording in capitals stand for."""

_WORDINGS: Final = (
    "WHAT? OWNER'S STATE? THINGS IN? THAT-STATE? IN?",  # which of Ann Ode's actions slipped
    "WHAT? OWNER'S STATE IN?",  # Ann Ode's slips
    "SUBJECT BEING? STATE IN? IN?",  # which Harbour actions were overdue under Ann Ode at year end
    "SUBJECT DID OWNER OWN IN? THAT-STATE? IN?",  # what did Ann Ode own in the 2024 plan that slipped
    "SUBJECT DID OWNER let? STATE IN?",  # what did Ann Ode let slip
    "DID OWNER OWN SUBJECT THAT-STATE? IN?",  # did Ann Ode own anything that slipped
    "SUBJECT BEING? STATE THAT OWNER OWN IN?",  # what slipped that Ann Ode owned
    "SUBJECT THAT? BEING? OWNED? IN THAT-STATE? IN?",  # which actions owned by Ann Ode slipped
    "SUBJECT THAT? OWNER OWN IN? THAT-STATE? IN?",  # which of the actions that Ann Ode led slipped
    "THINGS BEING? OWNED? IN THAT-STATE? IN?",  # actions owned by Ann Ode that slipped
    "STATE THINGS? IN? IN?",  # overdue actions in Harbours
    "STATE AREA THINGS IN? IN?",  # overdue Harbour actions
    "WHO LEADS ABOUT",  # who led the painting of the lamp room
    "WHO LEADS ABOUT IN",  # who led the painting of the lamp room in the 2024 plan
)
"""The wordings; a piece with a question mark may be missing.  Where a question fits several, the first counts whose names
are known."""

_LEAD_IN: Final = re.compile(
    r"(?:(?:please|ok|so|hello|hi|now|and|(?:can|could|would) you(?: please)?|do you know"
    r"|(?:i want|i'd like) to (?:know|see)"
    r"|(?:tell|show|give) (?:me|us)|list|show|find|name|(?:did|has|have|is|are|was|were)(?= any))(?: |$))+",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"\b(?:what|which|who|that|did|does|do|was|were|not|never|no|nor|own|owned|led|before|after|since|until|between|than"
    r"|more|most|least|or|but|if|when|why|how)\b",
    re.IGNORECASE,
)
"""Words that a name does not hold: a reading that needs them in one has put the question together wrongly."""

_GROUP: Final = re.compile(r"\(\?P<(\w+)>")


def take_apart(question: str) -> Iterator[Asked]:
    """Yield every reading of a question, the likeliest first; nothing for a question of another kind."""
    text = _plain(question)
    for wording in _WORDINGS if len(text) <= LONGEST else ():
        match = _compile(wording).fullmatch(text) if "'" in text or "'" not in wording else None
        if match is not None:
            asked = _asked(match)
            if not any(map(_NO_NAME.search, _names(asked))):
                yield asked


def _names(asked: Asked) -> Iterator[str]:
    yield asked.owner or ""
    yield from (place for _, place in asked.places)


def _plain(question: str) -> str:
    """Return a question without what makes no difference: quotation marks, commas, stops, please and thank you."""
    text = " ".join(question.replace("’", "'").replace("‘", "'").split()).strip('?!. "“”')
    text = re.sub(r",? (?:please|thanks|thank you)$", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(what|which|who)'(?:s|re)\b", r"\1 is", re.sub("[,;]", "", text), flags=re.IGNORECASE)
    return _LEAD_IN.sub("", text, count=1) if _LEAD_IN.match(text) else text


@cache
def _compile(wording: str) -> re.Pattern[str]:
    """Return a wording as an expression; its groups are numbered (``place_1``, ``place_2``), as a name may come once.

    Pieces are held together by spaces: a piece brings the one before it, but those that may be missing at the very start
    the one after.
    """
    pattern, begun = "", False
    for word in wording.split():
        name = word.removesuffix("?")
        piece = (" " if begun else "") + _PIECES.get(name, name)
        optional = name != word
        pattern += f"(?:{piece}{'' if begun else ' '})?" if optional else piece
        begun = begun or not optional
    numbers: Counter[str] = Counter()

    def number(group: re.Match[str]) -> str:
        numbers[group[1]] += 1
        return f"(?P<{group[1]}_{numbers[group[1]]}>"

    return re.compile(_GROUP.sub(number, pattern), re.IGNORECASE)


def _asked(match: re.Match[str]) -> Asked:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in match.groupdict().items():
        if text is not None:
            found[name.rsplit("_", 1)[0]].append(text)
    return Asked(
        owner=next(iter(found["owner"]), None),
        about=next(iter(found["about"]), None),
        places=(*(("", area) for area in found["area"]), *map(_place, found["place"])),
        kind=next((kind.lower() for kind in found["kind"]), None),
        conditions=tuple(condition for states in found["state"] for condition in _conditions(states)),
    )


def _place(text: str) -> tuple[str, str]:
    """Split a place into its preposition and its name."""
    match = re.match(rf"({_PREPOSITION}) (.+)", text, re.IGNORECASE)
    return (match[1].lower(), match[2]) if match else ("", text)


def _conditions(states: str) -> Iterator[Condition]:
    """Yield the conditions of "overdue or at risk", each once."""
    for state in re.findall(_ONE_STATE, states, re.IGNORECASE):
        for pattern, condition in _CONDITIONS.items():
            if re.fullmatch(pattern, state, re.IGNORECASE):
                yield condition
                break
