"""Two rows side by side on a terminal, for a person to judge whether they are one action."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.columns import Columns
from rich.panel import Panel
from rich.text import Text

from bvgraph.showing.cleaning import clean
from bvgraph.showing.terminal import make_console
from bvgraph.showing.views import shorten

if TYPE_CHECKING:
    from bvgraph.asking.listing import EntryRow
    from bvgraph.asking.reviewing import Proposal


def print_proposal(proposal: Proposal, number: int, of: int, out: TextIO) -> None:
    """Print both rows as they stand, and what speaks for their being one."""
    console = make_console(out)
    reasons = "; ".join(proposal.link.reasons)
    console.print(Text(clean(f"{number} of {of}: score {proposal.link.score:.2f} ({reasons})"), style="bold"))
    width = max((console.width - 3) // 2, 20)
    panels = [Panel(_tell(entry), title=_title(entry), width=width) for entry in (proposal.before, proposal.after)]
    console.print(Columns(panels))


def _title(entry: EntryRow) -> Text:
    return Text(clean(f"{entry.place.document}:{entry.place.line}"), style="cyan")


def _tell(entry: EntryRow) -> Text:
    facts = (
        ("", entry.title),
        ("under", entry.parent),
        ("area", entry.area),
        ("lead", ", ".join(lead.name for lead in entry.leads)),
        ("due", entry.deadline_text),
        ("status", entry.status_text),
        ("says", entry.comment),
    )
    lines = (Text.assemble((f"{name} " if name else "", "dim"), clean(shorten(value))) for name, value in facts if value)
    return Text("\n").join(lines)
