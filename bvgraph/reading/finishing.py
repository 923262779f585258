"""Drafts -> entries: values read from the text of the cells, by the customs of the document that they stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bvgraph.reading.blocks import Clean, Page
from bvgraph.reading.boxes import BOX
from bvgraph.reading.customs import Customs
from bvgraph.reading.dates import cut_original, parse_yearless
from bvgraph.reading.drafts import Draft
from bvgraph.reading.plans import is_stage, read_stage
from bvgraph.reading.values import classify_lead, is_mark, is_status, parse_percent, read_status, split_leads
from bvgraph.records import Deadline, Entry, Lead, Passage, Percent, Problem, Status

_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,4}|[A-Z][A-Za-z]{0,3}[A-Z][a-z]{0,2}")
_SENTENCE = re.compile(r"(?:[a-z]{3}|\d)\. [A-Z][\w.]+ ")
_TELLS = re.compile(r"\b(?:to|will|be|is|are|was|were|has|have)\b")
_LONG = 80  # characters of the owners, from which on several sentences are none


def finish(page: Page, drafts: list[Draft], customs: Customs) -> list[Entry]:
    """Turn drafts into entries; a row that starts on the line of another gets a number to its key."""
    keys: dict[int, str] = {}
    seen: Counter[int] = Counter()
    for draft in drafts:
        _tell_leads(draft)
        seen[draft.line] += 1
        keys[id(draft)] = f"{page.id}/{draft.line}" + (f"-{seen[draft.line]}" if seen[draft.line] > 1 else "")
    return [_finish_one(page, d, keys, customs) for d in drafts if d.named]


def _finish_one(page: Page, d: Draft, keys: dict[int, str], customs: Customs) -> Entry:
    text = {name: cell.passage(page) for name, cell in d.cells.items()}
    own = [n for n in d.lines if n >= d.line] or [d.line]
    run = [n for i, n in enumerate(sorted(own)) if n - d.line < 12 * (i + 1)]
    title, deadline = d.borrowed.get("title", text["title"]), d.borrowed.get("deadline")
    assert isinstance(title, Passage)  # noqa: S101  # drafts without a title are left out above
    return Entry(
        id=keys[id(d)],
        document=page.id,
        line=d.line,
        last_line=max(run),
        kind=d.kind,
        title=title,
        area=d.area.passage(page),
        ref=d.ref.passage(page),
        parent=keys.get(id(d.parent)) if d.parent else None,
        parent_title=_finish_title(d.parent) if d.parent else d.parent_title,
        leads=_finish_leads(page, d.get("lead"), customs),
        deadline=deadline if isinstance(deadline, Deadline) else _finish_deadline(page, d.get("deadline"), d, customs),
        status=_finish_status(page, d, customs),
        percent=_finish_percent(page, d.get("percent")),
        comment=text.get("comment"),
        planned=None if _is_cut_status(d) else text.get("planned"),
        monitoring=_finish_names(page, d.get("monitoring")),
        places=tuple(sorted({d.line, *d.lines})),
        repairs=tuple(d.repairs),
        original=_finish_original(page, d, customs),
    )


def _tell_leads(d: Draft) -> None:
    """What tells in sentences who was to do what names no owners: it is a comment."""
    cell = d.get("lead")
    m = _SENTENCE.search(cell.text) if len(cell.text) > _LONG else None
    if m and _TELLS.search(cell.text, m.end()):
        del d.cells["lead"]
        d.cells["comment"] = cell.join(d.get("comment"))


def _finish_title(d: Draft) -> str:
    borrowed = d.borrowed.get("title")
    return borrowed.text if borrowed else d.title


def _is_cut_status(d: Draft) -> bool:
    """The last cell holds the first letters of the row's status and no more: a speck of the page before."""
    planned, status = d.get("planned").text, d.get("status").text
    return 0 < len(planned) < len(status) and status.casefold().startswith(planned.casefold())


def _finish_leads(page: Page, cell: Clean, customs: Customs) -> tuple[Lead, ...]:
    leads: dict[str, Lead] = {}
    for start, end in (p for part in split_leads(cell.text) for p in _part_known(cell.text, *part, customs)):
        words = cell.text[start:end].split()
        half = len(words) // 2
        doubled = half > 1 and words[:half] == words[half:]
        part = cell.cut(start, start + len(" ".join(words[:half])) if doubled else end)
        name = part.text
        if _INITIALS.fullmatch(name) or name.islower():
            name = customs.roster.resolve(name) or name
        leads.setdefault(name, Lead(name, classify_lead(name), part.spans(page)))
    return tuple(leads.values())


def _part_known(text: str, start: int, end: int, customs: Customs) -> list[tuple[int, int]]:
    """Two of whom the document lists one and calls both by a name of theirs ("Ann and Strabo")."""
    names = re.fullmatch(r"([A-Z][\w’'-]+) and ([A-Z][\w’'-]+)", text[start:end])
    roster = customs.roster
    if not names or not all(map(roster.calls, names.groups())) or not any(map(roster.lists, names.groups())):
        return [(start, end)]
    return [(start + a, start + b) for a, b in (names.span(1), names.span(2))]


def _finish_names(page: Page, cell: Clean) -> tuple[Passage, ...]:
    parts = (cell.cut(m.start(), m.end()).passage(page) for m in re.finditer(r"[^;]+", cell.text))
    return tuple(p for p in parts if p and p.text)


def _finish_deadline(page: Page, cell: Clean, d: Draft, customs: Customs) -> Deadline | None:
    if not cell:
        return None
    date = customs.calendar.read(cell.text, d.get("raised").text)
    return Deadline(cell.text, date.edtf if date else None, date.due_by if date else None, cell.spans(page))


def _finish_original(page: Page, d: Draft, customs: Customs) -> Deadline | None:
    """The first deadline, from a column of its own or from the cell that prints its revision too."""
    cell = d.get("deadline")
    end = None if d.get("original") else cut_original(cell.text)
    return _finish_deadline(page, cell.cut(0, end) if end else d.get("original"), d, customs)


def _finish_status(page: Page, d: Draft, customs: Customs) -> Status | None:
    cell = d.get("status")
    if not cell:
        return None
    stage = read_stage(cell.text) if cell is d.heading_state else None
    value = customs.legend.get(cell.text) or (None if is_mark(cell.text) else read_status(cell.text) or stage)
    return Status(cell.text, "complete" if d.done else value, cell.spans(page))


def _finish_percent(page: Page, cell: Clean) -> Percent | None:
    value = parse_percent(cell.text)
    return Percent(value, cell.spans(page)) if value is not None else None


def find_doubtful(entries: Sequence[Entry], customs: Customs) -> list[Problem]:
    """Values that were read but not understood, and rows whose cells the print lost."""
    out = []
    for e in entries:
        known = e.status is None or e.status.value or any(test(e.status.text) for test in (is_status, is_mark, is_stage))
        if e.status and not known and not BOX.fullmatch(f"{e.status.text} "):
            out.append(Problem(e.document, e.line, "status", "a status that is no known status word", e.status.text))
        for due in (e.deadline, e.original):
            if due and due.edtf is None and (message := _doubt(due.text, customs)):
                out.append(Problem(e.document, e.line, "date", message, due.text))
        out += [Problem(e.document, e.line, "repaired", f"{r.field}: {r.reason}", r.printed) for r in e.repairs]
    return out


def _doubt(text: str, customs: Customs) -> str | None:
    """Why a date is not read although it is one."""
    if customs.calendar.is_doubtful(text):
        return "a date that could be read day first or month first: the document prints dates both ways"
    return "a date without a year, and nothing near tells which" if parse_yearless(text) else None
