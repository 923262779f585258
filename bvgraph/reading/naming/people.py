"""People: those whom entries name as leads, and those whom a text names by the shape of a name and what stands by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rapidfuzz.distance import OSA

from bvgraph.reading.naming.forenames import is_ambiguous, is_forename, is_strange
from bvgraph.reading.naming.lexicon import any_of, lists, load, words
from bvgraph.reading.naming.sheets import Found

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){1,3}(?=[A-Z](?:['’][A-Z])?[^\W\d_]{2,})")
_GENITIVE = re.compile(r"['’]s$")


@cache
def _set(name: str, key: str) -> frozenset[str]:
    """A string or list of words of a data file, for looking up."""
    held = load(name)[key]
    return frozenset(held.split() if isinstance(held, str) else words(name, key))


@cache
def _before() -> re.Pattern[str]:
    cues, titles = any_of(words("people", "cues")), any_of(words("people", "titles"))
    return re.compile(rf"(?<!\w)(?P<c>(?i:{cues}))[:,]? ?\Z|(?<!\w)(?P<t>(?i:{titles}))\.? \Z")


@cache
def _after(posts: str) -> re.Pattern[str]:
    return re.compile(rf",? ?\(?(?:the |our |interim |acting )*(?:{posts})|,? (?i:{any_of(words('people', 'follow'))})\b")


def _may_be_forename(word: str) -> bool:
    return is_forename(word) or is_ambiguous(word)


def _capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and any(c.islower() for c in word)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Capitalised words in a row, with a single space between them; particles of names may stand among them."""
    run: list[re.Match[str]] = []
    particles = _set("people", "particles")
    for m in _WORD.finditer(text):
        near = bool(run) and text[run[-1].end() : m.start()] == " "
        if run and not near:
            yield run
            run = []
        if _capitalised(m[0]) or (run and m[0].split("-")[0] in particles):
            run.append(m)
        elif run:
            yield run
            run = []
    if run:
        yield run


def find_people(text: str, posts: str, common: frozenset[str]) -> Iterator[Found]:
    """People named in running text, under the name as printed.

    ``posts`` is a pattern for what an office begins with; ``common`` holds the words that the documents print in small
    letters, which are no names where nothing but the capital speaks for one.
    """
    for run in _runs(text):
        if len(run) > 1 or _before().search(text, max(0, run[0].start() - 12), run[0].start()):
            yield from _read_run(text, run, posts, common)
    for m in _INITIALS.finditer(text):
        name = _WORD.match(text, m.end())
        if name and not _is_never(name[0]) and name[0].casefold() not in common and not name[0].isupper():
            yield Found(m.start(), _end(name), "person", text[m.start() : _end(name)], 12)


def _is_never(word: str) -> bool:
    return is_strange(_GENITIVE.sub("", word))


def _read_run(text: str, run: list[re.Match[str]], posts: str, common: frozenset[str]) -> Iterator[Found]:
    """The person in a row of capitalised words: at most one, at its end where titles or offices stand in front."""
    titled = run[0][0].casefold() in _set("people", "titles")
    name = _trim(_pick(run[1:] if titled else run, titled=titled))
    if not name or len(name) > 4 or any(_is_never(m[0]) for m in name):
        return
    start, end = name[0].start(), _end(name[-1])
    if end - start < 4 or _is_place([m[0] for m in name], text[end : end + 8], titled=titled):
        return
    cue = _before().search(text, max(0, start - 24), start)
    titled = titled or bool(cue and cue["t"])
    supported = titled or cue is not None or _after(posts).match(text, end) is not None
    if _is_name([m[0] for m in name], titled, supported, common):
        yield Found(start, end, "person", text[start:end], 12)


def _pick(run: list[re.Match[str]], *, titled: bool) -> list[re.Match[str]]:
    """The words from the first forename on; all of them after a title, or where none is a word of another trade."""
    strange = any(_is_never(m[0]) for m in run)
    if titled and not strange:
        return run
    first = next((i for i, m in enumerate(run) if _may_be_forename(m[0]) and not _is_never(m[0])), None)
    return run[first:] if first is not None else [] if strange else run


def _is_place(name: list[str], after: str, *, titled: bool) -> bool:
    """A ward or an estate, or three words or more that end like a street ("Peter Hill" may be a person)."""
    street = len(name) > 2 and not titled and name[-1] in words("venues", "heads")
    return street or after.casefold().startswith((" ward", " estate", " house"))


def _trim(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """Up to the first genitive ("Jane Smith's Report"), or to a word that begins a sentence or an office after it."""
    at = next((i for i, m in enumerate(run) if _GENITIVE.search(m[0])), len(run))
    cut = next((i for i, m in enumerate(run) if i > 1 and _is_never(m[0]) and m[0] not in _heads()), len(run))
    return run[: min(at + 1, cut)]


@cache
def _heads() -> frozenset[str]:
    """Last words of the names of places, bodies and organisations: before these stands no person."""
    listed = [*words("venues", "heads"), *words("bodies", "heads"), *lists("organisations", "heads")["words"]]
    return frozenset(listed)


def _end(last: re.Match[str]) -> int:
    """Where a name ends, without the ending of a genitive."""
    return last.start() + len(_GENITIVE.sub("", last[0]))


def _is_name(name: list[str], titled: bool, supported: bool, common: frozenset[str]) -> bool:
    if len(name) == 1:
        return titled and name[0].casefold() not in common
    rest = [w.casefold() for w in name[1:]]
    if is_forename(name[0]):
        return supported or not all(w in common for w in rest)
    if is_ambiguous(name[0]):
        return supported or not any(w in common for w in rest)
    return supported and not any(w.casefold() in common for w in name if w not in _set("people", "particles"))


def resolve_people(counts: Mapping[str, int]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Printed name -> the name of the person, and printed name -> those that it may be, where that stays open.

    Initials, single names and misprints go to a person whom only they fit; a misprint to a name that is printed more
    often and is nearer to it than any other.
    """
    full = {n: c for n, c in counts.items() if " " in n and not _INITIALS.match(n)}
    out: dict[str, str] = {}
    apart: dict[str, tuple[str, ...]] = {}
    for name in sorted(full, key=lambda n: (-full[n], n)):
        near = _find_near(name, out)
        out[name] = near[0] if len(near) == 1 and full[near[0]] > full[name] else name
        if near and out[name] == name:
            apart[name] = tuple(near)
    persons = sorted(set(out.values()))
    for name in counts:
        if name not in full:
            fits = [p for p in persons if _fits(name, p)]
            rivals = [p for p in persons if p.split()[-1] == name.split()[-1]]
            out[name] = fits[0] if len(fits) == 1 and len(rivals) <= 1 else name
            if fits and out[name] == name:
                apart[name] = tuple(sorted({*fits, *rivals} - {name}))
    return out, apart


def _find_near(name: str, known: Mapping[str, str]) -> list[str]:
    """The persons of whose names this one is a misprint, of these the nearest."""
    apart = {m: OSA.distance(name.casefold(), m.casefold()) for m in known if _is_misprint(name, m)}
    return sorted({known[m] for m, d in apart.items() if d == min(apart.values())})


_DOUBLE = re.compile(r"(?<=[\t\n])[A-Z][a-z]+ [A-Z][a-z'’-]+(?=[\t\n])")


def find_doubles(text: str, persons: Iterable[str]) -> Iterator[Found]:
    """A cell of two words that is a misprint of the one person it is near to, as scanning prints a line twice."""
    known = sorted(p for p in persons if p.count(" ") == 1)
    for m in _DOUBLE.finditer(text):
        first, last = m[0].split()
        if _may_be_forename(first) or _is_never(first) or _is_never(last):
            continue
        near = [p for p in known if _is_misread(m[0], p)]
        if len(near) == 1:
            yield Found(m.start(), m.end(), "person", near[0], 13)


def _is_misread(cell: str, person: str) -> bool:
    pairs = list(zip(cell.casefold().split(), person.casefold().split(), strict=True))
    return cell != person and all(len(b) > 3 and OSA.distance(a, b) <= len(b) // 3 for a, b in pairs)


def _is_misprint(name: str, other: str) -> bool:
    """Word for word the same but for one letter each, and a changed forename is no forename of its own."""
    a, b = name.casefold().split(), other.casefold().split()
    if len(a) != len(b) or name == other:
        return False
    apart = [OSA.distance(x, y) for x, y in zip(a, b, strict=True)]
    if any(d > max(1, len(x) // 3) or (d and len(x) < 4) for d, x in zip(apart, a, strict=True)) or sum(apart) > 3:
        return False
    return not (apart[0] and _may_be_forename(a[0])) and (apart[0] == 0 or sum(apart) == 1 or not _may_be_forename(a[0]))


def _fits(name: str, person: str) -> bool:
    """Initials and a family name fit a person, and so does a forename alone."""
    if " " not in name and not _INITIALS.match(name):
        return person.split(maxsplit=1)[0] == name
    return person.rsplit(maxsplit=1)[-1] == name.rsplit(maxsplit=1)[-1].rsplit(".", maxsplit=1)[-1] and person[0] == name[0]
