"""Damage that only other rows can mend: torn and squeezed cells, first rows of cards lost at a page break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from bvgraph.reading.blocks import Clean
from bvgraph.reading.cards import kind_of
from bvgraph.reading.drafts import Draft, Outline
from bvgraph.reading.rosters import split_names
from bvgraph.reading.values import classify_lead, looks_like_leads, plain, read_status, split_leads
from bvgraph.records import Entry, Problem, Repair

_CODED = re.compile(r"(?!Q[1-4]\b|FY|H[12]\b)(?P<code>[A-Z]{1,4}[-/]?\d{1,3}(?:\.\d{1,3})*[a-z]?)[.):]?\s+(?=[A-Z])")
_MOST = 0.8  # of the rows
_CLOSED = ("complete", "not-applicable")
_LEAST_MARKED = 3  # actions, from which on a document says which are its own


def know_leads(outline: Outline, earlier: Sequence[Entry]) -> list[str]:
    """The persons that the lead columns of this document and of the plan's first print name, longest first."""
    cells = (d.get("lead").text for d in outline.drafts if not d.squeezed)
    names = {text[a:b] for text in cells for a, b in split_leads(text)} | {lead.name for e in earlier for lead in e.leads}
    return sorted((n for n in names if classify_lead(n) == "person" and " " in n), key=lambda n: (-len(n), n))


def settle_squeezed(outline: Outline, earlier: Sequence[Entry]) -> None:
    """Give squeezed rows their lead: the first name stands in the title's cell, the surname before the date."""
    leads = know_leads(outline, earlier)
    for draft in outline.drafts:
        if draft.squeezed:
            _settle_one(draft, leads)


def _settle_one(draft: Draft, leads: list[str]) -> None:
    title, rest = draft.get("title"), draft.get("lead")
    for name in leads:
        head = name[: -len(rest.text)].strip() if rest and name.endswith(rest.text) else name.split()[0] if not rest else ""
        found = [*re.finditer(rf"\s*\b{re.escape(head)}\b(?:\s+[I|l](?=\s|$))?", title.text)] if head else []
        if not found:
            continue
        m = found[-1]
        first = title.cut(m.start() + (len(m[0]) - len(m[0].lstrip())), m.start() + m[0].index(head) + len(head))
        draft.cells["title"] = title.cut(0, m.start()).join(title.cut(m.end()))
        whole = first.join(rest, torn=not name.startswith(head + " "))
        draft.cells["lead"] = whole
        if not rest:
            draft.cells["lead"] = first.join(Clean.supply(name[len(head) :].strip()))
            draft.repairs.append(Repair("lead", first.text, name, "the surname is lost; the only lead of that first name"))
        return


def settle_torn(outline: Outline, earlier: Sequence[Entry]) -> None:
    """Record what titles that were put together from several cells or rows read in the plan's first print."""
    for draft in outline.drafts:
        if not draft.torn:
            continue
        near = max(earlier, key=lambda e: fuzz.ratio(e.title.text, draft.title), default=None)
        if (
            near
            and near.kind == draft.kind
            and near.title.text != draft.title
            and fuzz.ratio(near.title.text, draft.title) > 85
        ):
            _mend_ends(draft, near.title.text)


def _mend_ends(draft: Draft, known: str) -> None:
    """Cut specks off the end of a title put together from pieces, or mend the one word that a column border went through."""
    printed, title = draft.title, draft.get("title")
    if printed.startswith(known):
        draft.cells["title"] = title.cut(0, len(known))
        draft.repairs.append(Repair("title", printed, known, "specks behind a title that was torn over cells"))
        return
    words, right = [*re.finditer(r"\S+", printed)], known.split()
    wrong = [i for i, word in enumerate(words) if len(words) == len(right) and word[0] != right[i]]
    if len(wrong) == 1 and len(title.cut(*words[wrong[0]].span()).pieces) > 1:
        start, end = words[wrong[0]].span()
        mended = title.cut(0, start).join(Clean.supply(right[wrong[0]])).join(title.cut(end))
        draft.cells["title"] = mended
        draft.repairs.append(
            Repair("title", words[wrong[0]][0], right[wrong[0]], "a word torn over cells; read from the plan")
        )


def split_closing_leads(outline: Outline) -> None:
    """A block's title and lead on one line: cut off the name at its end that other rows show to be a lead."""
    leads = know_leads(outline, ())
    for draft in outline.drafts:
        title = draft.get("title")
        name = next((n for n in leads if title.text.endswith(" " + n)), None)
        if name and draft.kind == "activity" and not draft.get("lead") and not draft.ref:
            draft.cells["lead"] = title.cut(len(title.text) - len(name))
            draft.cells["title"] = title.cut(0, len(title.text) - len(name))


def drop_unmarked(drafts: Sequence[Draft], outline: Outline) -> list[Draft]:
    """The drafts without sentences of minutes above actions that the document marks or lists: these it says are its own.

    What is done already may be of the meeting before, and says nothing of that.  Nor does a sentence count of which the
    words stand in a mark or a list further down; the others are reported.
    """
    marked = sorted(d.line for d in drafts if not d.loose and read_status(d.get("status").text) not in _CLOSED)
    last = marked[-1] if len(marked) >= _LEAST_MARKED else 0
    listed = {plain(draft.title): draft.line for draft in drafts if not draft.loose}
    told = [d for d in drafts if not d.loose or listed.get(plain(d.title), 0) <= d.line]
    message = "a sentence says who is to do what, in a document that marks its actions further down; it is not read as one"
    outline.problems += [
        Problem(outline.document, d.line, "unmarked", message, d.title[:200]) for d in told if d.loose and d.line < last
    ]
    return [d for d in told if not d.loose or d.line >= last]


def cut_codes(drafts: Sequence[Draft]) -> None:
    """The references with which titles begin ("L1.2 Paint the lamp"), where nearly all rows without one have their own."""
    bare = [d for d in drafts if d.columns and d.title and not d.ref and "ref" not in d.columns]
    found = [(d, m) for d in bare if (m := _CODED.match(d.title))]
    codes, rests = {m["code"] for _, m in found}, {d.title[m.end() :] for d, m in found}
    alike = len({re.match("[A-Z]*", code)[0] for code in codes}) == 1 or all("." in code for code in codes)  # type: ignore[index]
    if len(found) >= _LEAST_MARKED and len(codes) == len(rests) == len(found) >= _MOST * len(bare) and alike:
        for draft, m in found:
            title = draft.get("title")
            draft.ref, draft.cells["title"] = title.cut(*m.span("code")), title.cut(m.end())


def drop_names(drafts: Sequence[Draft], outline: Outline) -> list[Draft]:
    """The drafts without rows that say nothing but who is to do something; these are reported."""
    leads = know_leads(outline, ())
    untold = (d for d in drafts if d.columns and d.title and set(d.cells) <= {"title", "comment"})
    bare = [d for d in untold if _names_only(d.title, leads)]
    message = "it names who is to do something, and not what"
    outline.problems += [Problem(outline.document, d.line, "unplaced", message, d.title[:200]) for d in bare]
    left = {id(d) for d in bare}
    return [d for d in drafts if id(d) not in left]


def _names_only(text: str, leads: Sequence[str]) -> bool:
    """Owners, one and all, of whom one leads other rows ("Clerk Ann Ode/Ben Lathe")."""
    parts = split_names(text)
    known = any(part.endswith(name) for part in parts for name in leads)
    return known and all(map(looks_like_leads, parts)) and all(classify_lead(part) in ("person", "post") for part in parts)


def merge_references(outline: Outline) -> list[Draft]:
    """One draft per reference, from its detail card, its heading and the summary list; then parents by reference."""
    merged: dict[str, Draft] = {}
    out: list[Draft] = []
    for draft in _name_orphans(outline.drafts):
        ref = draft.ref.text
        if not ref or draft.kind in ("activity", "milestone"):
            out.append(draft)
        elif ref not in merged:
            merged[ref] = draft
        elif _is_same(merged[ref], draft):
            merged[ref] = _merge(merged[ref], draft)
        else:
            out.append(draft)
    headed = {d.ref.text: d for d in out if d.kind == "activity" and d.ref} | merged
    for draft in [*out, *merged.values()]:
        if draft.ref and draft.kind in ("action", "recommendation"):
            draft.parent = headed.get(draft.ref.text.rpartition(".")[0]) or draft.parent
        if draft.parent and draft.parent.ref.text in merged and draft.parent.kind == "recommendation":
            draft.parent = merged[draft.parent.ref.text]
    return [*out, *merged.values()]


def _is_same(first: Draft, second: Draft) -> bool:
    """One action in two places, not two whose numbers start anew in another table."""
    apart = [first.get(n) and second.get(n) and first.get(n).text != second.get(n).text for n in ("lead", "deadline")]
    if all(apart) or (any(apart) and first.columns and first.columns == second.columns):
        return first.title == second.title
    return not first.title or not second.title or fuzz.token_set_ratio(first.title, second.title) > 60


def _merge(first: Draft, second: Draft) -> Draft:
    """The later place is the detail; what it lacks comes from the earlier one."""
    main, other = (second, first) if second.get("title") else (first, second)
    for name, cell in other.cells.items():
        if not main.get(name):
            main.cells[name] = cell
    main.lines += [other.line, *other.lines]
    main.area = main.area or other.area
    main.repairs += other.repairs
    return main


def _name_orphans(drafts: Iterable[Draft]) -> list[Draft]:
    """A card without its first row gets the one reference that the summary list has at its place and no card has."""
    drafts = list(drafts)
    cards = {d.ref.text for d in drafts if d.get("lead") or d.get("comment")}
    order = [d.ref.text for d in drafts if d.ref and not d.get("lead") and not d.get("comment")]
    for i, draft in enumerate(drafts):
        if draft.ref or draft.title or draft.kind != "action":
            continue
        before = next((d.ref.text for d in reversed(drafts[:i]) if d.ref and d.get("lead")), "")
        after = next((d.ref.text for d in drafts[i:] if d.ref and d.get("lead")), "")
        lost = _between(order, before, after, cards)
        if len(lost) == 1:
            summary = next(d for d in drafts if d.ref.text == lost[0])
            _adopt(summary, draft)
    return [d for d in drafts if d.title]


def _between(order: list[str], before: str, after: str, cards: set[str]) -> list[str]:
    if before not in order or after not in order:
        return []
    return [r for r in order[order.index(before) + 1 : order.index(after)] if r not in cards and kind_of(r) == "action"]


def _adopt(summary: Draft, card: Draft) -> None:
    """Put the cells of a card whose first row is lost to the row of the summary list."""
    summary.cells = {**card.cells, **summary.cells}
    summary.lines += card.lines
    ref = summary.ref.text
    summary.repairs.append(
        Repair("ref", "", ref, "the card's first row is lost at a page break; its place in the summary list names it")
    )
