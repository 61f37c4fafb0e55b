"""What was typed and not saved yet: after a crash, the first thing a person looks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from app.services.drafts import FormKind, Waiting
from app.ui import labels
from app.ui.kit.buttons import ghost_button, secondary_button
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.paint import draw_icon_centred, fill_round, painter_for
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import TONE_ICONS, Tone, tone_colours
from app.ui.theme import Radius, Space

_WIDTH = 700


class WaitingForms(QFrame):
    """The form typed last, the others behind a button; `resumed(object)` carries a `DraftKey`.

    One line high, beside the greeting: where nothing waits, nothing else moves.
    """

    resumed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waiting_forms")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(_WIDTH)
        self._forms: Sequence[Waiting] = ()
        self._moment, self._words = Label("", "strong"), ElidedLabel("")
        self.menu = QMenu(self)
        self.more_button = ghost_button("")
        self.more_button.setObjectName("waiting_forms.more_button")
        self.more_button.clicked.connect(self._on_more_clicked)
        self.button = secondary_button(self.tr("Go on with it"))
        self.button.setObjectName("waiting_forms.button")
        self.button.clicked.connect(self._on_button_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(46, Space.XS, Space.XS, Space.XS)
        row.setSpacing(Space.S)
        row.addWidget(self._moment)
        row.addWidget(self._words, 1)
        row.addWidget(self.more_button)
        row.addWidget(self.button)
        self.hide()

    def set_forms(self, forms: Sequence[Waiting], now: datetime) -> None:
        """Show what waits, typed last first; hides when nothing does."""
        self._forms = forms
        self.setVisible(bool(forms))
        self.menu.clear()
        if not forms:
            return
        words, moment = self._line(forms[0], now), labels.lately(forms[0].typed_at, now)
        self._moment.setText(self.tr("Not saved yet · {moment}").format(moment=moment))
        self._words.setText(self._name(forms[0]))
        self.setAccessibleName(self.tr("Not saved yet") + ": " + words)
        self.button.setAccessibleName(self.button.text() + ": " + words)
        for form in forms[1:]:
            action = self.menu.addAction(self._line(form, now))
            action.triggered.connect(weak_slot(self._resume, form))
        self.more_button.setText(self.tr("{count} more").format(count=len(forms) - 1))
        self.more_button.setAccessibleName(self.more_button.text())
        self.more_button.setVisible(len(forms) > 1)

    def _name(self, form: Waiting) -> str:
        text = self.tr("Product {name}")
        if form.key.kind is FormKind.BUSINESS:
            text = self.tr("Business {name}")
        return text.format(name=form.title or self.tr("without a name"))

    def _line(self, form: Waiting, now: datetime) -> str:
        moment = labels.lately(form.typed_at, now)
        return self.tr("{what}, typed {moment}").format(what=self._name(form), moment=moment)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        back, fore = tone_colours(Tone.WARNING)
        painter = painter_for(self)
        fill_round(painter, QRectF(self.rect()), Radius.CARD - 2, back)
        box = QRectF(14, self.height() / 2 - 11, 22, 22)
        draw_icon_centred(painter, TONE_ICONS[Tone.WARNING], fore, box, 20)
        painter.end()

    def _resume(self, form: Waiting) -> None:
        self.resumed.emit(form.key)

    def _on_button_clicked(self) -> None:
        if self._forms:
            self._resume(self._forms[0])

    def _on_more_clicked(self) -> None:
        below = QPoint(0, self.more_button.height() + Space.XS)
        self.menu.popup(self.more_button.mapToGlobal(below))
