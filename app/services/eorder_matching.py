"""Whose a line of an imported list is: by NIB, then Jakpreneur ID, then name.

A name that several businesses bear tells nothing: such a line stays unmatched until somebody
says whose it is. Only what the file asks for is read, however large the register is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.identifiers import compact
from app.domain.names import name_key
from app.models.entities import Business, Product

_AT_ONCE = 900

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Home:
    """A business, and the district it lies in."""

    id: UUID
    scope: str
    ward_code: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line says of its business, made comparable."""

    nib: str = ""
    jakpreneur_id: str = ""
    nik: str = ""
    name: str = ""

    @classmethod
    def of(cls, *, nib: str = "", jakpreneur_id: str = "", nik: str = "", name: str = "") -> Asked:
        """From what is written."""
        return cls(compact(nib), jakpreneur_id.strip(), compact(nik), name_key(name))


@dataclass(frozen=True, slots=True)
class Matcher:
    """The businesses that a file may mean, by each of their names."""

    by: Mapping[str, Mapping[str, tuple[Home, ...]]] = field(repr=False)

    def find(self, asked: Asked) -> Home | None:
        """The one business that is meant; None for none or for several.

        What names a business for certain goes before its name; a NIB that nobody here has says
        nothing against the name.
        """
        for column in ("nib", "nik", "jakpreneur_id", "name"):
            value = getattr(asked, column)
            found = self.by[column].get(value, ()) if value else ()
            if len(found) == 1:
                return found[0]
        return None


def matcher(session: Session, asked: Iterable[Asked]) -> Matcher:
    """A matcher for these."""
    wanted = list(asked)
    columns: Mapping[str, InstrumentedAttribute[str] | InstrumentedAttribute[str | None]] = {
        "nib": Business.nib,
        "nik": Business.nik,
        "jakpreneur_id": Business.jakpreneur_id,
        "name": Business.name_key,
    }
    return Matcher(
        {
            name: _homes(session, column, {getattr(one, name) for one in wanted})
            for name, column in columns.items()
        }
    )


def _homes(
    session: Session,
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    values: Collection[str],
) -> dict[str, tuple[Home, ...]]:
    found: dict[str, list[Home]] = defaultdict(list)
    for some in chunks(sorted(v for v in values if v)):
        query = sa.select(column, Business.id, Business.scope, Business.ward_code).where(
            column.in_(some), Business.deleted.is_(False)
        )
        for value, key, scope, ward in session.execute(query):
            found[value or ""].append(Home(key, scope, ward))
    return {value: tuple(homes) for value, homes in found.items()}


@dataclass(frozen=True, slots=True)
class Goods:
    """A product of a business, and its category."""

    id: UUID
    category: str


def goods(session: Session, businesses: Collection[UUID]) -> dict[tuple[UUID, str], Goods]:
    """The products of these businesses by business and name; of two of one name, the older."""
    found: dict[tuple[UUID, str], Goods] = {}
    for some in chunks(sorted(businesses)):
        query = (
            sa.select(Product.business_id, Product.name_key, Product.id, Product.category)
            .where(Product.business_id.in_(some), Product.deleted.is_(False))
            .order_by(Product.id.desc())
        )
        for business, key, product, category in session.execute(query):
            found[business, key] = Goods(product, category)
    return found


def chunks(values: list[T], size: int = _AT_ONCE) -> Iterable[list[T]]:
    """The values, as many at once as a statement takes."""
    return (values[first : first + size] for first in range(0, len(values), size))
