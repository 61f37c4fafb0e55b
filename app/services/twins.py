"""Mungkin ganda: pairs of businesses that may be one, for a person to judge side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.identifiers import mask_nik
from app.domain.terms import BusinessStatus
from app.domain.twins import Certainty, phone_key
from app.errors import UserError
from app.models.entities import AuditEvent, Business, Curation, Device, Person, Photo, Product
from app.models.local import TwinPair
from app.services import merges, regions, scopes, search
from app.services.changes import Change
from app.services.judgements import Pair, judge, judged
from app.services.likeness import Looked as Looked
from app.services.likeness import look as look
from app.services.merges import merge as merge
from app.services.merges import separate as separate
from app.services.regions import Address
from app.services.workspace import Workspace

_THUMBS = 4
_ALWAYS = frozenset({"name", "owner_name", "phone", "ward_code", "nib"})
"""Fields shown also where neither record has a value."""

SHOWN = (
    *("name", "brand", "owner_name", "phone", "ward_code", "nik", "nib", "npwp"),
    *("jakpreneur_id", "status", "note"),
)
"""Fields compared on the screen, in order."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records: who registered it where and when, and what it has by now.

    `registered_by` is '' for the centre's register, `laptop` '' where it is not known.
    """

    id: UUID
    name: str
    owner: str
    place: str
    values: Mapping[str, str]
    registered_at: datetime
    registered_by: str
    laptop: str
    here: bool
    products: int
    photos: int
    curations: int
    thumbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TwinView:
    """A pair to judge, the record made first at the left."""

    left: Side
    right: Side
    certain: bool
    differing: frozenset[str]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields worth showing: where either record has a value."""
        values = (self.left.values, self.right.values)
        return tuple(f for f in SHOWN if f in _ALWAYS or any(v[f] for v in values))


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A record that was merged into another and can be separated again."""

    id: UUID
    name: str
    owner: str
    merged_at: datetime | None
    merged_by: str


@dataclass(frozen=True, slots=True)
class About:
    """What the page of one business says of its twins."""

    twins: int
    taken_in: tuple[TakenIn, ...]


def tend(ws: Workspace) -> tuple[Looked, Change]:
    """After a sync: bring along what arrived late for merged businesses, look one step further."""
    return look(ws), merges.settle(ws)


def find(ws: Workspace, business: UUID | None = None, limit: int = 50) -> list[TwinView]:
    """Pairs open to judge, the surest first; those of one business when it is named."""
    with ws.db.read() as session:
        pairs = _open(session, limit, _touching([business]) if business else None)
        sides = _sides(ws, session, {key for pair in pairs for key in pair})
        return [_view(sides[a], sides[b], certain) for (a, b), certain in pairs.items()]


def ids(ws: Workspace, text: str = "") -> list[UUID]:
    """Keys of all businesses that may be twice, twins beside each other; those that match."""
    with ws.db.read() as session:
        found = list(dict.fromkeys(key for pair in _open(session) for key in pair))
    if not text.strip():
        return found
    matching = set(search.keys(ws, text, "business"))
    return [key for key in found if key in matching]


def count(ws: Workspace) -> int:
    """How many pairs are open to judge."""
    with ws.db.read() as session:
        return len(_open(session))


def flagged(session: Session, wanted: Collection[UUID]) -> set[UUID]:
    """Which of these businesses may be twice."""
    pairs = _open(session, None, _touching(wanted))
    return {key for pair in pairs for key in pair} & set(wanted)


def about(ws: Workspace, business: UUID) -> About:
    """The open pairs of one business, and what was merged into it."""
    with ws.db.read() as session:
        return About(len(_open(session, None, _touching([business]))), _taken_in(session, business))


def not_twins(ws: Workspace, one: UUID, other: UUID) -> Change:
    """Remember that two businesses are not one; every laptop stops asking."""
    with ws.change() as recorder:
        rows = [recorder.session.get(Business, key) for key in (one, other)]
        first, second = rows
        if first is None or second is None:
            raise _gone()
        return recorder.done(judgements=(judge(recorder, first, second),))


def _gone() -> UserError:
    return UserError(
        "twins.gone",
        "Salah satu dari kedua usaha ini tidak ada lagi di laptop ini.",
        todo="Buka lagi daftar usaha.",
    )


# -- pairs -------------------------------------------------------------------------------


def _touching(keys: Collection[UUID]) -> sa.ColumnElement[bool]:
    return sa.or_(TwinPair.a.in_(keys), TwinPair.b.in_(keys))


def _open(
    session: Session, limit: int | None = None, which: sa.ColumnElement[bool] | None = None
) -> dict[Pair, bool]:
    """Pairs nobody has judged, whether certain; the surest first."""
    one, other = aliased(Business), aliased(Business)
    query = (
        sa.select(TwinPair.a, TwinPair.b, TwinPair.certainty)
        .join(one, sa.and_(one.id == TwinPair.a, one.deleted.is_(False)))
        .join(other, sa.and_(other.id == TwinPair.b, other.deleted.is_(False)))
        .order_by(TwinPair.certainty.desc(), TwinPair.score.desc(), TwinPair.a, TwinPair.b)
    )
    rows = session.execute(query if which is None else query.where(which)).all()
    said = judged(session, [(r.a, r.b) for r in rows])
    left = [r for r in rows if (r.a, r.b) not in said][:limit]
    return {(r.a, r.b): r.certainty == Certainty.CERTAIN for r in left}


def _view(one: Side, other: Side, certain: bool) -> TwinView:
    left, right = sorted((one, other), key=lambda side: (side.registered_at, side.id))
    differing = frozenset(f for f in SHOWN if not _agree(f, left.values[f], right.values[f]))
    return TwinView(left, right, certain, differing)


def _agree(field: str, one: str, other: str) -> bool:
    if field == "phone" and phone_key(one):  # 0812… and +62 812… are one number
        return phone_key(one) == phone_key(other)
    return one == other


# -- sides -------------------------------------------------------------------------------


def _sides(ws: Workspace, session: Session, keys: Collection[UUID]) -> dict[UUID, Side]:
    rows = {r.id: r for r in session.scalars(sa.select(Business).where(Business.id.in_(keys)))}
    places = regions.addresses(session, {row.ward_code for row in rows.values()})
    people = _names(session, Person, {r.created_by for r in rows.values() if r.created_by})
    people[ws.me.person_id] = ws.me.person_name
    laptops = _laptops(session, keys)
    devices = _names(session, Device, set(laptops.values()))
    shots = _thumbs(session, keys)
    counted = partial(_counts, session)
    products = counted(Product.business_id, keys, Product.deleted.is_(False))
    curations = counted(Product.business_id, keys, Curation.product_id == Product.id)
    photos = counted(
        Product.business_id, keys, Photo.product_id == Product.id, scopes.shown_photo()
    )
    return {
        key: Side(
            id=key,
            name=row.name,
            owner=row.owner_name,
            place=places[row.ward_code].short,
            values=_values(row, places[row.ward_code]),
            registered_at=row.created_at,
            registered_by=people.get(row.created_by, "") if row.created_by else "",
            laptop=devices.get(laptops[key], "") if key in laptops else "",
            here=laptops.get(key) == ws.me.device_id,
            products=products.get(key, 0),
            photos=photos.get(key, 0),
            curations=curations.get(key, 0),
            thumbs=shots.get(key, ()),
        )
        for key, row in rows.items()
    }


def _values(row: Business, address: Address) -> dict[str, str]:
    """What is compared, as it may be shown: of a NIK only its ends."""
    block = f"RT {row.rt or '–'}/RW {row.rw or '–'}" if row.rt or row.rw else ""
    place = (row.address or "", block, address.ward, address.short)
    return {
        "name": row.name,
        "brand": row.brand or "",
        "owner_name": row.owner_name,
        "phone": row.phone or "",
        "ward_code": ", ".join(part for part in place if part),
        "nik": mask_nik(row.nik),
        "nib": row.nib or "",
        "npwp": row.npwp or "",
        "jakpreneur_id": row.jakpreneur_id or "",
        "status": BusinessStatus(row.status).term,
        "note": row.note or "",
    }


def _names(
    session: Session, cls: type[Person] | type[Device], keys: Iterable[UUID]
) -> dict[UUID, str]:
    return dict(session.execute(sa.select(cls.id, cls.name).where(cls.id.in_(keys))).all())


def _laptops(session: Session, keys: Collection[UUID]) -> dict[UUID, UUID]:
    """The laptop on which each was registered."""
    query = sa.select(AuditEvent.entity_id, AuditEvent.device_id).where(
        AuditEvent.entity_id.in_(keys), AuditEvent.verb == "business.registered"
    )
    return dict(session.execute(query).all())


def _counts(
    session: Session,
    column: sa.SQLColumnExpression[UUID],
    keys: Collection[UUID],
    *which: sa.ColumnElement[bool],
) -> dict[UUID, int]:
    query = sa.select(column, sa.func.count()).where(column.in_(keys), *which).group_by(column)
    return dict(session.execute(query).all())


def _thumbs(session: Session, keys: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Thumbnails of each business, of different products first."""
    query = (
        sa.select(Product.business_id, Photo.thumb_sha256)
        .join(Photo, Photo.product_id == Product.id)
        .where(Product.business_id.in_(keys), Product.deleted.is_(False), scopes.shown_photo())
        .order_by(Photo.position, Product.created_at, Photo.created_at)
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for business, thumb in session.execute(query):
        shots = found.get(business, ())
        if len(shots) < _THUMBS and thumb not in shots:
            found[business] = (*shots, thumb)
    return found


def _taken_in(session: Session, business: UUID) -> tuple[TakenIn, ...]:
    merged = (Business.merged_into == business, Business.deleted.is_(True))
    rows: Sequence[Business] = session.scalars(
        sa.select(Business).where(*merged).order_by(Business.name_key, Business.id)
    ).all()
    events = sa.select(AuditEvent).where(
        AuditEvent.entity_id.in_([r.id for r in rows]), AuditEvent.verb == "business.merged"
    )
    told = {e.entity_id: e for e in session.scalars(events.order_by(AuditEvent.created_at))}
    people = _names(session, Person, {e.created_by for e in told.values() if e.created_by})
    found = []
    for row in rows:
        event = told.get(row.id)
        by = people.get(event.created_by, "") if event and event.created_by else ""
        at = event.created_at if event else None
        found.append(TakenIn(row.id, row.name, row.owner_name, at, by))
    return tuple(found)
