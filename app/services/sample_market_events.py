"""Sample events: a bazaar under way with places by turns, Fridays to come, a mall being planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from app.domain.market.channels import Channel
from app.domain.market.floor import Grid, generate
from app.domain.market.terms import EventState, Teller
from app.errors import UserError
from app.services import events, events_days, events_planning, events_turns
from app.services.events import EventForm
from app.services.workspace import Workspace

_COUNTS = (6, 8, 10)
_TAKINGS = (185_000, 240_000, 325_000, 410_000)


def fill_events(ws: Workspace) -> None:
    """Three kinds of events on the sample businesses; says Contoh."""
    today = ws.today()
    form = EventForm(
        channel=Channel.BAZAAR,
        name="Bazar Contoh UP2K-PKK",
        place="Halaman Contoh Balai Kota",
        region_code="31",
        first_day=today,
        last_day=today + timedelta(days=2),
    )
    (bazaar,), _ = events_planning.create(ws, form)
    days = events.get(ws, bazaar).days
    plan = generate(Grid(2, 5, width=3.0)).with_counts(days, _COUNTS)
    events_planning.save_plan(ws, bazaar, plan)
    events_planning.set_state(ws, bazaar, EventState.OPEN)
    _give(ws, bazaar)
    fridays = events_planning.fridays_from(today + timedelta(days=3), 3)
    weekly = replace(form, channel=Channel.FRIDAY, name="Jumat Beli Lokal Contoh")
    weekly = replace(weekly, place="Pelataran Contoh Blok S", region_code="31.74")
    events_planning.create(ws, weekly, fridays)
    mall = replace(form, channel=Channel.MALL, name="Goes To Mall Contoh", whole=True)
    later = today + timedelta(days=30)
    mall = replace(mall, place="Mal Contoh", first_day=later, last_day=later + timedelta(days=1))
    events_planning.create(ws, mall)


def _give(ws: Workspace, bazaar: UUID) -> None:
    try:
        proposal = events_turns.propose(ws, bazaar, events_turns.days_left(ws, bazaar))
    except UserError:  # no sample product may enter: the event stays without places
        return
    events_turns.save(ws, proposal)
    for at, line in enumerate(events_days.day(ws, bazaar, ws.today())):
        if at % 4 != 3:
            events_days.tick(ws, line.line.id)
        if at % 2 == 0:
            amount = _TAKINGS[at % len(_TAKINGS)]
            events_days.record_taking(ws, line.line.id, amount, Teller.BUSINESS)
