"""Struck-out text: a struck date is the earlier one and is kept between tildes, other struck words are left out."""

from __future__ import annotations

from collections.abc import Iterable

from bvgraph.reading.dates import parse_date

MARK = "~~"


def mark_struck(runs: Iterable[tuple[str, bool]], *, done: bool = False) -> str:
    """The text of runs of which each is struck out or not; a text that is struck out as a whole stays as it is.

    ``done`` says that a line through words tells that they are done, as in a list of actions, and takes none away.

    >>> mark_struck([("May 2024", True), (" Aug 2024", False)]), mark_struck([("Old ", True), ("Name", False)])
    ('~~May 2024~~ Aug 2024', 'Name')
    """
    pieces: list[tuple[list[str], bool]] = []
    for text, struck in runs:
        if pieces and (pieces[-1][1] == struck or not text.strip()):
            pieces[-1][0].append(text)
        elif text:
            pieces.append(([text], struck))
    joined = [("".join(texts), struck) for texts, struck in pieces]
    if all(struck for text, struck in joined if text.strip()):
        return "".join(text for text, _ in joined)
    return "".join(_mark(text, done=done) if struck else text for text, struck in joined)


def _mark(text: str, *, done: bool) -> str:
    return f"{MARK}{text.strip()}{MARK} " if done or parse_date(text) else ""
