"""The steps of the main job, so that a curator always sees what comes next."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import (
    draw_icon_centred,
    draw_ring,
    draw_text,
    fill_round,
    inner,
    painter_for,
    text_width,
)
from app.ui.kit.slots import weak_slot
from app.ui.theme import Radius, Space, Type, colours, font, qcolor

_DOT = 24


class _Step(QAbstractButton):
    def __init__(self, number: int, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.number, self.done = number, False
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def nextCheckState(self) -> None:
        """Only the stepper decides which step is current."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(text_width(self.text(), self._face()) + _DOT + 18, 36)

    def _face(self) -> QFont:
        return font(Type.SMALL, QFont.Weight.DemiBold)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = colours()
        painter = painter_for(self)
        if self.underMouse() and self.isEnabled():
            fill_round(painter, inner(self.rect()), Radius.CONTROL, now.hover)
        dot = QRectF(2, (self.height() - _DOT) / 2, _DOT, _DOT)
        if self.isChecked():
            fill_round(painter, dot, _DOT / 2, now.accent)
        elif self.done:
            fill_round(painter, dot, _DOT / 2, now.accent_soft)
        else:
            fill_round(painter, dot, _DOT / 2, None, now.control_border)
        mark = now.on_accent if self.isChecked() else now.accent_text
        if self.done and not self.isChecked():
            draw_icon_centred(painter, "check", mark, dot, 15)
        else:
            colour = mark if self.isChecked() else now.text_muted
            centre = Qt.AlignmentFlag.AlignHCenter
            face = font(Type.CAPTION, QFont.Weight.Bold)
            draw_text(painter, dot, str(self.number), colour, face, centre)
        colour = now.text if self.isChecked() or self.done else now.text_muted
        area = QRectF(_DOT + 10, 0, self.width() - _DOT - 12, self.height())
        draw_text(painter, area, self.text(), colour, self._face())
        if self.hasFocus():
            draw_ring(painter, inner(self.rect()), Radius.CONTROL, now.focus, 0)
        painter.end()


class _Dash(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(10)
        self.setMaximumWidth(48)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.setPen(qcolor(colours().control_border))
        middle = self.height() / 2
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        painter.end()


class Stepper(QWidget):
    """Numbered steps; `step_requested(int)` carries the index of a pressed, open step."""

    step_requested = Signal(int)

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[_Step] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        for at, text in enumerate(steps):
            if at:
                row.addWidget(_Dash(self))
            step = _Step(at + 1, text, self)
            step.clicked.connect(weak_slot(self._on_step_clicked, at))
            row.addWidget(step)
            self._steps.append(step)
        row.addStretch(1)
        self.set_state(current=0, done=())

    def set_state(self, *, current: int, done: Collection[int]) -> None:
        """Which step is shown and which are finished; the others cannot be pressed."""
        for at, step in enumerate(self._steps):
            step.setChecked(at == current)
            step.done = at in done
            step.setEnabled(at == current or step.done or at - 1 in done)
            step.setAccessibleName(self._name_of(step))
            step.update()

    @property
    def current(self) -> int:
        """The index of the shown step."""
        return next(at for at, step in enumerate(self._steps) if step.isChecked())

    def step(self, at: int) -> QAbstractButton:
        """The button of a step, for tests and tours."""
        return self._steps[at]

    def _name_of(self, step: _Step) -> str:
        name = f"{step.number}. {step.text()}"
        return self.tr("{step}, done").format(step=name) if step.done else name

    def _on_step_clicked(self, at: int) -> None:
        self.step_requested.emit(at)
