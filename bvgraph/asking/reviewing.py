"""Proposed links one by one, with both rows as printed, for a person to judge; the verdicts go into ``decisions.toml``."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bvgraph.asking.listing import EntryRow, LinkRow, list_entries, list_links
from bvgraph.errors import CorpusError
from bvgraph.graph.stores import Store
from bvgraph.kinds import Verdict
from bvgraph.reading.decisions import parse_decisions, read_decisions
from bvgraph.reading.folders import DECISIONS as FILE


class Proposal(NamedTuple):
    """A link to be judged, and the two rows."""

    link: LinkRow
    before: EntryRow
    after: EntryRow


class Judged(NamedTuple):
    """What a person said of a proposal, and why, if they did."""

    proposal: Proposal
    verdict: Verdict
    why: str = ""


def list_proposals(store: Store, corpus: Path) -> tuple[Proposal, ...]:
    """Return the proposed links of which ``decisions.toml`` in the folder says nothing yet, the surest first."""
    settled = {frozenset(d.names) for d in read_decisions(corpus) if d.about == "link"}
    rows = {entry.place.id: entry for entry in list_entries(store, {}).rows}
    links = [link for link in list_links(store, {}).rows if link.relation == "proposed"]
    waiting = [link for link in links if frozenset((link.earlier.id, link.later.id)) not in settled]
    ranked = sorted(waiting, key=lambda link: (-link.score, link.earlier.id, link.later.id))
    return tuple(Proposal(link, rows[link.earlier.id], rows[link.later.id]) for link in ranked)


def record_verdicts(corpus: Path, judged: Sequence[Judged], who: str, day: dt.date) -> None:
    """Append verdicts to ``decisions.toml``, whole or not at all; raises CorpusError where it would contradict itself."""
    path = corpus / FILE
    before = path.read_text("utf-8") if path.is_file() else ""
    text = "".join([before, *_write_tables(judged, who, day)])
    parse_decisions(text, path)
    draft = path.with_suffix(".new")
    try:
        draft.write_text(text, "utf-8")
        draft.replace(path)
    except OSError as error:
        raise CorpusError(f"{path} cannot be written: {error.strerror}") from error


def _write_tables(judged: Iterable[Judged], who: str, day: dt.date) -> Iterator[str]:
    for one in judged:
        names = ", ".join(_quote(end.id) for end in (one.proposal.link.earlier, one.proposal.link.later))
        why = f"why = {_quote(one.why)}\n" if one.why else ""
        yield f"\n[[link]]\n{one.verdict} = [{names}]\nwho = {_quote(who)}\nwhen = {day.isoformat()}\n{why}"


def _quote(text: str) -> str:
    """A basic string of TOML, which JSON's strings are too (https://toml.io/en/v1.0.0#string), but for the delete sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
