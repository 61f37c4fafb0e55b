"""The three papers of a round: made in the lanes, seen, printed or saved."""

from __future__ import annotations

from enum import Enum
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.services import gebetan_papers
from app.services.workspace import Workspace
from app.ui.desk import Desk, Notice
from app.ui.printing import Printed, Printing, Printout


class Paper(Enum):
    """What can be printed for a round; the value is what its file is called."""

    PURCHASES = "Daftar belanja"
    RECEIPTS = "Daftar penyaluran dan tanda terima"
    PAYMENTS = "Rekap pembayaran"


class RoundPapers(QObject):
    """Makes a paper and shows it to be printed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = ""
        self.printing = Printing(desk, parent)
        self.printing.printed.connect(self._on_printed)
        self.printing.failed.connect(self._on_failed)

    def show_paper(self, paper: Paper, round_id: UUID, name: str) -> None:
        """Make a paper of a round; nothing while another one is on show."""
        if self.printing.busy:
            return
        self._title = f"{paper.value} {name}"
        job = partial(_made, self._desk.ws, paper, round_id)
        self._desk.lanes.io(job, self, self._on_made)

    def _on_made(self, pdf: bytes) -> None:
        self.printing.start(Printout(self._title, pdf))

    def _on_printed(self, printed: Printed) -> None:
        text = self.tr("{title} is at the printer.").format(title=printed.title)
        self._desk.noticed.emit(Notice(text))

    def _on_failed(self, error: UserError) -> None:
        self._desk.failed.emit(error)


def _made(ws: Workspace, paper: Paper, round_id: UUID) -> bytes:
    makers = {
        Paper.PURCHASES: gebetan_papers.purchase_pdf,
        Paper.RECEIPTS: gebetan_papers.distribution_pdf,
        Paper.PAYMENTS: gebetan_papers.payment_pdf,
    }
    return makers[paper](ws, round_id)
