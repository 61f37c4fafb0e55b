"""Form fields: label, editor, help, and one message line that says how grave it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.ui.kit.labels import Label
from app.ui.kit.paint import draw_icon, painter_for
from app.ui.kit.tones import Severity
from app.ui.theme import Space, colours

_MESSAGE_ICONS = {Severity.HINT: "alert-triangle", Severity.FORMAT: "circle-x"}


class _MessageLine(QWidget):
    """Icon and sentence under an editor; help text when there is nothing to say."""

    def __init__(self, help_text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._help = help_text
        self._severity = Severity.NONE
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._mark = _Mark(self)
        self._text = Label(help_text, "muted", self, wrap=True)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.set_message(Severity.NONE, "")

    def set_message(self, severity: Severity, text: str) -> None:
        self._severity = severity
        self._text.setText(text if severity is not Severity.NONE else self._help)
        self._mark.set_severity(severity)
        self._colour()
        self.setVisible(bool(self._text.text()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        now = colours()
        colour = {Severity.HINT: now.warning_text, Severity.FORMAT: now.danger_text}.get(
            self._severity, now.text_muted
        )
        rule = f"color: {colour}"
        if self._text.styleSheet() != rule:
            self._text.setStyleSheet(rule)


class _Mark(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity = Severity.NONE
        self.setFixedSize(15, 17)

    def set_severity(self, severity: Severity) -> None:
        self._severity = severity
        self.setVisible(severity is not Severity.NONE)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = colours()
        colour = now.warning_text if self._severity is Severity.HINT else now.danger_text
        painter = painter_for(self)
        draw_icon(painter, _MESSAGE_ICONS[self._severity], colour, QPointF(0, 1), 15)
        painter.end()


class Field(QWidget):
    """A labelled editor.

    `set_message` shows a yellow hint (never blocks) or a red format fault (blocks),
    each with icon and words; it is also the editor's accessible description.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._help = help_text
        self._severity = Severity.NONE
        self._message = ""
        mark = self.tr("required") if required else ""
        self._label = Label(label, "label")
        self._label.setBuddy(editor)
        self._line = _MessageLine(help_text, self)
        self._build(mark)
        editor.setAccessibleName(f"{label} ({mark})" if mark else label)
        editor.setAccessibleDescription(help_text)
        self.setFocusProxy(editor)

    def _build(self, mark: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._label)
        if mark:
            head.addWidget(Label(f"· {mark}", "muted"))
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)

    @property
    def label(self) -> str:
        """The field's label."""
        return self._label.text()

    @property
    def severity(self) -> Severity:
        """How grave the shown message is."""
        return self._severity

    @property
    def message(self) -> str:
        """The shown message; empty if none."""
        return self._message

    @property
    def blocks(self) -> bool:
        """Whether the message forbids saving."""
        return self._severity is Severity.FORMAT

    def set_message(self, severity: Severity, text: str = "") -> None:
        """Show `text` with `severity`; `Severity.NONE` brings the help text back."""
        text = "" if severity is Severity.NONE else text
        if (severity, text) == (self._severity, self._message):
            return
        self._severity, self._message = severity, text
        self._line.set_message(severity, text)
        self.editor.setAccessibleDescription(text or self._help)
        _restyle(self.editor, severity)
        if text:
            event = QAccessibleAnnouncementEvent(self.editor, text)
            QAccessible.updateAccessibility(event)

    def clear_message(self) -> None:
        """Take the message away."""
        self.set_message(Severity.NONE)


def _restyle(editor: QWidget, severity: Severity) -> None:
    """Colour the innermost editor's border: composites name it by their focus proxy."""
    target = editor.focusProxy() or editor
    target.setProperty("severity", severity.value)
    target.style().unpolish(target)
    target.style().polish(target)


class FormGrid(QWidget):
    """Fields in two columns under section titles; the tab order is reading order."""

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._row, self._column = 0, 0
        self._stretched = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.M)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add_section(self, title: str) -> None:
        """Start a new section in a new row."""
        self._next_row()
        if self._row:
            self._grid.setRowMinimumHeight(self._row, Space.XS)
            self._row += 1
        self._grid.addWidget(Label(title, "section"), self._row, 0, 1, self._columns)
        self._row += 1
        self._keep_stretch_last()

    def add(self, widget: QWidget, span: int = 1) -> None:
        """Append a field (or any widget) over `span` columns; ValueError for a bad span."""
        if not 1 <= span <= self._columns:
            raise ValueError(f"span {span} of {self._columns}")
        if self._column + span > self._columns:
            self._next_row()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(widget, self._row, self._column, 1, span, top)
        self._column += span
        if self._column == self._columns:
            self._next_row()
        self._keep_stretch_last()

    def fields(self) -> list[Field]:
        """All fields in reading order."""
        items = (self._grid.itemAt(at) for at in range(self._grid.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Field)]

    def first_blocking(self) -> Field | None:
        """The first field whose message forbids saving: focus it."""
        return next((field for field in self.fields() if field.blocks), None)

    def _next_row(self) -> None:
        if self._column:
            self._row, self._column = self._row + 1, 0

    def _keep_stretch_last(self) -> None:
        """Spare height goes below the last row, never between fields."""
        self._grid.setRowStretch(self._stretched, 0)
        self._stretched = self._row + 2
        self._grid.setRowStretch(self._stretched, 1)
