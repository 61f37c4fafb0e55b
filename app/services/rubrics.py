"""Rubrics as they are kept: the one in force on a day, or the one a sheet was made under."""

from __future__ import annotations

from datetime import date
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


def in_force(session: Session, category: Category, day: date) -> Rubric:
    """The rubric a category is judged by on a day; UserError `rubric.missing`.

    It is the newest version whose day has come, and the first one before any has. One that
    was published here and waits for the centre is not it yet.
    """
    return _rubric(in_force_row(session, category, day).body)


def in_force_row(session: Session, category: Category, day: date) -> RubricVersion:
    """The row of `in_force`; UserError `rubric.missing`."""
    query = _confirmed(session, category)
    begun = RubricVersion.body["valid_from"].as_string() <= day.isoformat()
    row = session.scalar(query.where(begun).order_by(*_NEWEST_FIRST).limit(1))
    if row is None:
        row = session.scalar(query.order_by(RubricVersion.version, RubricVersion.id).limit(1))
    if row is None:
        raise _missing(category.term)
    return row


def newest(session: Session, category: Category) -> Rubric:
    """The newest version, whether or not its day has come; UserError `rubric.missing`."""
    return _rubric(newest_row(session, category).body)


def newest_row(session: Session, category: Category) -> RubricVersion:
    """The row of `newest`; UserError `rubric.missing`."""
    row = session.scalar(_confirmed(session, category).order_by(*_NEWEST_FIRST).limit(1))
    if row is None:
        raise _missing(category.term)
    return row


def coming(session: Session, category: Category, day: date) -> set[UUID]:
    """Versions newer than the one in force on a day: theirs is yet to come."""
    now = in_force_row(session, category, day)
    query = _confirmed(session, category).where(RubricVersion.version > now.version)
    return {row.id for row in session.scalars(query)}


def _confirmed(session: Session, category: Category) -> sa.Select[RubricVersion]:
    query = sa.select(RubricVersion).where(
        RubricVersion.code == str(category),
        RubricVersion.deleted.is_(False),
        RubricVersion.id.not_in(_UNCONFIRMED),
    )
    if _is_enrolled(session):
        query = query.where(RubricVersion.scope != TRAINING)
    return query


_NEWEST_FIRST = RubricVersion.version.desc(), RubricVersion.id


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
