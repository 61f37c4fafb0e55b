"""The outcomes of a session as bars on one scale that starts at zero."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.domain.terms import Outcome
from app.ui import labels
from app.ui.kit.paint import draw_text, fill_round, painter_for
from app.ui.theme import Type, colours, font

_ROW = 40
_BAR = 12
_NUMBER_WIDTH = 52


class OutcomeBars(QWidget):
    """A bar for each outcome; the longest fills the width, a zero shows only its track."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._counts: dict[Outcome, int] = dict.fromkeys(Outcome, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_counts(self._counts)

    def set_counts(self, counts: Mapping[Outcome, int]) -> None:
        """Show these counts."""
        self._counts = dict(counts)
        words = ", ".join(f"{o.term}: {labels.number(n)}" for o, n in self._counts.items())
        self.setAccessibleName(f"{self._name}. {words}")
        self.update()

    def length(self, outcome: Outcome) -> float:
        """How much of the width a bar takes, 0 to 1."""
        most = max(self._counts.values(), default=0)
        return self._counts[outcome] / most if most else 0.0

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, _ROW * len(Outcome))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        now = colours()
        fills = {
            Outcome.PASSED: now.accent,
            Outcome.CONDITIONAL: now.warning_line,
            Outcome.NEEDS_IMPROVEMENT: now.warning_line,
            Outcome.FAILED: now.danger,
        }
        bold = font(Type.BODY, QFont.Weight.DemiBold, tabular=True)
        right = Qt.AlignmentFlag.AlignRight
        for at, outcome in enumerate(self._counts):
            top = at * _ROW
            width = self.width() - _NUMBER_WIDTH
            words = QRectF(0, top, width, 18)
            draw_text(painter, words, outcome.term, now.text_muted, font(Type.SMALL))
            track = QRectF(0, top + 20, width, _BAR)
            fill_round(painter, track, _BAR / 2, now.neutral_soft)
            if self._counts[outcome]:
                track.setWidth(max(_BAR, width * self.length(outcome)))
                fill_round(painter, track, _BAR / 2, fills[outcome])
            number = QRectF(width, top + 16, _NUMBER_WIDTH, 20)
            draw_text(painter, number, labels.number(self._counts[outcome]), now.text, bold, right)
        painter.end()
