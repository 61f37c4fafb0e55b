"""The rows in which standings are kept ready, written anew business by business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.domain.market.channels import Channel, Standing
from app.models.standing_rows import (
    ALLOWED,
    ExpiryRow,
    StandingCombo,
    StandingProduct,
    StandingRow,
)


@dataclass(frozen=True, slots=True)
class Found:
    """All of one product."""

    product: Mapping[str, Any]
    rows: Mapping[Channel, Standing]
    reasons: Mapping[Channel, str]
    papers: tuple[Mapping[str, Any], ...]


def replace_rows(session: Session, businesses: set[UUID], found: Sequence[Found]) -> None:
    """Write all of these businesses anew; a product that went is nowhere any more."""
    known = _known(session, businesses, found)
    _clear(session, known.values())
    if not found:
        return
    combos = _combos(session, {text for one in found for text in one.reasons.values()})
    own = [{**one.product, "n": known.get(one.product["product_id"])} for one in found]
    rows = sa.insert(StandingProduct).returning(StandingProduct.product_id, StandingProduct.n)
    for some in ([o for o in own if o["n"]], [_fresh(o) for o in own if not o["n"]]):
        if some:
            known.update(session.execute(rows, some).all())
    session.execute(sa.insert(StandingRow), list(_rows(found, known, combos)))
    papers = [
        {
            **paper,
            "n": known[own["product_id"]],
            "business_id": own["business_id"],
            "district": own["district"],
        }
        for one in found
        for own in (one.product,)
        for paper in one.papers
    ]
    if papers:
        session.execute(sa.insert(ExpiryRow), papers)


def _rows(found: Sequence[Found], known: Mapping[UUID, int], combos: Mapping[str, int]) -> Any:
    for one in found:
        n = known[one.product["product_id"]]
        for channel, stands in one.rows.items():
            combo = combos[one.reasons[channel]] if stands.reasons else ALLOWED
            yield {"channel": str(channel), "n": n, "combo": combo, "until": stands.until}


def _combos(session: Session, wanted: set[str]) -> dict[str, int]:
    """The number of each set of reasons; new ones are given one."""
    if wanted:
        values = [{"keys": text} for text in sorted(wanted)]
        session.execute(sqlite.insert(StandingCombo).on_conflict_do_nothing(), values)
    query = sa.select(StandingCombo.keys, StandingCombo.id).where(StandingCombo.keys.in_(wanted))
    return dict(session.execute(query).all())


def _known(session: Session, businesses: set[UUID], found: Sequence[Found]) -> dict[UUID, int]:
    """The numbers of all products that stand there for these businesses, or stood for others."""
    moved = [one.product["product_id"] for one in found]
    theirs = sa.or_(
        StandingProduct.business_id.in_(businesses), StandingProduct.product_id.in_(moved)
    )
    query = sa.select(StandingProduct.product_id, StandingProduct.n).where(theirs)
    return dict(session.execute(query).all())


def _fresh(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "n"}


def _clear(session: Session, known: Iterable[int]) -> None:
    numbers = list(known)
    for channel in Channel:
        of_channel = StandingRow.channel == str(channel), StandingRow.n.in_(numbers)
        session.execute(sa.delete(StandingRow).where(*of_channel))
    session.execute(sa.delete(ExpiryRow).where(ExpiryRow.n.in_(numbers)))
    session.execute(sa.delete(StandingProduct).where(StandingProduct.n.in_(numbers)))
