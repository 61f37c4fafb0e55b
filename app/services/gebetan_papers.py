"""The papers of a round: what the koperasi buys, what each office receives and pays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.names import fold
from app.errors import UserError
from app.models.market import GebetanRound
from app.services import gebetan_packages as packages
from app.services import gebetan_picks as picks
from app.services import gebetan_rounds as rounds
from app.services import letterheads, regions
from app.services.gebetan_packages import Package, Shelf
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.gebetan_values import OfficeParcels, Parcel, PurchaseRow, RoundFacts


def purchase_pdf(ws: Workspace, round_id: UUID) -> bytes:
    """Daftar belanja per usaha; UserError `gebetan.nothing_to_print`, `gebetan.faulty`."""
    from app.reports.gebetan_purchase import render_purchase_list

    with ws.db.read() as session:
        facts, now = _read(ws, session, round_id)
        rows = _purchases(ws, session, round_id, now)
    return render_purchase_list(facts, rows)


def distribution_pdf(ws: Workspace, round_id: UUID) -> bytes:
    """Daftar penyaluran per kantor, with receipts; UserError as `purchase_pdf`."""
    from app.reports.gebetan_distribution import render_distribution

    with ws.db.read() as session:
        facts, now = _read(ws, session, round_id)
    return render_distribution(facts, _offices(now.packages))


def payment_pdf(ws: Workspace, round_id: UUID) -> bytes:
    """Rekap pembayaran per kantor and cluster; UserError as `purchase_pdf`."""
    from app.reports.gebetan_payment import render_payment_recap

    with ws.db.read() as session:
        facts, now = _read(ws, session, round_id)
    return render_payment_recap(facts, _offices(now.packages))


def _read(ws: Workspace, session: Session, round_id: UUID) -> tuple[RoundFacts, Shelf]:
    held = session.get_one(GebetanRound, round_id)
    now = packages.read(ws, session, held)
    if not now.packages or now.empty:
        raise UserError(
            "gebetan.nothing_to_print",
            f"{now.empty} pesanan belum punya paket." if now.packages else "Belum ada pesanan.",
            safe="Pesanan dan pilihan usaha tidak berubah.",
            todo="Susun paketnya dahulu, lalu cetak lagi.",
        )
    if now.faulty:
        raise UserError(
            "gebetan.faulty",
            f"{now.faulty} paket tidak memenuhi aturan.",
            safe="Pesanan dan pilihan usaha tidak berubah.",
            todo="Perbaiki atau susun ulang paketnya, lalu cetak lagi.",
        )
    return _facts(ws, session, held), now


def _facts(ws: Workspace, session: Session, held: GebetanRound) -> RoundFacts:
    from app.reports.gebetan_values import RoundFacts
    from app.reports.values import PaperStatus

    region = rounds.region_of(ws, held)
    name = regions.names(session, [region]).get(region, region)
    return RoundFacts(
        name=held.name,
        region=regions.short_city(name),
        letterhead=letterheads.letterhead(ws, session, region, ws.today()),
        status=PaperStatus.TRAINING if ws.me.training else PaperStatus.FINAL,
        made_on=ws.today(),
        delivers_on=held.delivers_on,
    )


def _purchases(ws: Workspace, session: Session, round_id: UUID, now: Shelf) -> list[PurchaseRow]:
    from app.reports.gebetan_values import PurchaseRow

    promised = picks.promises(session, round_id)
    rows = [
        PurchaseRow(p.business, p.district, p.product, p.price, promised[p.id])
        for p in picks.lines(ws, session, round_id)
        if p.id in now.goods and promised.get(p.id)
    ]
    return sorted(rows, key=lambda r: (fold(r.business), r.product))


def _offices(made: Iterable[Package]) -> list[OfficeParcels]:
    from app.reports.gebetan_values import OfficeParcels

    held: dict[tuple[str, str], list[Parcel]] = {}
    for package in made:
        key = package.order.office, package.order.region
        held.setdefault(key, []).append(_parcel(package))
    return [OfficeParcels(office, region, tuple(p)) for (office, region), p in held.items()]


def _parcel(package: Package) -> Parcel:
    from app.reports.gebetan_values import Parcel

    order = package.order
    return Parcel(
        cluster=order.cluster.name,
        amount=order.cluster.amount,
        quantity=order.quantity,
        contents=tuple(f"{i.name} – {i.business}" for i in package.items),
        goods_cost=package.total,
        paid_on=order.paid_on,
    )
