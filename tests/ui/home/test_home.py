"""The first page: what it counts, where its doors lead, what a new laptop is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import ManualClock
from app.domain.terms import DocumentType, Outcome
from app.services import expiry, home, rekap_count, sessions
from app.services.expiry import Window
from app.services.home import ExpiryLine, Queue
from app.services.rekap_filter import Filter
from app.services.workspace import Workspace
from app.ui.desk import Desk, Place
from app.ui.kit.chips import Chip
from app.ui.kit.tones import Tone
from app.ui.lanes import InlineLanes
from app.ui.pages.channels.page import About
from app.ui.pages.home import HomePage
from app.ui.pages.home.page import HomeView, next_door, read_view
from tests.services.field import add_product, judge, register

Shower = Callable[[QWidget], None]


@pytest.fixture
def page(desk: Desk, show: Shower) -> HomePage:
    made = HomePage(desk)
    made.resize(1158, 700)
    show(made)
    made.enter()
    return made


@pytest.fixture
def places(desk: Desk) -> list[Place]:
    """Where the page wanted to go."""
    found: list[Place] = []
    desk.travelled.connect(found.append)
    return found


def test_the_day_is_named(page: HomePage) -> None:
    assert page.header.findChildren(QWidget)
    texts = {str(w.property("text")) for w in page.header.findChildren(QWidget)}
    assert "Good morning, Rani Kurator" in texts
    assert "Sabtu, 21 November 2026" in texts


@pytest.mark.parametrize(
    ("hour", "word"), [(3, "evening"), (4, "morning"), (11, "day"), (15, "afternoon"), (19, "even")]
)
def test_greetings_change_with_the_hour(page: HomePage, hour: int, word: str) -> None:
    assert word in page.greeting(hour)


def test_the_figures_are_those_of_the_services(page: HomePage, room: Workspace) -> None:
    counts = home.summary(room)
    assert page.stats["businesses"].number == "4"
    assert page.stats["products"].number == "4"
    assert page.stats["passed"].number == str(counts.outcomes[Outcome.PASSED])
    assert page.stats["improve"].number == str(counts.outcomes[Outcome.CONDITIONAL])
    assert page.stats["unsent"].number == "–", "sample data is never sent"


def test_the_session_says_how_far_it_is(
    page: HomePage, room: Workspace, places: list[Place]
) -> None:
    session = home.summary(room).session
    assert session is not None
    card = page.session_card
    assert card.title.text() == session.name
    assert card.count.text() == f"{session.scored} of {session.total} products scored"
    QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert places == [Place("curation")]


def test_bars_start_at_zero_and_share_a_scale(page: HomePage) -> None:
    counts = {
        Outcome.PASSED: 8,
        Outcome.CONDITIONAL: 2,
        Outcome.NEEDS_IMPROVEMENT: 0,
        Outcome.FAILED: 4,
    }
    page.bars.set_counts(counts)
    assert [page.bars.length(o) for o in Outcome] == [1.0, 0.25, 0.0, 0.5]
    assert "Lulus: 8" in page.bars.accessibleName()
    page.bars.set_counts(dict.fromkeys(Outcome, 0))
    assert page.bars.length(Outcome.PASSED) == 0.0


@pytest.mark.parametrize(
    ("door", "place"),
    [
        ("business", Place("businesses", new=True)),
        ("product", Place("products")),
        ("score", Place("curation")),
        ("paper", Place("certificates")),
        ("sync", Place("sync")),
    ],
)
def test_doors_by_keyboard(page: HomePage, places: list[Place], door: str, place: Place) -> None:
    button = page.doors.button(door)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert places == [place]


def test_tab_goes_through_the_doors_in_order(page: HomePage) -> None:
    keys = ("business", "product", "score", "paper", "sync")
    page.doors.button(keys[0]).setFocus()
    for key in keys[1:]:
        QTest.keyClick(cast(QWidget, QApplication.focusWidget()), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is page.doors.button(key)


def test_a_document_that_runs_out_leads_to_its_product(
    page: HomePage, room: Workspace, places: list[Place]
) -> None:
    lines = home.expiring(room, days=10_000)
    line = next(line for line in lines if line.product_id is not None)
    page.expiring.set_lines([line])
    QTest.mouseClick(page.expiring.rows[0], Qt.MouseButton.LeftButton)
    assert places == [Place("products", line.product_id)]
    assert line.business in page.expiring.rows[0].accessibleName()


def test_a_document_of_a_business_alone_leads_nowhere(page: HomePage, room: Workspace) -> None:
    line = ExpiryLine(None, "Dapur", "", DocumentType.NIB, room.today(), 0)
    page.expiring.set_lines([line])
    assert not page.expiring.rows[0].isEnabled()


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [
        (-1, "Expired", Tone.DANGER),
        (0, "Until today", Tone.DANGER),
        (30, "30 days left", Tone.WARNING),
        (31, "31 days left", Tone.NEUTRAL),
    ],
)
def test_days_left_in_words(page: HomePage, days: int, text: str, tone: Tone) -> None:
    chip = page.expiring.chip(days)
    assert (chip.text, chip.tone) == (text, tone)


def test_a_decision_is_counted_behind_the_page(page: HomePage, room: Workspace, desk: Desk) -> None:
    """Not in the database lane, where a save would wait for it; the page reads again then."""
    before = int(page.stats["passed"].number)
    held = sessions.current(room)
    assert held is not None
    product = add_product(room, register(room, "Dapur Baru"), "Baru")
    judge(room, product, held.id, 4)
    assert rekap_count.waiting(room) == 1
    desk.changed.emit(frozenset({"decision"}))
    assert rekap_count.waiting(room) == 0
    assert int(page.stats["passed"].number) == before + 1


def test_what_comes_next(room: Workspace) -> None:
    rekap_count.catch_up(room)
    view = read_view(room)
    counts = view.summary
    assert counts.session is not None

    def after(**changes: object) -> str:
        return next_door(replace(view, summary=replace(counts, **changes)))  # type: ignore[arg-type]

    assert after(businesses=0) == "business"
    assert after(products=0) == "product"
    assert after(outcomes=dict.fromkeys(Outcome, 0)) == "score"
    assert after(session=replace(counts.session, scored=1, total=2)) == "score"
    done = replace(counts, session=replace(counts.session, scored=2, total=2))
    ready: HomeView = replace(view, summary=done, unsent=3, may_send=True)
    assert next_door(ready) == "sync"
    assert next_door(replace(ready, may_send=False)) == "business"


def test_a_new_laptop_says_what_to_do_first(
    ws: Workspace, lanes: InlineLanes, show: Shower
) -> None:
    desk = Desk(ws, lanes)
    page = HomePage(desk)
    show(page)
    page.enter()
    found: list[Place] = []
    desk.travelled.connect(found.append)
    assert page.start.isVisible()
    assert not page.expiring.isVisible()
    assert page.doors.next_key == "business"
    assert page.session_card.title.text() == "No session is open"
    page.start.action_button.click()
    page.session_card.button.click()
    assert found == [Place("businesses", new=True), Place("curation")]
    desk.deleteLater()


def test_the_session_says_what_waits_and_opens_rekap(
    page: HomePage, room: Workspace, places: list[Place]
) -> None:
    counts = home.summary(room)
    assert counts.session is not None
    assert counts.queue.decided == counts.session.scored
    page.session_card.set_queue(Queue(waiting=7, scored=2, decided=1, mine=3))
    chips = [c for c in page.session_card.queue.findChildren(Chip) if not c.isHidden()]
    assert [c.spec.text for c in chips] == ["3 wait for you", "7 waiting", "2 to decide"]
    page.recap_button.click()
    assert places == [Place("rekap", about=Filter(counts.session.region_code))]


def test_papers_that_shut_a_channel_lead_to_the_watch(
    page: HomePage, room: Workspace, places: list[Place]
) -> None:
    assert read_view(room).closing == expiry.within(room, 30)
    button = page.expiring.watch_button
    page.expiring.set_closing(0)
    assert button.isHidden()
    page.expiring.set_closing(12)
    assert not button.isHidden()
    assert button.text().startswith("12 papers")
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert places == [Place("market", about=About(window=Window.MONTH))]


def test_it_reads_again_when_something_changed(page: HomePage, room: Workspace) -> None:
    assert isinstance(room.clock, ManualClock)
    room.clock.advance(timedelta(hours=6))
    page.desk.changed.emit(frozenset({"decision"}))
    texts = {str(w.property("text")) for w in page.header.findChildren(QWidget)}
    assert "Good afternoon, Rani Kurator" in texts
