"""Editors by the name of the form's field: read all, write all, hear that something changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.ui.kit.inputs import MaskedEdit
from app.ui.pages.forms.numbers import NumberEdit


@dataclass(frozen=True, slots=True)
class _Way:
    """How one editor is read, written and heard."""

    read: Callable[[], Any]
    write: Callable[[Any], None]
    edited: SignalInstance


def _way(editor: QWidget) -> _Way:
    if isinstance(editor, NumberEdit):
        return _Way(lambda: editor.value, editor.set_value, editor.edited)
    if isinstance(editor, MaskedEdit):
        return _Way(lambda: editor.value, editor.set_value, editor.value_edited)
    if isinstance(editor, QLineEdit):
        return _Way(editor.text, editor.setText, editor.textEdited)
    if isinstance(editor, QPlainTextEdit):
        return _Way(editor.toPlainText, editor.setPlainText, editor.textChanged)
    if isinstance(editor, QCheckBox):
        return _Way(editor.isChecked, editor.setChecked, editor.toggled)
    if isinstance(editor, QComboBox):
        return _Way(lambda: str(editor.currentData() or ""), _picker(editor), editor.activated)
    raise TypeError(f"no way to read a {type(editor).__name__}")


def _picker(box: QComboBox) -> Callable[[Any], None]:
    return lambda value: box.setCurrentIndex(box.findData(value))


class Binding(QObject):
    """The editors of one form; `edited()` only for what a person did."""

    edited = Signal()

    def __init__(self, editors: Mapping[str, QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._ways = {name: _way(editor) for name, editor in editors.items()}
        self._writing = False
        for way in self._ways.values():
            way.edited.connect(self._on_editor_edited)

    def values(self) -> dict[str, Any]:
        """What stands in the editors, by name."""
        return {name: way.read() for name, way in self._ways.items()}

    def write(self, values: Mapping[str, Any]) -> None:
        """Show other values; an editor that shows its value already keeps its cursor."""
        self._writing = True
        for name, way in self._ways.items():
            if way.read() != values[name]:
                way.write(values[name])
        self._writing = False

    def _on_editor_edited(self, *_: object) -> None:
        if not self._writing:
            self.edited.emit()
