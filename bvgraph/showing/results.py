"""Results of SPARQL queries, which have standard forms of their own."""

from __future__ import annotations

from typing import Literal, TextIO

from bvgraph.asking.queries import ResultFormat, tabulate, write_results
from bvgraph.graph.stores import Results
from bvgraph.showing.cleaning import clean_lines, escape_controls


def print_results(results: Results, result_format: ResultFormat | Literal["table"] | None, out: TextIO) -> None:
    """Print the result of any query in a standard form; when none is asked for, as a table on a terminal and else as TSV."""
    chosen = result_format or ("table" if out.isatty() else "tsv")
    if chosen == "table":
        from bvgraph.showing import terminal  # noqa: PLC0415 - whoever pipes does not wait for rich

        terminal.print_results(*tabulate(results), out)
        return
    text = write_results(results, chosen)
    out.write(escape_controls(text) if chosen == "json" else clean_lines(text))
