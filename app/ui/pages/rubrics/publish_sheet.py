"""Publishing: what changed in one's own words, or the list of what is still wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.services.rubric_drafts import RubricShelf, Standing
from app.ui import labels
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.choices import DateField
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.theme import Space

_SHOWN = 12


class PublishSheet(Sheet):
    """`confirmed(summary, day)` when it is to be published, and from which day it counts."""

    confirmed = Signal(str, object)

    def __init__(self, shelf: RubricShelf, today: date, differences: int, parent: QWidget) -> None:
        super().__init__("", parent, width=560)
        version = shelf.newest.version + 1
        title = self.tr("Publish {name}, version {n}").format(name=shelf.name, n=version)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.body.addWidget(Label(title, "title", wrap=True))
        text = self.tr(
            "{n} values differ from the newest version. After the centre has taken it, "
            "sessions held on its day or later judge by it. What is open or scored already "
            "keeps its version."
        )
        self.body.addWidget(Label(text.format(n=differences), wrap=True))
        self.summary = QPlainTextEdit()
        self.summary.setObjectName("publish_summary")
        self.summary.setTabChangesFocus(True)
        self.summary.setFixedHeight(96)
        self.summary.textChanged.connect(self._on_text)
        hint = self.tr("All curators read this.")
        self.body.addWidget(Field(self.tr("What changed, and why"), self.summary, help_text=hint))
        self.day_edit = DateField(QDate(today.year, today.month, today.day))
        self.day_edit.setObjectName("publish_day")
        self.day_edit.setMinimumDate(self.day_edit.date())
        self.body.addWidget(
            Field(self.tr("Counts from"), self.day_edit, help_text=self._told(shelf))
        )
        cancel = secondary_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.publish_button = primary_button(self.tr("Publish"), icon="upload")
        self.publish_button.setObjectName("publish_confirm")
        self.publish_button.setEnabled(False)
        self.publish_button.clicked.connect(self._on_publish)
        self.add_button(cancel)
        self.add_button(self.publish_button, default=True)
        self.summary.setFocus()

    def _told(self, shelf: RubricShelf) -> str:
        """What a day before the one of a version that is yet to come would mean."""
        line = shelf.newest
        if line.standing is not Standing.COMING:
            return self.tr("The day of the session counts, not the day of the score sheet.")
        text = self.tr("Version {n} is due from {day}; before that day this one takes its place.")
        return text.format(n=line.version, day=labels.long_date(line.valid_from))

    def _on_text(self) -> None:
        self.publish_button.setEnabled(bool(self.summary.toPlainText().strip()))

    def _on_publish(self) -> None:
        picked = self.day_edit.date()
        day = date(picked.year(), picked.month(), picked.day())
        self.confirmed.emit(self.summary.toPlainText(), day)
        self.accept()


class FaultsSheet(Sheet):
    """What is still wrong, line by line."""

    def __init__(self, lines: Sequence[str], parent: QWidget) -> None:
        super().__init__("", parent, width=620)
        title = self.tr("Not ready to be published")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.body.setSpacing(Space.S)
        self.body.addWidget(Label(title, "title"))
        self.body.addWidget(Banner(Tone.WARNING, self.tr("The draft is kept.")))
        for line in lines[:_SHOWN]:
            self.body.addWidget(Label(f"• {line}", wrap=True))
        more = len(lines) - _SHOWN
        if more > 0:
            self.body.addWidget(Label(self.tr("… and {n} more").format(n=more), "muted"))
        close = secondary_button(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.add_button(close, default=True)
