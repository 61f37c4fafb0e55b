"""Peringkat: the best of a session that picks some, by points and its declared tie rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ranking import Entry, Place, rank
from app.domain.rubric import Rubric
from app.domain.scoring import CriterionPoints, Sheet, combine, score_sheet
from app.domain.session_rules import TieRule
from app.domain.sheets import sheet_from_json
from app.domain.terms import Category, Grade, Outcome
from app.models.entities import (
    Assessment,
    Business,
    Curation,
    CurationSession,
    DecisionRecord,
    Product,
)
from app.services import rubrics, standing
from app.services.session_rules import rules_of
from app.services.workspace import Workspace

_HYGIENE = "HIG"
_LOW = 2


@dataclass(frozen=True, slots=True)
class RankedLine:
    """A product in its place."""

    place: Place
    product: str
    business: str
    category: Category
    grade: Grade
    total: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking of a session; `best` is None where it picks none."""

    best: int | None
    rules: tuple[TieRule, ...]
    lines: tuple[RankedLine, ...]
    undecided: int


def picks(ws: Workspace, session_id: UUID) -> bool:
    """Whether a session picks its best."""
    with ws.db.read() as session:
        held = session.get_one(CurationSession, session_id)
        return rules_of(ws.resources, held).pick_best is not None


def ranking(ws: Workspace, session_id: UUID) -> Ranking:
    """All that passed in a session, in order; products without a result are only counted."""
    with ws.db.read() as session:
        held = session.get_one(CurationSession, session_id)
        rules = rules_of(ws.resources, held)
        rows = session.execute(
            sa.select(Curation, Product, Business.name)
            .join(Product, Product.id == Curation.product_id)
            .join(Business, Business.id == Product.business_id)
            .where(Curation.session_id == session_id, Curation.deleted.is_(False))
        ).all()
        decided = standing.decisions(session, [c.id for c, _, _ in rows])
        chosen = {c.id: decided[c.id] for c, _, _ in rows if _passed(decided.get(c.id))}
        entries = _entries(session, held, [c for c, _, _ in rows if c.id in chosen], chosen)
        names = {c.id: (p, business) for c, p, business in rows}
        places = rank(entries, rules.tie_rules, rules.pick_best or 0)
        waiting = len(rows) - len(decided) - len(standing.returns(session, list(names)))
        return Ranking(
            rules.pick_best,
            rules.tie_rules,
            tuple(_line(place, *names[place.key], chosen[place.key]) for place in places),
            max(waiting, 0),
        )


def _passed(decision: DecisionRecord | None) -> bool:
    return decision is not None and decision.outcome == Outcome.PASSED


def _line(place: Place, product: Product, business: str, decision: DecisionRecord) -> RankedLine:
    return RankedLine(
        place,
        product.name,
        business,
        Category(product.category),
        Grade(decision.grade),
        decision.total,
    )


def _entries(
    session: Session,
    held: CurationSession,
    curations: Sequence[Curation],
    decided: Mapping[UUID, DecisionRecord],
) -> list[Entry]:
    sheets = _sheets(session, decided.values())
    known = _winners(session, held, {c.business_id for c in curations})
    return [
        _entry(session, c, decided[c.id], sheets, newcomer=c.business_id not in known)
        for c in curations
    ]


def _entry(
    session: Session,
    curation: Curation,
    decision: DecisionRecord,
    sheets: Mapping[UUID, Sheet],
    *,
    newcomer: bool,
) -> Entry:
    rubric = rubrics.by_rev(session, curation.rubric_rev)
    named = [sheets[UUID(key)] for key in decision.assessment_ids if UUID(key) in sheets]
    rows = _criteria(rubric, named)
    first = rows[rubric.criteria[0].code].share if rows else Fraction(0)
    hygiene = rows.get(_HYGIENE)
    low = sum(score <= _LOW for sheet in named for score in sheet.scores.values())
    gates = decision.reasons
    return Entry(
        key=curation.id,
        total=decision.total,
        grade=Grade(decision.grade),
        open_gates=len(gates.get("gates_unmet", ())) + len(gates.get("gates_in_process", ())),
        first_criterion=first,
        hygiene=hygiene.share if hygiene else None,
        low_scores=Fraction(low, len(named)) if named else Fraction(0),
        newcomer=newcomer,
        queued=(curation.queue_no or 10**9, curation.opened_at),
    )


def _criteria(rubric: Rubric, sheets: Sequence[Sheet]) -> dict[str, CriterionPoints]:
    if not sheets:
        return {}
    totals = combine(rubric, [score_sheet(rubric, sheet) for sheet in sheets])
    return {row.code: row for row in totals.criteria}


def _sheets(session: Session, decided: Iterable[DecisionRecord]) -> dict[UUID, Sheet]:
    wanted = [UUID(key) for row in decided for key in row.assessment_ids]
    query = sa.select(Assessment.id, Assessment.sheet).where(Assessment.id.in_(wanted))
    return {key: sheet_from_json(data) for key, data in session.execute(query)}


def _winners(session: Session, held: CurationSession, businesses: Iterable[UUID]) -> set[UUID]:
    """Businesses with a product that passed at this level in another session before."""
    query = (
        sa.select(DecisionRecord.business_id)
        .join(Curation, Curation.id == DecisionRecord.curation_id)
        .join(CurationSession, CurationSession.id == Curation.session_id)
        .where(
            DecisionRecord.business_id.in_(list(businesses)),
            DecisionRecord.outcome == str(Outcome.PASSED),
            standing.stands(),
            Curation.session_id != held.id,
            CurationSession.level == held.level,
            CurationSession.training.is_(held.training),
            CurationSession.held_on <= held.held_on,
        )
    )
    return set(session.scalars(query))
