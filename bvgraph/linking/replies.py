"""Reviews from outside a plan - inspections, peer reviews, audits, named reports - that its actions say they answer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, cast

from bvgraph.linking.sentences import quote, split_sentences
from bvgraph.records import Action, Copy, Document, Entry, Passage, Reading, Reply, Span

_CAPITAL: Final = r"[A-Z][\w&'’-]*"
_SMALL: Final = r"(?:of|and|the|for|on|into|in|&)"
_MOST: Final = 40  # recommendations that a printed range can stand for


class _Answer(NamedTuple):
    review: str
    numbers: tuple[str, ...]
    says: str
    spans: tuple[Span, ...]


def find_replies(readings: Sequence[Reading], actions: Sequence[Action], copies: Iterable[Copy] = ()) -> list[Reply]:
    """Return what each action says it answers, once for each entry, review and recommendation.

    A comment that was copied forward says it where it stood first, and not again.
    """
    copied = {copy.later for copy in copies}
    entries = {e.id: (replace(e, comment=None) if e.id in copied else e, r.document) for r in readings for e in r.entries}
    out: dict[tuple[str, str, str | None], Reply] = {}
    for action in actions:
        for key in action.entries:
            for answer in read_entry(*entries[key]):
                for number in answer.numbers or (None,):
                    reply = Reply(action.id, key, answer.review, number, answer.says, answer.spans)
                    out.setdefault((key, answer.review.casefold(), number), reply)
    return list(out.values())


def read_entry(entry: Entry, document: Document) -> list[_Answer]:
    """Return the reviews that an entry answers; bare numbers of recommendations are those of the only one it names."""
    found, loose = [], []
    for passage in (entry.title, entry.comment, entry.planned):
        if passage is None:
            continue
        for start, end in split_sentences(passage.text):
            sentence = passage.text[start:end]
            named = list(_read_sentence(sentence))
            found += [_Answer(name, numbers, sentence, _spans(passage, start, end, document)) for name, numbers in named]
            if not named and (m := _pattern("loose").search(sentence)):
                numbers = split_numbers(m["numbers"])
                loose.append(_Answer("", numbers, sentence, _spans(passage, start, end, document)))
    names = {answer.review.casefold() for answer in found}
    if len(names) == 1:
        found += [answer._replace(review=found[0].review) for answer in loose]
    return found


def _spans(passage: Passage, start: int, end: int, document: Document) -> tuple[Span, ...]:
    return quote(passage, start, end, document)


def split_numbers(text: str) -> tuple[str, ...]:
    """Take numbers apart and write ranges out.

    >>> split_numbers("3, 5 and 7-9")
    ('3', '5', '7', '8', '9')
    """
    out: list[str] = []
    for part in re.split(r", and |, & |, ?| and | & ", text):
        ends = re.split(r" to |[-–]", part)
        if len(ends) == 2 and all(e.isdigit() for e in ends) and 0 < int(ends[1]) - int(ends[0]) < _MOST:
            out += map(str, range(int(ends[0]), int(ends[1]) + 1))
        else:
            out += ends
    return tuple(dict.fromkeys(out))


@cache
def _load() -> dict[str, object]:
    return tomllib.loads(files(__package__).joinpath("data/reviews.toml").read_text("utf-8"))


@cache
def _parts() -> dict[str, str]:
    """The parts of patterns, with the names: of a known body, with or without what it wrote, or the title of a report."""
    bodies = "|".join(re.escape(n) for n in sorted(cast(list[str], _load()["names"]), key=len, reverse=True))
    heads = "|".join(re.escape(n) for n in sorted(cast(list[str], _load()["heads"]), key=len, reverse=True))
    between = rf"(?: (?:{_CAPITAL}|{_SMALL})(?= )){{0,5}}?"
    body = rf"\b(?:{bodies})\b(?:['’]s)?(?:{between} (?i:{heads})\b)?"
    title = rf"\b{_CAPITAL}(?: (?:{_CAPITAL}|{_SMALL})){{0,5}} (?:{heads})\b"
    named = rf"(?P<name>(?-i:{body}|{title}))"
    return {**cast(dict[str, str], _load()["parts"]), "name": named, "named": named}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return _compile(cast(dict[str, str], _load()["patterns"])[name])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(map(_compile, cast(dict[str, list[str]], _load()["patterns"])["list"]))


def _compile(pattern: str) -> re.Pattern[str]:
    while (filled := re.sub(r"(?<!\?P)<(\w+)>", lambda m: _parts()[m[1]], pattern)) != pattern:
        pattern = filled
    return re.compile(pattern, re.IGNORECASE)


def _read_sentence(sentence: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in _patterns():
        for m in pattern.finditer(sentence):
            name = _trim(m["name"])
            if name and not _pattern("negated").search(sentence[: m.start()]):
                numbers = m.groupdict().get("numbers")
                yield name, split_numbers(numbers) if numbers else ()


def _trim(name: str) -> str:
    """The name without an article or a verb in front; empty if no title is left."""
    unwanted = cast(list[str], _load()["not_names"])
    words = name.split()
    while words and words[0].casefold() in unwanted:
        words = words[1:]
    known = any(words[:1] and " ".join(words).startswith(n) for n in cast(list[str], _load()["names"]))
    trimmed = re.sub(r"['’]s?$", "", " ".join(words))
    return trimmed if known or len(words) > 1 else ""
