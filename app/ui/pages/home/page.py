"""The page: greeting, session, doors, figures, outcomes and documents that run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.clock import JAKARTA
from app.domain.terms import Outcome
from app.services import drafts, expiry, home, standing_count, syncing
from app.services.drafts import DraftKey, FormKind, Waiting
from app.services.expiry import Window
from app.services.home import Summary
from app.services.rekap_filter import Filter
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import Button, ghost_button
from app.ui.kit.cards import Card, PageHeader, Stat
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.channels.page import About as WatchAbout
from app.ui.pages.home.expiring import ExpiringCard
from app.ui.pages.home.outcomes import OutcomeBars
from app.ui.pages.home.session import SessionCard
from app.ui.pages.home.steps import Door, DoorRow
from app.ui.pages.home.waiting import WaitingForms
from app.ui.pages.page import Page
from app.ui.pages.rekap.counting import Counting
from app.ui.theme import Space

_SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the page shows, read in one job."""

    name: str
    now: datetime
    summary: Summary
    unsent: int
    may_send: bool
    sample: bool
    waiting: tuple[Waiting, ...] = ()
    closing: int = 0
    """Papers on which a market channel hangs that run out within 30 days."""


def read_view(ws: Workspace) -> HomeView:
    """Read the page's whole content."""
    me = ws.me
    return HomeView(
        name=me.person_name,
        now=ws.clock.now().astimezone(JAKARTA),
        summary=home.summary(ws),
        unsent=syncing.status(ws).unsent,
        may_send=me.enrolled,
        sample=me.sample and not me.enrolled,
        waiting=drafts.waiting(ws),
        closing=expiry.within(ws, _SOON_DAYS),
    )


def next_door(view: HomeView) -> str:
    """The first thing of the main job that is still to be done."""
    counts = view.summary
    decided = sum(counts.outcomes.values())
    if not counts.businesses:
        return "business"
    if not counts.products:
        return "product"
    if not decided:
        return "score"
    session = counts.session
    if session is not None and session.scored < session.total:
        return "score"
    return "sync" if view.may_send and view.unsent else "business"


class HomePage(Page):
    """The first page of the day."""

    KEY = "home"
    WATCHES = syncing.ENTITIES | {"sync", "settings", "form_draft"}

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("home_page")
        self._latest = Latest()
        self._region = ""
        self._make_widgets()
        self._lay_out()
        self.session_card.curation_requested.connect(self._on_curation_requested)
        self.doors.door_opened.connect(self._on_door_opened)
        self.expiring.product_requested.connect(self._on_product_requested)
        self.start.action_triggered.connect(self._on_start_requested)
        self.waiting.resumed.connect(self._on_resumed)
        self.counting.counted.connect(self._on_counted)
        self.looking.counted.connect(self._on_counted)
        self.expiring.watch_requested.connect(self._on_watch_requested)

    # -- building ---------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.header = PageHeader(" ", " ")
        self.waiting = WaitingForms()
        self.header.add_action(self.waiting)
        self.session_card = SessionCard()
        self.doors = DoorRow(self._doors())
        self.doors.setObjectName("doors")
        self.stats = {
            "businesses": Stat(self.tr("Businesses"), "–", icon="building-store"),
            "products": Stat(self.tr("Products"), "–", icon="package"),
            "passed": Stat(self.tr("Passed"), "–", Tone.SUCCESS, "circle-check"),
            "improve": Stat(self.tr("To improve"), "–", Tone.WARNING, "flag"),
            "unsent": Stat(self.tr("Not sent yet"), "–", icon="cloud-upload"),
        }
        for name, stat in self.stats.items():
            stat.setObjectName(f"stat.{name}")
        self.bars = OutcomeBars(self.tr("Outcomes"))
        self.bars.setObjectName("outcome_bars")
        self._bars_hint = Label("", "muted", wrap=True)
        self.expiring = ExpiringCard()
        self.recap_button = self._low_button("home.recap")
        self.papers_button = self._low_button("home.papers")
        self.expiring.add_header_widget(self.papers_button)
        self.counting = Counting(self.desk, self)
        self.looking = Counting(self.desk, self, standing_count.step)
        self.start = EmptyState(
            "building-store",
            self.tr("Begin with the first business"),
            self.tr(
                "Register a business, add its product with a photo, score it, "
                "and print its certificate. Everything works without internet."
            ),
            action=self.tr("Register a business"),
            action_icon="plus",
        )
        self.start.setObjectName("home_start")

    def _low_button(self, name: str) -> Button:
        """A way to Rekap that fits a card's head."""
        button = ghost_button(self.tr("Recap"), icon="chart-bar")
        button.setObjectName(name)
        button.setFixedHeight(30)
        button.clicked.connect(self._on_recap_requested)
        return button

    def _doors(self) -> tuple[Door, ...]:
        return (
            Door("business", "building-store", self.tr("Business"), self.tr("Register a new one")),
            Door("product", "package", self.tr("Product"), self.tr("With its photos")),
            Door("score", "clipboard-check", self.tr("Score"), self.tr("On the rubric")),
            Door("paper", "certificate", self.tr("Certificate"), self.tr("See and print")),
            Door("sync", "refresh", self.tr("Synchronise"), self.tr("Send to the centre")),
        )

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(Space.M)
        for stat in self.stats.values():
            tiles.addWidget(stat, 1)
        self._outcome_card = Card(self.tr("Outcomes of this session"))
        self._outcome_card.add_header_widget(self.recap_button)
        self._outcome_card.add(self._bars_hint)
        self._outcome_card.add(self.bars)
        self._outcome_card.body.addStretch(1)
        self._figures = QWidget()
        bottom = QHBoxLayout(self._figures)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom.setSpacing(Space.M)
        bottom.addWidget(self._outcome_card, 2)
        bottom.addWidget(self.expiring, 3)
        self._start_card = Card()
        self._start_card.add(self.start, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.XL)
        column.setSpacing(Space.M + 2)
        column.addWidget(self.header)
        column.addWidget(self.session_card)
        column.addWidget(self.doors)
        column.addLayout(tiles)
        column.addWidget(self._figures, 1)
        column.addWidget(self._start_card, 1)
        self._start_card.hide()

    # -- showing ----------------------------------------------------------------------

    @override
    def reload(self) -> None:
        job = partial(read_view, self.desk.ws)
        self.desk.read(job, self, self._on_view, token=self._latest.renew())

    def _on_view(self, view: HomeView) -> None:
        counts = view.summary
        self._region = counts.session.region_code if counts.session else ""
        self.header.set_title(self.greeting(view.now.hour).format(name=view.name))
        self.header.set_subtitle(labels.weekday_date(view.now.date()))
        self.waiting.set_forms(view.waiting, view.now)
        self.session_card.set_session(counts.session)
        self.session_card.set_queue(counts.queue)
        self._show_figures(view)
        self.counting.start()  # tells when what changed has been counted
        self.looking.start()
        self.doors.set_next(next_door(view))
        self.expiring.set_lines(counts.expiring)
        self.expiring.set_closing(view.closing)
        is_new = not counts.businesses
        gone, come = self._figures, self._start_card
        if not is_new:
            gone, come = come, gone
        gone.hide()
        come.show()

    def greeting(self, hour: int) -> str:
        """The greeting of the hour as people say it in Jakarta, with `{name}` in it."""
        if 4 <= hour < 11:
            return self.tr("Good morning, {name}")
        if 11 <= hour < 15:
            return self.tr("Good day, {name}")
        if 15 <= hour < 19:
            return self.tr("Good afternoon, {name}")
        return self.tr("Good evening, {name}")

    def _show_figures(self, view: HomeView) -> None:
        counts = view.summary
        improve = sum(counts.outcomes[o] for o in (Outcome.CONDITIONAL, Outcome.NEEDS_IMPROVEMENT))
        values = {
            "businesses": counts.businesses,
            "products": counts.products,
            "passed": counts.outcomes[Outcome.PASSED],
            "improve": improve,
        }
        for name, value in values.items():
            self.stats[name].set_number(labels.number(value))
        tone = Tone.WARNING if view.may_send and view.unsent else Tone.NEUTRAL
        # Sample data is never sent, so none of it waits.
        unsent = "–" if view.sample else labels.number(view.unsent)
        self.stats["unsent"].set_number(unsent, tone)
        self._show_outcomes(counts)

    def _show_outcomes(self, counts: Summary) -> None:
        decided = sum(counts.session_outcomes.values())
        self.bars.set_counts(counts.session_outcomes)
        if decided:
            text = self.tr("{count} products decided").format(count=labels.number(decided))
        else:
            text = self.tr("Nothing decided in this session yet.")
        self._bars_hint.setText(text)

    # -- going ------------------------------------------------------------------------

    def _on_curation_requested(self) -> None:
        self.desk.go("curation")

    def _on_resumed(self, key: DraftKey) -> None:
        page = "businesses" if key.kind is FormKind.BUSINESS else "products"
        self.desk.go(page, key.id, draft=key.new)

    def _on_recap_requested(self) -> None:
        """Rekap of the region where today's session is, or of this person's."""
        self.desk.go("rekap", about=Filter(self._region) if self._region else None)

    def _on_counted(self, left: int) -> None:
        if not left:
            self.reload()

    @override
    def put_off(self) -> None:
        self.counting.stop()
        self.looking.stop()

    def _on_start_requested(self) -> None:
        self.desk.go("businesses", new=True)

    def _on_watch_requested(self) -> None:
        self.desk.go("market", about=WatchAbout(window=Window.MONTH))

    def _on_product_requested(self, product_id: UUID) -> None:
        self.desk.go("products", product_id)

    def _on_door_opened(self, key: str) -> None:
        pages = {"product": "products", "score": "curation", "paper": "certificates"}
        if key == "business":
            self.desk.go("businesses", new=True)
        else:
            self.desk.go(pages.get(key, "sync"))
