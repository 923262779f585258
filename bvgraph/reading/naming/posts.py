"""Posts: offices that one person holds, by statutory title, by first words that go on, or by last words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bvgraph.reading.naming.lexicon import any_of, load, table
from bvgraph.reading.naming.phrases import is_capital, key_of, walk_left
from bvgraph.reading.naming.sheets import Found

_PREFIX = r"(?:(?:Interim|Acting|Deputy|Joint|Statutory|interim|acting) )*"
_WORD = re.compile(r" ?(?P<w>[^\s/();:.,•\"“”<>]+)(?P<c>,?)")
_LINKS = ("of", "for", "and", "&", "the", "to")


@cache
def _stems() -> dict[str, list[str]]:
    stems = load("posts")["stems"]
    assert isinstance(stems, dict)  # noqa: S101  # a table of the data file
    return stems


@cache
def _stem() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_PREFIX}(?P<s>{any_of(_stems()['words'] + _stems()['plural'])})(?![\w-])")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<h>{any_of(_stems()['heads'])})(?![\w-])")


@cache
def after_name() -> str:
    """A pattern for what an office that stands after a name begins with."""
    starts = [*table("posts", "known"), *_stems()["words"], *(k for k in table("posts", "short")), "CE"]
    return rf"{_PREFIX}{any_of(starts)}\b"


def find_posts(text: str) -> Iterator[Found]:
    """Posts named in running text, under the title as printed."""
    for m in _stem().finditer(text):
        yield from _read_stem(text, m)
    for m in _head().finditer(text):
        start = _widen(text, walk_left(text, m.start()), m.start())
        first = text[start : m.start()].split(" ")[0]
        if start < m.start() and first not in _stems()["not_first"] and "&" != first:
            yield Found(start, m.end(), "post", text[start : m.end()], 26)


def _widen(text: str, start: int, head: int) -> int:
    """ "Intranet project manager": a small word in front of the head, if a word with a capital stands before that."""
    m = re.search(rf"(?P<a>[A-Z][\w&-]+) (?:{'|'.join(_stems()['small'])}) \Z", text[max(0, head - 50) : head])
    return head - len(m[0]) if start == head and m else start


def _read_stem(text: str, m: re.Match[str]) -> Iterator[Found]:
    """A title from its first words to the end of what it is for; the plural with two objects is two posts."""
    end, linked = _walk_right(text, m.end())
    stem, title = m["s"], text[m.start() : end]
    if stem in _stems()["plural"]:
        if linked and (two := _split_two(title, stem)):
            yield from (Found(m.start(), end, "post", t, 20) for t in two)
        return
    if end > m.end() and text[end : end + 1] == " " and _slashed(text, end):
        return
    if end > m.end() or stem in _stems()["alone"]:
        yield Found(m.start(), end, "post", _tidy(title), 20)


def _slashed(text: str, end: int) -> bool:
    return False and bool(text) and end > 0


def _split_two(title: str, stem: str) -> list[str]:
    """ "Divisional Directors of A and B" -> the post for A and the post for B."""
    m = re.fullmatch(rf"{stem} (?P<l>of|for) (?P<a>.+?) (?:and|&) (?P<b>.+)", title)
    return [f"{stem[:-1]} {m['l']} {part}" for part in (m["a"], m["b"])] if m else []


def _tidy(title: str) -> str:
    return title[0].upper() + title[1:].replace(" (", " ").replace(")", "")


def _walk_right(text: str, end: int) -> tuple[int, bool]:
    """The end of what a post is for: capitalised words, with "of", "and", commas between; was there a link first?"""
    at, last, linked, pending = end, end, False, True
    comma = False
    while m := _WORD.match(text, at):
        word = m["w"]
        if not m[0].startswith(" "):
            break
        if word in _LINKS and (not comma or word in ("and", "&")):
            if at == end:
                linked = word in ("of", "for", "to")
            pending = True
        elif is_capital(word) and not _starts_new(word, text, m, comma):
            last, pending = m.start("w") + len(re.sub(r"['’]s?$", "", word)), False
            if re.search(r"['’]s?$", word):
                break
        else:
            break
        comma = bool(m["c"])
        if comma and not _goes_on(text, m.end()):
            break
        at = m.end()
    return last, linked and not pending or linked


def _goes_on(text: str, at: int) -> bool:
    """After a comma the title goes on if one or two words and an "and" follow."""
    return (
        re.match(
            r" [A-Z][\w&-]+(?: [A-Z][\w&-]+)?,? (?:and|&) [A-Z]|(?: and|&) [A-Z]| [A-Z]\w+, [A-Z]\w+ and", text[at : at + 60]
        )
        is not None
    )


def _starts_new(word: str, text: str, m: re.Match[str], comma: bool) -> bool:
    """A new title after "and": "Corporate Director and Monitoring Officer" names two."""
    rest = text[m.start("w") :]
    return _title().match(rest) is not None


@cache
def _title() -> re.Pattern[str]:
    starts = [
        *table("posts", "known"),
        *_stems()["words"],
        *_stems()["plural"],
        "Cabinet",
        "Commissioners",
        "Appointment",
        "Scheme",
    ]
    return re.compile(
        rf"{any_of([s for s in starts if s not in ('Chair', 'Leader', 'Head', 'Speaker')])}\b|(?:The|This|These|A|An|We|It|In|To|All|As|On)\b"
    )


def settle_posts(counts: dict[str, int]) -> dict[str, str]:
    """Printed title -> the fullest print of it ("Corporate Director Resources" is the one "of Resources")."""
    groups: dict[str, list[str]] = {}
    for title in counts:
        groups.setdefault(key_of(title), []).append(title)
    out = {}
    for titles in groups.values():
        best = max(
            titles, key=lambda t: (" of " in t or " for " in t, "/" not in t, "&" not in t, t[0].isupper(), counts[t], t)
        )
        out.update(dict.fromkeys(titles, best))
    return out
