"""A lineage for other programs: GraphML, DOT, Mermaid, and a timeline in SVG; what documents say is escaped for each."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from bvgraph.reading.edtf import bounds
from bvgraph.showing.cleaning import clean

if TYPE_CHECKING:
    import datetime as dt

    from bvgraph.asking.lineage import Lineage, Step

_NOT_IN_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_WIDTH, _LEFT, _ROW, _TOP = 960, 250, 62, 84
_STYLE: Final = (
    "text{font:13px sans-serif;fill:#222}.small{font-size:11px;fill:#555}.title{font-size:16px;font-weight:bold}"
    ".axis{stroke:#999;stroke-width:1}.due{fill:#1f5f99}.day{fill:none;stroke:#222;stroke-width:2}"
    ".late{stroke:#b00020;stroke-width:3}.moved{stroke:#1f5f99;stroke-width:1.5;stroke-dasharray:4 3}"
)


def write_graphml(lineage: Lineage) -> Iterator[str]:
    """Yield GraphML (http://graphml.graphdrawing.org/specification.html): entries as nodes, links as edges."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for key, holder in (("label", "node"), ("document", "node"), ("changes", "node"), ("relation", "edge")):
        yield f'  <key id="{key}" for="{holder}" attr.name="{key}" attr.type="string"/>\n'
    yield '  <graph id="lineage" edgedefault="directed">\n'
    for step in lineage.steps:
        values = {"label": step.entry.title, "document": step.entry.place.document, "changes": tell_changes(step)}
        data = "".join(f'<data key="{key}">{_xml(value)}</data>' for key, value in values.items())
        yield f"    <node id={_attribute(step.entry.place.id)}>{data}</node>\n"
    for source, target, relation in _edges(lineage):
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        yield f'    <edge {ends}><data key="relation">{_xml(relation)}</data></edge>\n'
    yield "  </graph>\n</graphml>\n"


def write_dot(lineage: Lineage) -> Iterator[str]:
    """Yield a directed graph in DOT (https://graphviz.org/doc/info/lang.html); proposed links are dashed."""
    yield "digraph lineage {\n  rankdir=LR;\n  node [shape=box];\n"
    for step in lineage.steps:
        label = "\n".join((step.entry.place.id, *textwrap.wrap(clean(step.entry.title), 40), *_brief(step)))
        yield f"  {_dot(step.entry.place.id)} [label={_dot(label)}];\n"
    for source, target, relation in _edges(lineage):
        style = ", style=dashed" if relation == "proposed" else ""
        yield f"  {_dot(source)} -> {_dot(target)} [label={_dot(relation)}{style}];\n"
    yield "}\n"


def write_mermaid(lineage: Lineage) -> Iterator[str]:
    """Yield a flow chart in Mermaid (https://mermaid.js.org/syntax/flowchart.html)."""
    yield "flowchart LR\n"
    numbers: dict[str, str] = {}
    for step in lineage.steps:
        numbers[step.entry.place.id] = f"n{len(numbers)}"
        label = "<br/>".join(_mermaid(part) for part in (step.entry.place.id, step.entry.title, *_brief(step)))
        yield f'  {numbers[step.entry.place.id]}["{label}"]\n'
    for source, target, relation in _edges(lineage):
        for end in (source, target):
            if end not in numbers:
                numbers[end] = f"n{len(numbers)}"
                yield f'  {numbers[end]}["{_mermaid(end)}"]\n'
        arrow = "-.->" if relation == "proposed" else "-->"
        yield f"  {numbers[source]} {arrow}|{relation}| {numbers[target]}\n"


def write_svg(lineage: Lineage) -> Iterator[str]:
    """Yield a timeline in SVG (https://www.w3.org/TR/SVG11/): a row for each entry, its deadline against its document's day.

    What is late is said in words beside the line, not by colour alone.
    """
    height = _TOP + _ROW * len(lineage.steps) + 30
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">\n'
    yield f"<title>{_xml(lineage.title)}</title>\n<style>{_STYLE}</style>\n"
    yield _text(16, 28, _short(lineage.title, 110), "title")
    yield _text(16, 48, "Filled: deadline (its last day). Ring: the day for which the document speaks.", "small")
    place = _scale(lineage)
    for year in sorted({day.year for step in lineage.steps for day in _days(step)}):
        x = place(_new_year(year))
        if x >= _LEFT - 1:
            yield f'<line class="axis" x1="{x:.0f}" y1="64" x2="{x:.0f}" y2="{height - 20}"/>\n'
            yield _text(x + 3, 72, str(year), "small")
    for number, step in enumerate(lineage.steps):
        yield from _svg_row(step, _TOP + _ROW * number + 18, place)
    yield "</svg>\n"


WRITERS: Final[Mapping[str, Callable[[Lineage], Iterator[str]]]] = {
    "graphml": write_graphml,
    "dot": write_dot,
    "mermaid": write_mermaid,
    "svg": write_svg,
}
"""The drawings by the name of their format."""


def tell_changes(step: Step) -> str:
    """All that changed since the entry before, in words."""
    return "; ".join(change.words for change in step.changes)


def _edges(lineage: Lineage) -> Iterator[tuple[str, str, str]]:
    return ((link.earlier.id, link.later.id, link.relation) for link in (*lineage.links, *lineage.proposed))


def _brief(step: Step) -> Iterator[str]:
    """Who led, what was due and what it said, a line each."""
    entry = step.entry
    if entry.leads:
        yield "led by " + ", ".join(lead.name for lead in entry.leads)
    if entry.deadline_text:
        yield f"due {entry.deadline_text}"
    if entry.status_text or entry.percent is not None:
        yield " ".join(filter(None, (entry.status_text, None if entry.percent is None else f"{entry.percent}%")))
    yield from dict.fromkeys(_tell_slip(slip.kind, slip.days, slip.silent) for slip in step.slips)


def _tell_slip(kind: str, days: int | None, silent: bool) -> str:
    return f"{kind}{'' if days is None else f' {days} days'}{' silently' if silent else ''}"


def _svg_row(step: Step, y: int, place: Callable[[dt.date], float]) -> Iterator[str]:
    entry = step.entry
    day, due = _day_of(entry.day, 0), _day_of(entry.deadline, 1)
    yield _text(16, y, _short(entry.place.id, 34), "")
    yield _text(16, y + 15, _short(", ".join(lead.name for lead in entry.leads) or "no lead printed", 36), "small")
    due_text = f"due {entry.deadline_text}" if entry.deadline_text else "no deadline printed"
    said = "; ".join(dict.fromkeys((due_text, *(line for line in _brief(step) if not line.startswith("led by ")))))
    yield _text(_LEFT, y + 30, _short(said, 110), "small")
    if day and due and due < day and any(slip.kind == "lapsed" for slip in step.slips):
        yield f'<line class="late" x1="{place(due):.0f}" y1="{y}" x2="{place(day):.0f}" y2="{y}"/>\n'
    for before in step.before:
        if (old := _day_of(before.deadline, 1)) and due and old != due:
            yield f'<line class="moved" x1="{place(old):.0f}" y1="{y - 8}" x2="{place(due):.0f}" y2="{y - 8}"/>\n'
    if due:
        yield f'<circle class="due" cx="{place(due):.0f}" cy="{y}" r="6"/>\n'
    if day:
        yield f'<circle class="day" cx="{place(day):.0f}" cy="{y}" r="6"/>\n'


def _days(step: Step) -> list[dt.date]:
    return [day for day in (_day_of(step.entry.day, 0), _day_of(step.entry.deadline, 1)) if day]


def _day_of(edtf: str | None, end: int) -> dt.date | None:
    return bounds(edtf)[end] if edtf else None


def _new_year(year: int) -> dt.date:
    return bounds(f"{year}")[0] or _never(year)


def _never(year: int) -> dt.date:
    raise ValueError(f"the year {year} has no first day")


def _scale(lineage: Lineage) -> Callable[[dt.date], float]:
    """From a day to its place across; without any day, everything stands at the left."""
    known = [day for step in lineage.steps for day in _days(step)]
    days = [day.toordinal() for day in (*known, *(_new_year(day.year) for day in known))]
    first, last = (min(days), max(days)) if days else (0, 1)
    return lambda day: _LEFT + (day.toordinal() - first) / max(last - first, 1) * (_WIDTH - _LEFT - 30)


def _text(x: float, y: float, text: str, style: str) -> str:
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x:.0f}" y="{y:.0f}"{kind}>{_xml(text)}</text>\n'


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _xml(text: str) -> str:
    from xml.sax.saxutils import escape  # noqa: PLC0415 - brings the library for HTTP with it

    return escape(_NOT_IN_XML.sub("", clean(text)))


def _attribute(text: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 - likewise

    return quoteattr(_NOT_IN_XML.sub("", clean(text)))


def _dot(text: str) -> str:
    lines = (clean(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n"))
    return '"' + "\\n".join(lines) + '"'


def _mermaid(text: str) -> str:
    """Everything but letters, digits and plain signs as a numeric entity: nothing in a label is markup."""
    return re.sub(r"[^\w .,:/()'%-]", lambda m: f"#{ord(m[0])};", clean(text))
