"""Documents that run out: pressed, they lead to their product."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.home import ExpiryLine
from app.ui import labels
from app.ui.kit.buttons import ghost_button
from app.ui.kit.cards import Card
from app.ui.kit.labels import Label
from app.ui.kit.paint import (
    CHIP_HEIGHT,
    chip_width,
    draw_chip,
    draw_ring,
    draw_text,
    fill_round,
    inner,
    painter_for,
)
from app.ui.kit.scroll import scrolling
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.theme import Radius, Type, colours, font

_HEIGHT = 52
_SOON_DAYS = 30


class _ExpiryButton(QAbstractButton):
    """One document: what it is, whose, until when, and the days left as a chip."""

    def __init__(self, line: ExpiryLine, chip: ChipSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = " · ".join(part for part in (line.kind.term, line.product) if part)
        self._sub = f"{line.business} · {labels.long_date(line.valid_until)}"
        self._chip = chip
        self.setText(self._title)
        self.setAccessibleName(f"{self._title}. {self._sub}. {chip.text}")
        self.setToolTip(f"{self._title}\n{self._sub}")
        self.setEnabled(line.product_id is not None)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if line.product_id is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(260, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        rect = inner(self.rect())
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            fill_round(painter, rect, Radius.CONTROL, now.pressed if self.isDown() else now.hover)
        wide = chip_width(self._chip)
        room = self.width() - wide - 28
        face = font(Type.BODY, QFont.Weight.DemiBold)
        draw_text(painter, QRectF(8, 7, room, 20), self._title, now.text, face)
        draw_text(painter, QRectF(8, 27, room, 18), self._sub, now.text_muted, font(Type.SMALL))
        top = (self.height() - CHIP_HEIGHT) / 2
        draw_chip(painter, QRectF(self.width() - wide - 8, top, wide, CHIP_HEIGHT), self._chip)
        if self.hasFocus():
            draw_ring(painter, rect, Radius.CONTROL, now.focus, 0)
        painter.end()


class ExpiringCard(Card):
    """Documents that run out within three months; `product_requested(object)`.

    Below them how many papers close a market channel soon; `watch_requested()` asks for those.
    """

    product_requested = Signal(object)
    watch_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Documents that run out"), parent)
        self.setObjectName("expiring_card")
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._none = Label(self.tr("No document runs out in the next three months."), "muted")
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self.add(scrolling(self._inside), 1)
        self.watch_button = ghost_button(" ", icon="shopping-bag")
        self.watch_button.setObjectName("home.watch")
        self.watch_button.clicked.connect(self.watch_requested)
        self.watch_button.hide()
        self.body.addWidget(self.watch_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows: list[QAbstractButton] = []

    def set_lines(self, lines: Sequence[ExpiryLine]) -> None:
        """Show these, the most urgent first."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for at, line in enumerate(lines):
            row = _ExpiryButton(line, self.chip(line.days))
            row.clicked.connect(weak_slot(self._on_row_clicked, line.product_id))
            self._column.insertWidget(at, row)
            row.show()
            self.rows.append(row)
        self._none.setVisible(not lines)

    def set_closing(self, count: int) -> None:
        """How many papers run out within 30 days on which a market channel hangs."""
        text = self.tr("{count} papers on which a market channel hangs run out within 30 days")
        self.watch_button.setText(text.format(count=labels.number(count)))
        self.watch_button.setVisible(count > 0)

    def chip(self, days: int) -> ChipSpec:
        """How long a document is still good, in words and tone."""
        if days < 0:
            return ChipSpec(self.tr("Expired"), Tone.DANGER, "circle-x")
        if days == 0:
            return ChipSpec(self.tr("Until today"), Tone.DANGER, "alert-triangle")
        text = self.tr("{days} days left").format(days=labels.number(days))
        return ChipSpec(text, Tone.WARNING if days <= _SOON_DAYS else Tone.NEUTRAL, "clock")

    def _on_row_clicked(self, product_id: object) -> None:
        self.product_requested.emit(product_id)
