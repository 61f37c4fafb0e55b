"""Connecting this laptop to a centre by an address and a one-time code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import UserError
from app.services import enrolment
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import Card, IconBadge, row_of
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.tones import Severity, Tone
from app.ui.theme import Space, Type, font

_GROUP, _GROUPS = 4, 3


def shape_code(text: str) -> str:
    """What was typed, as `XXXX-XXXX-XXXX`."""
    plain = re.sub(r"[^A-Z0-9]", "", text.upper())[: _GROUP * _GROUPS]
    return "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))


class CodeEdit(QLineEdit):
    """An editor that groups the code while it is typed or pasted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font(Type.LEAD, tabular=True))
        self.setPlaceholderText("XXXX-XXXX-XXXX")
        self.textEdited.connect(self._on_text_edited)

    @property
    def complete(self) -> bool:
        """Whether all three groups are there."""
        return len(self.text()) == _GROUP * _GROUPS + _GROUPS - 1

    def _on_text_edited(self, text: str) -> None:
        before = len(re.sub(r"[^A-Za-z0-9]", "", text[: self.cursorPosition()]))
        self.setText(shape_code(text))
        self.setCursorPosition(before + max(before - 1, 0) // _GROUP)


@dataclass(frozen=True, slots=True)
class _Try:
    """What was typed, and the certificate the address showed when nobody vouches for it."""

    url: str
    code: str
    pem: str | None


def _knock(url: str, code: str) -> _Try:
    return _Try(url, code, enrolment.fetch_certificate(url))


def _enrol(ws: Workspace, asked: _Try) -> str:
    enrolment.enrol(ws, asked.url, asked.code, asked.pem)
    return ws.me.person_name


class EnrolPanel(Card):
    """The form; `enrolled(str)` carries the person's name the centre knows."""

    enrolled = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, pad=Space.XL)
        self.setObjectName("enrol_panel")
        self._desk = desk
        self._asked: _Try | None = None
        self._make_widgets()
        self._lay_out()
        self._set_confirming(on=False)

    def _make_widgets(self) -> None:
        self.address = QLineEdit()
        self.address.setObjectName("enrol_panel.address")
        self.address.setPlaceholderText("https://")
        self.code = CodeEdit()
        self.code.setObjectName("enrol_panel.code")
        self._address_field = Field(self.tr("Address of the centre"), self.address, required=True)
        hint = self.tr("Twelve letters and digits from your admin; valid once.")
        self._code_field = Field(self.tr("One-time code"), self.code, help_text=hint, required=True)
        self.submit_button = primary_button(self.tr("Connect"), icon="link", big=True)
        self.submit_button.setObjectName("enrol_panel.submit_button")
        self.banner = Banner(Tone.DANGER, "")
        self.banner.setObjectName("enrol_panel.banner")
        self.banner.hide()
        self.fingerprint = Label("", "heading")
        self.fingerprint.setObjectName("enrol_panel.fingerprint")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.confirm_button = primary_button(self.tr("It is the same, connect"), icon="check")
        self.confirm_button.setObjectName("enrol_panel.confirm_button")
        self.back_button = secondary_button(self.tr("Back"))
        self.back_button.setObjectName("enrol_panel.back_button")
        self.submit_button.clicked.connect(self.submit)
        self.address.returnPressed.connect(self._on_address_return)
        self.code.returnPressed.connect(self.submit)
        self.confirm_button.clicked.connect(self.confirm)
        self.back_button.clicked.connect(self._on_back_clicked)

    def _lay_out(self) -> None:
        self.add(self._make_head())
        self.add(self.banner)
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.L)
        for widget in (self._address_field, self._code_field, self.submit_button):
            column.addWidget(widget)
        self._compare = QWidget()
        column = QVBoxLayout(self._compare)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.M)
        text = self.tr(
            "No public authority vouches for this address. Compare these characters with those "
            "your admin reads to you. Connect only if they are the same."
        )
        column.addWidget(Label(text, wrap=True))
        column.addWidget(self.fingerprint, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Space.XS)
        column.addWidget(row_of(self.confirm_button, self.back_button))
        self.add(self._form)
        self.add(self._compare)

    def _make_head(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(IconBadge("link", Tone.INFO, 44), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(Label(self.tr("Connect this laptop to the centre"), "title", wrap=True))
        text = self.tr(
            "Until then everything works on this laptop, and papers say that they are for practice."
        )
        words.addWidget(Label(text, "muted", wrap=True))
        row.addLayout(words, 1)
        return box

    # -- asking -----------------------------------------------------------------------

    def submit(self) -> None:
        """Look at the address; then enrol, or ask to compare the fingerprint first."""
        if not self._check():
            return
        self._set_busy(on=True)
        job = partial(_knock, self.address.text().strip(), self.code.text())
        self._desk.lanes.io(job, self, self._on_knocked, self._on_failed)

    def _check(self) -> bool:
        missing = self.tr("Fill this in.")
        short = self.tr("The code has twelve letters and digits.")
        for field, text in (
            (self._address_field, "" if self.address.text().strip() else missing),
            (self._code_field, "" if self.code.complete else short),
        ):
            field.set_message(Severity.FORMAT if text else Severity.NONE, text)
            if text:
                field.editor.setFocus()
                return False
        return True

    def _on_address_return(self) -> None:
        if self.code.complete:
            self.submit()
        else:
            self.code.setFocus()

    def _on_knocked(self, asked: _Try) -> None:
        self.banner.hide()
        if asked.pem is None:
            self._enrol(asked)
            return
        self._set_busy(on=False)
        self._asked = asked
        self.fingerprint.setText(enrolment.fingerprint(asked.pem))
        self._set_confirming(on=True)
        self.confirm_button.setFocus()

    def confirm(self) -> None:
        """The fingerprint is the admin's: enrol and trust this certificate from now on."""
        if self._asked is not None:
            self._enrol(self._asked)

    def _enrol(self, asked: _Try) -> None:
        self._set_busy(on=True)
        job = partial(_enrol, self._desk.ws, asked)
        self._desk.lanes.io(job, self, self._on_enrolled, self._on_failed)

    def _on_enrolled(self, name: str) -> None:
        self._set_busy(on=False)
        self._set_confirming(on=False)
        self.banner.hide()
        self.code.clear()
        self.enrolled.emit(name)

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(on=False)
        self._set_confirming(on=False)
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        wrong_code = error.code == "enrol.bad_code"
        (self.code if wrong_code else self.address).setFocus()

    def _on_back_clicked(self) -> None:
        self._set_confirming(on=False)
        self.address.setFocus()

    def _set_confirming(self, *, on: bool) -> None:
        self._asked = self._asked if on else None
        self._form.setVisible(not on)
        self._compare.setVisible(on)

    def _set_busy(self, *, on: bool) -> None:
        for widget in (self.submit_button, self.confirm_button, self.back_button):
            widget.setEnabled(not on)
        for editor in (self.address, self.code):
            editor.setReadOnly(on)
        self.submit_button.setText(self.tr("Connecting…") if on else self.tr("Connect"))
