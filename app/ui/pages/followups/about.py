"""The story of a product, and an objection against its result, from wherever it is on show."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.services.changes import Change
from app.ui.desk import Desk
from app.ui.pages.followups.file_sheet import FileAppealSheet
from app.ui.pages.followups.story import StorySheet


class AboutProduct(QObject):
    """Opens both sheets over a page, and tells what was recorded."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.story_sheet: StorySheet | None = None
        self.file_sheet: FileAppealSheet | None = None

    def tell(self, product_id: UUID, product: str) -> None:
        """Show everything that happened to a product."""
        self.story_sheet = StorySheet(self._desk, product_id, product, self._page)
        self.story_sheet.open()

    def record_objection(self, decision_id: UUID, product: str) -> None:
        """Ask who objects to a decision, and why."""
        self.file_sheet = FileAppealSheet(self._desk, decision_id, product, self._page)
        self.file_sheet.filed.connect(self._on_filed)
        self.file_sheet.open()

    def _on_filed(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The objection is recorded."))
