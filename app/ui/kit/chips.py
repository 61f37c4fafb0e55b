"""Chips: small pills that name a state."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import CHIP_HEIGHT, chip_width, draw_chip, inner, painter_for
from app.ui.kit.tones import ChipSpec, Tone


class Chip(QWidget):
    """One chip; change it with `set_spec`."""

    def __init__(
        self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._spec = ChipSpec(text, tone, icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @property
    def spec(self) -> ChipSpec:
        """What the chip shows."""
        return self._spec

    def set_spec(self, spec: ChipSpec) -> None:
        """Show another text, tone and icon."""
        self._spec = spec
        self.setAccessibleName(spec.text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._spec), CHIP_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        draw_chip(painter, inner(self.rect()), self._spec)
        painter.end()


class ChipRow(QWidget):
    """Chips side by side, left aligned."""

    def __init__(self, chips: tuple[ChipSpec, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self.set_chips(chips)

    def set_chips(self, chips: tuple[ChipSpec, ...]) -> None:
        """Replace all chips."""
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for at, spec in enumerate(chips):
            chip = Chip(spec.text, spec.tone, spec.icon, self)
            self._row.insertWidget(at, chip)
            # A child that comes after its parent was shown is otherwise hidden for one turn.
            chip.show()
