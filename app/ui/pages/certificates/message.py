"""The result as a message for WhatsApp: read it, copy it, open it there; the certificate beside."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from app.errors import UserError
from app.services import result_messages
from app.services.papers import PaperCard
from app.services.result_messages import ResultMessage
from app.services.workspace import Workspace
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.pages.certificates import jobs
from app.ui.pages.certificates.jobs import PaperKind
from app.ui.printing import file_name, write_pdf


class MessageSheet(Sheet):
    """Shows the message of one result; `link_opened(str)` carries what WhatsApp was given."""

    link_opened = Signal(str)

    def __init__(self, desk: Desk, card: PaperCard, parent: QWidget) -> None:
        super().__init__(self.tr("Tell the result by WhatsApp"), parent, width=560)
        self.setObjectName("message_sheet")
        self._desk, self._card = desk, card
        self._message: ResultMessage | None = None
        self.dialog: QFileDialog | None = None
        self._make_body()
        self._make_buttons()
        job = partial(result_messages.of_result, desk.ws, card.decision_id)
        desk.lanes.db(job, self, self._on_message, self._on_failed)

    def _make_body(self) -> None:
        self.body.addWidget(Label(self.tr("Tell the result by WhatsApp"), "title"))
        self.hint = Label("", "muted", wrap=True)
        self.body.addWidget(self.hint)
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.text = QPlainTextEdit()
        self.text.setObjectName("message_text")
        self.text.setAccessibleName(self.tr("Message"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(176)
        self.body.addWidget(self.text)

    def _make_buttons(self) -> None:
        self.save_button = secondary_button(self.tr("Save the PDF"), icon="download")
        self.copy_button = secondary_button(self.tr("Copy"), icon="copy")
        self.open_button = primary_button(self.tr("Open WhatsApp"), icon="external-link")
        self.save_button.setObjectName("message_save")
        self.copy_button.setObjectName("message_copy")
        self.open_button.setObjectName("message_open")
        self.save_button.clicked.connect(self.save)
        self.copy_button.clicked.connect(self.copy)
        self.open_button.clicked.connect(self.open_link)
        for button in (self.save_button, self.copy_button, self.open_button):
            button.setEnabled(False)
            self.add_button(button, default=button is self.open_button)

    def _on_message(self, made: ResultMessage) -> None:
        self._message = made
        self.text.setPlainText(made.text)
        to_whom = (
            self.tr("It goes to the number of the business. Attach the PDF there.")
            if made.to_business
            else self.tr("WhatsApp asks whom it is for. Attach the PDF there.")
        )
        self.hint.setText(to_whom)
        for button in (self.save_button, self.copy_button, self.open_button):
            button.setEnabled(True)
        self.open_button.setFocus()
        self.fit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        self.fit()

    def copy(self) -> None:
        """Put the text onto the clipboard."""
        if self._message is not None:
            QGuiApplication.clipboard().setText(self._message.text)
            self._desk.noticed.emit(Notice(self.tr("Message copied.")))

    def open_link(self) -> None:
        """Hand the link to the system; without a browser the text can still be copied."""
        if self._message is None:
            return
        if QDesktopServices.openUrl(QUrl(self._message.link, QUrl.ParsingMode.StrictMode)):
            self.link_opened.emit(self._message.link)
            return
        self._on_failed(result_messages.no_browser())

    def save(self) -> None:
        """Ask where the PDF to attach goes."""
        place = QStandardPaths.StandardLocation.DocumentsLocation
        kind = _attached(self._card)
        start = Path(QStandardPaths.writableLocation(place)) / file_name(
            jobs.title_of(self._card, kind)
        )
        dialog = QFileDialog(self, self.tr("Save as PDF"), str(start), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_files_chosen(self, paths: list[str]) -> None:
        if paths:
            job = partial(_write, self._desk.ws, self._card, Path(paths[0]))
            self._desk.lanes.io(job, self, self._on_saved, self._on_failed)

    def _on_saved(self, path: Path) -> None:
        self._desk.noticed.emit(Notice(self.tr("Saved: {name}").format(name=path.name)))


def _attached(card: PaperCard) -> PaperKind:
    """What goes with the message: the certificate, else the letter with what to improve."""
    return PaperKind.LETTER if card.certificate_id is None else PaperKind.CERTIFICATE


def _write(ws: Workspace, card: PaperCard, path: Path) -> Path:
    return write_pdf(path, jobs.pdf_of(ws, card, _attached(card)))
