"""Posts: offices that one person holds, by statutory title, by first words that go on, or by last words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bvgraph.reading.naming.abbreviations import initials
from bvgraph.reading.naming.forenames import is_forename
from bvgraph.reading.naming.lexicon import any_of, lists, table
from bvgraph.reading.naming.phrases import is_capital, key_of, walk_left
from bvgraph.reading.naming.sheets import Found

_PREFIX = r"(?:(?:Interim|Acting|Deputy|Joint|Statutory|interim|acting) )*"
_WORD = re.compile(r" ?(?P<w>[^\s/();:.,•\"“”<>]+)(?P<c>,?)")
_LINKS = ("of", "for", "and", "&", "the", "to")


def _stems() -> dict[str, list[str]]:
    return lists("posts", "stems")


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
        first = text[start : m.start()].split(" ", 1)[0]
        if start < m.start() and first not in _stems()["not_first"] and first != "&":
            end = _double(text, m.end())
            yield Found(start, end, "post", re.sub(r" ?/ ?", "/", text[start:end]), 26)


def _widen(text: str, start: int, head: int) -> int:
    """Take in "Archive project manager": a small word in front of the head, if a word with a capital stands before that."""
    m = re.search(rf"(?P<a>[A-Z][\w&-]+) (?:{'|'.join(_stems()['small'])}) \Z", text[max(0, head - 50) : head])
    return head - len(m[0]) if start == head and m else start


def _double(text: str, end: int) -> int:
    """Take in "Site Manager/ Catering lead": a role printed small after a slash is the other half of the title."""
    m = re.match(r" ?/ ?[A-Z][\w&-]+ (?:lead|manager|officer)(?!\w)", text[end : end + 50])
    return end + m.end() if m else end


def _read_stem(text: str, m: re.Match[str]) -> Iterator[Found]:
    """A title from its first words to the end of what it is for; the plural with two objects is two posts."""
    end, linked = _walk_right(text, m.end(), m["s"])
    stem, title = m["s"], text[m.start() : end]
    if stem in _stems()["plural"]:
        if linked and (two := _split_two(title, stem)):
            yield from (Found(m.start(), end, "post", t, 20) for t in two)
        return
    if end > m.end() or stem in _stems()["alone"]:
        yield Found(m.start(), end, "post", _tidy(title), 20)


def _split_two(title: str, stem: str) -> list[str]:
    """Split "Divisional Directors of A and B" into the post for A and the post for B."""
    m = re.fullmatch(rf"{stem} (?P<l>of|for) (?P<a>.+?) (?:and|&) (?P<b>.+)", title)
    return [f"{stem[:-1]} {m['l']} {part}" for part in (m["a"], m["b"])] if m else []


def _tidy(title: str) -> str:
    return title[0].upper() + title[1:].replace(" (", " ").replace(")", "")


def _walk_right(text: str, end: int, stem: str) -> tuple[int, bool]:
    """The end of what a post is for: capitalised words, with "of", "and", commas between; and whether a link came first."""
    first = _WORD.match(text, end)
    if first is None or first["w"] in ("and", "&", "to", "the") or not first[0].startswith(" "):
        return end, False
    linked = first["w"] in ("of", "for")
    if not linked and " " not in stem and stem != "Chair":
        return end, False
    at, last = end, end
    while (m := _WORD.match(text, at)) and m[0].startswith(" ") and not _begins_other(text, m):
        if (stem == "Mayor" and m["w"] in ("and", "&")) or (
            at > end and m["w"] in ("of", "for", "to") and m["w"] == first["w"]
        ):
            break
        if m["w"] not in _LINKS:
            if not is_capital(m["w"]):
                break
            genitive = re.search(r"['’]s?$", m["w"])
            owned = genitive is not None and re.match(r" [A-Z]", text[m.end() : m.end() + 2]) is not None
            last = m.start("w") + (genitive.start() if genitive and not owned else len(m["w"]))
            if (genitive and not owned) or (m["c"] and not _goes_on(text, m.end())):
                break
        at = m.end()
    return last, linked


def _begins_other(text: str, m: re.Match[str]) -> bool:
    """Another title begins, or the name of the person in the post ("Director of Finance Ann Ode")."""
    named = is_forename(m["w"]) and re.match(r" [A-Z]", text[m.end() : m.end() + 2]) is not None
    return named or _title().match(text, m.start("w")) is not None


def _goes_on(text: str, at: int) -> bool:
    """After a comma the title goes on if one to four words and an "and" follow."""
    return re.match(r"(?: [A-Z][\w&-]+,?){1,4} (?:and|&) [A-Z]", text[at : at + 80]) is not None


@cache
def _title() -> re.Pattern[str]:
    """What begins another name or a sentence: "Corporate Director and Monitoring Officer" names two posts."""
    starts = [
        *table("posts", "known"),
        *_stems()["words"],
        *_stems()["plural"],
        "Cabinet",
        "Commissioners",
        "Appointment",
        "Scheme",
    ]
    long = [s for s in starts if s not in ("Chair", "Leader", "Head", "Speaker")]
    return re.compile(rf"{any_of(long)}\b|(?:The|This|These|A|An|We|It|In|To|All|As|On)\b")


def settle_posts(counts: dict[str, int]) -> dict[str, str]:
    """Printed title -> the fullest print of it ("Corporate Director Housing" is the one "of Resources")."""
    groups: dict[str, list[str]] = {}
    for title in counts:
        groups.setdefault(key_of(title), []).append(title)
    out = {}
    for titles in groups.values():
        best = max(
            titles, key=lambda t: (" of " in t or " for " in t, "/" not in t, "&" not in t, t[0].isupper(), counts[t], t)
        )
        out.update(dict.fromkeys(titles, best))
    for title in counts:
        out[title] = _spell_out(title, sorted(set(out.values()))) or out[title]
    return out


def _spell_out(title: str, known: list[str]) -> str | None:
    """Spell out "Director of PGL": the one known post with the same first words whose last words the capitals stand for."""
    m = re.fullmatch(r"(?P<s>.+? (?:of |for )?)(?P<a>[A-Z]{2,5})", title)
    if m is None:
        return None
    fits = [k for k in known if k != title and k.startswith(m["s"]) and m["a"] in initials(k[len(m["s"]) :])]
    return fits[0] if len(fits) == 1 else None
