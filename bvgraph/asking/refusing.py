"""Refusals: why a question is not answered, said so that whoever asks can ask again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bvgraph.asking.actions import stem
from bvgraph.asking.lexicon import Lexicon
from bvgraph.asking.names import Known, label_apart, plain_words, suggest
from bvgraph.errors import UnknownNameError


class NotStatedError(UnknownNameError):
    """A question that is understood, but of which the documents say nothing: no other reason for not answering is better."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(f"not stated: {message}", suggestions)


class UntitledError(UnknownNameError):
    """Words that stand in no title: comments may hold them."""


def refuse_ambiguous(asked: str, things: Sequence[Known]) -> UnknownNameError:
    """Return the refusal of a name that fits several things, with these."""
    return UnknownNameError(
        f'"{asked}" fits more than one: say which', tuple(dict.fromkeys(known.label for known in label_apart(things)))
    )


def refuse_unknown_name(asked: str, what: str, *pools: Sequence[Known], where: str = "these documents") -> UnknownNameError:
    """Return the refusal of a name of nobody and nothing, with the nearest that are known."""
    near = suggest(asked, *pools)
    advice = "; these are like it" if near else "; see: bvgraph list"
    return UnknownNameError(f'there is no {what} named "{asked}" in {where}{advice}', near)


def refuse_place(asked: str, lexicon: Lexicon) -> UnknownNameError:
    """Return the refusal of a place, council or area that the documents say nothing of."""
    near = suggest(asked, lexicon.areas, lexicon.venues, lexicon.agents)
    known = near or tuple(area.label for area in lexicon.areas)
    return UnknownNameError(f'these documents have no area, document, place or body "{asked}"; there are', known[:8])


def refuse_words(asked: str, lexicon: Lexicon) -> UnknownNameError:
    """Return the refusal of words that stand together in no title, with the likest titles."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a title that was not found pays for it

    words = asked.split()
    if (
        len(words) > 1
        and all(word[0].isupper() for word in words)
        and lexicon.stems.keys().isdisjoint(map(stem, plain_words(asked)))
    ):
        return refuse_unknown_name(asked, "person, post or body", lexicon.leads, lexicon.others)
    labels = sorted({deed.label for deed in lexicon.deeds})
    found = process.extract(asked, labels, scorer=fuzz.token_set_ratio, processor=str.casefold, limit=3, score_cutoff=60)
    advice = "; these are like it" if found else ""
    return UntitledError(f'no action has "{asked}" in its title{advice}', tuple(label for label, _, _ in found))


def refuse_reference(asked: str, lexicon: Lexicon) -> UnknownNameError:
    """Return the refusal of a reference that no action was printed under, with the nearest."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a reference that was not found pays for it

    known = sorted({reference for deed in lexicon.deeds for reference in deed.references})
    near = process.extract(asked, known, scorer=fuzz.ratio, processor=str.casefold, limit=5)
    labels = tuple(label for label, _, _ in near)
    return UnknownNameError(f'no action has the reference "{asked}" in these documents', labels)


def refuse_unplaced(*asked: str) -> UnknownNameError:
    """Return the refusal of words that fit nowhere in a question."""
    words = ", ".join(f'"{words}"' for words in asked)
    return UnknownNameError(f"not understood: {words} could not be placed in the question")


def refuse_date(asked: str, lexicon: Lexicon) -> UnknownNameError:
    """Return the refusal of a date for which no document speaks: about it the documents are silent."""
    known = tuple(f"{paper.title} ({paper.as_of})" for paper in lexicon.papers)
    return NotStatedError(f"no document speaks for {asked}; the documents are", known)


def refuse_quarter(asked: str, first: dt.date) -> UnknownNameError:
    """Return the refusal of a quarter of which it is not said whether the calendar counts it, from ``first`` on."""
    months = [first.replace(month=(first.month + later - 1) % 12 + 1) for later in (0, 2)]
    year = f"{first.year}/{(first.year + 1) % 100:02d}"
    told = (f"between {months[0]:%B} and {months[1]:%B} {first.year}", f"{asked[:2].upper()} {year}")
    return UnknownNameError(f'"{asked}" may be a quarter of the calendar or of the financial year: say which', told)


def refuse_councils(asked: str, publishers: Sequence[str]) -> UnknownNameError:
    """Return the refusal of words that fit several councils."""
    return UnknownNameError(f'"{asked}" fits more than one council: say which', tuple(publishers))


def refuse_papers(asked: str, titles: Sequence[str]) -> UnknownNameError:
    """Return the refusal of words that fit several documents."""
    return UnknownNameError(f'"{asked}" fits more than one document: say which', tuple(titles))
