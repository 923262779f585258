"""Plans and roadmaps in prose: what they call themselves, and the lines that head their points."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import Final, cast

from bvgraph.kinds import StatusValue
from bvgraph.reading.blocks import Clean, Row
from bvgraph.reading.calendars import is_date
from bvgraph.reading.dates import parse_date, parse_yearless
from bvgraph.reading.drafts import Draft
from bvgraph.reading.owners import is_nobody
from bvgraph.reading.points import find_state, heads_actions
from bvgraph.reading.values import names_holder, names_thing, parse_status, plain

_STAGES = tomllib.loads(files(__package__).joinpath("data/stages.toml").read_text("utf-8"))
_TERMS = frozenset(_STAGES.pop("terms"))
_DEEDS = frozenset(_STAGES.pop("deeds"))
_DATED = frozenset(_STAGES.pop("dated"))
_STAGE_OF = {word: name for name, words in _STAGES.items() for word in words}
_NUMBER = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*[.):]?\s+")
_BEHIND = re.compile(r"\s*(?:\([^()]*\)|[–—:-]\s.*)\s*:?$")  # "Short term (March to May)"
_CALLED = re.compile(
    r"\broad ?maps?\b|\b(?:action|improvement|work|delivery|implementation|recovery|business|forward|project) plans?\b|"
    r"(?<!we )\bplan (?:for|of|to)\b|\bstrategy\b|\bactions? \d|"
    r"\b20\d\d(?:[-/–]\d\d(?:\d\d)?)? plan\b|\bwork programme\b|\bstrategic planning\b|"
    r"\bpost-?mortem\b|\bincident\b|\boutage\b|\bfailure\b|\bretrospective\b|\blessons learn(?:ed|t)\b",  # reviews of these
    re.IGNORECASE,
)
_ROADMAP = re.compile(r"\broad ?maps?\b", re.IGNORECASE)
TOP: Final = 12  # lines among which a document says what it is
_LONGEST_NAME = 200  # characters of such a line
_LONGEST_LEAD_IN = 250
_WILL = (
    r"(?:will|shall|must|plans? to|intends? to|aims? to|(?:are|is|am) (?:going|planning|aiming) to|"
    r"(?:will )?needs? to|commits? to|"
    r"(?:have|has|['’]ve) (?:started|begun|agreed|committed|promised) to|['’]ll|are (?:now )?working to)"
)
_SUBJECT = r"(?P<who>we|the [A-Za-z &’'-]{3,60}?|[A-Z][A-Za-z &’'-]{2,60}?)"
_PROMISE = re.compile(
    rf"(?:[^:]{{1,160}}[,.] |[^:]{{1,160}} (?=we\b))?{_SUBJECT}(?: (?:also|now))? ?{_WILL}"
    r"(?: (?:also|now|therefore|continue to))?\s*:",
    re.IGNORECASE,
)
_SOON = re.compile(  # "In the next 3 months, we will:", "Over the coming year the team plans to:"
    r"(?:in|over|during|within|for|through) the (?:next|coming|following)(?: (?:\d{1,2}|[a-z]{3,6}))? "
    r"(?:weeks?|months?|quarters?|years?)\b|(?:next|this coming) (?:week|month|quarter|year)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:the following|these|this|set|list|number|series|our|key|agreed|proposed|priority|some|several|identified|and)\b"
    r"[^.:]{0,40}\b(?:actions|action items|next steps?|next step actions|commitments|improvements|follow[- ]ups)\b[^.:]*:$",
    re.IGNORECASE,
)
_FOR = (
    r"(?:review|follow[- ]?up|correcti(?:ve|on)|preventa?tive|remedial|mitigati(?:ng|on)|improvement|future|further|"
    r"recommended|planned|required|proposed|next|post-incident)"
)
_HEADING = re.compile(
    rf"(?:[\d.]+ )?(?:our |the |key )?(?:(?:{_FOR}(?: and |/| & |, | )){{1,3}}"
    r"(?:actions?|measures|improvements?|commitments|steps|items)|remediations?|"
    r"actions we(?: will|['’]ll| are going to| plan to| intend to) take)(?: and next steps)?:?",
    re.IGNORECASE,
)
_PLANNED = re.compile(  # elsewhere these head what is better than it was, or what somebody does as a rule
    r"(?:[\d.]+ )?(?:our |the |key )?(?:improvements|commitments|"
    r"(?:what )?we(?: will|['’]ll| are going to| plan to| intend to) (?:do|take|change|improve)(?: next| now| about it)?)"
    r"(?: and next steps)?:?",
    re.IGNORECASE,
)
_DATED_POINT = re.compile(  # "May 2024: Paint the lamp"
    r"(?:[-–*•]\s+)?(?P<when>(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]{2,8}\b"
    r"(?:[^:]{0,24}\d{2,4}(?=\s*:)|[^:–—-]{0,16}?\d{2,4}(?=\s+[–—-])))\s*[:–—-]\s+(?P<what>[A-Z].*)"
)
_MONTH = re.compile(r"\d{4}-(?:0\d|1[0-2])")
_DONE = re.compile(
    r"\b(?:taken|completed|carried out|implemented|undertaken|made|closed|delivered|achieved|performed|put in place|done|"
    r"were|discussed|considered|suggested|rejected|not|no|without|cannot|noted)\b",
    re.IGNORECASE,
)


def calls_itself_plan(lines: Iterable[str]) -> bool:
    """Among the first lines of a document one says that it is a plan or a roadmap."""
    top = islice((line for line in lines if line.strip()), TOP)
    return any(len(line) <= _LONGEST_NAME and _CALLED.search(line) for line in top)


@lru_cache(maxsize=4096)
def is_stage(text: str) -> bool:
    """The heading of the points of a plan that are as far as it says ("Now", "Coming soon", "Done")."""
    return plain(text) in _STAGE_OF


@lru_cache(maxsize=4096)
def is_term(text: str) -> bool:
    """The heading of what a plan is to do within a term ("2. Short-term actions (0 to 6 months)")."""
    words = _strip(text).split()
    return " ".join(words) in _TERMS or says_term_of_deeds(text)


def says_term_of_deeds(text: str) -> bool:
    """Such a heading that says itself that actions stand below."""
    words = _strip(text).split()
    return len(words) > 1 and words[-1] in _DEEDS and " ".join(words[:-1]) in _TERMS


def _strip(text: str) -> str:
    return plain(_BEHIND.sub("", _NUMBER.sub("", text)))


def heads_dated(text: str) -> bool:
    """The heading of what a plan is to do, month after month ("Timeline")."""
    return _strip(text) in _DATED


def find_month(row: Row) -> Clean:
    """The month that heads what a plan is to do in it ("May", "2. June 2031 (second quarter):")."""
    cell = row.cells[row.filled[0]]
    number, behind = _NUMBER.match(cell.text), _BEHIND.search(cell.text)
    name = cell.cut(number.end() if number else 0, behind.start() if behind else len(cell.text.rstrip(":")))
    found, yearless = parse_date(name.text), parse_yearless(name.text)
    whole = _MONTH.fullmatch(found.edtf) is not None if found else yearless is not None and yearless[1] is None
    return name if whole else Clean()


def take_dated(row: Row) -> Draft | None:
    """A point beneath such a heading, with its date in front."""
    cell = row.cells[row.filled[0]]
    m = _DATED_POINT.fullmatch(cell.text) if len(row.filled) == 1 else None
    if m is None or not is_date(m["when"]):
        return None
    return Draft("action", row.line, {"title": cell.cut(m.start("what")), "deadline": cell.cut(*m.span("when"))})


def heads_all(text: str, lines: Iterable[str]) -> bool:
    """A heading beneath which every point is something to be done, or done: by its words, or a stage of a roadmap."""
    return says_term_of_deeds(text) or (is_stage(text) and any(_ROADMAP.search(line) for line in islice(lines, TOP)))


def read_stage(text: str) -> StatusValue | None:
    """The status of what stands under such a heading; None if it says nothing of the deadline."""
    name = _STAGE_OF.get(plain(text))
    return parse_status(text) or (None if name in (None, "without-value") else cast(StatusValue, name))


def heads_points(row: Row, *, plan: bool) -> bool:
    """A line that heads a list of actions, in a ``plan`` also one that says how far its points are or what "we" promise."""
    text = row.texts[row.filled[0]] if len(row.filled) == 1 else ""
    if not text or len(text) > _LONGEST_LEAD_IN:
        return False
    named = heads_actions(row) or _HEADING.fullmatch(text) is not None
    planned = plan and (_PLANNED.fullmatch(text) is not None or is_stage(text) or is_term(text))
    return named or planned or announces(text) or promises(text, plan=plan)


def announces(text: str) -> bool:
    """A sentence that goes on with actions, and not with what was done ("We agreed these actions:")."""
    m = _ANNOUNCED.search(text)
    return m is not None and not _DONE.search(text)


def promises(text: str, *, plan: bool) -> bool:
    """A sentence of a ``plan`` that breaks off before what its subject will do ("The Roads Team will:", "We will:").

    Elsewhere such sentences say what somebody's duty is, unless they begin with when ("In the next 3 months we will:").
    """
    m = _PROMISE.fullmatch(text) if (plan or _SOON.match(text)) and text.endswith(":") else None
    return m is not None and (m["who"].casefold() == "we" or _may_promise(m["who"]))


def _may_promise(name: str) -> bool:
    who = name[4:] if name.casefold().startswith("the ") else name
    nobody = any(map(is_nobody, who.title().split()))  # "However it"
    return who[:1].isupper() and not nobody and " the " not in who and names_holder(who) and not names_thing(who)


def find_promiser(row: Row) -> Clean:
    """Who does what stands beneath such a sentence, unless it is only "we"."""
    cell = row.cells[row.filled[0]]
    m = _PROMISE.fullmatch(cell.text)
    if m is None or not _may_promise(m["who"]):
        return Clean()
    start = m.start("who") + (4 if m["who"].casefold().startswith("the ") else 0)
    return cell.cut(start, m.end("who"))


def find_stage(row: Row, *, plan: bool) -> Clean:
    """How far everything in the list is that the line heads."""
    cell = row.cells[row.filled[0]]
    return cell if plan and is_stage(cell.text) else find_state(row)
