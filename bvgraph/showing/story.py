"""A lineage on the terminal: a tree with a block for each document, every change in words, proposals apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.text import Text
from rich.tree import Tree

from bvgraph.showing.cleaning import clean
from bvgraph.showing.terminal import make_console
from bvgraph.showing.views import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bvgraph.asking.lineage import FieldChange, Lineage, Step
    from bvgraph.asking.listing import LinkRow, SlipRow

_LONG = 90


def print_lineage(lineage: Lineage, quoted: bool, out: TextIO) -> None:
    """Print the steps of a lineage under its title, with ``quoted`` the text that each rests on."""
    tree = Tree(Text(clean(lineage.title), style="bold"), guide_style="dim")
    for answered in lineage.answers_to:
        tree.add(Text(clean(f"answers to {answered}")))
    for step in lineage.steps:
        _add_step(tree, step, quoted, [link for link in lineage.links if link.later.id == step.entry.place.id])
    if lineage.proposed:
        branch = tree.add(Text(f"perhaps also ({len(lineage.proposed)}; proposed, not asserted)", style="bold"))
        for link in lineage.proposed:
            branch.add(Text(clean(_tell_link(link))))
    make_console(out).print(tree)


def _add_step(tree: Tree, step: Step, quoted: bool, links: Sequence[LinkRow]) -> None:
    entry = step.entry
    heading = Text.assemble((clean(f"{entry.place.document}:{entry.place.line}"), "cyan"), f"  {clean(entry.day or '')}")
    branch = tree.add(heading)
    ref = f"{entry.ref}  " if entry.ref else ""
    branch.add(Text(clean(f"{ref}{entry.title}")))
    branch.add(Text(clean(_tell_state(step))))
    for link in links:
        if link.decided_by == "decision":
            branch.add(Text(clean(f"{link.relation} as {link.earlier.id}: {link.reasons[0]}"), style="bold"))
    for change in step.changes:
        branch.add(Text(clean(_tell_change(change)), style="yellow"))
    for slip in step.slips:
        branch.add(Text.assemble(("slipped  ", "bold red"), clean(_tell_slip(slip))))
    for odd in step.contradictions:
        branch.add(Text.assemble(("at odds  ", "bold"), clean(shorten(odd.message))))
    for quote in step.quotes if quoted else ():
        if quote.text.strip():
            where = Text.assemble((clean(f"{quote.document}:{quote.line}"), "cyan"), f" {quote.field.removesuffix('Text')} ")
            branch.add(where.append(f"“{shorten(clean(quote.text))}”", style="italic"))


def _tell_state(step: Step) -> str:
    entry = step.entry
    parts = [
        "led by " + ", ".join(lead.name for lead in entry.leads) if entry.leads else "no lead printed",
        f"due {entry.deadline_text}" if entry.deadline_text else "no deadline printed",
        entry.status_text or "no status printed",
    ]
    if entry.percent is not None:
        parts.append(f"{entry.percent}%")
    return "; ".join(parts)


def _tell_change(change: FieldChange) -> str:
    if change.field in ("comment", "planned") or len(change.words) > 2 * _LONG:
        if change.before is None:
            return f"{change.field} now given: {_cut(change.after)}"
        return f"{change.field} {'no longer given' if change.after is None else f'now: {_cut(change.after)}'}"
    return change.words


def _cut(text: str | None) -> str:
    text = text or ""
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _tell_slip(slip: SlipRow) -> str:
    parts = [slip.kind if slip.days is None else f"{slip.kind} {slip.days} days"]
    if slip.silent:
        parts.append("silently: printed as on track")
    if slip.old and slip.new:
        parts.append(f"{slip.old} to {slip.new}")
    if slip.leads:
        parts.append("under " + ", ".join(slip.leads))
    if slip.leads_before and set(slip.leads_before) != set(slip.leads):
        parts.append("before, under " + ", ".join(slip.leads_before))
    return "; ".join(parts)


def _tell_link(link: LinkRow) -> str:
    return f"{link.earlier.id} and {link.later.id}: {link.score:.2f} ({'; '.join(link.reasons)})"
