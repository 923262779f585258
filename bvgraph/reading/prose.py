"""What is not a row: headings, running titles, page numbers, recommendations that are set as headings, and prose."""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz import fuzz

from bvgraph.reading.blocks import Clean, Page, Row, is_noise, name_field, read_header
from bvgraph.reading.calendars import is_date
from bvgraph.reading.cards import REF
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.owners import find_holder
from bvgraph.reading.rosters import Roster, initials_of
from bvgraph.reading.sections import open_area

_NUMBERED_REC = re.compile(
    r"Recommendation\s+(?P<number>\d{1,3}[a-z]?)(?:\s*[:.–-]\s+(?=\w{2})|"
    r"\s+(?=By \d|(?-i:[A-Z])[^.;:]{2,80} (?:should|must)\b))",
    re.IGNORECASE,
)
_BY = re.compile(r"By (?P<when>\d[^,;:]{4,20}), (?=\S)")  # "By 1 October 2023, Chief Officers should ..."
_NUMBERED_PART = re.compile(
    r"(?:Action|Priority|Objective|Theme|Commitment|Outcome|Goal|Aim|Area|Workstream)\s+(?P<number>\d{1,3})\s*[:.–-]\s+(?=[A-Z])"
)
_BULLET = re.compile(r"[^\w\s([\"'‘“]\s")
_SIGNED = re.compile(r"Signed(?: by(?: the)?(?: chair\w*)?| as a true record)?\s*[:.…_–-]*", re.IGNORECASE)
PAGE = re.compile(r"(?:page )?\d{1,3}(?: of \d{1,3})?", re.IGNORECASE)
_PAGE_OF = re.compile(r"Page \d{1,3} of \d{1,3}")
_ABBREVIATION = re.compile(r"([A-Z]{2,5})((?:\s+(?:[A-Z][a-z’'&]\S*|of|and|for|the|&))+\s*)")
_SMALL = re.compile(r"\b(?:of|and|for|the)\b|’s|'s")
_LONGEST_LIST = 300  # characters
_LONGEST_HEADING = 100  # characters
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")


def find_running_titles(page: Page, title: str, *, paged: bool = True) -> frozenset[str]:
    """Lines that stand in a text more than once, if it is ``paged``, or that repeat the document's own title."""
    alone = (r for r in page.rows if len(r.cells) == 1 and r.cells[0] and read_header(r) is None)
    lone = Counter(r.cells[0].text for r in alone if not _BULLET.match(r.cells[0].text))
    return frozenset(t for t, n in lone.items() if (paged and n > 1) or fuzz.ratio(t.casefold(), title.casefold()) > 85)


def is_signature(row: Row) -> bool:
    """Where minutes are to be signed ("Signed: ... Date: ...")."""
    first, *more = (row.texts[i] for i in row.filled)
    return _SIGNED.fullmatch(first) is not None and all(text.startswith("Date") for text in more)


def lists_abbreviations(row: Row) -> bool:
    """Several abbreviations with what they stand for, one of them by its letters ("CFO Chief Finance Officer MO ...")."""
    text = " ".join(t for t in row.texts if t)
    pairs = [m.groups() for m in _ABBREVIATION.finditer(text)] if len(text) <= _LONGEST_LIST else []
    whole = sum(len(short) + len(words) for short, words in pairs) == len(text)
    return whole and len(pairs) > 1 and any(initials_of(_SMALL.sub("", words)) == short for short, words in pairs)


def is_page_number(row: Row) -> bool:
    """A number alone on its line, with or without "Page"; or "Page 3 of 12" in a cell of its own, behind one other."""
    text = row.texts[row.filled[-1]]
    return len(row.filled) < 3 and (PAGE if len(row.filled) == 1 else _PAGE_OF).fullmatch(text) is not None


def read_area_label(row: Row) -> int | None:
    """The cell that names the area on a row that starts with the label for it ("Best Value Area | Property | ...")."""
    filled = row.filled
    if len(filled) > 1 and filled[0] == 0 and len(row.cells[0].text) < 30 and name_field(row.cells[0].text) == "area":
        return filled[1]
    return None


def heads_table(row: Row, following: Row | None, later: Row | None) -> bool:
    """A heading right above a table: a lone first cell with a capital, then a header row or the same heading again."""
    if _is_numbered_title(row):
        return following is not None and read_header(following, later) is not None
    text = row.cells[0].text
    others = [t for t in row.texts[1:] if not is_noise(t)]
    if others or not text[:1].isupper() or len(text) > 80 or following is None:
        return False
    if any(pattern.match(text) for pattern in (_NUMBERED, REF, _NUMBERED_REC)):
        return False
    return read_header(following, later) is not None or following.cells[0].text == text


def is_heading(row: Row) -> bool:
    """A short line with a capital that ends no sentence."""
    text = row.texts[0]
    short = len(row.cells) == 1 and len(text) <= _LONGEST_HEADING
    return short and bool(re.match(r"[A-Z0-9]", text)) and text[-1] not in ".;,"


def _is_numbered_title(row: Row) -> bool:
    """A number and a title in cells of their own ("2 | Assets")."""
    return row.filled == [0, 1] and bool(re.fullmatch(r"\d{1,2}[.)]?", row.texts[0])) and row.texts[1][:1].isupper()


def take_heading(row: Row, outline: Outline) -> str:
    """Open the area that the heading names; where areas carry a label, a heading is only a section."""
    if not outline.labelled_areas and not row.cells[0].text.casefold().startswith("recommendation"):
        open_area(row.cells[row.filled[-1] if _is_numbered_title(row) else 0], outline)
    return "heading"


def take_recommendation(row: Row, outline: Outline, *, headed: bool) -> str | None:
    """A line that starts with a reference without a point in it ("R4: Increase the pace ...") is a recommendation.

    So is the first cell of a row, unless heads say what its table is.
    """
    text = row.cells[row.filled[0]]
    if (len(row.filled) == 1 or not headed) and (named := _NUMBERED_REC.match(text.text)):
        return _start_recommendation(row, text.cut(*named.span("number")), text.cut(named.end()), outline)
    m = REF.match(text.text)
    if len(row.filled) > 1 or not m or m["more"] or "." in m["ref"] or not text.text[m.end() :].strip():
        return None
    if not (m[0].endswith(":") or m["ref"].startswith("R")):
        return None
    return _start_recommendation(row, text.cut(0, m.end("ref")), text.cut(m.end()), outline)


def take_part(row: Row, page: Page, outline: Outline) -> str | None:
    """A heading whose number the rows beneath it go on with ("Action 7: Housing" above "7.1 Let the empty homes")."""
    m = _NUMBERED_PART.match(row.texts[row.filled[0]])
    if m is None or not is_heading(row) or not re.search(rf"^{m['number']}\.\d", page.text, re.MULTILINE):
        return None
    text = row.cells[row.filled[0]]
    draft = outline.start(Draft("activity", row.line, {"title": text.cut(m.end())}, ref=text.cut(*m.span("number"))))
    outline.activity = draft
    return "entry"


def _start_recommendation(row: Row, ref: Clean, title: Clean, outline: Outline) -> str:
    """Rows of tables that follow stand under the recommendation."""
    draft = outline.start(Draft("recommendation", row.line, {"title": title}, ref=ref))
    if (by := _BY.match(title.text)) and is_date(by["when"]):
        draft.cells["deadline"] = title.cut(*by.span("when"))
        if at := find_holder(title.text, Roster({})):
            draft.cells["lead"] = title.cut(*at)
    outline.activity = draft
    return "entry"
