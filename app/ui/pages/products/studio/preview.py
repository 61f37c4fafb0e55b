"""The picture of the camera, painted by us: it shows in screenshots, and never mirrored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import (
    draw_icon,
    draw_icon_centred,
    draw_ring,
    draw_text,
    painter_for,
    text_width,
)
from app.ui.theme import Radius, Space, Type, colours, font, qcolor

_FLASH_MS: Final = 120
_PILL: Final = 32
_MARK: Final = 18


def _veil(colour: str, alpha: int) -> QColor:
    made = QColor(qcolor(colour))
    made.setAlpha(alpha)
    return made


class Preview(QWidget):
    """Frames on a dark ground, thirds over them, what is shot next and the coach's hint."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(480, 270)
        policy = QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)
        self.setAccessibleName(self.tr("Picture of the camera"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._frame: QImage | None = None
        self._grid = True
        self._role = ""
        self._hints: tuple[str, ...] = ()
        self._flash = QTimer(self, interval=_FLASH_MS, singleShot=True)
        self._flash.timeout.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(960, 540)

    @property
    def frame(self) -> QImage | None:
        """What is shown now."""
        return self._frame

    @property
    def has_grid(self) -> bool:
        """Whether the thirds are drawn."""
        return self._grid

    @property
    def hints(self) -> tuple[str, ...]:
        """What the coach says."""
        return self._hints

    def set_frame(self, image: QImage | None) -> None:
        """Show a frame; None says that the camera is being opened."""
        self._frame = image
        self.update()

    def set_grid(self, *, on: bool) -> None:
        """Draw the thirds, or not."""
        self._grid = on
        self.update()

    def set_role(self, text: str) -> None:
        """Say what the next shot shows."""
        self._role = text
        self.update()

    def set_hints(self, hints: Sequence[str]) -> None:
        """Say what the coach says, gravest first; nothing for none."""
        self._hints = tuple(hints)
        self.setAccessibleDescription(" ".join(self._hints))
        self.update()

    def flash(self) -> None:
        """A blink: a shot was taken."""
        self._flash.start()
        self.update()

    # Painting.

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), Radius.CARD, Radius.CARD)
        painter.setClipPath(ground)
        painter.fillRect(self.rect(), qcolor(colours().sidebar))
        if self._frame is None:
            self._paint_opening(painter)
        else:
            self._paint_frame(painter, self._frame)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), Radius.CARD, colours().sidebar_focus, 0)
        painter.end()

    def _paint_opening(self, painter: QPainter) -> None:
        now, middle = colours(), QRectF(self.rect()).center()
        icon = QRectF(middle.x() - 30, middle.y() - 52, 60, 60)
        draw_icon_centred(painter, "camera", now.sidebar_muted, icon, 44)
        line = QRectF(0, middle.y() + 14, self.width(), 24)
        centre = Qt.AlignmentFlag.AlignHCenter
        text = self.tr("Opening the camera…")
        draw_text(painter, line, text, now.sidebar_text, font(Type.BODY), centre)

    def _paint_frame(self, painter: QPainter, frame: QImage) -> None:
        size = frame.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        area = QRectF(left, top, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, frame)
        if self._grid:
            self._paint_thirds(painter, area)
        if self._flash.isActive():
            painter.fillRect(area, _veil(colours().sidebar_strong, 150))
        if self._role:
            corner = QPointF(area.left() + Space.M, area.top() + Space.M)
            self._paint_pill(painter, corner, self._role, "camera", area.width() - 2 * Space.M)
        if self._hints:
            text, width = " ".join(self._hints[:2]), area.width() - 2 * Space.M
            corner = QPointF(area.left() + Space.M, area.bottom() - Space.M - _PILL)
            self._paint_pill(painter, corner, text, "info-circle", width)

    def _paint_thirds(self, painter: QPainter, area: QRectF) -> None:
        """Twice, dark and bright: on white paper as well as on black cloth they are seen."""
        now = colours()
        for colour, alpha, aside in ((now.sidebar, 110, 1.0), (now.sidebar_strong, 170, 0.0)):
            painter.setPen(QPen(_veil(colour, alpha), 1))
            for part in (1, 2):
                x = round(area.left() + area.width() * part / 3) + 0.5 + aside
                y = round(area.top() + area.height() * part / 3) + 0.5 + aside
                painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
                painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _paint_pill(
        self, painter: QPainter, corner: QPointF, text: str, icon: str, most: float
    ) -> None:
        now, face = colours(), font(Type.BODY, QFont.Weight.DemiBold)
        wanted = text_width(text, face) + _MARK + Space.S + 2 * Space.M
        area = QRectF(corner.x(), corner.y(), min(wanted, most), _PILL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_veil(now.sidebar, 225))
        painter.drawRoundedRect(area, _PILL / 2, _PILL / 2)
        mark = QPointF(area.left() + Space.M, round(area.center().y() - _MARK / 2))
        draw_icon(painter, icon, now.sidebar_mark, mark, _MARK)
        words = area.adjusted(Space.M + _MARK + Space.S, 0, -Space.M, 0)
        draw_text(painter, words, text, now.sidebar_strong, face)
