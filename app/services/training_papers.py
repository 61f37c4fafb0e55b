"""The paper of a training: its attendance list."""

from __future__ import annotations

from uuid import UUID

from app.domain.numbers import paper_mark
from app.models.market import Training
from app.services import criterion_shares, letterheads, regions, trainings
from app.services.workspace import Workspace

_BLANKS = 6


def attendance_pdf(ws: Workspace, training_id: UUID) -> bytes:
    """The Daftar Hadir of a training: everybody who was offered a place, by name."""
    from app.reports.letter_values import Guest
    from app.reports.training_list import TrainingListData, render_training_list
    from app.reports.values import PaperStatus

    names, places = criterion_shares.names(ws), trainings.places(ws, training_id)
    with ws.db.read() as session:
        row = session.get_one(Training, training_id)
        code, day = row.region_code, row.held_on
        region = regions.names(session, [code]).get(code, code)
        data = TrainingListData(
            mark=paper_mark("DP", code, day.year, row.id),
            topic=row.topic,
            partner=row.partner,
            place=row.place,
            region=regions.short_city(region),
            held_on=day,
            criteria=tuple(names.get(c, c) for c in row.criteria),
            businesses=tuple(Guest(place.owner, place.business) for place in places),
            blanks=_BLANKS,
            letterhead=letterheads.letterhead(ws, session, code, day),
            status=PaperStatus.TRAINING if ws.me.training else PaperStatus.FINAL,
        )
    return render_training_list(data)
