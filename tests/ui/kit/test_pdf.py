"""The preview of papers: pages, zoom, sharpness, memory, and a UI thread that never draws."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit import pdf_pages
from app.ui.kit.pdf import PdfPreview
from app.ui.kit.pdf_area import PageArea
from app.ui.kit.pdf_pages import PdfPages, PdfUnreadableError
from app.ui.kit.pdf_view import (
    KEPT_BYTES,
    MARGIN,
    SCROLL_BAR,
    STEPS,
    Drawn,
    Fit,
    KeptPages,
    Wish,
    fit_scale,
    ground_for,
    next_step,
    wish_for,
)
from app.ui.lanes import Lanes
from tests.ui.printing.papers import long_pdf

Show = Callable[[QWidget], None]
A4 = QSizeF(595, 842)


@pytest.fixture(scope="module")
def paper() -> bytes:
    """Five hundred pages."""
    return long_pdf(500)


@pytest.fixture
def preview(qtbot: QtBot, show: Show, real_lanes: Lanes, paper: bytes) -> PdfPreview:
    made = PdfPreview(real_lanes)
    made.resize(640, 520)
    show(made)
    with qtbot.waitSignal(made.page_shown):
        made.set_pdf(paper)
    return made


def press(qtbot: QtBot, preview: PdfPreview, key: Qt.Key) -> None:
    with qtbot.waitSignal(preview.page_shown):
        QTest.keyClick(preview, key)


def wheel(preview: PdfPreview, notches: int, *, ctrl: bool = False) -> None:
    area = preview.findChild(PageArea)
    assert isinstance(area, PageArea)
    port = area.viewport()
    point = QPointF(port.width() / 4, port.height() / 4)
    inverted = False
    keys = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        point,
        port.mapToGlobal(point),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        inverted,
    )
    QApplication.sendEvent(port, event)


def test_keys_go_through_five_hundred_pages(qtbot: QtBot, preview: PdfPreview) -> None:
    assert preview.page_count == 500
    assert not preview.bar.previous_button.isEnabled()
    press(qtbot, preview, Qt.Key.Key_End)
    assert preview.page == 499
    assert not preview.bar.next_button.isEnabled()
    press(qtbot, preview, Qt.Key.Key_PageUp)
    assert preview.page == 498
    press(qtbot, preview, Qt.Key.Key_Home)
    press(qtbot, preview, Qt.Key.Key_PageDown)
    assert preview.page == 1
    assert preview.bar.number.text() == "2"


def test_a_page_is_reached_by_its_number(qtbot: QtBot, preview: PdfPreview) -> None:
    number = preview.bar.number
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "321")
    with qtbot.waitSignal(preview.page_shown):
        QTest.keyClick(number, Qt.Key.Key_Return)
    assert preview.page == 320
    number.selectAll()
    QTest.keyClicks(number, "999")
    with qtbot.waitSignal(preview.page_shown):
        QTest.keyClick(number, Qt.Key.Key_Return)
    assert preview.page == 499
    assert number.text() == "500"


def test_zoom_by_keys_buttons_and_menu(qtbot: QtBot, preview: PdfPreview) -> None:
    fitted = preview.zoom
    assert fitted < 1
    press(qtbot, preview, Qt.Key.Key_1)
    assert preview.zoom == pytest.approx(1)
    assert preview.bar.zoom_button.text() == "100%"
    press(qtbot, preview, Qt.Key.Key_Plus)
    assert preview.zoom == pytest.approx(1.5)
    with qtbot.waitSignal(preview.page_shown):
        QTest.mouseClick(preview.bar.smaller_button, Qt.MouseButton.LeftButton)
    assert preview.zoom == pytest.approx(1)
    press(qtbot, preview, Qt.Key.Key_2)
    assert preview.zoom > fitted
    press(qtbot, preview, Qt.Key.Key_0)
    assert preview.zoom == pytest.approx(fitted)
    four_hundred = preview.bar.menu.actions()[-1]
    with qtbot.waitSignal(preview.page_shown):
        four_hundred.trigger()
    assert preview.zoom == pytest.approx(4)
    assert not preview.bar.larger_button.isEnabled()


def test_the_wheel_turns_pages_and_with_ctrl_zooms(qtbot: QtBot, preview: PdfPreview) -> None:
    with qtbot.waitSignal(preview.page_shown):
        wheel(preview, -1)
    assert preview.page == 1
    with qtbot.waitSignal(preview.page_shown):
        wheel(preview, 1)
    assert preview.page == 0
    before = preview.zoom
    with qtbot.waitSignal(preview.page_shown):
        wheel(preview, 1, ctrl=True)
    assert preview.zoom == pytest.approx(next_step(before, up=True))
    assert preview.page == 0


def test_what_lies_under_the_mouse_stays_there(qtbot: QtBot, preview: PdfPreview) -> None:
    press(qtbot, preview, Qt.Key.Key_1)
    area = preview.findChild(PageArea)
    assert isinstance(area, PageArea)
    area.scroll_by(QPoint(0, 200))
    point = QPointF(area.viewport().width() / 4, area.viewport().height() / 4)
    _, before = area.spot(point)
    with qtbot.waitSignal(preview.page_shown):
        wheel(preview, 1, ctrl=True)
    _, after = area.spot(point)
    assert after.x() == pytest.approx(before.x(), abs=0.01)
    assert after.y() == pytest.approx(before.y(), abs=0.01)


def test_pictures_of_pages_stay_within_bounds(qtbot: QtBot, preview: PdfPreview) -> None:
    press(qtbot, preview, Qt.Key.Key_1)
    for _ in range(30):
        press(qtbot, preview, Qt.Key.Key_PageDown)
        assert preview.kept_bytes <= KEPT_BYTES
    with qtbot.waitSignal(preview.page_shown):
        preview.set_zoom(4.0)
    assert preview.kept_bytes <= KEPT_BYTES


def test_pages_are_never_drawn_by_the_ui_thread(
    qtbot: QtBot, preview: PdfPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    drew: set[str] = set()
    draw = PdfPages.draw

    def noting(pages: PdfPages, page: int, whole: QSize, part: QRect | None = None) -> QImage:
        drew.add(threading.current_thread().name)
        return draw(pages, page, whole, part)

    monkeypatch.setattr(PdfPages, "draw", noting)
    for key in (Qt.Key.Key_End, Qt.Key.Key_1, Qt.Key.Key_PageUp):
        press(qtbot, preview, key)
    assert drew
    assert threading.main_thread().name not in drew


def test_another_paper_takes_the_place_of_one_being_drawn(
    qtbot: QtBot, preview: PdfPreview, paper: bytes
) -> None:
    told: list[None] = []
    preview.failed.connect(lambda: told.append(None))
    for _ in range(5):
        preview.set_pdf(paper)
    with qtbot.waitSignal(preview.page_shown):
        preview.set_pdf(long_pdf(2))
    assert preview.page_count == 2
    assert told == []


def test_a_paper_in_a_file_is_shown_and_let_go(
    qtbot: QtBot, preview: PdfPreview, paper: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "sekaligus.pdf"
    path.write_bytes(paper)
    with qtbot.waitSignal(preview.page_shown):
        preview.set_pdf(path)
    press(qtbot, preview, Qt.Key.Key_End)
    preview.set_pdf(b"")
    assert preview.page_count == 0
    assert not preview.bar.zoom_button.isEnabled()


# -- drawing ------------------------------------------------------------------------------


def test_parts_are_cut_from_the_whole_page() -> None:
    pages = PdfPages(long_pdf(1))
    whole = QSize(595, 842)
    page = pages.draw(0, whole)
    part = pages.draw(0, whole, QRect(60, 100, 200, 80))
    assert part == page.copy(60, 100, 200, 80)
    corners = [page.pixelColor(x, y).name() for x in (1, 593) for y in (1, 840)]
    assert corners == ["#ffffff"] * 4
    pages.close()


def test_a_closed_paper_draws_nothing_and_closing_does_not_wait() -> None:
    pages = PdfPages(long_pdf(1))
    assert pages.sizes()[0].width() == pytest.approx(A4.width(), abs=1)
    with pdf_pages._turn:  # somebody draws another paper
        pages.close()
        assert len(pdf_pages._leaving) == 1
    with pytest.raises(PdfUnreadableError):
        pages.draw(0, QSize(10, 10))
    assert len(pdf_pages._leaving) == 0


def test_a_forgotten_paper_is_closed() -> None:
    pages = PdfPages(long_pdf(1))
    pages.sizes()
    del pages
    gc.collect()
    assert len(pdf_pages._leaving) == 0


@pytest.mark.parametrize("source", [b"", b"bukan pdf", Path("tidak-ada.pdf")])
def test_what_is_no_pdf_is_told(source: bytes | Path) -> None:
    with pytest.raises(PdfUnreadableError):
        PdfPages(source).sizes()


# -- geometry -----------------------------------------------------------------------------


def test_a_page_fits_its_view_with_a_margin() -> None:
    view = QSize(400, 900)
    for fit in (Fit.PAGE, Fit.WIDTH):
        scale = fit_scale(A4, view, fit)
        size = (A4 * scale).toSize()
        assert size.width() <= view.width() - 2 * MARGIN
        assert ground_for(size, view) == view
    wide = QSize(900, 400)
    size = (A4 * fit_scale(A4, wide, Fit.WIDTH)).toSize()
    ground = ground_for(size, wide)
    assert ground.width() == wide.width() - SCROLL_BAR, "no bar below"
    assert ground.height() == size.height() + 2 * MARGIN


def test_steps_go_up_and_down_and_end() -> None:
    assert next_step(0.87, up=True) == 1.0
    assert next_step(0.87, up=False) == 0.75
    assert next_step(1.0, up=True) == 1.5
    assert next_step(9, up=True) == STEPS[-1]
    assert next_step(0.1, up=False) == STEPS[0]


def test_a_large_page_is_drawn_in_part_and_a_small_step_asks_for_nothing_new() -> None:
    whole = QSize(6000, 8000)
    one = wish_for(3, whole, QRect(1030, 2050, 1200, 700))
    assert one.rect.contains(QRect(1030, 2050, 1200, 700))
    assert one.rect.width() * one.rect.height() < whole.width() * whole.height() / 8
    assert wish_for(3, whole, QRect(1034, 2053, 1200, 700)) == one
    small = wish_for(3, QSize(600, 800), QRect(0, 0, 10, 10))
    assert small.part == (0, 0, 600, 800)


def test_the_newest_picture_stays_whatever_its_size() -> None:
    kept = KeptPages(limit=1000)
    large = [Wish(at, (20, 20), (0, 0, 20, 20)) for at in range(2)]
    for wish in large:
        kept.put(Drawn(wish, QImage(20, 20, QImage.Format.Format_RGB32)))
    assert kept.get(large[0]) is None
    assert kept.get(large[1]) is not None
    assert kept.size == 1600
