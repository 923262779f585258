"""Tables with the heads of actions that hold none: registers of other things, whose duty what is, agendas of meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bvgraph.reading.blocks import Header, Row
from bvgraph.reading.contents import MANY, look_at
from bvgraph.reading.deeds import share_of_deeds
from bvgraph.reading.values import classify_lead, parse_percent
from bvgraph.reading.wordings import is_bare, is_past

_FEW_DEEDS = 0.2  # of the titles say something to be done in a register
_SOME_DEEDS = 0.4  # in one under a head that stands over lists of anything
_HALF = 0.5  # of the rows of an agenda have an hour
_COMPLETION = re.compile(r"\bcompletion\b|\bcomplete by\b|\btarget (?:end )?dates?\b", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:amounts?|budget|costs?|paid|payee|price|value)\b|£", re.IGNORECASE)
_STATES = ("status", "done", "percent", "comment")
_HOUR = r"\d{1,2}[.:]\d{2}(?: ?[ap]m)?"
_HOURS = re.compile(rf"{_HOUR}\s*(?:[–-]|to)\s*{_HOUR}", re.IGNORECASE)
_DUTY = re.compile(r"[RASCI](?:\s*(?:[/,&]\s*)?[RASCI])*")  # responsible, accountable, supports, consulted, informed
_LEAST_DUTIES = 3  # columns of these
_BEGINNING = re.compile(r"\d{1,2}:\d{2}(?: ?[ap]m)?|\d{1,2}(?:\.\d{2})? ?[ap]m", re.IGNORECASE)


def is_register(header: Header, body: Sequence[Row]) -> bool:
    """Rows that say nothing to be done and have no status: a list of another kind (gifts, key dates, contracts, posts).

    Under a head that stands over lists of anything a status does not count, but a percentage does.  What somebody is to
    complete by a day is an action, whatever it is called.
    """
    at, due = header.column("title"), header.column("deadline")
    if at is None or not body:
        return False
    bare, ledger = is_bare(header.heads[at]), any(map(_MONEY.search, header.heads))
    if bare and ledger:
        return True
    if due is not None and "lead" in header.names and _COMPLETION.search(header.heads[due]):
        return ledger or is_past(header.heads[at])
    named = [t for row in body if at < len(row.texts) and (t := row.texts[at]) and classify_lead(t) != "post"]
    if share_of_deeds(named) >= (_SOME_DEEDS if bare else _FEW_DEEDS):
        return False
    told = [(f, [r.texts[i] for r in body if i < len(r.texts)]) for i, f in enumerate(header.fields) if f in _STATES]
    if bare:
        return all(f != "percent" or all(parse_percent(t) is None for t in texts) for f, texts in told)
    return all(look_at(texts).statuses < MANY for _, texts in told)


def parts_duties(body: Sequence[Row]) -> bool:
    """Columns of letters say whose duty what is in general: https://en.wikipedia.org/wiki/Responsibility_assignment_matrix."""
    lettered = [
        held for held in _list_columns(body) if held and sum(map(bool, map(_DUTY.fullmatch, held))) > _HALF * len(held)
    ]
    letters = {letter for held in lettered for text in held for letter in text}
    return len(lettered) >= _LEAST_DUTIES and {"R", "A", "C"} <= letters  # R and A alone may be red and amber


def keeps_hours(header: Header, body: Sequence[Row]) -> bool:
    """A column says from what hour to what hour, or from which where no row is due: the rows are items of a meeting."""
    state = header.column("status")
    if state is not None and any(row.texts[state] for row in body):
        return False
    pattern = _HOURS if "deadline" in header.names else re.compile(f"{_HOURS.pattern}|{_BEGINNING.pattern}", re.IGNORECASE)
    return any(len(held) > _HALF * len(body) and all(map(pattern.fullmatch, held)) for held in _list_columns(body))


def _list_columns(body: Sequence[Row]) -> Iterator[list[str]]:
    """What the cells of each column hold, but for those that hold nothing."""
    return ([row.texts[i] for row in body if i < len(row.cells) and row.texts[i]] for i in range(len(body[0].cells)))
