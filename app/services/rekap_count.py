"""Counting for Rekap: a district at a time, whole, from the records as they stand.

Figures over a province cannot be summed from a million records each time somebody looks.
They are kept as small counts (`RekapCell`); triggers note the districts whose records
changed (`app.models.rekap_marks`), and a district that is noted is counted anew from
nothing (`rekap_cells`): there is no arithmetic of differences that could drift.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.models.local import RekapCell, RekapDay, RekapTodo
from app.services import rekap_cells
from app.services.workspace import Workspace

KEPT_DAYS = 30
"""After so many days a district is counted anew: its documents ran out meanwhile."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One step: the district that was counted, and how many wait still."""

    left: int
    district: str = ""

    @property
    def worked(self) -> bool:
        """Whether a district was counted."""
        return bool(self.district)


def waiting(ws: Workspace) -> int:
    """How many districts wait to be counted."""
    with ws.db.read() as session:
        aged = set(session.scalars(_aged(ws.today())))
        return len(aged.union(session.scalars(sa.select(RekapTodo.district))))


def step(ws: Workspace) -> Counted:
    """Count one district that waits; others work between two steps."""
    claim, today = secrets.randbits(62) + 1, ws.today()
    with ws.db.read() as session:
        aged = list(session.scalars(_aged(today)))
        if not aged and session.scalar(sa.select(RekapTodo.district).limit(1)) is None:
            return Counted(0)
    with ws.db.write() as session:
        _note(session, aged)
        district = _claim(session, claim)
    if district is None:  # somebody else counts the last one: it was there a moment ago
        return Counted(0)
    with ws.db.read() as session:
        cells = rekap_cells.count(session, district, today)
    with ws.db.write() as session:
        mine = sa.delete(RekapTodo).where(RekapTodo.district == district, RekapTodo.claim == claim)
        # What changed meanwhile took the claim away: this count may be old and is thrown away.
        if session.scalar(mine.returning(RekapTodo.district)) is not None:
            _replace(session, district, cells, today)
        left = session.scalar(sa.select(sa.func.count()).select_from(RekapTodo)) or 0
    return Counted(left, district)


def catch_up(ws: Workspace) -> None:
    """Count until nothing waits."""
    while step(ws).left:
        pass


def _aged(today: date) -> sa.Select[str]:
    oldest = today - timedelta(days=KEPT_DAYS)
    return sa.select(RekapDay.district).where(sa.not_(RekapDay.day.between(oldest, today)))


def _note(session: Session, districts: list[str]) -> None:
    if districts:
        values = [{"district": code, "claim": 0} for code in districts]
        session.execute(sqlite.insert(RekapTodo).on_conflict_do_nothing(), values)


def _claim(session: Session, claim: int) -> str | None:
    """Take one; rather one that nobody has taken, but who took it may have been killed."""
    district = session.scalars(
        sa.select(RekapTodo.district).order_by(RekapTodo.claim != 0, RekapTodo.district).limit(1)
    ).first()
    session.execute(sa.update(RekapTodo).where(RekapTodo.district == district).values(claim=claim))
    return district


def _replace(session: Session, district: str, cells: list[dict[str, Any]], today: date) -> None:
    every = RekapCell.figure.in_(rekap_cells.FIGURES)
    session.execute(sa.delete(RekapCell).where(every, RekapCell.district == district))
    session.execute(sa.delete(RekapDay).where(RekapDay.district == district))
    if cells:
        session.execute(sa.insert(RekapCell), cells)
        session.execute(sa.insert(RekapDay), [{"district": district, "day": today}])
