"""Names as phrases: from a head noun ("Committee", "Street") leftwards over the words that belong to it."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from bvgraph.reading.naming.lexicon import words

_WORD = re.compile(r"[^\s/();:\"“”•>]+")
_REACH = 110
LINKS = ("and", "&", "of", "for", "the", ",")


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(words("phrases", key))


def walk_left(text: str, head: int, links: Container[str] = LINKS) -> int:
    """Where the name starts whose last word or words start at ``head``; ``head`` itself where nothing belongs to it.

    ``links`` are the small words, and the comma, that may stand inside the name.
    """
    floor = max(head - _REACH, 0)
    line = text[floor:head]
    cut = max(line.rfind(c) for c in '\n\t/();:"“”•>')
    tokens = list(_WORD.finditer(text, floor + cut + 1 if cut >= 0 else floor, head))
    if floor and cut < 0:
        tokens = tokens[1:]
    start, i = head, len(tokens) - 1
    while i >= 0 and text[tokens[i].end() : start].isspace() and len(text[tokens[i].end() : start]) == 1:
        step = 0 if start == head and tokens[i][0] in LINKS else _step(tokens, i, links)
        if step == 0:
            break
        i -= step
        start = tokens[i + 1].start()
    return _drop_first(text, [t for t in tokens if t.start() >= start], head)


def _step(tokens: list[re.Match[str]], i: int, links: Container[str]) -> int:
    """How many words to the left belong to the name: 1 for a word, 2 for a link and the word before it, 0 for none."""
    word = tokens[i][0]
    if word in LINKS:
        return 2 if i and word in links and _linked(tokens, i) else 0
    if re.search(r"[.,!?]$|['’]s?$", word):
        genitive = re.search(r"[a-z]['’]s$|s['’]$", word) is not None and word[:-2].rstrip("s").casefold() not in _set(
            "owners"
        )
        listed = "," in links and word.endswith(",") and _listed(tokens, i)
        return 1 if (genitive or listed) and is_capital(word) else 0
    return 1 if is_capital(word) and word.casefold() not in _set("alone") else 0


def is_capital(word: str) -> bool:
    """A word with a capital first letter, or an ampersand's abbreviation; "e-Learning" is none."""
    return word[0].isupper() and not re.fullmatch(r"R?\d.*|[A-Z]\d+\S*", word)


def _linked(tokens: list[re.Match[str]], i: int) -> bool:
    """Tell whether what stands before "and", "of" or "for" belongs to the name."""
    before = tokens[i - 1][0]
    plain = before.casefold().rstrip(",")
    if tokens[i][0] in ("of", "for", "the"):
        return is_capital(before) and plain in _set("take_of")
    own = plain in _set("own_names") or before.rstrip(",").isupper() or re.search(r"['’]s?$", before)
    return is_capital(before) and not own and not before.endswith(".")


def _listed(tokens: list[re.Match[str]], i: int) -> bool:
    """A comma inside a name: an "and" follows within two words ("Planning, Growth and Leisure")."""
    ahead = [t[0] for t in tokens[i + 1 : i + 5]]
    plain = tokens[i][0].casefold().rstrip(",")
    return ("and" in ahead or "&" in ahead) and plain not in _set("own_names") and not tokens[i][0].rstrip(",").isupper()


def _drop_first(text: str, tokens: list[re.Match[str]], head: int) -> int:
    """Without words at the front that only begin a sentence, and links left over."""
    while (
        tokens
        and not (tokens[0][0] == "New" and text[: tokens[0].start()].endswith("he "))
        and tokens[0][0].casefold().rstrip(",") in _set("never_first") | {"&"}
    ):
        tokens = tokens[1:]
    return tokens[0].start() if tokens else head


def key_of(name: str) -> str:
    """What variants of one name have in common: no small words, hyphens or plurals ("Sub Committee", "General Purpose")."""
    plain = re.findall(r"[^\W_]+", name.casefold().replace("'", "").replace("’", ""))
    kept = [w for w in plain if w not in ("and", "of", "for", "the")]
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in kept)


def respell(name: str) -> list[str]:
    """A name with and without the hyphen of "Sub-Committee", and with either sign for "and"."""
    prints = {
        name,
        name.replace("Sub-Committee", "Sub Committee"),
        name.replace(" & ", " and "),
        name.replace(" and ", " & "),
    }
    return sorted(prints)
