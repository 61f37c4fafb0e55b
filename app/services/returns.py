"""Sending a case down: a curation ends without a decision, with the reason on record."""

from __future__ import annotations

from uuid import UUID

from app.domain import climbing
from app.domain.names import clean
from app.domain.terms import Level
from app.errors import UserError
from app.models.entities import CaseReturn, Curation, CurationSession
from app.services import interests, standing
from app.services.changes import Change
from app.services.rulings import no_reason, require_chair, require_judge
from app.services.score_sheets import returned_already
from app.services.sessions import require_open
from app.services.workspace import Workspace


def send_down(ws: Workspace, curation_id: UUID, reason: str) -> Change:
    """End a curation without a decision; the level below judges anew before it climbs again.

    Raises UserError `return.lowest`, `ruling.no_reason`, `curation.decided`,
    `curation.returned`, `session.closed`, `role.not_chair`.
    """
    require_judge(ws)
    with ws.change() as recorder:
        session = recorder.session
        curation = session.get_one(Curation, curation_id)
        held = session.get_one(CurationSession, curation.session_id)
        require_chair(ws, held)
        require_open(held)
        interests.require_no_interest(session, curation, ws.me.person_id)
        under = climbing.below(Level(curation.level))
        if under is None:
            raise UserError(
                "return.lowest",
                "Tingkat kecamatan adalah tingkat terendah.",
                todo="Tetapkan hasilnya di sini.",
            )
        if not clean(reason):
            raise no_reason()
        if standing.decision(session, curation_id) is not None:
            raise UserError(
                "curation.decided",
                "Hasil kurasi ini sudah ditetapkan.",
                todo="Urungkan hasilnya dahulu bila produk ini harus dikembalikan.",
            )
        if standing.returns(session, [curation_id]):
            raise returned_already()
        recorder.add(
            CaseReturn(
                curation_id=curation.id,
                case_id=curation.case_id,
                product_id=curation.product_id,
                from_level=curation.level,
                to_level=str(under),
                reason=clean(reason),
                returned_by=ws.me.person_id,
                returned_at=recorder.now,
                scope=curation.scope,
                guest_scope=curation.guest_scope,
            )
        )
        recorder.tell("curation.returned", curation, to=str(under))
        return recorder.done()
