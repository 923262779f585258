"""The days that a date in EDTF spans: apart from the grammar of dates, because whoever only compares need not load it."""

from __future__ import annotations

import calendar
import datetime as dt


def bounds(edtf: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of an EDTF string of the kinds that ``dates`` writes; None for an open end."""
    if edtf.startswith("{"):
        parts = edtf[1:-1].split(",")
        return bounds(parts[0])[0], bounds(parts[-1])[1]
    first, _, last = edtf.partition("/")
    return (None if first in ("", "..") else _first_day(first)), (
        None if (last or first) == ".." else _last_day(last or first)
    )


def _first_day(edtf: str) -> dt.date:
    parts = [int(p) for p in edtf.split("-")]
    month = parts[1] if len(parts) > 1 else 1
    month = (month - 20) * 3 if month > 20 else month
    return dt.date(parts[0], month, parts[2] if len(parts) == 3 else 1)


def _last_day(edtf: str) -> dt.date:
    """The last day of ``2018``, ``2018-05`` or ``2018-05-31``; a season ends with its third month."""
    parts = [int(p) for p in edtf.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    month = parts[1] if len(parts) == 2 else 12
    if month > 20:
        return dt.date(parts[0], 12, 31) if month == 24 else _last_day(f"{parts[0]}-{(month - 20) * 3 + 2:02d}")
    return dt.date(parts[0], month, calendar.monthrange(parts[0], month)[1])
