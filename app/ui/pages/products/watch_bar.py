"""Says which folder is watched, what came of it, and how to end it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.buttons import ghost_button, secondary_button
from app.ui.kit.labels import ElidedLabel
from app.ui.kit.paint import draw_icon_centred, fill_round, inner, painter_for
from app.ui.kit.tones import Tone, tone_colours
from app.ui.pages.products.watcher import WatchState
from app.ui.theme import Radius, Space

_MARK = 44


class WatchBar(QWidget):
    """`stopped()`; `held_wanted()` the pictures nobody was there for belong to this product."""

    stopped = Signal()
    held_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("watch_bar")
        self._tone = Tone.INFO
        self.title, self.line = ElidedLabel("", "strong"), ElidedLabel("", "label")
        self.held_button = secondary_button(self.tr("Put into this product"), icon="photo-plus")
        self.stop_button = ghost_button(self.tr("Stop watching"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARK, Space.S, Space.S, Space.S)
        row.setSpacing(Space.S)
        row.addLayout(words, 1)
        row.addWidget(self.held_button)
        row.addWidget(self.stop_button)
        self.held_button.clicked.connect(self.held_wanted)
        self.stop_button.clicked.connect(self.stopped)
        self.hide()

    def set_state(self, state: WatchState | None) -> None:
        """Say this; nothing is watched without it."""
        self.setVisible(state is not None)
        if state is None:
            return
        watching = self.tr("Watching {folder}: {count} photos came in")
        folder = state.folder.name or str(state.folder)
        self.title.setText(watching.format(folder=folder, count=state.count))
        self.line.setText(self._sentence(state))
        self._tone = Tone.INFO if state.reachable and not state.held else Tone.WARNING
        self.held_button.setVisible(state.held > 0 and isinstance(state.owner, UUID))
        self.setAccessibleName(f"{self.title.text()}. {self.line.text()}")
        self.update()

    def _sentence(self, state: WatchState) -> str:
        if not state.begun:
            return self.tr("Reading what is in it already…")
        if not state.reachable:
            return self.tr("The folder is out of reach. It goes on when card or cable are back.")
        if state.held:
            text = self.tr("{count} photos came while no saved product was on show.")
            return text.format(count=state.held)
        if isinstance(state.owner, UUID):
            return self.tr("New photos go to the product on show.")
        return self.tr("Paused until a saved product is on show; new photos wait.")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        back, fore = tone_colours(self._tone)
        painter, rect = painter_for(self), inner(self.rect())
        fill_round(painter, rect, Radius.CONTROL, back)
        rect.setWidth(_MARK)
        icon = "eye" if self._tone is Tone.INFO else "alert-triangle"
        draw_icon_centred(painter, icon, fore, rect, 20)
        painter.end()
