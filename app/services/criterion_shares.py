"""How much of a criterion's points decisions rest on, over all rubrics and their versions."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.terms import Category
from app.models.entities import DecisionRecord, RubricVersion
from app.services import blindness, rubrics
from app.services.workspace import Workspace


def names(ws: Workspace) -> dict[str, str]:
    """The criteria of all rubrics in force, by code; of several names the first category's."""
    found: dict[str, str] = {}
    with ws.db.read() as session:
        for category in Category:
            rubric = rubrics.in_force(session, category, ws.today())
            for criterion in rubric.criteria:
                found.setdefault(criterion.code, criterion.name)
    return found


def rows(ws: Workspace, session: Session) -> sa.Select[UUID, str, str, float]:
    """Decision, criterion, the rubric's hash and mean points over the sheets it names."""
    named = sa.func.json_each(DecisionRecord.assessment_ids).table_valued("value")
    sheet = sa.table("assessment", sa.column("id"), sa.column("rubric_rev"))
    scored = sa.table(
        "assessment_criterion", sa.column("assessment_id"), sa.column("code"), sa.column("points")
    )
    return (
        sa.select(
            DecisionRecord.id,
            scored.c.code,
            sa.func.min(sheet.c.rubric_rev),
            sa.func.avg(scored.c.points),
        )
        .select_from(DecisionRecord)
        .join(named, sa.true())
        .join(sheet, sheet.c.id == named.c.value)
        .join(scored, scored.c.assessment_id == sheet.c.id)
        .where(DecisionRecord.product_id.not_in(blindness.hidden(ws, session)))
        .group_by(DecisionRecord.id, scored.c.code)
    )


class Most:
    """The most points a criterion of a rubric can give; rubrics are read once."""

    def __init__(self, session: Session) -> None:
        self._most: dict[tuple[str, str], int] = {}
        for rev, body in session.execute(sa.select(RubricVersion.rev, RubricVersion.body)):
            for criterion in body["criteria"]:
                self._most[rev, criterion["code"]] = 100 * criterion["weight"]

    def share(self, rev: str, code: str, points: float) -> float:
        """Points (hundredths) as a share of what there was to reach."""
        most = self._most.get((rev, code), 0)
        return points / most if most else 1.0
