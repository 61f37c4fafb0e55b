"""What is done with one's sheet: keep it, submit it, take it back, decide, make its paper."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.scoring import Sheet, score_sheet
from app.domain.terms import Outcome
from app.services import certificates, decisions, score_sheets, sheet_views
from app.services.changes import Change
from app.services.decisions import DecisionView
from app.services.sheet_views import Missing, SheetView
from app.ui.desk import Desk
from app.ui.pages.curation.chairing import Chairing
from app.ui.pages.curation.sheet_card import SheetCard
from app.ui.pages.curation.verdict import VerdictColumn


class Judging(QObject):
    """Carries the sheet on show from its first key to the paper that comes of it."""

    failed = Signal(object)
    """Exception: nothing was changed."""

    lacking = Signal(str)
    """What the sheet still lacks, in words."""

    settled = Signal()
    """What was told of the sheet before holds no longer."""

    def __init__(
        self,
        desk: Desk,
        host: QWidget,
        card: SheetCard,
        verdict: VerdictColumn,
        chairing: Chairing,
    ) -> None:
        super().__init__(host)
        self._desk, self._host = desk, host
        self._card, self._verdict, self._chairing = card, verdict, chairing
        self._decision: DecisionView | None = None
        card.changed.connect(self._on_sheet_changed)
        card.submit_wanted.connect(self.submit)
        verdict.conclude_wanted.connect(self.conclude)
        verdict.withdraw_wanted.connect(self.withdraw)
        verdict.paper_wanted.connect(self.make_paper)

    def follow(self, view: SheetView) -> None:
        """Another sheet is on show: read what was decided on it."""
        self._decision = None
        if view.decision_id is not None:
            job = partial(decisions.get, self._desk.ws, view.decision_id)
            self._desk.read(job, self, self._on_decision)

    # -- the sheet ----------------------------------------------------------------------

    def _on_sheet_changed(self, sheet: Sheet) -> None:
        if (view := self._card.view) is None:
            return
        self._verdict.set_totals(score_sheet(view.rubric, sheet))
        job = partial(score_sheets.save_draft, self._desk.ws, view.curation_id, sheet)
        self._desk.change(job, self, self._on_saved)

    def _on_saved(self, at: datetime) -> None:
        self._card.show_saved_at(at)

    def submit(self) -> None:
        """Submit the sheet when it is whole; else bring forward what is missing."""
        view, form = self._card.view, self._card.form
        if view is None or form is None:
            return
        form.flush()
        missing = sheet_views.missing(view, form.sheet)
        if missing:
            self.lacking.emit(self._words(missing))
            form.show_missing(missing)
            return
        self.settled.emit()
        job = partial(score_sheets.submit, self._desk.ws, view.curation_id, form.sheet)
        self._desk.change(job, self, self._on_submitted, self._on_failed)

    def _words(self, missing: Missing) -> str:
        parts = [
            (self.tr("{count} indicators without a score"), len(missing.indicators)),
            (self.tr("{count} notes for a score of 1"), len(missing.notes)),
            (self.tr("{count} requirements without an answer"), len(missing.gates)),
            (self.tr("a photograph of what was found"), len(missing.photos)),
        ]
        told = ", ".join(text.format(count=count) for text, count in parts if count)
        return self.tr("The sheet is not complete: {what}.").format(what=told)

    def _on_submitted(self, made: tuple[UUID, Change]) -> None:
        self._desk.committed(made[1])
        self._verdict.conclude_button.setFocus()

    def withdraw(self) -> None:
        """Take the submitted sheet back to go on with it."""
        if (view := self._card.view) is not None:
            job = partial(score_sheets.withdraw, self._desk.ws, view.curation_id)
            self._desk.change(job, self, self._on_withdrawn, self._on_failed)

    def _on_withdrawn(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The sheet is open again."))

    # -- the result ---------------------------------------------------------------------

    def conclude(self) -> None:
        """Decide by the sheets that are in; where it takes the chair's choice, ask for it."""
        view, panel = self._card.view, self._chairing.panel
        if panel is not None and panel.may.reconcile and panel.needs_chair:
            self._chairing.compare()
        elif view is not None and panel is not None and panel.visible:
            job = partial(decisions.conclude, self._desk.ws, view.curation_id)
            self._desk.change(job, self, self._on_concluded, self._on_failed)

    def _on_concluded(self, made: tuple[UUID, Change]) -> None:
        self.settled.emit()
        self._desk.committed(made[1], self.tr("The result is decided."))

    def _on_decision(self, decision: DecisionView) -> None:
        view = self._card.view
        if view is None or decision.curation_id != view.curation_id:
            return
        self._decision = decision
        self._verdict.show_decision(decision, view.rubric)
        if self._host.isVisible():
            self._verdict.paper_button.setFocus()

    def make_paper(self) -> None:
        """The certificate of a passed product; the improvement sheet otherwise."""
        if self._decision is None:
            return
        if self._decision.outcome is not Outcome.PASSED:
            self._desk.go("certificates", self._decision.id)
            return
        job = partial(certificates.issue, self._desk.ws, self._decision.id)
        self._desk.change(job, self, self._on_issued, self._on_failed)

    def _on_issued(self, made: tuple[UUID, Change]) -> None:
        self._desk.committed(made[1])
        if self._decision is not None:
            self._desk.go("certificates", self._decision.id)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
