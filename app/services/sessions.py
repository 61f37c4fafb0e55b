"""Kegiatan kurasi: the session at a bazaar in which products are scored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import clean
from app.domain.panel import minimum_of
from app.domain.permissions import JUDGING_ROLES
from app.domain.regions import TRAINING, ancestor, any_covers, covers
from app.domain.session_rules import Earlier, TieRule
from app.domain.terms import Level, Role
from app.errors import UserError
from app.models.entities import Curation, CurationSession, DecisionRecord, Person, RoleGrant
from app.services import regions, scopes, standing
from app.services.changes import Change
from app.services.session_rules import rules_of, shipped
from app.services.workspace import Workspace

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class SessionForm:
    """What is asked when a session is opened. None takes what is usual (`usual_members`, the
    rules shipped); the chair is then who opens it.
    """

    name: str
    place: str
    held_on: date
    level: Level
    region_code: str
    chair_id: UUID | None = None
    panel: tuple[UUID, ...] = ()
    minimum_members: int | None = None
    walk_ins: bool = True
    blind: bool | None = None
    pick_best: int | None = None
    tie_rules: tuple[TieRule, ...] | None = None
    training: bool = False


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
    walk_ins: bool = True
    blind: bool = False


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody who may score in a region; `chairs` when they may also lead."""

    id: UUID
    name: str
    chairs: bool


def create(ws: Workspace, form: SessionForm) -> tuple[UUID, Change]:
    """Open a session and make it this laptop's current one.

    Raises UserError `session.invalid` without a name, `session.outside` for a region
    that is not the person's, `role.missing`.
    """
    _require_names(form)
    ws.me.require_organiser()
    region = _region(form)
    _require_mine(ws, region)
    training = ws.me.training or form.training
    with ws.change() as recorder:
        row = CurationSession(
            level=str(form.level),
            region_code=region,
            state=OPEN,
            training=training,
            scope=TRAINING if training else region,
        )
        _fill(ws, row, form)
        recorder.add(row)
        recorder.tell("session.opened", row, training=training)
        change, key = recorder.done(), row.id
    choose(ws, key)
    return key, change


def update(ws: Workspace, session_id: UUID, form: SessionForm) -> Change:
    """Change what was agreed for a session that is open.

    What it is (practice or not) stays; level and region too, once it has products. Raises
    UserError as `create`, and `session.closed`, `session.under_way`.
    """
    _require_names(form)
    ws.me.require_organiser()
    region = _region(form)
    _require_mine(ws, region)
    with ws.change() as recorder:
        row = recorder.session.get_one(CurationSession, session_id)
        require_open(row)
        if (row.level, row.region_code) != (str(form.level), region):
            _require_empty(recorder.session, row)
            row.level, row.region_code = str(form.level), region
            row.scope = TRAINING if row.training else region
        needed = _needed(ws, row)
        _fill(ws, row, form)
        _remember_minimum(ws, row, needed, recorder.now)
        if recorder.session.is_modified(row):
            recorder.tell("session.changed", row)
        return recorder.done()


def require_open(held: CurationSession) -> None:
    """Raise UserError `session.closed` when nothing may be scored in a session any more."""
    if held.state != OPEN:
        raise UserError(
            "session.closed",
            f"Kegiatan {held.name} sudah ditutup.",
            safe="Nilai yang sudah masuk tetap tersimpan.",
            todo="Buka kegiatan baru, atau buka kembali kegiatan ini.",
        )


def _require_names(form: SessionForm) -> None:
    if not clean(form.name) or not clean(form.place):
        raise UserError(
            "session.invalid",
            "Nama kegiatan dan tempatnya belum diisi.",
            todo="Isi keduanya, lalu simpan lagi.",
        )


def _require_mine(ws: Workspace, region: str) -> None:
    if not any_covers(ws.me.regions, region):
        raise UserError(
            "session.outside",
            f"Wilayah {regions.region_name(ws, region)} di luar tugas Anda.",
            todo="Pilih wilayah tugas Anda, atau minta admin menambah wilayah.",
        )


def _require_empty(session: Session, row: CurationSession) -> None:
    query = sa.select(Curation.id).where(Curation.session_id == row.id, Curation.deleted.is_(False))
    if session.scalar(query.limit(1)) is not None:
        raise UserError(
            "session.under_way",
            "Tingkat dan wilayah tidak dapat diubah: kegiatan ini sudah berisi produk.",
            safe="Kegiatan dan antreannya tetap seperti semula.",
            todo="Buka kegiatan baru untuk tingkat atau wilayah yang lain.",
        )


def usual_members(ws: Workspace, level: Level) -> int:
    """How many sheets a decision rests on at least, unless a session says otherwise.

    Before enrolment one practises alone.
    """
    return 1 if ws.me.training else shipped(ws.resources).minimum_members[level]


def _fill(ws: Workspace, row: CurationSession, form: SessionForm) -> None:
    """Write what may change as long as a session is open."""
    row.name, row.place, row.held_on = clean(form.name), clean(form.place), form.held_on
    row.chair_id = form.chair_id or row.chair_id or ws.me.person_id
    panel = [str(key) for key in form.panel]
    if row.panel != panel:
        row.panel = panel
    row.walk_ins = form.walk_ins
    row.minimum_members = form.minimum_members or usual_members(ws, form.level)
    before = rules_of(ws.resources, row)
    # Before enrolment one practises alone, whatever the level asks elsewhere.
    alone = dict.fromkeys(before.minimum_members, 1) if ws.me.training else None
    rules = replace(
        before,
        minimum_members=alone or before.minimum_members,
        blind=before.blind if form.blind is None else form.blind,
        pick_best=form.pick_best,
        tie_rules=before.tie_rules if form.tie_rules is None else form.tie_rules,
    )
    if row.rules != rules.to_json():
        row.rules = rules.to_json()


def _remember_minimum(ws: Workspace, row: CurationSession, before: int, now: datetime) -> None:
    """Keep what decisions needed until now, where that has changed: they stay right."""
    if _needed(ws, row) != before:
        rules = rules_of(ws.resources, row)
        row.rules = replace(rules, earlier=(*rules.earlier, Earlier(now, before))).to_json()


def _needed(ws: Workspace, row: CurationSession) -> int:
    """How many sheets a decision needs."""
    return minimum_of(rules_of(ws.resources, row), Level(row.level), row.minimum_members)


def form_of(ws: Workspace, session_id: UUID) -> SessionForm:
    """A session as its form."""
    with ws.db.read() as session:
        row = session.get_one(CurationSession, session_id)
        rules = rules_of(ws.resources, row)
        return SessionForm(
            name=row.name,
            place=row.place,
            held_on=row.held_on,
            level=Level(row.level),
            region_code=row.region_code,
            chair_id=row.chair_id,
            panel=tuple(UUID(key) for key in row.panel),
            minimum_members=row.minimum_members,
            walk_ins=row.walk_ins,
            blind=rules.blind,
            pick_best=rules.pick_best,
            tie_rules=rules.tie_rules,
            training=row.training,
        )


def people(ws: Workspace, region: str) -> list[PersonChoice]:
    """Who may score in a region, by name, as far as this laptop knows; oneself first."""
    with ws.db.read() as session:
        query = (
            sa.select(Person.id, Person.name, RoleGrant.role, RoleGrant.region_code)
            .join(RoleGrant, RoleGrant.person_id == Person.id)
            .where(
                Person.active,
                Person.deleted.is_(False),
                RoleGrant.active,
                RoleGrant.deleted.is_(False),
                RoleGrant.role.in_([str(role) for role in JUDGING_ROLES]),
            )
        )
        rows = session.execute(query).all()
    known: dict[UUID, PersonChoice] = {}
    if ws.me.may(JUDGING_ROLES, region):
        leads = ws.me.may({Role.CHAIR}, region)
        known[ws.me.person_id] = PersonChoice(ws.me.person_id, ws.me.person_name, leads)
    for key, name, role, code in sorted(rows, key=lambda row: (row.name.casefold(), row.id)):
        if covers(code, region):
            chairs = role == Role.CHAIR or (key in known and known[key].chairs)
            known[key] = PersonChoice(key, name, chairs)
    return list(known.values())


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
    """Close a session (nothing can be scored in it), or open it again; both are recorded.

    Raises UserError `role.missing`.
    """
    ws.me.require_organiser()
    with ws.change() as recorder:
        row = recorder.session.get_one(CurationSession, session_id)
        row.state = CLOSED if closed else OPEN
        recorder.tell("session.closed" if closed else "session.reopened", row)
        return recorder.done()


def current(ws: Workspace) -> SessionView | None:
    """The session chosen on this laptop."""
    with ws.db.read() as session:
        row = scopes.current_session(ws, session)
        return None if row is None else _view(ws, session, row)


def recent(ws: Workspace, limit: int = 20) -> list[SessionView]:
    """The latest sessions in the person's regions, newest first."""
    with ws.db.read() as session:
        query = (
            sa.select(CurationSession)
            .where(CurationSession.deleted.is_(False))
            .order_by(CurationSession.held_on.desc(), CurationSession.created_at.desc())
            .limit(limit)
        )
        return [_view(ws, session, row) for row in session.scalars(query)]


def _view(ws: Workspace, session: Session, row: CurationSession) -> SessionView:
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
        walk_ins=row.walk_ins,
        blind=rules_of(ws.resources, row).blind,
    )
