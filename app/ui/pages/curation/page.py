"""Kurasi: from a product in the queue to a decision, with every key press saved."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import UserError
from app.services import panels, picking, score_sheets, sessions
from app.services.changes import Change
from app.services.panels import PanelView
from app.services.sessions import SessionView
from app.services.sheet_views import SheetView
from app.services.steps import Arrival
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.cards import Card
from app.ui.kit.tones import Tone
from app.ui.pages.curation.adding import Adding
from app.ui.pages.curation.chairing import Chairing
from app.ui.pages.curation.judging import Judging
from app.ui.pages.curation.papers import SessionPapers
from app.ui.pages.curation.photo_view import FullPhotos
from app.ui.pages.curation.queue import QueueColumn
from app.ui.pages.curation.session_form import RecentSessions, SessionCard
from app.ui.pages.curation.session_head import SessionHead
from app.ui.pages.curation.sheet_card import SheetCard
from app.ui.pages.curation.sheet_form import SheetForm
from app.ui.pages.curation.step_panel import StepPanel
from app.ui.pages.curation.stepping import Stepping
from app.ui.pages.curation.verdict import VerdictColumn
from app.ui.pages.fairness import FairnessDoor
from app.ui.pages.page import Page
from app.ui.theme import Space


class CurationPage(Page):
    """The queue at the left, the sheet in the middle, what it comes to at the right."""

    KEY = "curation"
    WATCHES = frozenset(
        {
            "curation_session",
            "curation",
            "blind_label",
            "interest",
            "case_return",
            "assessment",
            "decision",
            "certificate",
            "product",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._session: SessionView | None = None
        self._want: UUID | None = None
        self._arrived: UUID | None = None
        self.stepping = Stepping(desk, self)
        self.papers = SessionPapers(desk, self)
        self.adding = Adding(desk, self)
        self._build()
        self.judging = Judging(desk, self, self.card, self.verdict, self.chairing)
        self._connect()

    # -- building -----------------------------------------------------------------

    def _build(self) -> None:
        self.head = SessionHead(self.desk)
        self.banner = Banner(Tone.DANGER, "", closable=True)
        self.banner.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._make_ask())
        self.stack.addWidget(self._make_work())
        self.fairness = FairnessDoor(self.desk, self.head.bar, self.stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)

    def _make_ask(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        self.session_card = SessionCard(self.desk)
        self.session_card.setMaximumWidth(820)
        self.session_card.opened.connect(self._on_session_opened)
        self.recent_card = RecentSessions(self.desk)
        self.recent_card.chosen.connect(self._on_session_opened)
        row.setSpacing(Space.M + 2)
        row.addWidget(self.session_card, 9)
        row.addWidget(self.recent_card, 4, Qt.AlignmentFlag.AlignTop)
        return holder

    def _make_work(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M + 2)
        self.queue = QueueColumn(self.desk)
        self.card = SheetCard(self.desk)
        self.verdict = VerdictColumn(self.desk)
        self.chairing = Chairing(self.desk, self)
        self.nothing = Card()
        self.nothing.add(
            EmptyState(
                "clipboard-check",
                self.tr("No product to show"),
                self.tr("Add a product to the queue, or show others of it."),
            ),
            1,
        )
        row.addWidget(self.queue, 25)
        row.addWidget(self.card, 51)
        row.addWidget(self.verdict, 24)
        row.addWidget(self.nothing, 75)
        return holder

    def _connect(self) -> None:
        for signal, act in (
            (self.head.other_wanted, self._ask_session),
            (self.head.print_wanted, self._on_print_wanted),
            (self.head.ranking_wanted, self._on_ranking),
            (self.queue.chosen, self._on_chosen),
            (self.queue.next_wanted, self.pick_product),
            (self.queue.arrived, self._on_arrived),
            (self.card.interest_wanted, self.declare_interest),
            (self.card.product_wanted, self._on_product_wanted),
            (self.card.photos_wanted, self.show_photos),
            (self.stepping.loaded, self._show_panel),
            (self.stepping.photos_wanted, self.show_photos),
            (self.verdict.photos_wanted, self._on_product_wanted),
            (self.verdict.compare_wanted, self.chairing.compare),
            (self.verdict.open_wanted, self.chairing.look),
            (self.verdict.take_back_wanted, self.chairing.take_back),
            (self.verdict.correct_wanted, self.chairing.correct),
            (self.verdict.send_down_wanted, self.chairing.send_down),
            (self.judging.lacking, self._on_lacking),
            (self.judging.settled, self.banner.hide),
            (self.papers.told, self._on_told),
            (self.adding.added, self._on_added),
        ):
            signal.connect(act)
        parts = (self.head, self.stepping, self.chairing, self.judging, self.papers, self.adding)
        for part in parts:
            part.failed.connect(self._on_failed)
        for keys, act in (
            ("Ctrl+Return", self._on_submit_key),
            ("Ctrl+Enter", self._on_submit_key),
            ("Ctrl+Shift+P", self._on_print_wanted),
            ("Ctrl+B", self.declare_interest),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show_work(self, *, on: bool) -> None:
        """Sheet and points, or that there is nothing to show; hidden first, so nothing widens."""
        cards = ((self.nothing, not on), (self.card, on), (self.verdict, on))
        for card, shown in sorted(cards, key=lambda pair: pair[1]):
            card.setVisible(shown)

    # -- reading --------------------------------------------------------------------

    def reload(self) -> None:
        """Read the current session and its queue."""
        self.desk.read(partial(sessions.current, self.desk.ws), self, self._on_session)

    def show_record(self, record: UUID | None) -> None:
        """Bring a curation forward."""
        self._want = record
        self.reload()

    def leave(self) -> None:
        """Go to the back; a note that is being typed is taken in first."""
        super().leave()
        self.card.flush()

    def _on_session(self, session: SessionView | None) -> None:
        self._session = session
        if session is None:
            self._ask_session()
            return
        self.stack.setCurrentIndex(1)
        self.fairness.show_session(session)
        self.head.show_session(session)
        self.desk.read(partial(picking.picks, self.desk.ws, session.id), self, self._on_picks)
        self.queue.set_open(on=session.open)
        self.queue.load(session.id, self._want)
        self._want = None
        if session.total == 0:
            self._show_work(on=False)

    def _ask_session(self) -> None:
        self.head.show_none()
        self.stack.setCurrentIndex(0)
        self.fairness.show_session(None)
        self.recent_card.load()
        self.session_card.name_edit.setFocus()

    def _on_session_opened(self, _key: UUID) -> None:
        self.reload()

    def _on_chosen(self, curation_id: UUID | None) -> None:
        self._show_work(on=curation_id is not None)
        if curation_id is None:
            self.card.show_none()
            return
        job = partial(score_sheets.load_sheet, self.desk.ws, curation_id)
        self.desk.read(job, self, self._on_sheet)

    def _on_sheet(self, view: SheetView) -> None:
        self.chairing.panel = None
        if self.card.show_view(view):
            self.stepping.load(view.curation_id)
        self.verdict.show_sheet(view)
        if self.card.form is not None:
            self._go_on(view.curation_id, self.card.form)
        self.judging.follow(view)
        self.desk.read(partial(panels.load, self.desk.ws, view.curation_id), self, self._on_panel)

    def _show_panel(self, panel: StepPanel) -> None:
        self.card.show_panel(panel)
        self._go_on(panel.view.curation_id, panel)

    def _on_panel(self, panel: PanelView) -> None:
        view = self.card.view
        if view is not None and panel.curation_id == view.curation_id:
            self.chairing.panel = panel
            self.verdict.show_panel(panel)

    def _on_picks(self, picks: bool) -> None:
        self.head.ranking_button.setVisible(picks and self.stack.currentIndex() == 1)

    # -- asked for ------------------------------------------------------------------

    def _on_submit_key(self) -> None:
        view = self.card.view
        if view is None:
            return
        if view.editable:
            self.judging.submit()
        elif view.decision_id is None:
            self.judging.conclude()
        else:
            self.next_product()

    def _on_lacking(self, words: str) -> None:
        self.banner.set_message(Tone.WARNING, words, safe=self.tr("What you entered is saved."))
        self.banner.show()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.banner.set_error(error)
        self.banner.show()

    def declare_interest(self) -> None:
        """Say that one is close to the business on show, or take it back."""
        if self.card.view is not None:
            self.chairing.declare(self.card.view)

    def _on_ranking(self) -> None:
        if self._session is not None:
            self.chairing.show_ranking(self._session.id)

    def _on_print_wanted(self) -> None:
        if self._session is not None:
            view = self.card.view if self.card.form is not None else None
            own = view.curation_id if view is not None else None
            self.papers.ask(self._session.id, self._session.name, own)

    def _on_told(self, words: str) -> None:
        self.desk.noticed.emit(Notice(words))

    def _on_product_wanted(self) -> None:
        view = self.card.view
        if view is not None and view.blind:
            self.show_photos()  # the product's page tells whose it is
        elif view is not None:
            self.desk.go("products", view.product_id)

    def show_photos(self) -> None:
        """The photographs over the whole screen."""
        view = self.card.view
        if view is not None and view.photos:
            FullPhotos(self.desk, view.photos, view.product, self.window()).showFullScreen()

    # -- the queue ----------------------------------------------------------------------

    def pick_product(self) -> None:
        """Ask which product comes next."""
        if self._session is not None:
            self.adding.ask(self._session.id)

    def _on_added(self, key: UUID, change: Change) -> None:
        self.banner.hide()
        self._want = key
        if change.entities:
            self.desk.committed(change)
        else:
            self.reload()

    def next_product(self) -> None:
        """Go on with the next product that waits, or ask for one."""
        following = self.queue.next_open()
        if following is None:
            self.pick_product()
        else:
            self.queue.records.select_id(following)

    def _on_arrived(self, arrival: Arrival) -> None:
        self._arrived = arrival.curation_id

    def _go_on(self, shown: UUID, part: SheetForm | StepPanel) -> None:
        """After a code was scanned who scores goes on with the sheet; a desk with the next code."""
        if self._arrived != shown:
            return
        self._arrived = None
        if self.desk.ws.me.judges():
            part.start()
        else:
            self.queue.focus_code()
