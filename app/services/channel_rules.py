"""Aturan masuk: the rules in force, and publishing edited ones as the next version.

They are edited as a file (`channel_rules_files`). Published, they wait for the centre like a
rubric; nothing is judged by them before.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.channel_problems import Problem, problems
from app.domain.market.channel_words import Line, differences, told
from app.domain.market.channels import Channel, read_channels
from app.domain.permissions import may_publish
from app.domain.regions import GLOBAL, TRAINING
from app.domain.rubric import rubric_rev
from app.errors import UserError
from app.ids import natural
from app.models.entities import Person
from app.models.local import AHEAD, Refusal, SyncRow
from app.models.market import ChannelRulesVersion
from app.services import standings
from app.services.changes import Change
from app.services.workspace import Workspace
from app.sync import inbox, outbox

Body = dict[str, Any]
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it is named: from when, by whom; the program's own has no `published`."""

    version: int
    valid_from: date | None
    by: str
    published: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """A version published here that the centre has not taken; `refused` says why it will not."""

    version: int
    refused: str


@dataclass(frozen=True, slots=True)
class RulesView:
    """What the sheet shows: rules in force, versions to come, what waits, who may publish."""

    now: Version
    source: str
    channels: tuple[tuple[Channel, tuple[Line, ...]], ...]
    coming: tuple[Version, ...]
    pending: Pending | None
    may_publish: bool


class RulesFileError(UserError):
    """A file that cannot be rules of entry; `problems` names every place."""

    def __init__(self, name: str, found: tuple[Problem, ...]) -> None:
        self.problems = found
        self.headline = f"{name} belum dapat dipakai: {len(found)} hal perlu diperbaiki."
        lines = "; ".join(str(problem) for problem in found[:_SHOWN])
        more = f"; dan {len(found) - _SHOWN} lagi" if len(found) > _SHOWN else ""
        super().__init__(
            "channel_rules.problems",
            f"{name} belum dapat dipakai: {lines}{more}",
            safe="Aturan yang berlaku tidak diubah.",
            todo="Perbaiki isian itu di berkasnya, lalu impor lagi.",
        )


def may_edit(ws: Workspace) -> bool:
    """Whether this person may publish rules of entry; before enrolment everyone practises."""
    return ws.me.training or may_publish(ws.me.grants)


# -- reading --------------------------------------------------------------------------


def view(ws: Workspace) -> RulesView:
    """The rules in force, and what is on its way."""
    today = ws.today()
    with ws.db.read() as session:
        row = standings.version_in_force(session, today)
        body = body_of(ws, row)
        coming = standings.confirmed_versions(session).where(ChannelRulesVersion.valid_from > today)
        rows = session.scalars(coming.order_by(ChannelRulesVersion.valid_from)).all()
        return RulesView(
            now=_version(ws, session, row),
            source=str(body.get("source", "")),
            channels=tuple((c, told(rules)) for c, rules in read_channels(body).items()),
            coming=tuple(_version(ws, session, one) for one in rows),
            pending=_pending(session),
            may_publish=may_edit(ws),
        )


def body_of(ws: Workspace, row: ChannelRulesVersion | None) -> Body:
    """The text of a version; of the program's own for None."""
    if row is not None:
        return row.body
    body: Body = json.loads((ws.resources / "channels.json").read_text(encoding="utf-8"))
    return body


def _version(ws: Workspace, session: Session, row: ChannelRulesVersion | None) -> Version:
    if row is None:
        return Version(1, None, "", published=False)
    person = session.get(Person, row.created_by) if row.created_by else None
    mine = ws.me.person_name if row.created_by == ws.me.person_id else ""
    return Version(row.version, row.valid_from, person.name if person else mine, published=True)


def _waiting(session: Session) -> tuple[ChannelRulesVersion, str] | None:
    query = (
        sa.select(ChannelRulesVersion, Refusal.code)
        .join(SyncRow, sa.and_(SyncRow.entity == _ENTITY, SyncRow.id == ChannelRulesVersion.id))
        .outerjoin(Refusal, sa.and_(Refusal.entity == _ENTITY, Refusal.id == SyncRow.id))
        .where(ChannelRulesVersion.deleted.is_(False), AHEAD)
        .order_by(ChannelRulesVersion.version.desc())
    )
    found = session.execute(query).first()
    return None if found is None else (found[0], found[1] or "")


_ENTITY = ChannelRulesVersion.__tablename__


def _pending(session: Session) -> Pending | None:
    found = _waiting(session)
    if found is None:
        return None
    row, code = found
    return Pending(row.version, _refused(row.version, code))


def _refused(version: int, code: str) -> str:
    if code in ("", *outbox.LATER):
        return ""
    if code == "channel_rules.version_taken":
        return f"Versi {version} sudah diterbitkan admin lain. Terbitan Anda tidak dipakai."
    if code == "scope.outside":
        return "Pusat menolak: hanya admin provinsi yang boleh menerbitkan aturan masuk."
    return "Pusat menolak terbitan ini: isinya tidak dapat dibaca sebagai aturan masuk."


# -- publishing -----------------------------------------------------------------------


def publish(ws: Workspace, body: Body, valid_from: date) -> Change:
    """Publish rules as the next version, in force from a day on; it waits for the centre.

    UserError `role.missing`, `channel_rules.pending`, `channel_rules.past_day`,
    `channel_rules.unchanged`; RulesFileError.
    """
    _require_publishable(ws, body, valid_from)
    with ws.change() as recorder:
        session = recorder.session
        newest = newest_of(session)
        if not differences(read_channels(body_of(ws, newest)), read_channels(body)):
            raise unchanged(newest)
        version = (newest.version if newest else 1) + 1
        kept = {**body, "version": version}
        rev = rubric_rev(kept)
        row = ChannelRulesVersion(
            version=version,
            rev=rev,
            body=kept,
            valid_from=valid_from,
            published_at=recorder.now,
            scope=TRAINING if ws.me.training else GLOBAL,
        )
        recorder.add(row, natural(_ENTITY, version, rev))
        return recorder.done()


def _require_publishable(ws: Workspace, body: Body, valid_from: date) -> None:
    if not may_edit(ws):
        raise UserError(
            "role.missing",
            "Hanya admin provinsi yang boleh menerbitkan aturan masuk.",
            safe="Aturan yang berlaku tidak diubah.",
            todo="Kirim berkas usul Anda kepada admin Dinas.",
        )
    with ws.db.read() as session:
        waiting = _waiting(session)
    if waiting is not None:
        raise UserError(
            "channel_rules.pending",
            f"Versi {waiting[0].version} yang Anda terbitkan belum diterima pusat.",
            safe="Isinya tersimpan.",
            todo="Sinkronkan dahulu, atau tarik kembali terbitan itu.",
        )
    if valid_from < ws.today():
        raise UserError(
            "channel_rules.past_day",
            "Hari mulai berlaku sudah lewat.",
            safe="Aturan yang berlaku tidak diubah.",
            todo="Pilih hari ini atau hari sesudahnya.",
        )
    if found := problems(body):
        raise RulesFileError("Aturan ini", found)


def newest_of(session: Session) -> ChannelRulesVersion | None:
    """The newest version the centre has, whether or not its day has come; a file begins here."""
    query = standings.confirmed_versions(session).order_by(
        ChannelRulesVersion.version.desc(), ChannelRulesVersion.id
    )
    return session.scalar(query.limit(1))


def unchanged(newest: ChannelRulesVersion | None) -> UserError:
    """That a text is the newest version's."""
    return UserError(
        "channel_rules.unchanged",
        f"Berkas ini sama dengan versi {newest.version if newest else 1}.",
        safe="Tidak ada yang diubah.",
        todo="Ubah aturannya di berkas itu dahulu.",
    )


def take_back(ws: Workspace) -> Body:
    """Forget a version that the centre has not taken, and give its text to be kept as a file.

    UserError `channel_rules.none`; `channel_rules.travelling` while it may be on its way.
    """
    with ws.db.write() as session:
        found = _waiting(session)
        if found is None:
            raise UserError("channel_rules.none", "Tidak ada terbitan yang menunggu pusat.")
        row, _ = found
        sync = session.get_one(SyncRow, (_ENTITY, row.id))
        if sync.state != outbox.REFUSED and sync.frozen:
            raise UserError(
                "channel_rules.travelling",
                f"Versi {row.version} mungkin sudah sampai di pusat.",
                safe="Isinya tetap tersimpan.",
                todo="Sinkronkan dahulu untuk mendengar jawaban pusat.",
            )
        body = dict(row.body)
        inbox.forget(session, _ENTITY, row.id)
    return body
