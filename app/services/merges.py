"""Two records of one business made one, and two again: by a person, never by itself.

One record stays, the other is kept as deleted and says where it went. Which of the two
stays is given by their keys (`domain.twins.survivor`), so that two laptops that merge in
opposite directions meet; whose *values* stay is the person's choice. Where the values of
the record that goes were preferred, the two change places: each value stays in one of the
two records, and separating puts them back. Products, documents and photographs go along;
sheets, decisions and certificates follow their product and are never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.regions import any_covers
from app.domain.twins import MergeRecord, survivor
from app.errors import UserError
from app.models.entities import Business, LegalDocument, Photo, Product, Synced
from app.services.changes import Change
from app.services.judgements import judge
from app.services.workspace import Workspace

FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "name_key"),
    "brand": ("brand",),
    "owner_name": ("owner_name",),
    "phone": ("phone",),
    "ward_code": ("ward_code", "scope", "rt", "rw", "address"),
    "nik": ("nik",),
    "nib": ("nib",),
    "npwp": ("npwp",),
    "jakpreneur_id": ("jakpreneur_id",),
    "sponsoring_agency": ("sponsoring_agency",),
    "status": ("status",),
    "women_led": ("women_led",),
    "up2k": ("up2k",),
    "note": ("note",),
    "consent": ("consent_at", "consent_text"),
    "verified_at": ("verified_at",),
}
"""What may be taken from either record, with the columns that go together."""

_Owned = Product | LegalDocument
_CHAIN = 16


def merge(
    ws: Workspace, keep: UUID, drop: UUID, chosen: Mapping[str, UUID] | None = None
) -> Change:
    """Make one of two businesses: with the values of `keep`, but for the fields `chosen`
    from a record by name; what `keep` has not got comes from `drop`.

    Raises UserError `twins.gone` when either is not there any more, `twins.other_region`
    when an address would have to move between regions that are not both the person's.
    """
    with ws.change() as recorder:
        kept, dropped = (_alive(recorder.session, key) for key in (keep, drop))
        stays, goes = kept, dropped
        if survivor(keep, drop) == drop:
            stays, goes = dropped, kept
        values = _sources(kept, dropped, chosen or {})
        swapped = [
            name for name, row in values.items() if row is goes and _differ(name, kept, dropped)
        ]
        if "ward_code" in swapped and kept.scope != dropped.scope:
            _require_both(ws, kept, dropped)
        for name in swapped:
            _swap(name, stays, goes)
        _widen(ws, stays, goes.scope)
        moved = _bring(ws, recorder.session, goes.id, stays)
        goes.deleted, goes.merged_into = True, stays.id
        goes.merge_record = MergeRecord(frozenset(swapped), moved).to_json()
        counts = {kind: len(ids) for kind, ids in moved.items()}
        recorder.tell("business.merged", goes, into=stays.id.hex, swapped=swapped, moved=counts)
        recorder.tell("business.took_in", stays, other=goes.id.hex)
        return recorder.done()


def separate(ws: Workspace, business_id: UUID) -> Change:
    """Make a merged business its own again, with what it brought; remembered as no twin.

    Raises UserError `twins.gone` when it is not merged (any more).
    """
    with ws.change() as recorder:
        session = recorder.session
        row = session.get(Business, business_id)
        other = session.get(Business, row.merged_into) if row and row.merged_into else None
        if row is None or other is None or not row.deleted:
            raise _gone()
        record = MergeRecord.from_json(row.merge_record)
        holders = {other.id, *(b.id for b in _chain(session, other.id))}
        for name in sorted(record.swapped & FIELDS.keys()):
            _swap(name, other, row)
        _give_back(session, record, row, holders)
        row.deleted, row.merged_into, row.merge_record = False, None, None
        recorder.tell("business.separated", row, of=other.id.hex)
        judgement = judge(recorder, row, other)
        return recorder.done(judgements=(judgement,))


def standing(session: Session, key: UUID) -> Business | None:
    """The business a key stands for now: itself, or what it was merged into."""
    return next(reversed(_chain(session, key)), None)


def settle(ws: Workspace) -> Change:
    """Bring along what arrived later for a business that was merged elsewhere meanwhile."""
    with ws.db.read() as session:
        if not _strays(session):
            return Change()
    with ws.change() as recorder:
        session = recorder.session
        for key in _strays(session):
            row, home = session.get_one(Business, key), standing(session, key)
            if home is None or home.deleted:
                continue
            brought = MergeRecord(frozenset(), _bring(ws, session, key, home))
            known = MergeRecord.from_json(row.merge_record)
            row.merge_record = known.joined(brought).to_json()
        return recorder.done()


def _strays(session: Session) -> list[UUID]:
    """Merged businesses that something still names as its own, and whose new home is here."""
    merged = (Business.merged_into.is_not(None), Business.deleted.is_(True))
    found: set[UUID] = set()
    for owner in (Product.business_id, LegalDocument.business_id):
        query = sa.select(Business.id).where(*merged, Business.id == owner)
        found |= set(session.scalars(query.distinct()))
    homes = {key: standing(session, key) for key in found}
    return sorted(key for key, home in homes.items() if home is not None and not home.deleted)


def _chain(session: Session, key: UUID) -> list[Business]:
    """A business and what it was merged into, one after the other."""
    found: list[Business] = []
    for _ in range(_CHAIN):  # a record of another program could turn in a circle
        row = session.get(Business, key)
        if row is None:
            break
        found.append(row)
        if not row.deleted or row.merged_into is None:
            break
        key = row.merged_into
    return found


def _alive(session: Session, key: UUID) -> Business:
    row = session.get(Business, key)
    if row is None or row.deleted:
        raise _gone()
    return row


def _gone() -> UserError:
    return UserError(
        "twins.gone",
        "Salah satu dari kedua usaha ini sudah berubah sementara itu.",
        safe="Tidak ada yang digabung atau dipisah.",
        todo="Buka lagi daftar usaha, lalu bandingkan sekali lagi bila masih ditandai.",
    )


# -- values ------------------------------------------------------------------------------


def _sources(kept: Business, dropped: Business, chosen: Mapping[str, UUID]) -> dict[str, Business]:
    """Which record each field's value is taken from."""
    rows = {kept.id: kept, dropped.id: dropped}
    sources = {}
    for name, columns in FIELDS.items():
        empty = all(getattr(kept, column) in (None, "") for column in columns)
        sources[name] = rows[chosen[name]] if name in chosen else dropped if empty else kept
    return sources


def _differ(name: str, one: Business, other: Business) -> bool:
    return any(getattr(one, c) != getattr(other, c) for c in FIELDS[name])


def _swap(name: str, one: Business, other: Business) -> None:
    for column in FIELDS[name]:
        mine, theirs = getattr(one, column), getattr(other, column)
        setattr(one, column, theirs)
        setattr(other, column, mine)


# -- who sees what -----------------------------------------------------------------------


def _may_move(ws: Workspace, row: Synced) -> bool:
    """Whether the centre lets this person say which regions see a row."""
    return row.created_by == ws.me.person_id or any_covers(ws.me.regions, row.scope)


def _require_both(ws: Workspace, *rows: Business) -> None:
    if not all(_may_move(ws, row) for row in rows):
        raise UserError(
            "twins.other_region",
            "Kedua usaha ini terdaftar di wilayah yang berbeda, dan salah satunya bukan wilayah "
            "Anda.",
            safe="Tidak ada yang digabung.",
            todo="Simpan alamat yang lain, atau minta kurator wilayah itu menggabungkannya.",
        )


def _widen(ws: Workspace, row: Synced, scope: str) -> None:
    """Let a second region see a row, so that nothing there loses its business or its product."""
    free = row.guest_scope is None and row.scope != scope
    if free and _may_move(ws, row):
        row.guest_scope = scope


# -- what belongs to a business ------------------------------------------------------------


def _bring(
    ws: Workspace, session: Session, source: UUID, target: Business
) -> dict[str, frozenset[str]]:
    """Hand everything a business owns to another; the keys that moved, by kind."""
    moved: dict[str, frozenset[str]] = {}
    for row in _owned(session, source):
        row.business_id = target.id
        _widen(ws, row, target.scope)
        kind = row.__tablename__
        moved[kind] = moved.get(kind, frozenset()) | {row.id.hex}
    for photo in _photos(session, moved.get("product", frozenset())):
        _widen(ws, photo, target.scope)
    return moved


def _photos(session: Session, products: frozenset[str]) -> Iterator[Photo]:
    keys = [UUID(key) for key in products]
    yield from session.scalars(sa.select(Photo).where(Photo.product_id.in_(keys)))


def _owned(session: Session, business: UUID) -> list[_Owned]:
    return [
        *session.scalars(sa.select(Product).where(Product.business_id == business)),
        *session.scalars(sa.select(LegalDocument).where(LegalDocument.business_id == business)),
    ]


def _give_back(session: Session, record: MergeRecord, row: Business, holders: set[UUID]) -> None:
    own = {text for ids in record.moved.values() for text in ids}
    for holder in holders:
        for owned in _owned(session, holder):
            if owned.id.hex in own:
                owned.business_id = row.id
