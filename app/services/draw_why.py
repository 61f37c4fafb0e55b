"""Mengapa bukan saya? What the record says to a business that asks about a draw."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.dates import long_date
from app.domain.market.channels import Channel, Why
from app.domain.market.terms import EventState
from app.domain.names import fold
from app.domain.regions import covers
from app.errors import UserError
from app.models.entities import Business, Product
from app.models.market import DrawRecord, MarketEvent
from app.services import draw_rows, draws, regions, search, standings
from app.services.draw_pool import area_words
from app.services.draws import DrawView
from app.services.workspace import Workspace

_FOUND = 30


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who may ask: a candidate, or a business on this laptop."""

    id: UUID
    name: str
    area: str
    is_candidate: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a business was no candidate, and what would change it."""

    what: str
    todo: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one business. `number` is its place in the order drawn; `before` the areas
    (kecamatan) of those who stand before it, with how many of each."""

    view: DrawView
    who: Asking
    listed: int | None
    number: int | None
    before: tuple[tuple[str, int], ...]
    missing: tuple[Missing, ...]
    day: date | None
    next_event: str
    next_day: date | None

    @property
    def has_place(self) -> bool:
        """Whether it was drawn among the places."""
        return self.number is not None and self.number <= self.view.announcement.places

    @property
    def waiting(self) -> int | None:
        """Its place in the waiting list."""
        after = (self.number or 0) - self.view.announcement.places
        return after if after > 0 else None


def people(ws: Workspace, draw_id: UUID, text: str) -> tuple[Asking, ...]:
    """Candidates and other businesses whose names fit, candidates first."""
    words = fold(text).split()
    if not words:
        return ()
    with ws.db.read() as session:
        view = draws.read(ws, session, draw_id)
    listed = {one.key: one for one in view.announcement.candidates}
    found = [
        Asking(one.key, one.name, one.area, is_candidate=True)
        for one in view.announcement.candidates
        if all(word in fold(f"{one.name} {one.area}") for word in words)
    ][:_FOUND]
    others = [key for key in search.keys(ws, text, "business", _FOUND) if key not in listed]
    with ws.db.read() as session:
        rows = _asking(session, others)
    return tuple(found + [rows[key] for key in others if key in rows])


def _asking(session: Session, keys: list[UUID]) -> dict[UUID, Asking]:
    query = sa.select(Business.id, Business.name, Business.ward_code, Business.rw).where(
        Business.id.in_(keys), Business.deleted.is_(False)
    )
    rows = session.execute(query).all()
    places = regions.addresses(session, {row.ward_code for row in rows})
    return {
        row.id: Asking(
            row.id, row.name, area_words(places[row.ward_code], row.rw), is_candidate=False
        )
        for row in rows
    }


def answer(ws: Workspace, draw_id: UUID, business_id: UUID) -> Answer:
    """What the record says; UserError `draw.missing`, `draw.nobody_asks`."""
    with ws.db.read() as session:
        view = draws.read(ws, session, draw_id)
        told, _ = draw_rows.rows(session, draw_id)
        keys = [one.key for one in view.announcement.candidates]
        listed = keys.index(business_id) + 1 if business_id in keys else None
        day = draw_rows.noted_day(session, told.id)
        number = view.drawn.position(business_id) if view.drawn else None
        after = _next_event(ws, session, view, business_id)
        return Answer(
            view=view,
            who=_who(session, view, listed, business_id),
            listed=listed,
            number=number,
            before=_before(view, number),
            missing=() if listed else _missing(ws, session, told, business_id, day),
            day=day,
            next_event=after.name if after else "",
            next_day=after.first_day if after else None,
        )


def _who(session: Session, view: DrawView, listed: int | None, business_id: UUID) -> Asking:
    if listed is not None:
        one = view.announcement.candidates[listed - 1]
        return Asking(one.key, one.name, one.area, is_candidate=True)
    found = _asking(session, [business_id]).get(business_id)
    if found is None:
        raise UserError(
            "draw.nobody_asks",
            "Usaha ini tidak ada di laptop ini.",
            todo="Cari lagi dengan nama lain, atau sinkronkan dahulu.",
        )
    return found


def _before(view: DrawView, number: int | None) -> tuple[tuple[str, int], ...]:
    if view.drawn is None or number is None:
        return ()
    counted = Counter(one.area.rpartition(", ")[2] for one in view.drawn.order[: number - 1])
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _next_event(
    ws: Workspace, session: Session, view: DrawView, business_id: UUID
) -> MarketEvent | None:
    """The next event of the same channel in which this business's region takes part."""
    held = session.get(MarketEvent, view.event_id) if view.event_id else None
    home = session.scalar(sa.select(Business.ward_code).where(Business.id == business_id))
    query = (
        sa.select(MarketEvent)
        .where(
            MarketEvent.channel == (held.channel if held else str(Channel.BAZAAR)),
            MarketEvent.deleted.is_(False),
            MarketEvent.state != str(EventState.CLOSED),
            MarketEvent.first_day > ws.today(),
        )
        .order_by(MarketEvent.first_day, MarketEvent.id)
    )
    later = (one for one in session.scalars(query) if one.id != view.event_id)
    return next((one for one in later if not home or covers(one.region_code, home)), None)


# -- who was no candidate -----------------------------------------------------------------


def _missing(
    ws: Workspace, session: Session, told: DrawRecord, business_id: UUID, day: date | None
) -> tuple[Missing, ...]:
    if day is None:
        return (Missing("Tidak ada dalam daftar yang diumumkan.", "Tanyakan penyusun daftarnya."),)
    noted = draw_rows.left_out(session, told.id).get(business_id)
    if noted is None:
        return (_overlooked(session, told, business_id),)
    channel = _channel(session, told)
    now = _reasons_of(ws, session, business_id, channel, day)
    words = {str(why): missing for why, missing in now}
    return tuple(words.get(code) or _only_noted(code) for code in noted)


def _overlooked(session: Session, told: DrawRecord, business_id: UUID) -> Missing:
    """A business that was not even looked at when the list was made."""
    row = session.get_one(Business, business_id)
    if not covers(told.scope, row.ward_code):
        return Missing("Usahanya di luar wilayah undian ini.", "Ikuti acara di wilayahnya sendiri.")
    if row.created_at > told.told_at:
        added = long_date(row.created_at.astimezone(JAKARTA).date())
        return Missing(f"Baru terdaftar {added}, sesudah diumumkan.", "Ikuti undian berikutnya.")
    return Missing("Belum punya produk saat diumumkan.", "Daftarkan produknya untuk dikurasi.")


def _channel(session: Session, told: DrawRecord) -> Channel:
    event = session.get(MarketEvent, told.event_id) if told.event_id else None
    return Channel(event.channel) if event else Channel.GEBETAN


def _reasons_of(
    ws: Workspace, session: Session, business_id: UUID, channel: Channel, day: date
) -> list[tuple[Why, Missing]]:
    """Of each kind of reason the words for that day, of the product that came nearest."""
    query = sa.select(Product.id).where(
        Product.business_id == business_id, Product.deleted.is_(False)
    )
    found = standings.read(session, ws, list(session.scalars(query)), day).values()
    nearest = min((one[channel].reasons for one in found), key=len, default=())
    return [(reason.why, Missing(reason.what, reason.todo)) for reason in nearest]


def _only_noted(code: str) -> Missing:
    """What was noted on the day, where the records say something else by now."""
    word = Why(code).term if code in set(Why) else code
    return Missing(f"{word} (menurut catatan pada hari pengumuman).", "Datanya berubah sejak itu.")


# -- in words -----------------------------------------------------------------------------


def sentences(found: Answer) -> tuple[str, ...]:
    """The answer as one reads it out, without greeting or signature."""
    if found.listed is None:
        return (*_not_listed(found), _what_is_next(found))
    announcement = found.view.announcement
    candidate = (
        f"{found.who.name} adalah peserta nomor {found.listed} dari "
        f"{len(announcement.candidates)} dalam daftar yang diumumkan "
        f"{long_date(announcement.announced_on)}."
    )
    if found.number is None:
        decided = long_date(announcement.decided_on)
        return (candidate, f"Undiannya belum diadakan: angkanya terbit {decided}.")
    place = f"Nomor undiannya {found.number}; tempatnya ada {announcement.places}."
    return tuple(filter(None, (candidate, place, _who_was_before(found), _what_is_next(found))))


def _not_listed(found: Answer) -> tuple[str, ...]:
    day = f" untuk {long_date(found.day)}" if found.day else ""
    head = f"{found.who.name} bukan peserta undian ini. Sebabnya{day}:"
    return (head, *(f"{one.what} {one.todo}" for one in found.missing))


def _who_was_before(found: Answer) -> str:
    if not found.before:
        return ""
    areas = ", ".join(f"{area} {count}" for area, count in found.before)
    return f"Di depannya {sum(count for _, count in found.before)} usaha: {areas}."


def _what_is_next(found: Answer) -> str:
    if found.has_place:
        return "Usaha ini mendapat tempat."
    later = ""
    if found.next_day is not None:
        later = f"Acara berikutnya: {found.next_event}, {long_date(found.next_day)}."
    if found.waiting is None:
        return later
    wait = f"Usaha ini nomor {found.waiting} dalam daftar tunggu dan naik bila ada yang mundur."
    return f"{wait} {later}".strip()


def message(found: Answer) -> str:
    """The answer as a text to copy, with how anybody can check it."""
    view = found.view
    head = f"{view.title}\nYth. {found.who.name}, {found.who.area}"
    check = f"Sidik jari undian: {view.fingerprint}. Siapa pun dapat mengundinya ulang."
    return "\n\n".join((head, "\n".join(filter(None, sentences(found))), check))
