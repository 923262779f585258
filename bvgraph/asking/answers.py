"""Answers: one row for each action, with the quotes that it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from bvgraph.asking.listing import EntryRow, Place, SlipRow
from bvgraph.asking.quoting import Quote, Quotes

AnswerKind: TypeAlias = Literal["actions", "names", "number", "dates", "mentions", "lineage", "text", "refusal"]
Outcome: TypeAlias = Literal["found", "none", "not stated"]

PRINTED: Final = ("title", "lead", "deadline", "deadlineText", "status", "statusText", "percent", "monitoredBy")
TOLD: Final = (*PRINTED, "comment", "planned")
_EARLIER: Final = ("title", "lead", "deadline", "deadlineText")


class Source(NamedTuple):
    """A quote and where it stands; ``field`` is what it is evidence for.

    ``place`` is the file with the page or cell, where the line is one of a text that was extracted from the file.
    """

    document: str
    line: int
    last_line: int
    quote: str
    field: str
    place: str = ""


class AnswerRow(NamedTuple):
    """One action of an answer, as the latest of the entries concerned states it.

    ``slips`` are the kinds of slip.  ``deadline_before`` and ``leads_before`` are given where they changed, ``days`` is
    by how much the deadline moved.
    """

    label: str
    id: str
    place: Place
    last_line: int
    leads: tuple[str, ...]
    deadline: str | None
    status: str | None
    leads_before: tuple[str, ...] = ()
    deadline_before: str | None = None
    days: int | None = None
    slips: tuple[str, ...] = ()
    silent: bool = False
    sources: tuple[Source, ...] = ()
    percent: int | None = None


class Refusal(NamedTuple):
    """Why a question was not answered, and what could be asked or was perhaps meant."""

    reason: str
    suggestions: tuple[str, ...]


class Answer(NamedTuple):
    """What a question was understood to ask, and the answer; ``queries`` are those that ran, the one for the rows first.

    ``outcome`` tells an answer that is empty because nothing is so ("none") from one about which the documents are
    silent ("not stated").  ``dates`` are EDTF.  ``counts`` goes with ``names`` where they were ranked.
    """

    question: str
    understood: str
    kind: AnswerKind
    queries: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    rows: tuple[AnswerRow, ...] = ()
    refusal: Refusal | None = None
    number: int | None = None
    dates: tuple[str, ...] = ()
    outcome: Outcome = "found"
    counts: tuple[int, ...] = ()


def rows_from_entries(entries: Iterable[EntryRow], quotes: Quotes, fields: Sequence[str] = PRINTED) -> tuple[AnswerRow, ...]:
    """Return one row for each action, with the quotes of all its entries; entries come in the order of time.

    ``fields`` are those of which the quotes are given.
    """
    actions: dict[str, list[EntryRow]] = {}
    for entry in entries:
        actions.setdefault(entry.action, []).append(entry)
    return tuple(_row_from_entries(group, quotes, fields) for group in actions.values())


def compare_rows(before: AnswerRow | None, row: AnswerRow) -> AnswerRow:
    """Return a row with lead and deadline of the print before it where they were others, and the quotes of both."""
    if before is None:
        return row
    earlier = tuple(source for source in before.sources if source.field in _EARLIER)
    return row._replace(
        leads_before=before.leads if set(before.leads) != set(row.leads) else (),
        deadline_before=before.deadline if before.deadline != row.deadline else None,
        sources=tuple(dict.fromkeys((*row.sources, *earlier))),
    )


def rows_from_slips(slips: Iterable[SlipRow]) -> tuple[AnswerRow, ...]:
    """Return one row for each action that slipped, with all its slips; slips come in the order of time."""
    actions: dict[str, list[SlipRow]] = {}
    for slip in slips:
        actions.setdefault(slip.action, []).append(slip)
    return tuple(_row_from_slips(group) for group in actions.values())


def _row_from_entries(entries: Sequence[EntryRow], quotes: Quotes, fields: Sequence[str]) -> AnswerRow:
    last = entries[-1]
    return AnswerRow(
        label=last.title,
        id=last.action,
        place=last.place,
        last_line=last.last_line,
        leads=tuple(lead.name for lead in last.leads),
        deadline=last.deadline_text,
        status=last.status_text,
        sources=tuple(
            source
            for entry in reversed(entries)
            for source in _sources(entry.place, entry.last_line, quotes.get(entry.iri.value, ()), fields)
        ),
        percent=last.percent,
    )


def _row_from_slips(slips: Sequence[SlipRow]) -> AnswerRow:
    last = slips[-1]
    moved = next((slip for slip in reversed(slips) if slip.kind == "moved"), last)
    handed_over = last.leads_before and set(last.leads_before) != set(last.leads)
    return AnswerRow(
        label=last.title,
        id=last.action,
        place=last.place,
        last_line=last.last_line,
        leads=last.leads,
        deadline=last.deadline_text,
        status=last.status_text,
        leads_before=last.leads_before if handed_over else (),
        deadline_before=moved.deadline_before if moved.deadline_before != moved.deadline_text else None,
        days=moved.days,
        slips=tuple(dict.fromkeys(slip.kind for slip in slips)),
        silent=any(slip.silent for slip in slips),
        sources=tuple(dict.fromkeys(_slip_sources(slips))),
        percent=next((int(quote.value) for quote in last.evidence if quote.field == "percent"), None),
    )


def _slip_sources(slips: Iterable[SlipRow]) -> Iterator[Source]:
    """Yield the sources of each entry that slipped, then of the one before it where deadline or lead changed since."""
    for slip in slips:
        yield from _sources(slip.place, slip.last_line, slip.evidence, PRINTED)
        yield from (Source(told.document, told.line, told.line, told.text, told.field) for told in slip.told)
    for slip in slips:
        if slip.before is not None and _changed(slip):
            yield from _sources(slip.before, slip.before.line, slip.evidence_before, _EARLIER)


def _changed(slip: SlipRow) -> bool:
    return slip.deadline_before != slip.deadline_text or set(slip.leads_before) != set(slip.leads)


def _sources(place: Place, last_line: int, quotes: Iterable[Quote], fields: Sequence[str]) -> Iterator[Source]:
    """Yield the quotes of one entry as sources, in the order of ``fields``; the row itself first, whatever it quotes."""
    wanted = sorted((quote for quote in quotes if quote.field in fields), key=lambda quote: fields.index(quote.field))
    here = [quote for quote in wanted if (quote.document, quote.line) == (place.document, place.line)]
    if not here:
        yield Source(place.document, place.line, last_line, "", "row")
    for quote in wanted:
        end = max(last_line, quote.line) if here and quote is here[0] else quote.line
        yield Source(quote.document, quote.line, end, quote.text, quote.field)
