"""The slip ledger: each slip against the first deadline and the last one agreed, who led at each point, and the reason."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from pyoxigraph import NamedNode

from bvgraph.asking.listing import Listing, Place, SlipRow, list_slips
from bvgraph.asking.queries import Bindings, bind, find_named_query, node_of, number_of, run_select, text_of
from bvgraph.asking.quoting import Quote
from bvgraph.graph.stores import Store
from bvgraph.reading.edtf import bounds

Basis: TypeAlias = Literal["baseline", "latest"]
NO_REASON: Final = "no reason published"


class Point(NamedTuple):
    """An action as one document prints it: its deadline in EDTF, who led it, and the day the document speaks for."""

    place: Place
    day: str | None
    deadline: str | None
    leads: tuple[str, ...]
    closed: bool = False


class LedgerRow(NamedTuple):
    """A slip with what went before it.

    ``baseline`` is the first deadline that was published, ``agreed`` the one before this entry's, ``current`` this
    entry's, all in EDTF.  Days count from the end of a deadline to that of the current one - for a lapse to the day the
    document speaks for - and are None where a date is missing.  ``moves`` is how often the deadline had moved by then.
    """

    slip: SlipRow
    baseline: str | None
    agreed: str | None
    current: str | None
    days_baseline: int | None
    days_latest: int | None
    moves: int
    points: tuple[Point, ...]
    reason: Quote | None


def list_ledger(store: Store, bindings: Bindings) -> Listing[LedgerRow]:
    """Return the slips that ``bindings`` leave, each with its ledger; slips come in the order of their documents."""
    listing = list_slips(store, bindings)
    actions = sorted({row.action for row in listing.rows})
    if not actions:
        return Listing((), listing.queries)
    points, text = _load_points(store, listing.rows)
    told: dict[str, list[Quote]] = defaultdict(list)
    for row in listing.rows:
        told[row.place.id] += row.told
    entered = [_enter(row, points[row.action], row.told or told[row.place.id]) for row in listing.rows]
    return Listing(tuple(entered), (*listing.queries, text))


def _load_points(store: Store, slips: Sequence[SlipRow]) -> tuple[dict[str, list[Point]], str]:
    """Every print of the actions that slipped, by action, in the order of their documents."""
    text = bind(find_named_query("deadlines"), {"action": [NamedNode(slip.action_iri) for slip in _once(slips)]})
    found: dict[str, dict[str, Point]] = defaultdict(dict)
    for row in run_select(store, text):
        entry, document = node_of(row, "entry").value, text_of(row, "document") or ""
        lead = text_of(row, "lead")
        place = Place(f"{document}/{entry.rsplit('/', 1)[1]}", document, number_of(row, "line") or 0)
        point = found[text_of(row, "action") or ""].setdefault(
            entry, Point(place, text_of(row, "day"), text_of(row, "deadline"), (), text_of(row, "closed") == "true")
        )
        if lead is not None:
            found[text_of(row, "action") or ""][entry] = point._replace(leads=(*point.leads, lead))
    return {action: list(points.values()) for action, points in found.items()}, text


def _once(slips: Iterable[SlipRow]) -> Iterable[SlipRow]:
    return {slip.action: slip for slip in slips}.values()


def _enter(slip: SlipRow, points: Sequence[Point], told: Sequence[Quote]) -> LedgerRow:
    """Set a slip against what had been printed of its action up to then; ``told`` may say why."""
    at = next((n for n, point in enumerate(points) if point.place.id == slip.place.id), len(points) - 1)
    known = _since_closed(points[: at + 1])
    dated = [point.deadline for point in known if point.deadline is not None and _end(point.deadline) is not None]
    current = known[-1].deadline if known[-1].deadline in dated else None
    earlier = dated[:-1] if current is not None else dated
    baseline = dated[0] if dated else None
    agreed = earlier[-1] if earlier else current
    until = _begin(known[-1].day) if slip.kind == "lapsed" else _end(current)
    moves = sum((_end(a) or dt.date.max) < (_end(b) or dt.date.min) for a, b in pairwise(dated))
    latest = slip.days if slip.days is not None else _count_days(agreed, until)
    return LedgerRow(slip, baseline, agreed, current, _count_days(baseline, until), latest, moves, known, find_reason(told))


def _since_closed(points: Sequence[Point]) -> tuple[Point, ...]:
    """What was finished and is taken up again starts anew: the prints after the last one before this that was closed."""
    last = max((n for n, point in enumerate(points[:-1]) if point.closed), default=-1)
    return tuple(points[last + 1 :])


def _begin(edtf: str | None) -> dt.date | None:
    return bounds(edtf)[0] if edtf else None


def _end(edtf: str | None) -> dt.date | None:
    return bounds(edtf)[1] if edtf else None


def _count_days(deadline: str | None, until: dt.date | None) -> int | None:
    end = _end(deadline)
    return None if end is None or until is None else (until - end).days


def find_reason(told: Iterable[Quote]) -> Quote | None:
    """The first of the sentences that tell of a slip to say why as well; None where none does."""
    return next((quote for quote in told if _says_why().search(" ".join(quote.text.split()))), None)


@cache
def _says_why() -> re.Pattern[str]:
    import tomllib  # noqa: PLC0415 - most lists hold nothing that was told in words

    held = tomllib.loads(Path(__file__).with_name("data").joinpath("reasons.toml").read_text("utf-8"))
    lengths = "|".join(held["not_before"])
    return re.compile(rf"\b(?:{'|'.join(held['words'])})\b(?! (?:\w+ )?(?:{lengths})\b)", re.IGNORECASE)
