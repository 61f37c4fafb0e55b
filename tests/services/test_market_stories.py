"""What the market and others did for a business stands in the stories of its products."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from app.domain.market.terms import BookingState, EventState, TrainingState
from app.models.market import Aid, EventBooking, MarketEvent
from app.services import stories, trainings
from app.services.trainings import TrainingForm
from app.services.workspace import Workspace
from app.ui.pages.followups.story import StoryWords
from tests.services.field import DISTRICT, add_product, judge, open_session, register


def told(ws: Workspace, product: UUID) -> dict[str, str]:
    """The sentences of the story by their verbs; the last of each."""
    words = StoryWords()
    return {line.verb: words.sentence(line) for line in stories.of_product(ws, product).lines}


def helped(ws: Workspace, business: UUID, year: int = 2021) -> None:
    with ws.change() as recorder:
        recorder.add(
            Aid(
                business_id=business,
                programme="BPUM",
                year=year,
                received_on=date(year, 5, 3),
                amount=1_200_000,
                source="daftar.csv",
                scope="training",
            )
        )
        recorder.done()


def booth(ws: Workspace, business: UUID, state: BookingState) -> None:
    with ws.change() as recorder:
        event = recorder.add(
            MarketEvent(
                channel="bazaar",
                name="Bazar Balai Kota",
                place="Balai Kota",
                region_code="31",
                first_day=ws.today(),
                last_day=ws.today(),
                state=str(EventState.OPEN),
                plan={},
                scope="training",
            )
        )
        recorder.add(
            EventBooking(
                event_id=event.id,
                business_id=business,
                day=ws.today(),
                booth=5,
                state=str(state),
                scope="training",
            )
        )
        recorder.done()


def test_aid_is_told_with_its_day_and_stands_where_it_belongs(ws: Workspace) -> None:
    business = register(ws)
    product = add_product(ws, business, photo=False)
    helped(ws, business)
    first, *_ = stories.of_product(ws, product).lines
    assert (first.verb, first.at.date()) == ("aid.received", date(2021, 5, 3))
    assert "BPUM 2021" in told(ws, product)["aid.received"]
    assert "Rp1.200.000" in told(ws, product)["aid.received"]


def test_another_business_is_not_told(ws: Workspace) -> None:
    helped(ws, register(ws, "Dapur Lain"))
    product = add_product(ws, register(ws), photo=False)
    assert "aid.received" not in told(ws, product)


def test_a_booth_and_a_training_are_told(ws: Workspace) -> None:
    business = register(ws)
    product = add_product(ws, business, photo=False)
    booth(ws, business, BookingState.ASSIGNED)
    form = TrainingForm(
        "Universitas Contoh", "Kemasan", ws.today() - timedelta(days=2), "Aula", DISTRICT
    )
    key, _ = trainings.save(ws, form, None, [business])
    assert "Universitas Contoh" in told(ws, product)["place.offered"]
    trainings.mark(ws, [p.id for p in trainings.places(ws, key)], TrainingState.ATTENDED)
    found = told(ws, product)
    assert "place.offered" not in found
    assert "Kemasan" in found["place.attended"]
    assert "5" in found["booth.assigned"]
    assert "Bazar Balai Kota" in found["booth.assigned"]


def test_a_place_in_the_waiting_list_is_no_line(ws: Workspace) -> None:
    business = register(ws)
    product = add_product(ws, business, photo=False)
    booth(ws, business, BookingState.WAITING)
    assert not any(verb.startswith("booth.") for verb in told(ws, product))


def test_lines_are_in_the_order_of_their_moments(ws: Workspace) -> None:
    business = register(ws)
    product = add_product(ws, business, category="MKN", photo=False)
    judge(ws, product, open_session(ws), 4)
    helped(ws, business)
    moments = [line.at for line in stories.of_product(ws, product).lines]
    assert moments == sorted(moments)
