"""Rubrics as they are kept: the newest for a category, or the one a sheet was made under."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.regions import TRAINING
from app.domain.rubric import Rubric, canonical_json, parse_rubric
from app.domain.terms import Category
from app.errors import UserError
from app.models.entities import RubricVersion
from app.models.local import AHEAD, Identity, SyncRow


@lru_cache(maxsize=64)
def _parsed(text: bytes) -> Rubric:
    import json

    return parse_rubric(json.loads(text))


def _rubric(body: dict[str, Any]) -> Rubric:
    return _parsed(canonical_json(body))


def newest(session: Session, category: Category) -> Rubric:
    """The rubric a category is judged by: its newest version; UserError `rubric.missing`.

    One that was published here and waits for the centre is not it yet.
    """
    return _rubric(newest_row(session, category).body)


def newest_row(session: Session, category: Category) -> RubricVersion:
    """The row of `newest`; UserError `rubric.missing`."""
    query = (
        sa.select(RubricVersion)
        .where(RubricVersion.code == str(category), RubricVersion.deleted.is_(False))
        .where(RubricVersion.id.not_in(_UNCONFIRMED))
        .order_by(RubricVersion.version.desc(), RubricVersion.id)
        .limit(1)
    )
    if _is_enrolled(session):
        query = query.where(RubricVersion.scope != TRAINING)
    row = session.scalar(query)
    if row is None:
        raise _missing(category.term)
    return row


_OF_RUBRICS = sa.select(SyncRow.id).where(SyncRow.entity == "rubric")
_PENDING = _OF_RUBRICS.where(AHEAD)
_UNCONFIRMED = _OF_RUBRICS.where(sa.or_(AHEAD, SyncRow.bver == 0))
"""Also one of somebody else that a restored centre has lost: it would refuse sheets under it."""


def pending(session: Session) -> set[UUID]:
    """Versions published on this laptop that the centre has not taken."""
    return set(session.scalars(_PENDING))


def _is_enrolled(session: Session) -> bool:
    """Whether this laptop belongs to a centre: then what was published for practice is nothing."""
    return session.scalar(sa.select(Identity.enrolled_at)) is not None


def by_rev(session: Session, rev: str) -> Rubric:
    """The rubric with this hash; UserError `rubric.missing`."""
    return _rubric(row_by_rev(session, rev).body)


def row_by_rev(session: Session, rev: str) -> RubricVersion:
    """The row of `by_rev`; UserError `rubric.missing`."""
    row = session.scalar(sa.select(RubricVersion).where(RubricVersion.rev == rev).limit(1))
    if row is None:
        raise _missing(rev[:8])
    return row


def _missing(name: str) -> UserError:
    return UserError(
        "rubric.missing",
        f"Rubrik {name} tidak ada di laptop ini.",
        safe="Data yang sudah diisi tetap tersimpan.",
        todo="Sinkronkan dahulu, atau hubungi admin Dinas.",
    )
