"""Periksa sertifikat: paste, choose or drop; one clear verdict."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from typing_extensions import override

from app.services.verification import Checked
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import KeyValueGrid, row_of
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.certificates import jobs
from app.ui.pages.certificates.jobs import Verdict
from app.ui.theme import Space

_TONES = {
    "verify.forged": Tone.DANGER,
    "verify.training": Tone.WARNING,
    "verify.no_key": Tone.INFO,
}


class VerifySheet(Sheet):
    """Checks a certificate by the text of its code, a PDF or a picture, without a network."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(self.tr("Check a certificate"), parent, width=580)
        self.setObjectName("verify_sheet")
        self.setAcceptDrops(True)
        self._desk, self._latest = desk, Latest()
        self.dialog: QFileDialog | None = None
        self.verdict: Verdict | None = None
        self._make_widgets()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self.check_now)
        self.code.textEdited.connect(self._on_code_edited)
        self.code.returnPressed.connect(self.check_now)
        self.code.setFocus()

    def _make_widgets(self) -> None:
        self.code = QLineEdit()
        self.code.setObjectName("verify_sheet.code")
        self.code.setPlaceholderText("HTTPS://…")
        self.code.setClearButtonEnabled(True)
        self.file_button = secondary_button(self.tr("Choose a PDF or picture"), icon="photo")
        self.file_button.setObjectName("verify_sheet.file_button")
        self.file_button.clicked.connect(self._on_file_clicked)
        self.banner = Banner(Tone.NEUTRAL, self.tr("Nothing checked yet"))
        self.banner.setObjectName("verify_sheet.verdict")
        self.facts = KeyValueGrid()
        self.facts.setObjectName("verify_sheet.facts")
        self.body.addWidget(Label(self.tr("Check a certificate"), "title"))
        help_text = self.tr("Paste what a scanner or a phone has read from the code.")
        self.body.addWidget(Field(self.tr("Text of the code"), self.code, help_text=help_text))
        hint = Label(self.tr("You can also drop the file here."), "muted")
        self.body.addWidget(row_of(self.file_button, hint, spacing=Space.M))
        self.body.addWidget(self.banner)
        self.body.addWidget(self.facts)
        self.close_button = primary_button(self.tr("Done"))
        self.add_button(self.close_button)
        self.close_button.clicked.connect(self.accept)
        self._show_initial()

    def _show_initial(self) -> None:
        todo = self.tr("The check needs no internet.")
        self.banner.set_message(Tone.NEUTRAL, self.tr("Nothing checked yet"), todo=todo)
        self._show_facts(())

    # -- asking -----------------------------------------------------------------------

    def check_now(self) -> None:
        """Check the text as it stands."""
        self._timer.stop()
        text = self.code.text().strip()
        if not text:
            self._latest.renew()
            self._show_initial()
            return
        job = partial(jobs.check_text, self._desk.ws, text)
        self._desk.lanes.io(job, self, self._on_verdict, token=self._latest.renew())

    def check_file(self, path: Path) -> None:
        """Check the codes in a file."""
        self.code.clear()
        self.banner.set_message(Tone.NEUTRAL, self.tr("Reading {name}").format(name=path.name))
        self._show_facts(())
        job = partial(jobs.check_file, self._desk.ws, path)
        self._desk.lanes.io(job, self, self._on_verdict, token=self._latest.renew())

    def _on_code_edited(self, _text: str) -> None:
        self._timer.start()

    def _on_file_clicked(self) -> None:
        words = self.tr("PDF or picture")
        pattern = f"{words} (*.pdf *.jpg *.jpeg *.png *.webp)"
        dialog = QFileDialog(self, self.tr("Choose a PDF or picture"), "", pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_files_chosen(self, paths: list[str]) -> None:
        if paths:
            self.check_file(Path(paths[0]))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.check_file(path)

    # -- answering --------------------------------------------------------------------

    def _on_verdict(self, verdict: Verdict) -> None:
        self.verdict = verdict
        if verdict.checked is not None:
            self._show_genuine(verdict.checked)
        elif verdict.error is not None:
            error = verdict.error
            tone = _TONES.get(error.code, Tone.WARNING)
            self.banner.set_message(tone, error.what, safe=error.safe, todo=error.todo)
            self._show_facts(())

    def _show_genuine(self, checked: Checked) -> None:
        unchecked = self.tr("Whether it was revoked has not been checked.")
        if checked.status == "expired":
            what = self.tr("Genuine, but expired.")
            self.banner.set_message(Tone.WARNING, what, todo=unchecked)
        else:
            what = self.tr("Genuine: signed and unchanged.")
            self.banner.set_message(Tone.SUCCESS, what, todo=unchecked)
        day = date.fromisoformat
        self._show_facts(
            (
                (self.tr("Register number"), checked.register_no),
                (self.tr("Product"), checked.product),
                (self.tr("Business"), checked.business),
                (self.tr("Level"), checked.level.term),
                (self.tr("Total"), f"{labels.points(checked.total)} · {checked.grade.term}"),
                (self.tr("Issued on"), labels.long_date(day(checked.issued_on))),
                (self.tr("Valid until"), labels.long_date(day(checked.valid_until))),
                (self.tr("Signed by"), checked.signed_by),
            )
        )

    def _show_facts(self, rows: tuple[tuple[str, str], ...]) -> None:
        self.facts.set_rows(rows)
        self.facts.setVisible(bool(rows))
        layout = self.layout()
        if self.isVisible() and layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))


def _dropped(data: QMimeData) -> Path | None:
    """The file that is dropped, if it is one on this laptop."""
    urls = [url for url in data.urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if urls else None
