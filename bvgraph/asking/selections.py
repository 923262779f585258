"""What a question asks, as values: conditions on a row, combined by and, or and not, and what of the rows is wanted."""

from typing import NamedTuple, TypeAlias

from bvgraph.asking.queries import Term


class Fact(NamedTuple):
    """One condition on a row: a section of ``conditions.toml``, with the values of which one has to hold.

    ``says`` is how an answer puts it.  ``narrowed`` are further conditions on the same slip, not only on the same row.
    """

    name: str
    values: tuple[Term, ...] = ()
    says: str = ""
    narrowed: "tuple[Fact, ...]" = ()


class Every(NamedTuple):
    """All of these have to hold of one row."""

    conditions: "tuple[Condition, ...]"


class Either(NamedTuple):
    """One of these has to hold of a row."""

    conditions: "tuple[Condition, ...]"


class Other(NamedTuple):
    """What must not hold: of the row, or with ``of_action`` of no row of the action that is otherwise like it.

    ``anywhere`` means no row of the action at all, in whatever document.
    """

    condition: "Condition"
    of_action: bool = False
    anywhere: bool = False


Condition: TypeAlias = Fact | Every | Either | Other


class Wanted(NamedTuple):
    """A question: ``asks`` is a section under ``asks`` in ``conditions.toml``, ``about`` the rows that are meant.

    ``rank`` is "most", "fewest" or "each" for names, "mean" for percentages, "longest", "earliest", "latest", "first" or
    "last" for rows.  ``says`` is how the question was understood, ``notes`` corrections and readings that whoever asks
    should know of.  ``apart`` is whether names have to be told apart by their publishers, as there are several; ``among``
    are the rows of which a share is asked.
    """

    asks: str
    about: Condition
    says: str
    rank: str | None = None
    notes: tuple[str, ...] = ()
    limits: tuple[Fact, ...] = ()
    apart: bool = False
    among: "Condition | None" = None


def parts_of(condition: Condition) -> "tuple[Condition, ...]":
    """Return the conditions that all have to hold where this one does."""
    return condition.conditions if isinstance(condition, Every) else (condition,)


def facts_in(condition: Condition) -> list[Fact]:
    """Return all facts of a condition that have to hold, at any depth but not those that must not."""
    if isinstance(condition, Fact):
        return [condition]
    if isinstance(condition, Other):
        return []
    return [fact for part in condition.conditions for fact in facts_in(part)]
