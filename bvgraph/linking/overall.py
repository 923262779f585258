"""Statements about all rows at once ("all actions are on target"), and the rows that they speak of."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple, TypeAlias, cast

from bvgraph.linking.sentences import split_sentences
from bvgraph.reading.naming.sheets import write_sheet
from bvgraph.records import Entry, Reading, Span

Claimed: TypeAlias = Literal["on-track", "complete"]
_KINDS: Final[tuple[Claimed, ...]] = ("complete", "on-track")


class Overall(NamedTuple):
    """A statement that all of ``entries`` are complete, or on track."""

    claimed: Claimed
    says: str
    span: Span
    entries: tuple[Entry, ...]


def find_overall(reading: Reading) -> Iterator[Overall]:
    """Yield what a document says about all rows of an area, of a heading or of its own; each with the rows it is about.

    A statement inside a row is about the rows beneath it.  Any other is about the area whose heading stands last before it,
    or, before the first area, about the whole document.
    """
    sheet = write_sheet(reading)
    for line in re.finditer(r"[^\n\t]+", sheet.text):
        for start, end in split_sentences(line[0]):
            claimed = _read(line[0][start:end])
            if claimed is not None:
                span = sheet.locate(line.start() + start, line.start() + end)
                entries = _scope(span.line, reading.entries)
                if entries:
                    yield Overall(claimed, line[0][start:end], span, entries)


@cache
def _load() -> dict[str, dict[str, object]]:
    return tomllib.loads(files(__package__).joinpath("data/overall.toml").read_text("utf-8"))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    parts = cast(dict[str, str], _load()["parts"])
    listed = cast(list[str], _load()[kind]["patterns"]) if kind != "guard" else [str(_load()["guard"]["pattern"])]
    return tuple(re.compile(re.sub(r"<(\w+)>", lambda m: parts[m[1]], pattern), re.IGNORECASE) for pattern in listed)


def _read(sentence: str) -> Claimed | None:
    claimed = next((kind for kind in _KINDS if any(p.search(sentence) for p in _patterns(kind))), None)
    return claimed if claimed and not any(pattern.search(sentence) for pattern in _patterns("guard")) else None


def _scope(line: int, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    holder = next((e for e in entries if line in e.places or e.line <= line <= e.last_line), None)
    if holder is not None:
        return tuple(e for e in entries if e.parent == holder.id)
    areas: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        here = entry.area is not None and entry.area.spans and entry.area.spans[0].document == entry.document
        areas[entry.area.spans[0].line if here and entry.area else 0].append(entry)
    start = max((at for at in areas if at <= line), default=None)
    if start:
        return tuple(areas[start])
    return tuple(entries) if entries and line < entries[0].line else ()
