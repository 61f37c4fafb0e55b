"""Places by turns: a proposal with the reason of every place and wait, then saved as one.

The same records give the same proposal, on every laptop and at any time; so saving makes it anew
and takes it only when nothing has changed since it was shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.dates import long_date
from app.domain.market.terms import BookingState
from app.domain.market.turns import Allocation, Booth, Turn, TurnRule, allocate, turns
from app.domain.terms import Category
from app.errors import UserError
from app.models.market import EventBooking, MarketEvent
from app.services import events, events_draws, events_rows, events_waiting, regions
from app.services.changes import Change, Recorder
from app.services.events_fairness import Fairness, fairness
from app.services.events_rows import BookingLine
from app.services.events_waiting import NO_RW, Field, LeftOut, Who
from app.services.workspace import Workspace

_UNDRAWN = "Terdaftar lebih dahulu"


@dataclass(frozen=True, slots=True)
class Offer:
    """One business in the order: what it gets on which day, and why it came before the next.

    `booth` None: it waits; `day` is then the first on which it could come.
    """

    turn: int
    business_id: UUID
    business: str
    product_id: UUID
    product: str
    category: Category
    area: str
    day: date
    booth: int | None
    rule: TurnRule | None
    why: str
    scope: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who gets which booth, who waits, who may not come, and how even that is."""

    event_id: UUID
    days: tuple[date, ...]
    draw_id: UUID | None
    places: tuple[Offer, ...]
    waits: tuple[Offer, ...]
    free: tuple[Booth, ...]
    left_out: tuple[LeftOut, ...]
    fairness: Fairness
    whole: bool = False

    def rows(self) -> tuple[Offer, ...]:
        """Everyone, in the order of their turns."""
        return tuple(sorted((*self.places, *self.waits), key=lambda o: (o.turn, o.day)))


def days_left(ws: Workspace, event_id: UUID) -> tuple[date, ...]:
    """The days of an event that are not over."""
    today = ws.today()
    return tuple(day for day in events.get(ws, event_id).days if day >= today)


def propose(
    ws: Workspace, event_id: UUID, days: Sequence[date], draw_id: UUID | None = None
) -> Proposal:
    """Who would get the free booths of these days.

    Raises UserError `event.no_days`, `event.no_booths`, `event.no_candidates`, `event.draw_gone`.
    """
    with ws.db.read() as session:
        return _propose(ws, session, event_id, days, draw_id)


def _propose(
    ws: Workspace, session: Session, event_id: UUID, days: Sequence[date], draw_id: UUID | None
) -> Proposal:
    event = events.require(session, event_id)
    days = tuple(sorted(set(days) & set(events.days_between(event.first_day, event.last_day))))
    if not days:
        raise UserError(
            "event.no_days", "Belum ada hari yang dipilih.", todo="Pilih paling sedikit satu hari."
        )
    kept = [line for line in events_rows.lines(ws, session, event_id) if line.counts]
    booths = _free(event, days, kept)
    drawn = None if draw_id is None else events_draws.order(session, draw_id)
    found = events_waiting.gather(ws, session, event, days, drawn)
    if not found.people:
        raise _nobody(found)
    order = turns((who.waiting for who in found.people), found.had, events.form_of(event).basis)
    whole = events.form_of(event).whole
    result = _allocate(order, booths, days, whole=whole)
    return _told(session, event_id, days, draw_id, found, result, kept, order, whole=whole)


def _free(event: MarketEvent, days: Sequence[date], kept: Iterable[BookingLine]) -> list[Booth]:
    plan = events.plan_of(event)
    taken = {(line.day, line.booth) for line in kept}
    booths = [b for b in plan.booths(days) if (b.day, b.number) not in taken]
    if not plan.stalls:
        raise UserError(
            "event.no_booths",
            "Denah acara ini belum memuat lapak.",
            todo="Susun dahulu denahnya di tab Denah, lalu simpan.",
        )
    if not booths:
        raise UserError(
            "event.all_taken",
            "Semua lapak pada hari-hari ini sudah dibagikan.",
            safe="Tidak ada yang diubah.",
            todo="Tambah lapak pada denah, atau pilih hari lain.",
        )
    return booths


def _nobody(found: Field) -> UserError:
    count = len(found.left_out)
    what = "Tidak ada usaha di wilayah ini yang boleh ikut pada hari-hari itu."
    if count:
        reason = next((r.what for left in found.left_out for r in left.reasons), "")
        what = f"Dari {count} usaha yang sudah dikurasi, belum ada yang boleh ikut. {reason}"
    return UserError(
        "event.no_candidates",
        what.strip(),
        safe="Denah dan acaranya tetap tersimpan.",
        todo="Lihat di halaman Kanal apa yang kurang, atau pilih hari lain.",
    )


def _allocate(
    order: Sequence[Turn], booths: Sequence[Booth], days: Sequence[date], *, whole: bool
) -> Allocation:
    """With `whole` a booth is given once, for all the days: only those free on every day are."""
    if not whole:
        return allocate(order, booths)
    free_days: dict[int, set[date]] = {}
    for booth in booths:
        free_days.setdefault(booth.number, set()).add(booth.day)
    every = [b for b in booths if b.day == days[0] and free_days[b.number] >= set(days)]
    return allocate(order, every)


def _told(
    session: Session,
    event_id: UUID,
    days: tuple[date, ...],
    draw_id: UUID | None,
    found: Field,
    result: Allocation,
    kept: Sequence[BookingLine],
    order: Sequence[Turn],
    *,
    whole: bool,
) -> Proposal:
    who = {w.key: w for w in found.people}
    areas = _AreaWords(session, found.people)
    after = {t.number: order[t.number] for t in order if t.number < len(order)}
    words = _Words(areas, after, drawn=draw_id is not None)
    places = tuple(
        words.offer(place.turn, who, day, place.booth.number)
        for place in result.places
        for day in (days if whole else (place.booth.day,))
    )
    waits = tuple(
        words.offer(turn, who, min(turn.who.days), None)
        for turn in sorted(result.waiting, key=lambda t: t.number)
    )
    placed = {place.turn.who.key for place in result.places}
    return Proposal(
        event_id=event_id,
        days=days,
        draw_id=draw_id,
        places=tuple(sorted(places, key=lambda o: (o.day, o.booth or 0))),
        waits=waits,
        free=tuple(sorted(result.free, key=lambda b: (b.day, b.number))),
        left_out=found.left_out,
        fairness=fairness(found.people, placed, kept, days[0], areas.words),
        whole=whole,
    )


class _AreaWords:
    """Codes of areas as people say them."""

    def __init__(self, session: Session, people: Iterable[Who]) -> None:
        wards = {who.waiting.area[1] for who in people}
        self._places = regions.addresses(session, wards)

    def words(self, area: tuple[str, ...]) -> str:
        """`RW 03 Kuningan Timur, Setiabudi`."""
        address = self._places.get(area[1])
        ward = address.ward if address else area[1]
        district = address.district if address else area[0]
        rw = f"RW {area[2]} " if area[2] != NO_RW else ""
        return f"{rw}{ward}, {district}".strip(", ")


class _Words:
    """Why each stands where it stands in the order."""

    def __init__(self, areas: _AreaWords, after: Mapping[int, Turn], *, drawn: bool) -> None:
        self._areas, self._after, self._is_drawn = areas, after, drawn

    def offer(self, turn: Turn, who: Mapping[UUID, Who], day: date, booth: int | None) -> Offer:
        """One business of the order, told."""
        one = who[turn.who.key]
        return Offer(
            turn=turn.number,
            business_id=one.key,
            business=one.business,
            product_id=one.product_id,
            product=one.product,
            category=turn.who.category,
            area=self._areas.words(turn.who.area),
            day=day,
            booth=booth,
            rule=turn.rule,
            why=self._why(turn, waits=booth is None),
            scope=one.scope,
        )

    def _why(self, turn: Turn, *, waits: bool) -> str:
        said = [f"Urutan {turn.number}"]
        who, following = turn.who, self._after.get(turn.number)
        if turn.rule is TurnRule.AREA and following is not None:
            said.append(f"wilayahnya mendapat bagian lebih sedikit ({_own(turn)})")
        elif turn.rule is TurnRule.TIMES and following is not None:
            said.append(f"{who.times} kali ikut tahun ini, berikutnya {following.who.times} kali")
        elif turn.rule is TurnRule.WAIT:
            said.append(f"menunggu sejak {long_date(who.since)}, lebih lama dari berikutnya")
        elif turn.rule is TurnRule.NUMBER:
            word = f"{TurnRule.NUMBER.term} ({who.number})" if self._is_drawn else _UNDRAWN
            said.append(word[0].lower() + word[1:])
        else:
            said.append(_own(turn))
        if waits:
            said.append("lapak yang cocok sudah habis oleh urutan sebelumnya")
        return "; ".join(said) + "."


def _own(turn: Turn) -> str:
    return f"{turn.who.times} kali ikut tahun ini, menunggu sejak {long_date(turn.who.since)}"


# -- saving -----------------------------------------------------------------------------


def save(ws: Workspace, proposal: Proposal) -> Change:
    """Give the places and write the waiting list, all or nothing.

    Raises UserError `event.proposal_old` when the records changed since, and `role.missing`.
    """
    with ws.change() as recorder:
        session = recorder.session
        event = events.require(session, proposal.event_id)
        events.require_runner(ws, event)
        now = _propose(ws, session, proposal.event_id, proposal.days, proposal.draw_id)
        if now != proposal:
            raise UserError(
                "event.proposal_old",
                "Catatan sudah berubah sejak susunan ini dibuat (lapak, dokumen, atau giliran).",
                safe="Belum ada yang disimpan.",
                todo="Susun giliran sekali lagi, lihat hasilnya, lalu simpan.",
            )
        _write(recorder, event, proposal)
        recorder.tell(
            "market_event.allocated",
            event,
            places=len(proposal.places),
            waiting=len(proposal.waits),
            days=[day.isoformat() for day in proposal.days],
        )
        return recorder.done()


def _write(recorder: Recorder, event: MarketEvent, proposal: Proposal) -> None:
    old = {row.business_id: row for row in events_rows.waiting(recorder.session, event.id)}
    stay = {offer.business_id: offer for offer in proposal.waits}
    for key, row in old.items():
        offer = stay.get(key)
        if offer is not None and row.day == offer.day:
            row.turn, row.turn_rule = offer.turn, _text(offer.rule)
            row.product_id, row.draw_id = offer.product_id, proposal.draw_id
        else:
            row.deleted = True
    # What ends must reach the centre before what takes its place.
    recorder.session.flush()
    kept = {key for key, row in old.items() if not row.deleted}
    for offer in proposal.rows():
        if offer.booth is None and offer.business_id in kept:
            continue
        recorder.add(_booking(event, offer, proposal.draw_id))


def _text(rule: TurnRule | None) -> str | None:
    return None if rule is None else str(rule)


def _booking(event: MarketEvent, offer: Offer, draw_id: UUID | None) -> EventBooking:
    return EventBooking(
        event_id=event.id,
        business_id=offer.business_id,
        product_id=offer.product_id,
        day=offer.day,
        booth=offer.booth,
        state=str(BookingState.WAITING if offer.booth is None else BookingState.ASSIGNED),
        turn=offer.turn,
        turn_rule=_text(offer.rule),
        draw_id=draw_id,
        reason=None,
        scope=offer.scope,
        guest_scope=None if offer.scope == event.scope else event.scope,
    )
