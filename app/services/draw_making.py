"""Announcing a draw, and drawing it once the public numbers are known; neither changes after.

What was entered wrongly is not corrected: a new draw takes its place and says why in its title.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.dates import long_date
from app.domain.market import draw as rule
from app.domain.market.draw import Announcement, DrawError, Drawn
from app.domain.names import clean
from app.domain.permissions import MARKET_ROLES
from app.errors import UserError
from app.ids import natural
from app.models.market import DrawRecord
from app.services.changes import Change
from app.services.draw_pool import Pool
from app.services.draw_rows import (
    ANNOUNCED,
    DRAWN,
    ENTITY,
    REPLACED,
    TOLD,
    announcement,
    replacements,
    rows,
)
from app.services.draws import SHORT
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DrawForm:
    """What is asked for a new draw; `sources` names each public number and where it is read."""

    title: str
    places: int
    sources: tuple[str, ...]
    decided_on: date


def announce(
    ws: Workspace, form: DrawForm, pool: Pool, *, instead: tuple[UUID, str] | None = None
) -> tuple[UUID, Change]:
    """Freeze candidates and rule; returns the draw.

    `instead` are a draw that this one replaces and the reason, which then stands in the title.
    Raises UserError `role.missing`, `draw.invalid`, `draw.no_reason`, `draw.replaced`.
    """
    _require_role(ws, pool.region)
    with ws.change() as recorder:
        session = recorder.session
        old = None if instead is None else _replaceable(session, *instead)
        title = clean(form.title)
        if old is not None and instead is not None:
            title += f" (pengganti undian {old.fingerprint[:SHORT]}: {clean(instead[1])})"
        made = _made(ws, form, pool, title)
        draw_id = ws.ids.new()
        row = DrawRecord(
            draw_id=draw_id,
            part=ANNOUNCED,
            event_id=pool.event_id,
            round_id=pool.round_id,
            title=title,
            fingerprint=made.fingerprint,
            body=made.to_json(),
            told_at=recorder.now,
            scope=pool.region,
        )
        recorder.add(row, natural(ENTITY, draw_id, ANNOUNCED))
        recorder.tell(TOLD, row, **_noted(pool))
        if old is not None and instead is not None:
            recorder.tell(REPLACED, old, by=str(draw_id), reason=clean(instead[1]))
        return draw_id, recorder.done()


def _made(ws: Workspace, form: DrawForm, pool: Pool, title: str) -> Announcement:
    if not title:
        raise _invalid("Undian ini belum bernama.", "Beri nama yang dikenal semua peserta.")
    if not form.sources or not all(clean(source) for source in form.sources):
        raise _invalid(
            "Angka publik yang menentukan belum disebut.",
            "Sebut angkanya, sumbernya, dan cara membacanya.",
        )
    if not 1 <= form.places <= rule.MOST_PLACES:
        raise _invalid("Banyaknya tempat belum benar.", "Isi paling sedikit satu tempat.")
    if form.decided_on <= ws.today():
        raise _invalid(
            "Angkanya harus terbit sesudah hari pengumuman.",
            f"Pilih hari sesudah {long_date(ws.today())}.",
        )
    days = ws.today(), form.decided_on
    sources = [clean(source) for source in form.sources]
    salt = secrets.token_hex(16)
    try:
        return rule.announce(title, form.places, pool.candidates, sources, days, salt)
    except DrawError as error:
        raise _invalid("Daftar pesertanya belum benar.", "Susun lagi daftarnya.") from error


def _noted(pool: Pool) -> dict[str, Any]:
    groups: dict[str, list[str]] = defaultdict(list)
    for business, codes in pool.left_out.items():
        groups[",".join(codes)].append(business.hex)
    noted: dict[str, Any] = {"candidates": len(pool.candidates), "left_out": dict(groups)}
    if pool.day is not None:
        noted |= {"day": pool.day.isoformat(), "channel": str(pool.channel)}
    return noted


def _replaceable(session: Session, draw_id: UUID, reason: str) -> DrawRecord:
    if not clean(reason):
        raise UserError(
            "draw.no_reason",
            "Undian pengganti harus menyebut alasannya.",
            safe="Undian yang lama tetap berlaku.",
            todo="Tulis apa yang salah pada undian yang lama.",
        )
    old, _ = rows(session, draw_id)
    _require_current(session, draw_id)
    return old


def _require_current(session: Session, draw_id: UUID) -> None:
    if draw_id in replacements(session):
        raise UserError(
            "draw.replaced",
            "Undian ini sudah digantikan undian lain.",
            safe="Catatan keduanya tetap tersimpan.",
            todo="Buka undian penggantinya.",
        )


def _require_role(ws: Workspace, region: str) -> None:
    if not ws.me.may(MARKET_ROLES, region):
        raise UserError(
            "role.missing",
            "Undian diadakan oleh petugas program atau admin wilayahnya.",
            safe="Tidak ada yang berubah.",
            todo="Minta mereka mengumumkan atau mengundinya.",
        )


def _invalid(what: str, todo: str) -> UserError:
    return UserError("draw.invalid", what, safe="Belum ada yang diumumkan.", todo=todo)


def numbers_read(lines: Sequence[str]) -> tuple[str, ...]:
    """How each line is read, as a person may check it: `7.241,88` → `724188`; '' for none."""
    read_ = []
    for line in lines:
        try:
            read_.append(" · ".join(str(value) for value in rule.whole_numbers(line)))
        except DrawError:
            read_.append("")
    return tuple(read_)


def record(ws: Workspace, draw_id: UUID, numbers: Sequence[str]) -> Change:
    """Draw with the public numbers, once and for all.

    Raises UserError `role.missing`, `draw.too_early`, `draw.already`, `draw.replaced`,
    `draw.bad_numbers`, `draw.broken`.
    """
    with ws.change() as recorder:
        told, result = rows(recorder.session, draw_id)
        _require_role(ws, told.scope)
        _require_current(recorder.session, draw_id)
        told_of = announcement(told)
        _require_open(told_of, result, ws.today())
        drawn = _drawn(told, told_of, numbers)
        body = {"numbers": list(numbers), "order": [str(one.key) for one in drawn.order]}
        row = DrawRecord(
            draw_id=draw_id,
            part=DRAWN,
            event_id=told.event_id,
            round_id=told.round_id,
            title=told.title,
            fingerprint=told.fingerprint,
            body=body,
            told_at=recorder.now,
            scope=told.scope,
        )
        # No key by the draw's name: what two laptops type is kept, and the first counts.
        recorder.add(row)
        recorder.tell("draw_record.drawn", row)
        return recorder.done()


def _require_open(told_of: Announcement, result: DrawRecord | None, today: date) -> None:
    if result is not None:
        raise UserError(
            "draw.already",
            "Undian ini sudah diundi; hasilnya tidak dapat diganti.",
            safe="Hasil yang sudah ada tetap berlaku.",
            todo="Bila angkanya keliru, adakan undian pengganti dengan alasannya.",
        )
    if today < told_of.decided_on:
        raise UserError(
            "draw.too_early",
            f"Angkanya baru terbit {long_date(told_of.decided_on)}.",
            safe="Pengumuman undian tetap tersimpan.",
            todo="Masukkan angkanya pada hari itu atau sesudahnya.",
        )


def _drawn(told: DrawRecord, told_of: Announcement, numbers: Sequence[str]) -> Drawn:
    if told_of.fingerprint != told.fingerprint:
        raise UserError(
            "draw.broken",
            "Daftar undian ini bukan yang sidik jarinya diumumkan.",
            safe="Tidak ada yang diundi.",
            todo="Laporkan kepada admin; adakan undian pengganti.",
        )
    try:
        return rule.draw(told_of, numbers)
    except DrawError as error:
        raise UserError(
            "draw.bad_numbers",
            "Angka publik belum lengkap atau bukan angka.",
            safe="Belum ada yang diundi.",
            todo="Tulis angka dari setiap sumber seperti terbit, misalnya 7.241,88.",
        ) from error
