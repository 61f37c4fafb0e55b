"""Kode buta of a session's products: given, found again when typed or scanned."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.blind import BlindCodeError, next_code, read_code
from app.domain.permissions import writers
from app.errors import UserError
from app.models.entities import BlindLabel, Curation, CurationSession
from app.models.local import LabelCounter
from app.services.changes import Change, Recorder
from app.services.workspace import Workspace


def codes(session: Session, keys: Sequence[UUID]) -> dict[UUID, str]:
    """The code of each curation that has one; of two, the one given first."""
    query = (
        sa.select(BlindLabel.curation_id, BlindLabel.code)
        .where(BlindLabel.curation_id.in_(keys), BlindLabel.deleted.is_(False))
        .order_by(BlindLabel.created_at.desc(), BlindLabel.code.desc())
    )
    return dict(session.execute(query).all())


def give(ws: Workspace, recorder: Recorder, curation: Curation) -> str:
    """The code of a curation, a new one where it has none; UserError `label.used_up`."""
    session = recorder.session
    known = codes(session, [curation.id]).get(curation.id)
    if known is not None:
        return known
    code = _next(ws, session)
    recorder.add(
        BlindLabel(
            curation_id=curation.id,
            session_id=curation.session_id,
            device_id=ws.me.device_id,
            code=code,
            scope=curation.scope,
            guest_scope=curation.guest_scope,
        )
    )
    return code


def _next(ws: Workspace, session: Session) -> str:
    """The next code of this laptop. The count never starts anew: a code is never given again."""
    year = ws.today().year
    last = session.scalar(sa.select(sa.func.max(LabelCounter.last))) or 0
    while True:
        last, code = _counted(ws.me.device_code, last)
        # After a database was rebuilt the count may be behind what it has given.
        known = sa.select(BlindLabel.id).where(BlindLabel.code == code).limit(1)
        if session.scalar(known) is None:
            break
    session.merge(LabelCounter(year=year, last=last))
    session.flush()
    return code


def _counted(device: str, after: int) -> tuple[int, str]:
    try:
        return next_code(device, after)
    except OverflowError as error:
        raise UserError(
            "label.used_up",
            "Semua kode buta laptop ini sudah terpakai.",
            safe="Kode yang sudah diberikan tetap berlaku.",
            todo="Beri kode dari laptop lain, atau minta admin mendaftarkan laptop ini lagi.",
        ) from error


def give_all(ws: Workspace, session_id: UUID) -> Change:
    """Give every product of a session a code; those that have one keep it.

    Raises UserError `role.missing`, `label.used_up`.
    """
    with ws.change() as recorder:
        held = recorder.session.get_one(CurationSession, session_id)
        _require_labeller(ws, held)
        for curation in list(recorder.session.scalars(_living(session_id))):
            give(ws, recorder, curation)
        return recorder.done()


def may_label(ws: Workspace, held: CurationSession) -> bool:
    """Whether this person may give codes in a session."""
    return ws.me.may(writers("blind_label"), held.scope)


def _require_labeller(ws: Workspace, held: CurationSession) -> None:
    if not may_label(ws, held):
        raise UserError(
            "role.missing",
            "Label kode buta diberikan oleh petugas kegiatan, bukan pendamping.",
            safe="Antrean tetap seperti semula.",
            todo="Minta kurator atau petugas mencetak labelnya.",
        )


def _living(session_id: UUID) -> sa.Select[Curation]:
    return sa.select(Curation).where(Curation.session_id == session_id, Curation.deleted.is_(False))


def find(session: Session, session_id: UUID, text: str) -> Curation:
    """The curation of a session whose code was typed or scanned.

    Raises UserError `label.mistyped`, `label.not_a_code`, `label.elsewhere`, `label.unknown`,
    `label.twice`.
    """
    code = _read(text)
    query = (
        sa.select(Curation)
        .join(BlindLabel, BlindLabel.curation_id == Curation.id)
        .where(BlindLabel.code == code, Curation.deleted.is_(False))
        .distinct()
    )
    found = list(session.scalars(query))
    here = [curation for curation in found if curation.session_id == session_id]
    if len(here) == 1:
        return here[0]
    if here:
        raise UserError(
            "label.twice",
            f"Kode {code} menempel pada {len(here)} produk.",
            safe="Nilai yang sudah diisi tetap tersimpan.",
            todo="Pilih produknya dari antrean, lalu laporkan ke admin: ada laptop kembar.",
        )
    if found:
        other = session.get(CurationSession, found[0].session_id)
        name = other.name if other else "lain"
        raise UserError(
            "label.elsewhere",
            f"Kode {code} milik kegiatan {name}.",
            todo="Buka kegiatan itu, atau periksa labelnya.",
        )
    raise UserError(
        "label.unknown",
        f"Kode {code} belum ada di laptop ini.",
        safe="Kode itu benar; mungkin diberikan oleh laptop lain.",
        todo="Sinkronkan dahulu, lalu coba lagi.",
    )


def _read(text: str) -> str:
    try:
        return read_code(text)
    except BlindCodeError as error:
        if error.mistyped:
            raise UserError(
                "label.mistyped",
                "Kode salah ketik: huruf terakhirnya tidak cocok.",
                todo="Periksa lagi kelima angkanya, lalu ketik ulang.",
            ) from error
        raise UserError(
            "label.not_a_code",
            "Itu bukan kode buta.",
            todo="Ketik seperti pada label, misalnya A7-48293-K, atau pindai labelnya.",
        ) from error
