"""The packages of a round as they stand: what is in them, what is wrong, how well they are filled.

Pieces and rules are the domain's (`app.domain.market.packages`), whoever put them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.market.filling import Filled, explained
from app.domain.market.packages import Cluster, Fault, Goods, Order, faults, why_not
from app.domain.terms import Category
from app.errors import UserError
from app.models.market import GebetanOrder, GebetanRound
from app.services import gebetan_orders as orders
from app.services import gebetan_picks as picks
from app.services import gebetan_rounds as rounds
from app.services import regions
from app.services.changes import Change
from app.services.gebetan_orders import OrderLine
from app.services.gebetan_picks import PickLine
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Item:
    """One piece in every package of an order."""

    pick: UUID
    product: UUID
    name: str
    business: str
    category: Category
    district: str
    price: int


@dataclass(frozen=True, slots=True)
class Told:
    """What the optimiser said of the whole when it made this package: rupiah, gap from 0 to 1."""

    gap: float
    spent: int
    ordered: int
    orders: int
    goods: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of a package; `item` is the name of what it is about, '' for the package."""

    fault: Fault
    item: str


@dataclass(frozen=True, slots=True)
class Package:
    """The package of one order."""

    order: OrderLine
    items: tuple[Item, ...]
    wrong: tuple[Wrong, ...]
    told: Told | None
    composed_at: datetime | None

    @property
    def total(self) -> int:
        """What its pieces cost."""
        return sum(i.price for i in self.items)

    @property
    def spare(self) -> int:
        """What is left of its amount; below zero when it is passed."""
        return self.order.cluster.amount - self.total

    @property
    def share(self) -> float:
        """How full it is."""
        amount = self.order.cluster.amount
        return self.total / amount if amount else 0.0


@dataclass(frozen=True, slots=True)
class Shelf:
    """All packages of a round, and the goods they are made of with what is left of each."""

    packages: tuple[Package, ...]
    goods: Mapping[UUID, Goods]
    left: Mapping[UUID, int]
    unused: int
    """Businesses picked that are in no package."""

    @property
    def spent(self) -> int:
        """What all packages cost."""
        return sum(p.total * p.order.quantity for p in self.packages)

    @property
    def ordered(self) -> int:
        """What all offices pay."""
        return sum(p.order.amount for p in self.packages)

    @property
    def empty(self) -> int:
        """Orders without a package."""
        return sum(not p.items for p in self.packages)

    @property
    def faulty(self) -> int:
        """Orders whose package breaks a rule."""
        return sum(bool(p.items) and bool(p.wrong) for p in self.packages)

    @property
    def told(self) -> Told | None:
        """What the optimiser said last."""
        made = [p for p in self.packages if p.told is not None and p.composed_at is not None]
        return max(made, key=lambda p: str(p.composed_at)).told if made else None

    def short(self, full_from: float) -> tuple[Package, ...]:
        """Packages that hold less than they should: there were too few businesses for them."""
        return tuple(p for p in self.packages if p.share < full_from)

    def explain(self, key: UUID) -> Filled:
        """Why the package of an order is not fuller."""
        package = next(p for p in self.packages if p.order.id == key)
        held = {i.pick for i in package.items}
        inside = [self.goods[k] for k in held if k in self.goods]
        others = [g for k, g in self.goods.items() if k not in held]
        order = package.order
        return explained(order.cluster.amount, inside, others, order.quantity, self.left)


@dataclass(frozen=True, slots=True)
class Option:
    """A product for a package: `why` it does not fit; nothing: it does. `left` pieces."""

    pick: UUID
    name: str
    business: str
    category: Category
    district: str
    price: int
    left: int
    waiting_days: int
    why: tuple[Fault, ...]


def shelf(ws: Workspace, round_id: UUID) -> Shelf:
    """The packages of a round."""
    with ws.db.read() as session:
        return read(ws, session, session.get_one(GebetanRound, round_id))


def read(ws: Workspace, session: Session, held: GebetanRound) -> Shelf:
    """As `shelf`, inside a job."""
    picked = picks.lines(ws, session, held.id)
    goods = {p.id: _goods(p) for p in picked if p.settled.holds}
    listed = orders.lines(session, held)
    rows = {row.id: row for row in session.scalars(orders.living(held.id))}
    names = _names(session, picked, rows.values())
    found = faults(
        _clusters(held, listed),
        goods,
        [Order(o.id, o.office, o.cluster.code, o.quantity) for o in listed],
        {key: [UUID(i["pick"]) for i in row.items or ()] for key, row in rows.items()},
    )
    packages = tuple(_package(o, rows[o.id], names) for o in listed)
    wrong: dict[UUID, list[Wrong]] = {}
    titles = {i.pick: i.name for p in packages for i in p.items}
    for finding in found:
        item = titles.get(finding.goods, "") if finding.goods is not None else ""
        wrong.setdefault(finding.order, []).append(Wrong(finding.fault, item))
    promised = picks.promises(session, held.id)
    return Shelf(
        packages=tuple(_with(p, wrong.get(p.order.id, ())) for p in packages),
        goods=goods,
        left={key: g.stock - promised.get(key, 0) for key, g in goods.items()},
        unused=sum(not promised.get(key) for key in goods),
    )


def options(ws: Workspace, order_id: UUID, instead: UUID | None = None) -> list[Option]:
    """What could be in a package as well, or `instead` of a piece; what fits comes first."""
    with ws.db.read() as session:
        row = session.get_one(GebetanOrder, order_id)
        held = session.get_one(GebetanRound, row.round_id)
        now = read(ws, session, held)
        picked = {p.id: p for p in picks.lines(ws, session, held.id)}
    inside = {UUID(i["pick"]) for i in row.items or ()}
    stays = [now.goods[k] for k in inside - {instead} if k in now.goods]
    amount = rounds.clusters_of(held)[row.cluster].amount
    found = [
        _option(picked[g.key], now.left[g.key], why_not(amount, stays, g, row.quantity, left))
        for g in now.goods.values()
        if g.key not in inside
        for left in (now.left[g.key],)
    ]
    return sorted(found, key=lambda o: (len(o.why), -o.waiting_days, -o.price, o.pick.bytes))


def put(ws: Workspace, order_id: UUID, wanted: Sequence[UUID]) -> Change:
    """Make a package by hand of these picks; none takes it apart.

    UserError `gebetan.faults` names every rule it would break; `gebetan.delivered`,
    `gebetan.round_closed`, `role.missing`.
    """
    with ws.change() as recorder:
        session = recorder.session
        row = session.get_one(GebetanOrder, order_id)
        held = rounds.require_open(session, row.round_id)
        rounds.require_officer(ws, held)
        orders.require_undelivered(row)
        picked = {p.id: p for p in picks.lines(ws, session, held.id) if p.settled.holds}
        if wanted:
            _require_faultless(session, held, row, picked, wanted)
        row.items = [as_item(picked[key]) for key in wanted] or None
        row.told, row.by_hand = None, bool(wanted)
        row.composed_at = recorder.now if wanted else None
        recorder.tell("gebetan_order.by_hand", row)
        return recorder.done()


def as_item(one: PickLine) -> dict[str, object]:
    """A piece as it is kept in the order."""
    return {
        "pick": one.id.hex,
        "product": one.product_id.hex,
        "name": one.product,
        "price": one.price,
        "category": str(one.category),
        "district": one.district_code,
    }


def fault_words(wrong: Iterable[Wrong]) -> str:
    """All faults in one line: `Kategori ganda (Keripik), Melebihi nilai paket`."""
    return ", ".join(f"{w.fault.term} ({w.item})" if w.item else w.fault.term for w in wrong)


def _require_faultless(
    session: Session,
    held: GebetanRound,
    row: GebetanOrder,
    picked: Mapping[UUID, PickLine],
    wanted: Sequence[UUID],
) -> None:
    promised = picks.promises(session, held.id, but=[row.id])
    free = {key: _goods(p, p.stock - promised.get(key, 0)) for key, p in picked.items()}
    order = Order(row.id, row.office, row.cluster, row.quantity)
    found = faults(rounds.clusters_of(held), free, [order], {row.id: list(wanted)})
    if not found:
        return
    names = {key: p.product for key, p in picked.items()}
    told = fault_words(Wrong(f.fault, names.get(f.goods, "") if f.goods else "") for f in found)
    raise UserError(
        "gebetan.faults",
        f"Paket untuk {row.office} tidak memenuhi aturan: {told}.",
        safe="Paket sebelumnya tidak berubah.",
        todo="Ganti dengan produk yang bertanda muat.",
    )


def _goods(p: PickLine, stock: int | None = None) -> Goods:
    return Goods(
        key=p.id,
        business=p.business_id,
        name=p.product,
        category=p.category,
        district=p.district_code,
        price=p.price,
        stock=p.stock if stock is None else max(0, stock),
        waiting_days=p.waiting_days,
    )


def _option(p: PickLine, left: int, why: tuple[Fault, ...]) -> Option:
    return Option(
        p.id, p.product, p.business, p.category, p.district, p.price, left, p.waiting_days, why
    )


def _clusters(held: GebetanRound, listed: Iterable[OrderLine]) -> dict[str, Cluster]:
    """The round's, and for an order of one that is gone an amount of nothing."""
    return {o.cluster.code: o.cluster for o in listed} | rounds.clusters_of(held)


def _names(
    session: Session, picked: Iterable[PickLine], rows: Iterable[GebetanOrder]
) -> dict[str, str]:
    """What the kept pieces do not say: names of businesses by pick, of districts by code."""
    codes = {item["district"] for row in rows for item in row.items or ()}
    return regions.names(session, codes) | {p.id.hex: p.business for p in picked}


def _package(order: OrderLine, row: GebetanOrder, names: Mapping[str, str]) -> Package:
    items = tuple(
        Item(
            pick=UUID(i["pick"]),
            product=UUID(i["product"]),
            name=i["name"],
            business=names.get(i["pick"], ""),
            category=Category(i["category"]),
            district=names.get(i["district"], i["district"]),
            price=i["price"],
        )
        for i in row.items or ()
    )
    told = row.told
    said = (
        Told(told["gap"], told["spent"], told["ordered"], told["orders"], told["goods"])
        if told
        else None
    )
    return Package(order, items, (), said, row.composed_at)


def _with(package: Package, wrong: Iterable[Wrong]) -> Package:
    return Package(package.order, package.items, tuple(wrong), package.told, package.composed_at)
