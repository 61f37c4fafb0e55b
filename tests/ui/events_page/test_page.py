"""Acara by key and mouse: planning, drawing, giving by turns, scanning, takings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.market.booth_code import booth_code
from app.domain.market.channels import Channel
from app.domain.market.floor import Grid, generate
from app.domain.market.terms import EventState, Teller
from app.models.local import Refusal, SyncRow
from app.services import bookings, events, events_days, events_turns
from app.services.workspace import Workspace
from app.sync import outbox
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from app.ui.pages.events import EventsPage
from app.ui.pages.events.hand_sheet import HandSheet
from app.ui.pages.events.panel import DAY, FLOOR, PLACES
from app.ui.pages.events.places_tab import ENDED, WAITS
from app.ui.pages.events.reason_sheet import ReasonSheet
from app.ui.pages.events.turns_sheet import TurnsSheet
from app.ui.printing import Printout
from tests.services.conftest import started
from tests.services.event_field import Stallholder, bazaar, stock

ShowWidget = Callable[[QWidget], None]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = started(tmp_path / "laptop")
    stock(made, [Stallholder(f"Usaha {at}", rw=f"{at % 2 + 1}") for at in range(5)])
    yield made
    made.close()


@pytest.fixture
def page(ws: Workspace, show: ShowWidget) -> EventsPage:
    desk = Desk(ws, InlineLanes())
    made = EventsPage(desk)
    desk.setParent(made)
    made.resize(1158, 728)
    show(made)
    made.enter()
    return made


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(
        widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or QPoint()
    )


def held(ws: Workspace, event: UUID) -> dict[int, str]:
    lines = bookings.of_event(ws, event)
    return {line.booth or 0: line.business for line in lines if line.counts}


@pytest.fixture
def event(ws: Workspace) -> UUID:
    """A bazaar of today and tomorrow with two booths a day, given by turns."""
    key = bazaar(ws, (2, 2), first=ws.today())
    events_turns.save(ws, events_turns.propose(ws, key, events_turns.days_left(ws, key)))
    return key


def cells(page: EventsPage) -> list[tuple[str, ...]]:
    return [line.cells for line in page.panel.places.table.lines.lines]


# -- planning ---------------------------------------------------------------------------


def test_an_empty_page_says_what_to_do(page: EventsPage, ws: Workspace) -> None:
    assert page.empty.isVisible()
    click(page.empty.action_button)
    sheet = page.sheet
    assert sheet is not None
    click(sheet.save_button)
    assert sheet.banner.isVisible(), "name and place are missing"
    QTest.keyClicks(sheet.name_edit, "Bazar Balai Kota")
    QTest.keyClicks(sheet.place_edit, "Balai Kota")
    sheet.last_edit.setDate(sheet.first_edit.date().addDays(2))
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    (line,) = events.listed(ws)
    assert (line.name, line.last_day - line.first_day) == ("Bazar Balai Kota", timedelta(days=2))
    assert not page.empty.isVisible()
    assert page.panel.tabs[FLOOR].isChecked(), "a plan comes first"


def test_four_fridays_at_once(page: EventsPage, ws: Workspace) -> None:
    page.plan_new()
    sheet = page.sheet
    assert sheet is not None
    sheet.channel_select.setCurrentIndex(sheet.channel_select.findData(Channel.FRIDAY))
    assert not sheet.last_field.isVisible()
    QTest.keyClicks(sheet.place_edit, "Blok S")
    sheet.fridays_spin.setValue(4)
    assert "4" in sheet.fridays_spin.text()
    click(sheet.save_button)
    lines = events.listed(ws)
    assert len(lines) == 4
    assert all(line.first_day.weekday() == 4 for line in lines)
    assert page.list.selected_id == lines[0].id


def test_the_state_and_the_name_are_changed(page: EventsPage, ws: Workspace) -> None:
    key = bazaar(ws, (1,))
    page.reload()
    click(page.panel.state_button)
    assert events.get(ws, key).state is EventState.OPEN
    click(page.panel.edit_button)
    assert page.sheet is not None
    page.sheet.name_edit.setText("Bazar Baru")
    click(page.sheet.save_button)
    assert page.panel.title.text() == "Bazar Baru"
    click(page.panel.remove_button)
    assert events.listed(ws) == []
    assert page.empty.isVisible()


# -- the plan ---------------------------------------------------------------------------


def test_rows_are_drawn_moved_undone_and_saved(
    page: EventsPage, ws: Workspace, qtbot: QtBot
) -> None:
    key = bazaar(ws, (1, 1))
    page.reload()
    floor = page.panel.floor
    click(page.panel.tabs[FLOOR])
    floor.side.rows_spin.setValue(2)
    floor.side.columns_spin.setValue(3)
    click(floor.side.grid_button)
    assert len(floor.view.plan.stalls) == 6
    assert events.get(ws, key).plan.counts(events.get(ws, key).days) == (1, 1), "not saved yet"
    floor.side.count_spins[0].setValue(4)
    click(floor.side.counts_button)
    floor.view.setFocus()
    QTest.keyClick(floor.view, Qt.Key.Key_Home)
    assert floor.view.selected == 1
    before = floor.view.plan.stall(1)
    QTest.keyClick(floor.view, Qt.Key.Key_Up)
    moved = floor.view.plan.stall(1)
    assert before is not None
    assert moved is not None
    assert moved.y == before.y - 0.5
    assert "Booth 1" in floor.view.accessibleDescription()
    QTest.keyClick(floor.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: floor.view.plan.stall(1) == before)
    assert floor.view.plan.stall(1) == before
    click(floor.save_button)
    view = events.get(ws, key)
    assert view.plan.counts(view.days) == (4, 6)


def test_a_booth_is_dragged_and_clashes_are_told(page: EventsPage, ws: Workspace) -> None:
    key = bazaar(ws, (3,))
    page.reload()
    click(page.panel.tabs[FLOOR])
    floor = page.panel.floor
    view = floor.view
    start = view.rect_of(1).center().toPoint()
    onto = view.rect_of(2).center().toPoint()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, left, none, start)
    QTest.mouseMove(view, onto)
    QTest.mouseRelease(view, left, none, onto)
    assert floor.banner.isVisible(), "two booths on one ground"
    click(floor.save_button)
    assert events.get(ws, key).plan == generate(Grid(1, 3))
    click(floor.undo_button)
    assert view.plan == generate(Grid(1, 3))
    assert not floor.save_button.isEnabled()
    view.select(2)
    click(floor.remove_button)
    assert [s.no for s in view.plan.stalls] == [1, 3]
    click(floor.add_button)
    assert view.selected == 2


def test_what_is_drawn_waits_for_its_event(page: EventsPage, ws: Workspace) -> None:
    key = bazaar(ws, (2,))
    other = bazaar(ws, (1,), name="Bazar Lain", first=ws.today() + timedelta(days=40))
    page.reload()
    page.list.select_id(key)
    click(page.panel.tabs[FLOOR])
    floor = page.panel.floor
    floor.view.select(1)
    click(floor.remove_button)
    page.list.select_id(other)
    assert [s.no for s in floor.view.plan.stalls] == [1]
    page.list.select_id(key)
    page.reload()
    assert [s.no for s in floor.view.plan.stalls] == [2], "not saved, not forgotten"
    click(floor.save_button)
    assert [s.no for s in events.get(ws, key).plan.stalls] == [2]


def test_a_booth_is_numbered_and_given_a_category(page: EventsPage, ws: Workspace) -> None:
    key = bazaar(ws, (2,))
    page.reload()
    click(page.panel.tabs[FLOOR])
    floor = page.panel.floor
    floor.view.select(2)
    floor.side.number_spin.setValue(7)
    floor.side.number_spin.editingFinished.emit()
    assert floor.view.selected == 7
    check = next(iter(floor.side.checks.values()))
    check.setFocus()
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert len(floor.view.plan.stalls[1].categories) == 1
    floor.side.number_spin.setValue(1)
    floor.side.number_spin.editingFinished.emit()
    assert floor.banner.isVisible(), "number 1 is taken"
    click(floor.save_button)
    plan = events.get(ws, key).plan
    assert [s.no for s in plan.stalls] == [1, 7]
    assert len(plan.stalls[1].categories) == 1


# -- turns ------------------------------------------------------------------------------


def test_booths_are_given_after_the_reasons_were_read(page: EventsPage, ws: Workspace) -> None:
    key = bazaar(ws, (2, 2))
    page.reload()
    click(page.panel.tabs[PLACES])
    click(page.panel.places.turns_button)
    sheet = page.panel.places.sheet
    assert isinstance(sheet, TurnsSheet)
    assert sheet.proposal is not None
    assert sheet.why_label.text().startswith("Urutan 1;")
    click(sheet.views["waits"])
    assert len(sheet.table.lines.lines) == 1
    click(sheet.views["areas"])
    assert sheet.table.lines.lines
    assert sheet.figures.values["first"].text() == "4 of 4"
    for check in list(sheet.day_checks.values())[1:]:
        click(check, QPoint(10, 10))
    click(sheet.propose_button)
    assert len(sheet.proposal.places) == 2
    click(sheet.save_button)
    assert len(held(ws, key)) == 2
    assert [row[-1] for row in cells(page)] == ["Has the booth"] * 2
    click(page.panel.places.views[WAITS])
    assert len(cells(page)) == 3


def test_troubles_of_a_proposal_are_told_in_the_sheet(page: EventsPage, ws: Workspace) -> None:
    bazaar(ws, (1,))
    page.reload()
    click(page.panel.tabs[PLACES])
    click(page.panel.places.turns_button)
    sheet = page.panel.places.sheet
    assert isinstance(sheet, TurnsSheet)
    for check in sheet.day_checks.values():
        check.setChecked(False)
    click(sheet.propose_button)
    assert sheet.banner.isVisible()
    assert not sheet.save_button.isEnabled()


def test_who_does_not_come_makes_room(page: EventsPage, ws: Workspace, event: UUID) -> None:
    page.reload()
    click(page.panel.tabs[PLACES])
    tab = page.panel.places
    first = cells(page)[0][1]
    heir = bookings.waiting(ws, event)[0].business
    tab.table.setFocus()
    click(tab.no_show_button)
    assert cells(page)[0][1] == heir
    click(tab.views[ENDED])
    assert cells(page)[0][1] == first
    assert not tab.no_show_button.isEnabled()


def test_a_swap_asks_why(page: EventsPage, ws: Workspace, event: UUID) -> None:
    page.reload()
    click(page.panel.tabs[PLACES])
    tab = page.panel.places
    one, other = (row[1] for row in cells(page))
    click(tab.swap_button)
    sheet = tab.sheet
    assert isinstance(sheet, ReasonSheet)
    click(sheet.save_button)
    assert sheet.banner.isVisible()
    QTest.keyClicks(sheet.edit, "Butuh listrik")
    click(sheet.save_button)
    assert [row[1] for row in cells(page)] == [other, one]
    click(tab.give_up_button)
    assert isinstance(tab.sheet, ReasonSheet)
    QTest.keyClicks(tab.sheet.edit, "Sakit")
    QTest.keyClick(tab.sheet, Qt.Key.Key_Return)
    assert other not in held(ws, event).values()


def test_a_free_booth_is_given_out_of_turn(page: EventsPage, ws: Workspace) -> None:
    key = bazaar(ws, (2,))
    page.reload()
    click(page.panel.tabs[PLACES])
    tab = page.panel.places
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    sheet = tab.sheet
    assert isinstance(sheet, HandSheet)
    QTest.keyClicks(sheet.search, "Usaha 3")
    QTest.keyClick(sheet.search, Qt.Key.Key_Down)
    click(sheet.save_button)
    assert sheet.banner.isVisible(), "a reason is missing"
    QTest.keyClicks(sheet.reason_edit, "Tuan rumah")
    click(sheet.save_button)
    assert held(ws, key)[1].startswith("Usaha")
    assert "Tuan rumah" in tab.why_label.text()


def test_a_lost_booth_offers_the_next(page: EventsPage, ws: Workspace) -> None:
    key = bazaar(ws, (3,), first=ws.today())
    events_turns.save(ws, events_turns.propose(ws, key, [ws.today()]))
    lines = [line for line in bookings.of_event(ws, key) if line.counts]
    with ws.db.write() as session:
        sync = session.get_one(SyncRow, ("event_booking", lines[0].id))
        sync.state = outbox.REFUSED
        session.add(
            Refusal(
                entity="event_booking",
                id=lines[0].id,
                code="booking.twice",
                refused_at=ws.clock.now(),
            )
        )
    page.reload()
    click(page.panel.tabs[PLACES])
    tab = page.panel.places
    assert tab.lost.banner.isVisible()
    assert lines[0].business in tab.lost.banner.accessibleName()
    assert "1 free" in tab.told.text()
    click(tab.lost.drop_button)
    assert not tab.lost.isVisible()
    assert lines[0].business not in held(ws, key).values()


# -- the day ----------------------------------------------------------------------------


def test_cards_are_scanned_and_takings_noted(page: EventsPage, ws: Workspace, event: UUID) -> None:
    page.reload()
    assert page.panel.tabs[DAY].isChecked(), "the day has come"
    tab = page.panel.day
    lines = [x for x in bookings.of_day(ws, event, ws.today()) if x.counts]
    QTest.keyClicks(tab.scan_edit, booth_code(event, lines[1].id, 2))
    QTest.keyClick(tab.scan_edit, Qt.Key.Key_Return)
    assert lines[1].business in tab.banner.accessibleName()
    assert tab.scan_edit.text() == ""
    QTest.keyClicks(tab.scan_edit, "L-SALAH")
    QTest.keyClick(tab.scan_edit, Qt.Key.Key_Return)
    assert "kartu lapak" in tab.banner.accessibleName()
    tab.table.selectRow(0)
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Space)
    assert [line.came for line in events_days.day(ws, event, ws.today())] == [True, True]
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    QTest.keyClicks(tab.taking_edit, "250.000")
    QTest.keyClick(tab.taking_edit, Qt.Key.Key_Return)
    (first, _) = events_days.day(ws, event, ws.today())
    assert (first.taken, first.told_by) == (250_000, Teller.BUSINESS)
    assert "2 of 2" in tab.told.text()
    tab.taking_edit.setText("banyak")
    click(tab.save_button)
    assert "bukan angka" in tab.banner.accessibleName()


def test_the_camera_reads_each_card_once(page: EventsPage, ws: Workspace, event: UUID) -> None:
    page.reload()
    tab = page.panel.day
    click(tab.camera_button)
    sheet = tab.camera
    assert sheet is not None
    one, other = (x for x in bookings.of_day(ws, event, ws.today()) if x.counts)
    first, second = (booth_code(event, x.id, x.booth or 0) for x in (one, other))
    sheet.camera.found.emit(("https://contoh.id/#ABC", first))
    assert one.business in sheet.told.text()
    sheet.camera.found.emit((first,))
    assert [line.came for line in events_days.day(ws, event, ws.today())] == [True, False]
    sheet.camera.found.emit((first, second))
    assert other.business in sheet.told.text()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert [line.came for line in events_days.day(ws, event, ws.today())] == [True, True]
    QTest.keyClicks(tab.scan_edit, second)
    QTest.keyClick(tab.scan_edit, Qt.Key.Key_Return)
    assert other.business in tab.banner.accessibleName()


def test_the_recap_is_seen_and_saved(
    page: EventsPage, ws: Workspace, event: UUID, tmp_path: Path
) -> None:
    first = next(x for x in bookings.of_event(ws, event) if x.counts)
    events_days.record_taking(ws, first.id, 300_000, Teller.OFFICER)
    page.reload()
    tab = page.panel.day
    click(tab.views["recap"])
    assert tab.table.lines.lines[0].cells[4] == "Rp300.000"
    path = tmp_path / "rekap.xlsx"
    page.panel.papers.write(event, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        *("Keterangan", "Per hari", "Per kecamatan", "Per kategori", "Per lapak")
    ]
    assert book["Per hari"]["F2"].value == 300_000
    told = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert first.business in told


def test_papers_go_to_the_printer(
    page: EventsPage, event: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.reload()
    sent: list[Printout] = []
    monkeypatch.setattr(page.panel.papers.printing, "start", sent.append)
    click(page.panel.tabs[PLACES])
    click(page.panel.places.cards_button)
    click(page.panel.places.list_button)
    click(page.panel.tabs[FLOOR])
    click(page.panel.floor.print_button)
    assert [p.title for p in sent] == [
        "Booth cards Bazar Balai Kota",
        "Places Bazar Balai Kota",
        "Plan Bazar Balai Kota",
    ]
    assert all(isinstance(p.pdf, bytes) for p in sent)


def test_it_fits_the_curators_screen(page: EventsPage, event: UUID) -> None:
    page.reload()
    for tab in (FLOOR, PLACES, DAY):
        click(page.panel.tabs[tab])
        assert page.minimumSizeHint().width() <= 1158
        assert page.minimumSizeHint().height() <= 728
