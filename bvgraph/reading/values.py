"""Statuses, percentages and lead names as printed -> values.  Word lists stand in ``data/`` with their sources."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from bvgraph.kinds import LeadKind, StatusValue
from bvgraph.reading.letters import CAPITALS
from bvgraph.reading.naming.forenames import is_ambiguous, is_forename, is_strange
from bvgraph.reading.settings import remembered, settles_statuses


def _load(name: str) -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text("utf-8"))


STATUS_WORDS: dict[str, StatusValue] = {word: value for value in get_args(StatusValue) for word in _load("statuses")[value]}
_STATUSES = _load("statuses")
_LEAST_MISREAD = 7  # characters of a word in which a misread letter is forgiven
_BY_LENGTH: dict[int, list[tuple[str, StatusValue]]] = {
    n: [(word, value) for word, value in STATUS_WORDS.items() if len(word) == n]
    for n in range(_LEAST_MISREAD, max(map(len, STATUS_WORDS)) + 1)
}
STATUS_LETTERS: dict[str, StatusValue] = {
    letter: STATUS_WORDS[word] for letter, _, word in (pair.partition(" = ") for pair in _STATUSES["letters"])
}
_LEADS = _load("leads")
_GROUPS = [*_LEADS["units"], *_LEADS["bodies"], *_LEADS["staff"]]
HOLDERS = frozenset((*_LEADS["posts"], *_LEADS["bodies"], *_LEADS["teams"]))
TITLES = frozenset(_LEADS["titles"])  # in front of a person's name
MARKS = "√✔✓✖✗▶►●■⚫🔴🟢🟡"  # marks that performance systems print for a state; what they mean is not printed
_PART = re.compile(r"(?:\b[A-Z]/(?=[A-Z][a-z])|\([^()]*\)|[^/;,\n])+")  # "C/Insp Beck" is one, "Roads (Ann/Ben)" too
LONGEST_LEADS = 300  # characters between two commas in which an "and" may part names
_LONGEST_NAME = 8  # words
_ASIDE = re.compile(r"(?<=\w )\([^()]*\)")  # "(supported by Ben and all members)", behind a name
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_HELPED = re.compile(r"(?<=\w)\s+(?:with (?:input|support|help|advice)|supported by|assisted by)\b[^;\n]*", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>$")  # "Ann Ode <ann@example.org>"
_MINISTRY = re.compile(  # "Department for Business, Innovation and Skills"
    r"(?<=Department for )[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z][a-z]+)+,? (?:and|&) [A-Z][a-z]+(?: [A-Z][a-z]+)?|"
    r"(?<=Department of )[A-Z][a-z]+(?:, [A-Z][a-z]+)+,? (?:and|&) [A-Z][a-z]+|"
    r"(?<=Ministry of )[A-Z][a-z]+(?:, [A-Z][a-z]+)+,? (?:and|&) [A-Z][a-z]+(?: [A-Z][a-z]+)?"
)
_AGAIN = re.compile(r"(?:ditto|(?:same )?as above|[\"”“]|-\s?[\"”]\s?-|do\.)[.\s]*", re.IGNORECASE)
_ALSO = re.compile(  # "Ann Ode ditto ditto", a line for each part of an action; "Ann Ode with all directors"
    r"(?<=\w)[ \n]+ditto\b|(?<=\))\s+with\s+(?=all\s)", re.IGNORECASE
)
_EARLIER = re.compile(r"(?<=\w)\s*[(,;–-]?\s*\b(?:previously|formerly)\b", re.IGNORECASE)  # who had it before
_HELPED_BY = re.compile(_HELPED.pattern + "$", re.IGNORECASE)
_HOLDS_MORE = re.compile(  # "Portfolio Holder for Roads", "Assistant Director"
    r"\b(?:holder|member|minister|spokesperson) for |^(?:[A-Z][a-z]+\.? )?Director$", re.IGNORECASE
)
_SERVES = re.compile(r"\b(?:head|director|manager|officer|lead) (?:of|for)\b", re.IGNORECASE)
_MOST_SMALL = 2  # words in small letters within the name of a body
_LONGEST_POST = 60  # characters
_LEAST_PHRASE = 6  # characters of a status that may be told by a clause
_LONGEST_TAIL = 60  # characters at the end of a text in which it may say its status
_INITIALED = re.compile(r"(?:[A-Z]\.\s?)+[A-Z][a-z]+$")  # "R. Brown" has no red status
_CODE = re.compile(r"[A-Z]{1,6}[ ./-]\d[\w.()/-]*")  # "LP-2"
_NOTHING = re.compile(
    r"(?:\d{1,2}[.)]? )?(?:none|nil|n/?a|no (?:further )?actions?(?: (?:required|needed|arising))?|"
    r"accepted|noted|approved|agreed|received|to note|for (?:noting|information)|"
    r"(?:agenda|item)(?: was)? (?:skipped|deferred|not (?:discussed|reached))(?: \([^()]*\))?)[\s.]*",
    re.IGNORECASE,
)
_OCR_PERCENT = re.compile(r"(\d{1,3})(?:70|78|96|0/0|Y)")  # how scanning reads the sign %


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Lower case, runs of anything but letters and digits as one space: the form in which words are looked up."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


_NOT_NAMES = tuple(f"{plain(w)} " for w in _LEADS["not_names"] if plain(w))


@settles_statuses
@lru_cache(maxsize=4096)
def parse_status(text: str) -> StatusValue | None:
    """The value of a status cell; one misread or added letter is forgiven ("Coverdue"). None if it is no status word."""
    word = plain(text).removeprefix("still ")
    if word in STATUS_WORDS:
        return STATUS_WORDS[word]
    alike = (pair for size in range(len(word) - 1, len(word) + 2) for pair in _BY_LENGTH.get(size, ()))
    near = {value for known, value in alike if _one_off(known, word)}
    return near.pop() if len(near) == 1 else None


@settles_statuses
@remembered
def read_status(text: str) -> StatusValue | None:
    """The value of a cell that stands in a status column: there a letter will do ("G"), and words may follow.

    "Green - on track", "Complete (Blue)", "Completed 28 Feb 2024": the first part that is a status word counts, unless
    another one contradicts it ("Amber/Green").
    """
    if whole := STATUS_LETTERS.get(text) or parse_status(text):
        return whole
    if _INITIALED.match(text):
        return None
    parts = [p for p in re.split(r"\s*[-–—:;,/|()]\s*|\s+(?=\d)|\.\s+", text) if p]
    values = [parse_status(p) or STATUS_LETTERS.get(p) for p in parts]
    found = [v for v in values if v]
    return found[0] if found and values[0] and len(set(found)) == 1 else None


def is_status(text: str) -> bool:
    """A status, be it one that says nothing of the deadline ("Not started")."""
    return read_status(text) is not None or plain(text) in _STATUSES["without-value"]


def says_progress(text: str) -> bool:
    """A status that says of itself how far something is, wherever it stands ("Done", "Ongoing")."""
    return read_status(text) in ("complete", "on-track", "ongoing")


def is_degree(text: str) -> bool:
    """A degree of urgency ("High")."""
    return plain(text) in _STATUSES["degrees"]


def _one_off(a: str, b: str) -> bool:
    """At most one letter added, dropped or misread."""
    if abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    i = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[i:] == long[i + 1 :] or short[i + 1 :] == long[i + 1 :]


def is_mark(text: str) -> bool:
    """A cell that holds nothing but a tick, a triangle or the like."""
    return bool(text) and all(c in MARKS for c in text)


@lru_cache(maxsize=4096)
def parse_percent(text: str) -> int | None:
    """Read "80%", "80", "100 %" as 0 to 100; "10078" is the 100% that scanning misread; None if it is no percentage."""
    text = text.strip()
    m = re.fullmatch(r"(\d{1,3}) ?(?:%|per cent)?", text) or _OCR_PERCENT.fullmatch(text)
    return int(m[1]) if m and int(m[1]) <= 100 else None


_OF = re.compile(r"\s+(?:of|to|for)\s+(?=the\b)")  # "Leader of the Council", "Clerk to the Corporation"


def _has_word(text: str, words: list[str]) -> bool:
    padded = f" {plain(text)} "
    return any(f" {plain(word)} " in padded for word in words)


@lru_cache(maxsize=4096)
def classify_lead(name: str) -> LeadKind:
    """Person, post, body, team or other, by the words of the name; capitals alone are an abbreviation: other."""
    if _ends_with(f"the {name}", _LEADS["posts"]) or _ends_with(f"the {_OF.split(name)[0]}", _LEADS["posts"]):
        return "post"
    if _ends_with(name, _LEADS["bodies"]) or plain(name) in _LEADS["bodies"]:
        return "post" if _has_word(name.split(maxsplit=1)[0], ["chair"]) else "body"
    if _has_word(name, _LEADS["posts"]):
        return "post"
    if _has_word(name, _LEADS["teams"]):
        return "team"
    return "other" if re.fullmatch(rf"[{CAPITALS}&]{{2,6}}", name) or plain(name).split()[:1] == ["all"] else "person"


def _ends_with(text: str, words: list[str]) -> bool:
    return any(plain(text).endswith(" " + plain(word)) for word in words)


def is_no_name(text: str) -> bool:
    """A lead cell that names nobody ("As per respective plans", "TBC")."""
    return not re.search(r"[^\W\d_]\.?[^\W\d_]", text) or f"{plain(text)} ".startswith(_NOT_NAMES)


def is_nothing(text: str) -> bool:
    """A cell of actions that says there is none ("None", "No action")."""
    return _NOTHING.fullmatch(text.lstrip("•*- ")) is not None


def says_again(text: str) -> bool:
    """A cell that says nothing but that it is the same as the one above ("Ditto")."""
    return _AGAIN.fullmatch(text) is not None


def split_leads(text: str) -> list[tuple[int, int]]:
    """Where the single leads stand in a lead cell, as (start, end).

    Owners are split at ``/ ; ,`` and line ends; at "and" and "&" only between two persons or two posts that are both
    known as such.  "Service Head Roads / Parks" stays one post: what follows the slash completes its name.
    """
    if earlier := _EARLIER.search(text):
        text = text[: earlier.start()]
    masked = _ASIDE.sub(lambda m: f"({'_' * (len(m[0]) - 2)})", text)
    masked = _ALSO.sub(lambda m: ";" * len(m[0]), masked)
    for joined in (_HELPED, _MINISTRY):
        masked = joined.sub(lambda m: re.sub(r"[^\n]", "_", m[0]), masked)
    parts = [(m.start(), m.end()) for m in _PART.finditer(masked)]
    parts = [p for part in parts for p in _split_and(masked, *part)]
    trimmed = [_trim(text, *p) for p in parts]
    named = [(a, b) for a, b in trimmed if not is_no_name(text[a:b])]
    out: list[tuple[int, int]] = []
    for a, b in named:
        if out and _completes(text[out[-1][0] : out[-1][1]], text[a:b], text[out[-1][1] : a]):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _completes(post: str, rest: str, between: str) -> bool:
    """A post named by its service, and more of it: "Service Head Roads / Parks", "Portfolio Holder for Roads, Parks"."""
    if ("," in between or "," in post) and _HOLDS_MORE.search(post):
        return classify_lead(rest) not in ("post", "body") and not is_forename(rest.split(maxsplit=1)[0])
    if "," in between and _SERVES.search(post) and re.search(r"\s(?:&|and)\s", rest):  # "Head of Audit, Fraud & Risk"
        return classify_lead(rest) != "post" and _has_word(
            rest, [*_LEADS["teams"], "risk", "fraud", "business", "business support"]
        )
    named_by_service = classify_lead(post) == "post" and plain(post).split()[-1] in _LEADS["teams"]
    return "/" in between and named_by_service and classify_lead(rest) == "team"


def _split_and(text: str, start: int, end: int) -> list[tuple[int, int]]:
    m = re.search(r"\s+(?:and|&|or|\+)\s+", text[start:end])
    if not m or end - start > LONGEST_LEADS or re.match(r"\s*An? [a-z]", text[start:end]):  # "A lamp and gull group"
        return [(start, end)]
    left, right = (start, start + m.start()), (start + m.end(), end)
    names = [text[a:b].strip().removeprefix("the ") for a, b in (left, right)]
    kinds = {classify_lead(name) for name in names}
    if _goes_on(*names):
        return [(start, end)]
    alone = [_is_by_itself(name) for name in names]
    joint = alone[0] and " " in names[0] and names[1][:1].isupper() and kinds in ({"person", "body"}, {"person", "team"})
    joint = joint or (kinds == {"person", "body"} and alone[1] and is_forename(names[1].partition(" ")[0]))
    if (
        kinds in ({"post"}, {"body"})
        or joint
        or all(map(_is_whole, names))
        or all(alone)
        or (any(map(is_forename, names)) and all(map(_may_be_forename, names)))
        or (any(alone) and "post" in kinds)
        or ("body" in kinds and any(re.fullmatch(r"[A-Z]{2,6}", name) for name in names))
    ):
        return [left, *_split_and(text, *right)]
    return [(start, end)]


def _goes_on(post: str, rest: str) -> bool:
    """A post that breaks off before the "and" ("Chief Digital and Information Officer"), or letters of its service."""
    words, ends = plain(post).split(), plain(rest).split()
    if words[:1] == ["chief"] and len(words) == len(ends) == 2:
        return ends[1] == "officer" and words[1] not in _LEADS["chiefs"] and not is_forename(rest.split(maxsplit=1)[0])
    return bool(_SERVES.search(post)) and plain(rest) in _LEADS["letters"]


def _is_whole(name: str) -> bool:
    """A post, a body or a unit that no "and" goes on with: "Clerk", "Roads Team", "Harbour Board"."""
    last = plain(name).split()[-1:]
    return " of " not in name and (classify_lead(name) in ("post", "body") or (bool(last) and last[0] in _LEADS["units"]))


def _may_be_forename(name: str) -> bool:
    """A lone word with a capital that is no part of a post, a body or a firm, as far as the words of such tell."""
    lone = re.fullmatch(r"[A-Z][a-zà-ž’-]+", name) is not None and plain(name) not in _LEADS["firms"]
    return lone and not is_strange(name) and classify_lead(name) == "person"


def _is_by_itself(name: str) -> bool:
    """Initials, a title with a name, a forename, or two names: what no post goes on with after an "and"."""
    titled = plain(name).split()[:1]
    return (
        is_forename(name)
        or is_ambiguous(name)
        or bool(re.fullmatch(r"[A-Z]{2,6}", name) and classify_lead(name) == "other")
        or re.fullmatch(r"[A-Z][a-z]?[A-Z][a-z]{1,2}|[A-Z][a-z][A-Z]", name) is not None
        or (" " in name and (classify_lead(name) == "person" or bool(titled and titled[0] in TITLES)))
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space, a leading dash or "and", and a remark in brackets at the end ("(with ... as required)")."""
    for remark in (_HELPED_BY, _IN_BRACKETS, _ADDRESS):
        if m := remark.search(text[start:end]):
            end = start + m.start() if m.start() else end
    if m := re.match(r"\s*(?:and\s+(?=[A-Z])|[-–•\s]+)", text[start:end]):
        start += m.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in "-–•."):
        end -= 1
    return start, end


def looks_like_leads(text: str) -> bool:
    """A short text of which every part could be a name: initials, capitalised words, or a post, body or team."""
    parts = [p.strip() for p in re.split(r"[/;,\n]|\s(?:and|&)\s", text) if p.strip()]
    return bool(parts) and len(text) <= LONGEST_LEADS and all(_looks_like_lead(p) for p in parts)


def _looks_like_lead(text: str) -> bool:
    if (
        is_status(text)
        or re.search(r"\d{2}", text)
        or _CODE.fullmatch(text)
        or len(text) > _LONGEST_POST
        or len(text.split()) > _LONGEST_NAME
    ):
        return False
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    if not words or not words[0][0].isupper() or text.count("(") != text.count(")"):
        return False
    small = [w for w in words if not w[0].isupper() and w.casefold() not in _LEADS["between"]]
    named = re.fullmatch(rf"[{CAPITALS}]{{2,4}}|(?:[{CAPITALS}][\w'’.-]*\s?){{2,4}}", text)
    return (
        bool(named)
        or text.casefold() == "all"
        or (len(small) < _MOST_SMALL and classify_lead(text) in ("post", "body", "team"))
        or (len(small) == _MOST_SMALL and classify_lead(words[-1]) in ("body", "team"))  # "Open standards team"
    )


_PHRASES = "|".join(
    re.escape(word).replace(r"\ ", r"[\s/.’'-]*" if len(word) < 4 else r"[\s-]+")  # "n/a", "on-track"
    for word in sorted((*STATUS_WORDS, *_STATUSES["without-value"]), key=len, reverse=True)
)
_FIRST_WORDS = re.compile(
    rf"(?P<status>(?:still )?(?:{_PHRASES}))(?=\s*(?:$|[.,:;–—()\[|/!+]|-\s)|\s-|\s+\d)", re.IGNORECASE
)
_LONG_PHRASES = "|".join(p for p in _PHRASES.split("|") if len(p) > _LEAST_PHRASE)
_FIRST_CLAUSE = re.compile(  # "Delayed by the frost", "On hold pending ...", but not "In place by May"
    r"(?!(?:in place|complete|close) by\b)"
    rf"(?P<status>closed|{_LONG_PHRASES})\s+(?:by|due|until|pending|with|for|from|as|while|awaiting|and|but|at|in|on|since|via|"
    r"following|subject|because|owing|no)\s",
    re.IGNORECASE,
)
_SENTENCE_STARTS = r"(?:The|A|An|This|These|It|All|At|As|We|Work|To|In|On|By|No|Now|See|There|Awaiting) \w"
_HOW_FAR = r"(?:in hand|in progress|commenced|completed|done|started|implemented|delivered|achieved|under ?way|ongoing)"
_BEFORE_SENTENCE = re.compile(  # what cannot be a quality of the word behind it may stand before any ("Done Names were ...")
    rf"(?P<status>(?i:{_HOW_FAR})(?=\s+[A-Z][\w’'-]* \w)|(?i:{_PHRASES})(?=\s+{_SENTENCE_STARTS}))"
)
_LAST_WORDS = re.compile(
    rf"(?:[.;:,–—(]|\s-)\s*(?:(?:this |the )?(?:action|item)(?: is)? |now )*(?P<status>{_PHRASES})\s*[.!)]*$", re.IGNORECASE
)


@remembered
def find_status(text: str) -> tuple[int, int] | None:
    """Where a free text says its status: with its first words ("Complete. The ...") or its last ("...: now closed.")."""
    first = _FIRST_WORDS.match(text) or _FIRST_CLAUSE.match(text)
    return first.span("status") if first else _find_last(text)


def find_state(text: str) -> tuple[int, int] | None:
    """Where the cell of a status says it, or begins with it before a sentence ("Done The lamp is red")."""
    m = _BEFORE_SENTENCE.match(text)
    return m.span("status") if m else find_status(text)


def begins_with_status(text: str) -> bool:
    """A free text that says its status with its first words."""
    at = find_status(text)
    return at is not None and at[0] == 0


def _find_last(text: str) -> tuple[int, int] | None:
    cut = max(len(text) - _LONGEST_TAIL, 0)
    m = _LAST_WORDS.search(text, cut)
    return m.span("status") if m and parse_status(m["status"]) else None


def names_thing(text: str) -> bool:
    """Capitalised words for a day, a paper or an occasion ("Summer Fair Day"): nobody's name."""
    return plain(text).rpartition(" ")[2] in _LEADS["things"]


def names_group(text: str) -> bool:
    """Words that end with what a team or a body is, or those in it ("Lamp lighting policy team", "Panel members")."""
    return _ends_with(f"the {text}", _GROUPS)


def names_holder(text: str) -> bool:
    """A name that stands for one holder: a post, a body, a team, a person with a title or two names; or for all."""
    words = plain(text).split()
    kind = classify_lead(text.partition(" to ")[0])  # "Clerk to the Council", but no "Letter to the Council"
    known = kind in ("post", "body", "team") or (kind == "person" and len(words) > 1 and "to" not in words)
    return bool(words) and (known or (words[0] in TITLES and len(words) > 1) or words[0] == "all")
