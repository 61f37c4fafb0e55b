"""The main window: sidebar, pages, search, what failed and what just happened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import UserError
from app.services import arriving, print_counts, sessions
from app.services.sessions import SessionView
from app.ui.desk import Desk, Notice, Place
from app.ui.kit.banner import Banner
from app.ui.kit.sidebar import NavItem, Sidebar
from app.ui.kit.slots import weak_slot
from app.ui.kit.toast import ToastHost
from app.ui.kit.tones import Tone
from app.ui.pages.businesses import BusinessesPage
from app.ui.pages.certificates import CertificatesPage
from app.ui.pages.channels import ChannelsPage
from app.ui.pages.coaching import CoachingPage
from app.ui.pages.curation import CurationPage
from app.ui.pages.draws import DrawsPage
from app.ui.pages.eorder import EOrderPage
from app.ui.pages.events import EventsPage
from app.ui.pages.followups import FollowUpsPage
from app.ui.pages.gebetan import GebetanPage
from app.ui.pages.home import HomePage
from app.ui.pages.page import Page
from app.ui.pages.papers import PapersPage
from app.ui.pages.products import ProductsPage
from app.ui.pages.rekap import RekapPage
from app.ui.pages.rubrics import RubricsPage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.sync import SyncPage
from app.ui.shell.palette import SearchPalette
from app.ui.shell.standing import StandingWords
from app.ui.syncing.facts import Standing, read_standing
from app.ui.syncing.network import Network, SystemNetwork
from app.ui.theme import Space

_STATUS_PAUSE_MS = 30_000
_PATIENCE_S = 3.0
_BEGIN_MS = 300
_PAGES: tuple[type[Page], ...] = (
    HomePage,
    BusinessesPage,
    ProductsPage,
    CurationPage,
    CertificatesPage,
    FollowUpsPage,
    RekapPage,
    RubricsPage,
    SyncPage,
    SettingsPage,
    PapersPage,
    ChannelsPage,
    EOrderPage,
    GebetanPage,
    EventsPage,
    DrawsPage,
    CoachingPage,
)


class MainWindow(QMainWindow):
    """The window of one open workspace; pages are made when first asked for."""

    room_left = Signal()
    """The person wants to leave sample data."""

    closed = Signal()

    def __init__(self, desk: Desk, network: Callable[[], Network] = SystemNetwork) -> None:
        super().__init__()
        self.desk = desk
        self.setWindowTitle("Kurasi Lapangan")
        self.setObjectName("main_window")
        self.pages: dict[str, Page] = {}
        self._current: Page | None = None
        self._standing: Standing | None = None
        self._standing_words = StandingWords(self)
        self._build()
        self._connect()
        self.refresh_status()
        # Asking the system about its network takes a moment: the window is to be usable first.
        self._make_network = network
        self._begin_timer = QTimer(self)
        self._begin_timer.setSingleShot(True)
        self._begin_timer.timeout.connect(self._on_begin)
        self._begin_timer.start(_BEGIN_MS)

    def _build(self) -> None:
        self.sidebar = Sidebar("Kurasi Lapangan", self._nav_items())
        self.search_button = self.sidebar.add_search(self.tr("Search …"), "Ctrl+K")
        self.search_button.setObjectName("search_button")
        self.banner = Banner(Tone.DANGER, "", closable=True)
        self.banner.setObjectName("window_banner")
        self.banner.hide()
        self.stack = QStackedWidget()
        self.work = QWidget()
        column = QVBoxLayout(self.work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._banner_holder = QWidget()
        holder = QVBoxLayout(self._banner_holder)
        holder.setContentsMargins(Space.XL, Space.M, Space.XL, 0)
        holder.addWidget(self.banner)
        self._banner_holder.hide()
        column.addWidget(self._banner_holder)
        column.addWidget(self.stack, 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self.work, 1)
        self.setCentralWidget(centre)
        self.toasts = ToastHost(self.work)
        self.resize(1366, 728)

    def _nav_items(self) -> list[NavItem]:
        return [
            NavItem("home", self.tr("Home"), "home"),
            NavItem("businesses", self.tr("Businesses"), "building-store"),
            NavItem("products", self.tr("Products"), "package"),
            NavItem("curation", self.tr("Curation"), "clipboard-check"),
            NavItem("certificates", self.tr("Certificates"), "certificate"),
            NavItem("followups", self.tr("Follow-up"), "flag"),
            NavItem("market", self.tr("Market"), "shopping-bag"),
            NavItem("rekap", self.tr("Recap"), "chart-bar"),
            NavItem("rubrics", self.tr("Rubrics"), "list-check"),
            NavItem("sync", self.tr("Synchronisation"), "refresh"),
            NavItem("settings", self.tr("Settings"), "settings"),
        ]

    def _connect(self) -> None:
        desk = self.desk
        desk.travelled.connect(self.travel)
        desk.noticed.connect(self._on_notice)
        desk.failed.connect(self.show_error)
        desk.changed.connect(self._on_changed)
        desk.sync.started.connect(self._show_standing)
        desk.background.changed.connect(self._show_standing)
        self.sidebar.page_requested.connect(self._on_page_requested)
        self.sidebar.status_clicked.connect(self._on_status_clicked)
        self.search_button.clicked.connect(self.open_search)
        self.banner.dismissed.connect(self._banner_holder.hide)
        shortcut = QShortcut(QKeySequence("Ctrl+K"), self)
        shortcut.activated.connect(self.open_search)
        self._status_timer = QTimer(self)
        self._status_timer.setInterval(_STATUS_PAUSE_MS)
        self._status_timer.timeout.connect(self.refresh_status)
        self._status_timer.start()

    # -- pages ----------------------------------------------------------------------

    def page(self, key: str) -> Page:
        """The page of a key, made on first use; KeyError for an unknown key."""
        if key not in self.pages:
            classes = {cls.KEY: cls for cls in _PAGES}
            page = classes[key](self.desk)
            page.setObjectName(f"page_{key}")
            self.stack.addWidget(page)
            self.pages[key] = page
            if isinstance(page, SettingsPage):
                page.room_left.connect(self.room_left)
        return self.pages[key]

    def travel(self, place: Place) -> None:
        """Show a page and, when one is named, a record on it."""
        page = self.page(place.page)
        if self._current is not None and self._current is not page:
            self._current.leave()
        self._current = page
        self.stack.setCurrentWidget(page)
        self.sidebar.set_current(page.RAIL or place.page)
        if place.draft and place.record is not None:
            page.resume(place.record)
        else:
            page.enter(place.record, new=place.new)
        if place.about is not None:
            page.show_about(place.about)

    def _on_page_requested(self, key: str) -> None:
        self.travel(Place(key))

    def _on_status_clicked(self) -> None:
        self.travel(Place("sync"))

    def open_search(self) -> None:
        """The search palette over whatever is on show."""
        if self.findChild(SearchPalette) is None:
            palette = SearchPalette(self.desk, self)
            palette.setObjectName("search_palette")
            palette.travelled.connect(self.travel)
            palette.open()

    # -- telling ------------------------------------------------------------------------

    def _on_notice(self, notice: Notice) -> None:
        change = notice.change
        undoable = change is not None or notice.undo is not None
        toast = self.toasts.post(notice.text, action=self.tr("Undo") if undoable else "")
        if notice.undo is not None:
            toast.action_triggered.connect(notice.undo)
        if change is not None:
            toast.action_triggered.connect(weak_slot(self.desk.undo, change))

    def show_error(self, error: UserError) -> None:
        """Something a person can act on, above the page."""
        self.banner.set_error(error)
        self.banner.show()
        self._banner_holder.show()

    def show_bug(self) -> None:
        """The program's own fault: say so, and that nothing is lost."""
        self.banner.set_message(
            Tone.DANGER,
            self.tr("Something went wrong in the program."),
            safe=self.tr("Everything saved so far is safe."),
            todo=self.tr("Try again. If it comes back, tell your admin what you did."),
        )
        self.banner.show()
        self._banner_holder.show()

    # -- the state of the network ----------------------------------------------------------

    def _on_changed(self, _entities: frozenset[str]) -> None:
        self.refresh_status()

    def refresh_status(self) -> None:
        """Read what waits, for the slot at the foot of the sidebar."""
        ws = self.desk.ws
        self.desk.read(partial(read_standing, ws), self, self._on_standing)
        self.desk.read(partial(sessions.current, ws), self, self._on_session)

    def _on_standing(self, standing: Standing) -> None:
        self._standing = standing
        status = standing.status
        self.sidebar.set_badge("sync", 0 if status.sample else status.unsent)
        self._show_standing()

    def _show_standing(self) -> None:
        if self._standing is not None:
            running = self.desk.sync.is_running
            background = self.desk.background
            words = self._standing_words.words(self._standing, background, running=running)
            self.sidebar.set_status(*words)

    def _on_session(self, session: SessionView | None) -> None:
        self.sidebar.set_session(session.name if session else self.tr("No session yet"))

    def _on_begin(self) -> None:
        self.desk.background.begin(self._make_network())
        self.desk.read(partial(arriving.waiting, self.desk.ws), self, self._on_arriving)
        self.desk.lanes.io(self.desk.ws.photos.sweep, self, self._on_swept)
        self.desk.change(partial(print_counts.settle, self.desk.ws), self, self._on_prints_settled)

    def _on_swept(self, _count: int) -> None:
        """Half a photograph that a power cut left is of no use to anybody."""

    def _on_prints_settled(self, count: int) -> None:
        """Those that were under way when the program ended count, and say so in their story."""
        if count:
            self.desk.changed.emit(frozenset({"certificate", "audit_event"}))

    def _on_arriving(self, kept: arriving.Kept) -> None:
        """Photographs that were on their way in go on, or are offered: by the page made now."""
        if kept.pictures:
            self.page("products")

    def quieten(self) -> None:
        """Start nothing by itself any more, let a running sync stop at its next step, and keep
        what else is under way for the next start. Safe to repeat.
        """
        self._status_timer.stop()
        self._begin_timer.stop()
        self.desk.background.end()
        for page in self.pages.values():
            page.put_off()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.quieten()
        for page in self.pages.values():
            page.leave()
        # What was typed in the last second is on disk before the window is gone.
        self.desk.lanes.finish_db(_PATIENCE_S)
        super().closeEvent(event)
        self.closed.emit()


def centred(window: QWidget) -> None:
    """Put a window in the middle of its screen, no larger than it."""
    area = window.screen().availableGeometry()
    window.resize(min(window.width(), area.width()), min(window.height(), area.height()))
    frame = window.frameGeometry()
    frame.moveCenter(area.center())
    window.move(frame.topLeft())
