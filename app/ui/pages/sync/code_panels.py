"""The small forms of the file card: which session, the code to read aloud, the code to type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.sessions import SessionView
from app.ui import labels
from app.ui.kit.buttons import ghost_button, primary_button, secondary_button
from app.ui.kit.cards import row_of
from app.ui.kit.choices import Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.paint import fill_round, painter_for
from app.ui.kit.tones import Severity
from app.ui.theme import Radius, Space, Type, colours, font

_GROUP = 4


def groups(code: str) -> list[str]:
    """`abcd-efgh ij` → `['ABCD', 'EFGH', 'IJ']`."""
    plain = re.sub(r"[^A-Z0-9]", "", code.upper())
    return [plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP)]


class _Panel(QFrame):
    """A quiet ground inside the card."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self.column.setSpacing(Space.S)
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        fill_round(painter, QRectF(self.rect()), Radius.CARD - 2, now.surface_alt, now.border)
        painter.end()


class SessionPanel(_Panel):
    """Which session's sheets go to the colleague; `accepted()`."""

    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("session_panel", parent)
        self.select = Select()
        self.select.setObjectName("session_panel.select")
        field = Field(self.tr("Session whose sheets and drafts go along"), self.select)
        self.none = Label(self.tr("There is no session on this laptop yet."), "muted", wrap=True)
        self.go_button = primary_button(self.tr("Choose where to…"))
        self.go_button.setObjectName("session_panel.go_button")
        self.cancel_button = ghost_button(self.tr("Cancel"))
        self.go_button.clicked.connect(self.accepted)
        self.cancel_button.clicked.connect(self.hide)
        self._field = field
        for widget in (field, self.none, row_of(self.go_button, self.cancel_button)):
            self.column.addWidget(widget)

    @property
    def session_id(self) -> UUID | None:
        """The session that is chosen."""
        key = self.select.currentData()
        return key if isinstance(key, UUID) else None

    def offer(self, sessions: Sequence[SessionView], current: SessionView | None) -> None:
        """Offer these, the current one first."""
        self.select.clear()
        for session in sessions:
            day = labels.long_date(session.held_on)
            self.select.addItem(f"{session.name} · {day}", session.id)
        keys = [session.id for session in sessions]
        if current is not None and current.id in keys:
            self.select.setCurrentIndex(keys.index(current.id))
        self._field.setVisible(bool(sessions))
        self.go_button.setVisible(bool(sessions))
        self.none.setVisible(not sessions)
        (self.select if sessions else self.cancel_button).setFocus()


class CodePanel(_Panel):
    """The code, large enough to be read aloud across a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("code_panel", parent)
        self.title = Label("", "muted", wrap=True)
        self.code = Label("", "display", wrap=True)
        self.code.setObjectName("code_panel.code")
        face = font(Type.DISPLAY, QFont.Weight.Bold, tabular=True)
        face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 2)
        self.code.setFont(face)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.aloud = Label("", wrap=True)
        warning = self.tr("Do not write the code on the stick: whoever has both can read the file.")
        self.copy_button = secondary_button(self.tr("Copy the code"), icon="copy")
        self.copy_button.setObjectName("code_panel.copy_button")
        self.close_button = ghost_button(self.tr("Done"))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.close_button.clicked.connect(self.hide)
        for widget in (
            self.title,
            self.code,
            self.aloud,
            Label(warning, "muted", wrap=True),
            row_of(self.copy_button, self.close_button),
        ):
            self.column.addWidget(widget)

    def show_code(self, code: str, name: str) -> None:
        """Show the code of the file `name`."""
        parts = groups(code)
        self.title.setText(self.tr("Code for {name}").format(name=name))
        self.code.setText("  ".join(parts))
        spelt = ", ".join(" ".join(part) for part in parts)
        self.code.setAccessibleName(spelt)
        text = self.tr("Read it aloud, group by group: {spelt}.")
        self.aloud.setText(text.format(spelt=spelt))
        self.copy_button.setText(self.tr("Copy the code"))
        self.copy_button.setFocus()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText("-".join(self.code.text().split()))
        self.copy_button.setText(self.tr("Copied"))


class GroupedEdit(QLineEdit):
    """An editor that sets a code in groups of four, however long it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font(Type.LEAD, QFont.Weight.DemiBold, tabular=True))
        self.textEdited.connect(self._on_text_edited)

    @property
    def code(self) -> str:
        """What was typed, without the gaps."""
        return "".join(groups(self.text()))

    def _on_text_edited(self, text: str) -> None:
        before = len("".join(groups(text[: self.cursorPosition()])))
        self.setText("-".join(groups(text)))
        self.setCursorPosition(before + max(before - 1, 0) // _GROUP)


class AskCodePanel(_Panel):
    """Asks for the code of a colleague's file; `code_given(str)`."""

    code_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ask_code_panel", parent)
        self.title = Label("", "strong", wrap=True)
        self.edit = GroupedEdit()
        self.edit.setObjectName("ask_code_panel.edit")
        hint = self.tr("Your colleague's laptop shows it below the saved file.")
        self.field = Field(self.tr("Code"), self.edit, help_text=hint)
        self.edit.setMaximumWidth(320)
        self.open_button = primary_button(self.tr("Open"))
        self.open_button.setObjectName("ask_code_panel.open_button")
        self.cancel_button = ghost_button(self.tr("Cancel"))
        self.open_button.clicked.connect(self._on_open)
        self.edit.returnPressed.connect(self._on_open)
        self.cancel_button.clicked.connect(self.hide)
        self.column.addWidget(self.title)
        self.column.addWidget(self.field)
        self.column.addWidget(row_of(self.open_button, self.cancel_button))

    def ask(self, name: str, wrong: str) -> None:
        """Ask for the code of the file `name`."""
        self.title.setText(self.tr("{name} is from a colleague").format(name=name))
        self.field.set_message(Severity.FORMAT if wrong else Severity.NONE, wrong)
        if wrong:
            self.edit.selectAll()
        else:
            self.edit.clear()
        self.edit.setFocus()

    def set_enabled(self, *, on: bool) -> None:
        """While the file is read, nothing is asked twice; the editor keeps the focus."""
        self.open_button.setEnabled(on)
        self.edit.setReadOnly(not on)

    def _on_open(self) -> None:
        if self.edit.isReadOnly():
            return
        if self.edit.code:
            self.code_given.emit(self.edit.code)
        else:
            self.field.set_message(Severity.FORMAT, self.tr("Fill this in."))
            self.edit.setFocus()
