"""A small invented council: two documents of one plan, written out, and what a build would find in them.

Every span is looked up in the text, so that offsets, lines and quotes are those of the documents as they stand.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from bvgraph.records import (
    Action,
    Change,
    Containment,
    Contradiction,
    Copy,
    Deadline,
    Decision,
    Document,
    Entry,
    Findings,
    HandOver,
    Lead,
    LeadKind,
    Link,
    Membership,
    Mention,
    Passage,
    Percent,
    Problem,
    Reading,
    Repair,
    Reply,
    Slip,
    Span,
    Status,
    StatusValue,
)

PLAN_TEXT = """\ufeffHarbours
Activities 🛟\tLead Officer\tDeadline
1. Mend the lighthouse
Paint the lamp room\tAnn Ode/Head of Harbours\tMay-24
Buy a “second” lamp – café £5\tHarbour Committee\tQuarterly
=Count the gulls\tZoë Łuk\tSummer 2024
"""
UPDATE_TEXT = """Harbours
Activities 🛟\tLead Officer\tDeadline\tStatus\t%Comp\tComments
1. Mend the lighthouse
Paint the lamp room\tBen Roe\tJul-24\tOn Target\t50%\tMet the Harbour Committee at Pier House on 3 June 2024,
\t\t\t\t\tand painted.
Buy a “second” lamp – café £5\tHarbour Committee\tQuarterly\t✔\t100\t
smudge ~~ \f\\ "smudge" 🛟
"""
COUNCIL = "Isle of Nowhere Council"
MONTHS = {"May-24": ("2024-05", dt.date(2024, 5, 31)), "Jul-24": ("2024-07", dt.date(2024, 7, 31))}


def make_document(name: str, content: str, kind: str, as_of: str) -> Document:
    return Document(
        id=name,
        file=f"{name}.txt",
        title=f"Isle of Nowhere {kind}",
        plan="Isle of Nowhere Plan",
        publisher=COUNCIL,
        kind=kind,
        period="2024-04/2025-03",
        as_of=as_of,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        text=content,
    )


PLAN = make_document("nowhere-plan", PLAN_TEXT, "plan", "2024-04")
UPDATE = make_document("nowhere-update", UPDATE_TEXT, "update", "2024-12-31")


def span(document: Document, quote: str, line: int) -> Span:
    """The place of ``quote`` on a line of a document."""
    lines = document.text.split("\n")
    start = sum(len(before) + 1 for before in lines[: line - 1]) + lines[line - 1].index(quote)
    return Span(document.id, line, start, start + len(quote), quote)


def passage(document: Document, line: int, *quotes: str) -> Passage:
    """One quote a line, from ``line`` on."""
    spans = tuple(span(document, quote, line + number) for number, quote in enumerate(quotes))
    return Passage(" ".join(quotes), spans)


def lead(document: Document, line: int, name: str, kind: LeadKind = "person") -> Lead:
    return Lead(name, kind, (span(document, name, line),))


def deadline(document: Document, line: int, printed: str) -> Deadline:
    edtf, due_by = MONTHS.get(printed, (None, None))
    return Deadline(printed, edtf, due_by, (span(document, printed, line),))


def status(document: Document, line: int, printed: str, value: StatusValue | None) -> Status:
    return Status(printed, value, (span(document, printed, line),))


TOLD = span(UPDATE, "and painted.", 5)


def plan_entries() -> tuple[Entry, ...]:
    harbours = passage(PLAN, 1, "Harbours")
    activity = Entry(
        "nowhere-plan/3", PLAN.id, 3, 3, "activity", passage(PLAN, 3, "Mend the lighthouse"), harbours, passage(PLAN, 3, "1")
    )
    paint = Entry(
        id="nowhere-plan/4",
        document=PLAN.id,
        line=4,
        last_line=4,
        kind="milestone",
        title=passage(PLAN, 4, "Paint the lamp room"),
        area=harbours,
        parent=activity.id,
        parent_title="Mend the lighthouse",
        leads=(lead(PLAN, 4, "Ann Ode"), lead(PLAN, 4, "Head of Harbours", "post")),
        deadline=deadline(PLAN, 4, "May-24"),
    )
    lamp = Entry(
        id="nowhere-plan/5",
        document=PLAN.id,
        line=5,
        last_line=5,
        kind="milestone",
        title=passage(PLAN, 5, "Buy a “second” lamp – café £5"),
        area=harbours,
        parent=activity.id,
        parent_title="Mend the lighthouse",
        leads=(lead(PLAN, 5, "Harbour Committee", "body"),),
        deadline=deadline(PLAN, 5, "Quarterly"),
    )
    gulls = Entry(
        id="nowhere-plan/6",
        document=PLAN.id,
        line=6,
        last_line=6,
        kind="milestone",
        title=passage(PLAN, 6, "=Count the gulls"),
        area=harbours,
        parent=activity.id,
        parent_title="Mend the lighthouse",
        leads=(lead(PLAN, 6, "Zoë Łuk"),),
        deadline=Deadline("Summer 2024", "2024-22", dt.date(2024, 8, 31), (span(PLAN, "Summer 2024", 6),)),
    )
    return activity, paint, lamp, gulls


def update_entries() -> tuple[Entry, ...]:
    harbours = passage(UPDATE, 1, "Harbours")
    activity = Entry(
        "nowhere-update/3",
        UPDATE.id,
        3,
        3,
        "activity",
        passage(UPDATE, 3, "Mend the lighthouse"),
        harbours,
        passage(UPDATE, 3, "1"),
    )
    paint = Entry(
        id="nowhere-update/4",
        document=UPDATE.id,
        line=4,
        last_line=5,
        kind="milestone",
        title=passage(UPDATE, 4, "Paint the lamp room"),
        area=harbours,
        parent=activity.id,
        parent_title="Mend the lighthouse",
        leads=(lead(UPDATE, 4, "Ben Roe"),),
        deadline=deadline(UPDATE, 4, "Jul-24"),
        status=status(UPDATE, 4, "On Target", "on-track"),
        percent=Percent(50, (span(UPDATE, "50", 4),)),
        comment=passage(UPDATE, 4, "Met the Harbour Committee at Pier House on 3 June 2024,", "and painted."),
        planned=passage(UPDATE, 5, "painted"),
        monitoring=(passage(UPDATE, 4, "Harbour Committee"),),
        places=(4, 5),
        original=deadline(UPDATE, 4, "Jul-24"),
    )
    lamp = Entry(
        id="nowhere-update/6",
        document=UPDATE.id,
        line=6,
        last_line=6,
        kind="milestone",
        title=passage(UPDATE, 6, "Buy a “second” lamp – café £5"),
        area=harbours,
        parent=activity.id,
        parent_title="Mend the lighthouse",
        leads=(lead(UPDATE, 6, "Harbour Committee", "body"),),
        deadline=deadline(UPDATE, 6, "Quarterly"),
        status=status(UPDATE, 6, "✔", None),
        percent=Percent(100, (span(UPDATE, "100", 6),)),
        repairs=(Repair("percent", "100", "100", "printed without its sign"),),
    )
    return activity, paint, lamp


def mentions() -> tuple[Mention, ...]:
    row = "nowhere-update/4"
    return (
        Mention("body", "Harbour Committee", span(UPDATE, "Harbour Committee", 4), row),
        Mention("venue", "Pier House", span(UPDATE, "Pier House", 4), row),
        Mention("date", "2024-06-03", span(UPDATE, "3 June 2024", 4), row),
        Mention("date", None, span(UPDATE, "June", 4), None),
        Mention("person", "Ben Roe", span(UPDATE, "Ben Roe", 4), row),
        Mention("venue", "The Lighthouse", span(UPDATE, "lighthouse", 3), None, "lighthouse"),
    )


def make_findings() -> Findings:
    """Everything a build would find in the two documents."""
    smudge = Problem(UPDATE.id, 7, "unplaced", "no row or heading that this could belong to", UPDATE.text.split("\n")[6])
    smear = Problem(UPDATE.id, 7, "guessed", "taken for a smear", "smudge")
    return Findings(
        readings=(
            Reading(PLAN, plan_entries(), (), (), 1.0),
            Reading(
                UPDATE,
                update_entries(),
                (smudge, smear),
                mentions(),
                0.9375,
                memberships=(
                    Membership("Ben Roe", "Head of Harbours", "interim", "2024-12", span(UPDATE, "Ben Roe", 4)),
                    Membership("Ann Ode", "Head of Harbours", "former", "2024-12", span(UPDATE, "Paint the", 4)),
                ),
                containments=(
                    Containment("venue", "Pier House", "The Lighthouse", span(UPDATE, "Pier House on", 4)),
                    Containment("body", "Harbour Committee", "Council", span(UPDATE, "the Harbour Committee", 4)),
                ),
            ),
        ),
        decisions=(
            Decision("identity", "different", "person", ("Ann Ode", "Ben Roe"), "Z. Łuk", "2025-01-02", "I know both"),
            Decision("link", "same", None, ("nowhere-plan/5", "nowhere-update/6"), "Z. Łuk", "2025-01-02"),
        ),
        links=(
            Link("nowhere-plan/3", "nowhere-update/3", "same", 1.0, ("same title",)),
            Link("nowhere-plan/4", "nowhere-update/4", "same", 0.95, ("same title", "same parent")),
            Link("nowhere-plan/5", "nowhere-update/6", "same", 1.0, ("same title",), "decision"),
            Link("nowhere-plan/6", "nowhere-update/6", "proposed", 0.31, ("same lead",)),
        ),
        actions=(
            Action("mend", "Mend the lighthouse", "activity", ("nowhere-plan/3", "nowhere-update/3"), None),
            Action("paint", "Paint the lamp room", "milestone", ("nowhere-plan/4", "nowhere-update/4"), "mend"),
            Action("lamp", "Buy a “second” lamp – café £5", "milestone", ("nowhere-plan/5", "nowhere-update/6"), "mend"),
            Action("gulls", "=Count the gulls", "milestone", ("nowhere-plan/6",), "mend"),
        ),
        slips=(
            Slip("moved", "paint", "nowhere-update/4", "nowhere-plan/4", False, "2024-05", "2024-07", 61),
            Slip("lapsed", "paint", "nowhere-update/4", None, True, None, None, None),
            Slip("dropped", "gulls", "nowhere-plan/6", None, False, None, None, None, gone_from=UPDATE.id),
            Slip("narrated", "paint", "nowhere-update/4", None, False, None, None, None, "and painted.", (TOLD,)),
        ),
        contradictions=(
            Contradiction("overall", "paint", "nowhere-update/4", None, "all is well", "and painted.", (TOLD,)),
            Contradiction("percent-fell", "paint", "nowhere-update/4", "nowhere-plan/4", "fell from 60 to 50"),
        ),
        copies=(Copy("nowhere-plan/4", "nowhere-update/4"),),
        replies=(
            Reply("paint", "nowhere-update/4", "Harbour Review", None, "and painted.", (TOLD,)),
            Reply("paint", "nowhere-update/4", "Harbour review", "5", "and painted.", (TOLD,)),
        ),
        changes=(
            Change("gone", ("nowhere-plan/6",), (), PLAN.id, UPDATE.id),
            Change("split", ("nowhere-plan/4",), ("nowhere-update/4", "nowhere-update/6"), PLAN.id, UPDATE.id),
        ),
        handovers=(HandOver("paint", "nowhere-plan/4", "nowhere-update/4", ("Ann Ode", "Head of Harbours"), ("Ben Roe",)),),
    )


def write_corpus(folder: Path) -> Path:
    """Write the two documents as files, as ``bvgraph verify`` reads them again."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in (PLAN, UPDATE):
        (folder / document.file).write_bytes(document.text.encode())
    return folder
