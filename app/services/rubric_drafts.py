"""Rubrik: what is in force, what an admin is writing, and publishing it as a new version.

A draft lives in `rubric_draft` on this laptop. Published, it is a row `rubric` that waits to
be sent; nothing is judged by it before the centre has signed for it. Refused (somebody else
was first), it is taken back and is a draft again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.domain.permissions import may_publish
from app.domain.regions import GLOBAL, TRAINING
from app.domain.rubric import rubric_rev
from app.domain.rubric_edit import Body, next_version
from app.domain.rubric_merge import Merged, merged
from app.domain.rubric_problems import problems
from app.domain.terms import Category
from app.errors import UserError
from app.ids import natural
from app.models.entities import Person, RubricVersion
from app.models.local import Refusal, RubricDraft, SyncRow
from app.services import rubrics
from app.services.changes import Change
from app.services.workspace import Workspace
from app.sync import inbox, outbox


class Standing(StrEnum):
    """How a version stands."""

    IN_FORCE = "in_force"
    COMING = "coming"
    EARLIER = "earlier"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a rubric, as listed."""

    rev: str
    version: int
    standing: Standing
    published_at: datetime
    valid_from: date
    by: str
    summary: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class DraftView:
    """A rubric that is being written, and the version it was begun from."""

    code: Category
    body: Body
    based_on: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class RubricShelf:
    """Everything about the rubric of one category; newest version first."""

    code: Category
    name: str
    versions: tuple[VersionLine, ...]
    newest: VersionLine
    """The newest version the centre has: in force, or from its day on. Drafts begin from it."""

    body: Body
    """Of that version."""

    draft: DraftView | None

    @property
    def in_force(self) -> VersionLine:
        """The version that is judged by today."""
        return next(line for line in self.versions if line.standing is Standing.IN_FORCE)

    @property
    def pending(self) -> VersionLine | None:
        """A version published on this laptop that the centre has not taken (yet)."""
        pending = (Standing.WAITING, Standing.REFUSED)
        return next((line for line in self.versions if line.standing in pending), None)

    @property
    def outdated(self) -> bool:
        """Whether the draft was begun from a version that is no longer the newest."""
        return self.draft is not None and self.draft.based_on != self.newest.rev


def may_edit(ws: Workspace) -> bool:
    """Whether this person may publish rubrics; before enrolment everyone practises."""
    return ws.me.training or may_publish(ws.me.grants)


def shelves(ws: Workspace) -> tuple[RubricShelf, ...]:
    """The rubrics of all categories, in the order of the categories."""
    return tuple(shelf(ws, category) for category in Category)


def shelf(ws: Workspace, code: Category) -> RubricShelf:
    """The rubric of one category with its versions and its draft; UserError `rubric.missing`."""
    with ws.db.read() as session:
        current = rubrics.in_force_row(session, code, ws.today())
        newest, coming = (
            rubrics.newest_row(session, code),
            rubrics.coming(session, code, ws.today()),
        )
        rows = _rows(session, code)
        pending = rubrics.pending(session)
        names = dict(session.execute(sa.select(Person.id, Person.name)).all())
        names[ws.me.person_id] = ws.me.person_name
        refused = dict(session.execute(sa.select(Refusal.id, Refusal.code)).all())
        lines = []
        for row in rows:
            by = names.get(row.created_by, "") if row.created_by else ""
            standing = _standing(row, current, pending, refused)
            if row.id in coming:
                standing = Standing.COMING
            why = refused.get(row.id, "") if standing is Standing.REFUSED else ""
            summary = str(row.body.get("summary", ""))
            begins = date.fromisoformat(row.body["valid_from"])
            told = (row.published_at, begins, by, summary, why)
            lines.append(VersionLine(row.rev, row.version, standing, *told))
        draft = session.get(RubricDraft, str(code))
        view = None if draft is None else _view(draft)
        base = next(line for line in lines if line.rev == newest.rev)
        return RubricShelf(code, str(newest.body["name"]), tuple(lines), base, newest.body, view)


def _rows(session: Session, code: Category) -> list[RubricVersion]:
    query = sa.select(RubricVersion).where(
        RubricVersion.code == str(code), RubricVersion.deleted.is_(False)
    )
    order = RubricVersion.version.desc(), RubricVersion.published_at.desc()
    return list(session.scalars(query.order_by(*order)))


def _standing(
    row: RubricVersion, current: RubricVersion, pending: set[UUID], refused: dict[UUID, str]
) -> Standing:
    if row.id in pending:
        waits = refused.get(row.id, "") in ("", *outbox.LATER)
        return Standing.WAITING if waits else Standing.REFUSED
    return Standing.IN_FORCE if row.id == current.id else Standing.EARLIER


def _view(row: RubricDraft) -> DraftView:
    return DraftView(Category(row.code), row.body, row.based_on, row.saved_at)


def body_of(ws: Workspace, rev: str) -> Body:
    """The JSON of a version; UserError `rubric.missing`."""
    with ws.db.read() as session:
        return rubrics.row_by_rev(session, rev).body


def begin(ws: Workspace, code: Category, body: Body | None = None) -> DraftView:
    """Begin a draft from the version in force, or from `body` (an import); one a category.

    UserError `role.missing`, `rubric.pending`; `rubric.other_category` for a body that is of
    another category.
    """
    _require_admin(ws)
    found = shelf(ws, code)
    _require_free(found)
    if body is not None and body.get("code") != str(code):
        raise UserError(
            "rubric.other_category",
            f"Berkas ini bukan rubrik {code.term}.",
            safe="Rubrik dan konsep yang ada tidak diubah.",
            todo="Pilih berkas untuk kategori ini, atau pilih dahulu kategorinya.",
        )
    save(ws, code, body or found.body, found.newest.rev)
    begun = shelf(ws, code).draft
    assert begun is not None
    return begun


def save(ws: Workspace, code: Category, body: Body, based_on: str) -> datetime:
    """Keep a draft as it stands; called within a second of a key."""
    now = ws.clock.now()
    insert = sqlite.insert(RubricDraft).values(
        code=str(code), body=body, based_on=based_on, saved_at=now
    )
    fresh = {name: insert.excluded[name] for name in ("body", "based_on", "saved_at")}
    with ws.db.write() as session:
        session.execute(insert.on_conflict_do_update(index_elements=["code"], set_=fresh))
    return now


def drop(ws: Workspace, code: Category) -> None:
    """Throw a draft away."""
    with ws.db.write() as session:
        session.execute(sa.delete(RubricDraft).where(RubricDraft.code == str(code)))


def publish(ws: Workspace, code: Category, summary: str, valid_from: date | None = None) -> Change:
    """Publish the draft as the next version, judged by from a day on (today unless said
    otherwise); it waits for the centre.

    UserError `role.missing`, `rubric.pending`, `rubric.no_draft`, `rubric.no_summary`,
    `rubric.outdated` (somebody published meanwhile), `rubric.problems`, `rubric.unchanged`,
    `rubric.past_day`.
    """
    _require_admin(ws)
    found = shelf(ws, code)
    _require_free(found)
    draft = found.draft
    if draft is None:
        raise UserError("rubric.no_draft", f"Tidak ada konsep rubrik {code.term}.")
    _require_publishable(found, draft, summary)
    day = valid_from or ws.today()
    if day < ws.today():
        raise UserError(
            "rubric.past_day",
            "Hari mulai berlaku sudah lewat.",
            safe="Konsep tetap tersimpan.",
            todo="Pilih hari ini atau hari sesudahnya: yang sudah dinilai tidak diubah.",
        )
    body = next_version(draft.body, found.newest.version, day, summary)
    rev = rubric_rev(body)
    with ws.change() as recorder:
        row = RubricVersion(
            code=str(code),
            version=body["version"],
            rev=rev,
            body=body,
            published_at=recorder.now,
            scope=TRAINING if ws.me.training else GLOBAL,
        )
        recorder.add(row, natural("rubric", code, body["version"], rev))
        recorder.session.execute(sa.delete(RubricDraft).where(RubricDraft.code == str(code)))
        return recorder.done()


def _require_publishable(found: RubricShelf, draft: DraftView, summary: str) -> None:
    if found.outdated:
        line = found.newest
        raise UserError(
            "rubric.outdated",
            f"Versi {line.version} sudah diterbitkan{_by(line)} sejak konsep ini dimulai.",
            safe="Konsep Anda tetap tersimpan.",
            todo="Gabungkan dahulu dengan versi itu, lalu terbitkan.",
        )
    if problems({**draft.body, "summary": "x"}):
        raise UserError(
            "rubric.problems",
            "Rubrik ini belum dapat diterbitkan.",
            safe="Konsep tetap tersimpan.",
            todo="Perbaiki bagian yang ditandai merah.",
        )
    if not summary.strip():
        raise UserError(
            "rubric.no_summary",
            "Tulis dahulu apa yang berubah.",
            safe="Konsep tetap tersimpan.",
            todo="Satu kalimat cukup: dibaca semua kurator.",
        )
    if _content(draft.body) == _content(found.body):
        raise UserError(
            "rubric.unchanged",
            f"Konsep ini sama dengan versi {found.newest.version}.",
            todo="Ubah sesuatu dahulu, atau buang konsepnya.",
        )


def _content(body: Body) -> dict[str, Any]:
    return {k: v for k, v in body.items() if k not in {"version", "valid_from", "summary"}}


def _by(line: VersionLine) -> str:
    return f" oleh {line.by}" if line.by else ""


def take_back(ws: Workspace, code: Category) -> DraftView:
    """Make a version that the centre has not taken a draft again.

    UserError `rubric.travelling` while it may be on its way.
    """
    found = shelf(ws, code)
    line = found.pending
    if line is None:
        raise UserError("rubric.no_draft", f"Tidak ada terbitan {code.term} yang menunggu.")
    with ws.db.write() as session:
        row = rubrics.row_by_rev(session, line.rev)
        sync = session.get_one(SyncRow, ("rubric", row.id))
        if sync.state != outbox.REFUSED and sync.frozen:
            raise UserError(
                "rubric.travelling",
                f"Versi {line.version} mungkin sudah sampai di pusat.",
                safe="Isinya tetap tersimpan.",
                todo="Sinkronkan dahulu untuk mendengar jawaban pusat.",
            )
        body, base = row.body, _base_of(session, row)
        inbox.forget(session, "rubric", row.id)
    save(ws, code, body, base)
    begun = shelf(ws, code).draft
    assert begun is not None
    return begun


def _base_of(session: Session, row: RubricVersion) -> str:
    """The version before, which a publication was written from."""
    pending = rubrics.pending(session)
    before = (
        r
        for r in _rows(session, Category(row.code))
        if r.version < row.version and r.id not in pending
    )
    found = next(before, None)
    return found.rev if found else ""


def rebase(ws: Workspace, code: Category) -> Merged:
    """Bring a draft onto the version that was published meanwhile; what both changed is told."""
    _require_admin(ws)
    found = shelf(ws, code)
    if found.draft is None:
        raise UserError("rubric.no_draft", f"Tidak ada konsep rubrik {code.term}.")
    base = body_of(ws, found.draft.based_on)
    result = merged(base, found.draft.body, found.body)
    save(ws, code, result.body, found.newest.rev)
    return result


def refusal_sentence(found: RubricShelf) -> str:
    """Why a publication was refused, with who was first where that is known here."""
    line = found.pending
    if line is None or line.standing is not Standing.REFUSED:
        return ""
    if line.refusal == "rubric.version_taken":
        first = next(
            (o for o in found.versions if o.version == line.version and o.rev != line.rev), None
        )
        who = _by(first) if first else " oleh admin lain"
        return f"Versi {line.version} sudah diterbitkan{who}. Terbitan Anda tidak dipakai."
    if line.refusal == "scope.outside":
        return "Pusat menolak: hanya admin provinsi yang boleh menerbitkan rubrik."
    if line.refusal == "rubric.backdated":
        return "Pusat menolak: hari mulai berlakunya lebih dahulu daripada hari terbitnya."
    return "Pusat menolak terbitan ini: isinya tidak dapat dibaca sebagai rubrik."


def _require_admin(ws: Workspace) -> None:
    if not may_edit(ws):
        raise UserError(
            "role.missing",
            "Hanya admin provinsi yang boleh mengubah rubrik.",
            safe="Rubrik yang berlaku tidak diubah.",
            todo="Minta admin Dinas, atau ekspor rubrik ini dan kirim usul Anda.",
        )


def _require_free(found: RubricShelf) -> None:
    line = found.pending
    if line is not None:
        raise UserError(
            "rubric.pending",
            f"Versi {line.version} yang Anda terbitkan belum diterima pusat.",
            safe="Isinya tersimpan.",
            todo="Sinkronkan dahulu, atau tarik kembali terbitan itu.",
        )
