"""Questions as words: each as typed, and in the shape in which words and names are compared."""

import re
import unicodedata
from typing import Final, NamedTuple

LONGEST: Final = 60
"""A question of more words than this is not read: nobody asks so much at once, and finding that out would take long."""

_CONTRACTIONS: Final = (
    (re.compile(r"\bcan['’]?t\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon['’]t\b", re.IGNORECASE), "will not"),
    (re.compile(r"n['’]t\b", re.IGNORECASE), " not"),
    (re.compile(r"\b(did|does|was|were|has|have|had|is|are)nt\b", re.IGNORECASE), r"\1 not"),
    (re.compile(r"['’]ll\b", re.IGNORECASE), " will"),
    (re.compile(r"['’](?:ve|re|d)\b", re.IGNORECASE), ""),
)
_TOKEN: Final = re.compile(r"['’]s\b|(?<=[sS])['’](?=\s|$)|[^\W_]+|[%<>=+]", re.IGNORECASE)


class Token(NamedTuple):
    """A word of a question: ``text`` as typed, ``word`` without case and accents, and where it stands."""

    text: str
    word: str
    start: int
    end: int


def spell_out(question: str) -> str:
    """Return a question in one line, with contractions spelt out.

    >>> spell_out("Which  didn't slip?")
    'Which did not slip?'
    """
    text = " ".join(question.split())
    for pattern, replacement in _CONTRACTIONS:
        text = pattern.sub(replacement, text)
    return text


def tokenise(text: str) -> tuple[Token, ...]:
    """Return the words of a text; the mark of a possessive is a word of its own, "'s".

    >>> [token.word for token in tokenise("Zoë's R3.9 at 100%")]
    ['zoe', "'s", 'r3', '9', 'at', '100', '%']
    """
    return tuple(_token(match) for match in _TOKEN.finditer(text))


def fold(text: str) -> str:
    """Return a word without case and accents."""
    if text.isascii():
        return text.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def _token(match: re.Match[str]) -> Token:
    mark = match[0][0] in "'’"
    return Token(match[0], "'s" if mark else fold(match[0]), match.start(), match.end())
