"""What is done with a panel: ask what is needed, do it, tell it. The page only shows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.climbing import below
from app.domain.terms import InterestKind
from app.errors import UserError
from app.services import corrections, decisions, interests, panels, picking, returns
from app.services.changes import Change
from app.services.panels import PanelView
from app.services.picking import Ranking
from app.services.rulings import Ruling
from app.services.sheet_views import SheetView
from app.ui.desk import Desk
from app.ui.kit.slots import weak_relay, weak_slot
from app.ui.pages.curation.interest_sheet import InterestSheet
from app.ui.pages.curation.panel_sheet import PanelSheet
from app.ui.pages.curation.ranking_sheet import RankingSheet
from app.ui.pages.curation.reason_sheet import ReasonSheet


class Chairing(QObject):
    """Dialogs over one panel and the changes they lead to; `failed(object)` has no dialog."""

    failed = Signal(object)

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._desk, self._host = desk, host
        self._open: PanelSheet | ReasonSheet | InterestSheet | None = None
        self._told = ""
        self._about: tuple[UUID, UUID] | None = None
        self.panel: PanelView | None = None
        """The panel on show; None until it is read."""

    # -- looking ---------------------------------------------------------------------

    def compare(self) -> None:
        """Sheets side by side; the chair may also choose where nothing is decided yet."""
        if (view := self.panel) is None:
            return
        if view.may.reconcile:
            title, confirm = self.tr("The panel's sheets"), self.tr("Decide the result")
            self._ask_ruling(view, title, confirm, decisions.conclude)
            return
        PanelSheet(self._desk, view, self.tr("The panel's sheets"), "", self._window()).open()

    def look(self) -> None:
        """See the sheets as chair, without one of one's own."""
        if (view := self.panel) is None:
            return
        self._run(partial(panels.open_unscored, self._desk.ws, view.curation_id), "")

    def show_ranking(self, session_id: UUID) -> None:
        """Who is picked in a session."""
        job = partial(picking.ranking, self._desk.ws, session_id)
        self._desk.read(job, self, self._on_ranking)

    def _on_ranking(self, ranking: Ranking) -> None:
        RankingSheet(ranking, self._window()).open()

    # -- the chair's word ---------------------------------------------------------------

    def correct(self) -> None:
        """Decide anew, with a reason."""
        if (view := self.panel) is None:
            return
        title, confirm = self.tr("Correct the result"), self.tr("Save the correction")
        self._ask_ruling(view, title, confirm, corrections.correct)

    def _ask_ruling(
        self,
        view: PanelView,
        title: str,
        confirm: str,
        act: Callable[..., tuple[UUID, Change]],
    ) -> None:
        sheet = PanelSheet(self._desk, view, title, confirm, self._window())
        sheet.ruled.connect(weak_relay(self.rule, act, view.curation_id))
        self._show(sheet, self.tr("The result is decided."))

    def rule(
        self, act: Callable[..., tuple[UUID, Change]], curation_id: UUID, ruling: Ruling
    ) -> None:
        """Carry a ruling out; the dialog stays open until it is done."""
        self._change(partial(act, self._desk.ws, curation_id, ruling))

    def take_back(self) -> None:
        """Undo the decision."""
        if (view := self.panel) is None:
            return
        job = partial(corrections.take_back, self._desk.ws, view.curation_id)
        self._run(job, self.tr("The result is taken back."))

    def send_down(self) -> None:
        """Ask why the product goes down a level, then send it."""
        if (view := self.panel) is None:
            return
        under = below(view.level)
        if under is None:
            return
        name = under.term.lower()
        sheet = ReasonSheet(
            self.tr("Send the product down to {level}?").format(level=name),
            self.tr(
                "This curation ends without a result. The product must pass {level} again before "
                "it comes back. This cannot be undone."
            ).format(level=name),
            self.tr("Send down"),
            self.tr("The business and the panel below read this."),
            self._window(),
        )
        sheet.given.connect(weak_relay(self._send_down, view.curation_id))
        self._show(sheet, self.tr("The product was sent down."))

    def _send_down(self, curation_id: UUID, reason: str) -> None:
        self._change(partial(returns.send_down, self._desk.ws, curation_id, reason))

    # -- interests -----------------------------------------------------------------------

    def declare(self, view: SheetView) -> None:
        """Ask how one is close to the business of a sheet; one that stands is taken back."""
        if self.panel is None:
            return
        if view.tie is not None and view.tie.interest_id is not None:
            job = partial(interests.withdraw, self._desk.ws, view.tie.interest_id)
            self._run(job, self.tr("The conflict of interest is taken back."))
            return
        self._about = (self.panel.session_id, view.business_id)
        sheet = InterestSheet(view.business or view.product, self._window())
        sheet.declared.connect(self._on_declared)
        self._show(sheet, self.tr("The conflict of interest is recorded."))

    def _on_declared(self, kind: InterestKind, words: str) -> None:
        if (about := self._about) is not None:
            self._change(partial(interests.declare, self._desk.ws, *about, kind, words))

    # -- doing -----------------------------------------------------------------------------

    def _window(self) -> QWidget:
        return self._host.window()

    def _show(self, sheet: PanelSheet | ReasonSheet | InterestSheet, told: str) -> None:
        self._open, self._told = sheet, told
        sheet.finished.connect(weak_slot(self._on_closed))
        sheet.open()

    def _on_closed(self) -> None:
        self._open = None

    def _run(self, job: Callable[[], Change], told: str) -> None:
        self._open, self._told = None, told
        self._change(job)

    def _change(self, job: Callable[[], Change | tuple[UUID, Change]]) -> None:
        self._desk.change(job, self, self._on_done, self._on_failed)

    def _on_done(self, made: Change | tuple[UUID, Change]) -> None:
        change = made[1] if isinstance(made, tuple) else made
        if self._open is not None:
            self._open.accept()
        self._desk.committed(change, self._told)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._open is not None:
            self._open.show_error(error)
        else:
            self.failed.emit(error)
