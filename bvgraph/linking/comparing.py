"""How alike two entries are: one small function per reason, each returning a score from 0 to 1."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from bvgraph.records import Entry


class Comparison(NamedTuple):
    """A score from 0 to 1 and the reasons for it, in words."""

    score: float
    reasons: tuple[str, ...]


def compare_titles(a: Entry, b: Entry) -> float:
    """Alike letter by letter, or the words of the one among those of the other."""
    left, right = a.title.text.casefold(), b.title.text.casefold()
    return max(fuzz.ratio(left, right), 0.9 * fuzz.token_set_ratio(left, right)) / 100


def compare_headings(a: Entry, b: Entry) -> float:
    """The titles of what the two stand under; two without a heading are alike in that."""
    if not a.parent_title or not b.parent_title:
        return float(a.parent_title == b.parent_title)
    return fuzz.ratio(a.parent_title.casefold(), b.parent_title.casefold()) / 100


def compare_leads(a: Entry, b: Entry) -> float:
    """The share of leads that both name."""
    left, right = {x.name.casefold() for x in a.leads}, {x.name.casefold() for x in b.leads}
    return len(left & right) / len(left | right) if left | right else 0.0


def compare_deadlines(a: Entry, b: Entry) -> float:
    """The same deadline as printed or as read."""
    if not a.deadline or not b.deadline:
        return 0.0
    return float(a.deadline.text == b.deadline.text or (a.deadline.edtf is not None and a.deadline.edtf == b.deadline.edtf))


def compare_references(a: Entry, b: Entry) -> float:
    """The same printed reference."""
    return float(bool(a.ref and b.ref and a.ref.text == b.ref.text))


_WEIGHTS = (
    ("title", compare_titles, 0.6),
    ("heading", compare_headings, 0.2),
    ("lead", compare_leads, 0.07),
    ("deadline", compare_deadlines, 0.08),
    ("reference", compare_references, 0.05),
)


def compare_entries(a: Entry, b: Entry) -> Comparison:
    """The weighted sum of all reasons, and those that speak for the pair."""
    scores = [(name, compare(a, b), weight) for name, compare, weight in _WEIGHTS]
    reasons = tuple(f"{name} {score:.2f}" for name, score, _ in scores if score >= 0.5)
    return Comparison(round(sum(score * weight for _, score, weight in scores), 3), reasons)
