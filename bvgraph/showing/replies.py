"""Answers as the contract has them (design, section 4): one object, or a flat row for each action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TextIO

from bvgraph.showing.cleaning import clean
from bvgraph.showing.rows import Json, JsonObject, Layout, RowFormat, as_list, print_rows, write_json

if TYPE_CHECKING:  # a command loads only what it shows
    from bvgraph.asking.answers import Answer, AnswerRow, Source

_COLUMNS: Final = (
    *("label", "id", "document", "line", "leads", "leads_before", "deadline", "deadline_before", "status"),
    *("slips", "silent", "days", "percent"),
)


def print_answer(answer: Answer, quoted: bool, row_format: RowFormat | None, out: TextIO) -> None:
    """Print an answer as the one object of the contract, else its rows, with ``quoted`` the quotes too.

    A number is printed instead of the rows that were counted; whoever wants these asks for an answer that has none.  Where
    what is said was asked for, the quotes are the answer.
    """
    chosen = row_format or ("table" if out.isatty() else "tsv")
    quoted = quoted or _rests_on_comments(answer)
    if chosen == "json":
        write_json(answer_object(answer), out)
    elif answer.kind == "number" and answer.number is not None:
        out.write(f"{answer.number}\n")
    elif answer.kind == "number" and answer.counts:
        out.writelines(f"{clean(name)}\t{count}\n" for name, count in zip(answer.names, answer.counts, strict=True))
    elif answer.kind != "refusal" and chosen == "table":
        from bvgraph.showing import terminal  # noqa: PLC0415 - likewise

        terminal.print_answer(answer, quoted, out)
    elif answer.kind != "refusal":
        print_rows(answer.rows, _layout(answer, quoted), chosen, out)


def _rests_on_comments(answer: Answer) -> bool:
    """Tell whether quotes are what was asked for, or what an answer in a word has to be read with."""
    if answer.kind == "text" and not answer.names:
        return True
    return answer.kind in ("text", "actions") and any(s.field == "comment" for row in answer.rows for s in row.sources)


def _layout(answer: Answer, quoted: bool) -> Layout[AnswerRow]:
    """Return the columns of an answer; beside each row stands the answer in a word, where there is one."""
    told: JsonObject = {"answer": as_list((*answer.names, *answer.dates))}
    columns = (*_COLUMNS, *(("answer",) if told["answer"] else ()), *(("sources",) if quoted else ()))
    return Layout(lambda row: _answer_row(row) | told, columns, "answers")


def _source(source: Source) -> JsonObject:
    return {
        "document": source.document,
        "line": source.line,
        "last_line": source.last_line,
        "quote": source.quote,
        "field": source.field,
        **({"place": source.place} if source.place else {}),
    }


def _answer_row(row: AnswerRow) -> JsonObject:
    return {
        "label": row.label,
        "id": row.id,
        "document": row.place.document,
        "line": row.place.line,
        "leads": as_list(row.leads),
        "leads_before": as_list(row.leads_before),
        "deadline": row.deadline,
        "deadline_before": row.deadline_before,
        "status": row.status,
        "slips": as_list(row.slips),
        "silent": row.silent,
        "days": row.days,
        "percent": row.percent,
        "sources": [_source(source) for source in row.sources],
    }


def answer_object(answer: Answer) -> JsonObject:
    """Return an answer as the one object of the contract; ``query`` finds the rows, ``queries`` are all that ran."""
    refusal: Json = None
    if answer.refusal is not None:
        refusal = {"reason": answer.refusal.reason, "suggestions": as_list(answer.refusal.suggestions)}
    return {
        "question": answer.question,
        "understood": answer.understood,
        "query": next(iter(answer.queries), None),
        "kind": answer.kind,
        "number": answer.number,
        "names": as_list(answer.names),
        "dates": as_list(answer.dates),
        "outcome": answer.outcome if answer.refusal is None else "not understood",
        "counts": list(answer.counts),
        "answers": [_answer_row(row) for row in answer.rows],
        "refusal": refusal,
        "queries": as_list(answer.queries),
    }
