"""Usaha: find, register, edit, with the checks of identifiers beside each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain import identifiers, twins
from app.domain.identifiers import Finding, Severity
from app.domain.names import clean, name_key
from app.domain.regions import any_covers
from app.domain.terms import BusinessStatus
from app.errors import UserError
from app.models.entities import Business, LegalDocument, Photo, Product
from app.services import blindness, drafts, likeness, merges, regions, scopes
from app.services.changes import Change
from app.services.drafts import DraftKey
from app.services.keylist import KeyList
from app.services.regions import Address
from app.services.twins import flagged
from app.services.workspace import Workspace

NAME_LIMIT = 120
_SIMILAR = 6
CONSENT_TEXT = (
    "Pemilik setuju data usaha dan produknya dicatat dan dipakai untuk kurasi dan program "
    "pemasaran Jakpreneur (UU 27/2022)."
)


@dataclass(frozen=True, slots=True)
class BusinessForm:
    """What is typed on the form of a business; text as typed."""

    name: str = ""
    brand: str = ""
    owner_name: str = ""
    nik: str = ""
    nib: str = ""
    npwp: str = ""
    phone: str = ""
    jakpreneur_id: str = ""
    ward_code: str = ""
    rt: str = ""
    rw: str = ""
    address: str = ""
    sponsoring_agency: str = ""
    women_led: bool = False
    up2k: bool = False
    status: str = str(BusinessStatus.ACTIVE)
    note: str = ""
    consent: bool = False


@dataclass(frozen=True, slots=True)
class BusinessCard:
    """A line in a list of businesses."""

    id: UUID
    name: str
    owner_name: str
    place: str
    products: int
    unsent: bool
    thumb: str | None = None
    maybe_twice: bool = False


@dataclass(frozen=True, slots=True)
class BusinessView:
    """All of one business."""

    id: UUID
    form: BusinessForm
    address: Address
    scope: str
    registered_at: datetime
    consent_at: datetime | None


Findings = Mapping[str, tuple[Finding, ...]]


def check(form: BusinessForm, today: date, *, new: bool = True) -> Findings:
    """Findings by field; a *format* finding keeps the form from being saved."""
    found: dict[str, tuple[Finding, ...]] = {}
    for name in ("name", "owner_name", "ward_code"):
        if not clean(getattr(form, name)):
            found[name] = (Finding(Severity.FORMAT, "required"),)
    for name in ("name", "brand", "owner_name"):
        if len(clean(getattr(form, name))) > NAME_LIMIT:
            found[name] = (Finding(Severity.FORMAT, "name.too_long"),)
    checks = {
        "nik": identifiers.check_nik,
        "nib": identifiers.check_nib,
        "npwp": identifiers.check_npwp,
        "phone": identifiers.check_phone,
    }
    for name, checker in checks.items():
        text = getattr(form, name)
        if text.strip() and (findings := checker(text, today)):
            found[name] = findings
    if _place_differs(form) and "nik" not in found:
        found["nik"] = (Finding(Severity.HINT, "nik.place_differs"),)
    for name in ("rt", "rw"):
        text = getattr(form, name).strip()
        if text and not (text.isdecimal() and len(text) <= 3):
            found[name] = (Finding(Severity.FORMAT, "rt.digits"),)
    if new and not form.consent:
        found["consent"] = (Finding(Severity.FORMAT, "consent.required"),)
    return found


def _place_differs(form: BusinessForm) -> bool:
    has_both = bool(form.nik.strip() and form.ward_code)
    return has_both and identifiers.nik_place_differs(form.nik, form.ward_code)


def blocks(found: Findings) -> bool:
    """Whether any finding keeps the form from being saved."""
    return any(identifiers.blocking(findings) for findings in found.values())


def save(
    ws: Workspace,
    form: BusinessForm,
    business_id: UUID | None = None,
    *,
    draft: DraftKey | None = None,
) -> tuple[UUID, Change]:
    """Register a business, or save its changed fields; its `draft` goes in the same transaction.

    Raises UserError `business.invalid` when a finding blocks; the form shows them itself.
    """
    found = check(form, ws.today(), new=business_id is None)
    if blocks(found):
        raise UserError(
            "business.invalid",
            "Ada isian usaha yang belum benar.",
            safe="Isian Anda masih ada di layar.",
            todo="Perbaiki isian yang bertanda merah, lalu simpan lagi.",
        )
    with ws.change() as recorder:
        session = recorder.session
        if business_id is None:
            row = Business(consent_at=recorder.now, consent_text=CONSENT_TEXT)
            _fill(row, form)
            row.guest_scope = scopes.guest_of(ws, session, row.scope)
            recorder.add(row)
        else:
            row = session.get_one(Business, business_id)
            home = row.scope
            _fill(row, form)
            if row.scope != home:
                _move_along(ws, session, row)
            if form.consent and row.consent_at is None:
                row.consent_at, row.consent_text = recorder.now, CONSENT_TEXT
        recorder.tell("business.registered" if business_id is None else "business.edited", row)
        drafts.forget(session, draft)
        return row.id, recorder.done()


def _move_along(ws: Workspace, session: Session, row: Business) -> None:
    """What belongs to a business moves home with it; a walk-in stays in the curator's sight."""
    row.guest_scope = row.guest_scope or scopes.guest_of(ws, session, row.scope)
    products = sa.select(Product.id).where(Product.business_id == row.id)
    owned: list[Product | LegalDocument | Photo] = [
        *session.scalars(sa.select(Product).where(Product.business_id == row.id)),
        *session.scalars(sa.select(LegalDocument).where(LegalDocument.business_id == row.id)),
        *session.scalars(sa.select(Photo).where(Photo.product_id.in_(products))),
    ]
    for child in owned:
        child.scope, child.guest_scope = row.scope, row.guest_scope


def _fill(row: Business, form: BusinessForm) -> None:
    def optional(text: str) -> str | None:
        return clean(text) or None

    row.name, row.owner_name = clean(form.name), clean(form.owner_name)
    row.name_key = name_key(form.name)
    row.brand, row.address = optional(form.brand), optional(form.address)
    row.nik = identifiers.compact(form.nik) or None
    row.nib = identifiers.compact(form.nib) or None
    row.npwp = identifiers.npwp16(form.npwp) or None
    row.phone, row.jakpreneur_id = optional(form.phone), optional(form.jakpreneur_id)
    row.ward_code, row.scope = form.ward_code, form.ward_code[:8]
    row.rt = form.rt.strip().zfill(3) if form.rt.strip() else None
    row.rw = form.rw.strip().zfill(3) if form.rw.strip() else None
    row.sponsoring_agency, row.note = optional(form.sponsoring_agency), optional(form.note)
    row.women_led, row.up2k, row.status = form.women_led, form.up2k, form.status


def get(ws: Workspace, business_id: UUID) -> BusinessView:
    """One business, or the one it was merged into; UserError when it is not on this laptop."""
    with ws.db.read() as session:
        row = merges.standing(session, business_id)
        if row is None or row.deleted:
            raise _gone()
        address = regions.addresses(session, [row.ward_code])[row.ward_code]
        return BusinessView(row.id, _form(row), address, row.scope, row.created_at, row.consent_at)


def _gone() -> UserError:
    return UserError(
        "business.gone",
        "Usaha ini tidak ada lagi di laptop ini.",
        todo="Cari lagi; bila dipindah ke wilayah lain, minta bantuan kurator wilayah itu.",
    )


def _form(row: Business) -> BusinessForm:
    values: dict[str, Any] = {}
    for item in fields(BusinessForm):
        value = getattr(row, item.name, None)
        values[item.name] = value if isinstance(value, bool) else (value or "")
    values["consent"] = row.consent_at is not None
    return replace(BusinessForm(), **values)


def ids(ws: Workspace, *, text: str = "") -> Sequence[UUID]:
    """Keys of all businesses by name; those that match `text` when there is any."""
    from app.services import search

    if text.strip():
        return search.keys(ws, text, "business")
    with ws.db.read() as session:
        query = (
            sa.select(sa.type_coerce(Business.id, sa.Text))
            .where(Business.deleted.is_(False))
            .order_by(Business.name_key)
        )
        return KeyList(session.scalars(query).all())


def cards(ws: Workspace, wanted: Sequence[UUID]) -> list[BusinessCard]:
    """Cards for `wanted`, in that order; those that have gone are left out."""
    with ws.db.read() as session:
        rows = {
            r.id: r
            for r in session.execute(
                sa.select(
                    Business.id, Business.name, Business.owner_name, Business.ward_code
                ).where(Business.id.in_(wanted), Business.deleted.is_(False))
            )
        }
        places = regions.addresses(session, {r.ward_code for r in rows.values()})
        counts = _product_counts(session, list(rows))
        unsent = scopes.unsent(ws, session, "business", list(rows))
        thumbs = scopes.business_thumbs(session, list(rows), blindness.hidden(ws, session))
        twice = flagged(session, rows.keys())
    return [
        BusinessCard(
            key,
            rows[key].name,
            rows[key].owner_name,
            places[rows[key].ward_code].short,
            counts.get(key, 0),
            key in unsent,
            thumbs.get(key),
            key in twice,
        )
        for key in wanted
        if key in rows
    ]


def _product_counts(session: Session, keys: Sequence[UUID]) -> dict[UUID, int]:
    query = (
        sa.select(Product.business_id, sa.func.count())
        .where(Product.business_id.in_(keys), Product.deleted.is_(False))
        .group_by(Product.business_id)
    )
    return dict(session.execute(query).all())


def similar(
    ws: Workspace, form: BusinessForm, business_id: UUID | None = None
) -> list[BusinessCard]:
    """Businesses that may be the one typed, by the rule of `app.domain.twins`."""
    if not clean(form.name + form.phone + form.nib + form.nik):
        return []
    typed = twins.marks(
        **{name: getattr(form, name) for name in ("name", "owner_name", "ward_code", "phone")},
        **{name: getattr(form, name) for name in twins.IDENTIFYING},
    )
    with ws.db.read() as session:
        found = likeness.resembling(session, typed, name_key(form.name), business_id, _SIMILAR)
    return cards(ws, found)


def is_walk_in(ws: Workspace, scope: str) -> bool:
    """Whether a business of this home district lies outside the person's own regions."""
    return not any_covers(ws.me.regions, scope)
