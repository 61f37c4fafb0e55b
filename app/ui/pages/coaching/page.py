"""The page: what is needed, the trainings, and what they moved."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.market.terms import TrainingState
from app.errors import UserError
from app.services import rekap_filter, training_effects, training_papers, trainings
from app.services.changes import Change
from app.services.trainings import PlaceLine, TrainingForm
from app.ui.desk import Desk, Notice
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import PageHeader
from app.ui.kit.sheet import ConfirmSheet
from app.ui.kit.slots import weak_relay, weak_slot
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.coaching.effects_panel import EffectsPanel
from app.ui.pages.coaching.jobs import NeedsView, read_needs, read_places
from app.ui.pages.coaching.jobs import read_trainings as read_all
from app.ui.pages.coaching.needs_panel import NeedsPanel
from app.ui.pages.coaching.offer_sheet import OfferSheet
from app.ui.pages.coaching.training_sheet import TrainingSheet
from app.ui.pages.coaching.trainings_panel import TrainingsPanel
from app.ui.pages.market.tabs import RAIL, MarketTabs
from app.ui.pages.page import Page
from app.ui.pages.rekap.cards import Grains
from app.ui.printing import Printed, Printing, Printout
from app.ui.theme import Space


class Tab(Enum):
    """What the page shows."""

    NEEDS = "needs"
    TRAININGS = "trainings"
    EFFECTS = "effects"


class CoachingPage(Page):
    """Pembinaan: from what curation found to what changed at the next."""

    KEY = "coaching"
    RAIL = RAIL
    WATCHES = frozenset(
        {"training", "training_place", "decision", "product_feedback", "business", "region"}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("coaching_page")
        self._tab, self._region = Tab.NEEDS, ""
        self._needs: NeedsView | None = None
        self._waiting: tuple[UUID, ...] = ()
        """Businesses that are to be offered the training being planned."""
        self.sheet: TrainingSheet | OfferSheet | None = None
        self._latest = {tab: Latest() for tab in Tab}
        self._latest_places = Latest()
        self.printing = Printing(desk, self)
        self.needs, self.trainings = NeedsPanel(desk), TrainingsPanel(desk)
        self.effects = EffectsPanel()
        self._lay_out()
        self._connect()

    # -- building -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.header = PageHeader(
            self.tr("Coaching"), self.tr("What curation found, and what training changed")
        )
        self.new_button = secondary_button(self.tr("New training"), icon="plus", shortcut="Ctrl+N")
        self.new_button.setObjectName("coaching.new")
        self.views = Grains(
            self.tr("View"),
            [
                (Tab.NEEDS.value, self.tr("Needs")),
                (Tab.TRAININGS.value, self.tr("Trainings")),
                (Tab.EFFECTS.value, self.tr("Results")),
            ],
        )
        self.header.add_action(self.views)
        self.header.add_action(self.new_button)
        self.stack = QStackedWidget()
        self._panels: dict[Tab, QWidget] = {
            Tab.NEEDS: self.needs,
            Tab.TRAININGS: self.trainings,
            Tab.EFFECTS: self.effects,
        }
        for panel in self._panels.values():
            self.stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addWidget(MarketTabs(self.desk, self.KEY))
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.views.chosen.connect(self._on_view_chosen)
        self.new_button.clicked.connect(self._on_new)
        needs, own = self.needs, self.trainings
        needs.region_chosen.connect(self._on_region_chosen)
        needs.offer_wanted.connect(self._on_offer_wanted)
        needs.business_wanted.connect(self._on_business_wanted)
        own.opened.connect(self._on_training_opened)
        own.edit_wanted.connect(self._on_edit_wanted)
        own.cancel_wanted.connect(self._on_cancel_wanted)
        own.print_wanted.connect(self._on_print_wanted)
        own.marked.connect(self._on_marked)
        own.withdrawn.connect(self._on_withdrawn)
        self.printing.printed.connect(self._on_printed)
        self.printing.failed.connect(self.desk.failed)

    # -- reading --------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        ws, io = self.desk.ws, self.desk.lanes.io
        # Not the database lane: what somebody saves must not wait for a figure.
        io(
            partial(read_needs, ws, self._region),
            self,
            self._on_needs,
            token=self._latest[Tab.NEEDS].renew(),
        )
        io(
            partial(read_all, ws),
            self,
            self.trainings.show_view,
            token=self._latest[Tab.TRAININGS].renew(),
        )
        io(
            partial(training_effects.effects, ws),
            self,
            self.effects.show_effects,
            token=self._latest[Tab.EFFECTS].renew(),
        )

    def _on_needs(self, view: NeedsView) -> None:
        self._needs, self._region = view, view.region
        self.needs.show_view(view)

    def _on_region_chosen(self, region: str) -> None:
        self._region = region
        self.reload()

    def _on_training_opened(self, key: UUID) -> None:
        self.desk.read(
            partial(read_places, self.desk.ws, key),
            self,
            self._on_places,
            token=self._latest_places.renew(),
        )

    def _on_places(self, found: tuple[UUID, list[PlaceLine]]) -> None:
        self.trainings.show_places(*found)

    def _on_view_chosen(self, key: str) -> None:
        self.stack.setCurrentWidget(self._panels[Tab(key)])

    def show_tab(self, tab: Tab) -> None:
        """Bring one view forward."""
        self.views.buttons[tab.value].click()

    def _on_business_wanted(self, key: UUID) -> None:
        self.desk.go("businesses", key)

    # -- planning -------------------------------------------------------------------------

    def _on_new(self) -> None:
        self._waiting = ()
        self._plan()

    def _plan(self, key: UUID | None = None) -> None:
        view = self.trainings.view
        if view is None:
            return
        line = self.trainings.line(key) if key else None
        sheet = TrainingSheet(view, line.form if line else self._fresh(), self.window())
        sheet.saved.connect(weak_relay(self._save, key))
        self.sheet = sheet
        sheet.open()

    def _fresh(self) -> TrainingForm:
        today = self.desk.ws.today()
        region = self._region or rekap_filter.default_region(self.desk.ws)
        return TrainingForm("", "", today, "", region)

    def _save(self, key: UUID | None, form: TrainingForm) -> None:
        job = partial(trainings.save, self.desk.ws, form, key, self._waiting)
        self.desk.change(job, self, self._on_saved, self._on_refused)

    def _on_saved(self, saved: tuple[UUID, Change]) -> None:
        key, change = saved
        self._close_sheet()
        self._waiting = ()
        self.trainings.current = key
        self.desk.committed(change, self.tr("Training saved."))
        self.show_tab(Tab.TRAININGS)

    def _on_edit_wanted(self, key: UUID | None) -> None:
        if key is not None:
            self._waiting = ()
            self._plan(key)

    def _on_cancel_wanted(self, key: UUID | None) -> None:
        line = self.trainings.line(key) if key else None
        if line is None:
            return
        sheet = ConfirmSheet(
            self.tr("Cancel this training?"),
            self.tr("{topic}: its invitations go with it. It can be undone.").format(
                topic=line.form.topic
            ),
            self.tr("Cancel the training"),
            self.window(),
            tone=Tone.DANGER,
            cancel=self.tr("Keep it"),
        )
        sheet.setObjectName("cancel_training")
        sheet.confirmed.connect(weak_slot(self._cancel, line.id))
        sheet.open()

    def _cancel(self, key: UUID) -> None:
        text = self.tr("Training cancelled.")
        self._change(partial(trainings.cancel, self.desk.ws, key), text)

    # -- offering and noting --------------------------------------------------------------

    def _on_offer_wanted(self, businesses: tuple[UUID, ...], code: str) -> None:
        coming = self._needs.coming if self._needs else ()
        sheet = OfferSheet(len(businesses), code, coming, self.window())
        sheet.offered.connect(weak_relay(self._offer, businesses))
        sheet.new_wanted.connect(weak_slot(self._plan_for, businesses))
        self.sheet = sheet
        sheet.open()

    def _plan_for(self, businesses: tuple[UUID, ...]) -> None:
        self._waiting = businesses
        self._plan()

    def _offer(self, businesses: tuple[UUID, ...], key: UUID) -> None:
        job = partial(trainings.offer, self.desk.ws, key, businesses)
        self.desk.change(job, self, self._on_offered, self._on_refused)

    def _on_offered(self, offered: tuple[int, Change]) -> None:
        count, change = offered
        self._close_sheet()
        self.desk.committed(change, self.tr("{count} places offered.").format(count=count))

    def _on_marked(self, places: tuple[UUID, ...], state: TrainingState) -> None:
        text = self.tr("Attendance noted.")
        self._change(partial(trainings.mark, self.desk.ws, places, state), text)

    def _on_withdrawn(self, places: tuple[UUID, ...]) -> None:
        text = self.tr("Offers withdrawn.")
        self._change(partial(trainings.withdraw, self.desk.ws, places), text)

    def _change(self, job: Callable[[], Change], text: str) -> None:
        self.desk.change(job, self, partial(self.desk.committed, text=text))

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if self.sheet is not None:
            self.sheet.show_error(error)
        else:
            self.desk.failed.emit(error)

    def _close_sheet(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            sheet.accept()

    # -- printing -------------------------------------------------------------------------

    def _on_print_wanted(self, key: UUID | None) -> None:
        if key is not None:
            job = partial(training_papers.attendance_pdf, self.desk.ws, key)
            self.desk.read(job, self, self._on_paper)

    def _on_paper(self, pdf: bytes) -> None:
        self.printing.start(Printout("Daftar hadir pelatihan", pdf))

    def _on_printed(self, printed: Printed) -> None:
        text = self.tr("{title} is at the printer.").format(title=printed.title)
        self.desk.noticed.emit(Notice(text))
