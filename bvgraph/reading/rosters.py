"""Whose initials stand in a document: told by its list of those present, or where a name has them in brackets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bvgraph.reading.blocks import Row
from bvgraph.reading.letters import CAPITALS
from bvgraph.reading.naming.forenames import is_ambiguous, is_forename, is_strange
from bvgraph.reading.values import TITLES, classify_lead, names_thing

_WORD = rf"(?:[{CAPITALS}][a-z’'-]?[\w’'-]*\.?|de|van|von|der|le|la)"
_INITIALS = r"[A-Z](?=[A-Za-z]{0,4}[A-Z])[A-Za-z]{1,4}|[A-Z]{1,3}[A-Z][a-z]{1,2}"  # "HS", "MWh", "JMcD"
_SMALL = r"[a-z]{2,4}"  # "hsm", as some minutes have them
_NAME = rf"{_WORD}(?:[ ]{_WORD}){{1,4}}"
_BEHIND = re.compile(
    rf"({_NAME}),? ?[(\[](?:[\w ]+, ?)?({_INITIALS}|{_SMALL})(?:[,;:][^()\[\]]*)?[)\]]"
)  # "Helen Smith (HS)"
_BEFORE = re.compile(  # "HS - Helen Smith", "[HS] Helen Smith"
    rf"(?<![\w&])({_INITIALS})(?: ?(?:[-–=:]|[(\[])|[)\]]) ?({_NAME})"
)
_PRESENT = (
    r"(?:(?:also|those|not|members|governors|trustees|councillors|officers|others|staff|board|committee|panel|group) )*"
    r"(?:present|in attendance|attendees|attending|attended(?: by)?|apologies|attendance|participants|membership|"
    r"members|people|roll ?call|chair|minutes|trustees|directors|absent|invited|guests|observers|also)\b"
)
_ATTENDING = re.compile(rf"(?i:{_PRESENT})(?:[^:]{{0,30}}:| (?={_NAME}(?:,| and )))")
_SITTING = re.compile(
    rf"(?:[A-Z][a-z]+ )?(?:[Pp]anel|[Bb]oard|[Cc]ommittee|[Ss]ecretariat|[Oo]fficials?)(?: [Mm]embers)?: (?={_NAME})"
)
_COUNT = r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+"
_HEADS_NAMES = re.compile(
    rf"(?:{_COUNT})?{_PRESENT}(?: for absence| received| members)?(?: was| were| are)?:?", re.IGNORECASE
)
_NAME_FIRST = re.compile(rf"(?:[-•*·]\s+|{_COUNT})?({_NAME}|[A-Z][\w'’-]+)\s*(?:$|[,(\[;:–—|]|-\s|\s-)")
_HEAD = re.compile(rf"^{_PRESENT}\s", re.IGNORECASE)
_AGAIN = re.compile(rf"[,;]?\s(?=(?:{_PRESENT})\s?:)", re.IGNORECASE)  # "... Ben Roe Apologies: Cy Poe"

_ADDRESSED = re.compile(
    r"(?:[-*•]\s+)?(?:ACTIONS?|Actions?)\s*:\s+(?P<who>[A-Z][\w’'&,/ -]{1,60}):\s+\S"
)  # "Action: Ann: Paint it"
_LONE = re.compile(r"[A-Z][a-zà-ž’'-]+")
_CAME = re.compile(
    r"\W*(?:(?:those|members|also) )*(?:present|in attendance|attend(?:ees|ing|ance)|apologies)\W*", re.IGNORECASE
)
_NICK = re.compile(r"[\w’'-]{2,20}")  # "zed0", among those who came
_SEVERAL = 3  # of these
_MOST_WORDS = 6  # of a name with its title, and initials
_TWICE = 2  # times that somebody is addressed
_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]{2,}")
_ABSTRACT = re.compile(
    r"(?:ions?|ments?|ings?|ances?|ences?|it(?:y|ies)|ness|ures?|ages?|als?|ies|(?<!er)(?<!or)s)$"
)  # no forename
_AND = re.compile(r"\s*[/&,+]\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")
_LISTED = re.compile(rf"\s*,\s*|{_AND.pattern}")  # where "and" behind a comma is no part of a list of names
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_ALL = ("all", "everyone", "everybody")


def split_names(text: str) -> list[str]:
    """The names of several who do one thing: "HS/TL", "Ann and Ben", "Clerk, Chair"."""
    return _AND.split(text)


def cut_aside(name: str) -> str:
    """A name without the remark in brackets behind it ("Ann (for Ben)")."""
    return _ASIDE.sub("", name)


@dataclass(frozen=True, slots=True)
class Roster:
    """The names for which initials stand in a document; those that could be of two people are left out.

    ``parts`` are the first and last names of everybody listed, by which minutes go on to call them; ``small`` the words
    that the document prints in small letters too.
    """

    names: dict[str, str]
    parts: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()

    def calls(self, name: str) -> bool:
        """Tell whether minutes call somebody by this one word: a forename, a name of one of those listed, or "All"."""
        return name in self.parts or name.casefold() in _ALL or (name[:1].isupper() and is_forename(name))

    def may_call(self, name: str) -> bool:
        """Tell whether a lone word before "to" could be a forename, as far as the document and the lists of words tell."""
        if is_ambiguous(name):
            return name[:1].isupper()
        strange = name.casefold() in self.small or is_strange(name) or _ABSTRACT.search(name) is not None
        return re.fullmatch(r"[A-Z][a-zà-ž’'-]+", name) is not None and not strange

    def lists(self, name: str) -> bool:
        """Tell whether a name, a part of one or initials are those of somebody whom the document lists."""
        return self.resolve(name) is not None or name in self.parts or name in self.names.values()

    def knows(self, name: str) -> bool:
        """Tell whether it is somebody's name beyond doubt: one called or listed, a post, a body or a team."""
        return self.calls(name.partition(" ")[0]) or self.lists(name) or classify_lead(name) in ("post", "body", "team")

    def resolve(self, initials: str) -> str | None:
        """The name for initials as printed ("HS", "H.S."); None where the document does not tell."""
        return self.names.get(initials.replace(".", "").replace(" ", ""))


def read_roster(rows: Iterable[Row]) -> Roster:
    """Everyone whom the document names together with initials, or lists as present so that initials tell them apart."""
    stated: dict[str, set[str]] = defaultdict(set)
    listed: dict[str, set[str]] = defaultdict(set)
    listing = False  # a line that heads names stands above, and no line since that is none
    below = False  # names were found beneath it
    small: set[str] = set()
    addressed: Counter[str] = Counter()
    for row in rows:
        texts = [t for t in row.texts if t]
        for text in texts:
            _find_stated(text, stated)
            _find_behind(text, stated)
            small.update(_SMALL_WORD.findall(text))
        addressed.update(_find_addressed(texts))
        _find_beside(texts, stated)
        named = _NAME_FIRST.match(texts[0]) if listing and texts else None
        if len(texts) == 1 and _HEADS_NAMES.fullmatch(texts[0]):
            listing, below = True, False
        elif texts and _lists_present(texts):
            listing = below = True
            for part in _AGAIN.split(" ".join(texts)):
                _find_listed(part, listed)
                addressed.update(_find_forenames(part) * _TWICE)
        elif named:
            below = True
            _find_listed(named[1], listed)
        elif texts or below:
            listing = False
    sure = {k: v for k, v in listed.items() if k not in stated and classify_lead(k) == "other"} | stated
    people = {k: {name for name in v if classify_lead(name) == "person"} for k, v in sure.items()}
    known = {name for names in (*stated.values(), *listed.values()) for name in names}
    words = ([w for w in name.split() if w.casefold().rstrip(".") not in TITLES] for name in known)
    parts = frozenset(w for own in words if own for w in (own[0], own[-1]) if len(w) > 1)
    parts |= {name for name, times in addressed.items() if times >= _TWICE and name.casefold() not in small}
    return Roster({k: next(iter(v)) for k, v in sorted(people.items()) if len(v) == 1}, parts, frozenset(small))


def _find_addressed(texts: list[str]) -> list[str]:
    """The single names between the mark of an action and a colon, and those that a line is nothing but."""
    if len(texts) != 1:
        return []
    m = _ADDRESSED.match(texts[0])
    names = _LISTED.split(m["who"] if m else texts[0])
    return names if all(_LONE.fullmatch(name) and not names_thing(name) for name in names) else []


def _find_forenames(text: str) -> list[str]:
    """Single names of those present, where most are forenames ("Present: Ann, Ben, Strabo"), or of several who came."""
    head, _, rest = text.partition(":")
    names = [name.strip(" .*") for name in rest.split(",")]
    lone = [name for name in names if _LONE.fullmatch(name) and not names_thing(name)]
    came = _CAME.fullmatch(head) and len(names) >= _SEVERAL and all(map(_NICK.fullmatch, names))
    forenames = len(lone) == len(names) > 1 and sum(map(is_forename, lone)) * 2 >= len(lone)
    return lone if came or forenames else []


def _lists_present(texts: list[str]) -> bool:
    """A line that says who was there, or cells of which another one has letters: "Membership | 5,418" lists nobody."""
    attending = _ATTENDING.match(texts[0] if len(texts) == 1 else f"{texts[0]}:") or _SITTING.match(texts[0])
    return attending is not None and (len(texts) == 1 or any(c.isalpha() for text in texts[1:] for c in text))


def initials_of(name: str) -> str:
    """The first letters of a name without its titles ("Mrs Ann de Vries" has ADV)."""
    words = [w for w in re.findall(r"[^\W\d_][\w’']*", name) if w.casefold() not in TITLES]
    return "".join(w[0].upper() for w in words)


def _agrees(name: str, initials: str) -> str | None:
    """The part of the words before initials that these are the initials of; the first and the last letter must agree."""
    words, capitals = name.split(), "".join(c for c in initials if c.isupper())
    if not capitals:
        close = initials[0] == words[0][0].casefold() and words[-1].casefold().startswith(initials[1:])
        return name if close or initials_of(name) == initials.upper() else None
    for start in range(len(words)):
        letters = initials_of(" ".join(words[start:]))
        if letters == capitals or (len(letters) > len(capitals) > 1 and letters[0] + letters[-1] == capitals):
            titled = next((i for i in range(start, 0, -1) if words[i - 1].casefold().rstrip(".") not in TITLES), 0)
            return " ".join(words[titled:])
    return None


def _find_stated(text: str, stated: dict[str, set[str]]) -> None:
    for name, initials in _BEHIND.findall(text) if "(" in text or "[" in text else ():
        if found := _agrees(name, initials):
            stated[initials].add(found)
    for initials, name in _BEFORE.findall(text):
        whole = name.split()
        for end in range(len(whole), 1, -1):
            letters, printed = initials_of(" ".join(whole[:end])), "".join(c for c in initials if c.isupper())
            if letters == printed or ("-" in name and letters[0] + letters[-1] == printed):
                stated[initials].add(" ".join(whole[:end]))
                break


def _find_behind(text: str, stated: dict[str, set[str]]) -> None:
    """A line that begins with a name and its initials ("Cllr Ann Ode AO Isle Council")."""
    words = text.split()[:_MOST_WORDS]
    for end in range(2, len(words)):
        name = " ".join(words[:end])
        if re.fullmatch(_INITIALS, words[end]) and re.fullmatch(_NAME, name) and initials_of(name) == words[end]:
            titled = words[0].casefold().rstrip(".") in TITLES and end > 2
            stated[words[end]].add(" ".join(words[1:end]) if titled else name)


def _find_beside(texts: list[str], stated: dict[str, set[str]]) -> None:
    """A name and its initials in cells side by side."""
    for left, right in pairwise(texts):
        for initials, name in ((left, right), (right, left)):
            named = re.fullmatch(_INITIALS, initials) and len(name) < 60 and re.fullmatch(_NAME, name)
            if named and initials_of(name) == initials:
                stated[initials].add(name)


def _find_listed(text: str, listed: dict[str, set[str]]) -> None:
    for part in re.split(r"[,;:]|\band\b|\n", re.sub(r"\([^)]*\)", "", _HEAD.sub("", text))):
        words = part.split()
        name = re.match(_NAME, part.strip())
        letters = initials_of(name[0]) if name and len(words) < 6 else ""
        if name and 2 <= len(letters) <= 4:
            listed[letters].add(name[0])
