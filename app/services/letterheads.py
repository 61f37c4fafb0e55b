"""What the office stands for on a paper: its letterhead, its emblem, who signs.

The set-up of papers that is in force where and when the paper is made; until there is one,
what the centre's list of signatories and this laptop's settings say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.paper_setup import Signer
from app.domain.regions import any_covers
from app.errors import UserError
from app.models.entities import PaperSetup as Row
from app.models.entities import Signatory
from app.services import emblems, paper_setups
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.values import Letterhead


@dataclass(frozen=True, slots=True)
class Heading:
    """What a paper of a region says of its office on a day; `setup_id` is None without one."""

    lines: tuple[str, ...]
    address: str
    signers: tuple[Signer, ...]
    setup_id: UUID | None = None


def heading(ws: Workspace, session: Session, region: str, day: date) -> Heading:
    """The office of a region on a day; UserError `paper_setup.unreadable`."""
    found = paper_setups.find(session, region, day)
    if found is None:
        settings = ws.settings
        signers = _of_centre(session, region, day) or tuple(
            Signer(s.name, s.position, s.nip) for s in settings.signatories
        )
        return Heading(settings.letterhead_lines, settings.letterhead_address, signers)
    setup = found.setup
    return Heading(setup.lines, setup.address, setup.signers_on(day), found.id)


def _of_centre(session: Session, region: str, day: date) -> tuple[Signer, ...]:
    """Those the centre named for the region, or nearest above it, before there were set-ups."""
    rows = session.scalars(sa.select(Signatory).where(Signatory.deleted.is_(False)))
    named = [
        (len(s.region_code), Signer(s.name, s.position, s.nip or "", s.valid_from, s.valid_to))
        for s in rows
        if any_covers([s.region_code], region)
    ]
    fitting = [(depth, signer) for depth, signer in named if signer.signs_on(day)]
    nearest = max((depth for depth, _ in fitting), default=0)
    return tuple(signer for depth, signer in fitting if depth == nearest)


def facts(found: Heading) -> dict[str, Any]:
    """What a certificate keeps of it; UserError `paper_setup.no_signer`."""
    if not found.signers:
        raise UserError(
            "paper_setup.no_signer",
            "Tidak ada penanda tangan yang berlaku hari ini untuk wilayah ini.",
            safe="Hasil kurasi tetap tersimpan.",
            todo="Minta admin wilayah memperbarui Surat & tanda tangan, lalu sinkronkan.",
        )
    kept: dict[str, Any] = {
        "signatories": [
            {"name": s.name, "position": s.position, "nip": s.nip} for s in found.signers
        ],
        "letterhead": list(found.lines),
        "address": found.address,
    }
    return kept if found.setup_id is None else {**kept, "paper_setup": found.setup_id.hex}


def of_facts(ws: Workspace, session: Session, kept: Mapping[str, Any]) -> Letterhead:
    """The letterhead of a certificate as it was when it was issued."""
    setup_id = kept.get("paper_setup")
    emblem = _emblem_of(ws, session, UUID(setup_id)) if setup_id else _emblem_of_settings(ws)
    return _letterhead(tuple(kept["letterhead"]), kept["address"], emblem)


def letterhead(ws: Workspace, session: Session, region: str, day: date) -> Letterhead:
    """The letterhead of a paper of a region and a day."""
    found = heading(ws, session, region, day)
    key = found.setup_id
    emblem = _emblem_of_settings(ws) if key is None else _emblem_of(ws, session, key)
    return _letterhead(found.lines, found.address, emblem)


def _letterhead(lines: tuple[str, ...], address: str, emblem: bytes | None) -> Letterhead:
    from app.reports.values import Letterhead

    return Letterhead(lines, address, emblem)


def _emblem_of_settings(ws: Workspace) -> bytes | None:
    """The emblem installed on this laptop; none is shipped."""
    if not ws.settings.emblem_file:
        return None
    try:
        return Path(ws.settings.emblem_file).read_bytes()
    except OSError as error:
        raise UserError(
            "paper.emblem_missing",
            "Berkas lambang di setelan tidak ditemukan.",
            safe="Data kurasi tidak terpengaruh.",
            todo="Pilih lagi berkasnya di Pengaturan, atau kosongkan.",
        ) from error


def _emblem_of(ws: Workspace, session: Session, setup_id: UUID) -> bytes | None:
    """The emblem of a set-up; one that is not here, or is no picture, is left out."""
    row = session.get(Row, setup_id)
    data = None if row is None else paper_setups.of_row(row).emblem
    return None if data is None else emblems.clean(ws, data)
