"""Markdown -> an extracted text with the same line numbers: tables row by row, links as their words.

The format: CommonMark (https://spec.commonmark.org/) with the tables and struck-out text of GitHub
(https://github.github.com/gfm/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bvgraph.errors import CorpusError
from bvgraph.reading.formats.lines import Cell, Extract, Line, Lines, flatten
from bvgraph.reading.formats.plain import decode_file
from bvgraph.reading.formats.settling import Settler
from bvgraph.reading.formats.struck import mark_struck
from bvgraph.reading.formats.trees import INSTALL

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][\w /&'’()-]{1,40}:(?:\s|$)")
_STRUCK = re.compile(r"<(?P<end>/?)(?:s|del|strike)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|div|p|sub|sup|small|del|ins|center|font|img|details|summary)\b[^<>]*>", re.IGNORECASE
)


def read_markdown(name: str, data: bytes, document: str) -> Extract:
    """The text of a Markdown file; every paragraph and row stands on the line on which it starts in the file.

    Raises CorpusError where the file is no text or holds none, or markdown-it-py is not installed.
    """
    try:
        from markdown_it import MarkdownIt  # noqa: PLC0415 - only who reads such a file needs it
    except ImportError as e:
        raise CorpusError(f"{name}: {INSTALL}") from e
    text, problems = decode_file(name, data, document)
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text.lstrip("\ufeff"))
    lines = Lines(name, document)
    lines.problems += problems
    settler = Settler(lines, parting=False)
    placed = dict[int, str]()
    for start, row in _find_lines(tokens, settler):
        placed[start] = f"{placed[start]} {row}" if start in placed else row
    if not any(placed.values()):
        raise CorpusError(f"{name}: there is no text in it. Is it the right file?")
    out = "\n".join(placed.get(i, "") for i in range(max(placed) + 1)) + "\n"
    return Extract(out, (), tuple(lines.problems))


def _find_lines(tokens: Sequence[Token], settler: Settler) -> Iterator[tuple[int, str]]:
    """The paragraphs and rows with the number of the line, counted from 0, on which each starts."""
    table: list[tuple[int, Line]] = []
    for token in tokens:
        if token.type == "tr_open":
            table.append((token.map[0] if token.map else 0, Line([])))
        elif token.type == "table_close":
            settler.settle([row for _, row in table])
            yield from ((at, "\t".join(flatten(cell.text) for cell in row.cells)) for at, row in table)
            table = []
        elif token.type == "inline" and token.map:
            text = _read_inline(token)
            if table:
                table[-1][1].cells.append(Cell(text.replace("\n", " "), parts=tuple(text.split("\n"))))
            else:
                yield from _place(text, token.map[0])
        elif token.type in ("fence", "code_block", "html_block") and token.map:
            start = token.map[0] + (token.type == "fence")
            content = _TAG.sub("", _BREAK.sub(" ", token.content)) if token.type == "html_block" else token.content
            yield from ((start + i, flatten(line)) for i, line in enumerate(content.splitlines()))


def _place(text: str, start: int) -> Iterator[tuple[int, str]]:
    """A paragraph on its first line; what stands behind a hard line end in a line of its own."""
    yield from ((start + i, flatten(part)) for i, part in enumerate(text.split("\n")))


def _read_inline(token: Token) -> str:
    """The words of a paragraph or cell; wrapped lines are joined, but a label starts a line ("Lead: Ann Ode")."""
    out: list[tuple[str, bool]] = []
    for line in _split_lines(token):
        words = "".join(text for text, _ in line)
        if out and not words.startswith("\n"):
            out.append(("\n" if _LABEL.match(words) else " ", out[-1][1] and line[0][1]))
        out += line
    return mark_struck(out)


def _split_lines(token: Token) -> list[list[tuple[str, bool]]]:
    """The runs of a paragraph by line, each with whether it is struck out; a hard line end starts its line."""
    lines: list[list[tuple[str, bool]]] = [[]]
    struck = 0
    for child in token.children or ():
        if child.type in ("s_open", "s_close"):
            struck += 1 if child.type == "s_open" else -1
        elif child.type in ("text", "code_inline", "image"):
            lines[-1].append((child.content, struck > 0))
        elif child.type in ("softbreak", "hardbreak"):
            lines.append([("\n", struck > 0)] if child.type == "hardbreak" else [])
        elif child.type == "html_inline" and (m := _STRUCK.fullmatch(child.content)):
            struck += -1 if m["end"] else 1
        elif child.type == "html_inline":
            lines[-1].append(("\n" if _BREAK.fullmatch(child.content) else _TAG.sub("", child.content), struck > 0))
    return [line for line in lines if line]
