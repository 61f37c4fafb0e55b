"""Score sheets begun on another laptop, each waiting for its curator."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.services.parcels import DraftLine
from app.ui import labels
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import IconBadge
from app.ui.kit.labels import ElidedLabel, Label, Line
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.theme import Space


class DraftRow(QFrame):
    """One sheet: whose, from which laptop, how far; only its curator may go on."""

    def __init__(self, line: DraftLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.button: Button | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(IconBadge("clipboard-check", Tone.NEUTRAL, 32))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(line.product, "strong"))
        text = self.tr("{curator}, {device} · {count} answers").format(
            curator=line.curator_name, device=line.device_name, count=labels.number(line.answered)
        )
        words.addWidget(ElidedLabel(text, "muted"))
        row.addLayout(words, 1)
        self.setAccessibleName(f"{line.product}. {text}")
        if line.mine:
            self.button = secondary_button(self.tr("Go on"))
            row.addWidget(self.button)
        else:
            row.addWidget(Label(self.tr("waits for its curator"), "muted"))


class DraftsList(QWidget):
    """All that wait here; `draft_wanted(DraftLine)` to go on with one."""

    draft_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drafts_list")
        self._lines: tuple[DraftLine, ...] = ()
        self.rows: list[DraftRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._column.addWidget(Line())
        self._column.addWidget(Label(self.tr("Sheets begun on other laptops"), "label"))
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hide()

    def set_lines(self, lines: Sequence[DraftLine]) -> None:
        """Show these; unchanged ones keep their widgets."""
        self.setVisible(bool(lines))
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [DraftRow(line) for line in lines]
        for row in self.rows:
            if row.button is not None:
                row.button.clicked.connect(weak_slot(self._on_wanted, row.line))
            self._column.addWidget(row)
            row.show()

    def _on_wanted(self, line: DraftLine) -> None:
        self.draft_wanted.emit(line)
