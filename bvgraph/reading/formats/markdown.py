"""Markdown -> an extracted text with the same line numbers: tables row by row, links as their words.

The format: CommonMark (https://spec.commonmark.org/) with the tables and struck-out text of GitHub
(https://github.github.com/gfm/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bvgraph.errors import CorpusError
from bvgraph.reading.blocks import Clean, Row
from bvgraph.reading.boxes import BOX
from bvgraph.reading.formats.embedded import may_hold_table, take_tables
from bvgraph.reading.formats.lines import BULLET, Cell, Extract, Line, Lines, flatten
from bvgraph.reading.formats.plain import decode_file
from bvgraph.reading.formats.settling import Settler, as_row
from bvgraph.reading.formats.struck import mark_struck
from bvgraph.reading.formats.trees import INSTALL
from bvgraph.reading.imperatives import names_plan_of_actions
from bvgraph.reading.plans import calls_itself_plan, heads_points
from bvgraph.reading.points import heads_actions
from bvgraph.reading.values import is_status

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK = re.compile(r"<(?:br\s*/?|li)>", re.IGNORECASE)
_REFERENCE = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]^][^\[\]]*)\]\[[^\[\]]*\]")  # to what the file does not define
_NAMED = re.compile(r"\[[A-Za-z][\w’' -]{2,}\](?:[,;/& ]+\[[A-Za-z][\w’' -]{2,}\])*")  # nothing but such, in brackets alone
_NOTE = re.compile(r"(?<=\S)\[\^[\w-]+\](?!:)")  # the mark of a footnote
_HEADING = re.compile(r"^(#{2,6})(?=[A-Z])", re.MULTILINE)  # which some writers set right before the words
_RULE = re.compile(r"^\|(?:[ :]*(?:=+|-+)[ :]*\|)+[ \t]*$", re.MULTILINE)  # beneath the heads of a table, for dashes
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BRACKETS = str.maketrans("", "", "[]")
_LOWEST = 7  # the level of a heading that is set as a paragraph
_LABEL = re.compile(r"[A-Z][\w /&'’()-]{1,40}:(?:\s|$)")
_STRUCK = re.compile(r"<(?P<end>/?)(?:s|del|strike)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|div|p|sub|sup|small|del|ins|center|font|img|details|summary|ul|ol|li)\b[^<>]*>",
    re.IGNORECASE,
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
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    source = _RULE.sub(lambda m: m[0].replace("=", "-"), _HEADING.sub(r"\1 ", text.lstrip("\ufeff")))
    tokens, tables = parser.parse(source), list[list[tuple[int, Line]]]()
    if starts := [*_find_tables(tokens)]:
        source, tables = take_tables(name, source, starts, parser.render)
        tokens = parser.parse(source)
    lines = Lines(name, document)
    lines.problems += problems
    settler = Settler(lines, parting=False)
    placed = {start: row for table in tables for start, row in _settle(table, Settler(lines))}
    titles = [line.strip("# ") for line in text.splitlines()]
    section = _Section(calls_itself_plan(titles), names_plan_of_actions(titles))
    for start, row in _find_lines(tokens, settler, section):
        placed[start] = f"{placed[start]} {row}" if start in placed else row
    if not any(placed.values()):
        raise CorpusError(f"{name}: there is no text in it. Is it the right file?")
    out = "\n".join(placed.get(i, "") for i in range(max(placed) + 1)) + "\n"
    return Extract(out, (), tuple(lines.problems))


def _find_lines(tokens: Sequence[Token], settler: Settler, section: _Section) -> Iterator[tuple[int, str]]:
    """The paragraphs and rows with the number of the line, counted from 0, on which each starts."""
    table: list[tuple[int, Line]] = []
    for token in tokens:
        section.enter(token)
        if token.type == "tr_open":
            table.append((token.map[0] if token.map else 0, Line([])))
        elif token.type == "table_close":
            yield from _settle(table, settler)
            table = []
        elif token.type == "inline" and token.map:
            text = _read_inline(token, done=section.lists)
            if table:
                text = text.translate(_BRACKETS) if _NAMED.fullmatch(text.strip()) else text
                table[-1][1].cells.append(Cell(text.replace("\n", " "), parts=tuple(text.split("\n"))))
            else:
                yield from _place(section.mark(text), token.map[0])
        elif token.type in ("fence", "code_block", "html_block") and token.map:
            start = token.map[0] + (token.type == "fence")
            content = _strip_tags(token.content) if token.type == "html_block" else token.content
            yield from ((start + i, flatten(line)) for i, line in enumerate(content.splitlines()))


def _strip_tags(content: str) -> str:
    """What a block of HTML shows, line by line."""
    seen = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), content)
    return _TAG.sub("", _BREAK.sub(" ", seen))


def _find_tables(tokens: Sequence[Token]) -> Iterator[int]:
    """The lines on which a table in HTML may begin: neither in a comment nor in what is shown as code."""
    for token in tokens:
        if token.type == "html_block" and token.map and not token.level and not token.content.lstrip().startswith("<!--"):
            yield from (token.map[0] + i for i, line in enumerate(token.content.split("\n")) if may_hold_table(line))


def _settle(table: Sequence[tuple[int, Line]], settler: Settler) -> Iterator[tuple[int, str]]:
    """The rows of a table, with what their marks and colours say put into words."""
    settler.settle([row for _, row in table])
    _mark_points([row for _, row in table])
    yield from ((at, "\t".join(flatten(cell.text) for cell in row.cells)) for at, row in table)


@dataclass(slots=True)
class _Section:
    """Where in the text the reading stands: beneath a heading of actions, whose ``level`` it is, and in which lists.

    ``plan`` tells that the document calls itself one, ``named`` that its name is that of a plan of actions.  ``level`` is 0
    where no heading of actions stands above; a paragraph may be one too, of the lowest level, and so may an item: what it
    heads stands in no list that it is in (``headed``).
    """

    plan: bool
    named: bool = False
    level: int = 0
    heading: int = 0
    item: bool = False
    count: int = 0
    headed: tuple[int, ...] = ()
    open: list[int] = field(default_factory=list)

    def enter(self, token: Token) -> None:
        """Take note of what a token begins or ends."""
        if token.type == "heading_open":
            self.heading = int(token.tag[1])
            self.level = 0 if self.heading <= self.level else self.level
        elif token.type == "heading_close":
            self.heading = 0
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            self.count += 1
            self.open.append(self.count)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.open.pop()
        elif token.type == "list_item_open":
            self.item = True

    @property
    def lists(self) -> bool:
        """A list of actions is at hand."""
        return (self.named or self.level > 0) and bool(self.open) and self.open[-1] not in self.headed

    def mark(self, text: str) -> str:
        """The text of a paragraph; with a bullet in front if it is a point of a list of actions."""
        first, self.item = self.item, False
        row = Row(0, (Clean.supply(flatten(text)),))
        if first and text.endswith(":") and self.level in (0, _LOWEST) and text.strip(": "):
            self.level, self.headed = (_LOWEST, tuple(self.open)) if heads_points(row, plan=self.plan) else (0, ())
            return text
        if first and self.headed and self.open[-1] in self.headed:
            self.level, self.headed = 0, ()
        if first and self.lists and not BOX.match(text):
            return f"{BULLET}{text}"
        if not self.open and self.level in (0, _LOWEST):
            heads = bool(text.strip()) and heads_points(row, plan=self.plan)
            self.level, self.headed = (self.heading or _LOWEST) if heads else 0, ()
        return text


def _mark_points(rows: Sequence[Line]) -> None:
    """The rows of a table of one column that is headed by actions are the points of a list."""
    if all(len(row.cells) == 1 for row in rows) and heads_actions(as_row(rows[0])):
        for row in rows[1:]:
            row.cells[0].text = f"{BULLET}{row.cells[0].text}" if row.filled else ""


def _place(text: str, start: int) -> Iterator[tuple[int, str]]:
    """A paragraph on its first line; what stands behind a hard line end in a line of its own."""
    yield from ((start + i, flatten(part)) for i, part in enumerate(text.split("\n")))


def _read_inline(token: Token, *, done: bool) -> str:
    """The words of a paragraph or cell; wrapped lines are joined, but a label starts a line ("Lead: Ann Ode")."""
    out: list[tuple[str, bool]] = []
    for line in _split_lines(token):
        words = "".join(text for text, _ in line)
        if out and not words.startswith("\n"):
            out.append(("\n" if _LABEL.match(words) else " ", out[-1][1] and line[0][1]))
        out += line
    return mark_struck(out, done=done)


def _split_lines(token: Token) -> list[list[tuple[str, bool]]]:
    """The runs of a paragraph by line, each with whether it is struck out; a hard line end starts its line."""
    lines: list[list[tuple[str, bool]]] = [[]]
    struck = 0
    for child in token.children or ():
        if child.type in ("s_open", "s_close"):
            struck += 1 if child.type == "s_open" else -1
        elif child.type in ("code_inline", "image"):
            lines[-1].append((child.content, struck > 0))
        elif child.type == "text":
            lines[-1].append((_show(child.content), struck > 0))
        elif child.type in ("softbreak", "hardbreak"):
            lines.append([("\n", struck > 0)] if child.type == "hardbreak" else [])
        elif child.type == "html_inline" and (m := _STRUCK.fullmatch(child.content)):
            struck += -1 if m["end"] else 1
        elif child.type == "html_inline":
            lines[-1].append(("\n" if _BREAK.fullmatch(child.content) else _strip_tags(child.content), struck > 0))
    return [line for line in lines if line]


def _show(text: str) -> str:
    """The words of links by reference; an image beside words is a sign, unless it says a status, and a note's mark goes."""
    words = _REFERENCE.sub(lambda m: "" if m["image"] and not is_status(m["text"]) else m["text"], text)
    return _NOTE.sub("", words if words.strip() else _REFERENCE.sub(r"\g<text>", text))
