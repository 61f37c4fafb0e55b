"""An editor for whole numbers: only digits stay, thousands get their dots while typing."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.labels import number

_DECIMALS = re.compile(r"[.,]\d{1,2}(\D*)$")


def digits_of(text: str, *, pasted: bool = False) -> str:
    """The ASCII digits of `text`; of a pasted amount (`Rp 35.000,00`) without its decimals."""
    text = unicodedata.normalize("NFKC", text)
    if pasted:
        text = _DECIMALS.sub("", text)
    return "".join(c for c in text if c in "0123456789")


class NumberEdit(QLineEdit):
    """A whole number from 0, or nothing; shown as `35.000`, at most `most` digits."""

    edited = Signal()

    def __init__(self, *, most: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._before = ""
        self.textEdited.connect(self._on_text_edited)

    @property
    def value(self) -> int | None:
        """The number; None while empty."""
        digits = digits_of(self.text())
        return int(digits) if digits else None

    def set_value(self, value: int | None) -> None:
        """Show another number."""
        self._show("" if value is None else number(value))

    def _show(self, text: str) -> None:
        self._before = text
        if self.text() != text:
            self.setText(text)

    def _on_text_edited(self, text: str) -> None:
        pasted = len(text) - len(self._before) > 1
        behind = len(digits_of(text[self.cursorPosition() :]))
        digits = digits_of(text, pasted=pasted)[: self._most]
        shown = number(int(digits)) if digits else ""
        self._show(shown)
        self.setCursorPosition(len(shown) if pasted else _place(shown, behind))
        self.edited.emit()


def _place(text: str, behind: int) -> int:
    """The cursor's place that leaves `behind` digits after it."""
    at = len(text)
    while behind and at:
        at -= 1
        behind -= text[at].isdigit()
    # Before a dot, not after it: there the next digit is typed and the last one deleted.
    return at - 1 if at and not text[at - 1].isdigit() else at
