"""Gebetan UMKM: the monthly rounds, one a region and month, with their own clusters and days."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dates import MONTHS, long_date
from app.domain.market.packages import Cluster
from app.domain.market.programme import Programme, read_clusters, read_programme
from app.domain.market.terms import PickState, RoundState
from app.domain.names import clean
from app.domain.permissions import MARKET_ROLES
from app.domain.regions import TRAINING
from app.errors import UserError
from app.ids import natural
from app.models.market import GebetanOrder, GebetanPick, GebetanRound
from app.services import regions
from app.services.changes import Change
from app.services.regions import RegionChoice
from app.services.workspace import Workspace

_DAYS_OPEN = 14


@dataclass(frozen=True, slots=True)
class RoundForm:
    """What is agreed for a round. `month` is any day of it."""

    month: date
    region_code: str
    clusters: tuple[Cluster, ...]
    opens_on: date
    closes_on: date
    delivers_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round, and what it holds so far: orders, packages ordered, businesses picked."""

    id: UUID
    name: str
    month: date
    region_code: str
    region: str
    state: RoundState
    clusters: tuple[Cluster, ...]
    opens_on: date
    closes_on: date
    delivers_on: date | None
    note: str
    orders: int
    packages: int
    picks: int

    def cluster(self, code: str) -> Cluster | None:
        """One of its clusters."""
        return next((c for c in self.clusters if c.code == code), None)

    def takes_orders(self, day: date) -> bool:
        """Whether orders may be written on a day."""
        open_ = self.state in (RoundState.OPEN, RoundState.COMPOSED)
        return open_ and self.opens_on <= day <= self.closes_on


@lru_cache(maxsize=4)
def programme(resources: Path) -> Programme:
    """What is agreed for all rounds, from resources/gebetan.json."""
    return read_programme(json.loads((resources / "gebetan.json").read_text(encoding="utf-8")))


def month_name(month: date) -> str:
    """`November 2026`."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def choices(ws: Workspace) -> list[RegionChoice]:
    """The regions for which this person may open a round, the widest first."""
    granted = [g.region for g in ws.me.grants if g.role in MARKET_ROLES]
    roots = tuple(dict.fromkeys(granted)) or (("31",) if ws.me.training else ())
    codes: list[str] = []
    for root in roots:
        below = [c.code for c in regions.children(ws, root)] if root.count(".") == 0 else []
        codes += [root, *below]
    with ws.db.read() as session:
        names = regions.names(session, codes)
    return [RegionChoice(c, regions.short_city(names.get(c, c))) for c in dict.fromkeys(codes)]


def new_form(ws: Workspace) -> RoundForm:
    """A round of this month as it usually is, open for two weeks from today."""
    today = ws.today()
    places = choices(ws)
    region = places[0].code if places else ws.me.regions[0]
    closes = today + timedelta(days=_DAYS_OPEN)
    return RoundForm(today, region, programme(ws.resources).clusters, today, closes)


def save(ws: Workspace, form: RoundForm, key: UUID | None = None) -> tuple[UUID, Change]:
    """Open a round, or change one that is not closed.

    UserError `role.missing`, `gebetan.month_taken`, `gebetan.days`, `gebetan.clusters`,
    `gebetan.cluster_used`, `gebetan.round_closed`.
    """
    _require_role(ws, form.region_code)
    _require_sense(form)
    scope = TRAINING if ws.me.training else form.region_code
    month = form.month.replace(day=1)
    with ws.change() as recorder:
        session = recorder.session
        if key is None:
            key = natural("gebetan_round", scope, form.region_code, month)
            row = session.get(GebetanRound, key)
            if row is not None and not row.deleted:
                raise _month_taken(month)
        else:
            row = require_open(session, key)
            _require_used(session, row, form.clusters)
        fresh = row is None
        if row is None:
            row = GebetanRound(scope=scope, month=month, state=str(RoundState.OPEN))
        _fill(row, form, month if fresh else row.month)
        if fresh:
            recorder.add(row, key)
        row.deleted = False
        recorder.tell("gebetan_round.opened" if fresh else "gebetan_round.changed", row)
        return key, recorder.done()


def _fill(row: GebetanRound, form: RoundForm, month: date) -> None:
    row.name = f"Gebetan UMKM {month_name(month)}"
    row.opens_on, row.closes_on = form.opens_on, form.closes_on
    row.delivers_on, row.note = form.delivers_on, clean(form.note) or None
    clusters = [{"code": c.code, "name": clean(c.name), "amount": c.amount} for c in form.clusters]
    if row.clusters != clusters:
        row.clusters = clusters


def close(ws: Workspace, key: UUID) -> Change:
    """End a round: nothing in it changes any more. UserError as `save`, `gebetan.not_delivered`."""
    with ws.change() as recorder:
        row = require_open(recorder.session, key)
        _require_role(ws, row.scope)
        undelivered = recorder.session.scalar(
            sa.select(sa.func.count()).where(
                GebetanOrder.round_id == key,
                GebetanOrder.deleted.is_(False),
                GebetanOrder.delivered_on.is_(None),
            )
        )
        if undelivered:
            raise UserError(
                "gebetan.not_delivered",
                f"{undelivered} pesanan belum dicatat tersalurkan.",
                safe="Putaran tetap terbuka.",
                todo="Catat penyalurannya, atau hapus pesanan yang batal, lalu tutup lagi.",
            )
        row.state = str(RoundState.CLOSED)
        recorder.tell("gebetan_round.closed", row)
        return recorder.done()


def rounds(ws: Workspace) -> list[RoundView]:
    """Every round seen here, the newest month first."""
    with ws.db.read() as session:
        rows = session.scalars(
            sa.select(GebetanRound)
            .where(GebetanRound.deleted.is_(False), of_this_life(ws))
            .order_by(GebetanRound.month.desc(), GebetanRound.scope)
        ).all()
        return _views(ws, session, rows)


def get(ws: Workspace, key: UUID) -> RoundView:
    """One round; LookupError for none."""
    with ws.db.read() as session:
        return _views(ws, session, [session.get_one(GebetanRound, key)])[0]


def of_this_life(ws: Workspace) -> sa.ColumnElement[bool]:
    """Rounds of practice count only before enrolment, where all is practice."""
    return (GebetanRound.scope == TRAINING) == ws.me.training


def region_of(ws: Workspace, row: GebetanRound) -> str:
    """The region a round is for; a round of practice has the person's own."""
    return ws.me.regions[0] if row.scope == TRAINING else row.scope


def clusters_of(row: GebetanRound) -> dict[str, Cluster]:
    """The clusters of a round by their code."""
    return {c.code: c for c in read_clusters(row.clusters)}


def require_open(session: Session, key: UUID) -> GebetanRound:
    """A round that may still change; UserError `gebetan.round_closed`."""
    row = session.get_one(GebetanRound, key)
    if row.state == RoundState.CLOSED:
        raise UserError(
            "gebetan.round_closed",
            f"{row.name} sudah selesai dan tidak berubah lagi.",
            safe="Semua catatannya tetap terbaca.",
            todo="Buka putaran bulan berikutnya.",
        )
    return row


def require_officer(ws: Workspace, row: GebetanRound) -> None:
    """UserError `role.missing` for who does not run the market where the round lies."""
    _require_role(ws, row.scope)


def require_days(row: GebetanRound, day: date) -> None:
    """UserError `gebetan.not_open` outside the days on which orders are taken."""
    if row.opens_on <= day <= row.closes_on:
        return
    early = day < row.opens_on
    when = (
        f"baru dibuka {long_date(row.opens_on)}" if early else f"ditutup {long_date(row.closes_on)}"
    )
    raise UserError(
        "gebetan.not_open",
        f"Pemesanan {row.name} {when}.",
        safe="Pesanan yang sudah ada tidak berubah.",
        todo="Ubah tanggal buka atau tutup putaran ini bila memang perlu.",
    )


def _views(ws: Workspace, session: Session, rows: Iterable[GebetanRound]) -> list[RoundView]:
    found = list(rows)
    keys = [r.id for r in found]
    ordered = {
        key: (count, packages)
        for key, count, packages in session.execute(
            sa.select(GebetanOrder.round_id, sa.func.count(), sa.func.sum(GebetanOrder.quantity))
            .where(GebetanOrder.round_id.in_(keys), GebetanOrder.deleted.is_(False))
            .group_by(GebetanOrder.round_id)
        )
    }
    picked = dict(
        session.execute(
            sa.select(GebetanPick.round_id, sa.func.count())
            .where(
                GebetanPick.round_id.in_(keys),
                GebetanPick.deleted.is_(False),
                GebetanPick.state != str(PickState.WITHDRAWN),
            )
            .group_by(GebetanPick.round_id)
        ).all()
    )
    places = {r.id: region_of(ws, r) for r in found}
    names = regions.names(session, places.values())
    return [
        RoundView(
            id=r.id,
            name=r.name,
            month=r.month,
            region_code=places[r.id],
            region=regions.short_city(names.get(places[r.id], places[r.id])),
            state=RoundState(r.state),
            clusters=read_clusters(r.clusters),
            opens_on=r.opens_on,
            closes_on=r.closes_on,
            delivers_on=r.delivers_on,
            note=r.note or "",
            orders=ordered.get(r.id, (0, 0))[0],
            packages=int(ordered.get(r.id, (0, 0))[1]),
            picks=picked.get(r.id, 0),
        )
        for r in found
    ]


def _require_role(ws: Workspace, scope: str) -> None:
    if ws.me.may(MARKET_ROLES, scope):
        return
    raise UserError(
        "role.missing",
        "Putaran Gebetan UMKM diurus petugas program atau admin wilayahnya.",
        safe="Tidak ada yang berubah.",
        todo="Minta petugas program wilayah ini melakukannya.",
    )


def _require_sense(form: RoundForm) -> None:
    if form.opens_on > form.closes_on:
        raise UserError(
            "gebetan.days",
            "Tanggal tutup mendahului tanggal buka.",
            todo="Perbaiki tanggalnya, lalu simpan lagi.",
        )
    if form.delivers_on is not None and form.delivers_on < form.closes_on:
        raise UserError(
            "gebetan.days",
            "Tanggal penyaluran mendahului tanggal tutup pemesanan.",
            todo="Perbaiki tanggalnya, lalu simpan lagi.",
        )
    bad = not form.clusters or any(c.amount <= 0 or not clean(c.name) for c in form.clusters)
    if bad or len({c.code for c in form.clusters}) != len(form.clusters):
        raise UserError(
            "gebetan.clusters",
            "Setiap klaster perlu nama dan nilai paket di atas nol.",
            todo="Lengkapi nilai paketnya, lalu simpan lagi.",
        )


def _require_used(session: Session, row: GebetanRound, clusters: Iterable[Cluster]) -> None:
    used = sa.select(GebetanOrder.cluster).where(
        GebetanOrder.round_id == row.id, GebetanOrder.deleted.is_(False)
    )
    if set(session.scalars(used)) - {c.code for c in clusters}:
        raise UserError(
            "gebetan.cluster_used",
            "Klaster yang sudah dipesan tidak dapat dihapus.",
            safe="Putaran tetap seperti semula.",
            todo="Hapus dahulu pesanannya.",
        )


def _month_taken(month: date) -> UserError:
    return UserError(
        "gebetan.month_taken",
        f"Putaran {month_name(month)} untuk wilayah ini sudah ada.",
        safe="Putaran itu tidak berubah.",
        todo="Pilih putaran itu pada daftar, atau pilih bulan lain.",
    )
