"""The way of a product to the curators: verified, validated, opened; its place in the queue.

A pendamping verifies, a kasatpel validates, then it is opened for scoring
(`curations.open_curation`, or `start` from the queue). States only move forward, on one laptop
and between two: a step is not undone. What should not be there is taken out of the queue.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import ORGANISING_ROLES, VALIDATING_ROLES, VERIFYING_ROLES
from app.domain.terms import CurationState, Role
from app.errors import UserError
from app.models.entities import Curation, CurationSession, Person
from app.services import blind_labels
from app.services.changes import Change, Recorder
from app.services.curations import RUNNING_ORDER, forward, let_in
from app.services.sessions import OPEN, require_open
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken: by whom (empty when not known here) and when."""

    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class StepsView:
    """Where a curation stands before it is scored, and what this person may do about it."""

    curation_id: UUID
    state: CurationState
    registered: Step
    verified: Step | None
    validated: Step | None
    unverified: bool
    session_open: bool
    walk_ins: bool
    may_verify: bool
    may_validate: bool
    may_start: bool
    may_remove: bool


def load(ws: Workspace, curation_id: UUID) -> StepsView:
    """The steps of a curation."""
    with ws.db.read() as session:
        row = session.get_one(Curation, curation_id)
        held = session.get_one(CurationSession, row.session_id)
        state, is_open = CurationState(row.state), held.state == OPEN
        validated = state is CurationState.VALIDATED
        waits = state.rank < CurationState.OPEN.rank
        return StepsView(
            curation_id=curation_id,
            state=state,
            registered=_step(ws, session, row.opened_by, row.opened_at),
            verified=_taken(ws, session, row.verified_by, row.verified_at),
            validated=_taken(ws, session, row.validated_by, row.validated_at),
            unverified=bool(row.unverified),
            session_open=is_open,
            walk_ins=held.walk_ins,
            may_verify=is_open
            and state is CurationState.REGISTERED
            and ws.me.may(VERIFYING_ROLES, row.scope),
            may_validate=is_open
            and state is CurationState.VERIFIED
            and ws.me.may(VALIDATING_ROLES, row.scope),
            may_start=is_open
            and (validated or (waits and held.walk_ins))
            and ws.me.may(ORGANISING_ROLES, row.scope),
            may_remove=is_open and waits and ws.me.may(VERIFYING_ROLES, row.scope),
        )


def _taken(ws: Workspace, session: Session, by: UUID | None, at: datetime | None) -> Step | None:
    return None if by is None else _step(ws, session, by, at)


def _step(ws: Workspace, session: Session, by: UUID, at: datetime | None) -> Step:
    if by == ws.me.person_id:
        return Step(ws.me.person_name, at)
    person = session.get(Person, by)
    return Step(person.name if person else "", at)


def verify(ws: Workspace, curation_id: UUID) -> Change:
    """Say that papers and product were looked at: a pendamping's step. Twice is harmless.

    Raises UserError `session.closed`, `role.missing`.
    """
    with ws.change() as recorder:
        row, _ = _ready(ws, recorder, curation_id, VERIFYING_ROLES, "memverifikasi produk")
        if row.verified_by is None and row.state == CurationState.REGISTERED:
            row.verified_at, row.verified_by = recorder.now, ws.me.person_id
            row.state = str(CurationState.VERIFIED)
            recorder.tell("curation.verified", row)
        return forward(recorder.done())


def validate(ws: Workspace, curation_id: UUID) -> Change:
    """Let a verified product through to the curators: a kasatpel's step. Twice is harmless.

    Raises UserError `session.closed`, `role.missing`, `curation.not_verified`.
    """
    with ws.change() as recorder:
        row, _ = _ready(ws, recorder, curation_id, VALIDATING_ROLES, "memvalidasi produk")
        if row.state == CurationState.REGISTERED:
            raise UserError(
                "curation.not_verified",
                "Produk ini belum diverifikasi.",
                safe="Produk tetap ada dalam antrean.",
                todo="Minta pendamping memverifikasinya dahulu.",
            )
        if row.validated_by is None and row.state == CurationState.VERIFIED:
            row.validated_at, row.validated_by = recorder.now, ws.me.person_id
            row.state = str(CurationState.VALIDATED)
            recorder.tell("curation.validated", row)
        return forward(recorder.done())


def start(ws: Workspace, curation_id: UUID) -> Change:
    """Open a curation of the queue for scoring; UserError as `curations.open_curation`."""
    with ws.change() as recorder:
        row, held = _ready(ws, recorder, curation_id, ORGANISING_ROLES, "membuka penilaian")
        if CurationState(row.state).rank < CurationState.OPEN.rank:
            let_in(row, held)
            told = {"level": row.level, "attempt": row.attempt, "unverified": bool(row.unverified)}
            recorder.tell("curation.opened", row, **told)
        return forward(recorder.done())


def _ready(
    ws: Workspace, recorder: Recorder, curation_id: UUID, roles: Container[Role], deed: str
) -> tuple[Curation, CurationSession]:
    row = recorder.session.get_one(Curation, curation_id)
    held = recorder.session.get_one(CurationSession, row.session_id)
    require_open(held)
    if not ws.me.may(roles, row.scope):
        raise UserError(
            "role.missing",
            f"Peran Anda di wilayah ini tidak boleh {deed}.",
            safe="Produk tetap ada dalam antrean.",
            todo=f"Minta {_who(roles)} melakukannya.",
        )
    return row, held


def _who(roles: Container[Role]) -> str:
    if Role.MENTOR in roles:
        return "pendamping"
    return "kurator atau petugas" if Role.CURATOR in roles else "Kasatpel kecamatan"


# -- the queue -------------------------------------------------------------------------


def move(ws: Workspace, curation_id: UUID, before: UUID | None) -> Change:
    """Put a curation before another one of its session; at the end for None.

    Raises UserError `session.closed`, `role.missing`.
    """
    with ws.change() as recorder:
        row, held = _ready(ws, recorder, curation_id, ORGANISING_ROLES, "mengatur antrean")
        query = (
            sa.select(Curation)
            .where(Curation.session_id == held.id, Curation.deleted.is_(False))
            .order_by(*RUNNING_ORDER)
        )
        rest = [other for other in recorder.session.scalars(query) if other.id != row.id]
        at = next((n for n, other in enumerate(rest) if other.id == before), len(rest))
        for place, each in enumerate([*rest[:at], row, *rest[at:]], start=1):
            if each.queue_no != place:
                each.queue_no = place
        return recorder.done()


def take_out(ws: Workspace, curation_id: UUID) -> Change:
    """Take a product that was not opened for scoring out of the queue; this can be undone.

    Raises UserError `session.closed`, `role.missing`, `curation.under_way`.
    """
    with ws.change() as recorder:
        row, _ = _ready(ws, recorder, curation_id, VERIFYING_ROLES, "mengeluarkan produk")
        if CurationState(row.state).rank >= CurationState.OPEN.rank:
            raise UserError(
                "curation.under_way",
                "Produk ini sudah dibuka untuk dinilai.",
                safe="Nilai yang sudah diisi tetap tersimpan.",
                todo="Selesaikan penilaiannya, atau tutup kegiatan.",
            )
        row.deleted = True
        recorder.tell("curation.taken_out", row)
        return recorder.done()


# -- arriving --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Arrival:
    """A product whose label was typed or scanned; `again`: it was here already."""

    curation_id: UUID
    code: str
    again: bool
    change: Change


def check_in(ws: Workspace, session_id: UUID, text: str) -> Arrival:
    """Note that a product has come, by its blind code as typed or scanned.

    Raises UserError `session.closed` and as `blind_labels.find`.
    """
    with ws.change() as recorder:
        row = blind_labels.find(recorder.session, session_id, text)
        again = row.checked_in_at is not None
        held = recorder.session.get_one(CurationSession, session_id)
        if not again and held.state == OPEN:
            row.checked_in_at = recorder.now
            recorder.tell("curation.checked_in", row)
        code = blind_labels.codes(recorder.session, [row.id])[row.id]
        return Arrival(row.id, code, again, recorder.done())
