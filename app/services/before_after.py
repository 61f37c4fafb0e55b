"""Sebelum dan sesudah: an attempt beside the one before it, scores and photographs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.rescoring import rescore_from_json
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet
from app.domain.sheets import sheet_from_json
from app.domain.terms import Grade, Level, Outcome
from app.models.entities import Assessment, Curation, DecisionRecord, ImprovementItem, Photo
from app.services import looking, products, rubrics, standing
from app.services.products import PhotoView
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as it was decided, or as its sheets stand."""

    curation_id: UUID
    attempt: int
    decided_at: datetime | None
    outcome: Outcome | None
    grade: Grade | None
    total: int | None
    photos: tuple[PhotoView, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPair:
    """Mean scores of an indicator, hundredths of a score; None where it was not applicable.

    `told` is what the business was told to do about it.
    """

    code: str
    name: str
    criterion: str
    before: int | None
    after: int | None
    told: str


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Two attempts at one level, side by side.

    `withheld` while its reader has yet to score: then it tells what the business was asked to
    mend of what is scored again, and the photographs, but no score and no result.
    """

    level: Level
    before: Attempt
    after: Attempt
    indicators: tuple[IndicatorPair, ...]
    withheld: bool = False


def compare(ws: Workspace, curation_id: UUID) -> BeforeAfter | None:
    """A curation beside the latest decided one before it at its level; None for a first attempt.

    Scores of the present attempt are shown once it is decided; those of the attempt before, to
    who judges, once their own sheet is in: what a product had should not draw what it gets.
    """
    with ws.db.read() as session:
        curation = session.get_one(Curation, curation_id)
        decision = _earlier(session, curation)
        if decision is None:
            return None
        first = session.get_one(Curation, decision.curation_id)
        now = standing.decision(session, curation_id)
        rubric = rubrics.by_rev(session, first.rubric_rev)
        old, new = _sheets(session, decision), _sheets(session, now)
        told = dict(
            session.execute(
                sa.select(ImprovementItem.code, ImprovementItem.advice).where(
                    ImprovementItem.decision_id == decision.id,
                    ImprovementItem.deleted.is_(False),
                )
            ).all()
        )
        photos = products.photo_views(session, curation.product_id)
        taken = _times(session, [p.id for p in photos])
        before = tuple(p for p in photos if taken[p.id] <= decision.decided_at)
        found = BeforeAfter(
            Level(curation.level),
            _attempt(first, decision, before),
            _attempt(curation, now, tuple(p for p in photos if p not in before)),
            tuple(_pairs(rubric, old, new, told)),
        )
        chance = rescore_from_json(curation.rescore)
        unseen = ws.me.judges() and not looking.may_look(ws, session, curation_id)
        return _withheld(found, chance.codes if chance else frozenset()) if unseen else found


def _withheld(found: BeforeAfter, codes: frozenset[str]) -> BeforeAfter:
    """What may be told before one's own sheet; that `codes` failed, the sheet says itself."""
    return replace(
        found,
        before=replace(found.before, outcome=None, grade=None, total=None),
        indicators=tuple(
            replace(pair, before=None, after=None)
            for pair in found.indicators
            if pair.code in codes
        ),
        withheld=True,
    )


def _earlier(session: Session, curation: Curation) -> DecisionRecord | None:
    query = (
        sa.select(Curation.id)
        .where(
            Curation.case_id == curation.case_id,
            Curation.level == curation.level,
            Curation.attempt < curation.attempt,
            Curation.deleted.is_(False),
        )
        .order_by(Curation.attempt.desc())
    )
    keys = session.scalars(query).all()
    made = standing.decisions(session, keys)
    return next((made[key] for key in keys if key in made), None)


def _sheets(session: Session, decision: DecisionRecord | None) -> list[Sheet]:
    if decision is None:
        return []
    keys = [UUID(key) for key in decision.assessment_ids]
    rows = session.scalars(sa.select(Assessment).where(Assessment.id.in_(keys)))
    return [sheet_from_json(row.sheet) for row in rows]


def _times(session: Session, keys: Sequence[UUID]) -> dict[UUID, datetime]:
    query = sa.select(Photo.id, Photo.created_at).where(Photo.id.in_(keys))
    return dict(session.execute(query).all())


def _attempt(
    curation: Curation, decision: DecisionRecord | None, photos: tuple[PhotoView, ...]
) -> Attempt:
    return Attempt(
        curation.id,
        curation.attempt,
        decision.decided_at if decision else None,
        Outcome(decision.outcome) if decision else None,
        Grade(decision.grade) if decision else None,
        decision.total if decision else None,
        photos,
    )


def _pairs(
    rubric: Rubric, old: Sequence[Sheet], new: Sequence[Sheet], told: dict[str, str]
) -> list[IndicatorPair]:
    return [
        IndicatorPair(
            indicator.code,
            indicator.name,
            criterion.name,
            _mean(indicator.code, old),
            _mean(indicator.code, new),
            told.get(indicator.code, ""),
        )
        for criterion in rubric.criteria
        for indicator in criterion.indicators
    ]


def _mean(code: str, sheets: Sequence[Sheet]) -> int | None:
    scores = [s.scores[code] for s in sheets if code in s.scores and code not in s.not_applicable]
    if not scores:
        return None
    return int(Fraction(100 * sum(scores), len(scores)) + Fraction(1, 2))
