"""Berkas: what a USB stick carries, to the centre, to a colleague and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.parcels import DraftLine
from app.services.sessions import SessionView
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import Card, row_of
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.pages.sync.code_panels import AskCodePanel, CodePanel, SessionPanel
from app.ui.pages.sync.drafts_list import DraftsList
from app.ui.pages.sync.told import Told

SUFFIX = "kurasi"
"""How such a file ends."""


class FilesCard(Card):
    """Asks where to and where from, in place; what is done with it is told by signals.

    `centre_chosen(Path)`, `colleague_chosen(UUID, Path)`, `file_chosen(Path)`,
    `code_given(str)` for the file that asked for one, `draft_wanted(DraftLine)`.
    """

    centre_chosen = Signal(object)
    colleague_wanted = Signal()
    colleague_chosen = Signal(object, object)
    file_chosen = Signal(object)
    code_given = Signal(str)
    draft_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("By file (USB)"), parent)
        self.setObjectName("files_card")
        self.dialog: QFileDialog | None = None
        self._today: date | None = None
        self._make_widgets()
        self._connect()

    def _make_widgets(self) -> None:
        text = self.tr("Without a network, a USB stick carries the same, sealed, late or twice.")
        self.add(Label(text, "muted", wrap=True))
        self.save_button = secondary_button(self.tr("Save to a file…"), icon="download")
        self.colleague_button = secondary_button(self.tr("For a colleague…"), icon="users")
        self.open_button = secondary_button(self.tr("Open a file…"), icon="upload")
        for name, button in (
            ("save", self.save_button),
            ("colleague", self.colleague_button),
            ("open", self.open_button),
        ):
            button.setObjectName(f"files_card.{name}_button")
        self.add(row_of(self.save_button, self.colleague_button, self.open_button))
        self.busy = Label("", "muted", wrap=True)
        self.busy.hide()
        self.banner = Banner(Tone.INFO, "", closable=True)
        self.banner.setObjectName("files_card.banner")
        self.banner.hide()
        self.session_panel = SessionPanel()
        self.code_panel = CodePanel()
        self.ask_panel = AskCodePanel()
        self.drafts = DraftsList()
        for panel in (
            self.busy,
            self.banner,
            self.session_panel,
            self.code_panel,
            self.ask_panel,
            self.drafts,
        ):
            self.add(panel)

    def _connect(self) -> None:
        self.save_button.clicked.connect(self._on_save_clicked)
        self.colleague_button.clicked.connect(self.colleague_wanted)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.session_panel.accepted.connect(self._on_session_accepted)
        self.ask_panel.code_given.connect(self.code_given)
        self.drafts.draft_wanted.connect(self.draft_wanted)

    # -- showing ----------------------------------------------------------------------

    def show_drafts(self, drafts: Sequence[DraftLine], today: date) -> None:
        """Sheets begun elsewhere; `today` names the files."""
        self._today = today
        self.drafts.set_lines(drafts)

    def offer_sessions(self, sessions: Sequence[SessionView], current: SessionView | None) -> None:
        """Ask in place which session the colleague is to go on with."""
        self._only(self.session_panel)
        self.session_panel.offer(sessions, current)

    def show_code(self, code: str, name: str) -> None:
        """The code a colleague needs to open the file `name`."""
        self._only(self.code_panel)
        self.code_panel.show_code(code, name)

    def ask_code(self, name: str, wrong: str = "") -> None:
        """Ask in place for the code of the file `name`; `wrong` says why once more."""
        self._only(self.ask_panel)
        self.ask_panel.ask(name, wrong)

    def rest(self) -> None:
        """Nothing is asked."""
        self._only(None)

    def _only(self, panel: QWidget | None) -> None:
        for other in (self.session_panel, self.code_panel, self.ask_panel):
            other.setVisible(other is panel)

    def tell(self, told: Told) -> None:
        """What came of it, beside the buttons that asked for it."""
        self.banner.set_message(told.tone, told.what, safe=told.safe, todo=told.todo)
        self.banner.show()

    def set_busy(self, text: str) -> None:
        """While a file is written or read: say so, and start no second one; '' ends it."""
        if text:
            self.banner.hide()
        self.busy.setText(text)
        self.busy.setVisible(bool(text))
        for button in (self.save_button, self.colleague_button, self.open_button):
            button.setEnabled(not text)
        self.ask_panel.set_enabled(on=not text)

    # -- asking -----------------------------------------------------------------------

    def _on_save_clicked(self) -> None:
        self.rest()
        dialog = self._save_dialog(self.tr("Save to a file"), self.tr("centre"))
        dialog.filesSelected.connect(self._on_centre_file)
        dialog.open()

    def _on_centre_file(self, paths: list[str]) -> None:
        if paths:
            self.centre_chosen.emit(Path(paths[0]))

    def _on_session_accepted(self) -> None:
        dialog = self._save_dialog(self.tr("Save for a colleague"), self.tr("colleague"))
        dialog.filesSelected.connect(self._on_colleague_file)
        dialog.open()

    def _on_colleague_file(self, paths: list[str]) -> None:
        session_id = self.session_panel.session_id
        if paths and session_id is not None:
            self.colleague_chosen.emit(session_id, Path(paths[0]))

    def _on_open_clicked(self) -> None:
        self.rest()
        dialog = QFileDialog(self, self.tr("Open a file"), str(_start()), self._pattern())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(self._on_file)
        self._keep(dialog)
        dialog.open()

    def _on_file(self, paths: list[str]) -> None:
        if paths:
            self.file_chosen.emit(Path(paths[0]))

    def _save_dialog(self, title: str, whom: str) -> QFileDialog:
        day = f"-{self._today:%Y-%m-%d}" if self._today else ""
        start = _start() / f"kurasi-{whom}{day}.{SUFFIX}"
        dialog = QFileDialog(self, title, str(start), self._pattern())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        self._keep(dialog)
        return dialog

    def _keep(self, dialog: QFileDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog

    def _pattern(self) -> str:
        kind = self.tr("Kurasi file")
        return f"{kind} (*.{SUFFIX})"


def _start() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))
