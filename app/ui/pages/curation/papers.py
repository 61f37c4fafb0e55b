"""Printing for a session: which paper, then the printer."""

from __future__ import annotations

from enum import Enum
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.services import session_papers, session_records
from app.services.changes import Change
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.slots import weak_relay, weak_slot
from app.ui.printing import Printed, Printing, Printout

Made = tuple[bytes, Change]


class Paper(Enum):
    """What can be printed for a session."""

    ORDER = "order"
    LABELS = "labels"
    BLANK = "blank"
    OWN = "own"
    ATTENDANCE = "attendance"
    REPORT = "report"


_WORDS = {
    Paper.ORDER: "Urutan tampil",
    Paper.LABELS: "Label",
    Paper.BLANK: "Lembar penilaian",
    Paper.OWN: "Lembar penilaian saya",
    Paper.ATTENDANCE: "Daftar hadir",
    Paper.REPORT: "Berita acara",
}
"""What the files are called; paper speaks Indonesian."""


class PapersSheet(Sheet):
    """Which paper; `paper_chosen(object)` carries a `Paper`."""

    paper_chosen = Signal(object)

    def __init__(self, *, own: bool, parent: QWidget | None) -> None:
        super().__init__(self.tr("Print"), parent)
        self.setObjectName("papers_sheet")
        self.body.addWidget(Label(self.tr("What is to be printed?"), "title"))
        words = {
            Paper.ATTENDANCE: (self.tr("Attendance list"), "users"),
            Paper.ORDER: (self.tr("Running order"), "list-check"),
            Paper.LABELS: (self.tr("Labels with blind codes"), "qrcode"),
            Paper.BLANK: (self.tr("Blank score sheets of all products"), "file-text"),
            Paper.OWN: (self.tr("My score sheet of this product"), "clipboard-check"),
            Paper.REPORT: (self.tr("Official report (Berita Acara)"), "file-certificate"),
        }
        self.buttons: dict[Paper, Button] = {}
        for paper, (text, icon) in words.items():
            button = secondary_button(text, icon=icon, big=True)
            button.setObjectName(f"papers.{paper.value}")
            button.setAutoDefault(True)
            button.clicked.connect(weak_slot(self._choose, paper))
            button.setVisible(own or paper is not Paper.OWN)
            self.body.addWidget(button)
            self.buttons[paper] = button
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.add_button(self.cancel_button)
        self.cancel_button.clicked.connect(self.reject)
        self.buttons[Paper.ORDER].setFocus()

    def _choose(self, paper: Paper) -> None:
        self.paper_chosen.emit(paper)
        self.accept()


class SessionPapers(QObject):
    """Makes a paper and prints it; `told(str)` when it is out, `failed(object)` a UserError."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent
        self._title = ""
        self.printing = Printing(desk, parent)
        self.printing.printed.connect(self._on_printed)
        self.printing.failed.connect(self.failed)

    def ask(self, session_id: UUID, name: str, curation_id: UUID | None) -> None:
        """Ask which paper of a session is wanted; `curation_id` has a sheet of one's own."""
        sheet = PapersSheet(own=curation_id is not None, parent=self._over.window())
        sheet.paper_chosen.connect(weak_relay(self._make, session_id, name, curation_id))
        sheet.open()

    def _make(self, session_id: UUID, name: str, curation_id: UUID | None, paper: Paper) -> None:
        self._title = f"{_WORDS[paper]} {name}"
        key = curation_id if paper is Paper.OWN and curation_id is not None else session_id
        self._desk.change(
            partial(_made, self._desk.ws, paper, key), self, self._on_made, self._on_failed
        )

    def _on_made(self, made: Made) -> None:
        pdf, change = made
        if change.entities:
            self._desk.committed(change)
        self.printing.start(Printout(self._title, pdf))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)

    def _on_printed(self, printed: Printed) -> None:
        self.told.emit(self.tr("{title} is at the printer.").format(title=printed.title))


def _made(ws: Workspace, paper: Paper, key: UUID) -> Made:
    """Runs in the database lane."""
    if paper is Paper.LABELS:
        return session_papers.labels_pdf(ws, key)
    makers = {
        Paper.ORDER: session_papers.running_order_pdf,
        Paper.BLANK: session_papers.blank_sheets_pdf,
        Paper.OWN: session_papers.own_sheet_pdf,
        Paper.ATTENDANCE: session_records.attendance_pdf,
        Paper.REPORT: session_records.official_report_pdf,
    }
    return makers[paper](ws, key), Change()
