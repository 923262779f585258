"""From the parts of a parse to conditions: what each way to narrow a question down says of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode

from bvgraph.asking.actions import stem
from bvgraph.asking.deadlines import stayed
from bvgraph.asking.forms import check_or
from bvgraph.asking.items import Below, Item, Mark, Sized, Spread, Timed, Words, deeds_fact, heads_others
from bvgraph.asking.lexicon import Lexicon, Paper
from bvgraph.asking.names import Known, plain_words
from bvgraph.asking.papers import Papers
from bvgraph.asking.parsing import Part
from bvgraph.asking.referents import Referents
from bvgraph.asking.refusing import NotStatedError, refuse_place, refuse_reference, refuse_unplaced
from bvgraph.asking.selections import Condition, Either, Every, Fact, Other, facts_in
from bvgraph.asking.sizes import read_size
from bvgraph.asking.spans import read_time
from bvgraph.asking.spots import Named, Referred, Topic
from bvgraph.asking.vocabularies import Vocabulary
from bvgraph.asking.worded import say_so
from bvgraph.graph import vocabulary as v

T = TypeVar("T")

AGENT: Final = "person, post, body or team"
_COMPARED: Final = {"more": "over", "least": "least", "less": "under", "most": "most", "exact": "exact"}
_SAID: Final = {"over": "more than", "least": "at least", "under": "less than", "most": "at most", "exact": "at"}
_OPPOSITE: Final = {
    "percent-exact": "percent-other",
    "percent-other": "percent-exact",
    "percent-over": "percent-most",
    "percent-most": "percent-over",
    "percent-least": "percent-under",
    "percent-under": "percent-least",
}
_OF_ACTION: Final = frozenset({"status", "complete", "open", "slip", "handed", "document", "changed", "contradicting"})


class ConditionReader:
    """Reads the parts of one parse; ``notes`` collects what was corrected or chosen on the way."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self.lexicon, self.vocabulary = lexicon, vocabulary
        self.notes: list[str] = []
        self.referents = Referents(lexicon, self.notes)

    def read_mods(self, part: Part) -> Iterator[Item]:
        """Yield what the ways to narrow down that are parts of ``part`` contribute, in their order."""
        before: Item | None = None
        for at, child in enumerate(part.parts):
            check_or(part.parts[at:])
            if child.symbol.startswith("link."):
                yield Mark(child.symbol.removeprefix("link."))
                continue
            for item in self._read_mod(child) if child.symbol.startswith("mod.") else self._negate(child):
                yield _repeat(before, item) if _is_bare_name(child) else item
                before = item

    def read_agents(self, part: Part, fact: str, says: str) -> Condition:
        """Return that those named stand in the relation ``fact`` to a row: one of them, or with "and" all."""
        agents = next(child for child in part.parts if child.symbol.startswith(("agents.", "bare.")))
        pools = (self.lexicon.leads, self.lexicon.others)
        named = [self.referents.settle(value, AGENT, *pools) for value in _named(agents)]
        facts = [Fact(fact, _terms(things), says.format(things[0].label)) for things in named]
        if agents.symbol == "agents.both" and len(facts) > 1:
            return Every(tuple(facts))
        labels = " or ".join(things[0].label for things in named)
        return Fact(fact, tuple(term for one in facts for term in one.values), says.format(labels))

    def _read_mod(self, part: Part) -> Iterator[Item]:
        yield from _READERS[part.symbol.removeprefix("mod.")](self, part)

    def _negate(self, part: Part) -> Iterator[Item]:
        """Yield the opposite of a condition: of the same row, or for a state of all rows of the action."""
        never = part.symbol == "negated.never"
        items = [item for child in part.parts if child.symbol.startswith("mod.") for item in self._read_mod(child)]
        for item in items:
            if isinstance(item, (Timed, Sized, Spread, Mark)):
                yield Mark("misplaced-not")
            elif isinstance(item, Fact) and item.name in _OPPOSITE:
                yield item._replace(name=_OPPOSITE[item.name], says=f"not {item.says}")
            else:
                yield self._oppose(item, never)

    def _oppose(self, item: Item, never: bool) -> Item:
        if isinstance(item, Words) and item.bare:
            raise refuse_unplaced(item.asked)
        if isinstance(item, Words):
            return Other(self.actions_with(item))
        if isinstance(item, Below):
            return Other(deeds_fact(item))
        if isinstance(item, Fact) and item.name == "unchanged":
            return Fact("changed", (), self.vocabulary.states["changed"].says)
        if isinstance(item, Fact) and item.name in ("redated", "changed"):
            return stayed() if item.name == "redated" else Fact("unchanged", (), self.vocabulary.states["unchanged"].says)
        if isinstance(item, Fact):
            return Other(item, of_action=never or item.name in _OF_ACTION, anywhere=never)
        return Other(item, anywhere=never) if isinstance(item, (Either, Every, Other)) else item

    def actions_with(self, words: Words) -> Fact:
        """Return that a row is of an action with these words in its title."""
        deeds = self.lexicon.deeds_in(words.titles)
        label = f'"{deeds[0].label}"' if len(deeds) == 1 else f'the {len(deeds)} actions with "{words.asked}" in the title'
        return Fact("action", tuple(deed.iri for deed in deeds), label)

    # --- one method for each form of [mod] whose words are not simply marks

    def _led_by(self, part: Part) -> Iterator[Item]:
        yield self.read_agents(part, "led", "led by {}")

    def _owes(self, part: Part) -> Iterator[Item]:
        """Yield who leads, and that a date is the one by which it is due ("was due to deliver in May")."""
        yield from self._led_by(part)
        yield Mark("due")

    def _monitored(self, part: Part) -> Iterator[Item]:
        yield self.read_agents(part, "monitored", "monitored by {}")

    def _state(self, part: Part) -> Iterator[Item]:
        name = str(_child(part, "state").value)
        state = self.vocabulary.states[name]
        if state.fact:
            yield Fact(state.fact, says=state.says)
        elif state.slips:
            yield Fact("slip", tuple(v.SLIPS[kind] for kind in state.slips if kind in v.SLIPS), state.says)
        else:
            printed = Fact("status", tuple(v.STATUSES[status] for status in state.statuses), state.says)
            yield Either((printed, say_so(state))) if state.said else printed

    def read_spoken(self, part: Part) -> Iterator[Item]:
        """Yield the actions that a question is about as a whole: by reference, or by words of their titles."""
        if part.symbol == "spoken.topic":
            yield self.read_words(_values(part, "topic", Topic)[0])
        else:
            yield from self._refer(_values(part, "deed", Referred))

    def _size(self, part: Part) -> Iterator[Item]:
        yield Sized(read_size(part))

    def _place(self, part: Part) -> Iterator[Item]:
        place = _child(part, "place")
        form = place.symbol.removeprefix("place.")
        if form == "areas":
            yield self._area_fact(place)
        elif form == "papers":
            papers = self._read_papers(place)
            if _child(place, "papers").symbol == "papers.both":
                yield from (self.paper_fact([paper]) for paper in papers)
                return
            yield from [self.paper_fact(papers)] if len(papers) < len(self.lexicon.papers) else []
        elif form == "venue":
            yield self._mention_of(_values(place, "venue", Named)[0], "venue", self.lexicon.venues)
        else:
            yield from self._deeds(place)

    def _by_paper(self, part: Part) -> Iterator[Item]:
        yield self.paper_fact(self._read_papers(part))

    def _nowhere(self, part: Part) -> Iterator[Item]:
        raise refuse_place(_values(part, "unknown", Named)[0].asked, self.lexicon)

    def _deeds(self, place: Part) -> Iterator[Item]:
        yield from self._refer(_values(_child(place, "deeds"), "deed", Referred))

    def _refer(self, several: Sequence[Referred]) -> Iterator[Item]:
        for referred in several:
            if not referred.deeds:
                raise refuse_reference(referred.asked, self.lexicon)
            yield Below(referred.deeds, referred.asked)

    def _addressing(self, part: Part) -> Iterator[Item]:
        for item in self._place(part):
            yield item._replace(parts=True) if isinstance(item, Below) else item

    def _area_fact(self, place: Part) -> Fact:
        areas = [self.referents.settle(value, "area", self.lexicon.areas) for value in _values(place, "area", Named)]
        labels = " or ".join(things[0].label for things in areas)
        return Fact("area", tuple(term for things in areas for term in _terms(things)), f"in {labels}")

    def _read_papers(self, part: Part) -> tuple[Paper, ...]:
        found = [self.referents.settle_papers(value) for value in _values(_child(part, "papers"), "paper", Papers)]
        return tuple(dict.fromkeys(paper for papers in found for paper in papers))

    def paper_fact(self, papers: Sequence[Paper]) -> Fact:
        """Return that a row stands in one of these documents; all those of one council of several are told by its name."""
        titles = [paper.title for paper in papers]
        councils = {paper.publisher for paper in papers}
        if len(papers) > 1 and len(councils) == 1 < len(self.lexicon.publishers):
            own = [paper for paper in self.lexicon.papers if paper.publisher in councils]
            titles = [f"documents of {papers[0].publisher}"] if len(own) == len(papers) else titles
        return Fact("document", tuple(paper.iri for paper in papers), f"in {' or '.join(titles)}")

    def _when(self, part: Part) -> Iterator[Item]:
        yield read_time(_child(part, "when"))._replace(due=part.symbol == "mod.due-when")

    def _percent(self, part: Part) -> Iterator[Item]:
        number = next(iter(_values(part, "number", int)), 50)  # "less than half"
        how = _COMPARED[_child(part, "bound").symbol.removeprefix("bound.")]
        how = "least" if _has(part, "OR-MORE") else "most" if _has(part, "OR-LESS") else how
        yield Fact(f"percent-{how}", (_integer(number),), f"{_SAID[how]} {number} %")

    def _percent_between(self, part: Part) -> Iterator[Item]:
        low, high = sorted(_values(part, "number", int))
        yield Fact("percent-least", (_integer(low),), f"between {low} %")
        yield Fact("percent-most", (_integer(high),), f"and {high} %")

    def _lacking(self, part: Part) -> Iterator[Item]:
        for child in part.parts:
            if child.symbol.startswith("field."):
                field = child.symbol.removeprefix("field.")
                yield Other(Fact(f"has-{field}", says=f"with a {field}"))

    def _having(self, part: Part) -> Iterator[Item]:
        field = _child(part, "field").symbol.removeprefix("field.")
        yield Fact(f"has-{field}", says=f"with a {field}")

    def _unled(self, _part: Part) -> Iterator[Item]:
        yield Other(Fact("has-lead", says="with a lead"))

    def _alone(self, _part: Part) -> Iterator[Item]:
        yield Other(Fact("led-by-several", (), "led by several together"))

    def _about(self, part: Part) -> Iterator[Item]:
        yield self.read_words(_values(part, "topic", Topic)[0])

    def _within(self, part: Part) -> Iterator[Item]:
        """Yield that rows stand under a heading with these words; where no heading has them, that their titles do."""
        words = self.read_words(_values(part, "topic", Topic)[0])
        heads = tuple(deed for deed in self.lexicon.deeds_in(words.titles) if heads_others(deed))
        yield Below(heads, "", parts=True) if heads else words

    def read_words(self, topic: Topic) -> Words:
        """Return words of titles, and note what misspelt ones were read as."""
        self.notes.extend(f'"{asked}" read as {read}' for asked, read in topic.read)
        return Words(topic.asked, topic.words, topic.titles, topic.bare)

    def _mentioning(self, part: Part) -> Iterator[Item]:
        named = _child(part, "named")
        form = named.symbol.removeprefix("named.")
        if part.symbol == "mod.went-to":
            self.notes.append("what went there is told by the quotes: all that mention it are listed")
        if form == "agents":
            yield self.read_agents(named, "mention", "that mention {}")
        elif form == "venue":
            yield self._mention_of(_values(named, form, Named)[0], form, self.lexicon.venues)
        elif form == "area":
            yield self._touching(_values(named, form, Named)[0])
        elif form == "date":
            yield Mark("mentioned")
            yield read_time(named)
        elif form == "topic":
            yield self.read_words(_values(named, "topic", Topic)[0])
        else:
            yield from (Below(referred.deeds, referred.asked) for referred in _values(named, "deed", Referred))

    def _mention_of(self, named: Named, what: str, *pools: Sequence[Known]) -> Fact:
        things = self.referents.settle(named, what, *pools)
        return Fact("mention", _terms(things), f"that mention {things[0].label}")

    def _touching(self, named: Named) -> Condition:
        """Return that a row stands in an area, or under its name in a title: texts do not mention areas, they head rows."""
        things = self.referents.settle(named, "area", self.lexicon.areas)
        area = Fact("area", _terms(things), f"in {things[0].label}")
        places = [self.lexicon.stems.get(stem(word), frozenset()) for word in plain_words(things[0].label)]
        titles = frozenset.intersection(*places) if places else frozenset()
        if not titles:
            return area
        deeds = tuple(deed.iri for deed in self.lexicon.deeds_in(titles))
        titled = Fact("titled", deeds, f'with "{things[0].label}" in the title')
        return Either((area, titled, Fact("part-of", deeds, "under such a title")))

    def _between(self, part: Part) -> Iterator[Item]:
        papers = [child for child in part.parts if child.symbol.startswith("papers.")]
        before, after = (
            [p for value in _values(part_, "paper", Papers) for p in self.referents.settle_papers(value)] for part_ in papers
        )
        yield Spread(tuple(before), tuple(after))

    def _since_paper(self, part: Part) -> Iterator[Item]:
        yield Spread(self._read_papers(part), ())

    def _handed(self, part: Part) -> Iterator[Item]:
        """Read who handed over to whom: by the words before them, and by who is named first."""
        form = part.symbol.removeprefix("mod.")
        narrowed: list[Fact] = []
        for side, agents in _sides(form, part):
            fact = self.read_agents(Part("", 0, 0, None, (agents,)), f"handed-{side}", f"{side} {{}}")
            narrowed += facts_in(fact)
        yield Fact("handed", (), "handed over", tuple(narrowed))

    def _membership(self, _part: Part) -> Iterator[Item]:
        raise NotStatedError(
            "plans list no members or chairs of bodies, only what these lead or monitor; comments may name them"
        )

    def _contradicting(self, _part: Part) -> Iterator[Item]:
        yield Fact("contradicting", (), "printed as complete at less than 100 %")


def _is_bare_name(part: Part) -> bool:
    """Tell whether "not" stands before a name alone: "... the police but not the council"."""
    return part.symbol.startswith("negated.") and any(child.symbol == "mod.agent" for child in part.parts)


def _repeat(before: Item | None, item: Item) -> Item:
    """Return of somebody who is not meant what is said of the one named before: mentioned, or monitoring."""
    if not isinstance(item, Other) or not isinstance(item.condition, Fact) or not isinstance(before, Fact):
        return item
    if before.name not in ("mention", "monitored"):
        return item
    says = item.condition.says.replace("led by", {"mention": "that mention", "monitored": "monitored by"}[before.name])
    return item._replace(condition=item.condition._replace(name=before.name, says=says))


def _sides(form: str, part: Part) -> Iterator[tuple[str, Part]]:
    """Yield "from" or "to" with those named, as the form of words tells."""
    side = {"took-over": "to", "took-from": "to", "passed-to": "from", "handed": "from", "handed-back": "to"}.get(form, "to")
    for child in part.parts:
        if child.symbol in ("FROM", "TO"):
            side = child.symbol.casefold()
        elif child.symbol == "BY":
            side = "from" if form == "handed-back" or _has(part, "HANDED") else "to"
        elif child.symbol.startswith("agents."):
            yield side, child
            side = "from" if side == "to" else "to"


def _child(part: Part, symbol: str) -> Part:
    """Return the part of ``part`` with this symbol, or of one of its forms."""
    return next(child for child in part.parts if child.symbol == symbol or child.symbol.startswith(f"{symbol}."))


def _named(agents: Part) -> list[Named]:
    return [named for symbol in ("agent", "somebody", "stranger") for named in _values(agents, symbol, Named)]


def _has(part: Part, symbol: str) -> bool:
    return any(child.symbol == symbol for child in part.parts)


def _values(part: Part, symbol: str, kind: type[T]) -> list[T]:
    found = [child.value for child in part.parts if child.symbol == symbol]
    return [value for value in found if isinstance(value, kind)]


def _terms(things: Sequence[Known]) -> tuple[NamedNode, ...]:
    return tuple(known.iri for known in things)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=v.XSD_INTEGER)


def _mark(name: str) -> Callable[[ConditionReader, Part], Iterator[Item]]:
    return lambda _reader, _part: iter((Mark(name),))


_READERS: Final[Mapping[str, Callable[[ConditionReader, Part], Iterator[Item]]]] = {
    **dict.fromkeys(("led-by", "owns", "of", "watch", "agent"), ConditionReader._led_by),
    "percent-between": ConditionReader._percent_between,
    **dict.fromkeys(("monitored", "monitors"), ConditionReader._monitored),
    **dict.fromkeys(("mentioning", "mentioned", "went-to"), ConditionReader._mentioning),
    **dict.fromkeys(
        ("took-over", "took-from", "passed-to", "handed", "moved", "handed-back", "handed-by"), ConditionReader._handed
    ),
    **dict.fromkeys(("when", "due-when"), ConditionReader._when),
    **{name: _mark(name) for name in ("own", "together", "silently", "due", "them", "newest")},
    "state": ConditionReader._state,
    **dict.fromkeys(("size", "size-by", "size-within", "size-late"), ConditionReader._size),
    "by-paper": ConditionReader._by_paper,
    "place": ConditionReader._place,
    "nowhere": ConditionReader._nowhere,
    "mentioned-in": ConditionReader._place,
    "addressing": ConditionReader._addressing,
    "within": ConditionReader._within,
    "owes": ConditionReader._owes,
    **dict.fromkeys(("percent", "percent-half"), ConditionReader._percent),
    "lacking": ConditionReader._lacking,
    "having": ConditionReader._having,
    "unled": ConditionReader._unled,
    "alone": ConditionReader._alone,
    "about": ConditionReader._about,
    "between": ConditionReader._between,
    "since-paper": ConditionReader._since_paper,
    "contradicting": ConditionReader._contradicting,
    "membership": ConditionReader._membership,
}
"""How each form of [mod] is read."""
