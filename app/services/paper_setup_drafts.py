"""Writing a region's set-up of papers on a laptop and publishing it to all.

A publication counts when the centre has taken it, on this laptop as on every other
(`paper_setups.in_force`). What waits or was refused can be made a draft again.
"""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.domain import paper_setup
from app.domain.official_numbers import NumberRule
from app.domain.paper_setup import PaperSetup, problems
from app.domain.regions import GLOBAL
from app.errors import UserError
from app.models.entities import PaperSetup as Row
from app.models.local import PaperSetupDraft, SyncRow
from app.services import emblems
from app.services.changes import Change
from app.services.paper_setup_shelves import DraftView, SetupShelf, shelf
from app.services.workspace import Workspace
from app.sync import inbox, outbox


def begin(ws: Workspace, region: str) -> DraftView:
    """Begin a draft from what the region's papers take today.

    UserError `role.missing`, `paper_setup.practice`, `paper_setup.pending`.
    """
    found = _require_editable(ws, region)
    _require_free(found)
    base = found.newest.setup if found.newest else found.counts
    fresh = replace(base, region=region, valid_from=ws.today())
    if not found.counts_of:
        fresh = replace(fresh, number=NumberRule())
    return save(ws, fresh, found.newest.version if found.newest else 0)


def save(ws: Workspace, setup: PaperSetup, based_on: int) -> DraftView:
    """Keep a draft as it stands; called within a second of a key."""
    body = paper_setup.to_columns(replace(setup, emblem=None))
    body["valid_from"] = setup.valid_from.isoformat()
    body["emblem"] = emblems.keep(ws, setup.emblem) if setup.emblem else None
    now = ws.clock.now()
    insert = sqlite.insert(PaperSetupDraft).values(
        region_code=setup.region, body=body, based_on=based_on, saved_at=now
    )
    fresh = {name: insert.excluded[name] for name in ("body", "based_on", "saved_at")}
    with ws.db.write() as session:
        session.execute(insert.on_conflict_do_update(index_elements=["region_code"], set_=fresh))
    return DraftView(setup, based_on, now)


def drop(ws: Workspace, region: str) -> None:
    """Throw a draft away."""
    with ws.db.write() as session:
        _forget_draft(session, region)


def _forget_draft(session: Session, region: str) -> None:
    session.execute(sa.delete(PaperSetupDraft).where(PaperSetupDraft.region_code == region))


# -- publishing -----------------------------------------------------------------------


def publish(ws: Workspace, setup: PaperSetup) -> Change:
    """Publish a set-up as the region's next version; it waits for the centre.

    UserError `role.missing`, `paper_setup.practice`, `paper_setup.pending`,
    `paper_setup.problems`, `paper_setup.past`, `paper_setup.unchanged`.
    """
    found = _require_editable(ws, setup.region)
    _require_free(found)
    _require_publishable(ws, found, setup)
    version = found.newest.version + 1 if found.newest else 1
    with ws.change() as recorder:
        columns = paper_setup.to_columns(setup)
        recorder.add(Row(version=version, scope=GLOBAL, **columns))
        _forget_draft(recorder.session, setup.region)
        return recorder.done()


def _require_publishable(ws: Workspace, found: SetupShelf, setup: PaperSetup) -> None:
    if problems(setup):
        raise UserError(
            "paper_setup.problems",
            "Setelan surat ini belum dapat diterbitkan.",
            safe="Konsep tetap tersimpan.",
            todo="Perbaiki bagian yang ditandai merah.",
        )
    if setup.valid_from < ws.today():
        raise UserError(
            "paper_setup.past",
            "Setelan surat tidak dapat berlaku mundur.",
            safe="Konsep tetap tersimpan; sertifikat yang sudah terbit tidak berubah.",
            todo="Pilih hari ini atau hari sesudahnya.",
        )
    if found.newest is not None and found.newest.setup == setup:
        raise UserError(
            "paper_setup.unchanged",
            f"Isinya sama dengan versi {found.newest.version}.",
            todo="Ubah sesuatu dahulu, atau buang konsepnya.",
        )


def take_back(ws: Workspace, region: str) -> DraftView:
    """Make a set-up that the centre has not taken a draft again.

    UserError `paper_setup.travelling` while it may be on its way.
    """
    found = shelf(ws, region)
    line = found.pending
    if line is None:
        raise UserError("paper_setup.none", "Tidak ada terbitan yang menunggu di wilayah ini.")
    with ws.db.write() as session:
        sync = session.get_one(SyncRow, ("paper_setup", line.id))
        if sync.state != outbox.REFUSED and sync.frozen:
            raise UserError(
                "paper_setup.travelling",
                f"Versi {line.version} mungkin sudah sampai di pusat.",
                safe="Isinya tetap tersimpan.",
                todo="Sinkronkan dahulu untuk mendengar jawaban pusat.",
            )
        inbox.forget(session, "paper_setup", line.id)
    return save(ws, line.setup, found.newest.version if found.newest else 0)


def _require_editable(ws: Workspace, region: str) -> SetupShelf:
    if not ws.me.enrolled:
        raise UserError(
            "paper_setup.practice",
            "Sebelum terhubung ke pusat, surat memakai setelan laptop ini.",
            safe="Setelan laptop tidak diubah.",
            todo="Hubungkan laptop ini ke pusat dahulu.",
        )
    found = shelf(ws, region)
    if not found.editable:
        raise UserError(
            "role.missing",
            f"Hanya admin wilayah yang boleh mengubah surat {found.name}.",
            safe="Setelan surat yang berlaku tidak diubah.",
            todo="Minta admin wilayah ini.",
        )
    return found


def _require_free(found: SetupShelf) -> None:
    line = found.pending
    if line is not None:
        raise UserError(
            "paper_setup.pending",
            f"Versi {line.version} yang Anda terbitkan belum diterima pusat.",
            safe="Isinya tersimpan.",
            todo="Sinkronkan dahulu, atau tarik kembali terbitan itu.",
        )
