"""Official numbers: counters without gaps, blocks lent to laptops, an account of every number.

A number is given once: the counter of its series is locked until the transaction ends, the
text is unique in the whole ledger, and what a laptop did not use of a block is void for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.central.paper_setups import in_force
from app.clock import JAKARTA
from app.domain.official_numbers import Numbering, NumberRule, render, series
from app.domain.paper_setup import PaperSetup, from_columns
from app.domain.permissions import JUDGING_ROLES, Grant
from app.domain.regions import any_covers
from app.ids import natural
from app.models.central import DeviceSync, NumberLease, OfficialNumber, OfficialSeries
from app.models.entities import PaperSetup as SetupRow
from app.models.paper_setups import begun
from app.protocol.wire import Lease

BLOCK = 200
"""Numbers lent at once; renewed when fewer than `FEW` are left."""
FEW = 50
LEASE_DAYS = 60
_MOST_OPEN = 5 * BLOCK
"""Lent to one laptop and not yet seen on a certificate: no laptop eats a whole series."""
_MOST_SERIES = 8
_SKIPPED_AFTER_RESTORE = 1_000

Row = Mapping[str, Any]


def number_for(conn: sa.Connection, row: Row, now: datetime) -> str | None:
    """The official number of a certificate that is confirmed now; None where nobody set one up.

    The one its laptop gave from a block, when that was lent to it and is free; else the next
    of the series. A certificate that has one keeps it.
    """
    known = sa.select(OfficialNumber.number).where(OfficialNumber.certificate_id == row["id"])
    if (number := conn.execute(known).scalar()) is not None:
        return str(number)
    if (number := _lent(conn, row, now)) is not None:
        return number
    setup = in_force(conn, row["scope"], row["issued_on"])
    if setup is None:
        return None
    return _next(conn, setup, row["issued_on"], row["id"], now)


def _next(
    conn: sa.Connection, setup: PaperSetup, day: date, certificate: UUID, now: datetime
) -> str:
    """The next number of a series; one that another series spells alike is passed over."""
    name = series(setup.number, day)
    while True:
        seq = _advance(conn, name, setup.region, 1)
        number = render(setup.number, seq, day)
        if _keep(conn, name, seq, number, certificate, now):
            return number
        _void(conn, name, seq, seq, "taken", now)


def _advance(conn: sa.Connection, name: str, region: str, count: int) -> int:
    """Move the counter of a series on, locked until the transaction ends; the first number."""
    insert = postgresql.insert(OfficialSeries).values(name=name, region_code=region, last=count)
    moved = insert.on_conflict_do_update(
        index_elements=["name"], set_={"last": OfficialSeries.last + count}
    )
    last = conn.execute(moved.returning(OfficialSeries.last)).scalar_one()
    return int(last) - count + 1


def _keep(
    conn: sa.Connection, name: str, seq: int, number: str, certificate: UUID, now: datetime
) -> bool:
    values = {"series": name, "seq": seq, "number": number, "certificate_id": certificate}
    insert = postgresql.insert(OfficialNumber).values(**values, void="", at=now)
    kept = insert.on_conflict_do_nothing().returning(OfficialNumber.seq)
    return conn.execute(kept).first() is not None


def _void(conn: sa.Connection, name: str, first: int, last: int, why: str, now: datetime) -> int:
    """Say of the numbers `first` to `last` that nobody has, that nobody will; how many."""
    statement = sa.text(
        f"INSERT INTO {OfficialNumber.__tablename__} (series, seq, void, at) "
        "SELECT :series, s, :why, :at "
        "FROM generate_series(CAST(:first AS integer), CAST(:last AS integer)) AS s "
        "ON CONFLICT DO NOTHING"
    )
    values = {"series": name, "first": first, "last": last, "why": why, "at": now}
    return conn.execute(statement, values).rowcount


# -- blocks --------------------------------------------------------------------------


def _lent(conn: sa.Connection, row: Row, now: datetime) -> str | None:
    """The number on the certificate, when it was lent to its laptop, fits and is free.

    Also when the block has run out since: it was in force on the day of the certificate.
    """
    facts, number = row["facts"], row["official_number"]
    seq = facts.get("official_seq") if isinstance(facts, dict) else None
    if not number or isinstance(seq, bool) or not isinstance(seq, int):
        return None
    query = sa.select(NumberLease.series).where(
        NumberLease.device_id == row["device_id"],
        NumberLease.first <= seq,
        NumberLease.last >= seq,
        NumberLease.expires_on >= row["issued_on"],
    )
    for name in conn.execute(query).scalars().all():
        if _spelled_so(conn, row, name, seq) and _take(conn, name, seq, row, now):
            return str(number)
    return None


def _spelled_so(conn: sa.Connection, row: Row, name: str, seq: int) -> bool:
    """Whether some set-up of the region makes this number: the laptop may not know the newest."""
    day = row["issued_on"]
    for found in conn.execute(begun(row["scope"], day)).mappings():
        rule = from_columns(dict(found)).number
        if series(rule, day) == name and render(rule, seq, day) == row["official_number"]:
            return True
    return False


def _take(conn: sa.Connection, name: str, seq: int, row: Row, now: datetime) -> bool:
    if _keep(conn, name, seq, row["official_number"], row["id"], now):
        return True
    other = sa.select(OfficialNumber.seq).where(OfficialNumber.number == row["official_number"])
    if conn.execute(other).first() is not None:
        return False
    mine = sa.update(OfficialNumber).where(
        OfficialNumber.series == name,
        OfficialNumber.seq == seq,
        OfficialNumber.certificate_id.is_(None),
        OfficialNumber.void == "expired",
    )
    values = {"number": row["official_number"], "certificate_id": row["id"], "void": "", "at": now}
    return conn.execute(mine.values(**values)).rowcount == 1


def leases(
    conn: sa.Connection,
    device: UUID,
    grants: Sequence[Grant],
    told: Mapping[UUID, int],
    now: datetime,
) -> tuple[Lease, ...]:
    """The blocks this laptop may give from, renewed where few are left.

    `told` says how far it has come in those it knows. Asked again with the same, the answer
    is the same: a block is lent anew only when those that are open do not reach.
    """
    today = now.astimezone(JAKARTA).date()
    close_old(conn, now)
    _one_laptop_at_a_time(conn, device)
    for setup in _numbering(conn, grants, today):
        _renew(conn, device, setup, told, now)
    query = sa.select(NumberLease).where(
        NumberLease.device_id == device, NumberLease.closed_at.is_(None)
    )
    rows = conn.execute(query.order_by(NumberLease.leased_at, NumberLease.first)).mappings().all()
    return tuple(_lease(conn, row) for row in rows)


def _lease(conn: sa.Connection, row: Any) -> Lease:
    used = sa.select(sa.func.max(OfficialNumber.seq)).where(
        OfficialNumber.series == row["series"],
        OfficialNumber.seq.between(row["first"], row["last"]),
        OfficialNumber.certificate_id.is_not(None),
    )
    after = (conn.execute(used).scalar() or row["first"] - 1) + 1
    place = row["id"], row["series"], row["region_code"]
    return Lease(*place, row["first"], row["last"], row["expires_on"], after)


def _one_laptop_at_a_time(conn: sa.Connection, device: UUID) -> None:
    """Two requests of one laptop at once are not to be lent two blocks."""
    mine = sa.select(DeviceSync.device_id).where(DeviceSync.device_id == device)
    conn.execute(mine.with_for_update())


def _numbering(conn: sa.Connection, grants: Sequence[Grant], day: date) -> list[PaperSetup]:
    """Set-ups under which this person's certificates take their numbers from blocks."""
    judging = {g.region for g in grants if g.role in JUDGING_ROLES}
    below = conn.execute(sa.select(SetupRow.region_code).distinct()).scalars().all()
    regions = sorted(judging | {code for code in below if any_covers(judging, code)})
    found: dict[str, PaperSetup] = {}
    for region in regions:
        setup = in_force(conn, region, day)
        if setup is not None and setup.numbering is Numbering.LEASED:
            found.setdefault(series(setup.number, day), setup)
    return list(found.values())[:_MOST_SERIES]


def _renew(
    conn: sa.Connection, device: UUID, setup: PaperSetup, told: Mapping[UUID, int], now: datetime
) -> None:
    today = now.astimezone(JAKARTA).date()
    name = series(setup.number, today)
    lent = sa.select(NumberLease.id, NumberLease.first, NumberLease.last).where(
        NumberLease.device_id == device, NumberLease.series == name
    )
    opened = conn.execute(lent.where(NumberLease.closed_at.is_(None))).all()
    left = sum(max(last + 1 - max(told.get(key, first), first), 0) for key, first, last in opened)
    if left >= FEW or _unseen(conn, name, opened) > _MOST_OPEN - BLOCK:
        return
    first = _advance(conn, name, setup.region, BLOCK)
    conn.execute(
        sa.insert(NumberLease).values(
            id=natural("number_lease", name, first),
            device_id=device,
            series=name,
            region_code=setup.region,
            first=first,
            last=first + BLOCK - 1,
            leased_at=now,
            expires_on=_ends(setup.number, today),
        )
    )


def _unseen(conn: sa.Connection, name: str, opened: Iterable[Any]) -> int:
    """How many of these blocks' numbers the centre has seen on no certificate yet."""
    count = 0
    for _, first, last in opened:
        used = sa.select(sa.func.count()).where(
            OfficialNumber.series == name, OfficialNumber.seq.between(first, last)
        )
        count += last + 1 - first - conn.execute(used).scalar_one()
    return count


def _ends(rule: NumberRule, today: date) -> date:
    """The last day of a block: a series that begins anew each year ends with it."""
    end = today + timedelta(days=LEASE_DAYS)
    return min(end, date(today.year, 12, 31)) if rule.yearly else end


def close_old(conn: sa.Connection, now: datetime, device: UUID | None = None) -> int:
    """Close the blocks that have run out, or all of a laptop; how many numbers became void."""
    today = now.astimezone(JAKARTA).date()
    query = sa.select(NumberLease).where(NumberLease.closed_at.is_(None))
    ended = NumberLease.expires_on < today if device is None else NumberLease.device_id == device
    voided = 0
    for row in conn.execute(query.where(ended).with_for_update()).mappings().all():
        voided += _void(conn, row["series"], row["first"], row["last"], "expired", now)
        mine = sa.update(NumberLease).where(NumberLease.id == row["id"])
        conn.execute(mine.values(closed_at=now))
    return voided


def skip_lost(conn: sa.Connection, now: datetime) -> int:
    """After a restore: pass over what each series may have given in the lost time; how many."""
    skipped = 0
    for name, region in conn.execute(
        sa.select(OfficialSeries.name, OfficialSeries.region_code)
    ).all():
        first = _advance(conn, name, region, _SKIPPED_AFTER_RESTORE)
        last = first + _SKIPPED_AFTER_RESTORE - 1
        skipped += _void(conn, name, first, last, "restored", now)
    return skipped


# -- the account ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """What became of the numbers of a series: each up to `last` is used, lent or void."""

    name: str
    region: str
    last: int
    used: int
    lent: int
    void: Mapping[str, int]

    @property
    def unexplained(self) -> int:
        """Numbers nobody can account for; there are none."""
        return self.last - self.used - self.lent - sum(self.void.values())


def account(conn: sa.Connection) -> list[SeriesLine]:
    """Every number that was ever given, by series."""
    void: dict[str, dict[str, int]] = {}
    used: dict[str, int] = {}
    counted = sa.select(OfficialNumber.series, OfficialNumber.void, sa.func.count())
    for name, why, count in conn.execute(
        counted.group_by(OfficialNumber.series, OfficialNumber.void)
    ):
        if why:
            void.setdefault(name, {})[why] = count
        else:
            used[name] = count
    query = sa.select(OfficialSeries).order_by(OfficialSeries.name)
    return [
        SeriesLine(
            row["name"],
            row["region_code"],
            row["last"],
            used.get(row["name"], 0),
            _still_lent(conn, row["name"]),
            void.get(row["name"], {}),
        )
        for row in conn.execute(query).mappings()
    ]


def _still_lent(conn: sa.Connection, name: str) -> int:
    query = sa.select(NumberLease.id, NumberLease.first, NumberLease.last).where(
        NumberLease.series == name, NumberLease.closed_at.is_(None)
    )
    return _unseen(conn, name, conn.execute(query).all())
