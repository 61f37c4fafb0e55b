"""Thumbnails, the photo strip and the PDF preview."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.pdf import PdfPreview
from app.ui.kit.photos import PhotoItem, PhotoStrip
from app.ui.kit.samples import read_file, sample_pdf
from app.ui.kit.thumbs import ThumbnailCache, read_thumbnail
from app.ui.kit.tones import ChipSpec
from app.ui.lanes import InlineLanes, Lanes
from app.ui.theme import colours

Show = Callable[[QWidget], None]


def test_thumbnail_is_cropped_and_rounded(pictures: list[Path]) -> None:
    for path, colour in zip(pictures, ("#c02020", "#2020c0"), strict=True):
        image = read_thumbnail(path.read_bytes(), QSize(40, 40), 8)
        assert image.size() == QSize(40, 40)
        assert image.pixelColor(20, 20).name() == colour
        assert image.pixelColor(0, 0).alpha() == 0


def test_thumbnail_stands_upright(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "turned.jpg"
    photo = Image.new("RGB", (400, 200), (0, 0, 255))
    photo.paste((255, 0, 0), (0, 0, 100, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    photo.save(path, exif=exif, quality=95)
    image = read_thumbnail(path.read_bytes(), QSize(50, 100), 0)
    assert image.pixelColor(25, 10).red() > 200
    assert image.pixelColor(25, 90).blue() > 200


def test_cache_never_reads_on_the_ui_thread(
    qtbot: QtBot, real_lanes: Lanes, pictures: list[Path]
) -> None:
    cache = ThumbnailCache(real_lanes, read_file)
    with qtbot.waitSignal(cache.ready) as heard:
        assert cache.pixmap(str(pictures[0]), 40, ratio=2.0) is None
        assert cache.pixmap(str(pictures[0]), 40, ratio=2.0) is None
    assert heard.args == [str(pictures[0])]
    pixmap = cache.pixmap(str(pictures[0]), 40, ratio=2.0)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (80, 2.0)
    assert cache.pixmap(str(pictures[0]), 40, ratio=2.0) is pixmap


def test_a_broken_file_is_told_and_not_tried_again(lanes: InlineLanes, tmp_path: Path) -> None:
    cache, path = ThumbnailCache(lanes, read_file), tmp_path / "x.jpg"
    path.write_bytes(b"no picture")
    spy = QSignalSpy(cache.ready)
    assert cache.pixmap(str(path), 40) is None
    assert cache.pixmap(str(path), 40) is None
    assert cache.is_broken(str(path))
    assert spy.count() == 1


def test_forget_reads_anew(lanes: InlineLanes, pictures: list[Path]) -> None:
    cache = ThumbnailCache(lanes, read_file)
    first = cache.pixmap(str(pictures[0]), 40)
    cache.forget(str(pictures[0]))
    assert cache.pixmap(str(pictures[0]), 40) is not first


@pytest.fixture
def strip(show: Show, lanes: InlineLanes, pictures: list[Path]) -> PhotoStrip:
    made = PhotoStrip(ThumbnailCache(lanes, read_file, QApplication.instance()))
    chip = ChipSpec("Tajam")
    made.set_photos([PhotoItem(p.stem, str(p), p.name, chip) for p in pictures])
    made.resize(500, 120)
    show(made)
    return made


def test_photos_by_mouse_and_key(qtbot: QtBot, strip: PhotoStrip) -> None:
    with qtbot.waitSignal(strip.photo_activated) as heard:
        QTest.mouseClick(strip.tile("blue"), Qt.MouseButton.LeftButton)
    assert heard.args == ["blue"]
    strip.tile("red").setFocus()
    with qtbot.waitSignal(strip.remove_requested) as removed:
        QTest.keyClick(strip.tile("red"), Qt.Key.Key_Delete)
    assert removed.args == ["red"]
    assert not strip.tile("red").remove_button.isHidden()
    with qtbot.waitSignal(strip.remove_requested):
        QTest.mouseClick(strip.tile("red").remove_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(strip.add_requested):
        QTest.mouseClick(strip.add_button, Qt.MouseButton.LeftButton)


def test_tab_goes_through_the_photos_to_the_adding_tile(strip: PhotoStrip) -> None:
    strip.tile("red").setFocus()
    QTest.keyClick(strip.tile("red"), Qt.Key.Key_Tab)
    assert strip.tile("blue").hasFocus()
    QTest.keyClick(strip.tile("blue"), Qt.Key.Key_Tab)
    assert strip.add_button.hasFocus()


def test_replaced_photos_are_gone(strip: PhotoStrip) -> None:
    strip.set_photos([])
    with pytest.raises(KeyError):
        strip.tile("red")


def drop(strip: PhotoStrip, data: QMimeData) -> bool:
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), action, data, left, none)
    enter.ignore()
    QApplication.sendEvent(strip.viewport(), enter)
    if enter.isAccepted():
        hovered = strip.add_button.grab().toImage()
        QApplication.sendEvent(
            strip.viewport(), QDropEvent(QPointF(5, 5), action, data, left, none)
        )
        assert strip.add_button.grab().toImage() != hovered
    return enter.isAccepted()


def test_dropped_pictures_are_handed_over(strip: PhotoStrip, pictures: list[Path]) -> None:
    heard: list[object] = []
    strip.files_dropped.connect(heard.append)
    data = QMimeData()
    names = [*pictures, pictures[0].with_suffix(".exe")]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in names])
    assert drop(strip, data)
    assert heard == [pictures]


def test_a_dragged_image_is_handed_over(strip: PhotoStrip) -> None:
    heard: list[QImage] = []
    strip.image_dropped.connect(heard.append)
    data = QMimeData()
    data.setImageData(QImage(8, 4, QImage.Format.Format_RGB32))
    assert drop(strip, data)
    assert heard[0].size() == QSize(8, 4)


def test_other_drags_are_refused(strip: PhotoStrip) -> None:
    data = QMimeData()
    data.setText("halo")
    assert not drop(strip, data)


def test_leaving_ends_the_hover_state(strip: PhotoStrip, pictures: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pictures[0]))])
    before = strip.add_button.grab().toImage()
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(strip.viewport(), enter)
    assert strip.add_button.grab().toImage() != before
    leave = QDragLeaveEvent()
    assert leave.type() == QEvent.Type.DragLeave
    QApplication.sendEvent(strip.viewport(), leave)
    assert strip.add_button.grab().toImage() == before


@pytest.fixture
def preview(qtbot: QtBot, show: Show, real_lanes: Lanes) -> PdfPreview:
    made = PdfPreview(real_lanes)
    made.resize(300, 320)
    show(made)
    with qtbot.waitSignal(made.page_shown):
        made.set_pdf(sample_pdf(3))
    return made


def test_pdf_pages_turn_by_button_and_key(qtbot: QtBot, preview: PdfPreview) -> None:
    assert (preview.page, preview.page_count) == (0, 3)
    first = preview.grab().toImage()
    with qtbot.waitSignal(preview.page_shown):
        QTest.mouseClick(preview.bar.next_button, Qt.MouseButton.LeftButton)
    assert preview.grab().toImage() != first
    with qtbot.waitSignal(preview.page_shown):
        QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 2
    assert not preview.bar.next_button.isEnabled()
    preview.next_page()
    assert preview.page == 2
    with qtbot.waitSignal(preview.page_shown):
        QTest.mouseClick(preview.bar.previous_button, Qt.MouseButton.LeftButton)
    assert preview.page == 1


def test_pdf_zooms_and_fits_again(qtbot: QtBot, preview: PdfPreview) -> None:
    fitted = preview.grab().toImage()
    with qtbot.waitSignal(preview.page_shown):
        QTest.keyClick(preview, Qt.Key.Key_Plus)
    assert preview.grab().toImage() != fitted
    with qtbot.waitSignal(preview.page_shown):
        QTest.keyClick(preview, Qt.Key.Key_0)
    # The scroll bars leave with the next turn of the event loop.
    qtbot.waitUntil(lambda: preview.grab().toImage() == fitted)


def test_the_preview_shows_its_focus(preview: PdfPreview) -> None:
    preview.bar.next_button.setFocus()
    without = preview.grab().toImage()
    preview.setFocus()
    ring = preview.grab().toImage()
    assert ring.pixelColor(150, 0).name().upper() == colours().focus
    assert without.pixelColor(150, 0).name().upper() != colours().focus


def test_pdf_that_is_none_is_told(qtbot: QtBot, preview: PdfPreview) -> None:
    with qtbot.waitSignal(preview.failed):
        preview.set_pdf(b"no pdf")
    assert preview.page_count == 0
    preview.set_pdf(b"")
    assert not preview.bar.zoom_button.isEnabled()
