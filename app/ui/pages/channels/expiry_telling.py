"""Telling businesses what runs out: letters to the printer, a message to WhatsApp, and the note
of it. A letter counts as told when it was printed or saved, a message when WhatsApp was opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.services import expiry, expiry_messages, expiry_papers, result_messages
from app.services.changes import Change
from app.services.expiry import Expiring, Told
from app.services.expiry_papers import Letters
from app.services.result_messages import ResultMessage
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.pages.channels.progress import Running
from app.ui.printing import Printed, Printing, Printout


class MessageSheet(Sheet):
    """Shows the message; `opened()` when WhatsApp was given it, `copied()` when it was copied."""

    opened = Signal()
    copied = Signal()

    def __init__(self, message: ResultMessage, parent: QWidget) -> None:
        super().__init__(self.tr("Tell by WhatsApp"), parent, width=560)
        self.setObjectName("expiry_message_sheet")
        self.message = message
        self.body.addWidget(Label(self.tr("Tell by WhatsApp"), "title"))
        hint = self.tr("WhatsApp asks whom it is for.")
        if message.to_business:
            hint = self.tr("It goes to the number of the business.")
        self.body.addWidget(Label(hint, "muted", wrap=True))
        self.text = QPlainTextEdit(message.text)
        self.text.setObjectName("expiry_message_text")
        self.text.setAccessibleName(self.tr("Message"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(196)
        self.body.addWidget(self.text)
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.copy_button = secondary_button(self.tr("Copy"), icon="copy")
        self.open_button = primary_button(self.tr("Open WhatsApp"), icon="external-link")
        self.copy_button.clicked.connect(self._on_copy)
        self.open_button.clicked.connect(self._on_open)
        self.add_button(self.copy_button)
        self.add_button(self.open_button, default=True)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.message.text)
        self.copied.emit()

    def _on_open(self) -> None:
        link = QUrl(self.message.link, QUrl.ParsingMode.StrictMode)
        if QDesktopServices.openUrl(link):
            self.opened.emit()
            self.accept()
            return
        self.banner.set_error(result_messages.no_browser())
        self.banner.show()
        self.fit()


class ExpiryTelling(QObject):
    """Makes papers in the I/O lane, hands them to `Printing`, and notes who was told."""

    ended = Signal()
    """Letters to many are made, or were left."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._told: tuple[Expiring, ...] = ()
        self.running = Running(self)
        self.message_sheet: MessageSheet | None = None
        self.printing = Printing(desk, page)
        self.printing.printed.connect(self._on_printed)
        self.printing.saved.connect(self._on_saved)
        self.printing.failed.connect(desk.handle)

    def letter(self, business_id: UUID) -> None:
        """The letter to one business, then the printer."""
        self._make(partial(expiry_papers.letter, self._desk.ws, business_id))

    def letters(self, ids: Sequence[UUID]) -> None:
        """A letter to each of these, as one file, then the printer."""
        if self.printing.busy:
            return
        token = self.running.begin()
        job = partial(
            expiry_papers.letters,
            self._desk.ws,
            tuple(ids),
            tell=self.running.tell,
            check=token.check,
        )
        self._desk.lanes.io(job, self, self._on_all_made, self._on_not_made, token=token)

    def stop(self) -> None:
        """Leave letters that are under way."""
        if self.running.active:
            self.running.stop()
            self.ended.emit()

    def _on_all_made(self, made: Letters) -> None:
        self.running.end()
        self.ended.emit()
        self._on_made(made)

    def _on_not_made(self, error: Exception) -> None:
        self.running.end()
        self.ended.emit()
        self._desk.handle(error)

    def _make(self, job: partial[Letters]) -> None:
        if not self.printing.busy:
            self._desk.lanes.io(job, self, self._on_made, self._desk.handle)

    def _on_made(self, made: Letters) -> None:
        self._told = made.told
        one = made.told[0].business if len(made.told) == 1 else ""
        title = f"Surat masa berlaku {one or f'{len(made.told)} usaha'}"
        self.printing.start(Printout(title, made.pdf))

    def _on_printed(self, printed: Printed) -> None:
        if len(printed.pages) < printed.wanted:
            text = self.tr("Not all letters came out: nobody is noted as told. Print them again.")
            self._desk.noticed.emit(Notice(text))
        else:
            self._on_saved(printed.printout)

    def _on_saved(self, _printout: Printout) -> None:
        """The letters are on paper or in a file: noted once, whatever follows."""
        told, self._told = self._told, ()
        if told:
            text = self.tr("Noted: {count} businesses were told by letter.")
            self._note(told, Told.LETTER, text.format(count=labels.number(len(told))))

    def _note(self, told: Sequence[Expiring], how: Told, text: str) -> None:
        job = partial(expiry.tell, self._desk.ws, told, how)
        self._desk.change(job, self, partial(self._on_noted, text), self._desk.handle)

    def _on_noted(self, text: str, change: Change) -> None:
        self._desk.committed(change, text)
        # A line of a story alone is no change of a record, but the page tells it.
        self._desk.changed.emit(frozenset({"audit_event"}))

    # -- the message --------------------------------------------------------------------

    def message(self, found: Expiring) -> None:
        """Show what WhatsApp would be given."""
        job = partial(expiry_messages.of_business, self._desk.ws, found.business_id)
        done = partial(self._on_message, found)
        self._desk.lanes.db(job, self, done, self._desk.handle)

    def _on_message(self, found: Expiring, message: ResultMessage) -> None:
        sheet = MessageSheet(message, self._page)
        text = self.tr("Noted: told by WhatsApp.")
        sheet.opened.connect(partial(self._note, (found,), Told.MESSAGE, text))
        sheet.copied.connect(self._on_copied)
        self.message_sheet = sheet
        sheet.open()

    def _on_copied(self) -> None:
        self._desk.noticed.emit(Notice(self.tr("Message copied.")))
