"""Rubrics as they are kept: the newest for a category, or the one a sheet was made under."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.rubric import Rubric, canonical_json, parse_rubric
from app.domain.terms import Category
from app.errors import UserError
from app.models.entities import RubricVersion


@lru_cache(maxsize=64)
def _parsed(text: bytes) -> Rubric:
    import json

    return parse_rubric(json.loads(text))


def _rubric(body: dict[str, Any]) -> Rubric:
    return _parsed(canonical_json(body))


def newest(session: Session, category: Category) -> Rubric:
    """The newest published rubric of a category; UserError `rubric.missing`."""
    query = (
        sa.select(RubricVersion.body)
        .where(RubricVersion.code == str(category), RubricVersion.deleted.is_(False))
        .order_by(RubricVersion.version.desc())
        .limit(1)
    )
    body = session.scalar(query)
    if body is None:
        raise _missing(category.term)
    return _rubric(body)


def by_rev(session: Session, rev: str) -> Rubric:
    """The rubric with this hash; UserError `rubric.missing`."""
    body = session.scalar(sa.select(RubricVersion.body).where(RubricVersion.rev == rev))
    if body is None:
        raise _missing(rev[:8])
    return _rubric(body)


def _missing(name: str) -> UserError:
    return UserError(
        "rubric.missing",
        f"Rubrik {name} tidak ada di laptop ini.",
        safe="Data yang sudah diisi tetap tersimpan.",
        todo="Sinkronkan dahulu, atau hubungi admin Dinas.",
    )
