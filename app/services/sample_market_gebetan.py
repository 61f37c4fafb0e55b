"""A sample round of Gebetan UMKM: some businesses climb to their city, are picked and packed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa

from app.domain.market.channels import Channel, Why
from app.domain.regions import ancestor
from app.domain.terms import GateState, Level
from app.models.entities import Business, Product
from app.services import (
    certificates,
    curations,
    decisions,
    gebetan_candidates,
    gebetan_composing,
    gebetan_delivery,
    gebetan_feedback,
    gebetan_orders,
    gebetan_packages,
    gebetan_picks,
    gebetan_rounds,
    score_sheets,
    sessions,
    standings,
)
from app.services.gebetan_feedback import FeedbackForm
from app.services.gebetan_orders import OrderForm
from app.services.gebetan_picks import PickForm
from app.services.sessions import SessionForm
from app.services.workspace import Workspace

_MOST, _DEAREST = 5, 60_000
_STOCK = 40
_ORDERS = (
    ("Suku Dinas Contoh Setiabudi", "staf", 12),
    ("Suku Dinas Contoh Setiabudi", "kasi", 2),
    ("UPT Contoh Ragunan", "kasatpel", 4),
    ("Biro Contoh Setda", "eselon3", 3),
)


def fill_gebetan(ws: Workspace) -> None:
    """A round with orders, packages, a delivery and what was said of it; says Contoh."""
    key, _ = gebetan_rounds.save(ws, gebetan_rounds.new_form(ws))
    # Who climbed for another channel may come too.
    lacking = _MOST - len(gebetan_candidates.candidates(ws, key))
    promising = _promising(ws) if lacking > 0 else {}
    if promising:
        before = sessions.current(ws)
        city = max(sorted(promising), key=lambda code: len(promising[code]))
        _climb(ws, city, promising[city][:lacking])
        if before is not None:
            sessions.choose(ws, before.id)
    for office, cluster, quantity in _ORDERS:
        gebetan_orders.save(ws, key, OrderForm(office, cluster, quantity))
    found = [c for c in gebetan_candidates.candidates(ws, key) if c.first.price]
    if not found:
        return
    # One is left for the visitor to pick.
    forms = [PickForm(c.first.id, c.first.price or 0, _STOCK) for c in found[:-1] or found]
    gebetan_picks.pick(ws, key, forms)
    gebetan_composing.compose(ws, key)
    _deliver(ws, key)


def _promising(ws: Workspace) -> dict[str, list[UUID]]:
    """Products to which only a higher level is missing, one a business, by city."""
    with ws.db.read() as session:
        nth = sa.func.row_number().over(partition_by=Product.category, order_by=Product.id)
        query = (
            sa.select(Product.id, Product.business_id, Business.ward_code)
            .join(Business, Business.id == Product.business_id)
            .where(Product.price <= _DEAREST)
        )
        # Categories in turn: no package holds one twice.
        rows = session.execute(query.order_by(nth, Product.category)).all()
        told = standings.read(session, ws, [row.id for row in rows], ws.today())
    found: dict[str, list[UUID]] = {}
    seen: set[UUID] = set()
    for row in rows:
        lacks = {reason.why for reason in told[row.id][Channel.GEBETAN].reasons}
        if lacks != {Why.LEVEL} or row.business_id in seen:
            continue
        seen.add(row.business_id)
        found.setdefault(ancestor(row.ward_code, Level.CITY), []).append(row.id)
    return found


def _climb(ws: Workspace, city: str, products: Iterable[UUID]) -> None:
    name = "Kurasi Contoh tingkat kota"
    form = SessionForm(name, "Balai Contoh", ws.today(), Level.CITY, city)
    session_id, _ = sessions.create(ws, form)
    for product in products:
        curation, _ = curations.open_curation(ws, product, session_id)
        view = score_sheets.load_sheet(ws, curation)
        sheet = replace(
            view.sheet,
            scores={i.code: 3 + at % 2 for at, i in enumerate(view.rubric.indicators)},
            gates={g.code: GateState.MET for g in view.gates},
            remark="Data contoh.",
        )
        score_sheets.submit(ws, curation, sheet)
        decision, _ = decisions.conclude(ws, curation)
        certificates.issue(ws, decision)
    sessions.close(ws, session_id)


def _deliver(ws: Workspace, round_id: UUID) -> None:
    whole = [p for p in gebetan_packages.shelf(ws, round_id).packages if p.items and not p.wrong]
    for package in whole[:1]:
        key = package.order.id
        gebetan_delivery.deliver(ws, [key], ws.today(), "Petugas Contoh")
        said = (4, "Contoh: enak, ingin beli lagi."), (2, "Contoh: kemasan penyok.")
        forms = [
            FeedbackForm(item.product, rating, words=words)
            for item, (rating, words) in zip(package.items, said, strict=False)
        ]
        gebetan_feedback.add(ws, key, forms)
