"""Kurasi: from a product in the queue to a decision, with every key press saved."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.scoring import Sheet, score_sheet
from app.domain.terms import CurationState, Outcome
from app.errors import UserError
from app.services import (
    certificates,
    curations,
    decisions,
    panels,
    picking,
    score_sheets,
    sessions,
)
from app.services.changes import Change
from app.services.decisions import DecisionView
from app.services.panels import PanelView
from app.services.score_sheets import Missing, SheetView
from app.services.sessions import SessionView
from app.services.steps import Arrival
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.buttons import IconButton, primary_button, secondary_button
from app.ui.kit.cards import Card, PageHeader, ProgressLine
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.sheet import ConfirmSheet
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.curation.chairing import Chairing
from app.ui.pages.curation.papers import SessionPapers
from app.ui.pages.curation.photo_view import FullPhotos
from app.ui.pages.curation.picker import ProductPicker
from app.ui.pages.curation.queue import QueueColumn, may_arrange
from app.ui.pages.curation.second_chance import SecondChance
from app.ui.pages.curation.session_form import RecentSessions, SessionCard, SessionSheet
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
        self._view: SheetView | None = None
        self._decision: DecisionView | None = None
        self._form: SheetForm | None = None
        self._panel: StepPanel | None = None
        self.stepping = Stepping(desk, self)
        self.papers = SessionPapers(desk, self)
        self._want: UUID | None = None
        self._arrived: UUID | None = None
        self._build()

    # -- building -----------------------------------------------------------------

    def _build(self) -> None:
        self.header = PageHeader(self.tr("Curation"))
        self.close_button = secondary_button(self.tr("Close session"), icon="lock")
        self.close_button.setObjectName("close_session_button")
        self.close_button.clicked.connect(self._on_close_wanted)
        self.other_button = secondary_button(self.tr("Other session"), icon="calendar")
        self.other_button.setObjectName("other_session_button")
        self.other_button.clicked.connect(self._ask_session)
        self.print_button = secondary_button(self.tr("Print"), icon="printer")
        self.print_button.setObjectName("print_session_button")
        self.print_button.setToolTip(self.tr("Print ({keys})").format(keys="Ctrl+Shift+P"))
        self.print_button.clicked.connect(self._on_print_wanted)
        self.change_button = secondary_button(self.tr("Change"), icon="pencil")
        self.change_button.setObjectName("change_session_button")
        self.change_button.clicked.connect(self._on_change_wanted)
        self.reopen_button = secondary_button(self.tr("Open again"), icon="arrow-back-up")
        self.reopen_button.setObjectName("reopen_session_button")
        self.reopen_button.clicked.connect(self._on_reopen_wanted)
        self.ranking_button = secondary_button(self.tr("Ranking"), icon="star")
        self.ranking_button.setObjectName("ranking_button")
        self.ranking_button.clicked.connect(self._on_ranking)
        self.ranking_button.hide()
        self._actions = (
            self.print_button,
            self.change_button,
            self.other_button,
            self.close_button,
            self.reopen_button,
        )
        for button in (self.ranking_button, *self._actions):
            self.header.add_action(button)
        self.banner = Banner(Tone.DANGER, "", closable=True)
        self.banner.hide()
        self.practice = Banner(
            Tone.WARNING,
            self.tr("PRACTICE. Nothing scored here is sent, and no certificate comes of it."),
        )
        self.practice.setObjectName("practice_banner")
        self.practice.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._make_ask())
        self.stack.addWidget(self._make_work())
        self.fairness = FairnessDoor(self.desk, self.header, self.stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addWidget(self.practice)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        self.stepping.loaded.connect(self._show_panel)
        self.stepping.photos_wanted.connect(self.show_photos)
        self.stepping.failed.connect(self._on_failed)
        self.papers.failed.connect(self._on_failed)
        self.papers.told.connect(self._on_told)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self._on_submit_key)
        printing = QShortcut(QKeySequence("Ctrl+Shift+P"), self)
        printing.activated.connect(self._on_print_wanted)
        QShortcut(QKeySequence("Ctrl+B"), self).activated.connect(self.declare_interest)

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
        self.queue.chosen.connect(self._on_chosen)
        self.queue.next_wanted.connect(self.pick_product)
        self.queue.arrived.connect(self._on_arrived)
        row.addWidget(self.queue, 25)
        row.addWidget(self._make_sheet_card(), 51)
        self.verdict = VerdictColumn(self.desk)
        self.verdict.conclude_wanted.connect(self.conclude)
        self.verdict.withdraw_wanted.connect(self.withdraw)
        self.verdict.paper_wanted.connect(self.make_paper)
        self.verdict.photos_wanted.connect(self._on_photos_wanted)
        self.chairing = Chairing(self.desk, self)
        self.chairing.failed.connect(self._on_failed)
        for signal, act in (
            (self.verdict.compare_wanted, self.chairing.compare),
            (self.verdict.open_wanted, self.chairing.look),
            (self.verdict.take_back_wanted, self.chairing.take_back),
            (self.verdict.correct_wanted, self.chairing.correct),
            (self.verdict.send_down_wanted, self.chairing.send_down),
        ):
            signal.connect(act)
        row.addWidget(self.verdict, 24)
        self.nothing = Card()
        self.nothing.add(
            EmptyState(
                "clipboard-check",
                self.tr("No product to show"),
                self.tr("Add a product to the queue, or show others of it."),
            ),
            1,
        )
        row.addWidget(self.nothing, 75)
        return holder

    def _show_work(self, *, on: bool) -> None:
        """Sheet and points, or that there is nothing to show; hidden first, so nothing widens."""
        cards = ((self.nothing, not on), (self.sheet_card, on), (self.verdict, on))
        for card, shown in sorted(cards, key=lambda pair: pair[1]):
            card.setVisible(shown)

    def _make_sheet_card(self) -> Card:
        self.sheet_card = Card(pad=16)
        self.title = ElidedLabel("", "heading")
        self.title.setObjectName("sheet.title")
        self.subtitle = ElidedLabel("", "muted")
        self.chips = ChipRow()
        self.edit_button = IconButton("pencil", self.tr("Open the product"), size=32)
        self.edit_button.clicked.connect(self._on_photos_wanted)
        self.progress = ProgressLine(self.tr("Scored"))
        self.form_holder = QVBoxLayout()
        self.saved = Label("", "muted")
        self.saved.setObjectName("sheet.saved")
        self.submit_button = primary_button(self.tr("Submit sheet (Ctrl+Enter)"), icon="check")
        self.submit_button.setObjectName("submit_button")
        self.submit_button.clicked.connect(self.submit)
        head = QHBoxLayout()
        self.interest_button = IconButton("ban", self.tr("Conflict of interest (Ctrl+B)"), size=32)
        self.interest_button.setObjectName("interest_button")
        self.interest_button.clicked.connect(self.declare_interest)
        head.addWidget(self.title, 1)
        self.second = SecondChance(self.desk, self)
        head.addWidget(self.second.button)
        head.addWidget(self.interest_button)
        head.addWidget(self.edit_button)
        self.sheet_card.body.addLayout(head)
        self.sheet_card.add(self.subtitle)
        self.sheet_card.add(self.chips)
        self.sheet_card.add(self.progress)
        self.sheet_card.body.addLayout(self.form_holder, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.saved, 1)
        foot.addWidget(self.submit_button)
        self.sheet_card.body.addLayout(foot)
        return self.sheet_card

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
        if self._form is not None:
            self._form.flush()

    def _on_session(self, session: SessionView | None) -> None:
        self._session = session
        if session is None:
            self._ask_session()
            return
        self.stack.setCurrentIndex(1)
        self.fairness.show_session(session)
        self._show_actions(session)
        self.practice.setVisible(session.training)
        self.header.set_title(session.name)
        done = self.tr("{scored} of {total} decided").format(
            scored=session.scored, total=session.total
        )
        level = f"{session.level.term} {session.region_name}"
        parts = [done, session.place, level, labels.weekday_date(session.held_on)]
        if not session.open:
            parts.insert(0, self.tr("Closed"))
        self.header.set_subtitle(" · ".join(parts))
        self.desk.read(partial(picking.picks, self.desk.ws, session.id), self, self._on_picks)
        self.queue.set_open(on=session.open)
        self.queue.load(session.id, self._want)
        self._want = None
        if session.total == 0:
            self._show_work(on=False)

    def _ask_session(self) -> None:
        self.header.set_title(self.tr("Curation"))
        self.header.set_subtitle(self.tr("Open a session to score products"))
        for button in (self.ranking_button, *self._actions):
            button.hide()
        self.practice.hide()
        self.stack.setCurrentIndex(0)
        self.fairness.show_session(None)
        self.recent_card.load()
        self.session_card.name_edit.setFocus()

    def _show_actions(self, session: SessionView) -> None:
        arranges = may_arrange(self.desk.ws.me)
        self.print_button.setVisible(session.total > 0)
        self.other_button.show()
        self.change_button.setVisible(session.open and arranges)
        self.close_button.setVisible(session.open and arranges)
        self.reopen_button.setVisible(not session.open and arranges)

    def _on_session_opened(self, _key: UUID) -> None:
        self.reload()

    def _on_chosen(self, curation_id: UUID | None) -> None:
        self._show_work(on=curation_id is not None)
        if curation_id is None:  # nothing is on show, so no key may reach what was
            self._clear_form()
            self._view = None
            return
        job = partial(score_sheets.load_sheet, self.desk.ws, curation_id)
        self.desk.read(job, self, self._on_sheet)

    def _on_sheet(self, view: SheetView) -> None:
        if self._form is not None:
            self._form.flush()  # a note being typed belongs to the sheet that was on show
        editing = self._is_editing(view)
        self._view, self._decision, self.chairing.panel = view, None, None
        self._show_head(view)
        waits = view.state.rank < CurationState.OPEN.rank
        self.progress.setVisible(not waits)
        self.saved.setVisible(not waits)
        if waits:
            self.stepping.load(view.curation_id)
        elif not editing:
            self._show_form(view)
        self.verdict.show_sheet(view)
        self._show_progress(self._form.sheet if self._form else view.sheet)
        self.submit_button.setVisible(view.editable)
        self._show_saved(view)
        if self._form is not None:
            self._go_on(view.curation_id, self._form)
        if view.decision_id is not None:
            job = partial(decisions.get, self.desk.ws, view.decision_id)
            self.desk.read(job, self, self._on_decision)
        self.desk.read(partial(panels.load, self.desk.ws, view.curation_id), self, self._on_panel)

    def _is_editing(self, view: SheetView) -> bool:
        """Whether `view` is the sheet being filled in: then what is typed stays."""
        shown = self._view
        same = (
            shown is not None
            and shown.curation_id == view.curation_id
            and shown.locked == view.locked
            and shown.editable
        )
        return same and view.editable and self._form is not None

    def _show_head(self, view: SheetView) -> None:
        self.title.setText(view.product)
        price = labels.rupiah(view.price)
        self.subtitle.setText(" · ".join(p for p in (view.business, view.place, price) if p))
        chips = [ChipSpec(view.category.term), ChipSpec(view.level.term, Tone.INFO)]
        chips.extend(self.second.chips(view))
        if not view.photos:
            chips.append(ChipSpec(self.tr("No photograph"), Tone.WARNING, "photo"))
        expired = [d.kind.term for d in view.documents if d.expired]
        if expired:
            text = self.tr("{names} expired").format(names=", ".join(expired))
            chips.append(ChipSpec(text, Tone.WARNING, "alert-triangle"))
        if view.unverified:
            chips.append(ChipSpec(self.tr("Unverified"), Tone.WARNING))
        if view.tie is not None:
            text = self.tr("Conflict of interest: {kind}").format(kind=view.tie.kind.term)
            chips.insert(0, ChipSpec(text, Tone.DANGER, "ban"))
        if view.returned:
            chips.insert(0, ChipSpec(self.tr("Sent down"), Tone.WARNING, "arrow-left"))
        self.chips.set_chips(tuple(chips))
        self.edit_button.setVisible(not view.blind)
        self.second.show_view(view)

    def _clear_form(self) -> None:
        """Take away the sheet or the steps on show; a note being typed is taken in first."""
        if self._form is not None:
            self._form.flush()
        for widget in (self._form, self._panel):
            if widget is not None:
                self.form_holder.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._form = self._panel = None

    def _show_panel(self, panel: StepPanel) -> None:
        self._clear_form()
        self._panel = panel
        self.form_holder.addWidget(panel)
        panel.start()
        self._go_on(panel.view.curation_id, panel)

    def _show_form(self, view: SheetView) -> None:
        if self._form is not None and self._form.fits(view):
            self._form.show_view(view)  # made anew its rows would cost a third of a second
        else:
            self._make_form(view)
        assert self._form is not None
        self._form.set_editable(on=view.editable)
        if view.editable:
            self._form.start()

    def _make_form(self, view: SheetView) -> None:
        self._clear_form()
        self._form = SheetForm(view)
        self._form.photos_wanted.connect(self.show_photos)
        self._form.sheet_changed.connect(self._on_sheet_changed)
        self._form.finished.connect(self.submit_button.setFocus)
        self.form_holder.addWidget(self._form)

    def _show_progress(self, sheet: Sheet) -> None:
        if self._view is not None:
            total = len(self._view.rubric.indicators)
            self.progress.set_progress(len(sheet.scores) + len(sheet.not_applicable), total)

    def _show_saved(self, view: SheetView) -> None:
        if view.submitted and view.submitted_at is not None:
            text = self.tr("Submitted {moment}").format(moment=labels.moment(view.submitted_at))
        elif not view.session_open:
            text = self.tr("The session is closed.")
        elif view.returned:
            text = self.tr("Sent down a level: nothing is scored here any more.")
        elif view.tie is not None or view.panel_opened:
            text = self.tr("You do not score this product.")
        else:
            text = self.tr("1–4 score · T not applicable · N note · F photographs")
        self.saved.setText(text)

    # -- saving ---------------------------------------------------------------------

    def _on_sheet_changed(self, sheet: Sheet) -> None:
        if self._view is None:
            return
        self._show_progress(sheet)
        self.verdict.set_totals(score_sheet(self._view.rubric, sheet))
        job = partial(score_sheets.save_draft, self.desk.ws, self._view.curation_id, sheet)
        self.desk.change(job, self, self._on_saved)

    def _on_saved(self, at: datetime) -> None:
        self.saved.setText(self.tr("Saved {moment}").format(moment=labels.moment(at)))

    # -- submitting and deciding ------------------------------------------------------

    def _on_submit_key(self) -> None:
        if self._view is None:
            return
        if self._view.editable:
            self.submit()
        elif self._view.decision_id is None:
            self.conclude()
        elif self._view.decision_id is not None:
            self.next_product()

    def submit(self) -> None:
        """Submit the sheet when it is whole; else bring forward what is missing."""
        if self._view is None or self._form is None:
            return
        self._form.flush()
        missing = score_sheets.missing(self._view, self._form.sheet)
        if missing:
            self._tell_missing(missing)
            return
        self.banner.hide()
        job = partial(score_sheets.submit, self.desk.ws, self._view.curation_id, self._form.sheet)
        self.desk.change(job, self, self._on_committed, self._on_failed)

    def _tell_missing(self, missing: Missing) -> None:
        parts = [
            (self.tr("{count} indicators without a score"), len(missing.indicators)),
            (self.tr("{count} notes for a score of 1"), len(missing.notes)),
            (self.tr("{count} requirements without an answer"), len(missing.gates)),
            (self.tr("a photograph of what was found"), len(missing.photos)),
        ]
        told = ", ".join(text.format(count=count) for text, count in parts if count)
        self.banner.set_message(
            Tone.WARNING,
            self.tr("The sheet is not complete: {what}.").format(what=told),
            safe=self.tr("What you entered is saved."),
        )
        self.banner.show()
        if self._form is not None:
            self._form.show_missing(missing)

    def _on_committed(self, made: tuple[UUID, Change]) -> None:
        self.desk.committed(made[1])
        self.verdict.conclude_button.setFocus()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.banner.set_error(error)
        self.banner.show()

    def _on_panel(self, panel: PanelView) -> None:
        if self._view is not None and panel.curation_id == self._view.curation_id:
            self.chairing.panel = panel
            self.verdict.show_panel(panel)

    def declare_interest(self) -> None:
        """Say that one is close to the business on show, or take it back."""
        if self._view is not None:
            self.chairing.declare(self._view)

    def _on_picks(self, picks: bool) -> None:
        self.ranking_button.setVisible(picks and self.stack.currentIndex() == 1)

    def _on_ranking(self) -> None:
        if self._session is not None:
            self.chairing.show_ranking(self._session.id)

    def withdraw(self) -> None:
        """Take the submitted sheet back to go on with it."""
        if self._view is not None:
            job = partial(score_sheets.withdraw, self.desk.ws, self._view.curation_id)
            self.desk.change(job, self, self._on_withdrawn, self._on_failed)

    def _on_withdrawn(self, change: Change) -> None:
        self.desk.committed(change, self.tr("The sheet is open again."))

    def conclude(self) -> None:
        """Decide by the sheets that are in; where it takes the chair's choice, ask for it."""
        panel = self.chairing.panel
        if panel is not None and panel.may.reconcile and panel.needs_chair:
            self.chairing.compare()
        elif self._view is not None and panel is not None and panel.visible:
            job = partial(decisions.conclude, self.desk.ws, self._view.curation_id)
            self.desk.change(job, self, self._on_concluded, self._on_failed)

    def _on_concluded(self, made: tuple[UUID, Change]) -> None:
        self.banner.hide()
        self.desk.committed(made[1], self.tr("The result is decided."))

    def _on_decision(self, decision: DecisionView) -> None:
        if self._view is None or decision.curation_id != self._view.curation_id:
            return
        self._decision = decision
        self.verdict.show_decision(decision, self._view.rubric)
        if self.isVisible():
            self.verdict.paper_button.setFocus()

    def make_paper(self) -> None:
        """The certificate of a passed product; the improvement sheet otherwise."""
        if self._decision is None:
            return
        if self._decision.outcome is not Outcome.PASSED:
            self.desk.go("certificates", self._decision.id)
            return
        job = partial(certificates.issue, self.desk.ws, self._decision.id)
        self.desk.change(job, self, self._on_issued, self._on_failed)

    def _on_issued(self, made: tuple[UUID, Change]) -> None:
        self.desk.committed(made[1])
        if self._decision is not None:
            self.desk.go("certificates", self._decision.id)

    # -- the queue ----------------------------------------------------------------------

    def pick_product(self) -> None:
        """Ask which product comes next."""
        picker = ProductPicker(self.desk, self.window())
        picker.setObjectName("product_picker")
        picker.picked.connect(self._on_picked)
        picker.new_wanted.connect(self._on_new_wanted)
        picker.open()

    def _on_picked(self, product_id: UUID) -> None:
        if self._session is None:
            return
        job = partial(curations.add, self.desk.ws, product_id, self._session.id)
        self.desk.change(job, self, self._on_opened, self._on_failed)

    def _on_opened(self, made: tuple[UUID, Change]) -> None:
        key, change = made
        self.banner.hide()
        self._want = key
        if change.entities:
            self.desk.committed(change)
        else:
            self.reload()

    def _on_new_wanted(self) -> None:
        self.desk.go("products", new=True)

    def next_product(self) -> None:
        """Go on with the next product that waits, or ask for one."""
        following = self.queue.next_open()
        if following is None:
            self.pick_product()
        else:
            self.queue.records.select_id(following)

    def _on_photos_wanted(self) -> None:
        if self._view is not None and self._view.blind:
            self.show_photos()  # the product's page tells whose it is
        elif self._view is not None:
            self.desk.go("products", self._view.product_id)

    def show_photos(self) -> None:
        """The photographs over the whole screen."""
        if self._view is not None and self._view.photos:
            FullPhotos(
                self.desk, self._view.photos, self._view.product, self.window()
            ).showFullScreen()

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

    # -- the session --------------------------------------------------------------------

    def _on_print_wanted(self) -> None:
        if self._session is not None:
            own = self._view.curation_id if self._form is not None and self._view else None
            self.papers.ask(self._session.id, self._session.name, own)

    def _on_told(self, words: str) -> None:
        self.desk.noticed.emit(Notice(words))

    def _on_change_wanted(self) -> None:
        if self._session is not None:
            SessionSheet(self.desk, self._session.id, self.window()).open()

    def _on_reopen_wanted(self) -> None:
        if self._session is not None:
            job = partial(sessions.close, self.desk.ws, self._session.id, closed=False)
            self.desk.change(job, self, self._on_reopened, self._on_failed)

    def _on_reopened(self, change: Change) -> None:
        self.desk.committed(change, self.tr("The session is open again."))

    def _on_close_wanted(self) -> None:
        if self._session is None:
            return
        question = ConfirmSheet(
            self.tr("Close this session?"),
            self.tr("Nothing can be scored in a closed session. It can be opened again."),
            self.tr("Close session"),
            self.window(),
        )
        question.confirmed.connect(weak_slot(self._close_session))
        question.open()

    def _close_session(self) -> None:
        if self._session is not None:
            job = partial(sessions.close, self.desk.ws, self._session.id)
            self.desk.change(job, self, self._on_closed, self._on_failed)

    def _on_closed(self, change: Change) -> None:
        self.desk.committed(change, self.tr("The session is closed."))
