"""Of which actions a share is asked, and what of them: "are all overdue actions in Grants?" is about those overdue."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bvgraph.asking.conditions import ConditionReader
from bvgraph.asking.forms import asks_for_all
from bvgraph.asking.grammar import Parse, walk
from bvgraph.asking.items import Item, Mark, Spread
from bvgraph.asking.parsing import Part
from bvgraph.asking.selections import Fact
from bvgraph.asking.standing import is_state
from bvgraph.asking.vocabularies import load_vocabulary
from bvgraph.errors import UnknownNameError

_JOINING: Final = (Mark("or"), Mark("and"))
_SAYS_NOTHING: Final = (Mark("every"), Mark("both"))
_ARTICLES: Final = frozenset(("of", "the", "its", "their"))
_VERBS: Final = frozenset(("is", "are", "was", "were"))


class Piece(NamedTuple):
    """One way to narrow down: the word at which it ends, what it contributes, and whether what is asked of is before it."""

    end: int
    items: tuple[Item, ...]
    behind: bool

    @property
    def state(self) -> bool:
        """Whether it says how actions stood."""
        return bool(self.items) and all(map(is_state, self.items))

    def is_one_of(self, marks: Sequence[Mark]) -> bool:
        """Tell whether it is nothing but one of these marks."""
        return len(self.items) == 1 and self.items[0] in marks


class Halves(NamedTuple):
    """What narrows down the actions of which a share is asked, and what is asked of them."""

    among: list[Item]
    asked: list[Item]


def find_quantifier(parse: Parse, part: Part) -> int:
    """Return at which word a question says that it is about all of several, or about a share of them."""
    shares = [child.start for child in part.parts if child.symbol == "PERCENTAGE"]
    return shares[0] if shares else next((at for at, every in enumerate(asks_for_all(parse.tokens)) if every), 0)


def is_of_deadlines(parse: Parse, quantifier: int) -> bool:
    """Tell whether it is all deadlines that are asked about."""
    rest = (token.word for token in parse.tokens[quantifier + 1 :])
    word = next((word for word in rest if word not in _ARTICLES), "")
    return any(phrase.symbol == "DEADLINE" for phrase in load_vocabulary().phrases.get(word, ()))


def split_share(reader: ConditionReader, part: Part, parse: Parse, told: Sequence[Item]) -> Halves:
    """Return what stands before the predicate of a question, with where and when, and the predicate.

    The predicate is ``told`` already where the form of the question holds it ("are all deadlines changed?").  Raises
    UnknownNameError where "or" or "and" joins the predicate to something else, and between two documents.
    """
    pieces = [piece for piece in _find_pieces(reader, part) if not piece.is_one_of(_SAYS_NOTHING)]
    if any(isinstance(item, Spread) for piece in pieces for item in piece.items):
        raise UnknownNameError("not understood: of what changed between two documents no share is told: ask which did")
    if told:
        return Halves([item for piece in pieces for item in piece.items], list(told))
    first, last = _find_predicate(pieces, find_quantifier(parse, part), _is_verbless(part, parse))
    if any(piece.is_one_of(_JOINING) for piece in (*pieces[max(first - 1, 0) : first], *pieces[last : last + 1])):
        raise UnknownNameError('not understood: what "or" and "and" join is not asked of all together: ask for one of them')
    asked = [item for piece in pieces[first:last] for item in piece.items]
    among = [item for piece in (*pieces[:first], *pieces[last:]) for item in piece.items]
    if not set(_JOINING) & set(asked) and sum(isinstance(item, Fact) and item.name == "status" for item in asked) > 1:
        raise UnknownNameError('not understood: no row is printed with two statuses: put "or" or "and" between them')
    if _names(among) & {"led"} and _names(asked) & {"handed"}:
        raise UnknownNameError("not understood: who leads what was handed over is told by its next print: ask for those")
    return Halves(among, asked)


def _names(items: Sequence[Item]) -> set[str]:
    return {item.name for item in items if isinstance(item, Fact)}


def _find_pieces(reader: ConditionReader, part: Part) -> Iterator[Piece]:
    things = [child.end for child in walk(part.parts) if child.symbol.startswith("things.")]
    named = max(things, default=-1)
    for mods in walk(part.parts):
        for child in mods.parts if mods.symbol.startswith("mods.") else ():
            items = tuple(reader.read_mods(Part("", 0, 0, None, (child,))))
            yield Piece(child.end, items, child.start >= named)


def _is_verbless(part: Part, parse: Parse) -> bool:
    """Tell whether the share of some actions is asked that says with no verb what of them: "of the late ones in May"."""
    words = {token.word for token in parse.tokens}
    return part.symbol == "question.percent-of" and words.isdisjoint(_VERBS)


def _find_predicate(pieces: Sequence[Piece], quantifier: int, verbless: bool) -> tuple[int, int]:
    """Return where the predicate begins and ends: the last states behind what is asked of, else all that stands there.

    Before the word for all ("has she finished all her actions") it is the state that stands there.
    """
    states = [at for at, piece in enumerate(pieces) if piece.state and piece.behind and piece.end > quantifier]
    early = [at for at, piece in enumerate(pieces) if piece.state and (verbless or piece.end <= quantifier)]
    if states or early:
        last = (states or early)[-1]
        first = _find_run(pieces, last)
        told = first > 0 and pieces[first - 1].is_one_of((Mark("that"),)) and last + 1 < len(pieces)
        return (last + 1, len(pieces)) if told else (first, last + 1)
    behind = [at for at, piece in enumerate(pieces) if piece.behind]
    if not behind:
        raise UnknownNameError("not understood: it is not said of which action or state the percentage is wanted")
    return behind[0], len(pieces)


def _find_run(pieces: Sequence[Piece], last: int) -> int:
    """Return where states begin that go on, joined by "or" and "and" or by nothing, up to ``last``."""
    at = last
    while at > 0 and pieces[at - 1].behind == pieces[last].behind:
        if pieces[at - 1].state:
            at -= 1
        elif at > 1 and pieces[at - 1].is_one_of(_JOINING) and pieces[at - 2].state:
            at -= 2
        else:
            break
    told = at > 0 and pieces[at - 1].is_one_of((Mark("that"),))  # "that are overdue" says of which, where more follows
    return at + 1 if told and at < last and pieces[at + 1].state else at
