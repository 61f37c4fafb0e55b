"""In the place of the picture when there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import IconBadge
from app.ui.kit.labels import Label
from app.ui.kit.paint import fill_round, inner, painter_for
from app.ui.kit.tones import Tone
from app.ui.pages.products.studio.source import Trouble
from app.ui.pages.products.studio.words import said_of
from app.ui.theme import Radius, Space, colours

_WORDS_WIDTH = 460


class TroubleView(QWidget):
    """`retry_wanted()` and `files_wanted()` from its buttons."""

    retry_wanted = Signal()
    files_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)
        self._badge = IconBadge("camera", Tone.WARNING, 56)
        self.what = Label("", "title", wrap=True)
        self.todo = Label("", "body", wrap=True)
        self.retry_button = primary_button(self.tr("Try again"), icon="refresh")
        self.files_button = secondary_button(self.tr("Choose files…"), icon="photo-plus")
        self.retry_button.clicked.connect(self.retry_wanted)
        self.files_button.clicked.connect(self.files_wanted)
        self._build()

    def _build(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addStretch(1)
        column.addWidget(self._badge, 0, centre)
        words = QWidget()  # of a fixed width, so that wrapped sentences ask for the right height
        words.setFixedWidth(_WORDS_WIDTH)
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.S)
        for label in (self.what, self.todo):
            label.setAlignment(centre)
            lines.addWidget(label)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(words)
        line.addStretch(1)
        column.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(Space.S + 2)
        row.addStretch(1)
        row.addWidget(self.files_button)
        row.addWidget(self.retry_button)
        row.addStretch(1)
        column.addSpacing(Space.S)
        column.addLayout(row)
        column.addStretch(1)

    def set_trouble(self, trouble: Trouble) -> None:
        """Say what happened and what to do."""
        said = said_of(trouble)
        self.what.setText(said.what)
        self.todo.setText(said.todo)
        self.setAccessibleName(f"{said.what} {said.todo}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        fill_round(painter, inner(self.rect()), Radius.CARD, now.surface, now.border)
        painter.end()
