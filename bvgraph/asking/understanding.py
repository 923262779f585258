"""From a parse to what is wanted: each kind of question, with the rows that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Final

from bvgraph.asking.conditions import ConditionReader
from bvgraph.asking.deadlines import drop_moves, find_moves, is_move, read_changes
from bvgraph.asking.forms import asks_for_all, find_asks, find_compared, find_kinds, find_things, symbols_in
from bvgraph.asking.grammar import Parse, walk
from bvgraph.asking.items import Below, Item, Mark, Words
from bvgraph.asking.lexicon import Lexicon
from bvgraph.asking.papers import Papers
from bvgraph.asking.parsing import Part
from bvgraph.asking.refusing import refuse_unplaced
from bvgraph.asking.rereading import look_again
from bvgraph.asking.saying import say, say_share
from bvgraph.asking.selections import Condition, Every, Fact, Other, Wanted, facts_in, parts_of
from bvgraph.asking.settling import Context, Settler
from bvgraph.asking.shares import find_quantifier, is_of_deadlines, split_share
from bvgraph.asking.spotting import CAME_ABOUT
from bvgraph.asking.standing import is_in_print, is_state, part_states
from bvgraph.asking.tokens import LONGEST
from bvgraph.asking.vocabularies import load_vocabulary
from bvgraph.asking.wholes import (
    check_told,
    join_torn,
    put_side_by_side,
    read_opened,
    read_unwrapped,
    refuse_beside,
    refuse_both,
    refuse_strangers,
    tell_besides,
    tell_corrections,
    with_parts,
)
from bvgraph.errors import UnknownNameError

_VERBS: Final = frozenset(("own", "monitor", "mention", "took-over", "handed", "due", "be-led", "went-to"))
_PARTED: Final = {"joiners": "handed-from", "leavers": "handed-to"}
"""Who led is who left, where those are asked for who came, and the other way round."""
_OF_ONE_WORD: Final = frozenset(
    ("leads", "deadlines", "venues", "history", "percent", "statuses", "comments", "monitors", "joiners", "leavers")
)
_NAMING: Final = frozenset({"action", "part-of", "led", "area"})
_OF_ALL: Final = frozenset({"actions", "deadlines-of", "changes"})
"""The forms of question that ask whether something is so of all of several."""
_WEAK: Final = frozenset({"led", "area", "action", "document", "mention", "part-of"})
_OF_ACTIONS: Final = ("leads", "deadlines", "venues", "percent", "history", "days", "statuses", "comments", "monitors")


class Understander:
    """Reads what is wanted from the parse of one question; ``them`` is what the question before was about."""

    def __init__(self, lexicon: Lexicon, them: Wanted | None = None) -> None:
        self.reader = ConditionReader(lexicon, load_vocabulary())
        self.settler = Settler(self.reader)
        self.before = them
        self.whether = self.every = False

    def understand(self, parse: Parse) -> Wanted:
        """Return what is wanted; raises UnknownNameError, with a reason, for what cannot be answered."""
        part = parse.part
        if len(parse.tokens) > LONGEST:
            raise UnknownNameError(f"a question of more than {LONGEST} words is not read: ask for one thing at a time")
        if part is None:
            raise UnknownNameError("this is not understood as a question about plans")
        form = part.symbol.removeprefix("question.")
        if parse.skipped:
            raise refuse_strangers(part, self.reader.lexicon) or refuse_unplaced(*parse.skipped)
        part = join_torn(part, self.reader.lexicon)
        self.whether = parse.tokens[0].word in load_vocabulary().whether
        _refuse_none(parse, self.whether)
        self.every = self.whether and any(asks_for_all(parse.tokens))
        self.reader.referents.publishers = self._find_publishers(part)
        part = read_opened(part, parse.tokens, self.reader.lexicon.stems.get("open", frozenset())) if self.whether else part
        refuse_both(part)
        wanted = self._read_told(form, part, parse) or self._read(form, part, parse)
        corrected = tell_corrections(parse, part, load_vocabulary().words)
        notes = (*self.reader.notes, *corrected, *tell_besides(parse, part, wanted))
        return wanted._replace(notes=tuple(dict.fromkeys(notes)))

    def _read_told(self, form: str, part: Part, parse: Parse) -> Wanted | None:
        """Read what is answered by all that is said of an action, whether that is so or not: "is it done", "why is it late".

        Returns None for any other question; raises UnknownNameError where no action is named.
        """
        items = list(self._items(part))
        named = any(isinstance(item, Below) or (isinstance(item, Words) and not item.bare) for item in items)
        named = named or form == "why-said"
        others, joined = part_states(items)
        states = [item for item in items if is_state(item)]
        doing = form == "actions" and any(child.symbol == "DONE-ABOUT" for child in part.parts)
        whether = form == "actions" and self.whether and bool(states) and not joined
        if not named and (form.startswith("why") or any(child.value == CAME_ABOUT for child in walk((part,)))):
            raise UnknownNameError("not understood: it is not said which action is meant")
        if not named or not (form.startswith("why") or doing or whether):
            return None
        refuse_beside(parse, part)
        context = Context("whether" if whether else "comments", find_things(part))
        rest = items if doing and not whether else others
        about = with_parts(self.settler.settle(rest, context), self.reader.lexicon)
        if form.startswith("why"):
            self.reader.notes.append("plans seldom say why: these are the comments as printed")
        if not whether:
            return Wanted("comments", about, say("comments", about, None))
        asked = self.settler.settle(items, context._replace(asks="actions"))
        if all(is_in_print(item) for item in states):
            return _ask_whether(about, asked)
        return Wanted("actions", asked, say("actions", asked, None), among=about)

    def _find_publishers(self, part: Part) -> Set[str]:
        """Return the councils that a question names, else those of the documents that it names, else all there are.

        A question that follows on from another and names none is about the councils of that one.
        """
        named = list(_find_papers(part))
        named = [papers for papers in named if papers.published] or named
        if self.before is not None and not named:
            iris = {value for fact in facts_in(self.before.about) if fact.name == "document" for value in fact.values}
            papers = [paper for paper in self.reader.lexicon.papers if paper.iri in iris]
        else:
            papers = [paper for several in named for paper in several.fitting or several.papers]
        return {paper.publisher for paper in papers} or self.reader.lexicon.publishers

    def _read(self, form: str, part: Part, parse: Parse) -> Wanted:
        asks, rank = find_asks(form, part)
        items = [*self._items(part), *(item for state in find_moves(asks, part) for item in self._state(state))]
        items = put_side_by_side(items) if asks == "beside" else items
        things = find_things(part)
        if things == "contradictions":
            items += self.reader.read_mods(Part("", 0, 0, None, (Part("mod.contradicting", 0, 0, None),)))
        asks, items, things = look_again(asks, rank, items, part)
        _check_items(asks, rank, part, items)
        named = any(isinstance(item, (Words, Below)) for item in items)
        if self._asks_share(form, named, items):
            return self._rank_shares(asks, rank, part, items) if rank else self._read_share(parse, part)
        refuse_beside(parse, part)
        context = Context(asks, things, self.before.about if self.before else None)
        among = self.settler.settle(items, context) if asks == "deadlines" and any(map(is_move, items)) else None
        items = drop_moves(items) if among is not None else items
        about = self._add_roles(form, part, self.settler.settle(items, context), named)
        if form == "changes" and named:
            asks = "history"
        if self._is_bare(form, part, about, things):
            return self._tell_whether(about) or self._follow(part)
        self._check(form, about, things)
        about = with_parts(about, self.reader.lexicon) if asks in ("comments", "history") else about
        if rank is not None and any(fact.name == "also-in" for fact in facts_in(about)):
            raise UnknownNameError("not understood: actions of several documents are counted for each document: ask for one")
        limits = (*find_kinds(part, asks), *(find_compared(asks, about) if form == "compared" else ()))
        says = say(asks, among or about, rank)
        return Wanted(asks, about, says, rank, limits=limits, apart=self._has_several(), among=among)

    def _asks_share(self, form: str, named: bool, items: Sequence[Item]) -> bool:
        """Tell whether it is asked how many of several are in a state: so is "are all of them done?"."""
        if form == "percent-of" and not named:
            return True
        whether = self.every and form in _OF_ALL and not named
        return (form == "most-share" or whether) and any(map(is_state, items))

    def _has_several(self) -> bool:
        return len(self.reader.lexicon.publishers) > 1

    def _read_share(self, parse: Parse, part: Part) -> Wanted:
        """Ask which share of the actions that are named before the predicate it is said of."""
        done = ["complete"] if any(child.symbol in ("COMPLETE", "DOING") for child in part.parts) else []
        told = [item for state in (*done, *find_moves("deadlines", part)) for item in self._state(state)]
        among, asked = split_share(self.reader, part, parse, told)
        if is_of_deadlines(parse, find_quantifier(parse, part)):
            among, asked = [*among, Fact("has-deadline", (), "with a deadline")], read_changes(asked)
        them = self.before.about if self.before else None
        whole = self.settler.settle(among, Context("count", find_things(part), them, stood=any(map(is_state, asked))))
        part_of = self.settler.settle(asked, Context("actions"))
        about = Every(tuple(dict.fromkeys((*parts_of(whole), *parts_of(part_of)))))
        says = say_share(part_of, whole)
        return Wanted("share", about, says, limits=tuple(find_kinds(part, "share")), apart=self._has_several(), among=whole)

    def _rank_shares(self, asks: str, rank: str, part: Part, items: list[Item]) -> Wanted:
        """Ask who has the largest share of actions in a state, of those that are as they are but for it."""
        context = Context("count", find_things(part), self.before.about if self.before else None)
        about = self.settler.settle(items, context)
        among = self.settler.settle([item for item in items if not is_state(item)], context)
        says, limits = say(asks, about, rank, share=True), tuple(find_kinds(part, asks))
        return Wanted(asks, about, says, rank, limits=limits, apart=self._has_several(), among=among)

    def _tell_whether(self, about: Condition) -> Wanted | None:
        """Give all that is said of an action, where a question asks whether it was done; None for any other question."""
        if not self.whether or not {fact.name for fact in _telling(about)} & {"action", "part-of"}:
            return None
        return _ask_whether(about, about)

    def _items(self, part: Part) -> Iterator[Item]:
        """Yield what narrows a question down, wherever in it that stands."""
        for child in part.parts:
            if child.symbol.startswith(("object.", "mods.")):
                yield from self._items_of(child)
            elif child.symbol == "things.slips":
                yield from self._slips()
            elif child.symbol == "NOW":
                yield Mark("newest")
            else:
                yield from read_unwrapped(self.reader, child, row=part.symbol == "question.why-said")

    def _items_of(self, part: Part) -> Iterator[Item]:
        if part.symbol.startswith("mods."):
            yield from self.reader.read_mods(part)
        for child in part.parts:
            if child.symbol.startswith("mods."):
                yield from self._items_of(child)
            elif child.symbol == "things.slips":
                yield from self._slips()
            elif child.symbol == "things.handovers":
                yield Fact("handed", (), "that changed hands")

    def _slips(self) -> Iterator[Item]:
        return self._state("slipped")

    def _state(self, name: str) -> Iterator[Item]:
        state = Part("mod.state", 0, 0, None, (Part("state", 0, 0, name),))
        yield from self.reader.read_mods(Part("", 0, 0, None, (state,)))

    def _add_roles(self, form: str, part: Part, about: Condition, named: bool) -> Condition:
        """Add who left or came, for a question about the other side of a hand-over; and a change, for one about changes.

        Of an action that is ``named`` all prints are shown, whatever changed.
        """
        narrowed: list[Fact] = []
        if form.startswith(("joiners", "leavers")) and any(child.symbol.startswith("agents.") for child in part.parts):
            side = "from" if form.startswith("joiners") else "to"
            fact = self.reader.read_agents(part, f"handed-{side}", f"{side} {{}}")
            narrowed = [fact] if isinstance(fact, Fact) else facts_in(fact)
        if form.startswith(("joiners", "leavers")):
            led = [fact for fact in parts_of(about) if isinstance(fact, Fact) and fact.name == "led"]
            narrowed += [fact._replace(name=_PARTED[form[:7]]) for fact in led]
            about = Every(tuple(fact for fact in parts_of(about) if fact not in led))
            return Every((Fact("handed", (), "that changed hands", tuple(narrowed)), *parts_of(about)))
        if form == "changes" and not named:
            return Every((Fact("changed", (), "whose lead, deadline or wording changed"), *parts_of(about)))
        return about

    def _is_bare(self, form: str, part: Part, about: Condition, things: str | None) -> bool:
        """Tell whether there is a name or two and nothing that is asked of them: "Ann Ode", "and in Grants?"."""
        asked = any(child.symbol in ("LIST", "LISTED", "DONE-ABOUT") for child in part.parts)
        if form != "actions" or things or asked:
            return False
        return {fact.name for fact in _telling(about)} <= _WEAK and not _has_verb(part)

    def _check(self, form: str, about: Condition, things: str | None) -> None:
        """Refuse a question that gives nothing to go by."""
        facts = {fact.name for fact in _telling(about)}
        if form == "leads-bare" and "led" in facts <= {"led", "document", "newest"}:
            raise UnknownNameError("not understood: plans say what somebody led, not who somebody is")
        check_told(form, facts, sum(len(fact.values) for fact in facts_in(about) if fact.name == "area"))
        if form.startswith("percent") and not facts & {"action", "part-of"}:
            raise UnknownNameError("not understood: it is not said of which action the percentage is wanted")
        if form.startswith("venues") and not facts & _NAMING:
            raise UnknownNameError("not understood: it is not said which action is meant")
        if things or _telling(about):
            return
        if form == "actions":
            raise UnknownNameError("this is not understood as a question about plans")
        if form.startswith(_OF_ACTIONS):
            raise UnknownNameError("not understood: it is not said which action is meant")

    def _follow(self, part: Part) -> Wanted:
        """Ask the question before again, of something else: "and in Grants?"."""
        if self.before is None:
            raise UnknownNameError("not understood: this names something but asks nothing about it")
        items = list(self._items(part))
        new = self.settler.settle(items, Context("history", find_things(part), self.before.about))
        names = {fact.name for fact in facts_in(new)}
        kept = [part for part in parts_of(self.before.about) if not names & {fact.name for fact in facts_in(part)}]
        about = Every((*(parts_of(new)), *kept))
        return self.before._replace(about=about, says=say(self.before.asks, about, self.before.rank))


def _refuse_none(parse: Parse, whether: bool) -> None:
    """Refuse "were no deadlines of theirs put back?": it is not the nearest word that is denied."""
    second = next(iter(parse.tokens[1:2]), None)
    if whether and second is not None and second.word in ("no", "none"):
        raise refuse_unplaced(second.text)


def _check_items(asks: str, rank: str | None, part: Part, items: Sequence[Item]) -> None:
    """Refuse words of a question that say nothing where they stand."""
    bare = next((item for item in items if isinstance(item, Words) and item.bare), None)
    if bare is not None and (rank is not None or asks not in _OF_ONE_WORD or _is_said_of_somebody(part)):
        raise refuse_unplaced(bare.asked)
    if "extreme.worst" in {child.symbol for child in part.parts} and not any(map(is_state, items)):
        raise UnknownNameError("not understood: it is not said what is worst: the most overdue actions, the longest slip")
    if asks in ("leads", "monitors") and Other(Fact("has-lead", says="with a lead")) in items:
        raise UnknownNameError("not understood: who did not lead something is not said; what nobody led can be asked")
    if asks == "leads" and "mod.mentioned-in" in symbols_in(part):
        raise UnknownNameError("not understood: whom the texts mention is told by: bvgraph list people|posts|bodies")


def _ask_whether(about: Condition, asked: Condition) -> Wanted:
    """Ask how rows stand; of an action that somebody led once all rows tell, whoever leads it in the last."""
    led = any(fact.name == "led" for fact in facts_in(about))
    return Wanted("whether", about, say("whether", asked, None), "whole" if led else None)


def _find_papers(part: Part) -> Iterator[Papers]:
    """Yield what names documents in a part, other than those that are excluded."""
    for child in part.parts:
        if isinstance(child.value, Papers):
            yield child.value
        elif not child.symbol.startswith("negated."):
            yield from _find_papers(child)


def _has_verb(part: Part) -> bool:
    return any(symbol in _VERBS for symbol in symbols_in(part))


def _is_said_of_somebody(part: Part) -> bool:
    """Tell whether somebody is named with no word that says what for: "when did Ann Ode meet?" asks of no title."""
    return "mod.agent" in symbols_in(part)


def _telling(condition: Condition) -> list[Fact]:
    return [fact for fact in _all_facts(condition) if not fact.name.startswith("no-")]


def _all_facts(condition: Condition) -> list[Fact]:
    if isinstance(condition, Fact):
        return [condition]
    parts = [condition.condition] if isinstance(condition, Other) else condition.conditions
    return [fact for part in parts for fact in _all_facts(part)]
