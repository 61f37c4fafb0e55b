"""Typing the public numbers: read back as they will count, then drawn once and for all."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import UserError
from app.services import draw_making
from app.services.changes import Change
from app.services.draws import DrawView
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Severity, Tone


class NumbersSheet(Sheet):
    """A field for each source; `drawn(object)` carries the Change."""

    drawn = Signal(object)

    def __init__(self, desk: Desk, view: DrawView, parent: QWidget | None) -> None:
        super().__init__(parent=parent, title=self.tr("Enter the public numbers"), width=560)
        self.setObjectName("numbers_sheet")
        self._desk, self._view = desk, view
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.body.addWidget(Label(self.tr("Enter the public numbers"), "title"))
        warning = self.tr(
            "Copy them as published. The result cannot be changed afterwards: a mistake is "
            "corrected by a new draw that says why."
        )
        self.body.addWidget(Label(warning, wrap=True))
        self.body.addWidget(self.banner)
        self.fields = [self._field(at, words) for at, words in enumerate(self._sources())]
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.draw_button = primary_button(self.tr("Draw"), icon="check")
        self.draw_button.setObjectName("numbers.draw")
        self.draw_button.setEnabled(False)
        self.cancel_button.clicked.connect(self.reject)
        self.draw_button.clicked.connect(self._on_draw)
        self.add_button(self.cancel_button)
        self.add_button(self.draw_button, default=True)
        self.edits[0].setFocus()

    def _sources(self) -> tuple[str, ...]:
        self.edits: list[QLineEdit] = []
        self.readings: list[Label] = []
        return self._view.announcement.sources

    def _field(self, at: int, words: str) -> Field:
        edit = QLineEdit()
        edit.setObjectName(f"number.{at}")
        edit.textChanged.connect(self._on_changed)
        self.edits.append(edit)
        field = Field(words, edit, help_text=self.tr("For instance 7.241,88"), required=True)
        reading = Label(" ", "label")
        self.readings.append(reading)
        self.body.addWidget(field)
        self.body.addWidget(reading)
        return field

    def _lines(self) -> tuple[str, ...]:
        return tuple(edit.text() for edit in self.edits)

    def _on_changed(self) -> None:
        read = draw_making.numbers_read(self._lines())
        counts = self.tr("Counts as {number}")
        for at, words in enumerate(read):
            self.readings[at].setText(counts.format(number=words) if words else " ")
            if words or not self.edits[at].text().strip():
                self.fields[at].clear_message()
            else:
                self.fields[at].set_message(Severity.FORMAT, self.tr("This is no number yet."))
        self.draw_button.setEnabled(all(read))

    def _on_draw(self) -> None:
        self.draw_button.setEnabled(False)
        job = partial(draw_making.record, self._desk.ws, self._view.id, self._lines())
        self._desk.change(job, self, self._on_drawn, self._on_failed)

    def _on_drawn(self, change: Change) -> None:
        self.accept()
        self.drawn.emit(change)

    def _on_failed(self, error: Exception) -> None:
        self.draw_button.setEnabled(True)
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
