"""Who may still be picked for a round: never took part, may enter, waits longest, spread evenly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.market.channels import Channel, ChannelRules
from app.domain.market.terms import PickState
from app.domain.market.turns import Turn, TurnRule, Waiting, turns
from app.domain.regions import TRAINING, covers
from app.domain.terms import Category, Grade, Level
from app.models.entities import Business, DecisionRecord, Product
from app.models.market import GebetanPick, GebetanRound
from app.services import blindness, gebetan_settled, regions, standings
from app.services import gebetan_rounds as rounds
from app.services.workspace import Workspace

_LEVELS, _GRADES = tuple(Level), tuple(Grade)
_AT_ONCE = 1000

Check = Callable[[], None]


@dataclass(frozen=True, slots=True)
class ProductChoice:
    """A product of a candidate that may be offered; None where no price is known."""

    id: UUID
    name: str
    category: Category
    price: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A business that may be picked, in the order in which it should be: `number` 1 is next."""

    number: int
    business_id: UUID
    business: str
    district: str
    since: date
    waiting_days: int
    products: tuple[ProductChoice, ...]
    rule: TurnRule | None

    @property
    def first(self) -> ProductChoice:
        """The product that is offered unless another is chosen: one with a price."""
        return next((p for p in self.products if p.price), self.products[0])


def candidates(ws: Workspace, round_id: UUID, check: Check = lambda: None) -> list[Candidate]:
    """All of them, whose turn it is first; `check` may raise to stop a long reading."""
    with ws.db.read() as session:
        held = session.get_one(GebetanRound, round_id)
        allowed = _allowed(ws, session, held, check)
        order = _in_turn(ws, session, allowed)
        names = regions.names(session, {a.district for a in allowed.values()})
        return [_candidate(turn, allowed[turn.who.key], names, ws.today()) for turn in order]


def waiting_since(
    ws: Workspace, session: Session, products: Collection[UUID] | None = None
) -> dict[UUID, date]:
    """Since when products could have been picked: the first result that is good enough."""
    rules = standings.rules_in_force(session, ws.resources, ws.today())[Channel.GEBETAN]
    query = _passed(ws, rules)
    if products is not None:
        query = query.where(DecisionRecord.product_id.in_(products))
    return {key: at.astimezone(JAKARTA).date() for key, at in session.execute(query)}


@dataclass(slots=True)
class _Allowed:
    business: str
    district: str
    since: date
    products: list[ProductChoice]


def _allowed(
    ws: Workspace, session: Session, held: GebetanRound, check: Check
) -> dict[UUID, _Allowed]:
    """Products that may enter and fit into the largest package, by their business."""
    region, day = rounds.region_of(ws, held), held.delivers_on or ws.today()
    largest = max((c.amount for c in rounds.clusters_of(held).values()), default=0)
    since = waiting_since(ws, session)
    hidden = blindness.hidden(ws, session)
    gone = set(session.scalars(gebetan_settled.lost_before()))
    found: dict[UUID, _Allowed] = {}
    wanted = sorted((key for key in since if key not in hidden), key=lambda k: (since[k], k.bytes))
    for first in range(0, len(wanted), _AT_ONCE):
        check()
        some = wanted[first : first + _AT_ONCE]
        good = _good(ws, session, some, day)
        rows = {row.id: row for row in _rows(session, some)}
        for row in (rows[key] for key in some if key in good and key in rows):
            too_dear = row.price is not None and row.price > largest
            if too_dear or row.business_id in gone or not covers(region, row.ward_code):
                continue
            one = found.setdefault(
                row.business_id, _Allowed(row.business, row.ward_code[:8], since[row.id], [])
            )
            one.products.append(ProductChoice(row.id, row.name, Category(row.category), row.price))
    return found


def _good(ws: Workspace, session: Session, keys: Iterable[UUID], day: date) -> set[UUID]:
    """Those that may enter today and still may on the day they are handed out."""
    told = standings.read(session, ws, keys, ws.today())
    return {key for key, one in told.items() if not standings.blocked(one[Channel.GEBETAN], day)}


def _rows(session: Session, keys: Collection[UUID]) -> sa.Result[Any]:
    query = (
        sa.select(
            *(Product.id, Product.name, Product.category, Product.price, Product.business_id),
            *(Business.name.label("business"), Business.ward_code),
        )
        .join(Business, Business.id == Product.business_id)
        .where(Product.id.in_(keys), Product.deleted.is_(False), Business.deleted.is_(False))
    )
    return session.execute(query)


def _passed(ws: Workspace, rules: ChannelRules) -> sa.Select[UUID, datetime]:
    """When each product first came to a result that the rules take; corrected ones too: whether
    it still stands is asked afterwards."""
    levels = _LEVELS[_LEVELS.index(rules.level) :]
    grades = _GRADES[: _GRADES.index(rules.grade) + 1]
    return (
        sa.select(DecisionRecord.product_id, sa.func.min(DecisionRecord.decided_at))
        .where(
            DecisionRecord.deleted.is_(False),
            DecisionRecord.outcome.in_([str(o) for o in rules.outcomes]),
            DecisionRecord.level.in_([str(one) for one in levels]),
            DecisionRecord.grade.in_([str(g) for g in grades]),
            (DecisionRecord.scope == TRAINING) == ws.me.training,
        )
        .group_by(DecisionRecord.product_id)
    )


def _in_turn(ws: Workspace, session: Session, allowed: Mapping[UUID, _Allowed]) -> tuple[Turn, ...]:
    """Kecamatan take turns, fewest picks of this year first; in each whoever waits longest."""
    people = [
        Waiting(key, (one.district,), 0, one.since, 0, one.products[0].category)
        for key, one in allowed.items()
    ]
    return turns(people, _had(session, ws.today().year))


def _had(session: Session, year: int) -> dict[tuple[str, ...], int]:
    query = (
        sa.select(sa.func.substr(Business.ward_code, 1, 8), sa.func.count())
        .join(GebetanPick, GebetanPick.business_id == Business.id)
        .where(
            GebetanPick.deleted.is_(False),
            GebetanPick.state != str(PickState.WITHDRAWN),
            GebetanPick.picked_on >= date(year, 1, 1),
        )
        .group_by(sa.func.substr(Business.ward_code, 1, 8))
    )
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for district, count in session.execute(query):
        found[(district,)] = count
    return found


def _candidate(turn: Turn, one: _Allowed, names: Mapping[str, str], today: date) -> Candidate:
    return Candidate(
        number=turn.number,
        business_id=turn.who.key,
        business=one.business,
        district=names.get(one.district, one.district),
        since=one.since,
        waiting_days=max(0, (today - one.since).days),
        products=tuple(one.products),
        rule=turn.rule,
    )
