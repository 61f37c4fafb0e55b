"""What the papers of an event are made of: cards, the list of places, the plan of the floor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.reports.values import Letterhead, PaperStatus


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What every paper of an event says of it; `channel` is the programme's name."""

    channel: str
    name: str
    place: str
    region: str
    day: date
    letterhead: Letterhead
    status: PaperStatus


@dataclass(frozen=True, slots=True)
class Card:
    """One booth card: what is read from afar, and the code that a scanner reads."""

    booth: int
    business: str
    product: str
    category: str
    day: date
    code: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A booth in the list of places."""

    booth: int
    business: str
    product: str
    area: str
    category: str


@dataclass(frozen=True, slots=True)
class WaitRow:
    """A business in the waiting list, in turn."""

    turn: int | None
    business: str
    product: str
    area: str


@dataclass(frozen=True, slots=True)
class PlacesData:
    """The list of places of a day: by district, then who waits."""

    facts: EventFacts
    mark: str
    districts: tuple[tuple[str, tuple[PlaceRow, ...]], ...]
    waiting: tuple[WaitRow, ...]
    free: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FloorStall:
    """A booth as drawn: metres from the left upper corner, and whose it is; '' when free."""

    no: int
    x: float
    y: float
    w: float
    h: float
    business: str
    kinds: str = ""


@dataclass(frozen=True, slots=True)
class FloorData:
    """The plan of the floor on a day."""

    facts: EventFacts
    mark: str
    width: float
    height: float
    stalls: tuple[FloorStall, ...]
