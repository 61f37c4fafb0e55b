"""Composing the packages of a round: read, let the optimiser work, keep what it found.

Three steps, so that the long one in the middle needs no database: `prepare`, `solve`, `keep`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.domain.market.packages import Goods
from app.domain.market.programme import Programme
from app.domain.market.terms import RoundState
from app.errors import UserError
from app.models.market import GebetanOrder, GebetanRound
from app.services import gebetan_orders as orders
from app.services import gebetan_packages as packages
from app.services import gebetan_picks as picks
from app.services import gebetan_rounds as rounds
from app.services.changes import Change, Recorder
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.market.compose import Composition

Heard = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One order to compose for."""

    key: UUID
    cluster: str
    amount: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Task:
    """What the optimiser is given: orders, and goods with the stock that is free for them."""

    round_id: UUID
    wanted: tuple[Wanted, ...]
    goods: tuple[Goods, ...]
    programme: Programme
    kept: int
    """Orders left as they are: made by hand, or delivered."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Picks for each order of the task, and what the optimiser says of the whole."""

    packages: tuple[tuple[UUID, ...], ...]
    gap: float
    spent: int
    ordered: int


@dataclass(frozen=True, slots=True)
class Composed:
    """What was kept; `skipped` orders had changed meanwhile and wait for the next time."""

    change: Change
    orders: int
    kept: int
    skipped: int
    gap: float


def compose(
    ws: Workspace,
    round_id: UUID,
    *,
    by_hand_too: bool = False,
    heard: Heard = lambda _done, _total: None,
) -> Composed:
    """All three steps; UserError as `prepare` and `keep`."""
    task = prepare(ws, round_id, by_hand_too=by_hand_too)
    return keep(ws, task, solve(task, heard))


def prepare(ws: Workspace, round_id: UUID, *, by_hand_too: bool = False) -> Task:
    """What is to be composed: all orders but those delivered and, unless asked, made by hand.

    UserError `gebetan.no_orders`, `gebetan.no_picks`, `gebetan.round_closed`, `role.missing`.
    """
    with ws.db.read() as session:
        held = rounds.require_open(session, round_id)
        rounds.require_officer(ws, held)
        now = packages.read(ws, session, held)
        again = [
            p
            for p in now.packages
            if p.order.delivered_on is None and (by_hand_too or not p.order.by_hand)
        ]
        promised = picks.promises(session, round_id, but=[p.order.id for p in again])
    if not again:
        raise _nothing("gebetan.no_orders", "Tidak ada pesanan yang perlu disusun.", "Pesanan")
    free = tuple(_free(g, promised.get(g.key, 0)) for g in now.goods.values())
    if not free:
        raise _nothing("gebetan.no_picks", "Belum ada usaha terpilih.", "Usaha terpilih")
    wanted = tuple(
        Wanted(p.order.id, p.order.cluster.code, p.order.cluster.amount, p.order.quantity)
        for p in again
    )
    programme = rounds.programme(ws.resources)
    return Task(round_id, wanted, free, programme, len(now.packages) - len(wanted))


def solve(
    task: Task,
    heard: Heard = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Solved:
    """The long step, without a database; `heard` is told orders done, and may raise to stop."""
    import numpy as np

    from app.market import compose as market

    categories = _numbers([g.category for g in task.goods])
    districts = _numbers([g.district for g in task.goods])
    offer = market.Offer(
        price=np.array([g.price for g in task.goods], np.int64),
        category=np.array(categories, np.int64),
        district=np.array(districts, np.int64),
        stock=np.array([g.stock for g in task.goods], np.int64),
        waiting=np.array([g.waiting_days for g in task.goods], np.int64),
    )
    demand = market.Demand(
        np.array([w.amount for w in task.wanted], np.int64),
        np.array([w.quantity for w in task.wanted], np.int64),
    )
    made = market.compose(
        offer,
        demand,
        wait_share=task.programme.wait_share,
        seconds=task.programme.seconds,
        cancelled=cancelled,
        heard=heard,
    )
    return Solved(_keys(task, made), made.gap, made.spent, made.ordered)


def keep(ws: Workspace, task: Task, solved: Solved) -> Composed:
    """Write the packages down. An order, or a piece, that changed meanwhile is left out.

    UserError `gebetan.round_closed`, `role.missing`.
    """
    told = {
        "gap": round(solved.gap, 6),
        "spent": solved.spent,
        "ordered": solved.ordered,
        "orders": len(task.wanted),
        "goods": len(task.goods),
    }
    with ws.change() as recorder:
        session = recorder.session
        held = rounds.require_open(session, task.round_id)
        rounds.require_officer(ws, held)
        rows = {row.id: row for row in session.scalars(orders.living(task.round_id))}
        offered = {p.id: p for p in picks.lines(ws, session, task.round_id) if p.settled.holds}
        promised = {g.key: (g.price, g.stock) for g in task.goods}
        whole = {
            key: packages.as_item(p)
            for key, p in offered.items()
            if key in promised and p.price == promised[key][0]
        }
        done = 0
        for wanted, chosen in zip(task.wanted, solved.packages, strict=True):
            row = rows.get(wanted.key)
            if row is None or not _same(row, wanted, held) or not whole.keys() >= set(chosen):
                continue
            _write(recorder, row, [whole[key] for key in chosen], told)
            done += 1
        if held.state == RoundState.OPEN:
            held.state = str(RoundState.COMPOSED)
        recorder.tell("gebetan_round.composed", held, orders=done)
        skipped = len(task.wanted) - done
        return Composed(recorder.done(), done, task.kept, skipped, solved.gap)


def _write(
    recorder: Recorder, row: GebetanOrder, items: list[dict[str, Any]], told: dict[str, Any]
) -> None:
    row.items = items or None
    row.told = told if items else None
    row.composed_at = recorder.now if items else None
    row.by_hand = False


def _same(row: GebetanOrder, wanted: Wanted, held: GebetanRound) -> bool:
    cluster = rounds.clusters_of(held).get(row.cluster)
    return (
        row.delivered_on is None
        and (row.cluster, row.quantity) == (wanted.cluster, wanted.quantity)
        and cluster is not None
        and cluster.amount == wanted.amount
    )


def _free(goods: Goods, promised: int) -> Goods:
    return Goods(
        goods.key,
        goods.business,
        goods.name,
        goods.category,
        goods.district,
        goods.price,
        max(0, goods.stock - promised),
        goods.waiting_days,
    )


def _numbers(words: Sequence[str]) -> list[int]:
    """Each word as a number, the same for the same word."""
    known = {word: at for at, word in enumerate(sorted(set(words)))}
    return [known[word] for word in words]


def _keys(task: Task, made: Composition) -> tuple[tuple[UUID, ...], ...]:
    return tuple(tuple(task.goods[at].key for at in held) for held in made.packages)


def _nothing(code: str, what: str, tab: str) -> UserError:
    return UserError(
        code, what, safe="Paket yang sudah ada tidak berubah.", todo=f"Lengkapi dahulu di {tab}."
    )
