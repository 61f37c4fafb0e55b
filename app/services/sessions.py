"""Kegiatan kurasi: the session at a bazaar in which products are scored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import clean
from app.domain.regions import TRAINING, ancestor, any_covers
from app.domain.terms import Level
from app.errors import UserError
from app.models.entities import Curation, CurationSession, DecisionRecord
from app.services import regions, scopes, standing
from app.services.changes import Change
from app.services.workspace import Workspace

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class SessionForm:
    """What is asked when a session is opened."""

    name: str
    place: str
    held_on: date
    level: Level
    region_code: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session and how far it is."""

    id: UUID
    name: str
    place: str
    held_on: date
    level: Level
    region_code: str
    region_name: str
    open: bool
    training: bool
    scored: int
    total: int


def create(ws: Workspace, form: SessionForm) -> tuple[UUID, Change]:
    """Open a session and make it this laptop's current one.

    Raises UserError `session.invalid` without a name, `session.outside` for a region
    that is not the person's, `role.missing`.
    """
    if not clean(form.name) or not clean(form.place):
        raise UserError(
            "session.invalid",
            "Nama kegiatan dan tempatnya belum diisi.",
            todo="Isi keduanya, lalu simpan lagi.",
        )
    ws.me.require_organiser()
    region = _region(form)
    if not any_covers(ws.me.regions, region):
        raise UserError(
            "session.outside",
            f"Wilayah {regions.region_name(ws, region)} di luar tugas Anda.",
            todo="Pilih wilayah tugas Anda, atau minta admin menambah wilayah.",
        )
    training = ws.me.training
    with ws.change() as recorder:
        row = recorder.add(
            CurationSession(
                name=clean(form.name),
                place=clean(form.place),
                held_on=form.held_on,
                level=str(form.level),
                region_code=region,
                state=OPEN,
                training=training,
                chair_id=ws.me.person_id,
                panel=[],
                scope=TRAINING if training else region,
            )
        )
        recorder.tell("session.opened", row)
        change, key = recorder.done(), row.id
    choose(ws, key)
    return key, change


def _region(form: SessionForm) -> str:
    try:
        return ancestor(form.region_code, form.level)
    except ValueError as error:
        raise UserError(
            "session.invalid",
            f"Wilayah kegiatan untuk tingkat {form.level.term.lower()} belum dipilih.",
            todo="Pilih wilayahnya, lalu simpan lagi.",
        ) from error


def choose(ws: Workspace, session_id: UUID) -> None:
    """Make a session this laptop's current one."""
    ws.save_settings(replace(ws.settings, current_session=str(session_id)))


def close(ws: Workspace, session_id: UUID, *, closed: bool = True) -> Change:
    """Close a session (nothing can be scored in it), or open it again."""
    with ws.change() as recorder:
        row = recorder.session.get_one(CurationSession, session_id)
        row.state = CLOSED if closed else OPEN
        recorder.tell("session.closed" if closed else "session.reopened", row)
        return recorder.done()


def current(ws: Workspace) -> SessionView | None:
    """The session chosen on this laptop."""
    with ws.db.read() as session:
        row = scopes.current_session(ws, session)
        return None if row is None else _view(session, row)


def recent(ws: Workspace, limit: int = 20) -> list[SessionView]:
    """The latest sessions in the person's regions, newest first."""
    with ws.db.read() as session:
        query = (
            sa.select(CurationSession)
            .where(CurationSession.deleted.is_(False))
            .order_by(CurationSession.held_on.desc(), CurationSession.created_at.desc())
            .limit(limit)
        )
        return [_view(session, row) for row in session.scalars(query)]


def _view(session: Session, row: CurationSession) -> SessionView:
    here = (Curation.session_id == row.id, Curation.deleted.is_(False))
    total = session.scalar(sa.select(sa.func.count()).select_from(Curation).where(*here))
    decided = sa.select(sa.func.count(Curation.id.distinct())).where(*here, standing.stands())
    scored = session.scalar(decided.join(DecisionRecord, DecisionRecord.curation_id == Curation.id))
    name = regions.names(session, [row.region_code]).get(row.region_code, row.region_code)
    return SessionView(
        id=row.id,
        name=row.name,
        place=row.place,
        held_on=row.held_on,
        level=Level(row.level),
        region_code=row.region_code,
        region_name=regions.short_city(name),
        open=row.state == OPEN,
        training=row.training,
        scored=scored or 0,
        total=total or 0,
    )
