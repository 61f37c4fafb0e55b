"""Signing digitally: one certificate or all that wait, after a password was asked for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from app.errors import UserError
from app.services import seals
from app.services.seal_keys import P12, Source
from app.services.seals import SealedMany
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import ProgressLine
from app.ui.kit.choices import Check
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.lanes import CancelToken
from app.ui.theme import Space

_LOOK_MS = 100


class SealSheet(Sheet):
    """Asks for the secret; `confirmed(str, bool, bool)`: it, whether for all, and remembered."""

    confirmed = Signal(str, bool, bool)

    def __init__(self, source: Source, waiting: int, secret: str, parent: QWidget) -> None:
        title = self.tr("Put a digital signature")
        super().__init__(title, parent, width=480)
        self.setObjectName("seal_sheet")
        self.body.addWidget(Label(title, "title"))
        self.body.addWidget(Label(self._where(source), "muted", wrap=True))
        self._add_choice(waiting)
        self.secret = QLineEdit(secret)
        self.secret.setObjectName("seal_sheet.secret")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        of_file = isinstance(source, P12)
        self.body.addWidget(
            Field(self.tr("Password of the file") if of_file else self.tr("PIN"), self.secret)
        )
        self.remember = Check(self.tr("Remember it until the program is closed"))
        self.remember.setObjectName("seal_sheet.remember")
        self.remember.setChecked(bool(secret))
        self.line = ProgressLine(self.tr("Certificates signed"))
        self.line.hide()
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        for widget in (self.remember, self.line, self.banner):
            self.body.addWidget(widget)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.sign_button = primary_button(self.tr("Sign"), icon="shield-check")
        self.sign_button.setObjectName("seal_sheet.sign_button")
        self.sign_button.clicked.connect(self._on_sign)
        self.add_button(self.cancel_button)
        self.add_button(self.sign_button, default=True)
        self.secret.textChanged.connect(self._on_text)
        self._on_text()
        self.secret.setFocus()

    def _where(self, source: Source) -> str:
        if isinstance(source, P12):
            return self.tr("With the key in {name}").format(name=source.path.name)
        name = source.token or Path(source.module).name
        return self.tr("With the key on the token {name}").format(name=name)

    def _add_choice(self, waiting: int) -> None:
        self.one = secondary_button(self.tr("This certificate"))
        self.all = secondary_button(self.tr("All {n} that wait").format(n=labels.number(waiting)))
        self.all.setObjectName("seal_sheet.all")
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for button in (self.one, self.all):
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.one.setChecked(True)
        self.all.setVisible(waiting > 1)
        self.one.setVisible(waiting > 1)
        self.body.addLayout(row)

    def _on_text(self, _text: str = "") -> None:
        self.sign_button.setEnabled(bool(self.secret.text()))

    def _on_sign(self) -> None:
        self._enable(on=False)
        self.banner.hide()
        self.line.set_progress(0, 1)
        self.line.show()
        self.fit()
        self.confirmed.emit(self.secret.text(), self.all.isChecked(), self.remember.isChecked())

    def set_failed(self, error: UserError) -> None:
        """Nothing (more) was signed; another try may be."""
        self._enable(on=True)
        self.line.hide()
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
        self.secret.selectAll()
        self.secret.setFocus()

    def _enable(self, *, on: bool) -> None:
        for widget in (self.one, self.all, self.secret, self.remember, self.sign_button):
            widget.setEnabled(on)


class _Tally:
    """How many are signed: written by a worker, read by a timer."""

    def __init__(self) -> None:
        self.done = 0

    def tell(self, done: int) -> None:
        self.done = done


class Sealing(QObject):
    """Opens the sheet and signs; a secret is remembered here alone, and only when asked to."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._keys: tuple[UUID, ...] = ()
        self._waiting: tuple[UUID, ...] = ()
        self._secret = ""
        self._tally, self._token = _Tally(), CancelToken()
        self.sheet: SealSheet | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)

    def start(self, certificate_id: UUID) -> None:
        """Ask how, for one certificate and those that wait as well."""
        self._keys = (certificate_id,)
        self._desk.read(partial(seals.waiting, self._desk.ws), self, self._on_waiting)

    def _on_waiting(self, waiting: list[UUID]) -> None:
        source = seals.source_of(self._desk.ws)
        if source is None:
            return
        self._waiting = tuple(waiting)
        self.sheet = SealSheet(source, len(waiting), self._secret, self._page)
        self.sheet.confirmed.connect(self._on_confirmed)
        self.sheet.rejected.connect(self._on_rejected)
        self.sheet.open()

    def _on_confirmed(self, secret: str, every: bool, remember: bool) -> None:
        self._secret = secret if remember else ""
        keys = self._waiting if every else self._keys
        self._tally, self._token = _Tally(), CancelToken()
        self._keys = keys
        job = partial(_seal, self._desk.ws, keys, secret, self._tally, self._token)
        self._timer.start()
        self._desk.lanes.io(job, self, self._on_sealed, self._on_failed)

    def _on_look(self) -> None:
        if self.sheet is not None:
            self.sheet.line.set_progress(self._tally.done, len(self._keys))

    def _on_rejected(self) -> None:
        """What was signed until now stays."""
        self._token.cancel()

    def _on_sealed(self, made: SealedMany | None) -> None:
        self._timer.stop()
        self._desk.changed.emit(frozenset({"certificate"}))
        if made is None:
            return
        if self.sheet is not None and made.left_out and not made.sealed:
            self.sheet.set_failed(made.left_out[0])
            return
        if self.sheet is not None:
            self.sheet.secret.clear()
            self.sheet.accept()
        self._desk.noticed.emit(Notice(self._words(made)))

    def _words(self, made: SealedMany) -> str:
        words = self.tr("{n} certificates signed digitally.").format(n=labels.number(made.sealed))
        if made.left_out:
            left = self.tr("{n} were left out: {why}")
            what = made.left_out[0].what
            words += " " + left.format(n=labels.number(len(made.left_out)), why=what)
        if made.unstamped:
            words += " " + self.tr("The timestamp service did not answer.")
        return words

    def _on_failed(self, error: Exception) -> None:
        self._timer.stop()
        self._secret = ""
        self._desk.changed.emit(frozenset({"certificate"}))
        if not isinstance(error, UserError):
            self._desk.handle(error)
        elif self.sheet is not None:
            self.sheet.set_failed(error)


class _Stopped(Exception):  # noqa: N818 - a person's wish, not a failure
    pass


def _seal(
    ws: Workspace, keys: tuple[UUID, ...], secret: str, tally: _Tally, token: CancelToken
) -> SealedMany | None:
    """Sign in the I/O lane; None when it was stopped between two."""

    def check() -> None:
        if token.cancelled:
            raise _Stopped

    try:
        return seals.seal_many(ws, keys, secret, tell=tally.tell, check=check)
    except _Stopped:
        return None
