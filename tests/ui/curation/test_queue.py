"""The queue: filters, moving, arriving; the steps before scoring, each for whom it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.terms import CurationState, Level
from app.protocol import keys
from app.services import blind_labels, curations, score_sheets, sessions, steps
from app.services.sessions import SessionForm
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.record_view import ROW_HEIGHT
from app.ui.pages.curation import CurationPage
from app.ui.pages.curation.photo_view import FullPhotos
from app.ui.pages.curation.queue import Show
from app.ui.pages.curation.step_panel import StepPanel
from tests.services.field import enrol

from .conftest import add_product

REGION = "31.74.02"
NAMES = ("Dodol", "Sambal", "Keripik")
MakePage = Callable[[], CurationPage]


def become(ws: Workspace, *roles: str) -> None:
    enrol(ws, keys.new_private_key(), roles=tuple((role, REGION) for role in roles))


@pytest.fixture
def make_page(desk: Desk, show: Callable[[QWidget], None]) -> MakePage:
    """Makes the page once the person's roles are settled."""

    def make() -> CurationPage:
        made = CurationPage(desk)
        made.resize(1158, 728)
        show(made)
        made.enter()
        return made

    return make


def hold(ws: Workspace, **agreed: Any) -> UUID:
    """An open session, made by a curator who is also the chair."""
    become(ws, "curator", "chair")
    form = SessionForm("Bazar Uji", "Taman Uji", ws.today(), Level.DISTRICT, REGION)
    return sessions.create(ws, replace(form, **agreed))[0]


def fill(ws: Workspace, held: UUID) -> list[UUID]:
    return [curations.register(ws, add_product(ws, name), held)[0] for name in NAMES]


def titles(page: CurationPage) -> list[str]:
    found = (page.queue.model.record(row) for row in range(page.queue.model.rowCount()))
    return [record.title for record in found if record is not None]


def panel(page: CurationPage) -> StepPanel:
    found = page.card.panel
    assert found is not None
    return found


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


# -- steps -----------------------------------------------------------------------------


def test_three_people_by_their_keys(ws: Workspace, make_page: MakePage) -> None:
    """A pendamping, a kasatpel and a curator each press Enter on what waits for them."""
    held = hold(ws, walk_ins=False)
    first, *_ = fill(ws, held)
    become(ws, "mentor")
    page = make_page()
    assert page.queue.showing is Show.TO_VERIFY
    assert not page.head.close_button.isVisibleTo(page)
    assert page.queue.records.selected_id == first
    press(Qt.Key.Key_Return)
    assert steps.load(ws, first).state is CurationState.VERIFIED
    assert page.queue.records.selected_id != first, "on to the next that waits"
    page.close()
    become(ws, "district_head")
    page = make_page()
    assert page.queue.showing is Show.TO_VALIDATE
    press(Qt.Key.Key_Return)
    assert steps.load(ws, first).state is CurationState.VALIDATED
    page.close()
    become(ws, "curator")
    page = make_page()
    page.queue.records.select_id(first)
    assert panel(page).view.state is CurationState.VALIDATED
    assert not page.card.submit_button.isVisibleTo(page)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_4)
    assert len(score_sheets.load_sheet(ws, first).sheet.scores) == 1


def test_whose_step_it_is_is_said(ws: Workspace, make_page: MakePage) -> None:
    held = hold(ws, walk_ins=False)
    first, *_ = fill(ws, held)
    steps.verify(ws, first)
    become(ws, "curator")
    page = make_page()
    page.queue.records.select_id(first)
    assert "Kasatpel" in panel(page).next_words.text()
    for button in (panel(page).verify_button, panel(page).validate_button):
        assert button.isHidden()
    assert panel(page).start_button.isHidden()


def test_a_walk_in_is_opened_and_marked(ws: Workspace, make_page: MakePage) -> None:
    held = hold(ws)
    first, *_ = fill(ws, held)
    page = make_page()
    page.queue.records.select_id(first)
    QTest.mouseClick(panel(page).start_button, Qt.MouseButton.LeftButton)
    assert page.card.form is not None
    record = page.queue.model.record(0)
    assert record is not None
    assert [chip.text for chip in record.chips] == ["Unverified"]


def test_what_was_taken_out_can_be_put_back(ws: Workspace, make_page: MakePage) -> None:
    held = hold(ws)
    fill(ws, held)
    page = make_page()
    told: list[object] = []
    page.desk.noticed.connect(told.append)
    QTest.mouseClick(panel(page).remove_button, Qt.MouseButton.LeftButton)
    assert len(titles(page)) == 2
    change = told[-1].change  # type: ignore[attr-defined]
    page.desk.undo(change)
    assert [t.split(" · ")[1] for t in titles(page)] == list(NAMES)


def test_an_empty_filter_shows_no_sheet(ws: Workspace, make_page: MakePage) -> None:
    held = hold(ws)
    fill(ws, held)
    page = make_page()
    counts = [page.queue.filter.itemText(at) for at in range(page.queue.filter.count())]
    assert [text.rpartition("(")[2] for text in counts] == ["3)", "3)", "0)", "0)", "0)", "0)"]
    page.queue.filter.setCurrentIndex(list(Show).index(Show.DECIDED))
    assert titles(page) == []
    assert not page.card.isVisibleTo(page)
    page._on_submit_key()
    assert not page.banner.isVisibleTo(page), "no key reaches what is not on show"
    page.queue.filter.setCurrentIndex(list(Show).index(Show.TO_VERIFY))
    assert len(titles(page)) == 3
    assert page.card.isVisibleTo(page)


# -- moving ----------------------------------------------------------------------------


def test_alt_and_an_arrow_move_a_product(ws: Workspace, make_page: MakePage) -> None:
    held = hold(ws)
    *_, last = fill(ws, held)
    page = make_page()
    page.queue.records.select_id(last)
    alt = Qt.KeyboardModifier.AltModifier
    for _ in range(3):  # the last one has nowhere to go
        QTest.keyClick(page.queue.records, Qt.Key.Key_Up, alt)
    assert titles(page) == ["1 · Keripik", "2 · Dodol", "3 · Sambal"]
    assert page.queue.records.selected_id == last
    QTest.keyClick(page.queue.records, Qt.Key.Key_Down, alt)
    assert titles(page) == ["1 · Dodol", "2 · Keripik", "3 · Sambal"]


def drag(page: CurationPage, start: int, end: int, *, drop: bool = True) -> None:
    """From the middle of one row to a height, as a mouse does it."""
    view = page.queue.records.viewport()
    x, left = 40, Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, Qt.KeyboardModifier.NoModifier, QPoint(x, start))
    for y in (start + 15, end):
        here = QPointF(x, y)
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            here,
            view.mapToGlobal(here),
            Qt.MouseButton.NoButton,
            left,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, event)
    if drop:
        QTest.mouseRelease(view, left, Qt.KeyboardModifier.NoModifier, QPoint(x, end))


def test_a_product_is_dragged_to_its_place(ws: Workspace, make_page: MakePage) -> None:
    held = hold(ws)
    fill(ws, held)
    page = make_page()
    drag(page, ROW_HEIGHT // 2, 3 * ROW_HEIGHT - 4)
    assert titles(page) == ["1 · Sambal", "2 · Keripik", "3 · Dodol"]
    drag(page, ROW_HEIGHT // 2, ROW_HEIGHT - 6)  # dropped where it was
    assert titles(page) == ["1 · Sambal", "2 · Keripik", "3 · Dodol"]
    drag(page, ROW_HEIGHT // 2, 3 * ROW_HEIGHT - 4, drop=False)
    QTest.keyClick(page.queue.records, Qt.Key.Key_Escape)
    QTest.mouseRelease(page.queue.records.viewport(), Qt.MouseButton.LeftButton)
    assert titles(page) == ["1 · Sambal", "2 · Keripik", "3 · Dodol"]


def test_a_mentor_moves_nothing(ws: Workspace, make_page: MakePage) -> None:
    held = hold(ws)
    fill(ws, held)
    become(ws, "mentor")
    page = make_page()
    page.queue.records.select_row(0)
    QTest.keyClick(page.queue.records, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    drag(page, ROW_HEIGHT // 2, 3 * ROW_HEIGHT - 4)
    assert [t.split(" · ")[1] for t in titles(page)] == list(NAMES)


# -- blind -----------------------------------------------------------------------------


def code_of(ws: Workspace, key: UUID) -> str:
    with ws.db.read() as session:
        return blind_labels.codes(session, [key])[key]


def words_on(page: CurationPage) -> str:
    told = []
    for widget in page.findChildren(QWidget):
        if widget.isVisibleTo(page):
            text = getattr(widget, "text", None)
            told += [text() if callable(text) else "", widget.accessibleName(), widget.toolTip()]
    return "\n".join([*told, *titles(page)])


def test_who_scores_blind_reads_no_name_on_the_page(ws: Workspace, make_page: MakePage) -> None:
    held = hold(ws, blind=True)
    first, *_ = fill(ws, held)
    steps.start(ws, first)
    page = make_page()
    page.queue.records.select_id(first)
    said = words_on(page)
    assert code_of(ws, first) in said
    for name in (*NAMES, "Dapur", "215317401000131"):
        assert name not in said
    went: list[object] = []
    page.desk.travelled.connect(went.append)
    page.verdict.photos_wanted.emit()
    assert went == [], "the product's page would tell"
    full = page.window().findChild(FullPhotos)
    assert full is not None
    assert full.windowTitle() == code_of(ws, first)
    full.close()


def test_a_scanned_code_brings_the_product_and_its_sheet(
    ws: Workspace, make_page: MakePage
) -> None:
    held = hold(ws, blind=True)
    _, _, last = fill(ws, held)
    steps.start(ws, last)
    page = make_page()
    QTest.keyClick(page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.queue.code_edit
    QTest.keyClicks(page.queue.code_edit, code_of(ws, last).replace("-", "").lower())
    press(Qt.Key.Key_Return)
    assert page.queue.records.selected_id == last
    assert page.queue.code_edit.text() == ""
    assert code_of(ws, last) in page.queue.told.text()
    press(Qt.Key.Key_3)
    assert len(score_sheets.load_sheet(ws, last).sheet.scores) == 1


def test_a_wrong_code_is_told_at_once_and_stays_to_be_mended(
    ws: Workspace, make_page: MakePage
) -> None:
    held = hold(ws, blind=True)
    first, *_ = fill(ws, held)
    code = code_of(ws, first)
    wrong = code[:-1] + ("W" if code[-1] != "W" else "X")
    page = make_page()
    page.queue.focus_code()
    QTest.keyClicks(page.queue.code_edit, wrong)
    press(Qt.Key.Key_Return)
    assert "salah ketik" in page.queue.told.text()
    assert page.queue.code_edit.selectedText() == wrong
    QTest.keyClicks(page.queue.code_edit, code)
    press(Qt.Key.Key_Return)
    assert curations.queue(ws, held)[0].checked_in_at is not None


def test_at_the_desk_one_code_follows_the_other(ws: Workspace, make_page: MakePage) -> None:
    held = hold(ws, blind=True)
    codes = [code_of(ws, key) for key in fill(ws, held)]
    become(ws, "programme_officer")
    page = make_page()
    page.queue.focus_code()
    for code in codes:
        QTest.keyClicks(page.queue.code_edit, code)
        QTest.keyClick(page.queue.code_edit, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is page.queue.code_edit
    assert all(card.checked_in_at for card in curations.queue(ws, held))
