"""What is asked of an action as a whole: a heading with what is under it, and what else the columns of its rows tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import Final

from bvgraph.asking.conditions import AGENT, ConditionReader
from bvgraph.asking.grammar import Parse, walk
from bvgraph.asking.items import Item, heads_others
from bvgraph.asking.lexicon import Lexicon
from bvgraph.asking.parsing import FILLER, Part
from bvgraph.asking.refusing import refuse_unknown_name, refuse_unplaced, refuse_words
from bvgraph.asking.selections import Condition, Every, Fact, Wanted, facts_in
from bvgraph.asking.spans import read_time
from bvgraph.asking.spots import Named, Topic
from bvgraph.asking.spotting import CAME_ABOUT
from bvgraph.asking.tokens import Token
from bvgraph.asking.vocabularies import load_vocabulary
from bvgraph.asking.worded import read_wording
from bvgraph.errors import UnknownNameError

_ALSO: Final = {
    "also.stood": "status and percentage are beside each",
    "also.stood-as": "status and percentage are beside each",
    "also.became": "each print shows who led it then",
    "also.days": "the days are beside each of which two dates are printed",
    "also.when": "the deadline is beside each",
    "also.who": "the lead is beside each",
}
_VERBS: Final = frozenset(("did", "does"))
_LEAST_COMPARED: Final = 2
_IN_ROWS: Final = frozenset(
    ("actions", "leads", "deadlines", "comments", "statuses", "history", "venues", "changes", "whether")
)


def read_unwrapped(reader: ConditionReader, part: Part, row: bool) -> Iterator[Item]:
    """Yield what narrows a question down that the grammar's rule for this form holds itself, and not one of its mods.

    ``row`` is whether words that texts are looked through for have to stand in a row.
    """
    if part.symbol.startswith("when."):
        yield read_time(part)
    elif part.symbol.startswith("spoken."):
        yield from reader.read_spoken(part)
    elif isinstance(part.value, Topic) and part.symbol == "wording":
        yield read_wording(reader.lexicon, part.value, row)
    elif part.symbol == "state" or part.symbol.startswith("named."):
        mod = "mod.state" if part.symbol == "state" else "mod.mentioning"
        yield from reader.read_mods(Part("", 0, 0, None, (Part(mod, 0, 0, None, (part,)),)))


def refuse_strangers(part: Part, lexicon: Lexicon) -> UnknownNameError | None:
    """Return the refusal of the first name of nobody in a question, which tells more than a word that was not placed."""
    for child in part.parts:
        if child.symbol == "topic" and isinstance(child.value, Topic) and _is_name(child.value):
            return refuse_words(child.value.asked, lexicon)
        if child.symbol == "stranger" and isinstance(child.value, Named):
            return refuse_unknown_name(child.value.asked, AGENT, lexicon.leads, lexicon.others)
        if found := refuse_strangers(child, lexicon):
            return found
    return None


def _is_name(topic: Topic) -> bool:
    """Tell whether words that stand in no title look like a name in full."""
    return not topic.titles and len(topic.words) > 1 and all(word[0].isupper() for word in topic.asked.split())


def join_torn(part: Part, lexicon: Lexicon) -> Part:
    """Return a part with words in a row joined of which some were read as a heading, the next as a title beneath it.

    Raises UnknownNameError where no title has them all.
    """
    parts: list[Part] = []
    for child in part.parts:
        if parts and parts[-1].symbol == "mod.within" and child.symbol == "mod.about" and child.parts[0].symbol == "topic":
            parts[-1] = _join_topics(parts[-1], child, lexicon)
        else:
            parts.append(join_torn(child, lexicon))
    return part._replace(parts=tuple(parts))


def _join_topics(one: Part, other: Part, lexicon: Lexicon) -> Part:
    first, second = (next(child for child in mod.parts if isinstance(child.value, Topic)) for mod in (one, other))
    begin, rest = first.value, second.value
    if not isinstance(begin, Topic) or not isinstance(rest, Topic):
        raise TypeError("mod.within and mod.about hold a topic")
    asked, titles = f"{begin.asked} {rest.asked}", begin.titles & rest.titles
    if not titles:
        raise refuse_words(asked, lexicon)
    topic = begin._replace(asked=asked, words=begin.words + rest.words, titles=titles, read=begin.read + rest.read)
    joined = first._replace(end=second.end, value=topic)
    return one._replace(end=other.end, parts=tuple(joined if child is first else child for child in one.parts))


def put_side_by_side(items: Sequence[Item]) -> list[Item]:
    """Return the items with all areas in one: "compare A, B and C" is about rows of any of them."""
    areas = [item for item in items if isinstance(item, Fact) and item.name == "area"]
    if len(areas) < 2:
        return list(items)
    values = tuple(dict.fromkeys(value for area in areas for value in area.values))
    says = " or ".join([areas[0].says, *(area.says.removeprefix("in ") for area in areas[1:])])
    return [Fact("area", values, says), *(item for item in items if item not in areas)]


def read_opened(part: Part, tokens: Sequence[Token], titles: Set[int]) -> Part:
    """Return a part with "open" read as what came about, and not as a state, where a verb goes before it or a title has it.

    "Did the baths open?" and, of an action to open them, "are the baths open?" ask whether it is done; before another state
    ("are the open baths late?") it is a word of the title.  ``titles`` are all those with the word.
    """
    named = [child.value.titles for child in walk((part,)) if isinstance(child.value, Topic) and child.value.titles]
    told = bool(named) and frozenset.intersection(*named) <= titles
    states = _find_states(part)
    opened = [state for state in states if state.value == "open" and tokens[state.start].word == "open"]
    opened = [state for state in opened if state.end - state.start == 1]
    if opened and opened[-1] is states[-1] and (told or tokens[0].word in _VERBS):
        return _put(part, opened[-1], opened[-1]._replace(value=CAME_ABOUT))
    for state in opened if told else ():
        part = _put(part, state, None)
    return part


def refuse_both(part: Part) -> None:
    """Refuse to tell whether something came about and how it stands: "was the overdue report published?"."""
    states = [state.value for state in _find_states(part)]
    if CAME_ABOUT in states and len(states) > 1:
        raise UnknownNameError("not understood: it is asked of two states: ask for one after the other")


def refuse_beside(parse: Parse, part: Part) -> None:
    """Refuse two statuses that nothing joins, as no row is printed with both: "completed on time"."""
    known = load_vocabulary()
    states = [state for state in _find_states(part) if known.states[str(state.value)].statuses]
    for one, other in pairwise(states):
        between = parse.text[parse.tokens[one.end - 1].end : parse.tokens[other.start].start]
        words = [token.word for token in parse.tokens[one.end : other.start]]
        symbols = ({phrase.symbol for phrase in known.phrases.get(word, ())} for word in words)
        if all(symbol & {FILLER, "ACTIONS", "MILESTONES"} for symbol in symbols) and "," not in between:
            both = parse.text[parse.tokens[one.start].start : parse.tokens[other.end - 1].end]
            raise UnknownNameError(
                f'not understood: no row is printed with two statuses ("{both}"): put "or" or "and" between'
            )


def _find_states(part: Part) -> list[Part]:
    """Return the states of a question, but for those of a second one."""
    first = [child for child in part.parts if not child.symbol.startswith("also.")]
    return [child for child in walk(first) if child.symbol == "state"]


def _put(part: Part, old: Part, new: Part | None) -> Part:
    """Return a part with a state in the place of another, or without it and what holds it."""
    parts: list[Part] = []
    for child in part.parts:
        if child is old and new is not None:
            parts.append(new)
        elif new is not None or not any(held is old for held in child.parts):
            parts.append(_put(child, old, new))
    return part._replace(parts=tuple(parts))


def with_parts(condition: Condition, lexicon: Lexicon) -> Condition:
    """Return a condition on rows of actions, under headings among them too: nobody delivers a heading."""
    if isinstance(condition, Every):
        return Every(tuple(with_parts(part, lexicon) for part in condition.conditions))
    if not isinstance(condition, Fact) or condition.name != "action":
        return condition
    heads = {deed.iri for deed in lexicon.deeds if heads_others(deed)}
    if heads.isdisjoint(condition.values):
        return condition
    return condition._replace(name="whole", says=f"{condition.says} and what is under it")


def check_told(form: str, facts: Set[str], areas: int) -> None:
    """Refuse to tell what somebody said, and to compare fewer than two ``areas``."""
    if form.startswith("comments-of") and facts <= {"led", "document"} and "led" in facts:
        raise UnknownNameError("not understood: plans hold what is said of actions, not what somebody said")
    if form == "comments-of-review" and not facts & {"action", "part-of"}:
        raise UnknownNameError("not understood: it is not said which action is meant")
    if form == "compare" and areas < _LEAST_COMPARED:
        raise UnknownNameError("not understood: areas are compared, by the status of their actions: name two")


def tell_besides(parse: Parse, part: Part, wanted: Wanted) -> Iterator[str]:
    """Yield where the answer to a second question stands; raises UnknownNameError where rows of the first do not tell."""
    slips = any(fact.name == "slip" for fact in facts_in(wanted.about))
    for child in part.parts:
        if child.symbol in _ALSO:
            if wanted.asks not in _IN_ROWS or (child.symbol == "also.days" and not slips) or not _is_shown(child, wanted):
                raise refuse_unplaced(parse.text[parse.tokens[child.start].start : parse.tokens[child.end - 1].end])
            yield _ALSO[child.symbol]


def _is_shown(also: Part, wanted: Wanted) -> bool:
    """Tell whether rows show what is asked besides: a state that is in print, or in all prints what became of an action."""
    states = [load_vocabulary().states[str(child.value)] for child in also.parts if child.symbol == "state"]
    return all(state.statuses for state in states) and (also.symbol != "also.became" or wanted.asks == "history")


def tell_corrections(parse: Parse, part: Part, known: frozenset[str]) -> Iterator[str]:
    """Yield which misspelt words were read as a state; ``known`` are the words that have no need to be."""
    for child in part.parts:
        if child.symbol == "state" and child.end == child.start + 1 and parse.tokens[child.start].word not in known:
            yield f'"{parse.tokens[child.start].text}" read as {child.value}'
        yield from tell_corrections(parse, child, known)
