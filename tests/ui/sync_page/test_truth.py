"""What the page says of the state of things: every word rests on something that is so."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.local import Refusal, SyncRow, SyncState
from app.services import businesses, refusals, safety, syncing
from app.services.businesses import BusinessForm
from app.services.safety import Safety
from app.services.syncing import Status
from app.services.workspace import Workspace
from app.sync.report import Progress
from app.ui.desk import Desk
from app.ui.kit.sidebar import StatusKind
from app.ui.lanes import InlineLanes
from app.ui.pages.businesses import BusinessesPage
from app.ui.pages.sync import SyncPage
from app.ui.pages.sync.jobs import read_view
from app.ui.pages.sync.telling import Telling
from app.ui.shell.standing import StandingWords
from app.ui.syncing.facts import Standing, is_all_confirmed
from app.ui.syncing.network import NoNetwork
from tests.conftest import NOW
from tests.ui.sync_page.conftest import WARD

SAFE = Safety(12, 0, 3, 0, 0, 0, 0, 0)
DONE = Status(
    enrolled=True,
    sample=False,
    centre_url="https://pusat.example",
    waiting_rows=0,
    waiting_photos=0,
    waiting_bytes=0,
    refused=0,
    conflicts=0,
    last_success_at=NOW,
    skew_ms=0,
)
LESS: list[dict[str, object]] = [
    {"waiting_rows": 1},
    {"waiting_photos": 1},
    {"refused": 1},
    {"handed_over": 1},
    {"conflicts": 1},
    {"carried": 1},
    {"unequal": ("31.74.04",)},
    {"upgrade": "laptop"},
    {"last_success_at": None},
]


def register(ws: Workspace, name: str = "Dapur Sari") -> UUID:
    form = BusinessForm(name=name, owner_name="Nur", ward_code=WARD, consent=True)
    return businesses.save(ws, form)[0]


def refuse(ws: Workspace, key: UUID, code: str) -> None:
    """As the centre's answer leaves it."""
    with ws.db.write() as session:
        session.get_one(SyncRow, ("business", key)).state = "refused"
        session.add(Refusal(entity="business", id=key, code=code, refused_at=ws.clock.now()))


# -- the sidebar -------------------------------------------------------------------------


def words_of(desk: Desk, status: Status, *, running: bool = False) -> tuple[StatusKind, str]:
    words = StandingWords()
    return words.words(Standing(status, status.refused), desk.background, running=running)


def test_the_green_one_only_where_everything_is_confirmed(desk: Desk) -> None:
    assert words_of(desk, DONE) == (StatusKind.DONE, "All at the centre · 21 Nov 10.00")
    assert is_all_confirmed(DONE)


@pytest.mark.parametrize("less", LESS, ids=lambda less: next(iter(less)))
def test_no_green_one_while_anything_is_open(desk: Desk, less: dict[str, object]) -> None:
    status = replace(DONE, **less)  # type: ignore[arg-type]
    assert not is_all_confirmed(status)
    assert words_of(desk, status)[0] is not StatusKind.DONE
    assert words_of(desk, DONE, running=True)[0] is StatusKind.SYNCING


def test_a_refusal_that_goes_by_itself_needs_nobody(desk: Desk) -> None:
    standing = Standing(replace(DONE, refused=2), refused=0)
    kind, _ = StandingWords().words(standing, desk.background, running=False)
    assert kind is not StatusKind.ATTENTION


# -- the page ------------------------------------------------------------------------------


def test_what_waits_and_how_long_it_takes(enrolled: SyncPage, ws: Workspace) -> None:
    register(ws)
    enrolled.reload()
    assert enrolled.waiting_card.grid.value("Business") == "1"
    assert enrolled.waiting_card.grid.value("Estimated time") == "less than a minute"
    assert "Sending will take less than a minute." in enrolled.status_card.detail.text()


def test_safe_to_wipe_names_exactly_what_is_missing(enrolled: SyncPage, ws: Workspace) -> None:
    card = enrolled.safety_card
    card.show_safety(SAFE)
    assert card.is_safe
    assert "12 records and 3 photos" in card.confirmed.text()
    assert not any(label.isVisible() for label in card.missing)
    card.show_safety(replace(SAFE, open_records=4, drafts=1))
    shown = [label.text() for label in card.missing if label.isVisible()]
    assert shown == ["•  4 records are not confirmed yet", "•  1 drafts are on this laptop only"]


def test_safe_to_wipe_after_the_receipt_and_not_before(enrolled: SyncPage, ws: Workspace) -> None:
    register(ws)
    enrolled.reload()
    assert enrolled.safety_card.answer.text().startswith("Not yet")
    enrolled.sync_button.click()
    assert safety.of_laptop(ws).safe_to_wipe
    assert enrolled.safety_card.is_safe


def test_a_run_shows_records_photos_and_bytes(enrolled: SyncPage) -> None:
    card = enrolled.status_card
    card.set_running(on=True)
    card.set_progress(Progress("rows", 1_200, 0))
    assert card.detail.text() == "Records: 1.200"
    assert card.progress.fraction == 0
    card.set_progress(Progress("photos", 3, 12, 1_000_000, 4_000_000))
    assert card.detail.text() == "Photos: 3 of 12 · 1,0 MB of 4,0 MB"
    assert card.progress.fraction == 0.25
    # A photograph may grow while it is sent: never more than all of it.
    card.set_progress(Progress("photos", 13, 12, 5_000_000, 4_000_000))
    assert card.progress.fraction == 1


def test_after_a_failure_the_same_button_goes_on(enrolled: SyncPage, ws: Workspace) -> None:
    url = syncing.status(ws).centre_url
    assert url is not None
    with ws.db.write() as session:
        ws.identity(session).centre_url = "https://127.0.0.1:1"
    enrolled.sync_button.click()
    assert enrolled.sync_button.text() == "Go on"
    with ws.db.write() as session:
        ws.identity(session).centre_url = url
    enrolled.sync_button.click()
    assert enrolled.sync_button.text() == "Synchronise"


@pytest.mark.parametrize(("side", "said"), [("laptop", "older than"), ("centre", "older version")])
def test_an_upgrade_and_unequal_sides_are_told_calmly(
    enrolled: SyncPage, ws: Workspace, side: str, said: str
) -> None:
    with ws.db.write() as session:
        state = session.get_one(SyncState, 1)
        state.upgrade, state.centre_app, state.unequal = side, "9.1.0", ["31.74.04"]
    enrolled.reload()
    notices = enrolled.notices
    assert said in notices.upgrade.accessibleName()
    assert "9.1.0" in notices.upgrade.accessibleName()
    assert read_view(ws).unequal[0] in notices.unequal.accessibleName()
    assert "Nothing is lost" in notices.unequal.accessibleName()
    assert notices.skew.isHidden()
    with ws.db.write() as session:
        state = session.get_one(SyncState, 1)
        state.upgrade, state.unequal = "", None
    enrolled.reload()
    assert notices.isHidden()


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(420_000, "7 minutes"), (-10_800_000, "3 hours"), (1_036_800_000, "12 days")],
)
def test_how_far_a_clock_is_off(milliseconds: int, said: str) -> None:
    assert Telling().off_by(milliseconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(5, "less than a minute"), (140, "about 2 minutes"), (9_000, "about 2 hours")],
)
def test_durations_are_no_more_exact_than_they_can_be(seconds: int, said: str) -> None:
    assert Telling().duration(seconds) == said


# -- refusals --------------------------------------------------------------------------------


def test_handing_over_and_taking_back(enrolled: SyncPage, ws: Workspace) -> None:
    key = register(ws)
    refuse(ws, key, "scope.outside")
    enrolled.reload()
    row = enrolled.refusal_card.rows[0]
    assert row.button is not None
    assert "Some records need you" in enrolled.status_card.headline.text()
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    row = enrolled.refusal_card.rows[0]
    assert row.accessibleName().startswith("Dapur Sari. Handed over, waits for the staff.")
    assert "Some records need you" not in enrolled.status_card.headline.text()
    assert refusals.refusals(ws)[0].handed_over
    assert row.button is not None
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert not refusals.refusals(ws)[0].handed_over
    assert enrolled.refusal_card.rows[0].chip is None
    assert enrolled.banner.isHidden()


def test_taken_back_too_late(enrolled: SyncPage, ws: Workspace) -> None:
    key = register(ws)
    refuse(ws, key, "scope.outside")
    refusals.hand_over(ws, [("business", key)])
    with ws.db.write() as session:
        session.get_one(SyncRow, ("business", key)).state = "held"
    enrolled.reload()
    button = enrolled.refusal_card.rows[0].button
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "with the centre's staff already" in enrolled.banner.accessibleName()
    assert refusals.refusals(ws)[0].handed_over


def test_one_that_waits_for_another_record_is_no_work(enrolled: SyncPage, ws: Workspace) -> None:
    refuse(ws, register(ws), "row.incomplete")
    enrolled.reload()
    row = enrolled.refusal_card.rows[0]
    assert row.chip is not None
    assert row.chip.spec.text == "Waits for another record"
    assert row.button is None
    assert "need you" not in enrolled.status_card.headline.text()


def test_many_refusals_are_counted_not_listed(enrolled: SyncPage, ws: Workspace) -> None:
    with ws.db.write() as session:
        for _ in range(40):
            now = ws.clock.now()
            session.add(Refusal(entity="business", id=uuid4(), code="row.empty", refused_at=now))
    enrolled.reload()
    assert len(enrolled.refusal_card.rows) == 30
    assert enrolled.refusal_card.more.text() == "and 10 more"


# -- the chip of a record ----------------------------------------------------------------------


def test_a_record_shows_how_it_stands(
    enrolled: SyncPage, ws: Workspace, lanes: InlineLanes
) -> None:
    # A name of its own: the centre is shared, and one like another's would be a possible twin.
    key = register(ws, "Zamrud Kencana Wangi")
    desk = enrolled.desk
    page = BusinessesPage(desk)

    def chips() -> list[str]:
        return [chip.text for chip in page._shown_chips]

    page.enter(key)
    assert chips() == ["Waiting"]
    enrolled.sync_button.click()
    assert chips() == ["At the centre"]
    form = businesses.get(ws, key).form
    desk.committed(businesses.save(ws, replace(form, note="baru"), key)[1])
    assert chips() == ["Waiting"]
    refuse(ws, key, "scope.outside")
    desk.changed.emit(frozenset({"sync"}))
    assert chips() == ["Refused"]
    refusals.hand_over(ws, [("business", key)])
    desk.changed.emit(frozenset({"sync"}))
    assert chips() == ["Handed over"]
    page.start_new()
    assert chips() == ["New"]
    page.deleteLater()


def test_before_enrolment_a_record_stands_nowhere(desk: Desk, ws: Workspace) -> None:
    key = register(ws)
    page = BusinessesPage(desk)
    page.enter(key)
    assert page._shown_chips == ()
    page.deleteLater()


def test_no_network_means_offline(desk: Desk) -> None:
    desk.background.begin(NoNetwork(desk))
    assert words_of(desk, replace(DONE, waiting_rows=3)) == (
        StatusKind.OFFLINE,
        "Offline · 3 not sent yet",
    )
    desk.background.end()
