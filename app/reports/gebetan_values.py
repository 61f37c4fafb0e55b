"""What the papers of a Gebetan round are made of. Names of businesses and offices, no person's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.reports.values import Letterhead, PaperStatus


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What every paper of one round says of it; `made_on` is the day it is printed."""

    name: str
    region: str
    letterhead: Letterhead
    status: PaperStatus
    made_on: date
    delivers_on: date | None = None


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """What the koperasi buys of one business: `pieces` at `price` rupiah each."""

    business: str
    district: str
    product: str
    price: int
    pieces: int

    @property
    def cost(self) -> int:
        """Of all pieces."""
        return self.price * self.pieces


@dataclass(frozen=True, slots=True)
class Parcel:
    """Packages of one cluster for one office, all alike; `contents` names each piece."""

    cluster: str
    amount: int
    quantity: int
    contents: tuple[str, ...]
    goods_cost: int
    paid_on: date | None = None

    @property
    def due(self) -> int:
        """What the office pays for them."""
        return self.amount * self.quantity


@dataclass(frozen=True, slots=True)
class OfficeParcels:
    """All packages of one office."""

    office: str
    region: str
    parcels: tuple[Parcel, ...]

    @property
    def quantity(self) -> int:
        """How many packages."""
        return sum(p.quantity for p in self.parcels)

    @property
    def due(self) -> int:
        """What the office pays."""
        return sum(p.due for p in self.parcels)
