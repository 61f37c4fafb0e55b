"""The photographs of a product over the whole screen; arrows go through them, Escape back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.services.products import PhotoView
from app.ui.desk import Desk
from app.ui.kit.paint import draw_icon_centred, draw_text, fill_round, painter_for, text_width
from app.ui.lanes import Latest
from app.ui.theme import Radius, Space, Type, font

_GROUND, _INK, _PILL = "#101413", "#F4F6F5", "#2A302E"
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space)
_PREVIOUS = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_BACK = (Qt.Key.Key_Escape, Qt.Key.Key_F, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _load(desk: Desk, sha256: str) -> QImage:
    return QImage.fromData(desk.ws.photos.read(sha256))


class FullPhotos(QDialog):
    """The dark ground is the same in both themes: colours are judged before it.

    `title` is said of the product: its name, or its code where names are hidden.
    """

    def __init__(
        self, desk: Desk, photos: Sequence[PhotoView], title: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("full_photos")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self._desk, self._photos, self._title = desk, list(photos), title
        self._at = 0
        self._pixmap: QPixmap | None = None
        self._latest = Latest()
        self._show()

    @property
    def place(self) -> int:
        """Which photograph is on show, from 0."""
        return self._at

    @property
    def has_picture(self) -> bool:
        """Whether the photograph is there to be seen."""
        return self._pixmap is not None

    def _show(self) -> None:
        self._pixmap = None
        words = self.tr("{title}, photograph {at} of {count}").format(
            title=self._title, at=self._at + 1, count=len(self._photos)
        )
        self.setAccessibleName(words)
        job = partial(_load, self._desk, self._photos[self._at].sha256)
        token = self._latest.renew()
        self._desk.lanes.io(job, self, self._on_loaded, self._on_failed, token=token)
        self.update()

    def _on_loaded(self, image: QImage) -> None:
        self._pixmap = None if image.isNull() else QPixmap.fromImage(image)
        self.update()

    def _on_failed(self, _error: Exception) -> None:
        """Not on this laptop (yet): the icon stays."""

    def _go(self, step: int) -> None:
        self._at = (self._at + step) % len(self._photos)
        self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _NEXT:
            self._go(1)
        elif key in _PREVIOUS:
            self._go(-1)
        elif key in _BACK:
            self.accept()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(1 if event.position().x() >= self.width() / 3 else -1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = painter_for(self), QRectF(self.rect())
        fill_round(painter, area, 0, _GROUND)
        if self._pixmap is None:
            draw_icon_centred(painter, "photo", _PILL, area, 96)
        else:
            self._paint_fitted(painter, self._pixmap, area.adjusted(24, 24, -24, -64))
        self._paint_words(painter, area)
        painter.end()

    def _paint_fitted(self, painter: QPainter, pixmap: QPixmap, area: QRectF) -> None:
        size = pixmap.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        left = area.center().x() - size.width() / 2
        top = area.center().y() - size.height() / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = QRectF(left, top, size.width(), size.height())
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        words = f"{self._title}  ·  {self._at + 1}/{len(self._photos)}  ·  ← →  ·  Esc"
        face = font(Type.BODY, tabular=True)
        width = min(text_width(words, face) + 2 * Space.L, area.width())
        pill = QRectF(area.center().x() - width / 2, area.bottom() - 50, width, 36)
        fill_round(painter, pill, Radius.CARD, _PILL)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, pill, words, _INK, face, centre)
