"""What the centre checks of the market's records: once ever, one a booth, words that are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.market.channels import Channel
from app.domain.market.terms import (
    BookingState,
    DrawPart,
    EventState,
    OfficeKind,
    PickState,
    RoundState,
    Teller,
    TrainingState,
)
from app.domain.terms import Category
from app.models.entities import TABLES

Batch = Mapping[tuple[str, UUID], Mapping[str, Any]]
"""Rows of this batch that were accepted so far, by kind and key."""

Check = Callable[[sa.Connection, Mapping[str, Any], frozenset[str] | None, Batch], str]

WORDS: Mapping[str, Mapping[str, frozenset[str | None]]] = {
    "order_line": {"category": frozenset({*Category, None})},
    "gebetan_round": {"state": frozenset(RoundState)},
    "gebetan_order": {"office_kind": frozenset(OfficeKind)},
    "gebetan_pick": {"state": frozenset(PickState)},
    "market_event": {"channel": frozenset(Channel), "state": frozenset(EventState)},
    "event_booking": {"state": frozenset(BookingState)},
    "event_taking": {"told_by": frozenset(Teller)},
    "draw_record": {"part": frozenset(DrawPart)},
    "training_place": {"state": frozenset(TrainingState)},
}
"""Words a laptop may write, as `app.central.checks` has them for the other records."""

_LOCK = 0x6B_75_72_62
"""Of all places that are given once; whoever holds it sees every one that was given before."""


def refusal(
    conn: sa.Connection,
    entity: str,
    row: Mapping[str, Any],
    changed: frozenset[str] | None,
    batch: Batch,
) -> str:
    """Why a row of the market must not stand; '' when it may, and of every other record.

    `changed` is None for a new row; `batch` are the rows accepted before it.
    """
    check = _CHECKS.get(entity)
    return check(conn, row, changed, batch) if check else ""


def one_at_a_time(conn: sa.Connection) -> None:
    """Wait for others who give places; held until this transaction ends."""
    conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def _pick(
    conn: sa.Connection, row: Mapping[str, Any], changed: frozenset[str] | None, batch: Batch
) -> str:
    """A business takes part once ever (programmes.md, Gebetan UMKM)."""
    if changed and changed & {"business_id", "product_id", "round_id"}:
        return "row.final"
    if row["price"] <= 0 or row["stock"] <= 0:
        return "row.bad_value"
    if not _takes_part(row):
        return ""
    one_at_a_time(conn)
    known = conn.execute(sa.select(sa.func.kurasi_picks(row["business_id"]))).scalar_one()
    fresh = {key: r for (kind, key), r in batch.items() if kind == "gebetan_pick"}
    holders = {key for key in known if key not in fresh} | {
        key
        for key, other in fresh.items()
        if other["business_id"] == row["business_id"] and _takes_part(other)
    }
    return "gebetan.taken" if holders - {row["id"]} else ""


def _takes_part(row: Mapping[str, Any]) -> bool:
    return not row["deleted"] and row["state"] != PickState.WITHDRAWN


def _booking(
    conn: sa.Connection, row: Mapping[str, Any], changed: frozenset[str] | None, batch: Batch
) -> str:
    """A booth has one business a day, a business one place a day."""
    if changed and changed & {"event_id", "business_id", "day"}:
        return "row.final"
    if not _holds(row):
        return ""
    if (row["state"] == BookingState.ASSIGNED) != (row["booth"] is not None):
        return "row.bad_value"
    one_at_a_time(conn)
    others = _bookings(conn, row, batch)
    if row["booth"] is not None and row["booth"] in {booth for booth, _ in others}:
        return "booking.booth_taken"
    taken = row["business_id"] in {business for _, business in others}
    return "booking.twice" if taken else ""


def _holds(row: Mapping[str, Any]) -> bool:
    return not row["deleted"] and BookingState(row["state"]).holds


def _bookings(
    conn: sa.Connection, row: Mapping[str, Any], batch: Batch
) -> list[tuple[int | None, UUID]]:
    """Booth and business of all other places of that event and day, as this batch leaves them."""
    place = row["event_id"], row["day"]
    fresh = {key: r for (kind, key), r in batch.items() if kind == "event_booking"}
    known = conn.execute(
        sa.text("SELECT id, booth, business_id FROM kurasi_bookings(:event, :day)"),
        {"event": place[0], "day": place[1]},
    )
    found = [(r.booth, r.business_id) for r in known if r.id not in fresh and r.id != row["id"]]
    return found + [
        (other["booth"], other["business_id"])
        for key, other in fresh.items()
        if key != row["id"] and (other["event_id"], other["day"]) == place and _holds(other)
    ]


def _order(
    conn: sa.Connection, row: Mapping[str, Any], changed: frozenset[str] | None, batch: Batch
) -> str:
    """A package holds no more than its cluster pays in that round, and nothing twice."""
    if changed and "round_id" in changed:
        return "row.final"
    if row["quantity"] <= 0:
        return "row.bad_value"
    if not row["items"] or (changed is not None and not changed & {"items", "cluster"}):
        return ""
    held = batch.get(("gebetan_round", row["round_id"])) or _round(conn, row["round_id"])
    if held is None:
        return "row.incomplete"
    amount = _amount(held["clusters"], row["cluster"])
    prices = _prices(row["items"])
    if amount is None or prices is None:
        return "row.bad_value"
    return "gebetan.amount" if sum(prices) > amount else ""


def _round(conn: sa.Connection, key: UUID) -> Mapping[str, Any] | None:
    table = TABLES["gebetan_round"]
    row = conn.execute(sa.select(table.c.clusters).where(table.c.id == key)).mappings().first()
    return None if row is None else dict(row)


def _amount(clusters: object, code: str) -> int | None:
    """What a cluster pays, as the round says; None where it says nothing of the kind."""
    for one in clusters if isinstance(clusters, list) else ():
        if isinstance(one, dict) and one.get("code") == code:
            amount = one.get("amount")
            return amount if type(amount) is int and amount > 0 else None
    return None


def _prices(items: object) -> list[int] | None:
    """The prices of the pieces; None unless each has one, and each pick is there once."""
    if not isinstance(items, list) or not all(isinstance(i, dict) for i in items):
        return None
    prices = [i.get("price") for i in items]
    named = {str(i.get("pick")) for i in items}
    if len(named) != len(items) or not all(type(p) is int and p > 0 for p in prices):
        return None
    return prices


_CHECKS: Mapping[str, Check] = {
    "gebetan_pick": _pick,
    "gebetan_order": _order,
    "event_booking": _booking,
}
