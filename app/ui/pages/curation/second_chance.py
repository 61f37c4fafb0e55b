"""The door from a second attempt's sheet to the attempt before it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.services import second_chances
from app.services.changes import Change
from app.services.sheet_views import SheetView
from app.ui.desk import Desk
from app.ui.kit.buttons import IconButton
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.curation.before_after import BeforeAfterSheet


class SecondChance(QObject):
    """A button for the sheet's head, hidden at a first attempt; a chip that says what is scored."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._view: SheetView | None = None
        self.sheet: BeforeAfterSheet | None = None
        self.button = IconButton("history", self.tr("Before and after"), size=32)
        self.button.setObjectName("before_after_button")
        self.button.clicked.connect(self.open)
        self.button.hide()

    def show_view(self, view: SheetView) -> None:
        """Follow the sheet on show."""
        self._view = view
        self.button.setVisible(view.attempt > 1 and not view.blind)

    def chips(self, view: SheetView) -> tuple[ChipSpec, ...]:
        """Which attempt it is, and how much of it is scored again."""
        if view.attempt < 2:
            return ()
        text = self.tr("Attempt {number}").format(number=view.attempt)
        chips = [ChipSpec(text, Tone.NEUTRAL, "history")]
        if view.stands is not None:
            again = len(view.rubric.indicators) - len(view.locked)
            text = self.tr("Only {count} to score again").format(count=again)
            chips.append(ChipSpec(text, Tone.INFO, "list-check"))
        return tuple(chips)

    def open(self) -> None:
        """Show both attempts."""
        view = self._view
        if view is None:
            return
        self.sheet = BeforeAfterSheet(
            self._desk, view.curation_id, view.product, self._page.window()
        )
        self.sheet.whole_button.setVisible(view.stands is not None and view.editable)
        self.sheet.whole_wanted.connect(self._on_whole_wanted)
        self.sheet.open()

    def _on_whole_wanted(self, curation_id: UUID) -> None:
        job = partial(second_chances.score_whole, self._desk.ws, curation_id)
        self._desk.change(job, self, self._on_whole)

    def _on_whole(self, change: Change) -> None:
        self._desk.committed(change, self.tr("Everything is scored again."))
