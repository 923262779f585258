"""The commands that follow actions from one document to the next."""

# ruff: noqa: PLC0415 - help and lists are to start at once, so every command imports what it needs, and no more

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

from bvgraph.cli.declaring import Argument, Option
from bvgraph.cli.options import AsOf, Corpus, Format, Store, read_day, say, tell_matches

if TYPE_CHECKING:
    from bvgraph.asking.reviewing import Judged, Proposal
    from bvgraph.kinds import Verdict


_ANSWERS: Final[dict[str, Verdict]] = {"s": "same", "c": "continues", "d": "different"}


def lineage(  # noqa: PLR0913, PLR0917 - what a command takes is what its user can say
    name: Annotated[list[str], Argument(help="Words of an action's title, its reference, its id or its IRI.")],
    as_of: AsOf = None,
    quotes: Annotated[bool, Option("--quotes", help="Add the text that each entry rests on.")] = False,
    chosen: Annotated[
        Literal["tree", "json", "csv", "tsv", "dot", "graphml", "mermaid", "svg"] | None,
        Option("--format", "-f", help="Else a tree on a terminal, TSV when piped."),
    ] = None,
    output: Annotated[Path | None, Option("--output", "-o", help="A file; its ending says the format.")] = None,
    store: Store = None,
) -> None:
    """Follow one action through all documents."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    from bvgraph.asking.lineage import trace_action
    from bvgraph.showing.telling import write_lineage

    found = trace_action(opening.wait(), " ".join(name), read_day(as_of), opening.folder)
    write_lineage(found, chosen, quotes, output or sys.stdout)
    if found.others:
        say(f"the words also stand in: {'; '.join(found.others)}")


def diff(
    earlier: Annotated[str, Argument(help="A document: id, or words of its title or month.")],
    later: Annotated[str, Argument(help="Another document.")],
    unchanged: Annotated[bool, Option("--unchanged", help="List the rows that did not change, too.")] = False,
    chosen: Annotated[
        Literal["table", "json", "csv", "tsv", "patch"] | None,
        Option("--format", "-f", help="Else a table on a terminal, TSV when piped; patch is RDF Patch."),
    ] = None,
    store: Store = None,
) -> None:
    """Compare two documents row by row."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    from bvgraph.asking.choices import find_document
    from bvgraph.asking.differences import compare_documents, count_kinds, write_patch
    from bvgraph.showing.telling import print_differences

    opened = opening.wait()
    matches = [find_document(opened, name) for name in (earlier, later)]
    tell_matches(matches)
    documents = [match.known.iri for match in matches]
    if chosen == "patch":
        sys.stdout.writelines(write_patch(opened, *documents))
        return
    differences = compare_documents(opened, *documents)
    print_differences([d for d in differences if unchanged or d.kind != "unchanged"], chosen, sys.stdout)
    say(", ".join(f"{count} {kind}" for kind, count in count_kinds(differences).items()))


def coverage(row_format: Format = None, store: Store = None) -> None:
    """Set areas and recommendations against documents."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    from bvgraph.asking.coverage import cover_documents
    from bvgraph.showing.rows import print_rows
    from bvgraph.showing.telling import lay_out_coverage

    rows = cover_documents(opening.wait())
    if row_format == "table" or (row_format is None and sys.stdout.isatty()):
        from bvgraph.showing.terminal import print_coverage

        print_coverage(rows, sys.stdout)
    else:
        print_rows(rows, lay_out_coverage(rows), row_format, sys.stdout)


def review(
    corpus: Corpus,
    who: Annotated[str, Option(help="Your name, as it is to stand beside what you decide.")],
    store: Store = None,
) -> None:
    """Judge the proposed links, one by one, into decisions.toml."""
    from bvgraph.graph.opening import Opening

    opening = Opening(store)
    import datetime as dt

    from bvgraph.asking.reviewing import list_proposals, record_verdicts

    proposals = list_proposals(opening.wait(), corpus)
    judged = _judge(proposals)
    if judged:
        record_verdicts(corpus, judged, who, dt.datetime.now(tz=dt.UTC).date())
    say(f"{len(judged)} decided, {len(proposals) - len(judged)} left; they count from the next build on")


def _judge(proposals: tuple[Proposal, ...]) -> list[Judged]:
    """Ask about each proposal until there is none left, or no answer any more."""
    from bvgraph.asking.reviewing import Judged
    from bvgraph.showing.sides import print_proposal

    judged = []
    for number, proposal in enumerate(proposals, 1):
        print_proposal(proposal, number, len(proposals), sys.stdout)
        answer = _ask("same action [s], the later continues it [c], different [d], leave open [enter], stop [q]? ")
        if answer == "q":
            break
        if answer in _ANSWERS:
            judged.append(Judged(proposal, _ANSWERS[answer], _ask("why (may be left empty)? ")))
    return judged


def _ask(question: str) -> str:
    """One line from the person at the terminal; the end of input is an answer too: stop."""
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return line.strip() if line else "q"
