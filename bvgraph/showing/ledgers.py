"""The slip ledger for machines: each slip as ``slips`` of the contract has it, with what went before it."""

from __future__ import annotations

from typing import Final

from bvgraph.asking.ledger import NO_REASON, Basis, LedgerRow, Point
from bvgraph.showing.rows import SLIPS, JsonObject, Layout, quote_object

_COLUMNS: Final = (
    *("action", "title", "entry", "document", "line", "kind", "silent", "from", "to", "days", "leads", "leads_before"),
    *("baseline", "agreed", "current", "days_baseline", "days_latest", "moves", "led", "reason_text", "quotes"),
)


def lay_out_ledger(basis: Basis) -> Layout[LedgerRow]:
    """Return how a ledger is written of which ``days`` count from the first deadline, or from the last one agreed."""
    return Layout(lambda row: _write_row(row, basis), _COLUMNS, "ledger" if basis == "latest" else "ledger from baseline")


def _write_row(row: LedgerRow, basis: Basis) -> JsonObject:
    return {
        **SLIPS.write(row.slip),
        "days": row.slip.days if basis == "latest" else row.days_baseline,
        "basis": basis,
        "baseline": row.baseline,
        "agreed": row.agreed,
        "current": row.current,
        "days_baseline": row.days_baseline,
        "days_latest": row.days_latest,
        "moves": row.moves,
        "led": [_write_point(point) for point in row.points],
        "reason": None if row.reason is None else quote_object(row.reason),
        "reason_text": NO_REASON if row.reason is None else " ".join(row.reason.text.split()),
    }


def _write_point(point: Point) -> JsonObject:
    leads = ", ".join(point.leads) or "nobody named"
    return {
        "name": f"{leads} ({point.place.id})",
        "leads": list(point.leads),
        "id": point.place.id,
        "document": point.place.document,
        "line": point.place.line,
        "as_of": point.day,
    }
