"""Penyaluran: which day an office had its packages, who received them, and that it has paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dates import long_date
from app.domain.market.terms import PickState, RoundState
from app.domain.names import clean
from app.errors import UserError
from app.models.market import GebetanOrder, GebetanPick, GebetanRound
from app.services import gebetan_orders as orders
from app.services import gebetan_packages as packages
from app.services import gebetan_rounds as rounds
from app.services.changes import Change, Recorder
from app.services.workspace import Workspace


def deliver(ws: Workspace, keys: Sequence[UUID], day: date, received_by: str) -> Change:
    """Note that packages reached their office; what is in them stays picked for ever.

    UserError `gebetan.receiver`, `gebetan.day`, `gebetan.not_composed`, `gebetan.faults`,
    `gebetan.delivered`, `gebetan.round_closed`, `role.missing`.
    """
    name = clean(received_by)
    if not name:
        raise UserError(
            "gebetan.receiver",
            "Nama penerima belum diisi.",
            safe="Belum ada yang dicatat.",
            todo="Tulis nama yang menandatangani tanda terima.",
        )
    _require_past(ws, day)
    with ws.change() as recorder:
        for held, rows in _by_round(ws, recorder.session, keys):
            wrong = {
                p.order.id: p.wrong for p in packages.read(ws, recorder.session, held).packages
            }
            for row in rows:
                orders.require_undelivered(row)
                _require_whole(row, packages.fault_words(wrong[row.id]))
                row.delivered_on, row.received_by = day, name
                recorder.tell("gebetan_order.delivered", row)
            _settle(recorder, held)
        return recorder.done()


def take_back(ws: Workspace, keys: Sequence[UUID]) -> Change:
    """These were not delivered after all, whatever was noted; UserError as `deliver`."""
    with ws.change() as recorder:
        for held, rows in _by_round(ws, recorder.session, keys):
            for row in rows:
                row.delivered_on, row.received_by = None, None
                recorder.tell("gebetan_order.delivery_taken_back", row)
            _settle(recorder, held)
        return recorder.done()


def pay(ws: Workspace, keys: Sequence[UUID], day: date | None) -> Change:
    """Note the day on which offices paid the koperasi; None: they have not.

    UserError `gebetan.day`, `gebetan.round_closed`, `role.missing`.
    """
    if day is not None:
        _require_past(ws, day)
    with ws.change() as recorder:
        for _, rows in _by_round(ws, recorder.session, keys):
            for row in rows:
                row.paid_on = day
                recorder.tell("gebetan_order.unpaid" if day is None else "gebetan_order.paid", row)
        return recorder.done()


def _by_round(
    ws: Workspace, session: Session, keys: Sequence[UUID]
) -> list[tuple[GebetanRound, list[GebetanOrder]]]:
    rows = [session.get_one(GebetanOrder, key) for key in keys]
    found = []
    for key in dict.fromkeys(row.round_id for row in rows):
        held = rounds.require_open(session, key)
        rounds.require_officer(ws, held)
        found.append((held, [row for row in rows if row.round_id == key]))
    return found


def _settle(recorder: Recorder, held: GebetanRound) -> None:
    """What follows for the picks and for the round."""
    session = recorder.session
    session.flush()
    every = list(session.scalars(orders.living(held.id)))
    reached = {
        UUID(item["pick"])
        for row in every
        if row.delivered_on is not None
        for item in row.items or ()
    }
    query = sa.select(GebetanPick).where(
        GebetanPick.round_id == held.id,
        GebetanPick.deleted.is_(False),
        GebetanPick.state != str(PickState.WITHDRAWN),
    )
    for pick in session.scalars(query):
        state = PickState.DELIVERED if pick.id in reached else PickState.PICKED
        if pick.state != state:
            pick.state = str(state)
            if state is PickState.DELIVERED:
                recorder.tell("gebetan_pick.delivered", pick, round=held.name)
    whole = bool(every) and all(row.delivered_on is not None for row in every)
    if whole:
        held.state = str(RoundState.DELIVERED)
    elif held.state == RoundState.DELIVERED:
        held.state = str(RoundState.COMPOSED)


def _require_past(ws: Workspace, day: date) -> None:
    if day > ws.today():
        raise UserError(
            "gebetan.day",
            f"{long_date(day)} belum tiba.",
            safe="Belum ada yang dicatat.",
            todo="Pilih hari ini atau hari sebelumnya.",
        )


def _require_whole(row: GebetanOrder, wrong: str) -> None:
    if not row.items:
        raise UserError(
            "gebetan.not_composed",
            f"Paket untuk {row.office} belum disusun.",
            safe="Belum ada yang dicatat.",
            todo="Susun dahulu paketnya.",
        )
    if wrong:
        raise UserError(
            "gebetan.faults",
            f"Paket untuk {row.office} tidak memenuhi aturan: {wrong}.",
            safe="Belum ada yang dicatat.",
            todo="Perbaiki atau susun ulang paketnya, lalu catat lagi.",
        )
