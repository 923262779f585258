"""Sentences of a text, and the way back from a stretch of it to the places in the document that it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bvgraph.reading.pages import find_printed
from bvgraph.records import Document, Passage, Span

# A full stop ends no sentence after an abbreviation, an initial or a number in a list; a bullet always begins one.
_END = re.compile(
    r"(?<![.\s][A-Za-z])(?<!\bapprox)(?<!\bincl)(?<!\binc)(?<!\bNo)(?<!\bSt)[.!?]+[\"'”’)]?(?=\s|$)"
    r"|;(?=\s)|\s(?=[•○●▪\uf0b7] )"
)


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of ``text`` starts and ends; its bullet and the white space around it are left out.

    >>> text = "Agreed 3.5.24. Then it slipped;  • so what"
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['Agreed 3.5.24.', 'Then it slipped;', 'so what']
    """
    start = 0
    for end in [*(m.end() for m in _END.finditer(text)), len(text)]:
        a, b = start, end
        while a < b and not text[a].isalnum() and text[a] not in "([£\"'“‘":
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            yield a, b
        start = end


def quote(passage: Passage, start: int, end: int, document: Document) -> tuple[Span, ...]:
    """Return the places of ``passage.text[start:end]``, one for each line; all of the passage's if they cannot be told."""
    places = [(span, at) for span in passage.spans for at in _printed(span)]
    letters = [i for i, character in enumerate(passage.text) if not character.isspace()]
    whole = "".join(passage.text[i] for i in letters)
    if whole != "".join(document.text[at] for _, at in places):
        return passage.spans
    lines: dict[Span, list[int]] = {}
    for i, (span, at) in zip(letters, places, strict=True):
        if start <= i < end:
            lines.setdefault(span, []).append(at)
    return tuple(
        Span(span.document, span.line, at[0], at[-1] + 1, document.text[at[0] : at[-1] + 1]) for span, at in lines.items()
    )


def _printed(span: Span) -> Iterator[int]:
    """Yield where in the document each character of a span stands that is neither white space nor markup."""
    return (span.start + i for i in find_printed(span.text))
