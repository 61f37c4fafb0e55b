"""The rubric as the curator sees it: the real score sheet, on a sheet of nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.rubric import Rubric
from app.domain.scoring import Sheet, score_sheet
from app.ui import labels
from app.ui.kit.banner import Banner
from app.ui.kit.cards import Card
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.pages.curation.sheet_form import SheetForm
from app.ui.pages.rubrics.jobs import sheet_preview


class PreviewView(QWidget):
    """A sheet to try; nothing of it is kept. `faults_wanted()` to see what is wrong."""

    faults_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rubric: Rubric | None = None
        self.form: SheetForm | None = None
        self.banner = Banner(
            Tone.WARNING,
            self.tr("This rubric cannot be shown as a sheet yet."),
            todo=self.tr("Mend what is marked red first."),
            action=self.tr("Show me"),
        )
        self.banner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.banner.action_triggered.connect(self.faults_wanted)
        self.points = Label("", "title")
        self.points.setObjectName("preview_points")
        self.card = Card()
        self.card.add(self.points)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        column.addWidget(self.card, 1)
        column.addStretch(0)

    def set_rubric(self, rubric: Rubric | None) -> None:
        """Show the sheet of a rubric, or that there is none yet."""
        self.banner.setVisible(rubric is None)
        self.card.setVisible(rubric is not None)
        if rubric is None or (self._rubric is not None and rubric.rev == self._rubric.rev):
            return
        if self.form is not None:
            self.card.body.removeWidget(self.form)
            self.form.deleteLater()
        self._rubric = rubric
        self.form = SheetForm(sheet_preview(rubric))
        self.form.sheet_changed.connect(self._on_sheet)
        self.card.add(self.form, 1)
        self._on_sheet(Sheet())

    def _on_sheet(self, sheet: Sheet) -> None:
        if self._rubric is None:
            return
        total = score_sheet(self._rubric, sheet).total or 0
        words = labels.points(total)
        self.points.setText(self.tr("Points as on paper: {total}").format(total=words))
