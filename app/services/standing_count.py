"""Keeps the standing of all products ready: some businesses at a time, whole.

Figures over a hundred thousand products cannot be judged anew each time somebody looks. They are
kept as small rows (`app.models.standing_rows`); triggers note the businesses that changed
(`standing_marks`). On a new day only those are read again of whom something begins or ends that
day; when other rules come into force, everybody is.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.domain.market.channels import Channel, Offered, Standing, Why, standing
from app.domain.terms import DocumentType
from app.models.entities import Product
from app.models.local import Identity
from app.models.standing_rows import (
    StandingBasis,
    StandingProduct,
    StandingTodo,
)
from app.services import standings
from app.services.standing_kept import Found, replace_rows
from app.services.standing_keys import CERTIFICATE, keys
from app.services.standings import Rules
from app.services.workspace import Workspace

AT_ONCE = 500
"""Businesses a step: others write between two of them."""

_SAVEABLE = frozenset({Why.DOCUMENT, Why.CERTIFICATE, Why.PHOTOS, Why.COOLING})
"""Reasons beside which renewing a paper is still worth it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One step: how many businesses were looked at, and how many wait still."""

    left: int
    done: int = 0

    @property
    def worked(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.done)


def waiting(ws: Workspace) -> int:
    """How many businesses wait to be looked at."""
    today = ws.today()
    with ws.db.read() as session:
        if _basis(ws, session, today) is not None:
            return session.scalar(_count(sa.select(Product.business_id).distinct())) or 0
        noted = sa.select(StandingTodo.business_id).union(_turned(today))
        return session.scalar(_count(noted)) or 0


def step(ws: Workspace) -> Looked:
    """Look at some businesses that wait; others work between two steps."""
    today, claim = ws.today(), secrets.randbits(62) + 1
    with ws.db.read() as session:
        basis, turned = _basis(ws, session, today), session.scalars(_turned(today)).all()
        idle = session.scalar(sa.select(StandingTodo.business_id).limit(1)) is None
        if basis is None and not turned and idle:
            return Looked(0)
    with ws.db.write() as session:
        _note(session, basis, turned)
        some = _claim(session, claim)
    with ws.db.read() as session:
        found = _look(ws, session, some, today)
    with ws.db.write() as session:
        held = StandingTodo.business_id.in_(some), StandingTodo.claim == claim
        # What changed meanwhile took its claim away: this look may be old and is thrown away.
        gone = sa.delete(StandingTodo).where(*held).returning(StandingTodo.business_id)
        mine = set(session.scalars(gone))
        replace_rows(session, mine, [f for f in found if f.product["business_id"] in mine])
        left = session.scalar(sa.select(sa.func.count()).select_from(StandingTodo)) or 0
    return Looked(left, len(some))


def catch_up(ws: Workspace) -> None:
    """Look until nobody waits."""
    while step(ws).left:
        pass


# -- who waits ------------------------------------------------------------------------


def _count(rows: Any) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(rows.subquery())


def _turned(today: date) -> sa.Select[UUID]:
    """Businesses of whom something begins or ends by today, or that were looked at on a day that
    is yet to come: the clock was put right."""
    return (
        sa.select(StandingProduct.business_id)
        .where(sa.or_(StandingProduct.turns <= today, StandingProduct.day > today))
        .distinct()
    )


def _basis(ws: Workspace, session: Session, today: date) -> tuple[str, bool] | None:
    """The rules to look by, when they are not those everything was looked at by; else None."""
    row = standings.version_in_force(session, today)
    practice = session.scalar(sa.select(Identity.enrolled_at)) is None
    wanted = (row.rev if row else "", practice)
    known = session.get(StandingBasis, 1)
    return None if known is not None and (known.rules, known.practice) == wanted else wanted


def _note(session: Session, basis: tuple[str, bool] | None, turned: Sequence[UUID]) -> None:
    into = sqlite.insert(StandingTodo)
    if basis is not None:
        every = sa.select(Product.business_id, sa.literal(0)).distinct().where(sa.true())
        session.execute(
            into.from_select(["business_id", "claim"], every).on_conflict_do_update(
                index_elements=["business_id"], set_={"claim": 0}
            )
        )
        session.merge(StandingBasis(one=1, rules=basis[0], practice=basis[1]))
    elif turned:
        values = [{"business_id": key, "claim": 0} for key in turned]
        session.execute(into.on_conflict_do_nothing(), values)


def _claim(session: Session, claim: int) -> list[UUID]:
    """Take some; rather such that nobody has taken, but who took them may have been killed."""
    order = sa.select(StandingTodo.business_id).order_by(StandingTodo.claim != 0).limit(AT_ONCE)
    some = list(session.scalars(order))
    mine = sa.update(StandingTodo).where(StandingTodo.business_id.in_(some))
    session.execute(mine.values(claim=claim))
    return some


# -- looking --------------------------------------------------------------------------


def _look(ws: Workspace, session: Session, some: Sequence[UUID], today: date) -> list[Found]:
    rules = standings.rules_in_force(session, ws.resources, today)
    columns = Product.id, Product.business_id, Product.scope, Product.name_key
    query = sa.select(*columns).where(Product.business_id.in_(some), Product.deleted.is_(False))
    rows = session.execute(query).all()
    offered = standings.offered(session, [row.id for row in rows])
    return [_found(rules, offered[row.id], row, today) for row in rows if row.id in offered]


def _found(rules: Rules, product: Offered, row: Any, today: date) -> Found:
    found = {channel: standing(one, product, today) for channel, one in rules.items()}
    reasons = {
        channel: "|".join(("", *keys(rules[channel], product, one.reasons, today), ""))
        for channel, one in found.items()
        if one.reasons
    }
    papers = tuple(_papers(rules, product, found, today))
    own = {
        "product_id": row.id,
        "business_id": row.business_id,
        "district": row.scope,
        "name_key": row.name_key,
        "day": today,
        "turns": _turns(product, found, today),
    }
    return Found(own, found, reasons, papers)


def _turns(product: Offered, found: Mapping[Channel, Standing], today: date) -> date | None:
    """The next day on which anything about it changes by itself."""
    ends = [*product.documents.values(), product.certificate_until]
    days = [end + timedelta(days=1) for end in ends if end is not None and end >= today]
    days += [r.opens for s in found.values() for r in s.reasons if r.opens is not None]
    return min(days, default=None)


def _papers(
    rules: Rules, product: Offered, found: Mapping[Channel, Standing], today: date
) -> list[Mapping[str, Any]]:
    """Papers with an end on which a channel hangs: one that is open, or would be with it."""
    if not product.results:
        return []  # no channel is open, and no paper brings one nearer
    ends: dict[str, date | None] = dict(product.documents.items())
    ends[CERTIFICATE] = product.certificate_until
    rows: list[Mapping[str, Any]] = []
    for kind, until in ends.items():
        if until is None:
            continue
        other = _without(product, kind) if until >= today else _renewed(product, kind)
        hangs = [
            channel
            for channel, one in rules.items()
            if _hangs(found[channel], standing(one, other, today), ended=until < today)
        ]
        if hangs:
            closes = "|".join(("", *hangs, ""))
            rows.append({"kind": str(kind), "until": until, "closes": closes})
    return rows


def _without(product: Offered, kind: str) -> Offered:
    if kind == CERTIFICATE:
        return replace(product, certificate_until=None)
    return replace(product, documents={k: d for k, d in product.documents.items() if k != kind})


def _renewed(product: Offered, kind: str) -> Offered:
    if kind == CERTIFICATE:
        return replace(product, certificate_until=date.max)
    return replace(product, documents={**product.documents, DocumentType(kind): None})


def _hangs(now: Standing, other: Standing, *, ended: bool) -> bool:
    """Whether a channel would be shut without the paper, or come nearer with it renewed."""
    if not ended:
        return now.allowed and not other.allowed
    left = {reason.why for reason in other.reasons}
    return len(other.reasons) < len(now.reasons) and left <= _SAVEABLE
