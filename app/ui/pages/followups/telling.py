"""Telling a business its result: the letter to the printer, the message to WhatsApp."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.services import result_papers
from app.services.papers import PaperCard
from app.ui.desk import Desk, Notice
from app.ui.pages.certificates.jobs import card_of
from app.ui.pages.certificates.message import MessageSheet
from app.ui.printing import Printing, Printout


class TellResult(QObject):
    """Makes the letter of a result and prints it, or opens its message over a page."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.message_sheet: MessageSheet | None = None
        self.printing = Printing(desk, page)
        self.printing.printed.connect(self._on_printed)
        self.printing.failed.connect(self._on_failed)

    def print_letter(self, decision_id: UUID, product: str) -> None:
        """Make the letter of a decision in force, then ask for the printer."""
        job = partial(_letter, self._desk, decision_id, product)
        self._desk.lanes.io(job, self, self.printing.start, self._on_failed)

    def message(self, decision_id: UUID) -> None:
        """Show what WhatsApp would be given."""
        job = partial(card_of, self._desk.ws, decision_id)
        self._desk.lanes.db(job, self, self._on_card, self._on_failed)

    def _on_card(self, card: PaperCard) -> None:
        self.message_sheet = MessageSheet(self._desk, card, self._page)
        self.message_sheet.open()

    def _on_printed(self, printout: Printout) -> None:
        text = self.tr("{title} is at the printer.").format(title=printout.title)
        self._desk.noticed.emit(Notice(text))

    def _on_failed(self, error: Exception) -> None:
        self._desk.handle(error)


def _letter(desk: Desk, decision_id: UUID, product: str) -> Printout:
    return Printout(f"Surat hasil {product}", result_papers.result_letter_pdf(desk.ws, decision_id))
