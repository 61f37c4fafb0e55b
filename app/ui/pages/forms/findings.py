"""Findings beside their fields: shown once a field was left, all of them when saving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain import findings as sentences
from app.domain.identifiers import Finding, blocking
from app.ui.kit.fields import Field
from app.ui.kit.tones import Severity

Found = Mapping[str, tuple[Finding, ...]]
PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Reasons for which the focus goes and comes back: nothing was left."""


def verdict(findings: Iterable[Finding]) -> tuple[Severity, str]:
    """The gravest severity and its sentence."""
    found = tuple(findings)
    if not found:
        return Severity.NONE, ""
    worst = (blocking(found) or found)[0]
    severity = Severity.FORMAT if blocking(found) else Severity.HINT
    return severity, sentences.sentence(worst.code)


def newer(value: str) -> str:
    """The remark beside a field that was changed elsewhere too; `value` may be unsayable."""
    if not value:
        return QCoreApplication.translate("Findings", "Changed elsewhere.")
    text = QCoreApplication.translate("Findings", "Changed elsewhere: {value}")
    return text.format(value=value)


class FindingsBoard(QObject):
    """Which fields were left, and what is shown beside them; `left(str)` names a field."""

    left = Signal(str)

    def __init__(self, fields: Mapping[str, Field], parent: QObject) -> None:
        super().__init__(parent)
        self._fields = dict(fields)
        self._touched: set[str] = set()
        self._found: Found = {}
        self._remarks: Mapping[str, str] = {}
        self._names: dict[QWidget, str] = {}
        for name, field in self._fields.items():
            target = field.editor.focusProxy() or field.editor
            self._names[target] = name
            target.installEventFilter(self)

    def start(self) -> None:
        """Another record: nothing was left yet."""
        self._touched.clear()
        self._remarks = {}
        self.show_findings({})

    def set_remarks(self, remarks: Mapping[str, str]) -> None:
        """Words beside fields that need no look at what stands in them; shown as hints.

        They come with the next findings, and give way to a finding that blocks.
        """
        self._remarks = remarks

    def show_findings(self, found: Found) -> None:
        """Show what was found beside the fields that were left."""
        self._found = found
        for name, field in self._fields.items():
            severity, text = verdict(found.get(name, ()) if name in self._touched else ())
            if name in self._remarks and severity is not Severity.FORMAT:
                severity, text = Severity.HINT, self._remarks[name]
            field.set_message(severity, text)

    def show_all(self, found: Found) -> Field | None:
        """Show everything, as on saving; returns the first field that blocks."""
        self._touched.update(self._fields)
        self.show_findings(found)
        return next((f for f in self._fields.values() if f.blocks), None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            name = self._names.get(watched) if isinstance(watched, QWidget) else None
            if name is not None and event.reason() not in PASSING:
                self._touched.add(name)
                self.show_findings(self._found)
                self.left.emit(name)
        return super().eventFilter(watched, event)
