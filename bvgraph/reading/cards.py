"""Cards: a row that names the action, its owners and its monitoring groups, and labelled rows for progress and risk.

A summary list of references, titles and progress goes before them.
"""

from __future__ import annotations

import re

from bvgraph.reading.blocks import Clean, Header, Row, join_all, name_field
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.values import classify_lead, is_mark, parse_percent, parse_status

REF = re.compile(
    r"(?P<ref>(?:[A-Z]{1,3}\d{1,2}|\d{1,2}(?=\.\d))(?:\.\d{1,3})*)(?P<more>(?:\s*(?:&|and|,)\s*[A-Z]{1,3}\d{1,2})*)\s*[:.)\-–]?(?=\s|$)"
)
_UPDATE = re.compile(r"^(?:q[1-4]|quarter \d|latest|progress)?\s*update\b:?", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:St|de|van|von|Mc|Mac|O)\b)?(?: [A-Z][\w'’-]+)")


def is_card(header: Header) -> bool:
    """A header with owners and monitoring groups but no dates heads a card."""
    return {"title", "lead", "monitoring"} <= header.names and "deadline" not in header.names


def is_summary(header: Header) -> bool:
    """A header with titles and progress but no owners heads a summary list."""
    return {"title", "percent"} <= header.names and not header.names & {"lead", "deadline"}


def kind_of(ref: str) -> str:
    """A reference with a point in it names an action, one without a recommendation."""
    return "action" if "." in ref else "recommendation"


def take_card_row(row: Row, outline: Outline) -> str | None:
    """Use one row of a card; the first has the reference, the others a label or a continuation."""
    filled = [row.cells[i] for i in row.filled]
    if not filled or len(row.cells) < 2:
        return None
    if m := REF.match(filled[0].text):
        return _start_card(row, filled, m, outline)
    labels = [_label(c.text) for c in row.cells]
    draft = outline.last
    if "planned" in labels:
        return _take_risk(row, labels.index("planned"), _open_card(outline, row))
    if labels[0] in ("percent", "comment"):
        return _take_progress(row, outline)
    if draft is None or draft.kind != "action":
        return None
    draft.lines.append(row.line)
    if draft.get("comment"):
        draft.add("comment", join_all(filled))
    else:
        for name, cell in zip(("monitoring", "lead", "title"), reversed(row.cells), strict=False):
            draft.add(name, cell)
    return "entry"


def _label(text: str) -> str | None:
    return name_field(text) if len(text) < 30 else None


def _start_card(row: Row, filled: list[Clean], m: re.Match[str], outline: Outline) -> str:
    """Reference, title, owners and monitoring groups, with the reference in a cell of its own or before the title."""
    ref, rest = filled[0].cut(0, m.end("ref")), filled[0].cut(m.end())
    cells = [*([rest] if rest else []), *filled[1:]]
    draft = outline.start(Draft("action", row.line, ref=ref))
    names = dict(zip(("title", "lead", "monitoring"), cells, strict=False))
    if "monitoring" not in names and "lead" in names and row.cells[-1] and len(row.cells) < 5 and not rest:
        names |= _split_owners(names["lead"])
    draft.cells = {name: cell for name, cell in names.items() if cell}
    return "entry"


def _split_owners(cell: Clean) -> dict[str, Clean]:
    """Owners and monitoring groups that ran into one cell: the last name of a person ends the owners."""
    at = 0
    for part in re.finditer(r"[^;]+", cell.text):
        m = _NAME.match(part[0].strip())
        if not m:
            break
        at = part.start() + part[0].index(m[0]) + m.end()
        if part[0].strip() != m[0]:
            break
    if 0 < at < len(cell.text) and classify_lead(cell.cut(at).text.split(";")[0].strip()) != "person":
        return {"lead": cell.cut(0, at), "monitoring": cell.cut(at)}
    return {}


def _open_card(outline: Outline, row: Row) -> Draft | None:
    """The card that a labelled row belongs to, if one is open."""
    draft = outline.last
    if draft is None or draft.kind != "action":
        return None
    draft.lines.append(row.line)
    return draft


def _take_progress(row: Row, outline: Outline) -> str | None:
    """The update; a second one under the same card belongs to a card whose first row a page break took."""
    text = join_all(
        [c for i, c in enumerate(row.cells) if c and not (_label(c.text) and (i == 0 or _UPDATE.fullmatch(c.text)))]
    )
    if m := _UPDATE.match(text.text):
        text = text.cut(m.end())
    draft = outline.last
    if draft is None or draft.kind != "action" or draft.get("comment") or draft.get("planned"):
        draft = outline.start(Draft("action", row.line))
    else:
        draft.lines.append(row.line)
    draft.add("comment", text)
    return "entry"


def _take_risk(row: Row, at: int, draft: Draft | None) -> str | None:
    """The percentage in front of the label, the risk behind it."""
    if draft is None:
        return None
    for cell in row.cells[:at]:
        if parse_percent(cell.text) is not None:
            draft.cells.setdefault("percent", cell)
    draft.add("planned", join_all(row.cells[at + 1 :]))
    return "entry"


def take_summary_row(row: Row, outline: Outline) -> str | None:
    """Use one row of a summary list: a mark, one reference or several, the title and the progress of all of them."""
    filled = [row.cells[i] for i in row.filled]
    mark = next((c for c in filled[:1] if is_mark(c.text) or parse_status(c.text)), Clean())
    filled = filled[1:] if mark else filled
    m = REF.match(filled[0].text) if filled else None
    if not m:
        return _continue_summary(row, filled, outline)
    percent = filled[-1] if len(filled) > 1 and parse_percent(filled[-1].text) is not None else Clean()
    title = join_all([filled[0].cut(m.end()), *filled[1 : len(filled) - bool(percent)]])
    for ref in re.finditer(r"[A-Z]{0,3}\d[\d.]*", filled[0].text[: m.end("more")]):
        cells = {"title": title, "percent": percent, "status": mark}
        draft = Draft(kind_of(ref[0]), row.line, {k: v for k, v in cells.items() if v}, ref=filled[0].cut(*ref.span()))  # type: ignore[arg-type]  # one of the two kinds
        outline.start(draft)
    return "entry"


def _continue_summary(row: Row, filled: list[Clean], outline: Outline) -> str | None:
    """A row without a reference goes on with the title above; one with a word in its place is a note."""
    if len(filled) == 1 and outline.last:
        outline.last.add("title", filled[0])
        outline.last.lines.append(row.line)
        return "entry"
    if filled:
        outline.report(row, "unplaced", "a row of the summary list without a reference")
    return "problem" if filled else None
