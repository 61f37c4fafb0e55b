"""Background sync: when it runs, what holds it, how patient it is, and that it stays quiet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.services import businesses, enrolment, syncing
from app.services.businesses import BusinessForm
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from app.ui.pages.sync import SyncPage
from app.ui.shell.window import MainWindow
from app.ui.syncing.background import BackgroundSync, Mode, Pace
from app.ui.syncing.network import Network, Reach
from tests.ui.sync_page.conftest import WARD, Served, free_port, redirect

AT_ONCE = Pace(settle=0, work=0, idle=3_600_000, first=1, most=8)


class Switch(Network):
    """A network that a test turns on and off."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.metered = Reach.NONE, False

    @override
    def reach(self) -> Reach:
        return self.state

    @override
    def is_metered(self) -> bool:
        return self.metered

    def turn(self, state: Reach, *, metered: bool = False) -> None:
        self.state, self.metered = state, metered
        self.changed.emit()


@pytest.fixture
def network() -> Iterator[Switch]:
    made = Switch()
    yield made
    made.deleteLater()


@pytest.fixture
def background(enrolled: SyncPage, network: Switch) -> Iterator[BackgroundSync]:
    """Watching, with nothing to wait for but the network."""
    made = enrolled.desk.background
    made.begin(network, AT_ONCE)
    yield made
    made.end()


def register(ws: Workspace, name: str = "Dapur Sari") -> None:
    form = BusinessForm(name=name, owner_name="Nur", ward_code=WARD, consent=True)
    businesses.save(ws, form)


def sent(ws: Workspace) -> Callable[[], bool]:
    return lambda: syncing.status(ws).waiting_rows == 0


def settle() -> None:
    """Let everything happen that is due at once: no wait is longer than that here."""
    for _ in range(5):
        QApplication.processEvents()


def test_it_sends_when_a_network_appears(
    background: BackgroundSync, enrolled: SyncPage, ws: Workspace, network: Switch, qtbot: QtBot
) -> None:
    register(ws)
    settle()
    assert syncing.status(ws).waiting_rows > 0
    with qtbot.waitSignal(enrolled.desk.sync.ended, timeout=20_000):
        network.turn(Reach.ONLINE)
    assert sent(ws)()
    assert syncing.runs(ws)[0].ok
    # Quiet: nobody asked, so nothing is announced; the page is true all the same.
    assert enrolled.banner.isHidden()
    assert "Everything has reached" in enrolled.status_card.headline.text()


def test_what_is_entered_goes_by_itself(
    background: BackgroundSync, enrolled: SyncPage, ws: Workspace, network: Switch, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(enrolled.desk.sync.ended, timeout=20_000):
        network.turn(Reach.UNKNOWN)
    register(ws)
    with qtbot.waitSignal(enrolled.desk.sync.ended, timeout=20_000):
        enrolled.desk.changed.emit(frozenset({"business"}))
    assert sent(ws)()
    settle()
    assert len(syncing.runs(ws)) == 2, "what a sync brings does not start another"


def test_a_centre_that_does_not_answer_leaves_no_trace_and_is_asked_again(
    background: BackgroundSync,
    enrolled: SyncPage,
    ws: Workspace,
    served: Served,
    network: Switch,
    qtbot: QtBot,
) -> None:
    redirect(ws, f"https://127.0.0.1:{free_port()}")
    register(ws)
    network.turn(Reach.UNKNOWN)
    qtbot.waitUntil(lambda: background.seems_offline, timeout=20_000)
    assert syncing.runs(ws) == []
    assert enrolled.banner.isHidden()
    redirect(ws, served.url)
    qtbot.waitUntil(sent(ws), timeout=20_000)
    assert not background.seems_offline


def test_metered_networks_wait_for_permission(
    background: BackgroundSync, enrolled: SyncPage, ws: Workspace, network: Switch, qtbot: QtBot
) -> None:
    register(ws)
    network.turn(Reach.ONLINE, metered=True)
    settle()
    assert background.mode is Mode.METERED
    assert syncing.runs(ws) == []
    assert enrolled.status_card.automatic.settings_button.isVisible()
    ws.save_settings(replace(ws.settings, sync_on_metered=True))
    with qtbot.waitSignal(enrolled.desk.sync.ended, timeout=20_000):
        enrolled.desk.changed.emit(frozenset({"settings"}))
    assert sent(ws)()


def test_switched_off_in_the_settings(
    background: BackgroundSync, enrolled: SyncPage, ws: Workspace, network: Switch, qtbot: QtBot
) -> None:
    ws.save_settings(replace(ws.settings, background_sync=False))
    enrolled.desk.changed.emit(frozenset({"settings"}))
    register(ws)
    network.turn(Reach.ONLINE)
    settle()
    assert background.mode is Mode.OFF
    assert syncing.runs(ws) == []
    enrolled.sync_button.click()
    assert sent(ws)()


def test_an_hour_of_quiet_and_going_on(
    background: BackgroundSync, enrolled: SyncPage, ws: Workspace, network: Switch, qtbot: QtBot
) -> None:
    row = enrolled.status_card.automatic
    QTest.mouseClick(row.pause_button, Qt.MouseButton.LeftButton)
    assert background.mode is Mode.PAUSED
    assert "11.00" in row.words.text()
    register(ws)
    network.turn(Reach.ONLINE)
    settle()
    assert syncing.runs(ws) == []
    assert row.pause_button.isHidden()
    with qtbot.waitSignal(enrolled.desk.sync.ended, timeout=20_000):
        QTest.mouseClick(row.resume_button, Qt.MouseButton.LeftButton)
    assert sent(ws)()
    assert row.resume_button.isHidden()


def test_a_login_that_has_ended_is_told_once_it_is_known(
    background: BackgroundSync, enrolled: SyncPage, ws: Workspace, network: Switch, qtbot: QtBot
) -> None:
    with ws.db.write() as session:
        ws.identity(session).token = "tidak dikenal"
    with qtbot.waitSignal(enrolled.desk.sync.ended, timeout=20_000):
        network.turn(Reach.ONLINE)
    assert background.trouble is not None
    assert enrolled.banner.isVisible()
    assert "tidak lagi mengenali" in enrolled.banner.accessibleName()


def test_the_waits_double_and_end_somewhere() -> None:
    pace = Pace()
    waits = [pace.after(failures, 0.5) for failures in range(1, 40)]
    assert waits[:6] == [2_000, 4_000, 8_000, 16_000, 32_000, 64_000]
    assert waits == sorted(waits)
    assert set(waits[-20:]) == {pace.most}
    spread = {pace.after(3, luck / 10) for luck in range(10)}
    assert len(spread) == 10, "laptops that lost the same hotspot do not come back together"


def test_the_window_shows_it_and_keeps_the_focus(
    ws: Workspace, served: Served, network: Switch, qtbot: QtBot, lanes: InlineLanes
) -> None:
    enrolment.enrol(ws, served.url, served.code(), served.pem)
    desk = Desk(ws, lanes)
    window = MainWindow(desk, lambda: network)

    def kind() -> str:
        return window.sidebar.status_kind.value

    desk.background.begin(network, AT_ONCE)
    kinds: list[str] = []
    desk.sync.started.connect(lambda: kinds.append(kind()))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page = window.page("businesses")
    window.sidebar.page_requested.emit("businesses")
    field = page.findChild(QLineEdit, "business_form.name")
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "Dapur Nur")
    register(ws)
    window.refresh_status()
    assert kind() == "offline"
    assert "not sent yet" in window.sidebar.status_button.text()
    with qtbot.waitSignal(desk.sync.ended, timeout=20_000):
        network.turn(Reach.ONLINE)
    assert kinds == ["syncing"]
    assert kind() == "done"
    assert QApplication.focusWidget() is field
    assert field.text() == "Dapur Nur"
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)] == []
    register(ws, "Dapur Lagi")
    window.refresh_status()
    assert kind() == "waiting", "no green tick while something waits"
    window.close()
    desk.deleteLater()
