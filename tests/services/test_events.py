"""Acara: planning, turns, what happens to places afterwards, attendance, takings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.market import draw as rule
from app.domain.market.booth_code import booth_code
from app.domain.market.channels import Channel
from app.domain.market.floor import EMPTY, Grid, Stall, generate
from app.domain.market.terms import BookingState, EventState, Teller
from app.domain.market.turns import TurnRule
from app.domain.terms import Category
from app.errors import UserError
from app.models.entities import Business
from app.models.market import DrawRecord, EventTaking
from app.services import (
    bookings,
    bookings_by_hand,
    changes,
    events,
    events_days,
    events_draws,
    events_planning,
    events_turns,
)
from app.services.events import EventForm
from app.services.events_turns import Proposal
from app.services.workspace import Workspace
from tests.services.event_field import FIRST, REGION, WARDS, Stallholder, bazaar, stock

SECOND = FIRST + timedelta(days=1)
FORM = EventForm(Channel.BAZAAR, "Bazar", "Balai Kota", REGION, FIRST, SECOND)


def neighbours(count: int, **values: Any) -> list[Stallholder]:
    """That many in the RWs of one kelurahan, by turns."""
    return [Stallholder(f"Usaha {at:02d}", rw=f"{at % 3 + 1:02d}", **values) for at in range(count)]


def allocated(
    ws: Workspace, counts: tuple[int, ...] = (2, 3), **agreed: Any
) -> tuple[UUID, Proposal]:
    """An event whose places were given by turns; the event and the proposal."""
    event = bazaar(ws, counts, **agreed)
    proposal = events_turns.propose(ws, event, events_turns.days_left(ws, event))
    events_turns.save(ws, proposal)
    return event, proposal


def code_of(caught: pytest.ExceptionInfo[UserError]) -> str:
    return caught.value.code


# -- planning ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "event.incomplete"),
        ({"place": ""}, "event.incomplete"),
        ({"last_day": FIRST - timedelta(days=1)}, "event.days"),
        ({"last_day": FIRST + timedelta(days=40)}, "event.days"),
        ({"channel": Channel.FRIDAY}, "event.not_friday"),
        ({"region_code": "32"}, "event.outside"),
        ({"region_code": "31.74.04.1001"}, "event.outside"),
    ],
)
def test_an_event_that_cannot_be_is_told(ws: Workspace, values: dict[str, Any], code: str) -> None:
    with pytest.raises(UserError) as caught:
        events_planning.create(ws, replace(FORM, **values))
    assert code_of(caught) == code
    assert events.listed(ws) == []


def test_several_fridays_are_made_and_undone_at_once(ws: Workspace) -> None:
    form = replace(FORM, channel=Channel.FRIDAY, name="Jumat Beli Lokal")
    days = events_planning.fridays_from(date(2026, 11, 25), 4)
    assert days[0] == date(2026, 11, 27)
    keys, change = events_planning.create(ws, form, days)
    assert [line.first_day for line in events.listed(ws)] == list(days)
    assert all(events.get(ws, key).days == (day,) for key, day in zip(keys, days, strict=True))
    changes.undo(ws, change)
    assert events.listed(ws) == []


def test_a_plan_is_drawn_once_for_all_fridays_of_a_place(ws: Workspace) -> None:
    form = replace(FORM, channel=Channel.FRIDAY, name="Jumat Beli Lokal")
    keys, _ = events_planning.create(ws, form, events_planning.fridays_from(FIRST, 3))
    plan = generate(Grid(2, 4))
    change = events_planning.save_plan(ws, keys[0], plan)
    assert [events.get(ws, key).plan for key in keys] == [plan] * 3
    changes.undo(ws, change)
    assert [events.get(ws, key).plan for key in keys] == [EMPTY] * 3
    events_planning.save_plan(ws, keys[1], plan)
    other = generate(Grid(1, 2))
    events_planning.save_plan(ws, keys[2], other)
    assert events.get(ws, keys[0]).plan == plan, "what has a plan keeps it"
    (next_one,), _ = events_planning.create(
        ws, form, events_planning.fridays_from(FIRST + timedelta(days=40), 1)
    )
    assert events.get(ws, next_one).plan == other
    (elsewhere,), _ = events_planning.create(ws, replace(FORM, place="Monas"))
    assert events.get(ws, elsewhere).plan == EMPTY


def test_what_is_over_comes_after_what_comes(ws: Workspace) -> None:
    bazaar(ws, (1,), first=date(2026, 11, 1), name="Lama")
    bazaar(ws, (1,), first=date(2026, 12, 20), name="Kelak")
    bazaar(ws, (1,), first=date(2026, 11, 21), name="Hari ini")
    assert [line.name for line in events.listed(ws)] == ["Hari ini", "Kelak", "Lama"]


def test_56_booths_on_the_first_day_and_more_later(ws: Workspace) -> None:
    event = bazaar(ws, (56, 64, 64))
    view = events.get(ws, event)
    assert view.plan.counts(view.days) == (56, 64, 64)
    assert events.listed(ws)[0].booths == 184


def test_booths_on_one_ground_are_refused(ws: Workspace) -> None:
    event = bazaar(ws)
    plan = EMPTY.with_stall(Stall(1, 0, 0, 2, 2)).with_stall(Stall(2, 1, 1, 2, 2))
    with pytest.raises(UserError, match="bertumpuk") as caught:
        events_planning.save_plan(ws, event, plan)
    assert code_of(caught) == "event.plan_wrong"


def test_given_places_hold_their_event_and_their_booth(ws: Workspace) -> None:
    stock(ws, neighbours(4))
    event, _ = allocated(ws, (2, 2))
    form = events.get(ws, event).form
    values: dict[str, Any]
    for values in ({"channel": Channel.MALL}, {"region_code": "31"}, {"last_day": FIRST}):
        with pytest.raises(UserError) as caught:
            events_planning.update(ws, event, replace(form, **values))
        assert code_of(caught) == "event.in_use"
    with pytest.raises(UserError) as caught:
        events_planning.save_plan(ws, event, generate(Grid(1, 1)))
    assert code_of(caught) == "event.booth_in_use"
    with pytest.raises(UserError):
        events_planning.remove(ws, event)
    events_planning.update(ws, event, replace(form, name="Bazar Baru"))
    events_planning.set_state(ws, event, EventState.OPEN)
    view = events.get(ws, event)
    assert (view.form.name, view.state) == ("Bazar Baru", EventState.OPEN)


# -- turns ------------------------------------------------------------------------------


def test_rws_take_turns_and_every_place_has_its_reason(ws: Workspace) -> None:
    stock(
        ws,
        [
            *neighbours(9),
            *(Stallholder(f"Jauh {at}", ward=WARDS[2], rw="01") for at in range(3)),
        ],
    )
    _, proposal = allocated(ws, (2, 4))
    districts = Counter(offer.area.rpartition(", ")[2] for offer in proposal.places)
    assert sorted(districts.values()) == [3, 3], "two kecamatan have the same number of places"
    assert [offer.turn for offer in proposal.rows()] == list(range(1, 13))
    assert all(offer.why.startswith(f"Urutan {offer.turn};") for offer in proposal.rows())
    assert {offer.rule for offer in proposal.places} >= {TurnRule.AREA}
    assert all("sudah habis" in offer.why for offer in proposal.waits)
    assert proposal.fairness.first_timers == 6
    assert proposal.fairness.gini is not None


def test_nobody_comes_twice_and_days_fill_in_order(ws: Workspace) -> None:
    keys = stock(ws, neighbours(6))
    event, proposal = allocated(ws, (2, 3))
    assert len({offer.business_id for offer in proposal.places}) == 5
    assert [offer.day for offer in proposal.places] == [FIRST] * 2 + [SECOND] * 3
    waiting = bookings.waiting(ws, event)
    assert [line.turn for line in waiting] == [6]
    assert {line.business_id for line in waiting} < set(keys)


def test_who_may_not_is_left_out_with_what_would_help(ws: Workspace) -> None:
    stock(ws, [*neighbours(2), Stallholder("Tanpa NIB", nib=False)])
    _, proposal = allocated(ws)
    (left,) = proposal.left_out
    assert left.business == "Tanpa NIB"
    assert left.reasons[0].what == "Belum ada NIB."
    assert left.reasons[0].todo


def test_turns_had_come_first_in_the_next_event(ws: Workspace) -> None:
    stock(ws, [Stallholder("Anggi"), Stallholder("Budi"), Stallholder("Citra")])
    _, before = allocated(ws, (2,))
    had = {offer.business for offer in before.places}
    event = bazaar(ws, (3,), first=FIRST + timedelta(days=30), name="Berikut")
    order = events_turns.propose(ws, event, events.get(ws, event).days).rows()
    assert {offer.business for offer in order[1:]} == had
    assert order[0].rule is TurnRule.TIMES
    assert "0 kali ikut tahun ini, berikutnya 1 kali" in order[0].why


def test_a_booth_for_a_category_takes_only_that(ws: Workspace) -> None:
    stock(ws, [Stallholder("Kain"), Stallholder("Kue", category="MKN")])
    event = bazaar(ws, (1,))
    plan = events.get(ws, event).plan
    stall = replace(plan.stalls[0], categories=frozenset({Category.PACKAGED_FOOD}))
    events_planning.save_plan(ws, event, plan.with_stall(stall))
    proposal = events_turns.propose(ws, event, [FIRST])
    assert [offer.business for offer in proposal.places] == ["Kue"]
    assert [offer.business for offer in proposal.waits] == ["Kain"]


def test_an_exhibition_gives_a_booth_for_all_days(ws: Workspace) -> None:
    stock(ws, neighbours(3))
    event, proposal = allocated(ws, (2, 2), whole=True)
    by_booth = {(offer.booth, offer.business) for offer in proposal.places}
    assert len(proposal.places) == 4
    assert len(by_booth) == 2
    first = next(line for line in bookings.of_event(ws, event) if line.booth == 1)
    freed = bookings.give_up(ws, first.id, "sakit")
    assert freed.heir == proposal.waits[0].business
    heirs = [line for line in bookings.of_event(ws, event) if line.counts and line.booth == 1]
    assert [line.day for line in heirs] == [FIRST, SECOND]
    assert {line.business for line in heirs} == {freed.heir}


def test_a_draw_decides_where_all_else_is_equal(ws: Workspace) -> None:
    keys = stock(ws, [Stallholder(name, days_ago=1) for name in ("Anggi", "Budi", "Citra")])
    event = bazaar(ws, (3,))
    names = dict(zip(keys, ("Anggi", "Budi", "Citra"), strict=True))
    draw, drawn = publish(ws, event, keys)
    (choice,) = events_draws.choices(ws, event)
    assert choice.title == "Undian Bazar"
    proposal = events_turns.propose(ws, event, [FIRST], choice.draw_id)
    assert [offer.business for offer in proposal.places] == [names[key] for key in drawn]
    assert "nomor undian lebih kecil (1)" in proposal.places[0].why
    events_turns.save(ws, proposal)
    assert {line.draw_id for line in bookings.of_event(ws, event)} == {draw}
    later = date(2027, 1, 20)
    plain = events_turns.propose(ws, bazaar(ws, (3,), first=later), [later])
    assert "terdaftar lebih dahulu" in plain.places[0].why


def test_a_draw_that_is_not_there_or_not_honest_decides_nothing(ws: Workspace) -> None:
    keys = stock(ws, [Stallholder(name, days_ago=1) for name in ("Anggi", "Budi", "Citra")])
    event = bazaar(ws, (3,))
    forged, _ = publish(ws, event, keys, forge=True)
    for draw, code in ((ws.ids.new(), "event.draw_gone"), (forged, "event.draw_wrong")):
        with pytest.raises(UserError) as caught:
            events_turns.propose(ws, event, [FIRST], draw)
        assert code_of(caught) == code


def publish(
    ws: Workspace, event: UUID, keys: list[UUID], *, forge: bool = False
) -> tuple[UUID, list[UUID]]:
    """A draw among these, announced and drawn; its key and the order that came out."""
    people = [rule.Candidate(key, "Usaha", "31.74") for key in keys]
    told = rule.announce(
        "Undian Bazar", 1, people, ["Penutupan IHSG"], (FIRST, SECOND), salt="garam"
    )
    order = [one.key for one in rule.draw(told, ["7.241,88"]).order]
    shown = list(reversed(order)) if forge else order
    result = {"numbers": ["7.241,88"], "order": [str(key) for key in shown]}
    draw = ws.ids.new()
    with ws.change() as recorder:
        for part, body in (("announced", told.to_json()), ("drawn", result)):
            recorder.add(
                DrawRecord(
                    draw_id=draw,
                    part=part,
                    event_id=event,
                    title="Undian Bazar",
                    fingerprint=told.fingerprint,
                    body=body,
                    told_at=ws.clock.now(),
                    scope=REGION,
                )
            )
    return draw, order


def test_what_changed_since_the_preview_is_not_overrun(ws: Workspace) -> None:
    keys = stock(ws, neighbours(3))
    event = bazaar(ws, (2,))
    proposal = events_turns.propose(ws, event, [FIRST])
    with ws.change() as recorder:
        recorder.session.get_one(Business, keys[0]).nib = None
    with pytest.raises(UserError) as caught:
        events_turns.save(ws, proposal)
    assert code_of(caught) == "event.proposal_old"
    assert bookings.of_event(ws, event) == ()


def test_troubles_before_a_proposal_are_told(ws: Workspace) -> None:
    (key,), _ = events_planning.create(ws, FORM)
    for days, code in (((), "event.no_days"), ((FIRST,), "event.no_booths")):
        with pytest.raises(UserError) as caught:
            events_turns.propose(ws, key, days)
        assert code_of(caught) == code
    events_planning.save_plan(ws, key, generate(Grid(1, 2)))
    with pytest.raises(UserError) as caught:
        events_turns.propose(ws, key, [FIRST])
    assert code_of(caught) == "event.no_candidates"
    stock(ws, [Stallholder("Tanpa NIB", nib=False)])
    with pytest.raises(UserError, match="Belum ada NIB") as caught:
        events_turns.propose(ws, key, [FIRST])
    assert code_of(caught) == "event.no_candidates"


# -- afterwards -------------------------------------------------------------------------


def test_the_first_who_waits_and_fits_moves_up(ws: Workspace) -> None:
    stock(ws, [*neighbours(3), Stallholder("Kue", category="MKN", ward=WARDS[2])])
    event, proposal = allocated(ws, (2,))
    first = next(line for line in bookings.of_event(ws, event) if line.booth == 1)
    freed = bookings.no_show(ws, first.id)
    assert (freed.booth, freed.heir) == (1, proposal.waits[0].business)
    now = next(line for line in bookings.of_event(ws, event) if line.counts and line.booth == 1)
    assert now.business == freed.heir
    assert now.turn == proposal.waits[0].turn
    gone = next(line for line in bookings.of_event(ws, event) if line.id == first.id)
    assert gone.state is BookingState.NO_SHOW
    changes.undo(ws, freed.change)
    assert [line.business for line in bookings.of_event(ws, event) if line.counts] == [
        offer.business for offer in proposal.places
    ]
    assert [line.turn for line in bookings.waiting(ws, event)] == [o.turn for o in proposal.waits]


def test_who_lost_a_paper_does_not_move_up(ws: Workspace) -> None:
    keys = stock(ws, neighbours(3))
    event, proposal = allocated(ws, (1,))
    assert {o.business_id for o in proposal.waits} < set(keys)
    with ws.change() as recorder:
        recorder.session.get_one(Business, proposal.waits[0].business_id).nib = None
    (place,) = [line for line in bookings.of_event(ws, event) if line.counts]
    freed = bookings.give_up(ws, place.id, "Bahan habis")
    assert freed.heir == proposal.waits[1].business


def test_a_free_booth_stays_free_when_nobody_waits(ws: Workspace) -> None:
    stock(ws, neighbours(2))
    event, _ = allocated(ws, (2,))
    freed = bookings.no_show(ws, bookings.of_event(ws, event)[0].id)
    assert freed.heir is None
    assert len([line for line in bookings.of_event(ws, event) if line.counts]) == 1
    with pytest.raises(UserError) as caught:
        bookings.no_show(ws, bookings.of_event(ws, event)[0].id)
    assert code_of(caught) == "booking.gone"


def test_a_swap_ends_two_rows_and_begins_two(ws: Workspace) -> None:
    stock(ws, neighbours(2))
    event, _ = allocated(ws, (2,))
    one, other = bookings.of_event(ws, event)
    with pytest.raises(UserError) as caught:
        bookings.swap(ws, one.id, other.id, "  ")
    assert code_of(caught) == "booking.no_reason"
    bookings.swap(ws, one.id, other.id, "Butuh listrik")
    lines = bookings.of_event(ws, event)
    assert Counter(line.state for line in lines) == {
        BookingState.SWAPPED: 2,
        BookingState.ASSIGNED: 2,
    }
    now = {line.business: line.booth for line in lines if line.counts}
    assert now == {one.business: other.booth, other.business: one.booth}
    assert all("Butuh listrik" in line.reason for line in lines)


def test_a_booth_made_for_others_is_not_swapped_into(ws: Workspace) -> None:
    stock(ws, [Stallholder("Kain"), Stallholder("Kue", category="MKN")])
    event = bazaar(ws, (2,))
    plan = events.get(ws, event).plan
    stall = replace(plan.stalls[0], categories=frozenset({Category.PACKAGED_FOOD}))
    events_planning.save_plan(ws, event, plan.with_stall(stall))
    events_turns.save(ws, events_turns.propose(ws, event, [FIRST]))
    one, other = bookings.of_event(ws, event)
    with pytest.raises(UserError) as caught:
        bookings.swap(ws, one.id, other.id, "Ingin di depan")
    assert code_of(caught) == "booking.not_fitting"


def test_by_hand_the_rules_hold_all_the_same(ws: Workspace) -> None:
    stock(ws, [*neighbours(2), Stallholder("Tanpa NIB", nib=False)])
    event = bazaar(ws, (2,))
    found = {c.business: c for c in bookings_by_hand.candidates(ws, event, FIRST, "")}
    assert found["Tanpa NIB"].blocked.startswith("Belum ada NIB.")
    with pytest.raises(UserError) as caught:
        bookings_by_hand.book(ws, event, FIRST, 1, found["Tanpa NIB"].product_id, "Titipan")
    assert code_of(caught) == "booking.not_allowed"
    one = found["Usaha 00"]
    with pytest.raises(UserError) as caught:
        bookings_by_hand.book(ws, event, FIRST, 1, one.product_id, "")
    assert code_of(caught) == "booking.no_reason"
    bookings_by_hand.book(ws, event, FIRST, 1, one.product_id, "Tuan rumah")
    with pytest.raises(UserError) as caught:
        bookings_by_hand.book(ws, event, FIRST, 2, one.product_id, "Lagi")
    assert code_of(caught) == "booking.twice"
    with pytest.raises(UserError, match=r"Lapak kosong berikutnya: 2\.") as caught:
        bookings_by_hand.book(ws, event, FIRST, 1, found["Usaha 01"].product_id, "Tamu")
    assert code_of(caught) == "booking.booth_taken"
    (line,) = bookings.of_event(ws, event)
    assert line.reason == "Di luar giliran: Tuan rumah"


# -- the day ----------------------------------------------------------------------------


def test_a_card_is_scanned_once_and_told_when_again(ws: Workspace) -> None:
    stock(ws, neighbours(2))
    event, _ = allocated(ws, (2,))
    one, other = bookings.of_event(ws, event)
    code = booth_code(event, one.id, one.booth or 0)
    seen = events_days.scan(ws, event, FIRST, code.lower().replace("-", " "))
    assert (seen.line.business, seen.again, seen.moved_from) == (one.business, False, None)
    assert events_days.scan(ws, event, FIRST, code).again
    events_days.tick(ws, other.id)
    assert [(d.came, d.scanned) for d in events_days.day(ws, event, FIRST)] == [
        (True, True),
        (True, False),
    ]


def test_a_card_from_before_a_swap_still_finds_its_business(ws: Workspace) -> None:
    stock(ws, neighbours(2))
    event, _ = allocated(ws, (2,))
    one, other = bookings.of_event(ws, event)
    bookings.swap(ws, one.id, other.id, "Butuh listrik")
    seen = events_days.scan(ws, event, FIRST, booth_code(event, one.id, one.booth or 0))
    assert (seen.line.business, seen.line.booth, seen.moved_from) == (one.business, 2, 1)


def test_cards_that_do_not_count_are_told(ws: Workspace) -> None:
    stock(ws, neighbours(2))
    event, _ = allocated(ws, (1,))
    (place,) = [line for line in bookings.of_event(ws, event) if line.counts]
    code = booth_code(event, place.id, 1)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    other = bazaar(ws, (1,), name="Bazar Lain", first=SECOND)
    bookings.no_show(ws, place.id)
    cases = {
        "card.mistyped": (event, FIRST, wrong),
        "card.not_a_card": (event, FIRST, "K-31.74.04-A7-2026-00012-X"),
        "card.elsewhere": (other, SECOND, code),
        "card.unknown": (event, FIRST, booth_code(event, ws.ids.new(), 1)),
        "card.other_day": (event, SECOND, code),
        "card.ended": (event, FIRST, code),
    }
    for wanted, (where, day, text) in cases.items():
        with pytest.raises(UserError) as caught:
            events_days.scan(ws, where, day, text)
        assert code_of(caught) == wanted
        assert caught.value.todo


def test_takings_are_corrected_by_a_later_word(ws: Workspace) -> None:
    stock(ws, neighbours(1))
    event, _ = allocated(ws, (1,))
    (place,) = bookings.of_event(ws, event)
    events_days.record_taking(ws, place.id, 250_000, Teller.BUSINESS)
    events_days.record_taking(ws, place.id, 275_000, Teller.OFFICER)
    (line,) = events_days.day(ws, event, FIRST)
    assert (line.taken, line.told_by) == (275_000, Teller.OFFICER)
    with ws.db.read() as session:
        assert session.scalar(sa.select(sa.func.count(EventTaking.id))) == 2
    with pytest.raises(UserError) as caught:
        events_days.record_taking(ws, place.id, -1, Teller.OFFICER)
    assert code_of(caught) == "taking.amount"
