"""A second chance at a level: only what failed is scored again, while its time lasts.

The rule is `app.domain.rescoring`; here stands which decision it rests on and which sheets
carry over.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.rescoring import (
    CHANCES,
    Rescore,
    carried,
    last_day,
    rescore_from_json,
    weak,
)
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet
from app.domain.sheets import sheet_from_json
from app.domain.terms import Outcome
from app.errors import UserError
from app.models.entities import Assessment, Curation, CurationSession, DecisionRecord
from app.services import rubrics, standing
from app.services.changes import Change
from app.services.session_rules import rules_of
from app.services.workspace import Workspace


def offer(
    ws: Workspace, session: Session, held: CurationSession, case_id: UUID, attempt: int, rev: str
) -> Rescore | None:
    """What a new attempt scores again; None where it is scored whole.

    It is whole at a first attempt, after an outright failure, when the time has run out, when
    the rubric has changed since, or when not all sheets of the first attempt are here to say
    what failed.
    """
    query = (
        sa.select(Curation)
        .where(
            Curation.case_id == case_id,
            Curation.level == held.level,
            Curation.attempt == attempt - 1,
            Curation.deleted.is_(False),
        )
        .order_by(Curation.opened_at.desc())
        .limit(1)
    )
    before = session.scalar(query)
    decision = None if before is None else standing.decision(session, before.id)
    if before is None or decision is None or before.rubric_rev != rev:
        return None
    decided_on = decision.decided_at.astimezone(JAKARTA).date()
    in_time = ws.today() <= last_day(decided_on, rules_of(ws.resources, held).rescore_days)
    if not in_time or Outcome(decision.outcome) not in CHANCES:
        return None
    sheets = _sheets(session, decision)
    if len(sheets) < len(decision.assessment_ids):
        return None
    codes = weak(rubrics.by_rev(session, rev), [sheet for _, sheet in sheets])
    return Rescore(decision.id, codes)


def stands(session: Session, curation: Curation, rubric: Rubric, curator: UUID) -> Sheet | None:
    """The part of a curator's sheet that stands from the first time; None for a whole sheet."""
    chance = rescore_from_json(curation.rescore)
    decision = None if chance is None else session.get(DecisionRecord, chance.decision)
    if chance is None or decision is None:
        return None
    found = _sheets(session, decision)
    if not found:
        return None  # they left this laptop with their region: everything is scored
    own = next((sheet for who, sheet in found if who == curator), None)
    return carried(rubric, [sheet for _, sheet in found], chance.codes, own)


def _sheets(session: Session, decision: DecisionRecord) -> Sequence[tuple[UUID, Sheet]]:
    keys = [UUID(key) for key in decision.assessment_ids]
    query = sa.select(Assessment).where(Assessment.id.in_(keys)).order_by(Assessment.id)
    return [(row.curator_id, sheet_from_json(row.sheet)) for row in session.scalars(query)]


def score_whole(ws: Workspace, curation_id: UUID) -> Change:
    """Score everything again after all; only before the first sheet is in.

    Raises UserError `rescore.sheets`, `role.missing`.
    """
    if not ws.me.judges():
        raise UserError(
            "role.missing",
            "Hanya kurator atau ketua tim yang boleh menilai ulang semuanya.",
            safe="Nilai yang sudah diisi tersimpan sebagai konsep.",
            todo="Minta ketua tim memutuskannya.",
        )
    with ws.change() as recorder:
        curation = recorder.session.get_one(Curation, curation_id)
        if standing.sheets(recorder.session, curation_id):
            raise UserError(
                "rescore.sheets",
                "Sudah ada lembar penilaian yang dikirim untuk percobaan ini.",
                safe="Lembar itu tetap tersimpan.",
                todo="Selesaikan percobaan ini dengan bagian yang sama.",
            )
        curation.rescore = None
        recorder.tell("curation.scored_whole", curation)
        return recorder.done()
