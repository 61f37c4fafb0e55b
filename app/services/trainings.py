"""Pembinaan: trainings, who was offered a place, who came."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.terms import TrainingState
from app.domain.names import clean
from app.domain.permissions import COACHING_ROLES
from app.domain.regions import TRAINING
from app.errors import UserError
from app.ids import natural
from app.models.entities import Business
from app.models.market import Training, TrainingPlace
from app.services.changes import Change, Recorder
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of training and the criteria it aims at, as proposed in resources."""

    name: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrainingForm:
    """What is typed about a training; `criteria` by code, empty for none in particular."""

    partner: str
    topic: str
    held_on: date
    place: str
    region: str
    criteria: tuple[str, ...] = ()
    seats: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """A training with its counts."""

    id: UUID
    form: TrainingForm
    offered: int
    attended: int
    absent: int

    @property
    def invited(self) -> int:
        """Everybody who was ever offered a place."""
        return self.offered + self.attended + self.absent


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One business at one training."""

    id: UUID
    business_id: UUID
    business: str
    owner: str
    district: str
    state: TrainingState
    reason: str


@lru_cache(maxsize=4)
def partners(resources: Path) -> tuple[str, ...]:
    """Who gives trainings, the universities first."""
    return tuple(p["name"] for p in _data(resources)["partners"])


@lru_cache(maxsize=4)
def topics(resources: Path) -> tuple[Topic, ...]:
    """Kinds of trainings with what they aim at."""
    return tuple(Topic(t["name"], tuple(t["criteria"])) for t in _data(resources)["topics"])


def _data(resources: Path) -> Mapping[str, list[dict[str, Any]]]:
    found: Mapping[str, list[dict[str, Any]]] = json.loads(
        (resources / "training_partners.json").read_text(encoding="utf-8")
    )
    return found


def save(
    ws: Workspace,
    form: TrainingForm,
    key: UUID | None = None,
    businesses: Iterable[UUID] = (),
) -> tuple[UUID, Change]:
    """Add a training, or change one; `businesses` are offered a place with it.

    Raises UserError `role.missing`, `training.incomplete`, `training.full`: then nothing is saved.
    """
    _require_coach(ws, form.region)
    said = clean(form.partner), clean(form.topic), clean(form.place)
    if not all(said) or (form.seats is not None and form.seats <= 0):
        raise UserError(
            "training.incomplete",
            "Pelatihan perlu mitra, topik dan tempat; kursi, bila diisi, lebih dari nol.",
            safe="Isian Anda tetap di formulir.",
            todo="Lengkapi lalu simpan lagi.",
        )
    values = {
        "partner": said[0],
        "topic": said[1],
        "place": said[2],
        "region_code": form.region,
        "held_on": form.held_on,
        "criteria": sorted(form.criteria),
        "seats": form.seats,
        "note": clean(form.note) or None,
    }
    with ws.change() as recorder:
        row = recorder.session.get(Training, key) if key else None
        if row is None:
            scope = TRAINING if ws.me.training else form.region
            row = recorder.add(Training(**values, scope=scope), key)
            recorder.tell("training.planned", row, topic=said[1])
        else:
            for name, value in values.items():
                setattr(row, name, value)
            recorder.tell("training.changed", row, topic=said[1])
        _offer_all(recorder, row, businesses, "")
        return row.id, recorder.done()


def cancel(ws: Workspace, key: UUID) -> Change:
    """Take a training off the list; UserError `training.attended` once somebody was there."""
    with ws.change() as recorder:
        row = recorder.session.get_one(Training, key)
        _require_coach(ws, row.region_code)
        if _counts(recorder.session, [key]).get(key, {}).get(TrainingState.ATTENDED):
            raise UserError(
                "training.attended",
                "Pelatihan ini sudah dihadiri, jadi tidak bisa dihapus.",
                safe="Daftar hadirnya tetap tersimpan.",
            )
        row.deleted = True
        recorder.tell("training.cancelled", row, topic=row.topic)
        return recorder.done()


def listed(ws: Workspace) -> list[TrainingLine]:
    """All trainings, the latest first."""
    with ws.db.read() as session:
        query = (
            sa.select(Training)
            .where(Training.deleted.is_(False), (Training.scope == TRAINING) == ws.me.training)
            .order_by(Training.held_on.desc(), Training.id.desc())
        )
        rows = session.scalars(query).all()
        counts = _counts(session, [row.id for row in rows])
        return [_line(row, counts.get(row.id, {})) for row in rows]


def _counts(session: Session, keys: Sequence[UUID]) -> dict[UUID, dict[TrainingState, int]]:
    query = (
        sa.select(TrainingPlace.training_id, TrainingPlace.state, sa.func.count())
        .where(TrainingPlace.training_id.in_(keys), TrainingPlace.deleted.is_(False))
        .group_by(TrainingPlace.training_id, TrainingPlace.state)
    )
    found: dict[UUID, dict[TrainingState, int]] = {}
    for key, state, count in session.execute(query):
        found.setdefault(key, {})[TrainingState(state)] = count
    return found


def _line(row: Training, counts: Mapping[TrainingState, int]) -> TrainingLine:
    form = TrainingForm(
        partner=row.partner,
        topic=row.topic,
        held_on=row.held_on,
        place=row.place,
        region=row.region_code,
        criteria=tuple(row.criteria),
        seats=row.seats,
        note=row.note or "",
    )
    states = (counts.get(state, 0) for state in TrainingState)
    return TrainingLine(row.id, form, *states)


def places(ws: Workspace, training_id: UUID) -> list[PlaceLine]:
    """Who was offered a place at a training, by name."""
    with ws.db.read() as session:
        query = (
            sa.select(TrainingPlace, Business)
            .join(Business, Business.id == TrainingPlace.business_id)
            .where(TrainingPlace.training_id == training_id, TrainingPlace.deleted.is_(False))
            .order_by(Business.name_key, Business.id)
        )
        return [
            PlaceLine(
                place.id,
                business.id,
                business.name,
                business.owner_name,
                business.ward_code[:8],
                TrainingState(place.state),
                place.reason or "",
            )
            for place, business in session.execute(query)
        ]


def offer(
    ws: Workspace, training_id: UUID, businesses: Iterable[UUID], reason: str = ""
) -> tuple[int, Change]:
    """Offer places; who has one already keeps it as it is. Returns how many are new.

    Raises UserError `role.missing`, `training.full` when there are not as many seats.
    """
    with ws.change() as recorder:
        training = recorder.session.get_one(Training, training_id)
        _require_coach(ws, training.region_code)
        return _offer_all(recorder, training, businesses, reason), recorder.done()


def _offer_all(
    recorder: Recorder, training: Training, businesses: Iterable[UUID], reason: str
) -> int:
    had = _places(recorder.session, training.id)
    wanted = dict.fromkeys(businesses)
    fresh = [key for key in wanted if key not in had or had[key].deleted]
    taken = sum(1 for place in had.values() if not place.deleted)
    if fresh and training.seats is not None and taken + len(fresh) > training.seats:
        raise _full(training.seats - taken, len(fresh))
    for key in fresh:
        _offer(recorder, training, key, had.get(key), reason)
    return len(fresh)


def _places(session: Session, training_id: UUID) -> dict[UUID, TrainingPlace]:
    query = sa.select(TrainingPlace).where(TrainingPlace.training_id == training_id)
    return {row.business_id: row for row in session.scalars(query)}


def _offer(
    recorder: Recorder,
    training: Training,
    business_id: UUID,
    had: TrainingPlace | None,
    reason: str,
) -> None:
    if had is not None:
        had.deleted, had.state, had.reason = False, str(TrainingState.OFFERED), reason or None
        row = had
    else:
        home = recorder.session.get_one(Business, business_id).scope
        row = recorder.add(
            TrainingPlace(
                training_id=training.id,
                business_id=business_id,
                state=str(TrainingState.OFFERED),
                reason=reason or None,
                scope=home,
                guest_scope=None if home == training.scope else training.scope,
            ),
            natural("training_place", training.id, business_id),
        )
    recorder.tell("training.offered", row, topic=training.topic, partner=training.partner)


def _full(left: int, wanted: int) -> UserError:
    return UserError(
        "training.full",
        f"Kursi tersisa {max(left, 0)}, tetapi {wanted} usaha dipilih.",
        safe="Belum ada yang ditawari.",
        todo="Kurangi pilihan, atau tambah kursi pada pelatihan ini.",
    )


def mark(ws: Workspace, place_ids: Iterable[UUID], state: TrainingState) -> Change:
    """Note who came and who did not; OFFERED takes a note back. UserError `role.missing`."""
    with ws.change() as recorder:
        for key in place_ids:
            row = recorder.session.get_one(TrainingPlace, key)
            training = recorder.session.get_one(Training, row.training_id)
            _require_coach(ws, training.region_code)
            if row.state != state:
                row.state = str(state)
                recorder.tell(f"training.{state}", row, topic=training.topic)
        return recorder.done()


def withdraw(ws: Workspace, place_ids: Iterable[UUID]) -> Change:
    """Take offers back, all or none; what was attended stays (UserError `training.attended`)."""
    with ws.change() as recorder:
        for key in place_ids:
            row = recorder.session.get_one(TrainingPlace, key)
            training = recorder.session.get_one(Training, row.training_id)
            _require_coach(ws, training.region_code)
            if row.state == TrainingState.ATTENDED:
                name = recorder.session.get_one(Business, row.business_id).name
                raise UserError(
                    "training.attended",
                    f"{name} tercatat hadir.",
                    safe="Belum ada tawaran yang ditarik.",
                    todo="Bila keliru, ubah dahulu kehadirannya.",
                )
            row.deleted = True
            recorder.tell("training.withdrawn", row, topic=training.topic)
        return recorder.done()


def _require_coach(ws: Workspace, region: str) -> None:
    if not ws.me.may(COACHING_ROLES, region):
        raise UserError(
            "role.missing",
            "Pelatihan dicatat oleh pendamping, kasatpel, petugas program atau admin wilayahnya.",
            safe="Belum ada yang berubah.",
            todo="Minta salah seorang dari mereka mencatatnya.",
        )
