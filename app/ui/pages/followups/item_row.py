"""One thing to mend: what was found, what to do, whom to ask, by when; done by one press."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.services.follow_ups import ItemLine
from app.ui import labels
from app.ui.kit.buttons import ghost_button, secondary_button
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import Label
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.theme import Space


class DueWords(QWidget):
    """Words for how long something still has; a widget only to be translated."""

    def chip(self, days: int | None) -> ChipSpec | None:
        """None where nothing is due."""
        if days is None:
            return None
        count = labels.number(abs(days))
        if days < 0:
            text = self.tr("{days} days late").format(days=count)
            return ChipSpec(text, Tone.DANGER, "alert-triangle")
        if days == 0:
            return ChipSpec(self.tr("Due today"), Tone.WARNING, "clock")
        text = self.tr("{days} days left").format(days=count)
        return ChipSpec(text, Tone.WARNING if days <= 14 else Tone.NEUTRAL, "clock")


class ItemRow(QFrame):
    """An item; `done_wanted(object, bool)` with its key when it is (or is no longer) done."""

    done_wanted = Signal(object, bool)

    def __init__(self, line: ItemLine, due: ChipSpec | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.M)
        column.setSpacing(Space.XS)
        column.addLayout(self._head(due))
        if line.finding:
            column.addWidget(Label(line.finding, "muted", wrap=True))
        column.addWidget(Label(line.advice, wrap=True))
        if line.ask:
            column.addWidget(
                Label(self.tr("Ask: {whom}").format(whom=line.ask), "muted", wrap=True)
            )

    def _head(self, due: ChipSpec | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(Label(self.line.title, "strong", wrap=True), 1)
        done = self.line.done_at
        if done is not None:
            text = self.tr("Done {when}").format(when=labels.moment(done))
            row.addWidget(ChipRow((ChipSpec(text, Tone.SUCCESS, "check"),)))
        elif due is not None:
            row.addWidget(ChipRow((due,)))
        if done is None:
            self.button = secondary_button(self.tr("Mark as done"), icon="check")
        else:
            self.button = ghost_button(self.tr("Not done after all"))
        self.button.setObjectName(f"done.{self.line.id.hex}")
        self.button.clicked.connect(weak_slot(self._on_pressed))
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _on_pressed(self) -> None:
        self.done_wanted.emit(self.line.id, self.line.done_at is None)
