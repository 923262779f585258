"""What was recognised in a document, in words, with a mapping that can be pasted into the manifest; or as one object."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from bvgraph.reading.inspecting import Inspection, TableSeen, WordSeen, is_unknown, suggest_columns
from bvgraph.showing.cleaning import clean
from bvgraph.showing.rows import JsonObject, write_json

if TYPE_CHECKING:
    from bvgraph.records import Document

_MOST = 12  # problems and words shown of a kind


def print_inspection(inspection: Inspection, as_json: bool, out: TextIO) -> None:
    """Print what was recognised, and the mapping."""
    if as_json:
        write_json(inspection_object(inspection), out)
        return
    out.writelines(clean(line) + "\n" for line in _tell(inspection))


def inspection_object(inspection: Inspection) -> JsonObject:
    """Return an inspection as one object."""
    document, reading = inspection.document, inspection.reading
    return {
        "file": document.file,
        "title": document.title,
        "rows": {str(kind): count for kind, count in Counter(e.kind for e in reading.entries).items()},
        "coverage": reading.coverage,
        "tables": [_table_object(table, document) for table in inspection.tables],
        "statuses": [_word_object(word) for word in inspection.statuses],
        "undated": [_word_object(word) for word in inspection.undated],
        "problems": [{"line": p.line, "kind": p.kind, "message": p.message, "text": p.text} for p in inspection.problems],
        "mapping": "\n".join(write_mapping(inspection)),
    }


def _table_object(table: TableSeen, document: Document) -> JsonObject:
    columns: JsonObject = dict(_name_columns(table))
    where = name_line(document, table.line)
    return {"line": table.line, "where": where, "known": table.known, "rows": table.rows, "columns": columns}


def _name_columns(table: TableSeen) -> list[tuple[str, str | None]]:
    """Each column that has a head, or that is taken for a field without one, which is called by its number."""
    return [(head or f"column {n}", field) for n, (head, field) in enumerate(table.columns, 1) if head or field]


def _word_object(word: WordSeen) -> JsonObject:
    return {"printed": word.printed, "value": word.value, "count": word.count}


def name_line(document: Document, line: int) -> str:
    """A line of a document as a person finds it again: with its page or cell, where it has one."""
    place, cell = document.find_place(line), document.find_cell(line)
    page = f"page {place.page}" if place and place.page else ""
    return ", ".join(filter(None, (f"line {line}", page, cell)))


def _tell(inspection: Inspection) -> Iterator[str]:
    entries, document = inspection.reading.entries, inspection.document
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(Counter(e.kind for e in entries).items())) or "no rows"
    yield f"{document.file}: {kinds}; {inspection.reading.coverage:.1%} of the text accounted for"
    alike: dict[tuple[bool, tuple[tuple[str, str | None], ...]], list[TableSeen]] = {}
    for table in inspection.tables:
        alike.setdefault((table.known, table.columns), []).append(table)
    for tables in alike.values():
        yield from _tell_tables(tables, document)
    yield from _tell_words("statuses", inspection.statuses)
    yield from _tell_words("deadlines that are no dates", inspection.undated)
    if inspection.month_first:
        yield "dates in figures have the month first"
    if inspection.problems:
        yield ""
        yield f"not recognised, or to be looked at ({len(inspection.problems)}):"
    for problem in inspection.problems[:_MOST]:
        yield f"  {name_line(document, problem.line)}: {problem.message}: {problem.text[:80]}"
    yield ""
    yield "# for the manifest, behind the document's entry; change what is wrong, leave out what is right"
    yield from write_mapping(inspection)


def _tell_tables(tables: list[TableSeen], document: Document) -> Iterator[str]:
    """Tell of tables with the same columns."""
    first, more = tables[0], f", and {len(tables) - 1} more like it" if len(tables) > 1 else ""
    known = "" if first.known else "; no row in it is known as a header, the first one has"
    yield ""
    yield f"table at {name_line(document, first.line)}{more}: {sum(table.rows for table in tables)} rows{known}"
    columns = _name_columns(first)
    width = min(max((len(head) for head, _ in columns), default=0), 50)
    for head, field in columns:
        yield f"  {head[:50]:{width}}  {field or 'not read'}"


def _tell_words(what: str, words: tuple[WordSeen, ...]) -> Iterator[str]:
    if words:
        yield ""
        yield f"{what}:"
    for word in words[:_MOST]:
        unknown = " (not known)" if what == "statuses" and is_unknown(word) else ""
        yield f"  {word.count} × {word.printed[:60]}  {word.value or ''}{unknown}".rstrip()


def write_mapping(inspection: Inspection) -> Iterator[str]:
    """Yield the lines of a mapping in TOML (https://toml.io): columns, status words that are not known, order of dates."""
    if inspection.month_first:
        yield 'dates = "mdy"'
    columns = suggest_columns(inspection)
    if columns:
        yield "[document.columns]"
        yield from (f'{json.dumps(head, ensure_ascii=False)} = "{field}"' for head, field in columns.items())
    unknown = [word for word in inspection.statuses if is_unknown(word)]
    if unknown:
        yield "[document.status]"
        yield from (f'{json.dumps(word.printed, ensure_ascii=False)} = "ongoing"  # is it?' for word in unknown)
