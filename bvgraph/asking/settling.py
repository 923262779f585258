"""Putting the ways in which a question is narrowed down together, each in the light of the others, as one condition."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, TypeVar

from bvgraph.asking.conditions import ConditionReader
from bvgraph.asking.items import Below, Item, Mark, Sized, Spread, Timed, Words, deeds_fact
from bvgraph.asking.lexicon import Paper
from bvgraph.asking.refusing import NotStatedError, refuse_date, refuse_words
from bvgraph.asking.selections import Condition, Either, Every, Fact, Other, facts_in
from bvgraph.asking.spans import dated, due_within
from bvgraph.asking.standing import is_state
from bvgraph.asking.vocabularies import load_vocabulary
from bvgraph.errors import UnknownNameError
from bvgraph.graph import vocabulary as v

T = TypeVar("T")

_STATES: Final = frozenset({"status", "complete", "open", "slip", "contradicting"})
_STAYED: Final = {"unchanged": "changed", "kept": "redated", "held": "handed"}
"""What did not become of a row, and what of its action then may not have become either."""
_CHANGED: Final = frozenset({"changed", "redated", *_STAYED})
_HAVE_STATE: Final = _STATES | _CHANGED - {"unchanged", "held"} | {"has-status", "handed", "no-heading"}
_AS_THEY_STOOD: Final = frozenset({"statuses", "percent"})
_DUE_FORMS: Final = frozenset({"by", "by-end", "or-earlier"})
_OPEN: Final = tuple(v.STATUSES[name] for name in load_vocabulary().states["open"].statuses)
_ANY_SLIP: Final = ("declared", "lapsed", "moved", "narrated")
_NARROWS_TIME: Final = frozenset({"deadlines", "venues", "history", "leads", "percent", "statuses", "days", "monitors"})
_OF_PRINTS: Final = _NARROWS_TIME | {"comments", "whether"}
_ROW_QUESTIONS: Final = frozenset({"actions", "count", "leads", "areas", "papers"})


class Context(NamedTuple):
    """What a question asks, the kind of things that it names, and the condition that "them" stands for, if any.

    ``stood`` is whether it is asked how these stood, apart from what narrows them down.
    """

    asks: str
    things: str | None = None
    them: Condition | None = None
    stood: bool = False


class Settler:
    """Puts items together; ``reader`` knows the names and collects the notes."""

    def __init__(self, reader: ConditionReader) -> None:
        self.reader = reader
        self.lexicon = reader.lexicon

    def settle(self, items: Sequence[Item], context: Context) -> Condition:
        """Return the condition that ``items`` make together; raises UnknownNameError for what does not go together."""
        marks = {item.name for item in items if isinstance(item, Mark)}
        sized = any(isinstance(item, Sized) for item in items)
        if "misplaced-not" in marks or (sized and any(isinstance(item, Other) and _is_change(item) for item in items)):
            raise UnknownNameError('what "not" belongs to could not be placed: put it before a name or a state')
        conditions = self._join(self._place_all(items, marks, context))
        if "them" in marks:
            conditions.insert(0, self._recall(context))
        if "together" in marks and not any(isinstance(part, Every) for part in conditions):
            conditions.append(Fact("led-by-several", (), "led by several together"))
        if "newest" in marks:
            conditions.append(Fact("newest", (), "in its newest print"))
        if context.asks in ("actions", "count") and not any(isinstance(item, Spread) for item in items):
            conditions = _hand_on(conditions)
        conditions = self._narrow_slips(self._drop_from(conditions), items, marks, context)
        conditions = _spread_documents(conditions)
        conditions += self._add_kind(context)
        conditions = [_allow_percent(part) for part in conditions]
        return Every(tuple(conditions + self._leave_out(conditions, context)))

    def _recall(self, context: Context) -> Condition:
        if context.them is None:
            raise UnknownNameError('it is not said whom or what "them" means: name it, or ask at the prompt (bvgraph ask)')
        return context.them

    def _place_all(self, items: Sequence[Item], marks: set[str], context: Context) -> list[Condition | Mark]:
        """Return the items as conditions, with the marks "or" and "and" between them."""
        placed: list[Condition | Mark] = []
        words = [item for item in items if isinstance(item, Words)]
        if words:
            placed.append(self._join_words(words))
        due = "due" in marks or context.things == "deadlines"
        for item in items:
            if isinstance(item, Mark):
                placed += [item] if item.name in ("or", "and") else []
            elif isinstance(item, Timed):
                placed += self._place_time(item, items, context, due, "mentioned" in marks)
            elif isinstance(item, Below):
                placed.append(deeds_fact(_as_asked(item, context)))
            elif not isinstance(item, (Sized, Spread, Words)):
                placed.append(item)
        if due and "due" in marks and not any(isinstance(item, Timed) for item in items) and context.asks == "actions":
            placed.append(Fact("has-deadline", (), "with a deadline"))
        return placed

    def _join_words(self, words: Sequence[Words]) -> Fact:
        """Return the actions that have all words of a question in one title."""
        titles = frozenset.intersection(*(item.titles for item in words))
        asked = " ".join(item.asked for item in words)
        if not titles:
            raise refuse_words(asked, self.lexicon)
        return self.reader.actions_with(Words(asked, tuple(word for item in words for word in item.words), titles))

    def _join(self, placed: Sequence[Condition | Mark]) -> list[Condition]:
        """Join what "or" stands between; statuses in a row are alternatives, as no row is printed with two."""
        joined: list[Condition] = []
        either, adjacent = False, False
        for item in placed:
            if isinstance(item, Mark):
                either = either or item.name == "or"
                continue
            before = joined[-1] if joined else None
            alternative = either or (adjacent and _are_statuses(before, item)) or _is_listed(placed, item)
            if before is not None and alternative:
                joined[-1] = _unite(before, item)
            else:
                joined.append(item)
            either, adjacent = False, True
        return joined

    def _place_time(
        self, time: Timed, items: Sequence[Item], context: Context, due: bool, mentioned: bool
    ) -> list[Condition]:
        mentioned = mentioned or context.asks == "mentions"
        if time.form == "from":  # what is due from a day is so since then, what is known from a year is in its documents
            since = mentioned or due or time.due
            time = time._replace(form="since", last=None, asked=f"since {time.asked}") if since else time._replace(form="in")
        if time.form == "by-end" and not due and (context.asks == "beside" or context.stood or _say_how_they_stood(items)):
            asked = time.asked.replace("by ", "the end of ", 1)
            time = time._replace(form="in", first=time.last and time.last.replace(day=1), asked=asked)
        if mentioned:
            return dated(time)
        if due or time.due or time.form in _DUE_FORMS:
            return [due_within(time)]
        if any(isinstance(item, Words) for item in items) and context.asks in _NARROWS_TIME and time.form == "in":
            return [self._due_or_reported(time, context)]
        if time.edtf.count("-") == 2 and not self._find_papers(time):
            return dated(time)
        papers = self._find_papers(time)
        if not papers:
            raise refuse_date(time.asked, self.lexicon)
        self.reader.notes.append(f'"{time.asked}" read as {" and ".join(paper.title for paper in papers)}')
        return [self.reader.paper_fact(papers)]

    def _due_or_reported(self, time: Timed, context: Context) -> Condition:
        """Return that an action is due in a span of time, or stands in a document that speaks for it.

        How something stood then is told by such a document alone: UnknownNameError where there is none.
        """
        papers = self._find_papers(time)
        if not papers and context.asks in _AS_THEY_STOOD:
            raise refuse_date(time.asked, self.lexicon)
        return Either((due_within(time), *([self.reader.paper_fact(papers)] if papers else [])))

    def _find_papers(self, time: Timed) -> list[Paper]:
        """Return the documents that speak for a time: by their day, failing that by their period."""
        first, last = time.first or dt.date.min, time.last or dt.date.max
        speaking = [paper for paper in self.lexicon.papers if first.isoformat() <= _day(paper.as_of) <= last.isoformat()]
        covering = [paper for paper in self.lexicon.papers if _covers(paper.period, first, last)]
        if "/" in time.edtf and covering:
            return covering
        if "/" in time.edtf and not speaking:  # the end of a financial year is told by the last that was reported in it
            told = [paper for paper in self.lexicon.papers if paper.rows and paper.period[-7:] == last.isoformat()[:7]]
            return sorted(told, key=lambda paper: paper.as_of)[-1:]
        return speaking or (covering if time.form == "in" and time.edtf.count("-") == 0 else [])

    def _narrow_slips(
        self, conditions: list[Condition], items: Sequence[Item], marks: set[str], context: Context
    ) -> list[Condition]:
        """Attach to the slips what only a slip can be: silent, of a size, from one document to another."""
        narrowed = [fact for item in items if isinstance(item, Sized) for fact in item.facts]
        spread = next((item for item in items if isinstance(item, Spread)), None)
        if "silently" in marks:
            narrowed.append(Fact("slip-silent", (), "silently (on track in print)"))
        somewhere = spread is None and not any(_is(part, "document") for part in conditions)
        stayed = [_STAYED[part.name] for part in conditions if isinstance(part, Fact) and part.name in _STAYED]
        conditions = [*conditions, *(Other(Fact(name), of_action=True, anywhere=somewhere) for name in stayed)]
        if not narrowed and spread is None:
            return conditions
        if (
            spread is not None
            and spread.after
            and not narrowed
            and context.asks in _OF_PRINTS
            and not any(map(_is_of_two, conditions))
        ):
            return [*conditions, self.reader.paper_fact((*spread.before, *spread.after))]
        if spread is not None and spread.after:
            conditions = [*conditions, self.reader.paper_fact(spread.after)]
        return _attach(conditions, narrowed, spread, context)

    def _drop_from(self, conditions: list[Condition]) -> list[Condition]:
        """Read "dropped from the plan" as what is in no print after it, or as dropped in one: no plan says so itself."""
        plans = {paper.iri for paper in self.lexicon.papers if paper.kind == "plan"}
        named = [
            part
            for part in conditions
            if isinstance(part, Fact) and part.name == "document" and plans.issuperset(part.values)
        ]
        dropped = [part for part in conditions if isinstance(part, Fact) and part.values == (v.SLIPS["dropped"],)]
        if len(named) != 1 or not dropped:
            return conditions
        since = Fact("slip-after", named[0].values, f"since {named[0].says.removeprefix('in ')}")
        read = {part: Either((_narrow(part, [since]), Every((part._replace(says=""), named[0])))) for part in dropped}
        return [read[part] if part in dropped else part for part in conditions if part is not named[0]]

    def _add_kind(self, context: Context) -> list[Condition]:
        if context.things in ("milestones", "recommendations"):
            kind = context.things.removesuffix("s")
            return [Fact("kind", (v.KINDS[kind],), f"of the kind {kind}")]
        if context.things == "activities":
            return [Fact("kind", (v.KINDS["activity"],), "of the kind activity")]
        return []

    def _leave_out(self, conditions: Sequence[Condition], context: Context) -> list[Condition]:
        """Leave out rows that only head others, where actions are asked for: who leads a heading leads what is below."""
        sure = (part for part in conditions if not (isinstance(part, Either) and _bars(part)))
        named = {fact.name for part in sure for fact in facts_in(part)}
        if context.asks in _ROW_QUESTIONS and named & {"complete", "open"} and "kind" not in named:
            return [Fact("no-recommendation")]
        if context.asks not in _ROW_QUESTIONS or named & (_HAVE_STATE | {"action", "mention", "dated-since", "kind"}):
            return []
        led = next((part for part in conditions if isinstance(part, Fact) and part.name == "led"), None)
        heading = Fact("no-heading-of", led.values) if led else Fact("no-heading")
        return [heading, Fact("no-recommendation")]


def _hand_on(conditions: list[Condition]) -> list[Condition]:
    """Read "whose actions changed hands" as those that somebody got, or shared, and those that they handed on."""
    led = next((part for part in conditions if isinstance(part, Fact) and part.name == "led"), None)
    handed = next((part for part in conditions if isinstance(part, Fact) and part.name == "handed"), None)
    if led is None or handed is None or handed.narrowed:
        return conditions
    gone = handed._replace(narrowed=(Fact("handed-from", led.values, led.says.replace("led by", "by", 1)),))
    return [Either((Every((led, handed)), gone)), *(part for part in conditions if part not in (led, handed))]


def _bars(either: Either) -> bool:
    """Tell whether one of several alternatives is that something does not hold: rows of which nothing is said fit it too."""
    return any(isinstance(part, Other) for part in either.conditions)


def _as_asked(below: Below, context: Context) -> Below:
    """Return actions referred to, without what is under them where it is they that are asked for: "which recommendation"."""
    asked = tuple(deed for deed in below.deeds if f"{deed.kind}s" == context.things)
    return below._replace(deeds=asked, parts=False, themselves=True) if asked else below


def _say_how_they_stood(items: Sequence[Item]) -> bool:
    """Tell whether a state is asked: "open at the end of 2031" is what the documents of that time say, and nothing due."""
    return any(isinstance(item, Fact) and item.name in _STATES for item in items)


def _spread_documents(conditions: Sequence[Condition]) -> list[Condition]:
    """Let a row be of the last of several documents, and its action be in the others too: it stands in one alone."""
    named = [part for part in conditions if isinstance(part, Fact) and part.name == "document"]
    if len(named) < 2 or frozenset.intersection(*(frozenset(fact.values) for fact in named)):
        return list(conditions)
    if any(fact.name in _STATES | _CHANGED for part in conditions for fact in facts_in(part)):
        raise UnknownNameError("not understood: how an action stood is said by one document at a time: ask for each of them")
    also = [fact._replace(name="also-in", says=f"that are also {fact.says}") for fact in named[:-1]]
    return [*(part for part in conditions if part not in named), named[-1], *also]


def _allow_percent(part: Condition) -> Condition:
    """Let "complete" mean 100 % too, and "open" less, in documents that print no status."""
    if isinstance(part, Other):
        return part._replace(condition=_allow_percent(part.condition))
    if not isinstance(part, Fact) or part.name != "status":
        return part
    if part.values == (v.STATUSES["complete"],):
        return Fact("complete", (), part.says)
    return part._replace(name="open") if part.values == _OPEN else part


def _day(as_of: str) -> str:
    """Return the first day of "2017", "2017-03" or "2017-03-05"."""
    return as_of + "-01-01"[3 * (len(as_of) // 3 - 1) :] if len(as_of) in (4, 7) else as_of


def _covers(period: str, first: dt.date, last: dt.date) -> bool:
    """Tell whether a period lies in a span of time, or for a span of a year or less overlaps it."""
    begin, _, end = period.partition("/")
    if not end:
        return False
    inside = first.isoformat()[:7] <= begin[:7] and end[:7] <= last.isoformat()[:7]
    return inside or (begin[:7] <= last.isoformat()[:7] and first.isoformat()[:7] <= end[:7] and first.month == 1)


def _are_statuses(one: Condition | None, other: Condition) -> bool:
    return isinstance(one, Fact) and isinstance(other, Fact) and one.name == other.name == "status"


def _is_listed(placed: Sequence[Condition | Mark], item: Condition) -> bool:
    """Tell whether "a, b or c" goes on after ``item``: then the comma before it says "or" too."""
    at = next(i for i, other in enumerate(placed) if other is item)
    rest = placed[at + 1 :]
    before = [other for other in placed[:at] if not isinstance(other, Mark)]
    follows = len(rest) > 1 and isinstance(rest[0], Mark) and rest[0].name == "or"
    return bool(before) and follows and is_state(before[-1]) and is_state(item) and is_state(rest[1])


def _unite(one: Condition, other: Condition) -> Condition:
    if isinstance(one, Fact) and isinstance(other, Fact) and one.name == other.name and not one.narrowed:
        says = " or ".join(dict.fromkeys((one.says, other.says.removeprefix("printed as ") if one.says else other.says)))
        return Fact(one.name, _once(one.values + other.values), says)
    return Either((*(one.conditions if isinstance(one, Either) else (one,)), other))


def _attach(
    conditions: Sequence[Condition], narrowed: Sequence[Fact], spread: Spread | None, context: Context
) -> list[Condition]:
    handed = any(isinstance(part, Fact) and part.name == "handed" for part in conditions)
    changed = any(_is_change(part) for part in conditions)
    if spread is not None and (handed or changed or context.asks in ("joiners", "leavers", "changes")) and not narrowed:
        name = "handed" if context.asks != "changes" else "revised"
        return [_narrow(part, [_after(name, spread)]) if _is(part, "handed") else part for part in conditions] + (
            [] if handed else [_after("revised", spread)]
        )
    if (
        spread
        and spread.after
        and any(fact.values == (v.SLIPS["dropped"],) for part in conditions for fact in facts_in(part))
    ):
        _check_plans(spread)
    extra = [*narrowed, *([_after("slip", spread)] if spread else [])]
    if not any(_is(part, "slip") for part in conditions):
        if not narrowed:
            raise UnknownNameError(
                "not understood: from one document to another leads, deadlines and words change: ask which"
            )
        kinds = tuple(v.SLIPS[kind] for kind in (("moved",) if spread else _ANY_SLIP))
        conditions = [
            *conditions,
            Fact("slip", kinds, "that slipped" if not spread else "whose deadline moved to a later day"),
        ]
    return [_narrow(part, extra) if _is(part, "slip") else part for part in conditions]


def _is_change(part: Condition) -> bool:
    """Tell whether a condition is what became of a row since the print before, or that it did not slip since then."""
    if isinstance(part, Other):
        return _is(part.condition, "slip")
    return isinstance(part, Fact) and part.name in _CHANGED


def _is_of_two(part: Condition) -> bool:
    """Tell whether a condition is one on a print and the one before: a slip, a hand-over or a change."""
    return _is_change(part) or _is(part, "slip") or _is(part, "handed")


def _check_plans(spread: Spread) -> None:
    """Refuse to say what was dropped from one plan to another: each sets what it sets, and drops nothing of the other."""
    if not {paper.plan for paper in spread.before} & {paper.plan for paper in spread.after}:
        before, after = spread.before[0], spread.after[0]
        raise NotStatedError(
            f"{before.title} and {after.title} are different plans; what only one of them has is shown by: "
            f"bvgraph diff {before.id} {after.id}"
        )


def _after(name: str, spread: Spread) -> Fact:
    values = tuple(paper.iri for paper in spread.before)
    says = f"since {' or '.join(paper.title for paper in spread.before)}"
    return Fact("revised" if name == "revised" else f"{name}-after", values, says)


def _is(part: Condition, name: str) -> bool:
    return isinstance(part, Fact) and part.name == name


def _narrow(part: Condition, facts: Iterable[Fact]) -> Condition:
    return part._replace(narrowed=(*part.narrowed, *facts)) if isinstance(part, Fact) else part


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
