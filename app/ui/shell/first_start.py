"""First start: three ways in, one click each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.kit.banner import Banner
from app.ui.kit.buttons import Button, primary_button, secondary_button
from app.ui.kit.cards import Card, IconBadge, ProgressLine
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.theme import Space


class FirstStart(QWidget):
    """Asks who works here and how to begin.

    `sample_wanted(str)`, `empty_wanted(str)` and `connect_wanted(str)` carry the name.
    """

    sample_wanted = Signal(str)
    empty_wanted = Signal(str)
    connect_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_start")
        self.name_edit = QLineEdit()
        self.name_edit.setObjectName("first_start.name")
        self.name_edit.setMaxLength(80)
        self.name_edit.setPlaceholderText(self.tr("Name as on your assignment letter"))
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.progress = ProgressLine(self.tr("Preparing sample data"))
        self.progress.hide()
        self.working = Label("", "muted")
        self.buttons: dict[str, Button] = {}
        self._build()

    def _build(self) -> None:
        inner = QVBoxLayout()
        inner.setSpacing(Space.L)
        inner.addStretch(1)
        inner.addWidget(Label(self.tr("Welcome to Kurasi Lapangan"), "display"))
        inner.addWidget(
            Label(
                self.tr(
                    "Register, photograph, score and certify Jakpreneur products at the bazaar, "
                    "with or without a network."
                ),
                "lead",
                wrap=True,
            )
        )
        field = Field(self.tr("Your name"), self.name_edit)
        field.setMaximumWidth(420)
        inner.addWidget(field)
        inner.addWidget(self.banner)
        inner.addLayout(self._cards())
        inner.addWidget(self.progress)
        inner.addWidget(self.working)
        inner.addStretch(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        row.addStretch(1)
        row.addLayout(inner, 12)
        row.addStretch(1)

    def _cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(
            self._card(
                "sample",
                "photo",
                self.tr("Try with sample data"),
                self.tr(
                    "Forty businesses and sixty drawn products fill every page. "
                    "Nothing of it is ever sent."
                ),
                primary_button(self.tr("Try it")),
            ),
            1,
        )
        row.addWidget(
            self._card(
                "empty",
                "plus",
                self.tr("Start empty"),
                self.tr(
                    "Work at once without a network. Papers say LATIHAN until the laptop is "
                    "connected to the centre."
                ),
                secondary_button(self.tr("Start")),
            ),
            1,
        )
        row.addWidget(
            self._card(
                "connect",
                "link",
                self.tr("Connect to the centre"),
                self.tr(
                    "With the address and the one-time code from your admin. Your district's "
                    "businesses are fetched."
                ),
                secondary_button(self.tr("Connect")),
            ),
            1,
        )
        return row

    def _card(self, key: str, icon: str, title: str, text: str, button: Button) -> Card:
        card = Card(pad=20)
        card.body.setSpacing(Space.M)
        card.add(IconBadge(icon, Tone.SUCCESS, 44))
        card.add(Label(title, "title", wrap=True))
        words = Label(text, "muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        card.add(words, 1)
        card.add(button)
        button.setObjectName(f"first_start.{key}")
        button.setAccessibleName(title)
        self.buttons[key] = button
        slots = {"sample": self._on_sample, "empty": self._on_empty, "connect": self._on_connect}
        button.clicked.connect(slots[key])
        return card

    def _on_sample(self) -> None:
        self.sample_wanted.emit(self.name_edit.text())

    def _on_empty(self) -> None:
        self.empty_wanted.emit(self.name_edit.text())

    def _on_connect(self) -> None:
        self.connect_wanted.emit(self.name_edit.text())

    def show_progress(self, done: int, total: int) -> None:
        """Sample data is being prepared."""
        for button in self.buttons.values():
            button.setEnabled(False)
        self.progress.show()
        self.progress.set_progress(done, total)
        self.working.setText(
            self.tr("Preparing product {done} of {total} …").format(done=done, total=total)
        )
