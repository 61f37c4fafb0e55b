"""What a photograph shows, chosen by digits: the same five wherever photographs are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.terms import PhotoRole
from app.ui.kit.labels import Label
from app.ui.kit.segmented import Segment
from app.ui.kit.slots import weak_slot
from app.ui.theme import Space

ROLE_KEYS: Final = {str(place): role for place, role in enumerate(PhotoRole, start=1)}
"""Digit to role."""


class RoleBar(QWidget):
    """All roles in a line, none or one of them chosen. `chosen(object)` a `PhotoRole`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.segments: dict[PhotoRole, Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + 2)
        row.addWidget(Label(self.tr("Shows"), "label"))
        for digit, role in ROLE_KEYS.items():
            segment = Segment(f"{digit}  {role.term}", role.term)
            segment.clicked.connect(weak_slot(self._on_clicked, role))
            self.segments[role] = segment
            row.addWidget(segment)
        row.addStretch(1)

    def set_role(self, role: PhotoRole | None) -> None:
        """Mark what the photograph shows."""
        for own, segment in self.segments.items():
            segment.setChecked(own is role)

    def _on_clicked(self, role: PhotoRole) -> None:
        self.chosen.emit(role)
