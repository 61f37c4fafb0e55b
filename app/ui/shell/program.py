"""The life of the program: open a room, show its window, change rooms, close."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QLocale, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.collector import spare_the_collector
from app.errors import UserError
from app.paths import RESOURCES, SAMPLE, WORK, DataDir
from app.services import journal, sample
from app.services.workspace import Workspace
from app.ui.desk import Desk, Place
from app.ui.kit.banner import Banner
from app.ui.kit.tones import Tone
from app.ui.lanes import Lanes
from app.ui.shell.first_start import FirstStart
from app.ui.shell.window import MainWindow, centred
from app.ui.syncing.network import Network, SystemNetwork
from app.ui.theme import Space, apply_theme

_JOURNAL_MS = 5_000
OpenRoom = Callable[[DataDir, str | None], Workspace]


class BugBook(Protocol):
    """Where bugs are written down."""

    def write(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        """Note one bug, without personal data."""
        ...


def take_turns_quickly() -> None:
    """The window's thread waits a millisecond for its turn beside the lanes, and not five.

    Qt gives the interpreter up at each call, so that one turn of the loop asks for it many times.
    """
    sys.setswitchinterval(0.001)


class Program(QObject):
    """Everything between the first and the last moment; made once."""

    sample_progress = Signal(int, int)
    _bug = Signal()

    def __init__(
        self,
        data: DataDir,
        open_room: OpenRoom,
        bugs: BugBook,
        network: Callable[[], Network] = SystemNetwork,
    ) -> None:
        self.app = make_application()
        super().__init__()
        self._data, self._open_room, self._bugs = data, open_room, bugs
        self._make_network = network
        self.lanes = Lanes()
        self.ws: Workspace | None = None
        self.window: MainWindow | None = None
        self.first: FirstStart | None = None
        self.trouble: QWidget | None = None
        self._bug.connect(self._on_bug)
        self._journal = QTimer(self, interval=_JOURNAL_MS)
        self._journal.timeout.connect(self._on_journal)
        self._journal_busy = False
        self.sample_progress.connect(self._on_sample_progress)

    def run(self) -> int:
        """Show the program and wait until it is closed."""
        sys.excepthook = self._note_bug
        threading.excepthook = self._note_thread_bug
        self.start()
        spare_the_collector()
        take_turns_quickly()
        status = self.app.exec()
        self.stop()
        return status

    def start(self, room: str | None = None) -> None:
        """Open a room and show what belongs to it."""
        try:
            self.ws = self._open_room(self._data, room)
        except UserError as error:
            self._show_trouble(error)
            return
        apply_theme(self.app, "dark" if self.ws.settings.scheme == "dark" else "light")
        if self.ws.is_new:
            self._show_first_start()
        else:
            self._show_window()
        self._journal.start()

    def stop(self) -> None:
        """Let running jobs end (a sync at its next step), then release everything."""
        if self.window is not None:
            self.window.quieten()
        widgets = [w for w in (self.window, self.first, self.trouble) if w is not None]
        for widget in widgets:  # first of all: a window that closes hands in what was typed
            widget.close()
        self.lanes.shutdown()
        for widget in widgets:
            widget.deleteLater()
        self.window = self.first = self.trouble = None
        self._close_room()

    def _close_room(self) -> None:
        """Release the data, once its journal is complete; the lanes are quiet by now."""
        self._journal.stop()
        if self.ws is not None:
            journal.keep(self.ws)
            self.ws.close()
            self.ws = None

    # -- the journal ------------------------------------------------------------------

    def _on_journal(self) -> None:
        """A slow disk gets one job at a time; the next one takes in what came meanwhile."""
        if self.ws is not None and self.window is not None and not self._journal_busy:
            self._journal_busy = True
            self.lanes.db(partial(journal.keep, self.ws), self, self._on_journalled)

    def _on_journalled(self, _whole: bool) -> None:
        self._journal_busy = False

    # -- windows --------------------------------------------------------------------

    def _show_trouble(self, error: UserError) -> None:
        holder = QWidget()
        holder.setObjectName("trouble")
        holder.setWindowTitle("Kurasi Lapangan")
        column = QVBoxLayout(holder)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.addWidget(Banner(Tone.DANGER, error.what, safe=error.safe, todo=error.todo))
        column.addStretch(1)
        holder.resize(640, 220)
        apply_theme(self.app, "light")
        self.trouble = holder
        centred(holder)
        holder.show()

    def _show_first_start(self) -> None:
        self.first = FirstStart()
        self.first.setWindowTitle("Kurasi Lapangan")
        self.first.resize(1366, 728)
        self.first.sample_wanted.connect(self._on_sample)
        self.first.empty_wanted.connect(self._on_empty)
        self.first.connect_wanted.connect(self._on_connect)
        centred(self.first)
        self.first.show()
        self.first.activateWindow()
        self.first.name_edit.setFocus()

    def _show_window(self, place: str = "home") -> None:
        assert self.ws is not None
        self.window = MainWindow(Desk(self.ws, self.lanes, self), self._make_network)
        self.window.room_left.connect(self._on_room_left)
        centred(self.window)
        self.window.show()
        if self.first is not None:  # closed second: the last window closed ends the program
            self.first.close()
            self.first.deleteLater()
            self.first = None
        self.window.activateWindow()
        self.window.travel(Place(place))

    # -- first start ------------------------------------------------------------------

    def _on_empty(self, name: str) -> None:
        self._begin(name, "home")

    def _on_connect(self, name: str) -> None:
        self._begin(name, "sync")

    def _begin(self, name: str, place: str) -> None:
        assert self.ws is not None
        self._data.choose(WORK)
        self.ws.start(name)
        self._show_window(place)

    def _on_sample(self, name: str) -> None:
        """Sample data has a room of its own; it is filled in the background."""
        assert self.ws is not None
        self.ws.close()
        self._data.choose(SAMPLE)
        self.ws = self._open_room(self._data, SAMPLE)
        if not self.ws.is_new:
            self._show_window()
            return
        if self.first is not None:
            self.first.show_progress(0, 60)
        job = partial(_fill, self.ws, name, self.sample_progress.emit)
        self.lanes.io(job, self, self._on_sample_ready, self._on_sample_failed)

    def _on_sample_progress(self, done: int, total: int) -> None:
        if self.first is not None:
            self.first.show_progress(done, total)

    def _on_sample_ready(self, _none: None) -> None:
        self._show_window()

    def _on_sample_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError) or self.first is None:
            raise error
        self.first.banner.set_error(error)
        self.first.banner.show()

    def _on_room_left(self) -> None:
        """Leave sample data for the room of work."""
        if self.window is not None:
            self.window.quieten()
        self.lanes.drain()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        self._close_room()
        self._data.choose(WORK)
        self.start(WORK)

    # -- bugs ---------------------------------------------------------------------------

    def _note_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """May be called in any thread (style trap T6): writes, then posts to the window."""
        if isinstance(error, KeyboardInterrupt):
            self.app.quit()
            return
        self._bugs.write(kind, trace)
        self._bug.emit()

    def _note_thread_bug(self, args: threading.ExceptHookArgs) -> None:
        self._bugs.write(args.exc_type, args.exc_traceback)
        self._bug.emit()

    def _on_bug(self) -> None:
        if self.window is not None:
            self.window.show_bug()


def _fill(ws: Workspace, name: str, heard: Callable[[int, int], None]) -> None:
    ws.start(name, sample=True)
    sample.fill(ws, heard)


def make_application() -> QApplication:
    """The application, dressed and speaking Indonesian; the one there is, in tests."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Kurasi Lapangan")
    app.setOrganizationName("Kurasi Lapangan")
    if app.property("kl_translated") is None:
        QLocale.setDefault(QLocale("id_ID"))  # the months and days of calendars
        for catalogue in ("qt_id.qm", "kurasi_id.qm"):
            translator = QTranslator(app)
            if translator.load(str(RESOURCES / "translations" / catalogue)):
                app.installTranslator(translator)
        app.setProperty("kl_translated", "yes")
    return app
