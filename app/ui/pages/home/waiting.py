"""What was typed and not saved yet: after a crash, the first thing a person looks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.drafts import FormKind, Waiting
from app.ui import labels
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.paint import draw_icon_centred, fill_round, painter_for
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import TONE_ICONS, Tone, tone_colours
from app.ui.theme import Radius, Space

_MOST = 2


class WaitingForms(QFrame):
    """A yellow box with the forms typed last; `resumed(object)` carries a `DraftKey`."""

    resumed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waiting_forms")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.buttons: list[Button] = []
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(46, Space.S + 2, Space.M, Space.S + 2)
        self._column.setSpacing(Space.XS)
        self._more = Label("", "muted", wrap=True)
        self._column.addWidget(self._more)
        self.hide()

    def set_forms(self, forms: Sequence[Waiting], now: datetime) -> None:
        """Show what waits, typed last first; the box hides when nothing does."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self.buttons = [], []
        for form in forms[:_MOST]:
            self._add(form, now)
        rest = len(forms) - len(self._rows)
        text = self.tr("{count} more wait on the pages Businesses and Products.")
        self._more.setText(text.format(count=rest))
        self._more.setVisible(rest > 0)
        self.setAccessibleName(self.tr("Not saved yet"))
        self.setVisible(bool(forms))

    def words(self, form: Waiting, now: datetime) -> str:
        """What one line says."""
        moment = labels.lately(form.typed_at, now)
        title = form.title or self.tr("without a name")
        text = self.tr("Product {name}, typed {moment}")
        if form.key.kind is FormKind.BUSINESS:
            text = self.tr("Business {name}, typed {moment}")
        return text.format(name=title, moment=moment)

    def _add(self, form: Waiting, now: datetime) -> None:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.M)
        words = self.words(form, now)
        line.addWidget(Label(self.tr("Not saved yet"), "strong"))
        line.addWidget(ElidedLabel(words), 1)
        button = secondary_button(self.tr("Go on with it"))
        button.setAccessibleName(self.tr("Go on with it") + ": " + words)
        button.clicked.connect(weak_slot(self._on_button_clicked, form))
        line.addWidget(button)
        self._column.insertWidget(len(self._rows), row)
        row.show()
        self._rows.append(row)
        self.buttons.append(button)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        back, fore = tone_colours(Tone.WARNING)
        painter = painter_for(self)
        fill_round(painter, QRectF(self.rect()), Radius.CARD - 2, back)
        icon = TONE_ICONS[Tone.WARNING]
        draw_icon_centred(painter, icon, fore, QRectF(14, Space.S + 10, 22, 22), 20)
        painter.end()

    def _on_button_clicked(self, form: Waiting) -> None:
        self.resumed.emit(form.key)
