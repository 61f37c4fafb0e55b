"""Drawing helpers shared by the kit's self-painting widgets and its delegate."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.ui.kit.tones import ChipSpec, tone_colours
from app.ui.theme import Radius, Size, Type, font, icon_pixmap, qcolor

CHIP_HEIGHT = 22
_CHIP_PAD = 9
_CHIP_ICON = 14


def painter_for(widget: QWidget) -> QPainter:
    """An antialiasing painter on `widget`; end it with `end()`."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def fill_round(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: str | None,
    line: str | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose outline of `width` lies wholly inside `rect`."""
    half = width / 2 if line else 0.0
    painter.setPen(QPen(qcolor(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def draw_ring(painter: QPainter, rect: QRectF, radius: float, colour: str, inset: float) -> None:
    """A focus ring of two pixels, `inset` pixels inside `rect`."""
    ring = rect.adjusted(inset, inset, -inset, -inset)
    fill_round(painter, ring, max(radius - inset, 2), None, colour, Size.RING)


def draw_icon(painter: QPainter, name: str, colour: str, at: QPointF, size: int) -> None:
    """Icon `name` with its top left corner at `at`, sharp at the painter's density."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(at, icon_pixmap(name, colour, size, ratio))


def draw_icon_centred(
    painter: QPainter, name: str, colour: str, rect: QRectF, size: int = Size.ICON
) -> None:
    """Icon `name` in the middle of `rect`."""
    corner = QPointF(round(rect.center().x() - size / 2), round(rect.center().y() - size / 2))
    draw_icon(painter, name, colour, corner, size)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    colour: str,
    face: QFont,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line, vertically centred in `rect`, elided at its end if it does not fit."""
    painter.setFont(face)
    painter.setPen(qcolor(colour))
    shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)


def text_width(text: str, face: QFont) -> int:
    """Width of one line in logical pixels."""
    return QFontMetrics(face).horizontalAdvance(text)


def chip_font() -> QFont:
    """The face of chips."""
    return font(Type.CAPTION, QFont.Weight.DemiBold)


def chip_width(spec: ChipSpec) -> int:
    """Width that `draw_chip` wants for `spec`."""
    mark = _CHIP_ICON + 4 if spec.icon else 0
    return text_width(spec.text, chip_font()) + 2 * _CHIP_PAD + mark


def draw_chip(painter: QPainter, rect: QRectF, spec: ChipSpec) -> None:
    """A pill with optional icon and text, elided to `rect`."""
    back, fore = tone_colours(spec.tone)
    fill_round(painter, rect, rect.height() / 2, back)
    left = rect.left() + _CHIP_PAD
    if spec.icon:
        top = round(rect.center().y() - _CHIP_ICON / 2)
        draw_icon(painter, spec.icon, fore, QPointF(round(left) - 1, top), _CHIP_ICON)
        left += _CHIP_ICON + 3
    body = QRectF(left, rect.top(), rect.right() - _CHIP_PAD - left + 1, rect.height())
    draw_text(painter, body, spec.text, fore, chip_font())


def draw_chips(painter: QPainter, row: QRectF, chips: tuple[ChipSpec, ...]) -> None:
    """Chips side by side in `row`; those that do not fit any more are left out."""
    left = row.left()
    for spec in chips:
        width = min(chip_width(spec), row.right() - left)
        if width < 40:
            return
        draw_chip(painter, QRectF(left, row.top(), width, row.height()), spec)
        left += width + 6


def draw_round_pixmap(painter: QPainter, rect: QRectF, pixmap: QPixmap, radius: float) -> None:
    """`pixmap` filling `rect` with rounded corners, cropped in its middle."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setClipPath(path)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(rect, pixmap, cover_source(pixmap.size(), rect))
    painter.restore()


def cover_source(size: QSize, target: QRectF) -> QRectF:
    """The part of a picture of `size` that fills `target` without distortion."""
    scale = min(size.width() / target.width(), size.height() / target.height())
    width, height = target.width() * scale, target.height() * scale
    return QRectF((size.width() - width) / 2, (size.height() - height) / 2, width, height)


def draw_key_hint(painter: QPainter, right: float, middle: float, text: str, colour: str) -> float:
    """A keyboard hint as a small key cap ending at `right`; returns its left edge."""
    face = font(Type.CAPTION, QFont.Weight.Medium)
    width = text_width(text, face) + 10
    rect = QRectF(right - width, middle - 10, width, 20)
    fill_round(painter, rect, Radius.SMALL - 1, None, colour)
    draw_text(painter, rect, text, colour, face, Qt.AlignmentFlag.AlignHCenter)
    return rect.left()


def inner(rect: QRect) -> QRectF:
    """`rect` with fractional coordinates."""
    return QRectF(rect)
