"""How a question was understood, as a sentence."""

import re
from typing import Final

from bvgraph.asking.selections import Condition, Either, Every, Fact, Other, parts_of

_TALLIED: Final = {
    "areas": "area",
    "papers": "document",
    "states": "status",
    "beside": "area and status",
    "monitors": "monitoring body",
}
_SUBJECTS: Final = {
    "actions": "Actions",
    "leads": "Who led actions",
    "joiners": "Who took over actions",
    "leavers": "Who handed over actions",
    "monitors": "Who monitors actions",
    "deadlines": "The deadlines of actions",
    "venues": "Which places are named last for actions",
    "percent": "The completion of actions",
    "statuses": "The status of actions",
    "comments": "What is said of actions",
    "history": "The history of actions",
    "changes": "What changed of actions",
    "papers": "Which documents have rows",
    "count": "How many actions",
    "days": "The days of slip of actions",
    "mentions": "Lines",
    "areas": "Which areas have actions",
    "share": "The share of actions",
    "whether": "Whether so in print: actions",
    "states": "The statuses of actions",
    "beside": "The statuses of actions by area",
}
"""How the sentence begins that says how a question was understood."""
_RANKED: Final = {
    "mean": "The mean completion of actions",
    "longest": "The longest of the slips of actions",
    **{rank: f"The {rank} of the deadlines of actions" for rank in ("earliest", "latest")},
    **{rank: f"The {rank} deadline of actions" for rank in ("first", "last")},
    "least done": "The lowest percentage of actions",
    "most done": "The highest percentage of actions",
}
"""The same where one of several is asked for."""


def say(asks: str, about: Condition, rank: str | None, share: bool = False) -> str:
    """Return the sentence that says how a question was understood; ``share`` is whether shares are ranked, not numbers."""
    subject = _SUBJECTS[asks]
    if share and rank:
        size = "largest" if rank == "most" else "smallest"
        subject = f"{'Who' if asks in ('leads', 'monitors') else 'Which'} has the {size} share of actions"
    elif rank in ("most", "fewest"):
        subject = f"Who has the {rank} actions" if asks in ("leads", "monitors") else f"Which has the {rank} actions"
    elif rank == "each":
        subject = f"For each {_TALLIED.get(asks, 'lead')}: how many actions"
    elif rank in _RANKED:
        subject = _RANKED[rank]
    told = [*filter(None, map(_say, parts_of(about)))]
    if told and told[0].startswith(('"', "the ")):  # a title stands for the actions
        subject = re.sub(r"( of)? actions\b", r"\1", subject)
    return " ".join([subject, *told])


def say_share(asked: Condition, among: Condition) -> str:
    """Return the sentence for a share: of what it is asked how many of which."""
    told, of_which = (" ".join(filter(None, map(_say, parts_of(one)))) for one in (asked, among))
    return " ".join(filter(None, ["The share", told, "of actions", of_which]))


def _say(condition: Condition) -> str:
    if isinstance(condition, Fact):
        return " ".join(filter(None, [condition.says, *(fact.says for fact in condition.narrowed)]))
    if isinstance(condition, Every):
        return " and ".join(dict.fromkeys(filter(None, map(_say, condition.conditions))))
    if isinstance(condition, Either):
        return " or ".join(filter(None, map(_say, condition.conditions)))
    return _say_not(condition)


def _say_not(other: Other) -> str:
    if isinstance(other.condition, Either):
        return f"neither {' nor '.join(filter(None, map(_say, other.condition.conditions)))}"
    says = _say(other.condition)
    if not says or says.startswith("with "):
        return says and f"without {says.removeprefix('with ')}"
    if says.startswith(("whose ", "that ")):
        return f"other than those {says}"
    return f"{'never' if other.anywhere else 'not'} {says}"
