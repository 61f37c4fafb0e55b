"""Benturan kepentingan in two keys: Ctrl+B opens this, a digit says which."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.domain.terms import InterestKind
from app.errors import UserError
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone


class InterestSheet(Sheet):
    """`declared(object, str)` carries the kind and its words; 1 to 4 answer at once."""

    declared = Signal(object, str)

    def __init__(self, business: str, parent: QWidget | None) -> None:
        title = self.tr("Are you close to this business?")
        super().__init__(title, parent, width=480)
        self.setObjectName("interest_sheet")
        self.buttons: dict[InterestKind, Button] = {}
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        text = self.tr(
            "You will not score {business} in this session. The chair sees why. It can be undone."
        )
        self.body.addWidget(Label(title, "title", wrap=True))
        self.body.addWidget(Label(text.format(business=business), wrap=True))
        self.body.addWidget(self.banner)
        for number, kind in enumerate(InterestKind, start=1):
            button = secondary_button(kind.term)
            button.show_key(str(number))
            button.setObjectName(f"interest.{kind}")
            button.clicked.connect(weak_slot(self._choose, kind))
            self.buttons[kind] = button
            self.body.addWidget(button)
        self.words = QLineEdit()
        self.words.setObjectName("interest.words")
        self.words.returnPressed.connect(weak_slot(self._choose, InterestKind.OTHER))
        self.field = Field(self.tr("What ties you to it?"), self.words)
        self.body.addWidget(self.field)
        self.field.hide()
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.add_button(self.cancel_button)
        self.cancel_button.clicked.connect(self.reject)
        self.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        kinds = list(InterestKind)
        if event.text() in {str(n) for n in range(1, len(kinds) + 1)}:
            self._choose(kinds[int(event.text()) - 1])
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # no answer is chosen beforehand
        super().keyPressEvent(event)

    def _choose(self, kind: InterestKind) -> None:
        if kind is InterestKind.OTHER and not self.words.text().strip():
            self.field.show()
            self.adjustSize()
            self.words.setFocus()
            return
        self.declared.emit(kind, self.words.text())

    def show_error(self, error: UserError) -> None:
        """Say what is wrong."""
        self.banner.set_error(error)
        self.banner.show()
