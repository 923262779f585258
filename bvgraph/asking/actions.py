"""Actions by the words of their titles, under whatever wording and reference the documents printed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Final

from pyoxigraph import NamedNode

from bvgraph.asking.names import ENDINGS, Known, plain_words
from bvgraph.asking.queries import find_named_query, node_of, run_select, text_of
from bvgraph.errors import UnknownNameError
from bvgraph.graph.stores import Store

EMPTY_WORDS: Final = frozenset(
    (
        *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "to", "with", "that", "this", "its"),
        *("action", "be", "is", "are", "was", "were", "been", "has", "have", "had"),
        *("what", "which", "who", "whom", "when", "where", "how", "why"),
    )
)

Same = Callable[[str, str], bool]


def load_actions(store: Store) -> list[Known]:
    """Return every action; its forms are its id, its references and its titles, those of earlier documents too."""
    labels: dict[NamedNode, str] = {}
    forms: defaultdict[NamedNode, set[str]] = defaultdict(set)
    for row in run_select(store, find_named_query("titles").text):
        iri = node_of(row, "iri")
        labels[iri] = text_of(row, "actionTitle") or ""
        forms[iri].update(text for name in ("action", "title", "ref") if (text := text_of(row, name)) is not None)
    return [Known(iri, "action", label, tuple(sorted(forms[iri]))) for iri, label in labels.items()]


def find_actions(asked: str, actions: list[Known]) -> list[Known]:
    """Return the actions that ``asked`` is a title or reference of; failing that, those with all its words in one title.

    Words are compared without their endings, and when that finds nothing, with a slip of the pen forgiven.  Raises
    UnknownNameError, with the likest titles, when nothing is found.
    """
    words = plain_words(asked)
    named = [action for action in actions if words in action.spellings]
    telling = tuple(word for word in words if word not in EMPTY_WORDS)
    found = named or _with_words(telling, actions, _same_stem) or _with_words(telling, actions, _misspelt())
    if not found:
        near = _likest(asked, actions)
        advice = "; these are like it" if near else ""
        raise UnknownNameError(f'no action has "{asked}" in its title{advice}', near)
    return found


def _with_words(words: tuple[str, ...], actions: list[Known], same: Same) -> list[Known]:
    if not words:
        return []
    return [action for action in actions if any(_holds(spelling, words, same) for spelling in action.spellings)]


def _holds(spelling: tuple[str, ...], words: tuple[str, ...], same: Same) -> bool:
    return all(any(same(word, other) for other in spelling) for word in words)


def _same_stem(word: str, other: str) -> bool:
    return word == other or stem(word) == stem(other)


@cache
def stem(word: str) -> str:
    """Return a word without its ending, so that "booking" finds "booked" and "policies" "policy"."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _misspelt() -> Same:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a title that was not found pays for it

    return lambda word, other: OSA.distance(word, other) <= (1 if len(word) > 4 else 0)


def _likest(asked: str, actions: list[Known]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - likewise

    labels = sorted({action.label for action in actions})
    found = process.extract(asked, labels, scorer=fuzz.token_set_ratio, processor=str.casefold, limit=3, score_cutoff=60)
    return tuple(label for label, _, _ in found)
