"""What the administrator asks first: which laptop has not been heard of, and what waits where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app import __version__
from app.models.central import DeviceSync, Held, KeyRevocation, Login, StatusListState
from app.models.entities import (
    Certificate,
    CertificateConfirmation,
    CertificateRevocation,
    Device,
    Person,
)


@dataclass(frozen=True, slots=True)
class LaptopLine:
    """One laptop as it was last heard of; counts are what it said of itself then.

    `skew_s` above 0: its clock is slow. `forks`: how often a second copy of it was met.
    """

    code: str
    name: str
    people: tuple[str, ...]
    revoked: bool
    last_seen_at: datetime | None
    waiting_rows: int
    waiting_photos: int
    refused: int
    conflicts: int
    unequal: tuple[str, ...]
    app_version: str
    outdated: bool
    skew_s: int | None
    forks: int
    last_fork_at: datetime | None

    @property
    def needs_a_look(self) -> bool:
        """Whether something about it will not settle by itself."""
        return bool(self.forks or self.refused or self.unequal or abs(self.skew_s or 0) > 120)


def laptops(conn: sa.Connection) -> list[LaptopLine]:
    """Every laptop ever enrolled, the longest silent first."""
    query = (
        sa.select(Device.id, Device.code, Device.name, Device.active, DeviceSync)
        .join(DeviceSync, DeviceSync.device_id == Device.id)
        .order_by(DeviceSync.last_seen_at.asc().nulls_first(), Device.code)
    )
    people = _people(conn)
    return [_line(row, people.get(row["id"], [])) for row in conn.execute(query).mappings()]


def _people(conn: sa.Connection) -> dict[Any, list[tuple[str, bool]]]:
    query = sa.select(Login.device_id, Person.name, Login.revoked_at.is_not(None), Person.active)
    found: dict[Any, list[tuple[str, bool]]] = {}
    for device_id, name, revoked, active in conn.execute(
        query.join(Person, Person.id == Login.person_id)
    ):
        found.setdefault(device_id, []).append((name, active and not revoked))
    return found


def _line(row: Any, people: list[tuple[str, bool]]) -> LaptopLine:
    skew = row["skew_ms"]
    return LaptopLine(
        code=row["code"],
        name=row["name"],
        people=tuple(dict.fromkeys(name for name, _ in people)),
        revoked=not row["active"] or not any(let_in for _, let_in in people),
        last_seen_at=row["last_seen_at"],
        waiting_rows=row["waiting_rows"],
        waiting_photos=row["waiting_photos"],
        refused=row["refused"],
        conflicts=row["conflicts"],
        unequal=tuple(row["unequal"].split()),
        app_version=row["app_version"] or "",
        outdated=bool(row["app_version"]) and row["app_version"] != __version__,
        skew_s=None if skew is None else round(skew / 1000),
        forks=row["forks"],
        last_fork_at=row["last_fork_at"],
    )


@dataclass(frozen=True, slots=True)
class Papers:
    """Certificates as the centre has them, and the status list that speaks of them."""

    accepted: int
    confirmed: int
    revoked: int
    list_at: datetime | None
    revoked_keys: tuple[tuple[str, date], ...]


def papers(conn: sa.Connection) -> Papers:
    """How many certificates there are and what they are worth."""

    def count(column: sa.orm.attributes.InstrumentedAttribute[Any]) -> int:
        query = sa.select(sa.func.count(sa.distinct(column)))
        return conn.execute(query).scalar_one()

    keys = sa.select(Device.code, KeyRevocation.since).join(
        Device, Device.id == KeyRevocation.device_id
    )
    return Papers(
        count(Certificate.id),
        count(CertificateConfirmation.certificate_id),
        count(CertificateRevocation.certificate_id),
        conn.execute(sa.select(StatusListState.issued_at)).scalar(),
        tuple((code, day) for code, day in conn.execute(keys.order_by(Device.code))),
    )


def held_waiting(conn: sa.Connection) -> int:
    """Records handed over that nobody has decided upon."""
    query = sa.select(sa.func.count()).select_from(Held).where(Held.settled_at.is_(None))
    return conn.execute(query).scalar_one()
