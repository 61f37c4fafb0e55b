"""Taking a decision back while its session is open, and correcting it afterwards.

Neither changes what was decided: each is a record of its own that names the one before.
"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import clean
from app.domain.regions import TRAINING
from app.domain.terms import Level
from app.errors import UserError
from app.models.entities import (
    Certificate,
    Curation,
    CurationSession,
    DecisionRecord,
    ImprovementItem,
)
from app.services import certificate_states, decisions, looking, revocations, standing
from app.services.changes import Change, Recorder
from app.services.rulings import Ruling, no_reason, require_chair, require_judge, ruled
from app.services.sessions import OPEN
from app.services.workspace import Workspace


def take_back(ws: Workspace, curation_id: UUID) -> Change:
    """Undo the decision on a curation; its sheets stand, and may be taken back themselves.

    Raises UserError `decision.none`, `decision.closed`, `decision.certified`,
    `decision.went_on`, `role.not_chair`.
    """
    require_judge(ws)
    with ws.change() as recorder:
        session = recorder.session
        curation = session.get_one(Curation, curation_id)
        held = session.get_one(CurationSession, curation.session_id)
        before = _in_force(session, curation_id)
        if before.decided_by != ws.me.person_id:
            require_chair(ws, held)
        _require_undoable(session, curation, held, before)
        names = [c.name for c in DecisionRecord.__table__.columns]
        copy = {n: getattr(before, n) for n in names if n not in {"id", "created_at", "created_by"}}
        copy |= {"supersedes": before.id, "deleted": True}
        copy |= {"decided_by": ws.me.person_id, "decided_at": recorder.now}
        recorder.add(DecisionRecord(**copy))
        _drop_items(session, before)
        recorder.tell("curation.decision_undone", curation, of=before.id.hex)
        return recorder.done()


def correct(ws: Workspace, curation_id: UUID, ruling: Ruling) -> tuple[UUID, Change]:
    """Decide anew, with a reason; the old decision stays readable and names nothing any more.

    Raises UserError `decision.none`, `role.not_chair` and those of `decisions.conclude`.
    """
    require_judge(ws)
    with ws.change() as recorder:
        session = recorder.session
        curation = session.get_one(Curation, curation_id)
        before = _in_force(session, curation_id)
        require_chair(ws, session.get_one(CurationSession, curation.session_id))
        if not clean(ruling.reason):
            raise no_reason()
        judged = ruled(ws, session, curation, ruling)
        row = decisions.record(ws, recorder, curation, judged, ruling.reason, before.id)
        _drop_items(session, before)
        revocations.revoke_corrected(ws, recorder, before)
        _tell_corrected(recorder, curation, before, row)
        return row.id, recorder.done()


def _tell_corrected(
    recorder: Recorder, curation: Curation, before: DecisionRecord, after: DecisionRecord
) -> None:
    recorder.tell(
        "curation.corrected",
        curation,
        of=before.id.hex,
        before=f"{before.outcome} {before.grade} {before.total}",
        after=f"{after.outcome} {after.grade} {after.total}",
    )


def _in_force(session: Session, curation_id: UUID) -> DecisionRecord:
    row = standing.decision(session, curation_id)
    if row is None:
        raise UserError(
            "decision.none",
            "Produk ini belum punya hasil.",
            todo="Tetapkan hasilnya dahulu.",
        )
    return row


_STAYS = "Hasil yang sekarang tetap berlaku."
_CORRECT = "Buat koreksi dengan alasan."


def _require_undoable(
    session: Session, curation: Curation, held: CurationSession, before: DecisionRecord
) -> None:
    if held.state != OPEN:
        raise UserError(
            "decision.closed",
            f"Kegiatan {held.name} sudah ditutup, jadi hasilnya tidak dapat diurungkan.",
            safe=_STAYS,
            todo=_CORRECT,
        )
    if _certified(session, before):
        raise UserError(
            "decision.certified",
            "Sertifikat dari hasil ini sudah terbit, jadi hasilnya tidak dapat diurungkan.",
            safe=_STAYS,
            todo=_CORRECT,
        )
    if _went_on(session, curation):
        raise UserError(
            "decision.went_on",
            "Produk ini sudah dibuka lagi setelah hasil ini, jadi hasilnya tidak dapat diurungkan.",
            safe=_STAYS,
            todo=_CORRECT,
        )


def _certified(session: Session, decision: DecisionRecord) -> bool:
    """Whether a certificate of this decision still holds somewhere."""
    rows = certificates_of(session, [decision.id])
    known = certificate_states.states(session, rows)
    return any(known[row.id].revoked is None for row in rows)


def _went_on(session: Session, curation: Curation) -> bool:
    """Whether the case has a later attempt at this level, or was opened above it."""
    above = [str(level) for level in list(Level)[list(Level).index(Level(curation.level)) + 1 :]]
    practice = Curation.scope == TRAINING
    query = sa.select(Curation.id).where(
        Curation.case_id == curation.case_id,
        Curation.deleted.is_(False),
        practice if curation.scope == TRAINING else sa.not_(practice),
        sa.or_(
            sa.and_(Curation.level == curation.level, Curation.attempt > curation.attempt),
            Curation.level.in_(above),
        ),
    )
    return session.scalar(query.limit(1)) is not None


def certificates_of(session: Session, decision_ids: list[UUID]) -> list[Certificate]:
    """Certificates that were issued from these decisions."""
    query = sa.select(Certificate).where(
        Certificate.decision_id.in_(decision_ids), Certificate.deleted.is_(False)
    )
    return list(session.scalars(query.order_by(Certificate.register_no)))


def _drop_items(session: Session, before: DecisionRecord) -> None:
    """What was to be improved under the old decision is asked of nobody any more."""
    query = sa.select(ImprovementItem).where(ImprovementItem.decision_id == before.id)
    for item in session.scalars(query):
        item.deleted = True


def may_take_back(ws: Workspace, session: Session, curation: Curation) -> bool:
    """Whether `take_back` would be let through: what the window offers, or does not."""
    before = standing.decision(session, curation.id)
    held = session.get_one(CurationSession, curation.session_id)
    if before is None or not ws.me.judges():
        return False
    if before.decided_by != ws.me.person_id and not looking.is_chair(ws, held):
        return False
    try:
        _require_undoable(session, curation, held, before)
    except UserError:
        return False
    return True
