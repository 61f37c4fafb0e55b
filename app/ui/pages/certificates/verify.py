"""Periksa sertifikat: by the camera, a file or a pasted text; one clear verdict."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import KeyValueGrid
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.certificates import jobs, verdicts
from app.ui.pages.certificates.code_camera import CodeCamera
from app.ui.pages.certificates.jobs import Verdict
from app.ui.pages.certificates.verdict_band import VerdictBand
from app.ui.theme import Space

_WIDTH = 860


class VerifySheet(Sheet):
    """Checks a certificate by its code, however it comes, without a network."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(self.tr("Check a certificate"), parent, width=_WIDTH)
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
        self.camera.found.connect(self._on_found)
        self.camera.grew.connect(self._fit)
        self.code.setFocus()

    def _make_widgets(self) -> None:
        self.camera = CodeCamera(self._desk)
        self.code = QLineEdit()
        self.code.setObjectName("verify_sheet.code")
        self.code.setPlaceholderText("HTTPS://…")
        self.code.setClearButtonEnabled(True)
        self.file_button = secondary_button(self.tr("Choose a PDF or picture"), icon="photo")
        self.file_button.setObjectName("verify_sheet.file_button")
        self.file_button.clicked.connect(self._on_file_clicked)
        self.banner = Banner(Tone.NEUTRAL, self.tr("Nothing checked yet"))
        self.banner.setObjectName("verify_sheet.verdict")
        self.band = VerdictBand()
        self._facts = (KeyValueGrid(), KeyValueGrid())
        self.body.addWidget(Label(self.tr("Check a certificate"), "title"))
        self.body.addLayout(self._ways())
        self.body.addWidget(self.banner)
        self.body.addWidget(self.band)
        self.body.addWidget(self._fact_box())
        self.close_button = primary_button(self.tr("Done"))
        self.add_button(self.close_button)
        self.close_button.clicked.connect(self.accept)
        self._show_initial()

    def _ways(self) -> QHBoxLayout:
        """The camera at the left, files and text at the right."""
        other = QVBoxLayout()
        other.setSpacing(Space.S)
        other.addWidget(Label(self.tr("From a file"), "section"))
        other.addWidget(self.file_button)
        other.addWidget(Label(self.tr("You can also drop the file here."), "muted", wrap=True))
        other.addSpacing(Space.L)
        help_text = self.tr("Paste what a scanner or a phone has read from the code.")
        other.addWidget(Field(self.tr("Text of the code"), self.code, help_text=help_text))
        other.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.XL)
        row.addWidget(self.camera)
        row.addLayout(other, 1)
        return row

    def _fact_box(self) -> QWidget:
        self.fact_box = QWidget()
        self.fact_box.setObjectName("verify_sheet.facts")
        row = QHBoxLayout(self.fact_box)
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.setSpacing(Space.XXL)
        for grid in self._facts:
            row.addWidget(grid, 1, Qt.AlignmentFlag.AlignTop)
        return self.fact_box

    def fact(self, name: str) -> str:
        """A fact that is shown; KeyError for an unknown name."""
        for grid in self._facts:
            if name in grid.names:
                return grid.value(name)
        raise KeyError(name)

    def _show_initial(self) -> None:
        self.verdict = None
        todo = self.tr("The check needs no internet.")
        self._show_message(Tone.NEUTRAL, self.tr("Nothing checked yet"), todo=todo)

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
        self.camera.stop()
        self._show_message(Tone.NEUTRAL, self.tr("Reading {name}").format(name=path.name))
        job = partial(jobs.check_file, self._desk.ws, path)
        self._desk.lanes.io(job, self, self._on_verdict, token=self._latest.renew())

    def _on_found(self, codes: Sequence[str]) -> None:
        self.code.clear()
        job = partial(jobs.check_codes, self._desk.ws, tuple(codes))
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

    @override
    def done(self, result: int) -> None:
        self.camera.stop()
        super().done(result)

    # -- answering --------------------------------------------------------------------

    def _on_verdict(self, verdict: Verdict) -> None:
        self.verdict = verdict
        checked, error = verdict.checked, verdict.error
        look = verdicts.look_of(checked, error)
        if checked is not None and look is not None:
            told = verdicts.told_of(checked)
            self.band.set_verdict(look, told.what, told.todo)
            self._show_facts(verdicts.facts_of(checked))
        elif error is not None and look is not None:
            self.band.set_verdict(look, error.what, error.todo)
            self._show_facts(())
        elif error is not None:
            tone = Tone.INFO if error.code == "verify.no_key" else Tone.WARNING
            self._show_message(tone, error.what, safe=error.safe, todo=error.todo)
            return
        self.banner.hide()
        self._fit()

    def _show_message(self, tone: Tone, what: str, *, safe: str = "", todo: str = "") -> None:
        """No verdict: a sentence in its place."""
        self.band.hide()
        self._show_facts(())
        self.banner.set_message(tone, what, safe=safe, todo=todo)
        self.banner.show()
        self._fit()

    def _show_facts(self, rows: tuple[tuple[str, str], ...]) -> None:
        half = (len(rows) + 1) // 2
        for grid, part in zip(self._facts, (rows[:half], rows[half:]), strict=True):
            grid.set_rows(part)
        self.fact_box.setVisible(bool(rows))

    def _fit(self) -> None:
        if not self.isVisible():
            return
        # From the inside: a part tells of another height only when its own layout is done.
        for part in (self.band, self.banner, self.fact_box, self.camera, self):
            layout = part.layout()
            if layout is not None:
                layout.activate()
        self.fit()


def _dropped(data: QMimeData) -> Path | None:
    """The file that is dropped, if it is one on this laptop."""
    urls = [url for url in data.urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if urls else None
