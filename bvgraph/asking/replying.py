"""From what is wanted to an answer: the query is run, and what it selects is given rows and quotes."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from pyoxigraph import QuerySolution

from bvgraph.asking.answers import PRINTED, TOLD, Answer, AnswerKind, AnswerRow, Source, rows_from_slips
from bvgraph.asking.compiling import compile_mentions, compile_query, compile_rows
from bvgraph.asking.listing import Place, list_slips
from bvgraph.asking.loading import Found, load_rows, only, read_values, select_found
from bvgraph.asking.prints import pick_moved, reply_changed, reply_otherwise, reply_whether, tell_otherwise
from bvgraph.asking.queries import Term, find_named_query, number_of, run_select, text_of
from bvgraph.asking.quoting import MANY
from bvgraph.asking.refusing import NotStatedError
from bvgraph.asking.selections import Either, Every, Fact, Wanted, facts_in, parts_of
from bvgraph.errors import UnknownNameError
from bvgraph.graph import vocabulary as v
from bvgraph.graph.stores import Store

_TIMED: Final = frozenset(("due-since", "due-until", "document"))  # what tells of a time
_COLUMN: Final = {
    **dict.fromkeys(("leads", "joiners", "leavers", "monitors", "areas", "papers", "venues", "states", "beside"), "name"),
    "deadlines": "deadline",
    "percent": "percent",
    "statuses": "status",
    "days": "days",
}
"""The column that holds what is asked for; for the others the rows are the answer."""


_IN_PROSE: Final = frozenset({"mention", "dated-since", "dated-until", "document", "no-heading", "no-recommendation"})
_EMPTY_KINDS: Final[Mapping[str, AnswerKind]] = {
    "deadlines": "dates",
    "percent": "number",
    "days": "number",
    "statuses": "text",
}


def reply(store: Store, question: str, wanted: Wanted) -> Answer:
    """Answer what is wanted from the graph."""
    if wanted.asks == "papers" and all(fact.name in _IN_PROSE for fact in facts_in(wanted.about)):
        return _reply_papers(store, question, wanted)
    text = compile_mentions(wanted) if wanted.asks == "mentions" else compile_query(wanted)
    answer = Answer(question, "; ".join((wanted.says, *wanted.notes)), "actions", (text,))
    answer = _find_answer(store, answer, wanted)
    if answer.rows:
        return answer
    if wanted.asks == "actions" and wanted.among is not None:
        return reply_otherwise(store, answer, wanted._replace(about=wanted.among))
    return _tell_why_empty(store, answer, wanted)


def _find_answer(store: Store, answer: Answer, wanted: Wanted) -> Answer:
    """Run the query of an answer, and others that it takes, and return it with what they gave."""
    if wanted.asks == "mentions":
        return _reply_mentions(store, answer, wanted)
    if wanted.rank in ("most", "fewest") and wanted.among:
        return _reply_largest_share(store, answer, wanted)
    if wanted.rank in ("most", "fewest", "each"):
        return _reply_ranking(store, answer, wanted)
    if wanted.asks == "share":
        return _reply_share(store, answer, wanted)
    if wanted.asks == "count":
        return _reply_count(store, answer, wanted)
    found = select_found(store, answer.queries[0], _COLUMN.get(wanted.asks), wanted.apart)
    return _REPLIES[wanted.asks](store, answer, wanted, found)


def _reply_actions(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    """Give the rows; where the question was about slips, with these."""
    kinds = _slip_kinds(wanted)
    names = {fact.name for fact in facts_in(wanted.about)}
    if names & {"changed", "redated"}:
        return reply_changed(store, answer, wanted, found)
    if not kinds or not found.entries:
        return load_rows(store, answer, found, TOLD if names & {"said", "mention"} else PRINTED)
    return _load_slips(store, tell_otherwise(store, answer, wanted, found), found, kinds)


def _slip_kinds(wanted: Wanted) -> list[Term]:
    parts = wanted.about.conditions if isinstance(wanted.about, Every) else (wanted.about,)
    return [term for fact in parts if isinstance(fact, Fact) and fact.name == "slip" for term in fact.values]


def _load_slips(store: Store, answer: Answer, found: Found, kinds: Sequence[Term]) -> Answer:
    entries = list(dict.fromkeys(found.entries))
    bindings: dict[str, Term | Sequence[Term]] = {"slip": list(dict.fromkeys(kinds))}
    listing = list_slips(store, {**bindings, "entry": entries} if len(entries) <= MANY else bindings)
    places = {entry.value for entry in entries}
    rows = rows_from_slips([slip for slip in listing.rows if slip.entry in places])
    return answer._replace(rows=rows, queries=(*answer.queries, *listing.queries))


def _reply_names(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    names = tuple(dict.fromkeys(found.values))
    if wanted.rank == "number":
        answer = answer._replace(number=len(names))
    return load_rows(
        store, answer._replace(kind="number" if wanted.rank == "number" else "names", names=names), found, apart=True
    )


def _reply_deadlines(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    if wanted.among is not None:
        answer, found = pick_moved(store, answer, wanted, found)
    chosen = _pick(found, wanted.rank, range(len(found.values)))
    dates = tuple(dict.fromkeys(chosen.values))
    return load_rows(store, answer._replace(kind="dates", dates=dates), chosen, apart=True)


def _pick(found: Found, rank: str | None, order: Sequence[int]) -> Found:
    """Return what a rank leaves: the first or last print, or what holds the earliest or latest, or the largest, value."""
    if not found.entries or rank is None or rank == "number":
        return found
    if rank in ("first", "last"):
        step = 1 if rank == "first" else -1
        picked = {found.actions[at]: at for at in reversed(order[::step])}
        return only(found, sorted(picked.values()))
    keys = [f"{int(value):09}" if rank == "longest" else value.rpartition("/")[2] for value in found.values]
    best = min(keys) if rank == "earliest" else max(keys)
    return only(found, [at for at in order if keys[at] == best])


def _reply_percent(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    """Give the last percentage in print as the number, where one action was asked about; else the mean of all, if wanted."""
    last = dict(zip(found.actions, map(int, found.values), strict=True))
    if wanted.rank in ("least done", "most done") and last:
        best = (min if wanted.rank == "least done" else max)(last.values())
        at = {action: place for place, action in enumerate(found.actions) if last[action] == best}
        return load_rows(store, answer._replace(kind="actions"), only(found, sorted(at.values())))
    if wanted.rank == "mean" and last:
        says = f"{answer.understood}: {len(last)} actions that state one"
        answer = answer._replace(kind="number", number=round(sum(last.values()) / len(last)), understood=says)
        return load_rows(store, answer, found)
    number = int(found.values[-1]) if len(set(found.actions)) == 1 else None
    return load_rows(store, answer._replace(kind="number", number=number), found, apart=True)


def _reply_days(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    """Give the most days by which an action slipped; for the longest slip of all, the actions that have it."""
    if not found.entries:
        return answer
    longest = _pick(found, "longest", range(len(found.entries)))
    if wanted.rank != "longest":
        answer = answer._replace(kind="number", number=int(longest.values[0]))
    kinds = _slip_kinds(wanted) or [v.SLIPS["lapsed"], v.SLIPS["moved"]]
    return _load_slips(store, answer, longest, kinds)


def _reply_statuses(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    names = tuple(dict.fromkeys(found.values))
    return load_rows(store, answer._replace(kind="text", names=names), found, apart=True)


def _reply_comments(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    return load_rows(store, answer._replace(kind="text"), found, TOLD, apart=True)


def _reply_history(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    return load_rows(store, answer._replace(kind="lineage"), found, TOLD, apart=True)


def _reply_count(store: Store, answer: Answer, wanted: Wanted) -> Answer:
    number = next((number_of(row, "number") for row in run_select(store, answer.queries[0])), 0)
    found = select_found(store, compile_rows(wanted), None) if number else Found((), (), ())
    return load_rows(store, answer._replace(kind="number", number=number or 0), found)


def _reply_share(store: Store, answer: Answer, wanted: Wanted) -> Answer:
    """Give how many of a hundred actions are as asked, and say how many that are of how many."""
    part = _reply_count(store, answer, wanted._replace(asks="count"))
    text = compile_query(wanted._replace(about=wanted.among or wanted.about))
    whole = next((number_of(row, "number") or 0 for row in run_select(store, text)), 0)
    number = round(100 * (part.number or 0) / whole) if whole else None
    says = f"{answer.understood}, in per cent: {part.number} of {whole}"
    return part._replace(number=number, understood=says, queries=(*part.queries, text))


def _reply_ranking(store: Store, answer: Answer, wanted: Wanted) -> Answer:
    """Give whoever has most, or fewest; of two with as many, who has them in rows that were read without repair."""
    rows = list(run_select(store, answer.queries[0]))
    counted = [
        (name, number_of(row, "actions") or 0, number_of(row, "sound") or 0)
        for name, row in zip(read_values(rows, "name", wanted.apart), rows, strict=True)
    ]
    if not counted:
        return answer._replace(kind="names")
    if wanted.rank == "each":
        return _reply_tally(store, answer, wanted, [(name, number) for name, number, _ in counted])
    best = counted[0]
    names = [name for name, *figures in counted if figures == list(best[1:])]
    tied = [
        f"{name} ({sound} of {number} in rows that were read without repair)"
        for name, number, sound in counted
        if number == best[1] and name not in names
    ]
    says = "; as many, but partly lost in print: ".join(
        [f"{answer.understood}: {best[1]}", *([", ".join(tied)] if tied else [])]
    )
    return _load_named(store, answer._replace(understood=says, counts=(best[1],) * len(names)), wanted, names)


def _load_named(store: Store, answer: Answer, wanted: Wanted, names: Sequence[str]) -> Answer:
    """Give the names that a ranking found, with their rows."""
    text = compile_rows(wanted._replace(rank=None))
    found = select_found(store, text, "name", wanted.apart)
    mine = only(found, [at for at, name in enumerate(found.values) if name in names])
    answer = answer._replace(kind="names", names=tuple(names), queries=(*answer.queries, text))
    return load_rows(store, answer, mine)


def _reply_largest_share(store: Store, answer: Answer, wanted: Wanted) -> Answer:
    """Give of whose actions the largest, or smallest, part is as asked, and say how many that are of how many."""
    every = wanted._replace(about=wanted.among or wanted.about, rank="each")
    text = compile_query(every)
    whole = _count_names(store, text, wanted)
    part = _count_names(store, answer.queries[0], wanted)
    if not part:
        return answer._replace(kind="names")
    shares = {name: Fraction(part.get(name, 0), number) for name, number in whole.items()}
    best = max(shares.values()) if wanted.rank == "most" else min(shares.values())
    names = [name for name, share in shares.items() if share == best]
    told = ", ".join(f"{name} {part.get(name, 0)} of {whole[name]}" for name in names)
    answer = answer._replace(
        understood=f"{answer.understood}, in per cent: {told}",
        counts=(round(100 * best),) * len(names),
        queries=(*answer.queries, text),
    )
    return _load_named(store, answer, wanted if best else every, names)  # of nothing there is nothing to show


def _count_names(store: Store, text: str, wanted: Wanted) -> dict[str, int]:
    """Return how many actions each name has by a query of a ranking, in its order."""
    rows = list(run_select(store, text))
    names = read_values(rows, "name", wanted.apart)
    return {name: number_of(row, "actions") or 0 for name, row in zip(names, rows, strict=True)}


def _reply_tally(store: Store, answer: Answer, wanted: Wanted, counted: Sequence[tuple[str, int]]) -> Answer:
    """Give every name with its number of actions, largest first, and the rows that were counted."""
    text = compile_rows(wanted._replace(rank=None))
    found = select_found(store, text, "name", wanted.apart)
    several = "; an action of several counts for each of them" if wanted.asks in ("leads", "monitors") else ""
    answer = answer._replace(
        understood=f"{answer.understood}{several}; what has none is not listed",
        kind="number",
        names=tuple(name for name, _ in counted),
        counts=tuple(number for _, number in counted),
        queries=(*answer.queries, text),
    )
    return load_rows(store, answer, found)


def _reply_mentions(store: Store, answer: Answer, wanted: Wanted) -> Answer:
    """Give every line that mentions something, those of one action, or of one document's prose, as one row."""
    groups: dict[tuple[str, str], AnswerRow] = {}
    for row in run_select(store, answer.queries[0]):
        document, action = text_of(row, "document") or "", text_of(row, "action") or ""
        line, quote = number_of(row, "line") or 0, text_of(row, "text") or ""
        label = text_of(row, "title") or document
        known = groups.get((document, action or str(line)))
        source = Source(document, line, line, quote, "mention")
        if known is None:
            known = AnswerRow(
                label, action or f"{document}/{line}", Place(f"{document}/{line}", document, line), line, (), None, None
            )
        groups[document, action or str(line)] = known._replace(sources=(*known.sources, source))
    rows = tuple(groups.values())
    number = sum(len(row.sources) for row in rows) if wanted.rank == "number" else None
    return answer._replace(kind="mentions" if number is None else "number", rows=rows, number=number)


def _reply_papers(store: Store, question: str, wanted: Wanted) -> Answer:
    """Give the documents, prose too, in which something is mentioned; all of them, where nothing was asked of them."""
    facts = [fact for fact in facts_in(wanted.about) if not fact.name.startswith("no-")]
    text = compile_mentions(wanted) if facts else find_named_query("documents").text
    answer = Answer(question, "; ".join((wanted.says, *wanted.notes)), "names", (text,))
    if facts:
        answer = _reply_mentions(store, answer, wanted)._replace(kind="names")
    else:
        answer = answer._replace(rows=tuple(map(_row_from_paper, run_select(store, text))))
    names = tuple(dict.fromkeys(row.place.document for row in answer.rows))
    number = len(names) if wanted.rank == "number" else None
    kind: AnswerKind = "names" if number is None else "number"
    return answer._replace(kind=kind, names=names, number=number, outcome="found" if names else "none")


def _row_from_paper(row: QuerySolution) -> AnswerRow:
    name = text_of(row, "document") or ""
    return AnswerRow(text_of(row, "title") or name, name, Place(name, name, 1), 1, (), None, None)


def _refuse_time(wanted: Wanted) -> None:
    """Raise NotStatedError where an action was asked about at a time of which no row of it tells: "none" would mislead."""
    chosen = [part for part in parts_of(wanted.about) if isinstance(part, Either)]
    timed = any(all(fact.name in _TIMED for fact in facts_in(part)) for part in chosen)
    named = next((fact for fact in facts_in(wanted.about) if fact.name in ("action", "part-of")), None)
    if named is not None and timed:
        raise NotStatedError(f"of {named.says} no row is due then or stands in a document of then")


def _tell_why_empty(store: Store, answer: Answer, wanted: Wanted) -> Answer:
    """Tell what is not so from what is not stated: rows are there, but none says what was asked.

    Raises UnknownNameError for words that are in no title and no comment either: nothing is known of what they name.
    """
    unknown = next((fact for fact in parts_of(wanted.about) if isinstance(fact, Fact) and fact.name == "worded"), None)
    if unknown is not None and len(parts_of(wanted.about)) == 1:
        raise UnknownNameError(f"not understood: nothing has {unknown.says}")
    if wanted.asks == "whether":
        raise NotStatedError(f"{wanted.says.replace('Whether so in print: ', '')}: no row tells whether so")
    silent = False
    if wanted.asks in _COLUMN and wanted.rank not in ("most", "fewest", "each"):
        bare = wanted._replace(asks="actions", rank=None, limits=())
        silent = bool(select_found(store, compile_rows(bare), None).entries)
        if not silent:
            _refuse_time(wanted)
    named = "names" if wanted.asks in _COLUMN else answer.kind
    kind = _EMPTY_KINDS.get(wanted.asks, named)
    number = 0 if kind == "number" and not silent else None
    return answer._replace(kind=kind, number=number, outcome="not stated" if silent else "none")


_REPLIES: Final[Mapping[str, Callable[[Store, Answer, Wanted, Found], Answer]]] = {
    **dict.fromkeys(("leads", "joiners", "leavers", "monitors", "areas", "papers", "venues"), _reply_names),
    "actions": _reply_actions,
    "changes": _reply_actions,
    "deadlines": _reply_deadlines,
    "percent": _reply_percent,
    "days": _reply_days,
    "statuses": _reply_statuses,
    "comments": _reply_comments,
    "whether": reply_whether,
    "history": _reply_history,
}
"""How each thing that can be asked is answered from what the query selected."""
