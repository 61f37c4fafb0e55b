"""One sync over real HTTPS, what it leaves to a person, and every way a network fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.central import people
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.models.entities import TABLES
from app.models.local import Refusal
from app.services import businesses, enrolment, syncing
from app.services.businesses import BusinessForm
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import Lanes
from app.ui.pages.sync import SyncPage
from app.ui.pages.sync.jobs import SyncView, read_view
from tests.conftest import OpenWorkspace
from tests.ui.sync_page.conftest import (
    WARD,
    Served,
    free_port,
    other_certificate,
    portal,
    redirect,
)


def register(ws: Workspace, name: str, ward: str = WARD) -> UUID:
    form = BusinessForm(
        name=name, owner_name="Nur", ward_code=ward, phone="081211112222", consent=True
    )
    return businesses.save(ws, form)[0]


def said(page: SyncPage) -> str:
    return page.banner.accessibleName() if page.banner.isVisible() else ""


def at_centre(served: Served, key: UUID, field: str = "name") -> object:
    table = TABLES["business"]
    with served.centre.engine.connect() as conn:
        return conn.execute(sa.select(table.c[field]).where(table.c.id == key)).scalar()


def test_f5_sends_and_the_page_tells_the_truth(
    enrolled: SyncPage, ws: Workspace, served: Served, qtbot: QtBot
) -> None:
    key = register(ws, "Dapur Sari")
    enrolled.desk.changed.emit(frozenset({"business"}))
    assert "records wait to be sent" in enrolled.status_card.headline.text()
    assert enrolled.waiting_card.grid.value("Business") == "1"
    touched: list[frozenset[str]] = []
    enrolled.desk.changed.connect(touched.append)
    with qtbot.waitSignal(enrolled.desk.sync.ended):
        QTest.keyClick(enrolled, Qt.Key.Key_F5)
    assert at_centre(served, key) == "Dapur Sari"
    assert said(enrolled).startswith("Synchronised.")
    assert "Everything has reached" in enrolled.status_card.headline.text()
    assert "21 Nov 10.00" in enrolled.status_card.detail.text()
    assert len(enrolled.history_card.rows) == 1
    assert touched == [syncing.ENTITIES]


def fail(page: SyncPage) -> str:
    """Synchronise, and give what is said; what waits must still wait."""
    key = register(page.desk.ws, "Dapur Tunggu")
    before = syncing.status(page.desk.ws).waiting_rows
    page.sync_button.click()
    assert syncing.status(page.desk.ws).waiting_rows == before > 0
    assert key
    assert not page.is_running
    assert page.sync_button.isEnabled()
    assert "Everything" not in page.status_card.headline.text()
    assert "Semua data tetap aman" in said(page)
    return said(page)


def test_offline(enrolled: SyncPage, ws: Workspace) -> None:
    redirect(ws, f"https://127.0.0.1:{free_port()}")
    assert "belum tersambung ke internet" in fail(enrolled)
    run = read_view(ws).runs[0]
    assert not run.ok
    assert "belum tersambung" in enrolled.history_card.words_of(run)


def test_captive_portal(enrolled: SyncPage, ws: Workspace, served: Served) -> None:
    with portal(served.tls) as url:
        redirect(ws, url)
        assert "meminta login" in fail(enrolled)


def test_wrong_certificate(enrolled: SyncPage, ws: Workspace, tmp_path: Path) -> None:
    with portal(other_certificate(tmp_path)) as url:
        redirect(ws, url)
        assert "Sertifikat keamanan pusat tidak cocok" in fail(enrolled)


@pytest.fixture
def reassign(served: Served) -> Iterator[Callable[[str], None]]:
    """Moves the curator to another region, and back at the end."""

    def move(region: str) -> None:
        people.set_grants(served.centre, served.person, [Grant(Role.CURATOR, region)])

    yield move
    move("31.74.04")


def test_a_refused_record_says_why_and_may_be_tried_again(
    page: SyncPage, ws: Workspace, served: Served, reassign: Callable[[str], None]
) -> None:
    enrolment.enrol(ws, served.url, served.code(), served.pem)
    register(ws, "Usaha Jauh", WARD)
    reassign("31.71.01")
    page.reload()
    page.sync_button.click()
    assert "need you" in said(page)
    assert "Some records need you" in page.status_card.headline.text()
    row = page.refusal_card.rows[0]
    assert page.safety_card.is_safe is False
    assert row.accessibleName().startswith("Usaha Jauh. It lies outside your regions.")
    page.refusal_card.retry_button.click()
    assert len(read_view(ws).runs) == 2
    assert page.refusal_card.isVisible()


def test_an_unknown_refusal_names_its_code(enrolled: SyncPage, ws: Workspace) -> None:
    with ws.db.write() as session:
        now = ws.clock.now()
        session.add(Refusal(entity="business", id=uuid4(), code="new.code", refused_at=now))
    enrolled.reload()
    assert "new.code" in enrolled.refusal_card.rows[0].accessibleName()


@pytest.mark.lesson("B22")
def test_a_clock_that_is_wrong_is_told(
    enrolled: SyncPage, ws: Workspace, clock: ManualClock
) -> None:
    clock.advance(timedelta(minutes=-7))
    enrolled.synchronise()
    assert "7 minutes slow" in enrolled.notices.skew.accessibleName()
    assert enrolled.notices.skew.isVisible()
    clock.advance(timedelta(minutes=7))
    enrolled.synchronise()
    assert enrolled.notices.skew.isHidden()


def test_progress_and_stopping_in_real_threads(
    ws: Workspace,
    served: Served,
    real_lanes: Lanes,
    show: Callable[[SyncPage], None],
    qtbot: QtBot,
) -> None:
    for number in range(3):
        register(ws, f"Dapur {number}")
    enrolment.enrol(ws, served.url, served.code(), served.pem)
    page = SyncPage(Desk(ws, real_lanes))
    show(page)
    page.enter()
    real_lanes.drain()
    page.synchronise()
    assert page.is_running
    assert not page.sync_button.isEnabled()
    QTest.mouseClick(page.status_card.cancel_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.desk.sync.ended, timeout=10_000):
        pass
    real_lanes.drain()
    assert said(page).startswith("Stopped.")
    page.synchronise()
    with qtbot.waitSignal(page.desk.sync.ended, timeout=10_000):
        pass
    real_lanes.drain()
    assert syncing.status(ws).waiting_rows == 0
    page.desk.deleteLater()


def test_sample_data_is_never_sent(
    open_workspace: OpenWorkspace, lanes: Lanes, show: Callable[[SyncPage], None]
) -> None:
    ws = open_workspace("contoh", person=None)
    ws.start("Rani", sample=True)
    desk = Desk(ws, lanes)
    page = SyncPage(desk)
    show(page)
    page.enter()
    places: list[str] = []
    desk.travelled.connect(lambda place: places.append(place.page))
    assert page.sample_state.isVisible()
    assert not page.enrol_panel.isVisible()
    assert page.sync_button.isHidden()
    page.sample_state.action_button.click()
    assert places == ["settings"]
    desk.deleteLater()


@pytest.mark.lesson("B2")
def test_never_green_before_the_first_receipt(enrolled: SyncPage, ws: Workspace) -> None:
    view: SyncView = read_view(ws)
    assert view.status.waiting_rows == 0
    assert "Not synchronised yet" in enrolled.status_card.headline.text()
