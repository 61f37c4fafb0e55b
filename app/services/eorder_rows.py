"""Products as e-order wants them: the text of each column, and the photographs that go along."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.channels import Offered
from app.domain.names import clean
from app.domain.regions import TRAINING
from app.domain.rubric import canonical_json
from app.domain.terms import Category, DocumentType, Grade, Level, PhotoRole
from app.models.entities import Business, Certificate, LegalDocument, Photo, Product
from app.services import certificate_states, regions, scopes
from app.services.eorder_mapping import Column, EorderMapping, Format

_AT_ONCE = 500
CONTENT = "isi {heading}"
"""The fact beside a photograph's column: the beginning of its hash, so that another picture of
the same name is told."""


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One photograph of the registration: which picture, under which name."""

    number: int
    heading: str
    sha256: str
    role: PhotoRole | None
    name: str


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product: texts by heading, in the order of the mapping, and its photographs."""

    product_id: UUID
    business_id: UUID
    name: str
    business: str
    district: str
    home: str
    texts: Mapping[str, str]
    photos: tuple[PhotoFile, ...]

    @property
    def facts(self) -> dict[str, str]:
        """What is kept of an export: the texts, and which pictures they name."""
        pictures = {CONTENT.format(heading=p.heading): p.sha256[:16] for p in self.photos}
        return {**self.texts, **pictures}

    @property
    def fingerprint(self) -> str:
        """Hash of the facts."""
        return hashlib.sha256(canonical_json(self.facts)).hexdigest()


@dataclass(frozen=True, slots=True)
class _Certified:
    number: str
    until: date


def product_code(product_id: UUID) -> str:
    """A short name of a product for lists: its key's random end."""
    return f"KL-{product_id.hex[-12:].upper()}"


def rows(
    session: Session,
    how: EorderMapping,
    offered: Mapping[UUID, Offered],
    wanted: Sequence[UUID],
    *,
    training: bool,
) -> dict[UUID, ProductRow]:
    """The rows of living products among `wanted`; `offered` is what the channels saw of them."""
    found: dict[UUID, ProductRow] = {}
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        found |= _some(session, how, offered, some, training=training)
    return found


def _some(
    session: Session,
    how: EorderMapping,
    offered: Mapping[UUID, Offered],
    keys: Sequence[UUID],
    *,
    training: bool,
) -> dict[UUID, ProductRow]:
    query = (
        sa.select(Product, Business)
        .join(Business, Business.id == Product.business_id)
        .where(Product.id.in_(keys), Product.deleted.is_(False))
    )
    pairs = [(p, b) for p, b in session.execute(query)]
    places = regions.addresses(session, {b.ward_code for _, b in pairs})
    papers = _papers(session, {b.id for _, b in pairs})
    certified = _certificates(session, keys, training=training)
    pictures = _photographs(session, how, keys)
    made = {}
    for product, business in pairs:
        mine = [paper for paper in papers[business.id] if paper.product_id in (None, product.id)]
        values = {
            **_of_business(business, places[business.ward_code]),
            **_of_product(product),
            **_of_papers(mine),
            **_of_curation(offered.get(product.id), certified.get(product.id)),
        }
        photos = _named(how, pictures[product.id], values)
        values |= {f"photo.{photo.number}": photo.name for photo in photos}
        made[product.id] = ProductRow(
            product_id=product.id,
            business_id=business.id,
            name=product.name,
            business=business.name,
            district=places[business.ward_code].short,
            home=business.scope,
            texts={c.heading: _text(c, values.get(c.field)) for c in how.columns},
            photos=photos,
        )
    return made


def _of_business(row: Business, address: regions.Address) -> dict[str, Any]:
    return {
        "business_name": row.name,
        "brand": row.brand,
        "owner_name": row.owner_name,
        "jakpreneur_id": row.jakpreneur_id,
        "nib": row.nib,
        "phone": row.phone,
        "address": row.address,
        "rt_rw": "/".join(part for part in (row.rt, row.rw) if part),
        "ward": address.ward,
        "district": address.district,
        "city": regions.short_city(address.city),
    }


def _of_product(row: Product) -> dict[str, Any]:
    return {
        "product_code": product_code(row.id),
        "product_name": row.name,
        "category": Category(row.category).term,
        "price": row.price,
        "net_content": row.net_content,
        "shelf_life_days": row.shelf_life_days,
        "description": row.description,
        "ingredients": row.ingredients,
    }


def _of_papers(papers: Iterable[LegalDocument]) -> dict[str, Any]:
    """Of several papers of a kind the one that lasts longest."""
    best: dict[str, LegalDocument] = {}
    for paper in papers:
        held = best.get(paper.kind)
        if held is None or _lasts(paper) > _lasts(held):
            best[paper.kind] = paper
    values: dict[str, Any] = {}
    for kind, paper in best.items():
        values[f"document.{DocumentType(kind)}"] = paper.number
        values[f"document_until.{DocumentType(kind)}"] = paper.valid_until
    return values


def _lasts(paper: LegalDocument) -> date:
    return paper.valid_until or date.max


def _of_curation(offered: Offered | None, certified: _Certified | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    grades = [r.grade for r in offered.results if r.level is Level.PROVINCE] if offered else []
    if grades:
        values["grade"] = min(grades, key=list(Grade).index).term
    if certified is not None:
        values |= {"certificate_no": certified.number, "certificate_until": certified.until}
    return values


def _papers(session: Session, businesses: Iterable[UUID]) -> dict[UUID, list[LegalDocument]]:
    query = sa.select(LegalDocument).where(
        LegalDocument.business_id.in_(businesses),
        LegalDocument.deleted.is_(False),
        LegalDocument.in_process.is_(False),
    )
    found: dict[UUID, list[LegalDocument]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.business_id].append(row)
    return found


def _certificates(
    session: Session, keys: Sequence[UUID], *, training: bool
) -> dict[UUID, _Certified]:
    """The certificate of the highest level that stands, by its official number where it has one."""
    of_room = Certificate.scope == TRAINING if training else Certificate.scope != TRAINING
    query = sa.select(Certificate).where(
        Certificate.product_id.in_(keys), Certificate.deleted.is_(False), of_room
    )
    held = session.scalars(query).all()
    states = certificate_states.states(session, held)
    standing = [row for row in held if states[row.id].revoked is None]
    standing.sort(key=lambda row: (list(Level).index(Level(row.level)), row.valid_until, row.id))
    return {
        row.product_id: _Certified(
            states[row.id].official_number or row.register_no, row.valid_until
        )
        for row in standing
    }


def _photographs(
    session: Session, how: EorderMapping, keys: Sequence[UUID]
) -> dict[UUID, list[tuple[str, PhotoRole | None]]]:
    """Hash and role of the photographs of each product, in the order the mapping asks for."""
    places = {role: at for at, role in enumerate(how.photos.order)}
    query = (
        sa.select(Photo.product_id, Photo.sha256, Photo.role)
        .where(Photo.product_id.in_(keys), scopes.shown_photo())
        .order_by(Photo.position, Photo.id)
    )
    found: dict[UUID, list[tuple[str, PhotoRole | None]]] = defaultdict(list)
    for product, sha256, role in session.execute(query):
        found[product].append((sha256, PhotoRole(role) if role else None))
    for photos in found.values():
        photos.sort(key=lambda p: len(places) if p[1] is None else places.get(p[1], len(places)))
    return found


def _named(
    how: EorderMapping,
    pictures: Sequence[tuple[str, PhotoRole | None]],
    values: Mapping[str, Any],
) -> tuple[PhotoFile, ...]:
    nib, code = str(values["nib"] or ""), str(values["product_code"])
    return tuple(
        PhotoFile(number, column.heading, sha256, role, how.photos.file_name(nib, code, number))
        for (number, column), (sha256, role) in zip(how.photo_columns, pictures, strict=False)
    )


def _text(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.format is Format.DATE:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else clean(str(value))
    return clean(str(value))
