"""The tools beside the picture: turning, straightening, crop, white balance, white ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget
from typing_extensions import override

from app.photos.mending import MOST_TILT
from app.ui.kit.buttons import Button, ghost_button, secondary_button
from app.ui.kit.choices import Check
from app.ui.kit.labels import Label
from app.ui.kit.paint import draw_ring, fill_round, inner, painter_for
from app.ui.kit.segmented import Segment
from app.ui.kit.slots import weak_slot
from app.ui.theme import Radius, Space, Type, colours, font, qcolor

_TENTHS: Final = 10
_KNOB: Final = 18


class ChoiceRow(QWidget):
    """A few words of which one is chosen; Left and Right go through them. `chosen(str)`."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.segments: dict[str, Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(Space.XS)
        for key, text in choices:
            segment = Segment(text, f"{name}: {text}", parent=self)
            policy = QSizePolicy.Policy.Expanding
            segment.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
            segment.clicked.connect(weak_slot(self._on_clicked, key))
            self.segments[key] = segment
            row.addWidget(segment)

    @property
    def value(self) -> str:
        """The key chosen; empty for none."""
        return next((key for key, one in self.segments.items() if one.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Show another choice."""
        for key, segment in self.segments.items():
            segment.setChecked(key == value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self.segments)
        at = keys.index(self.value) if self.value in keys else -step
        self._choose(keys[(at + step) % len(keys)])

    def _on_clicked(self, key: str) -> None:
        self.setFocus()
        self._choose(key)

    def _choose(self, key: str) -> None:
        self.set_value(key)
        self.chosen.emit(key)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = painter_for(self)
            draw_ring(painter, inner(self.rect()), Radius.CONTROL + 2, colours().focus, 0)
            painter.end()


class DegreeSlider(QSlider):
    """Degrees to either side of straight; a double click is straight again."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        most = round(MOST_TILT * _TENTHS)
        self.setRange(-most, most)
        self.setSingleStep(1)
        self.setPageStep(_TENTHS)
        self.setFixedHeight(34)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def degrees(self) -> float:
        """Where it stands."""
        return self.value() / _TENTHS

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, 34)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        # The knob comes to the pointer: a page step of one degree is no way to aim.
        self.setSliderDown(True)
        self._follow(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setValue(0)

    def _follow(self, event: QMouseEvent) -> None:
        span = max(1, self.width() - _KNOB)
        part = (event.position().x() - _KNOB / 2) / span
        low, high = self.minimum(), self.maximum()
        value = round(low + min(1.0, max(0.0, part)) * (high - low))
        self.setValue(0 if abs(value) <= 2 else value)

    def knob_x(self) -> float:
        """The middle of the knob."""
        part = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        return _KNOB / 2 + part * (self.width() - _KNOB)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = painter_for(self), colours()
        middle, zero, at = self.height() / 2, self.width() / 2, self.knob_x()
        if self.hasFocus():
            draw_ring(painter, inner(self.rect()), Radius.CONTROL, now.focus, 0)
        enabled = self.isEnabled()
        fill_round(painter, QRectF(4, middle - 2, self.width() - 8, 4), 2, now.pressed)
        painter.setPen(QPen(qcolor(now.control_border), 1.5))
        painter.drawLine(QPointF(zero, middle - 9), QPointF(zero, middle + 9))
        left, right = min(zero, at), max(zero, at)
        if enabled:
            fill_round(painter, QRectF(left, middle - 2, right - left, 4), 2, now.accent)
        knob = QRectF(at - _KNOB / 2, middle - _KNOB / 2, _KNOB, _KNOB)
        line = now.accent if enabled else now.control_border
        fill_round(painter, knob, _KNOB / 2, now.surface, line, 2)
        painter.end()


class Tools(QWidget):
    """The column of tools; it shows what it is told, and the sheet listens to its widgets."""

    def __init__(self) -> None:
        super().__init__()
        self.left_button = secondary_button(self.tr("Left"), icon="rotate-2")
        self.right_button = secondary_button(self.tr("Right"), icon="rotate-clockwise-2")
        self.left_button.setAccessibleName(self.tr("Turn left"))
        self.right_button.setAccessibleName(self.tr("Turn right"))
        self.left_button.show_key("L")
        self.right_button.show_key("R")
        self.slider = DegreeSlider()
        self.slider.setAccessibleName(self.tr("Straighten"))
        self.degrees = Label("", "strong")
        self.degrees.setFont(font(Type.SMALL, QFont.Weight.DemiBold, tabular=True))
        self.straighten_button = ghost_button(self.tr("Straighten by itself"))
        self.ratio = ChoiceRow(
            self.tr("Crop"), (("free", self.tr("Free")), ("1:1", "1:1"), ("4:3", "4:3"))
        )
        self.whole_button = ghost_button(self.tr("Whole picture"))
        self.balance = ChoiceRow(
            self.tr("White balance"),
            (
                ("", self.tr("As taken")),
                ("auto", self.tr("Automatic")),
                ("pick", self.tr("Pick grey")),
            ),
        )
        self.balance_hint = Label("", "muted", wrap=True)
        self.ground = Check(self.tr("White ground"))
        self.ground.setToolTip("W")
        self.ground_hint = Label("", "muted", wrap=True)
        self.column = QVBoxLayout(self)
        self._build()

    def _build(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.XS)
        turns = QHBoxLayout()
        turns.setSpacing(Space.S)
        turns.addWidget(self.left_button, 1)
        turns.addWidget(self.right_button, 1)
        self._section(self.tr("Turn"))
        self.column.addLayout(turns)
        self._section(self.tr("Straighten"), self.degrees, self.straighten_button)
        self.column.addWidget(self.slider)
        self._section(self.tr("Crop"), None, self.whole_button)
        self.column.addWidget(self.ratio)
        self._section(self.tr("White balance"))
        self.column.addWidget(self.balance)
        self.column.addWidget(self.balance_hint)
        self._section(self.tr("Background"))
        self.column.addWidget(self.ground)
        self.column.addWidget(self.ground_hint)

    def _section(
        self, title: str, value: Label | None = None, button: Button | None = None
    ) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, Space.S, 0, 0)
        row.addWidget(Label(title, "section"))
        if value is not None:
            row.addWidget(value)
        row.addStretch(1)
        if button is not None:
            row.addWidget(button)
        self.column.addLayout(row)

    def show_degrees(self, degrees: float) -> None:
        """Say by how much the picture is turned."""
        sign = "" if not degrees else "+" if degrees > 0 else "−"
        self.degrees.setText(f"{sign}{abs(degrees):.1f}°".replace(".", ","))
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(degrees * _TENTHS))

    def show_proposal(self, degrees: float | None, *, ready: bool) -> None:
        """Offer to straighten by the lines of the picture; None when there are none."""
        self.straighten_button.setEnabled(ready and bool(degrees))
        tip = ""
        if ready and not degrees:
            none = degrees is None
            tip = self.tr("No clear lines to go by") if none else self.tr("It stands straight")
        self.straighten_button.setToolTip(tip)

    def show_balance(self, value: str, *, picking: bool) -> None:
        """Show which white balance is chosen, and how a point is picked."""
        self.balance.set_value("pick" if picking else value)
        text = self.tr("Click something that is white or grey in truth.") if picking else ""
        self.balance_hint.setText(text)
        self.balance_hint.setVisible(bool(text))

    def show_ground(self, *, on: bool, can: bool | None) -> None:
        """Show whether the ground is made white, and whether it is plain enough for that.

        `can` is None while nobody has looked yet.
        """
        with QSignalBlocker(self.ground):
            self.ground.setChecked(on)
        self.ground.setEnabled(bool(can) or on)
        good = self.tr("The product stays, with its soft shadow.")
        bad = self.tr(
            "The background in the frame is not plain enough. Crop to a plain part, or put the "
            "product before a plain sheet and take the photo again."
        )
        self.ground_hint.setText("" if can is None else good if can else bad)
