"""Businesses that may be the one being registered, each with a way to open it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.businesses import BusinessCard
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.paint import draw_icon_centred, fill_round, painter_for
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import TONE_ICONS, Tone, tone_colours
from app.ui.theme import Radius, Space

_MOST = 3


class SimilarBox(QFrame):
    """A yellow box with up to three businesses; `open_requested(object)` carries the id."""

    open_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("similar_box")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(46, Space.M, Space.M, Space.M)
        self._column.setSpacing(Space.XS + 2)
        title = Label(self.tr("May be registered already"), "strong")
        self._column.addWidget(title)
        self._rows: list[QWidget] = []
        self._buttons: list[Button] = []
        self.setAccessibleName(title.text())
        self.hide()

    @property
    def buttons(self) -> list[Button]:
        """The buttons that open, in order."""
        return self._buttons

    def set_cards(self, cards: Sequence[BusinessCard]) -> None:
        """Show these; the box hides when there are none."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self._buttons = [], []
        for card in cards[:_MOST]:
            self._add(card)
        self.setVisible(bool(cards))

    def _add(self, card: BusinessCard) -> None:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(ElidedLabel(f"{card.name} · {card.owner_name} · {card.place}"), 1)
        button = secondary_button(self.tr("Open"))
        button.setAccessibleName(self.tr("Open {name}").format(name=card.name))
        button.clicked.connect(weak_slot(self._on_button_clicked, card.id))
        line.addWidget(button)
        self._column.addWidget(row)
        row.show()
        self._rows.append(row)
        self._buttons.append(button)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        back, fore = tone_colours(Tone.WARNING)
        painter = painter_for(self)
        fill_round(painter, QRectF(self.rect()), Radius.CARD - 2, back)
        icon = TONE_ICONS[Tone.WARNING]
        draw_icon_centred(painter, icon, fore, QRectF(14, 10, 22, 22), 20)
        painter.end()

    def _on_button_clicked(self, business_id: UUID) -> None:
        self.open_requested.emit(business_id)
