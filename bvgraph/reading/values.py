"""Statuses, percentages and lead names as printed -> values.  Word lists stand in ``data/`` with their sources."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from bvgraph.kinds import LeadKind, StatusValue
from bvgraph.reading.settings import settles_statuses


def _load(name: str) -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text("utf-8"))


STATUS_WORDS: dict[str, StatusValue] = {word: value for value in get_args(StatusValue) for word in _load("statuses")[value]}
_STATUSES = _load("statuses")
STATUS_LETTERS: dict[str, StatusValue] = {
    letter: STATUS_WORDS[word] for letter, _, word in (pair.partition(" = ") for pair in _STATUSES["letters"])
}
_LEADS = _load("leads")
MARKS = "✔✓✖✗▶►●■⚫🔴🟢🟡"  # marks that performance systems print for a state; what they mean is not printed
LONGEST_LEADS = 300  # characters between two commas in which an "and" may part names
_OCR_PERCENT = re.compile(r"(\d{1,3})(?:70|78|96|0/0|Y)")  # how scanning reads the sign %


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Lower case, runs of anything but letters and digits as one space: the form in which words are looked up."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@settles_statuses
@lru_cache(maxsize=4096)
def parse_status(text: str) -> StatusValue | None:
    """The value of a status cell; one misread or added letter is forgiven ("Coverdue"). None if it is no status word."""
    word = plain(text)
    if word in STATUS_WORDS:
        return STATUS_WORDS[word]
    near = {value for known, value in STATUS_WORDS.items() if len(known) > 6 and _one_off(known, word)}
    return near.pop() if len(near) == 1 else None


@settles_statuses
@lru_cache(maxsize=4096)
def read_status(text: str) -> StatusValue | None:
    """The value of a cell that stands in a status column: there a letter will do ("G"), and words may follow.

    "Green - on track", "Complete (Blue)", "Completed 28 Feb 2024": the first part that is a status word counts, unless
    another one contradicts it ("Amber/Green").
    """
    if whole := STATUS_LETTERS.get(text) or parse_status(text):
        return whole
    parts = [p for p in re.split(r"\s*[-–—:;,/|()]\s*|\s+(?=\d)|\.\s+", text) if p]
    values = [parse_status(p) or STATUS_LETTERS.get(p) for p in parts]
    found = [v for v in values if v]
    return found[0] if found and values[0] and len(set(found)) == 1 else None


def is_status(text: str) -> bool:
    """A status, be it one that says nothing of the deadline ("Not started")."""
    return read_status(text) is not None or plain(text) in _STATUSES["without-value"]


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


def _has_word(text: str, words: list[str]) -> bool:
    padded = f" {plain(text)} "
    return any(f" {plain(word)} " in padded for word in words)


@lru_cache(maxsize=4096)
def classify_lead(name: str) -> LeadKind:
    """Person, post, body, team or other, by the words of the name; capitals alone are an abbreviation: other."""
    if _ends_with(f"the {name}", _LEADS["posts"]):
        return "post"
    if _ends_with(name, _LEADS["bodies"]) or plain(name) in _LEADS["bodies"]:
        return "post" if _has_word(name.split(maxsplit=1)[0], ["chair"]) else "body"
    if _has_word(name, _LEADS["posts"]):
        return "post"
    if _has_word(name, _LEADS["teams"]):
        return "team"
    return "other" if re.fullmatch(r"[A-Z&]{2,6}", name) else "person"


def _ends_with(text: str, words: list[str]) -> bool:
    return any(plain(text).endswith(" " + plain(word)) for word in words)


def is_no_name(text: str) -> bool:
    """A lead cell that names nobody ("As per respective plans", "TBC")."""
    return not re.search(r"[^\W\d_]{2}", text) or any(
        plain(text) == plain(w) or plain(text).startswith(plain(w) + " ") for w in _LEADS["not_names"] if plain(w)
    )


def split_leads(text: str) -> list[tuple[int, int]]:
    """Where the single leads stand in a lead cell, as (start, end).

    Owners are split at ``/ ; ,`` and line ends; at "and" and "&" only between two persons or two posts that are both
    known as such.  "Service Head Roads / Parks" stays one post: what follows the slash completes its name.
    """
    parts = [(m.start(), m.end()) for m in re.finditer(r"[^/;,\n]+", text)]
    parts = [p for part in parts for p in _split_and(text, *part)]
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
    """A post named by its service, and a service after a slash: "Service Head Roads / Parks"."""
    named_by_service = classify_lead(post) == "post" and plain(post).split()[-1] in _LEADS["teams"]
    return "/" in between and named_by_service and classify_lead(rest) == "team"


def _split_and(text: str, start: int, end: int) -> list[tuple[int, int]]:
    m = re.search(r"\s+(?:and|&)\s+", text[start:end])
    if not m or end - start > LONGEST_LEADS:
        return [(start, end)]
    left, right = (start, start + m.start()), (start + m.end(), end)
    kinds = {classify_lead(text[a:b].strip()) for a, b in (left, right)}
    whole = text[right[0] : right[1]].strip()
    if kinds == {"post"} or (kinds == {"person"} and " " in whole and " " in text[left[0] : left[1]].strip()):
        return [left, *_split_and(text, *right)]
    return [(start, end)]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space, a leading dash, and a remark in brackets at the end ("(with ... as required)")."""
    if m := re.search(r"\s*\([^)]*\)\s*$", text[start:end]):
        end = start + m.start() if m.start() else end
    while start < end and (text[start].isspace() or text[start] in "-–•"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "-–•."):
        end -= 1
    return start, end
