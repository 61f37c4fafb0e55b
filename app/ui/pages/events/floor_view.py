"""The plan of the floor, drawn: booths are chosen, moved and taken away by mouse or keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.domain.market.floor import EMPTY, STEP, FloorPlan, Stall
from app.ui import labels
from app.ui.kit.paint import draw_ring, draw_text, fill_round, painter_for
from app.ui.theme import Colours, Radius, Type, colours, font, qcolor

_MARGIN: Final = 10.0
_LEFT: Final = Qt.MouseButton.LeftButton
_STEPS: Final = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}


class FloorView(QWidget):
    """A plan as large as the room it has.

    Page Up and Page Down choose a booth, the arrows move it half a metre, Delete takes it away.
    `plan_changed(object)` carries the new plan, once a drag; `stall_selected(object)` its number.
    """

    plan_changed = Signal(object)
    stall_selected = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._plan, self._day = EMPTY, date.min
        self._whose: Mapping[int, str] = {}
        self._selected: int | None = None
        self._editable = True
        self._grip: QPointF | None = None
        self._before: FloorPlan | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._announce()

    @property
    def plan(self) -> FloorPlan:
        """The plan on show."""
        return self._plan

    @property
    def selected(self) -> int | None:
        """The number of the chosen booth."""
        return self._selected

    def set_editable(self, *, on: bool) -> None:
        """Whether booths may be moved."""
        self._editable = on

    def show_plan(
        self, plan: FloorPlan, day: date | None = None, whose: Mapping[int, str] | None = None
    ) -> None:
        """Show a plan, on a day with who has which booth; never emits but for the selection."""
        self._plan = plan
        self._day = day or self._day
        self._whose = self._whose if whose is None else whose
        if self._selected is not None and plan.stall(self._selected) is None:
            self.select(None)
        self._announce()
        self.update()

    def select(self, no: int | None) -> None:
        """Choose a booth."""
        self._selected = no
        self._announce()
        self.update()
        self.stall_selected.emit(no)

    @override
    def sizeHint(self) -> QSize:
        return QSize(520, 360)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, 220)

    # -- where things are ---------------------------------------------------------------

    def _scale(self) -> float:
        wide = (self.width() - 2 * _MARGIN) / self._plan.width
        high = (self.height() - 2 * _MARGIN) / self._plan.height
        return max(min(wide, high), 0.1)

    def _origin(self) -> QPointF:
        scale = self._scale()
        left = (self.width() - self._plan.width * scale) / 2
        top = (self.height() - self._plan.height * scale) / 2
        return QPointF(left, top)

    def rect_of(self, no: int) -> QRectF:
        """Where a booth is drawn; KeyError when there is none of that number."""
        stall = self._plan.stall(no)
        if stall is None:
            raise KeyError(no)
        return self._rect(stall)

    def _rect(self, stall: Stall) -> QRectF:
        scale, origin = self._scale(), self._origin()
        x, y = origin.x() + stall.x * scale, origin.y() + stall.y * scale
        return QRectF(x, y, stall.w * scale, stall.h * scale)

    def _at(self, place: QPointF) -> Stall | None:
        under = (s for s in reversed(self._plan.stalls) if self._rect(s).contains(place))
        return next(under, None)

    # -- mouse --------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        stall = self._at(event.position()) if event.button() == _LEFT else None
        self.select(stall.no if stall else None)
        if stall is not None and self._editable:
            self._grip = event.position() - self._rect(stall).topLeft()
            self._before = self._plan

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None or self._selected is None:
            return
        corner = (event.position() - self._grip - self._origin()) / self._scale()
        self._plan = self._plan.moved(self._selected, corner.x(), corner.y())
        self._announce()
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        before, self._before, self._grip = self._before, None, None
        if before is not None and before != self._plan:
            self.plan_changed.emit(self._plan)

    # -- keys ---------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(key)
        elif key in _STEPS and self._selected is not None and self._editable:
            self._step(*_STEPS[key])
        elif key == Qt.Key.Key_Delete and self._selected is not None and self._editable:
            self._emit(self._plan.without(self._selected))
        else:
            super().keyPressEvent(event)

    def _walk(self, key: Qt.Key) -> None:
        numbers = [s.no for s in self._plan.stalls]
        if not numbers:
            return
        now = numbers.index(self._selected) if self._selected in numbers else -1
        to = {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(numbers) - 1,
            Qt.Key.Key_PageDown: min(now + 1, len(numbers) - 1),
            Qt.Key.Key_PageUp: max(now - 1, 0),
        }[key]
        self.select(numbers[to])

    def _step(self, dx: float, dy: float) -> None:
        stall = self._plan.stall(self._selected or 0)
        if stall is not None:
            self._emit(self._plan.moved(stall.no, stall.x + dx, stall.y + dy))

    def _emit(self, plan: FloorPlan) -> None:
        if plan != self._plan:
            self.show_plan(plan)
            self.plan_changed.emit(plan)

    def _announce(self) -> None:
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(self._told())

    def _told(self) -> str:
        stall = self._plan.stall(self._selected or 0)
        if stall is None:
            return self.tr("{count} booths").format(count=len(self._plan.stalls))
        text = self.tr("Booth {no}: {x} m from the left, {y} m from the top")
        told = text.format(no=stall.no, x=labels.metres(stall.x), y=labels.metres(stall.y))
        whose = self._whose.get(stall.no, "")
        return f"{told}. {whose}" if whose else told

    # -- painting -----------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        scale, origin = self._scale(), self._origin()
        hall = QRectF(origin.x(), origin.y(), self._plan.width * scale, self._plan.height * scale)
        fill_round(
            painter, hall.adjusted(-6, -6, 6, 6), Radius.CONTROL, now.surface_alt, now.border
        )
        self._paint_grid(painter, hall, scale)
        clashes = self._clashes()
        for stall in self._plan.stalls:
            self._paint_stall(painter, stall, now, clash=stall.no in clashes)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), Radius.CONTROL, now.focus, 0)
        painter.end()

    def _paint_grid(self, painter: QPainter, hall: QRectF, scale: float) -> None:
        """A line each five metres, so that distances can be judged."""
        painter.setPen(QPen(qcolor(colours().border), 1))
        for metre in range(5, int(self._plan.width) + 1, 5):
            x = round(hall.left() + metre * scale) + 0.5
            painter.drawLine(QPointF(x, hall.top()), QPointF(x, hall.bottom()))
        for metre in range(5, int(self._plan.height) + 1, 5):
            y = round(hall.top() + metre * scale) + 0.5
            painter.drawLine(QPointF(hall.left(), y), QPointF(hall.right(), y))

    def _clashes(self) -> set[int]:
        """The chosen booth and those it stands on; all others were looked at when they moved."""
        chosen = self._plan.stall(self._selected or 0)
        if chosen is None:
            return set()
        found = {s.no for s in self._plan.stalls if s.no != chosen.no and chosen.overlaps(s)}
        return found | {chosen.no} if found else set()

    def _paint_stall(self, painter: QPainter, stall: Stall, now: Colours, *, clash: bool) -> None:
        rect = self._rect(stall).adjusted(1, 1, -1, -1)
        stands, taken = stall.stands(self._day), stall.no in self._whose
        fill = now.accent_soft if taken else now.surface
        line, ink = (now.accent if taken else now.control_border), now.text
        if not stands:
            fill, line, ink = now.surface_alt, now.border, now.text_disabled
        if clash:
            fill, line, ink = now.danger_soft, now.danger, now.danger_text
        chosen = stall.no == self._selected
        fill_round(painter, rect, min(5.0, rect.width() / 4), fill, line)
        if chosen:
            draw_ring(painter, rect.adjusted(-2, -2, 2, 2), 6, now.focus, 0)
        size = Type.CAPTION if rect.width() < 34 else Type.SMALL
        if rect.width() < 16:
            return
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, rect, str(stall.no), ink, font(size, tabular=True), centre)
        if stall.categories and rect.height() >= 22:
            mark = QRectF(rect.right() - 8, rect.top() + 3, 5, 5)
            fill_round(painter, mark, 2.5, now.warning_line)
