"""One glance tells: a band in the verdict's colour with its sign, its word and what it means."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.labels import Label
from app.ui.kit.paint import draw_icon_centred, draw_text, fill_round, painter_for
from app.ui.pages.certificates.verdicts import QUESTION, Look
from app.ui.theme import Radius, Space, Type, font, qcolor

_DISC: Final = 56
_SIGN: Final = 34


class VerdictBand(QFrame):
    """Hidden until `set_verdict`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verify_sheet.band")
        self._look: Look | None = None
        self.word, self.what = Label("", "display"), Label("", "lead", wrap=True)
        self.todo = Label("", "lead", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL + _DISC + Space.L, Space.L, Space.XL, Space.L)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        for label in (self.word, self.what, self.todo):
            words.addWidget(label)
        row.addLayout(words, 1)
        self.hide()

    def set_verdict(self, look: Look, what: str, todo: str = "") -> None:
        """Show a verdict."""
        self._look = look
        self.word.setText(look.word)
        self.what.setText(what)
        self.todo.setText(todo)
        self.todo.setVisible(bool(todo))
        self.setAccessibleName(" ".join(part for part in (f"{look.word}.", what, todo) if part))
        self._colour()
        self.show()
        self.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        if self._look is None:
            return
        rule = f"color: {self._look.colours[1]}"
        for label in (self.word, self.what, self.todo):
            if label.styleSheet() != rule:
                label.setStyleSheet(rule)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        ground, text = self._look.colours
        painter = painter_for(self)
        fill_round(painter, QRectF(self.rect()), Radius.CARD, ground)
        disc = QRectF(Space.XL, self.rect().center().y() - _DISC / 2, _DISC, _DISC)
        painter.setBrush(qcolor(text))
        painter.setPen(qcolor(text))
        painter.drawEllipse(disc)
        if self._look.icon == QUESTION:  # the icon of a question has a ring of its own
            face = font(Type.DISPLAY, QFont.Weight.Bold)
            draw_text(painter, disc, QUESTION, ground, face, Qt.AlignmentFlag.AlignHCenter)
        else:
            draw_icon_centred(painter, self._look.icon, ground, disc, _SIGN)
        painter.end()
