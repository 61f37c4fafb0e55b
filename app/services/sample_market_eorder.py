"""Sample data of e-order: products that came up to provinsi, a year of orders, aid. Says Contoh."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.domain.scoring import Sheet
from app.domain.terms import Category, GateState, Level, Outcome, PhotoRole
from app.ids import natural
from app.models.entities import Business, CurationSession, DecisionRecord, Photo, Product
from app.services import (
    aid,
    certificates,
    curations,
    decisions,
    eorder_spending,
    recaps,
    scopes,
    score_sheets,
    sessions,
)
from app.services.aid import AidLine, LookedAid
from app.services.eorder_matching import Asked, Home
from app.services.eorder_spending import LookedSpending, SpendingLine
from app.services.recap_rows import RecapLine
from app.services.recaps import Looked
from app.services.sessions import SessionForm
from app.services.workspace import Workspace

_ENOUGH = 6
"""Of food that passed: in a smaller room there is no market yet."""
_CLIMBED = 2
_WITH_PHOTOS = 1
_ROLES = (PhotoRole.FRONT, PhotoRole.LABEL, PhotoRole.CONTENT)
_AGENCIES = ("Dinas Contoh Sosial", "Biro Contoh Umum", "Dinas Contoh Pendidikan")
_STRANGER = "Warung Contoh Belum Terdaftar"
_MONTHS = 6
_FILE = "Contoh rekap e-order.xlsx"


@dataclass(frozen=True, slots=True)
class _Sold:
    """A product that the sample's agencies order."""

    business: UUID
    business_name: str
    home: str
    ward: str
    product: UUID
    name: str
    category: str
    price: int


def fill_eorder(ws: Workspace) -> None:
    """Let some food climb up to provinsi, and agencies order."""
    goods = _food(ws)
    if len(goods) < _ENOUGH:
        return
    for at, one in enumerate(goods[:_CLIMBED]):
        _climb(ws, one.product)
        if at < _WITH_PHOTOS:
            _photograph(ws, one.product)
    months = [_month(ws.today(), back) for back in range(_MONTHS - 1, -1, -1)]
    lines = _lines(ws, goods, months)
    recaps.take(ws, Looked(_FILE, tuple(lines), (), 0, len(lines), 0, 0, 0, 0))
    _spend(ws, lines, months)
    _help(ws, goods)


def _food(ws: Workspace) -> list[_Sold]:
    """Packaged food that passed, by business."""
    query = (
        sa.select(Product, Business)
        .join(Business, Business.id == Product.business_id)
        .join(DecisionRecord, DecisionRecord.product_id == Product.id)
        .where(
            DecisionRecord.outcome == str(Outcome.PASSED),
            Product.category.in_([str(Category.PACKAGED_FOOD), str(Category.PACKAGED_DRINK)]),
        )
        .order_by(Product.created_at, Product.id)
    )
    with ws.db.read() as session:
        return [
            _Sold(
                *(b.id, b.name, b.scope, b.ward_code),
                *(p.id, p.name, p.category, p.price or 25_000),
            )
            for p, b in session.execute(query)
        ]


def _climb(ws: Workspace, product: UUID) -> None:
    """The same product at kota and at provinsi, as good as before."""
    with ws.db.read() as session:
        home = session.scalars(
            sa.select(Business.scope)
            .join(Product, Product.business_id == Business.id)
            .where(Product.id == product)
        ).one()
    for level, region in ((Level.CITY, home[:5]), (Level.PROVINCE, home[:2])):
        held = _session(ws, level, region)
        curation, _ = curations.open_curation(ws, product, held)
        view = score_sheets.load_sheet(ws, curation)
        best = {i.code: view.rubric.scale.maximum for i in view.rubric.indicators}
        gates = {g.code: GateState.MET for g in view.gates}
        score_sheets.submit(ws, curation, Sheet(best, frozenset(), {}, gates, frozenset()))
        decision, _ = decisions.conclude(ws, curation)
        if decisions.get(ws, decision).outcome is Outcome.PASSED:
            certificates.issue(ws, decision)


def _session(ws: Workspace, level: Level, region: str) -> UUID:
    """One session a level and region, however many products climb; one sheet is enough there."""
    name = f"Kurasi Contoh tingkat {level.term.lower()}"
    with ws.db.read() as session:
        query = sa.select(CurationSession.id).where(
            CurationSession.name == name, CurationSession.region_code == region
        )
        known = session.scalar(query)
    if known is not None:
        return known
    form = SessionForm(name, "Balai Contoh", ws.today(), level, region, minimum_members=1)
    return sessions.create(ws, form)[0]


def _photograph(ws: Workspace, product: UUID) -> None:
    """The same picture from three sides: whoever looks closely sees that it is a sample."""
    with ws.change() as recorder:
        query = sa.select(Photo).where(Photo.product_id == product, scopes.shown_photo())
        first = recorder.session.scalars(query).first()
        if first is None:
            return
        first.role = str(_ROLES[0])
        values = {
            c.key: getattr(first, c.key)
            for c in sa.inspect(Photo).column_attrs
            if c.key not in {"id", "created_at", "created_by", "role", "position"}
        }
        for position, role in enumerate(_ROLES[1:], start=1):
            recorder.add(Photo(**values, role=str(role), position=position))


def _month(today: date, back: int) -> date:
    at = today.year * 12 + today.month - 1 - back
    return date(at // 12, at % 12 + 1, 1)


def _lines(ws: Workspace, goods: Sequence[_Sold], months: Sequence[date]) -> list[RecapLine]:
    draw = random.Random(11)
    lines = []
    for number in range(96 if goods else 0):
        one, stranger = draw.choice(goods), number % 16 == 5
        first = months[min(number * len(months) // 80, len(months) - 1)]
        on = min(first.replace(day=draw.randint(1, 28)), ws.today())
        no = f"CONTOH-{number + 1:04d}"
        lines.append(
            RecapLine(
                key=natural("order_line", no, 1),
                number=number + 2,
                transaction_no=no,
                line_no=1,
                ordered_on=on,
                agency=draw.choice(_AGENCIES),
                business_name=_STRANGER if stranger else one.business_name,
                product_name="Nasi Kotak Contoh" if stranger else one.name,
                category=str(Category.READY_FOOD) if stranger else one.category,
                amount=one.price * draw.randint(20, 120),
                asked=Asked.of(name=_STRANGER if stranger else one.business_name),
            )
        )
    return lines


def _spend(ws: Workspace, lines: Sequence[RecapLine], months: Sequence[date]) -> None:
    """Some agencies reach the target in some months; of the last nobody knows the spending."""
    shares = (0.28, 0.36, 0.44, 0.31, 0.52, 0.39)
    spent: list[SpendingLine] = []
    for agency in _AGENCIES[:2]:
        for month, share in zip(months, shares, strict=False):
            ordered = sum(
                one.amount
                for one in lines
                if one.agency == agency and one.ordered_on.replace(day=1) == month
            )
            if ordered:
                amount = round(ordered / share / 100_000) * 100_000
                spent.append(SpendingLine(len(spent) + 2, agency, month, amount))
    looked = LookedSpending("Contoh belanja.xlsx", tuple(spent), (), len(spent), 0, 0, 0)
    eorder_spending.take(ws, looked)


def _help(ws: Workspace, goods: Sequence[_Sold]) -> None:
    """BPUM for two of the businesses."""
    found = [
        AidLine(
            number=at + 2,
            home=Home(one.business, one.home, one.ward),
            programme=aid.BPUM,
            year=2021 - at % 2,
            received_on=date(2021 - at % 2, 9, 14),
            amount=1_200_000 * (1 + at % 2),
        )
        for at, one in enumerate(goods[:2])
    ]
    aid.take(ws, LookedAid("Contoh BPUM.csv", tuple(found), (), 0, len(found), 0, 0, 0))
