"""What a manifest settles of how one document is read: what its columns hold, its status words mean, its dates' order.

Settings hold while the document is read, and win over what the program would take a word for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Final, TypeVar, cast, get_args

from bvgraph.errors import CorpusError
from bvgraph.kinds import StatusValue
from bvgraph.originals import Settings

FIELDS: Final = (
    *("title", "lead", "deadline", "revised", "status", "percent", "comment", "planned", "monitoring", "ref", "area"),
    "other",
)
ORDERS: Final = ("dmy", "mdy")
KEYS: Final = ("columns", "status", "dates")

Known = TypeVar("Known", bound=Callable[..., object])
_IN_FORCE: ContextVar[Settings] = ContextVar("settings", default=Settings())  # noqa: B039 - frozen


@contextmanager
def settled_by(settings: Settings) -> Iterator[None]:
    """Read by these settings for as long as the context lasts."""
    token = _IN_FORCE.set(settings)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def read_settings(where: str, entry: Mapping[str, object]) -> Settings:
    """The settings in a manifest entry: tables ``columns`` and ``status``, and ``dates``.

    Raises CorpusError where a value is none that there is, naming the entry by ``where``.
    """
    dates = entry.get("dates", "")
    if dates not in ("", *ORDERS):
        raise CorpusError(f'{where}: dates must be one of {", ".join(ORDERS)}, as in dates = "mdy" for 12/31/2024')
    columns = _read_table(where, "columns", entry.get("columns", {}), FIELDS)
    statuses = _read_table(where, "status", entry.get("status", {}), get_args(StatusValue))
    return Settings(columns, statuses, str(dates))


def _read_table(where: str, key: str, table: object, known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, dict):
        raise CorpusError(f'{where}: [document.{key}] must be a table of lines like "as printed" = "{known[0]}"')
    for printed, value in table.items():
        if value not in known:
            raise CorpusError(f'{where}: [document.{key}] "{printed}" = {value!r}: must be one of {", ".join(known)}')
    return tuple(sorted((_plain(printed), str(value)) for printed, value in table.items()))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _settles(choose: Callable[[Settings], tuple[tuple[str, str], ...]]) -> Callable[[Known], Known]:
    """A decorator: what is printed means what the pairs that ``choose`` takes from the settings say, else what is known."""

    def settle(known: Known) -> Known:
        @wraps(known)
        def read(text: str) -> object:
            own = choose(_IN_FORCE.get())
            return _look_up(own, text) or known(text) if own else known(text)

        return cast(Known, read)

    return settle


settles_columns: Final = _settles(lambda settings: settings.columns)
"""What a head names: the field that the settings give it, else what is known."""
settles_statuses: Final = _settles(lambda settings: settings.status)
"""What a status word means: the value that the settings give it, else what is known."""


def settled_order() -> str:
    """The order of dates in figures that the settings give: dmy, mdy, or empty."""
    return _IN_FORCE.get().dates


def remembered(known: Known) -> Known:
    """A function whose results are remembered, apart for each settings in force, which may have a say in them."""

    @lru_cache(maxsize=4096)
    def find(_: Settings, *given: object) -> object:
        return known(*given)

    @wraps(known)
    def recall(*given: object) -> object:
        return find(_IN_FORCE.get(), *given)

    return cast(Known, recall)


def _look_up(pairs: tuple[tuple[str, str], ...], text: str) -> str | None:
    plain = _plain(text)
    return next((value for printed, value in pairs if printed == plain), None)
