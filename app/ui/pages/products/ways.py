"""The ways by which pictures come to a product, side by side below its photographs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.buttons import Button, secondary_button
from app.ui.theme import Space


class Ways(QWidget):
    """`camera_wanted()`, `phone_wanted()`, `files_wanted()`, `watch_wanted()`.

    `add(button)` appends another way.
    """

    camera_wanted = Signal()
    phone_wanted = Signal()
    files_wanted = Signal()
    watch_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.S)
        self._row.addStretch(1)
        self.camera_button = self._way(self.tr("Camera"), "camera", "F6", "camera_button")
        self.phone_button = self._way(self.tr("Phone"), "device-mobile", "F7", "phone_button")
        self.files_button = self._way(self.tr("Files…"), "photo-plus", "Ctrl+O", "files_button")
        self.watch_button = self._way(self.tr("Watch a folder…"), "folder", "F8", "watch_button")
        self.camera_button.clicked.connect(self.camera_wanted)
        self.phone_button.clicked.connect(self.phone_wanted)
        self.files_button.clicked.connect(self.files_wanted)
        self.watch_button.clicked.connect(self.watch_wanted)

    def add(self, button: Button, place: int | None = None) -> None:
        """One more way, last or at a place."""
        last = self._row.count() - 1
        self._row.insertWidget(last if place is None else place, button)

    def _way(self, text: str, icon: str, key: str, name: str) -> Button:
        button = secondary_button(text, icon=icon, shortcut=key)
        button.setObjectName(name)
        self.add(button)
        return button
