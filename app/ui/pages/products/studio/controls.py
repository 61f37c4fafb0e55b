"""What stands above and below the camera's picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.buttons import IconButton, ghost_button, primary_button, secondary_button
from app.ui.kit.choices import Select
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.pages.products.studio.source import Device
from app.ui.theme import Space

_SELECT = 280


def _line(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.S + 2)
    return row


class StudioHead(QWidget):
    """The product's name, which camera, thirds, and the way out. `device_chosen(str)` its key."""

    device_chosen = Signal(str)

    def __init__(self, product: str) -> None:
        super().__init__()
        self.devices = Select()
        self.devices.setFixedWidth(_SELECT)
        self.devices.setAccessibleName(self.tr("Camera"))
        self.devices.activated.connect(self._on_activated)
        self.grid_button = IconButton("grid", self.tr("Thirds (G)"), checkable=True)
        self.grid_button.setChecked(True)
        self.done_button = ghost_button(self.tr("Done"))
        self.done_button.show_key("Esc")
        row = _line(self)
        row.addWidget(ElidedLabel(self.tr("Photos of {name}").format(name=product), "title"), 1)
        for widget in (self.devices, self.grid_button, self.done_button):
            row.addWidget(widget)

    def set_devices(self, devices: Sequence[Device], key: str) -> None:
        """Offer these; while the one in use is away none is named as if it were here."""
        shown = [self.devices.itemData(place) for place in range(self.devices.count())]
        if shown != [device.key for device in devices]:
            self.devices.clear()
            for device in devices:
                self.devices.addItem(device.name, device.key)
        none = self.tr("Choose a camera") if devices else self.tr("No camera")
        self.devices.setPlaceholderText(none)
        self.devices.setCurrentIndex(self.devices.findData(key))
        self.devices.setEnabled(bool(devices))

    def _on_activated(self, place: int) -> None:
        self.device_chosen.emit(str(self.devices.itemData(place)))


class StudioBar(QWidget):
    """The shutter in the middle of the picture, whatever stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.shoot_button = primary_button(self.tr("Take photo"), icon="camera", big=True)
        self.shoot_button.show_key(self.tr("Space"))
        self.retake_button = secondary_button(self.tr("Retake"), icon="refresh")
        self.retake_button.show_key("R")
        self.undo_button = secondary_button(self.tr("Undo"), icon="arrow-back-up")
        self.undo_button.show_key("Ctrl+Z")
        self._saved = Label("", "muted")
        before, after = QWidget(), QWidget()
        first, second = _line(before), _line(after)
        first.addWidget(self._saved, 1)
        second.addStretch(1)
        second.addWidget(self.retake_button)
        second.addWidget(self.undo_button)
        row = _line(self)
        row.addWidget(before, 1)
        row.addWidget(self.shoot_button)
        row.addWidget(after, 1)

    def set_state(self, *, ready: bool, count: int, failed: int) -> None:
        """Whether the camera is ready, how many shots stand, and how many of them in vain."""
        self.shoot_button.setEnabled(ready)
        self.retake_button.setEnabled(ready and count > 0)
        self.undo_button.setEnabled(count > 0)
        self._saved.setText(self.tr("Each shot is saved at once.") if count > failed == 0 else "")
