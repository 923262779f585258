"""The questions that can be asked: English wordings on one side, what they ask for on the other.

A wording has to account for every word of a question.  Whatever it cannot place - "not", "before 2017", "how many" - makes
it fail, so a question is refused rather than answered as if that word had not been there.  Names stay as typed; who or
what they are is settled against the graph, by ``questions``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bvgraph.records import SlipKind, StatusValue

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
_PIECES: Final[dict[str, str]] = {
    "OWNER": r"(?P<owner>\S.*?)",
    "OWNER'S": r"(?P<owner>\S.*?)(?:'s|(?<=s)')",
    "ABOUT": r"(?P<about>\S.*?)",
    "IN": r"(?P<place>(?:in|at|during|on|within|across|under|by|for|of|with|from|belonging to|assigned to) \S.*?)",
    "STATE": rf"(?P<state>{_ONE_STATE}(?:,? or {_ONE_STATE})*)",
    "THINGS": r"(?:actions?|activit(?:y|ies)|tasks?|items?|things?|jobs?|work|rows?|entr(?:y|ies)|deadlines?"
    r"|(?P<kind>milestone|recommendation)s?)",
    "WHAT": r"(?:what|which|everything|anything|something|all|any)(?: of)?(?: the)?",
    "THAT": r"(?:that|which|and|but)",
    "DID": r"(?:did|does|do|has|have|had|is|was|were|are)",
    "BEING": r"(?:(?:has|have|had|is|are|was|were|did|been|being|got|went|became|now|ever|already|reported|recorded|printed"
    r"|marked|shown|listed|as)(?: |$))*?(?<! )",
    "LET": "let",
    "WHO": "who(?: else)?",
    "LED": r"(?:led|owned|run|managed|held|looked after|delivered)",
    "OWN": r"(?:own(?:s|ed)?|leads?|led|leading|runs?|ran|manage[sd]?|hold|held|have|had|has|look(?:ed)? after"
    r"|(?:(?:be|been|was|is) )?(?:responsible|accountable) for|(?:(?:be|been|was|is) )?in charge of"
    r"|(?:the )?(?:lead(?: officer)?|owner) (?:for|on|of))",
    "LEADS": r"(?:(?:has |had )?(?:led|leads?|own(?:s|ed)?|ran|runs?|manage[sd]?|held|holds|looked after|delivered)"
    r"|(?:is|was|were|has been|had been)(?: the)? (?:responsible for|accountable for|in charge of|leading|running"
    r"|(?:lead(?: officer)?|owner) (?:for|of|on)))",
}
"""What the words of a wording stand for."""
