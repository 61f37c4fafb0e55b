"""Wilayah for the pickers: kota → kecamatan → kelurahan, and names for codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.entities import Region
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RegionChoice:
    """One line of a picker."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Address:
    """The names of a ward and what it lies in; empty where unknown."""

    ward: str
    district: str
    city: str

    @property
    def short(self) -> str:
        """`Setiabudi, Jakarta Selatan`."""
        city = short_city(self.city)
        return ", ".join(part for part in (self.district, city) if part)


def short_city(name: str) -> str:
    """`Kota Administrasi Jakarta Selatan` → `Jakarta Selatan`."""
    for prefix in ("Kota Administrasi ", "Kabupaten Administrasi "):
        name = name.removeprefix(prefix)
    return name


def children(ws: Workspace, parent: str) -> list[RegionChoice]:
    """The regions directly below `parent`, by name; those of today."""
    with ws.db.read() as session:
        query = (
            sa.select(Region.code, Region.name)
            .where(
                Region.parent_code == parent, Region.deleted.is_(False), Region.valid_to.is_(None)
            )
            .order_by(Region.name)
        )
        return [RegionChoice(code, short_city(name)) for code, name in session.execute(query)]


def names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """Names by code; unknown codes are absent."""
    query = sa.select(Region.code, Region.name).where(Region.code.in_(set(codes)))
    return dict(session.execute(query).all())


def addresses(session: Session, ward_codes: Iterable[str]) -> dict[str, Address]:
    """Addresses by ward code."""
    wards = set(ward_codes)
    known = names(session, {c for w in wards for c in (w, w[:8], w[:5])})
    return {w: Address(known.get(w, ""), known.get(w[:8], ""), known.get(w[:5], "")) for w in wards}


def region_name(ws: Workspace, code: str) -> str:
    """The name of one region, or its code."""
    with ws.db.read() as session:
        return short_city(names(session, [code]).get(code, code))
