"""Is a picture already used for another product? By 64 bits of likeness, over all photographs.

Asked in the window's own process for one product at a time, hence without numpy: all stored
likenesses come as one text out of the index, and a product has few.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.entities import Business, Photo, Product
from app.photos.coach import shipped_thresholds
from app.services import blindness, scopes
from app.services.workspace import Workspace

_DIGITS = 16
_HEX = frozenset("0123456789abcdef")
_TELLING = 8
"""A likeness with fewer bits set (or fewer not set) is that of a blank picture: like all."""

_MOST = 20


@dataclass(frozen=True, slots=True)
class UsedElsewhere:
    """A photograph of this product and the other product that shows the same picture."""

    photo_id: UUID
    product_id: UUID
    product_name: str
    business_name: str


def used_elsewhere(ws: Workspace, product_id: UUID) -> tuple[UsedElsewhere, ...]:
    """Pictures of a product that another product has as well, the likest first; at most 20."""
    bits = shipped_thresholds(ws.resources).same_picture_bits
    with ws.db.read() as session:
        mine = _own(session, product_id)
        near = nearest(session, {value for _, value in mine}, bits)
        others = _others(session, {product_id, *blindness.hidden(ws, session)}, near)
        found = [
            (distance, UsedElsewhere(photo_id, *other))
            for photo_id, value in mine
            for like, distance in near.get(value, {}).items()
            for other in others.get(like, ())
        ]
    ranked = sorted(found, key=lambda pair: (pair[0], pair[1].product_name, pair[1].product_id))
    return tuple(dict.fromkeys(one for _, one in ranked))[:_MOST]


def nearest(session: Session, wanted: Iterable[int], bits: int) -> dict[int, dict[int, int]]:
    """For each wanted likeness those stored that differ in at most `bits`, with in how many."""
    telling = [value for value in wanted if _TELLING <= value.bit_count() <= 64 - _TELLING]
    if not telling:
        return {}
    stored = _stored(session)
    return {
        value: {
            other: (other ^ value).bit_count()
            for other in stored
            if (other ^ value).bit_count() <= bits
        }
        for value in telling
    }


def _stored(session: Session) -> array[int]:
    """Every likeness there is, as one array: 300,000 of them are 2.4 MB."""
    joined = sa.func.group_concat(Photo.phash, "")
    query = sa.select(joined).where(
        Photo.phash.is_not(None), sa.func.length(Photo.phash) == _DIGITS
    )
    try:
        packed = bytes.fromhex(session.scalar(query) or "")
    except ValueError:
        # Some row holds what is no likeness. To ask each one costs five times as long.
        clean = Photo.phash.op("NOT GLOB")("*[^0-9a-f]*")
        packed = bytes.fromhex(session.scalar(query.where(clean)) or "")
    values = array("Q", packed)
    if sys.byteorder == "little":
        values.byteswap()
    return values


def _own(session: Session, product_id: UUID) -> list[tuple[UUID, int]]:
    query = sa.select(Photo.id, Photo.phash).where(
        Photo.product_id == product_id, Photo.phash.is_not(None), scopes.shown_photo()
    )
    return [(key, value) for key, text in session.execute(query) if (value := _number(text))]


def _number(text: str | None) -> int:
    """A stored likeness as a number; 0 for what is none."""
    is_one = text is not None and len(text) == _DIGITS and set(text) <= _HEX
    return int(text, 16) if text is not None and is_one else 0


def _others(
    session: Session, but: Collection[UUID], near: dict[int, dict[int, int]]
) -> dict[int, list[tuple[UUID, str, str]]]:
    """Which living products, `but` for some, have these likenesses."""
    likes = {f"{like:0{_DIGITS}x}" for found in near.values() for like in found}
    query = (
        sa.select(Photo.phash, Product.id, Product.name, Business.name)
        .join(Product, Product.id == Photo.product_id)
        .join(Business, Business.id == Product.business_id)
        .where(
            Photo.phash.in_(sorted(likes)[:500]),
            Photo.product_id.not_in(but),
            Product.deleted.is_(False),
            scopes.shown_photo(),
        )
        .limit(200)
    )
    found: dict[int, list[tuple[UUID, str, str]]] = {}
    if likes:
        for text, key, name, business in session.execute(query):
            found.setdefault(_number(text), []).append((key, name, business))
    return found
