"""What the words over a column or before a colon mean: the field of an entry that a head or a label names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from bvgraph.reading.dates import parse_date
from bvgraph.reading.settings import remembered, settles_columns
from bvgraph.reading.values import plain


def _load(name: str) -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text("utf-8"))


_LABELS = _load("headers")
_HEADS = _load("heads")
_WIDER = frozenset((*_LABELS.pop("wider"), *_HEADS["wider"]))
_SECOND = frozenset(_HEADS.pop("second"))
_DOUBTFUL = frozenset(_HEADS.pop("doubtful"))
_WEAK = frozenset(_HEADS.pop("weak"))
_BARE = frozenset(_HEADS.pop("bare"))
_PAST = frozenset(_HEADS.pop("past"))
_REGISTER = frozenset(_HEADS.pop("register"))
_SINCE = frozenset(_HEADS.pop("since"))
_BINDING = frozenset(_HEADS.pop("binding"))
_AGENDA = frozenset(_HEADS.pop("agenda"))
_KEYWORDS = [(name, f" {word} ") for name, _, word in (pair.partition(" = ") for pair in _HEADS.pop("keywords"))]
_FIELD_OF = {word.replace(" ", ""): "title" for word in _WIDER} | {
    word.replace(" ", ""): name for name, words in _LABELS.items() for word in words
}
_HEAD_OF = {word.replace(" ", ""): "title" if name == "wider" else name for name, words in _HEADS.items() for word in words}
_ALONE = ("ref", "title", "area", "percent", "other")  # fields whose heads take no words in front
_LINKS = frozenset(("to", "for", "of", "against", "required", "needed", "proposed", "taken"))  # "Timescale for delivery"
REMARK = re.compile(r"\[[^\]]*\]|\([^)]*\)")
LONGEST_LABEL = 100  # characters of a head or label with remarks in brackets
_JOINED = re.compile(r"\s*(?:/|&|\band\b|,|\s[-–]\s)\s*")
_FIRST = (
    "title",
    "lead",
    "revised",
    "deadline",
    "comment",
    "status",
)  # of two: "Update/Status"
_MANY = ("lead", "deadline", "revised", "status")  # fields whose heads may stand in the plural
_LONGEST_AGENDA = 4  # words
_LONGEST_GUESS = 10  # words of a head whose meaning a single word of it tells
_NUMBERS = re.compile(
    r"(?:^|\s)(?:#|№)$|^\w+ (?:no|nr|ref|id|number|reference)[.:]*$", re.IGNORECASE
)  # "Action #", "Log no."
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")  # "ActionLaunchDate", as programs write heads
_ASKED = re.compile(r"^(?:please )?state (?!of\b)(?=\w+ \w)", re.IGNORECASE)  # "State the groups listed below"
_COUNTED = re.compile(r"(?<=[a-z])\s?[1-9]$")  # "Project lead 2"
_SCALE = re.compile(
    r"[\s,:–-]+(?:(?:categor(?:y|ies)|scale|levels?|score)\s)?[1-9A-E] ?(?:[–-]|to) ?[1-9A-E]$", re.IGNORECASE
)
PERIOD = re.compile(  # the period that a head names behind its words: "Progress this quarter", "Action from 3 May 2022"
    r"(?<=\w)[\s–-]+(?:this (?:quarter|month|period|year)|as (?:at|of|on)\b.*|(?:at|of) (?=.*\d).*|since .*|"
    r"(?:arising )?from (?:(?=.*\d).*|(?:the )?(?:last|previous) (?:meeting|minutes))|"
    r"(?:q|quarter )[1-4]\b.*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?(?:20)?\d\d|"
    r"(?:for |in )?20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?)$",
    re.IGNORECASE,
)


def find_label(text: str) -> str | None:
    """The field that exactly these words name, white space apart."""
    return _FIELD_OF.get(plain(text).replace(" ", ""))


@settles_columns
@lru_cache(maxsize=4096)
def name_field(text: str) -> str | None:
    """The field that a column head or label names; brackets, white space inside words and words in front are forgiven."""
    if len(text) > LONGEST_LABEL:
        return None
    if text.strip() == "%":
        return "percent"
    words = plain(PERIOD.sub("", REMARK.sub("", text))).split()
    for skip in range(min(len(words), 4)):
        if found := _FIELD_OF.get("".join(words[skip:])):
            return found if skip == 0 or (found not in _ALONE and words[skip:] != ["date"]) else None
    link = next((i for i, word in enumerate(words[:4]) if word in _LINKS), 0)
    return _FIELD_OF.get("".join(words[:link])) if len(words) < 8 else None


@settles_columns
@remembered
def name_head(text: str) -> str | None:
    """The field that a head names in a header row, where more words have a meaning than before a colon."""
    if len(text) > LONGEST_LABEL:
        return None
    text = _part(text)
    if (m := _COUNTED.search(text)) and name_head(text[: m.start()]) == "lead":
        return "lead"
    if _NUMBERS.search(text):
        return "ref"
    words = plain(PERIOD.sub("", _SCALE.sub("", REMARK.sub("", text)))).replace(" ", "")
    if words.startswith("dateof") and words not in _HEAD_OF and words not in _FIELD_OF:
        return "raised"
    if "%" in text and _HEAD_OF.get(words) == "done":
        return "percent"
    return _HEAD_OF.get(words) or name_field(text) or _name_many(words, alone=len(text.split()) == 1)


def _name_many(words: str, *, alone: bool) -> str | None:
    """The field of a head in the plural ("Target dates"); a word ``alone`` only where it is of no field ("Authors")."""
    one = words.removesuffix("s")
    found = _HEAD_OF.get(one) or _FIELD_OF.get(one)
    return found if found == "other" or (found in _MANY and not alone) else None


@remembered
def guess_head(text: str) -> str | None:
    """The field of a head of which only a word is known ("By when will it be done"), among heads that are known."""
    words = plain(_ASKED.sub("", REMARK.sub("", _part(text))))
    if not words or len(words.split()) > _LONGEST_GUESS:
        return None
    parts = {name_head(part) for part in _JOINED.split(REMARK.sub("", text)) if not is_bare(part)} - {None}
    if len(parts) > 1 and (first := next((name for name in _FIRST if name in parts), None)):
        return first
    return next((name for name, word in _KEYWORDS if word in f" {words} "), None)


def _part(text: str) -> str:
    """The words of a head that a program ran together."""
    return text if " " in text.rstrip(" 123456789") else _SEAM.sub(" ", text)


def is_wider(head: str) -> bool:
    """A head that names what an action is part of, when the action has a column of its own."""
    parts = [plain(part) for part in _JOINED.split(head)]
    return plain(head) in _WIDER or (len(parts) > 1 and any(p in _WIDER for p in parts) and not _names_action(parts))


def _names_action(parts: list[str]) -> bool:
    return any(name_head(part) == "title" and part not in _WIDER for part in parts)


_QUARTER = re.compile(r"(?:Q|Qtr|Quarter) ?[1-4]", re.IGNORECASE)
_ABOVE = frozenset(("exec", "executive", "accountable", "sponsor", "sro", "senior", "portfolio", "cabinet", "strategic"))


def gives_way(head: str) -> bool:
    """A head that gives way to another one of the same field."""
    words = plain(_COUNTED.sub("", REMARK.sub("", _part(head))))
    return words in _SECOND or not _ABOVE.isdisjoint(words.split())


def names_period(head: str) -> bool:
    """A head that is a day, a month or a quarter: beneath it stands how things were then ("Feb 25", "Q3")."""
    named = name_head(head) or guess_head(head)
    return not named and (parse_date(head) is not None or _QUARTER.fullmatch(head) is not None)


def is_doubtful(head: str) -> bool:
    """A head that names an action only if two columns beside it tell of owners, dates or progress ("Issue", "Matter")."""
    return plain(head) in _DOUBTFUL


def tells_since(head: str) -> bool:
    """A head of what has been done since, where another one names the action ("Follow-up")."""
    return plain(head) in _SINCE


def is_weak(head: str) -> bool:
    """A head that could name anything ("Description"): the rows must say something to be done, or how far they are."""
    return plain(head) in _WEAK or is_doubtful(head)


def numbers_actions(head: str) -> bool:
    """A head over the numbers of what it names as actions ("Milestone ID")."""
    what, *number = plain(_part(head)).split()[:3] or [""]
    return len(number) == 1 and name_head(head) == "ref" and name_head(what) == "title" and not is_weak(what)


def is_bare(head: str) -> bool:
    """A head over lists of anything ("Title"), in which a status alone makes no row an action."""
    return plain(head) in _BARE


def binds(head: str) -> bool:
    """A head over what somebody has undertaken to do, whatever stands beside it ("Commitment for 2031")."""
    return plain(PERIOD.sub("", REMARK.sub("", head))) in _BINDING


def is_past(head: str) -> bool:
    """A head of what was done, decided or asked, which nobody is still to do ("Decision", "Change made")."""
    return plain(head) in _PAST


def heads_register(heads: Iterable[str]) -> bool:
    """Heads of a register of risks or the like, none of which names an action ("Risk", "Likelihood", "Impact")."""
    held = [head for head in heads if head]
    named = {name_head(head) for head in held}
    treated = {"title", "lead", "deadline"} <= named  # who treats the risk how, and by when
    sure = any(name_head(head) == "title" and not is_weak(head) for head in held)
    return _count_registered(held) > 1 and not treated and not sure


def is_registered(head: str, heads: Iterable[str]) -> bool:
    """A head of what such a register lists ("Risk description"), where another one of its heads stands beside it."""
    return _count_registered((head,)) > 0 and _count_registered(heads) > 1


def _count_registered(heads: Iterable[str]) -> int:
    return sum(plain(REMARK.sub("", head)) in _REGISTER for head in heads if head)


def is_agenda_word(text: str) -> bool:
    """What an agenda says of an item: "To note", "For decision"."""
    words = plain(text).split()
    return 0 < len(words) <= _LONGEST_AGENDA and all(word in _AGENDA for word in words)


def names_first(head: str) -> bool:
    """A deadline's head that says it is the first one, of those that moved ("Original date", "Baseline")."""
    return any(word in ("original", "baseline", "initial", "first") for word in plain(head).split())
