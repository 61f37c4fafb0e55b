"""The papers of an event: booth cards, the list of places, the plan; records in, PDF/A out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.market.booth_code import booth_code
from app.domain.market.terms import BookingState
from app.domain.numbers import paper_mark
from app.errors import UserError
from app.services import bookings, events, letterheads
from app.services.events import EventView
from app.services.events_rows import BookingLine
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.event_values import EventFacts

_ELSEWHERE = "Wilayah lain"


def cards_pdf(ws: Workspace, event_id: UUID, days: Sequence[date]) -> bytes:
    """A card for each booth that is given on these days; UserError `event.no_places`."""
    from app.reports.booth_cards import render_booth_cards
    from app.reports.event_values import Card

    wanted = set(days)
    lines = [x for x in bookings.of_event(ws, event_id) if x.counts and x.day in wanted]
    if not lines:
        raise _no_places()
    made = [
        Card(
            booth=line.booth or 0,
            business=line.business,
            product=line.product,
            category=line.category.term if line.category else "",
            day=line.day,
            code=booth_code(event_id, line.id, line.booth or 0),
        )
        for line in lines
    ]
    return render_booth_cards(_facts(ws, events.get(ws, event_id), lines[0].day), made)


def places_pdf(ws: Workspace, event_id: UUID, day: date) -> bytes:
    """Who has which booth on a day, and who waits; UserError `event.no_places`."""
    from app.reports.event_places import render_places
    from app.reports.event_values import PlaceRow, PlacesData, WaitRow

    view = events.get(ws, event_id)
    lines = bookings.of_event(ws, event_id)
    given = [line for line in lines if line.counts and line.day == day]
    if not given:
        raise _no_places()
    by_district: dict[str, list[PlaceRow]] = defaultdict(list)
    for line in given:
        row = PlaceRow(line.booth or 0, line.business, line.product, _home(line), _category(line))
        by_district[line.district or _ELSEWHERE].append(row)
    waits = [line for line in lines if line.state is BookingState.WAITING and line.day <= day]
    waits.sort(key=lambda line: (line.turn is None, line.turn or 0, line.business))
    taken = {line.booth for line in given}
    data = PlacesData(
        facts=_facts(ws, view, day),
        mark=paper_mark("DL", view.form.region_code, day.year, event_id),
        districts=tuple((name, tuple(rows)) for name, rows in sorted(by_district.items())),
        waiting=tuple(WaitRow(w.turn, w.business, w.product, w.area) for w in waits),
        free=tuple(stall.no for stall in view.plan.on(day) if stall.no not in taken),
    )
    return render_places(data)


def floor_pdf(ws: Workspace, event_id: UUID, day: date) -> bytes:
    """The plan of the floor on a day; UserError `event.no_booths`."""
    from app.reports.event_floor import render_floor
    from app.reports.event_values import FloorData, FloorStall

    view = events.get(ws, event_id)
    if not view.plan.on(day):
        raise UserError(
            "event.no_booths",
            "Denah acara ini belum memuat lapak pada hari itu.",
            todo="Susun dahulu denahnya, simpan, lalu cetak.",
        )
    whose = {x.booth: x.business for x in bookings.of_day(ws, event_id, day) if x.counts}
    stalls = tuple(
        FloorStall(
            *(s.no, s.x, s.y, s.w, s.h, whose.get(s.no, "")),
            kinds=", ".join(sorted(c.term for c in s.categories)),
        )
        for s in view.plan.on(day)
    )
    mark = paper_mark("DN", view.form.region_code, day.year, event_id)
    plan = view.plan
    return render_floor(FloorData(_facts(ws, view, day), mark, plan.width, plan.height, stalls))


def _home(line: BookingLine) -> str:
    return " ".join(part for part in (f"RW {line.rw}" if line.rw else "", line.ward) if part)


def _category(line: BookingLine) -> str:
    return line.category.term if line.category else ""


def _facts(ws: Workspace, view: EventView, day: date) -> EventFacts:
    from app.reports.event_values import EventFacts
    from app.reports.values import PaperStatus

    form = view.form
    with ws.db.read() as session:
        head = letterheads.letterhead(ws, session, form.region_code, day)
    return EventFacts(
        channel=form.channel.term,
        name=form.name,
        place=form.place,
        region=view.region_name,
        day=day,
        letterhead=head,
        status=PaperStatus.TRAINING if ws.me.training else PaperStatus.FINAL,
    )


def _no_places() -> UserError:
    return UserError(
        "event.no_places",
        "Belum ada lapak yang diberikan pada hari itu.",
        todo="Bagikan dahulu lapaknya di tab Lapak dan giliran, lalu cetak.",
    )
