"""Answers that show actions print by print: how they stand, whatever was asked, and what changed since the print before."""

from bvgraph.asking.answers import TOLD, Answer, AnswerRow, compare_rows
from bvgraph.asking.compiling import compile_query, compile_rows
from bvgraph.asking.loading import Found, load_rows, only, select_found
from bvgraph.asking.selections import Every, Fact, Wanted, parts_of
from bvgraph.graph import vocabulary as v
from bvgraph.graph.stores import Store


def reply_whether(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    """Give status and percentage as printed, with the rows and what is said in them: whoever asks sees what decides it."""
    answer = load_rows(store, answer._replace(kind="text"), found, TOLD, apart=True)
    return answer._replace(names=tuple(dict.fromkeys(filter(None, map(_stand, answer.rows)))))


def _stand(row: AnswerRow) -> str:
    return " ".join(filter(None, (row.status, "" if row.percent is None else f"{row.percent} %")))


def reply_otherwise(store: Store, answer: Answer, wanted: Wanted) -> Answer:
    """Say that something is not so, and give the rows that were asked about as they stand."""
    text = compile_rows(wanted)
    answer = answer._replace(understood=f"{answer.understood}: none; in print they are", queries=(*answer.queries, text))
    return reply_whether(store, answer, wanted, select_found(store, text, None))


def pick_moved(store: Store, answer: Answer, wanted: Wanted, found: Found) -> tuple[Answer, Found]:
    """Leave the deadlines of the actions of which it is so that they moved; where it is so of none, say it and keep all."""
    text = compile_rows(wanted._replace(asks="actions", about=wanted.among or wanted.about, rank=None))
    moved = set(select_found(store, text, None).actions)
    answer = answer._replace(queries=(*answer.queries, text))
    if not moved:
        return answer._replace(understood=f"{answer.understood}: none; in print they are"), found
    return answer, only(found, [at for at, action in enumerate(found.actions) if action in moved])


def tell_otherwise(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    """Say, where deadlines that moved from one document to another were asked for, which others are printed otherwise."""
    moved = next((part for part in parts_of(wanted.about) if isinstance(part, Fact) and part.name == "slip"), None)
    since = next((fact.values for fact in moved.narrowed if fact.name == "slip-after"), None) if moved else None
    if moved is None or since is None or len(moved.narrowed) > 1 or moved.values != (v.SLIPS["moved"],):
        return answer
    others = tuple(part for part in parts_of(wanted.about) if part is not moved)
    changed = wanted._replace(about=Every((Fact("redated"), Fact("revised", since), *others)))
    text = compile_rows(changed)
    rest = [entry for entry in select_found(store, text, None).entries if entry not in found.entries]
    if not rest:
        return answer
    rows = reply_changed(store, answer, changed, Found(tuple(rest), (), ())).rows
    told = "; ".join(f'"{row.label}" {row.deadline_before}, then {row.deadline}' for row in rows)
    understood = f"{answer.understood} (printed otherwise, but to no later day: {told})"
    return answer._replace(understood=understood, queries=(*answer.queries, text))


def reply_changed(store: Store, answer: Answer, wanted: Wanted, found: Found) -> Answer:
    """Give the rows that changed, each with the lead and deadline of the print before."""
    text = compile_query(wanted._replace(asks="history"))
    prints = select_found(store, text, None)
    loaded = load_rows(store, answer, prints, apart=True)
    places = [entry.value for entry in dict.fromkeys(prints.entries)]
    changed = {entry.value for entry in found.entries}
    rows = dict(zip(places, loaded.rows, strict=True))
    befores: dict[str, AnswerRow] = {}
    compared: list[AnswerRow] = []
    for place, row in rows.items():
        if place in changed:
            compared.append(compare_rows(befores.get(row.id), row))
        befores[row.id] = row
    return loaded._replace(rows=tuple(compared), queries=(*loaded.queries, text))
